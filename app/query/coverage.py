"""The day up to which documents were read, and the numbers of records, by mechanism, country and year."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from functools import cache, lru_cache
from typing import Any, cast

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select

from app.db.records import DocumentParagraph
from app.db.snapshot import Snapshot
from app.db.tables.publication import Coverage, CoverageCount
from app.domain.deadline import check_each

PERMANENT_CACHE_CONTROL = "public, max-age=604800"
"""``Cache-Control`` of answers that stay the same. A week, so that a correction of the service itself is seen."""


@dataclass(frozen=True)
class DataState:
    """The state of the data of an answer: its revision, and ``until``, the day of the newest document. An answer that
    ``is_permanent`` is always the same."""

    until: dt.date | None
    revision: int
    published_at: dt.datetime | None
    is_permanent: bool = False

    @property
    def updated_at(self) -> dt.datetime:
        """When the data were published; a moment before all data if there are none."""
        return self.published_at or dt.datetime.fromtimestamp(0, dt.UTC)

    @property
    def headers(self) -> dict[str, str]:
        if self.published_at is None:
            return {}
        headers = {"X-Data-Revision": str(self.revision), "Last-Modified": _http_date(self.published_at)}
        return headers | {"Cache-Control": PERMANENT_CACHE_CONTROL} if self.is_permanent else headers


@lru_cache(maxsize=4)
def _http_date(moment: dt.datetime) -> str:
    return format_datetime(moment, usegmt=True)


@cache
def _until_statement(*scopes: str) -> Select[Any]:
    """Selects the day of the newest document about given ids, which are bound parameters named after their scope."""
    conditions = [
        and_(Coverage.scope == scope, Coverage.scope_id.in_(bindparam(scope, expanding=True))) for scope in scopes
    ]
    until = select(func.max(Coverage.until)).where(Coverage.scope == "all")
    if conditions:
        scoped_until = select(func.max(Coverage.until)).where(or_(*conditions))
        until = select(func.coalesce(scoped_until.scalar_subquery(), until.scalar_subquery()))
    return cast("Select[Any]", until)


def data_state(snapshot: Snapshot, mechanisms: Sequence[str] = (), parties: Sequence[str] = ()) -> DataState:
    """The revision, and the day of the newest document about any of the mechanisms or parties.

    Without any, or if no document is about them, it is the day of the newest document of all.
    """
    scopes = {scope: ids for scope, ids in (("mechanism", mechanisms), ("party", parties)) if ids}
    conditions = ("until", tuple(mechanisms), tuple(parties))
    until = snapshot.fact(conditions, lambda: snapshot.execute(_until_statement(*scopes), scopes).scalar())
    return DataState(until, *snapshot.revision, is_permanent=snapshot.is_permanent)


_SENTENCES = ("total", "cited", "furniture", "opinion", "repetition", "background", "open")


def sentence_counts(snapshot: Snapshot) -> dict[str, Counter[str]]:
    """The numbers of the sentences of each document."""
    sums = (func.sum(getattr(DocumentParagraph, name)).label(name) for name in _SENTENCES)
    counts = select(DocumentParagraph.document_id, *sums).group_by(DocumentParagraph.document_id)
    rows = check_each(snapshot.execute(counts))
    return {row.document_id: Counter({name: int(getattr(row, name)) for name in _SENTENCES}) for row in rows}


def coverage_rows(snapshot: Snapshot, *criteria: ColumnElement[bool]) -> list[dict[str, Any]]:
    """For each mechanism and year: numbers of records by kind, ids of their documents, and the day read until.

    ``criteria`` are conditions on the columns of ``CoverageCount``.
    """
    counts = select(CoverageCount).where(*criteria)
    entries: dict[tuple[str, int], dict[str, Any]] = {}
    for row in check_each(snapshot.execute(counts)):
        entry = entries.setdefault((row.mechanism_id, row.year), {"counts": {}, "documents": set()})
        entry["counts"][row.kind] = row.records
        entry["documents"].update(filter(None, row.documents.split(",")))
    until = {row.scope_id: row.until for row in snapshot.execute(select(Coverage).where(Coverage.scope == "mechanism"))}
    keys = sorted(entries, key=lambda key: (key[0] == "", key[0], -key[1]))
    return [{"mechanism": m or None, "year": y or None, "until": until.get(m), **entries[m, y]} for m, y in keys]
