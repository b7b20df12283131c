"""A temporary file of an export: what it is to hold, and the file that one thread writes and coroutines read."""

import asyncio
import os
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeAlias

from app.api.turns import Signal

PIECE = 65_536
"""Bytes that are read from a file at a time."""

Check: TypeAlias = Callable[[int], None]
"""Called with the bytes read so far while a file is prepared and written. Raises if the file is not to go on."""


@dataclass(frozen=True)
class PreparedFile:
    """The headers of a file, and the pieces to write. ``pieces`` is None if the client's copy is still good.

    ``close`` is called after the last piece, or after a failure.
    """

    tag: str
    headers: Mapping[str, str]
    media_type: str
    pieces: Iterator[bytes] | None
    close: Callable[[], None]
    needs_all_records: bool = False
    """No piece comes before all records are read. Until then the bytes that are read count as the size of the file."""

    slow: bool = False
    """It takes long to make, and many ask for it. So it is made to its end also without a reader, and stays longer than
    other files. ``Check`` gets the bytes of temporary files beside it."""


class SpoolFile:
    """A file without a name on the disk, written by one thread and read by any number of coroutines."""

    def __init__(self, *, slow: bool = False) -> None:
        self.slow = slow
        self._file = tempfile.TemporaryFile(prefix="communique-", buffering=0)  # noqa: SIM115 - see close
        self.size = 0
        self.reserved_bytes = 0
        self.readers = 0
        self.began_at = time.monotonic()
        self.ended_at: float | None = None
        self.error: BaseException | None = None
        self.signal = Signal()

    @property
    def is_complete(self) -> bool:
        return self.ended_at is not None

    def append(self, piece: bytes) -> None:
        remainder = memoryview(piece)
        while remainder:
            remainder = remainder[self._file.write(remainder) :]
        self.size += len(piece)
        self.signal.send()

    def end(self, error: BaseException | None = None) -> None:
        self.error = self.error or error
        self.ended_at = time.monotonic()
        self.signal.send()

    def cut(self, error: Exception) -> None:
        """Free the file's bytes on the disk. Those who still read it get the error."""
        self.error = self.error or error
        self.signal.send()
        with suppress(OSError):
            self._file.truncate(0)

    def close(self) -> None:
        self._file.close()

    async def ready(self, size: int | None = None) -> None:
        """Return once that many bytes, or all, are written. Raises the error of the writing."""
        await self.signal.until(
            lambda: self.is_complete or bool(self.error) or (size is not None and self.size >= size)
        )
        if self.error:
            raise self.error

    async def read(self, threads: ThreadPoolExecutor, start: int, end: int | None) -> AsyncIterator[bytes]:
        """The bytes from ``start`` to before ``end``, or to the last one, as they are written."""
        loop, at = asyncio.get_running_loop(), start
        while end is None or at < end:
            await self.ready(at + 1)
            count = min(PIECE, (self.size if end is None else end) - at)
            if not count:
                return
            piece = await loop.run_in_executor(threads, os.pread, self._file.fileno(), count, at)
            if self.error:
                raise self.error
            if not piece:
                return
            at += len(piece)
            yield piece
