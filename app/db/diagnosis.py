"""Explains a failure of the database to the operator of a command, in the words of the driver."""

import logging
import sqlite3

from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from app.db import failures
from app.settings import mask_secrets

ADVICE = {
    failures.NO_TABLE: "run communique migrate",
    failures.DAMAGE: "restore it from a backup",
    failures.UNOPENABLE: "name a file that this user may open, in a folder that exists",
    failures.NO_PERMISSION: "give this user the rights to read and write it",
    failures.FULL: "make room on its disk",
    failures.LOCK: "another program uses it, so try again when that has ended",
    failures.ABSENT: "create it, or name another one in COMMUNIQUE_DATABASE_URL",
    failures.LOGIN: "check the user and the password in COMMUNIQUE_DATABASE_URL",
    failures.NO_CONNECTION: "try again when there are fewer connections, or raise their limit",
    failures.TOO_LONG: "raise the statement_timeout of this user, or COMMUNIQUE_STATEMENT_TIMEOUT_MS",
}
"""What an operator can do about a failure, by its cause: the words of a driver do not say that."""

log = logging.getLogger(__name__)


def explain(error: Exception) -> str | None:
    """The sentence for an error of the database; None if it is a fault of the program.

    A ``ValueError`` or another error of Python may come from a damaged file, whose content cannot be decoded.
    """
    log.debug("the database failed", exc_info=error)
    if isinstance(error, (DBAPIError, sqlite3.Error)):
        return _explain_driver(error.orig if isinstance(error, DBAPIError) else error, failures.cause(error))
    if isinstance(error, (SQLAlchemyError, CommandError, OSError)):
        return mask_secrets(str(error))
    if isinstance(error, (ValueError, LookupError, TypeError)):
        reason = f"{type(error).__name__}: {mask_secrets(str(error))}"
        return f"it cannot be read ({reason}): is its URL right, and the file whole?"
    return None


def _explain_driver(error: BaseException | None, cause: str) -> str:
    if getattr(error, "sqlstate", None) == "25006":
        return "it is a standby or read-only: name the primary, where this user may write, in COMMUNIQUE_DATABASE_URL"
    words = "it lacks a table or column" if cause == failures.NO_TABLE else " ".join(str(error).split())
    return mask_secrets(words) + (f"; {ADVICE[cause]}" if cause in ADVICE else "")
