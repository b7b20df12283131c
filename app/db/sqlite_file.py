"""The file of a SQLite database, opened to be read: also where nothing can be written, and never one that is gone."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from app.db.failures import ABSENT_FILE

Identity: TypeAlias = tuple[int, ...]

NOT_WRITABLE = ("SQLITE_READONLY", "SQLITE_CANTOPEN")


def identity(path: str, *, fixed: bool = False) -> Identity | None:
    """What tells the file at a path from one that takes its place; None where there is none.

    Of a file that is opened as ``fixed``, SQLite does not notice changes: they make another.
    """
    try:
        found = os.stat(path)  # noqa: PTH116 - a third of the time that a Path takes, for each question
    except OSError:
        return None
    more = (found.st_size, found.st_mtime_ns) if fixed else ()
    return (found.st_dev, found.st_ino, *more)


def _opened(path: str, mode: str, options: dict[str, Any]) -> sqlite3.Connection:
    uri = f"file:{quote(path)}?{mode}"
    connection: sqlite3.Connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, **options
    )
    try:
        connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: str, **options: Any) -> tuple[sqlite3.Connection, bool]:
    """A connection to read by, and whether the file is opened as fixed: where SQLite can write nothing beside it.

    It makes no file. Raises ``sqlite3.Error`` where there is none, or it cannot be read.
    """
    try:
        return _opened(path, "mode=rw", options), False
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith(NOT_WRITABLE):
            raise
        if not Path(path).exists():
            raise sqlite3.OperationalError(ABSENT_FILE) from None
        log = Path(f"{path}-wal")
        if log.exists() and log.stat().st_size:  # what is in it would not be read
            raise
        return _opened(path, "immutable=1", options), True


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which file a connection has open."""

    path: str
    identity: Identity | None
    fixed: bool

    def holds(self) -> bool:
        """Whether that file still is at the path."""
        return identity(self.path, fixed=self.fixed) == self.identity


def open_file(path: str, **options: Any) -> tuple[sqlite3.Connection, Stamp]:
    """A connection to read by, and which file it has open."""
    before = identity(path)
    connection, fixed = _connect(path, **options)
    stamp = Stamp(path, identity(path, fixed=fixed), fixed)
    if stamp.identity is None or stamp.identity[:2] != before:  # replaced while it was opened
        connection.close()
        raise sqlite3.OperationalError(ABSENT_FILE)
    return connection, stamp
