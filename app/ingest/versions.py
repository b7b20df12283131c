"""Writes the versions of records: one for each published form that is new, and one for the end of each record that was
withdrawn or renamed. Why: decision 014."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, and_, exists, func, select, union_all
from sqlalchemy.orm import Session, aliased

from app.db import bulk
from app.db.records import Record
from app.db.tables import RecordVersion, TimelineEntry, Withdrawal
from app.domain.subjects import subjects_of, subjects_text
from app.domain.vocabulary import Change

BATCH = 500
"""Versions written at a time."""


class Versions:
    """The versions that a publication writes, in its transaction. ``counts`` has their number by change."""

    def __init__(self, session: Session, revision: int, *, first: bool) -> None:
        self.session, self.revision, self.first = session, revision, first
        self.counts: Counter[str] = Counter()

    def add_published(self, model: type[Record], bodies: Mapping[str, str]) -> None:
        """Write the versions of records with new bodies. Call it before the rows have them."""
        with_bodies = select(model.id, model.body).where(model.id.in_(bodies), model.body.is_not(None))
        old = {} if self.first else {row.id: row.body for row in self.session.execute(with_bodies)}
        self._write(
            {
                "kind": model.kind,
                "id": record_id,
                "change": Change.updated if record_id in old else Change.created,
                "body": body,
                "subjects": _subjects(model.kind, body, old.get(record_id)),
            }
            for record_id, body in bodies.items()
        )

    def add_ends(self, models: Iterable[type[Record]]) -> None:
        """Write the versions of records that are in their tables no more, with the reason or the new id."""
        if self.first:
            return
        withdrawals = {
            (row.kind, row.id): row
            for row in self.session.scalars(select(Withdrawal).where(Withdrawal.revision.is_(None)))
        }
        self._write(
            _end(version.kind, version.id, withdrawals.get(_seed_key(version)), version.body)
            for version in self.session.scalars(_select_ended(models))
        )
        for (kind, record_id), withdrawal in withdrawals.items():
            if withdrawal.renamed_to and self._is_withdrawn(kind, record_id):
                self._write([_end(kind, record_id, withdrawal)])

    def _is_withdrawn(self, kind: str, record_id: str) -> bool:
        """Whether the latest version of a record before this publication says that it was withdrawn."""
        of_record = (RecordVersion.kind == kind, RecordVersion.id == record_id)
        latest = select(RecordVersion.change).where(*of_record).order_by(RecordVersion.revision.desc()).limit(1)
        return self.session.scalar(latest) == Change.withdrawn

    def _write(self, versions: Iterable[dict[str, Any]]) -> None:
        rows: Sequence[dict[str, Any]] = [
            {"revision": self.revision, "reason": None, "renamed_to": None, **version} for version in versions
        ]
        self.counts.update(row["change"] for row in rows)
        for batch in bulk.batches(rows, BATCH):
            bulk.insert(self.session, RecordVersion, batch)


def _select_ended(models: Iterable[type[Record]]) -> Select[Any]:
    """Select the latest versions of records that their tables have no more, unless these say so already."""
    latest = union_all(*map(_latest_of_absent, models)).subquery()
    is_latest = and_(*(getattr(RecordVersion, column.name) == column for column in latest.c))
    return select(RecordVersion).join(latest, is_latest).where(RecordVersion.body.is_not(None))


def _latest_of_absent(model: type[Record]) -> Any:
    version = aliased(RecordVersion)
    is_present = exists(select(model.id).where(model.id == version.id))
    latest = select(version.kind, version.id, func.max(version.revision).label("revision"))
    return latest.where(version.kind == model.kind, ~is_present).group_by(version.kind, version.id)


def _seed_key(version: RecordVersion) -> tuple[str, str]:
    """The kind and id in the seed. An entry of the timeline goes with the record that it shows."""
    kind = json.loads(version.body or "{}")["kind"] if version.kind == TimelineEntry.kind else version.kind
    return kind, version.id


def _end(kind: str, record_id: str, withdrawal: Withdrawal | None, body: str | None = None) -> dict[str, Any]:
    """The last version of a record that is gone. Without a withdrawal it was derived from others that changed."""
    renamed_to = withdrawal and withdrawal.renamed_to
    return {
        "kind": kind,
        "id": record_id,
        "change": Change.renamed if renamed_to else Change.withdrawn,
        "body": None,
        "subjects": _subjects(kind, body),
        "reason": withdrawal and withdrawal.reason,
        "renamed_to": renamed_to,
    }


def _subjects(kind: str, *bodies: str | None) -> str:
    return subjects_text(set().union(*(subjects_of(kind, json.loads(body)) for body in bodies if body)))
