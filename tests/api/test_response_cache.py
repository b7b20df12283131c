"""Answers that are kept: the same as those that are made, never of data that is gone, and bounded."""

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
from app.api.middleware.response_cache import Cache, SqliteVersion, key_of
from app.main import RESOURCES, Service, create_app
from app.settings import Settings
from tests.conftest import serving
from tests.system.test_live import NAMES, bring, renamed

LIST = "/meetings?mechanism=JSPG&limit=5"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a machine that is busy, PostgreSQL may take longer to tell its version than answers wait for it."""
    monkeypatch.setattr(response_cache, "PATIENCE", 30)


@pytest.fixture
def kept(seeded: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(seeded)) as client:
        yield client


@contextmanager
def asked(client: TestClient) -> Iterator[list[str]]:
    """What the database is asked for meanwhile."""
    sent: list[str] = []

    def note(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
        if ".body" in statement:
            sent.append(statement)

    engine = app_of(client).state.engine
    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def app_of(client: TestClient) -> Service:
    assert isinstance(client.app, Service)
    return client.app


def plain(answer: Any) -> tuple[int, list[tuple[str, str]], bytes]:
    return answer.status_code, sorted(h for h in answer.headers.items() if h[0] != "x-request-id"), answer.content


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda r: r.path)
def test_what_is_kept_is_what_was_made(kept: TestClient, resource: Any) -> None:
    for url in (resource.path, f"{resource.path}?limit=2&fields=id", f"{resource.path}?limit=3&shape=array"):
        for accept in ("*/*", "application/ld+json") if url == resource.path else ("*/*",):
            for origin in ({}, {"Origin": "https://example.org"}):
                headers = {"Accept": accept, **origin}
                first = kept.get(url, headers=headers)
                assert first.status_code == 200
                with asked(kept) as sent:
                    again = kept.get(url, headers=headers)
                    head = kept.head(url, headers=headers)
                    unchanged = kept.get(url, headers={**headers, "If-None-Match": first.headers["etag"]})
                assert sent == []
                assert plain(again) == plain(first)
                assert plain(head) == (*plain(first)[:2], b"")
                assert (unchanged.status_code, unchanged.content) == (304, b"")
                assert unchanged.headers["etag"] == first.headers["etag"]
                assert {"content-length", "content-type"}.isdisjoint(unchanged.headers)
                assert again.headers["x-request-id"] != first.headers["x-request-id"]


def test_an_answer_to_a_condition_is_kept_whole(kept: TestClient) -> None:
    with TestClient(create_app(app_settings(kept))) as other:
        tag = other.get(LIST).headers["etag"]
    assert kept.get(LIST, headers={"If-None-Match": tag}).status_code == 304
    with asked(kept) as sent:
        assert kept.get(LIST).json()["total"] == 1
    assert sent == []


def app_settings(client: TestClient) -> Settings:
    url = app_of(client).state.engine.url.render_as_string(hide_password=False)
    return Settings.model_validate({"database_url": url, "log_level": "error"})


def test_the_order_of_parameters_makes_no_difference(kept: TestClient) -> None:
    first = kept.get("/meetings?mechanism=JSPG&limit=5")
    with asked(kept) as sent:
        assert kept.get("/meetings?limit=5&mechanism=JSPG").content == first.content
    assert sent == []


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
def test_what_is_no_whole_answer_of_data_is_not_kept(kept: TestClient, url: str, headers: dict[str, str]) -> None:
    first = kept.get(url, headers=headers)
    response_cache = app_of(kept).front.cache
    assert response_cache is not None
    assert len(response_cache._kept) == 0
    assert response_cache._making == {}
    head = kept.head(url, headers=headers)
    assert head.status_code == (200 if headers else first.status_code)
    assert kept.get(url, headers=headers).content != b""


def test_head_of_a_file_does_not_empty_it(kept: TestClient) -> None:
    assert kept.head("/meetings.csv").content == b""
    assert kept.get("/meetings.csv").content.count(b"\n") > 5


def test_a_load_shows_in_all_workers_within_a_second(seeded: Settings, tmp_path: Path, backend: str) -> None:
    url = "/officials/hakan-fidan?fields=name"
    with ExitStack() as stack:
        bases = [stack.enter_context(serving(create_app(seeded))) for _ in range(2)]
        for number, name in enumerate(NAMES):
            for base in bases:
                assert httpx.get(base + url).json()["name"] == (NAMES[number - 1] if number else "Hakan Fidan")
            bring(seeded, renamed(tmp_path / str(number), name))
            time.sleep(0 if backend == "sqlite" else 1)
            assert [httpx.get(base + url).json()["name"] for base in bases] == [name, name]


def test_a_slow_answer_is_made_once_for_all_that_wait(kept: TestClient, seeded: Settings) -> None:
    app = create_app(seeded)
    made: list[str] = []

    def slowly(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
        if "meetings.body" in statement:
            made.append(statement)
            time.sleep(0.3)

    event.listen(app.state.engine, "before_cursor_execute", slowly)
    answers: list[httpx.Response] = []
    with serving(app) as base:
        waiting = [threading.Thread(target=lambda: answers.append(httpx.get(base + LIST))) for _ in range(20)]
        for one in waiting:
            one.start()
        for one in waiting:
            one.join(timeout=30)
    app.state.engine.dispose()
    assert len(made) == 1
    assert len(answers) == 20
    assert {answer.content for answer in answers} == {kept.get(LIST).content}


def test_those_who_wait_for_an_error_get_it_too(seeded: Settings) -> None:
    app = create_app(seeded)
    answers: list[int] = []

    def slowly(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
        time.sleep(0.05)

    event.listen(app.state.engine, "before_cursor_execute", slowly)
    url = "/meetings?mechanism=none-such"
    with serving(app) as base:
        waiting = [threading.Thread(target=lambda: answers.append(httpx.get(base + url).status_code)) for _ in range(9)]
        for one in waiting:
            one.start()
        for one in waiting:
            one.join(timeout=30)
    app.state.engine.dispose()
    assert answers == [422] * 9


def test_it_is_switched_off_by_a_setting(seeded: Settings) -> None:
    with TestClient(create_app(seeded.model_copy(update={"cache_bytes": 0}))) as client, asked(client) as sent:
        assert client.get(LIST).content == client.get(LIST).content
    assert len(sent) == 2


class Fixed:
    """A version that is what the test says."""

    at: object = 1

    async def now(self) -> object:
        return self.at

    def made_of(self, version: object, revision: bytes) -> bool:
        return revision != b"old"


def test_bytes_are_bounded_and_the_longest_unused_goes() -> None:
    version = Fixed()
    response_cache = Cache(100_000, version)  # type: ignore[arg-type]
    headers = [(b"x-data-revision", b"1"), (b"etag", b'"a"')]

    def put(name: str, size: int, at: object = 1, more: Any = (), status: int = 200) -> bool:
        response_cache.put((name,), at, status, [*headers, *more], b"x" * size)
        return response_cache.get((name,)) is not None

    asyncio.run(response_cache.version())
    assert put("first", 1000)
    assert not put("large", 12_501)
    assert not put("problem", 10, status=404)
    assert not put("early", 10, at=0)
    assert not put("behind", 10, more=[(b"x-data-revision", b"old")])
    for number in range(100):
        assert put(str(number), 3000)
        assert response_cache.get(("first",))
    assert response_cache._bytes <= 100_000
    assert response_cache.get(("0",)) is None
    assert sum(len(kept.body) for kept in response_cache._kept.values()) > 50_000
    version.at = 2
    asyncio.run(response_cache.version())
    assert response_cache.get(("first",)) is None
    assert response_cache._bytes == 0


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    version = SqliteVersion(str(tmp_path / "none.db"))
    assert asyncio.run(version.now()) is None
    assert list(tmp_path.iterdir()) == []


def test_a_header_that_comes_twice_is_no_key() -> None:
    scope = {"method": "GET", "path": "/", "query_string": b"", "headers": [(b"accept", b"a"), (b"accept", b"b")]}
    assert key_of(scope, dict(scope["headers"])) is None  # type: ignore[arg-type]
