"""Finds the words of a sentence that are dates, by the forms in which prose writes them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.curate.mentions import date_forms, relative_date_forms
from app.curate.mentions.clock import Clock
from app.curate.mentions.date_parts import DAY_PATTERN, YEAR_PATTERN, Date, DateReader, day_number
from app.curate.mentions.months import MONTH_PATTERN, month_number
from app.curate.mentions.words import SEARCHED_CHARACTERS


@dataclass(frozen=True)
class DateExpression:
    """A date in a sentence, with its offsets. ``year_in_figures`` is the last year that it states in figures."""

    start: int
    end: int
    date: Callable[[Clock], Date]
    year_in_figures: int | None = None


_FORMS = [*date_forms.form.readers, *relative_date_forms.form.readers]

_TRIGGER = re.compile(
    rf"\d|day\b|year\b|years\b|month|week|quarter|half\b|spring|summer|autumn|fall\b|decade|days\sago|tonight|tomorrow|\b{MONTH_PATTERN}",
    re.IGNORECASE,
)


def date_expressions(sentence: str) -> list[DateExpression]:
    """The dates of a sentence, in order. None overlaps another.

    Of two forms that begin at the same word, the longer is taken, and of equals the earlier in the list of forms.
    """
    sentence = sentence[:SEARCHED_CHARACTERS]
    if not _TRIGGER.search(sentence):
        return []
    matches = [
        (match.start("core" if "core" in match.groupdict() else 0), -match.end(), order, match, reader)
        for order, (pattern, reader) in enumerate(_FORMS)
        for match in pattern.finditer(sentence)
    ]
    dates: list[DateExpression] = []
    for start, end, _, match, reader in sorted(matches, key=lambda entry: entry[:3]):
        if not dates or start >= dates[-1].end:
            years = re.findall(YEAR_PATTERN, match.group())
            dates.append(DateExpression(start, -end, _with_match(match, reader), int(years[-1]) if years else None))
    return dates


def _with_match(match: re.Match[str], reader: DateReader) -> Callable[[Clock], Date]:
    return lambda clock: reader(match, clock)


def full_days(text: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day of the dates that state all three."""
    for match in re.finditer(rf"({DAY_PATTERN})\s+(?:day\s+of\s+|of\s+)?({MONTH_PATTERN}),?\s+({YEAR_PATTERN})", text):
        yield int(match[3]), month_number(match[2]), day_number(match[1])
    for match in re.finditer(rf"\b({MONTH_PATTERN})\s+({DAY_PATTERN}),?\s+({YEAR_PATTERN})", text):
        yield int(match[3]), month_number(match[1]), day_number(match[2])
    for match in re.finditer(r"\b((?:1[89]|20)\d\d)-(\d\d)-(\d\d)\b", text):
        yield int(match[1]), int(match[2]), int(match[3])
