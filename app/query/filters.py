"""The list kernel: one model a resource parses and refuses; its fields carry their SQL.

A filter is one line of a resource's query class: the annotation's type parses, its ``Where`` makes the
condition, its ``Field`` makes the documentation. The order of work is parse (pydantic), resolve names
(one statement), select (one), count (one).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, literal_column, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.db.engine import tested

Condition = ColumnElement[bool]


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
