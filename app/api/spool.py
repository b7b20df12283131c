"""Temporary files for exports: each is written once for all who ask for it, and their number and bytes are bounded.

A few threads write them at the speed of the database, and clients read them at their own speed. So a slow client holds
up neither the database nor other clients. Requests wait in coroutines, and occupy no thread.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass, field
from functools import partial
from threading import Lock

import structlog

from app.api.spool_file import Check, PreparedFile, SpoolFile
from app.api.turns import Signal, Turns
from app.domain.precedence import Precedence, Work
from app.errors import Problem, unavailable

log = structlog.get_logger()

WRITER_QUEUE_SECONDS = 10.0
"""Seconds that a request waits for a thread that can write its file."""

MAX_UNREAD = 4
"""Files without a reader that stay, for requests for other ranges of them."""

MAX_SLOW = 2
"""Slow files without a reader that stay: of the newest state of the data, and of an earlier one."""

READ_SECONDS = 60.0
"""Seconds after which a complete file may be dropped although it is being read, if another file needs the room."""

ALL_WRITERS_BUSY = "many files are being written at the moment: try again shortly"

NO_ROOM = "the files of other requests take all the space for files: try again shortly"

NO_DISK = "the file cannot be written on the server's disk"

TOO_LARGE = "the file takes more space than this service has for files: ask for less, such as one list, or pages of it"


class AbandonedError(Exception):
    """The writing ends, because no request reads the file any more."""


@dataclass(eq=False)
class _Opening:
    """The preparation of a file. All requests for the same file wait for its end."""

    waiters: int = 0
    is_abandoned: bool = False
    prepared_file: PreparedFile | None = None
    file: SpoolFile | None = None
    error: BaseException | None = None
    is_complete: bool = False
    signal: Signal = field(default_factory=Signal)
    task: "asyncio.Task[None] | None" = None


class SpoolReader:
    """A request's hold on a file. When the last one leaves, the writing ends."""

    def __init__(self, spool: "Spool", opening: _Opening) -> None:
        self._spool, self._opening = spool, opening
        self._has_left = False

    async def wait(self) -> tuple[PreparedFile, SpoolFile | None]:
        """What was prepared, and its file; None if there is nothing to write. Raises the error of the preparation."""
        await self._opening.signal.until(lambda: self._opening.is_complete)
        if self._opening.error:
            raise self._opening.error
        assert self._opening.prepared_file is not None  # noqa: S101
        return self._opening.prepared_file, self._opening.file

    def read(self, file: SpoolFile, at: int = 0, end: int | None = None) -> AsyncIterator[bytes]:
        return file.read(self._spool.threads, at, end)

    def leave(self) -> None:
        if not self._has_left:
            self._has_left = True
            self._spool.leave(self._opening)


