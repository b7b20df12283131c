"""Proposes the meetings of a text, each with its evidence."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.curate.events.values import join_quotes, ordinal, slug
from app.curate.lexical.events import MeetingMention, events
from app.curate.lexical.officials import NamedOfficial, key_of, named_officials
from app.curate.lexical.text import LexicalText, Sides
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal, Quote
from app.domain.vocabulary import MechanismKind, MeetingType, ParticipantRole

BY = "rule:meetings-by-lexicon/1"

_TITLES = {
    MeetingType.visit: "Visit between {}",
    MeetingType.bilateral: "Meeting of {}",
    MeetingType.phone_call: "Phone call of {}",
    MeetingType.conference: "Forum of {}",
    MeetingType.summit: "Summit of {}",
    MeetingType.session: "Meeting of the {body} of {}",
}
_BODIES = {
    MechanismKind.council: "council", MechanismKind.commission: "commission",
    MechanismKind.planning_group: "working group", MechanismKind.consultations: "consultations",
}  # fmt: skip


def propose_meetings(text: LexicalText, names: Names) -> Iterator[Proposal]:
    """A proposal for each meeting."""
    people = named_officials(text, names)
    for event in events(text):
        values = _values(event, text, names, people)
        is_sure = event.is_certain and (event.is_contact or values.get("mechanism") is not None)
        yield Proposal(
            kind="meeting", confidence=Confidence.high if is_sure else Confidence.suggest, values=values,
            quotes=join_quotes([*_quotes(event, values, people)]), why=_why(event), by=BY,
        )  # fmt: skip


def _why(event: MeetingMention) -> str:
    if event.type is MeetingType.session:
        return "A sentence names a session of a body of two countries."
    return "A sentence has a word for a meeting, and two countries." if not event.sides.reason else event.sides.reason


def _values(
    event: MeetingMention, text: LexicalText, names: Names, people: Mapping[str, NamedOfficial]
) -> dict[str, Any]:
    codes = [*event.sides.codes]
    countries = " and ".join(text.country_names.get(code, code) for code in codes)
    mechanism = _mechanism(event, names)
    number = int(event.session.value) if event.session else None
    title = _TITLES[event.type].format(countries, body=_BODIES.get(event.body, "body") if event.body else "body")
    if number:
        title = f"{ordinal(number)} {title[:1].lower()}{title[1:]}"
    values: dict[str, Any] = {
        "id": slug(mechanism or "-".join([*codes, event.type.value]), number or event.edtf or event.status.value),
        "title": title, "type": event.type.value, "status": event.status.value, "date": event.edtf,
        "mechanism": mechanism, "session": number, "countries": codes,
        "participants": [
            {"official": key, "country": person.country, "role": ParticipantRole.participant.value}
            for key, person in _participants(event, people)
        ],
    }  # fmt: skip
    return {name: value for name, value in values.items() if value not in (None, [])}


def _participants(event: MeetingMention, people: Mapping[str, NamedOfficial]) -> list[tuple[str, Any]]:
    present = [p for p in event.line.people if p.country in event.sides.codes and not p.former]
    return [*{key_of(people, person): person for person in present}.items()] if event.is_contact else []


def _mechanism(event: MeetingMention, names: Names) -> str | None:
    """The only mechanism of the two countries that is such a body."""
    if event.body is None:
        return None
    members = frozenset(event.sides.codes)
    fitting = [m.id for m in names.mechanisms if m.members == members and m.kind is event.body]
    return fitting[0] if len(fitting) == 1 else None


def _quotes(event: MeetingMention, values: Mapping[str, Any], people: Mapping[str, NamedOfficial]) -> Iterator[Quote]:
    line = event.line
    fields = ["type", "status", *(["mechanism"] if "mechanism" in values else [])]
    yield line.quote(*event.cue, *fields)
    if event.date:
        date_line, date = event.date
        reason = (
            date.reason if date_line is line else " ".join(filter(None, ("Named in another sentence.", date.reason)))
        )
        yield date_line.quote(date.start, date.end, "date", reason=reason)
    if event.session:
        yield line.quote(event.session.start, event.session.end, "session")
    yield from quotes_of_sides(event.sides, "countries")
    for _, person in _participants(event, people):
        yield line.quote(person.start, person.end, "participants")


def quotes_of_sides(sides: Sides, field: str) -> Iterator[Quote]:
    """A quote for each of the countries."""
    for line, start, end in sides.spots:
        yield line.quote(start, end, field, reason=sides.reason)
