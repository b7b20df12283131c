"""The list kernel: one model a resource parses and refuses; its fields carry their SQL.

A filter is one line of a resource's query class: the annotation's type parses, its ``Where`` makes the
condition, its ``Field`` makes the documentation. The order of work is parse (pydantic), resolve names
(one statement), select (one), count (one).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeAlias, TypeVar, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from sqlalchemy import ColumnElement, FromClause, and_, exists, false, literal_column, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app import dates, search
from app.db import tested
from app.errors import Problem, invalid
from app.kept import Days
from app.names import SUGGESTED, matches, sort_key, suggest
from app.records import Document
from app.values import (
    Commas,
    Day,
    Digits,
    FieldOf,
    IncludeOf,
    Interval,
    Maybe,
    Moment,
    One,
    OneOf,
    OutT,
    Spelling,
    Spellings,
)

Condition = ColumnElement[bool]
T = TypeVar("T")
RELEVANCE = "relevance"
if TYPE_CHECKING:
    Sought: TypeAlias = search.Words
else:
    Sought = Annotated[Spelling, AfterValidator(search.read)]

# --- what a value does ---------------------------------------------------------------------


@dataclass(frozen=True)
class Where:
    """The condition of a filter: ``sql(model, values)``; ``names`` is the kind of thing that the values
    name, ``at_least`` how many different ones there must be.

    ``sql`` says it so that the few rows for which it holds can be looked up. ``tested`` says the same of one row:
    for many, which are walked in the order of the list until the page is full.
    """

    sql: Callable[[Any, Any], Condition]
    names: str | None = None
    at_least: int = 1
    tested: Callable[[Any, Any], Condition] | None = None

    def condition(self, model: Any, values: Any, *, walk: bool) -> Condition:
        return self.tested(model, values) if walk and self.tested else self.sql(model, values)


@dataclass(frozen=True)
class Column(Where):
    """A filter by a column: of one value there may be an index in the order of the list, which is to be used."""

    def condition(self, model: Any, values: Any, *, walk: bool) -> Condition:
        return super().condition(model, values, walk=walk and len(values) > 1)


def one_of(column: InstrumentedAttribute[Any], names: str | None = None) -> Where:
    """The column has one of the values."""
    return Column(
        lambda _model, values: column.in_(values),
        names,
        tested=lambda _model, values: tested(column).in_(values),
    )


def any_of(relation: InstrumentedAttribute[Any], column: InstrumentedAttribute[Any], names: str) -> Where:
    """Some related row has one of the values."""
    ((own, owner),) = relation.property.local_remote_pairs
    return Where(
        lambda _model, values: own.in_(select(owner).where(column.in_(values))),
        names,
        # With an offset PostgreSQL looks at the rows of one record, and never gathers those of all beforehand.
        tested=lambda model, values: exists(
            select(owner).where(owner == own, column.in_(values)).limit(1).offset(literal_column("0")).correlate(model)
        ),
    )


def either(*wheres: Where) -> Where:
    """Any of the conditions holds."""
    return Where(
        lambda model, values: or_(*(w.sql(model, values) for w in wheres)),
        wheres[0].names,
        tested=lambda model, values: or_(*((w.tested or w.sql)(model, values) for w in wheres)),
    )


def each_of(where: Where) -> Where:
    """The condition holds for every value by itself."""
    return Where(
        lambda model, values: and_(*(where.sql(model, [v]) for v in values)),
        where.names,
        2,
        lambda model, values: and_(*(where.condition(model, [v], walk=True) for v in values)),
    )


def pair_of(one: Any, other: Any, names: str) -> Where:
    """Two columns, which never agree, have the values, either way round; no row has more than two."""

    def pair(values: Any, first: Any, second: Any) -> Condition:
        return and_(first.in_(values), second.in_(values)) if len(values) == 2 else false()

    return Where(
        lambda _model, values: pair(values, one, other),
        names,
        2,
        lambda _model, values: pair(values, tested(one), tested(other)),
    )


def overlaps(start: Any, end: Any) -> Where:
    """The record's span and the value's have a day in common."""
    return Where(
        lambda _model, span: between_days(start, end, span.start, span.end),
        tested=lambda _model, span: between_days(tested(start), tested(end), span.start, span.end),
    )


def between_days(start: Any, end: Any, first: Any, last: Any) -> Condition:
    """The span from ``start`` to ``end`` has a day from ``first`` to ``last``; a null span has none."""
    parts = [start <= last] if last is not None else []
    parts += [end >= first] if first is not None else []
    return and_(*parts)


class OrderBy(OneOf):
    """The keys that a list can be sorted by. Ties are broken by id, nulls come last either way."""

    def __init__(self, **keys: InstrumentedAttribute[Any]) -> None:
        super().__init__("an order of this list", [*(sign + key for key in keys for sign in ("", "-")), RELEVANCE])
        self.keys = keys


@dataclass(frozen=True)
class Order:
    """One chosen order: a column, its direction, then id ascending; ``through`` is what the column is joined from."""

    column: Any
    id: Any
    descending: bool
    through: tuple[FromClause, Condition] | None = None

    def clauses(self) -> list[ColumnElement[Any]]:
        if self.column is self.id:
            return [self.id.desc() if self.descending else self.id.asc()]
        ordered = self.column.desc() if self.descending else self.column.asc()
        # PostgreSQL does not see that a column without nulls has none to put last, and passes over its index.
        return [ordered.nulls_last() if getattr(self.column, "nullable", True) else ordered, self.id.asc()]

    def after(self, key: Any, last_id: Any) -> Condition:
        """True of the rows behind the one with that key and id, but for those without a key behind one with it.

        The first part of it is where an index begins to be read, so that any page costs the same.
        """
        if key is None:
            return and_(self.column.is_(None), self.id > last_id)
        from_here, further = (
            (self.column <= key, self.column < key) if self.descending else (self.column >= key, self.column > key)
        )
        return and_(from_here, or_(further, self.id > last_id))

    @property
    def unknown(self) -> Condition:
        """True of the rows without a key, which come last."""
        return cast("Condition", self.column.is_(None))

    def read(self, value: Any) -> Any:
        """A key as the cursor carries it, as the column's type."""
        kind = self.column.type.python_type
        if isinstance(value, str) and kind is date:
            return date.fromisoformat(value)
        allowed = (int, float) if kind is float else (kind,)
        if value is not None and (isinstance(value, bool) or not isinstance(value, allowed)):
            raise ValueError(value)
        if isinstance(value, str) and self.column.key.endswith("_key") and value != sort_key(value):
            raise ValueError(value)  # of a time when lists were sorted by the name as it stands
        # A whole number beyond these bounds is none of the databases'; a float of a record may be greater.
        if isinstance(value, int) and abs(value) >= (10**308 if kind is float else 2**63):
            raise ValueError(value)
        return float(value) if kind is float and value is not None else value


