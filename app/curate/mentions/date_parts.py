"""The parts of which the forms of dates are made: patterns, the year that words name, and the list of forms.

No pattern repeats a part without a bound, so that a long line takes time in proportion to its length.
"""

import re
from collections.abc import Callable

from app.curate.mentions.clock import Answer, Clock
from app.domain.prose import NUMBER_WORDS, ORDINALS, UNITS

Date = tuple[str | None, str | None, bool]
"""EDTF or None, the reason, and whether it is certain."""

DateReader = Callable[[re.Match[str], Clock], Date]

DAY_PATTERN = r"(?<![\d.,])(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d%]|[.,]\d)"
_DAYS = [ORDINALS[day] for day in range(1, 20)] + ["twentieth", "thirtieth", "thirty-first"]
_DAYS += [f"twenty-{ORDINALS[day]}" for day in range(1, 10)]
DAY_IN_WORDS = rf"(?<![\w-])(?i:{'|'.join(sorted(_DAYS, key=len, reverse=True))})"
YEAR_PATTERN = r"(?<![\d.,])(?:1[89]|20)\d\d(?![\d%]|[.,]\d|s\b)"
NAMED_YEAR = (
    r"(?:(?:last|this|next|that(?: same)?|the (?:same|previous|preceding|following|current|past|coming))\s+year\b"
    r"|the\s+year\s+(?:after|before)\b(?=\s*(?:[,.;:)]|$|and\b|in\b|at\b)))"
)
OF_YEAR = rf"(?:,?\s{{1,3}}(?:of\s+)?(?:(?:the\s+year\s+)?{YEAR_PATTERN}|{NAMED_YEAR})|\s+(?:of\s+)?the\s+year\b)"
_DASH = r"\s{0,2}[-–—]\s{0,2}"
TO = rf"(?:{_DASH}|\s+(?:to|until|till|through)\s+)"
AND = r"\s+and\s+"
WEEKDAY = r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
COUNT = rf"(?:{'|'.join(UNITS[1:13])}|1[0-2]|[1-9])"


class Forms:
    """Forms in which prose writes dates: each is a pattern, and a function that reads what it matches."""

    def __init__(self) -> None:
        self.readers: list[tuple[re.Pattern[str], DateReader]] = []

    def __call__(self, pattern: str, flags: int = 0) -> Callable[[DateReader], DateReader]:
        """Add the function below as a form."""

        def add(reader: DateReader) -> DateReader:
            self.readers.append((re.compile(pattern, flags), reader))
            return reader

        return add


def day_number(text: str) -> int:
    """The number of a day in digits or words: “2nd”, “twenty-first”."""
    if text[0].isdigit():
        return int(re.sub(r"\D", "", text))
    return sum(int(NUMBER_WORDS[word]) for word in text.lower().split("-"))


def number_of(text: str) -> int:
    return int(text) if text.isdigit() else int(NUMBER_WORDS[text.lower()])


def year_of_words(words: str | None, clock: Clock, month: int, day: int | None = None) -> Answer:
    """The year of the words behind a month: stated, relative, or none."""
    if not words:
        return clock.year_of(month, day)
    if figures := re.search(YEAR_PATTERN, words):
        return Answer(int(figures.group()))
    return clock.year(re.sub(r"^[,\s]*(?:of\s+)?", "", words))


def with_year(answer: Answer, template: str, reason: str | None = None) -> Date:
    """A template such as ``{0}-05`` with the year. ``{1}`` is the year before. ``reason`` says what else was worked
    out."""
    if answer.value is None:
        return None, answer.reason, True
    year = answer.value if isinstance(answer.value, int) else answer.value.year
    reasons = " ".join(filter(None, (reason, answer.reason)))
    return template.format(f"{year:04}", f"{year - 1:04}"), reasons or None, answer.is_certain
