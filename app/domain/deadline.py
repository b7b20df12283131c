"""The moment at which the answer to a request must be ready, for work in Python as for the database's.

A loop that may be long calls :func:`check` as it goes on. Work outside a request, such as a load or the writing of a
file, has no deadline.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from sqlalchemy.exc import DontWrapMixin

T = TypeVar("T")

EVERY = 256
"""Turns of a loop between two looks at the clock."""


class DeadlineError(Exception, DontWrapMixin):
    """The time for an answer is over, whether in the middle of a statement or between two."""


class Deadline:
    """``at`` is on the clock of :func:`time.monotonic`. Any thread may call :meth:`end`, and the work stops."""

    def __init__(self, at: float) -> None:
        self.at = at

    def end(self) -> None:
        self.at = float("-inf")


_NEVER = Deadline(float("inf"))

_current: ContextVar[Deadline] = ContextVar("deadline", default=_NEVER)


def current() -> Deadline:
    """That of the request that is being answered."""
    return _current.get()


@contextmanager
def within(seconds: float) -> Iterator[Deadline]:
    """The block, and threads that get a copy of its context, have so many seconds, or what is left to the caller."""
    at, outer = time.monotonic() + seconds, current()
    deadline = Deadline(at) if at < outer.at else outer
    token = _current.set(deadline)
    try:
        yield deadline
    finally:
        _current.reset(token)


def check() -> None:
    """Raises :class:`DeadlineError` where the time is over."""
    if time.monotonic() > _current.get().at:
        raise DeadlineError


def checked(items: Iterable[T]) -> Iterator[T]:
    """The items, as long as there is time."""
    for number, item in enumerate(items):
        if number % EVERY == 0:
            check()
        yield item
