"""Countries and organisations in a sentence, by the words of a lexicon."""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from app.curate.lexicons.lexicon import Lexicon
from app.curate.mentions.parties import PartyForm
from app.curate.names import Names

_TOKEN = re.compile(r"\w+")


@dataclass(frozen=True)
class _Name:
    """A name of a country or organisation: the forms of each of its words, in lower case."""

    words: tuple[frozenset[str], ...]
    code: str
    form: PartyForm
    is_country: bool = True


Index = dict[str, list[_Name]]
"""The names by each form of their first words; longer names come first."""


@dataclass(frozen=True)
class CountryMention:
    """A country or organisation in a sentence. Both offsets count characters in the sentence; ``end`` is exclusive.

    ``is_locative`` says that the word is in the case for what is in the country, such as the embassy of another.
    """

    code: str
    form: PartyForm
    start: int
    end: int
    is_country: bool = True
    is_locative: bool = False


@dataclass(frozen=True)
class CountryIndex:
    """All names of the countries and organisations in a language."""

    lexicon: Lexicon

    def __call__(self, names: Names) -> Index:
        index: Index = {}
        for name in sorted(self._all_names(names), key=lambda name: -len(name.words)):
            for form in name.words[0]:
                index.setdefault(form, []).append(name)
        return index

    def _all_names(self, names: Names) -> Iterator[_Name]:
        lexicon = self.lexicon
        present = {party.code for party in names.parties}
        rows = [(code, parts) for code, parts in _rows(lexicon.country_words) if code in present]
        table = [(code, name) for code, parts in _rows(lexicon.country_names) for name in parts[0] if code in present]
        table += [(code, name) for code, parts in rows for name in parts[0]]
        for code, name in table:
            yield _Name(self._forms(name, lexicon.country_forms), code, PartyForm.name)
        for code, parts in rows:
            for adjective in parts[1]:
                yield _Name(self._forms(adjective, lexicon.adjective_forms), code, PartyForm.people)
            for capital in parts[2]:
                yield _Name(self._forms(capital, lexicon.capital_forms), code, PartyForm.capital)
        for party in names.parties:
            for spelling in party.spellings if party.kind == "organization" else ():
                words = self._forms(spelling, lexicon.country_forms)
                if words:
                    yield _Name(words, party.code, PartyForm.name, is_country=party.code == "EU")

    def _forms(self, name: str, forms: Callable[[str], Iterable[str]]) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(map(self.lexicon.lower_case, forms(word))) for word in _TOKEN.findall(name))


def _rows(table: str) -> Iterator[tuple[str, list[list[str]]]]:
    """The lines of a table: a code and three lists of words."""
    for line in table.strip().splitlines():
        code, _, words = line.partition(":")
        parts = [[word.strip() for word in part.split(",") if word.strip()] for part in words.split("|")]
        yield code, [*parts, [], []][:3]


def countries(text: str, lexicon: Lexicon, names: Names, certain: Container[str] = ()) -> list[CountryMention]:
    """The countries and organisations that a sentence names, from left to right. None overlaps another.

    A common word at the head of the sentence is a country if its code is among those that are ``certain``.
    """
    index = names.derive(CountryIndex(lexicon))
    lower = lexicon.lower_case(text)
    tokens = [*_TOKEN.finditer(lower)]
    words = [token.group() for token in tokens]
    mentions: list[CountryMention] = []
    last = 0
    for position, word in enumerate(words):
        for name in index.get(word, ()) if position >= last else ():
            end = position + len(name.words)
            part = tokens[position:end]
            if end > len(words) or any(
                w not in forms for w, forms in zip(words[position:end], name.words, strict=True)
            ):
                continue
            if _is_name(text, part, name, lexicon, certain) and not _is_money(words, position, end, lexicon):
                last_word = lower[part[-1].start() :].split(maxsplit=1)[0].rstrip(".,;:")
                span = part[0].start(), part[-1].end()
                is_locative = lexicon.locative.search(last_word) is not None
                mentions.append(CountryMention(name.code, name.form, *span, name.is_country, is_locative))
                last = end
                break
    return mentions


def _is_name(text: str, tokens: list[re.Match[str]], name: _Name, lexicon: Lexicon, certain: Container[str]) -> bool:
    """Whether words are written as a name: capitalised, and with nothing but spaces, hyphens or apostrophes between."""
    first = tokens[0].start()
    if any(re.search(r"[^\s’'–-]", text[a.end() : b.start()]) for a, b in pairwise(tokens)):
        return False
    word = tokens[0].group()
    if name.form is PartyForm.people and not text[first].isupper():
        return len(word) > 4  # an adjective
    is_common = len(tokens) == 1 and word in lexicon.common_words and name.code not in certain
    return text[first].isupper() and not (is_common and not text[:first].strip(" «“\"'"))


def _is_money(words: list[str], first: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a country belongs to a currency: to the word behind, as in “Turkish liras”, or with the word before it
    to one name, as in Russian “dollars of the US”."""
    names = (" ".join(words[end : end + 1]), " ".join(words[max(0, first - 1) : end]))
    return any(pattern.fullmatch(name) for pattern in lexicon.currencies.values() for name in names)
