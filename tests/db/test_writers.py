"""Loads and publications at the same moment take turns. Each is complete, and their revisions are in order."""

import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Barrier

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import func, select

from app.db import archive, writers
from app.db.engine import make_engine, make_sessions
from app.db.tables import Meeting
from app.db.tables.publication import Publication
from app.ingest.loader import load
from app.ingest.publish import Origin, publish
from app.ingest.seed_schema import MeetingSeed
from app.main import RESOURCES, create_app
from app.settings import Settings
from tests.conftest import on_sqlite
from tests.histories import SmallSeed, changes, listed_records, meeting, replay

ROUNDS = 2
LOADS = 3


def write(settings: Settings, barrier: Barrier, name: str, meetings: list[MeetingSeed] | None) -> None:
    """Load a seed with these meetings, or without any render all records again, as a separate process would."""
    engine = make_engine(settings)
    with engine.connect():
        barrier.wait()
    with make_sessions(engine).begin() as session:
        counts = (1, 0)
        if meetings is not None:
            counts = load(session, SmallSeed({meeting_seed.id: meeting_seed for meeting_seed in meetings}))  # type: ignore[arg-type]
        all_records, origin = meetings is None, Origin(message=name)
        publish(
            session,
            RESOURCES,
            written_count=counts[0],
            withdrawn_count=counts[1],
            all_records=all_records,
            origin=origin,
        )
        archive.archive_newest(session.connection())
    engine.dispose()


@pytest.mark.thorough
def test_writers_at_the_same_moment_take_turns(empty_database: Settings) -> None:
    chance, seeds = Random(4), dict[str, list[MeetingSeed] | None]()
    with ThreadPoolExecutor(LOADS + 1) as threads, TestClient(create_app(empty_database)) as client:
        for number in range(ROUNDS):
            barrier = Barrier(LOADS + 1)
            names = [f"{number}-{load}" for load in range(LOADS)]
            round_seeds: dict[str, list[MeetingSeed] | None] = {
                name: [meeting(id, chance) for id in (name, f"{name}-second", "shared")] for name in names
            }
            round_seeds[f"{number}-all"] = None
            futures = [threads.submit(write, empty_database, barrier, *arguments) for arguments in round_seeds.items()]
            for future in futures:
                future.result(60)
            seeds |= round_seeds
        copy: dict[tuple[str, str], str] = {}
        replay(copy, changes(client, 0, include="record"))
        assert copy == listed_records(client)
        engine = make_engine(empty_database)
        with engine.connect() as connection:
            publications = connection.execute(
                select(Publication.revision, Publication.message).order_by(Publication.revision)
            ).all()
            assert sorted(message or "" for _, message in publications) == sorted(seeds)
            ids: set[str] = set()
            for revision, message in publications:
                ids = {meeting_seed.id for meeting_seed in seeds[message or ""] or ()} or ids
                past = {id for kind, id in _until(client, revision) if kind == "meeting"}
                assert past == ids, message
                assert _meetings_of(archive.read_archive(connection, revision)) == ids, message
            assert connection.scalar(select(func.count(Meeting.id))) == len(ids)
        engine.dispose()


def _meetings_of(lines: Iterator[bytes]) -> set[str]:
    """The ids of the meetings in the text of an archive."""
    ids, column = set[str](), -1
    for content in map(json.loads, lines):
        if isinstance(content, dict):
            column = content["columns"].index("id") if content.get("table") == "meetings" else -1
        elif column >= 0:
            ids.add(content[column])
    return ids


def _until(client: TestClient, revision: int) -> dict[tuple[str, str], str]:
    """The records of a revision, made from all changes up to it."""
    copy: dict[tuple[str, str], str] = {}
    replay(copy, (entry for entry in changes(client, 0, include="record") if entry["revision"] <= revision))
    return copy


@on_sqlite
def test_a_writer_waits_for_as_long_as_another_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "writers.db"
    connections = [sqlite3.connect(path, isolation_level=None, timeout=0) for _ in range(2)]
    with closing(connections[0]) as first, closing(connections[1]) as second:
        first.execute("BEGIN IMMEDIATE")
        messages: list[str] = []

        class Log:
            def warning(self, sentence: str) -> None:
                messages.append(sentence)
                first.execute("COMMIT")

        monkeypatch.setattr(writers, "log", Log())
        writers.execute_when_unlocked(second, "BEGIN IMMEDIATE")
        assert second.in_transaction
        assert len(messages) == 1
        with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
            writers.execute_when_unlocked(second, "BEGIN IMMEDIATE")
