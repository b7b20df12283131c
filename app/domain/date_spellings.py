"""Converts common spellings of dates to EDTF, for the suggestions of an error.

A parameter takes EDTF only, so that a date never means two things. The service refuses ``01/02/2025`` and suggests
both days that it may mean.
"""

import calendar
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import starmap

from app.domain.month_names import MONTHS
from app.domain.text import fold

MAX_LENGTH = 60
"""Characters. A longer text is not read as a date."""

_MONTHS = {fold(name): number for name, number in MONTHS.items()}

_YEAR_FIRST = re.compile(r"(\d{4})([-–−/ _]|\. ?)(\d{1,2})(?:\2(\d{1,2}))?", re.ASCII)

_YEAR_LAST = re.compile(r"(?:(\d{1,2})([-/. ]))?(\d{1,2})[-/. ](\d{4}|\d{2})", re.ASCII)

_COMPACT = re.compile(r"(\d{4})(\d{2})(?:(\d{2})(?:T\d{2,6}Z?)?)?", re.ASCII)

_CHINESE = re.compile(r"(\d{4})[年년] ?(?:(\d{1,2})[月월] ?(?:(\d{1,2})[日일])?)?", re.ASCII)

_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[Tt ]\d{2}(?!\d{2}-)[^/]*|[Zz])", re.ASCII)

_END_OF_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt ]24(?::?00){0,2}(?:\.0+)?(?:[Zz]|[+-][\d:]+)?", re.ASCII)

_UNSURE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:-(?:XX|xx))*[?~%]?", re.ASCII)

_DECIMAL = re.compile(r"(\d{4})\.0+", re.ASCII)
"""A year as some programs write whole numbers: ``2025.0``."""

_DECADE = re.compile(r"(\d{2})(\d|X)X|(\d{3})0s", re.ASCII | re.IGNORECASE)
"""A decade or century in EDTF, ``202X`` and ``20XX``, or a decade in words, ``2020s``."""

_YEAR = re.compile(r"\d{4}|\d{2}[\dX]X", re.ASCII | re.IGNORECASE)
"""A year, or the decade or century that stands in place of one."""

_RELATIVE_DAYS = {"now": 0, "today": 0, "yesterday": -1, "tomorrow": 1}

_TWO_YEARS = re.compile(r"(\d{4})[-–−/](\d{2})", re.ASCII)
"""A span of years, the second of which is short: ``2024/25``."""

_NORTHERN_SEASONS = [(3, 5), (6, 8), (9, 11), (12, 2)]

_SOUTHERN_SEASONS = [(9, 11), (12, 2), (3, 5), (6, 8)]

_QUARTERS, _THIRDS, _HALVES = [(1, 3), (4, 6), (7, 9), (10, 12)], [(1, 4), (5, 8), (9, 12)], [(1, 6), (7, 12)]

_PARTS_OF_YEARS = dict(
    enumerate([*_NORTHERN_SEASONS, *_NORTHERN_SEASONS, *_SOUTHERN_SEASONS, *_QUARTERS, *_THIRDS, *_HALVES], 21)
)
"""The first and last month of the parts of a year, by the numbers that EDTF writes in place of months."""

_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

_SEASON = re.compile(rf"(?:in |the )*({'|'.join(_SEASONS)})(?: of)?[- ,]+(\d{{4}})", re.ASCII | re.IGNORECASE)

_EPOCH = re.compile(r"(\d{9,10})(\d{3})?(?:\.\d+)?", re.ASCII)

_WEEK = re.compile(r"(\d{4})[- ]?[Ww](\d{1,2})(?:-?([1-7]))?", re.ASCII)

_DAY_OF_YEAR = re.compile(r"(\d{4})-(\d{3})", re.ASCII)

_PART = re.compile(
    r"(?:(\d{4})[-/ ]?)?(?:([QH])([1-4])|([1-4])([QH])|(\w+) (quarter|half))(?:(?:[-/ ]| of )?(\d{4}))?",
    re.ASCII | re.IGNORECASE,
)
"""A quarter or half of a year: ``2025-Q1``, ``1H2025``, ``first half of 2025``."""

_ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}

