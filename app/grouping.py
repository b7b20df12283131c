"""Counts of a list's records by year, mechanism, country and so on: facets and bars."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from pydantic import BaseModel, Field
from sqlalchemy import Select, case, func, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session
from starlette.datastructures import URL

from app import dates
from app.errors import Problem, invalid
from app.lists import Asked
from app.names import sort_key
from app.query import DatedQuery
from app.records import Name
from app.values import OneOf
from app.vocabulary import NameRole


class GroupOut(BaseModel):
    """The records of a list that have one value in common."""

    value: str | None = Field(
        description="The value; null for records that have none, or whose date covers more than one.",
        examples=["2025"],
    )
    label: str | None = Field(description="What to show for it.", examples=["2025"])
    count: int = Field(description="Records that have it.", examples=[12])
    url: str | None = Field(
        description="The list of these records.", examples=["/meetings?date=2025&date_match=certain"]
    )


@dataclass(frozen=True)
class Key:
    """What records are grouped by: a ``column`` of theirs, or ``pairs`` of a record's id and a value.

    ``names`` is the kind of thing that the values are ids of.
    """

    column: InstrumentedAttribute[Any] | None = None
    pairs: Sequence[Select[Any]] = ()
    names: str | None = None


def by(column: InstrumentedAttribute[Any], names: str | None = None) -> Key:
    """A column of the record itself."""
    return Key(column=column, names=names)


def linked(names: str | None, *pairs: tuple[Any, Any] | Select[Any]) -> Key:
    """Values of rows that hang on the record: columns with its id and with the value, or a select of both."""
    return Key(pairs=[select(*pair) if isinstance(pair, tuple) else pair for pair in pairs], names=names)


class GroupBy(OneOf):
    """The keys that a list can be counted by; with ``dated``, by year and month too.

    The values of a key are those of the filter of its name.
    """

    def __init__(self, *, dated: bool = True, **keys: Key) -> None:
        super().__init__("something to group these records by", [*(("year", "month") if dated else ()), *keys])
        self.keys = keys


def grouped(example: str) -> Any:
    """The parameter that asks for groups."""
    return Field(
        None,
        description="Counts instead of records, all groups at once: `items` are `{value, label, count, url}`.",
        examples=[example],
    )


def refuse_paging(query: Any, given: Mapping[str, str]) -> None:
    """Groups come whole and in an order of their own."""
    wrong = {"limit", "cursor", "sort", "fields", "include"} & query.model_fields_set
    if wrong:
        message = "it does not go with group_by, which gives all groups in an order of their own"
        raise Problem("invalid-parameter", [invalid(name, given.get(name), message) for name in sorted(wrong)])


def _counted(asked: Asked, name: str) -> Select[Any]:
    """Rows of value and count."""
    model, query = asked.resource.model, asked.query
    conditions = list(query.conditions(model, query.asked(asked.ids)))
    if isinstance(query, DatedQuery) and name in ("year", "month"):
        start, end = query.dated(model)
        units: list[Any] = [func.extract("year", day) for day in (start, end)]
        if name == "month":
            units = [year * 100 + func.extract("month", day) for year, day in zip(units, (start, end), strict=True)]
        value = case((units[0] == units[1], units[0]))
        return select(value, func.count()).select_from(model).where(*conditions).group_by(value)
    key = query.mark("group_by", GroupBy).keys[name]
    if key.column is not None:
        return select(key.column, func.count()).select_from(model).where(*conditions).group_by(key.column)
    rows = (union(*key.pairs) if len(key.pairs) > 1 else key.pairs[0].distinct()).subquery()
    owner, linked_value = rows.c
    return (
        select(linked_value, func.count())
        .select_from(model)
        .outerjoin(rows, owner == model.id)
        .where(*conditions)
        .group_by(linked_value)
    )


def groups(session: Session, asked: Asked, name: str, url: URL) -> list[Any]:
    """The groups of a question, whose address it is: of dates in their order, of others the largest first, and of
    equally large ones by their labels. What has no value comes last.
    """
    counted = [(value, count) for value, count in session.execute(_counted(asked, name))]
    dated = name in ("year", "month")
    found = []
    for value, count in counted:
        text = None if value is None else str(value)
        if dated and value is not None:
            text = f"{int(value):04}" if name == "year" else f"{int(value) // 100:04}-{int(value) % 100:02}"
        found.append((text, count))
    path = re.sub(r"\.\w+$", "", url.path)  # of the list, whose file it may be
    parameters = parse_qsl(url.query, keep_blank_values=True)
    labels = _labels(session, asked, name, [text for text, _ in found if text is not None])

    def place(group: tuple[str | None, int]) -> tuple[Any, ...]:
        value, count = group
        label = labels.get(value or "", value or "")
        return (value is None, value if dated else -count, sort_key(label), value)

    found.sort(key=place)
    return [
        {
            "value": text,
            "label": labels.get(text or "", text),
            "count": count,
            "url": text and _narrowed(asked.query, name, text, path, parameters),
        }
        for text, count in found
    ]


def _narrowed(query: Any, name: str, value: str, path: str, parameters: Sequence[tuple[str, str]]) -> str | None:
    """The list of a group's records; none where the parameters cannot say both what was asked and the group."""
    own = [(name, value)]
    replaced = {name}
    if name in ("year", "month"):
        own, replaced = [("date", value), ("date_match", "certain")], {"date", "date_from", "date_to", "date_match"}
        within, asked = dates.parse_closed(value), query.days()
        if (asked[0] and within.start < asked[0]) or (asked[1] and within.end > asked[1]):
            return None
    elif getattr(query, name) is not None and query.mark("group_by", GroupBy).keys[name].pairs:
        return None
    kept = [(p, v) for p, v in parameters if p not in {"group_by", "shape", *replaced}]
    return f"{path}?{urlencode([*kept, *own])}"


def _labels(session: Session, asked: Asked, name: str, values: list[str]) -> dict[str, str]:
    if name in ("year", "month"):
        return {}
    kind = asked.query.mark("group_by", GroupBy).keys[name].names
    if kind is None or not values:
        return {}
    rows = session.execute(
        select(Name.record_id, Name.text)
        .where(Name.kind == kind, Name.role == NameRole.name, Name.record_id.in_(values))
        .order_by(Name.position.desc())
    )
    return {row.record_id: row.text for row in rows}  # the first name of several is the short one
