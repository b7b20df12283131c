"""Countries and organisations in a sentence, by the words of a lexicon."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.curate.lexicons.lexicon import Lexicon
from app.curate.mentions.parties import PartyForm
from app.curate.names import Names

_TOKEN = re.compile(r"\w+")

Index = dict[tuple[str, ...], tuple[str, PartyForm, bool]]
"""Code and form of what has the name with these words, and whether it is a country."""


@dataclass(frozen=True)
class CountryMention:
    """A country, or an organisation, in a sentence. Both offsets count characters in it; ``end`` is exclusive."""

    code: str
    form: PartyForm
    start: int
    end: int
    is_country: bool = True


@dataclass(frozen=True)
class CountryIndex:
    """All names of the countries and organisations in a language."""

    lexicon: Lexicon
    names: Names

    def __call__(self, _names: Names) -> Index:
        lexicon, index = self.lexicon, Index()
        present = {party.code for party in self.names.parties}
        rows = [(code, parts) for code, parts in _rows(lexicon.country_words) if code in present]
        named = [(code, name) for code, parts in _rows(lexicon.country_names) for name in parts[0]]
        named += [(code, name) for code, parts in rows for name in parts[0]]

        def add(code: str, form: PartyForm, spelling: str, *, is_country: bool = True) -> None:
            index.setdefault(tuple(_TOKEN.findall(lexicon.lowered(spelling))), (code, form, is_country))

        for code, name in named:
            for spelling in lexicon.country_forms(name) if code in present else ():
                add(code, PartyForm.name, spelling)
        for code, parts in rows:
            for adjective in parts[1]:
                for spelling in lexicon.adjective_forms(adjective):
                    add(code, PartyForm.people, spelling)
            for capital in parts[2]:
                for spelling in lexicon.capital_forms(capital):
                    add(code, PartyForm.capital, spelling)
        for party in self.names.parties:
            for spelling in party.spellings if party.kind == "organization" else ():
                for inflected in (spelling, *lexicon.country_forms(spelling)) if " " not in spelling else (spelling,):
                    add(party.code, PartyForm.name, inflected, is_country=party.code == "EU")
        return index


def _rows(table: str) -> Iterator[tuple[str, list[list[str]]]]:
    """The lines of a table: a code and three lists of words."""
    for line in table.strip().splitlines():
        code, _, rest = line.partition(":")
        parts = [[word.strip() for word in part.split(",") if word.strip()] for part in rest.split("|")]
        yield code, [*parts, [], []][:3]


def countries(text: str, lexicon: Lexicon, names: Names) -> list[CountryMention]:
    """The countries and organisations that a sentence names, from left to right. None overlaps another."""
    index = names.derived(CountryIndex(lexicon, names))
    longest = max(map(len, index))
    tokens = [*_TOKEN.finditer(lexicon.lowered(text))]
    mentions = []
    position = 0
    while position < len(tokens):
        for length in range(min(longest, len(tokens) - position), 0, -1):
            part = tokens[position : position + length]
            entry = index.get(tuple(token.group() for token in part))
            if entry and _is_name(text, part, entry[1], lexicon) and not _is_money(tokens, position + length, lexicon):
                mentions.append(CountryMention(entry[0], entry[1], part[0].start(), part[-1].end(), entry[2]))
                position += length
                break
        else:
            position += 1
    return mentions


def _is_name(text: str, tokens: list[re.Match[str]], form: PartyForm, lexicon: Lexicon) -> bool:
    """Whether words are written as a name is, in one go."""
    first, last = tokens[0].start(), tokens[-1].end()
    if any(re.search(r"[^\s’'–-]", text[a.end() : b.start()]) for a, b in pairwise(tokens)):
        return False
    word = tokens[0].group()
    if form is PartyForm.people and not text[first].isupper():
        return len(word) > 4  # an adjective
    is_common = len(tokens) == 1 and word in lexicon.common_words
    acronym = len(word) > 3 or len(tokens) > 1 or text[first:last].isupper() or not text[first:last][1:2].isupper()
    return text[first].isupper() and acronym and not (is_common and not text[:first].strip(" «“\"'"))


def _is_money(tokens: list[re.Match[str]], following: int, lexicon: Lexicon) -> bool:
    """Whether the word behind is a currency: “Turkish liras”."""
    if following >= len(tokens):
        return False
    word = tokens[following].group()
    return any(pattern.fullmatch(word) for pattern in lexicon.currencies.values())
