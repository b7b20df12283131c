"""A copy of a SQLite database that is served and loaded meanwhile."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from tempfile import mkstemp
from urllib.parse import quote


def backup(source: Path, target: Path) -> int:
    """Copy the database of ``source`` to the file ``target`` as it is at one moment, and return the revision of its
    data, 0 if there is none. The file is there once it is whole, and no other is written over.

    Raises ``FileExistsError``, ``sqlite3.Error`` where the database cannot be read or the copy not be written, and
    ``OSError``.
    """
    if target.exists() or target.is_symlink():
        raise FileExistsError(target)
    handle, name = mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    part = Path(name)
    try:
        with (
            closing(sqlite3.connect(f"file:{quote(str(source))}?mode=rw", uri=True, timeout=10)) as original,
            closing(sqlite3.connect(part)) as copy,
        ):
            original.backup(copy)  # in one step: in several, it would begin again after each load
            copy.execute("PRAGMA journal_mode = DELETE")  # so that nothing of it is in a second file
            revision = _revision(copy)
        _publish(part, target)
    finally:
        for rest in ("", "-journal", "-wal", "-shm"):
            Path(f"{part}{rest}").unlink(missing_ok=True)
    return revision


def _revision(connection: sqlite3.Connection) -> int:
    with suppress(sqlite3.OperationalError):  # it is not migrated
        return int(connection.execute("SELECT max(revision) FROM publications").fetchone()[0] or 0)
    return 0


def _publish(part: Path, target: Path) -> None:
    """Give the file its name, unless there is one of that name by now."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # the file system knows no second names
        if target.exists():
            raise FileExistsError(target) from None
        part.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
