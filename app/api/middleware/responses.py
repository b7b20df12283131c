"""What every answer carries: request id, ETag, 304, HEAD, one log line. Pure ASGI, for speed."""

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
from app.api.middleware.response_cache import Cache, Key, key_of
from app.api.problems import problem_response
from app.errors import Problem

log = structlog.get_logger("app.access")

access = logging.getLogger("app.access")

_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,128}")

_TAG = re.compile(r'\*|(?:W/)?("[^"]*")')

_CODING = re.compile(rb'(?:;|--?)(?:gzip|br|zstd|deflate)(?=")')
"""What proxies that compress put at the end of a tag: ``"…-gzip"`` Apache, ``"…--gzip"`` Jetty, ``"…;gzip"`` others."""


def etag(body: bytes) -> str:
    """A strong validator: equal exactly when the bytes are."""
    return f'"{xxh3_128_hexdigest(body)}"'


def not_modified(request: Mapping[str, str], answer: Mapping[str, str]) -> bool:
    """Whether the client's copy is the answer (RFC 9110, 13.2.2): by its tag, or else by its date.

    Tags are compared weakly, as lists, ``*`` is any; the date counts to the second.
    """
    tags = request.get("if-none-match")
    if tags is not None:
        return any(m.group() == "*" or m.group(1) == answer["ETag"] for m in _TAG.finditer(tags))
    try:
        since = parsedate_to_datetime(request.get("if-modified-since", ""))
        return parsedate_to_datetime(answer["Last-Modified"]) <= since
    except (KeyError, TypeError, ValueError):  # which a server is to pass over
        return False


