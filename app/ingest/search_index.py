"""Full text: what of a record is searched, and the one way in which both databases find it.

A record's entry holds folded words only (``a`` to ``z``, ``0`` to ``9``, spaces), so SQLite's FTS5 and
PostgreSQL's ``tsvector`` see the same words and find the same records. A record is found by the other names of
what it shows too: a meeting in Ankara with Türkiye by ``Turkey``.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.orm import Session

from app.db import bulk
from app.db.records import Name, SearchEntry
from app.domain.text import fold
from app.ingest.rows import Rows
from app.resource import Resource

CALLED = frozenset(("title", "name", "official_name", "acronym", "aliases"))
"""The fields that say what a record is called."""

TOLD = frozenset((
    "city", "venue", "occasion", "topics", "position", "body", "publisher", "author", "attributed_to", "scope",
    "indicator", "as_written", "reason",
))  # fmt: skip

APART = frozenset(("sources", "comparison", "mechanisms", "missions", "sessions"))
"""What is not searched with a record: who reports it, and of a country what it takes part in or keeps."""

EDGE = " ж "
"""Stands between two values, and before the first that is no name, so that no phrase runs from one into the next;
nothing asked for is written so."""

again = lru_cache(20_000)(fold)
"""Folds what many records tell."""


class _Entry:
    """What a record is called, what else it tells, and what with names of its own it refers to, by kind and id."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.called: list[str] = []
        self.told: list[str] = []
        self.refers: set[tuple[str, str]] = set()
        self._read(record, self.called)

    def _read(self, record: Mapping[str, Any], called: list[str]) -> None:
        for key, value in record.items():
            if not value or key in APART:
                continue
            if isinstance(value, str):
                if key in CALLED:
                    called.append(value)
                elif key in TOLD:
                    self.told.append(value)
                    if key == "city":  # whose id is its folded name
                        self.refers.add(("city", again(value).replace(" ", "-")))
            elif isinstance(value, dict):
                self._refer(key, value)
                self._read(value, self.told)
            elif isinstance(value, list):
                self._read_all(key, value, called)

    def _read_all(self, key: str, values: list[Any], called: list[str]) -> None:
        if isinstance(values[0], dict):
            for inner in values:
                self._refer(key, inner)
                self._read(inner, self.told)
        elif key in CALLED:
            called += values
        elif key in TOLD:
            self.told += values
        if key in ("topics", "members"):
            self.refers.update(("topic" if key == "topics" else "country", one) for one in values)

    def _refer(self, key: str, inner: Mapping[str, Any]) -> None:
        if "code" in inner:
            self.refers.add(("country", inner["code"]))
        elif key in ("official", "mechanism"):
            self.refers.add((key, inner["id"]))


def write(rows: Rows, resource: Resource, records: Sequence[Mapping[str, Any]]) -> None:
    """Bring the entries of these records of a resource in step with what they show."""
    session, kind = rows.session, resource.model.kind
    read = {record["id"]: _Entry(record) for record in records}
    spelled = rows.kept(Name, {one for entry in read.values() for one in entry.refers}, _spellings)
    before = _before(session, kind, read)
    added, changed = [], []
    for record in records:
        title, own = resource.title(record), read[record["id"]]
        called, told = own.called, own.told
        known_by = [] if kind == "trade-stat" else [fold(record["id"])]  # that of a figure names its document
        others = [folded for one in sorted(own.refers) for folded in spelled[one]]
        entry = {
            "url": record["url"],
            "title": title,
            "plain": " · ".join(dict.fromkeys([*called, *told])),
            "length": len(fold(title)),
            "name": EDGE.join(dict.fromkeys(map(fold, called))),
            "text": EDGE.join(dict.fromkeys(["", *known_by, *map(again, told), *others])),
        }
        old = before.get(record["id"])
        if old is None:
            added.append({"kind": kind, "record_id": record["id"], **entry})
        elif any(getattr(old, name) != value for name, value in entry.items()):
            changed.append({"b_id": old.id, **entry})
    table: Any = SearchEntry.__table__
    if added:
        bulk.insert(session, SearchEntry, added)
    if changed:
        session.connection().execute(update(table).where(table.c.id == bindparam("b_id")), changed)


def _before(session: Session, kind: str, ids: Collection[str]) -> dict[str, Any]:
    """The entries of these records, by id. Where none can be, as when a kind is first published, none is looked up."""
    between = (SearchEntry.record_id >= min(ids), SearchEntry.record_id <= max(ids))
    if session.scalar(select(SearchEntry.id).where(SearchEntry.kind == kind, *between).limit(1)) is None:
        return {}
    there: Any = select(SearchEntry.__table__).where(SearchEntry.kind == kind, SearchEntry.record_id.in_(ids))
    return {row.record_id: row for row in session.execute(there)}


def _spellings(connection: Connection, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {one: [] for one in wanted}
    for kind, pairs in groupby(sorted(wanted), key=lambda pair: pair[0]):
        rows = connection.execute(
            select(Name.record_id, Name.folded)
            .where(Name.kind == kind, Name.record_id.in_([record_id for _, record_id in pairs]))
            .order_by(Name.record_id, Name.position)
        )
        for record_id, folded in rows:
            found[kind, record_id].append(folded)
    return found
