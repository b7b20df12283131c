"""Statements made once for all questions of one form, which differ only in the values that are bound.

To make a statement takes SQLAlchemy longer than SQLite takes to answer it.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Date, Select, Text, bindparam, literal
from sqlalchemy.types import TypeEngine

from app.db.engine import Instant
from app.query.fulltext import Words, WordsType


class Days(NamedTuple):
    """The first and the last day that are asked for; None where there is no bound."""

    start: Any
    end: Any


FEW = 20
"""Values: of questions with more there are not two of a form."""


@dataclass(frozen=True)
class Form:
    """What the conditions of questions to the same filters have in common; and what the first of these asked. One that
    is not ``usual`` is of this question alone, and has its values in the statement."""

    filters: Any
    asked: Hashable
    usual: bool
    first: Mapping[str, Any] = field(compare=False)

    def conditions(self, model: Any, *, walk: bool = False) -> Iterator[ColumnElement[bool]]:
        """With a parameter in place of each value; of rows to ``walk`` through in order, or to look up."""
        yield from self.filters.conditions(model, places(self.first) if self.usual else self.first, walk=walk)


class Formed(Protocol):
    """A form, or what has one."""

    @property
    def usual(self) -> bool: ...

    def __hash__(self) -> int: ...


F = TypeVar("F", bound=Formed)


class OnceAForm(Generic[F]):
    """Makes a statement of a form, and keeps those of the forms that were last asked for."""

    def __init__(self, make: Callable[[F], Select[Any]]) -> None:
        self.make = make
        self.kept = lru_cache(maxsize=300)(make)

    def __call__(self, asked: F) -> Select[Any]:
        return self.kept(asked) if asked.usual else self.make(asked)


def form_of(query: Any, ids: dict[str, list[str]]) -> tuple[Form, dict[str, Any]]:
    """The form of a question whose names stand for these ids, and its values."""
    asked = query.asked(ids)
    form, values = bound(asked)
    usual = len(values) <= FEW
    return Form(type(query), form, usual, asked), values if usual else {}


def bound(asked: Mapping[str, Any]) -> tuple[Hashable, dict[str, Any]]:
    """The form of what is asked for, and the values to bind to its statement.

    Of several values only how many there are of which type makes a difference, of days whether there are any, and of
    anything else what it is.
    """
    form: list[Hashable] = []
    values: dict[str, Any] = {}
    for name, value in asked.items():
        if isinstance(value, list):
            form.append((name, *map(type, value)))
            values.update((f"{name}_{number}", one) for number, one in enumerate(value))
        elif isinstance(value, Days):
            form.append((name, value.start is None, value.end is None))
            values |= {f"{name}_start": value.start, f"{name}_end": value.end}
        elif isinstance(value, dt.datetime | Words):
            form.append(name)
            values[name] = value
        else:
            form.append((name, value))
    return tuple(form), values


def places(asked: Mapping[str, Any]) -> dict[str, Any]:
    """The same as what is asked for, with a parameter in place of each of the values that :func:`bound` gives."""
    found = dict(asked)
    for name, value in asked.items():
        if isinstance(value, list):
            found[name] = [bindparam(f"{name}_{number}", type_=_type(one)) for number, one in enumerate(value)]
        elif isinstance(value, Days):
            found[name] = Days(_day(f"{name}_start", value.start), _day(f"{name}_end", value.end))
        elif isinstance(value, dt.datetime):
            found[name] = bindparam(name, type_=Instant())
        elif isinstance(value, Words):
            found[name] = bindparam(name, type_=WordsType())
    return found


def _type(value: Any) -> TypeEngine[Any]:
    return Text() if isinstance(value, str) else literal(value).type


def _day(name: str, value: dt.date | None) -> BindParameter[Any] | None:
    return None if value is None else bindparam(name, type_=Date())
