"""Filters: each is one line of a resource's query class, and turns the values of a parameter into an SQL condition.

The annotation's type parses the values, its ``Filter`` makes the condition, its ``Field`` makes the documentation.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, literal_column, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.db.engine import without_index
from app.query.facets import FacetKey, by_column, by_links
from app.query.parameter_types import Selection, Truth

Condition = ColumnElement[bool]


@dataclass(frozen=True)
class Filter:
    """A condition on the rows of a list, in two equivalent forms.

    ``lookup(model, values)`` is a condition for an index: it finds the few rows for which it holds. ``scan`` is tested
    row by row, in an ordered scan of the list that ends when the page is full. ``names`` is the kind of record that
    the values name, ``min_values`` and ``max_values`` how many different ones there must and may be.

    A filter that ``selects`` takes a :class:`Selection`, whose values may be excluded. ``absent(model, scan)`` is true
    of rows that have no value at all; it is missing where every row has one. ``facet`` groups records by the values.
    """

    lookup: Callable[[Any, Any], Condition]
    names: str | None = None
    min_values: int = 1
    max_values: int | None = None
    scan: Callable[[Any, Any], Condition] | None = None
    absent: Callable[[Any, bool], Condition] | None = None
    selects: bool = False
    facet: Callable[[], FacetKey] | None = None

    def condition(self, model: Any, values: Any, *, scan: bool) -> Condition:
        if isinstance(values, Selection):
            return self._selection_condition(model, values, scan=scan)
        return self.scan(model, values) if scan and self.scan else self.lookup(model, values)

    def _selection_condition(self, model: Any, selection: Selection, *, scan: bool) -> Condition:
        alternatives = [self.condition(model, selection.choices, scan=scan)] if selection.choices else []
        if selection.absent and self.absent:
            alternatives.append(self.absent(model, scan))
        conditions = [or_(*alternatives)] if alternatives else []
        if selection.exclusions:  # true of rows without a value too, for which the condition is null
            conditions.append(not_(func.coalesce(self.condition(model, selection.exclusions, scan=True), false())))
        if selection.present and self.absent:
            conditions.append(not_(self.absent(model, scan)))
        return and_(*conditions) if conditions else false()


@dataclass(frozen=True)
class ColumnFilter(Filter):
    """A filter by a column. For a single value, a scan uses the index too: it may have the order of the list."""

    def condition(self, model: Any, values: Any, *, scan: bool) -> Condition:
        return super().condition(model, values, scan=scan and (isinstance(values, Selection) or len(values) > 1))


def one_of(column: InstrumentedAttribute[Any], names: str | None = None) -> Filter:
    """The column has one of the values."""
    optional = column.property.columns[0].nullable
    return ColumnFilter(
        lambda _model, values: column.in_(values),
        names,
        scan=lambda _model, values: without_index(column).in_(values),
        absent=(lambda _model, _scan: column.is_(None)) if optional else None,
        selects=True,
        facet=lambda: by_column(column, names),
    )


def flag(column: InstrumentedAttribute[Any]) -> Filter:
    """The column is true or false, as the value says."""
    return Filter(
        lambda _model, value: column.is_(value == Truth.true),
        scan=lambda _model, value: without_index(column).is_(value == Truth.true),
    )


def any_of(relation: Any, column: Any, names: str | None = None) -> Filter:
    """Some related row has one of the values."""

    @cache
    def pair() -> tuple[Any, Any]:
        """The record's column and that of the related row. Finding them configures all mappers: only on first use."""
        ((record_column, owner),) = relation.property.local_remote_pairs
        return record_column, relation.property.mapper.get_property_by_column(owner).class_attribute

    return _by_pair(pair, column, names)


def by_owner(record_column: Any, owner: Any, column: Any, names: str | None = None) -> Filter:
    """Some row whose ``owner`` equals the ``record_column`` has one of the values in a column."""
    filter_ = _by_pair(lambda: (record_column, owner), column, names)
    return filter_ if record_column.key == "id" else replace(filter_, facet=None)


