"""Stops a rule that takes too long on a strange article, even in the middle of a regular expression."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread


class OutOfTimeError(BaseException):
    """The time is up. This is no ``Exception``, so that no rule catches it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise :class:`OutOfTimeError` after so many seconds of processor time. In other threads there is no limit."""
    if current_thread() is not main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise OutOfTimeError

    previous = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)
