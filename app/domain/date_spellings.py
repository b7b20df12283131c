"""Converts common spellings of dates to EDTF, for the suggestions of an error.

A parameter takes EDTF only, so that a date never means two things. The service refuses ``01/02/2025`` and suggests
both days that it may mean.
"""

import calendar
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from app.domain.month_names import MONTHS
from app.domain.text import fold

MAX_LENGTH = 60
"""Characters. A longer text is not read as a date."""

_MONTHS = {fold(name): number for name, number in MONTHS.items()}

_YEAR_FIRST = re.compile(r"(\d{4})[-–−/. _](\d{1,2})(?:[-–−/. _](\d{1,2}))?", re.ASCII)

_YEAR_LAST = re.compile(r"(?:(\d{1,2})([-/. ]))?(\d{1,2})[-/. ](\d{4}|\d{2})", re.ASCII)

_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})?", re.ASCII)

_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]\d{2}[^/]*", re.ASCII)

_UNSURE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:-(?:XX|xx))*[?~%]?", re.ASCII)

_DECIMAL = re.compile(r"(\d{4})\.0+", re.ASCII)
"""A year as some programs write whole numbers: ``2025.0``."""

_DECADE = re.compile(r"(\d{2})(\d|X)X|(\d{3})0s", re.ASCII | re.IGNORECASE)
"""A decade or century in EDTF, ``202X`` and ``20XX``, or a decade in words, ``2020s``."""

_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d+)?", re.ASCII)

_WEEK = re.compile(r"(\d{4})[- ]?[Ww](\d{1,2})(?:-?([1-7]))?", re.ASCII)

_DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{3})", re.ASCII)

_PART = re.compile(r"(?:(\d{4})[- ]?)?([QqHh])([1-4])(?:[- ]?(\d{4}))?", re.ASCII)

_BETWEEN = re.compile(r"\s*(?:/|\.{2,3}|–|—|\s-\s|,|\bto\b|\buntil\b|\band\b)\s*|(?<=^\d{4})-(?=\d{4}$)", re.IGNORECASE)

_FROM = re.compile(r"(?:from|between)\s+", re.IGNORECASE)

_OPEN_END = re.compile(r"(.+?)\s*(?:/|\.{2,3}|-)")

_OPEN_START = re.compile(r"(?:/|\.{2,3}|-)\s*(.+)")

_BEFORE_CHRIST = re.compile(r"-\d{4}(-\d{2}){0,2}", re.ASCII)

_SIDE = re.compile(
    r"(?:(?P<since>since|from|>=)|(?P<after>after|>)|(?P<until>until|to|<=)|(?P<before>before|<))\s*(?P<point>.+)",
    re.IGNORECASE,
)
"""A word or sign before the first or last date of an open interval."""


