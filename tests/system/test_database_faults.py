"""A database that hangs, or is replaced, deleted, damaged, locked or read-only: which requests are still answered, and
how the others fail."""

import asyncio
import ctypes
import os
import select
import shutil
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr
from sqlalchemy import make_url

from app.api import exports, health
from app.api.formats.columns import Batches
from app.api.middleware import response_cache
from app.api.middleware.response_cache import SqliteVersion
from app.api.shared_call import SharedCall
from app.api.spool_file import Check
from app.db import engine, failures, sqlite_file
from app.main import create_app
from app.settings import Settings
from tests.api.test_protocol import HANG
from tests.api.test_spooled_exports import asking, until
from tests.conftest import on_postgresql, on_sqlite, serving
from tests.seed_copies import renamed_seed
from tests.system.test_live import NAMES, bring

PROBLEM = "application/problem+json"


# --- a server that hangs ---------------------------------------------------------------------------


class Gate:
    """A port that forwards connections to a PostgreSQL server. While it hangs, it accepts connections but sends
    nothing."""

    def __init__(self, socket_file: str) -> None:
        self._to = socket_file
        self.hangs = False
        self.connections = 0
        self._over = False
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=500)
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                self.connections += 1
                threading.Thread(target=self._pass, args=(client,), daemon=True).start()

    def _pass(self, client: socket.socket) -> None:
        with client, socket.socket(socket.AF_UNIX) as server, suppress(OSError):
            server.connect(self._to)
            while not self._over:
                ready, _, _ = select.select([client, server], [], [], 0.05)
                if self.hangs:
                    time.sleep(0.05)
                    continue
                for source in ready:
                    data = source.recv(65_536)
                    if not data:
                        return
                    (server if source is client else client).sendall(data)

    def close(self) -> None:
        self._over = True
        self._listening.close()


@pytest.fixture
def gate(seed_database: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """A gate to the server. The time limits of the service are shorter here, because requests wait for them."""
    for module, name, seconds in (
        (health, "READY_WITHIN", 0.5),
        (engine, "GRACE_SECONDS", 0.5),
        (engine, "POOL_WAIT_SECONDS", 1),
    ):
        monkeypatch.setattr(module, name, seconds)
    url = urlsplit(seed_database.database_url.get_secret_value())
    options = parse_qs(url.query)
    gate = Gate(f"{options['host'][0]}/.s.PGSQL.{options['port'][0]}")
    yield gate
    gate.close()


def through(gate: Gate, seed_database: Settings, **options: object) -> Settings:
    database = urlsplit(seed_database.database_url.get_secret_value()).path
    url = SecretStr(f"postgresql://postgres@127.0.0.1:{gate.port}{database}?connect_timeout=2")
    return seed_database.model_copy(update={"database_url": url, "statement_timeout_ms": 500, **options})


PATIENCE = 12
"""Seconds within which a failure must be answered. With the limits of ``gate`` it takes five."""


def problem(answer: Any, says: str = "") -> str:
    assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM), answer.text[:200]
    assert answer.headers["retry-after"] == "5"
    assert answer.elapsed.total_seconds() < PATIENCE
    detail = str(answer.json()["detail"])
    assert says in detail
    return detail


CACHE_PATH = "/meetings?mechanism=JSPG&limit=5"
WITHOUT = ("/livez", "/static/docs.js", "/docs", "/problems/not-found")


@on_postgresql
def test_what_needs_no_database_does_not_wait_for_one_that_hangs(seed_database: Settings, gate: Gate) -> None:
    """If such a request used the database, it would get no answer in time."""
    with serving(create_app(through(gate, seed_database))) as base, httpx.Client(base_url=base, timeout=HANG) as client:
        first_answer = client.get(CACHE_PATH)
        assert first_answer.status_code == 200
        for path in WITHOUT:
            assert client.get(path).status_code == 200
        gate.hangs = True
        time.sleep(response_cache.POLL_SECONDS)
        with asking(base, *[("GET", f"/meetings?limit={number}", {}) for number in range(1, 41)]) as waiting:
            for _ in range(3):
                for path in WITHOUT:
                    assert client.get(path).status_code == 200
                assert client.get(CACHE_PATH).content == first_answer.content
                problem(client.get("/readyz"))
        for answer in waiting:
            problem(answer)
        assert len(waiting) == 40
        gate.hangs = False
        until(lambda: client.get("/readyz").status_code == 200)
        until(lambda: client.get("/meetings?limit=77").status_code == 200)


@on_postgresql
def test_a_server_that_hangs_from_the_first(seed_database: Settings, gate: Gate) -> None:
    gate.hangs = True
    with serving(create_app(through(gate, seed_database))) as base, httpx.Client(base_url=base, timeout=HANG) as client:
        for path in WITHOUT:
            assert client.get(path).status_code == 200
        paths = ("/readyz", CACHE_PATH, "/meetings.csv", "/meetings/jspg-kz-tr-8", "/explore/meetings/jspg-kz-tr-8")
        with asking(base, *[("GET", path, {}) for path in paths]) as answers:
            pass
        assert [answer.status_code for answer in answers] == [503] * len(paths)
        assert max(answer.elapsed.total_seconds() for answer in answers) < PATIENCE
        gate.hangs = False
        until(lambda: client.get(CACHE_PATH).status_code == 200)


