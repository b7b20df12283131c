"""Insert, update and delete many rows with one statement, without what SQLAlchemy does for each row.

This also suits SQLite's full-text index, which writes its buffer to disk at the start of each statement.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from operator import itemgetter
from typing import Any, TypeVar, cast

from sqlalchemy import Dialect, Table
from sqlalchemy import delete as delete_from
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from app.db.engine import Base
from app.db.records import Record

T = TypeVar("T")

STATEMENT_ROWS = 100
"""Rows in a statement. With a fixed number most statements have the same text, and the driver's cache of prepared
statements holds them."""


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """The items in lists of at most ``size``."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def _insert_sql(table: Table, columns: Sequence[str], count: int, placeholder: str) -> str:
    values = _values_sql(len(columns), count, placeholder)
    return f"INSERT INTO {table.name} ({', '.join(columns)}) VALUES {values}"  # noqa: S608 - our names


def _update_sql(
    table: Table, columns: Sequence[str], common_names: Collection[str], count: int, placeholder: str
) -> str:
    changes = [
        *(f"{name} = new_rows.{name}" for name in columns[1:]),
        *(f"{name} = {placeholder}" for name in common_names),
    ]
    return (
        f"WITH new_rows ({', '.join(columns)}) AS (VALUES {_values_sql(len(columns), count, placeholder)})"  # noqa: S608 - our names
        f" UPDATE {table.name} SET {', '.join(changes)} FROM new_rows WHERE {table.name}.id = new_rows.id"
    )


def _values_sql(columns: int, count: int, placeholder: str) -> str:
    return ", ".join([f"({', '.join([placeholder] * columns)})"] * count)


def _placeholder(dialect: Dialect) -> str:
    return "?" if dialect.name == "sqlite" else "%s"


def _chunks(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[int, list[Any]]]:
    """The number of rows of each statement, and their values in one flat list."""
    values_of = itemgetter(*rows[0])
    for chunk in batches(rows, STATEMENT_ROWS):
        yield len(chunk), list(chain.from_iterable(map(values_of, chunk)))


def _defaults(table: Table, columns: Collection[str]) -> dict[str, Any]:
    """The defaults of the other columns. The model has them, and the database does not."""
    absent = [column for column in table.columns if column.name not in columns and column.server_default is None]
    defaults = ((column.name, column.default) for column in absent)
    return {name: default.arg for name, default in defaults if isinstance(default, ScalarElementColumnDefault)}


def insert(session: Session, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows. All of them have the same attributes of the model as keys."""
    connection, table = session.connection(), cast("Table", model.__table__)
    column_names = {name: model.__mapper__.columns[name].name for name in rows[0]}
    if defaults := _defaults(table, column_names.values()):
        rows = [defaults | row for row in rows]
    quote, placeholder = connection.dialect.identifier_preparer.quote, _placeholder(connection.dialect)
    names = tuple(quote(column_names.get(name, name)) for name in rows[0])
    for count, values in _chunks(rows):
        connection.exec_driver_sql(_insert_sql(table, names, count, placeholder), tuple(values))


def update(session: Session, model: type[Base], rows: Sequence[dict[str, Any]], **common_values: Any) -> None:
    """Update rows by id, the first key of each row. Every row gets the ``common_values`` too."""
    connection, table = session.connection(), cast("Table", model.__table__)
    for count, values in _chunks(rows):
        statement = _update_sql(table, tuple(rows[0]), common_values, count, _placeholder(connection.dialect))
        connection.exec_driver_sql(statement, (*values, *common_values.values()))


def delete(session: Session, model: type[Record], ids: Iterable[str]) -> None:
    """Delete the rows with these ids."""
    for batch in batches(ids, STATEMENT_ROWS):
        session.execute(delete_from(model).where(model.id.in_(batch)))