_WITHIN_YEAR = re.compile(
    r"(?:the )?(?:early|mid|late|(?:start|beginning|middle|end) of|in|during|year)"
    r"[- ](?:in |of )?(\d{4})s?|(\d{4}) ?(?:year|yıl[ıi]?|год\w?|г|жыл\w*)",
    re.IGNORECASE,
)

_ABOUT = re.compile(r"(?:~|c\.|ca\.?|circa|about|around|the)\s*(?=\w)", re.IGNORECASE)
"""Stands before a date without changing it."""

_OPEN_WORD = r"(?:now|today|present|open|\*|\.\.)"

_BETWEEN = re.compile(
    r"\s*(?:\.{2,3}|\s-\s|--|//|[-–—−/,;|&]|\b(?:to|until|till|through|and)\b|(?<=\d) (?=\d{4}-\d))\s*", re.IGNORECASE
)

_FROM = re.compile(r"(?:from|between)\s+", re.IGNORECASE)

_OPEN_END = re.compile(
    rf"(.+?)\s*(?:\+|(?:[-–—/]|\.{{2,3}}|\bto\b|\buntil\b)\s*{_OPEN_WORD}?|\bonwards?)", re.IGNORECASE
)

_OPEN_START = re.compile(rf"{_OPEN_WORD}?(?:[-–—/]|\.{{2,3}})\s*(.+)", re.IGNORECASE)

_BEFORE_CHRIST = re.compile(r"-\d{4}(-\d{2}){0,2}", re.ASCII)

_SIDE = re.compile(
    r"(?:(?P<since>since|from|>=)|(?P<after>after|>)|(?P<until>until|till|to|up to|through|by|<=)|(?P<before>before|<))"
    r"\s*(?P<point>.+)",
    re.IGNORECASE,
)
"""A word or sign before the first or last date of an open interval."""


def possible_dates(text: str) -> Iterator[str]:
    """The dates that a text may mean, in EDTF. They are not validated: 31 April may be among them."""
    if len(text) > MAX_LENGTH:
        return
    digits = (str(unicodedata.digit(sign)) if sign.isdecimal() else sign for sign in text)
    plain = unicodedata.normalize("NFKC", "".join(digits)).strip(" \t\n\"'“”,;")
    plain = re.sub(r"(?<=[^.])\.$", "", plain)
    if last_moment := _END_OF_DAY.fullmatch(plain):  # it is the first of the next day
        yield from (_beside(last_moment[1], 1), last_moment[1])
        return
    if (days := _RELATIVE_DAYS.get(plain.lower())) is not None:
        yield f"{datetime.now(UTC).date() + timedelta(days=days)}"
        return
    halves = list(_halves(_FROM.sub("", plain, count=1)))
    if interval := next(filter(None, starmap(_whole, halves)), None):
        yield interval
    elif (side := _SIDE.fullmatch(plain)) and (bounds := [*_points(side["point"])]):
        yield from (_open_interval(side, point) for point in bounds)
    elif points := [*_points(plain)]:
        yield from points
    elif interval := next(filter(None, starmap(_with_common_part, halves)), None):
        yield interval
    elif open_end := _OPEN_END.fullmatch(plain):
        yield from (f"{point.partition('/')[0]}/.." for point in _points(open_end[1]))
    elif (open_start := _OPEN_START.fullmatch(plain)) and not _BEFORE_CHRIST.fullmatch(plain):
        yield from (f"../{point.rpartition('/')[2]}" for point in _points(open_start[1]))


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """The text before and after each sign or word that may stand between two dates."""
    for between in _BETWEEN.finditer(text):
        if between.start() and between.end() < len(text):
            yield text[: between.start()], text[between.end() :]


def _whole(first: str, last: str) -> str | None:
    """The interval between two dates that both have a year, of four digits or two."""
    are_alike = bool(_YEAR.search(first)) is bool(_YEAR.search(last))
    return _interval([*_points(first)], [*_points(last)]) if are_alike else None


def _interval(first: Sequence[str], last: Sequence[str]) -> str | None:
    """The interval from the likeliest of the first dates to that of the last ones."""
    return f"{first[0].partition('/')[0]}/{last[0].rpartition('/')[2]}" if first and last else None


_MONTH_DAY = re.compile(r"(\d{2}-)?\d{2}", re.ASCII)

_DAY_MONTH = re.compile(r"\d{1,2}(\.\d{1,2})?\.?", re.ASCII)


