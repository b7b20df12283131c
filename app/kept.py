"""Statements made once for all questions of one form, which differ only in the values that are bound.

To make a statement takes SQLAlchemy longer than SQLite takes to answer it.
"""

import datetime as dt
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ColumnElement, Date, Text, bindparam

from app.db import Instant


class Days(NamedTuple):
    """The first and the last day that are asked for; None where there is no bound."""

    start: Any
    end: Any


@dataclass(frozen=True)
class Form:
    """What the conditions of questions to the same filters have in common; and what the first of these asked."""

    filters: Any
    asked: Hashable
    first: Mapping[str, Any] = field(compare=False)

    def conditions(self, model: Any, *, walk: bool = False) -> Iterator[ColumnElement[bool]]:
        """With a parameter in place of each value; of rows to ``walk`` through in order, or to look up."""
        yield from self.filters.conditions(model, places(self.first), walk=walk)


def form_of(query: Any, ids: dict[str, list[str]]) -> tuple[Form, dict[str, Any]]:
    """The form of a question whose names stand for these ids, and its values."""
    asked = query.asked(ids)
    form, values = bound(asked)
    return Form(type(query), form, asked), values


def bound(asked: Mapping[str, Any]) -> tuple[Hashable, dict[str, Any]]:
    """The form of what is asked for, and the values to bind to its statement.

    Of several values, and of days, only how many there are makes a difference; of anything else, which it is.
    """
    form: list[Hashable] = []
    values: dict[str, Any] = {}
    for name, value in asked.items():
        if isinstance(value, list):
            form.append((name, len(value)))
            values.update((f"{name}_{number}", one) for number, one in enumerate(value))
        elif isinstance(value, Days):
            form.append((name, value.start is None, value.end is None))
            values |= {f"{name}_start": value.start, f"{name}_end": value.end}
        elif isinstance(value, dt.datetime):
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
            found[name] = [bindparam(f"{name}_{number}", type_=Text()) for number in range(len(value))]
        elif isinstance(value, Days):
            found[name] = Days(_day(f"{name}_start", value.start), _day(f"{name}_end", value.end))
        elif isinstance(value, dt.datetime):
            found[name] = bindparam(name, type_=Instant())
    return found


def _day(name: str, value: dt.date | None) -> BindParameter[Any] | None:
    return None if value is None else bindparam(name, type_=Date())
