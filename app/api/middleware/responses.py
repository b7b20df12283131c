"""What all responses have in common: request id, ETag, 304, HEAD, the cache, one log line. Pure ASGI, for speed."""

import logging
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from mimetypes import guess_type

import structlog
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from xxhash import xxh3_128_hexdigest

from app.api.addresses import Site
from app.api.logs import new_request_id
from app.api.middleware.coding import (
    AcceptedCoding,
    CodedBodies,
    Compressor,
    accepted_coding,
    code_in_thread,
    is_compressible,
    tag_of_copy,
    with_vary,
)
from app.api.middleware.conditions import DATE_CONDITION_OF, combine_headers, has_changed, is_conditional, not_modified
from app.api.middleware.response_cache import CachedResponse, CacheKey, ResponseCache, cache_key
from app.api.problems import problem_response
from app.api.turns import has_left
from app.errors import Problem

log = structlog.get_logger("app.access")

access = logging.getLogger("app.access")

_RANGE = re.compile(rb"bytes=(?:(\d{1,18})-(\d{0,18})|-\d{1,18})", re.IGNORECASE)

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,128}")


def etag(body: bytes) -> str:
    """A strong validator: equal exactly when the bytes are."""
    return f'"{xxh3_128_hexdigest(body)}"'


def _is_one_range(value: bytes) -> bool:
    """Whether a ``Range`` names one range of bytes. A request for several ranges gets the whole file."""
    match = _RANGE.fullmatch(value)
    return match is not None and not (match[2] and int(match[1]) > int(match[2]))


def _headers(raw: Mapping[bytes, bytes]) -> Headers:
    return Headers(raw=list(raw.items()))


STATUSES_OF_VERSIONS = (200, 206, 304)
"""Statuses of answers that send a version, or say that the client has it. Only these can fail ``If-Match``."""

PROBLEM_OF_STATUS = {400: "bad-request", 404: "not-found", 405: "method-not-allowed", 416: "unsatisfiable-range"}


def _as_problem(status: int, text: bytes, scope: Scope, headers: dict[bytes, bytes]) -> bytes:
    """The body of a problem that says what a library's plain text error says. ``headers`` are changed to fit it."""
    kind = PROBLEM_OF_STATUS.get(status, "internal-error" if status >= 500 else "bad-request")
    site = Site(scope)
    detail = None if status >= 500 else text.decode("utf-8", "replace") or None
    body = bytes(problem_response(Problem(kind, detail=detail), site.target, site.root).body)
    headers[b"content-type"] = b"application/problem+json"
    headers[b"content-length"] = str(len(body)).encode()
    headers[b"cache-control"] = b"no-store"
    return body


@dataclass(frozen=True, slots=True)
class _Request:
    """A request. ``headers`` has each name once; ``copies`` is its ``If-None-Match`` as the client has sent it."""

    scope: Scope
    receive: Receive
    send: Send
    headers: dict[bytes, bytes]
    id: str
    coding: AcceptedCoding
    copies: bytes

    @property
    def reads(self) -> bool:
        return self.scope["method"] in ("GET", "HEAD")


CLIENT_LEFT = 499
"""The status with which nginx logs a client that left before the response was sent."""


class _RefusedError(Exception):
    """Ends an application whose answer was replaced by a 412."""


def _is_refused(request: _Request, response: Mapping[str, str]) -> bool:
    """Whether a condition of the request forbids to send this version."""
    return request.reads and is_conditional(request.headers) and has_changed(_headers(request.headers), response)


def _is_text(headers: Mapping[bytes, bytes], request: _Request) -> bool:
    """Whether the body of a response can be compressed. A 304 for a file has no type: the path has its suffix."""
    media_type = headers.get(b"content-type")
    return is_compressible(media_type or (guess_type(request.scope["path"])[0] or "").encode())


def _is_coded(status: int, headers: Mapping[bytes, bytes], request: _Request, body: bytes | None) -> bool:
    """Whether to compress a response, whose body is None if it comes in pieces: never a range of it."""
    if status in (204, 206, 304) or b"content-encoding" in headers:
        return False
    length = headers.get(b"content-length")  # without a body it is that of HEAD
    size = int(length) if length else None if body is None else len(body)
    return request.coding.applies(text=_is_text(headers, request), size=size)


def _drop_body(headers: dict[bytes, bytes], request: _Request, body: bytes) -> bytes:
    """Make ``headers`` those of a 304 for a response. Returns the empty body."""
    is_coded = _is_coded(200, headers, request, body or None)
    if tag := headers.get(b"etag"):
        headers[b"etag"] = tag_of_copy(request.copies, tag, request.coding if is_coded else None)
    headers.pop(b"content-length", None)
    headers.pop(b"content-type", None)
    return b""


