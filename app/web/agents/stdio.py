"""The tools over standard input and output, for an agent that starts the command itself."""

from functools import partial
from typing import Any

import anyio
from mcp.server.stdio import stdio_server
from starlette.datastructures import State

from app.db.retry import with_retry
from app.domain import deadline
from app.web.agents.answers import answer, sentence
from app.web.agents.server import make_server


async def serve(state: State, base: str, seconds: float) -> None:
    """Answer until the input ends. A tool may take ``seconds``."""

    async def call(name: str, arguments: dict[str, Any]) -> str:
        with deadline.within(seconds):
            return await anyio.to_thread.run_sync(partial(with_retry, partial(answer, state, base, name, arguments)))

    server = make_server(state.resources, call, sentence)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())
