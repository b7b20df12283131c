"""Proposes the meetings of a text, each with its evidence."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.curate.events.values import id_of_city, join_quotes, ordinal, slug
from app.curate.lexical.mechanisms import BODIES, known_mechanism
from app.curate.lexical.meeting_mentions import MeetingMention, meeting_mentions
from app.curate.lexical.officials import NamedOfficial, key_of, named_officials
from app.curate.lexical.people import post_heads
from app.curate.lexical.places import city_of_meeting, place_quotes
from app.curate.lexical.text import LexicalText
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal, Quote, stated_values
from app.domain.vocabulary import MeetingType, ParticipantRole, PositionClass

VERSION = 13

BY = f"rule:meetings-by-lexicon/{VERSION}"

_TITLES = {
    MeetingType.visit: "Visit between {}",
    MeetingType.bilateral: "Meeting of {}",
    MeetingType.phone_call: "Phone call of {}",
    MeetingType.conference: "Forum of {}",
    MeetingType.summit: "Summit of {}",
    MeetingType.session: "Meeting of {body}{}",
}


def propose_meetings(text: LexicalText, names: Names) -> Iterator[Proposal]:
    """A proposal for each meeting."""
    people = named_officials(text, names)
    for meeting in meeting_mentions(text):
        values = _values(meeting, text, names, people)
        is_sure = meeting.is_certain and (meeting.is_contact or values.get("mechanism") is not None)
        if meeting.type is MeetingType.bilateral:  # teams meet, too
            is_sure = is_sure and bool(meeting.line.people or post_heads(meeting.line.lower, meeting.line.lexicon))
        yield Proposal(
            kind="meeting", confidence=Confidence.of(is_sure), values=values,
            quotes=join_quotes([*_quotes(meeting, values, text, names, people)]), why=_reason(meeting), by=BY,
        )  # fmt: skip


def _reason(meeting: MeetingMention) -> str:
    if meeting.type is MeetingType.session:
        return "A sentence names a session of a body of two countries."
    return (
        "A sentence has a word for a meeting, and two countries." if not meeting.sides.reason else meeting.sides.reason
    )


def _values(
    meeting: MeetingMention, text: LexicalText, names: Names, people: Mapping[str, NamedOfficial]
) -> dict[str, Any]:
    codes = [*meeting.sides.codes]
    countries = " and ".join(text.names_of(codes))
    record = known_mechanism(meeting.body, frozenset(codes), names)
    mechanism = record.id if record else None
    number = int(meeting.session.value) if meeting.session else None
    body = f"the {BODIES[meeting.body]} of " if meeting.body else ""
    title = _TITLES[meeting.type].format(countries, body=body)
    if number:
        title = f"{ordinal(number)} {title[:1].lower()}{title[1:]}"
    place = city_of_meeting(meeting, names)
    values: dict[str, Any] = {
        "id": slug(mechanism or "-".join([*codes, meeting.type.value]), number or _time(meeting, text)),
        "title": title, "type": meeting.type.value, "status": meeting.status.value, "date": meeting.edtf,
        "mechanism": mechanism, "session": number, "city": id_of_city(place) if place else None,
        "country": place.city.country if place else None, "countries": codes,
        "participants": [
            {"official": key, "country": person.country, "role": ParticipantRole.participant.value}
            for key, person in _participants(meeting, people)
        ],
    }  # fmt: skip
    return stated_values(values)


def _time(meeting: MeetingMention, text: LexicalText) -> str:
    """The date of a meeting, else its status with the day of publication: another text may report the next one."""
    return meeting.edtf or slug(meeting.status.value, text.publication.text if text.publication else None)


def _participants(meeting: MeetingMention, people: Mapping[str, NamedOfficial]) -> list[tuple[str, Any]]:
    present = [p for p in meeting.line.people if p.country in meeting.sides.codes and not p.former]
    homes = {person.country for person in present if person.post.kind is not PositionClass.ambassador}
    present = [p for p in present if p.post.kind is not PositionClass.ambassador or p.country not in homes]
    return [*{key_of(people, person): person for person in present}.items()] if meeting.is_contact else []


def _quotes(
    meeting: MeetingMention,
    values: Mapping[str, Any],
    text: LexicalText,
    names: Names,
    people: Mapping[str, NamedOfficial],
) -> Iterator[Quote]:
    line = meeting.line
    fields = ["type", "status", *(["mechanism"] if "mechanism" in values else [])]
    yield line.quote(*meeting.cue, *fields)
    if meeting.date:
        date_line, date = meeting.date
        reason = (
            date.reason if date_line is line else " ".join(filter(None, ("Named in another sentence.", date.reason)))
        )
        yield date_line.quote(date.start, date.end, "date", reason=reason)
    if meeting.session:
        yield line.quote_number(int(meeting.session.value), meeting.session.start, meeting.session.end, "session")
    if place := city_of_meeting(meeting, names):
        yield from place_quotes(line, place, *text.names_of([place.city.country]))
    yield from meeting.sides.quotes("countries")
    for _, person in _participants(meeting, people):
        yield line.quote(person.start, person.end, "participants", reason=person.reason(line.text))
