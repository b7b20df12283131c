"""Records in the form that the next tool takes: one function a format, from stored bodies to bytes.

A writer gets the bodies of a list in batches and yields bytes, so that its memory does not grow with the list.
CSV, Excel and Parquet have the same flat columns, derived from the record's model by :func:`columns`.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

Batches: TypeAlias = Iterator[list[str]]
"""JSON bodies of records, some at a time."""


@dataclass(frozen=True)
class Column:
    """A flat column: ``participants_official_id`` is the path ``participants``, ``official``, ``id``.

    ``kind`` is the type of its values; a column of several values a record is text, see :func:`join_values`.
    """

    path: tuple[str, ...]
    kind: type

    @property
    def name(self) -> str:
        return "_".join(self.path)

    @cached_property
    def value(self) -> Callable[[Any], Any]:
        """Gives the value of a record, or its values joined; lists within lists are joined by commas."""
        pick = _picker(self.path)

        def value(record: dict[str, Any]) -> Any:
            found = pick(record)
            if type(found) is list:
                # Empty places stay, so that the n-th of one column goes with the n-th of another.
                return join_values([join_values(one, ",") if type(one) is list else one for one in found], ";")
            return json.dumps(found, ensure_ascii=False) if type(found) is dict else found

        return value


def _picker(path: Sequence[str]) -> Callable[[Any], Any]:
    """What reads a path of a record: of lists on the way, a list of what each has there. Made once a column."""
    name, *further = path
    inner = _picker(further) if further else None

    def pick(value: dict[str, Any]) -> Any:
        found = value.get(name)
        if inner is None or found is None:
            return found
        return [None if one is None else inner(one) for one in found] if type(found) is list else inner(found)

    return pick


def join_values(values: Sequence[Any], separator: str) -> str:
    """Values as one text that can be split again: a line of CSV with that separator.

    A value with the separator or a line end in it, or a quotation mark at its beginning, stands in quotation marks, and
    those within it are doubled. ``csv.reader([text], delimiter=";")`` gives the values back; those without any of that
    are as they were.
    """
    return separator.join([_part(value, separator) for value in values])


def _part(value: Any, separator: str) -> str:
    if type(value) is not str:
        return "" if value is None else str(value).lower() if type(value) is bool else str(value)
    if separator in value or value.startswith('"') or "\n" in value or "\r" in value:
        return '"' + value.replace('"', '""') + '"'
    return value


def _inner(annotation: Any) -> tuple[Any, bool]:
    """The type of one value, and whether there may be several."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _inner(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return _inner(next(arm for arm in get_args(annotation) if arm is not type(None)))
    if origin is list:
        return _inner(get_args(annotation)[0])[0], True
    return annotation, False


LAST = ("sources", "updated_at")


def columns(out: type[BaseModel], fields: Sequence[str] | None = None, *, joined: bool = False) -> list[Column]:
    """The flat columns of a model in their order, or of some of its fields in the order in which they are named."""
    found: list[Column] = []
    every = out.model_fields
    for name in dict.fromkeys(fields or sorted(every, key=lambda name: name in LAST)):
        field = every[name]
        kind, several = _inner(field.annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            inner = columns(kind, joined=joined or several)
            found += [Column((name, *column.path), column.kind) for column in inner]
        else:
            plain = kind in (bool, int, float, date, datetime) and not (several or joined)
            found.append(Column((name,), kind if plain else str))
    return found
