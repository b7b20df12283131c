"""Many rows in one statement, past what SQLAlchemy does for each of them.

One statement rather than one a row also lets SQLite's index of the search take a batch at once: it writes what it
holds back to disk at the start of each statement.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Dialect, Table
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from app.db.engine import Base

ROWS = 100
"""Rows in a statement: most are then the same ones, which the driver keeps ready, and it keeps few large ones."""


def _insert(table: Table, columns: Sequence[str], count: int, mark: str) -> str:
    values = _values(len(columns), count, mark)
    return f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES {values}"  # noqa: S608 - names of ours


def _update(table: Table, columns: Sequence[str], same: Collection[str], count: int, mark: str) -> str:
    changes = [*(f"{name} = new_rows.{name}" for name in columns[1:]), *(f"{name} = {mark}" for name in same)]
    return (
        f"WITH new_rows ({', '.join(columns)}) AS (VALUES {_values(len(columns), count, mark)})"  # noqa: S608 - the same
        f" UPDATE {table.name} SET {', '.join(changes)} FROM new_rows WHERE {table.name}.id = new_rows.id"
    )


def _values(columns: int, count: int, mark: str) -> str:
    return ", ".join([f"({', '.join([mark] * columns)})"] * count)


def _mark(dialect: Dialect) -> str:
    return "?" if dialect.name == "sqlite" else "%s"


def _chunks(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[int, list[Any]]]:
    """How many rows go into a statement, and their values one after the other."""
    of = itemgetter(*rows[0])
    for at in range(0, len(rows), ROWS):
        chunk = rows[at : at + ROWS]
        yield len(chunk), list(chain.from_iterable(map(of, chunk)))


def _defaults(table: Table, given: Collection[str]) -> dict[str, Any]:
    """What SQLAlchemy fills in where the database does not."""
    left = [column for column in table.columns if column.name not in given and column.server_default is None]
    filled = ((column.name, column.default) for column in left)
    return {name: default.arg for name, default in filled if isinstance(default, ScalarElementColumnDefault)}


def insert(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all give the same attributes of the model."""
    connection, table = session.connection(), cast("Table", model.__table__)
    named = {name: model.__mapper__.columns[name].name for name in rows[0]}
    if defaults := _defaults(table, named.values()):
        rows = [defaults | row for row in rows]
    quote, mark = connection.dialect.identifier_preparer.quote, _mark(connection.dialect)
    names = tuple(quote(named.get(name, name)) for name in rows[0])
    for count, values in _chunks(rows):
        connection.exec_driver_sql(_insert(table, names, count, mark), tuple(values))


def update(session: Session, model: type[Base], rows: Sequence[dict[str, Any]], **same: Any) -> None:
    """Update rows by their id, which is the first that each gives; all of them get the ``same`` values too."""
    connection, table = session.connection(), cast("Table", model.__table__)
    for count, values in _chunks(rows):
        statement = _update(table, tuple(rows[0]), same, count, _mark(connection.dialect))
        connection.exec_driver_sql(statement, (*values, *same.values()))
