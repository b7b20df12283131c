"""Dates as other systems and people write them, put into EDTF: what an error suggests.

A parameter takes EDTF alone, so that a date never means two things. ``01/02/2025`` is refused, and both days that it
may be are suggested.
"""

import calendar
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

LONGEST = 60
"""Characters: a longer text is no date."""

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}

_YEAR_FIRST = re.compile(r"(\d{4})[-/. _](\d{1,2})(?:[-/. _](\d{1,2}))?", re.ASCII)

_YEAR_LAST = re.compile(r"(?:(\d{1,2})([-/. ]))?(\d{1,2})[-/. ](\d{4}|\d{2})", re.ASCII)

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?", re.ASCII)

_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]\d{2}[^/]*", re.ASCII)

_UNSURE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:-(?:XX|xx))*[?~%]?", re.ASCII)

_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d+)?", re.ASCII)

_WEEK = re.compile(r"(\d{4})[- ]?[Ww](\d{1,2})(?:-?([1-7]))?", re.ASCII)

_DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{3})", re.ASCII)

_PART = re.compile(r"(?:(\d{4})[- ]?)?([QqHh])([1-4])(?:[- ]?(\d{4}))?", re.ASCII)

_BETWEEN = re.compile(r"\s*(?:/|\.{2,3}|–|—|\s-\s|\bto\b|\buntil\b)\s*|(?<=^\d{4})-(?=\d{4}$)")

_SINCE = re.compile(r"(?:since|from|after|>=?)\s*(.+)|(.+?)\s*(?:/|\.{2,3}|-)", re.IGNORECASE)

_UNTIL = re.compile(r"(?:until|before|to|<=?|/|\.{2,3}|-)\s*(.+)", re.IGNORECASE)


def readings(text: str) -> Iterator[str]:
    """What a text may mean, in EDTF. Some may still be no dates, such as a 31 April."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > LONGEST:
        return
    points = [*_points(plain)]
    yield from points
    if points:
        return
    parts = _BETWEEN.split(plain)
    if len(parts) == 2 and all(parts):
        first, last = ([*_points(part)] or [part] for part in parts)
        yield f"{first[0].partition('/')[0]}/{last[0].rpartition('/')[2]}"
    elif since := _SINCE.fullmatch(plain):
        yield from (f"{point}/.." for point in _points(since[1] or since[2]))
    elif until := _UNTIL.fullmatch(plain):
        yield from (f"../{point}" for point in _points(until[1]))


def _points(text: str) -> Iterator[str]:
    """Days, months, years, and the spans that have a name of their own: weeks, quarters, halves of a year."""
    if found := _TIME.fullmatch(text) or _UNSURE.fullmatch(text):
        yield found[1]
    elif found := _YEAR_FIRST.fullmatch(text):
        yield _joined(*found.groups())
    elif found := _YEAR_LAST.fullmatch(text):
        yield from _year_last(*found.groups())
    elif found := _EPOCH.fullmatch(text):
        yield f"{datetime.fromtimestamp(int(found[1]), UTC):%Y-%m-%d}"
    elif found := _COMPACT.fullmatch(text):
        yield _joined(*found.groups())
    elif found := _WEEK.fullmatch(text):
        yield from _week(int(found[1]), int(found[2]), found[3])
    elif found := _DAY_OF_YEAR.fullmatch(text):
        yield from _day_of_year(int(found[1]), int(found[2]))
    elif found := _PART.fullmatch(text):
        yield from _part_of_year(found[1] or found[4], found[2].upper(), int(found[3]))
    else:
        yield from _in_words(text)


def _joined(year: str, month: str, day: str | None) -> str:
    return f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")


def _year_last(day: str | None, sign: str | None, month: str, year: str) -> Iterator[str]:
    """Day, month and year; with a slash or dash also as Americans write it."""
    if day is None and len(year) == 2:  # 10.25 is a number
        return
    year = year if len(year) == 4 else f"20{year}"
    orders = [(month, day)]
    if day and day != month and sign in ("/", "-"):
        orders.append((day, month))
    yield from (_joined(year, one, other) for one, other in orders if int(one) <= 12)


def _week(year: int, week: int, day: str | None) -> Iterator[str]:
    try:
        first = date.fromisocalendar(year, week, int(day or 1))
        yield f"{first}" if day else f"{first}/{first + timedelta(days=6)}"
    except (ValueError, OverflowError):
        return


def _day_of_year(year: int, number: int) -> Iterator[str]:
    if year and 1 <= number <= 365 + calendar.isleap(year):
        yield f"{date(year, 1, 1) + timedelta(days=number - 1)}"


def _part_of_year(year: str | None, letter: str, number: int) -> Iterator[str]:
    months = 3 if letter == "Q" else 6
    last = number * months
    if year and last <= 12:
        yield f"{year}-{last - months + 1:02}/{year}-{last:02}"


def _in_words(text: str) -> Iterator[str]:
    """``1 Feb 2025``, ``February 1st, 2025``, ``Feb. 2025``, and the form of HTTP."""
    words = re.findall(r"\d+|[^\W\d_]+", re.sub(r"\d{1,2}:\d\d.*", "", text.lower()))
    months = [number for name, number in _MONTHS.items() for word in words if len(word) > 2 and name.startswith(word)]
    years = [word for word in words if len(word) == 4 and word.isdigit()]
    days = [word for word in words if len(word) < 3 and word.isdigit()]
    if len(months) == len(years) == 1 and len(days) < 2:
        yield _joined(years[0], str(months[0]), days[0] if days else None)
