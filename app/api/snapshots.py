"""Chooses the state of the data that a request reads. The newest comes from the database, or from a standby that has
the revision that the client has already seen; a past one comes from a file."""

import re
import time
from threading import BoundedSemaphore

from fastapi import Request
from pydantic_core import PydanticCustomError
from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError, InterfaceError
from starlette.datastructures import State

from app.api.past import PastAbsentError, PastStates
from app.db.revision import RevisionCache
from app.db.snapshot import Snapshot
from app.db.tables.publication import Publication, RevisionArchive
from app.errors import Problem, invalid_parameter, unavailable
from app.query.states import AsOf, parse_as_of

REVISION_HEADER = "X-Data-Revision"
CATCH_UP_SECONDS = 1.0
"""Seconds that a standby has to catch up with the revision that a client has seen."""
CATCH_UP_STEP = 0.02
"""Seconds between two reads of the revision of a standby that is behind."""
CATCH_UP_SLOTS = BoundedSemaphore(8)
"""At most so many requests wait for a standby at a time: invented revisions must not hold up the others."""

_REVISION = re.compile(r"[0-9]{1,18}")


def open_snapshot(state: State, *, fresh: bool = False, primary: bool = False) -> Snapshot:
    """A snapshot of the database of an application; a ``fresh`` one asks which revision is the newest."""
    cache: RevisionCache = state.revisions
    if primary:
        return Snapshot(state.primary, state.primary, cache, fresh=True)
    return Snapshot(state.engine, state.engine_without_transaction, cache, fresh=fresh)


def snapshot_for(request: Request) -> Snapshot:
    """A snapshot for the answer to a request: of the state that ``as_of`` names, or else of the newest.

    Raises ``Problem`` for a state that does not exist, and ``PastAbsentError`` if its file has to be made first.
    """
    as_of = request.query_params.get("as_of")
    return snapshot_as_of(request, None if as_of is None else read_as_of(as_of))


def snapshot_as_of(request: Request, as_of: AsOf | None) -> Snapshot:
    """A snapshot for the answer to a request: of a named state, or else of the newest. It raises what
    :func:`snapshot_for` raises."""
    snapshot = _newest_snapshot(request)
    return snapshot if as_of is None else past_snapshot(request.app.state, as_of, snapshot)


def read_as_of(text: str) -> AsOf:
    """The state that a text names. A route with a query model refuses wrong ones; a page reads its query itself."""
    try:
        return parse_as_of(text)
    except PydanticCustomError as error:
        near = (error.context or {})["suggestions"]
        raise invalid_parameter("as_of", text, error.message(), near) from None


def _newest_snapshot(request: Request) -> Snapshot:
    """A snapshot of the newest state.

    If the client names the revision it has seen, the answer is of that revision or a newer one: from a standby, if
    need be after a short wait, or else from the primary. Raises ``Problem`` for a value that is no revision, and if no
    server that can be reached has it.
    """
    header = request.headers.get(REVISION_HEADER)
    if header is None:
        return open_snapshot(request.app.state)
    if not _REVISION.fullmatch(header):
        message = f"it is not a revision: send back the {REVISION_HEADER} of an answer"
        raise invalid_parameter(REVISION_HEADER, header, message)
    return _snapshot_since(request.app.state, int(header), header)


def past_snapshot(state: State, as_of: AsOf, snapshot: Snapshot) -> Snapshot:
    """A snapshot of the state that ``as_of`` names, looked up through ``snapshot``, which has the newest state. Returns
    ``snapshot`` if the newest state is meant, and closes it otherwise. Raises what :func:`snapshot_for` raises."""
    try:
        newest = snapshot.revision.revision
        if as_of.revision is not None and as_of.revision > newest and state.primary is not None:
            snapshot.close()
            snapshot = _snapshot_since(state, as_of.revision, as_of.text, "as_of")
            newest = snapshot.revision.revision
        revision, digest = snapshot.fact(("as of", as_of), lambda: _state_of(snapshot, as_of))
        if revision == newest:
            snapshot.is_permanent = as_of.revision is not None
            return snapshot
        if digest is None:
            raise _without_archive(snapshot, as_of, revision)
    except BaseException:
        snapshot.close()
        raise
    snapshot.close()
    past: PastStates = state.past
    try:
        return past.snapshot(revision, digest).look_back_from(snapshot)
    except PastAbsentError:
        with snapshot:
            if _state_of(snapshot, as_of)[1] is None:  # the archive was dropped since its digest was cached
                raise _without_archive(snapshot, as_of, revision) from None
        raise


