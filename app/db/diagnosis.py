"""Explains a failure of the database to the operator of a command, in the words of the driver."""

import logging
import sqlite3

from alembic.util import CommandError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from app.settings import mask_secrets

log = logging.getLogger(__name__)


def explain(error: Exception) -> str | None:
    """The sentence for an error of the database; None if it is a fault of the program.

    A ``ValueError`` or another error of Python may come from a damaged file, whose content cannot be decoded.
    """
    log.debug("the database failed", exc_info=error)
    if isinstance(error, DBAPIError):
        if getattr(error.orig, "sqlstate", None) == "25006":
            return "it is a standby, which only reads: name the primary in COMMUNIQUE_DATABASE_URL"
        return mask_secrets(" ".join(str(error.orig).split()))  # PostgreSQL writes several lines
    if isinstance(error, (SQLAlchemyError, sqlite3.Error, CommandError, OSError)):
        return mask_secrets(str(error))
    if isinstance(error, (ValueError, LookupError, TypeError)):
        reason = f"{type(error).__name__}: {mask_secrets(str(error))}"
        return f"it cannot be read ({reason}): is its URL right, and the file whole?"
    return None
