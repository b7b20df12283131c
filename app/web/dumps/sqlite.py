"""All lists as one SQLite file: a table for each list, with the columns of its CSV, and one for each list in a record.

`meetings` has a meeting on each row, and `meetings_participants` a participant of a meeting.
"""

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from app.api.file_options import row_fields
from app.api.formats.columns import Column, columns, model_of
from app.api.formats.export import read_pieces
from app.domain.deadline import check_each
from app.domain.escape import encodable
from app.resource import Resource
from app.web.data_set import column_description, list_name
from app.web.dumps.stored_list import StoredList

_TYPES = {bool: "BOOLEAN", int: "INTEGER", float: "REAL", date: "DATE", datetime: "TIMESTAMP"}
"""The declared types, by which DuckDB, SQLAlchemy and others read the columns; any other is TEXT. SQLite itself stores
dates and moments as text, as CSV has them."""


@dataclass(frozen=True)
class Table:
    """A table of the file. ``field`` is the field of a record whose items are its rows, or None for the records.

    The key of a row of items is the id of the record, in the column ``owner``, and ``item_number``, counted from 1.
    """

    name: str
    columns: Sequence[Column]
    descriptions: Mapping[str, str]
    owner: str = "id"
    owners: str = ""
    field: str | None = None

    def rows(self, record: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
        """The rows of a record."""
        if self.field is None:
            yield tuple(map(partial(_value, record), self.columns))
            return
        for number, item in enumerate(record[self.field], 1):
            yield (record["id"], number, *map(partial(_value, item), self.columns))


def _value(record: dict[str, Any], column: Column) -> Any:
    value = column.value(record)
    if value is None or column.kind in (bool, int):
        return value
    return float(value) if column.kind is float else encodable(str(value))


def tables_of(resource: Resource) -> list[Table]:
    """The table of a list, and those of the lists in its records."""
    name = list_name(resource).replace("-", "_")
    descriptions = {column.name: column_description(resource.out, column) for column in columns(resource.out)}
    tables = [Table(name, columns(resource.out), _texts(descriptions))]
    for field in row_fields(resource.out):
        item = model_of(resource.out, field)
        descriptions = {column.name: column_description(item, column) for column in columns(item)}
        owner = f"{resource.singular.replace(' ', '_')}_id"
        tables.append(Table(f"{name}_{field}", columns(item), _texts(descriptions), owner, name, field))
    return tables


def _texts(descriptions: Mapping[str, str | None]) -> dict[str, str]:
    return {name: text or name for name, text in descriptions.items()}


def _quote(name: str) -> str:
    return f'"{name}"'


def _create(table: Table, references: Mapping[tuple[str, str], str]) -> str:
    """The statement that creates a table, with its references to other tables, by table and column."""
    lines, key = [], "PRIMARY KEY (id)"
    if table.field is not None:
        lines = [f"{_quote(table.owner)} TEXT NOT NULL REFERENCES {table.owners} (id)", "item_number INTEGER NOT NULL"]
        key = f"PRIMARY KEY ({_quote(table.owner)}, item_number)"
    for column in table.columns:
        line = f"{_quote(column.name)} {_TYPES.get(column.kind, 'TEXT')}"
        target = references.get((table.name, column.name))
        line += " NOT NULL" if table.field is None and column.name == "id" else ""
        lines.append(line + (f" REFERENCES {target} (id)" if target else ""))
    return f"CREATE TABLE {table.name} ({', '.join([*lines, key])})"


def foreign_keys(resources: Sequence[Resource]) -> dict[tuple[str, str], str]:
    """The table that each column refers to, by table and column, where a column has the id of one record."""
    owners: dict[Any, list[str]] = {}
    for resource in resources:
        owners.setdefault(resource.model, []).append(list_name(resource).replace("-", "_"))
    references = {}
    for resource in resources:
        for table in tables_of(resource):
            names = {column.name for column in table.columns}
            for include in resource.out.includes.values():
                field, *further_parts = include.parts
                field = field if field in row_fields(resource.out) else None
                name = "_".join([*(include.parts if field is None else further_parts), "id"])
                if field == table.field and name in names and len(owners.get(include.model, ())) == 1:
                    references[table.name, name] = owners[include.model][0]
    return references


def write_sqlite(
    lists: Sequence[StoredList], about: Mapping[str, str], progress: Callable[[int], None]
) -> Iterator[bytes]:
    """The file, in pieces. ``about`` is what its table of that name has; ``progress`` gets its bytes as it grows."""
    references = foreign_keys([stored_list.resource for stored_list in lists])
    with tempfile.NamedTemporaryFile(prefix="communique-", suffix=".sqlite") as file:
        with closing(sqlite3.connect(file.name, isolation_level=None, check_same_thread=False)) as connection:
            # Nobody else has this file, and after a failure it is dropped: it needs no journal.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("BEGIN")
            connection.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)")
            connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())
            connection.execute(
                "CREATE TABLE about_columns (table_name TEXT, column_name TEXT, description TEXT, "
                "PRIMARY KEY (table_name, column_name))"
            )
            for stored_list in lists:
                for table in tables_of(stored_list.resource):
                    connection.execute(_create(table, references))
                    rows = [(table.name, *pair) for pair in table.descriptions.items()]
                    connection.executemany("INSERT INTO about_columns VALUES (?, ?, ?)", rows)
                _fill(connection, stored_list, lambda: progress(Path(file.name).stat().st_size))
            connection.execute("COMMIT")
        yield from read_pieces(file)


def _fill(connection: sqlite3.Connection, stored_list: StoredList, note: Callable[[], None]) -> None:
    tables = tables_of(stored_list.resource)
    for batch in stored_list.records():
        for table in tables:
            rows = [row for record in check_each(batch) for row in table.rows(record)]
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                connection.executemany(f"INSERT INTO {table.name} VALUES ({marks})", rows)  # noqa: S608 - our own name
        note()