@on_postgresql
def test_a_server_that_hangs_in_mid_answer_is_given_up(
    seed_database: Settings, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also in the middle of a file. The connection of its client then ends, and the service uses that to the database
    no more."""

    def hang(batches: Batches, check: Check) -> Batches:
        yield next(batches)
        gate.hangs = True
        yield from batches

    app = create_app(through(gate, seed_database, cache_bytes=0))
    with serving(app) as base, httpx.Client(base_url=base, timeout=HANG) as client:
        monkeypatch.setattr(exports, "EXPORT_BATCH", 2)
        with monkeypatch.context() as patch:
            patch.setattr(exports, "_with_check", hang)
            problem(client.get("/meetings.ndjson"))
        gate.hangs = False
        until(lambda: client.get("/meetings?limit=3").status_code == 200)
        gate.hangs = True
        problem(client.get("/meetings?limit=4"))
        gate.hangs = False
        until(lambda: client.get("/meetings?limit=5").status_code == 200)
        until(lambda: app.state.engine.pool.checkedout() == 0)


def test_a_question_is_asked_once_for_all_who_wait() -> None:
    async def work() -> None:
        go, calls = threading.Event(), []

        def ask() -> int:
            calls.append(1)
            go.wait(HANG)
            return len(calls)

        call = SharedCall(ask)
        waiting = [asyncio.create_task(call.answer(HANG)) for _ in range(9)]
        with pytest.raises(TimeoutError):
            await call.answer(0.05)
        go.set()
        assert await asyncio.gather(*waiting) == [1] * 9
        assert await call.answer(HANG) == 2
        call.close()

    asyncio.run(work())


# --- a file that goes, comes, or cannot be used --------------------------------------------------


def file_of(settings: Settings) -> Path:
    return Path(make_url(settings.database_url.get_secret_value()).database or "")


OFFICIAL = "/officials/hakan-fidan?fields=name"


@on_sqlite
@pytest.mark.parametrize("cache_bytes", [0, 1_000_000])
def test_a_file_that_is_replaced_is_read(seed_database: Settings, tmp_path: Path, cache_bytes: int) -> None:
    """Another file at its path, or other content in the same file, as by ``cp``."""
    new_file, old_file = tmp_path / "new.db", tmp_path / "old.db"
    shutil.copyfile(file_of(seed_database), new_file)
    shutil.copyfile(file_of(seed_database), old_file)
    url = SecretStr(f"sqlite:///{new_file}")
    bring(seed_database.model_copy(update={"database_url": url}), renamed_seed(tmp_path / "seed", NAMES[0]))
    with serving(create_app(seed_database.model_copy(update={"cache_bytes": cache_bytes}))) as base:
        for _ in range(3):
            assert httpx.get(base + OFFICIAL).json()["name"] == "Hakan Fidan"
        for write, source, name in (
            (shutil.copyfile, new_file, NAMES[0]),
            (shutil.copyfile, old_file, "Hakan Fidan"),
            (Path.replace, new_file, NAMES[0]),
        ):
            write(source, file_of(seed_database))
            for _ in range(3):
                assert httpx.get(base + OFFICIAL).json()["name"] == name
            assert httpx.get(base + "/readyz").status_code == 200
            assert name in httpx.get(base + "/officials.csv").text


@on_sqlite
@pytest.mark.parametrize("cache_bytes", [0, 1_000_000])
def test_a_file_that_is_deleted_is_missed(seed_database: Settings, tmp_path: Path, cache_bytes: int) -> None:
    file = file_of(seed_database)
    with serving(create_app(seed_database.model_copy(update={"cache_bytes": cache_bytes}))) as base:
        for path in (OFFICIAL, "/meetings.csv", "/readyz"):
            assert httpx.get(base + path).status_code == 200
        file.rename(tmp_path / "away.db")
        for path in (OFFICIAL, "/meetings.csv", "/meetings.ics", "/readyz", "/meetings?limit=3"):
            problem(httpx.get(base + path), failures.ABSENT_FILE)
        assert not file.exists(), "none is made"
        assert httpx.get(base + "/livez").status_code == 200
        (tmp_path / "away.db").rename(file)
        for path in (OFFICIAL, "/meetings.csv", "/readyz"):
            assert httpx.get(base + path).status_code == 200


@on_sqlite
@pytest.mark.parametrize("size", [0, 8192])
def test_a_file_that_is_cut_off_ends_no_worker(seed_database: Settings, tmp_path: Path, size: int) -> None:
    """As by ``cp`` over it. SQLite has mapped what is missing then; reading it would end the process."""
    file, whole_file = file_of(seed_database), tmp_path / "whole.db"
    shutil.copyfile(file, whole_file)
    with serving(create_app(seed_database)) as base:
        paths = ("/meetings?limit=3", "/meetings.csv", "/search?q=a", "/officials.xlsx", "/readyz")
        for path in paths:
            assert httpx.get(base + path).status_code == 200
        connection, stamp = sqlite_file.open_file(str(file))
        connection.close()
        assert stamp.is_current()
        os.truncate(file, size)
        assert not stamp.is_current()
        for path in paths:
            assert httpx.get(base + path).status_code == 503
        assert httpx.get(base + "/livez").status_code == 200
        whole_file.replace(file)
        for path in paths:
            assert httpx.get(base + path).status_code == 200


def damage(file: Path) -> None:
    """Overwrite a file except for its first page."""
    with file.open("r+b") as raw_file:
        raw_file.seek(4096)
        raw_file.write(os.urandom(file.stat().st_size - 4096))


def not_one(file: Path) -> None:
    file.write_bytes(b"not a database at all" * 1000)


def drop(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE publications")
    connection.close()


def refuse(file: Path) -> None:
    file.unlink()
    file.mkdir()


@on_sqlite
@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (damage, failures.DAMAGE),
        (not_one, failures.DAMAGE),
        (drop, failures.NO_TABLE),
        (refuse, failures.UNOPENABLE),
    ],
)
def test_what_is_wrong_with_a_file_is_said(
    seed_database: Settings, break_it: Callable[[Path], None], says: str
) -> None:
    break_it(file_of(seed_database))
    with TestClient(create_app(seed_database), raise_server_exceptions=False) as client:
        for path in (
            "/meetings",
            "/meetings/jspg-kz-tr-8",
            "/readyz",
            "/meetings.csv",
            "/meetings.xlsx",
            "/search?q=a",
        ):
            for method, headers in (("GET", {}), ("HEAD", {}), ("GET", {"Range": "bytes=0-1"})):
                answer = client.request(method, path, headers=headers)
                if method == "GET":
                    problem(answer, says)
                assert answer.status_code == 503


@on_sqlite
def test_a_file_that_is_locked_is_said_to_be(seed_database: Settings) -> None:
    file = file_of(seed_database)
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    locking = sqlite3.connect(file, isolation_level=None)
    locking.execute("BEGIN EXCLUSIVE")
    hasty = seed_database.model_copy(update={"statement_timeout_ms": 200})
    with TestClient(create_app(hasty), raise_server_exceptions=False) as client:
        problem(client.get("/readyz"), failures.LOCK)
        problem(client.get("/meetings"), failures.LOCK)
        locking.execute("ROLLBACK")
        locking.close()
        assert client.get("/meetings").status_code == 200


@contextmanager
def as_nobody() -> Iterator[None]:
    """Within the block, this thread has no rights of root to files."""
    if os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None)
    libc.setfsuid(65_534)
    try:
        yield
    finally:
        libc.setfsuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter."""
    folder = Path("/tmp") / f"communique-test-{os.getpid()}-{time.monotonic_ns()}"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


@on_sqlite
@pytest.mark.parametrize("folder_mode", [0o777, 0o555])
def test_a_file_that_is_only_to_be_read_is_read(seed_database: Settings, open_folder: Path, folder_mode: int) -> None:
    file = open_folder / "read-only.db"
    shutil.copyfile(file_of(seed_database), file)
    file.chmod(0o444)
    open_folder.chmod(folder_mode)
    with as_nobody():
        connection, stamp = sqlite_file.open_file(str(file))
        assert connection.execute("SELECT count(*) FROM publications").fetchone() == (1,)
        assert stamp.is_current()
        version = SqliteVersion(str(file))
        assert asyncio.run(version.current()) is not None
        version.close()
        connection.close()
        app = create_app(seed_database.model_copy(update={"database_url": SecretStr(f"sqlite:///{file}")}))
        with TestClient(app) as client:  # its threads have these rights too
            assert client.get("/readyz").status_code == 200
            assert client.get("/meetings?mechanism=JSPG").json()["total"] == 1
            assert client.get("/meetings.csv").status_code == 200


@on_sqlite
def test_a_read_only_file_that_is_written_elsewhere_is_opened_again(seed_database: Settings, open_folder: Path) -> None:
    file = open_folder / "read-only.db"
    shutil.copyfile(file_of(seed_database), file)
    file.chmod(0o444)
    open_folder.chmod(0o555)
    with as_nobody():
        connection, stamp = sqlite_file.open_file(str(file))
    os.utime(file, (1, 1))
    assert not stamp.is_current()
    connection.close()


@on_sqlite
def test_a_file_that_may_not_be_read_is_said_to_be_so(seed_database: Settings, open_folder: Path) -> None:
    file = open_folder / "secret.db"
    shutil.copyfile(file_of(seed_database), file)
    file.chmod(0o000)
    with as_nobody(), pytest.raises(sqlite3.OperationalError) as error:
        sqlite_file.open_file(str(file))
    assert failures.cause(error.value) == failures.UNOPENABLE
