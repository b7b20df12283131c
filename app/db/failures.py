"""Explains a failure of the database to a client of the API: what caused it, and what to do."""

import re

from sqlalchemy.exc import DataError, DBAPIError, InternalError, NotSupportedError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

TOO_LONG = "the database took too long to answer: ask for less, or try again shortly"

LATE = "the answer took too long to make: ask for less, or try again shortly, as the service may be starting or busy"
"""The message for a request whose time is over, whatever took it."""

SILENT = "the database did not answer in time: try again shortly"

IN_USE = "all connections to the database are in use: try again shortly"

NO_TABLE = "the database lacks a table or column: run communique migrate"

DAMAGE = "the database is damaged: restore it from a backup"

FULL = "there is no room left on the database's disk"

UNREADABLE = "the database's disk cannot be read"

LOCK = "another program has locked the database: try again shortly"

NO_PERMISSION = "the service has no permission to read the database"

ABSENT = "the database does not exist on its server"

NO_CONNECTION = "the database takes no more connections: try again shortly"

NOT_UP = "the database is starting or stopping: try again shortly"

UNREACHABLE = "the database cannot be reached: try again shortly"

UNOPENABLE = "the database file cannot be opened: see its permissions"

MEMORY = "the database has no memory left: try again shortly"

BROKEN_OFF = "the database ended its answer early: try again shortly"

LOGIN = "the database refuses the service's login"

POOLER = "the database is behind a pooler without prepared statements: set COMMUNIQUE_PGBOUNCER"

FAULT = "the database cannot run what the service asked"
"""A fault of the service: the client cannot help it, and a retry fails too."""

TOO_MUCH = "the request is too complex for the database: ask for less at once"

VALUE = "a value is out of the range of its column"

CAUSED_BY_CLIENT = (TOO_MUCH, VALUE)
"""Causes that the client can remove by changing the request."""

# Keys are the first letters of an error's name in SQLite, or of its SQLSTATE in PostgreSQL. The first match counts.
CAUSES = {
    "SQLITE_INTERRUPT": TOO_LONG,
    "SQLITE_CORRUPT": DAMAGE,
    "SQLITE_NOTADB": DAMAGE,
    "SQLITE_FULL": FULL,
    "SQLITE_IOERR": UNREADABLE,
    "SQLITE_BUSY": LOCK,
    "SQLITE_LOCKED": LOCK,
    "SQLITE_READONLY": NO_PERMISSION,
    "SQLITE_PERM": NO_PERMISSION,
    "SQLITE_AUTH": NO_PERMISSION,
    "SQLITE_CANTOPEN": UNOPENABLE,
    "SQLITE_NOMEM": MEMORY,
    "SQLITE_PROTOCOL": LOCK,
    "SQLITE_SCHEMA": BROKEN_OFF,
    "SQLITE_TOOBIG": TOO_MUCH,
    "57014": TOO_LONG,
    "25P04": TOO_LONG,
    "25P03": NOT_UP,
    "57P": NOT_UP,
    "42501": NO_PERMISSION,
    "42P01": NO_TABLE,
    "42703": NO_TABLE,
    "3D000": ABSENT,
    "3F000": NO_TABLE,
    "28": LOGIN,
    "53100": FULL,
    "53200": MEMORY,
    "53": NO_CONNECTION,
    "55P03": LOCK,
    "55006": LOCK,
    "40": BROKEN_OFF,
    "26000": POOLER,
    "42P05": POOLER,
    "54": TOO_MUCH,
    **dict.fromkeys(("22001", "22003", "22007", "22008", "22021", "22P02", "22P03", "22P05"), VALUE),
    "58": UNREADABLE,
    "XX001": DAMAGE,
    "XX002": DAMAGE,
    "08": UNREACHABLE,
}

# Both databases have codes for these errors, but do not always use them.
_TOO_MUCH = re.compile("too (many|large|complex|deep)|stack overflow|memory exhausted")

_NO_CONNECTION = re.compile("too many (clients|connections)|connection slots|connection limit exceeded")

ABSENT_FILE = "the database file is not there: restore it, or run communique migrate and load"


def code_of(error: BaseException | None) -> str:
    """An error's name in SQLite or its SQLSTATE in PostgreSQL; empty if the driver failed without the database."""
    return str(getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or "")


def cause(error: BaseException) -> str:
    """The sentence for an error. It has no detail of the statement or the server."""
    if isinstance(error, PoolTimeoutError):
        return IN_USE
    original = error.orig if isinstance(error, DBAPIError) else error
    code, message = code_of(original), str(original)
    if "no such table" in message or "no such column" in message:
        return NO_TABLE
    if ABSENT_FILE in message:
        return ABSENT_FILE
    if "malformed" in message or "decode to UTF-8" in message:
        return DAMAGE
    if not code and _NO_CONNECTION.search(message):  # an error while connecting has no code
        return NO_CONNECTION
    if not code and "does not exist" in message and "database" in message:
        return ABSENT
    if not code and ("password" in message or "authentication" in message or "role" in message):
        return LOGIN
    if not code and "timeout" in message:
        return SILENT
    if code in ("SQLITE_ERROR", "42601") and _TOO_MUCH.search(message):
        return TOO_MUCH
    if code:
        return next((text for beginning, text in CAUSES.items() if code.startswith(beginning)), FAULT)
    return _without_code(error)


def _without_code(error: BaseException) -> str:
    """The sentence for an error without a code, from the driver or the network."""
    if not isinstance(error, DBAPIError) or error.statement is None or error.connection_invalidated:
        return UNREACHABLE
    if isinstance(error, DataError):
        return VALUE
    return FAULT if isinstance(error, (ProgrammingError, NotSupportedError, InternalError)) else UNREACHABLE