def _state_of(snapshot: Snapshot, as_of: AsOf) -> tuple[int, str | None]:
    """The revision that is meant, and the digest of its archive; None if it has none. Raises ``Problem`` for a state
    that does not exist."""
    if as_of.refusal is not None:
        meanings = (text for meaning in as_of.meanings for text in _nearest_states(snapshot, meaning))
        raise invalid_parameter("as_of", as_of.text, as_of.refusal, dict.fromkeys(meanings))
    states = select(Publication.revision, RevisionArchive.digest).outerjoin(
        RevisionArchive, RevisionArchive.revision == Publication.revision
    )
    at = states.where(Publication.published_at <= as_of.moment).order_by(Publication.revision.desc())
    row = snapshot.execute(at.limit(1)).first()
    if row is not None and as_of.revision in (None, row.revision):
        return row.revision, row.digest
    later = states.where(Publication.published_at > as_of.moment).order_by(Publication.revision)
    next_row = snapshot.execute(later.limit(1)).first()
    if row is None and next_row is None:
        message = "there are no data yet"
    elif row is None:
        message = f"the data begin with revision {next_row.revision}"  # type: ignore[union-attr]
    else:
        message = "there is no such revision"
    near = [str(neighbour.revision) for neighbour in (row, next_row) if neighbour is not None]
    raise invalid_parameter("as_of", as_of.text, message, near)


def _nearest_states(snapshot: Snapshot, as_of: AsOf) -> list[str]:
    """What ``as_of`` takes in place of a state: its own text if there is such a state, else the nearest revisions."""
    try:
        revision, digest = _state_of(snapshot, as_of)
    except Problem as error:
        return error.errors[0].suggestions
    is_newest = revision == snapshot.revision.revision
    return [as_of.text] if digest or is_newest else _without_archive(snapshot, as_of, revision).errors[0].suggestions


def _without_archive(snapshot: Snapshot, as_of: AsOf, revision: int) -> Problem:
    """The problem for a revision without an archive. It was published before there were any, or the archive was
    dropped, or the service was restored from a dump of a later revision."""
    older = snapshot.scalar(select(func.max(RevisionArchive.revision)).where(RevisionArchive.revision < revision))
    newer = snapshot.scalar(select(func.min(RevisionArchive.revision)).where(RevisionArchive.revision > revision))
    near = [str(number) for number in (older, newer or snapshot.revision.revision) if number]
    message = f"there is no archive of revision {revision} here: as_of may be {' or '.join(near)}"
    return invalid_parameter("as_of", as_of.text, message, near)


def _snapshot_since(state: State, client_revision: int, text: str, name: str = REVISION_HEADER) -> Snapshot:
    """A snapshot of ``client_revision`` or a newer revision. The client sent it as ``text`` in the header or parameter
    ``name``. Raises ``Problem`` if no server that answers has it."""
    snapshot = open_snapshot(state, fresh=True)
    newest = snapshot.revision.revision
    if newest >= client_revision:
        return snapshot
    snapshot.close()
    if state.primary is not None:
        standby = _standby_in_time(state, client_revision)
        if standby is not None:
            return standby
        try:
            snapshot = open_snapshot(state, primary=True)
            newest = snapshot.revision.revision
        except (DatabaseError, InterfaceError):
            detail = f"the servers that can be reached have the data up to revision {newest}, not yet {client_revision}"
            raise unavailable(detail) from None
        if newest >= client_revision:
            return snapshot
        snapshot.close()
    message = f"there is no such revision: the newest is {newest}"
    raise invalid_parameter(name, text, message, [str(newest)])


def _standby_in_time(state: State, client_revision: int) -> Snapshot | None:
    """A snapshot of a standby as soon as it has the revision, or None if it does not in time."""
    if not CATCH_UP_SLOTS.acquire(blocking=False):
        return None
    try:
        end = time.monotonic() + CATCH_UP_SECONDS
        while time.monotonic() < end:
            time.sleep(CATCH_UP_STEP)
            snapshot = open_snapshot(state, fresh=True)
            if snapshot.revision.revision >= client_revision:
                return snapshot
            snapshot.close()
        return None
    finally:
        CATCH_UP_SLOTS.release()
