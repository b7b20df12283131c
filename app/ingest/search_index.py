"""Writes the full-text search entries of records.

An entry has folded words only (``a`` to ``z``, ``0`` to ``9``, spaces), so that SQLite's FTS5 and PostgreSQL's
``tsvector`` see the same words and find the same records. An entry also has the other names of whatever its record
shows: ``Turkey`` finds a meeting with Türkiye.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.orm import Session

from app.db import bulk
from app.db.names import PARTY, of_kind
from app.db.tables.publication import Name, SearchEntry
from app.domain.text import fold
from app.ingest.rows import Rows
from app.resource import Resource

TITLE_FIELDS = frozenset(("title", "summary", "name", "official_name", "acronym", "aliases"))
"""Fields that name the record. They are searched as names, and rank higher."""

TEXT_FIELDS = frozenset((
    "city", "venue", "occasion", "topics", "agenda", "format", "position", "body", "publisher", "author",
    "attributed_to", "account", "scope", "indicator", "instrument", "valuation", "as_written", "reason", "source",
))  # fmt: skip

UNSEARCHED_FIELDS = frozenset(("sources", "comparison", "mechanisms", "missions", "sessions"))
"""Fields that are not searched: the sources of a record, and what a country or mechanism lists."""

SEPARATOR = " ж "
"""Separates values, so that no phrase matches across two of them. Folded queries never contain this letter."""

cached_fold = lru_cache(20_000)(fold)
"""``fold`` with a cache, for texts that many records share."""


class _Entry:
    """The searched texts of a record: its names, its other texts, and what it refers to (kind and id)."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self.names: list[str] = []
        self.texts: list[str] = []
        self.references: set[tuple[str, str]] = set()
        self._read_record(record, self.names)

    def _read_record(self, record: Mapping[str, Any], names: list[str]) -> None:
        for key, value in record.items():
            if not value or key in UNSEARCHED_FIELDS:
                continue
            if isinstance(value, str):
                if key in TITLE_FIELDS:
                    names.append(value)
                elif key in TEXT_FIELDS:
                    self.texts.append(value)
                    if key == "city":  # a city's id is its folded name
                        self.references.add(("city", cached_fold(value).replace(" ", "-")))
            elif isinstance(value, dict):
                self._refer(key, value)
                if key == "product":
                    self.texts += filter(None, (value[name] for name in ("system", "edition", "code", "hs")))
                self._read_record(value, self.texts)
            elif isinstance(value, list):
                self._read_all(key, value, names)

    def _read_all(self, key: str, values: list[Any], names: list[str]) -> None:
        if isinstance(values[0], dict):
            for inner in values:
                self._refer(key, inner)
                self._read_record(inner, self.texts)
        elif key in TITLE_FIELDS:
            names += values
        elif key in TEXT_FIELDS:
            self.texts += values
        if key in ("topics", "agenda"):
            self.references.update(("topic", value) for value in values)

    def _refer(self, key: str, inner: Mapping[str, Any]) -> None:
        if inner.get("code") and key != "product":
            self.references.add((PARTY, inner["code"]))
        elif key in ("official", "mechanism"):
            self.references.add((key, inner["id"]))


def write_entries(rows: Rows, resource: Resource, records: Sequence[Mapping[str, Any]]) -> None:
    """Insert or update the search entries of these records of a resource."""
    session, kind = rows.session, resource.model.kind
    new_entries = {record["id"]: _Entry(record) for record in records}
    spellings = rows.look_up(
        Name, {reference for entry in new_entries.values() for reference in entry.references}, _spellings
    )
    entries_by_id = _stored_entries(session, kind, new_entries)
    inserts, updates = [], []
    for record in records:
        title, fields = resource.title(record), new_entries[record["id"]]
        display_names = resource.names(record)
        headings = [text for text in (title, display_names["label"]) if text and text not in fields.names]
        names, texts = fields.names, fields.texts
        # The id of a figure contains the name of its document, which is not searched.
        id_words = [] if kind == "trade-stat" else [fold(record["id"])]
        other_names = [spelling for reference in sorted(fields.references) for spelling in spellings[reference]]
        entry = {
            "url": record["url"],
            "title": title,
            "label": display_names["label"],
            "plain": " · ".join(dict.fromkeys([*names, *texts])),
            "length": len(fold(title)),
            "name": SEPARATOR.join(dict.fromkeys(map(fold, names))),
            "text": SEPARATOR.join(dict.fromkeys(["", *id_words, *map(cached_fold, headings + texts), *other_names])),
        }
        stored_entry = entries_by_id.get(record["id"])
        if stored_entry is None:
            inserts.append({"kind": kind, "record_id": record["id"], **entry})
        elif any(getattr(stored_entry, name) != value for name, value in entry.items()):
            updates.append({"b_id": stored_entry.id, **entry})
    table: Any = SearchEntry.__table__
    if inserts:
        bulk.insert(session, SearchEntry, inserts)
    if updates:
        session.connection().execute(update(table).where(table.c.id == bindparam("b_id")), updates)


def _stored_entries(session: Session, kind: str, ids: Collection[str]) -> dict[str, Any]:
    """The stored entries of these records, by id. A kind without entries in this range of ids needs no look-up."""
    id_range = (SearchEntry.record_id >= min(ids), SearchEntry.record_id <= max(ids))
    if session.scalar(select(SearchEntry.id).where(SearchEntry.kind == kind, *id_range).limit(1)) is None:
        return {}
    stored_entries: Any = select(SearchEntry.__table__).where(SearchEntry.kind == kind, SearchEntry.record_id.in_(ids))
    return {row.record_id: row for row in session.execute(stored_entries)}


def _spellings(connection: Connection, references: Collection[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    spellings: dict[tuple[str, str], list[str]] = {reference: [] for reference in references}
    for kind, pairs in groupby(sorted(references), key=lambda pair: pair[0]):
        rows = connection.execute(
            select(Name.record_id, Name.folded)
            .where(of_kind(kind), Name.record_id.in_([record_id for _, record_id in pairs]))
            .order_by(Name.record_id, Name.position)
        )
        for record_id, spelling in rows:
            spellings[kind, record_id].append(spelling)
    return spellings
