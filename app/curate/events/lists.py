"""Lists of a text: the heading over an item, and the details that labels such as “Venue:” introduce."""

import re
from collections.abc import Iterator, Sequence

from app.curate.events.event import Event, Spot, Stated
from app.curate.mentions.reading import Passage, Reading
from app.domain.vocabulary import MeetingStatus, MeetingType

BULLET = re.compile(r"\s?(?:[-–—•*·▪‣◦]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)])\s+")
"""What an item of a list begins with."""

_LONGEST_HEADING = 120

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

_PLACES = re.compile(r"\b(?:venue|place|where|location|city|held)\b", re.IGNORECASE)

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
    for number in dict.fromkeys(passage.sentence.paragraph for passage in reading.passages):
        first, *_, last = (*reading.of_paragraph(number), reading.of_paragraph(number)[-1])
        if BULLET.match(first.text):
            if heading:
                result[number] = heading
        else:
            short = first is last and len(first.text) <= _LONGEST_HEADING and not first.text.endswith((".", "!", "?"))
            heading = last if short or last.text.endswith(":") else None
    return result


def plan_items(events: Sequence[Event], reading: Reading) -> None:
    """What stands without a verb under a heading such as “Coming up” is planned."""
    above = headings(reading)
    for event in events:
        passage = event.cues[0].passage
        heading = above.get(passage.sentence.paragraph)
        verbless = not passage.tenses.has_verb
        if heading and verbless and event.status is MeetingStatus.held and _AHEAD.search(heading.text):
            event.status = MeetingStatus.planned


def labels(events: Sequence[Event], reading: Reading) -> None:
    """Fill in the day and the city that labels after the sentence of an event state: “Place: Oslo. Day: 3 May”."""
    order = {id(passage): number for number, passage in enumerate(reading.passages)}
    for event in events:
        if event.type not in (MeetingType.session, MeetingType.summit, MeetingType.conference):
            continue
        number = order[id(event.cues[0].passage)]
        for passage in _labelled(reading.passages[number + 1 : number + 1 + _LABELS_AFTER]):
            label = _LABEL.match(passage.text)
            if label and event.city is None and _PLACES.search(label["label"]) and passage.cities:
                city = passage.cities[0]
                event.city = Stated(city, Spot(passage, city.start, city.end))
            if label and event.date is None and _TIMES.search(label["label"]):
                _date(event, passage)


def _labelled(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The sentences that begin with a label, up to the first that has none."""
    for passage in passages:
        if not (_LABEL.match(passage.text) or _CHAIRS.match(passage.text)):
            return
        yield passage


def _date(event: Event, passage: Passage) -> None:
    date = next((date for date in passage.dates if date.edtf and ".." not in date.edtf), None)
    if date:
        offset = passage.sentence.start
        event.date = Stated(date, Spot(passage, date.start - offset, date.end - offset), date.reason)
