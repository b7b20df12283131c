"""When an event is: its date, and whether it is planned or was held."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

from app.curate.events.event import Event, Spot, TextValue, text_value
from app.curate.mentions.dates import DateMention
from app.curate.mentions.reading import Passage
from app.curate.mentions.tense import Tense
from app.domain.edtf import Precision, Span
from app.domain.vocabulary import MeetingStatus, MeetingType

_PUT_OFF = r"(?:postponed|put\soff|rescheduled)"

_OFF = re.compile(rf"\b(?:(?P<postponed>{_PUT_OFF})|(?P<cancelled>cancell?ed|called off))\b")

_AFTER_DELAY = re.compile(
    rf"\b(?:(?:which|that|earlier|previously|originally|once)\s(?:(?:had|has|was|were|been|first|already)\s){{0,3}}{_PUT_OFF}"
    rf"|{_PUT_OFF}\s(?:earlier|from|since|several\stimes|twice|once)\b)[^.;]{{0,80}}?"
    r"\b(?:was|were)\s(?:finally\s|at\slast\s|now\s)?(?:held|opened|convened)\b"
    rf"|\b{_PUT_OFF}\b[^.;]{{0,60}}?\b(?:will|is\sto|are\sto)\s(?:at\slast|finally|now)\b"
    rf"|\b{_PUT_OFF}\b[^.;]{{0,80}}?\b(?:took\splace|finally\smet|at\slast\smet)\b"
)
"""A meeting that was held in the end: “the session, which had been postponed from May, was held in June”."""

_REPORT = re.compile(
    r"\b(?:said|announced|reported|told|stated|confirmed)\b(?:\s\w+){0,2}\s*$"
    r"|\b(?:statement|press\srelease|communiqu[eé]|tweet)(?:\sissued|\spublished)?\s*$"
)

_GLOSS = re.compile(r"\d(?:,\s\d{4})?\s\((?:\w+(?:\sand\s|\s?[–-]\s?|,\s))?\Z")
"""What stands before the weekday of a date that is given already: “on 3 and 4 May (Monday and Tuesday)”."""

_UNDER_WAY = re.compile(r"\b(?:is|are|was|were)\s(?:currently\s)?(?:on|paying)\s(?:an?\s)?(?:[\w-]+\s){0,2}$")
"""Words before a visit that goes on."""

_TO_ATTEND = re.compile(
    r"\b(?:left|leaves|departed|flew|flies|travel\w*|heads|headed|arriv\w+)\s[^.;]{2,60}?\bto\s(?:attend|join|(?:co-)?chair|hold"
    r"|(?:take\spart|participate)\sin)\s(?:the\s|a\s)?\Z"
)
"""Words of a journey before the event for which it is made: “left for Oslo to attend the ninth session”."""

_CLAUSE = re.compile(
    r",\s(?:where|after which|followed by)\b|,?\sand\s(?:is\s(?:due\s|set\s)?to|will)\s(?:meet|see|be\sreceived)\b"
)
"""The beginning of a clause on another event."""

_WILL = re.compile(
    r"\s(?:(?:of|between|with)\s[^.,;]{0,60}?\s)?(?:would|will|shall|is (?:to|due|scheduled|planned|expected))\b"
    r"|,?\s(?:for|at|to)\swhich\s[^.;]{2,60}?\s(?:will|would|shall|is\sto|are\sto|is\sdue|is\sexpected)\b"
    r"|\sand\sthe\s[^.,;]{5,120}?\s(?:will|is\sto|are\sto)\sbe\sheld\b"
    r"|[^.;:“”]{0,60}?,?\s(?:to be held|to take place|which will be held|which is to)\b"
)
"""What follows a meeting that is planned: “the second round would be held”."""

_UPCOMING = re.compile(r"\b(?:upcoming|forthcoming|next|planned|scheduled|future|coming)\b")

_PREPARATION = re.compile(
    r"\b(?:prepar\w+(?:\s(?:for|of))?|ahead\sof|(?<!met\s)(?<!gathered\s)(?<!convened\s)to\s(?:host|hold|convene))"
    r"\s(?:the|a|an|its|their)\s(?:[\w-]+\s){0,2}\Z",
    re.IGNORECASE,
)
"""Words before an event that is still to come: “preparations for the second session were discussed”."""

_SUGGESTION = re.compile(
    r"\b(?:suggest(?:s|ed)|propos(?:es|ed)|offer(?:s|ed)|invit(?:es|ed)|ask(?:s|ed))\s[^.;]{0,60}?"
    r"\b(?:hold(?:ing)?|host(?:ing)?|conven(?:e|ing)|organi[sz](?:e|ing))\s(?:the|a|an|its|their)\s(?:[\w-]+\s){0,2}$"
)
"""Words before an event that somebody proposes to hold."""

LONGEST_SPEECH = 2_000
"""Characters before a date in which a speech is looked for that it may be part of."""

_YEARS = re.compile(r"\d{4}/\d{4}")
"""Several years are the time for which something holds, and the days of no event."""

_OPEN_RELATIONS = ("since", "as of", "as at", "until", "till", "by", "starting", "after", "before")
"""Words before a date that is not that of an event."""


_IN_YEAR = re.compile(
    r"\b(?:before|by)\s(?:the\s)?(?:end\sof\s(?:the\s|this\s)?year|year(?:[’']s)?\s(?:is\s)?(?:out|over|end))\b"
)
"""Words for a time in the year of publication: “will come to Oslo before the year is out”."""


def status_of(cue: Spot) -> MeetingStatus:
    """Whether the words tell of an event that is planned, was held, or does not take place."""
    text = cue.passage.text
    if (match := _OFF.search(text)) and not _AFTER_DELAY.search(text):
        return MeetingStatus.postponed if match["postponed"] else MeetingStatus.cancelled
    if _TO_ATTEND.search(text, 0, cue.start):
        return MeetingStatus.planned
    if _UNDER_WAY.search(text, max(0, cue.start - 40), cue.start):
        return MeetingStatus.held
    if _WILL.match(text, cue.end):
        return MeetingStatus.planned
    if (
        _UPCOMING.search(text, max(0, cue.start - 25), cue.start)
        or _PREPARATION.search(text, 0, cue.start)
        or _SUGGESTION.search(text, 0, cue.start)
    ):
        return MeetingStatus.planned
    return MeetingStatus.planned if _is_future(cue) else MeetingStatus.held


def _is_future(cue: Spot) -> bool:
    tense = cue.passage.tenses.at(cue.start, cue.start)
    if tense is Tense.unclear:
        tense = cue.passage.tenses.at(cue.start, cue.end)
    if tense is Tense.unclear:
        day, date = cue.passage.article.publication, date_of(cue)
        start = date.value.span.start if date and date.value.span else None
        return bool(day and day.end and start and start > day.end)
    return tense is Tense.future


def is_own(cue: Spot, date: DateMention) -> bool:
    """Whether a date may be that of an event: it has two ends, and is not the date of the report, of a speech, or from
    which the event was postponed."""
    is_closed = date.edtf is not None and ".." not in date.edtf
    is_closed = is_closed and (date.relation not in _OPEN_RELATIONS or bool(_IN_YEAR.search(date.text)))
    is_closed = is_closed and not _YEARS.fullmatch(date.edtf or "")
    start = date.start - cue.passage.sentence.start
    is_closed = is_closed and not _MOVED_FROM.search(cue.passage.text, 0, max(0, start))
    is_closed = is_closed and not _GLOSS.search(cue.passage.text, 0, max(0, start))
    is_closed = is_closed and not (_is_of_departure(cue, date) or is_of_other_clause(cue, date))
    return is_closed and not is_of_report(cue, date) and not _is_of_speech(cue, date)


_SINCE = re.compile(r"\b[Ss]ince\s(?:[A-Z][\w-]+|the|he|she|they|his|her|[a-z]+ing)\s[^.;,]{0,60}\Z")

_DATELINE = re.compile(r"(?:[A-Z][\w’'.-]*[\s,/(–—-]{1,3}){1,6}")

_DATELINE_END = re.compile(
    r"\s?(?:\([A-Z][\w\s/]{1,20}\)|/[A-Z]{2,8}/)\.?\s?[-–—:.]?\s|(?:,\s[A-Z]{2,8})?\s?[-–—]{1,2}\s|[.:](?:\s|$)"
)

_OF_PERSON = re.compile(r",\swhos?e?\b")

_RELATIVE = re.compile(r",\s(?:who|which|whose)\b[^,;]*\Z")


_SUBCLAUSE = re.compile(
    r",?\s(?:when|where|(?:during|in\sthe\scourse\sof|on\sthe\s(?:margins|sidelines)\sof)\swhich)\b"
)
"""What goes on from a date: “is due in Oslo in July, when he will attend the summit”."""


def is_of_other_clause(cue: Spot, date: DateMention) -> bool:
    """Whether a date belongs to the dateline or to another clause: “the first since A went there in May”, “A, who
    arrived on Monday, met B”."""
    text, at = cue.passage.text, max(0, date.start - cue.passage.sentence.start)
    end = at + len(date.text)
    relative = _RELATIVE.search(text, 0, at)
    is_aside = relative and (
        (end < cue.start and "," in text[end : cue.start] and not _SUBCLAUSE.match(text, end))
        or _OF_PERSON.match(text, max(cue.end, relative.start()))
    )
    is_head = is_of_dateline(cue.passage, date)
    since = _SINCE.search(text, 0, at)
    return bool(is_aside or is_head or (since and since.start() >= cue.end))


def is_of_dateline(passage: Passage, date: DateMention) -> bool:
    """Whether a date belongs to the dateline at the head of a sentence: “OSLO, 3 May –”."""
    start = max(0, date.start - passage.sentence.start)
    is_bare = date.relation is None and _DATELINE.fullmatch(passage.text, 0, start)
    return bool(is_bare and _DATELINE_END.match(passage.text, start + len(date.text)))


_LEAVES = re.compile(
    r"\b(?:leave|leaves|leaving|left|depart(?:s|ed|ing|ure)?|return(?:s|ed|ing)?)\b"
    r"(?:\s(?:for\s|to\s|home)(?:[A-Z]\w+)?)?(?:\s(?:on|later|early))?\s\Z"
)
_HAS_LEFT = re.compile(r"\s(?:left|departed|leaves|flew)\s(?:\w+\s)?for\s")


def _is_of_departure(cue: Spot, date: DateMention) -> bool:
    """Whether a date belongs to a departure or return: “left on Friday for the talks in Oslo”, “before her return on
    Thursday”."""
    text, offset = cue.passage.text, date.start - cue.passage.sentence.start
    before = max(0, offset)
    leaves = _LEAVES.search(text, max(0, before - 40), before) or _HAS_LEFT.match(text, offset + len(date.text))
    return bool(leaves) and not (cue.start <= before <= cue.end)


_MOVED_FROM = re.compile(rf"\b(?:{_PUT_OFF}|moved|delayed)\s(?:from\s|last\s|in\s)?\Z")


def is_of_report(cue: Spot, date: DateMention) -> bool:
    """Whether a date is that of a report: “the ministry announced on Monday”."""
    start = date.start - cue.passage.sentence.start
    return bool(_REPORT.search(cue.passage.text, max(0, start - 40), max(0, start)))


def _is_of_speech(cue: Spot, date: DateMention) -> bool:
    """Whether a day was worked out of quoted words such as “on Monday”. Somebody may have said them on another day."""
    is_apart = any(map(str.isdigit, date.text)) or (date.span and date.span.precision is not Precision.day)
    text = cue.passage.article.paragraphs[date.paragraph - 1]
    is_said = _is_in_quotation(text, date.start) or (not is_apart and _FIRST_PERSON.search(cue.passage.text))
    if date.reason is None or not is_said:
        return False
    return not (is_apart and _is_in_quotation(text, cue.passage.sentence.start + cue.start))


_FIRST_PERSON = re.compile(r"\b(?:we|our|us|I)\b")
"""A word of a speaker. Quotation marks may stand in other paragraphs."""


def _is_in_quotation(text: str, at: int) -> bool:
    before = text[max(0, at - LONGEST_SPEECH) : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def status_by_date(status: MeetingStatus, date: DateMention, publication: Span | None) -> MeetingStatus:
    """The status, corrected by the date: an event before the publication is no longer planned, and one after it was not
    held."""
    span = date.span
    day = publication.end if publication and publication.start == publication.end else None
    is_ahead = span and span.start and day and span.start > day
    if is_ahead and status is MeetingStatus.held:
        return MeetingStatus.planned
    over = span and span.end and publication and publication.start and span.end < publication.start
    return MeetingStatus.held if over and status is MeetingStatus.planned else status


def is_ahead(date: DateMention, publication: Span | None) -> bool:
    """Whether a date ends after the day of publication."""
    last = date.span.end if date.span else None
    return bool(last and publication and publication.end and last > publication.end)


def date_of(cue: Spot, is_other: Callable[[DateMention], bool] = lambda _: False) -> TextValue[DateMention] | None:
    """The date of an event: the nearest after its cue, else the nearest before. ``is_other`` tells of a date whether it
    is that of something else."""
    offset = cue.passage.sentence.start
    dates = [date for date in cue.passage.dates if is_own(cue, date) and not is_other(date)]
    clause = _CLAUSE.search(cue.passage.text, cue.end)
    end = offset + (clause.start() if clause else len(cue.passage.text))
    after = [date for date in dates if offset + cue.start <= date.start < end]
    before = [date for date in dates if date.start - offset < cue.start]
    beside = [date for date in before if _BESIDE.fullmatch(cue.passage.text, date.end - offset, cue.start)]
    after = [] if beside else after
    nearest = after[0] if after else before[-1] if before else None
    if nearest is None:
        return None
    if not after and (next_day := _NEXT_DAY.search(cue.passage.text, cue.end, end - offset)):
        return _day_after(cue.passage, nearest, next_day)
    nearest = _with_first(nearest, cue.passage.article.paragraphs[nearest.paragraph - 1])
    nearest = _finer(nearest, dates, cue.passage.article.paragraphs[nearest.paragraph - 1])
    return text_value(cue.passage, nearest)


_REPORTED_WITHIN = timedelta(days=7)
"""Days after an event within which news tell of it."""


def day_of_report(passages: Sequence[Passage]) -> TextValue[DateMention] | None:
    """The day of what a report tells of: the first day of its lead, if the report was published in the week after."""
    for passage in (passage for passage in passages[:_LEAD] if passage.tenses.has_verb):
        day, publication = date_of(Spot(passage, 0, 0)), passage.article.publication
        span, last = (day.value.span if day else None), publication.end if publication else None
        is_day = span is not None and span.precision in (Precision.day, Precision.range)
        if is_day and span and span.start and last and _is_news(last - span.start):
            return day
    return None


def _is_news(age: timedelta) -> bool:
    """Whether an event that was so long before the publication is what a report tells of."""
    return timedelta() <= age <= _REPORTED_WITHIN


def day_of_lead(passages: Sequence[Passage]) -> TextValue[DateMention] | None:
    """The first day of the lead within a week before the publication. It may be that of the report: “the ministry said
    on Monday”."""
    for passage in (passage for passage in passages[:_LEAD] if passage.text.endswith(_SENTENCE_ENDS)):
        last = passage.article.publication
        for date in passage.dates:
            span = date.span
            is_day = span is not None and span.precision is Precision.day and date.relation not in _OPEN_RELATIONS
            is_day = is_day and not is_of_dateline(passage, date)
            if is_day and span and span.start and last and last.end and _is_news(last.end - span.start):
                return text_value(passage, date)
    return None


_SENTENCE_ENDS = (".", ":", "”", '"')

_LEAD = 8
"""Sentences at the beginning of a report that may say its day."""


_BESIDE = re.compile(r"\s(?:also\s|again\s)?")
"""What stands between a date and the verb that it belongs to: “on Thursday called on the minister”."""


_NEXT_DAY = re.compile(r"\b(?:the\s(?:next|following)\s(?:day|morning|afternoon|evening)|a\sday\slater)\b")


def _day_after(passage: Passage, day: DateMention, words: re.Match[str]) -> TextValue[DateMention] | None:
    """The day after another of the sentence: “arrived on Thursday, and met X the next morning”."""
    span = day.span
    if not (span and span.start and span.start == span.end):
        return None
    offset, reason = passage.sentence.start, f"The day after “{day.text}”."
    mention = replace(
        day, start=offset + words.start(), end=offset + words.end(), text=words.group(), reason=reason,
        edtf=str(span.start + timedelta(days=1)),
    )  # fmt: skip
    return TextValue(mention, Spot(passage, *words.span()), reason)


_FIRST = re.compile(r"\b(?:from|between)\s(?:the\s)?(?P<day>\d{1,2})(?:st|nd|rd|th)?\s(?:to|until|and)\s(?:the\s)?$")


def _with_first(date: DateMention, text: str) -> DateMention:
    """The days of “from the 7th to the 9th of October”: the words of the first have no month."""
    span = date.span
    match = _FIRST.search(text, max(0, date.start - 40), date.start)
    if match and span and span.start and span.start == span.end and 0 < int(match["day"]) < span.start.day:
        first = span.start.replace(day=int(match["day"]))
        return replace(date, edtf=f"{first}/{span.start}", start=match.start("day"))
    return date


_WEEK_OR_MONTH = re.compile(r"\b(?:week|month)\b")
"""A vague time, which a day of it in the same sentence makes exact."""

_ON = re.compile(r"\s?,?\s(?:on|in)\s|,\s")


def _finer(nearest: DateMention, dates: Sequence[DateMention], text: str) -> DateMention:
    """The date right beside a wider one, within it: “last year, on 29 July”, “in 2025, in May”. A day of a week or a
    month may stand elsewhere in the sentence: “Next week the assembly meets in Oslo on the 16th”."""
    for date in dates:
        first, last = sorted((nearest, date), key=lambda d: d.start)
        wide, narrow = nearest.span, date.span
        if not (wide and narrow and wide.start and narrow.start and wide.end and narrow.end):
            continue
        within = (
            wide.start <= narrow.start
            and narrow.end <= wide.end
            and (wide.start, wide.end) != (narrow.start, narrow.end)
        )
        is_vague = wide.precision is Precision.month or bool(_WEEK_OR_MONTH.search(nearest.text))
        is_day_of_it = is_vague and narrow.precision is Precision.day
        is_apart = is_day_of_it and ";" not in text[first.end : last.start]
        if within and (is_apart or _ON.fullmatch(text, first.end, last.start)):
            return date
    return nearest


def event_at(kind: MeetingType, cue: Spot, *, is_direct: bool = True) -> Event:
    """An event of this type, with the status and the date that the words of its cue give."""
    return Event(kind, status_of(cue), [cue], date=date_of(cue), is_direct=is_direct)
