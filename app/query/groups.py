"""Groups: the numbers of a list's records by year, mechanism, country and so on, with the address of each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from pydantic import Field
from sqlalchemy import Integer, Select, Text, and_, case, cast, distinct, func, null, or_, select, union, union_all
from sqlalchemy.orm import outerjoin
from sqlalchemy.sql.elements import True_
from starlette.datastructures import URL

from app.db.names import names_of
from app.db.snapshot import Snapshot
from app.domain import deadline, edtf
from app.domain.model import Model
from app.domain.text import NO_VALUE, sort_key
from app.errors import Problem, invalid, invalid_parameter
from app.query.facets import DATE_GROUPS, FACETS, Link, SumOf
from app.query.filters import Condition
from app.query.list_parameters import DateMatch
from app.query.list_statement import ResolvedQuery
from app.resource import Number, json_number


class GroupValue(Model):
    """The value of a field that all records of a group have."""

    value: str | None = Field(
        description="The value. Null for records without one, or with a date that covers several years, quarters or "
        "months.",
        examples=["2025"],
    )
    label: str | None = Field(description="Text to show for it.", examples=["2025"])


class GroupOut(GroupValue):
    """The records of a list that have one value in common."""

    count: int = Field(description="Records that have it.", examples=[12])
    url: str | None = Field(
        description="The list of these records; null if no parameters select exactly these.",
        examples=["/meetings?date=2025&date_match=certain"],
    )


class PairOut(GroupOut):
    """The records that have a pair of values in common, where `group_by` has two fields."""

    second: GroupValue = Field(description="The value of the second field.")


class SumOut(GroupOut):
    """The records that have one value in common, with their sum."""

    sum: Number | None = Field(description="The sum over these records.", examples=[8950000000])
    unit: str | None = Field(description="Its unit.", examples=["USD"])
    mixed: list[str] = Field(
        description="Fields in which the figures of the sum differ, such as `indicator` or `flow`: it adds different "
        "things. Filter or group by them where you can. `date` means that a period is added twice.",
        examples=[["flow"]],
    )


class PairSumOut(SumOut, PairOut):
    """The records that have a pair of values in common, with their sum."""


LIST_PARAMETERS = {"limit", "cursor", "sort", "fields", "include", "withdrawn"}
"""Parameters that groups do not take: an answer has all groups at once, in a fixed order."""

PAGING_OF_GROUPS = "it cannot be used with group_by, which gives all groups in a fixed order"
"""The message for one of the ``LIST_PARAMETERS``."""


def refuse_paging(query: Any, parameters: Mapping[str, str]) -> None:
    """Raise ``Problem`` for any of the ``LIST_PARAMETERS``."""
    if paging_names := sorted(LIST_PARAMETERS & query.model_fields_set):
        raise Problem(
            "invalid-parameter", [invalid(name, parameters.get(name), PAGING_OF_GROUPS) for name in paging_names]
        )


@dataclass(frozen=True)
class FacetGroup:
    """Values of the fields that records are grouped by, the number of records and, with ``sum``, their ``total`` and
    its unit.

    A value is None for records without one. ``mixed_fields`` are the fields in which the figures of the sum differ.
    """

    values: tuple[str | None, ...]
    count: int
    total: float | None = None
    unit: str | None = None
    mixed_fields: tuple[str, ...] = ()


def _column(question: ResolvedQuery, name: str) -> Any:
    """The column of a record, or the expression, with the value of a field; None if linked rows have it."""
    query: Any = question.query
    if name not in DATE_GROUPS:
        return query.facet_key(name).column
    start, end = query.date_columns(question.resource.model)
    first, last = _period(name, start), _period(name, end)
    return case((first == last, first))


def _period(name: str, day: Any) -> Any:
    """A number for the year, quarter or month of a day: 2025, 20251 or 202501."""
    year, month = func.extract("year", day), func.extract("month", day)
    if name == "quarter":
        return year * 10 + (cast(month, Integer) + 2) // 3
    return year * 100 + month if name == "month" else year


def _text(name: str, value: Any) -> str | None:
    """The value of a field, as parameters have it."""
    if value is None or name not in DATE_GROUPS:
        return None if value is None else str(value)
    number = int(value)
    if name == "quarter":
        return f"{number // 10:04}-Q{number % 10}"
    return f"{number:04}" if name == "year" else f"{number // 100:04}-{number % 100:02}"


def _date(name: str, value: str) -> str:
    """The value of a date field as the parameter ``date`` has it: a quarter is an interval of months."""
    if name != "quarter":
        return value
    year, last = value[:4], int(value[-1]) * 3
    return f"{year}-{last - 2:02}/{year}-{last:02}"


def _count_groups(snapshot: Snapshot, question: ResolvedQuery, names: Sequence[str]) -> Iterator[FacetGroup]:
    """The groups of a query by one field or two, in no order. Raises ``Problem`` if a sum would mix units."""
    model, query = question.resource.model, question.query
    all_conditions = query.conditions(model, query.criteria(question.ids))
    conditions = [condition for condition in all_conditions if not isinstance(condition, True_)]
    if len(names) == 1 and not getattr(query, "sum", None):
        for value, count in _value_counts(snapshot, question, names[0], conditions):
            yield FacetGroup((_text(names[0], value),), count)
        return
    source: Any = model
    fields = []
    for name in names:
        column = _column(question, name)
        if column is None:
            links = query.facet_key(name).links
            pairs = (select(link.owner.label("owner"), link.value.label("value")) for link in links)
            link_rows = union(*(pair.where(pair.selected_columns.value.is_not(None)) for pair in pairs)).subquery()
            source, column = outerjoin(source, link_rows, link_rows.c.owner == model.id), link_rows.c.value
        fields.append(column)
    sums: list[Any] = []
    variety_names: Sequence[str] = ()
    if number_name := getattr(query, "sum", None):
        number = query.annotation("sum", SumOf)
        variety_names = (*number.subject, "date")
        figures = _figures(model, number, number.columns[number_name], fields).select_from(source).where(*conditions)
        source, conditions = figures.subquery(), []
        fields = [source.c[f"field_{at}"] for at in range(len(fields))]
        has_figure = source.c.figure.is_not(None)
        sums = [func.sum(source.c.figure), func.min(source.c.unit), func.max(source.c.unit)]
        sums += [func.count(distinct(case((has_figure, func.coalesce(source.c[name], ""))))) for name in number.subject]
        sums.append(1 + func.max(source.c.added_twice))
    select_groups = select(*fields, func.count(), *sums).select_from(source).where(*conditions).group_by(*fields)
    rows = snapshot.execute(select_groups).all()
    first = len(names) + 1
    unsummable = _check_units(question, {unit for row in rows for unit in row[first + 1 : first + 3]} - {None}, names)
    for row in rows:
        *values, count = row[:first]
        total, unit, _, *variety = row[first:] or (None, None, None)
        total = None if unit in unsummable else total
        mixed_fields = tuple(
            name for name, values_count in zip(variety_names, variety, strict=True) if values_count > 1
        )
        texts = tuple(_text(name, value) for name, value in zip(names, values, strict=True))
        # A database adds in an order of its own, which shows in the last digit.
        yield FacetGroup(
            texts, count, None if total is None else json_number(float(f"{total:.15g}")), unit, mixed_fields
        )


def _figures(model: Any, number: SumOf, figure: Any, fields: Sequence[Any]) -> Select[Any]:
    """Select the figures to add with the ``fields`` that they are grouped by, their unit and subject.

    ``added_twice`` is 1 if the group has an earlier figure of the same subject, and their periods overlap, this one has
    no period, or both are stocks; else 0.
    """
    first, last = number.period
    alike = (*fields, *number.subject.values(), figure.is_not(None))
    order = (first.is_(None), first, model.id)
    latest = func.max(last).over(partition_by=alike, order_by=order, rows=(None, -1))
    position = func.row_number().over(partition_by=alike, order_by=order)
    is_added_twice = and_(figure.is_not(None), position > 1, or_(first.is_(None), latest >= first, number.stock))
    return select(
        *(field.label(f"field_{at}") for at, field in enumerate(fields)),
        figure.label("figure"),
        number.unit.label("unit"),
        *(column.label(name) for name, column in number.subject.items()),
        case((is_added_twice, 1), else_=0).label("added_twice"),
    )


def _check_units(question: ResolvedQuery, units: Set[str], names: Sequence[str]) -> Sequence[str]:
    """The units whose values have no sum. Raises ``Problem`` if a sum would mix units or mean nothing."""
    number_name = getattr(question.query, "sum", None)
    if not number_name:
        return ()
    unsummable = question.query.annotation("sum", SumOf).unsummable
    if "unit" not in names:
        summable = sorted(units - {*unsummable})
        if units and not summable:
            message = f"the unit of the records is {' or '.join(sorted(units))}, and their sum means nothing"
            raise invalid_parameter("sum", number_name, message)
        if len(units) > 1:
            choice = " or ".join(f"unit={unit}" for unit in summable)
            message = f"the records have different units, which have no common sum: add {choice}"
            raise invalid_parameter("sum", number_name, message)
    return unsummable


def _value_counts(
    snapshot: Snapshot, question: ResolvedQuery, name: str, conditions: Sequence[Condition]
) -> Iterable[tuple[Any, int]]:
    """Each value with the number of records that have it; None stands for records without a value."""
    column = _column(question, name)
    if column is None:
        links = question.query.facet_key(name).links
        return _link_value_counts(snapshot, question, links, conditions)
    model = question.resource.model
    rows = select(column, func.count()).select_from(model).where(*conditions).group_by(column)
    return ((value, count) for value, count in snapshot.execute(rows))


def _link_value_counts(
    snapshot: Snapshot, question: ResolvedQuery, links: Sequence[Link], conditions: Sequence[Condition]
) -> Iterator[tuple[Any, int]]:
    model = question.resource.model
    selects: list[Any] = [link.value_counts(model, conditions) for link in links]
    if not any(link.covers_every_record(model) for link in links):
        without: Any = select(cast(null(), Text), func.count()).select_from(model).where(*conditions)
        for link in links:
            without = link.without(without, model)
        selects.append(without)
    counts: Counter[Any] = Counter()
    for value, count in snapshot.execute(union_all(*selects)):
        counts[value] += count
    return ((value, count) for value, count in counts.items() if count)


def _by_member(counted_groups: Sequence[FacetGroup], at: int) -> list[FacetGroup]:
    """The groups in which the value ``at`` is a set, as groups of its members. For an empty set, the member is None."""
    counts: Counter[tuple[str | None, ...]] = Counter()
    for group in deadline.check_each(counted_groups):
        members: Sequence[str | None] = (group.values[at] or "").split()
        for member in members or [None]:
            counts[*group.values[:at], member, *group.values[at + 1 :]] += group.count
    return [FacetGroup(values, count) for values, count in counts.items()]


def read_groups(snapshot: Snapshot, question: ResolvedQuery, group_by: str, url: URL) -> list[Any]:
    """The groups of a query, each with the address of its list, which is the ``url`` of the query with filters added.

    Years, quarters and months are in order of time, other groups by size and then label. Groups without a value are
    last. With two fields, all groups with one value of the first stand together.
    """
    names = group_by.split(",")
    counted_groups = list(deadline.check_each(_count_groups(snapshot, question, names)))
    for at, name in enumerate(names):
        if name not in DATE_GROUPS and question.query.facet_key(name).is_set:
            counted_groups = _by_member(counted_groups, at)
    path = re.sub(rf"(\.\w+|{FACETS})$", "", url.path)  # the path of the list
    parameters = parse_qsl(url.query, keep_blank_values=True)
    labels = [
        _labels(snapshot, question, name, sorted({value for group in counted_groups if (value := group.values[at])}))
        for at, name in enumerate(names)
    ]
    counts: Counter[Any] = Counter()
    for group in deadline.check_each(counted_groups):
        counts[group.values[:1]] += group.count
        counts[group.values] = group.count

    def label(at: int, value: str | None) -> str | None:
        return labels[at].get(value or "", value)

    def position(group: FacetGroup) -> list[Any]:
        return [
            (
                value is None,
                "" if name in DATE_GROUPS else -counts[group.values[: at + 1]],
                sort_key(label(at, value) or ""),
                value,
            )
            for at, (name, value) in enumerate(zip(names, group.values, strict=True))
        ]

    def item_of(group: FacetGroup) -> dict[str, Any]:
        values = [{"value": value, "label": label(at, value)} for at, value in enumerate(group.values)]
        url = _group_url(question.query, dict(zip(names, group.values, strict=True)), path, parameters)
        second = {"second": values[1]} if len(values) > 1 else {}
        total = {"sum": group.total, "unit": group.unit, "mixed": [*group.mixed_fields]}
        sum_fields = total if getattr(question.query, "sum", None) else {}
        return {**values[0], "count": group.count, "url": url, **second, **sum_fields}

    return [item_of(group) for group in deadline.sort_each(counted_groups, position)]


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
    group_filters, obsolete_names = [], {"group_by", "sum", "shape"}
    filters = query.filters_by_name()
    for name, value in values.items():
        if name in DATE_GROUPS:
            if value is None or (query.has_other_date and query.date_match is not DateMatch.certain):
                return None  # the address would ask for certain dates in that filter as well
            date = _date(name, value)
            group_filters += [("date", date), ("date_match", "certain")]
            obsolete_names |= {"date", "date_from", "date_to", "date_match"}
            group_days, (first, last) = edtf.parse_closed(date), query.days()
            if (first and group_days.start < first) or (last and group_days.end > last):
                return None
            continue
        joint = query.joint_filters - {name}
        if name in query.joint_filters and any(
            partner in values or getattr(query, partner) is not None for partner in joint
        ):
            return None
        has_several = query.facet_key(name).has_several
        if (value is None and not filters[name].absent) or (has_several and getattr(query, name) is not None):
            return None
        group_filters.append((name, NO_VALUE if value is None else value))
        obsolete_names.add(name)
    return f"{path}?{urlencode([*((p, v) for p, v in parameters if p not in obsolete_names), *group_filters])}"


def _labels(snapshot: Snapshot, question: ResolvedQuery, name: str, values: list[str]) -> dict[str, str]:
    kind = None if name in DATE_GROUPS else question.query.facet_key(name).names
    return names_of(snapshot, kind, values) if kind and values else {}
