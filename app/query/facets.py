"""Facets: the numbers of a list's records by year, mechanism, country and so on."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import product
from typing import Any
from urllib.parse import parse_qsl, urlencode

from pydantic import BaseModel, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from sqlalchemy import Select, Text, case, cast, exists, func, null, select, union, union_all
from sqlalchemy.orm import InstrumentedAttribute, outerjoin
from sqlalchemy.sql.elements import True_
from starlette.datastructures import URL

from app.db.names import of_kind
from app.db.records import Name
from app.db.snapshot import Snapshot
from app.domain import deadline, edtf
from app.domain.text import nearest, sort_key
from app.domain.vocabulary import NameRole
from app.errors import Problem, invalid, refuse
from app.query.filters import Condition
from app.query.parameter_types import NONE, OneOf
from app.query.plan import ResolvedQuery
from app.resource import Number, whole

DATES = ("year", "month")
"""Fields of the date of a record that it can be grouped by."""

MAX_IDS = 500
"""Greatest number of ids in a statement. For more groups, the labels of all records of the kind are read."""


class GroupValue(BaseModel):
    """The value of a field that all records of a group have."""

    value: str | None = Field(
        description="The value; null for records that have none, or whose date covers more than one.",
        examples=["2025"],
    )
    label: str | None = Field(description="What to show for it.", examples=["2025"])


class GroupOut(GroupValue):
    """The records of a list that have one value in common."""

    count: int = Field(description="Records that have it.", examples=[12])
    url: str | None = Field(
        description="The list of these records; null where no parameters ask for exactly these.",
        examples=["/meetings?date=2025&date_match=certain"],
    )


class PairOut(GroupOut):
    """The records that have a pair of values in common, where `group_by` has two fields."""

    second: GroupValue = Field(description="The value of the second field.")


class SumOut(GroupOut):
    """The records that have one value in common, with their sum."""

    sum: Number | None = Field(description="The sum over these records.", examples=[8950000000])
    unit: str | None = Field(description="Its unit.", examples=["USD"])


class PairSumOut(SumOut, PairOut):
    """The records that have a pair of values in common, with their sum."""


@dataclass(frozen=True)
class Link:
    """Rows that link a record (column ``owner``) to a value. ``apart`` excludes pairs that an earlier link counts."""

    owner: Any
    value: Any
    apart: Sequence[Condition] = ()

    def value_counts(self, model: Any, conditions: Sequence[Condition]) -> Select[Any]:
        """Selects each value with the number of matching records that have it."""
        rows = select(self.value, func.count()).where(self.value.is_not(None), *self.apart).group_by(self.value)
        if not conditions and not model.__mapper__.single:  # a table of several kinds links records of others too
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

    If the values are ids, ``names`` is their kind of record. If a column is ``a_set``, its text has several values with
    spaces between, or none.
    """

    column: InstrumentedAttribute[Any] | None = None
    links: Sequence[Link] = ()
    names: str | None = None
    a_set: bool = False

    @property
    def has_several(self) -> bool:
        """Whether a record may have several values."""
        return bool(self.links) or self.a_set


def by_column(column: InstrumentedAttribute[Any], names: str | None = None) -> FacetKey:
    """Groups by a column of the record itself."""
    return FacetKey(column=column, names=names)


def by_set(column: InstrumentedAttribute[Any]) -> FacetKey:
    """Groups by each value of a column with a set of values, such as ``Evidence.fields``."""
    return FacetKey(column=column, a_set=True)


def by_links(names: str | None, *pairs: tuple[Any, Any], further: Select[Any] | None = None) -> FacetKey:
    """Groups by values of linked rows; each pair is the column with the record's id and the column with the value.

    Each pair is counted through its own index: a union would make SQLite write all rows to disk. ``further`` selects
    ids and values that are in no row of the pairs.
    """
    links = [_link(pair, pairs[:at]) for at, pair in enumerate(pairs)]
    return FacetKey(links=links if further is None else [*links, *by_relation(None, further).links], names=names)


