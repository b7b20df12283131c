"""Parties in a sentence: countries and organisations, their peoples, and capitals that stand for a government."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.curate.mentions.words import Phrases, Word, word_set, words
from app.curate.names import Names
from app.domain.demonyms import capitals, peoples


class PartyForm(StrEnum):
    """How a text names a party: ``Kazakhstan``, ``Kazakh``, or ``Astana`` for the government that sits there."""

    name = "name"
    people = "people"
    capital = "capital"


@dataclass(frozen=True)
class PartyMention:
    """A party in a text. Both offsets count characters in the text, from 0; ``end`` is exclusive."""

    code: str
    form: PartyForm
    start: int
    end: int


_ACRONYMS = word_set("UK UN EU UAE USA DRC PRC ROK DPRK USSR GDR")
"""Acronyms of up to four letters by which people call countries. Other short names in capitals are codes."""

_SHORT_NAMES = {"Korea": "KR"}
"""Names of countries that are shorter than those in the list of all countries."""

_TO_SITE = word_set(
    """
    in to at from near outside of visit visited visits visiting left reached reach through via for around towards toward
    arrived capital city
    """
)
"""Words before a capital that make it a place, not a government."""

_AFTER_SITES = word_set("hosts hosted airport city declaration university street summit forum convention treaty")
"""Words after a capital that make it part of another name."""


_IS_SITE = re.compile(
    r"\s(?:was|is|will be|would be|became)\s(?:[a-z]+\s)?(?:where|the\s(?:venue|site|scene|place|host|setting))\b"
)
"""Words after a capital that say what happened there: “Ankara was where they met”."""


_SEAT_OF_UNION = "Brussels"
"""A capital that more often stands for the European Union or NATO than for the government of its country."""

_CONTINENTS = word_set("america american americans")

_SIDES = word_set("latin south north central")
"""Words before America that make it a continent, not the United States."""

_MONEY = word_set("""
    dollar dollars pound pounds franc francs dirham dirhams rupee rupees peso pesos dinar dinars riyal riyals ruble
    rubles rouble roubles lira liras krona kronor krone kroner
""")
"""Words after the name of a country that make it a currency."""


def parties(text: str, names: Names) -> list[PartyMention]:
    """The parties that a text names, from left to right; none overlaps another."""
    all_words = words(text)
    return [
        PartyMention(match.value[0], match.value[1], match.start, match.end)
        for match in names.derive(_phrases).find(text)
        if _after(all_words, match.last) not in _MONEY
        and not _opens_amount(text, match.start, match.end, match.value[1])
        and not (all_words[match.first].key in _CONTINENTS and match.first and all_words[match.first - 1].key in _SIDES)
        and (match.value[1] is not PartyForm.capital or _is_government(text, all_words, match.first, match.last))
    ]


def _opens_amount(text: str, start: int, end: int, form: PartyForm) -> bool:
    """Whether words belong to the “$” behind them: “US $5 million”, but not “lends Kenya $5 million”."""
    return text.startswith((" $", "$"), end) and (form is PartyForm.people or text[start:end].isupper())


def codes(text: str, names: Names) -> list[str]:
    """The codes of the parties that a text names, each once, in the order of the text."""
    return list(dict.fromkeys(mention.code for mention in parties(text, names)))


def _phrases(names: Names) -> Phrases[tuple[str, PartyForm]]:
    return Phrases(_spellings(names))


def _spellings(names: Names) -> Iterator[tuple[str, tuple[str, PartyForm]]]:
    names_of_parties = set()
    for party in names.parties:
        for spelling in (party.name, *party.spellings):
            is_code = spelling.isupper() and len(spelling) <= (2 if party.kind == "organization" else 4)
            if not is_code or spelling in _ACRONYMS:
                names_of_parties.add(spelling)
                yield spelling, (party.code, PartyForm.name)
    present = {party.code for party in names.parties}
    yield from ((name, (code, PartyForm.name)) for name, code in _SHORT_NAMES.items() if code in present)
    for form, spellings in ((PartyForm.people, peoples()), (PartyForm.capital, capitals())):
        for spelling, code in spellings:
            if code in present and spelling not in names_of_parties and spelling != _SEAT_OF_UNION:
                yield spelling, (code, form)


def _is_government(text: str, all_words: tuple[Word, ...], first: int, last: int) -> bool:
    """Whether a capital stands for its government: “between Ankara and Astana”, but not “held in Ankara”."""
    before = all_words[first - 1].key if first else ""
    after = _after(all_words, last)
    ending = text[all_words[last].end : all_words[last].end + 3].lstrip()
    dateline = first == 0 and (
        ending[:1] in ("–", "—", "-", "(") or (ending[:1] == "," and not ending[1:].strip()[:1].islower())
    )
    item = text[: all_words[first].start].endswith(": ") and ending[:1] == ","  # “Next session: Vienna, 2027”
    is_site = _IS_SITE.match(text, all_words[last].end) is not None
    of_counterpart = before == "from" and first > 1 and all_words[first - 2].key in ("counterpart", "colleague")
    return (
        (before not in _TO_SITE or of_counterpart) and after not in _AFTER_SITES and not (dateline or item or is_site)
    )


def _after(all_words: tuple[Word, ...], last: int) -> str:
    """The folded word after a word; empty at the end."""
    return all_words[last + 1].key if last + 1 < len(all_words) else ""
