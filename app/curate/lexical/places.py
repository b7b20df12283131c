"""Finds the city in which a meeting of a text took place, by the words of a lexicon."""

from collections.abc import Iterator, Sequence

from app.curate.events.values import id_of_city
from app.curate.lexical.meeting_mentions import MeetingMention, meeting_mentions
from app.curate.lexical.text import LexicalSentence, LexicalText
from app.curate.mentions.cities import CityMention, capital_of, seed_cities
from app.curate.mentions.parties import PartyForm
from app.curate.names import Names
from app.curate.proposals import Confidence, Proposal, Quote
from app.domain.text import fold
from app.domain.vocabulary import MeetingType

VERSION = 1

BY = f"rule:cities-by-lexicon/{VERSION}"


def city_of_meeting(meeting: MeetingMention, names: Names) -> CityMention | None:
    """The city of a meeting, a capital or one of the seed. None if its sentence has no city as a place, or several."""
    if meeting.type is MeetingType.phone_call:
        return None
    cities = {id_of_city(city): city for city in _cities_in_place(meeting.line, names)}
    return next(iter(cities.values())) if len(cities) == 1 else None


def _cities_in_place(line: LexicalSentence, names: Names) -> Iterator[CityMention]:
    capitals = [m for m in line.countries if m.form is PartyForm.capital]
    cities = [capital_of(m.code, m.start, m.end, names) for m in capitals]
    for city in (*cities, *seed_cities(line.text, names)):
        if city and line.lexicon.in_place.search(line.words_of(city)):
            yield city


def quote_place(line: LexicalSentence, city: CityMention, *fields: str) -> Quote:
    """A quote of the words that name a city, with a reason if they spell its name in another way."""
    words = line.text[city.start : city.end]
    is_alike = fold(words) == fold(city.city.name) or fold(words) in map(fold, city.city.spellings)
    return line.quote(city.start, city.end, *fields, reason=None if is_alike else f"“{words}” is {city.city.name}.")


def place_quotes(line: LexicalSentence, city: CityMention, country: str) -> Sequence[Quote]:
    """The quotes for the city of a meeting, and for its country, which has this name in English."""
    reason = f"The text names the city; it is in {country}."
    return quote_place(line, city, "city"), line.quote(city.start, city.end, "country", reason=reason)


def propose_places(text: LexicalText, names: Names) -> Iterator[Proposal]:
    """Each city of a meeting that is not in the seed, once."""
    ids: set[str] = set()
    for meeting in meeting_mentions(text):
        city = city_of_meeting(meeting, names)
        if city is None or city.extract is None or id_of_city(city) in ids:
            continue
        ids.add(id_of_city(city))
        yield Proposal(
            kind="city", confidence=Confidence.high, values=city.extract.seed_values(id_of_city(city)),
            quotes=[quote_place(meeting.line, city, "name")],
            why="Somebody met there; coordinates and country are those of GeoNames.", by=BY,
        )  # fmt: skip