def _link(pair: tuple[Any, Any], earlier: Sequence[tuple[Any, Any]]) -> Link:
    owner, value = pair
    # A constraint of the table keeps two such columns of one row apart.
    others = [(first, other) for first, other in earlier if first.class_ is not owner.class_]
    keys = {column.name for column in owner.class_.__table__.primary_key}
    if not keys <= {column.property.columns[0].name for column in pair}:  # the table may have a pair more than once
        rows = select(owner.label("owner"), value.label("value")).where(value.is_not(None))
        owner, value = rows.distinct().cte().c
    return Link(owner, value, [~exists(select(other).where(first == owner, other == value)) for first, other in others])


def by_relation(names: str | None, *rows: Select[Any]) -> FacetKey:
    """Groups by values of related records; each select has the record's id and a value that is not null."""
    # A common table expression is computed once, though it is read twice.
    return FacetKey(links=[Link(*(union(*rows) if len(rows) > 1 else rows[0].distinct()).cte().c)], names=names)


class GroupBy(OneOf):
    """The facets of a list; with ``dated``, year and month too. One or two of them are the value, with a comma between.

    The values of a facet are those of the filter with its name.
    """

    def __init__(self, *, dated: bool = True, **keys: FacetKey) -> None:
        super().__init__("a field that these records can be grouped by", [*(DATES if dated else ()), *keys])
        self.keys = keys

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        key = "|".join(self.choices)
        arms = [{"type": "string", "enum": self.choices}, {"type": "string", "pattern": f"^({key}),({key})$"}]
        shared = {name: value for name, value in handler(schema).items() if name != "type"}
        return shared | {"anyOf": arms}

    def check(self, value: str) -> str:
        names = [name.strip() for name in value.split(",")]
        if len(names) > 2 or len({"date" if name in DATES else name for name in names}) < len(names):
            raise refuse("it takes one field, or two different ones with a comma between, such as year,mechanism")
        wrong = [name for name in names if name not in self.choices]
        if len(names) == 1 or not wrong:
            return ",".join(super(GroupBy, self).check(name) for name in names)
        near = [[name] if name in self.choices else nearest(name, self.choices) for name in names]
        pairs = [f"{first},{second}" for first, second in product(*near) if first != second]
        raise refuse(f"{wrong[0]!r} is not {self.what}", pairs or self.choices)


class SumOf(OneOf):
    """The numbers of a list's records that ``sum`` adds up in each group, and the column with their unit. Values of an
    ``unsummable`` unit have no sum."""

    def __init__(
        self, unit: InstrumentedAttribute[Any], unsummable: Sequence[str] = (), **columns: InstrumentedAttribute[Any]
    ) -> None:
        super().__init__("a number of these records", [*columns])
        self.unit, self.unsummable, self.columns = unit, unsummable, columns


def group_by_field(example: str, *second: str) -> Any:
    """The field of the parameter ``group_by``, with an example of a field, and of fields to go with it."""
    return Field(
        None,
        description="Count the records by this field: `items` are `{value, label, count, url}`, all at once. With two "
        "fields and a comma between, there is an item for each pair of values that some record has: `second` has the "
        "second value and its label.",
        examples=[example, *(f"{example},{name}" for name in second)],
    )


def refuse_paging(query: Any, given: Mapping[str, str]) -> None:
    """Raise ``Problem`` for parameters of paging: groups are given all at once, in a fixed order."""
    wrong = {"limit", "cursor", "sort", "fields", "include"} & query.model_fields_set
    if wrong:
        message = "it cannot be used with group_by, which gives all groups in a fixed order"
        raise Problem("invalid-parameter", [invalid(name, given.get(name), message) for name in sorted(wrong)])


@dataclass(frozen=True)
class Group:
    """Values of the fields that records are grouped by, the number of records, and if asked for a sum with its unit.

    A value is None for records without one.
    """

    values: tuple[str | None, ...]
    count: int
    total: float | None = None
    unit: str | None = None


def _column(selection: ResolvedQuery, name: str) -> Any:
    """The column of a record, or the expression, with the value of a field; None if linked rows have it."""
    query: Any = selection.query
    if name not in DATES:
        return query.annotation("group_by", GroupBy).keys[name].column
    start, end = query.date_columns(selection.resource.model)
    units: list[Any] = [func.extract("year", day) for day in (start, end)]
    if name == "month":
        units = [year * 100 + func.extract("month", day) for year, day in zip(units, (start, end), strict=True)]
    return case((units[0] == units[1], units[0]))


