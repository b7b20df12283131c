"""Full-text conditions that find the same records on SQLite and PostgreSQL.

The entry of a record has folded words only (``a`` to ``z``, ``0`` to ``9``, spaces), so SQLite's FTS5 and
PostgreSQL's ``tsvector`` see the same words. It also has the other names of the records that it shows: ``Turkey``
finds a meeting with Türkiye.
"""

from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
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
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Boolean, TypeDecorator

from app.db.engine import without_index
from app.db.records import Record
from app.db.tables.publication import SearchEntry
from app.domain.text import fold
from app.query.search_language import (
    Expression,
    fts5,
    parse_expression,
    shortest_words,
    terms,
    tsquery,
    without_exclusions,
)


def delete_stale_entries(session: Session, model: type[Record]) -> None:
    """Delete the search entries of records that no longer exist."""
    record_exists = exists().where(model.id == SearchEntry.record_id)
    session.execute(delete(SearchEntry).where(SearchEntry.kind == model.kind, ~record_exists))


@dataclass(frozen=True)
class Words:
    """The words of a search; with ``names_only``, they are searched in the names of a record alone."""

    expression: Expression
    names_only: bool = False

    def __str__(self) -> str:
        return self.fts5()

    def fts5(self) -> str:
        query = fts5(self.expression)
        return f"{{name}} : {query}" if self.names_only else query

    def tsquery(self) -> str:
        return tsquery(self.expression, "A" if self.names_only else "")


def parse_words(text: str) -> Words:
    return Words(parse_expression(text))


class WordsType(TypeDecorator[Words]):
    """Binds words in the syntax of the database: FTS5 or tsquery."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Words | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        return value.fts5() if dialect.name == "sqlite" else value.tsquery()


class _Matches(FunctionElement[bool]):
    """True of the rows of ``search`` that match the words."""

    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002
        """Keeps SQLAlchemy from writing ``… = 1``, with which SQLite uses no index."""
        return self


@compiles(_Matches, "sqlite")
def _sqlite(element: _Matches, compiler: Any, **kw: Any) -> str:
    words = compiler.process(element.clauses, **kw)
    return f"search.id IN (SELECT rowid FROM search_index WHERE search_index MATCH {words})"  # noqa: S608 - a bound parameter


class _MatchesOne(_Matches):
    """The same condition, to test a single row."""

    inherit_cache = True


@compiles(_MatchesOne, "sqlite")
def _sqlite_one(element: _MatchesOne, compiler: Any, **kw: Any) -> str:
    words = compiler.process(element.clauses, **kw)
    return f"EXISTS (SELECT 1 FROM search_index WHERE search_index MATCH {words} AND rowid = search.id)"  # noqa: S608 - a bound parameter


@compiles(_Matches, "postgresql")
def _postgresql(element: _Matches, compiler: Any, **kw: Any) -> str:
    return f"search.vector @@ to_tsquery('simple', {compiler.process(element.clauses, **kw)})"


def matches(words: Words | BindParameter[Words], *, single_row: bool = False) -> ColumnElement[bool]:
    """True of the rows of ``search`` that match the words, by a lookup or as the test of a ``single_row``."""
    parameter = bindparam(None, words, type_=WordsType()) if isinstance(words, Words) else words
    return (_MatchesOne if single_row else _Matches)(parameter)


def rank(words: Words) -> ColumnElement[int]:
    """The percentage of a record's title that the words make up; 0 if they match elsewhere in the record.

    The databases' own ranks differ. This one is the same on both, and a whole number, which a cursor can hold.
    """
    length = len(" ".join(shortest_words(words.expression)))
    share = case((SearchEntry.length <= length, 100), else_=1 + literal(99 * length) // SearchEntry.length)
    title_words = Words(without_exclusions(words.expression), names_only=True)
    return case((matches(title_words), share), else_=0)


def hits(model: type[Record], words: Words) -> Select[Any]:
    """Selects id and rank of the model's records that match the words."""
    ranks = select(SearchEntry.record_id, rank(words).label("rank"))
    return cast("Select[Any]", ranks.where(without_index(SearchEntry.kind).in_(model.search_kinds()), matches(words)))


def is_among_hits(model: type[Record], words: Words | BindParameter[Words]) -> ColumnElement[bool]:
    """True of a record that matches the words: the ``lookup`` of a filter, which finds all hits by an index."""
    record_ids = select(SearchEntry.record_id).where(
        without_index(SearchEntry.kind).in_(model.search_kinds()), matches(words)
    )
    return model.id.in_(record_ids)


def has_hit(model: type[Record], words: Words | BindParameter[Words]) -> ColumnElement[bool]:
    """True of a record that matches the words: the ``scan`` of a filter, which tests one record at a time."""
    conditions = (
        SearchEntry.kind.in_(model.search_kinds()),
        SearchEntry.record_id == model.id,
        matches(words, single_row=True),
    )
    # OFFSET 0 keeps PostgreSQL from turning the condition into a join with all hits.
    return exists(select(SearchEntry.id).where(*conditions).limit(1).offset(literal_column("0")).correlate(model))


def snippet(plain: str, words: Words, around: int = 7) -> str:
    """A few words of the text around the first match, or its beginning if only another spelling matches."""
    originals = plain.split()
    folded_words = [fold(word) for word in originals]

    def hit(at: int) -> bool:
        return any(
            any(
                word in (term.words[0], *term.forms) or (term.prefix and word.startswith(term.words[-1]))
                for word in folded_words[at].split()
            )
            for term in terms(words.expression)
        )

    at = next((i for i in range(len(originals)) if hit(i)), 0)
    start, end = max(0, at - around), at + around + 1
    return ("… " if start else "") + " ".join(originals[start:end]) + (" …" if end < len(originals) else "")
