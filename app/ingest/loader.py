"""Seed to tables, in one transaction: what is new is added, what changed is changed, what left is withdrawn."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, text, update
from sqlalchemy.orm import Session

from app.db import bulk, tables
from app.db.engine import Base
from app.db.records import Evidence, Name, Record, Withdrawal
from app.ingest import invalidation, seed_reader, seed_schema
from app.ingest.places import Text
from app.ingest.publish import Progress
from app.ingest.seed_rows import TABLES, Entry, rows_of, write_quotes

BATCH = 500
"""Entries written at a time, each table in one go."""


@cache
def _salt(kind: type[seed_schema.SeedRecord]) -> Any:
    """Begins the digest of an entry: it changes with the shape of an entry or of the tables, so that a new version
    loads all again. Much longer than an entry, it is taken in once."""
    columns = sorted(str(column) for table in Base.metadata.tables.values() for column in table.columns)
    return sha256(json.dumps([kind.model_json_schema(), columns], sort_keys=True).encode())


def _owned(kind: str) -> Iterator[ColumnElement[str]]:
    """The columns by which rows hang on the records of a kind, and go with them."""
    owners = [
        TABLES[kind].__table__,
        *([tables.TimelineEntry.__table__] if kind in seed_schema.TIMELINE_KINDS else []),
    ]
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.ondelete == "CASCADE" and key.column.table in owners for key in column.foreign_keys):
                yield column


def _clear(session: Session, kind: str, ids: Sequence[str]) -> None:
    """Delete the rows that hang on records."""
    for column in _owned(kind):
        session.execute(delete(column.table).where(column.in_(ids)))
    session.execute(delete(Name).where(Name.kind == kind, Name.record_id.in_(ids)))


def _write(
    session: Session, kind: str, entries: Mapping[str, tuple[seed_schema.SeedRecord, str]], known: Collection[str]
) -> None:
    """Write entries of a kind, by id with their digests; those that are ``known`` take the place of what was."""
    own = TABLES[kind]
    rows: dict[type[Base], list[dict[str, Any]]] = {}
    for record_id, (record, digest) in entries.items():
        for table, values in rows_of(record):
            if table is own:
                values |= {"id": record_id, "digest": digest}
            rows.setdefault(table, []).append(values)
    if known:
        invalidation.mark(session, own, list(known))
        _clear(session, kind, list(known))
    for table, listed in rows.items():
        there: Collection[str] = known if table is own else ()
        if known and table in (Evidence, tables.TimelineEntry):
            there = _there(session, table, kind, known, listed)
        new = [values for values in listed if values.get("id") not in there]
        old = [values for values in listed if values.get("id") in there] if there else []
        if new:
            bulk.insert(session, table, new)
        if old:
            session.execute(update(table), old)
    if known and Evidence not in rows:
        _there(session, Evidence, kind, known, [])
    invalidation.mark(session, own, list(entries), referred=bool(known))


def _there(
    session: Session, table: type[Evidence | tables.TimelineEntry], kind: str, known: Collection[str], rows: list[Any]
) -> set[str]:
    """The rows of records that stay, and so keep their ``updated_at``; those that do not are deleted."""
    of = table.record_id if table is Evidence else table.id
    before = set(session.scalars(select(table.id).where(table.record_kind == kind, of.in_(known))))
    gone = before - {values["id"] for values in rows}
    if gone:
        session.execute(delete(table).where(table.id.in_(gone)))
    return before - gone


def _withdraw(session: Session, kind: str, record_id: str) -> None:
    table = TABLES[kind]
    invalidation.mark(session, table, [record_id])
    _clear(session, kind, [record_id])
    session.execute(delete(Evidence).where(Evidence.record_kind == kind, Evidence.record_id == record_id))
    session.execute(
        delete(tables.TimelineEntry).where(
            tables.TimelineEntry.record_kind == kind, tables.TimelineEntry.id == record_id
        )
    )
    session.execute(delete(table).where(table.id == record_id))
    if issubclass(table, Record):
        session.add(Withdrawal(kind=kind, id=record_id, withdrawn_at=datetime.now(UTC)))


LOADING = 0x436F6D6D  # "Comm"
"""The key of the lock that one load holds, on PostgreSQL; on SQLite there is one writer anyway."""


def _begin(session: Session) -> None:
    """Wait for another load to end, and check references when the transaction ends: until then a record may name
    one that is still to be written."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        return
    session.execute(select(func.pg_advisory_xact_lock(LOADING)))
    session.execute(text("SET CONSTRAINTS ALL DEFERRED"))


