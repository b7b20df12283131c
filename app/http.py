"""What every answer carries: request id, ETag, 304, HEAD, one log line. Pure ASGI, for speed."""

import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from hashlib import blake2b
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import errors
from app.errors import Problem

log = structlog.get_logger("app.access")

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
_TAG = re.compile(r'\*|(?:W/)?("[^"]*")')


def etag(body: bytes) -> str:
    """A strong validator: equal exactly when the bytes are."""
    return f'"{blake2b(body, digest_size=12).hexdigest()}"'


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


class Answers:
    """Outermost middleware. An answer sent in one piece gets an ETag; HEAD is GET without the body."""

    def __init__(self, app: ASGIApp, cache_seconds: int) -> None:
        self.app = app
        self.cache_control = f"public, max-age={cache_seconds}" if cache_seconds else "public, no-cache"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else uuid4().hex
        structlog.contextvars.bind_contextvars(request_id=request_id)
        method = scope["method"]
        if method == "HEAD":
            scope = {**scope, "method": "GET", "head": True}
        start: Message = {}

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                MutableHeaders(scope=start).update({"X-Request-ID": request_id, "X-Content-Type-Options": "nosniff"})
                return
            body = message.get("body", b"")
            if "sent" not in start:
                body = self._finish(start, headers, body, whole=not message.get("more_body", False))
                start["sent"] = True
                await send({k: v for k, v in start.items() if k != "sent"})
            await send({**message, "body": b"" if method == "HEAD" else body})

        try:
            await self.app(scope, receive, answer)
        except Exception:
            log.exception("request failed")
            if "sent" not in start:
                problem = errors.answer(
                    Request(scope), Problem("internal-error", headers={"Access-Control-Allow-Origin": "*"})
                )
                await problem(scope, receive, answer)
        finally:
            log.info(
                "request",
                method=method,
                path=scope["path"],
                query=scope["query_string"].decode("latin-1"),
                status=start.get("status", 500),
                ms=round((time.perf_counter() - started) * 1000, 1),
            )
            structlog.contextvars.unbind_contextvars("request_id")

    def _finish(self, start: Message, request: Headers, body: bytes, *, whole: bool) -> bytes:
        out = MutableHeaders(scope=start)
        out.setdefault("Cache-Control", self.cache_control)
        if start["status"] != 200 or not whole:
            return body
        out.setdefault("ETag", etag(body))
        if not not_modified(request, out):
            return body
        start["status"] = 304
        del out["Content-Length"]
        del out["Content-Type"]
        return b""