class ResponseMiddleware:
    """ASGI middleware around the whole application, FastAPI's own middleware included.

    It serves cached responses, and gives every other one its common headers. A response that comes in one piece gets
    an ETag and may be cached. HEAD is answered as GET, without the body: the scope then has ``head``.
    """

    def __init__(
        self,
        app: ASGIApp,
        cache_seconds: int,
        cache: ResponseCache | None,
        exposed_headers: Sequence[str],
        coded_bytes: int = 0,
    ) -> None:
        """A script on another site may read the ``exposed_headers``. ``coded_bytes`` bounds the compressed bodies that
        are cached."""
        self.app = app
        self.coded_bodies = CodedBodies(coded_bytes)
        self.cache_control = f"public, max-age={cache_seconds}".encode() if cache_seconds else b"public, no-cache"
        self.cache = cache
        self.common = {
            b"x-content-type-options": b"nosniff",
            b"access-control-allow-origin": b"*",
            b"access-control-expose-headers": ", ".join(exposed_headers).encode(),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began_at = time.perf_counter()
        headers = dict(scope["headers"])
        copies = b""
        if len(headers) < len(scope["headers"]) or not DATE_CONDITION_OF.keys().isdisjoint(headers):
            copies = b", ".join(value for name, value in scope["headers"] if name == b"if-none-match")
            scope = {**scope, "headers": combine_headers(scope["headers"])}
            headers = dict(scope["headers"])
        coding = accepted_coding(headers.get(b"accept-encoding"))
        # RFC 9110, 14.2: a malformed range is ignored. A range is never compressed, so compression gets the whole file.
        if b"range" in headers and (coding.is_required or not _is_one_range(headers[b"range"])):
            del headers[b"range"]
            scope = {**scope, "headers": list(headers.items())}
        client_id = headers.get(b"x-request-id", b"")
        request_id = client_id.decode() if _REQUEST_ID.fullmatch(client_id) else new_request_id()
        status = 500
        try:
            request = _Request(scope, receive, send, headers, request_id, coding, copies)
            status = await self._respond(request)
            status = CLIENT_LEFT if has_left(receive) else status
        finally:
            if access.isEnabledFor(logging.INFO):
                log.info(
                    "request",
                    request_id=request_id,
                    method=scope["method"],
                    path=scope["path"],
                    query=scope["query_string"].decode("latin-1"),
                    status=status,
                    ms=round((time.perf_counter() - began_at) * 1000, 1),
                )

    async def _respond(self, request: _Request) -> int:
        """Send a cached response, or else the application's. Returns the status."""
        cache, headers = self.cache, request.headers
        if request.coding.unacceptable:
            return await self._refuse(request, "not-acceptable")
        key = cache_key(request.scope, headers) if cache else None
        version = await cache.current_version() if cache and key else None
        if cache is None or key is None or version is None:
            return await self._call_app(request, self.app)
        entry = cache.get(key)
        client_revision = headers.get(b"x-data-revision")
        # A client that has seen a revision gets no older one: see app.api.snapshots.
        if client_revision is not None and (entry is None or not entry.is_as_new_as(client_revision)):
            return await self._call_app(request, self.app)
        if entry is None and not await cache.begin(key):
            entry = cache.get(key)
        elif entry is None:
            try:
                return await self._call_app(request, self.app, key, version)
            finally:
                cache.end(key)
        if entry is None:  # the response to the first of these requests may not be cached
            return await self._call_app(request, self.app)
        return await self._send_cached(request, entry)

    async def _refuse(self, request: _Request, kind: str) -> int:
        """Send a problem. Returns its status."""
        site = Site(request.scope)
        return await self._call_app(request, problem_response(Problem(kind), site.target, site.root))

    async def _send_cached(self, request: _Request, entry: CachedResponse) -> int:
        """Send a cached response, compressed if the client takes that. Returns the status."""
        coding, body = request.coding, entry.body
        if _is_refused(request, entry.validators):
            return await self._refuse(request, "precondition-failed")
        is_unchanged = is_conditional(request.headers) and not_modified(_headers(request.headers), entry.validators)
        status, headers = (304, entry.headers_304) if is_unchanged else (200, entry.headers)
        is_coded = coding.applies(text=entry.text, size=len(body))
        if is_unchanged or is_coded:
            fields = dict(headers)
            if is_unchanged:
                fields[b"etag"] = tag_of_copy(request.copies, fields[b"etag"], coding if is_coded else None)
            else:
                body, _ = await self._compress(fields, request, body, whole=True)
            headers = list(fields.items())
        id_header = (b"x-request-id", request.id.encode())
        await request.send({"type": "http.response.start", "status": status, "headers": [*headers, id_header]})
        body = b"" if is_unchanged or request.scope["method"] == "HEAD" else body
        await request.send({"type": "http.response.body", "body": body})
        return status

    async def _call_app(
        self, request: _Request, app: ASGIApp, key: CacheKey | None = None, version: object = None
    ) -> int:
        """Send the response of an application, and cache it under a key. Returns the status.

        The headers are held back until the first piece of the body: it decides the ETag, and whether it is a 304.
        """
        scope, send = request.scope, request.send
        method, reads = scope["method"], request.reads
        if method == "HEAD":
            scope = {**scope, "method": "GET", "head": True}
        start: Message = {}
        headers: dict[bytes, bytes] = {}
        """The headers that are held back; empty once they are sent."""
        plain_text = bytearray()
        compressor: Compressor | None = None

        async def send_completed(message: Message) -> None:
            nonlocal compressor
            if headers and start["status"] >= 400 and headers.get(b"content-type", b"").startswith(b"text/plain"):
                plain_text.extend(message.get("body", b""))
                if message.get("more_body", False):
                    return
                message = {**message, "body": _as_problem(start["status"], bytes(plain_text), scope, headers)}
            if message["type"] == "http.response.start":
                start.update(message)
                headers.update(message["headers"])
                headers.update(self.common)
                headers[b"x-request-id"] = request.id.encode()
                return
            body, more_body = message.get("body", b""), message.get("more_body", False)
            if headers:
                whole = not more_body and reads
                is_unchanged = self._complete(start["status"], headers, request, body, whole=whole)
                if self.cache and key:
                    if whole and method == "GET":  # a HEAD response of a file has a length without a body
                        self.cache.put(key, version, start["status"], list(headers.items()), body)
                    self.cache.end(key)
                if start["status"] in STATUSES_OF_VERSIONS and _is_refused(request, _headers(headers)):
                    headers.clear()
                    await self._refuse(request, "precondition-failed")
                    raise _RefusedError
                if is_unchanged or start["status"] == 304:
                    start["status"] = 304
                    body = _drop_body(headers, request, body)
                elif _is_coded(start["status"], headers, request, None if more_body else body):
                    body, compressor = await self._compress(headers, request, body, whole=not more_body and body != b"")
                await send({**start, "headers": list(headers.items())})
                headers.clear()
            if compressor and method != "HEAD":
                body = await code_in_thread(compressor.compress, body)
                body += b"" if more_body else compressor.flush()
            await send({**message, "body": b"" if method == "HEAD" else body})

        with structlog.contextvars.bound_contextvars(request_id=request.id):
            try:
                await app(scope, request.receive, send_completed)
            except _RefusedError:
                return 412
            except ClientDisconnect:
                return CLIENT_LEFT
            except Exception:  # Starlette has answered it, and raises it again
                log.exception("request failed")
        return int(start.get("status", 500))

    def _complete(
        self, status: int, headers: dict[bytes, bytes], request: _Request, body: bytes, *, whole: bool
    ) -> bool:
        """Add the headers that depend on the body. Returns whether the client's copy is still good."""
        headers.setdefault(b"cache-control", self.cache_control)
        if request.reads and _is_text(headers, request):
            headers[b"vary"] = with_vary(headers.get(b"vary", b""))
        if status != 200 or not whole:
            return False
        if b"etag" not in headers:
            headers[b"etag"] = etag(body).encode()
        return is_conditional(request.headers) and not_modified(_headers(request.headers), _headers(headers))

    async def _compress(
        self, headers: dict[bytes, bytes], request: _Request, body: bytes, *, whole: bool
    ) -> tuple[bytes, Compressor | None]:
        """The body in the request's coding, or the compressor for its pieces. ``headers`` are changed to fit it."""
        coding = request.coding
        if request.reads and not _is_text(headers, request):
            headers[b"vary"] = with_vary(headers.get(b"vary", b""))
        headers.pop(b"accept-ranges", None)  # ranges are of the bytes before compression
        headers.pop(b"content-length", None)
        headers[b"content-encoding"] = coding.name.encode()
        if tag := headers.get(b"etag"):
            headers[b"etag"] = coding.tag(tag)
        if not whole:
            return body, coding.compressor()
        body = await self.coded_bodies.get(coding, body)
        headers[b"content-length"] = b"%d" % len(body)
        return body, None
