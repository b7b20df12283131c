"""When something that lasts was so: a post that was held, an agreement that was in force.

Documents often state only one of its ends. So there are two periods: the days on which it was *possibly* so, and those
between which it was *certainly* so on some day.
"""

from datetime import date
from typing import NamedTuple

from app.domain.edtf import Span


class Period(NamedTuple):
    """The first and last day of a period, both inclusive; None in both where nothing is known."""

    first: date | None = None
    last: date | None = None


def possible_days(start: Span | None, end: Span | None) -> Period:
    """The days on which it may have been so: from the earliest start to the latest end. An unknown end is open."""
    return Period((start and start.start) or date.min, (end and end.end) or date.max)


def certain_days(start: Span | None, end: Span | None, as_of: Span | None = None) -> Period:
    """The days between which it was so for certain: from the latest start to the earliest end.

    ``as_of`` is a date at which it was so. Where only a month or a year is known, the first day comes after the last:
    then it was so on some day from the last to the first, and a period that has both has that day too.
    """
    begun = _last_days(start, as_of) or _last_days(end)
    lasting = _first_days(end, as_of) or _first_days(start)
    return Period(min(begun), max(lasting)) if begun and lasting else Period()


def _first_days(*spans: Span | None) -> list[date]:
    return [span.start for span in spans if span and span.start]


def _last_days(*spans: Span | None) -> list[date]:
    return [span.end for span in spans if span and span.end]
