"""Which server a request reads: a standby, if one has the revision that the client has already seen."""

import re
import time
from threading import BoundedSemaphore

from fastapi import Request
from sqlalchemy.exc import DatabaseError, InterfaceError
from starlette.datastructures import State

from app.db.revision import RevisionCache
from app.db.snapshot import Snapshot
from app.errors import Problem, invalid

REVISION_HEADER = "X-Data-Revision"
CATCH_UP_SECONDS = 1.0
"""Seconds that a standby has to catch up with the revision that a client has seen."""
CATCH_UP_STEP = 0.02
"""Seconds between two reads of the revision of a standby that is behind."""
CATCH_UP_SLOTS = BoundedSemaphore(8)
"""At most so many requests wait for a standby at a time: invented revisions must not hold up the others."""

_REVISION = re.compile(r"[0-9]{1,18}")


def snapshot_of(state: State, *, fresh: bool = False, primary: bool = False) -> Snapshot:
    """A snapshot of the database of an application; a ``fresh`` one asks which revision is the newest."""
    cache: RevisionCache = state.revisions
    if primary:
        return Snapshot(state.primary, state.primary, cache, fresh=True)
    return Snapshot(state.engine, state.single, cache, fresh=fresh)


def snapshot_for(request: Request) -> Snapshot:
    """A snapshot for the answer to a request.

    If the client names the revision it has seen, the answer is of that revision or a newer one: from a standby, if
    need be after a short wait, or else from the primary. Raises ``Problem`` for a value that is no revision, and if no
    server that can be reached has it.
    """
    header = request.headers.get(REVISION_HEADER)
    if header is None:
        return snapshot_of(request.app.state)
    if not _REVISION.fullmatch(header):
        message = f"it is not a revision: send back the {REVISION_HEADER} of an answer"
        raise Problem("invalid-parameter", [invalid(REVISION_HEADER, header, message)])
    return _at_least(request.app.state, int(header), header)


def _at_least(state: State, client_revision: int, header: str) -> Snapshot:
    """A snapshot of the revision ``client_revision`` or a newer one."""
    snapshot = snapshot_of(state, fresh=True)
    newest = snapshot.revision.revision
    if newest >= client_revision:
        return snapshot
    snapshot.close()
    if state.primary is not None:
        standby = _caught_up(state, client_revision)
        if standby is not None:
            return standby
        try:
            snapshot = snapshot_of(state, primary=True)
            newest = snapshot.revision.revision
        except (DatabaseError, InterfaceError):
            detail = f"the servers that can be reached have the data up to revision {newest}, not yet {client_revision}"
            raise Problem("unavailable", detail=detail, headers={"Retry-After": "5"}) from None
        if newest >= client_revision:
            return snapshot
        snapshot.close()
    message = f"there is no such revision: the newest is {newest}"
    raise Problem("invalid-parameter", [invalid(REVISION_HEADER, header, message, [str(newest)])])


def _caught_up(state: State, client_revision: int) -> Snapshot | None:
    """A snapshot of a standby as soon as it has the revision, or None if it does not in time."""
    if not CATCH_UP_SLOTS.acquire(blocking=False):
        return None
    try:
        end = time.monotonic() + CATCH_UP_SECONDS
        while time.monotonic() < end:
            time.sleep(CATCH_UP_STEP)
            snapshot = snapshot_of(state, fresh=True)
            if snapshot.revision.revision >= client_revision:
                return snapshot
            snapshot.close()
        return None
    finally:
        CATCH_UP_SLOTS.release()
