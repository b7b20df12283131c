"""The tools over standard input and output, for an agent that starts the command itself."""

from functools import partial
from typing import Any

import anyio
from mcp.server.stdio import stdio_server
from starlette.datastructures import State

from app.api.query_route import with_past
from app.db.retry import with_retry
from app.domain import deadline
from app.web.agents.answers import answer, error_sentence
from app.web.agents.server import make_server


async def serve_stdio(state: State, base: str, seconds: float) -> None:
    """Answer until the input ends. A tool may take ``seconds``."""

    async def call(name: str, arguments: dict[str, Any]) -> str:
        read = partial(with_retry, partial(answer, state, base, name, arguments))
        with deadline.within(seconds):
            return await with_past(state, "stdio", partial(anyio.to_thread.run_sync, read))

    server = make_server(state.resources, call, error_sentence)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())
