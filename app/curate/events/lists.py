"""Lists of a text: the heading over an item, and the details that labels such as “Venue:” introduce."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from app.curate.events.event import Event, TextValue, text_value
from app.curate.events.further_texts import PARTS
from app.curate.events.signing_words import NOUN
from app.curate.mentions.reading import Passage, Reading
from app.curate.mentions.rows import BULLET
from app.domain.vocabulary import MeetingStatus, MeetingType

_NUMBER = re.compile(r"\s?\(?\d{1,2}[.)]\s")
"""What a numbered paragraph begins with."""

_ANSWER = re.compile(r"(?:A|[A-Z][A-Z.’' -]{1,40})\s?[:.–—]\s")
"""What an answer begins with: “A:”, “MINISTER DAHL:”."""

_LONGEST_HEADING = 120

_OPENS = (":", ":-", ":–", ":—")
"""The end of a sentence that opens a list."""

_AHEAD = re.compile(
    r"\b(?:coming up|next steps?|what(?:’s|'s| is) next|(?:look(?:ing)?|road|way) ahead|ahead|upcoming|forthcoming"
    r"|calendar|diary|agenda|future|plans?|schedule)\b",
    re.IGNORECASE,
)
"""Words of a heading over what is still to come."""

_LABEL = re.compile(
    r"\s?(?:[-–—•*·▪‣◦]\s+)?(?P<label>(?:venue|place|where|location|city|dates?|day|when|time|held)"
    r"(?:\s(?:and|&)\s(?:venue|place|dates?|time|city))?)\s?[:–—]\s",
    re.IGNORECASE,
)
"""“Venue:”, “Date and place:”."""

_VENUE_LABEL = re.compile(r"\b(?:venue|place|where|location|city|held)\b", re.IGNORECASE)

_TIMES = re.compile(r"\b(?:dates?|day|when|time|held)\b", re.IGNORECASE)

_CHAIRS = re.compile(
    r"\s?(?:[-–—•*·▪‣◦]\s+)?(?:co-?chair(?:s|ed by|persons?)?|chaired by|heads of delegations?)\s?:", re.I
)

_LABELS_AFTER = 4
"""Sentences after that of an event in which its labels are looked for."""


def headings(reading: Reading) -> dict[int, Passage]:
    """The heading over each item of a list, by the number of the paragraph of the item."""
    result: dict[int, Passage] = {}
    heading: Passage | None = None
    question: Passage | None = None
    goes_on = is_open = False
    before = reading.passages[0] if reading.passages else None
    for number in dict.fromkeys(passage.sentence.paragraph for passage in reading.passages):
        first, *passages = reading.of_paragraph(number)
        last, before = (passages or [first])[-1], ([first, *passages][-2] if passages else before)
        if _NUMBER.match(first.text):
            if heading and _NUMBER.match(heading.text):
                heading = None  # the next number ends the list under the one before
            if last.text.endswith(_OPENS):
                heading, question, goes_on, is_open = last, None, False, True
                continue
        # “… were signed, including:”, “Joint Statement;”
        is_item = heading and (goes_on or last.text.endswith(";") or (is_open and _opens_with_text(first)))
        goes_on = bool(is_item) and last.text.endswith((";", "; and"))
        if BULLET.match(first.text) or is_item:
            if heading:
                result[number] = heading
        elif question and _ANSWER.match(first.text):
            result[number], question = question, None
        else:
            question = last if last.text.endswith("?") else None
            is_short = (
                first is last and len(first.text) <= _LONGEST_HEADING and not first.text.endswith((".", "!", "?"))
            )
            is_open = last.text.endswith(_OPENS)
            heading = last if is_short or is_open else None
            if heading and PARTS.match(heading.text):
                heading = before  # “15 papers were signed. Among them are:”
        before = last
    return result


def _opens_with_text(line: Passage) -> bool:
    """Whether a line begins with the name of a text."""
    noun = NOUN.search(line.text, 0, _LONGEST_HEADING)
    return bool(noun and not _CLAUSE.search(line.text, 0, noun.start()))


_CLAUSE = re.compile(r"[,.;:]|\b(?:signed|adopted|is|are|was|were|has|have|said)\b")
"""Signs and verbs that do not stand before the noun at the head of a line."""


def plan_items(events: Sequence[Event], reading: Reading, publication: date | None) -> None:
    """What stands without a verb under a heading such as “Coming up” is planned."""
    above = headings(reading)
    for event in events:
        passage = event.cues[0].passage
        heading = above.get(passage.sentence.paragraph)
        verbless = not passage.tenses.has_verb
        if heading and verbless and event.status is MeetingStatus.held and _AHEAD.search(heading.text):
            event.status = MeetingStatus.planned
            _mend_year(event, publication, is_ahead=True)


def mend_years(events: Sequence[Event], publication: date | None) -> None:
    """A day without a year is that nearest to the publication, for what is planned or called off."""
    for event in events:
        if event.status is not MeetingStatus.held:
            _mend_year(event, publication, is_ahead=False)


def _mend_year(event: Event, publication: date | None, *, is_ahead: bool) -> None:
    """Take the year after, if that day is nearer to the publication, or if the day is ahead of it."""
    day = _day_without_year(event)
    if not (event.date and day and publication) or day >= publication or (day.month, day.day) == (2, 29):
        return
    later = day.replace(year=day.year + 1)
    if is_ahead or abs(later - publication) < publication - day:
        reason = "The next such day after the publication." if is_ahead else "The day nearest to the publication."
        event.date = TextValue(
            replace(event.date.value, edtf=later.isoformat(), reason=reason), event.date.spot, reason
        )
        event.is_inferred = True


def _day_without_year(event: Event) -> date | None:
    """The day of an event, if the text has its month and day alone."""
    date_in_text = event.date
    span = date_in_text.value.span if date_in_text and event.has_day and date_in_text.value.reason else None
    if date_in_text is None or span is None or span.start != span.end or _YEAR.search(date_in_text.spot.words):
        return None
    return span.start if _MONTH_AND_DAY.search(date_in_text.spot.words) else None


_MONTH_AND_DAY = re.compile(r"[A-Za-z]{3,}.*\d|\d.*[A-Za-z]{3,}")

_YEAR = re.compile(r"\d{4}|\b(?:last|this|next|week|month|year)\b")


def labels(events: Sequence[Event], reading: Reading) -> None:
    """Fill in the day and the city that labels after the sentence of an event state: “Place: Oslo. Day: 3 May”."""
    for event in events:
        if event.type not in (MeetingType.session, MeetingType.summit, MeetingType.conference):
            continue
        number = reading.order[id(event.cues[0].passage)]
        for passage in _with_labels(reading.passages[number + 1 : number + 1 + _LABELS_AFTER]):
            label = _LABEL.match(passage.text)
            if label and event.city is None and _VENUE_LABEL.search(label["label"]) and passage.cities:
                city = passage.cities[0]
                event.city = text_value(passage, city)
            if label and event.date is None and _TIMES.search(label["label"]):
                _date(event, passage)


def _with_labels(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The sentences that begin with a label, up to the first that has none."""
    for passage in passages:
        if not (_LABEL.match(passage.text) or _CHAIRS.match(passage.text)):
            return
        yield passage


def _date(event: Event, passage: Passage) -> None:
    day = next((day for day in passage.dates if day.edtf and ".." not in day.edtf), None)
    if day:
        event.date = text_value(passage, day)
