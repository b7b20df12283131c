"""Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html): a response without an end."""

from collections.abc import AsyncIterator, Mapping

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.api.listeners import Listeners
from app.api.query_route import DeferredResponse
from app.api.turns import client_of

MEDIA_TYPE = "text/event-stream"

HEARTBEAT = b": heartbeat\n\n"
"""A comment. It shows the client, and the proxies on the way, that the connection is alive."""

HEARTBEAT_SECONDS = 15.0
"""Seconds without an event after which a heartbeat is sent. Proxies close a connection that is silent for a minute."""

STREAM_HEADERS = {
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # or nginx would gather events before it passes them on
}


def event(kind: str, event_id: str, data: str) -> bytes:
    """An event, whose ``data`` is on one line. A client that comes back sends the last ``event_id`` that it got."""
    return f"event: {kind}\nid: {event_id}\ndata: {data}\n\n".encode()


class _Stream(StreamingResponse):
    """The response. However it ends, its client then no longer counts as a listener."""

    def __init__(
        self, events: AsyncIterator[bytes], headers: Mapping[str, str], listeners: Listeners, client: str
    ) -> None:
        super().__init__(events, headers=headers, media_type=MEDIA_TYPE)
        self.listeners, self.client = listeners, client

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self.listeners.remove(self.client)


async def _no_events() -> AsyncIterator[bytes]:
    yield b""  # makes a body in pieces: one in a single piece would get an ETag


class EventStream(DeferredResponse):
    """A stream of events. As long as it lasts, its client counts as a listener of the application."""

    def __init__(self, events: AsyncIterator[bytes], revision: int) -> None:
        super().__init__()
        self.events, self.revision = events, revision

    async def respond(self, request: Request) -> Response:
        """The response to send. HEAD gets the headers alone. Raises ``Problem`` if too many clients listen."""
        headers = {**STREAM_HEADERS, "X-Data-Revision": str(self.revision)}
        if request.scope.get("head"):
            return StreamingResponse(_no_events(), headers=headers, media_type=MEDIA_TYPE)
        listeners: Listeners = request.app.state.listeners
        client = client_of(request.scope)
        listeners.add(client)
        return _Stream(self.events, headers, listeners, client)
