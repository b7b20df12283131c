"""Cities in a sentence: those of the seed, and those of GeoNames whose country the text names."""

import gzip
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from app.curate.mentions.parties import PartyForm, PartyMention
from app.curate.mentions.words import Phrases, word_set, words
from app.curate.names import CityNames, Names
from app.domain.demonyms import capitals
from app.domain.text import fold

EXTRACT = "cities.tsv.gz"
"""Cities of GeoNames, made by ``seed/geonames_cities.py``."""


@dataclass(frozen=True)
class GeoNamesCity:
    """A city of the extract."""

    name: str
    country: str
    latitude: float
    longitude: float
    population: int
    geonames: int

    def seed_values(self, name: str) -> dict[str, Any]:
        """The fields of a city of the seed with the id ``name``."""
        return {"id": name, "name": self.name, "country": self.country, "latitude": self.latitude,
                "longitude": self.longitude, "geonames": self.geonames}  # fmt: skip


@dataclass(frozen=True)
class CityMention:
    """A city in a text. Both offsets count characters in the text, from 0. ``extract`` is None for one of the seed."""

    city: CityNames
    start: int
    end: int
    extract: GeoNamesCity | None = None
    reason: str | None = None
    """How it was found, if the text does not name it."""


_BEFORE = word_set("in at to from near outside of visit visited visiting toward towards via leave left reach reached")
"""Words before a city. Without one of them, only a city of the seed or a capital counts: Nice and Reading are words."""

_AFTER = word_set("times tribune post university declaration airport province region")
"""Words after a city that make it part of another name."""

_NO_CITIES = word_set("of most same central north south east west general university")


@cache
def _extract() -> dict[str, list[GeoNamesCity]]:
    """The cities of the extract by their folded names."""
    content = gzip.decompress((files("app.curate.mentions") / EXTRACT).read_bytes()).decode()
    cities: dict[str, list[GeoNamesCity]] = {}
    for name, country, latitude, longitude, population, number in zip(
        *(line.split("\t") for line in content.split("\n")), strict=True
    ):
        short = name.removesuffix(" City") if name == "New York City" else name
        city = GeoNamesCity(short, country, float(latitude), float(longitude), int(population), int(number))
        for key in {fold(name), fold(short)} - _NO_CITIES:
            cities.setdefault(key, []).append(city)
    for name, country in capitals():
        names = [fold(spelling) for spelling, code in capitals() if code == country]
        cities_of_name = [city for spelling in names for city in cities.get(spelling, ()) if city.country == country]
        if cities_of_name and fold(name) not in cities:
            cities[fold(name)] = [max(cities_of_name, key=lambda city: city.population)]
    return cities


@cache
def _extract_phrases() -> Phrases[str]:
    return Phrases((key.title(), key) for key in _extract())


@cache
def _capitals() -> dict[str, str]:
    """The country of each capital, by its folded name."""
    return {fold(name): code for name, code in capitals()}


def _seed_phrases(names: Names) -> Phrases[CityNames]:
    return Phrases((spelling, city) for city in names.cities for spelling in (city.name, *city.spellings))


def seed_cities(text: str, names: Names) -> list[CityMention]:
    """The cities of the seed in a sentence, in order."""
    matches = names.derive(_seed_phrases).find(text)
    return [
        CityMention(match.value, match.start, match.end)
        for match in matches
        if _next_word(text, match.end) not in _AFTER
    ]


def cities(text: str, names: Names, countries: Set[str]) -> list[CityMention]:
    """The cities in a sentence. ``countries`` are the codes of the countries that the whole text names."""
    of_seed = seed_cities(text, names)
    spans = [(mention.start, mention.end) for mention in of_seed]
    of_extract = [
        mention
        for mention in _of_extract(text, countries)
        if not any(mention.start < end and start < mention.end for start, end in spans)
    ]
    return sorted([*of_seed, *of_extract], key=lambda mention: mention.start)


_CAPITAL = re.compile(r"(?:[’']s)?\scapital\b(?!\s(?:of|markets?|goods|investments?|expenditure|increase))")


_NAME_BEHIND = re.compile(r",?\s[A-Z]")


def named_capitals(text: str, names: Names, parties: Sequence[PartyMention]) -> list[CityMention]:
    """The capitals that a sentence names by their country: “the Kenyan capital”, “Kenya’s capital”. ``parties`` are
    those of the sentence. If a name follows, it is found as a city."""
    result = []
    for party in parties:
        match = _CAPITAL.match(text, party.end)
        is_place = party.form is PartyForm.name or text[: party.start].lower().endswith("the ")
        if match is None or not is_place or _NAME_BEHIND.match(text, match.end()):
            continue
        if mention := capital_of(party.code, party.start, match.end(), names):
            result.append(mention)
    return result


def capital_of(code: str, start: int, end: int, names: Names) -> CityMention | None:
    """The capital of a country, for the words between two offsets that mean it; None if GeoNames does not have it."""
    spellings = [fold(name) for name, country in capitals() if country == code]
    reason = "The text names it as the capital."
    for city in names.cities:
        if city.country == code and fold(city.name) in spellings:
            return CityMention(city, start, end, reason=reason)
    extracts = (c for spelling in spellings for c in _extract().get(spelling, ()) if c.country == code)
    largest = max(extracts, key=lambda city: city.population, default=None)
    return CityMention(CityNames(None, largest.name, code), start, end, largest, reason) if largest else None


def _next_word(text: str, end: int) -> str:
    """The word after an offset, folded."""
    after = words(text[end : end + 40])
    return after[0].key if after else ""


def _of_extract(text: str, countries: Set[str]) -> Iterator[CityMention]:
    all_words = words(text)
    for match in _extract_phrases().find(text):
        before = all_words[match.first - 1].key if match.first else ""
        after = all_words[match.last + 1] if match.last + 1 < len(all_words) else None
        is_capital = _capitals().get(match.value) in countries
        continues = after is not None and after.is_capitalized and text[match.end : after.start] == " "
        item = text[: match.start].endswith(": ") and text[match.end : match.end + 1] in (",", ".")
        if (before in _BEFORE or is_capital or item) and not (continues and not is_capital):
            capital = _capitals().get(match.value)
            abroad = {capital} if before in ("in", "to") and capital else frozenset()
            namesakes = sorted(_extract()[match.value], key=lambda city: city.population, reverse=True)
            candidates = [city for city in namesakes if city.country in countries | abroad]
            of_capital = [city for city in candidates if city.country == capital]
            famous = namesakes[:1] if before == "in" and not capital and _is_known_abroad(namesakes) else []
            if best := next(iter([*of_capital, *famous, *candidates]), None):
                yield CityMention(CityNames(None, best.name, best.country), match.start, match.end, best)


_PEOPLE, _RATIO = 150_000, 5
"""A text may name a city of so many people without its country, if it has so many times the people of each namesake."""


def _is_known_abroad(namesakes: Sequence[GeoNamesCity]) -> bool:
    """Whether a name alone means its largest city: “in Geneva” is not Geneva in Illinois."""
    largest, *smaller = namesakes
    return largest.population >= _PEOPLE and all(city.population * _RATIO <= largest.population for city in smaller)
