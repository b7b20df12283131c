"""A text as the rules for events read it: each sentence with all its mentions, found once."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from app.curate.articles import Article, Sentence
from app.curate.mentions.cities import CityMention, cities, named_capitals
from app.curate.mentions.clock import Clock
from app.curate.mentions.dates import DateMention, find_dates, full_dates, paragraph_before
from app.curate.mentions.mechanisms import MechanismMention, Surroundings, mechanisms
from app.curate.mentions.ordinals import Ordinal, ordinals
from app.curate.mentions.parties import PartyForm, PartyMention, parties
from app.curate.mentions.people import people
from app.curate.mentions.person_names import PersonMention
from app.curate.mentions.tense import Tenses
from app.curate.names import Names
from app.curate.proposals import Quote
from app.curate.quoting import quote
from app.domain.edtf import Span

COUNTRY_KINDS = ("state", "former-state", "territory")

MAX_SENTENCES = 2_000
"""Sentences of a text that are read. A longer text is a book, whose events are not those of an article."""

LONGEST_SENTENCE = 2_000
"""Characters of a sentence that are read. A longer one is a table or no prose; the rest of it has no mentions."""


@dataclass(frozen=True)
class Passage:
    """A sentence with its mentions, whose offsets count characters in it. ``countries`` are the codes of those that it
    names."""

    article: Article
    sentence: Sentence
    text: str
    parties: list[PartyMention]
    people: list[PersonMention]
    cities: list[CityMention]
    mechanisms: list[MechanismMention]
    countries: tuple[str, ...]

    @cached_property
    def dates(self) -> list[DateMention]:
        """The dates. Their offsets count characters in the paragraph."""
        start, number = self.sentence.start, self.sentence.paragraph
        paragraph = self.article.paragraphs[number - 1]
        return find_dates(
            paragraph,
            start,
            start + len(self.text),
            number,
            self.article.derive(_clock),
            paragraph_before(self.article, number),
        )

    @property
    def position(self) -> tuple[int, int]:
        """The numbers of the paragraph and of the sentence in it, both from 1."""
        return self.sentence.paragraph, self.sentence.number

    @cached_property
    def ordinals(self) -> list[Ordinal]:
        return ordinals(self.text)

    @cached_property
    def tenses(self) -> Tenses:
        return Tenses(self.text)

    def quote(self, start: int, end: int, *fields: str, reason: str | None = None) -> Quote:
        """A quote of the words between two offsets in the sentence."""
        first = self.sentence.start
        return quote(self.article, self.sentence.paragraph, first + start, first + end, [*fields], reason)

    def quote_date(self, date: DateMention, reason: str | None) -> Quote:
        """A quote of a date, with how it was worked out."""
        return quote(self.article, date.paragraph, date.start, date.end, ["date"], reason)


@dataclass(frozen=True)
class Reading:
    """All sentences of a text, in order. ``countries`` has the names of all countries by their codes; ``codes`` are
    those of the countries that the text names."""

    passages: list[Passage]
    countries: Mapping[str, str]
    codes: frozenset[str]
    publication: Span | None = None
    other_articles: frozenset[int] = frozenset()
    """The paragraphs that are titles of other articles, which tell of other events."""

    @cached_property
    def _paragraphs(self) -> dict[int, list[Passage]]:
        result: dict[int, list[Passage]] = {}
        for passage in self.passages:
            result.setdefault(passage.sentence.paragraph, []).append(passage)
        return result

    @cached_property
    def order(self) -> dict[int, int]:
        """The number of each sentence, from 0, by the ``id`` of its passage."""
        return {id(passage): number for number, passage in enumerate(self.passages)}

    @cached_property
    def pair(self) -> dict[str, tuple[Passage, PartyMention]]:
        """The two countries of which the text tells, with where it names each first; see :func:`main_pair`."""
        codes = main_pair([passage.countries for passage in self.passages])
        mentions = ((passage, party) for passage in reversed(self.passages) for party in reversed(passage.parties))
        return {party.code: (passage, party) for passage, party in mentions if party.code in codes}

    def of_paragraph(self, number: int) -> list[Passage]:
        """The sentences of a paragraph, which counts from 1."""
        return self._paragraphs.get(number, [])


def main_pair(of_sentences: Sequence[Sequence[str]]) -> set[str]:
    """The two countries of which a text tells, by the countries of its sentences: the two that far more sentences name
    than any other, else the only two of the first sentences that name any. Empty if no two stand out."""
    lead: set[str] = set()
    for codes in of_sentences:
        lead |= {*codes}
        if len(lead) > 1:
            break
    counts = Counter(code for codes in of_sentences for code in {*codes}).most_common(3)
    if len(counts) == 2 or (len(counts) == 3 and counts[2][1] * 2 <= counts[1][1]):
        return {code for code, _ in counts[:2]}
    return lead if len(lead) == 2 else set()


def reading_of(article: Article, names: Names) -> Reading:
    """The mentions of a text. They are found once for each article and names."""
    key = _Reader(names)
    return article.derive(key)


@dataclass(frozen=True)
class _Reader:
    """Reads an article with some names. Two with the same names are equal, so that an article is read once."""

    names: Names

    def __call__(self, article: Article) -> Reading:
        names = self.names
        countries = names.derive(country_names)
        all_sentences = article.sentences[:MAX_SENTENCES]
        sentences = [sentence.text[:LONGEST_SENTENCE] for sentence in all_sentences]
        of_sentences = [parties(text, names) for text in sentences]
        of_paragraphs: dict[int, dict[str, None]] = {}
        for sentence, mentions in zip(all_sentences, of_sentences, strict=True):
            of_paragraphs.setdefault(sentence.paragraph, {}).update(dict.fromkeys(m.code for m in mentions))
        headline = [*of_paragraphs.get(1, ())]
        all_codes = frozenset(code for codes in of_paragraphs.values() for code in codes if code in countries)
        states = [[m.code for m in mentions if m.code in countries] for mentions in of_sentences]
        pair = main_pair(states)
        if pair and len({*headline} & countries.keys()) != 2 and not ({*headline} - pair):
            headline = sorted(pair)
        of_people = people(sentences, of_sentences, names)
        homes = _homes(of_people, names)
        passages = []
        for number, (sentence, text, mentions) in enumerate(zip(all_sentences, sentences, of_sentences, strict=True)):
            codes = list(dict.fromkeys(mention.code for mention in mentions))
            near = Surroundings(codes, [*of_paragraphs[sentence.paragraph]], headline, homes[number])
            passages.append(
                Passage(
                    article, sentence, text, mentions, of_people[number],
                    _all_sites(text, names, all_codes, mentions),
                    mechanisms(text, names, near, countries, mentions),
                    tuple(code for code in codes if code in countries),
                )
            )  # fmt: skip
        _with_full_names(passages)
        _with_acronyms(passages)
        return Reading(passages, countries, all_codes, article.publication, other_articles(article.paragraphs))


def _homes(of_people: Sequence[Sequence[PersonMention]], names: Names) -> list[list[str]]:
    """The countries of the officials of each sentence: by the seed, else by a post anywhere in the text."""
    parties = {person.id: person.party for person in names.people if person.party}
    for mention in chain.from_iterable(of_people):
        if mention.post and mention.post.party:
            parties.setdefault(mention.id or mention.name, mention.post.party)
    codes = ([parties.get(mention.id or mention.name) for mention in mentions] for mentions in of_people)
    return [list(dict.fromkeys(code for code in of_sentence if code)) for of_sentence in codes]


def _with_full_names(passages: Sequence[Passage]) -> None:
    """Give a new mechanism the longest of its names: “the Intergovernmental Commission” is the “Intergovernmental
    Commission on Trade” of the same members, and “the Group” the known “Joint Strategic Planning Group”. A name with an
    acronym counts as longer. Of several longer names, it is the one that the text has before it."""
    of_text = {m.id: m for passage in passages for m in passage.mechanisms if not m.is_regional}
    longer = {
        first.id: [m for m in of_text.values() if m.members == first.members and _goes_on(first, m)]
        for first in of_text.values() if not first.is_known
    }  # fmt: skip
    before: list[MechanismMention] = []
    for passage in passages:
        for index, mention in enumerate(passage.mechanisms):
            full = longer.get(mention.id, [])
            full = full if len(full) == 1 else [m for m in before if m in full][-1:]
            if full:
                passage.mechanisms[index] = replace(full[0], start=mention.start, end=mention.end)
            before += full or [of_text.get(mention.id, mention)]


def _goes_on(short: MechanismMention, full: MechanismMention) -> bool:
    """Whether a name is the beginning of a longer one, which goes on with a subject."""
    first, last = (mention.design.lower().replace("-", "") for mention in (short, full))
    return (f" {first} " in f" {last} " and len(first) < len(last)) or (
        first == last and not short.acronym and bool(full.acronym)
    )


def _with_acronyms(passages: Sequence[Passage]) -> None:
    """Add the places where a mechanism that is new stands by its acronym alone: “The IGC met in Oslo”."""
    by_acronym: dict[str, MechanismMention] = {}
    for passage in passages:
        for acronym, mention in by_acronym.items():
            for match in re.finditer(rf"(?<![(\w]){acronym}s?\b", passage.text):
                if not any(m.start < match.end() and match.start() < m.end for m in passage.mechanisms):
                    passage.mechanisms.append(replace(mention, start=match.start(), end=match.end()))
        passage.mechanisms.sort(key=lambda mention: mention.start)
        by_acronym |= {m.acronym: m for m in passage.mechanisms if m.acronym and not m.is_known and not m.is_of_family}


_OTHER_ARTICLES = re.compile(
    r"(?:related (?:posts|articles|news|stories)|read (?:also|more|next)|see also|also read|more (?:news|stories)"
    r"|most read|you may also like|recommended for you|latest news)\b",
    re.IGNORECASE,
)

_LONGEST_TITLE = 150
"""Characters of the title of another article."""


def other_articles(paragraphs: Sequence[str]) -> frozenset[int]:
    """The numbers of the paragraphs of a web page that are titles of other articles, with the heading over them."""
    numbers: set[int] = set()
    below = False
    for number, text in enumerate(paragraphs, 1):
        heading = _OTHER_ARTICLES.match(text)
        below = bool(heading) or (below and len(text) <= _LONGEST_TITLE and not text.rstrip().endswith("."))
        if below:
            numbers.add(number)
    return frozenset(numbers)


def country_names(names: Names) -> dict[str, str]:
    """The names of all countries by their codes."""
    return {party.code: party.name for party in names.parties if party.kind in COUNTRY_KINDS}


def _clock(article: Article) -> Clock:
    is_book = len(article.content) > MAX_SENTENCES * LONGEST_SENTENCE // 10
    return Clock(article.publication, years={} if is_book else full_dates(article))


_SITE = re.compile(r"(?::|\d,)\s$")
_SITE_END = re.compile(r"[,.;]|$")
"""What stands around a place: “Venue: Ankara, 3 May”."""


def _all_sites(text: str, names: Names, codes: Set[str], of_sentence: list[PartyMention]) -> list[CityMention]:
    """The cities of a sentence that are places, with the capitals that it names by their country."""
    mentions = [
        *_sites(text, cities(text, names, codes), of_sentence),
        *named_capitals(text, names, of_sentence),
    ]
    return sorted(mentions, key=lambda mention: mention.start)


def _sites(text: str, mentions: list[CityMention], of_sentence: list[PartyMention]) -> list[CityMention]:
    """The cities that are places: “in Ankara”, but not “between Ankara and Astana”, which are governments."""
    governments = {mention.start for mention in of_sentence if mention.form is PartyForm.capital}
    return [
        city for city in mentions
        if city.start not in governments or (_SITE.search(text[: city.start]) and _SITE_END.match(text, city.end))
    ]  # fmt: skip
