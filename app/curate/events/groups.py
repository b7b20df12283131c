"""Meetings of whole groups: of the holders of a post, of the two of the text, or of three countries and more."""

import re
from collections.abc import Iterator

from app.curate.events.event import CAME_TOGETHER, Event, Spot, TextValue
from app.curate.events.timing import date_of, event_at, status_of
from app.curate.mentions.reading import Passage, Reading
from app.curate.mentions.regional import members_of_regions
from app.domain.vocabulary import MeetingType

HEADS_OF_STATE = re.compile(r"\b(?:presidents|leaders|heads of state|prime ministers)\b", re.IGNORECASE)

_MINISTERS = re.compile(
    rf"""\b(?P<meeting>meeting\ of\ (?:the\ )?)?(?P<post>(?:(?:foreign|defen[cs]e|trade|energy|finance|economy)\ )?
    (?:ministers|presidents|leaders|heads\ of\ state))
    \ (?:of\ (?P<members>[^.;]{{3,120}}?)\ )?
    (?(meeting)(?:took\ place|was\ held|will\ (?:be\ held|take\ place)|is\ to\ be\ held)
      |{CAME_TOGETHER})\b""",
    re.IGNORECASE | re.VERBOSE,
)
"""A meeting of all holders of a post."""


_OF_MANY = re.compile(
    r"\b(?:trilateral|three-way|tripartite|quadrilateral|four-way|five-sided)\s(?:meeting|talks|summit)\b",
    re.IGNORECASE,
)
"""A meeting of three or more countries, which the sentence names."""


_OF_GROUP = re.compile(
    r"\b[Tt]he\s(?:two\s)?(?P<post>(?:(?:foreign|prime|defen[cs]e|trade|energy|finance|economy)\s)?"
    r"(?:ministers|presidents|leaders|premiers|heads\sof\sstate))[’']\s(?:[\w-]+\s)?(?:meeting|summit|talks)\b"
)
"""“The presidents’ meeting”: the presidents of the two countries of the text."""


def _of_group(passage: Passage, reading: Reading) -> Iterator[Event]:
    match = _OF_GROUP.search(passage.text)
    if match and passage.dates and passage.cities and len(reading.codes) == 2:
        cue = Spot(passage, *match.span())
        kind = MeetingType.summit if HEADS_OF_STATE.search(match["post"]) else MeetingType.bilateral
        event = event_at(kind, cue, is_direct=False)
        event.subject = f"meeting of {match['post'].lower()}"
        sides = {party.code: party for p in reading.passages for party in p.parties if party.code in reading.codes}
        event.sides = [*sides.values()]
        yield event


def _of_many(passage: Passage) -> Iterator[Event]:
    """“The presidents of Chile, Peru and Bolivia held a trilateral meeting in Lima”."""
    match = _OF_MANY.search(passage.text)
    if match and len(passage.countries) > 2 and passage.dates and not _MINISTERS.search(passage.text):
        cue = Spot(passage, *match.span())
        kind = MeetingType.summit if HEADS_OF_STATE.search(passage.text) else MeetingType.conference
        event = event_at(kind, cue, is_direct=False)
        event.subject = cue.words.lower()
        event.sides = [party for party in passage.parties if party.code in passage.countries]
        yield event


def _of_ministers(passage: Passage) -> Iterator[Event]:
    """A meeting of whole posts: “The foreign ministers of Azerbaijan, Georgia and Türkiye met in Batumi”."""
    for match in _MINISTERS.finditer(passage.text):
        low, high = match.span("members") if match["members"] else (max(0, match.start() - 80), match.start())
        parties = [party for party in passage.parties if party.code in passage.countries]
        members = [p for p in (*parties, *members_of_regions(passage.text)) if low <= p.start < max(high, low + 1)]
        members = members or [p for p in members_of_regions(passage.text) if p.start <= match.start() < p.end]
        if len(members) > 1:
            cue = Spot(passage, min(match.start(), members[0].start), match.end())
            kind = MeetingType.bilateral if len(members) == 2 else MeetingType.conference
            event = Event(kind, status_of(cue), [cue])
            event.date, event.is_direct = date_of(cue), False
            event.subject = f"meeting of {match['post'].lower()}"
            event.sides = members
            ordinal = next((o for o in passage.ordinals if 0 <= match.start() - o.end < 30), None)
            if match["meeting"] and ordinal:
                event.session = TextValue(ordinal.value, Spot(passage, ordinal.start, match.end("meeting")))
            yield event


def groups(passage: Passage, reading: Reading) -> Iterator[Event]:
    """The meetings of groups that a sentence tells of."""
    yield from _of_ministers(passage)
    yield from _of_many(passage)
    yield from _of_group(passage, reading)