class Spool:
    """At most ``files`` temporary files with ``size`` bytes in all, written by ``writers`` threads.

    One client has at most ``share`` of the threads. A request that finds no room gets a ``Problem``.
    """

    def __init__(
        self,
        *,
        files: int = 16,
        size: int = 1 << 30,
        writers: int = 4,
        share: int = 2,
        precedence: Precedence | None = None,
    ) -> None:
        self._precedence = precedence or Precedence()
        self._max_files, self._max_bytes = files, size
        self._files: dict[SpoolFile, str] = {}
        self._by_tag: dict[str, SpoolFile] = {}
        self._openings: dict[Hashable, _Opening] = {}
        self._too_large: str | None = None
        self._lock = Lock()
        self._turns = Turns(writers, share, WRITER_QUEUE_SECONDS, ALL_WRITERS_BUSY)
        self._max_writers = writers
        self._start()

    def _start(self) -> None:
        self._writers = ThreadPoolExecutor(self._max_writers, "export")
        self.threads = ThreadPoolExecutor(2, "spool")

    def __len__(self) -> int:
        return len(self._files)

    @property
    def bytes_in_use(self) -> int:
        """Bytes on the disk, and those that are reserved."""
        return sum(max(file.size, file.reserved_bytes) for file in self._files)

    def clear(self) -> None:
        """Drop all files without a reader."""
        with self._lock:
            for file in [file for file in self._files if not file.readers]:
                self._drop(file)

    def close(self) -> None:
        """End the writing and close all files, when the application stops. The spool can be used again."""
        with self._lock:
            for opening in self._openings.values():
                opening.is_abandoned = True
            for file in self._files:
                file.error = file.error or AbandonedError()
        self._writers.shutdown(cancel_futures=True)
        self.threads.shutdown(cancel_futures=True)
        for file in list(self._files):
            file.readers = 0
            self._drop(file)
        self._start()

    def open(self, key: Hashable, client: str, prepare: Callable[[Check], PreparedFile]) -> SpoolReader:
        """A hold on a file. ``prepare`` runs in a thread, once for all requests with the same key that wait for it.

        The caller must call :meth:`SpoolReader.leave`.
        """
        with self._lock:
            opening = self._openings.get(key)
            if opening is None or opening.is_complete or opening.is_abandoned:
                opening = self._openings[key] = _Opening()
                opening.task = asyncio.create_task(self._open(key, opening, client, prepare))
            opening.waiters += 1
        return SpoolReader(self, opening)

    async def _open(
        self, key: Hashable, opening: _Opening, client: str, prepare: Callable[[Check], PreparedFile]
    ) -> None:
        try:
            await self._turns.take(client)
            try:
                # In a new context: the first request may end long before the file.
                work = self._writers.submit(partial(Context().run, self._prepare_and_write, key, opening, prepare))
            except BaseException:
                self._turns.end(client)
                raise
            work.add_done_callback(lambda work: self._end_turn(key, opening, client, is_cancelled=work.cancelled()))
        except BaseException as error:
            self._finish_opening(key, opening, error=error)
            if not isinstance(error, Exception):
                raise

    def _end_turn(self, key: Hashable, opening: _Opening, client: str, *, is_cancelled: bool) -> None:
        self._turns.end(client)
        if is_cancelled:  # the application stops
            self._finish_opening(key, opening, error=AbandonedError())

    def _finish_opening(
        self,
        key: Hashable,
        opening: _Opening,
        prepared_file: PreparedFile | None = None,
        error: BaseException | None = None,
    ) -> SpoolFile | None:
        """Wake the requests that wait, with what was prepared and its file. Returns the file if it is new."""
        new = None
        with self._lock:
            if self._openings.get(key) is opening:
                del self._openings[key]
            if prepared_file is not None and prepared_file.pieces is not None and not opening.is_abandoned:
                opening.file = self._by_tag.get(prepared_file.tag)
                if opening.file is None:
                    self._admit()
                    opening.file = new = self._by_tag[prepared_file.tag] = SpoolFile(slow=prepared_file.slow)
                    self._files[new] = prepared_file.tag
                opening.file.readers += opening.waiters
            opening.prepared_file, opening.error, opening.is_complete = prepared_file, error, True
        opening.signal.send()
        return new

    def _prepare_and_write(self, key: Hashable, opening: _Opening, prepare: Callable[[Check], PreparedFile]) -> None:
        """Prepare a file and write it, in a thread. It is long work: answers go first."""
        work = Work(self._precedence, short=False)
        try:
            work.run(partial(self._prepare_and_write_in_turn, key, opening, prepare))
        finally:
            work.end()

    def _prepare_and_write_in_turn(
        self, key: Hashable, opening: _Opening, prepare: Callable[[Check], PreparedFile]
    ) -> None:
        prepared_file: PreparedFile | None = None
        file: SpoolFile | None = None
        temporary_bytes = 0

        def check(byte_count: int) -> None:
            nonlocal temporary_bytes
            if (opening.is_abandoned and file is None) or (file is not None and file.error):
                raise AbandonedError
            if file is None or prepared_file is None or not byte_count:
                return
            if file.slow:
                temporary_bytes = byte_count
            if prepared_file.needs_all_records and (file.slow or not file.size):
                self._reserve(file, file.size + byte_count)

        try:
            check(0)
            prepared_file = prepare(check)
            if prepared_file.tag == self._too_large:
                raise unavailable(TOO_LARGE)
            file = self._finish_opening(key, opening, prepared_file)
            if file is not None and prepared_file.pieces is not None:
                for piece in prepared_file.pieces:
                    check(0)
                    self._reserve(file, file.size + temporary_bytes + len(piece))
                    file.append(piece)
                self._finish_writing(file)
        except BaseException as error:  # noqa: BLE001 - everyone who waits for the file gets it
            # A panic of a library in Rust is no Exception: those who wait for the file could not answer it.
            fault = error if isinstance(error, Exception) else RuntimeError(repr(error))
            if file is not None and file.slow and isinstance(error, Problem) and error.detail == TOO_LARGE:
                self._too_large = self._files.get(file)  # otherwise each request for it would make it again
            if isinstance(error, OSError):
                log.error("a file could not be written", error=str(error))
                fault = unavailable(f"{NO_DISK}: {os.strerror(error.errno or 0)}")
                self._drop_idle()
            if file is None:
                self._finish_opening(key, opening, error=fault)
            else:
                self._finish_writing(file, fault)
        finally:
            if prepared_file is not None:
                prepared_file.close()

    def _finish_writing(self, file: SpoolFile, error: BaseException | None = None) -> None:
        with self._lock:
            if file in self._files:
                file.reserved_bytes = 0
            file.end(error)
            self._tidy(file)

    def leave(self, opening: _Opening) -> None:
        """Remove a reader. The writing of a file without a reader ends, unless the file is a slow one."""
        with self._lock:
            file = opening.file
            if file is not None:
                file.readers -= 1
                if not file.readers and not file.is_complete and not file.slow:
                    file.error = file.error or AbandonedError()
                self._tidy(file)
            elif not opening.is_complete:
                opening.waiters -= 1
                opening.is_abandoned = not opening.waiters
                task = opening.task
                if opening.is_abandoned and task is not None:
                    with suppress(RuntimeError):  # its loop is closed
                        task.get_loop().call_soon_threadsafe(task.cancel)

    # --- room: under the lock -------------------------------------------------------------------

    def _tidy(self, file: SpoolFile) -> None:
        """Drop a failed file, and the oldest files without a reader, when a writing has ended or a reader has left."""
        if file.error and self._by_tag.get(self._files.get(file, "")) is file:
            del self._by_tag[self._files[file]]
        if file.error and file.is_complete and not file.readers:
            self._drop(file)
        idle_files = [file for file in self._files if file.is_complete and not file.readers]
        slow, fast = [file for file in idle_files if file.slow], [file for file in idle_files if not file.slow]
        for oldest in [*fast[: max(0, len(fast) - MAX_UNREAD)], *slow[: max(0, len(slow) - MAX_SLOW)]]:
            self._drop(oldest)

    def _drop(self, file: SpoolFile) -> None:
        """Free the bytes of a file. It is closed when its last reader leaves."""
        tag = self._files.pop(file, "")
        if self._by_tag.get(tag) is file:
            del self._by_tag[tag]
        file.cut(unavailable(NO_ROOM))
        if not file.readers:
            file.close()

    def _evict(self, beneficiary: SpoolFile | None = None) -> bool:
        """Drop a file without a reader, or else one that has been read for long, but never the ``beneficiary``, for
        which room is made. Returns whether there was one."""
        ended_before = time.monotonic() - READ_SECONDS
        whole = [file for file in self._files if file is not beneficiary and file.ended_at is not None]
        for file in sorted(whole, key=lambda file: (bool(file.readers), file.slow)):
            if not file.readers or file.error or (file.ended_at or 0) < ended_before:
                self._drop(file)
                return True
        return False

    def _drop_idle(self) -> None:
        """Drop all files without a reader. The disk may be full before the limit of bytes is reached; the next attempt
        has the room of these."""
        with self._lock:
            for file in [file for file in self._files if file.is_complete and not file.readers]:
                self._drop(file)

    def _admit(self) -> None:
        """Make place for one more file. Raises ``Problem`` if no file can be dropped."""
        while len(self._files) >= self._max_files:
            if not self._evict():
                raise unavailable(NO_ROOM)

    def _reserve(self, file: SpoolFile, size: int) -> None:
        """Reserve bytes for a file, if need be by dropping another. Raises ``Problem`` if there is no room."""
        with self._lock:
            if size > self._max_bytes:
                raise unavailable(TOO_LARGE)
            other_bytes = self.bytes_in_use - max(file.size, file.reserved_bytes)
            while other_bytes + size > self._max_bytes:
                if not self._evict(file):
                    raise unavailable(NO_ROOM)
                other_bytes = self.bytes_in_use - max(file.size, file.reserved_bytes)
            file.reserved_bytes = size
