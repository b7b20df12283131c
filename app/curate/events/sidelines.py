"""Gives meetings and visits during a session, summit or conference its day and its place."""

import re
from collections.abc import Iterator, Mapping, Sequence

from app.curate.events.event import Event, TextValue
from app.curate.events.profile import Profile
from app.domain.vocabulary import MeetingStatus, MeetingType

_GATHERINGS = (MeetingType.session, MeetingType.summit, MeetingType.conference)

_ON_SIDELINES = re.compile(r"\b(?:[Oo]n|[Ii]n|[Aa]t) the (?:sidelines|margins|fringes)\b")

_DURING = re.compile(
    r"\b(?:during|in\sthe\scourse\sof|on\sthe\s(?:sidelines|margins|fringes)\sof|(?:to\s)?coincides?\swith|coinciding\swith)"
    r"\s(?:the|an?|its|their)\s(?:(?!and\b|after\b|before\b)[\w’–-]+\s){0,6}\Z"
)
"""Words between a meeting and the summit during which it is: “met in Lima during an informal summit”."""

_REASON = "At the time and place of the {}, as the text says."


def take_gatherings(events: Sequence[Event], people: Mapping[str, Profile]) -> None:
    """Give talks and visits the day and the city of their gathering: “met in Lima during an informal summit”."""
    for event in events:
        is_of_people = event.type in (MeetingType.bilateral, MeetingType.visit)
        if is_of_people and (main := next(_gatherings(event, events), None)):
            _take(event, main, people)


def _gatherings(event: Event, events: Sequence[Event]) -> Iterator[Event]:
    """The gatherings that a sentence names behind an event as its time."""
    for cue in event.cues:
        for gathering in events if event.status in (MeetingStatus.held, MeetingStatus.planned) else ():
            spots = [spot for spot in gathering.cues if spot.passage is cue.passage and spot.start >= cue.end]
            is_during = any(_DURING.search(cue.passage.text, cue.end, spot.start) for spot in spots)
            if is_during and gathering.type in _GATHERINGS and gathering.status is event.status:
                yield gathering


def _take(event: Event, main: Event, people: Mapping[str, Profile]) -> None:
    """Take the date of a gathering if the event has a wider one or none, and its place if the event has none."""
    cities = [e.city.value.city.name for e in (event, main) if e.city]
    if len(cities) == 2 and cities[0] != cities[1]:
        return
    reason = _REASON.format(main.type.value)
    if main.date and (event.date is None or _is_within(main, event)):
        event.date, event.is_inferred = TextValue(main.date.value, main.date.spot, reason), True
    homes = {people[key].party for key in event.guests}
    is_abroad = event.type is MeetingType.bilateral or main.country_code not in homes
    if event.city is None and event.country is None and main.country_code and is_abroad:
        event.city = TextValue(main.city.value, main.city.spot, reason) if main.city else None
        event.country = TextValue(main.country.value, main.country.spot, reason) if main.country else None


def _is_within(main: Event, event: Event) -> bool:
    """Whether the date of a gathering is a part of that of an event."""
    first, wide = (e.date.value.span if e.date else None for e in (main, event))
    if not (first and wide and first.start and first.end and wide.start and wide.end):
        return False
    return wide.start <= first.start and first.end <= wide.end and first.text != wide.text


def sidelines(events: Sequence[Event]) -> None:
    """Give talks “on the sidelines” the date and the city of the session or summit that the text names before."""
    for number, event in enumerate(events):
        if event.date or event.type is not MeetingType.bilateral:
            continue
        if not _ON_SIDELINES.search(event.cues[0].passage.text):
            continue
        gatherings = (e for e in events[:number] if e.type in _GATHERINGS and e.status is event.status and e.has_day)
        if (main := next(gatherings, None)) and main.date:
            reason = "On the sidelines of the meeting that the text names before."
            event.date = TextValue(main.date.value, main.date.spot, main.date.reason or reason)
            event.is_inferred = True
            if event.city is None and main.city:
                event.city = TextValue(main.city.value, main.city.spot, reason)
