"""What is not a resource: health, the docs page, request ids, logs, and answers when things break."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import psycopg
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from psycopg import sql
from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import OperationalError

from app.api import logs
from app.api.list_formats import format_names
from app.db import migrate
from app.db.engine import make_engine
from app.errors import PROBLEM_TYPES
from app.main import create_app
from app.resources import meetings
from app.settings import Settings
from app.web.html import WEB
from tests.conftest import on_both, on_sqlite

pytestmark = on_sqlite

PROBLEM = "application/problem+json"


def client_of(settings: Settings) -> TestClient:
    return TestClient(create_app(settings), raise_server_exceptions=False)


@pytest.fixture
def spare(seed_database: Settings) -> Iterator[TestClient]:
    """A client of a copy of the seed's database, which the test may break."""
    with client_of(seed_database.model_copy(update={"cache_bytes": 0})) as client:
        yield client


def app_of(client: TestClient) -> FastAPI:
    assert isinstance(client.app, FastAPI)
    return client.app


def lose(database: Settings, client: TestClient, postgres_url: str) -> None:
    """Take the database away from under a running service."""
    url = make_url(database.database_url.get_secret_value())
    if url.get_backend_name() == "sqlite":
        app_of(client).state.engine.dispose()
        Path(url.database or "").rename(f"{url.database}.gone")
        return
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(url.database or "")))


def test_livez_asks_no_database() -> None:
    with client_of(Settings.model_validate({"database_url": "postgresql://127.0.0.1:1/none"})) as client:
        answer = client.get("/livez")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer.headers["cache-control"] == "no-store"


def test_readyz(client: TestClient) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    assert body["status"] == "ok"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", body["published_at"])
    assert body["revision"] == int(re.sub(r"\D", "", body["published_at"]))


def assert_not_ready(client: TestClient, says: str) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["type"] == "/problems/unavailable"
    assert says in answer.json()["detail"]


@pytest.mark.thorough
@on_both
def test_a_service_is_not_ready_until_migrated_and_loaded(settings: Settings) -> None:
    with client_of(settings) as client:
        assert_not_ready(client, "run communique migrate")
        assert client.get("/meetings").status_code == 503
        engine = make_engine(settings)
        migrate.upgrade(engine)
        engine.dispose()
        assert_not_ready(client, "run communique load")


@on_both
@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE publications SET fingerprint = 'of another version'", "published by another version"),
        ("DELETE FROM alembic_version", "no version of our schema"),
        ("UPDATE alembic_version SET version_num = '0013'", "from before the first release"),
        ("DELETE FROM publications", "no data is loaded"),
    ],
)
def test_a_service_is_not_ready_for_data_of_another_version(
    spare: TestClient, seed_database: Settings, statement: str, says: str
) -> None:
    assert spare.get("/readyz").status_code == 200
    change(seed_database, statement)
    assert_not_ready(spare, says)


def change(settings: Settings, *statements: str) -> None:
    engine = make_engine(settings)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


NEWER = (
    "UPDATE alembic_version SET version_num = '9999'",
    "ALTER TABLE meetings ADD COLUMN newer TEXT",
    "INSERT INTO publications (revision, published_at, fingerprint, changed)"
    " SELECT revision + 1, published_at, 'of a newer version', 0 FROM publications",
)


@on_both
def test_an_older_version_goes_on_when_a_newer_one_has_migrated(spare: TestClient, seed_database: Settings) -> None:
    """Workers of both versions run while one version replaces the other. An older worker may start only now."""
    change(seed_database, *NEWER)
    for client in (spare, client_of(seed_database)):
        assert client.get("/readyz").json()["status"] == "ok"
        assert client.get("/meetings?mechanism=JSPG").json()["total"] == 1


@pytest.mark.parametrize(
    ("drop_statement", "absent_name"),
    [
        ("ALTER TABLE timeline RENAME COLUMN status TO state", "timeline.status"),
        ("DROP TABLE missions", "missions.id"),
    ],
)
def test_a_service_is_not_ready_for_a_newer_schema_without_a_column_that_it_reads(
    spare: TestClient, seed_database: Settings, drop_statement: str, absent_name: str
) -> None:
    change(seed_database, *NEWER, drop_statement)
    assert_not_ready(spare, f"of a newer version, which this one cannot read: it has no {absent_name}")


