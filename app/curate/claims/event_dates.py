"""Compares the dates and the weekday that a sentence names with those of a record."""

import re
from collections.abc import Sequence
from datetime import timedelta

from app.curate.claims.facts import Fact
from app.curate.claims.record_comparison import RecordComparison
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.times import fineness, lasts_years
from app.curate.mentions.clock import WEEKDAYS
from app.curate.mentions.dates import DateMention
from app.domain.edtf import Precision, Span, parse


def compare_dates(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    """Compares the dates that a sentence names with those of a record, and its periods with those of its validity."""
    fact = comparison.fact
    points = [parse(mention.point) for mention in sentence.dates if mention.point]
    periods = [period.text.strip("./") for period in fact.periods]
    has_date_of_record = any(
        point.overlaps(date) for point in points if point.text not in periods for date in fact.dates
    )
    for mention in sentence.dates:
        span = parse(mention.point) if mention.point else None
        if span is None or (mention.reason and re.search(r"[“\"]", sentence.text[: sentence.offsets(mention)[0]])):
            continue  # somebody who is quoted measures “next year” by another day
        if _is_of_title(sentence, fact, mention):
            continue
        before = sentence.text[: sentence.offsets(mention)[0]]
        is_of_record = any(span.overlaps(date) for date in fact.dates)
        is_other_event = _OTHER_VISIT.search(before) or (not is_of_record and _OTHER_EVENT.search(before))
        is_of_next = not is_of_record and _NEXT_EVENT.search(before)
        if is_of_next or (fact.kind == "meeting" and is_other_event):
            comparison.absent.add("date")
            continue
        if fact.kind == "meeting" and (side := _BEYOND.match(mention.text)):
            if is_of_record or not any(_is_beyond(date, span, later=side[0].lower() == "after") for date in fact.dates):
                comparison.absent.add("date")
            continue
        if lasts_years(span):
            if span.text in periods:
                comparison.match("valid", 1.0)
            elif not periods:
                comparison.absent.add("date")
            else:
                comparison.differ("valid", mention.text, fact.periods[0].text)
        elif is_of_record and _is_other_range(span, fact.dates):
            comparison.differ("date", mention.text, fact.dates[0].text)
        elif is_of_record:
            if not any(_covers(span, date) for date in fact.dates):
                comparison.absent.add("date")  # the sentence states a day or a month that the record does not
            weight = {Precision.day: 3.0, Precision.month: 2.0}.get(min(fineness(span), fineness(fact.dates[0])), 1.0)
            comparison.match("date", weight)
        elif span.text in periods or (not _is_finer(span, fact) and any(_within(span, p) for p in fact.periods)):
            comparison.match("valid", 0.5)
        elif (has_date_of_record and mention.relation != "until") or (
            fact.kind == "meeting" and mention.relation in ("since", "by")
        ):
            comparison.absent.add("date")
        elif fact.dates and not sentence.open_dates:
            comparison.differ("date", mention.text, fact.dates[0].text)
        else:
            comparison.absent.add("date")


def compare_weekday(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    """Compares “on Monday” with the days of a record. A day on which somebody spoke is not that of the event."""
    days = [date for date in comparison.fact.dates if date.start and date.end and (date.end - date.start).days < 7]
    numbers_by_word = {match[1]: WEEKDAYS.index(match[1].lower()) for match in _ON_WEEKDAY.finditer(sentence.text)}
    if not days or len(numbers_by_word) != 1 or comparison.fact.kind not in ("meeting", "agreement"):
        return
    if any(difference.field == "date" for difference in comparison.differences):
        return
    [(word, number)] = numbers_by_word.items()
    weekdays = [
        (day.start + timedelta(step)).weekday()
        for day in days
        if day.start and day.end
        for step in range((day.end - day.start).days + 1)
    ]
    if number not in weekdays:
        comparison.differ("date", word, f"{days[0].text}, a {WEEKDAYS[weekdays[0]].capitalize()}")


_ON_WEEKDAY = re.compile(
    r"(?<!said )(?<!told )(?<!reported )(?<!announced )(?<!stated )(?<!noted )(?<!reporters )(?<!wrote )"
    rf"(?:\b[Oo]n |, |^)({'|'.join(day.capitalize() for day in WEEKDAYS)})\b(?! (?:said|told|reported|announced))"
)


_BEYOND = re.compile(r"(?:before|after|prior to)\b", re.IGNORECASE)
_NEXT_EVENT = re.compile(r"\bfollowed by (?:[\w-]+ ){1,8}$")
"""Words between an event and the date of the next one."""
_OTHER_EVENT = re.compile(
    r"\b(?:before|after|prior to|ahead of|following) (?:the|a|an) (?:[\w-]+ ){1,5}(?:(?:of|in|on) )?$", re.IGNORECASE
)
"""Words before the date of another event than the one that a sentence tells of."""

_OTHER_VISIT = re.compile(
    r"\b(?i:before|after|prior to|ahead of|following) (?:[A-Z][\w-]+ ){0,2}[A-Z][\w-]+[’']s? (?:[a-z-]+ )?$"
)
"""Words before the date of somebody's visit. The sentence tells of another event: “before Ada's July visit”."""


def _is_beyond(date: Span, span: Span, *, later: bool) -> bool:
    """Whether the date of a record lies before the days of a span, or after them (``later``)."""
    first, last = (span.end, date.start) if later else (date.end, span.start)
    return bool(first and last and first < last)


def _covers(span: Span, date: Span) -> bool:
    """Whether the date of a record is as exact as a date in a sentence: 2025-05 does not say “21 May 2025”."""
    return span.overlaps(date) and (fineness(span) >= fineness(date) or (date.start is None and date.end == span.end))


def _is_other_range(span: Span, dates: Sequence[Span]) -> bool:
    """Whether a span runs from one day to another, and so do the dates of a record, but for other days."""
    return _runs_by_days(span) and all(_runs_by_days(date) and date.text != span.text for date in dates)


def _runs_by_days(span: Span) -> bool:
    return re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", span.text) is not None


def _is_finer(span: Span, fact: Fact) -> bool:
    """Whether a date is a day or a month, and the record has a day of its own that differs from it."""
    return bool(fact.dates) and max(fineness(span), fineness(fact.dates[0])) <= Precision.month


def _within(span: Span, period: Span) -> bool:
    """Whether a span lies in a period that has a start and an end."""
    return bool(
        span.start and span.end and period.start and period.end
        and period.start <= span.start and span.end <= period.end
    )  # fmt: skip


def _is_of_title(sentence: ClaimSentence, fact: Fact, mention: DateMention) -> bool:
    """Whether a year belongs to another thing that the title names too: “the 2023 earthquake”."""
    year = (mention.point or "")[:4]
    start, end = sentence.offsets(mention)
    text = sentence.text[max(0, start - _REACH) : end + _REACH].lower()
    return any(
        re.search(rf"\b{year} {noun}\b|\b{noun} (?:of|in) {year}\b", text)
        for noun in re.findall(rf"(\w+) (?:of|in) {year}\b", fact.title.lower())
    )


_REACH = 20
"""Characters around a year in which the noun stands to which it belongs."""
