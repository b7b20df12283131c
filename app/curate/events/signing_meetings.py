"""Completes an agreement by what other sentences state: its day, its meeting, its city and its parties."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from app.curate.events.event import DAYS, Event, Spot, TextValue, text_value
from app.curate.events.named_texts import PERIOD
from app.curate.events.signing import TERMS, Signing
from app.curate.events.signing_parties import parties_of_text
from app.curate.events.summits import ORGANIZATIONS
from app.curate.events.timing import day_of_lead, is_of_dateline
from app.curate.mentions.dates import DateMention
from app.curate.mentions.mechanisms import MechanismMention
from app.curate.mentions.reading import Passage, Reading
from app.domain.edtf import Precision
from app.domain.vocabulary import AgreementStatus, MeetingStatus, MeetingType

_NEAR, _FAR = 5, 50
"""Sentences before a signing in which its meeting is looked for: without, and with words such as “the meeting”."""

_THE_MEETING = re.compile(r"\b(?:[Tt]he|[Tt]heir)\s(?:[Mm]eeting|talks|[Ss]ummit|[Ss]ession|negotiations)\b")
"""Words for the last meeting before them in the text; with a capital letter, for the last with a number."""

_AT_SESSION = re.compile(r"\b(?:at|during)\s(?:the|that|this)\s(?:same\s)?session\b")

_OTHER_DAY = re.compile(
    r"\b(?:the\s(?:day|week|month|year)|an?\sday|earlier\sin\sthe\sday)\s(?:before|earlier|after|later)\b"
)
"""Words for a day that is not that of the meeting: “ministers, who met the day before, signed …”."""

_SINCE = re.compile(r"\bsince\s(?:the\s|their\s)?$|\bprevious\s$")

_DURING = re.compile(
    r"\b(?:[Dd]uring|[Oo]n|[Ii]n the course of) (?:(?:the|this|that|his|her) (?:\w+ )?visit"
    r"|(?:this|that|the) occasion)\b"
)


@dataclass(frozen=True)
class TextEvents:
    """A text with its events. ``meetings`` has those that were held, by the identity of the sentences that tell of
    them."""

    reading: Reading
    events: Sequence[Event]
    meetings: Mapping[int, Sequence[Event]]

    @staticmethod
    def of(reading: Reading, events: Sequence[Event]) -> "TextEvents":
        return TextEvents(reading, events, _by_passage(events))


def complete_agreement(signing: Signing, number: int, text: TextEvents, earlier: Sequence[Signing]) -> None:
    """Give an agreement what its own sentence does not state. ``number`` counts the sentences of the text from 0;
    ``earlier`` are the agreements of the sentences before."""
    if signing.is_ahead:
        signing.date = signing.date or _date_ahead(signing, text, number)
        _take_from_meeting(signing, text.reading, number)
        return
    if visit := _visit_of(signing, text, number):
        is_own = _DURING.search(signing.cue.passage.text)
        signing.date = signing.date or (_date_of_visit(visit) if is_own else None)
        if is_own and any(cue.passage is signing.cue.passage for cue in visit.cues):
            _take_from_meeting(signing, text.reading, number)
            return  # no other day than that of the visit
    else:
        event = signing.meeting or _meeting(signing, text.reading, number, text.meetings)
        paragraph = signing.cue.passage.sentence.paragraph
        if signing.date is None and not (event and any(p.sentence.paragraph == paragraph for p in event.passages)):
            signing.date = _date_before(signing, text, number)
            event = _meeting(signing, text.reading, number, text.meetings) if signing.date else event
        signing.meeting = event
    if (
        signing.date is None
        and signing.meeting is None
        and earlier
        and not _EARLIER_TIME.search(signing.cue.passage.text)
    ):
        last, passage = earlier[-1], signing.cue.passage
        if not last.is_ahead and last.cue.passage.sentence.paragraph == passage.sentence.paragraph:
            signing.date, signing.meeting = last.date, last.meeting
    is_news = _is_news(signing, text.reading)
    if signing.date is None and signing.meeting is None:
        day = _day_of_earlier(earlier, text.reading) if is_news else None
        signing.date = day or _date_of_only_visit(text.events)
    _take_from_meeting(signing, text.reading, number)
    if signing.date is None and is_news:
        signing.date = _day_of_earlier(earlier, text.reading) or _day_of_report(text.reading)


def _is_news(signing: Signing, reading: Reading) -> bool:
    """Whether a report tells of a signing as of its own day: neither the last date before it nor its
    own words are of an earlier time."""
    passage, publication = signing.cue.passage, reading.publication
    if publication is None or publication.start is None or signing.is_quoted:
        return False
    if (
        _host(signing)
        or _OTHER_DAY.search(passage.text, 0, signing.cue.start)
        or _EARLIER_TIME.search(passage.text)
        or _is_participle(signing)
    ):
        return False
    before = (p for p in reversed(reading.passages) if p.position <= passage.position)
    dates = (d for p in before for d in reversed(p.dates) if d.relation not in TERMS)
    last = next((d.span.end for d in dates if d.span and d.span.end and not PERIOD.match(d.edtf or "")), None)
    return last is None or publication.start - last <= _OLD


_EARLIER_TIME = re.compile(
    r"\b(?:had|ha(?:s|ve)\s(?:\w+\s){0,2}(?:signed|adopted|concluded)|previous(?:ly)?|already|earlier"
    r"|(?:over|in)\s(?:the\s)?(?:\w+\s)?(?:years|decades|past)|last\s(?:year|month|week)"
    r"|since|ago|recall\w*|remind\w*|existing|until\snow|so\sfar|to\sdate)\b",
    re.IGNORECASE,
)
"""Words for a time before that of a report."""


def _is_participle(signing: Signing) -> bool:
    """Whether the verb only says which text is meant: “the declaration, signed in Oslo”."""
    cue, title = signing.cue, signing.title.spot
    is_before = title.passage is cue.passage and title.start < cue.start
    return is_before and bool(_PARTICIPLE.search(cue.passage.text, 0, cue.start))


_PARTICIPLE = re.compile(r",\s(?:both\s|all\s|which\s(?:was|were)\s)?\Z")
"""What stands before a participle."""


def _day_of_earlier(earlier: Sequence[Signing], reading: Reading) -> TextValue[DateMention] | None:
    """The day of the last of the ``earlier`` signings that a report tells as news."""
    for signing in reversed(earlier):
        if signing.date and not signing.is_ahead and _is_recent(signing.date.value, reading):
            return TextValue(signing.date.value, signing.date.spot, "The day of the signing of which the text told.")
    return None


def _is_recent(date: DateMention, reading: Reading) -> bool:
    """Whether a date is a day, or several, not long before the publication."""
    span, publication = date.span, reading.publication
    is_day = bool(DAYS.fullmatch(date.edtf or ""))
    return bool(
        is_day and span and span.end and publication and publication.start and publication.start - span.end <= _OLD
    )


def _day_of_report(reading: Reading) -> TextValue[DateMention] | None:
    """The day in the lead of a report. It is not certain, as the signing may have been on another day."""
    day = day_of_lead(reading.passages)
    value = replace(day.value, is_certain=False) if day else None
    return TextValue(value, day.spot, "The day of which the report tells.") if day and value else None


def _date_ahead(signing: Signing, text: TextEvents, number: int) -> TextValue[DateMention] | None:
    """The date of a text that shall be signed: that of the last event to come that the sentences before tell of, or of
    the session or visit of which its own sentence speaks."""
    passage = text.reading.passages[number]
    if _SOME_DAY.match(signing.cue.words.strip()):
        return None
    near = {id(passage): place for place, passage in enumerate(text.reading.passages[: number + 1])}
    events = [e for e in text.events if e.date and e.status is MeetingStatus.planned and id(e.cues[0].passage) in near]
    if words := _THE_EVENT.search(passage.text):
        kinds = (MeetingType.visit,) if words["visit"] else (MeetingType.session,)
        events = [event for event in events if event.type in kinds]
    latest = max(events, key=lambda event: near[id(event.cues[0].passage)], default=None)
    reason = "The date of the event to come that the text names before."
    return TextValue(latest.date.value, latest.date.spot, reason) if latest and latest.date else None


_SOME_DAY = re.compile(r"(?:intend|plan|look|should)", re.IGNORECASE)
"""Words for a text that may be signed on any day."""

_THE_EVENT = re.compile(r"\b(?:the|this|that|his|her)\s(?:(?P<visit>visit|trip|stay)|session|sitting)\b", re.IGNORECASE)


def _by_passage(events: Sequence[Event]) -> dict[int, list[Event]]:
    result: dict[int, list[Event]] = {}
    for event in events:
        if event.status is MeetingStatus.held:
            for passage in event.passages:
                result.setdefault(id(passage), []).append(event)
    return result


def _visit_of(signing: Signing, text: TextEvents, number: int) -> Event | None:
    """The last visit before, if the paragraph says that texts were signed during it, and names no days of its own."""
    first = number + 1 - signing.cue.passage.sentence.number
    paragraph = signing.cue.passage.sentence.paragraph
    has_signing_during = any(_DURING.search(passage.text) for passage in text.reading.of_paragraph(paragraph))
    visits = [e for p in text.reading.passages[: number + 1] for e in text.meetings.get(id(p), ()) if _is_visit(e)]
    if not (has_signing_during and visits):
        return None
    is_near = visits[-1].cues[0].passage.sentence.paragraph == paragraph
    return visits[-1] if is_near or not any(p.dates for p in text.reading.passages[first:number]) else None


def _is_visit(event: Event) -> bool:
    return event.type is MeetingType.visit


def _date_of_visit(visit: Event) -> TextValue[DateMention] | None:
    if visit.date is None or not visit.date.value.is_certain:
        return None
    date, spot, reason = visit.date.value, visit.date.spot, "Of the days of the visit."
    if "/" not in (date.edtf or "") and (visit.is_arrival or _COMES.search(spot.passage.text, 0, spot.start)):
        publication = spot.passage.article.publication
        last = publication.end if publication else None
        if not (last and date.span and date.span.start and timedelta() < last - date.span.start <= _WEEK):
            return None
        reason = "From the arrival to the publication."
        date = replace(date, edtf=f"{date.span.start}/{last}", reason=reason, is_certain=False)
    return TextValue(date, spot, reason)


_COMES = re.compile(r"\b(?:came|comes?|arriv(?:es?|ed|ing)|began|starts?|started)\b")
"""Verbs of an arrival, whose day is only the first of a visit."""

_WEEK = timedelta(days=7)


def _date_of_only_visit(events: Sequence[Event]) -> TextValue[DateMention] | None:
    """The days of the visit, where it is all that the text says was held."""
    past_events = [event for event in events if event.status is MeetingStatus.held]
    if len(past_events) != 1 or past_events[0].type is not MeetingType.visit:
        return None
    return _date_of_visit(past_events[0])


def _date_before(signing: Signing, text: TextEvents, number: int) -> TextValue[DateMention] | None:
    """The date of a signing whose sentence has none, such as “A joint statement was issued”.

    They are the days that the last dated sentence before names in the same paragraph. None if it names several.
    """
    paragraph = text.reading.passages[max(0, number + 1 - signing.cue.passage.sentence.number) : number]
    before = next((passage for passage in reversed(paragraph) if _days(passage)), None)
    days = _days(before) if before else []
    if before is None or len(days) != 1:
        return None
    tells_of_visit = any(map(_is_visit, text.meetings.get(id(before), ()))) or _DURING.search(signing.cue.passage.text)
    if "/" in (days[0].edtf or "") and not tells_of_visit:
        return None
    start = days[0].start - before.sentence.start
    spot = Spot(before, start, start + days[0].end - days[0].start)
    return TextValue(days[0], spot, days[0].reason or "Of the day of the sentence before.")


def _days(passage: Passage) -> list[DateMention]:
    """The days that a sentence names, without that of a dateline and the time for which something holds."""
    dates = (date for date in passage.dates if date.relation not in TERMS and not is_of_dateline(passage, date))
    return [date for date in dates if DAYS.fullmatch(date.edtf or "")]


def _meeting(
    signing: Signing, reading: Reading, number: int, by_passage: Mapping[int, Sequence[Event]]
) -> Event | None:
    """The meeting at which it was signed: of the same sentence and day, or the last one before it."""
    if _is_of_other_day(signing, by_passage):
        return None
    text = signing.cue.passage.text
    definite = _THE_MEETING.search(text, 0, signing.cue.start) or _AT_SESSION.search(text, signing.cue.end)
    far = reading.passages[max(0, number - _FAR) : number + 1]
    near = far if definite or signing.is_item else far[-_NEAR - 1 :]
    is_of_session = bool(definite and any(word[0].isupper() for word in definite.group().split()[1:]))
    kind = MeetingType.session if definite and definite.group().lower().endswith("session") else None
    for passage in reversed(near):
        for event in by_passage.get(id(passage), ()):
            is_kind = event.type is kind if kind else not (is_of_session and event.session is None)
            if _fits(signing, event) and is_kind:
                is_recalled = kind is None and _is_old(event) and _is_apart(signing, event, 0)
                return (is_recalled and _latest(signing, far, by_passage)) or event
    single = _only_meeting(reading.passages[:number], by_passage)
    if single is None or not _fits(signing, single):
        return None
    return single


def _latest(signing: Signing, far: Sequence[Passage], by_passage: Mapping[int, Sequence[Event]]) -> Event | None:
    """The last meeting that a text reports as news; None if it tells only of old ones."""
    events = (event for passage in reversed(far) for event in by_passage.get(id(passage), ()))
    return next((event for event in events if not _is_old(event) and event.has_day and _fits(signing, event)), None)


def _is_of_other_day(signing: Signing, by_passage: Mapping[int, Sequence[Event]]) -> bool:
    """Whether a sentence names another day between the meeting that it tells of, if any, and the signing."""
    passage, end = signing.cue.passage, signing.cue.start
    cues = [cue.end for event in by_passage.get(id(passage), ()) for cue in event.cues if cue.passage is passage]
    return bool(_OTHER_DAY.search(passage.text, max((cue for cue in cues if cue <= end), default=0), end))


def _only_meeting(before: Sequence[Passage], by_passage: Mapping[int, Sequence[Event]]) -> Event | None:
    """The first meeting in the text so far, if all meetings in it were on one day."""
    events = [
        event for passage in before for event in by_passage.get(id(passage), ()) if event.type is not MeetingType.visit
    ]
    days = {event.date.value.edtf if event.date else None for event in events}
    return events[0] if len(days) == 1 and events[0].has_day else None


def _host(signing: Signing) -> MechanismMention | None:
    """The organisation that adopts a text: “the summit of the Arab League adopted a declaration”."""
    before = (m for m in signing.cue.passage.mechanisms if m.kind in ORGANIZATIONS and m.end <= signing.cue.start)
    return next(before, None) if signing.status is AgreementStatus.announced else None


def _fits(signing: Signing, event: Event) -> bool:
    host = _host(signing)
    if event.type is MeetingType.visit or _is_background(event):
        return False
    if host and not (event.mechanism and event.mechanism.value.id == host.id):
        return False
    site = next(
        (
            c
            for c in signing.cue.passage.cities
            if _SIGNED_IN.fullmatch(signing.cue.passage.text, signing.cue.end, c.start)
        ),
        None,
    )
    if site and event.country_code not in (None, site.city.country):
        return False
    is_vague = event.date and event.date.value.span and event.date.value.span.precision is Precision.year
    if signing.date is None:
        return not is_vague and _is_stated(signing, event) and not (_is_old(event) and _is_apart(signing, event))
    return bool(event.date and event.date.value.edtf == signing.date.value.edtf)


def _is_stated(signing: Signing, event: Event) -> bool:
    """Whether a signing may take the day of a meeting: the words state it, or both are in one paragraph."""
    paragraphs = {passage.sentence.paragraph for passage in event.passages}
    is_near = signing.cue.passage.sentence.paragraph in paragraphs
    return event.date is not None and (event.date.value.is_certain or is_near)


_SIGNED_IN = re.compile(r"\sin\s")

_ITEM_OF_YEAR = re.compile(r"\W{0,4}\d{4}\s?[–—:.-]\s")

_OLD = timedelta(days=60)


def _is_old(event: Event) -> bool:
    """Whether a meeting was long before the publication, so that a report only looks back on it."""
    publication, date = event.cues[0].passage.article.publication, event.date
    span = date.value.span if date else None
    return bool(publication and publication.start and span and span.end and publication.start - span.end > _OLD)


def _is_apart(signing: Signing, event: Event, farthest: int = 1) -> bool:
    """Whether a signing stands apart from its meeting: in another item of a chronicle, or more than ``farthest``
    paragraphs away."""
    number = signing.cue.passage.sentence.paragraph
    nearest = min(abs(number - passage.sentence.paragraph) for passage in event.passages)
    is_item = bool(_ITEM_OF_YEAR.match(signing.cue.passage.article.paragraphs[number - 1]))
    return nearest > farthest or (is_item and nearest > 0)


def _is_background(event: Event) -> bool:
    """Whether a meeting only dates something else: “their first talks since the third session”, “the previous
    meeting”."""
    cue = event.cues[0]
    return bool(_SINCE.search(cue.passage.text[max(0, cue.start - 12) : cue.start]))


_OTHER_CLAUSE = re.compile(r"[,;]\s(?:and|but|while|whereas)\s")
"""The beginning of another clause, whose city is not the city of the signing."""


def _take_from_meeting(signing: Signing, reading: Reading, number: int) -> None:
    event = signing.meeting
    if signing.date is None and event and event.date:
        reason = event.date.reason or "The day is that of the meeting in the article."
        signing.date = TextValue(event.date.value, event.date.spot, reason)
    if event and event.city:
        signing.city = TextValue(event.city.value, event.city.spot, event.city.reason or "The city of the meeting.")
    else:
        text = signing.cue.passage.text
        for city in signing.cue.passage.cities:
            is_other = _OTHER_CLAUSE.search(text, signing.cue.end, city.start)
            if city.start > signing.cue.start and text[: city.start].endswith(" in ") and not is_other:
                signing.city = signing.city or text_value(signing.cue.passage, city)
    if len(signing.parties) < 2 and not _host(signing):
        signing.parties |= parties_of_text(signing, reading, number)