def _by_pair(pair: Callable[[], tuple[Any, Any]], column: Any, names: str | None) -> Filter:
    def lookup(_model: Any, criterion: Condition) -> Condition:
        record_column, owner = pair()
        condition: Condition = record_column.in_(select(owner).where(criterion))
        return condition

    def scan(model: Any, criterion: Condition) -> Condition:
        record_column, owner = pair()
        # OFFSET 0 makes PostgreSQL look at the rows of one record instead of gathering those of all: decision 003.
        row = select(owner).where(owner == record_column, criterion).limit(1).offset(literal_column("0"))
        return exists(row.correlate(model))

    return replace(by_lookup(lookup, column, names, scan), facet=lambda: by_links(names, (pair()[1], column)))


def by_lookup(
    lookup: Callable[[Any, Condition], Condition],
    column: Any,
    names: str | None = None,
    scan: Callable[[Any, Condition], Condition] | None = None,
) -> Filter:
    """Some related row has one of the values in a column; ``lookup(model, criterion)`` is true of records with a
    related row that meets a criterion, and ``scan`` is its second form."""
    by_row = scan or lookup
    return Filter(
        lambda model, values: lookup(model, column.in_(values)),
        names,
        scan=lambda model, values: by_row(model, column.in_(values)),
        # The test of each row in both forms: for NOT IN with many links, PostgreSQL reads them all for each record.
        absent=lambda model, _scan: not_(by_row(model, column.is_not(None))),
        selects=True,
    )


def either(*filters: Filter) -> Filter:
    """Any of the filters holds."""
    absent = [f.absent for f in filters if f.absent]
    return Filter(
        lambda model, values: or_(*(f.lookup(model, values) for f in filters)),
        filters[0].names,
        scan=lambda model, values: or_(*((f.scan or f.lookup)(model, values) for f in filters)),
        absent=(lambda model, scan: and_(*(is_absent(model, scan) for is_absent in absent)))
        if len(absent) == len(filters)
        else None,
        selects=True,
    )


def each_of(filter_: Filter, min_values: int = 2) -> Filter:
    """The filter holds for every value by itself."""
    return Filter(
        lambda model, values: and_(*(filter_.lookup(model, [v]) for v in values)),
        filter_.names,
        min_values,
        scan=lambda model, values: and_(*(filter_.condition(model, [v], scan=True) for v in values)),
    )


def pair_of(first: Any, second: Any, names: str) -> Filter:
    """Two columns, which are never equal, have the two values in either order."""
    return Filter(
        lambda _model, values: and_(first.in_(values), second.in_(values)),
        names,
        min_values=2,
        max_values=2,
        scan=lambda _model, values: and_(without_index(first).in_(values), without_index(second).in_(values)),
    )


def at_least(column: Any) -> Filter:
    """The column is not less than the value."""
    return Filter(
        lambda _model, value: column >= value,
        scan=lambda _model, value: without_index(column) >= value,
    )


def at_most(column: Any) -> Filter:
    """The column is not greater than the value."""
    return Filter(
        lambda _model, value: column <= value,
        scan=lambda _model, value: without_index(column) <= value,
    )


def overlaps(start: Any, end: Any) -> Filter:
    """The record's span and the value's have a day in common. A record without a span has both columns null."""
    return Filter(
        lambda _model, span: between_days(start, end, span.start, span.end),
        scan=lambda _model, span: between_days(without_index(start), without_index(end), span.start, span.end),
        absent=lambda _model, scan: (without_index(start) if scan else start).is_(None),
    )


def within_days(start: Any, end: Any, first: Any, last: Any) -> Condition:
    """The span from ``start`` to ``end`` lies within ``first`` to ``last``; a null span does not."""
    parts = [start >= first] if first is not None else []
    parts += [end <= last] if last is not None else []
    return and_(*parts)


def between_days(start: Any, end: Any, first: Any, last: Any) -> Condition:
    """The span from ``start`` to ``end`` has a day from ``first`` to ``last``; a null span has none."""
    parts = [start <= last] if last is not None else []
    parts += [end >= first] if first is not None else []
    return and_(*parts)
