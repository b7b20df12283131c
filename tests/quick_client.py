"""A test client whose event loop runs in the thread of the test, and only while the test waits for an answer.

Starlette's client runs its loop in another thread and calls it eight times for each answer. Waking the thread takes
most of the time of a request.
"""

import asyncio
from threading import Lock
from typing import Any, Self
from urllib.parse import unquote

import httpx2
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import Message, Scope


class WholeAnswers(httpx2.BaseTransport):
    """A transport that calls the application directly and returns each answer when it is complete."""

    def __init__(self, client: "QuickClient") -> None:
        self._client = client

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        url = request.url
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": request.method,
            "path": unquote(url.path),
            "raw_path": url.raw_path.partition(b"?")[0],
            "root_path": "",
            "scheme": url.scheme,
            "query_string": url.query,
            "headers": [(name.lower(), value) for name, value in request.headers.raw],
            "client": ("testclient", 50000),
            "server": [url.host, url.port or 80],
            "state": self._client.app_state.copy(),
        }
        status, headers, body = self._client.run(self._answer(scope, request.read()))
        content = b"" if request.method == "HEAD" else body
        return httpx2.Response(status, headers=headers, stream=httpx2.ByteStream(content), request=request)

    async def _answer(self, scope: Scope, body: bytes) -> tuple[int, Any, bytes]:
        messages: list[Message] = []
        pending = [{"type": "http.request", "body": body, "more_body": False}]
        over = asyncio.Event()

        async def receive() -> Message:
            if not pending:
                await over.wait()
                return {"type": "http.disconnect"}
            return pending.pop()

        async def send(message: Message) -> None:
            messages.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                over.set()

        try:
            await self._client.app(scope, receive, send)
        except Exception:
            if not messages:  # else it is sent as an answer first, as servers do
                raise
        start, *parts = messages
        return start["status"], start["headers"], b"".join(bytes(part.get("body", b"")) for part in parts)


class QuickClient(TestClient):
    """A client that starts its application. If the application raises an error, the client answers 500 instead.

    Requests from several threads take turns.
    """

    def __init__(self, app: FastAPI) -> None:
        super().__init__(app, raise_server_exceptions=False)
        self._transport = WholeAnswers(self)
        self._lifespan_of = app.router.lifespan_context
        self._loop: asyncio.AbstractEventLoop | None = None
        self._turn = Lock()

    def __enter__(self) -> Self:
        self._loop, self._leaving = asyncio.new_event_loop(), asyncio.Event()
        start = self._loop.create_future()
        self._lifespan = self._loop.create_task(self._serve(start))
        self.run(asyncio.wait([start, self._lifespan], return_when=asyncio.FIRST_COMPLETED))
        if self._lifespan.done():  # the start failed
            self._close()
        return self

    def __exit__(self, *_: object) -> None:
        self._leaving.set()
        self._close()

    def _close(self) -> None:
        """Wait for the end of the application, and close the loop. Raises what the application raised."""
        assert self._loop
        try:
            self.run(self._lifespan)
        finally:
            self.run(self._loop.shutdown_asyncgens())
            self.run(self._loop.shutdown_default_executor())
            self._loop.close()

    async def _serve(self, start: "asyncio.Future[None]") -> None:
        """Keep the application started until the client leaves."""
        async with self._lifespan_of(self.app) as state:
            self.app_state = dict(state or {})
            start.set_result(None)
            await self._leaving.wait()

    def run(self, coroutine: Any) -> Any:
        """The result of a coroutine or task. The loop runs until it is there."""
        assert self._loop, "use the client in a with block"
        with self._turn:
            return self._loop.run_until_complete(coroutine)