def _with_common_part(first: str, last: str) -> str | None:
    """The interval between two dates that share a year or a month, which only one of them has: “1–5 May 2025”,
    “January–May 2025”, and ISO 8601’s ``2025-01-05/07``."""
    starts = [*_points(first)]
    if _MONTH_DAY.fullmatch(last) and len(starts) == 1 and (common_part := starts[0][: -len(last)]).endswith("-"):
        return _over_new_year(starts[0], f"{common_part}{last}", is_year_of_start=True)
    if _DAY_MONTH.fullmatch(first) and len(last_parts := last.split(".")) == 3 and (ends := [*_points(last)]):
        first_parts = first.rstrip(".").split(".")
        starts = [*_points(".".join([*first_parts, *last_parts[len(first_parts) :]]))]
        return _over_new_year(starts[0], ends[0], is_year_of_start=False) if starts else None
    years, names = _YEAR.findall(f"{first} {last}"), re.findall(r"[^\W\d_]+", f"{first} {last}")
    if len(years) != 1 or not names or _YEAR.fullmatch(first) or _YEAR.fullmatch(last):
        return None
    months = [name for name in names if _months_of([fold(name)])]
    missing = [*(months if len(months) == 1 else ()), *years]  # with one month, a day alone is of that month
    whole = [" ".join([text, *(word for word in missing if word not in text)]) for text in (first, last)]
    starts, ends = (
        [*_points(text)] or [*_points(with_both)] for text, with_both in zip((first, last), whole, strict=True)
    )
    return _over_new_year(starts[0], ends[0], is_year_of_start=years[0] in first) if starts and ends else None


def _over_new_year(start: str, end: str, *, is_year_of_start: bool) -> str:
    """The interval between two dates of one year, or over the turn of the year if the month of the end is before that
    of the start: “Nov–Feb 2025” begins in 2024. The year stands in the text with the start or with the end."""
    if start[:7] > end[:7]:
        year = start[:4]
        if is_year_of_start:
            end = end.replace(year, _beside(year, 1))
        else:
            start = start.replace(year, _beside(year, -1))
    return f"{start.partition('/')[0]}/{end.rpartition('/')[2]}"


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
    if (match := _YEAR_FIRST.fullmatch(text)) and match[4] and int(match[3]) > 12 >= int(match[4]):
        yield _iso(match[1], match[4], match[3])
    elif (match := _TWO_YEARS.fullmatch(text)) and (end := _end_of_span(match[1], match[2])):
        yield f"{match[1]}/{end}"
        yield from _numbered_part(match[1], int(match[2])) if "-" in text else ()
    elif match and int(match[2]) in _PARTS_OF_YEARS:
        yield from _numbered_part(match[1], int(match[2]))
    elif match := _TIME.fullmatch(text) or _UNSURE.fullmatch(text) or _DECIMAL.fullmatch(text):
        yield match[1]
    elif match := _DECADE.fullmatch(text):
        start = (match[3] or match[1] + match[2]).upper()
        yield f"{start.replace('X', '0')}0/{start.replace('X', '9')}9"
    elif match := _YEAR_FIRST.fullmatch(text):
        yield _iso(match[1], match[3], match[4])
    elif match := _SEASON.fullmatch(text):
        yield from _numbered_part(match[2], _SEASONS[match[1].lower()])
    elif match := _YEAR_LAST.fullmatch(text):
        yield from _year_last(*match.groups())
    elif match := _EPOCH.fullmatch(text):
        yield f"{datetime.fromtimestamp(int(match[1]), UTC):%Y-%m-%d}"
    elif match := _COMPACT.fullmatch(text) or _CHINESE.fullmatch(text):
        yield _iso(*match.groups())
    elif match := _WEEK.fullmatch(text):
        yield from _week(int(match[1]), int(match[2]), match[3])
    elif match := _DAY_OF_YEAR.fullmatch(text):
        yield from _day_of_year(int(match[1]), int(match[2]))
    elif match := _PART.fullmatch(text):
        number = match[3] or match[4] or _ORDINALS.get(match[6].lower(), 0)
        yield from _part_of_year(match[1] or match[8], match[2] or match[5] or match[7], int(number))
    elif match := _WITHIN_YEAR.fullmatch(text):
        yield match[1] or match[2]
    elif match := _ABOUT.match(text):
        yield from _points(text[match.end() :])
    else:
        yield from _in_words(text)