def _text(name: str, value: Any) -> str | None:
    """The value of a field, as parameters have it."""
    if value is None or name not in DATES:
        return None if value is None else str(value)
    return f"{int(value):04}" if name == "year" else f"{int(value) // 100:04}-{int(value) % 100:02}"


def _counted(snapshot: Snapshot, selection: ResolvedQuery, names: Sequence[str]) -> Iterator[Group]:
    """The groups of a query by one field or two, in no order. Raises ``Problem`` if a sum would mix units."""
    model, query = selection.resource.model, selection.query
    every = query.conditions(model, query.criteria(selection.ids))
    conditions = [condition for condition in every if not isinstance(condition, True_)]
    if len(names) == 1 and not getattr(query, "sum", None):
        for value, count in _value_counts(snapshot, selection, names[0], conditions):
            yield Group((_text(names[0], value),), count)
        return
    source: Any = model
    fields = []
    for name in names:
        column = _column(selection, name)
        if column is None:
            links = query.annotation("group_by", GroupBy).keys[name].links
            pairs = (select(link.owner.label("owner"), link.value.label("value")) for link in links)
            linked = union(*(pair.where(pair.selected_columns.value.is_not(None)) for pair in pairs)).subquery()
            source, column = outerjoin(source, linked, linked.c.owner == model.id), linked.c.value
        fields.append(column)
    sums: list[Any] = []
    if chosen := getattr(query, "sum", None):
        number = query.annotation("sum", SumOf)
        sums = [func.sum(number.columns[chosen]), func.min(number.unit), func.max(number.unit)]
    select_groups = select(*fields, func.count(), *sums).select_from(source).where(*conditions).group_by(*fields)
    rows = snapshot.execute(select_groups).all()
    unsummable = _check_units(selection, {unit for row in rows for unit in row[len(names) + 2 :]} - {None}, names)
    for row in rows:
        *values, count = row[: len(names) + 1]
        total, unit, _ = row[len(names) + 1 :] or (None, None, None)
        total = None if unit in unsummable else total
        texts = tuple(_text(name, value) for name, value in zip(names, values, strict=True))
        # A database adds in an order of its own, which shows in the last digit.
        yield Group(texts, count, None if total is None else whole(float(f"{total:.15g}")), unit)


def _check_units(selection: ResolvedQuery, units: Set[str], names: Sequence[str]) -> Sequence[str]:
    """The units whose values have no sum. Raises ``Problem`` if a sum would mix units or mean nothing."""
    chosen = getattr(selection.query, "sum", None)
    if not chosen:
        return ()
    unsummable = selection.query.annotation("sum", SumOf).unsummable
    if "unit" not in names:
        if len(units) > 1:
            message = f"the records have different units, such as {' and '.join(sorted(units))}: choose one with `unit`"
            raise Problem("invalid-parameter", [invalid("sum", chosen, message)])
        if not units.isdisjoint(unsummable):
            message = f"the unit of the records is {', '.join(units)}, and their sum means nothing"
            raise Problem("invalid-parameter", [invalid("sum", chosen, message)])
    return unsummable


def _value_counts(
    snapshot: Snapshot, selection: ResolvedQuery, name: str, conditions: Sequence[Condition]
) -> Iterable[tuple[Any, int]]:
    """Each value with the number of records that have it; None stands for records without a value."""
    column = _column(selection, name)
    if column is None:
        links = selection.query.annotation("group_by", GroupBy).keys[name].links
        return _link_value_counts(snapshot, selection, links, conditions)
    model = selection.resource.model
    rows = select(column, func.count()).select_from(model).where(*conditions).group_by(column)
    return ((value, count) for value, count in snapshot.execute(rows))


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


def _by_member(found: Sequence[Group], at: int) -> list[Group]:
    """The groups with each member of the set that is their value ``at``, instead of the set; None if it is empty."""
    counts: Counter[tuple[str | None, ...]] = Counter()
    for group in found:
        members: Sequence[str | None] = (group.values[at] or "").split()
        for member in members or [None]:
            counts[*group.values[:at], member, *group.values[at + 1 :]] += group.count
    return [Group(values, count) for values, count in counts.items()]


