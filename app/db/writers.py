"""One writer at a time, on both kinds of database: a load, a publication, a migration or a pruning waits for another.

Whoever writes reads the newest revision first. If two did so at once, the later one to commit might have the earlier
revision, and clients that follow the changes would miss it.
"""

import sqlite3
from typing import Any

import structlog
from sqlalchemy import Connection, func, select

LOCK = 0x436F6D6D  # "Comm"
"""Key of the advisory lock of PostgreSQL that a writer holds."""

log = structlog.get_logger()


def wait_for_writers(connection: Connection) -> None:
    """Take the lock of writers, which the end of the transaction releases. Call it before the first read.

    On SQLite the transaction has the lock already: it begins by :func:`execute_when_unlocked`.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))


def execute_when_unlocked(connection: Any, statement: str) -> None:
    """Run a statement that needs the lock of SQLite, for however long another process holds it.

    SQLite itself waits for ``busy_timeout`` only, and a large load takes longer. The lock of a process ends with it.
    """
    has_warned = False
    while True:
        try:
            connection.execute(statement)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
        else:
            return
        if not has_warned:
            log.warning("another process writes to the database: waiting for its end")
            has_warned = True
