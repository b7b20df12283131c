"""What all responses have in common: request id, ETag, 304, HEAD, the cache, one log line. Pure ASGI, for speed."""

import logging
import os
import re
import time
from collections.abc import Mapping, Sequence
from email.utils import parsedate_to_datetime

import structlog
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from xxhash import xxh3_128_hexdigest

from app.api.addresses import Site
from app.api.middleware.response_cache import Key, ResponseCache, cache_key
from app.api.problems import problem_response
from app.errors import Problem

log = structlog.get_logger("app.access")

access = logging.getLogger("app.access")

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,128}")

_TAG = re.compile(r'\*|(?:W/)?("[^"]*")')

_CODING = re.compile(rb'(?:;|--?)(?:gzip|br|zstd|deflate)(?=")')
"""What a compressing proxy appends to a tag: ``"…-gzip"`` Apache, ``"…--gzip"`` Jetty, ``"…;gzip"`` others."""


def etag(body: bytes) -> str:
    """A strong validator: equal exactly when the bytes are."""
    return f'"{xxh3_128_hexdigest(body)}"'


def not_modified(request: Mapping[str, str], response: Mapping[str, str]) -> bool:
    """Whether the client's copy is the response (RFC 9110, 13.2.2): by its tag, or without a tag by its date.

    Tags are compared weakly; ``*`` is any tag. Dates are compared to the second.
    """
    tags = request.get("if-none-match")
    if tags is not None:
        return any(m.group() == "*" or m.group(1) == response["ETag"] for m in _TAG.finditer(tags))
    try:
        since = parsedate_to_datetime(request.get("if-modified-since", ""))
        return parsedate_to_datetime(response["Last-Modified"]) <= since
    except (KeyError, TypeError, ValueError):  # RFC 9110: a server ignores a date that it cannot read
        return False


