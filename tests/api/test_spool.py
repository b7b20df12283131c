"""Files that hold up nobody: written once, bounded, ended when nobody reads them, refused before their first byte."""

import asyncio
import errno
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.pool import QueuePool

from app.api import exports, list_formats, spool
from app.api.formats.columns import Batches
from app.api.spool import AbandonedError, Reader, Spool
from app.api.spool_file import Check, PreparedFile, SpoolFile
from app.errors import Problem
from app.main import RESOURCES, create_app
from tests.api.test_protocol import HANG
from tests.conftest import SharedDatabases, on_both, on_sqlite, serving

pytestmark = on_sqlite

PROBLEM = "application/problem+json"
MEETING_FORMATS = list_formats.format_names(next(resource for resource in RESOURCES if resource.path == "/meetings"))
WAYS: dict[str, tuple[str, dict[str, str]]] = {
    "whole": ("GET", {}),
    "HEAD": ("HEAD", {"Accept-Encoding": "identity"}),  # a compressed answer has no length before it is made
    "range": ("GET", {"Range": "bytes=0-1"}),
}
every_way = pytest.mark.parametrize("way", WAYS)


@pytest.fixture
def app(backend: str, shared: SharedDatabases) -> FastAPI:
    return create_app(shared.settings(backend))


class Held:
    """The reading of records for files, which waits until the test lets it go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go, self.begun, self.ended = threading.Event(), 0, 0
        self._original = exports._with_check
        monkeypatch.setattr(exports, "_with_check", self._checked)

    def _checked(self, batches: Batches, check: Check) -> Batches:
        self.begun += 1
        try:
            while not self.go.wait(0.02):
                check(0)
            yield from self._original(batches, check)
        finally:
            self.ended += 1


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    made = Held(monkeypatch)
    yield made
    made.go.set()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + HANG
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


@contextmanager
def asking(base: str, *requests: tuple[str, str, dict[str, str]]) -> Iterator[list[httpx.Response]]:
    """Requests that are sent meanwhile; their answers are there at the end of the block."""
    answers: list[httpx.Response] = []

    def ask(method: str, path: str, headers: dict[str, str]) -> None:
        answers.append(httpx.request(method, base + path, headers=headers, timeout=HANG))

    threads = [threading.Thread(target=ask, args=request) for request in requests]
    for thread in threads:
        thread.start()
    yield answers
    for thread in threads:
        thread.join(HANG)


def in_use(app: FastAPI) -> int:
    pool = app.state.engine.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedout()


@pytest.mark.parametrize(
    ("backend", "name"),
    [*(("sqlite", name) for name in MEETING_FORMATS), ("postgresql", "csv"), ("postgresql", "xlsx")],
    indirect=["backend"],
    scope="session",
)
def test_a_file_is_written_once_and_holds_up_nobody(app: FastAPI, held: Held, name: str) -> None:
    path = f"/meetings.{name}?date=2005/2030"
    # In one format more than there are threads: they all wait in the same way.
    requests = [(method, path, headers) for method, headers in WAYS.values()] * (14 if name == "csv" else 3)
    with serving(app) as base:
        with asking(base, *requests) as answers:
            until(lambda: held.begun == 1)
            for number in range(5):
                assert httpx.get(f"{base}/meetings?limit=1{number}", timeout=HANG).status_code == 200
            until(lambda: in_use(app) == 1)
            held.go.set()
        assert held.begun == 1
        assert sorted({answer.status_code for answer in answers}) == [200, 206]
        whole = {a.content for a in answers if a.request.method == "GET" and a.status_code == 200}
        parts = {a.content for a in answers if a.status_code == 206}
        sizes = {a.headers["content-length"] for a in answers if a.request.method == "HEAD"}
        (content,) = whole
        assert parts == {content[:2]}
        assert sizes == {str(len(content))}
        until(lambda: in_use(app) == 0)


def test_so_many_are_written_at_a_time_and_a_share_for_one_client(app: FastAPI, held: Held) -> None:
    app.state.spool = Spool(writers=3, share=2)
    app.state.spool._turns._seconds = 0.5
    paths = [f"/meetings.csv?limit={number}" for number in range(1, 9)]
    with serving(app) as base:
        with asking(base, *[("GET", path, {}) for path in paths]) as answers:
            until(lambda: len(answers) == 6)
            assert held.begun == 2, "the third is another's"
            for answer in answers:
                assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
                assert answer.headers["retry-after"] == "5"
            assert httpx.get(f"{base}/meetings?limit=17", timeout=HANG).status_code == 200
            held.go.set()
        assert sorted(answer.status_code for answer in answers) == [200] * 2 + [503] * 6
        assert httpx.get(base + paths[0], timeout=HANG).status_code == 200


@on_both
@every_way
def test_what_nobody_waits_for_is_not_written_on(
    app: FastAPI, held: Held, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In any format; and nothing is left on the disk."""
    folder = tmp_path / "files"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    method, headers = WAYS[way]
    with serving(app) as base:
        parts = urlsplit(base)
        for name in MEETING_FORMATS:
            before, more = held.begun, [f"{header}: {value}" for header, value in headers.items()]
            head = [f"{method} /meetings.{name} HTTP/1.1", "Host: a", *more, "", ""]
            with ExitStack() as stack:
                for _ in range(3):
                    client = stack.enter_context(socket.create_connection((parts.hostname, parts.port)))
                    client.sendall("\r\n".join(head).encode())
                until(lambda: held.begun > before)  # noqa: B023 - asked at once
                until(lambda: in_use(app) == 1)
            until(lambda: held.ended == held.begun and in_use(app) == len(app.state.spool) == 0)
            until(lambda: not list(folder.iterdir()))
        held.go.set()
        for name in MEETING_FORMATS:
            assert httpx.get(f"{base}/meetings.{name}", timeout=HANG).status_code == 200, "asked again, it is written"


