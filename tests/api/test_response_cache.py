"""Cached responses: equal to new ones, never of older data, and bounded by bytes."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from app.api.middleware import response_cache
from app.api.middleware.response_cache import ResponseCache, SqliteVersion, cache_key
from app.main import RESOURCES, Service, create_app
from app.settings import Settings
from tests.conftest import on_both, on_sqlite, serving
from tests.seed_copies import renamed_seed
from tests.system.test_live import NAMES, bring

pytestmark = on_sqlite

LIST = "/meetings?mechanism=JSPG&limit=5"


@pytest.fixture(autouse=True)
def wait_for_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let responses wait longer for the version from PostgreSQL, as a busy machine may be slow."""
    monkeypatch.setattr(response_cache, "POLL_TIMEOUT", 30)


@pytest.fixture
def cached_client(seed_database: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(seed_database)) as client:
        yield client


@contextmanager
def body_reads(client: TestClient) -> Iterator[list[str]]:
    """The statements that read bodies while the block runs."""
    queries: list[str] = []

    def note(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
        if ".body" in statement:
            queries.append(statement)

    engine = app_of(client).state.engine
    event.listen(engine, "before_cursor_execute", note)
    yield queries
    event.remove(engine, "before_cursor_execute", note)


def app_of(client: TestClient) -> Service:
    assert isinstance(client.app, Service)
    return client.app


def plain(answer: Any) -> tuple[int, list[tuple[str, str]], bytes]:
    return answer.status_code, sorted(h for h in answer.headers.items() if h[0] != "x-request-id"), answer.content


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda r: r.path)
def test_a_cached_response_equals_a_new_one(cached_client: TestClient, resource: Any) -> None:
    for url in (resource.path, f"{resource.path}?limit=2&fields=id", f"{resource.path}?limit=3&shape=array"):
        for accept in ("*/*", "application/ld+json") if url == resource.path else ("*/*",):
            for origin in ({}, {"Origin": "https://example.org"}):
                headers = {"Accept": accept, **origin}
                first = cached_client.get(url, headers=headers)
                assert first.status_code == 200
                with body_reads(cached_client) as queries:
                    again = cached_client.get(url, headers=headers)
                    head = cached_client.head(url, headers=headers)
                    second_answer = cached_client.get(url, headers={**headers, "If-None-Match": first.headers["etag"]})
                assert queries == []
                assert plain(again) == plain(first)
                assert plain(head) == (*plain(first)[:2], b"")
                assert (second_answer.status_code, second_answer.content) == (304, b"")
                assert second_answer.headers["etag"] == first.headers["etag"]
                assert {"content-length", "content-type"}.isdisjoint(second_answer.headers)
                assert again.headers["x-request-id"] != first.headers["x-request-id"]


def test_a_response_to_a_conditional_request_is_cached_whole(cached_client: TestClient) -> None:
    with TestClient(create_app(app_settings(cached_client))) as second_client:
        tag = second_client.get(LIST).headers["etag"]
    assert cached_client.get(LIST, headers={"If-None-Match": tag}).status_code == 304
    with body_reads(cached_client) as queries:
        assert cached_client.get(LIST).json()["total"] == 1
    assert queries == []


def app_settings(client: TestClient) -> Settings:
    url = app_of(client).state.engine.url.render_as_string(hide_password=False)
    return Settings.model_validate({"database_url": url, "log_level": "error"})


def test_the_order_of_parameters_makes_no_difference(cached_client: TestClient) -> None:
    first = cached_client.get("/meetings?mechanism=JSPG&limit=5")
    with body_reads(cached_client) as queries:
        assert cached_client.get("/meetings?limit=5&mechanism=JSPG").content == first.content
    assert queries == []


@pytest.mark.parametrize(
    ("url", "headers"),
    [
        ("/livez", {}),
        ("/docs", {}),
        ("/meetings?mechanism=none-such", {}),
        ("/meetings/none-such", {}),
        ("/meetings.csv", {}),
        ("/meetings.csv", {"Range": "bytes=0-9"}),
    ],
)
def test_only_whole_responses_with_data_are_cached(
    cached_client: TestClient, url: str, headers: dict[str, str]
) -> None:
    first = cached_client.get(url, headers=headers)
    cache = app_of(cached_client).front.cache
    assert cache is not None
    assert len(cache._responses) == 0
    assert cache._in_progress == {}
    head = cached_client.head(url, headers=headers)
    assert head.status_code == (200 if headers else first.status_code)
    assert cached_client.get(url, headers=headers).content != b""


