"""Repeats a whole read once. Nothing is written, so a second attempt is harmless."""

from collections.abc import Callable
from typing import TypeVar

import structlog
from sqlalchemy.exc import DBAPIError

from app.db.engine import took_too_long
from app.db.snapshot import SECOND_READ, SnapshotChangedError

T = TypeVar("T")
log = structlog.get_logger()


def is_transient(error: BaseException) -> bool:
    """Whether a second attempt may succeed: the server closed the connection, a standby cancelled what it could not
    keep, or another revision was published in the middle."""
    if isinstance(error, SnapshotChangedError):
        return True
    if not isinstance(error, DBAPIError) or took_too_long(error.orig):
        return False
    state = getattr(error.orig, "sqlstate", None) or ""
    return error.connection_invalidated or state.startswith(("40", "57P0"))


def with_retry(call: Callable[[], T], before_retry: Callable[[], object] = lambda: None) -> T:
    """What ``call`` returns. After a transient failure ``before_retry`` is called and then ``call``, once more.

    Raises the failure if it is not transient, or the second one.
    """
    try:
        return call()
    except (DBAPIError, SnapshotChangedError) as error:
        if not is_transient(error):
            raise
        log.warning("repeated a read of the database", error=type(error).__name__)
    before_retry()
    token = SECOND_READ.set(True)
    try:
        return call()
    finally:
        SECOND_READ.reset(token)