FAULTS: dict[str, BaseException] = {
    "damaged": DatabaseError("SELECT 's3cret'", {}, Exception("database disk image is malformed")),
    "gone": OperationalError("SELECT 's3cret'", {}, Exception("server closed the connection")),
    "disk": OSError(errno.ENOSPC, "No space left on device"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_before_the_first_byte_is_a_problem(app: FastAPI, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    """In any format, and however it is asked for."""

    def fail(*_: Any, **__: Any) -> Iterator[list[str]]:
        raise FAULTS[fault]
        yield []

    if fault == "disk":
        monkeypatch.setattr(SpoolFile, "append", lambda *_: next(fail()))
    else:
        monkeypatch.setattr(exports, "list_bodies", fail)
    with serving(app) as base:
        for name in MEETING_FORMATS:
            for method, headers in WAYS.values():
                answer = httpx.request(method, f"{base}/meetings.{name}", headers=headers, timeout=HANG)
                assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
                assert answer.headers["retry-after"] == "5"
                assert "s3cret" not in answer.text
                if fault == "disk" and method == "GET":
                    assert "No space left" in answer.json()["detail"]
        until(lambda: in_use(app) == 0 and len(app.state.spool) == 0)


def test_a_file_is_sent_without_a_task_group(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its library is imported where the first one is made: in the event loop, which answers nobody meanwhile."""

    def fail() -> None:
        raise AssertionError

    monkeypatch.setattr("starlette.responses.create_collapsing_task_group", fail)
    assert client.get("/meetings.csv?limit=3").status_code == 200


def test_a_client_that_has_it_makes_nobody_write(app: FastAPI, held: Held) -> None:
    held.go.set()
    with serving(app) as base:
        tag = httpx.get(f"{base}/meetings.ics").headers["etag"]
        until(lambda: not any(file.readers for file in app.state.spool._files))
        app.state.spool.clear()
        assert httpx.get(f"{base}/meetings.ics", headers={"If-None-Match": tag}).status_code == 304
        assert len(app.state.spool) == 0


# --- the spool by itself -----------------------------------------------------------------------


def file_of(tag: str, pieces: Iterator[bytes], closed: Callable[[], None] = lambda: None, **more: Any) -> Any:
    def prepare(_check: Check) -> PreparedFile:
        return PreparedFile(tag, {}, "text/plain", pieces, closed, **more)

    return prepare


async def opened(files: Spool, tag: str, *pieces: bytes, client: str = "") -> tuple[Reader, SpoolFile]:
    reader = files.open(tag, client, file_of(tag, iter(pieces)))
    _, file = await reader.wait()
    assert file is not None
    return reader, file


async def made_whole(reader: Reader) -> SpoolFile:
    _, file = await reader.wait()
    assert file is not None
    await file.ready()
    return file


async def content(reader: Reader, file: SpoolFile) -> bytes:
    return b"".join([piece async for piece in reader.read(file)])


@pytest.fixture(autouse=True)
def closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each spool of a test is closed at its end."""
    made: list[Spool] = []
    original = Spool.__init__

    def init(self: Spool, **options: Any) -> None:
        original(self, **options)
        made.append(self)

    monkeypatch.setattr(Spool, "__init__", init)
    yield
    for one in made:
        one.close()


def run(work: Any) -> None:
    async def bounded() -> None:
        async with asyncio.timeout(HANG):
            await work

    asyncio.run(bounded())


def test_the_last_files_are_kept_for_their_ranges() -> None:
    async def work() -> None:
        files = Spool()
        for number in range(spool.MAX_UNREAD + 3):
            reader, file = await opened(files, str(number), b"x" * 10)
            assert await content(reader, file) == b"x" * 10
            reader.leave()
        await asyncio.sleep(0)
        assert len(files) == spool.MAX_UNREAD
        assert files.bytes_in_use == spool.MAX_UNREAD * 10

    run(work())


def test_a_slow_reader_holds_up_no_writer() -> None:
    async def work() -> None:
        closed = threading.Event()
        files = Spool()
        reader = files.open("a", "", file_of("a", (b"x" * 100_000 for _ in range(20)), closed.set))
        _, file = await reader.wait()
        assert file is not None
        pieces = reader.read(file)
        first = await anext(pieces)
        await asyncio.to_thread(closed.wait, HANG)
        assert closed.is_set()
        assert len(first) + sum([len(piece) async for piece in pieces]) == 2_000_000

    run(work())


def test_bytes_are_bounded_and_what_nobody_reads_gives_way() -> None:
    async def work() -> None:
        files = Spool(size=1000)
        kept, _ = await opened(files, "a", b"x" * 600)
        await asyncio.sleep(0.1)
        reader, file = await opened(files, "b", b"y" * 600)
        with pytest.raises(Problem) as full:
            await file.ready()
        assert full.value.detail == spool.NO_ROOM
        reader.leave()
        kept.leave()
        reader, file = await opened(files, "c", b"y" * 600)
        assert await content(reader, file) == b"y" * 600
        assert files.bytes_in_use == 600
        reader, file = await opened(files, "d", b"y" * 1001)
        with pytest.raises(Problem) as large:
            await file.ready()
        assert large.value.detail == spool.TOO_LARGE

    run(work())


def test_a_lasting_file_is_made_to_its_end_and_stays() -> None:
    async def work() -> None:
        go, closed = threading.Event(), threading.Event()

        def pieces() -> Iterator[bytes]:
            yield b"x"
            go.wait(HANG)
            yield b"y"

        files = Spool()
        reader = files.open("a", "", file_of("dump", pieces(), closed.set, lasting=True))
        await reader.wait()
        reader.leave()
        go.set()
        await asyncio.to_thread(closed.wait, HANG)
        for number in range(spool.MAX_UNREAD + 2):
            other, file = await opened(files, str(number), b"z")
            await content(other, file)
            other.leave()
        again = files.open("b", "", file_of("dump", iter([b"made again"]), lasting=True))
        assert await content(again, await made_whole(again)) == b"xy"
        again.leave()
        newer = [f"newer {number}" for number in range(spool.MAX_LASTING)]
        for tag in newer:
            other = files.open(tag, "", file_of(tag, iter([b"newer"]), lasting=True))
            await made_whole(other)
            other.leave()
        assert [tag for file, tag in files._files.items() if file.lasting] == newer

    run(work())


def test_a_lasting_file_counts_what_its_making_takes_and_is_not_tried_again_if_that_is_too_much() -> None:
    async def work() -> None:
        made: list[int] = []

        def prepare(check: Check) -> PreparedFile:
            def pieces() -> Iterator[bytes]:
                made.append(1)
                for beside in (500, 900):
                    check(beside)
                    yield b"x" * 200

            return PreparedFile("dump", {}, "text/plain", pieces(), lambda: None, whole=True, lasting=True)

        files = Spool(size=1000)
        for key in "ab":
            reader = files.open(key, "", prepare)
            with pytest.raises(Problem) as large:
                await made_whole(reader)
            assert large.value.detail == spool.TOO_LARGE
            reader.leave()
        assert made == [1]
        assert files.bytes_in_use == 0

    run(work())


def test_what_is_read_for_long_gives_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "READ_SECONDS", 0.0)

    async def work() -> None:
        files = Spool(size=1000)
        slow, old = await opened(files, "a", b"x" * 600)
        await old.ready()
        reader, file = await opened(files, "b", b"y" * 600)
        assert await content(reader, file) == b"y" * 600
        with pytest.raises(Problem):
            await content(slow, old)
        slow.leave()
        assert old._file.closed
        assert len(files) == 1

    run(work())


def test_the_number_of_files_is_bounded() -> None:
    async def work() -> None:
        files = Spool(files=3)
        readers = [await opened(files, str(number), b"x") for number in range(3)]
        with pytest.raises(Problem) as full:
            await opened(files, "more", b"x")
        assert full.value.detail == spool.NO_ROOM
        await readers[0][1].ready()
        readers[0][0].leave()
        await opened(files, "more", b"x")

    run(work())


def test_what_is_read_for_a_file_that_comes_at_the_end_counts() -> None:
    """As a workbook does, which is written elsewhere before its first byte."""

    async def work() -> None:
        files = Spool(size=1000)

        def prepare(check: Check) -> PreparedFile:
            def pieces() -> Iterator[bytes]:
                check(600)
                assert files.bytes_in_use == 600
                check(1001)
                yield b"never"

            return PreparedFile("a", {}, "", pieces(), lambda: None, whole=True)

        reader = files.open("a", "", prepare)
        _, file = await reader.wait()
        assert file is not None
        with pytest.raises(Problem) as large:
            await file.ready()
        assert large.value.detail == spool.TOO_LARGE

    run(work())


def test_a_fault_in_the_middle_ends_the_reading() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x"
        raise ValueError("the database is gone")

    async def work() -> None:
        files = Spool()
        reader = files.open("a", "", file_of("a", pieces()))
        _, file = await reader.wait()
        assert file is not None
        with pytest.raises(ValueError, match="gone"):
            await content(reader, file)
        reader.leave()
        assert len(files) == 0
        reader, file = await opened(files, "a", b"again")
        assert await content(reader, file) == b"again"

    run(work())


def test_who_leaves_early_takes_nothing_from_others() -> None:
    async def work() -> None:
        files, go = Spool(), threading.Event()

        def prepare(check: Check) -> PreparedFile:
            go.wait(HANG)
            check(0)
            return PreparedFile("a", {}, "", iter([b"x" * 10]), lambda: None)

        first, second = files.open("k", "", prepare), files.open("k", "", prepare)
        first.leave()
        go.set()
        _, file = await second.wait()
        assert file is not None
        assert await content(second, file) == b"x" * 10

    run(work())


def test_a_preparation_that_nobody_waits_for_ends() -> None:
    async def work() -> None:
        files, go, told = Spool(), threading.Event(), []

        def prepare(check: Check) -> PreparedFile:
            go.wait(HANG)
            try:
                check(0)
            except AbandonedError as error:
                told.append(error)
                raise
            return PreparedFile("a", {}, "", iter([b"x"]), lambda: None)

        reader = files.open("k", "", prepare)
        await asyncio.sleep(0.05)
        reader.leave()
        go.set()
        while not told:
            await asyncio.sleep(0.02)
        assert len(files) == 0

    run(work())
