"""The SQL views: each list as a table for Superset, Metabase and other tools that read the database themselves.

A view has the columns of the list's CSV file, made from the same model, so that none can be missing. A column that the
table has too is that of the table, with its type and index; all others are read from ``body``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel
from sqlalchemy import Table, select

from app.api.formats.columns import value_type
from app.db.views import View, ViewColumn
from app.domain import edtf
from app.resource import Resource

Steps: TypeAlias = tuple[tuple[str, bool], ...]
"""The path of a value: each key, and whether a list is under it."""

LONG = {
    "/meetings": ("participants", "countries", "topics"),
    "/agreements": ("parties", "signatories", "topics"),
    "/timeline": ("countries",),
    "/milestones": ("countries",),
    "/commitments": ("by", "to"),
    "/statements": ("topics", "about"),
    "/mechanisms": ("member_parties",),
    "/officials": ("positions",),
    "/organizations": ("members",),
    "/documents": ("meetings",),
    "/conflicts": ("sides",),
}
"""The fields whose items have a view with a row for each, by list. Other lists in records stay joined by ``;``."""

OF_SEVERAL_KINDS = {("trade_stats", "partner_code"), ("trade_stats", "reporter_code")}
"""Columns of tables that also refer to aggregates, which have no code."""

TYPE_WORDS = {bool: "boolean", int: "integer", float: "number", date: "date", datetime: "moment"}

CASTS = {bool: "boolean", int: "bigint", float: "double precision", date: "date", datetime: "timestamptz"}


@dataclass(frozen=True)
class Leaf:
    """A field of a record: its path, the type of its values, and its description."""

    steps: Steps
    kind: type
    description: str

    @property
    def name(self) -> str:
        return "_".join(key for key, _ in self.steps)

    @property
    def is_list(self) -> bool:
        return any(is_list for _, is_list in self.steps)


def _leaves(model: type[BaseModel], before: Steps = ()) -> Iterator[Leaf]:
    for name, info in model.model_fields.items():
        kind, is_list = value_type(info.annotation)
        steps = (*before, (info.alias or name, is_list))
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from _leaves(kind, steps)
        else:
            kind = object if _is_mixed(info.annotation) else dict if get_origin(kind) is dict else kind
            yield Leaf(steps, kind if kind in (*TYPE_WORDS, dict, object) else str, info.description or "")


def _is_mixed(annotation: Any) -> bool:
    """Whether values are numbers or texts; the columns of such a field have both as texts."""
    return get_origin(annotation) in (Union, UnionType) and len({*get_args(annotation)} - {type(None)}) > 1


def _identifier(name: str) -> str:
    return f'"{name}"'


class _PostgreSQL:
    """How PostgreSQL reads a value of JSON. Each record is parsed once, as ``j.body``: OFFSET 0 keeps it so."""

    @staticmethod
    def source(table: str) -> str:
        return f"{table} CROSS JOIN LATERAL (SELECT {table}.body::jsonb AS body OFFSET 0) AS j"

    @staticmethod
    def root(_table: str) -> str:
        return "j.body"

    @staticmethod
    def items(node: str, keys: Sequence[str], alias: str) -> str:
        array = f"nullif({node} #> '{{{','.join(keys)}}}', 'null')"
        return f"jsonb_array_elements({array}) WITH ORDINALITY AS {alias}(value, item)"

    @staticmethod
    def number(alias: str) -> str:
        return f"{alias}.item"

    @staticmethod
    def concatenation(text: str, separator: str, alias: str) -> str:
        return f"string_agg(coalesce({text}, ''), '{separator}' ORDER BY {alias}.item)"

    @staticmethod
    def value(node: str, keys: Sequence[str], kind: type, *, as_text: bool) -> str:
        text = f"({node} #>> '{{{','.join(keys)}}}')"
        return text if as_text or kind not in CASTS else f"{text}::{CASTS[kind]}"


class _SQLite:
    """How SQLite reads a value of JSON. It has no type for days and no truth values: they are texts, and 0 and 1."""

    @staticmethod
    def source(table: str) -> str:
        return table

    @staticmethod
    def root(table: str) -> str:
        return f"{table}.body"

    @staticmethod
    def items(node: str, keys: Sequence[str], alias: str) -> str:
        return f"json_each({node}, '{'.'.join(('$', *keys))}') AS {alias}"

    @staticmethod
    def number(alias: str) -> str:
        return f"{alias}.key + 1"

    @staticmethod
    def concatenation(text: str, separator: str, alias: str) -> str:  # noqa: ARG004 - items come in their order
        return f"group_concat(coalesce({text}, ''), '{separator}')"

    @staticmethod
    def value(node: str, keys: Sequence[str], kind: type, *, as_text: bool) -> str:
        value = f"({node} ->> '{'.'.join(('$', *keys))}')" if keys else node
        if kind is bool and as_text:
            return f"CASE {value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END"
        return f"CAST({value} AS TEXT)" if kind is object else value


SqlDialect: TypeAlias = _PostgreSQL | _SQLite

SQL_DIALECTS: dict[str, SqlDialect] = {"postgresql": _PostgreSQL(), "sqlite": _SQLite()}


def _expression(sql: SqlDialect, node: str, leaf: Leaf, steps: Steps, level: int = 0) -> str:
    """The value at the steps below a node. Several are joined by ``;``, those of a list within a list by ``,``."""
    keys: list[str] = []
    for number, (key, is_list) in enumerate(steps, 1):
        keys.append(key)
        if is_list:
            alias = f"e{level}"
            text = _expression(sql, f"{alias}.value", leaf, steps[number:], level + 1)
            texts = sql.concatenation(text, "," if level else ";", alias)
            return f"(SELECT nullif({texts}, '') FROM {sql.items(node, keys, alias)})"  # noqa: S608
    return sql.value(node, keys, leaf.kind, as_text=level > 0)


def _own_column(table: Table, leaf: Leaf) -> str | None:
    """The column of the table that has the value, if there is one."""
    if leaf.is_list or leaf.kind is dict:  # the table has null for an empty object
        return None
    name = leaf.name if leaf.name in table.columns else leaf.name.removesuffix("_code") + "_id"
    if name != leaf.name and (not leaf.name.endswith("_code") or (table.name, leaf.name) in OF_SEVERAL_KINDS):
        return None
    return f"{table.name}.{_identifier(name)}" if name in table.columns else None


def _without_open_start(table: str, column: str) -> tuple[str, str]:
    """The join that reads a first day, and the column with it: null if the start is open, as in the API. Unlike with
    an expression, tools see that it is a day, and the database may use the index."""
    alias = f"with_{column}"
    join = f"LEFT JOIN {table} AS {alias} ON {alias}.id = {table}.id AND {alias}.{column} > '{edtf.EARLIEST}'"
    return join, f"{alias}.{column}"


def _of_kind(resource: Resource) -> str:
    """The condition on rows of a table that has several kinds of records; empty for other tables."""
    statement = select(resource.model.id).compile(compile_kwargs={"literal_binds": True})
    return str(statement).partition("WHERE ")[2]


@dataclass
class _Select:
    """The SELECT of a view, as it grows: its columns with their expressions, and what it reads."""

    resource: Resource
    dialect: str
    columns: list[tuple[ViewColumn, str]] = field(default_factory=list)
    joins: list[str] = field(default_factory=list)

    @property
    def table(self) -> Table:
        table: Table = self.resource.model.__table__
        return table

    @property
    def sql(self) -> SqlDialect:
        return SQL_DIALECTS[self.dialect]

    @property
    def root(self) -> str:
        return self.sql.root(self.table.name)

    def add(self, name: str, leaf: Leaf, expression: str) -> None:
        word = "text" if leaf.is_list else TYPE_WORDS.get(leaf.kind, "text")
        self.columns.append((ViewColumn(name, word, leaf.description), expression))

    def add_value(self, leaf: Leaf) -> None:
        """Add a value of a record: a column of the table, or read from its body."""
        column_text = _own_column(self.table, leaf)
        if column_text and leaf.kind is date and leaf.name.endswith("_start"):
            join, column_text = _without_open_start(self.table.name, leaf.name)
            self.joins.append(join)
        self.add(leaf.name, leaf, column_text or _expression(self.sql, self.root, leaf, leaf.steps))

    def add_items(self, name: str) -> None:
        """Make a row for each item of a list. Its number is the second column."""
        self.joins.insert(0, f"CROSS JOIN {self.sql.items(self.root, [name], 'item')}")
        number = ViewColumn("item", "integer", f"Its number in `{name}`, from 1.")
        self.columns.insert(1, (number, self.sql.number("item")))

    def view(self, name: str, comment: str) -> View:
        criteria = [f"{self.table.name}.body IS NOT NULL", *filter(None, [_of_kind(self.resource)])]
        select_list = ",\n    ".join(
            f"{expression} AS {_identifier(column.name)}" for column, expression in self.columns
        )
        source = " ".join([self.sql.source(self.table.name), *self.joins])
        query = f"SELECT {select_list}\nFROM {source}\nWHERE {' AND '.join(criteria)}"
        return View(name, comment, tuple(column for column, _ in self.columns), query)


def _view(resource: Resource, dialect: str, items: str | None = None) -> View:
    """The view of a list; or, with the name of a field, the one that has a row for each item of it."""
    selection = _Select(resource, dialect)
    for leaf in _leaves(resource.out):
        if leaf.steps[0][0] == items:
            inner = replace(leaf, steps=leaf.steps[1:])
            selection.add(leaf.name, inner, _expression(selection.sql, "item.value", inner, inner.steps))
        elif not (items and leaf.is_list):
            selection.add_value(leaf)
    name = "v" + resource.path.replace("/", "_").replace("-", "_")
    comment = " ".join((resource.out.__doc__ or "").split())
    if items is None:
        return selection.view(name, comment)
    selection.add_items(items)
    return selection.view(f"{name}_{items}", f"One row for each item of `{items}`. {comment}")


def sql_views(resources: Sequence[Resource], dialect: str) -> list[View]:
    """The views of all lists, for ``postgresql`` or ``sqlite``."""
    return [_view(resource, dialect, field) for resource in resources for field in (None, *LONG.get(resource.path, ()))]
