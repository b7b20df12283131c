"""Visits with their talks: which meetings are part of a visit, and what a visit and its meetings take from each
other."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.curate.events.event import Event, TextValue, dates_agree, guest_of, person_key
from app.curate.events.inherit import lengths_of_visits
from app.curate.events.profile import Profile
from app.curate.mentions.dates import DateMention
from app.curate.mentions.reading import Reading
from app.domain.vocabulary import MeetingStatus, MeetingType, ParticipantRole


def mend_visitor(event: Event, people: Mapping[str, Profile]) -> None:
    """Give a visit of somebody to their own country the other person of its sentence, who is of another one."""
    passage = event.cues[0].passage
    if is_visit_at_home(event, people):
        abroad = [m for m in passage.people if people[person_key(m)].party not in (None, event.country_code)]
        if len({person_key(mention) for mention in abroad}) == 1:
            guest = replace(guest_of(passage, abroad[0]), role=ParticipantRole.guest)
            event.guests = {person_key(abroad[0]): guest}


def is_visit_at_home(event: Event, people: Mapping[str, Profile]) -> bool:
    """Whether somebody would visit their own country: the visitor was read wrong."""
    homes = {people[key].party for key in event.guests}
    return event.type is MeetingType.visit and event.country_code is not None and homes == {event.country_code}


def join_visits(events: Sequence[Event], people: Mapping[str, Profile], reading: Reading) -> None:
    """Meetings on a visit are part of it, and have its day and city if the text gives no other."""
    visits = [event for event in events if event.type is MeetingType.visit and len(event.guests) == 1]
    meetings = [event for event in events if event.type in (MeetingType.bilateral, MeetingType.session)]
    parts = {id(visit): [event for event in meetings if _is_part(event, visit, people)] for visit in visits}
    lengths_of_visits(visits, parts, reading)
    if len(visits) == 1 and any(_STATE_VISIT.search(passage.text) for passage in reading.passages):
        visits[0].kind_of_visit = "state"
    for event in meetings:
        for visit in visits:
            if event in parts[id(visit)]:
                event.part_of = visit if dates_agree(event, visit) else None
                _share(event, visit)
                break


_STATE_VISIT = re.compile(r"\b(?:[Tt]he|[Tt]his|[Hh]is|[Hh]er)\sstate\svisit\b")
"""Words on the only visit of a text, which another sentence may call official."""


def _is_part(event: Event, visit: Event, people: Mapping[str, Profile]) -> bool:
    (visitor,) = visit.guests
    home = people[visitor].party
    members = event.mechanism.value.members if event.mechanism else frozenset()
    is_of_both = members == {home, visit.country_code} and (visit.date is not None or event.date is None)
    is_concerned = visitor in event.guests or is_of_both
    is_near = abs(event.cues[0].passage.sentence.paragraph - visit.cues[0].passage.sentence.paragraph) <= 12
    sites_agree = event.country_code is None or visit.country_code is None or event.country_code == visit.country_code
    days_agree = event.date is None or visit.date is None or _days_agree(event, visit) or _follows(event, visit)
    is_ahead = event.status is MeetingStatus.planned and visit.status is MeetingStatus.held and event.date is None
    status_agrees = event.status is visit.status or (is_ahead and is_of_both and _lasts(visit))
    return is_concerned and is_near and sites_agree and days_agree and status_agrees


def _lasts(visit: Event) -> bool:
    """Whether a visit goes on at the publication, so that its sessions are still planned."""
    span, publication = visit.date.value.span if visit.date else None, visit.cues[0].passage.article.publication
    return bool(span and span.end and publication and publication.start and publication.start <= span.end)


def _days_agree(event: Event, visit: Event) -> bool:
    """Whether a meeting is on a day of a visit. That both are in one year says too little."""
    has_days = event.has_day or visit.date is None or not visit.has_day
    return has_days and dates_agree(event, visit)


def _follows(event: Event, visit: Event) -> bool:
    """Whether a meeting is within three days of the beginning of a visit."""
    day, arrival = (e.date.value.span if e.date else None for e in (event, visit))
    return bool(day and arrival and day.start and arrival.start and 0 <= (day.start - arrival.start).days <= 3)


def _share(event: Event, visit: Event) -> None:
    reason = (
        "As for the visit during which they met." if event.type is MeetingType.bilateral else "As for the visit to it."
    )
    for name in ("date", "city", "country"):
        of_event, of_visit = getattr(event, name), getattr(visit, name)
        if (event.is_online and name != "date") or (name == "date" and _is_vague(visit, event)):
            continue
        if of_event is None and of_visit is not None and not (name == "country" and event.city):
            setattr(event, name, TextValue(of_visit.value, of_visit.spot, of_visit.reason or reason))
            if name == "date":
                event.date = _until_now(event)
            event.is_inferred = event.is_inferred or (name == "date" and visit.is_inferred)
        elif of_visit is None and of_event is not None and event.has_day and not (name == "country" and visit.city):
            reason_for_visit = of_event.reason or "As for the meeting during the visit."
            setattr(visit, name, TextValue(of_event.value, of_event.spot, reason_for_visit))


def _until_now(event: Event) -> TextValue[DateMention] | None:
    """The day of a meeting that was held on a visit which goes on: that of the publication."""
    date, publication = event.date, event.cues[0].passage.article.publication
    span = date.value.span if date else None
    day = publication.start if publication and publication.start == publication.end else None
    if date is None or event.status is not MeetingStatus.held or not (span and span.start and span.end and day):
        return date
    if not span.start < day <= span.end:
        return date
    reason = "The visit goes on, and they have met: on the day of publication."
    return TextValue(replace(date.value, edtf=f"{day}", reason=reason, is_certain=False), date.spot, reason)


def _is_vague(visit: Event, event: Event) -> bool:
    """Whether a meeting may be on another day than a visit: the text has only the month of the visit, or says later
    when it began."""
    later = visit.cues[0].passage.sentence.paragraph > event.cues[0].passage.sentence.paragraph
    return visit.date is not None and (not visit.has_day or (visit.is_arrival and later))


_TIME_AFTER = re.compile(r"\b(?:[Tt]hen|[Aa]fterwards|[Ll]ater|[Ff]ollowing|[Aa]fter)\b")
"""Words of a session that make the talks before it another event."""


def is_of_session(event: Event, events: Sequence[Event], people: Mapping[str, Profile]) -> bool:
    """Whether talks are no other event than a session of the same day, which the two chaired, or after which they told
    the press."""
    parties = {people[key].party for key in event.guests}
    is_for_press = event.cues[0].words.startswith("joint")
    for talks in events if event.type is MeetingType.bilateral else ():
        chairs = {key for key, guest in talks.guests.items() if guest.role is ParticipantRole.co_chair}
        is_session = talks.type is MeetingType.session and talks.status is event.status and dates_agree(event, talks)
        is_of_both = talks.mechanism is not None and talks.mechanism.value.members == parties
        is_apart = _TIME_AFTER.search(talks.cues[0].passage.text) and not is_for_press
        if is_session and is_of_both and not is_apart and (is_for_press or event.guests.keys() <= chairs):
            return True
    return False
