"""Fills an empty database with the text of a state, on SQLite and on PostgreSQL."""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Engine

from app.db import migrate
from app.db.engine import Base
from app.db.past_file import fill
from app.db.revision import newest_revision


def present_revision(engine: Engine) -> int:
    """The revision of the data in a database; 0 if it has no data, or not even tables."""
    with engine.connect() as connection:
        has_tables = migrate.schema_version(connection) is not None
    return newest_revision(engine) if has_tables else 0


def restore(engine: Engine, lines: Iterable[bytes]) -> None:
    """Fill a database that has no data.

    Each part of the text names its schema. The database is migrated to that schema, and the part is written. Afterwards
    the caller migrates the database to the newest schema. If all parts have the same one, a failure leaves the tables
    empty.
    """
    with engine.connect() as connection:
        empty_schema = migrate.schema_version(connection)
    for schema, part in groupby(_with_schema(lines), itemgetter(0)):
        if empty_schema not in (None, schema):
            migrate.downgrade(engine)
        empty_schema = None
        migrate.upgrade(engine, schema)
        with migrate.transaction(engine) as connection:
            part_lines = (line for _, line in part)
            if connection.dialect.name == "sqlite":
                fill(connection, part_lines)
            else:
                _copy(connection, part_lines)


def _with_schema(lines: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    schema = ""
    for line in lines:
        if line.startswith(b'{"schema":'):
            schema = json.loads(line)["schema"]
        else:
            yield schema, line


def _copy(connection: Connection, lines: Iterable[bytes]) -> None:
    """Insert all rows. Their values are as SQLite stores them. PostgreSQL converts them to the types of its columns: 1
    to true, and a moment without a time zone by that of the session."""
    cursor: Any = connection.connection.cursor()
    cursor.execute("SET LOCAL TIME ZONE 'UTC'")
    for is_table, group in groupby(map(json.loads, lines), lambda content: isinstance(content, dict)):
        if is_table:
            for content in group:
                table, names = content["table"], ", ".join(f'"{name}"' for name in content["columns"])
                cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our names; a migration may have inserted rows
        else:
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in group:
                    copy.write_row(row)
    for table in Base.metadata.tables.values():
        if (column := table.autoincrement_column) is not None:
            newest = f"(SELECT max({column.name}) FROM {table.name})"  # noqa: S608 - our names
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table.name}', '{column.name}'), {newest})")
