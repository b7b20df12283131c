"""When a post was held, or an agreement in force.

Documents often state only the beginning or only the end of such a state. So it has two periods: the days on which it
*may* have lasted, and those between which it *certainly* lasted on some day.
"""

from datetime import date
from typing import NamedTuple

from app.domain.edtf import Span


class Period(NamedTuple):
    """The first and last day of a period, both inclusive; both None where nothing is known."""

    first: date | None = None
    last: date | None = None


def possible_days(start: Span | None, end: Span | None) -> Period:
    """The days on which a state may have lasted: from the earliest start to the latest end. An unknown end is open."""
    return Period((start and start.start) or date.min, (end and end.end) or date.max)


def certain_days(start: Span | None, end: Span | None, as_of: Span | None = None) -> Period:
    """The days between which a state lasted for certain: from the latest start to the earliest end.

    ``as_of`` is a date at which it lasted. If only a month or a year is stated, ``first`` comes after ``last``: the
    state then lasted on some day from ``last`` to ``first``, and any period that contains both contains that day.
    """
    latest_starts = _last_days(start, as_of) or _last_days(end)
    earliest_ends = _first_days(end, as_of) or _first_days(start)
    return Period(min(latest_starts), max(earliest_ends)) if latest_starts and earliest_ends else Period()


def _first_days(*spans: Span | None) -> list[date]:
    return [span.start for span in spans if span and span.start]


def _last_days(*spans: Span | None) -> list[date]:
    return [span.end for span in spans if span and span.end]
