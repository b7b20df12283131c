"""What has been read: up to when, for each mechanism and country; and what of it is recorded."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from functools import cache, lru_cache
from typing import Any, cast

from sqlalchemy import Select, and_, bindparam, func, or_, select

from app.db.records import Coverage, CoverageCount
from app.db.snapshot import Snapshot
from app.domain.deadline import check_each


@dataclass(frozen=True)
class Standing:
    """What the data of an answer is: read ``until`` when, of which revision, published when."""

    until: dt.date | None
    revision: int
    published_at: dt.datetime | None

    @property
    def headers(self) -> dict[str, str]:
        if self.published_at is None:
            return {}
        return {"X-Data-Revision": str(self.revision), "Last-Modified": _told(self.published_at)}


@lru_cache(maxsize=4)
def _told(moment: dt.datetime) -> str:
    return format_datetime(moment, usegmt=True)


@cache
def _newest_of(*scopes: str) -> Select[Any]:
    """The parameters are the ids of each scope."""
    asked = [and_(Coverage.scope == scope, Coverage.scope_id.in_(bindparam(scope, expanding=True))) for scope in scopes]
    until = select(func.max(Coverage.until)).where(Coverage.scope == "all")
    if asked:
        own = select(func.max(Coverage.until)).where(or_(*asked))
        until = select(func.coalesce(own.scalar_subquery(), until.scalar_subquery()))
    return cast("Select[Any]", until)


def standing(snapshot: Snapshot, mechanisms: Sequence[str] = (), countries: Sequence[str] = ()) -> Standing:
    """Revision of the data, and the publication of the newest document that bears on any of those named.

    It is that of all documents where none is named, or none bears on them: what all of these leave out is not recorded.
    """
    named = {scope: ids for scope, ids in (("mechanism", mechanisms), ("country", countries)) if ids}
    asked = ("until", tuple(mechanisms), tuple(countries))
    until = snapshot.fact(asked, lambda: snapshot.execute(_newest_of(*named), named).scalar())
    return Standing(until, *snapshot.revision)


def rows(snapshot: Snapshot, mechanisms: Collection[str] | None) -> list[dict[str, Any]]:
    """What is recorded by mechanism and year: numbers by kind, the documents behind them, read up to when."""
    counts = select(CoverageCount)
    if mechanisms is not None:
        counts = counts.where(CoverageCount.mechanism_id.in_(mechanisms))
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for row in check_each(snapshot.execute(counts)):
        entry = found.setdefault((row.mechanism_id, row.year), {"counts": {}, "documents": set()})
        entry["counts"][row.kind] = row.records
        entry["documents"].update(filter(None, row.documents.split(",")))
    until = {row.scope_id: row.until for row in snapshot.execute(select(Coverage).where(Coverage.scope == "mechanism"))}
    ordered = sorted(found, key=lambda key: (key[0] == "", key[0], -key[1]))
    return [{"mechanism": m or None, "year": y or None, "until": until.get(m), **found[m, y]} for m, y in ordered]