@on_both
def test_a_newer_schema_is_compared_once(
    spare: TestClient, seed_database: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    comparisons: list[object] = []
    missing = migrate.absent_columns

    def compare(connection: Connection) -> list[str]:
        comparisons.append(connection)
        return missing(connection)

    monkeypatch.setattr(migrate, "absent_columns", compare)
    assert [spare.get("/readyz").status_code, len(comparisons)] == [200, 0]
    change(seed_database, NEWER[0])
    assert [spare.get("/readyz").status_code for _ in range(3)] == [200] * 3
    assert len(comparisons) == 1


def test_a_newer_version_is_not_ready_before_it_has_migrated(
    spare: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "head", lambda: "9999")
    assert_not_ready(spare, "run communique migrate")


@on_both
def test_a_database_that_goes(spare: TestClient, seed_database: Settings, postgres_url: str) -> None:
    assert spare.get("/meetings").status_code == 200
    lose(seed_database, spare, postgres_url)
    assert_not_ready(spare, "the database")
    for path in ("/meetings", "/meetings?mechanism=JSPG", "/meetings/jspg-kz-tr-8"):
        answer = spare.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
        assert answer.headers["retry-after"] == "5"
        assert answer.headers["cache-control"] == "no-store"
        assert "x-request-id" in answer.headers
        assert answer.json()["type"] == "/problems/unavailable"
    assert spare.get("/livez").status_code == 200


def test_a_database_that_fails_in_the_middle(spare: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("SELECT 's3cret'", {}, Exception("server closed the connection"))

    monkeypatch.setattr("app.api.json_responses.total_of", fail)
    answer = spare.get("/meetings")
    assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
    assert "s3cret" not in answer.text
    assert "closed" not in answer.text


def test_swagger_asks_no_one_else(client: TestClient) -> None:
    page = client.get("/docs/swagger")
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    policy = dict(part.strip().split(" ", 1) for part in page.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert "unsafe" not in str(policy)
    links = re.findall(r"""(?:src|href)\s*=\s*["']([^"']+)""", page.text)
    assert len(links) >= 4
    for link in links:
        assert not urlsplit(link).netloc
        asset = client.get(urljoin("/docs/swagger", link))
        assert asset.status_code == 200
        assert asset.headers["x-content-type-options"] == "nosniff"
    assert not re.findall(r"<style|style=|<script>|onload=", page.text)
    assert '"../openapi.json"' in client.get("/static/docs.js").text


def test_the_vendored_files_name_no_other_host() -> None:
    style = (WEB / "static" / "swagger-ui" / "swagger-ui.css").read_text("utf-8")
    assert {target.strip("\"'")[:5] for target in re.findall(r"url\(([^)]+)\)", style)} <= {"data:"}
    assert "@import" not in style


@pytest.mark.parametrize(
    "path",
    [
        "/static/../docs.html",
        "/static/%2e%2e/docs.html",
        "/static/..%2fdocs.html",
        "/static/swagger-ui/..%2f..%2fdocs.html",
        "/static/%2fetc/passwd",
        "/static/..%5cdocs.html",
        "/static/",
        "/static/swagger-ui",
        "/static/none.js",
        "/static/%00",
    ],
)
def test_static_serves_only_what_is_in_it(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, PROBLEM)


@pytest.mark.parametrize(
    "path", ["/meetings", "/meetings/none", "/meetings?no=1", "/none", "/livez", "/docs", "/static/docs.js"]
)
def test_request_id(client: TestClient, path: str) -> None:
    assert client.get(path, headers={"X-Request-ID": "a-B_9.z"}).headers["x-request-id"] == "a-B_9.z"
    request_ids = [client.get(path).headers["x-request-id"] for _ in range(2)]
    assert re.fullmatch("[0-9a-f]{32}", request_ids[0])
    assert request_ids[0] != request_ids[1]
    assert client.get(path).headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("bad", [b"a b", b"a\tb", "é".encode(), b"x" * 129, b"", b"a;b", b'"', b"<script>"])
def test_a_bad_request_id_is_replaced(client: TestClient, bad: bytes) -> None:
    assert re.fullmatch("[0-9a-f]{32}", client.get("/livez", headers={b"X-Request-ID": bad}).headers["x-request-id"])


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Where logs go, as JSON."""
    stream = io.StringIO()
    with monkeypatch.context() as patch:
        patch.setattr("sys.stderr", stream)
        logs.configure(Settings.model_validate({"log_format": "json"}))
    return stream


def lines(log: io.StringIO, event: str) -> list[dict[str, Any]]:
    return [line for line in map(json.loads, log.getvalue().splitlines()) if line["event"] == event]


@pytest.mark.parametrize(
    ("path", "status"), [("/meetings?mechanism=JSPG", 200), ("/meetings?no=1", 422), ("/none", 404), ("/docs", 200)]
)
def test_one_log_line_a_request(client: TestClient, log: io.StringIO, path: str, status: int) -> None:
    client.get(path, headers={"X-Request-ID": "mine"}, follow_redirects=False)
    (line,) = lines(log, "request")
    expected_fields = {"logger": "app.access", "method": "GET", "status": status, "request_id": "mine", "level": "info"}
    assert expected_fields.items() <= line.items()
    assert line["path"] + (f"?{line['query']}" if line["query"] else "") == path
    assert line["ms"] >= 0
    assert re.match(r"\d{4}-\d\d-\d\dT.*Z$", line["timestamp"])


def test_an_unexpected_error_is_told_to_us_alone(
    spare: TestClient, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("s3cret")

    monkeypatch.setattr("app.api.json_responses.total_of", fail)
    answer = spare.get("/meetings?limit=3", headers={"X-Request-ID": "mine", "Origin": "https://example.org"})
    assert (answer.status_code, answer.headers["content-type"]) == (500, PROBLEM)
    assert answer.json() == {
        "type": "/problems/internal-error",
        "title": "Internal error",
        "status": 500,
        "detail": "A fault of the service, logged under the X-Request-ID of the answer.",
        "instance": "/meetings?limit=3",
        "errors": [],
    }
    (fault,) = lines(log, "request failed")
    assert (fault["level"], fault["request_id"]) == ("error", "mine")
    assert "RuntimeError: s3cret" in fault["exception"]
    (access,) = lines(log, "request")
    assert (access["status"], access["request_id"]) == (500, "mine")
    assert answer.headers["x-request-id"] == "mine"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("kind", PROBLEM_TYPES)
def test_problem_types_are_explained(client: TestClient, kind: str) -> None:
    answer = client.get(f"/problems/{kind}")
    assert answer.status_code == 200
    status, title, meaning = PROBLEM_TYPES[kind]
    assert answer.json() == {"type": f"/problems/{kind}", "title": title, "status": status, "meaning": meaning}


def test_an_unknown_problem_type(client: TestClient) -> None:
    answer = client.get("/problems/not-fund")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["suggestions"][0] == "not-found"


@on_both
def test_a_statement_that_takes_too_long_is_ended(seed_database: Settings) -> None:
    """Both kinds of database end it, and answer the next request."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with client_of(seed_database.model_copy(update={"statement_timeout_ms": 300})) as client:
        app = app_of(client)

        @app.get("/endless")
        def ask_for_ever() -> None:
            with app.state.engine.connect() as connection:
                connection.execute(text(endless))

        answer = client.get("/endless")
        assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
        assert answer.headers["retry-after"] == "5"
        assert "took too long" in answer.json()["detail"]
        assert client.get("/meetings").status_code == 200


def test_an_application_can_be_started_again(seed_database: Settings) -> None:
    app = create_app(seed_database)
    for _ in range(2):
        with TestClient(app) as client:
            assert client.get("/readyz").status_code == 200
            assert client.get("/meetings?mechanism=JSPG").json()["total"] == 1
            assert client.get("/meetings", headers={"X-Data-Revision": "1"}).status_code == 200
            assert client.get("/openapi.json").status_code == 200
            for name in format_names(meetings.resource):
                assert client.get(f"/meetings.{name}").status_code == 200
