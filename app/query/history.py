"""Reads the versions of a record, and how each differs from the one before."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.db.records import Record
from app.db.snapshot import Snapshot
from app.db.tables import Publication, RecordVersion, Withdrawal
from app.domain.differences import Patch, in_words, json_patch
from app.domain.vocabulary import Change

UNCHANGING = frozenset({"updated_at", "url", "html_url"})
"""Fields that say nothing about what the record is about."""


@dataclass(frozen=True)
class Version:
    """A version of a record, under the id that it had then. ``differences`` and ``patch`` lead to it from the one
    before, and are empty for the first one and for the end of a record. ``body`` is null there."""

    revision: int
    id: str
    change: str
    changed_at: datetime
    reason: str | None
    renamed_to: str | None
    body: dict[str, Any] | None
    differences: Sequence[str] = ()
    patch: Sequence[dict[str, Any]] = ()


def has_history(snapshot: Snapshot, model: type[Record], record_id: str) -> bool:
    """Whether a record has this id or had it when it was withdrawn; not if it was renamed."""
    of_record = (RecordVersion.kind == model.kind, RecordVersion.id == record_id)
    latest = select(RecordVersion.change).where(*of_record).order_by(RecordVersion.revision.desc()).limit(1)
    return snapshot.scalar(latest) not in (None, Change.renamed)


def versions_of(snapshot: Snapshot, model: type[Record], record_id: str) -> list[Version]:
    """All versions of a record, the newest first, with those under its former ids."""
    former = select(Withdrawal.id).where(Withdrawal.kind == model.kind, Withdrawal.renamed_to == record_id)
    ids = [record_id, *snapshot.scalars(former)]
    rows = snapshot.execute(
        select(RecordVersion, Publication.published_at)
        .join(Publication, Publication.revision == RecordVersion.revision)
        .where(RecordVersion.kind == model.kind, RecordVersion.id.in_(ids))
        .order_by(RecordVersion.revision, RecordVersion.change.desc())  # a former id ends before the new one begins
    ).all()
    bodies: dict[str, dict[str, Any]] = {}
    versions = []
    for row in rows:
        body = None if row.body is None else json.loads(row.body)
        before = bodies.get(row.id)
        differences, patch = _compared(before, body)
        versions.append(
            Version(
                row.revision, row.id, row.change, row.published_at, row.reason, row.renamed_to, body, differences, patch
            )
        )
        if row.change == Change.renamed and before is not None and row.renamed_to is not None:
            bodies.setdefault(row.renamed_to, before)
        if body is None:
            bodies.pop(row.id, None)
        else:
            bodies[row.id] = body
    return versions[::-1]


def _compared(before: dict[str, Any] | None, body: dict[str, Any] | None) -> tuple[list[str], Patch]:
    if before is None or body is None:
        return [], []
    return in_words(before, body, UNCHANGING), json_patch(before, body)
