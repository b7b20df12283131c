"""Loads of a seed at a later time, and the content of the database after them."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from app.db.engine import Base, make_sessions
from app.ingest.loader import load
from app.ingest.publish import ReportProgress, publish
from app.ingest.seed_reader import Seed
from app.main import RESOURCES

Bodies = dict[tuple[str, str], Any]
LATER = datetime(2099, 1, 1, tzinfo=UTC)
LATEST = 20990101000000
"""The revision of a load at ``LATER``."""


class Clock(datetime):
    """A clock that always shows ``LATER``, so that a load is later than the one before without a pause."""

    @classmethod
    def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
        return LATER


def silent(step: str, count: int, total: int) -> None:
    pass


def evidence_for(document: str, paragraph: int, entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Evidence for every field of an entry."""
    fields = [name for name in entry if name not in ("id", "evidence")]
    return [{"document": document, "paragraph": paragraph, "quote": "x", "fields": fields}]


def reload(engine: Engine, directory: Path, progress: ReportProgress = silent) -> tuple[int, int, int]:
    """Load and publish. Returns how many entries were written, how many withdrawn, and how many records changed."""
    with make_sessions(engine).begin() as session:
        written_count, withdrawn_count = load(session, Seed(directory), progress)
        changed_count = publish(
            session, RESOURCES, progress, written_count=written_count, withdrawn_count=withdrawn_count
        )
        return written_count, withdrawn_count, changed_count


def every_table(engine: Engine) -> dict[str, list[Any]]:
    """All rows of all tables, by name of the table."""
    with engine.connect() as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


def bodies(engine: Engine) -> Bodies:
    """Every published record by kind and id, with its revision and time of change."""
    models = [resource.model for resource in RESOURCES]
    with engine.connect() as connection:
        return {
            (model.kind, id): (json.loads(body or ""), revision, updated_at)
            for model in models
            for id, body, revision, updated_at in connection.execute(
                select(model.id, model.body, model.revision, model.updated_at)
            )
        }


def changes(before: Bodies, after: Bodies) -> set[tuple[str, str]]:
    """The kinds and ids of the records that differ. Evidence is left out, because it changes with its record."""
    keys = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return {key for key in keys if key[0] != "evidence"}
