"""Mentions of the same event become one: by mechanism and session, by visitor and country, by the two who meet."""

from collections.abc import Iterable

from app.curate.events.event import Event, dates_agree
from app.domain.vocabulary import MeetingStatus, MeetingType

MOST_CUES = 20
"""Mentions of an event that are kept. More of them say nothing new."""

MOST_EVENTS = 300
"""Events of a text that are read."""


def merged(events: Iterable[Event]) -> list[Event]:
    """The events, each once, in the order of their first mention."""
    result: list[Event] = []
    for event in events:
        if len(result) == MOST_EVENTS:
            break
        same = next((other for other in result if is_same(other, event)), None)
        if same is None:
            result.append(event)
        else:
            _take(same, event)
    return result


def is_same(one: Event, other: Event) -> bool:
    """Whether two mentions are of one event."""
    if one.type is not other.type or not dates_agree(one, other):
        return False
    if one.type in (MeetingType.session, MeetingType.summit, MeetingType.conference):
        return _same_session(one, other)
    if one.type is MeetingType.visit:
        return one.guests.keys() == other.guests.keys() and _same_place(one, other)
    pairs = [frozenset(event.guests) for event in (one, other)]
    statuses = one.status is other.status or (one.has_day and other.has_day)
    return bool(pairs[0]) and (pairs[0] <= pairs[1] or pairs[1] <= pairs[0]) and statuses and _same_place(one, other)


def _same_session(one: Event, other: Event) -> bool:
    designs = [event.mechanism.value.id if event.mechanism else event.subject for event in (one, other)]
    if designs[0] != designs[1] or not _same_place(one, other):
        return False
    numbers = [event.session.value if event.session else None for event in (one, other)]
    if None not in numbers:
        return numbers[0] == numbers[1]
    formats = [event.format.value if event.format else None for event in (one, other)]
    return one.status is other.status and formats[0] == formats[1]


def _same_place(one: Event, other: Event) -> bool:
    cities = [event.city.value.city.name if event.city else None for event in (one, other)]
    if None not in cities and cities[0] != cities[1] and one.type is not MeetingType.visit:
        return False
    return one.place is None or other.place is None or one.place == other.place


_STATUS_ORDER = (MeetingStatus.postponed, MeetingStatus.cancelled, MeetingStatus.held, MeetingStatus.planned)


_USUAL = (MeetingStatus.held, MeetingStatus.planned)


def _length(event: Event) -> int:
    """How precise a date is: a day has more characters than a month, and a month more than a year."""
    return len(event.date.value.edtf or "") if event.date else 0


def _take(event: Event, other: Event) -> None:
    """Add what another mention says of the event. The first mention counts where both state a value."""
    if len(event.cues) < MOST_CUES:
        event.cues += other.cues
    for key, guest in other.guests.items():
        mine = event.guests.setdefault(key, guest)
        if guest.certain and not mine.certain:
            event.guests[key] = guest
    for name in ("mechanism", "session", "city", "country", "format", "venue", "subject", "kind_of_visit"):
        if getattr(event, name) is None:
            setattr(event, name, getattr(other, name))
    if event.date is None or (other.date and _length(other) > _length(event)):
        event.date = other.date or event.date
    event.is_direct = event.is_direct or other.is_direct
    for topic, spot in other.topics.items():
        event.topics.setdefault(topic, spot)
    if event.type is MeetingType.visit and event.date and not other.date and event.status in _USUAL:
        return  # “the visit”, of which the dated mention says whether it is planned
    event.status = min(event.status, other.status, key=_STATUS_ORDER.index)