# --- parameters of every list --------------------------------------------------------------


class NoQuery(BaseModel):
    """The query of a route that takes no parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Filters(BaseModel):
    """What records can be asked for by, whatever they are. A parameter that is not declared is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    document: Annotated[
        Maybe[Spellings],
        Where(
            lambda model, ids: model.sourced_by(Document.id.in_(ids)),
            "document",
            tested=lambda model, ids: model.sourced_by(Document.id.in_(ids), walk=True),
        ),
    ] = Field(
        None,
        description="Only records that the document supports: its id; repeat for any of several.",
        examples=[["jspg-8-report"]],
    )
    published_from: Maybe[Day] = Field(
        None,
        description="Only records that have a source published on or after this day, month or year. "
        "This is when it was reported, not when it happened.",
        examples=["2026-02-01"],
    )
    published_to: Maybe[Day] = Field(
        None,
        description="Only records that have a source published on or before this day, month or year.",
        examples=["2026-02"],
    )
    updated_since: Annotated[
        Maybe[Moment],
        Where(
            lambda model, moment: model.updated_at >= moment,
            tested=lambda model, moment: tested(model.updated_at) >= moment,
        ),
    ] = Field(
        None,
        description="Only records that we changed at or after this moment (ISO 8601, UTC unless it names a zone).",
        examples=["2026-01-01T00:00:00Z"],
    )
    q: Annotated[Maybe[Sought], Where(search.found, tested=search.holds)] = Field(
        None,
        description="Has all these words, in any spelling, in its names, titles, topics or those of what it refers "
        'to: `Erdogan` finds Erdoğan. `"strategic planning"` is a phrase, `kosher*` the beginning of a word, '
        "`Ankara OR Astana` either, `trade -oil` the one without the other; `/guide/filters` has the rest.",
        examples=["Erdogan"],
    )

    def asked(self, ids: dict[str, list[str]]) -> dict[str, Any]:
        """What there are conditions for: the values of parameters, or the ids that they name, and days."""
        asked = {
            name: Days(value.start, value.end) if isinstance(value, dates.Span) else ids.get(name, value)
            for name in self.wheres()
            if (value := getattr(self, name)) is not None
        }
        published = window([("published_from", self.published_from)], [("published_to", self.published_to)])
        return asked | ({"published": published} if any(published) else {})

    @classmethod
    def conditions(cls, model: Any, asked: Mapping[str, Any], *, walk: bool = False) -> Iterator[Condition]:
        """The condition of each thing that is :meth:`asked`; of rows to ``walk`` through in order, or to look up."""
        for name, where in cls.wheres().items():
            if name in asked:
                yield where.condition(model, asked[name], walk=walk)
        if "published" in asked:
            days = between_days(Document.date_start, Document.date_end, *asked["published"])
            yield model.sourced_by(days, walk=walk)

    @classmethod
    @cache
    def wheres(cls) -> dict[str, Where]:
        """The conditions of the parameters that have one, by name."""
        return {
            name: mark for name, field in cls.model_fields.items() for mark in field.metadata if isinstance(mark, Where)
        }

    @classmethod
    def mark(cls, name: str, kind: type[T]) -> T:
        """What a parameter's annotation says of it."""
        return next(mark for mark in cls.model_fields[name].metadata if isinstance(mark, kind))


