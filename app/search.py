"""Full text: what of a record is searched, and the one way in which both databases find it.

A record's entry holds folded words only (``a`` to ``z``, ``0`` to ``9``, spaces), so SQLite's FTS5 and
PostgreSQL's ``tsvector`` see the same words and find the same records. A record is found by the other names of
what it shows too: a meeting in Ankara with Türkiye by ``Turkey``.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Dialect,
    Select,
    Text,
    bindparam,
    case,
    delete,
    exists,
    literal,
    literal_column,
    select,
    update,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Boolean, TypeDecorator

from app import bulk
from app.db import tested
from app.names import fold
from app.records import Name, Record, SearchEntry
from app.rows import Rows
from app.words import Expression, fts5, shortest, terms, tsquery, wanted
from app.words import read as expression_of

# --- what is searched ----------------------------------------------------------------------

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


def title_of(record: Mapping[str, Any]) -> str:
    """What to call a record, whatever it is."""
    if "as_written" in record and "indicator" in record:
        pair = f"{record['reporter']['name']}–{record['partner']['name']}"
        aimed = "target" if record["kind"] == "target" and "target" not in record["indicator"] else None
        flow = record["flow"] if record["flow"] != "turnover" else None  # which is the whole of it
        parts = (aimed, flow, (record["product"] or {}).get("name"), record["scope"])
        of = ", ".join(filter(None, parts))
        what = f"{record['indicator']} ({of})" if of else record["indicator"]
        return f"{what}, {pair}, {record['date'] or 'undated'}: {record['as_written']}"
    return str(record.get("title") or record.get("name") or record["id"])


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


def write(rows: Rows, kind: str, records: Sequence[Mapping[str, Any]]) -> None:
    """Bring the entries of these records, all of one kind, in step with what they show."""
    session = rows.session
    read = {record["id"]: _Entry(record) for record in records}
    spelled = rows.kept(Name, {one for entry in read.values() for one in entry.refers}, _spellings)
    before = _before(session, kind, read)
    added, changed = [], []
    for record in records:
        title, own = title_of(record), read[record["id"]]
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


def forget(session: Session, model: type[Record]) -> None:
    """Delete the entries of records that are gone."""
    there = exists().where(model.id == SearchEntry.record_id)
    session.execute(delete(SearchEntry).where(SearchEntry.kind == model.kind, ~there))


# --- what is asked -------------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """A question; where ``called``, of what a record is called."""

    expression: Expression
    called: bool = False

    def __str__(self) -> str:
        return " ".join(word for term in terms(self.expression) for word in term.words)

    def fts5(self) -> str:
        found = fts5(self.expression)
        return f"{{name}} : {found}" if self.called else found

    def tsquery(self) -> str:
        return tsquery(self.expression, "A" if self.called else "")


def read(text: str) -> Words:
    return Words(expression_of(text))


class WordsType(TypeDecorator[Words]):
    """The words as the database at hand wants them."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Words | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.fts5() if dialect.name == "sqlite" else value.tsquery()


class _Matches(FunctionElement[bool]):
    """True of the rows of ``search`` in which the words stand."""

    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002
        """As it is: what SQLAlchemy makes of a boolean for SQLite, ``… = 1``, is no longer looked up."""
        return self


@compiles(_Matches, "sqlite")
def _sqlite(element: _Matches, compiler: Any, **kw: Any) -> str:
    words = compiler.process(element.clauses, **kw)
    return f"search.id IN (SELECT rowid FROM search_index WHERE search_index MATCH {words})"  # noqa: S608 - a bound parameter


class _MatchesOne(_Matches):
    """The same, of a row that is known already."""

    inherit_cache = True


@compiles(_MatchesOne, "sqlite")
def _sqlite_one(element: _MatchesOne, compiler: Any, **kw: Any) -> str:
    words = compiler.process(element.clauses, **kw)
    return f"EXISTS (SELECT 1 FROM search_index WHERE search_index MATCH {words} AND rowid = search.id)"  # noqa: S608 - a bound parameter


@compiles(_Matches, "postgresql")
def _postgresql(element: _Matches, compiler: Any, **kw: Any) -> str:
    return f"search.vector @@ to_tsquery('simple', {compiler.process(element.clauses, **kw)})"


def matches(words: Words | BindParameter[Words], *, one: bool = False) -> ColumnElement[bool]:
    """True of the rows of ``search`` in which the words stand; said so that hits are looked up, or of ``one`` row."""
    asked = bindparam(None, words, type_=WordsType()) if isinstance(words, Words) else words
    return (_MatchesOne if one else _Matches)(asked)


def rank(words: Words) -> ColumnElement[int]:
    """How much of a record's title the words make up, of 100, of alternatives the shortest; 0 where they stand
    elsewhere in it.

    Our own, and not the databases': the same on both, and whole, so that a page can go on from it.
    """
    asked = len(" ".join(shortest(words.expression)))
    share = case((SearchEntry.length <= asked, 100), else_=1 + literal(99 * asked) // SearchEntry.length)
    called = Words(wanted(words.expression), called=True)
    return case((matches(called), share), else_=0)


def hits(model: type[Record], words: Words) -> Select[Any]:
    """Id and rank of the model's records in which the words stand."""
    ranked = select(SearchEntry.record_id, rank(words).label("rank"))
    return cast("Select[Any]", ranked.where(tested(SearchEntry.kind).in_(model.searched()), matches(words)))


def found(model: type[Record], words: Words | BindParameter[Words]) -> ColumnElement[bool]:
    """True of a record of the model in which the words stand."""
    there = select(SearchEntry.record_id).where(tested(SearchEntry.kind).in_(model.searched()), matches(words))
    return model.id.in_(there)


def holds(model: type[Record], words: Words | BindParameter[Words]) -> ColumnElement[bool]:
    """The same, found out for one record at a time: of the hits no more than those that are met are read."""
    own = SearchEntry.kind.in_(model.searched()), SearchEntry.record_id == model.id, matches(words, one=True)
    # With an offset PostgreSQL takes the condition for what it is, and not for a join with all hits.
    return exists(select(SearchEntry.id).where(*own).limit(1).offset(literal_column("0")).correlate(model))


def snippet(plain: str, words: Words, around: int = 7) -> str:
    """A few words of ours around the first that was asked for; the beginning, where another name was found."""
    spoken = plain.split()
    folded = [fold(word) for word in spoken]

    def hit(at: int) -> bool:
        return any(
            any(one == term.words[0] or (term.prefix and one.startswith(term.words[-1])) for one in folded[at].split())
            for term in terms(words.expression)
        )

    at = next((i for i in range(len(spoken)) if hit(i)), 0)
    start, end = max(0, at - around), at + around + 1
    return ("… " if start else "") + " ".join(spoken[start:end]) + (" …" if end < len(spoken) else "")
