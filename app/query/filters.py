"""Filters: each is one line of a resource's query class, and makes a condition of SQL from the values of a parameter.

The annotation's type parses the values, its ``Filter`` makes the condition, its ``Field`` makes the documentation.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, literal_column, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.db.engine import tested

Condition = ColumnElement[bool]


@dataclass(frozen=True)
class Filter:
    """A condition on the rows of a list, in two forms that mean the same.

    ``lookup(model, values)`` is a condition for an index: it finds the few rows for which it holds. ``scan`` is tested
    row by row, in an ordered scan of the list that ends when the page is full. ``names`` is the kind of record that
    the values name, ``at_least`` how many different ones there must be.
    """

    lookup: Callable[[Any, Any], Condition]
    names: str | None = None
    at_least: int = 1
    scan: Callable[[Any, Any], Condition] | None = None

    def condition(self, model: Any, values: Any, *, scan: bool) -> Condition:
        return self.scan(model, values) if scan and self.scan else self.lookup(model, values)


@dataclass(frozen=True)
class ColumnFilter(Filter):
    """A filter by a column. For one value there may be an index in the order of the list: it is used in a scan too."""

    def condition(self, model: Any, values: Any, *, scan: bool) -> Condition:
        return super().condition(model, values, scan=scan and len(values) > 1)


def one_of(column: InstrumentedAttribute[Any], names: str | None = None) -> Filter:
    """The column has one of the values."""
    return ColumnFilter(
        lambda _model, values: column.in_(values),
        names,
        scan=lambda _model, values: tested(column).in_(values),
    )


def any_of(relation: InstrumentedAttribute[Any], column: InstrumentedAttribute[Any], names: str) -> Filter:
    """Some related row has one of the values."""
    ((own, owner),) = relation.property.local_remote_pairs
    return Filter(
        lambda _model, values: own.in_(select(owner).where(column.in_(values))),
        names,
        # OFFSET 0 makes PostgreSQL look at the rows of one record instead of gathering those of all: decision 003.
        scan=lambda model, values: exists(
            select(owner).where(owner == own, column.in_(values)).limit(1).offset(literal_column("0")).correlate(model)
        ),
    )


def either(*filters: Filter) -> Filter:
    """Any of the filters holds."""
    return Filter(
        lambda model, values: or_(*(f.lookup(model, values) for f in filters)),
        filters[0].names,
        scan=lambda model, values: or_(*((f.scan or f.lookup)(model, values) for f in filters)),
    )


def each_of(filter_: Filter) -> Filter:
    """The filter holds for every value by itself."""
    return Filter(
        lambda model, values: and_(*(filter_.lookup(model, [v]) for v in values)),
        filter_.names,
        2,
        lambda model, values: and_(*(filter_.condition(model, [v], scan=True) for v in values)),
    )


def pair_of(left: Any, right: Any, names: str) -> Filter:
    """Two columns, which never agree, have the values, either way round; no row has more than two."""

    def pair(values: Any, first: Any, second: Any) -> Condition:
        return and_(first.in_(values), second.in_(values)) if len(values) == 2 else false()

    return Filter(
        lambda _model, values: pair(values, left, right),
        names,
        2,
        lambda _model, values: pair(values, tested(left), tested(right)),
    )


def overlaps(start: Any, end: Any) -> Filter:
    """The record's span and the value's have a day in common."""
    return Filter(
        lambda _model, span: between_days(start, end, span.start, span.end),
        scan=lambda _model, span: between_days(tested(start), tested(end), span.start, span.end),
    )


def between_days(start: Any, end: Any, first: Any, last: Any) -> Condition:
    """The span from ``start`` to ``end`` has a day from ``first`` to ``last``; a null span has none."""
    parts = [start <= last] if last is not None else []
    parts += [end >= first] if first is not None else []
    return and_(*parts)
