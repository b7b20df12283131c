"""The deadline of a request. It bounds work in Python as well as in the database.

A long loop calls :func:`check` as it runs. Work outside a request, such as a load or an export to a file, has no
deadline.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from heapq import merge
from typing import Any, TypeVar

from sqlalchemy.exc import DontWrapMixin

from app.domain import precedence

ItemT = TypeVar("ItemT")

CHECKED_SECONDS = 0.001
"""Seconds between two checks in a loop, whatever the number of steps. A fixed number of steps would not do: a row of a
sheet takes a millisecond, and a row of a result a thousandth of it."""

SORTED_AT_ONCE = 1_000
"""Items that are sorted between two checks: about a millisecond."""


class DeadlineError(Exception, DontWrapMixin):
    """The deadline of the request has passed, during a database statement or between two."""


class Deadline:
    """A point on the clock of :func:`time.monotonic`, in seconds. Any thread may call :meth:`end` to stop the work."""

    def __init__(self, expires_at: float) -> None:
        self.expires_at = expires_at

    def end(self) -> None:
        self.expires_at = float("-inf")


_NEVER = Deadline(float("inf"))

_current: ContextVar[Deadline] = ContextVar("deadline", default=_NEVER)


def current_deadline() -> Deadline:
    """The deadline of the current request; outside a request, one that never passes."""
    return _current.get()


@contextmanager
def within(seconds: float) -> Iterator[Deadline]:
    """Limit the block to this many seconds, or to the time that the caller has left if that is less.

    The limit also holds in threads that run in a copy of this context.
    """
    expires_at, outer = time.monotonic() + seconds, current_deadline()
    deadline = Deadline(expires_at) if expires_at < outer.expires_at else outer
    token = _current.set(deadline)
    try:
        yield deadline
    finally:
        _current.reset(token)


@contextmanager
def renew(seconds: float) -> Iterator[None]:
    """Limit the block to this many seconds, whatever the caller has left: for a step of an answer without an end."""
    token = _current.set(Deadline(time.monotonic() + seconds))
    try:
        yield
    finally:
        _current.reset(token)


def check() -> None:
    """Raise :class:`DeadlineError` if the deadline has passed. A long answer waits here while short ones are made."""
    precedence.pause()
    if time.monotonic() > _current.get().expires_at:
        raise DeadlineError


def check_each(items: Iterable[ItemT]) -> Iterator[ItemT]:
    """Yield the items, and check the deadline before the first and then every ``CHECKED_SECONDS`` seconds."""
    next_check = float("-inf")
    for item in items:
        if time.monotonic() >= next_check:
            check()
            next_check = time.monotonic() + CHECKED_SECONDS
        yield item


def sort_each(items: Iterable[ItemT], key: Callable[[ItemT], Any]) -> Iterator[ItemT]:
    """The items in the order of ``sorted``, with checks. A single sort of many would hold up all other threads: it
    never releases Python's lock."""
    entries = [(key(item), number, item) for number, item in enumerate(check_each(items))]
    runs = [sorted(entries[at : at + SORTED_AT_ONCE]) for at in check_each(range(0, len(entries), SORTED_AT_ONCE))]
    return (item for _, _, item in check_each(merge(*runs)))
