"""Who keeps an embassy or consulate, and where, by the words of a sentence."""

import re

from app.curate.claims.record_comparison import RecordComparison
from app.curate.claims.sentences import ClaimSentence
from app.curate.mentions.cities import cities

MISSION_TYPES = {"embassy": "embass", "consulate": "consul", "honorary": "honorary", "general": "general"}
"""Words of the types of missions, and their beginnings in a sentence."""

_MISSION = r"(?:embass|consul)\w*"

_IN = re.compile(r"\b(?:in|to|on) (?:the )?(?:Republic of )?$", re.IGNORECASE)
"""Before the country that hosts a mission."""

_OF = re.compile(rf"\b(?:{_MISSION}(?: general)? of|by) (?:the )?(?:Republic of )?$", re.IGNORECASE)
"""Before the country that keeps a mission."""

_ITS_MISSION = re.compile(rf"(?:['’]s?)? (?:[\w-]+ ){{0,3}}{_MISSION}", re.IGNORECASE)
"""After the country that keeps a mission: “Turkish embassy”, “Türkiye's first embassy”."""

_KEEPS = re.compile(
    r" (?:had|has|have|does|did|never|already|also|opened|inaugurated|established|keeps|kept|operates|maintains|runs"
    r"|set up)\b",
    re.IGNORECASE,
)
"""After the country that keeps a mission: “Türkiye opened”."""

_HOSTS = re.compile(r" (?:received|became host to|(?:has )?hosted|hosts?|welcomed)\b", re.IGNORECASE)
"""After the country that hosts a mission."""


def keepers_and_hosts(sentence: ClaimSentence) -> tuple[set[str], set[str]]:
    """The codes of the countries that the sentence says keep missions, and of those that host them."""
    text, keepers, hosts = sentence.text, set(), set()
    for mention in sentence.passage.parties:
        before = text[: mention.start]
        if _HOSTS.match(text, mention.end):
            hosts.add(mention.code)
        elif _ITS_MISSION.match(text, mention.end) or _OF.search(before):
            keepers.add(mention.code)
        elif _IN.search(before):
            hosts.add(mention.code)
        elif _KEEPS.match(text, mention.end):
            keepers.add(mention.code)
    return keepers, hosts


def is_in_host(sentence: ClaimSentence, comparison: RecordComparison) -> bool:
    """Whether a sentence places a mission in the country of the record, though in another city: it names the country, a
    city there, or the city of a like mission of the same sender. Elsewhere the sender may have further missions."""
    fact = comparison.fact
    everywhere = frozenset(party.code for party in sentence.facts.names.parties)
    mentions = cities(sentence.text, sentence.facts.names, everywhere)
    homes = {mention.city.name: mention.city.country for mention in mentions}
    claims = [difference.claimed for difference in comparison.differences if difference.field == "city"]
    is_named = fact.host in sentence.countries or bool(sentence.cities & (fact.associates | fact.cities))
    return all(homes.get(city, fact.host if is_named else None) == fact.host for city in claims)
