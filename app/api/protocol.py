"""HTTP/1.1 by uvicorn and httptools, with limits for connections, headers and slow clients. Errors are problems."""

import asyncio
import socket
import struct
import time
from collections import Counter
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast

import httptools
import structlog
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from app.api.addresses import without_prefix
from app.api.listeners import Listeners
from app.api.logs import new_request_id
from app.api.problems import problem_response
from app.api.turns import client_key
from app.errors import Problem, unavailable

log = structlog.get_logger()

NOT_ASCII = (
    "the address has bytes that are not ASCII: percent-encode them, Türkiye as T%C3%BCrkiye; "
    "curl does it with --get --data-urlencode 'country=Türkiye'"
)

NO_ADDRESS = "the address has a character that is not allowed: percent-encode it, a space as %20"

TOO_MANY_CONNECTIONS = "the service has as many connections open as it may: try again shortly"

HEADER_BYTES = 65_536

PER_HEADER = 32
"""Bytes that each header counts in addition to its own, so that many small headers reach the limit too."""

SURPLUS = 64
"""Connections above the limit that get a 503; further ones are closed at once."""

LINGER = 1.0
"""Seconds that a client has to read why its connection is closed."""

GRACE = 1.0
"""Seconds within which an answer must begin for a client that sends no more. The client may still read, as ``nc -N``
does, or may have left: TCP tells these apart only when something is written."""

MIN_TAKEN = 16_384
"""Bytes that a client must read within the send timeout, or all of a shorter response."""


@dataclass(frozen=True)
class Limits:
    """The limits of one worker: ``connections`` in all and half of them for one client, and seconds."""

    connections: int = 512
    header_seconds: float = 10.0
    send_seconds: float = 30.0


def _reset_at_close(transport: Any, is_reset: bool) -> None:
    """Set whether a connection is reset when it closes. A reset tells the client that the body is not whole."""
    connection = transport.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", is_reset, 0))


def _end_request(cycle: RequestResponseCycle) -> None:
    """Tell the handler of a request that the client has left."""
    cycle.disconnected = True
    cycle.message_event.set()


class Cycle(RequestResponseCycle):
    """A request. If the answer is complete while the client still sends the body, the connection stays open for a
    moment: otherwise the client would get a reset instead of the answer."""

    protocol: "HttpProtocol"

    async def send(self, message: Any) -> None:
        if self.transport.is_closing():  # uvicorn tells only the last of several requests
            _end_request(self)
        if message["type"] == "http.response.start":
            self.protocol.newest_answer = self
        lingers = not self.keep_alive and self.more_body and message["type"] == "http.response.body"
        lingers = lingers and not message.get("more_body") and not self.disconnected
        self.keep_alive = self.keep_alive or lingers
        await super().send(message)
        if lingers:
            self.protocol.linger()


class Http10Cycle(Cycle):
    """A request by HTTP/1.0, which has no chunks: a body without a length ends with the connection. If the body breaks
    off, the connection is reset, because nothing else says that it is not whole."""

    has_length = True

    async def send(self, message: Any) -> None:
        if self.transport.is_closing():  # the client has left
            pass
        elif message["type"] == "http.response.start":
            self.has_length = any(name.lower() == b"content-length" for name, _ in message.get("headers", []))
            if not self.has_length:
                self.keep_alive = self.chunked_encoding = False
                _reset_at_close(self.transport, True)
        elif not self.has_length:
            self.expected_content_length = len(message.get("body", b""))
            if not message.get("more_body"):
                _reset_at_close(self.transport, False)
        await super().send(message)