def test_get_after_head_of_a_file_has_the_file(cached_client: TestClient) -> None:
    assert cached_client.head("/meetings.csv").content == b""
    assert cached_client.get("/meetings.csv").content.count(b"\n") > 5


@pytest.mark.thorough
@on_both
def test_a_load_shows_in_all_workers_within_a_second(seed_database: Settings, tmp_path: Path, backend: str) -> None:
    url = "/officials/hakan-fidan?fields=name"
    with ExitStack() as stack:
        bases = [stack.enter_context(serving(create_app(seed_database))) for _ in range(2)]
        for number, name in enumerate(NAMES[:2]):
            for base in bases:
                assert httpx.get(base + url).json()["name"] == (NAMES[number - 1] if number else "Hakan Fidan")
            bring(seed_database, renamed_seed(tmp_path / str(number), name))
            time.sleep(0 if backend == "sqlite" else 1)
            assert [httpx.get(base + url).json()["name"] for base in bases] == [name, name]


@on_both
def test_requests_for_the_same_slow_response_share_one(cached_client: TestClient, seed_database: Settings) -> None:
    app = create_app(seed_database)
    queries: list[str] = []

    def slowly(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
        if "meetings.body" in statement:
            queries.append(statement)
            time.sleep(0.3)

    event.listen(app.state.engine, "before_cursor_execute", slowly)
    answers: list[httpx.Response] = []
    with serving(app) as base:
        waiting = [threading.Thread(target=lambda: answers.append(httpx.get(base + LIST))) for _ in range(20)]
        for thread in waiting:
            thread.start()
        for thread in waiting:
            thread.join(timeout=30)
    app.state.engine.dispose()
    assert len(queries) == 1
    assert len(answers) == 20
    assert {answer.content for answer in answers} == {cached_client.get(LIST).content}


@pytest.mark.thorough
@on_both
def test_waiting_requests_get_the_error_of_the_first(seed_database: Settings) -> None:
    app = create_app(seed_database)
    answers: list[int] = []

    def slowly(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
        time.sleep(0.05)

    event.listen(app.state.engine, "before_cursor_execute", slowly)
    url = "/meetings?mechanism=none-such"
    with serving(app) as base:
        waiting = [threading.Thread(target=lambda: answers.append(httpx.get(base + url).status_code)) for _ in range(9)]
        for thread in waiting:
            thread.start()
        for thread in waiting:
            thread.join(timeout=30)
    app.state.engine.dispose()
    assert answers == [422] * 9


@on_both
def test_the_cache_is_switched_off_by_a_setting(seed_database: Settings) -> None:
    with (
        TestClient(create_app(seed_database.model_copy(update={"cache_bytes": 0}))) as client,
        body_reads(client) as queries,
    ):
        assert client.get(LIST).content == client.get(LIST).content
    assert len(queries) == 2


class FixedVersion:
    """A data version that the test sets."""

    at: object = 1

    async def current(self) -> object:
        return self.at

    def may_cache(self, version: object, revision: bytes) -> bool:
        return revision != b"old"


def test_bytes_are_bounded_and_the_least_recently_used_goes() -> None:
    version = FixedVersion()
    cache = ResponseCache(100_000, version)  # type: ignore[arg-type]
    headers = [(b"x-data-revision", b"1"), (b"etag", b'"a"')]

    def store(name: str, size: int, at: object = 1, extra_headers: Any = (), status: int = 200) -> bool:
        cache.put((name,), at, status, [*headers, *extra_headers], b"x" * size)
        return cache.get((name,)) is not None

    asyncio.run(cache.current_version())
    assert store("first", 1000)
    assert not store("large", 12_501)
    assert not store("problem", 10, status=404)
    assert not store("early", 10, at=0)
    assert not store("behind", 10, extra_headers=[(b"x-data-revision", b"old")])
    for number in range(100):
        assert store(str(number), 3000)
        assert cache.get(("first",))
    assert cache._responses.currsize <= 100_000
    assert cache.get(("0",)) is None
    assert sum(len(response.body) for response in cache._responses.values()) > 50_000
    version.at = 2
    asyncio.run(cache.current_version())
    assert cache.get(("first",)) is None
    assert cache._responses.currsize == 0


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    version = SqliteVersion(str(tmp_path / "none.db"))
    assert asyncio.run(version.current()) is None
    assert list(tmp_path.iterdir()) == []


def test_a_repeated_header_has_no_key() -> None:
    scope = {"method": "GET", "path": "/", "query_string": b"", "headers": [(b"accept", b"a"), (b"accept", b"b")]}
    assert cache_key(scope, dict(scope["headers"])) is None  # type: ignore[arg-type]
