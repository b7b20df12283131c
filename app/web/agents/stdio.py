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
    waiting: set[Any] = set()
    lines = cast("anyio.AsyncFile[str]", _messages(answers.clone(), waiting, seconds))
    async with stdio_server(stdin=lines) as (incoming, outgoing), anyio.create_task_group() as tasks:
        tasks.start_soon(_send, receiver, outgoing, waiting)
        async with answers:
            await server.run(incoming, answers, server.create_initialization_options())


async def _messages(
    answers: ObjectSendStream[SessionMessage], waiting: set[Any], seconds: float
) -> AsyncIterator[bytes]:
    """The lines of standard input that are messages. Others are answered with what is wrong with them.

    The ids of requests are added to ``waiting``. After the last line, they have some ``seconds`` to be answered: the
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
                waiting |= {message["id"]} if "id" in message else set()
                yield line
        with anyio.move_on_after(seconds):
            while waiting:
                await anyio.sleep(0.01)


async def _send(
    answers: ObjectReceiveStream[SessionMessage], outgoing: ObjectSendStream[Any], waiting: set[Any]
) -> None:
    """Write the answers. Their ids wait no more."""
    async with outgoing:
        async for message in answers:
            await outgoing.send(message)
            waiting.discard(getattr(message.message, "id", None))
