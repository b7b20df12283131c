"""Dates in a sentence: those in figures and months, and the relative ones, by the words of a lexicon."""

import re
from collections.abc import Iterator
from dataclasses import replace

from app.curate.articles import Article, Sentence
from app.curate.lexicons.lexicon import Lexicon
from app.curate.mentions.clock import WEEKDAYS, Answer, Clock
from app.curate.mentions.dates import DateMention, find_dates, full_dates, paragraph_before
from app.curate.mentions.tense import Tense
from app.domain.edtf import Precision

_DAYS_OF_NEWS = 14
"""Days before the publication in which a day without a year is that of the news, and not of the year to come."""

_MONTH_OR_DAY = re.compile(r"\d{4}(?:-\d\d){1,2}")

_LONGEST_COMPARISON = 60
"""Characters before a date in which the words begin that compare with it: “compared with the same period of 2024”."""

_BESIDE = re.compile(r"[\w']{0,4} (?:в )?")
"""What stands between a year and a month that are one date: an ending."""


def date_mentions(article: Article, sentence: Sentence, text: str, lexicon: Lexicon) -> list[DateMention]:
    """The dates of a sentence that have a value, in order. Their offsets count characters in the sentence."""
    lower = lexicon.lower_case(text)
    is_ahead = lexicon.future.search(lower) is not None
    clock = Clock(article.publication, Tense.future if is_ahead else Tense.past, years=full_dates(article))
    full_mentions = find_dates(
        article.paragraphs[sentence.paragraph - 1], sentence.start, sentence.start + len(text), sentence.paragraph,
        replace(clock, tense=Tense.unclear), paragraph_before(article, sentence.paragraph),
    )  # fmt: skip
    mentions = [
        replace(
            mention, start=mention.start - sentence.start, end=mention.end - sentence.start, edtf=mention.point,
            is_certain=True,
        )
        for mention in full_mentions
    ]  # fmt: skip
    if is_ahead:
        mentions = [_to_come(mention, article, lower, lexicon) for mention in mentions]
    last_year = next((int(mention.edtf[:4]) for mention in mentions if mention.edtf), None)
    clock = replace(clock, last_year=last_year)
    for start, end, answer, form in _relative(lower, lexicon, clock):
        inside = [mention for mention in mentions if start <= mention.start and mention.end <= end and "/" in form]
        mentions = [mention for mention in mentions if mention not in inside]
        if answer.value is None or any(start < mention.end and mention.start < end for mention in mentions):
            continue
        day = answer.value if not isinstance(answer.value, int) else None
        edtf = f"{answer.value:04}{form.format(answer.value)}" if isinstance(answer.value, int) else str(day)
        words = text[start:end]
        reason = answer.reason or (f"“{words}” is {edtf}." if "/" in form else None)
        mentions.append(DateMention(sentence.paragraph, start, end, words, edtf, reason, None, answer.is_certain))
    dates = sorted((mention for mention in mentions if mention.edtf), key=lambda mention: mention.start)
    return [date for date in _with_years(dates, text) if not _is_compared(date, lower, lexicon)]


def _to_come(date: DateMention, article: Article, lower: str, lexicon: Lexicon) -> DateMention:
    """The date, or if it has no year and its clause is about the future, the next such day after the publication."""
    publication, span = article.publication, date.span
    if date.states_year or not (publication and publication.start and span and span.end):
        return date
    first = max(lower.rfind(sign, 0, date.start) for sign in ",;") + 1
    last = min((end for sign in ",;" if (end := lower.find(sign, date.end)) >= 0), default=len(lower))
    is_over = (publication.start - span.end).days > _DAYS_OF_NEWS
    if not is_over or not _MONTH_OR_DAY.fullmatch(date.edtf or "") or not lexicon.future.search(lower, first, last):
        return date
    edtf = f"{span.end.year + 1}{(date.edtf or '')[4:]}"
    reason = f"The year is that of the next after the publication, {publication.text}."
    is_next = edtf > publication.text and not edtf.endswith("-02-29")
    return replace(date, edtf=edtf, reason=reason, is_certain=False) if is_next else date


def _with_years(dates: list[DateMention], text: str) -> list[DateMention]:
    """The dates, each year beside a month without one as one date: “May of last year”."""
    results: list[DateMention] = []
    for date in dates:
        before = results[-1] if results else None
        year, month = sorted((before or date, date), key=lambda part: len(part.edtf or ""))
        is_one = before is not None and _BESIDE.fullmatch(text, before.end, date.start) is not None
        if before and is_one and year.is_year and _MONTH_OR_DAY.fullmatch(month.edtf or ""):
            edtf = f"{year.edtf}{(month.edtf or '')[4:]}"
            words = text[before.start : date.end]
            results[-1] = replace(before, end=date.end, text=words, edtf=edtf, reason=year.reason, is_certain=True)
        else:
            results.append(date)
    return results


def _is_compared(date: DateMention, lower: str, lexicon: Lexicon) -> bool:
    """Whether a date is only what another is compared with: “more than in 2024”."""
    if lexicon.verb_is_last:
        return lexicon.comparisons.match(lower, date.end) is not None
    return lexicon.comparisons.search(lower, max(0, date.start - _LONGEST_COMPARISON), date.start) is not None


def _part_of_year(match: re.Match[str], lexicon: Lexicon, clock: Clock) -> tuple[Answer, str]:
    """The year of a part of a year, and its months as they follow the year in EDTF."""
    groups = match.groupdict()
    year = int(groups["year"]) if (groups["year"] or "").isdigit() else None
    answer = (
        Answer(year)
        if year
        else clock.year("last year" if lexicon.relative_years["last year"].match(match.group()) else "this year")
    )
    if groups["months"]:
        count = int(groups["months"]) if groups["months"].isdigit() else lexicon.numbers.get(groups["months"], 0)
        return answer, f"-01/{{}}-{count:02}" if 0 < count < 12 else ""
    length = lexicon.part_months[groups["part"]]
    number = next((n for n, p in lexicon.ordinals.items() if p.fullmatch(groups["number"] or "")), 1)
    number = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(groups["number"] or "", number)
    last = min(12, number * length)
    return answer, f"-{last - length + 1:02}/{{}}-{last:02}"


def _relative(lower: str, lexicon: Lexicon, clock: Clock) -> Iterator[tuple[int, int, Answer, str]]:
    """Offsets and value of each relative date, and what follows the year in EDTF, with ``{}`` for the year again."""
    for match in lexicon.parts_of_year.finditer(lower):
        yield *match.span(), *_part_of_year(match, lexicon, clock)
    for step, pattern in lexicon.relative_days.items():
        for match in pattern.finditer(lower):
            yield *match.span(), clock.day(step), ""
    for number, pattern in enumerate(lexicon.weekdays):
        for match in pattern.finditer(lower):
            yield *match.span(), clock.weekday(WEEKDAYS[number].title()), ""
    for words, pattern in lexicon.relative_years.items():
        for match in pattern.finditer(lower):
            yield *match.span(), clock.year(words), ""
    for month, pattern in enumerate(lexicon.months, 1):
        for match in pattern.finditer(lower):
            yield *match.span(), clock.year_of(month, None), f"-{month:02}"


def is_day(mention: DateMention) -> bool:
    """Whether a date is a day, or some days in a row."""
    span = mention.span
    if span is None or span.start is None or span.end is None:
        return False
    return span.precision is Precision.day or (span.end - span.start).days < 10
