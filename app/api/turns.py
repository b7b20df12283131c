"""Turns at a scarce thing, such as threads: taken by coroutines, with a limit for each client."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from threading import Lock

from starlette.types import Receive, Scope

from app.errors import unavailable


@lru_cache(maxsize=4096)
def client_key(address: str) -> str:
    """The key of a client: its IPv4 address, or its IPv6 /64 network, because one subscriber has all of that."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address[:100]
    if isinstance(ip, IPv6Address):
        return str(ip.ipv4_mapped or ip_network((ip, 64), strict=False))
    return address


def client_of(scope: Scope) -> str:
    """The key of a request's client. Behind a trusted proxy, uvicorn has set the address that the proxy forwards."""
    client = scope.get("client")
    return client_key(client[0]) if client else ""


def has_left(receive: Receive) -> bool:
    """Whether the client closed the connection before uvicorn, whose ``receive`` this is, had the whole response."""
    return bool(getattr(getattr(receive, "__self__", None), "disconnected", False))


def _settle(future: "asyncio.Future[None]") -> None:
    if not future.done():
        future.set_result(None)


@dataclass(frozen=True, eq=False)
class Waiter:
    """A coroutine that waits; any thread may wake it."""

    client: str
    loop: asyncio.AbstractEventLoop
    future: "asyncio.Future[None]"

    @classmethod
    def of(cls, client: str = "") -> "Waiter":
        loop = asyncio.get_running_loop()
        return cls(client, loop, loop.create_future())

    def wake(self) -> None:
        with suppress(RuntimeError):  # its loop is closed
            self.loop.call_soon_threadsafe(_settle, self.future)


class Signal:
    """Wakes coroutines from any thread when the condition that each waits for has become true."""

    def __init__(self) -> None:
        self._waiters: dict[Waiter, Callable[[], bool]] = {}
        self._lock = Lock()

    def send(self) -> None:
        """Wake the coroutines whose condition is true, one in each turn of their loop, so that it does other work
        in between."""
        with self._lock:
            ready = [waiter for waiter, condition in self._waiters.items() if condition()]
            for waiter in ready:
                del self._waiters[waiter]
        for loop in {waiter.loop for waiter in ready}:
            with suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(_wake_next, deque(waiter for waiter in ready if waiter.loop is loop))

    async def until(self, condition: Callable[[], bool]) -> None:
        """Return once the condition is true. Whoever makes it true must call :meth:`send`."""
        while not condition():
            waiter = Waiter.of()
            with self._lock:
                self._waiters[waiter] = condition
            try:
                if not condition():  # it may have become true before the waiter was added
                    await waiter.future
            finally:
                with self._lock:
                    self._waiters.pop(waiter, None)


def _wake_next(line: deque[Waiter]) -> None:
    """Wake the first in line now, and the others in the next turns of their loop."""
    waiter = line.popleft()
    _settle(waiter.future)
    if line:
        waiter.loop.call_soon(_wake_next, line)


class Turns:
    """At most ``at_once`` turns at a time, and at most ``share`` for one client. Others wait in line for ``seconds``.

    When a turn ends, the first in line whose client is below its share gets it. ``busy_message`` is the detail of the
    problem for those whose time in line is up.
    """

    def __init__(self, at_once: int, share: int, seconds: float, busy_message: str) -> None:
        self._free, self._share, self._seconds, self._busy_message = at_once, share, seconds, busy_message
        self._turns_of: Counter[str] = Counter()
        self._line: deque[Waiter] = deque()
        self._lock = Lock()

    async def take(self, client: str) -> None:
        """Take a turn; :meth:`end` must give it back. Raises ``Problem`` if none is free in time."""
        with self._lock:
            if self._free and self._turns_of[client] < self._share:
                self._grant(client)
                return
            waiter = Waiter.of(client)
            self._line.append(waiter)
        try:
            async with asyncio.timeout(self._seconds):
                await waiter.future
        except BaseException as error:
            with self._lock:
                is_granted = waiter not in self._line
                if not is_granted:
                    self._line.remove(waiter)
            if is_granted and isinstance(error, TimeoutError):
                return  # it was granted as the time ran out
            if is_granted:
                self.end(client)
            if isinstance(error, TimeoutError):
                raise unavailable(self._busy_message) from None
            raise

    def end(self, client: str) -> None:
        """Give a turn back, from any thread."""
        with self._lock:
            self._free += 1
            self._turns_of[client] -= 1
            if not self._turns_of[client]:
                del self._turns_of[client]
            for waiter in self._line:
                if self._turns_of[waiter.client] < self._share:
                    self._line.remove(waiter)
                    self._grant(waiter.client)
                    waiter.wake()
                    return

    def _grant(self, client: str) -> None:
        self._free -= 1
        self._turns_of[client] += 1

    @asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[None]:
        await self.take(client)
        try:
            yield
        finally:
            self.end(client)
