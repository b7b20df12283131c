"""Reads which records of a list are no more: those that were withdrawn, and those that were renamed."""

from typing import Any

from sqlalchemy import select

from app.db.snapshot import Snapshot
from app.db.tables import Withdrawal
from app.domain.titles import record_path
from app.domain.vocabulary import Change, TimelineKind
from app.errors import invalid_parameter
from app.query.changes import ChangeRow
from app.query.history import read_histories
from app.query.list_parameters import MAX_PAGE_SIZE
from app.query.revisions import revision_before
from app.query.states import Since
from app.resource import Resource


def read_withdrawn(
    snapshot: Snapshot, resource: Resource, since: Since | None, *, with_history: bool
) -> list[dict[str, Any]]:
    """The records of a resource that were withdrawn or renamed after a revision, or at or after a moment, the earliest
    first; on request with their versions. Raises ``Problem`` if they are too many for an answer."""
    kinds = tuple(TimelineKind) if resource.address else (resource.model.kind,)
    rows = snapshot.execute(
        select(Withdrawal)
        .where(
            Withdrawal.kind.in_(kinds),
            Withdrawal.revision > revision_before(snapshot, since, "updated_since"),
        )
        .order_by(Withdrawal.revision, Withdrawal.kind, Withdrawal.id)
        .limit(MAX_PAGE_SIZE + 1)
    ).all()
    if len(rows) > MAX_PAGE_SIZE:
        message = (
            f"more than {MAX_PAGE_SIZE:,} records are gone: name a later updated_since, or ask /changes, "
            "which has pages"
        )
        raise invalid_parameter("withdrawn", "include", message)
    entries = [
        ChangeRow(
            row.revision, row.kind, row.id, Change.renamed if row.renamed_to else Change.withdrawn, row.withdrawn_at,
            record_path(row.kind, row.id) if resource.address else resource.record_url(row.id),
            row.reason, row.renamed_to, body=None,
        ).entry()
        for row in rows
    ]  # fmt: skip
    if not with_history:
        return entries
    versions = read_histories(snapshot, {row.id: row.kind for row in rows})
    return [entry | {"history": versions[entry["id"]]} for entry in entries]
