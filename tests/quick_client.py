"""A test client that reads an answer in one call to the event loop, where starlette's takes eight.

A call wakes another thread, which is most of the time of a request of a test.
"""

from typing import Any
from urllib.parse import unquote

import anyio
import httpx2
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import Message, Scope


class WholeAnswers(httpx2.BaseTransport):
    """Asks the application, and has each answer whole before it is returned."""

    def __init__(self, client: TestClient) -> None:
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
        portal = self._client.portal
        assert portal is not None, "use the client in a with block"
        status, headers, body = portal.call(self._answer, scope, request.read())
        content = b"" if request.method == "HEAD" else body
        return httpx2.Response(status, headers=headers, stream=httpx2.ByteStream(content), request=request)

    async def _answer(self, scope: Scope, body: bytes) -> tuple[int, Any, bytes]:
        sent: list[Message] = []
        pending = [{"type": "http.request", "body": body, "more_body": False}]
        over = anyio.Event()

        async def receive() -> Message:
            if not pending:
                await over.wait()
                return {"type": "http.disconnect"}
            return pending.pop()

        async def send(message: Message) -> None:
            sent.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                over.set()

        try:
            await self._client.app(scope, receive, send)
        except Exception:
            if not sent:  # else it is sent as an answer first, as servers do
                raise
        start, *parts = sent
        return start["status"], start["headers"], b"".join(bytes(part.get("body", b"")) for part in parts)


class QuickClient(TestClient):
    """A client of an application that is started. It answers what the application could not with 500."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(app, raise_server_exceptions=False)
        self._transport = WholeAnswers(self)
