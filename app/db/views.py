"""The SQL views of a database: drop them before a migration, and create them after it.

A view forbids changes to the tables below it: PostgreSQL drops no column that a view reads, and SQLite, which copies a
table to change it, does not rename one. So ``migrations/env.py`` drops all views first, and creates them when the
schema is the newest. No migration has to think of them.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import TypeAlias

from sqlalchemy import Connection, inspect, text

COLUMNS_VIEW = "v_columns"
"""The view that describes all columns of all views. A role that may read it may read every view."""

Grants: TypeAlias = Sequence[tuple[str, str, str]]
"""View, role and privilege, as PostgreSQL writes them in GRANT."""


@dataclass(frozen=True)
class ViewColumn:
    """A column. ``kind`` is ``text``, ``integer``, ``number``, ``boolean``, ``date`` or ``moment``."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True)
class View:
    """A view: its name, what a row is, its columns, and its SELECT."""

    name: str
    comment: str
    columns: tuple[ViewColumn, ...]
    query: str


GRANTS = text(
    "SELECT quote_ident(c.relname),"
    " CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END, a.privilege_type"
    " FROM pg_class c CROSS JOIN aclexplode(c.relacl) a"
    " WHERE c.relkind = 'v' AND c.relname LIKE 'v\\_%' AND c.relnamespace = current_schema()::regnamespace"
    " AND a.grantee <> c.relowner"
)


def view_names(connection: Connection) -> list[str]:
    """The names of the views of this service that the database has: a user may have added others."""
    if COLUMNS_VIEW not in inspect(connection).get_view_names():
        return []
    return list(connection.scalars(text("SELECT view_name FROM v_columns WHERE position = 0 ORDER BY view_name")))


def drop_views(connection: Connection) -> Grants:
    """Drop the views, and return who may read them. Views of older versions, before ``v_columns``, are left to the
    migrations, which drop them."""
    grants: Grants = []
    if connection.dialect.name == "postgresql":
        grants = [(view, role, privilege) for view, role, privilege in connection.execute(GRANTS)]
    for name in view_names(connection):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")  # one may have gone with its table
    return grants


def create_views(connection: Connection, views: Sequence[View], grants: Grants = ()) -> None:
    """Create the views and ``v_columns``, with their comments and with the privileges that they had."""
    all_views = [*views, _columns_view(views)]
    statements = [f"CREATE VIEW {view.name} AS\n{view.query}" for view in all_views]
    if connection.dialect.name == "postgresql":
        statements += [comment for view in all_views for comment in _comments(view)]
        statements += _grants({view.name for view in all_views}, grants)
        statements = [";\n".join(statements)]
    cursor = connection.connection.cursor()  # texts have % and :name, which are no parameters
    for statement in statements:
        cursor.execute(statement)
    cursor.close()


def _comments(view: View) -> Iterator[str]:
    yield f"COMMENT ON VIEW {view.name} IS {_literal(view.comment)}"
    for column in view.columns:
        yield f'COMMENT ON COLUMN {view.name}."{column.name}" IS {_literal(column.description)}'


def _grants(names: Set[str], grants: Grants) -> list[str]:
    """The statements that give the privileges again; a new view gets those of ``v_columns``."""
    to_all = {(name, role, privilege) for view, role, privilege in grants if view == COLUMNS_VIEW for name in names}
    again = {grant for grant in grants if grant[0] in names}
    return [f"GRANT {privilege} ON {name} TO {role}" for name, role, privilege in sorted(to_all | again)]


def _columns_view(views: Sequence[View]) -> View:
    columns = tuple(
        ViewColumn(name, kind, description)
        for name, kind, description in (
            ("view_name", "text", "Name of the view."),
            ("position", "integer", "Number of the column in the view, from 1; 0 for the view itself."),
            ("column_name", "text", "Name of the column; null for the view itself."),
            ("type", "text", "Type of its values: text, integer, number, boolean, date or moment."),
            ("description", "text", "What it means."),
        )
    )
    view = View(COLUMNS_VIEW, "The views and their columns.", columns, "")
    rows = []
    for entry in (*views, view):
        rows.append(f"({_literal(entry.name)}, 0, NULL, 'view', {_literal(entry.comment)})")
        for number, column in enumerate(entry.columns, 1):
            texts = ", ".join(map(_literal, (column.name, column.kind, column.description)))
            rows.append(f"({_literal(entry.name)}, {number}, {texts})")
    names = ", ".join(f"column{number} AS {column.name}" for number, column in enumerate(columns, 1))
    values = ",\n".join(rows)
    query = f"SELECT {names} FROM (VALUES\n{values}\n) AS described"  # noqa: S608 - texts of ours
    return replace(view, query=query)


def _literal(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
