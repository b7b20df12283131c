"""Reads the changes of records: one version after another, in the order in which they were published."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from pydantic import Field
from sqlalchemy import ColumnElement, Select, and_, exists, func, null, or_, select, tuple_
from sqlalchemy.orm import aliased

from app.db.kinds import ListedKind
from app.db.snapshot import Snapshot
from app.db.tables import Publication, RecordVersion
from app.domain.model import Model
from app.domain.moments import moment_text
from app.domain.vocabulary import Change
from app.query.list_statement import count_rows
from app.resource import BATCH, Resource

ChangePosition: TypeAlias = tuple[int, str, str]
"""The position of a change in the order of publication: its revision, kind and id."""

ORDER = (RecordVersion.revision, RecordVersion.kind, RecordVersion.id)

ENDS = (Change.withdrawn, Change.renamed)


@dataclass(frozen=True)
class ChangeFilter:
    """Which changes: those published after the revision ``since`` and up to ``until``, of records of any of ``kinds``
    that name any of ``mechanisms`` and any of ``countries``, by id. A field that is empty or None filters nothing.

    ``record_id`` leaves only those of one record, and ``only_ends`` only the last change of each record that was
    withdrawn or renamed and did not come back.
    """

    since: int = 0
    until: int | None = None
    kinds: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    record_id: str | None = None
    only_ends: bool = False

    def conditions(self) -> list[ColumnElement[bool]]:
        version = RecordVersion
        conditions = [version.revision > self.since]
        if self.until is not None:
            conditions.append(version.revision <= self.until)
        if self.kinds:
            conditions.append(version.kind.in_(self.kinds))
        conditions += [
            or_(*map(_names_subject, subjects)) for subjects in (self.mechanisms, self.countries) if subjects
        ]
        if self.record_id is not None:
            conditions.append(version.id == self.record_id)
        if self.only_ends:
            conditions += [version.change.in_(ENDS), _is_last(self.until)]
        return conditions


def _is_last(until: int | None) -> ColumnElement[bool]:
    """Whether a version is the last of its record, or the last up to a revision."""
    version, later = RecordVersion, aliased(RecordVersion)
    same_record = (later.kind == version.kind, later.id == version.id, later.revision > version.revision)
    return ~exists().where(*same_record, *([] if until is None else [later.revision <= until]))


def _names_subject(subject: str) -> ColumnElement[bool]:
    """Whether a version names a party or mechanism. Not by LIKE, which ignores case on SQLite."""
    return func.replace(RecordVersion.subjects, f" {subject} ", "") != RecordVersion.subjects


class RecordChange(Model):
    """A change of a record."""

    change: Change = Field(
        description="What happened. A record that was withdrawn and came back is `created` again.", examples=["updated"]
    )
    kind: ListedKind = Field(description="Kind of record.", examples=["meeting"])
    id: str = Field(description="Its id.", examples=["jspg-kz-tr-8"])
    url: str | None = Field(
        description="Its path. It answers 410 if the record was withdrawn, and leads on if it was renamed.",
        examples=["/meetings/jspg-kz-tr-8"],
    )
    revision: int = Field(description="The revision that brought the change.", examples=[20261122090000])
    changed_at: datetime = Field(description="When that was published.", examples=["2026-11-22T09:00:00Z"])
    renamed_to: str | None = Field(
        description="The id under which a renamed record goes on; otherwise null.", examples=[None]
    )
    reason: str | None = Field(description="Why it was withdrawn; null if no reason is given.", examples=[None])


class ChangeRow(NamedTuple):
    """A change of a record. ``body`` is the record after it, as it was published then: null if it is gone, or if bodies
    were not asked for."""

    revision: int
    kind: str
    id: str
    change: str
    changed_at: datetime
    url: str | None
    reason: str | None
    renamed_to: str | None
    body: str | None

    @property
    def position(self) -> ChangePosition:
        return self.revision, self.kind, self.id

    def entry(self) -> dict[str, Any]:
        """The fields of :class:`RecordChange`."""
        return {
            "change": self.change,
            "kind": self.kind,
            "id": self.id,
            "url": self.url,
            "revision": self.revision,
            "changed_at": moment_text(self.changed_at),
            "renamed_to": self.renamed_to,
            "reason": self.reason,
        }


def read_changes(
    snapshot: Snapshot,
    resources: Sequence[Resource],
    change_filter: ChangeFilter,
    limit: int,
    after: ChangePosition | None = None,
    *,
    with_bodies: bool = False,
) -> list[ChangeRow]:
    """Up to ``limit`` changes in the order of publication, and of kind and id within a revision, from the one behind
    ``after``. Later loads only append to that order, so that reading on never misses or repeats a change."""
    rows = _select(change_filter, with_bodies=with_bodies)
    if after is not None:
        rows = rows.where(RecordVersion.revision >= after[0], tuple_(*ORDER) > tuple_(*after))
    return _fetch(snapshot, resources, rows.order_by(*ORDER).limit(limit))


def read_newest_changes(
    snapshot: Snapshot, resources: Sequence[Resource], change_filter: ChangeFilter, limit: int
) -> list[ChangeRow]:
    """The ``limit`` newest changes with their bodies, in the reverse of the order of publication."""
    newest_first = [column.desc() for column in ORDER]
    return _fetch(snapshot, resources, _select(change_filter, with_bodies=True).order_by(*newest_first).limit(limit))


def bodies_before(snapshot: Snapshot, rows: Sequence[ChangeRow]) -> dict[ChangePosition, str]:
    """The records before each change, as they were published then. The first version of a record has none."""
    version, earlier, between = RecordVersion, aliased(RecordVersion), aliased(RecordVersion)
    newest = select(func.max(between.revision)).where(
        between.kind == version.kind,
        between.id == version.id,
        between.revision < version.revision,
        between.body.is_not(None),
    )
    same_record = (earlier.kind == version.kind, earlier.id == version.id, earlier.revision == newest.scalar_subquery())
    bodies = select(*ORDER, earlier.body).join(earlier, and_(*same_record))
    bodies = bodies.where(tuple_(*ORDER).in_([row.position for row in rows]))
    return {(row.revision, row.kind, row.id): row.body for row in snapshot.history.execute(bodies)}


def _select(change_filter: ChangeFilter, *, with_bodies: bool) -> Select[Any]:
    version = RecordVersion
    body: Any = version.body if with_bodies else null().label("body")
    columns = (version.revision, version.kind, version.id, version.change, Publication.published_at)
    rows = select(*columns, version.reason, version.renamed_to, body)
    return rows.join(Publication, Publication.revision == version.revision).where(*change_filter.conditions())


def _fetch(snapshot: Snapshot, resources: Sequence[Resource], rows: Select[Any]) -> list[ChangeRow]:
    versions = snapshot.history.execute(rows).all()
    urls = _urls(snapshot, resources, versions)
    return [
        ChangeRow(
            row.revision, row.kind, row.id, row.change, row.published_at, urls.get((row.kind, row.id)),
            row.reason, row.renamed_to, row.body,
        )
        for row in versions
    ]  # fmt: skip


def changed_bodies(snapshot: Snapshot, change_filter: ChangeFilter) -> Iterator[list[str]]:
    """The records with a change that matches, as the last change left them, in the order of kind and id, in batches.
    Records that were withdrawn or renamed since then are left out."""
    version = RecordVersion
    last = (version.body.is_not(None), _is_last(change_filter.until))
    rows = select(version.kind, version.id, version.body).where(*change_filter.conditions(), *last)
    key = (version.kind, version.id)
    after: tuple[str, str] = ("", "")
    while batch := snapshot.history.execute(rows.where(tuple_(*key) > after).order_by(*key).limit(BATCH)).all():
        after = (batch[-1].kind, batch[-1].id)
        yield [row.body for row in batch]


def count_changes(snapshot: Snapshot, change_filter: ChangeFilter) -> int:
    """How many changes match."""

    def rows() -> Select[Any]:
        return select(RecordVersion.id).where(*change_filter.conditions())

    return count_rows(snapshot.history, f"changes {change_filter}", rows)


def _urls(
    snapshot: Snapshot, resources: Sequence[Resource], rows: Sequence[Any]
) -> Mapping[tuple[str, str], str | None]:
    """The paths of changed records. Entries of the timeline have that of the record that they show."""
    by_kind = {resource.model.kind: resource for resource in resources if resource.address is None}
    urls = {(row.kind, row.id): by_kind[row.kind].record_url(row.id) for row in rows if row.kind in by_kind}
    other_ids = {row.id for row in rows if row.kind not in by_kind}
    if other_ids:
        bodies = select(RecordVersion.kind, RecordVersion.id, RecordVersion.body)
        of_others = (
            RecordVersion.kind.not_in(by_kind),
            RecordVersion.id.in_(other_ids),
            RecordVersion.body.is_not(None),
        )
        for row in snapshot.history.execute(bodies.where(*of_others).order_by(RecordVersion.revision)):
            urls[row.kind, row.id] = json.loads(row.body)["url"]
    return urls
