"""Partial dates, in the subset of EDTF (ISO 8601-2, level 1) that the sources need.

It reads a day ``2026-02-02``, a month ``1992-10``, a year ``2009`` and an interval between two of these,
``2025-08-31/2025-09-01``. A query may leave one end of an interval open, ``../2010``. A record may leave the start
open, where a source says that something had happened by a time. Seasons, uncertainty marks and years outside 0001-9999
are refused.
"""

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from app.domain.date_spellings import possible_dates

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)

_OTHER_YEAR = re.compile(r"(-\d{4}|Y-?\d{5,}|-?\d{5})(-\d{2}){0,2}", re.ASCII)
"""A year before 1, or after 9999, in EDTF."""

_PARTS_OF_YEARS = range(21, 42)
"""What EDTF writes in place of months for seasons, quarters and other parts of a year."""

OPEN_END = ".."

POINT_PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"

INTERVAL_PATTERN = r"^(\d{4}(-\d{2}(-\d{2})?)?(/(\d{4}(-\d{2}(-\d{2})?)?|\.\.))?|\.\./\d{4}(-\d{2}(-\d{2})?)?)$"


class Precision(StrEnum):
    """The precision of a date: a day, a month, a year, a range from one of them to another, or ``before`` the end of
    one."""

    day = "day"
    month = "month"
    year = "year"
    range = "range"
    before = "before"


class DateError(ValueError):
    """The text is not a date. ``nearest`` has the dates that it may have meant."""

    def __init__(self, message: str, *nearest: str) -> None:
        super().__init__(message)
        self.nearest = nearest


@dataclass(frozen=True)
class Span:
    """The days that a date can cover, both ends inclusive. An open end is ``None``."""

    text: str
    start: date | None
    end: date | None
    precision: Precision

    def __str__(self) -> str:
        return self.text

    def contains(self, second: "Span") -> bool:
        """Whether it has all days that the second can cover. An open end has no limit."""
        return not (
            (self.start and (second.start is None or second.start < self.start))
            or (self.end and (second.end is None or second.end > self.end))
        )

    def overlaps(self, second: "Span") -> bool:
        """Whether both may have a day in common. An open end has no limit."""
        return not (
            (self.end and second.start and self.end < second.start)
            or (second.end and self.start and second.end < self.start)
        )


def parse_point(text: str) -> Span:
    """Read a day, month or year. Raises :class:`DateError` with a sentence for the user."""
    try:
        return _point(text)
    except DateError as error:
        raise DateError(str(error), *_nearest_dates(text, error, _point)) from None


def parse(text: str) -> Span:
    """Read a day, month, year or interval, one end of which may be open (``..``).

    Raises :class:`DateError` with a sentence for the user.
    """
    try:
        return _span(text)
    except DateError as error:
        nearest = _nearest_dates(text, error, _span)
        # A day with slashes, such as 2026/02/02, is no interval with a wrong end.
        is_day = "/" in text and nearest and "/" not in nearest[0]
        raise DateError(_no_point(text) if is_day else str(error), *nearest) from None


def _nearest_dates(text: str, error: DateError, reader: Callable[[str], Span]) -> list[str]:
    """Up to two valid dates that the text may have meant. Where a point is expected, a span gives its two ends."""
    dates: dict[str, None] = {}
    for candidates in (possible_dates(text), error.nearest):
        for candidate in () if dates else candidates:
            for part in [candidate] if reader is _span else candidate.split("/"):
                dates.update(dict.fromkeys(_corrections(part, reader)))
    return list(dates)[:2]


def _corrections(text: str, reader: Callable[[str], Span]) -> Iterator[str]:
    """The text if it is valid, else the nearest valid one. Each round mends one fault: either end, or their order."""
    for _ in range(4):
        try:
            yield reader(text).text
        except DateError as error:
            if error.nearest:
                text = error.nearest[0]
                continue
        return


def _no_point(text: str) -> str:
    return f"{text!r} is not a day, month or year such as 2026-02-02, 2026-02 or 2026"


@lru_cache(maxsize=4096)  # an article or a seed has few dates, many times each
def _point(text: str) -> Span:
    match = _POINT.fullmatch(text)
    if not match and _OTHER_YEAR.fullmatch(text):
        raise DateError(f"{text!r}: years run from 0001 to 9999")
    if not match:
        raise DateError(_no_point(text))
    year, month, day = (int(part) if part else None for part in match.groups())
    if not year:
        raise DateError("years run from 0001 to 9999")
    if month is None:
        return Span(text, date(year, 1, 1), date(year, 12, 31), Precision.year)
    if month in _PARTS_OF_YEARS and day is None:
        raise DateError(f"{text!r} is a season or part of a year, which is not read: write its months", f"{year:04}")
    if not 1 <= month <= 12:
        near_month = [f"{year:04}-{min(max(month, 1), 12):02}"] if day is None else []
        raise DateError(f"{text!r} has no such month: months run from 01 to 12", *near_month)
    last = calendar.monthrange(year, month)[1]
    if day is None:
        return Span(text, date(year, month, 1), date(year, month, last), Precision.month)
    if not 1 <= day <= last:
        nearest = f"{year:04}-{month:02}-{min(max(day, 1), last):02}"
        raise DateError(f"{text!r} has no such day: {year:04}-{month:02} has {last} days", nearest)
    return Span(text, date(year, month, day), date(year, month, day), Precision.day)


def _span(text: str) -> Span:
    first, slash, second = text.partition("/")
    if not slash:
        return _point(text)
    if (first or OPEN_END) == (second or OPEN_END) == OPEN_END:
        raise DateError("an interval needs at least one end")
    if not (first and second):
        raise DateError(
            f"{text!r}: an open end of an interval is written ..", f"{first or OPEN_END}/{second or OPEN_END}"
        )
    start = None if first == OPEN_END else _end(first, "{}/" + second).start
    end = None if second == OPEN_END else _end(second, first + "/{}").end
    if start and end and start > end:
        raise DateError(f"{text!r} ends before it starts", f"{second}/{first}")
    return Span(text, start, end, Precision.range)


def _end(text: str, interval: str) -> Span:
    """One end of an interval. The suggestions of its error are whole intervals, made with the template ``interval``."""
    try:
        return _point(text)
    except DateError as error:
        raise DateError(str(error), *(interval.format(point) for point in error.nearest)) from None


def parse_closed(text: str) -> Span:
    """Read a date with a first and a last day. Raises :class:`DateError` for an open end."""
    span = parse(text)
    if span.start is None or span.end is None:
        raise DateError(f"{text!r} has an open end: this date needs both")
    return span


def parse_event(text: str) -> Span:
    """Read the date of a record: like :func:`parse_closed`, or with an open start: the precision ``before``."""
    span = parse(text)
    if span.end is None:
        raise DateError(f"{text!r} has an open end: the date of a record needs it")
    return span if span.start else replace(span, precision=Precision.before)


EARLIEST = date.min
"""The first day of a date with an open start, where tables need one."""