class HttpProtocol(HttpToolsProtocol):
    """uvicorn's protocol with limits. The state of the application's lifespan has them as ``limits``, and as
    ``listeners`` the clients whose streams end when the server stops.

    A timer checks all connections each second. A client that does not send its request in time gets a 408. The
    connection of a client that does not read its response is aborted. A request that is not HTTP gets a 400, and its
    connection is closed.
    """

    limits: Limits
    listeners: Listeners | None
    head_since: float | None = None
    """When the wait for a request began; None while a request is answered, or while the connection may be idle."""
    head_bytes = 0
    in_head = True
    fault: Problem | None = None
    """What is wrong with the headers, if something is: the parser only reports that a callback failed."""
    refused_at: float | None = None
    """When this connection was refused; whatever it sends since then is ignored."""
    is_surplus = False
    """Whether the service has too many connections for this one."""
    taken_at = 0.0
    """When the client last read enough of a response."""
    unread_bytes = 0
    """Bytes of a response that the client had not read by then."""
    newest_answer: Cycle | None = None
    """The request whose answer began last. ``cycle`` is the request that came last."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.limits = self.app_state.get("limits") or Limits()
        self.listeners = self.app_state.get("listeners")
        of_protocol = ("limits", "listeners")
        self.app_state = {name: value for name, value in self.app_state.items() if name not in of_protocol}
        self.head_since = self.taken_at = time.monotonic()
        state = cast("Any", self.server_state)
        if not hasattr(state, "clients"):
            state.clients = Counter()
            self.loop.call_later(1, _watch, self.loop, state)
        self.key = client_key(self.client[0]) if self.client else ""
        state.clients[self.key] += 1
        limit = self.limits.connections
        if len(self.connections) > limit + SURPLUS:
            transport.abort()
        self.is_surplus = len(self.connections) > limit or state.clients[self.key] > max(limit // 2, 1)

    def connection_lost(self, exc: Exception | None) -> None:
        clients = cast("Any", self.server_state).clients
        clients[self.key] -= 1
        if not clients[self.key]:
            del clients[self.key]
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self.refused_at is not None:
            return
        if self.is_surplus:
            self.refuse(unavailable(TOO_MANY_CONNECTIONS))
            return
        if self.head_since is None and self._is_answered():
            self.head_since = time.monotonic()
        self._unset_keepalive_if_required()
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._take_no_more()  # there is no other protocol: the request is answered as HTTP/1.1
            self.flow.pause_reading()
        except httptools.HttpParserError as error:
            detail = str(error) or "it is not HTTP"
            if isinstance(error, httptools.HttpParserInvalidURLError):
                detail = NO_ADDRESS if data.isascii() else NOT_ASCII
            elif isinstance(error, httptools.HttpParserCallbackError):
                detail = "the address cannot be read: send the path alone, as in /meetings?limit=5"
            self._refuse_malformed(detail)
        else:
            if self.in_head:
                self.head_bytes += len(data)
                if self.head_bytes > HEADER_BYTES:
                    self.refuse(Problem("headers-too-large"))

    def _is_answered(self) -> bool:
        """Whether every request that has come so far has its whole answer."""
        return self.cycle is None or self.cycle.response_complete

    def _refuse_malformed(self, detail: str) -> None:
        """Refuse what is not HTTP. If a request before it is not answered yet, answer that one and close."""
        log.info("not HTTP", error=detail, client=self.key)
        if self.pipeline or not self._is_answered():
            has_whole_body = not self.cycle.more_body
            if has_whole_body or self.pipeline or self.cycle.response_started:
                self._take_no_more()
                return
            _end_request(self.cycle)  # the broken body belongs to this request
        self.refuse(self.fault or Problem("bad-request", detail=detail))

    def _take_no_more(self) -> None:
        """Ignore what the client sends from now on, and close after the last answer."""
        self.cycle.keep_alive = False
        self.refused_at = time.monotonic()

    def eof_received(self) -> bool:  # type: ignore[override]
        """The client sends no more. Keep the connection if there is something to answer.

        If its answer has begun, the client has left, as a browser leaves a stream of events.
        """
        has_part = self.head_bytes > 0 if self.in_head else not self._is_answered() and self.cycle.more_body
        if self.refused_at is not None:
            return not self._is_answered()
        if has_part:
            self._refuse_malformed("the request ends too early")
        elif self._is_answered() or (self.cycle.response_started and not self.pipeline):
            return False
        else:
            self._take_no_more()
        self.loop.call_later(GRACE, self._leave, self.newest_answer)
        return True

    def _leave(self, answer: Cycle | None) -> None:
        """Close the connection, unless an answer is being sent, or a newer one than ``answer`` has begun. Then look
        again later, so that each of several answers has the same time to begin."""
        if self._is_answered():
            return
        newest = self.newest_answer
        if newest is answer and (newest is None or newest.response_complete):
            self.transport.close()
        else:
            self.loop.call_later(GRACE, self._leave, newest)

    def refuse(self, problem: Problem) -> None:
        """Answer with a problem, and close."""
        if self.transport.is_closing():
            return
        root: str = self.app_state.get("root", "")
        address = getattr(self, "url", b"").decode("latin-1")
        response = problem_response(problem, root + without_prefix(root, address), root)
        response.headers["Connection"] = "close"
        response.headers["X-Request-ID"] = new_request_id()
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Access-Control-Allow-Origin"] = "*"
        line = f"HTTP/1.1 {response.status_code} {HTTPStatus(response.status_code).phrase}".encode()
        lines = [name + b": " + value for name, value in [*self.server_state.default_headers, *response.raw_headers]]
        self.transport.write(b"\r\n".join([line, *lines, b"", bytes(response.body)]))
        self.linger()

    def linger(self) -> None:
        """Close after a moment for the client to read the answer. What it still sends is ignored."""
        self.refused_at = time.monotonic()
        self._unset_keepalive_if_required()
        if self.transport.can_write_eof():
            self.transport.write_eof()
            self.loop.call_later(LINGER, self.transport.close)
        else:
            self.transport.close()

    # --- the parser's calls ------------------------------------------------------------------

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.in_head, self.head_bytes = True, 0

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self._count(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        if self.in_head:  # else it is a trailer, which may not change the request (RFC 9110, 6.5.1)
            super().on_header(name, value)
        self._count(len(name) + len(value) + PER_HEADER)

    def _count(self, size: int) -> None:
        self.head_bytes += size
        if self.head_bytes > HEADER_BYTES:
            self.fault = Problem("headers-too-large")
            raise ValueError("headers too large")

    def on_headers_complete(self) -> None:
        hosts = [name for name, _ in self.headers].count(b"host")
        if hosts > 1 or (not hosts and self.parser.get_http_version() == "1.1"):  # RFC 9112, 3.2
            self.fault = Problem("bad-request", detail=f"the request has {hosts or 'no'} Host headers: send one")
            raise ValueError("not one Host")
        codings = [value.strip().lower() for name, value in self.headers if name == b"transfer-encoding"]
        if codings not in ([], [b"chunked"]):  # RFC 9112, 6.1
            self.fault = Problem("bad-request", detail="Transfer-Encoding is not chunked alone: send the body as it is")
            raise ValueError("unknown transfer coding")
        super().on_headers_complete()
        self.cycle.__class__ = Cycle
        cast("Cycle", self.cycle).protocol = self
        if self.scope["http_version"] < "1.1":
            self.cycle.__class__ = Http10Cycle
            self.cycle.waiting_for_100_continue = False
        self.in_head, self.head_bytes = False, 0
        self.head_since = None

    def shutdown(self) -> None:
        """The server stops: end the streams, which would go on until it ends them by force."""
        if self.listeners is not None:
            self.listeners.end()
        super().shutdown()

    # --- slow clients --------------------------------------------------------------------------

    def resume_writing(self) -> None:
        self.taken_at = time.monotonic()
        super().resume_writing()

    def _patience(self) -> float:
        return LINGER if self.is_surplus else self.limits.header_seconds

    def check(self, instant: float) -> None:
        """Abort, refuse or close the connection if its time is up."""
        buffer_size = self.transport.get_write_buffer_size()
        if buffer_size == 0 or self.unread_bytes - buffer_size >= MIN_TAKEN:
            self.taken_at, self.unread_bytes = instant, buffer_size
        self.unread_bytes = max(self.unread_bytes, buffer_size)
        if instant - self.taken_at > self.limits.send_seconds:
            _reset_at_close(self.transport, True)
            self.transport.abort()
        elif self.refused_at is not None:
            if self._is_answered() and buffer_size == 0 and instant - self.refused_at > LINGER:
                self.transport.close()
        elif self.head_since is not None and instant - self.head_since > self._patience():
            if self.head_bytes:
                self.refuse(Problem("request-timeout"))
            else:
                self.transport.close()


def _watch(loop: asyncio.AbstractEventLoop, state: Any) -> None:
    """Check all connections of a server once a second, while its loop runs."""
    instant = time.monotonic()
    for connection in list(state.connections):
        connection.check(instant)
    loop.call_later(1, _watch, loop, state)
