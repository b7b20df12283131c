"""Finds meetings of two whom a text names side by side: they sign a text, or a caption shows them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.curate.events.event import Event, Guest, Spot, person_key, start_of
from app.curate.events.timing import date_of
from app.curate.mentions.date_parts import WEEKDAY
from app.curate.mentions.dates import DateMention
from app.curate.mentions.person_names import PersonMention
from app.curate.mentions.reading import Passage
from app.domain.vocabulary import MeetingStatus, MeetingType

_CAPTION = re.compile(r"\b(?:at|in|during)\b")


_SIGN = re.compile(
    r"\s(?:signed|inked|initialled)\s(?:an?|the|\w+)\b|\s(?:agreed|decided|announced|declared)\sin\s(?=[A-Z])"
    rf"|\sagreed\s(?:on\s)?{WEEKDAY}\s(?:in\s[A-Z]\w+\s)?to\s"
)
"""What two do together, in one place: “A and B agreed in Oslo on 5 May”."""


_SIGNED_BY = re.compile(r"\b(?:signed|struck|inked|initialled|concluded|agreed|reached)\sby\s")


def meetings_of_signers(passage: Passage) -> Iterator[Event]:
    """The meeting of two who sign together, in a city and on a day."""
    for first, second in pairwise(passage.people):
        match = _SIGN.match(passage.text, second.end)
        start = start_of(first)
        by = match is None and _SIGNED_BY.search(passage.text[:start]) and passage.text[:start].endswith("by ")
        if (match or by) and is_couple(passage, (first, second)) and passage.cities:
            cue = Spot(passage, first.start, match.end() if match else second.end)
            event = Event(MeetingType.bilateral, MeetingStatus.held, [cue], date=date_of(cue, is_term), is_direct=False)
            event.guests = {person_key(m): Guest(m, Spot.of(passage, m), certain=False) for m in (first, second)}
            if event.has_day:
                yield event


def is_term(date: DateMention) -> bool:
    """Whether a date says how long something holds."""
    return date.relation in ("for", "until", "from", "through", "over", "within", "starting")


def meetings_in_captions(passage: Passage) -> Iterator[Event]:
    """The meeting of two people in a caption with place and day, but no verb: “A and B in Baku, November 11, 2024”."""
    people = passage.people
    if len(people) == 2 and is_couple(passage, people) and passage.cities and len(passage.dates) == 1:
        end = people[1].end
        if _CAPTION.match(passage.text, end + 1) and people[0].start < 20 and len(passage.text) - end < 120:
            cue = Spot(passage, people[0].start, end)
            event = Event(MeetingType.bilateral, MeetingStatus.held, [cue], date=date_of(cue), is_direct=False)
            event.guests = {
                person_key(mention): Guest(mention, Spot.of(passage, mention), certain=False) for mention in people
            }
            yield event


def is_couple(passage: Passage, pair: Sequence[PersonMention]) -> bool:
    """Whether two people are joined by “and”, with nothing but the post of the second between them."""
    if len(pair) != 2:
        return False
    first, second = pair
    start = second.post.start if second.post and first.end < second.post.start < second.start else second.start
    return _AND.fullmatch(passage.text, first.end, start) is not None


_AND = re.compile(
    r"(?:,\s(?:who|which)\s[^,.;]{3,80},|\s(?:of|from)\s(?:the\s)?[A-Z][\w\s]{2,30}?|\s\([A-Z][\w\s]{2,30}\))?[\s,]{1,3}and"
    r"(?:\s(?:(?:his|her|the)\s)?(?:his|her|the|visiting|co-?chair(?:man|woman|person)?\sof\s[^,.;]{3,60},))?"
    r"[\s,]{1,2}(?:[A-Z][\w-]{2,20}\s)?"
)
"""What joins two people: “A, who is on a visit to Oslo, and B”, “A of Chile and B”, “of Chile A and Peru B”."""
