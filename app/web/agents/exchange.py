"""One request of an agent over HTTP, with a server of its own: nothing of it outlives the answer."""

from functools import partial
from typing import Any

from fastapi import Request, Response
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp_types.version import KNOWN_PROTOCOL_VERSIONS
from starlette.types import Message, Receive, Scope, Send

from app.api.addresses import Site
from app.api.query_route import in_thread, with_past
from app.api.turns import client_of
from app.web.agents.answers import answer, error_sentence
from app.web.agents.server import make_server

VERSIONS = KNOWN_PROTOCOL_VERSIONS
"""The versions of the protocol that there are, oldest first."""


class Exchange(Response):
    """The answer to the ``body`` of a request. The tool runs in a thread for answers, at the turn of its client."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self._request_body = body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request, bodies = Request(scope), [self._request_body]
        state, base = request.app.state, Site(scope).base

        async def call(name: str, arguments: dict[str, Any]) -> str:
            attempt = partial(in_thread, request, partial(answer, state, base, name, arguments))
            return await with_past(state, client_of(scope), attempt)

        async def whole_body() -> Message:
            return {"type": "http.request", "body": bodies.pop()} if bodies else await receive()

        async def send_uncached(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = [*message["headers"], (b"cache-control", b"no-store")]
                if message["status"] == 202:  # an accepted notification has no body, so no content type
                    headers = [pair for pair in headers if pair[0].lower() != b"content-type"]
                message["headers"] = headers
            await send(message)

        server = make_server(state.resources, call, error_sentence)
        manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True)
        async with manager.run():
            await manager.handle_request(scope, whole_body, send_uncached)
