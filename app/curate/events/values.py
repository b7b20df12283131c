"""The proposal of an event: its values as the seed has them, each with a quote of the words that state it."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.curate.events.details import cue_passages
from app.curate.events.event import Event, Spot
from app.curate.events.profile import Profile
from app.curate.mentions.cities import CityMention
from app.curate.mentions.denials import is_hoped, is_proposed
from app.curate.mentions.mechanisms import MechanismMention
from app.curate.mentions.reading import Reading
from app.curate.proposals import Confidence, Proposal, Quote, stated_values
from app.domain.prose import ORDINALS
from app.domain.text import fold
from app.domain.vocabulary import CALLS, MeetingStatus, MeetingType

LONGEST_ID = 100


def slug(*parts: object) -> str:
    """An id of words and numbers: lower-case, with hyphens."""
    return "-".join("-".join(fold(str(part)).split()) for part in parts if part)[:LONGEST_ID].strip("-")


def ordinal(number: int) -> str:
    """“Eighth”, “21st”."""
    words = [*ORDINALS, "twentieth"]
    if number < len(words):
        return words[number].capitalize()
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10 if number % 100 not in (11, 12, 13) else 0, "th")
    return f"{number}{suffix}"


_FEW_MEMBERS = 4
"""Greatest number of members of a mechanism of which all count as present at a session."""


def countries_of(event: Event, people: Mapping[str, Profile]) -> list[str]:
    """The codes of the countries that meet, in the order of the text."""
    if event.series:
        return countries_of(event.series, people)
    codes = [person.party for key in event.guests if (person := people[key]).party]
    mechanism = event.mechanism.value if event.mechanism else None
    if mechanism:
        is_of_members = event.type is MeetingType.session and len(mechanism.members) <= _FEW_MEMBERS
        if mechanism.is_regional or (is_of_members and not mechanism.is_of_organization):
            codes += sorted(mechanism.members)
    codes += [side.code for side in event.sides]
    if event.subject and event.type in (MeetingType.bilateral, MeetingType.conference) and not event.guests:
        codes += event.cues[0].passage.countries
    elsewhere = event.type in (MeetingType.bilateral, MeetingType.session) and len({*codes}) > 1
    if event.country_code and event.type not in CALLS and not elsewhere:
        codes.append(event.country_code)
    return [*dict.fromkeys(codes)]


class Writer:
    """Writes proposals of the events of a text."""

    def __init__(self, reading: Reading, people: Mapping[str, Profile], by: str) -> None:
        self._reading, self._people, self._by = reading, people, by

    def proposal(self, event: Event) -> Proposal:
        values = self.values(event)
        quotes = sorted(self._quotes(event, values), key=lambda quote: quote.paragraph)
        return Proposal(
            kind="meeting", confidence=self._confidence(event, values), values=values, quotes=join_quotes(quotes),
            why=_REASONS[event.type], by=self._by,
        )  # fmt: skip

    def values(self, event: Event) -> dict[str, Any]:
        """The fields of the seed that have a value."""
        values: dict[str, Any] = {
            "id": self.id(event),
            "title": self.title(event),
            "type": event.type.value,
            "status": event.status.value,
            "date": event.date.value.edtf if event.date else None,
            "mechanism": event.mechanism.value.id if event.mechanism else None,
            "session": event.session.value if event.session else None,
            "city": city_id(event),
            "venue": event.venue.value if event.venue else None,
            "country": event.country_code,
            "countries": countries_of(event, self._people),
            "participants": [self._participant(key, event) for key in event.guests],
            "format": event.format.value.value if event.format else None,
            "part_of": self.id(event.part_of) if event.part_of else None,
        }
        values["agenda" if event.status is MeetingStatus.planned else "topics"] = [*event.topics]
        if event.type in CALLS:
            for name in ("city", "country", "venue"):
                values[name] = None
        return stated_values(values)

    def _participant(self, key: str, event: Event) -> dict[str, Any]:
        person, guest = self._people[key], event.guests[key]
        entry = {"official": key, "country": person.party, "role": guest.role.value, "position": person.title}
        return {name: value for name, value in entry.items() if value}

    def id(self, event: Event) -> str:
        date = event.date.value.point if event.date else None
        surnames = [self._people[key].surname for key in event.guests][:2]
        year = date[:4] if date else None
        site = city_id(event) or (self._reading.countries.get(event.country_code) if event.country_code else None)
        if event.mechanism and event.type is MeetingType.session:
            return slug(event.mechanism.value.id, event.session.value if event.session else date or event.status.value)
        if event.type is MeetingType.visit:
            return slug(*surnames, "visit", site, year)
        if event.type in (MeetingType.summit, MeetingType.conference):
            name = event.mechanism.value.id if event.mechanism else event.subject
            kind = None if event.mechanism is None else "informal-summit" if event.format else "summit"
            return slug(name, kind, *([event.session.value] if event.session and event.mechanism else [site, year]))
        kind = "call" if event.type in CALLS else None
        sides = surnames or [*event.cues[0].passage.countries] or countries_of(event, self._people)
        return slug(*sides, kind, *([] if sides and date else ["meeting"]), date)

    def title(self, event: Event) -> str:
        number = f"{ordinal(event.session.value)} " if event.session else ""
        site = f" in {event.city.value.city.name}" if event.city else ""
        if event.mechanism and event.type is MeetingType.session:
            return f"{number}{'meeting' if number else 'Meeting'} of the {event.mechanism.value.name}"
        if event.mechanism:
            informal = "Informal s" if event.format else "S"
            start = f"{number}summit" if number else f"{informal}ummit"
            return f"{start} of the {event.mechanism.value.name}{site}"
        if event.type is MeetingType.visit:
            kind = f"{event.kind_of_visit.capitalize()} visit" if event.kind_of_visit else "Visit"
            (guest,) = [self._person(key) for key in event.guests][:1]
            country = self._reading.countries.get(event.country_code or "", "")
            return f"{kind} of {guest}" + (f" to {country}" if country else "")
        people = [self._person(key) for key in event.guests][:2]
        if len(people) < 2 or event.type in (MeetingType.summit, MeetingType.conference):
            subject = (event.subject or "Meeting").removeprefix("The ").removeprefix("the ")
            return f"{subject[:1].upper()}{subject[1:]}{site}"
        if event.type in CALLS:
            return f"{'Phone' if event.type is MeetingType.phone_call else 'Video'} call of {people[0]} and {people[1]}"
        return f"{people[0]} and {people[1]} meet{site}"

    def _person(self, key: str) -> str:
        person = self._people[key]
        country = self._reading.countries.get(person.party or "")
        title = f"{person.title} " if person.title else ""
        return f"{title}{person.name}" + (f" of {country}" if country else "")

    def _quotes(self, event: Event, values: Mapping[str, Any]) -> Iterator[Quote]:
        yield event.cues[0].quote("type", "status")
        if date := event.date:
            yield date.spot.passage.quote_date(date.value, date.reason)
        if event.mechanism:
            yield event.mechanism.quote("mechanism")
        if event.session:
            yield event.session.quote("session")
        if event.city and "city" in values:
            yield event.city.quote("city")
        if "country" in values:
            if event.country:
                yield event.country.quote("country")
            elif event.city:
                name = self._reading.countries.get(event.country_code or "", event.country_code)
                reason = f"The text names the city; it is in {name}."
                yield event.city.spot.quote("country", reason=event.city.reason or reason)
        if event.venue and "venue" in values:
            yield event.venue.quote("venue")
        if event.format:
            yield event.format.quote("format")
        for key, guest in event.guests.items():
            yield guest.spot.quote("participants", reason=self._people[key].reason(guest.spot.words))
        yield from self._quotes_of_countries(event, values)
        field = "agenda" if "agenda" in values else "topics"
        for spot in event.topics.values():
            yield spot.quote(field)
        if event.part_of:
            reason = "The visitor takes part, on the day and at the place of the visit."
            yield event.part_of.cues[0].quote("part_of", reason=reason)

    def _quotes_of_countries(self, event: Event, values: Mapping[str, Any]) -> Iterator[Quote]:
        for code in values.get("countries", ()):
            spots = (
                Spot.of(passage, party)
                for passage in cue_passages(event)
                for party in passage.parties
                if party.code == code
            )
            if spot := next(spots, None):
                yield spot.quote("countries")
                continue
            person = next((guest for key, guest in event.guests.items() if self._people[key].party == code), None)
            name = self._reading.countries.get(code, code)
            if event.series:
                yield event.cues[0].quote("countries", reason=f"{name} takes part in the summits of this series.")
            elif person:
                yield person.spot.quote("countries", reason=f"The country of the participant is {name}.")
            elif event.mechanism and code in event.mechanism.value.members:
                yield event.mechanism.spot.quote("countries", reason=f"{name} is a member.")
            elif event.city:
                yield event.city.spot.quote("countries", reason=f"The host takes part; the city is in {name}.")

    def _confidence(self, event: Event, values: Mapping[str, Any]) -> Confidence:
        """High where the words name the event, its time, and who or what meets."""
        people = [self._people[key] for key in event.guests]
        has_parties = bool(people) and all(person.party and not person.is_party_guessed for person in people)
        if event.type in (MeetingType.session, MeetingType.summit, MeetingType.conference):
            is_identified = event.mechanism is not None and self._is_clear(event.mechanism.value)
        elif event.type is MeetingType.visit:
            is_identified = has_parties and event.is_dated and "country" in values
        else:
            is_identified = has_parties and event.is_dated and len(people) >= 2
        has_time = event.date is not None and event.date.value.is_certain
        is_stated = any(
            not (is_hoped(cue.passage.text, cue.start) or is_proposed(cue.passage.text, cue.start))
            for cue in event.cues
        )
        return Confidence.of(is_identified and has_time and is_stated)

    def _is_clear(self, mechanism: MechanismMention) -> bool:
        """Whether the text somewhere names a mechanism without doubt, as its own proposal needs it."""
        mentions = (mention for passage in self._reading.passages for mention in passage.mechanisms)
        return mechanism.is_clear or any(m.is_clear for m in mentions if m.id == mechanism.id)


_REASONS = {
    MeetingType.session: "A sentence names a session of a mechanism.",
    MeetingType.bilateral: "A sentence says who met, or will meet, whom.",
    MeetingType.summit: "A sentence names a summit with its date or place.",
    MeetingType.visit: "A sentence says who visits which country.",
    MeetingType.conference: "A sentence names a conference with its place.",
    MeetingType.phone_call: "A sentence says who spoke with whom by telephone.",
    MeetingType.video_call: "A sentence says who spoke with whom by video.",
}


def city_id(event: Event) -> str | None:
    """The id of the city of an event; None for a call, or without a city."""
    if event.city is None or event.type in CALLS:
        return None
    return id_of_city(event.city.value)


def id_of_city(mention: CityMention) -> str:
    """The id of a city: that of the seed, else one made of the name."""
    return mention.city.id or slug(mention.city.name)


def join_quotes(quotes: list[Quote]) -> list[Quote]:
    """The quotes, with those of the same words joined into one for all their fields."""
    result: dict[tuple[object, ...], Quote] = {}
    citations: set[tuple[object, ...]] = set()
    for quote in quotes:
        fields = [name for name in quote.fields if (*quote.key, name) not in citations]
        citations.update((*quote.key, name) for name in fields)
        if fields:
            words = (*quote.key, quote.reason)
            before = result[words].fields if words in result else []
            result[words] = quote.model_copy(update={"fields": [*before, *fields]})
    return [*result.values()]
