"""The tools over standard input and output, for an agent that starts the command itself."""

import math
import sys
from codecs import BOM_UTF8
from collections.abc import AsyncIterator
from functools import partial
from typing import Any, cast

import anyio
from anyio.abc import ObjectReceiveStream, ObjectSendStream
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from mcp_types import ErrorData, JSONRPCError
from starlette.datastructures import State

from app.api.query_route import with_past
from app.db.retry import with_retry
from app.domain import deadline
from app.web.agents.answers import answer, error_sentence
from app.web.agents.messages import MessageFault, read_message
from app.web.agents.server import make_server


async def serve_stdio(state: State, base: str, seconds: float) -> None:
    """Answer until the input ends. A tool may take ``seconds``."""

    async def call(name: str, arguments: dict[str, Any]) -> str:
        attempt = partial(with_retry, partial(answer, state, base, name, arguments))
        with deadline.within(seconds):
            return await with_past(state, "stdio", partial(anyio.to_thread.run_sync, attempt))

    server = make_server(state.resources, call, error_sentence)
    answers, receiver = anyio.create_memory_object_stream[SessionMessage](math.inf)
    open_ids: set[Any] = set()
    lines = cast("anyio.AsyncFile[str]", _messages(answers.clone(), open_ids, seconds))
    async with stdio_server(stdin=lines) as (reader, writer), anyio.create_task_group() as tasks:
        tasks.start_soon(_send, receiver, writer, open_ids)
        async with answers:
            await server.run(reader, answers, server.create_initialization_options())


async def _messages(
    answers: ObjectSendStream[SessionMessage], open_ids: set[Any], seconds: float
) -> AsyncIterator[bytes]:
    """The lines of standard input that are messages. Others are answered with what is wrong with them.

    The ids of requests are added to ``open_ids``. After the last line, they have some ``seconds`` to be answered: the
    server drops what it has not answered when its input ends.
    """
    async with answers:
        async for line in anyio.wrap_file(sys.stdin.buffer):
            line = line.removeprefix(BOM_UTF8)  # some shells write a byte order mark first
            message = read_message(line) if line.strip() else None
            if isinstance(message, MessageFault):
                error = ErrorData(code=message.code, message=message.message)
                await answers.send(SessionMessage(JSONRPCError(jsonrpc="2.0", id=message.id, error=error)))
            elif message is not None:
                open_ids |= {message["id"]} if "id" in message else set()
                yield line
        with anyio.move_on_after(seconds):
            while open_ids:
                await anyio.sleep(0.01)


async def _send(
    answers: ObjectReceiveStream[SessionMessage], writer: ObjectSendStream[Any], open_ids: set[Any]
) -> None:
    """Write the answers, and remove their ids from ``open_ids``."""
    async with writer:
        async for message in answers:
            await writer.send(message)
            open_ids.discard(getattr(message.message, "id", None))
