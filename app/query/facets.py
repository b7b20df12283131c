"""Facets: the numbers of a list's records by year, mechanism, country and so on."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from pydantic import BaseModel, Field
from sqlalchemy import Select, Text, case, cast, exists, func, null, select, union, union_all
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import True_
from starlette.datastructures import URL

from app.db.records import Name
from app.db.snapshot import Snapshot
from app.domain import deadline, edtf
from app.domain.text import sort_key
from app.domain.vocabulary import NameRole
from app.errors import Problem, invalid
from app.query.filters import Condition
from app.query.list_query import DatedQuery
from app.query.parameter_types import OneOf
from app.query.plan import ResolvedQuery

MAX_IDS = 500
"""Greatest number of ids in a statement. For more groups, the labels of all records of the kind are read."""


class GroupOut(BaseModel):
    """The number of a list's records that share a value."""

    value: str | None = Field(
        description="The value; null for records without one, and for dates that cover several.",
        examples=["2025"],
    )
    label: str | None = Field(description="Text to show for the value.", examples=["2025"])
    count: int = Field(description="Number of records with this value.", examples=[12])
    url: str | None = Field(
        description="The list of these records.", examples=["/meetings?date=2025&date_match=certain"]
    )


@dataclass(frozen=True)
class Link:
    """Rows that link a record (column ``owner``) to a value. ``apart`` excludes pairs that an earlier link counts."""

    owner: Any
    value: Any
    apart: Sequence[Condition] = ()

    def value_counts(self, model: Any, conditions: Sequence[Condition]) -> Select[Any]:
        """Selects each value with the number of matching records that have it."""
        rows = select(self.value, func.count()).where(self.value.is_not(None), *self.apart).group_by(self.value)
        if not conditions:
            return rows
        own = isinstance(self.owner, InstrumentedAttribute) and self.owner.class_ is model
        return rows.where(*conditions if own else [self.owner.in_(select(model.id).where(*conditions))])

    def without(self, records: Select[Any], model: Any) -> Select[Any]:
        """Restricts a select of records to those without a value by this link."""
        if not isinstance(self.owner, InstrumentedAttribute):  # the linked rows are computed once, not per record
            return records.outerjoin(self.owner.table, self.owner == model.id).where(self.owner.is_(None))
        if self.owner.class_ is model:
            return records.where(self.value.is_(None))
        return records.where(~exists(select(self.owner).where(self.owner == model.id)))


@dataclass(frozen=True)
class FacetKey:
    """The values by which records are grouped: a ``column`` of theirs, or ``links``, whose counts are added up.

    If the values are ids, ``names`` is their kind of record.
    """

    column: InstrumentedAttribute[Any] | None = None
    links: Sequence[Link] = ()
    names: str | None = None


def by_column(column: InstrumentedAttribute[Any], names: str | None = None) -> FacetKey:
    """Groups by a column of the record itself."""
    return FacetKey(column=column, names=names)


def by_links(names: str | None, *pairs: tuple[Any, Any]) -> FacetKey:
    """Groups by values of linked rows; each pair is the column with the record's id and the column with the value.

    Each pair is counted through its own index: a union would make SQLite write all rows to disk.
    """
    return FacetKey(links=[_link(pair, pairs[:at]) for at, pair in enumerate(pairs)], names=names)


def _link(pair: tuple[Any, Any], earlier: Sequence[tuple[Any, Any]]) -> Link:
    owner, value = pair
    if {column.name for column in owner.class_.__table__.primary_key} > {owner.key, value.key}:
        return by_relation(None, select(owner, value)).links[0]  # the table may have the same pair more than once
    # A constraint of the table keeps two such columns of one row apart.
    others = [(first, other) for first, other in earlier if first.class_ is not owner.class_]
    return Link(owner, value, [~exists(select(other).where(first == owner, other == value)) for first, other in others])


def by_relation(names: str | None, *rows: Select[Any]) -> FacetKey:
    """Groups by values of related records; each select has the record's id and a value that is not null."""
    # A common table expression is computed once, though it is read twice.
    return FacetKey(links=[Link(*(union(*rows) if len(rows) > 1 else rows[0].distinct()).cte().c)], names=names)


class GroupBy(OneOf):
    """The facets of a list; with ``dated``, year and month too.

    The values of a facet are those of the filter with its name.
    """

    def __init__(self, *, dated: bool = True, **keys: FacetKey) -> None:
        super().__init__("a field that these records can be grouped by", [*(("year", "month") if dated else ()), *keys])
        self.keys = keys


def group_by_field(example: str) -> Any:
    """The field of the parameter ``group_by``."""
    return Field(
        None,
        description="Count the records by this field: `items` are `{value, label, count, url}`, all at once.",
        examples=[example],
    )


