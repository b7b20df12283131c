"""Where a request reads: a standby, where there is one that knows what the client has already seen."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import cast

from fastapi import Request
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError, InterfaceError
from sqlalchemy.orm import Session, sessionmaker

from app.db.revision import Memory, NotKnownError, newest
from app.errors import Problem, invalid

HEADER = "X-Data-Revision"

WAIT = 1.0
"""Seconds that a standby is given to catch up with what a client has seen."""

STEP = 0.02

WAITING = BoundedSemaphore(8)
"""So few wait at a time: an invented revision must not hold up those who ask for none."""

_REVISION = re.compile(r"[0-9]{1,18}")


@contextmanager
def at_once(request: Request, *, enough: bool) -> Iterator[tuple[Session, Connection]]:
    """What is known, in place of a session, and a connection for one statement: all that most answers take.

    Raises ``NotKnownError`` where that is not ``enough``, nothing is known, or the client says what it has seen.
    """
    if not enough or HEADER in request.headers:
        raise NotKnownError
    memory = cast("Session", Memory(request.app.state.known))
    with request.app.state.single.connect() as connection:
        yield memory, connection


def _opened(sessions: sessionmaker[Session], seen: int) -> tuple[Session | None, int]:
    """A session that knows the revision ``seen`` by a client, unless the server does not; and the newest it knows.

    The session sees one state of the data to its end, so what is true of its first statement is of all.
    """
    session = sessions()
    try:
        known = newest(session).revision
    except BaseException:
        session.close()
        raise
    if known >= seen:
        return session, known
    session.close()
    return None, known


def _caught_up(sessions: sessionmaker[Session], seen: int) -> Session | None:
    """A session, as soon as the server knows the revision; none where it does not in time."""
    if not WAITING.acquire(blocking=False):
        return None
    try:
        until = time.monotonic() + WAIT
        session = None
        while session is None and time.monotonic() < until:
            time.sleep(STEP)
            session, _ = _opened(sessions, seen)
        return session
    finally:
        WAITING.release()


def reading(request: Request) -> Session:
    """A session for the answer to a request. Where the client says what revision it has seen, the answer is of that
    or a newer one: from a standby, if need be after a short wait, or else from the primary.

    Raises ``Problem`` for what is no revision, and where no server that can be reached knows it.
    """
    sessions: sessionmaker[Session] = request.app.state.sessions
    primary: sessionmaker[Session] | None = request.app.state.primary
    given = request.headers.get(HEADER)
    if given is None:
        return sessions()
    if not _REVISION.fullmatch(given):
        message = f"it is not a revision: send back the {HEADER} of an answer"
        raise Problem("invalid-parameter", [invalid(HEADER, given, message)])
    seen = int(given)
    session, known = _opened(sessions, seen)
    if session is None and primary is not None:
        session = _caught_up(sessions, seen)
        if session is None:
            try:
                session, known = _opened(primary, seen)
            except (DatabaseError, InterfaceError):
                detail = f"the servers that can be reached know the data up to revision {known}, not yet {seen}"
                raise Problem("unavailable", detail=detail, headers={"Retry-After": "5"}) from None
    if session is None:
        message = f"there is no such revision: the newest is {known}"
        raise Problem("invalid-parameter", [invalid(HEADER, given, message, [str(known)])])
    return session
