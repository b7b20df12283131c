"""The parties of an agreement: the countries of its sentence, else of its meeting, of the paragraph, or of the text."""

import re

from app.curate.events.event import Event, Spot, TextValue
from app.curate.events.signing import Signing
from app.curate.events.summits import ORGANIZATIONS
from app.curate.mentions.mechanisms import MechanismMention
from app.curate.mentions.parties import PartyMention
from app.curate.mentions.reading import Passage, Reading

_BEFORE_PARTY = re.compile(
    r"\bbetween\s(?:[a-z][\w’-]*\s){1,3}and\s(?:the\s)?\Z|\b(?:agreement|treaty|accord|memorandum|protocol|pact|convention|declaration)\s(?:\w+\s){0,4}?with\s(?:the\s)?\Z",
    re.IGNORECASE,
)
"""Words before an organisation that is a party: “a treaty between Kenya and the European Union”."""


def _is_side(passage: Passage, party: PartyMention) -> bool:
    """Whether a sentence names an organisation as a party to a text."""
    return party.code not in passage.countries and bool(_BEFORE_PARTY.search(passage.text, 0, party.start))


_PORTFOLIO = re.compile(
    r"\b(?:Representative|Envoy|Coordinator|Secretary|Director)\s(?:of\sState\s)?for\s[^.;,]{0,60}\Z", re.IGNORECASE
)
"""Words before countries with which an official deals: “the special envoy for Kenya and Peru”."""


_ALL_SIGN = re.compile(
    r"\b[A-Z]\w+,\s[A-Z]\w+(?:,\s[A-Z]\w+)*,?\sand\s[A-Z]\w+\s(?:(?:have|has|all|jointly|also)\s){0,3}\Z"
)
"""Three countries and more that sign together, and the verb of it."""


def parties_of_text(signing: Signing, reading: Reading, number: int) -> dict[str, TextValue[str]]:
    """The parties: the members of a regional format; else the countries, and an organisation that is named as a party,
    of the sentence, the meeting, the paragraph or the headline. Empty if they are unclear."""
    passage, event = signing.cue.passage, signing.meeting
    host = event.mechanism.value if event and event.mechanism else None
    if event and host and host.is_regional:
        return _all_members(TextValue(host, event.cues[0]))
    if event and host and (host.kind in ORGANIZATIONS or (len(host.members) != 2 and not event.guests)):
        return {}
    paragraph = passage.sentence.paragraph
    before = [
        earlier for earlier in reading.passages[max(0, number - 10) : number] if earlier.sentence.paragraph == paragraph
    ]
    sources = [[passage], [*event.passages] if event else [], before, reading.of_paragraph(1)[:3]]
    codes = {*passage.countries}
    for level, source in enumerate(sources):
        countries: dict[str, TextValue[str]] = {}
        for sentence in source:
            for party in sentence.parties:
                is_dealt_with = _PORTFOLIO.search(sentence.text, 0, party.start)
                is_country = party.code in sentence.countries and not is_dealt_with
                is_of_headline = level == len(sources) - 1 and party.code == "EU"
                if is_country or is_of_headline or (sentence is passage and _is_side(passage, party)):
                    name = reading.countries.get(party.code, party.code)
                    of_article = f"The parties are the countries of the article; {name} is one of them."
                    origin = of_article if level else None
                    countries.setdefault(party.code, TextValue(party.code, Spot.of(sentence, party), origin))
        if source == [passage]:
            codes = codes & countries.keys()
            if countries and not countries.keys() & {*passage.countries}:
                return countries  # “we signed an agreement with the Union” does not say who “we” are
        if level == 0 and len(countries) > 2 and _ALL_SIGN.search(passage.text, 0, signing.cue.start):
            return countries
        if len(countries) == 2 and codes <= countries.keys():
            return countries
        if level == 0 and event and (members := _members_of(event, reading)):
            return members
        if level == 1 and host and len(host.members) == 2 and event and event.mechanism:
            return _all_members(event.mechanism)
    of_paragraph = reading.of_paragraph(paragraph)
    codes_of_places = {city.city.country for sentence in of_paragraph for city in sentence.cities}
    if codes_of_places.union(*(sentence.countries for sentence in of_paragraph)) <= reading.pair.keys():
        reason = "One of the two countries of the text."
        return {code: TextValue(code, Spot.of(*place), reason) for code, place in reading.pair.items()}
    return {}


def _all_members(mechanism: TextValue[MechanismMention]) -> dict[str, TextValue[str]]:
    """The members of a mechanism, in the order of their codes."""
    reason = f"A member of the {mechanism.value.name}."
    return {code: TextValue(code, mechanism.spot, reason) for code in sorted(mechanism.value.members)}


def _members_of(event: Event, reading: Reading) -> dict[str, TextValue[str]]:
    """The two members of the mechanism that met, if one is an organisation."""
    mechanism = event.mechanism
    if mechanism is None or len(mechanism.value.members) != 2 or mechanism.value.members <= reading.countries.keys():
        return {}
    return _all_members(mechanism)
