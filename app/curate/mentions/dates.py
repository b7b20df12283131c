"""Finds the dates of a sentence and writes them in EDTF, with a reason for what was worked out.

A relative date is measured against the day of publication. Without that day it has no value, but a reason.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from app.curate.articles import Article, Sentence
from app.curate.mentions.clock import Clock
from app.curate.mentions.date_expressions import DateExpression, date_expressions, full_days
from app.curate.mentions.date_parts import YEAR_PATTERN
from app.curate.mentions.months import ENGLISH_MONTH
from app.curate.mentions.tense import Tenses
from app.curate.mentions.words import SEARCHED_CHARACTERS
from app.domain.edtf import DateError, Span, parse

_YEAR = r"\d{4}"


@dataclass(frozen=True)
class DateMention:
    """A date in a paragraph. ``start`` and ``end`` are offsets in the paragraph, from 0, the end exclusive.

    ``edtf`` is None where the date cannot be worked out. ``reason`` says how it was worked out, or why it was not; a
    date that the words state has none. ``relation`` is the word before the date that bears on it: ``by``, ``since``,
    ``until``, ``as of``. ``is_certain`` is false where the words allow another date.
    """

    paragraph: int
    start: int
    end: int
    text: str
    edtf: str | None
    reason: str | None = None
    relation: str | None = None
    is_certain: bool = True

    @property
    def span(self) -> Span | None:
        """The days that the date covers."""
        return parse(self.edtf) if self.edtf else None

    @property
    def point(self) -> str | None:
        """The date without the open end that “by” or “since” gives it: 2030 for “by 2030”."""
        return self.edtf.strip("./") if self.edtf else None

    @property
    def is_year(self) -> bool:
        """Whether the date is a whole year."""
        return re.fullmatch(_YEAR, self.edtf or "") is not None

    @property
    def states_year(self) -> bool:
        """Whether the words have the year, in figures."""
        return re.search(_YEAR, self.text) is not None


_RELATION = re.compile(
    r"\b(?P<relation>as of|as at|by|since|from|starting|until|till|before|after|through|in|on|during|over|within|for"
    r"|at|throughout)"
    r"(?:\s+(?:the\s+)?(?:end|close|start|beginning|middle)\s+of|\s+end)?(?:\s+(?:early|mid|late))?[\s-]+(?:the\s+)?\Z",
    re.IGNORECASE,
)

_QUOTED_THEN = re.compile(r"[”\"] .{0,60}\b(?:at the time|then)\b")

_ELSEWHEN = re.compile(
    r"\b(?:said|told|promised|wrote) (?:then|back then|at the time"
    r"|in (?:(?:an?|the|his|her) )?(?:(?:early|late|mid|spring|summer|autumn|fall|winter|previous|earlier|past)\b"
    r"|(?:19|20)\d\d\b"
    rf"|{ENGLISH_MONTH}\b))"
)
"""Words that somebody said at another time than that of publication: “he said in 2019”, but not “said in a
statement”."""

_ITEM_YEAR = re.compile(rf"\W{{0,4}}(?P<year>{YEAR_PATTERN})(?:\s[–—-]|[.:]|\s\|)\s(?=[\WA-Z])")
"""A year at the head of an item of a chronicle, which is that of all days and months in the item."""

OPEN_INTERVALS = {"by": "../{}", "until": "../{}", "till": "../{}", "since": "{}/..", "starting": "{}/.."}
"""The interval that a word before a date makes of it."""


def dates(article: Article, sentence: Sentence) -> list[DateMention]:
    """The dates of a sentence, in order. Their offsets are those of the paragraph."""
    paragraph = article.paragraphs[sentence.paragraph - 1]
    return find_dates(
        paragraph, sentence.start, sentence.start + len(sentence.text), sentence.paragraph,
        Clock(article.publication, years=full_dates(article)), paragraph_before(article, sentence.paragraph),
    )  # fmt: skip


@lru_cache(maxsize=8)
def full_dates(article: Article) -> dict[tuple[int, int], set[int]]:
    """The years of each day, as (month, day), that the text states with its year."""
    years: dict[tuple[int, int], set[int]] = {}
    for year, month, day in full_days(article.content):
        years.setdefault((month, day), set()).add(year)
    return years


def find_dates(
    paragraph: str,
    start: int = 0,
    end: int | None = None,
    number: int = 1,
    clock: Clock | None = None,
    before: str = "",
) -> list[DateMention]:
    """The dates of a part of a paragraph. ``number`` is that of the paragraph, from 1, and ``before`` the one before
    it."""
    end = len(paragraph) if end is None else end
    clock = clock or Clock()
    sentence = paragraph[start : min(end, start + SEARCHED_CHARACTERS)]
    mentions: list[DateMention] = []
    in_quotation = bool(re.search('[“"]', paragraph[max(0, start - 1_500) : end])) and bool(
        _QUOTED_THEN.search(paragraph, start, start + 1_500)
    )
    is_at_another_time = in_quotation or is_said_at_another_time(sentence)
    last_year, last_month = _last_year(paragraph[max(0, start - 400) : start])
    last_year = last_year or _last_year(before[-400:])[0]
    head = _ITEM_YEAR.match(paragraph)
    clock = replace(clock, item_year=int(head["year"]) if head else None)
    tenses = Tenses(sentence)
    for date in date_expressions(sentence):
        first, last = date.start, date.end
        clock_here = replace(
            clock,
            tense=tenses.at(first, last),
            last_year=last_year,
            last_month=last_month,
            is_at_another_time=is_at_another_time,
        )
        edtf, reason, is_certain = date.date(clock_here)
        mentions.append(_mention(sentence, date, edtf, reason, is_certain=is_certain, number=number, start=start))
        if date.year_in_figures:
            last_year, last_month = date.year_in_figures, _month(edtf)
    return mentions


def paragraph_before(article: Article, number: int) -> str:
    """The text of the paragraph before one, whose number counts from 1."""
    return article.paragraphs[number - 2] if number > 1 else ""


def is_said_at_another_time(sentence: str) -> bool:
    """Whether the words were said at another time than that of publication."""
    return bool(_ELSEWHEN.search(sentence) or _QUOTED_THEN.search(sentence))


def _mention(
    sentence: str,
    date: DateExpression,
    edtf: str | None,
    reason: str | None,
    *,
    is_certain: bool,
    number: int,
    start: int,
) -> DateMention:
    first = date.start
    relation = None
    if match := _RELATION.search(sentence, max(0, first - 40), first):
        relation = match["relation"].lower()
        first = match.start()
    if edtf and "/" not in edtf and relation in OPEN_INTERVALS:
        edtf = OPEN_INTERVALS[relation].format(edtf)
    if edtf and (year := re.fullmatch(r"(\d{4})-01/\1-12", edtf)):
        edtf = year[1]
    try:
        valid = edtf and parse(edtf).text
    except DateError as error:
        valid, reason = None, f"{error}."[:1].upper() + f"{error}."[1:]
    return DateMention(
        number, start + first, start + date.end, sentence[first : date.end], valid, reason, relation, is_certain
    )


def _last_year(text: str) -> tuple[int | None, tuple[int, int] | None]:
    """The last year that a text states, and its month if that is stated as well."""
    with_year = [date for date in date_expressions(text) if date.year_in_figures]
    return (with_year[-1].year_in_figures, _month(with_year[-1].date(Clock())[0])) if with_year else (None, None)


def _month(edtf: str | None) -> tuple[int, int] | None:
    """Year and month of a day or month."""
    match = re.fullmatch(r"(\d{4})-(\d\d)(?:-\d\d)?", edtf or "")
    return (int(match[1]), int(match[2])) if match else None