def possible_dates(text: str) -> Iterator[str]:
    """The dates that a text may mean, in EDTF. They are not validated: 31 April may be among them."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > MAX_LENGTH:
        return
    ends = [[*_points(part)] for part in _BETWEEN.split(_FROM.sub("", plain, count=1))]
    if len(ends) == 2 and all(ends):
        yield f"{ends[0][0].partition('/')[0]}/{ends[1][0].rpartition('/')[2]}"
    elif side := _SIDE.fullmatch(plain):
        yield from (_open_interval(side, point) for point in _points(side["point"]))
    elif points := [*_points(plain)]:
        yield from points
    elif open_end := _OPEN_END.fullmatch(plain):
        yield from (f"{point}/.." for point in _points(open_end[1]))
    elif (open_start := _OPEN_START.fullmatch(plain)) and not _BEFORE_CHRIST.fullmatch(plain):
        yield from (f"../{point}" for point in _points(open_start[1]))


def _open_interval(side: re.Match[str], point: str) -> str:
    """The interval on one side of a point: “since 2025” includes 2025, “after 2025” begins with 2026."""
    first, last = point.partition("/")[0], point.rpartition("/")[2]
    if side["since"] or side["after"]:
        return f"{first if side['since'] else _beside(last, 1)}/.."
    return f"../{last if side['until'] else _beside(first, -1)}"


def _beside(point: str, step: int) -> str:
    """The day, month or year after a point (``step`` 1) or before it (-1). Empty if there is none."""
    year, month, day = (int(part) for part in f"{point}-01-01"[:10].split("-"))
    months = 12 * year + month - 1 + step
    try:
        if len(point) == len("2025"):
            return f"{year + step:04}"
        if len(point) == len("2025-02") and 1 <= month <= 12:
            return f"{months // 12:04}-{months % 12 + 1:02}"
        return f"{date(year, month, day) + timedelta(days=step)}"
    except (ValueError, OverflowError):
        return ""


def _points(text: str) -> Iterator[str]:
    """Days, months and years, and the named spans of a year: weeks, quarters and halves."""
    if (match := _YEAR_FIRST.fullmatch(text)) and match[3] and int(match[2]) > 12 >= int(match[3]):
        yield _iso(match[1], match[3], match[2])
    elif match := _TIME.fullmatch(text) or _UNSURE.fullmatch(text) or _DECIMAL.fullmatch(text):
        yield match[1]
    elif match := _DECADE.fullmatch(text):
        start = (match[3] or match[1] + match[2]).upper()
        yield f"{start.replace('X', '0')}0/{start.replace('X', '9')}9"
    elif match := _YEAR_FIRST.fullmatch(text):
        yield _iso(*match.groups())
    elif match := _YEAR_LAST.fullmatch(text):
        yield from _year_last(*match.groups())
    elif match := _EPOCH.fullmatch(text):
        yield f"{datetime.fromtimestamp(int(match[1]), UTC):%Y-%m-%d}"
    elif match := _COMPACT.fullmatch(text):
        yield _iso(*match.groups())
    elif match := _WEEK.fullmatch(text):
        yield from _week(int(match[1]), int(match[2]), match[3])
    elif match := _DAY_OF_YEAR.fullmatch(text):
        yield from _day_of_year(int(match[1]), int(match[2]))
    elif match := _PART.fullmatch(text):
        yield from _part_of_year(match[1] or match[4], match[2].upper(), int(match[3]))
    else:
        yield from _in_words(text)


def _iso(year: str, month: str, day: str | None) -> str:
    return f"{year}-{month:0>2}" + (f"-{day:0>2}" if day else "")


def _year_last(day: str | None, sign: str | None, month: str, year: str) -> Iterator[str]:
    """Day, month and year. With a slash or dash, the American order (month first) is a candidate too; with dashes and
    two digits each, the order of ISO 8601 (year first) is the first, unless that is a year to come."""
    if day is None and len(year) == 2:  # 10.25 is a number
        return
    if day and sign == "-" and len(year) == 2 and int(month) <= 12 and int(day) <= datetime.now(UTC).year % 100:
        yield _iso(f"20{day:0>2}", month, year)
    year = year if len(year) == 4 else f"20{year}"
    orders = [(month, day)]
    if day and day != month and sign in ("/", "-"):
        orders.append((day, month))
    yield from (_iso(year, number, day_number) for number, day_number in orders if int(number) <= 12)


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
    """Dates with the month in letters: ``1 Feb 2025``, ``February 1st, 2025``, ``Feb. 2025``, and HTTP's format."""
    words = re.findall(r"\d+|[^\W\d_]+", fold(re.sub(r"\d{1,2}:\d\d.*", "", text)))
    months = {number for name, number in _MONTHS.items() for word in words if len(word) > 2 and name.startswith(word)}
    years = [word for word in words if len(word) == 4 and word.isdigit()]
    days = [word for word in words if len(word) < 3 and word.isdigit()]
    if len(months) == len(years) == 1 and len(days) < 2:
        yield _iso(years[0], str(*months), days[0] if days else None)