def refuse_paging(query: Any, given: Mapping[str, str]) -> None:
    """Raise ``Problem`` for parameters of paging: groups are given all at once, in a fixed order."""
    wrong = {"limit", "cursor", "sort", "fields", "include"} & query.model_fields_set
    if wrong:
        message = "it cannot be used with group_by, which gives all groups in a fixed order"
        raise Problem("invalid-parameter", [invalid(name, given.get(name), message) for name in sorted(wrong)])


def _value_counts(snapshot: Snapshot, selection: ResolvedQuery, name: str) -> Iterator[tuple[Any, int]]:
    """Each value with the number of records that have it; None stands for records without a value."""
    model, query = selection.resource.model, selection.query
    every = query.conditions(model, query.criteria(selection.ids))
    conditions = [condition for condition in every if not isinstance(condition, True_)]
    if isinstance(query, DatedQuery) and name in ("year", "month"):
        start, end = query.date_columns(model)
        units: list[Any] = [func.extract("year", day) for day in (start, end)]
        if name == "month":
            units = [year * 100 + func.extract("month", day) for year, day in zip(units, (start, end), strict=True)]
        column: Any = case((units[0] == units[1], units[0]))
    else:
        key = query.annotation("group_by", GroupBy).keys[name]
        column = key.column
        if key.links:
            yield from _link_value_counts(snapshot, selection, key.links, conditions)
            return
    rows = select(column, func.count()).select_from(model).where(*conditions).group_by(column)
    yield from ((value, count) for value, count in snapshot.execute(rows))


def _link_value_counts(
    snapshot: Snapshot, selection: ResolvedQuery, links: Sequence[Link], conditions: Sequence[Condition]
) -> Iterator[tuple[Any, int]]:
    model = selection.resource.model
    without: Any = select(cast(null(), Text), func.count()).select_from(model).where(*conditions)
    for link in links:
        without = link.without(without, model)
    counts: Counter[Any] = Counter()
    rows: Any = union_all(*(link.value_counts(model, conditions) for link in links), without)
    for value, count in snapshot.execute(rows):
        counts[value] += count
    return ((value, count) for value, count in counts.items() if count)


def groups(snapshot: Snapshot, selection: ResolvedQuery, name: str, url: URL) -> list[Any]:
    """The groups of a query, each with the address of its list, which is the ``url`` of the query with a filter added.

    Years and months are in order of time, other groups by size and then label. The group without a value is last.
    """
    counts = list(deadline.check_each(_value_counts(snapshot, selection, name)))
    dated = name in ("year", "month")
    labelled = []
    for value, count in counts:
        text = None if value is None else str(value)
        if dated and value is not None:
            text = f"{int(value):04}" if name == "year" else f"{int(value) // 100:04}-{int(value) % 100:02}"
        labelled.append((text, count))
    path = re.sub(r"\.\w+$", "", url.path)  # without the suffix of a format
    parameters = parse_qsl(url.query, keep_blank_values=True)
    labels = _labels(snapshot, selection, name, [text for text, _ in labelled if text is not None])

    def position(group: tuple[str | None, int]) -> tuple[Any, ...]:
        value, count = group
        label = labels.get(value or "", value or "")
        return (value is None, value if dated else -count, sort_key(label), value)

    labelled.sort(key=position)
    return [
        {
            "value": text,
            "label": labels.get(text or "", text),
            "count": count,
            "url": text and _group_url(selection.query, name, text, path, parameters),
        }
        for text, count in deadline.check_each(labelled)
    ]


def _group_url(query: Any, name: str, value: str, path: str, parameters: Sequence[tuple[str, str]]) -> str | None:
    """The address of a group's list; None if no parameters can express both the query and the group."""
    own = [(name, value)]
    replaced = {name}
    if name in ("year", "month"):
        own, replaced = [("date", value), ("date_match", "certain")], {"date", "date_from", "date_to", "date_match"}
        group_days, query_days = edtf.parse_closed(value), query.days()
        if (query_days[0] and group_days.start < query_days[0]) or (query_days[1] and group_days.end > query_days[1]):
            return None
    elif getattr(query, name) is not None and query.annotation("group_by", GroupBy).keys[name].links:
        return None
    others = [(p, v) for p, v in parameters if p not in {"group_by", "shape", *replaced}]
    return f"{path}?{urlencode([*others, *own])}"


def _labels(snapshot: Snapshot, selection: ResolvedQuery, name: str, values: list[str]) -> dict[str, str]:
    if name in ("year", "month"):
        return {}
    kind = selection.query.annotation("group_by", GroupBy).keys[name].names
    if kind is None or not values:
        return {}
    named = select(Name.record_id, Name.text).where(Name.kind == kind, Name.role == NameRole.name)
    if len(values) <= MAX_IDS:
        named = named.where(Name.record_id.in_(values))
    rows = snapshot.execute(named.order_by(Name.position.desc()))
    return {row.record_id: row.text for row in rows}  # the first name of a record is its short one: read last, it wins