def window(lower: Sequence[tuple[str, dates.Span | None]], upper: Sequence[tuple[str, dates.Span | None]]) -> Days:
    """The days that all bounds leave; refused where they leave none."""
    starts = [(span.start, name, span.text) for name, span in lower if span and span.start]
    ends = [(span.end, name, span.text) for name, span in upper if span and span.end]
    first, last = max(starts, default=None), min(ends, default=None)
    if first and last and first[0] > last[0]:
        message = f"it starts on {first[0]}, after {last[1]} ends on {last[0]}: no day is in both"
        raise Problem("invalid-parameter", [invalid(first[1], first[2], message)])
    return Days(first and first[0], last and last[0])


class DateMatch(StrEnum):
    possible = "possible"
    certain = "certain"


class DatedFilters(Filters):
    """Records that have a date; a subclass says which columns it is."""

    date: Maybe[Interval] = Field(
        None,
        description="When it happened: a day, month, year or EDTF interval, whose one end may be open.",
        examples=["2025", "2025-07", "2025-01-01/2025-06-30", "../2010"],
    )
    date_from: Maybe[Day] = Field(
        None, description="Happened on or after this day, month or year.", examples=["2025-07"]
    )
    date_to: Maybe[Day] = Field(None, description="Happened on or before this day, month or year.", examples=["2026"])
    date_match: One[DateMatch] = Field(
        DateMatch.possible,
        description="`possible`: the days that the record can cover overlap those asked for. "
        "`certain`: they lie wholly inside.",
        examples=["certain"],
    )

    @classmethod
    def dated(cls, model: Any) -> tuple[Any, Any]:
        """The columns with the earliest and latest day of a record."""
        return model.date_start, model.date_end

    @property
    def by_date(self) -> bool:
        """Whether the records are asked for in the order of their date."""
        return getattr(self, "sort", "").removeprefix("-") == "date"

    def days(self) -> Days:
        """When what is asked for happened."""
        return window(
            [("date_from", self.date_from), ("date", self.date)],
            [("date_to", self.date_to), ("date", self.date)],
        )

    def asked(self, ids: dict[str, list[str]]) -> dict[str, Any]:
        happened = self.days()
        dated = {"happened": happened, "date_match": self.date_match, "by_date": self.by_date}
        return super().asked(ids) | (dated if any(happened) else {})

    @classmethod
    def conditions(cls, model: Any, asked: Mapping[str, Any], *, walk: bool = False) -> Iterator[Condition]:
        yield from super().conditions(model, asked, walk=walk)
        if "happened" not in asked:
            return
        first, last = asked["happened"]
        start, end = cls.dated(model)
        if walk:  # in order of date, a bound of the earliest day says where to begin; nothing else is to be looked up
            start, end = start if asked["by_date"] else tested(start), tested(end)
        if asked["date_match"] is DateMatch.possible:
            yield between_days(start, end, first, last)
        else:
            yield and_(*([start >= first] if first is not None else []), *([end <= last] if last is not None else []))


