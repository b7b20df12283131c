"""Dates in words for people: 2026-02-02 is “2 Feb 2026”. The data keep EDTF."""

import calendar
from datetime import date, timedelta
from itertools import takewhile

SHORT_MONTHS = [*calendar.month_abbr]
"""Month names in English, ``MONTHS[2]`` is ``Feb``; this does not depend on the locale of the machine."""

OPEN = ("", "..")
"""How an interval writes an open end."""


def point_words(point: str) -> str:
    """A day, month or year in words: ``2 Feb 2026``, ``Feb 2026``, ``2026``. Years before 1000 keep their zeros: 99
    would be read as 1999."""
    year, *parts = point.split("-")
    words = [year]
    if parts:
        words.insert(0, SHORT_MONTHS[int(parts[0])])
    if len(parts) == 2:
        words.insert(0, str(int(parts[1])))
    return " ".join(words)


def date_words(text: str) -> str:
    """A date in words.

    Takes the EDTF that records have: a day, a month, a year, or an interval with at most one open end. Equal parts of
    both ends are said once, ``Jan–May 2025``; seven days from a Monday are a week of which no source states the day.
    """
    start, slash, end = text.partition("/")
    if not slash or start == end:
        return point_words(start)
    if start in OPEN:
        return f"until {point_words(end)}"
    if end in OPEN:
        return f"since {point_words(start)}"
    if _is_week(start, end):
        return f"week of {point_words(start)} (day not stated)"
    return _interval_words(start, end)


def turn_words(text: str) -> str:
    """The date at which something began or ended, in words: ``../1992-10`` is “by Oct 1992”."""
    start, slash, end = text.partition("/")
    if slash and start in OPEN:
        return f"by {point_words(end)}"
    if slash and end in OPEN:
        return f"{point_words(start)} or later"
    return date_words(text)


def _is_week(start: str, end: str) -> bool:
    if len(start) != 10 or len(end) != 10:
        return False
    monday = date.fromisoformat(start)
    return monday.weekday() == 0 and date.fromisoformat(end) - monday == timedelta(days=6)


def _interval_words(start: str, end: str) -> str:
    """Two points, with what both end in said once: ``31 Aug – 1 Sep 2025``, ``2–6 Feb 2026``, ``2005–2024``."""
    first, last = point_words(start).split(), point_words(end).split()
    if len(first) == len(last):
        common_words = takewhile(lambda pair: pair[0] == pair[1], zip(reversed(first), reversed(last), strict=True))
        first = first[: max(1, len(first) - len(list(common_words)))]
    dash = "–" if len(first) == 1 and len(start) == len(end) else " – "
    return " ".join(first) + dash + " ".join(last)
