"""Completes a date by the words of its sentence: the order of “03/02/2026”, the year of a month, the months of a
year."""

import re
from collections.abc import Iterable, Set
from dataclasses import replace

from app.curate.claims.amounts import amounts
from app.curate.mentions.dates import OPEN_INTERVALS, DateMention, find_dates
from app.curate.mentions.reading import Passage
from app.domain.prose import MONTH_NUMBERS

_FIGURES = re.compile(r"\b(\d{1,2})/(\d{1,2})/((?:\d\d)?\d\d)$")

_MONTHS_OF_YEAR = 12

_MONTHS_TO = re.compile(r"\b(\w+) months (?:to|through|ending(?: in)?)\s*$", re.IGNORECASE)

_MONTH_RANGE = re.compile(
    rf"\b({'|'.join(MONTH_NUMBERS)})[\s-]*(?:to|through|until|till|[-–])[\s-]*({'|'.join(MONTH_NUMBERS)})\b[\s-]*(?:period|months)?"
    r"(?:\s(?:of|in))?(?:\sthe year)?,?\s*\d{4}\b",
    re.IGNORECASE,
)


def with_order(mention: DateMention, days: Set[str]) -> DateMention:
    """A date. Of the two days that “03/02/2026” may mean, it is the one among the recorded ``days``, else the third of
    February. Any other date stays as it is."""
    figures = _FIGURES.search(mention.text) if mention.edtf is None else None
    if not figures or not all(0 < int(figures[number]) <= _MONTHS_OF_YEAR for number in (1, 2)):
        return mention
    first, second, year = figures[1], figures[2], f"20{figures[3]}"[-4:]
    two_days = [f"{year}-{month:0>2}-{day:0>2}" for day, month in ((first, second), (second, first))]
    edtf = next((day for day in two_days if day in days), two_days[0])
    return replace(mention, edtf=OPEN_INTERVALS.get(mention.relation or "", "{}").format(edtf))


def with_year_of_month(mention: DateMention, dates: Iterable[DateMention]) -> DateMention:
    """A date. A month without a year is the next one after “as of September 2023”, one of the ``dates``."""
    month = MONTH_NUMBERS.get(mention.text.lower().split()[-1])
    before = [date for date in dates if date.relation == "as of" and date.start < mention.start]
    if mention.span or not month or not before or not re.fullmatch(r"\d{4}-\d\d", before[0].point or ""):
        return mention
    year, first = map(int, str(before[0].point).split("-"))
    return replace(mention, edtf=f"{year + (month < first)}-{month:02}")


def in_year(mention: DateMention, year: int | None) -> DateMention:
    """A date. Days and months get a year if they have none: “on Feb. 5”, “from January to May”."""
    if mention.edtf or year is None or mention.states_year:
        return mention
    text = f"{mention.text} {year}"
    dates = find_dates(text)
    return replace(mention, edtf=dates[0].edtf) if len(dates) == 1 and dates[0].text == text else mention


def with_months(mention: DateMention, passage: Passage) -> DateMention:
    """A date. The year of “the January-to-May period of 2025” gets its months."""
    text, shift = passage.text, passage.sentence.start
    start, end = mention.start - shift, mention.end - shift
    year = mention.point or ""
    span_of_months = _MONTHS_TO.search(text, 0, start)
    if span_of_months and re.fullmatch(r"\d{4}-\d\d", year):
        first = int(year[5:]) - amounts(span_of_months[1])[0].value + 1 if amounts(span_of_months[1]) else 0
        return replace(mention, edtf=f"{year[:4]}-{first:02.0f}/{year}", relation=None) if first > 0 else mention
    match = _MONTH_RANGE.search(text, max(0, start - 60), end)
    if not match or match.end() < end or not re.fullmatch(r"\d{4}", year):
        return mention
    first, last = (MONTH_NUMBERS[name.lower()] for name in match.group(1, 2))
    if first > last:
        return mention
    edtf = f"{year}-{first:02}/{year}-{last:02}"
    return replace(mention, start=shift + match.start(), text=match[0], edtf=edtf, relation=None)
