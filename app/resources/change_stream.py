"""Changes as they are published, for those who wait: server-sent events."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any

import structlog
from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from sqlalchemy.exc import SQLAlchemyError

from app.api.addresses import Site
from app.api.documentation import LIST_RESPONSES
from app.api.event_stream import HEARTBEAT, HEARTBEAT_SECONDS, MEDIA_TYPE, EventStream, event
from app.api.listeners import LOOK_SECONDS, EndOfStreamError, Listeners
from app.api.query_route import QueryRoute, in_thread
from app.api.snapshots import open_snapshot, snapshot_for
from app.db.kinds import ListedKind
from app.domain import deadline
from app.errors import Problem, invalid_parameter
from app.query.changes import ChangePosition, ChangeRow, read_changes
from app.query.parameter_types import Commas, Maybe, Single
from app.query.revisions import require_revision, revision_before
from app.query.states import Since
from app.resources.changes import ChangeFilters, ChangeInclude, change_json, resolve_changes

router = APIRouter(prefix="/changes", tags=["changes"], route_class=QueryRoute)

log = structlog.get_logger()

LAST_EVENT_ID = "Last-Event-ID"

BATCH = 200
"""Changes that are read at a time."""

RETRY = b"retry: 3000\n"
"""The milliseconds after which a client that was cut off comes back: a line of the first event."""

_EVENT_ID = re.compile(r"([0-9]{1,18})(?:/([a-z-]{1,40})/(.{1,300}))?")


@dataclass(frozen=True)
class StreamPosition:
    """How far a client has come: to the end of a revision, or to the change of a record within it."""

    revision: int
    kind: str = ""
    id: str = ""

    @classmethod
    def of(cls, row: ChangeRow) -> "StreamPosition":
        return cls(*row.position)

    @property
    def event_id(self) -> str:
        return "/".join(filter(None, (str(self.revision), self.kind, self.id)))

    @property
    def since(self) -> int:
        """The revision behind which reading goes on; 0 within a revision, where ``after`` says where."""
        return 0 if self.kind else self.revision

    @property
    def after(self) -> ChangePosition | None:
        """The last change that the client has; None if it has all of its revision."""
        return (self.revision, self.kind, self.id) if self.kind else None


def position_of(event_id: str) -> StreamPosition:
    """The position that the id of an event stands for. Raises ``Problem`` for another text."""
    match = _EVENT_ID.fullmatch(event_id)
    if match is None or (match[2] and match[2] not in tuple(ListedKind)):
        message = "it is not the id of an event of this stream: send the last one that you got, or a revision"
        raise invalid_parameter(LAST_EVENT_ID, event_id, message)
    return StreamPosition(int(match[1]), match[2] or "", match[3] or "")


class ChangeStreamQuery(ChangeFilters):
    since: Maybe[Since] = Field(
        None,
        description="The stream begins with all changes since this revision, day or moment, as in `/changes`. Without "
        f"it, the stream begins with the next revision. If `{LAST_EVENT_ID}` is sent too, that counts.",
        examples=["2026-01-01", "0"],
    )
    include: Annotated[Maybe[list[Single[ChangeInclude]]], Commas] = Field(
        None, description="`record` adds the record as the change left it.", examples=[["record"]]
    )


LAST_EVENT_ID_HEADER: dict[str, Any] = {
    "name": LAST_EVENT_ID,
    "in": "header",
    "required": False,
    "description": "The id of the last event that the client got: the stream goes on after it. Browsers send it when "
    "they connect again.",
    "schema": {"type": "string", "title": LAST_EVENT_ID, "examples": ["0"]},
}

RESPONSES: dict[int | str, dict[str, Any]] = {
    **{status: answer for status, answer in LIST_RESPONSES.items() if status != 304},
    200: {
        "description": "A stream without an end. An event `change` has a change, as `/changes` has it, in one line. "
        'An event `until` has `{"until": REVISION}`: all changes up to that revision have been sent.',
        "content": {MEDIA_TYPE: {"schema": {"type": "string", "description": "Server-sent events."}}},
    },
}


@router.get(
    "/stream",
    response_class=Response,
    responses=RESPONSES,
    operation_id="getChangeStream",
    openapi_extra={"parameters": [LAST_EVENT_ID_HEADER]},
)
def get_change_stream(query: Annotated[ChangeStreamQuery, Query()], request: Request) -> Response:
    """Changes as they are published, as server-sent events.

    A client that is cut off comes back with the header `Last-Event-ID`, and misses or repeats nothing. When a worker
    has as many listeners as it may, the answer is 503 with `Retry-After`.
    """
    last = request.headers.get(LAST_EVENT_ID)
    with snapshot_for(request) as snapshot:
        resolve_changes(snapshot, query)  # raises for unknown names, before the response begins
        newest = snapshot.revision.revision
        if last:
            position = position_of(last)
            require_revision(snapshot, position.revision, LAST_EVENT_ID)
        elif query.since is not None:
            position = StreamPosition(revision_before(snapshot, query.since, "since"))
        else:
            position = StreamPosition(newest)
    return EventStream(_events(request, query, position), newest)


@dataclass(frozen=True)
class _Batch:
    """Changes behind a position. ``until`` is the revision up to which these are all, or None if more may follow."""

    rows: Sequence[ChangeRow]
    until: int | None


def _read_batch(request: Request, query: ChangeStreamQuery, position: StreamPosition) -> _Batch:
    """The next changes. Raises ``Problem`` if the revision of the position was lost, in a fail-over of the database."""
    with open_snapshot(request.app.state) as snapshot:
        require_revision(snapshot, position.revision, LAST_EVENT_ID)
        change_filter = resolve_changes(snapshot, query, position.since)
        resources, with_bodies = request.app.state.resources, bool(query.include)
        rows = read_changes(snapshot, resources, change_filter, BATCH, position.after, with_bodies=with_bodies)
        return _Batch(rows, snapshot.revision.revision if len(rows) < BATCH else None)


async def _events(request: Request, query: ChangeStreamQuery, position: StreamPosition) -> AsyncIterator[bytes]:
    """The events behind a position, for as long as the client listens. They end when the service stops, or when the
    data cannot be read. The client then comes back, and gets a problem if there still is one."""
    site = Site(request.scope)
    listeners: Listeners = request.app.state.listeners
    yield RETRY
    is_first = True
    try:
        while True:
            with deadline.renew(request.app.answer_seconds):
                batch = await in_thread(request, partial(_read_batch, request, query, position))
            if batch.rows:
                yield b"".join(
                    event("change", StreamPosition.of(row).event_id, site.json(change_json(row))) for row in batch.rows
                )
                position = StreamPosition.of(batch.rows[-1])
            if batch.until is None:
                continue
            if is_first or batch.until != position.revision or batch.rows:
                position, is_first = StreamPosition(batch.until), False
                yield event("until", position.event_id, f'{{"until":{batch.until}}}')
            else:
                await asyncio.sleep(LOOK_SECONDS)  # a standby does not have the new revision yet
            while not await listeners.wait_for_newer(position.revision, HEARTBEAT_SECONDS):
                yield HEARTBEAT
    except (EndOfStreamError, Problem, SQLAlchemyError, deadline.DeadlineError) as error:
        log.info("a stream of changes ends", error=type(error).__name__)