def _combined(raw: Sequence[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of a request, with repeated names joined into one list (RFC 9110, 5.3), and our own tags restored.

    A reader of one header then sees its whole value, and a copy that a proxy has compressed still matches.
    """
    lines: dict[bytes, list[bytes]] = {}
    for name, value in raw:
        lines.setdefault(name, []).append(value)
    joined = {name: b", ".join(values) for name, values in lines.items()}
    if tags := joined.get(b"if-none-match"):
        joined[b"if-none-match"] = _CODING.sub(b"", tags)
    return list(joined.items())


def _is_conditional(headers: Mapping[bytes, bytes]) -> bool:
    return b"if-none-match" in headers or b"if-modified-since" in headers


def _headers(raw: Mapping[bytes, bytes]) -> Headers:
    return Headers(raw=list(raw.items()))


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


class ResponseMiddleware:
    """ASGI middleware around the whole application, FastAPI's own middleware included.

    It serves cached responses, and gives every other one its common headers. A response that comes in one piece gets
    an ETag and may be cached. HEAD is answered as GET, without the body: the scope then has ``head``.
    """

    def __init__(self, app: ASGIApp, cache_seconds: int, cache: ResponseCache | None, exposed: Sequence[str]) -> None:
        """``exposed`` are the headers that a script on another site may read."""
        self.app = app
        self.cache_control = f"public, max-age={cache_seconds}".encode() if cache_seconds else b"public, no-cache"
        self.cache = cache
        self.common = {
            b"x-content-type-options": b"nosniff",
            b"access-control-allow-origin": b"*",
            b"access-control-expose-headers": ", ".join(exposed).encode(),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        headers = dict(scope["headers"])
        if len(headers) < len(scope["headers"]) or b"if-none-match" in headers:
            scope = {**scope, "headers": _combined(scope["headers"])}
            headers = dict(scope["headers"])
        client_id = headers.get(b"x-request-id", b"")
        request_id = client_id.decode() if _REQUEST_ID.fullmatch(client_id) else os.urandom(16).hex()
        status = 500
        try:
            status = await self._respond(scope, receive, send, headers, request_id)
        finally:
            if access.isEnabledFor(logging.INFO):
                log.info(
                    "request",
                    request_id=request_id,
                    method=scope["method"],
                    path=scope["path"],
                    query=scope["query_string"].decode("latin-1"),
                    status=status,
                    ms=round((time.perf_counter() - started) * 1000, 1),
                )

    async def _respond(
        self, scope: Scope, receive: Receive, send: Send, headers: dict[bytes, bytes], request_id: str
    ) -> int:
        """Send a cached response, or else the application's. Returns the status."""
        cache = self.cache
        key = cache_key(scope, headers) if cache else None
        version = await cache.current_version() if cache and key else None
        if cache is None or key is None or version is None:
            return await self._call_app(scope, receive, send, headers, request_id)
        cached = cache.get(key)
        client_revision = headers.get(b"x-data-revision")
        if client_revision is not None and (
            cached is None or not cached.is_as_new_as(client_revision)
        ):  # see app.api.snapshots
            return await self._call_app(scope, receive, send, headers, request_id)
        if cached is None and not await cache.begin(key):
            cached = cache.get(key)
        elif cached is None:
            try:
                return await self._call_app(scope, receive, send, headers, request_id, key, version)
            finally:
                cache.end(key)
        if cached is None:  # the response to the request that was first may not be cached
            return await self._call_app(scope, receive, send, headers, request_id)
        unchanged = _is_conditional(headers) and not_modified(_headers(headers), cached.validators)
        status, cached_headers = (304, cached.headers_304) if unchanged else (200, cached.headers)
        own = (b"x-request-id", request_id.encode())
        await send({"type": "http.response.start", "status": status, "headers": [*cached_headers, own]})
        body = b"" if unchanged or scope["method"] == "HEAD" else cached.body
        await send({"type": "http.response.body", "body": body})
        return status

    async def _call_app(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        request_headers: Mapping[bytes, bytes],
        request_id: str,
        key: Key | None = None,
        version: object = None,
    ) -> int:
        """Send the application's response, and cache it under a key. Returns the status.

        The headers are held back until the first piece of the body: it decides the ETag, and whether it is a 304.
        """
        method = scope["method"]
        reads = method in ("GET", "HEAD")
        if method == "HEAD":
            scope = {**scope, "method": "GET", "head": True}
        start: Message = {}
        headers: dict[bytes, bytes] = {}
        """The headers that are held back; empty once they are sent."""
        plain_text = bytearray()

        async def send_completed(message: Message) -> None:
            if headers and start["status"] >= 400 and headers.get(b"content-type", b"").startswith(b"text/plain"):
                plain_text.extend(message.get("body", b""))
                if message.get("more_body", False):
                    return
                message = {**message, "body": _as_problem(start["status"], bytes(plain_text), scope, headers)}
            if message["type"] == "http.response.start":
                start.update(message)
                headers.update(message["headers"])
                headers.update(self.common)
                headers[b"x-request-id"] = request_id.encode()
                return
            body = message.get("body", b"")
            if headers:
                whole, status = not message.get("more_body", False), start["status"]
                unchanged = self._complete(status, headers, request_headers, body, whole=whole and reads)
                if self.cache and key:
                    if whole and method == "GET":  # a HEAD response of a file has a length without a body
                        self.cache.put(key, version, status, list(headers.items()), body)
                    self.cache.end(key)
                if unchanged:
                    body, start["status"] = b"", 304
                    headers.pop(b"content-length", None)
                    headers.pop(b"content-type", None)
                await send({**start, "headers": list(headers.items())})
                headers.clear()
            await send({**message, "body": b"" if method == "HEAD" else body})

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_completed)
            except Exception:  # it has been answered: Starlette raises it again after its handler
                log.exception("request failed")
        return int(start.get("status", 500))

    def _complete(
        self,
        status: int,
        headers: dict[bytes, bytes],
        request_headers: Mapping[bytes, bytes],
        body: bytes,
        *,
        whole: bool,
    ) -> bool:
        """Add the headers that depend on the body. Returns whether the client's copy is still good."""
        headers.setdefault(b"cache-control", self.cache_control)
        if status != 200 or not whole:
            return False
        if b"etag" not in headers:
            headers[b"etag"] = etag(body).encode()
        return _is_conditional(request_headers) and not_modified(_headers(request_headers), _headers(headers))
