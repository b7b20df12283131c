"""The response that sends a file of the spool: streamed, and with HEAD and ranges."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import TypeVar

from fastapi import Request, Response
from fastapi.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.api.addresses import Site
from app.api.query_route import DeferredResponse
from app.api.snapshots import REVISION_HEADER
from app.api.spool import Spool, SpoolReader
from app.api.spool_file import Check, PreparedFile, SpoolFile
from app.api.turns import client_of
from app.db.retry import with_retry
from app.domain import deadline
from app.errors import Problem, unavailable

T = TypeVar("T")

SLOW_FILE_SECONDS = 50.0
"""Seconds from the beginning of a slow file for which requests wait for it. Proxies wait a minute for a response to
begin."""

MIN_WAIT_SECONDS = 1.0
"""Seconds that a request waits at least for a slow file, however long ago that was begun."""

STILL_BEING_MADE = "the file takes long to make, and is not ready yet: try again shortly"

FIRST_BYTES = 65_536
"""Bytes of a file that are written before its response begins: an error so far is still answered as a problem."""

_KEY_HEADERS = ("if-none-match", "if-modified-since", REVISION_HEADER)
"""Request headers on which the preparation of a file depends, beside its address."""


class ClientGoneError(Exception):
    """The client has closed the connection."""


async def _while_connected(receive: Receive, work: Awaitable[T]) -> T:
    """The result of ``work``. Raises ``ClientGoneError`` as soon as the client closes the connection."""

    async def wait_for_disconnect() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    result, end = asyncio.ensure_future(work), asyncio.ensure_future(wait_for_disconnect())
    try:
        await asyncio.wait({result, end}, return_when=asyncio.FIRST_COMPLETED)
        if not result.done():
            raise ClientGoneError
        return result.result()
    finally:
        result.cancel()
        end.cancel()
        await asyncio.wait({result, end})


async def _ready(file: SpoolFile, size: int | None) -> None:
    """Return once that many bytes, or all, are written. Raises ``Problem`` for a slow file that is not in time."""
    try:
        seconds = max(MIN_WAIT_SECONDS, file.began_at + SLOW_FILE_SECONDS - time.monotonic())
        async with asyncio.timeout(seconds if file.slow else None):
            await file.ready(size)
    except TimeoutError:
        raise unavailable(STILL_BEING_MADE, 10) from None


class _FileStream(StreamingResponse):
    """A file, or a range of it. The reader leaves when all is sent, or when sending fails.

    Starlette's own way to notice that the client has left imports a library in the event loop, at the first file of a
    worker: nobody is answered meanwhile.
    """

    reader: SpoolReader

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - of all responses
        try:
            with suppress(ClientGoneError):
                await _while_connected(receive, self.stream_response(send))
        finally:
            self.reader.leave()


class ExportResponse(DeferredResponse):
    """A response that is a file of the spool. ``prepare`` runs in a thread of the spool, and may raise ``Problem``."""

    def __init__(self, name: str, prepare: Callable[[Check], PreparedFile]) -> None:
        super().__init__()
        self.name, self.prepare = name, prepare

    async def respond(self, request: Request) -> Response:
        key_values = tuple(
            request.headers.getlist(name) and ",".join(request.headers.getlist(name)) for name in _KEY_HEADERS
        )
        spool: Spool = request.app.state.spool
        key = (Site(request.scope).address, self.name, *map(str, key_values))

        def prepare(check: Check) -> PreparedFile:
            with deadline.within(request.app.answer_seconds):  # the writing may take longer
                return with_retry(partial(self.prepare, check))

        reader = spool.open(key, client_of(request.scope), prepare)
        try:
            prepared_file, file = await _while_connected(request.receive, reader.wait())
            if file is None:
                reader.leave()
                return Response(status_code=304, headers=prepared_file.headers, media_type=prepared_file.media_type)
            head = bool(request.scope.get("head"))
            tag = prepared_file.tag
            range_header = None if head or request.headers.get("if-range", tag) != tag else request.headers.get("range")
            whole = prepared_file.needs_all_records or range_header or head
            # Before the response begins, an error is still answered as a problem.
            await _while_connected(request.receive, _ready(file, None if whole else FIRST_BYTES))
            response = _stream(reader, file, range_header, prepared_file)
        except ClientGoneError:
            reader.leave()
            return Response(status_code=499)  # for the log only
        except BaseException:
            reader.leave()
            raise
        response.reader = reader
        return response


def _stream(reader: SpoolReader, file: SpoolFile, range_header: str | None, prepared_file: PreparedFile) -> _FileStream:
    """A file, or the range of it that ``Range`` names (RFC 9110, 14). Middleware lets no other ``Range`` through.

    A file that is still being written has no length yet, and is sent whole.
    """
    headers = dict(prepared_file.headers)
    if not file.is_complete:
        return _FileStream(reader.read(file), headers=headers, media_type=prepared_file.media_type)
    size, status = file.size, 200
    first, last = 0, size - 1
    if range_header:
        start, end = range_header.partition("=")[2].split("-")
        first = int(start) if start else max(0, size - int(end))
        last = min(int(end), size - 1) if start and end else size - 1
        if first > last:
            raise Problem("unsatisfiable-range", headers={**headers, "Content-Range": f"bytes */{size}"})
        headers |= {"Content-Range": f"bytes {first}-{last}/{size}"}
        status = 206
    headers |= {"Content-Length": str(last + 1 - first)}
    return _FileStream(reader.read(file, first, last + 1), status, headers, prepared_file.media_type)
