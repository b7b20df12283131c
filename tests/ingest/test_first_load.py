"""The first load into SQLite works without indexes and without a log, and restores both at its end."""

import sqlite3
from contextlib import closing, nullcontext
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.db.engine import make_engine, make_sessions, without_log
from app.ingest.loader import load
from app.ingest.publish import publish
from app.ingest.seed_reader import Seed
from app.main import RESOURCES
from app.settings import Settings
from benchmarks.made_up_world import World
from tests.conftest import on_sqlite
from tests.seed_copies import SEED


@on_sqlite
@pytest.mark.parametrize("fault", [False, True])
def test_the_first_load_leaves_the_indexes_as_they_were(engine: Engine, fault: bool) -> None:
    """During the load they do not exist."""
    indexes = text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid")
    counts: set[int] = set()

    def look(step: str, count: int, total: int) -> None:
        counts.add(len(session.execute(indexes).all()))
        if fault and count == total:
            raise RuntimeError(step)

    with engine.connect() as connection:
        before = connection.execute(indexes).all()
    for size in (100, 200):  # and a later one leaves them where they are
        with pytest.raises(RuntimeError) if fault else nullcontext(), make_sessions(engine).begin() as session:
            load(session, World(size, 0), look)  # type: ignore[arg-type]
        with engine.connect() as connection:
            assert connection.execute(indexes).all() == before
    assert min(counts) < len(before)
    assert fault or max(counts) == len(before)


@on_sqlite
@pytest.mark.parametrize("fault", [False, True])
def test_the_first_load_is_written_without_a_log(engine: Engine, fault: bool) -> None:
    path = str(engine.url.database)
    message = pytest.raises(RuntimeError) if fault else nullcontext()
    with message, without_log(engine), make_sessions(engine).begin() as session:
        written_count, _ = load(session, Seed(SEED))
        assert publish(session, RESOURCES, written_count=written_count)
        assert session.scalar(text("PRAGMA journal_mode")) == "delete"
        assert not Path(f"{path}-wal").exists()
        if fault:
            raise RuntimeError
    with engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert (connection.scalar(text("SELECT count(*) FROM meetings")) == 0) is fault


@on_sqlite
def test_a_later_load_or_one_beside_readers_has_its_log(seed_database: Settings, engine: Engine) -> None:
    seed_engine = make_engine(seed_database)
    with without_log(seed_engine), seed_engine.connect() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
    seed_engine.dispose()
    with closing(sqlite3.connect(str(engine.url.database))) as reader:
        reader.execute("SELECT * FROM meetings").fetchall()
        with without_log(engine), engine.connect() as connection:
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
            assert connection.scalar(text("PRAGMA busy_timeout")) == 10000
