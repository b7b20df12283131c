"""Cache of built SELECTs by the shape of the query. The values of a request are bound when a SELECT runs.

SQLAlchemy takes longer to build a statement than SQLite takes to answer it: decision 006.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Date, Float, Select, Text, bindparam, literal
from sqlalchemy.types import TypeEngine

from app.db.engine import Instant
from app.db.prepared_statements import reusable
from app.query.fulltext import Words, WordsType
from app.query.parameter_types import EXCEPT, Selection


class Days(NamedTuple):
    """The first and the last day of a filter; None for an open end."""

    start: Any
    end: Any


MAX_BOUND_VALUES = 20
"""Values in a query. Queries with more values seldom share a shape, so their statements are not cached."""


@dataclass(frozen=True)
class QueryShape:
    """Which filters a query uses, with how many values of which types.

    ``key`` tells shapes apart. ``criteria`` are those of the first query of the shape. A shape that is not
    ``cacheable`` belongs to one query alone and has its values in the statement.
    """

    filters: Any
    key: Hashable
    cacheable: bool
    criteria: Mapping[str, Any] = field(compare=False)

    def conditions(self, model: Any, *, scan: bool = False) -> Iterator[ColumnElement[bool]]:
        """The conditions of the filters, with a bound parameter for each value; see :class:`Filter` for ``scan``."""
        yield from self.filters.conditions(
            model, with_parameters(self.criteria) if self.cacheable else self.criteria, scan=scan
        )


class Cacheable(Protocol):
    """A query shape, or a key that contains one."""

    @property
    def cacheable(self) -> bool: ...

    def __hash__(self) -> int: ...


KeyT = TypeVar("KeyT", bound=Cacheable)


class StatementCache(Generic[KeyT]):
    """Builds a statement per key, and caches those of the keys that were used last."""

    def __init__(self, build: Callable[[KeyT], Select[Any]]) -> None:
        self.build = build
        self.from_cache = lru_cache(maxsize=300)(lambda key: reusable(build(key)))

    def __call__(self, key: KeyT) -> Select[Any]:
        return self.from_cache(key) if key.cacheable else self.build(key)


def shape_of(query: Any, ids: Mapping[str, Any]) -> tuple[QueryShape, dict[str, Any]]:
    """The shape of a query whose names stand for these ids, and the values to bind to its statement."""
    criteria = query.criteria(ids)
    key, values = split_values(criteria)
    cacheable = len(values) <= MAX_BOUND_VALUES
    return QueryShape(type(query), key, cacheable, criteria), values if cacheable else {}


def _parameter(name: str, number: int) -> str:
    """The name of the parameter for a value. SQLAlchemy gives its own the form of ``kind_1``, so ours have another."""
    return f"{name}_value_{number}"


def split_values(criteria: Mapping[str, Any]) -> tuple[Hashable, dict[str, Any]]:
    """The key of a query's shape, and the values to bind to its statement.

    The key has the number and types of a list's values, which ends of a span are open, and any other value itself.
    """
    key: list[Hashable] = []
    values: dict[str, Any] = {}
    for name, value in criteria.items():
        if isinstance(value, list):
            key.append((name, *map(type, value)))
            values.update((_parameter(name, number), item) for number, item in enumerate(value))
        elif isinstance(value, Selection):
            key.append((name, *map(type, value.choices), EXCEPT, *map(type, value.exclusions)))
            key.append((value.absent, value.present))
            values.update((_parameter(name, number), item) for number, item in enumerate(value.values))
        elif isinstance(value, Days):
            key.append((name, value.start is None, value.end is None))
            values |= {f"{name}_start": value.start, f"{name}_end": value.end}
        elif isinstance(value, dt.datetime | float | Words):
            key.append(name)
            values[name] = value
        else:
            key.append((name, value))
    return tuple(key), values


def with_parameters(criteria: Mapping[str, Any]) -> dict[str, Any]:
    """The criteria with a bound parameter for each of the values that :func:`split_values` returns."""
    parameters = dict(criteria)
    for name, value in criteria.items():
        if isinstance(value, list | Selection):
            items = value.values if isinstance(value, Selection) else value
            binds = [bindparam(_parameter(name, number), type_=_type(item)) for number, item in enumerate(items)]
            parameters[name] = binds if isinstance(value, list) else value.with_values(binds)
        elif isinstance(value, Days):
            parameters[name] = Days(_day(f"{name}_start", value.start), _day(f"{name}_end", value.end))
        elif isinstance(value, dt.datetime):
            parameters[name] = bindparam(name, type_=Instant())
        elif isinstance(value, float):
            parameters[name] = bindparam(name, type_=Float())
        elif isinstance(value, Words):
            parameters[name] = bindparam(name, type_=WordsType())
    return parameters


def _type(value: Any) -> TypeEngine[Any]:
    return Text() if isinstance(value, str) else literal(value).type


def _day(name: str, value: dt.date | None) -> BindParameter[Any] | None:
    return None if value is None else bindparam(name, type_=Date())
