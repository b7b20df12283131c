"""Exports through the spool: written once for all who ask, bounded, and refused before their first byte."""

import errno
import gc
import os
import socket
import tempfile
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

from app.api import exports, list_formats, protocol
from app.api.formats.columns import Batches
from app.api.spool import Spool
from app.api.spool_file import Check, SpoolFile
from app.main import RESOURCES, create_app
from tests.api.test_protocol import HANG
from tests.conftest import SharedDatabases, on_both, on_sqlite, serving

pytestmark = [on_sqlite, pytest.mark.usefixtures("spools_closed")]

PROBLEM = "application/problem+json"
MEETING_FORMATS = list_formats.format_names(next(resource for resource in RESOURCES if resource.path == "/meetings"))
WAYS: dict[str, tuple[str, dict[str, str]]] = {
    "whole": ("GET", {}),
    "HEAD": ("HEAD", {"Accept-Encoding": "identity"}),  # a compressed answer has no length before it is made
    "range": ("GET", {"Range": "bytes=0-1"}),
}
every_way = pytest.mark.parametrize("way", WAYS)


@pytest.fixture
def app(backend: str, databases: SharedDatabases) -> FastAPI:
    return create_app(databases.settings(backend))


class ReadingBarrier:
    """Stops the reading of records for files until the test calls ``go.set``, and counts its starts and ends."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go, self.starts, self.ends = threading.Event(), 0, 0
        self._original = exports._with_check
        monkeypatch.setattr(exports, "_with_check", self._check_batches)

    def _check_batches(self, batches: Batches, check: Check) -> Batches:
        self.starts += 1
        try:
            while not self.go.wait(0.02):
                check(0)
            yield from self._original(batches, check)
        finally:
            self.ends += 1


@pytest.fixture
def barrier(monkeypatch: pytest.MonkeyPatch) -> Iterator[ReadingBarrier]:
    reading = ReadingBarrier(monkeypatch)
    yield reading
    reading.go.set()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + HANG
    while not true():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.02)


@contextmanager
def asking(base: str, *requests: tuple[str, str, dict[str, str]]) -> Iterator[list[httpx.Response]]:
    """Sends requests while the block runs. Their answers are there when it ends."""
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
def test_a_file_is_written_once_and_holds_up_nobody(app: FastAPI, barrier: ReadingBarrier, name: str) -> None:
    path = f"/meetings.{name}?date=2005/2030"
    # In one format more than there are threads: they all wait in the same way.
    requests = [(method, path, headers) for method, headers in WAYS.values()] * (14 if name == "csv" else 3)
    with serving(app) as base:
        with asking(base, *requests) as answers:
            until(lambda: barrier.starts == 1)
            for number in range(5):
                assert httpx.get(f"{base}/meetings?limit=1{number}", timeout=HANG).status_code == 200
            until(lambda: in_use(app) == 1)
            barrier.go.set()
        assert barrier.starts == 1
        assert sorted({answer.status_code for answer in answers}) == [200, 206]
        whole = {a.content for a in answers if a.request.method == "GET" and a.status_code == 200}
        parts = {a.content for a in answers if a.status_code == 206}
        sizes = {a.headers["content-length"] for a in answers if a.request.method == "HEAD"}
        (content,) = whole
        assert parts == {content[:2]}
        assert sizes == {str(len(content))}
        until(lambda: in_use(app) == 0)


def test_few_files_are_written_at_a_time_and_a_share_for_one_client(app: FastAPI, barrier: ReadingBarrier) -> None:
    app.state.spool = Spool(writers=3, share=2)
    app.state.spool._turns._seconds = 0.5
    paths = [f"/meetings.csv?limit={number}" for number in range(1, 9)]
    with serving(app) as base:
        with asking(base, *[("GET", path, {}) for path in paths]) as answers:
            until(lambda: len(answers) == 6)
            assert barrier.starts == 2, "the third is another's"
            for answer in answers:
                assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
                assert answer.headers["retry-after"] == "5"
            assert httpx.get(f"{base}/meetings?limit=17", timeout=HANG).status_code == 200
            barrier.go.set()
        assert sorted(answer.status_code for answer in answers) == [200] * 2 + [503] * 6
        assert httpx.get(base + paths[0], timeout=HANG).status_code == 200


@on_both
@every_way
def test_what_nobody_waits_for_is_not_written_on(
    app: FastAPI, barrier: ReadingBarrier, way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This holds for every format, and nothing is left on the disk."""
    folder = tmp_path / "files"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setattr(protocol, "GRACE", 0)  # who sends no more has left
    method, headers = WAYS[way]
    with serving(app) as base:
        parts = urlsplit(base)
        for name in MEETING_FORMATS:
            before, header_lines = barrier.starts, [f"{header}: {value}" for header, value in headers.items()]
            head = [f"{method} /meetings.{name} HTTP/1.1", "Host: a", *header_lines, "", ""]
            with ExitStack() as stack:
                for _ in range(3):
                    client = stack.enter_context(socket.create_connection((parts.hostname, parts.port)))
                    client.sendall("\r\n".join(head).encode())
                until(lambda: barrier.starts > before)  # noqa: B023 - asked at once
                until(lambda: in_use(app) == 1)
            until(lambda: barrier.ends == barrier.starts and in_use(app) == len(app.state.spool) == 0)
            until(lambda: not list(folder.iterdir()))
        barrier.go.set()
        for name in MEETING_FORMATS:
            assert httpx.get(f"{base}/meetings.{name}", timeout=HANG).status_code == 200, "asked again, it is written"


