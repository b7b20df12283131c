"""Lets only those use the review who have a token of this process, on this machine, and from its own page.

The program prints an address with a one-time token in its fragment, which browsers do not send. The page exchanges it
for a session token, and sends that as ``Authorization: Bearer``. There are no cookies, so no other page can act with
the rights of this one. ``Host`` and ``Origin`` must be those of the server: a foreign name that leads to
127.0.0.1 is refused.
"""

import json
import secrets
from collections.abc import Awaitable, Callable
from hashlib import sha256
from http import HTTPStatus
from threading import Lock
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY_BYTES = 2**20
"""Bytes that the body of a request may have. A proposal has a few thousand."""

MAX_ONE_TIME_TOKENS = 100
"""One-time tokens that wait for a page to use them."""

OPEN_PATHS = ("/", "/session")
"""Paths that need no token, like the files of the page: they show nothing of a draft."""

REVIEW_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Headers of every answer."""


class Tokens:
    """The tokens of a process. Only their hashes are stored, and each one-time token works once."""

    def __init__(self) -> None:
        self._sessions: set[bytes] = set()
        self._one_time: dict[bytes, None] = {}
        self._lock = Lock()

    def one_time(self) -> str:
        """A token that a page exchanges once."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._one_time[_hash(token)] = None
            while len(self._one_time) > MAX_ONE_TIME_TOKENS:
                del self._one_time[next(iter(self._one_time))]
        return token

    def session(self) -> str:
        """A token that works until the program ends."""
        token = secrets.token_urlsafe(32)
        with self._lock:
            self._sessions.add(_hash(token))
        return token

    def exchange(self, token: str) -> str | None:
        """A session token for a one-time token; ``None`` if that is unknown or used."""
        with self._lock:
            if _hash(token) not in self._one_time:
                return None
            del self._one_time[_hash(token)]
        return self.session()

    def allows(self, token: str) -> bool:
        """Whether it is the token of a session."""
        return _hash(token) in self._sessions


def _hash(token: str) -> bytes:
    return sha256(token.encode("utf-8", "replace")).digest()


def problem(status: HTTPStatus, detail: str, **extensions: Any) -> bytes:
    """The body of an error, as RFC 9457 has it."""
    return json.dumps(
        {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail, **extensions}
    ).encode()


class Guard:
    """ASGI middleware that refuses requests from elsewhere, without a token, or too large, and adds
    ``REVIEW_HEADERS``."""

    def __init__(self, app: ASGIApp, tokens: Tokens, port: Callable[[], int]) -> None:
        self._app, self._tokens, self._port = app, tokens, port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                new_headers = [(name.lower().encode(), value.encode()) for name, value in REVIEW_HEADERS.items()]
                message["headers"] = [*message.get("headers", []), *new_headers]
            await send(message)

        refusal = self._refusal(scope, headers)
        if refusal:
            await _answer(send_with_headers, *refusal)
        else:
            await self._app(scope, _with_limit(receive), send_with_headers)

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[HTTPStatus, str] | None:
        hosts = {f"{name}:{self._port()}" for name in ("127.0.0.1", "localhost")}
        if headers.get("host") not in hosts:
            return HTTPStatus.FORBIDDEN, f"this program answers only at {' and '.join(sorted(hosts))}"
        origin = headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in hosts}:
            return HTTPStatus.FORBIDDEN, "another page may not use this program"
        if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return HTTPStatus.FORBIDDEN, "another page may not use this program"
        if not headers.get("content-length", "0").isdigit() or "transfer-encoding" in headers:
            return HTTPStatus.LENGTH_REQUIRED, "a request must say how long it is"
        if int(headers.get("content-length", "0")[:20]) > MAX_BODY_BYTES:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a request may have {MAX_BODY_BYTES:,} bytes"
        path = scope["path"]
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if path in OPEN_PATHS or path.startswith("/static/"):
            return None
        if scheme.lower() != "bearer" or not self._tokens.allows(token.strip()):
            return HTTPStatus.UNAUTHORIZED, (
                "this needs a token: open the address that `communique review` prints, or send the token that "
                "`communique review --api` prints, as `Authorization: Bearer`"
            )
        return None


def _with_limit(receive: Receive) -> Callable[[], Awaitable[Message]]:
    size = 0

    async def next_message() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        return {"type": "http.disconnect"} if size > MAX_BODY_BYTES else message

    return next_message


async def _answer(send: Send, status: HTTPStatus, detail: str) -> None:
    body = problem(status, detail)
    headers = [(b"content-type", b"application/problem+json"), (b"content-length", str(len(body)).encode())]
    if status is HTTPStatus.UNAUTHORIZED:
        headers.append((b"www-authenticate", b"Bearer"))
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": body})
