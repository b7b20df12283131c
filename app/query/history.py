"""Reads the versions of records, and how each differs from the one before."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import select

from app.db.snapshot import Snapshot
from app.db.tables import Publication, RecordVersion, Withdrawal
from app.domain.deadline import check_each
from app.domain.differences import Patch, difference_sentences, json_patch
from app.domain.moments import moment_text
from app.domain.vocabulary import Change
from app.query.changes import ENDS

UNCOMPARED_FIELDS = frozenset({"updated_at", "url", "html_url"})
"""Fields that a comparison in words leaves out: they say nothing about the event."""

VersionKey: TypeAlias = tuple[str, str, int]
"""The kind, id and revision of a version."""


@dataclass(frozen=True)
class Version:
    """A version of a record, under the id that it had then. ``body`` is null at the end of a record.

    ``before`` is the version that it changed: None for the first one and for the end of a record. ``differences`` and
    ``patch`` lead from that one to this. Body and differences are read later, by :func:`complete_versions`.
    """

    kind: str
    id: str
    revision: int
    change: str
    changed_at: datetime
    reason: str | None
    renamed_to: str | None
    before: VersionKey | None
    body: dict[str, Any] | None = None
    differences: Sequence[str] = ()
    patch: Sequence[dict[str, Any]] = ()

    @property
    def key(self) -> VersionKey:
        return self.kind, self.id, self.revision

    def entry(self) -> dict[str, Any]:
        """The version as clients receive it."""
        return {
            "revision": self.revision,
            "id": self.id,
            "change": self.change,
            "changed_at": moment_text(self.changed_at),
            "renamed_to": self.renamed_to,
            "reason": self.reason,
            "differences": list(self.differences),
            "patch": list(self.patch),
            "record": self.body,
        }


def has_history(snapshot: Snapshot, kind: str, record_id: str) -> bool:
    """Whether a record has this id or had it when it was withdrawn; not if it was renamed."""
    version = latest_version(snapshot, kind, record_id)
    return version is not None and version.change != Change.renamed


def latest_version(snapshot: Snapshot, kind: str, record_id: str) -> Any:
    """Change, reason and day of the latest version under an id; None if no record ever had it."""
    version = RecordVersion
    of_record = (version.kind == kind, version.id == record_id, version.revision <= snapshot.revision.revision)
    columns = (version.change, version.reason, Publication.published_at.label("withdrawn_at"))
    latest = select(*columns).join(Publication, Publication.revision == version.revision).where(*of_record)
    return snapshot.history.execute(latest.order_by(version.revision.desc()).limit(1)).first()


def read_versions(snapshot: Snapshot, kinds: Mapping[str, str]) -> dict[str, list[Version]]:
    """All versions of records up to the revision of the snapshot, by id, the newest first, with those under former ids.
    ``kinds`` is the kind of each record by id. The versions have no bodies yet. It takes two statements, whatever the
    number of records."""
    all_kinds = set(kinds.values())
    renames = select(Withdrawal.kind, Withdrawal.id, Withdrawal.renamed_to)
    renames = renames.where(Withdrawal.kind.in_(all_kinds), Withdrawal.renamed_to.in_(kinds))
    owners = {(kind, record_id): record_id for record_id, kind in kinds.items()} | {
        (row.kind, row.id): row.renamed_to for row in snapshot.execute(renames) if row.kind == kinds[row.renamed_to]
    }
    version = RecordVersion
    ids = {record_id for _, record_id in owners}
    columns = (version.kind, version.id, version.revision, version.change, version.reason, version.renamed_to)
    rows = snapshot.history.execute(
        select(*columns, Publication.published_at)
        .join(Publication, Publication.revision == version.revision)
        .where(version.kind.in_(all_kinds), version.id.in_(ids), version.revision <= snapshot.revision.revision)
        .order_by(version.revision, version.change.in_(ENDS).desc(), version.id)  # a former id ends before the new one
    )
    versions: dict[str, list[Version]] = {record_id: [] for record_id in kinds}
    for linked_version in _linked_versions(row for row in check_each(rows) if (row.kind, row.id) in owners):
        versions[owners[linked_version.kind, linked_version.id]].append(linked_version)
    return {record_id: of_record[::-1] for record_id, of_record in versions.items()}


def _linked_versions(rows: Iterable[Any]) -> Iterator[Version]:
    """The versions of rows, the oldest first, each with the one before it."""
    latest: dict[tuple[str, str], VersionKey] = {}
    for row in rows:
        before = latest.pop((row.kind, row.id), None)
        is_end = row.change in ENDS
        version = Version(
            row.kind, row.id, row.revision, row.change, row.published_at, row.reason, row.renamed_to,
            None if is_end else before,
        )  # fmt: skip
        yield version
        if not is_end:
            latest[row.kind, row.id] = version.key
        elif row.renamed_to and before:
            latest.setdefault((row.kind, row.renamed_to), before)


def complete_versions(snapshot: Snapshot, versions: Sequence[Version]) -> list[Version]:
    """The versions with their bodies, and how they differ from those before. It takes one statement."""
    keys = {version.key for version in versions} | {version.before for version in versions if version.before}
    revisions = {revision for *_, revision in keys}
    rows = select(RecordVersion.kind, RecordVersion.id, RecordVersion.revision, RecordVersion.body).where(
        RecordVersion.kind.in_({kind for kind, *_ in keys}),
        RecordVersion.id.in_({record_id for _, record_id, _ in keys}),
        RecordVersion.revision.between(min(revisions, default=0), max(revisions, default=0)),
    )
    bodies = {
        (row.kind, row.id, row.revision): json.loads(row.body or "null")
        for row in check_each(snapshot.history.execute(rows))
        if (row.kind, row.id, row.revision) in keys
    }
    return [
        _with_differences(version, version.before and bodies[version.before], bodies[version.key])
        for version in check_each(versions)
    ]


def _with_differences(version: Version, before: dict[str, Any] | None, body: dict[str, Any] | None) -> Version:
    differences: list[str] = []
    patch: Patch = []
    if before is not None and body is not None:
        differences, patch = difference_sentences(before, body, UNCOMPARED_FIELDS), json_patch(before, body)
    return replace(version, body=body, differences=differences, patch=patch)


def read_histories(snapshot: Snapshot, kinds: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """The versions of records as clients receive them, by id, the newest first; ``kinds`` as in :func:`read_versions`.
    It takes three statements."""
    versions = read_versions(snapshot, kinds)
    entries = iter(complete_versions(snapshot, [version for of_record in versions.values() for version in of_record]))
    return {record_id: [next(entries).entry() for _ in of_record] for record_id, of_record in versions.items()}