def _set_aside(session: Session) -> list[str]:
    """Drop the indexes of SQLite's tables, and tell how to make them again: in order, once all rows are there, that
    takes a tenth of keeping them in step. Not on PostgreSQL, where readers would wait for it."""
    if session.get_bind().dialect.name != "sqlite":
        return []
    rows = session.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid")
    ).all()
    for row in rows:
        session.execute(text(f"DROP INDEX {row.name}"))
    return [row.sql for row in rows]


def load(
    session: Session,
    seed: seed_reader.Seed,
    progress: Progress = lambda _what, _done, _of: None,
    texts: Mapping[str, Text] | None = None,
) -> tuple[int, int]:
    """Bring the tables in step with the seed, in the caller's transaction.

    ``texts`` are the source texts by hash, all of which the seed's citations were checked against; without
    them there are no quotes. Returns how many entries were written and how many withdrawn. The bodies are not
    up to date until :func:`app.publish.publish` has run.
    """
    _begin(session)
    gone, empty = [], True
    for kind in seed_schema.KINDS:  # first, so that what takes the place of a record that left finds it free
        known = set(session.scalars(select(TABLES[kind.kind].id)))
        if known:
            empty = False
            known.difference_update(record.id for record in seed.records[kind.kind])
            gone += [(kind.kind, one) for one in known]
    indexes = _set_aside(session) if empty else []
    for kind_name, record_id in gone:
        _withdraw(session, kind_name, record_id)
    written = done = counted = 0
    for kind in seed_schema.KINDS:
        if kind is seed_schema.MeetingSeed:  # two meetings may have changed numbers
            numbered = session.scalar(select(func.count()).select_from(tables.Meeting)) or 0
            for batch in batched(seed.records[kind.kind] if numbered else (), BATCH):
                changed, _ = _changed(session, kind, batch)
                session.execute(update(tables.Meeting).where(tables.Meeting.id.in_(changed)).values(session=None))
        for batch in batched(seed.records[kind.kind], BATCH):
            changed, known = _changed(session, kind, batch)
            if changed:
                _write(session, kind.kind, changed, known)
                back = (Withdrawal.kind == kind.kind, Withdrawal.id.in_(changed))
                session.execute(delete(Withdrawal).where(*back))
            written, done = written + len(changed), done + len(batch)
            counted = _count(session, written, counted)
            progress("load", done, len(seed))
    for index in indexes:
        session.execute(text(index))
    write_quotes(session, texts)
    _count(session, written, counted // 4)
    return written, len(gone)


def _count(session: Session, written: int, counted: int) -> int:
    """Let PostgreSQL count the rows, where they are many more than when it last did. Returns how many were then.

    Nobody else can before they are committed, and plans are chosen by their number: without it each batch reads all
    evidence anew, and so does publishing for each figure.
    """
    if written <= max(BATCH, 4 * counted) or session.get_bind().dialect.name != "postgresql":
        return counted
    session.execute(text("ANALYZE"))
    return written


def _changed(
    session: Session, kind: type[seed_schema.SeedRecord], batch: Sequence[seed_schema.SeedRecord]
) -> tuple[dict[str, Entry], set[str]]:
    """The entries of a batch that are not as the tables have them, by id; and which of these they have."""
    table, salt = TABLES[kind.kind], _salt(kind)
    digests = {}
    for record in batch:
        mark = salt.copy()
        mark.update(record.model_dump_json().encode())
        digests[record.id] = (record, mark.hexdigest())
    before = {
        row.id: row.digest for row in session.execute(select(table.id, table.digest).where(table.id.in_(digests)))
    }
    changed = {i: entry for i, entry in digests.items() if before.get(i) != entry[1]}
    return changed, before.keys() & changed.keys()


def batched(records: Iterable[seed_schema.SeedRecord], size: int) -> Iterator[list[seed_schema.SeedRecord]]:
    """Some records at a time."""
    left = iter(records)
    while batch := list(islice(left, size)):
        yield batch
