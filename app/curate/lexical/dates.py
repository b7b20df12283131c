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


def date_mentions(article: Article, sentence: Sentence, text: str, lexicon: Lexicon) -> list[DateMention]:
    """The dates of a sentence that have a value, in order. Their offsets count characters in the sentence."""
    lower = lexicon.lowered(text)
    is_ahead = lexicon.future.search(lower) is not None
    clock = Clock(article.published, Tense.future if is_ahead else Tense.past, years=full_dates(article))
    written = find_dates(
        article.paragraphs[sentence.paragraph - 1], sentence.start, sentence.start + len(text), sentence.paragraph,
        replace(clock, tense=Tense.unclear), paragraph_before(article, sentence.paragraph),
    )  # fmt: skip
    mentions = [
        replace(
            mention, start=mention.start - sentence.start, end=mention.end - sentence.start, edtf=mention.point,
            is_certain=True,
        )
        for mention in written
    ]  # fmt: skip
    last_year = next((int(mention.edtf[:4]) for mention in mentions if mention.edtf), None)
    clock = replace(clock, last_year=last_year)
    for start, end, answer, form in _relative(lower, lexicon, clock):
        inside = [other for other in mentions if start <= other.start and other.end <= end and "/" in form]
        mentions = [other for other in mentions if other not in inside]
        if answer.value is None or any(start < other.end and other.start < end for other in mentions):
            continue
        day = answer.value if not isinstance(answer.value, int) else None
        edtf = f"{answer.value:04}{form.format(answer.value)}" if isinstance(answer.value, int) else str(day)
        mentions.append(
            DateMention(sentence.paragraph, start, end, text[start:end], edtf, answer.reason, None, answer.is_certain)
        )
    return sorted((mention for mention in mentions if mention.edtf), key=lambda mention: mention.start)


def _part_of_year(match: re.Match[str], lexicon: Lexicon, clock: Clock) -> tuple[Answer, str]:
    """The year of a part of a year, and its months as they follow the year in EDTF."""
    groups = match.groupdict()
    year = int(groups["year"]) if groups["year"].isdigit() else None
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