def groups(snapshot: Snapshot, selection: ResolvedQuery, group_by: str, url: URL) -> list[Any]:
    """The groups of a query, each with the address of its list, which is the ``url`` of the query with filters added.

    Years and months are in order of time, other groups by size and then label. Groups without a value are last. With
    two fields, all groups with one value of the first stand together.
    """
    names = group_by.split(",")
    found = list(deadline.check_each(_counted(snapshot, selection, names)))
    for at, name in enumerate(names):
        if name not in DATES and selection.query.annotation("group_by", GroupBy).keys[name].a_set:
            found = _by_member(found, at)
    path = re.sub(r"\.\w+$", "", url.path)  # without the suffix of a format
    parameters = parse_qsl(url.query, keep_blank_values=True)
    labels = [
        _labels(snapshot, selection, name, sorted({value for group in found if (value := group.values[at])}))
        for at, name in enumerate(names)
    ]
    counts: Counter[Any] = Counter()
    for group in found:
        counts[group.values[:1]] += group.count
        counts[group.values] = group.count

    def label(at: int, value: str | None) -> str | None:
        return labels[at].get(value or "", value)

    def place(group: Group) -> list[Any]:
        return [
            (
                value is None,
                "" if name in DATES else -counts[group.values[: at + 1]],
                sort_key(label(at, value) or ""),
                value,
            )
            for at, (name, value) in enumerate(zip(names, group.values, strict=True))
        ]

    def item_of(group: Group) -> dict[str, Any]:
        values = [{"value": value, "label": label(at, value)} for at, value in enumerate(group.values)]
        url = _group_url(selection.query, dict(zip(names, group.values, strict=True)), path, parameters)
        second = {"second": values[1]} if len(values) > 1 else {}
        total = {"sum": group.total, "unit": group.unit} if getattr(selection.query, "sum", None) else {}
        return {**values[0], "count": group.count, "url": url, **second, **total}

    return [item_of(group) for group in deadline.check_each(sorted(found, key=place))]


def group_model(query: Any) -> type[GroupOut]:
    """The model of the groups of a query."""
    total = getattr(query, "sum", None) is not None
    if "," in query.group_by:
        return PairSumOut if total else PairOut
    return SumOut if total else GroupOut


def _group_url(
    query: Any, values: Mapping[str, str | None], path: str, parameters: Sequence[tuple[str, str]]
) -> str | None:
    """The address of a group's list; None if no parameters can express both the query and the group."""
    own, replaced = [], {"group_by", "sum", "shape"}
    filters = query.filters_by_name()
    for name, value in values.items():
        if name in DATES:
            if value is None:
                return None
            own += [("date", value), ("date_match", "certain")]
            replaced |= {"date", "date_from", "date_to", "date_match"}
            group_days, (first, last) = edtf.parse_closed(value), query.days()
            if (first and group_days.start < first) or (last and group_days.end > last):
                return None
            continue
        joint = query.joint_filters - {name}
        if name in query.joint_filters and any(other in values or getattr(query, other) is not None for other in joint):
            return None
        several = query.annotation("group_by", GroupBy).keys[name].has_several
        if (value is None and not filters[name].absent) or (several and getattr(query, name) is not None):
            return None
        own.append((name, NONE if value is None else value))
        replaced.add(name)
    return f"{path}?{urlencode([*((p, v) for p, v in parameters if p not in replaced), *own])}"


def _labels(snapshot: Snapshot, selection: ResolvedQuery, name: str, values: list[str]) -> dict[str, str]:
    if name in DATES:
        return {}
    kind = selection.query.annotation("group_by", GroupBy).keys[name].names
    if kind is None or not values:
        return {}
    named = select(Name.record_id, Name.text).where(of_kind(kind), Name.role == NameRole.name)
    if len(values) <= MAX_IDS:
        named = named.where(Name.record_id.in_(values))
    rows = snapshot.execute(named.order_by(Name.position.desc()))
    return {row.record_id: row.text for row in rows}  # the first name of a record is its short one: read last, it wins
