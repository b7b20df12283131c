"""The threads that run routes, of which each client has a share: decision 004 and decision 010."""

import asyncio
import os
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, NamedTuple, TypeVar

from app.errors import unavailable

ResultT = TypeVar("ResultT")

THREADS = 32
"""Threads that run routes."""

ALONE_SECONDS = 0.1
"""Seconds without an answer to another client after which a client counts as alone."""

CROWD = 3
"""Requests in line, besides the one that begins, with which a client gives way to others."""

QUEUE_SECONDS = 10.0
"""Seconds that a call waits for a thread."""

ALL_BUSY = "the service is busy with other requests: try again shortly"
"""The detail of the problem for a call whose time in line is up."""


class Share(NamedTuple):
    """How many threads one client may occupy at a time: if it has been alone for a while, and beside other clients."""

    alone: int
    beside_others: int


SERVER_SHARE = Share(24, 24)
"""The share of a client if the statements run in a database server, for which the threads wait."""

IN_PROCESS_SHARE = Share(max(2, os.cpu_count() or 1), 1)
"""The same for SQLite, whose statements compute in this process: more threads would only wait for each other, and hold
up the other clients (decision 010)."""


@dataclass(eq=False, slots=True)
class _Job:
    """A call for a thread. ``future`` has its result and belongs to ``loop``; ``began_at`` is when the call got its
    thread, on the clock of :func:`time.monotonic`. ``give_way`` is called before it if its client has many
    more requests in line."""

    client: str
    call: Callable[[], Any]
    give_way: Callable[[], None]
    context: Context
    loop: asyncio.AbstractEventLoop
    future: "asyncio.Future[Any]"
    began_at: float | None = None
    timer: asyncio.TimerHandle = field(init=False)

    def finish(self, result: Any, error: BaseException | None) -> None:
        """Give the result of the call, or its error, to the event loop, from a thread."""
        if isinstance(error, StopIteration):  # a future refuses it
            error = RuntimeError("the call raised StopIteration")
        with suppress(RuntimeError):  # the loop is closed
            self.loop.call_soon_threadsafe(self._settle, result, error)

    def _settle(self, result: Any, error: BaseException | None) -> None:
        if self.future.done():
            return
        if error is None:
            self.future.set_result(result)
        else:
            self.future.set_exception(error)


class AnswerThreads:
    """At most ``limit`` threads, of which each client has its share. Other calls wait in line for ``seconds``.

    A thread that ends a call goes on with the first of the line whose client has room in its share. It does not return
    to the event loop in between: decision 010 has what that saves.
    """

    def __init__(self, share: Share, limit: int = THREADS, seconds: float = QUEUE_SECONDS) -> None:
        self._share, self._limit, self._seconds = share, limit, seconds
        self._lock = Lock()
        self._line: dict[_Job, None] = {}
        """The jobs without a thread, in order. One that nobody waits for leaves it."""
        self._threads_of: Counter[str] = Counter()
        """The threads of each client that has any."""
        self._last_client = ""
        self._alone_since = 0.0
        """When ``_last_client`` began its first job after one of another client."""
        self._idle: list[SimpleQueue[_Job]] = []
        """Where each thread without a job waits for one; the last that became idle is the first to get one."""
        self._thread_count = 0

    async def run(
        self, client: str, call: Callable[[], ResultT], seconds: float, give_way: Callable[[], None] = lambda: None
    ) -> ResultT:
        """What ``call`` returns, called in a thread and in a copy of this context. ``give_way`` is called before it if
        others are answered while this client has many requests in line.

        Raises ``Problem`` if no thread is free in time, and ``TimeoutError`` if the call takes longer than ``seconds``.
        The thread then runs on alone.
        """
        loop = asyncio.get_running_loop()
        job = _Job(client, call, give_way, copy_context(), loop, loop.create_future())
        job.timer = loop.call_later(self._seconds, self._expire, job, seconds)
        self._add(job)
        try:
            result: ResultT = await job.future
        finally:
            job.timer.cancel()
            if job.began_at is None:
                self._leave(job)
            del job  # breaks the cycle: a job refers to its error, and the error to this frame
        return result

    def _expire(self, job: _Job, seconds: float) -> None:
        """End the wait of a job whose time is up, in line or in its thread."""
        if job.future.done():
            return
        if job.began_at is None:
            problem = unavailable(ALL_BUSY)
            job.future.set_exception(problem)
        elif (seconds_left := job.began_at + seconds - time.monotonic()) > 0:
            job.timer = job.loop.call_later(seconds_left, self._expire, job, seconds)
        else:
            job.future.set_exception(TimeoutError())

    def _work(self, jobs: "SimpleQueue[_Job]") -> None:
        """What a thread does: one job after another."""
        while True:
            job = jobs.get()
            try:
                job.finish(None if job.future.done() else job.context.run(job.call), None)
            except BaseException as error:  # noqa: BLE001 - whoever waits for the result gets it
                job.finish(None, error)
            client = job.client
            del job  # frees the result or the error while the thread waits
            self._end(client, jobs)

    def _add(self, job: _Job) -> None:
        with self._lock:
            self._line[job] = None
            self._start_jobs()

    def _leave(self, job: _Job) -> None:
        with self._lock:
            self._line.pop(job, None)

    def _end(self, client: str, jobs: "SimpleQueue[_Job]") -> None:
        """Note that a thread has ended a job of a client. The thread takes its next job from ``jobs``."""
        with self._lock:
            self._threads_of[client] -= 1
            if not self._threads_of[client]:
                del self._threads_of[client]
            self._idle.append(jobs)
            self._start_jobs()

    # --- under the lock -------------------------------------------------------------------------

    def _start_jobs(self) -> None:
        """Give the jobs in line whose clients have room in their share to threads."""
        instant = time.monotonic()
        while (job := self._next(instant)) and (jobs := self._thread()):
            del self._line[job]
            self._threads_of[job.client] += 1
            if job.client != self._last_client:
                self._last_client, self._alone_since = job.client, instant
            job.began_at = instant
            if not self._is_alone(instant) and self._count_in_line(job.client) >= CROWD:
                job.give_way()
            jobs.put(job)

    def _is_alone(self, instant: float) -> bool:
        """Whether the last client has been alone for a while."""
        return instant - self._alone_since > ALONE_SECONDS

    def _count_in_line(self, client: str) -> int:
        """How many requests a client has in line."""
        return sum(job.client == client for job in self._line)

    def _next(self, instant: float) -> _Job | None:
        """The first job in line whose client has room."""
        limit = self._share.alone if self._is_alone(instant) else self._share.beside_others
        return next((job for job in self._line if self._threads_of[job.client] < limit), None)

    def _thread(self) -> "SimpleQueue[_Job] | None":
        """Where an idle or a new thread takes its jobs from. None if no thread is idle, and there are ``limit`` already
        or the system starts no more."""
        if self._idle:
            return self._idle.pop()
        if self._thread_count == self._limit:
            return None
        jobs: SimpleQueue[_Job] = SimpleQueue()
        name = f"answer_{self._thread_count + 1}"
        try:
            Thread(target=self._work, args=(jobs,), name=name, daemon=True).start()
        except RuntimeError:
            return None
        self._thread_count += 1
        return jobs
