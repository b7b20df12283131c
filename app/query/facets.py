"""Facets: the fields by which the records of a list can be counted, and the numbers that can be added up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Annotated, Any

from pydantic import BaseModel, Field, GetJsonSchemaHandler, create_model
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from sqlalchemy import ColumnElement, Select, exists, func, select, union
from sqlalchemy.orm import InstrumentedAttribute

from app.domain.text import nearest
from app.errors import refuse
from app.query.name_choices import OneOf

FACETS = "/facets"
"""The end of the path of a list's groups."""

DATE_GROUPS = ("year", "quarter", "month")
"""Fields of the date of a record that it can be grouped by."""


@dataclass(frozen=True)
class Link:
    """Rows that link a record (column ``owner``) to a value. ``exclusions`` leave out pairs that an earlier link
    counts."""

    owner: Any
    value: Any
    exclusions: Sequence[ColumnElement[bool]] = ()

    def value_counts(self, model: Any, conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
        """Selects each value with the number of matching records that have it."""
        rows = select(self.value, func.count()).where(self.value.is_not(None), *self.exclusions).group_by(self.value)
        if not conditions and not model.__mapper__.single:  # else the rows may link records of another kind too
            return rows
        return rows.where(*conditions if self._is_of(model) else [self.owner.in_(select(model.id).where(*conditions))])

    def _is_of(self, model: Any) -> bool:
        """Whether the values are in a column of the records themselves."""
        return isinstance(self.owner, InstrumentedAttribute) and self.owner.class_ is model

    def covers_every_record(self, model: Any) -> bool:
        """Whether each record has a value by this link: a column of its own that is never null."""
        return self._is_of(model) and not self.value.property.columns[0].nullable

    def without(self, records: Select[Any], model: Any) -> Select[Any]:
        """Restricts a select of records to those without a value by this link."""
        if not isinstance(self.owner, InstrumentedAttribute):  # the linked rows are computed once, not per record
            return records.outerjoin(self.owner.table, self.owner == model.id).where(self.owner.is_(None))
        if self._is_of(model):
            return records.where(self.value.is_(None))
        return records.where(~exists(select(self.owner).where(self.owner == model.id)))


@dataclass(frozen=True)
class FacetKey:
    """The values by which records are grouped: a ``column`` of theirs, or ``links``, whose counts are added up.

    If the values are ids, ``names`` is their kind of record. If a column ``is_set``, its text has several values with
    spaces between, or none.
    """

    column: InstrumentedAttribute[Any] | None = None
    links: Sequence[Link] = ()
    names: str | None = None
    is_set: bool = False

    @property
    def has_several(self) -> bool:
        """Whether a record may have several values."""
        return bool(self.links) or self.is_set


def by_column(column: InstrumentedAttribute[Any], names: str | None = None) -> FacetKey:
    """Groups by a column of the record itself."""
    return FacetKey(column=column, names=names)


def by_set(column: InstrumentedAttribute[Any]) -> FacetKey:
    """Groups by each value of a column with a set of values, such as ``Evidence.fields``."""
    return FacetKey(column=column, is_set=True)


def by_links(names: str | None, *pairs: tuple[Any, Any], further: Select[Any] | None = None) -> FacetKey:
    """Groups by values of linked rows; each pair is the column with the record's id and the column with the value.

    Each pair is counted through its own index: a union would make SQLite write all rows to disk. ``further`` selects
    ids and values that are in no row of the pairs.
    """
    links = [_link(pair, pairs[:at]) for at, pair in enumerate(pairs)]
    return FacetKey(links=links if further is None else [*links, *by_relation(None, further).links], names=names)


def _link(pair: tuple[Any, Any], earlier: Sequence[tuple[Any, Any]]) -> Link:
    owner, value = pair
    # A constraint of the table ensures that two such columns of one row differ.
    pairs = [(first, second) for first, second in earlier if first.class_ is not owner.class_]
    keys = {column.name for column in owner.class_.__table__.primary_key}
    if not keys <= {column.property.columns[0].name for column in pair}:  # the table may have a pair more than once
        rows = select(owner.label("owner"), value.label("value")).where(value.is_not(None))
        owner, value = rows.distinct().cte().c
    return Link(
        owner, value, [~exists(select(second).where(first == owner, second == value)) for first, second in pairs]
    )


def by_relation(names: str | None, *rows: Select[Any]) -> FacetKey:
    """Groups by values of related records; each select has the record's id and a value that is not null."""
    # A common table expression is computed once, though it is read twice.
    return FacetKey(links=[Link(*(union(*rows) if len(rows) > 1 else rows[0].distinct()).cte().c)], names=names)


class GroupBy(OneOf):
    """The facets of a list; with ``has_date``, year, quarter and month too. One or two of them are the value, with a
    comma between.

    ``names`` are separated by spaces. The values of a facet are those of the filter with its name. ``keys`` has them
    for filters that do not say in which column or linked rows they are.
    """

    def __init__(self, names: str, *, has_date: bool = True, **keys: FacetKey) -> None:
        choices = [*(DATE_GROUPS if has_date else ()), *names.split()]
        super().__init__("a field that these records can be grouped by", choices)
        self.keys = keys

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        key = "|".join(self.choices)
        arms = [{"type": "string", "enum": self.choices}, {"type": "string", "pattern": f"^({key}),({key})$"}]
        common_schema = {name: value for name, value in handler(schema).items() if name != "type"}
        return common_schema | {"anyOf": arms}

    def check(self, value: str) -> str:
        names = [name.strip() for name in value.split(",")]
        periods = [name for name in names if name in DATE_GROUPS]
        if len(names) == 2 and len(set(periods)) == 2:
            raise refuse(f"{' and '.join(periods)} are parts of one date: group by one of them", periods)
        if len(names) > 2 or len(set(names)) < len(names):
            raise refuse("it takes one field, or two different ones with a comma between, such as year,mechanism")
        unknown_names = [name for name in names if name not in self.choices]
        if len(names) == 1 or not unknown_names:
            return ",".join(super(GroupBy, self).check(name) for name in names)
        near = [[name] if name in self.choices else nearest(name, self.choices) for name in names]
        pairs = [f"{first},{second}" for first, second in product(*near) if first != second]
        raise self.refusal(unknown_names[0], pairs)


class SumOf(OneOf):
    """The numbers of a list's records that ``sum`` adds up in each group, and the column with their unit. Values of an
    ``unsummable`` unit have no sum. ``subject`` has the columns that say what a number measures, ``period`` those of
    its first and last day. A number that meets the condition ``stock`` is a count of what there was on a day."""

    def __init__(
        self,
        unit: InstrumentedAttribute[Any],
        unsummable: Sequence[str],
        subject: Mapping[str, InstrumentedAttribute[Any]],
        period: tuple[InstrumentedAttribute[Any], InstrumentedAttribute[Any]],
        stock: ColumnElement[bool],
        **columns: InstrumentedAttribute[Any],
    ) -> None:
        super().__init__("a number of these records", [*columns])
        self.unit, self.unsummable, self.columns = unit, unsummable, columns
        self.subject, self.period, self.stock = subject, period, stock


def group_by_field(example: str, *second: str) -> Any:
    """The field of the parameter ``group_by``, with an example of a field, and of fields to go with it."""
    return Field(
        None,
        description="Count the records by this field: `items` are `{value, label, count, url}`, all at once. With two "
        "fields, separated by a comma, each item counts a pair of values: `second` has the second value and its label.",
        examples=[example, *(f"{example},{name}" for name in second)],
    )


def facet_query(model: Any) -> type[BaseModel]:
    """The model of the parameters of a list's groups: those of the list, with ``group_by`` required."""
    field = model.model_fields["group_by"]
    kind: Any = Annotated[str, model.annotation("group_by", GroupBy)]
    options = {"description": field.description, "examples": field.examples}
    facets: type[BaseModel] = create_model(f"{model.__name__}Facets", __base__=model, group_by=(kind, Field(**options)))
    return facets
