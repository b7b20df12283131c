"""Finds the time at which a promise was made."""

import re
from datetime import timedelta

from app.curate.mentions.context import Context
from app.curate.stats import FigureDate, status_period
from app.domain.edtf import Precision

_PAST = re.compile(
    r"(?<!\bhas )(?<!\bhave )(?:agreed|decided|offered|guaranteed"
    r"|pledged|promised|committed|announced|unveiled|earmarked|undertook|vowed|gave)\b"
)


def time_of_promise(context: Context, number: int, pledge: tuple[int, int]) -> FigureDate | None:
    """When a promise was made: at a past time before it in the sentence, else at the meeting of the text, else at the
    time of the text. ``number`` is that of the sentence, ``pledge`` the offsets in it of the promise.

    None if the time is longer than a day and still runs: “under the programme for 2023-2026”.
    """
    sentence, publication = context.sentences[number], context.article.publication
    if publication and publication.start and _PAST.match(sentence.text, pledge[0]):
        for mention in context.dates[number]:
            span = mention.span
            if span is None or mention.end - sentence.start > pledge[0] or span.start is None:
                continue
            if span.end and span.end < publication.start:
                return FigureDate(mention.edtf or "", mention, mention.reason)
            if span.start < publication.start and span.precision is not Precision.day:
                return None
    is_past = _PAST.search(sentence.text, 0, pledge[1]) and not _OTHER_DAY.search(sentence.text)
    if is_past and (day := _day_of_meeting(context)):
        return day
    period = status_period(context, number, context.speaker(number))
    is_of_sentence = period is None or period.mention is None or period.mention in context.dates[number]
    if is_of_sentence or _is_of_meeting(context) or publication is None:
        return period
    return FigureDate(publication.text, None, f"Reported on the day of publication, {publication.text}.")


_OTHER_DAY = re.compile(r"\b(?:today|yesterday|now|earlier|later|\w+day)\b", re.IGNORECASE)

_MEETING = re.compile(
    r"\b(?:meeting|session|round|talks|summit|visit|consultations|negotiations|met|received|hosted)\b"
)

_RECENT = timedelta(days=30)


def _day_of_meeting(context: Context) -> FigureDate | None:
    """The day of the meeting that the article reports, if it was in the month before the publication."""
    day, publication = context.event_day, context.article.publication
    if not (day and day.edtf and day.span and day.span.end and publication and publication.start):
        return None
    is_recent = publication.start - day.span.end <= _RECENT
    is_of_meeting = _is_of_meeting(context)
    return FigureDate(day.edtf, day, "Promised at the meeting of that day.") if is_of_meeting and is_recent else None


def _is_of_meeting(context: Context) -> bool:
    """Whether the day of the article is that of a meeting."""
    return any(
        context.event_day in of_sentence and _MEETING.search(sentence.text)
        for sentence, of_sentence in zip(context.sentences, context.dates, strict=True)
    )
