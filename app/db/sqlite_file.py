"""Open the file of a SQLite database for reading, and notice when another file has replaced it."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import quote

from app.db.failures import ABSENT_FILE

FileIdentity: TypeAlias = tuple[int, ...]

_FILE_SUFFIXES = ("", "-journal", "-wal", "-shm")

NOT_WRITABLE = ("SQLITE_READONLY", "SQLITE_CANTOPEN")


def remove_database(path: Path) -> None:
    """Remove the file of a database, and those that SQLite keeps beside it."""
    for suffix in _FILE_SUFFIXES:
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116 - called for each request; a Path takes three times as long
    except OSError:
        return None


def _is_same_file(before: os.stat_result, after: os.stat_result) -> bool:
    return (before.st_dev, before.st_ino) == (after.st_dev, after.st_ino)


def _identity(status: os.stat_result) -> FileIdentity:
    """What changes when another file replaces a file, and when its content is written over.

    SQLite itself does not notice that another program writes to the file. It writes there too, when it moves its log
    into the file: to take that for a replacement costs a new connection.
    """
    return (status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _open(path: str, mode: str, options: dict[str, Any]) -> sqlite3.Connection:
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


def _connect(path: str, **options: Any) -> sqlite3.Connection:
    """A connection for reading. In a read-only folder, the file is opened as immutable.

    Raises ``sqlite3.Error`` if there is no file, or it cannot be read. It creates none.
    """
    try:
        return _open(path, "mode=rw", options)
    except sqlite3.OperationalError as error:
        if not error.sqlite_errorname.startswith(NOT_WRITABLE):
            raise
        if not Path(path).exists():
            raise sqlite3.OperationalError(ABSENT_FILE) from None
        log = Path(f"{path}-wal")
        if log.exists() and log.stat().st_size:  # an immutable file is read without its log
            raise
        return _open(path, "immutable=1", options)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The file that a connection has open, as it was before it was opened.

    SQLite maps the file into memory: to read pages that were cut off meanwhile would end the process.
    """

    path: str
    identity: FileIdentity

    def is_current(self) -> bool:
        """Whether the file is still at the path, and only SQLite's log has been written."""
        status = _status(self.path)
        return status is not None and _identity(status) == self.identity


def open_file(path: str, **options: Any) -> tuple[sqlite3.Connection, Stamp]:
    """A connection for reading, and the file that it has open.

    Raises ``sqlite3.Error`` if there is no file, it cannot be read, or it is replaced meanwhile.
    """
    before = _status(path)
    connection = _connect(path, **options)
    status = _status(path)
    if before is None or status is None or not _is_same_file(before, status):  # replaced meanwhile
        connection.close()
        raise sqlite3.OperationalError(ABSENT_FILE)
    return connection, Stamp(path, _identity(before))