FAULTS: dict[str, BaseException] = {
    "damaged": DatabaseError("SELECT 's3cret'", {}, Exception("database disk image is malformed")),
    "gone": OperationalError("SELECT 's3cret'", {}, Exception("server closed the connection")),
    "disk": OSError(errno.ENOSPC, "No space left on device"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_before_the_first_byte_is_a_problem(app: FastAPI, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    """This holds for every format, and for every way to ask for it."""

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


@pytest.mark.parametrize("name", MEETING_FORMATS)
def test_a_full_disk_is_a_problem_whatever_library_writes(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    """A library in Rust ends its thread if it cannot write, and one for Excel leaves its archive open."""
    temporary_file = tempfile.TemporaryFile

    def temporary_file_on_full_disk(**options: Any) -> Any:
        if options.get("buffering") == 0:  # the file that a library writes, and that which is sent
            return os.fdopen(os.open("/dev/full", os.O_RDWR), "r+b", 0)
        return temporary_file(**options)

    monkeypatch.setattr("tempfile.TemporaryFile", temporary_file_on_full_disk)
    gc.freeze()  # to collect what is made from here on takes no second
    with serving(app) as base:
        answer = httpx.get(f"{base}/meetings.{name}", timeout=HANG)
    assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM), answer.text
    assert answer.json()["detail"].endswith("No space left on device")
    gc.collect()
    says = capfd.readouterr().err
    assert "Exception ignored" not in says
    assert "panicked" not in says


def test_a_file_is_sent_without_a_task_group(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first task group would import its library in the event loop, which answers nobody meanwhile."""

    def fail() -> None:
        raise AssertionError

    monkeypatch.setattr("starlette.responses.create_collapsing_task_group", fail)
    assert client.get("/meetings.csv?limit=3").status_code == 200


def test_a_client_with_a_current_copy_makes_nobody_write(app: FastAPI, barrier: ReadingBarrier) -> None:
    barrier.go.set()
    with serving(app) as base:
        tag = httpx.get(f"{base}/meetings.ics").headers["etag"]
        until(lambda: not any(file.readers for file in app.state.spool._files))
        app.state.spool.clear()
        assert httpx.get(f"{base}/meetings.ics", headers={"If-None-Match": tag}).status_code == 304
        assert len(app.state.spool) == 0
