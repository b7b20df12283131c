"""Copy a SQLite database while it is served and loaded."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import mkstemp
from urllib.parse import quote

from app.db.sqlite_file import remove_database


def backup(source: Path, target: Path) -> int:
    """Copy a database, as it is at one moment, to a new file. Returns the revision of its data, or 0 if it has none.

    The copy is written under another name, so ``target`` exists only when it is complete. No file is overwritten.

    Raises ``FileExistsError`` if ``target`` exists, ``OSError`` if the copy cannot be written, and ``sqlite3.Error`` if
    the database cannot be read, or is none of this program.
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
            original.backup(copy)  # in one step: with several, each load would restart it
            copy.execute("PRAGMA journal_mode = DELETE")  # the copy is one file, without a log beside it
            (revision,) = copy.execute("SELECT coalesce(max(revision), 0) FROM publications").fetchone()
        _give_name(part, target)
    finally:
        remove_database(part)
    return int(revision)


def _give_name(part: Path, target: Path) -> None:
    """Give the finished copy its name. Raises ``FileExistsError`` if another file has that name by now."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise
    except OSError:  # the file system has no hard links
        if target.exists():
            raise FileExistsError(target) from None
        part.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