class Chosen(BaseModel, Generic[OutT]):
    """What of a record is shown, and what with it. A parameter that is not declared is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    fields: Annotated[Maybe[list[FieldOf[OutT]]], Commas] = Field(
        None,
        description="Only these of a record's top-level fields, comma-separated.",
        examples=[["id", "sources"]],
    )
    include: Annotated[Maybe[list[IncludeOf[OutT]]], Commas] = Field(
        None,
        description="`evidence` adds to each record the places in documents that support it, field by field. "
        "Each of the others puts the whole of a record in place of the reference to it; `documents` adds those "
        "that `sources` names. Comma-separated.",
        examples=[["evidence"]],
    )

    @property
    def stored(self) -> bool:
        """Whether the stored bodies of records are all that it takes to show them."""
        return not self.include

    def completed(self, _session: Session, bodies: dict[str, str]) -> dict[str, str]:
        """The bodies of records, with what the question adds to the stored ones."""
        return bodies


PAGE = 1000
"""Records on a page at most."""


class Shape(StrEnum):
    page = "page"
    array = "array"


class ListQuery(Filters, Chosen[OutT], Generic[OutT]):
    """What every list takes."""

    shape: One[Shape] = Field(
        Shape.page,
        description="`array` gives the bare list: the whole of it up to 1000 records, and 422 where there are more; "
        "with `limit` or `cursor` a page, as `Link` and `X-Total-Count` say. Files have their own.",
        examples=["array"],
    )
    limit: Annotated[int, Digits] = Field(50, ge=1, le=PAGE, description="Records on a page.", examples=[50])
    cursor: Maybe[Annotated[str, Field(max_length=2000)]] = Field(
        None,
        description="The `next_cursor` of the page before, with the other parameters unchanged.",
    )

    @property
    def uncut(self) -> bool:
        """Whether a bare list is asked for that nobody has asked to cut: it has no place to say that it goes on."""
        return self.shape is Shape.array and not {"limit", "cursor"} & self.model_fields_set

    def order(self, model: Any) -> Order:
        chosen: str = getattr(self, "sort")  # noqa: B009 - every resource's query declares it
        if chosen != RELEVANCE:
            return Order(self.mark("sort", OrderBy).keys[chosen.removeprefix("-")], model.id, chosen.startswith("-"))
        if self.q is None:
            raise Problem("invalid-parameter", [invalid("sort", RELEVANCE, "it orders by q, which is not given")])
        hits = search.hits(model, self.q).subquery()
        return Order(hits.c.rank, model.id, descending=True, through=(hits, hits.c.record_id == model.id))


class DatedQuery(DatedFilters, ListQuery[OutT], Generic[OutT]):
    """What every list of records with a date takes."""


# --- from names to SQL --------------------------------------------------------------------


def identify(session: Session, named: Mapping[str, tuple[str, Sequence[str]]]) -> dict[str, list[str]]:
    """The ids of what each parameter names, of the kind given with its values. Raises ``Problem`` for what nothing is
    called: with the nearest names for the first few, as these take a while to find."""
    found = matches(session, {(kind, value) for kind, values in named.values() for value in values})
    unknown = [
        (name, kind, value)
        for name, (kind, values) in named.items()
        for value in dict.fromkeys(values)
        if not found[kind, value]
    ]
    if unknown:
        near = [suggest(session, kind, value) for _, kind, value in unknown[:SUGGESTED]]
        errors = [
            invalid(name, value, f"no recorded {kind} is called {value!r}", near[at] if at < len(near) else ())
            for at, (name, kind, value) in enumerate(unknown)
        ]
        raise Problem("invalid-parameter", errors)
    return {
        name: list(dict.fromkeys(i for value in values for i in found[kind, value]))
        for name, (kind, values) in named.items()
    }


def resolve(session: Session, query: Filters) -> dict[str, list[str]]:
    """The ids that the names in a query stand for. Raises ``Problem`` for a name that nothing has."""
    wheres = query.wheres()
    named = {
        name: (where.names, getattr(query, name))
        for name, where in wheres.items()
        if where.names and getattr(query, name) is not None
    }
    ids = identify(session, named)
    errors = [
        invalid(name, ",".join(named[name][1]), f"it takes {wheres[name].at_least} or more different values")
        for name, found in ids.items()
        if len(found) < wheres[name].at_least
    ]
    if errors:
        raise Problem("invalid-parameter", errors)
    return ids
