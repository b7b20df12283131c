"""Mentions of the same event become one: by mechanism and session, by visitor and country, by the two who meet."""

from collections.abc import Iterable
from datetime import timedelta

from app.curate.events.event import Event, dates_agree
from app.domain.vocabulary import MeetingStatus, MeetingType

MAX_CUES = 20
"""Mentions of an event that are kept. More of them say nothing new."""

MAX_EVENTS = 300
"""Events of a text that are read."""


def without_repetition(events: Iterable[Event]) -> list[Event]:
    """The events, each once, in the order of their first mention."""
    result: list[Event] = []
    for event in events:
        if len(result) == MAX_EVENTS:
            break
        earlier = next((candidate for candidate in result if is_same(candidate, event)), None)
        if earlier is None:
            result.append(event)
        else:
            _take(earlier, event)
    return result


_PAST = timedelta(days=60)
"""Days before the publication from which on a text only recalls an event."""


def is_recalled(event: Event) -> bool:
    """Whether an event was long before the text, which reports another one."""
    publication = event.cues[0].passage.article.publication
    last = event.date.value.span.end if event.date and event.date.value.span else None
    return bool(last and publication and publication.start and publication.start - last > _PAST)


def is_same(earlier: Event, later: Event) -> bool:
    """Whether two mentions are of one event. A mention without a date is of no event that the text only recalls."""
    if earlier.type is not later.type or not dates_agree(earlier, later):
        return False
    is_one_recalled = (earlier.date is None and is_recalled(later)) or (later.date is None and is_recalled(earlier))
    sites = [event.city.value.city.name if event.city else None for event in (earlier, later)]
    is_elsewhere = earlier.type is MeetingType.visit or None in sites or sites[0] != sites[1]
    if is_one_recalled and is_elsewhere and earlier.type in _OF_PEOPLE:
        return False
    if earlier.type in (MeetingType.session, MeetingType.summit, MeetingType.conference):
        return _same_session(earlier, later)
    if earlier.type is MeetingType.visit:
        return earlier.guests.keys() == later.guests.keys() and _same_place(earlier, later)
    pairs = [frozenset(event.guests) for event in (earlier, later)]
    statuses = earlier.status is later.status or (earlier.has_day and later.has_day)
    return (
        bool(pairs[0]) and (pairs[0] <= pairs[1] or pairs[1] <= pairs[0]) and statuses and _same_place(earlier, later)
    )


def _same_session(earlier: Event, later: Event) -> bool:
    designs = [event.mechanism.value.id if event.mechanism else event.subject for event in (earlier, later)]
    if (designs[0] != designs[1] and not _is_of_same_sides(earlier, later)) or not _same_place(earlier, later):
        return False
    numbers = [event.session.value if event.session else None for event in (earlier, later)]
    if None not in numbers:
        return numbers[0] == numbers[1]
    formats = [event.format.value if event.format else None for event in (earlier, later)]
    is_same_day = earlier.has_day and later.has_day
    return (earlier.status is later.status or is_same_day) and formats[0] == formats[1]


def _is_of_same_sides(earlier: Event, later: Event) -> bool:
    """Whether two summits without a mechanism are of the same two on one day, whatever they are called."""
    sides = [{side.code for side in event.sides} for event in (earlier, later)]
    has_mechanism = earlier.mechanism or later.mechanism
    is_summit = earlier.type is MeetingType.summit and earlier.has_day and later.has_day
    return is_summit and not has_mechanism and len(sides[0]) > 1 and sides[0] == sides[1]


def _same_place(earlier: Event, later: Event) -> bool:
    cities = [event.city.value.city.name if event.city else None for event in (earlier, later)]
    if None not in cities and cities[0] != cities[1] and earlier.type is not MeetingType.visit:
        return False
    return earlier.country_code is None or later.country_code is None or earlier.country_code == later.country_code


_OF_PEOPLE = (MeetingType.visit, MeetingType.bilateral)

_STATUS_ORDER = (MeetingStatus.postponed, MeetingStatus.cancelled, MeetingStatus.held, MeetingStatus.planned)


_USUAL = (MeetingStatus.held, MeetingStatus.planned)


def _length(event: Event) -> int:
    """How precise a date is: a day has more characters than a month, and a month more than a year."""
    return len(event.date.value.edtf or "") if event.date else 0


def _take(event: Event, later: Event) -> None:
    """Add what another mention says of the event. The first mention counts where both state a value."""
    if len(event.cues) < MAX_CUES:
        event.cues += later.cues
    for key, guest in later.guests.items():
        known_guest = event.guests.setdefault(key, guest)
        if guest.certain and not known_guest.certain:
            event.guests[key] = guest
    for name in ("mechanism", "session", "city", "country", "format", "venue", "subject"):
        if getattr(event, name) is None:
            setattr(event, name, getattr(later, name))
    is_more_exact = later.kind_of_visit == "state" or event.cues[0].passage.sentence.paragraph == 1
    if later.kind_of_visit and event.kind_of_visit != "state" and (is_more_exact or event.kind_of_visit is None):
        event.kind_of_visit = later.kind_of_visit
    if event.date is None or (later.date and _length(later) > _length(event)):
        event.date = later.date or event.date
    event.is_direct = event.is_direct or later.is_direct
    for topic, spot in later.topics.items():
        event.topics.setdefault(topic, spot)
    if event.type is MeetingType.visit and event.date and not later.date and event.status in _USUAL:
        return  # “the visit”, of which the dated mention says whether it is planned
    event.status = min(event.status, later.status, key=_STATUS_ORDER.index)
