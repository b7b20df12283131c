"""Makes the SQLite file of a past revision from its archive."""

import json
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Connection, Engine

from app.db import migrate
from app.db.engine import make_engine
from app.settings import Settings

ROWS = 1000
"""Rows that are inserted at a time."""


def make_file(lines: Iterator[bytes], path: Path, settings: Settings) -> None:
    """Write the lines of an archive into a new SQLite database, with the newest schema.

    The rows go into tables of the schema with which they were archived. Later migrations then change them, as they have
    changed those of the served database. An empty database of that schema stays in the folder for the next file.
    """
    schema = json.loads(next(lines))["schema"]
    empty = path.parent / f"{schema}.schema"
    if not empty.exists():
        part = empty.with_suffix(".part")
        part.unlink(missing_ok=True)
        engine = _engine(part, settings)
        migrate.upgrade(engine, schema)
        _finish(engine)
        part.rename(empty)
    copyfile(empty, path)
    engine = _engine(path, settings)
    try:
        with engine.connect() as connection:
            for pragma in ("foreign_keys = OFF", "synchronous = OFF"):
                connection.connection.cursor().execute(f"PRAGMA {pragma}")
            with connection.begin():
                fill(connection, lines)
        if schema != migrate.head():
            migrate.upgrade(engine)
    finally:
        _finish(engine)


def _engine(path: Path, settings: Settings) -> Engine:
    return make_engine(settings.model_copy(update={"database_url": SecretStr(f"sqlite:///{path}"), "read_url": None}))


def _finish(engine: Engine) -> None:
    """Close a database so that it is one file, without a log beside it."""
    engine.dispose()
    with engine.connect() as connection:
        connection.connection.cursor().execute("PRAGMA journal_mode = DELETE")
    engine.dispose()


def fill(connection: Connection, lines: Iterator[bytes]) -> None:
    """Insert all rows. Indexes are dropped meanwhile, as in a first load."""
    cursor = connection.connection.cursor()
    indexes = cursor.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY rowid"
    ).fetchall()
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    insert, rows = "", []
    for line in lines:
        content = json.loads(line)
        if isinstance(content, list):
            rows.append(content)
        else:
            _insert(cursor, insert, rows)
            table, names = content["table"], ", ".join(f'"{name}"' for name in content["columns"])
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our names; a migration may have inserted rows
            insert = f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(content['columns']))})"  # noqa: S608
            rows = []
        if len(rows) == ROWS:
            _insert(cursor, insert, rows)
            rows = []
    _insert(cursor, insert, rows)
    for _, sql in indexes:
        cursor.execute(sql)


def _insert(cursor: Any, insert: str, rows: list[list[Any]]) -> None:
    if rows:
        cursor.executemany(insert, rows)