def _end_of_span(year: str, last: str) -> str | None:
    """The last year of a span, of the two digits after its first; None if they are a month or an earlier year."""
    if year[2:] == "99" and last == "00":
        return _beside(year, 1)
    return year[:2] + last if int(last) > max(12, int(year[2:])) else None


def _iso(year: str, month: str | None, day: str | None) -> str:
    return year + (f"-{month:0>2}" if month else "") + (f"-{day:0>2}" if day else "")


YEARS_AHEAD = 30
"""A year of two digits is one of the years up to this many ahead; ``99`` is 1999."""


def _full_year(year: str) -> str:
    """A year with four digits, of two or four."""
    this_year = datetime.now(UTC).year
    if len(year) == 4:
        return year
    full = this_year - this_year % 100 + int(year)
    return f"{full if full <= this_year + YEARS_AHEAD else full - 100}"


def _year_last(day: str | None, sign: str | None, month: str, year: str) -> Iterator[str]:
    """Day, month and year. With a slash or dash, the American order (month first) is a candidate too; with dashes and
    two digits each, the order of ISO 8601 (year first) is the first, unless that is a year to come."""
    if day is None and len(year) == 2:  # 10.25 is a number
        return
    is_short = bool(day) and len(year) == 2 and int(month) <= 12 and int(year) <= 31
    if day and is_short and (int(day) > 31 or (sign == "-" and int(day) <= datetime.now(UTC).year % 100)):
        yield _iso(_full_year(day), month, year)
    orders = [(month, day)]
    if day and day != month and sign in ("/", "-"):
        orders.append((day, month))
    of_year = _full_year(year)
    possible = ((number, of_month) for number, of_month in orders if int(number) <= 12 and int(of_month or 0) <= 31)
    yield from (_iso(of_year, number, of_month) for number, of_month in possible)


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
    months = 3 if letter[0] in "Qq" else 6
    last = number * months
    if year and 0 < last <= 12:
        yield f"{year}-{last - months + 1:02}/{year}-{last:02}"


def _numbered_part(year: str, number: int) -> Iterator[str]:
    """The months of a part of a year. A winter may begin or end in the year."""
    first, last = _PARTS_OF_YEARS.get(number, (0, 0))
    if first > last:
        yield from (f"{_beside(year, -1)}-{first}/{year}-{last:02}", f"{year}-{first}/{_beside(year, 1)}-{last:02}")
    elif first:
        yield f"{year}-{first:02}/{year}-{last:02}"


_LETTERS_BETWEEN = re.compile(r"(?:(\d{1,2})-)?([^\W\d_]+)(?:-|\s?['’])(\d{2})")
"""A year of two digits after a month in letters, as spreadsheets and databases write it: ``01-JAN-25``, ``May '25``."""


def _months_of(words: Iterable[str]) -> set[int]:
    """The numbers of the months that folded words name, or begin to name."""
    return {number for name, number in _MONTHS.items() for word in words if len(word) > 2 and name.startswith(word)}


_NOT_ONE_DATE = {
    "to", "until", "till", "through", "and", "or", "now", "today", "present", "open", "onward", "onwards", "not",
    "except",
}  # fmt: skip
"""Words of a text that is no single date: two dates, an interval with an open end, or all but a date."""


def _in_words(text: str) -> Iterator[str]:
    """Dates with the month in letters: ``1 Feb 2025``, ``February 1st, 2025``, ``Feb. 2025``, and HTTP's format."""
    if (short := _LETTERS_BETWEEN.fullmatch(text)) and len(month := _months_of([fold(short[2])])) == 1:
        yield _iso(_full_year(short[3]), str(*month), short[1])
        return
    words = re.findall(r"\d+|[^\W\d_]+", fold(re.sub(r"\d{1,2}:\d\d.*", "", text)))
    if not _NOT_ONE_DATE.isdisjoint(words) or text.strip("-–—/") != text:
        return
    months = _months_of(words)
    years = [word for word in words if len(word) == 4 and word.isdigit()]
    days = [word for word in words if len(word) < 3 and word.isdigit()]
    if len(months) == len(years) == 1 and len(days) < 2:
        yield _iso(years[0], str(*months), days[0] if days else None)
