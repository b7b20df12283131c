"""The flat columns of CSV, Excel and Parquet, derived from a record's model."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from operator import methodcaller
from types import UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel

from app.domain.escape import REPLACEMENT

Batches: TypeAlias = Iterator[list[str]]
"""The JSON bodies of records, in batches."""

_SEPARATORS = {";": ";,|", "\x1f": "\x1f\x1e\x1d"}
"""Three separators by the first of them: of values, of the items of a list in a list, and of lists within those."""


@dataclass(frozen=True)
class Column:
    """A flat column. ``participants_official_id`` has the path ``participants``, ``official``, ``id``.

    ``kind`` is the type of its values. A column with several values in a record is text, in which ``join`` stands
    between the values, and ``truth`` are the words for false and true: see :func:`join_values`. With ``is_of_row``, a
    list on its path has one item, whose own lists are joined as those of a record are.
    """

    path: tuple[str, ...]
    kind: type
    description: str = ""
    join: str = ";"
    truth: tuple[str, str] = ("false", "true")
    is_of_row: bool = False

    @property
    def name(self) -> str:
        return "_".join(self.path)

    @cached_property
    def value(self) -> Callable[[Any], Any]:
        """A function that returns the value in a record. Several values are joined, as :func:`join_values` says."""
        pick, separators, truth, is_of_row = _picker(self.path), _SEPARATORS[self.join], self.truth, self.is_of_row

        def value(record: dict[str, Any]) -> Any:
            content = pick(record)
            if content is None or type(content) is str:
                return content
            if type(content) is list:
                if is_of_row and type(content[0]) is list:
                    (content,) = content
                # Nulls stay as empty values, so that the n-th value of one column belongs to the n-th of another.
                return join_values(content, separators, truth)
            return json.dumps(content, ensure_ascii=False) if type(content) is dict else content

        return value


def _picker(path: Sequence[str]) -> Callable[[Any], Any]:
    """A function that reads the value at a path of a record. For a list on the way it reads the value in each item."""
    name, *further = path
    if not further:
        return methodcaller("get", name)
    inner = _picker(further)

    def pick(value: dict[str, Any]) -> Any:
        content = value.get(name)
        if content is None:
            return None
        return [None if item is None else inner(item) for item in content] if type(content) is list else inner(content)

    return pick


def join_values(values: Sequence[Any], separators: str, truth: tuple[str, str]) -> str:
    """The values as one line of CSV with the first separator; ``csv.reader([text], delimiter=";")`` splits it again.
    The items of lists within lists are joined by the separators after it.

    A value that contains the separator or a line end, or begins with a quotation mark, is put in quotation marks, and
    quotation marks within it are doubled. Other values stay as they are. U+001D to U+001F are in no value, and need no
    quotation marks.
    """
    if len(values) == 1:
        return _part(values[0], separators, truth)
    return separators[0].join([_part(value, separators, truth) for value in values])


def _part(value: Any, separators: str, truth: tuple[str, str]) -> str:
    separator = separators[0]
    if type(value) is list:
        value = join_values(value, separators[1:], truth)
    if type(value) is not str:
        return "" if value is None else truth[value] if type(value) is bool else str(value)
    if separator in "\x1d\x1e\x1f":
        return value.replace(separator, REPLACEMENT)
    if separator in value or value[:1] == '"' or "\n" in value or "\r" in value:
        return '"' + value.replace('"', '""') + '"'
    return value


def value_type(annotation: Any) -> tuple[Any, bool]:
    """The type of a single value of an annotation, and whether it is a list."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return value_type(get_args(annotation)[0])
    if origin in (Union, UnionType):
        first, *later_arms = [arm for arm in get_args(annotation) if arm is not type(None)]
        return (str, False) if str in later_arms else value_type(first)  # a value that may be a number or words is text
    if origin is list:
        return value_type(get_args(annotation)[0])[0], True
    return annotation, False


def model_of(model: type[BaseModel], name: str) -> type[BaseModel]:
    """The model of the values of a field, or of the items of its list, by the field's name or alias."""
    fields = {field.alias or key: field for key, field in model.model_fields.items()}
    inner: type[BaseModel] = value_type(fields[name].annotation)[0]
    return inner


LAST = ("sources", "updated_at")
"""Fields whose columns come last."""


def columns(
    out: type[BaseModel], fields: Sequence[str] | None = None, *, in_list: bool = False, rows: str | None = None
) -> list[Column]:
    """The flat columns of a model, or of some of its fields in their order. Inside a list (``in_list``) all are text.
    Each item of the field ``rows`` has a row of its own."""
    flat: list[Column] = []
    model_fields = out.model_fields
    for name in dict.fromkeys(fields or sorted(model_fields, key=lambda name: name in LAST)):
        field = model_fields[name]
        kind, is_list = value_type(field.annotation)
        key = field.alias or name
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            inner = columns(kind, in_list=in_list or is_list)
            flat += [
                Column((key, *column.path), column.kind, column.description, is_of_row=key == rows) for column in inner
            ]
        else:
            plain = kind in (bool, int, float, date, datetime) and not (is_list or in_list)
            flat.append(Column((key,), kind if plain else str, field.description or ""))
    return flat
