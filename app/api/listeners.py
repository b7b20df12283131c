"""Clients that listen: their connections stay open, and they hear of each new revision of the data.

While anybody listens, one task of the process looks for a new revision, at most once a second. A client that waits
occupies neither a thread nor a connection to the database.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.api.middleware.response_cache import DataVersion
from app.api.shared_call import SharedCall
from app.api.turns import Signal
from app.errors import unavailable

log = structlog.get_logger()

LOOK_SECONDS = 1.0
"""Seconds between two looks for a new revision."""

SILENCE_SECONDS = 10.0
"""Seconds without an answer of the database after which all streams end. The clients come back by themselves."""

TOO_MANY = "too many clients listen to this server: try again later, or ask /changes"


class EndOfStreamError(Exception):
    """A stream ends: the service stops, or the database is gone."""


class Listeners:
    """At most ``limit`` clients that listen, at most half of them from one address.

    ``newest`` reads the newest revision, in a thread. It is called when ``version`` has changed, or is unknown.
    """

    def __init__(self, limit: int, version: DataVersion, newest: Callable[[], int]) -> None:
        self._limit, self._version = limit, version
        self._call = SharedCall(newest)
        self._clients: Counter[str] = Counter()
        self._revision = 0
        self._signal = Signal()
        self._task: asyncio.Task[None] | None = None
        self._is_ending = False

    def __len__(self) -> int:
        return self._clients.total()

    def add(self, client: str) -> None:
        """Count a client; :meth:`remove` must follow. Raises ``Problem`` if too many listen."""
        share = max(1, self._limit // 2)
        if len(self) >= self._limit or self._clients[client] >= share or self._is_ending:
            raise unavailable(TOO_MANY, 30)
        self._clients[client] += 1
        if self._task is None:
            self._task = asyncio.create_task(self._look())

    def remove(self, client: str) -> None:
        self._clients[client] -= 1
        self._clients = +self._clients
        if not self._clients:
            self._stop_looking()

    def _stop_looking(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self._task, self._revision, self._is_ending = None, 0, False

    async def wait_for_newer(self, revision: int, seconds: float) -> bool:
        """Wait until the newest revision is not this one any more. Returns False if it still is after the seconds.

        Raises :class:`EndOfStreamError`.
        """
        try:
            async with asyncio.timeout(seconds):
                await self._signal.until(lambda: self._is_ending or self._revision not in (0, revision))
        except TimeoutError:
            return False
        if self._is_ending:
            raise EndOfStreamError
        return True

    async def _look(self) -> None:
        last_version: object | None = None
        last_answer = time.monotonic()
        while True:
            try:
                version = await self._version.current()
                if version is None or version != last_version:
                    self._revision = await self._call.answer(LOOK_SECONDS)
                    self._signal.send()
                last_version, last_answer = version, time.monotonic()
            except (SQLAlchemyError, TimeoutError):
                if time.monotonic() - last_answer > SILENCE_SECONDS:
                    log.warning("all streams of changes end: the database does not answer")
                    self.end()
                    return
            await asyncio.sleep(LOOK_SECONDS)

    def end(self) -> None:
        """End all streams. New ones may begin when the last has ended."""
        self._is_ending = bool(self._clients)
        self._signal.send()

    def close(self) -> None:
        """Close what is open, when the application stops. It can be used again."""
        self._stop_looking()
        self._clients.clear()
        self._call.close()
