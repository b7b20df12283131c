"""Short answers go before long ones, in one process: decision 010.

Python runs one thread at a time. Beside threads that compute for long, a short answer would wait at each of its steps
for its turn among them. So a long answer calls :func:`pause` as it computes, and waits there while short ones are made.
"""

import time
from collections import deque
from collections.abc import Callable
from contextvars import ContextVar
from threading import Condition, Event, Lock
from typing import TypeVar

ResultT = TypeVar("ResultT")

SHORT_SECONDS = 0.005
"""Seconds of processor time in its thread after which an answer is long."""

LULL = 0.002
"""Seconds after a short answer for which long ones still wait: the event loop sends that answer, and often reads the
next request of the same client."""

SLICE = 0.001
"""Seconds of processor time for which a long answer goes on before it pauses again."""

PATIENCE = 0.030
"""Seconds that the first long answer in line waits at most. This gives long answers a part of the time, however many
short ones there are."""

ANSWER_AGE, FILE_AGE = 1.0, 2.0
"""Seconds in line, in all, after which a long answer and a file are old. Only an answer has a time limit."""

OLD_PATIENCE, OLD_SLICE = 0.010, 0.002
"""Patience and slice of old work, which gets a sixth of the time."""

TURN = 0.006
"""Seconds after which the next in line no longer waits for a long answer to pause: that one may wait for the
database."""


class Precedence:
    """Counts the short answers that are being made in a process, and lines up its long ones.

    A long answer goes on when no short one is being made or was a moment ago, and no other long one computes; or when
    its patience ends.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._change = Condition(self._lock)
        self._short: set[Work] = set()
        self._line: deque[Event] = deque()
        self._lull_ends = 0.0
        self._running: Work | None = None
        self._running_until = 0.0

    def begin(self, work: "Work") -> None:
        """A short answer begins, unless nobody waits for it any longer."""
        with self._lock:
            if work.is_short:
                self._short.add(work)

    def end(self, work: "Work") -> None:
        """An answer is made."""
        with self._lock:
            if work in self._short:
                self._lull_ends = time.monotonic() + LULL
            self._remove(work)

    def become_long(self, work: "Work") -> None:
        """A short answer has taken so much time that it is long from now on."""
        with self._lock:
            self._remove(work)

    @property
    def has_short(self) -> bool:
        """Whether a short answer is being made, or was a moment ago."""
        return bool(self._short) or time.monotonic() < self._lull_ends

    def wait(self, work: "Work") -> bool:
        """Wait for the turn of a long answer. True if its patience ended, so that it runs beside short answers.

        Only the first in line wakes when something ends.
        """
        with self._lock:
            self._stop(work)
            if not self._line and self._seconds_until_free() <= 0:
                self._run(work)
                return False
            turn = Event()
            self._line.append(turn)
            if len(self._line) == 1:
                turn.set()
        began = time.monotonic()
        turn.wait()
        with self._lock:
            patience_ends = time.monotonic() + (OLD_PATIENCE if work.is_old else PATIENCE)
            while (seconds := min(self._seconds_until_free(), patience_ends - time.monotonic())) > 0:
                self._change.wait(seconds)
            work.seconds_in_line += time.monotonic() - began
            self._line.popleft()
            self._run(work)
            if self._line:
                self._line[0].set()
            return self.has_short

    # --- under the lock -------------------------------------------------------------------------

    def _seconds_until_free(self) -> float:
        """Seconds after which the first in line looks again whether it may run; 0 or less if it may run now."""
        if self._short:
            return TURN
        return max(self._lull_ends, self._running_until) - time.monotonic()

    def _run(self, work: "Work") -> None:
        self._running, self._running_until = work, time.monotonic() + TURN

    def _remove(self, work: "Work") -> None:
        work.is_short = False
        self._short.discard(work)
        self._stop(work)

    def _stop(self, work: "Work") -> None:
        if self._running is work:
            self._running, self._running_until = None, 0.0
        if self._line and not self.has_short:  # at the end of a lull, the first in line wakes by itself
            self._change.notify()


class Work:
    """The making of one answer or file in a thread. An answer begins as short, unless it gives way; a file is long from
    its beginning.

    Whoever makes it must call :meth:`end`.
    """

    def __init__(self, precedence: Precedence, *, short: bool) -> None:
        self._precedence = precedence
        self.is_short = short
        self._old_age = ANSWER_AGE if short else FILE_AGE
        self.seconds_in_line = 0.0
        """How long it has waited for its turns, in all."""
        self._limit = float("inf")
        self._has_turn = False  # whether it runs beside short answers until its slice ends

    @property
    def is_old(self) -> bool:
        """Whether this work has waited in line so long that it gets a larger share of the time."""
        return self.seconds_in_line >= self._old_age

    def run(self, call: Callable[[], ResultT]) -> ResultT:
        """What ``call`` returns. It must run in a thread and a context of its own, in which :func:`pause` finds it."""
        _current.set(self)
        self._precedence.begin(self)
        self._limit = time.thread_time() + (SHORT_SECONDS if self.is_short else SLICE)
        return call()

    def give_way(self) -> None:
        """Count this work as long from its beginning. Call it before :meth:`run`."""
        self.is_short = False

    def pause(self) -> None:
        """Wait for a turn if the time of this work is up. Long work also waits as soon as a short answer is being made,
        unless its patience has just ended: then it goes on for one slice."""
        gives_way = self._precedence.has_short and not (self.is_short or self._has_turn)
        if not gives_way and time.thread_time() < self._limit:
            return
        if self.is_short:
            self._precedence.become_long(self)
        self._has_turn = self._precedence.wait(self)
        self._limit = time.thread_time() + (OLD_SLICE if self.is_old else SLICE)

    def end(self) -> None:
        """The answer is made, or is no longer waited for. A thread that still works on it is long."""
        self._precedence.end(self)


_current: ContextVar[Work | None] = ContextVar("work", default=None)


def pause() -> None:
    """Wait, if the work of this thread is long and others go first. Outside such work it returns at once."""
    work = _current.get()
    if work is not None:
        work.pause()
