"""Loads the seed into the tables in one transaction: inserts, updates and withdraws records."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, delete, func, select, text, update
from sqlalchemy.orm import Session

from app.db import bulk, tables
from app.db.engine import Base
from app.db.names import identifier_kind
from app.db.records import Evidence, Record
from app.db.tables.publication import Name, Withdrawal
from app.db.writers import wait_for_writers
from app.ingest import invalidation, seed_reader, seed_schema, withdrawals
from app.ingest.places import SourceText
from app.ingest.publish import ReportProgress
from app.ingest.seed_rows import TABLES, DigestedRecord, rows_of, write_field_sets, write_quotes

LOAD_BATCH = 500
"""Entries per batch. A batch is one write for each table."""


@cache
def _digest_salt(kind: type[seed_schema.SeedRecord]) -> Any:
    """The start of each entry's digest: a hash of the schemas of the seed and of the tables.

    When a new version changes a schema, every digest changes and all entries are loaded again. It is cached because
    hashing the schemas takes longer than hashing an entry.
    """
    columns = sorted(str(column) for table in Base.metadata.tables.values() for column in table.columns)
    return sha256(json.dumps([kind.model_json_schema(), columns], sort_keys=True).encode())


def _owned_columns(kind: str) -> Iterator[ColumnElement[str]]:
    """The foreign keys, with cascading deletion, that refer to the records of a kind."""
    owners = [
        TABLES[kind].__table__,
        *([tables.TimelineEntry.__table__] if kind in seed_schema.TIMELINE_KINDS else []),
    ]
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if any(key.ondelete == "CASCADE" and key.column.table in owners for key in column.foreign_keys):
                yield column


def _delete_owned(session: Session, kind: str, ids: Sequence[str]) -> None:
    """Delete the rows that these records own, and their names."""
    for column in _owned_columns(kind):
        session.execute(delete(column.table).where(column.in_(ids)))
    session.execute(delete(Name).where(Name.kind.in_((kind, identifier_kind(kind))), Name.record_id.in_(ids)))


def _write(
    session: Session, kind: str, entries: Mapping[str, tuple[seed_schema.SeedRecord, str]], known_ids: Collection[str]
) -> None:
    """Write entries of a kind, given by id with their digests. ``known_ids`` are those that the table has already."""
    model = TABLES[kind]
    rows: dict[type[Base], list[dict[str, Any]]] = {}
    for record_id, (record, digest) in entries.items():
        for table, values in rows_of(record):
            if table is model:
                values |= {"id": record_id, "digest": digest}
            rows.setdefault(table, []).append(values)
    if known_ids:
        invalidation.invalidate(session, model, list(known_ids))
        _delete_owned(session, kind, list(known_ids))
    for table, table_rows in rows.items():
        stored_ids: Collection[str] = known_ids if table is model else ()
        if known_ids and table in (Evidence, tables.TimelineEntry):
            stored_ids = _delete_missing(session, table, kind, known_ids, table_rows)
        inserts = [values for values in table_rows if values.get("id") not in stored_ids]
        updates = [values for values in table_rows if values.get("id") in stored_ids] if stored_ids else []
        if inserts:
            bulk.insert(session, table, inserts)
        if updates:
            session.execute(update(table), updates)
    if known_ids and Evidence not in rows:
        _delete_missing(session, Evidence, kind, known_ids, [])
    invalidation.invalidate(session, model, list(entries), with_referrers=bool(known_ids))


def _delete_missing(
    session: Session,
    table: type[Evidence | tables.TimelineEntry],
    kind: str,
    record_ids: Collection[str],
    rows: list[Any],
) -> set[str]:
    """Delete the stored rows of these records that are not among ``rows``. Returns the ids of those that stay.

    Rows that stay are updated, not replaced, so that they keep their ``updated_at``.
    """
    record_id = table.record_id if table is Evidence else table.id
    stored_ids = set(session.scalars(select(table.id).where(table.record_kind == kind, record_id.in_(record_ids))))
    absent_ids = stored_ids - {values["id"] for values in rows}
    if absent_ids:
        session.execute(delete(table).where(table.id.in_(absent_ids)))
    return stored_ids - absent_ids


def _withdraw(session: Session, kind: str, record_id: str) -> None:
    table = TABLES[kind]
    invalidation.invalidate(session, table, [record_id])
    _delete_owned(session, kind, [record_id])
    session.execute(delete(Evidence).where(Evidence.record_kind == kind, Evidence.record_id == record_id))
    session.execute(
        delete(tables.TimelineEntry).where(
            tables.TimelineEntry.record_kind == kind, tables.TimelineEntry.id == record_id
        )
    )
    session.execute(delete(table).where(table.id == record_id))
    if issubclass(table, Record):
        session.add(Withdrawal(kind=kind, id=record_id, withdrawn_at=datetime.now(UTC)))


def _drop_indexes(session: Session) -> list[str]:
    """Drop SQLite's indexes. Returns the statements that create them again.

    Creating them after all rows are inserted takes a tenth of the time of updating them row by row. PostgreSQL keeps
    its indexes, because readers would wait for the lock.
    """
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
    progress: ReportProgress = lambda _task, _count, _total: None,
    texts: Mapping[str, SourceText] | None = None,
    reasons: Mapping[tuple[str, str], str] = MappingProxyType({}),
) -> tuple[int, int]:
    """Make the tables equal to the seed, in the caller's transaction.

    References are checked when it commits, because a record may refer to one that is written later.
    ``texts`` are the source texts by hash, against which the citations must have been checked; without them there
    are no quotes. ``reasons`` say by kind and id why records were withdrawn. Returns the numbers of entries written and
    withdrawn. The bodies are out of date until :func:`app.ingest.publish.publish` has run. Raises ``SeedError`` for an
    id that the database knows as that of another record.
    """
    wait_for_writers(session.connection())
    withdrawals.refuse_reused_ids(session, seed.records)
    removals, first_load = [], True
    new_ids: dict[tuple[str, str], str] = {}
    for kind in seed_schema.SEED_MODELS:  # withdraw first: a new record may take over a unique value
        stored_ids = set(session.scalars(select(TABLES[kind.kind].id)))
        if stored_ids:
            first_load = False
            stored_ids.difference_update(record.id for record in seed.records[kind.kind])
            removals += [(kind.kind, record_id) for record_id in stored_ids]
    indexes = _drop_indexes(session) if first_load else []
    for kind_name, record_id in removals:
        _withdraw(session, kind_name, record_id)
    written_count = loaded_count = analyzed_count = 0
    for kind in seed_schema.SEED_MODELS:
        if kind is seed_schema.MeetingSeed:  # two meetings may have swapped their session numbers
            meeting_count = session.scalar(select(func.count()).select_from(tables.Meeting)) or 0
            for batch in bulk.batches(seed.records[kind.kind] if meeting_count else (), LOAD_BATCH):
                changed_entries, _ = _changed_entries(session, kind, batch)
                session.execute(
                    update(tables.Meeting).where(tables.Meeting.id.in_(changed_entries)).values(session=None)
                )
        for batch in bulk.batches(seed.records[kind.kind], LOAD_BATCH):
            changed_entries, stored_ids = _changed_entries(session, kind, batch)
            new_ids |= {(kind.kind, former): record.id for record in batch for former in record.formerly}
            if changed_entries:
                _write(session, kind.kind, changed_entries, stored_ids)
                conditions = (Withdrawal.kind == kind.kind, Withdrawal.id.in_(changed_entries))
                session.execute(delete(Withdrawal).where(*conditions))
            written_count, loaded_count = written_count + len(changed_entries), loaded_count + len(batch)
            analyzed_count = _analyze(session, written_count, analyzed_count)
            progress("load", loaded_count, len(seed))
    for index in indexes:
        session.execute(text(index))
    session.flush()
    written_count += withdrawals.write_reasons(session, new_ids, reasons)
    write_field_sets(session)
    write_quotes(session, texts)
    _analyze(session, written_count, analyzed_count, growth=1)
    return written_count, len(removals)


def _analyze(session: Session, written_count: int, analyzed_count: int, growth: int = 4) -> int:
    """Run ``ANALYZE`` on PostgreSQL if there are over ``growth`` times the rows of the last run.

    Returns the rows at the last run.

    Autovacuum cannot see rows before they are committed, and the planner needs their number. Without it, each batch,
    and publishing each figure, would scan all evidence.
    """
    if written_count <= max(LOAD_BATCH, growth * analyzed_count) or session.get_bind().dialect.name != "postgresql":
        return analyzed_count
    session.execute(text("ANALYZE"))
    return written_count


def _changed_entries(
    session: Session, kind: type[seed_schema.SeedRecord], batch: Sequence[seed_schema.SeedRecord]
) -> tuple[dict[str, DigestedRecord], set[str]]:
    """The entries of a batch that are new or changed, by id, and the ids of those among them that the table has."""
    table, salt = TABLES[kind.kind], _digest_salt(kind)
    digests = {}
    for record in batch:
        digest = salt.copy()
        digest.update(record.model_dump_json().encode())
        digests[record.id] = (record, digest.hexdigest())
    stored_digests = {
        row.id: row.digest for row in session.execute(select(table.id, table.digest).where(table.id.in_(digests)))
    }
    changed_entries = {i: entry for i, entry in digests.items() if stored_digests.get(i) != entry[1]}
    return changed_entries, stored_digests.keys() & changed_entries.keys()
