"""The two clients, without their lists: one that blocks, and one for asyncio."""

import asyncio
import time
from types import TracebackType
from typing import Any, Self

import httpx

from ._exchange import Answer, Cache, Exchange, Query, Reply
from ._records import AsyncRecords, Records

RETRIES = 4
LONGEST_WAIT = 60.0
CACHE_BYTES = 16_000_000
TIMEOUT = 60.0
VERSION = "0.1.0"


class Connection:
    """A client that blocks; threads may share it.

    ``retries`` is how often a request is sent again after no answer or 429, 502, 503 or 504. ``longest_wait`` is the
    longest ``Retry-After`` that it waits for, and ``timeout`` how long for an answer, in seconds. ``cache_bytes``
    bounds the answers that are stored to be validated again; 0 stores none. ``headers`` and ``transport`` are httpx's.
    """

    def __init__(
        self,
        base_url: str,
        *,
        retries: int = RETRIES,
        longest_wait: float = LONGEST_WAIT,
        cache_bytes: int = CACHE_BYTES,
        timeout: float = TIMEOUT,
        headers: dict[str, str] | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._exchange = Exchange(base_url.rstrip("/"), retries, longest_wait, Cache(cache_bytes))
        headers = {"User-Agent": f"communique-client/{VERSION}", **(headers or {})}
        self._http = httpx.Client(headers=headers, timeout=timeout, transport=transport, follow_redirects=True)

    def ask(self, path: str, query: Query, revision: int | None = None) -> Answer:
        """One answer, from ``revision`` of the data or a later one. Raises ``CommuniqueError``."""
        steps = self._exchange.steps(self._http, path, query, revision)
        step = next(steps)
        while not isinstance(step, Answer):
            reply: Reply = None
            if isinstance(step, httpx.Request):
                try:
                    reply = self._http.send(step)
                except httpx.TransportError as error:
                    reply = error
            else:
                time.sleep(step)
            step = steps.send(reply)
        return step

    def records(self, path: str, **query: object) -> Records[dict[str, Any]]:
        """The records of any list, also of one that this version of the client does not have."""
        return Records(self, path, query)

    def close(self) -> None:
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncConnection:
    """A client for asyncio, with the settings of ``Connection``."""

    def __init__(
        self,
        base_url: str,
        *,
        retries: int = RETRIES,
        longest_wait: float = LONGEST_WAIT,
        cache_bytes: int = CACHE_BYTES,
        timeout: float = TIMEOUT,
        headers: dict[str, str] | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._exchange = Exchange(base_url.rstrip("/"), retries, longest_wait, Cache(cache_bytes))
        headers = {"User-Agent": f"communique-client/{VERSION}", **(headers or {})}
        self._http = httpx.AsyncClient(headers=headers, timeout=timeout, transport=transport, follow_redirects=True)

    async def ask(self, path: str, query: Query, revision: int | None = None) -> Answer:
        """One answer, from ``revision`` of the data or a later one. Raises ``CommuniqueError``."""
        steps = self._exchange.steps(self._http, path, query, revision)
        step = next(steps)
        while not isinstance(step, Answer):
            reply: Reply = None
            if isinstance(step, httpx.Request):
                try:
                    reply = await self._http.send(step)
                except httpx.TransportError as error:
                    reply = error
            else:
                await asyncio.sleep(step)
            step = steps.send(reply)
        return step

    def records(self, path: str, **query: object) -> AsyncRecords[dict[str, Any]]:
        """The records of any list, also of one that this version of the client does not have."""
        return AsyncRecords(self, path, query)

    async def close(self) -> None:
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