def _combined(raw: Sequence[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers of a request with the lines of one name as one list (RFC 9110, 5.3), and tags as we gave them.

    Whatever reads a header then sees all of it, and a copy that came through a proxy is still known.
    """
    lines: dict[bytes, list[bytes]] = {}
    for name, value in raw:
        lines.setdefault(name, []).append(value)
    given = {name: b", ".join(values) for name, values in lines.items()}
    if tags := given.get(b"if-none-match"):
        given[b"if-none-match"] = _CODING.sub(b"", tags)
    return list(given.items())


def _conditional(given: Mapping[bytes, bytes]) -> bool:
    return b"if-none-match" in given or b"if-modified-since" in given


def _headers(raw: Mapping[bytes, bytes]) -> Headers:
    return Headers(raw=list(raw.items()))


KIND_OF = {400: "bad-request", 404: "not-found", 405: "method-not-allowed", 416: "unsatisfiable-range"}


def _as_problem(status: int, text: bytes, scope: Scope, headers: dict[bytes, bytes]) -> bytes:
    """The body of a library's own error in plain text, as a problem that says the same; headers are put in step."""
    kind = KIND_OF.get(status, "internal-error" if status >= 500 else "bad-request")
    site = Site(scope)
    detail = None if status >= 500 else text.decode("utf-8", "replace") or None
    body = bytes(problem_response(Problem(kind, detail=detail), site.target, site.root).body)
    headers[b"content-type"] = b"application/problem+json"
    headers[b"content-length"] = str(len(body)).encode()
    headers[b"cache-control"] = b"no-store"
    return body


class Answers:
    """Around the whole application, FastAPI's own middleware included.

    An answer sent in one piece gets an ETag and is kept; HEAD is GET without the body. ``exposed`` are the headers
    that a script on another site may read.
    """

    def __init__(self, app: ASGIApp, cache_seconds: int, cache: Cache | None, exposed: Sequence[str]) -> None:
        self.app = app
        self.cache_control = f"public, max-age={cache_seconds}".encode() if cache_seconds else b"public, no-cache"
        self.cache = cache
        self.every = {
            b"x-content-type-options": b"nosniff",
            b"access-control-allow-origin": b"*",
            b"access-control-expose-headers": ", ".join(exposed).encode(),
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        given = dict(scope["headers"])
        if len(given) < len(scope["headers"]) or b"if-none-match" in given:
            scope = {**scope, "headers": _combined(scope["headers"])}
            given = dict(scope["headers"])
        named = given.get(b"x-request-id", b"")
        request_id = named.decode() if _REQUEST_ID.fullmatch(named) else os.urandom(16).hex()
        status = 500
        try:
            status = await self._answer(scope, receive, send, given, request_id)
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

    async def _answer(
        self, scope: Scope, receive: Receive, send: Send, given: dict[bytes, bytes], request_id: str
    ) -> int:
        """From what is kept, or made and then kept. Returns the status."""
        cache = self.cache
        key = key_of(scope, given) if cache else None
        version = await cache.version() if cache and key else None
        if cache is None or key is None or version is None:
            return await self._made(scope, receive, send, given, request_id)
        kept = cache.get(key)
        seen = given.get(b"x-data-revision")
        if seen is not None and (kept is None or not kept.is_of(seen)):  # to be asked of a server that knows it
            return await self._made(scope, receive, send, given, request_id)
        if kept is None and not await cache.first(key):
            kept = cache.get(key)
        elif kept is None:
            try:
                return await self._made(scope, receive, send, given, request_id, key, version)
            finally:
                cache.made(key)
        if kept is None:  # what others made is not of the kind that is kept
            return await self._made(scope, receive, send, given, request_id)
        same = _conditional(given) and not_modified(_headers(given), kept.validators)
        own = (b"x-request-id", request_id.encode())
        status, headers = (304, kept.unchanged) if same else (200, kept.headers)
        await send({"type": "http.response.start", "status": status, "headers": [*headers, own]})
        body = b"" if same or scope["method"] == "HEAD" else kept.body
        await send({"type": "http.response.body", "body": body})
        return status

    async def _made(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        given: Mapping[bytes, bytes],
        request_id: str,
        key: Key | None = None,
        version: object = None,
    ) -> int:
        method = scope["method"]
        if method == "HEAD":
            scope = {**scope, "method": "GET", "head": True}
        start: Message = {}
        told: dict[bytes, bytes] = {}
        plain = bytearray()

        async def answer(message: Message) -> None:
            if told and start["status"] >= 400 and told.get(b"content-type", b"").startswith(b"text/plain"):
                plain.extend(message.get("body", b""))
                if message.get("more_body", False):
                    return
                message = {**message, "body": _as_problem(start["status"], bytes(plain), scope, told)}
            if message["type"] == "http.response.start":
                start.update(message)
                told.update(message["headers"])
                told.update(self.every)
                told[b"x-request-id"] = request_id.encode()
                return
            body = message.get("body", b"")
            if told:
                whole, status = not message.get("more_body", False), start["status"]
                unchanged = self._finish(status, told, given, body, whole=whole)
                if self.cache and key:
                    if whole and method == "GET":  # HEAD of a file has no body, and a length
                        self.cache.put(key, version, status, list(told.items()), body)
                    self.cache.made(key)
                if unchanged:
                    body, start["status"] = b"", 304
                    told.pop(b"content-length", None)
                    told.pop(b"content-type", None)
                await send({**start, "headers": list(told.items())})
                told.clear()
            await send({**message, "body": b"" if method == "HEAD" else body})

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, answer)
            except Exception:  # it has been answered: see errors.install
                log.exception("request failed")
        return int(start.get("status", 500))

    def _finish(
        self, status: int, told: dict[bytes, bytes], given: Mapping[bytes, bytes], body: bytes, *, whole: bool
    ) -> bool:
        """Complete the headers of an answer. Returns whether the client has it already."""
        told.setdefault(b"cache-control", self.cache_control)
        if status != 200 or not whole:
            return False
        if b"etag" not in told:
            told[b"etag"] = etag(body).encode()
        return _conditional(given) and not_modified(_headers(given), _headers(told))
