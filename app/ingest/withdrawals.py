"""Ids that no record has any more: those of withdrawn records, and the former ids of renamed ones."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.db.tables import Withdrawal
from app.ingest.findings import Finding, SeedError
from app.ingest.seed_rows import TABLES
from app.ingest.seed_schema import SeedRecord
from app.ingest.seed_schema.record import RecordKey


def refuse_reused_ids(session: Session, records: Mapping[str, Iterable[SeedRecord]]) -> None:
    """Raise :class:`SeedError` if an id would change its meaning. A former id means the record with the new id while
    that exists. The id of a withdrawn record always means that record: it may return, but no other record may be
    renamed to it."""
    rows = session.execute(select(Withdrawal.kind, Withdrawal.id, Withdrawal.renamed_to)).all()
    new_ids = {(row.kind, row.id): row.renamed_to for row in rows if row.renamed_to is not None}
    withdrawn_keys = {(row.kind, row.id) for row in rows if row.renamed_to is None}
    faults = [
        fault
        for kind in sorted({kind for kind, _ in withdrawn_keys})
        for fault in _renamed_to_withdrawn(session, records[kind], withdrawn_keys)
    ]
    faults += [
        fault
        for kind in sorted({kind for kind, _ in new_ids})
        for fault in _reused_ids({record.id: record for record in records[kind]}, new_ids)
    ]
    if faults:
        raise SeedError(faults)


def _reused_ids(records: Mapping[str, SeedRecord], new_ids: Mapping[RecordKey, str | None]) -> Iterator[Finding]:
    for record in records.values():
        for field, record_id in (("id", record.id), *(("formerly", former) for former in record.formerly)):
            owner = new_ids.get((record.kind, record_id))
            if owner in records and owner != record.id:
                message = f"{record_id} is a former id of {owner}: an id is never reused for another record"
                yield Finding(record.file, 0, record.id, field, message)


def _renamed_to_withdrawn(
    session: Session, records: Iterable[SeedRecord], withdrawn_keys: Collection[RecordKey]
) -> Iterator[Finding]:
    for record in records:
        if record.formerly and (record.kind, record.id) in withdrawn_keys:
            table = TABLES[record.kind]
            present = session.scalars(select(table.id).where(table.id.in_(record.formerly)).order_by(table.id))
            for former in present:
                message = (
                    f"{record.id} is the id of a withdrawn record, so {former} cannot be renamed to it: choose another "
                    f"id. If both are the same, first load the record as {record.id}"
                )
                yield Finding(record.file, 0, record.id, "id", message)


def write_reasons(session: Session, new_ids: Mapping[RecordKey, str], reasons: Mapping[RecordKey, str]) -> int:
    """Write the reasons of withdrawals, and under which id a renamed record goes on. Returns the number of ids of
    earlier loads about which something changed. Publishing gives the new ones their revision."""
    rows_by_key = {(row.kind, row.id): row for row in session.scalars(select(Withdrawal))}
    change_count = 0
    for key in new_ids.keys() - rows_by_key.keys():
        row = Withdrawal(kind=key[0], id=key[1], withdrawn_at=datetime.now(UTC), renamed_to=new_ids[key])
        session.add(row)
        change_count += 1
    for key, row in rows_by_key.items():
        reason, renamed_to = reasons.get(key), new_ids.get(key, row.renamed_to)
        if (reason, renamed_to) != (row.reason, row.renamed_to):
            change_count += row.revision is not None
            if row.renamed_to is None and renamed_to is not None:
                row.revision = None  # so that publishing tells of the new id
            row.reason, row.renamed_to = reason, renamed_to
    for (kind, former), record_id in new_ids.items():  # what was renamed before, and now again
        earlier = (Withdrawal.kind == kind, Withdrawal.renamed_to == former)
        session.execute(update(Withdrawal).where(*earlier).values(renamed_to=record_id))
    return change_count
