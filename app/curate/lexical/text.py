"""A text as the readers see it: each sentence with its countries, dates, amounts and people, found once."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import cycle

from app.curate.articles import Article, Sentence
from app.curate.derivable import Derivable
from app.curate.lexical.amounts import NumberMention, number_mentions, ordinal_mentions
from app.curate.lexical.countries import CountryMention, countries
from app.curate.lexical.dates import date_mentions
from app.curate.lexical.known_people import known_people, people_by_name
from app.curate.lexical.people import Person, person_mentions, with_name_of_text
from app.curate.lexicons import lexicons
from app.curate.lexicons.lexicon import Lexicon
from app.curate.mentions.cities import CityMention
from app.curate.mentions.dates import DateMention
from app.curate.mentions.parties import PartyForm
from app.curate.mentions.reading import LONGEST_SENTENCE, MAX_SENTENCES, main_pair
from app.curate.names import Names, PersonNames
from app.curate.proposals import Quote
from app.curate.quoting import quote
from app.domain.edtf import Span
from app.domain.prose import numbers
from app.domain.text import fold
from app.domain.vocabulary import MechanismKind

_WORD = re.compile(r"[^\W\d_][\w-]+")

_ACRONYM = re.compile(r"(?:['’]\w{1,4})?\s\(([^\W\d_]{2,8})\)")
"""An acronym in brackets behind a name, which may have an ending."""

_DATELINE_PARAGRAPHS = 3
"""Paragraphs at the beginning of an article that may have the dateline."""

_DATELINE = re.compile(r"[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,2}(?:,\s|\s?[/(]\s?)")
_DATELINE_END = re.compile(r"[\w.]{0,6}(?:\s(?:года|г\.))?(?:\s?\([^()]{1,30}\))?\s?[–—-]{1,2}\s")
"""What stands before and behind the date of a dateline."""

_CLOSING = " \n»”\"')"
"""What may stand behind the last sign of a sentence."""


@dataclass(frozen=True, eq=False)
class LexicalSentence:
    """A sentence with its mentions, whose offsets count characters in it. ``lower`` is its text in lower case, and
    ``number`` its place among the sentences of the article, from 0."""

    number: int
    article: Article
    sentence: Sentence
    text: str
    lower: str
    lexicon: Lexicon
    countries: list[CountryMention]
    people: list[Person]

    @cached_property
    def dates(self) -> list[DateMention]:
        """The dates without that of a dateline, “OSLO, 3 May –”, which is the day of the report alone."""
        dates = date_mentions(self.article, self.sentence, self.text, self.lexicon)
        return [date for date in dates if not self._is_dateline(date)]

    def _is_dateline(self, date: DateMention) -> bool:
        is_head = self.paragraph <= _DATELINE_PARAGRAPHS and self.sentence.number == 1
        site = _DATELINE.fullmatch(self.text, 0, date.start) if is_head else None
        is_city = site is not None and (site[0].isupper() or site[0].istitle()) and len(site[0]) > len("Oh, ")
        return is_city and _DATELINE_END.match(self.text, date.end) is not None

    def is_in_post(self, offset: int) -> bool:
        """Whether a word belongs to the post or name of a person."""
        return any(person.post_start <= offset < person.end for person in self.people)

    @cached_property
    def amounts(self) -> list[NumberMention]:
        """The amounts that are no part of a date."""
        return [a for a in number_mentions(self.text, self.lexicon) if not self.in_date(a.start)]

    @cached_property
    def ordinals(self) -> list[NumberMention]:
        return [a for a in ordinal_mentions(self.text, self.lexicon) if not self.in_date(a.start)]

    def in_date(self, offset: int) -> bool:
        return any(date.start <= offset < date.end for date in self.dates)

    @property
    def paragraph(self) -> int:
        return self.sentence.paragraph

    @cached_property
    def is_statement(self) -> bool:
        """Whether the sentence says what is so: it is no question, condition or wish."""
        return not (self.text.rstrip(_CLOSING).endswith("?") or self.lexicon.hypotheses.search(self.text))

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """The offsets of the part of the sentence between the commas, colons or semicolons around two offsets."""
        first = max(self.text.rfind(sign, 0, start) for sign in ",;:") + 1
        ends = [self.text.find(sign, end) for sign in ",;:"]
        return first, min((offset for offset in ends if offset >= 0), default=len(self.text))

    def is_denied(self, start: int, end: int) -> bool:
        """Whether the clause of the words between two offsets has a negation."""
        return self.lexicon.negations.search(self.lower, *self.clause(start, end)) is not None

    def words_of(self, mention: CountryMention | CityMention) -> str:
        """The words of a place in lower case, with the ending behind an apostrophe, and the word before them."""
        end = re.compile(r"(?:['-]\w+)?").match(self.lower, mention.end)
        first = self.lower.rfind(" ", 0, max(0, mention.start - 1)) + 1
        return self.lower[first : end.end() if end else mention.end]

    def quote(self, start: int, end: int, *fields: str, reason: str | None = None) -> Quote:
        """A quote of the words between two offsets in the sentence."""
        first = self.sentence.start
        return quote(self.article, self.paragraph, first + start, first + end, [*fields], reason)

    def quote_number(self, number: float, start: int, end: int, *fields: str) -> Quote:
        """A quote of a number, with a reason if the check of values does not read its words or its form."""
        words = self.text[start:end]
        reason = None if number in numbers(words) else f"“{words}” means {number:,.15g}."
        return self.quote(start, end, *fields, reason=reason)


_FARTHEST = 100
"""Sentences before a statement, and from the start of the text, in which a country is looked for."""


DateSpot = tuple[LexicalSentence, DateMention]
"""A date, with the sentence that states it before it."""


def gap_between(first: tuple[int, int], second: tuple[int, int]) -> int:
    """Characters between two spans of offsets; 0 if they touch or overlap."""
    return max(0, second[0] - first[1], first[0] - second[1])


@dataclass(frozen=True)
class Sides:
    """The countries of a fact, mostly two, in the order of the text. ``spots`` has a sentence and offsets for each.

    ``reason`` says how they were found where the sentence does not name both.
    """

    codes: tuple[str, ...]
    spots: tuple[tuple[LexicalSentence, int, int], ...]
    reason: str | None = None

    def led_by(self, code: str | None) -> "Sides":
        """The two sides with that of a code first; as they are if it is not the second."""
        is_second = len(self.codes) == 2 and code == self.codes[1]
        return Sides(self.codes[::-1], self.spots[::-1], self.reason) if is_second else self

    def quotes(self, *fields: str) -> Iterator[Quote]:
        """A quote for each of the countries: all for one field, or each for its own."""
        for field, (line, start, end) in zip(cycle(fields), self.spots, strict=False):
            yield line.quote(start, end, field, reason=self.reason)


@dataclass(frozen=True, eq=False)
class LexicalText(Derivable):
    """An article by its sentences, ``lines``. ``homes`` has the codes of the countries of its people by surname."""

    lines: list[LexicalSentence]
    lexicon: Lexicon
    publication: Span | None
    country_names: dict[str, str]
    homes: dict[str, str]

    @cached_property
    def statements(self) -> list[LexicalSentence]:
        """The sentences that say what is so, without the headline, which repeats one of them without its date."""
        return [line for line in self.lines[1:] or self.lines if line.is_statement]

    @cached_property
    def pair(self) -> tuple[str, ...]:
        """The codes of the two countries that the text is about, in its order; else empty."""
        codes = main_pair([[c for c, _, _ in self.country_spots(line)] for line in self.lines])
        order = [code for line in self.lines for code, _, _ in self.country_spots(line) if code in codes]
        return tuple(dict.fromkeys(order))

    def names_of(self, codes: Iterable[str]) -> list[str]:
        """The English names of countries."""
        return [self.country_names.get(code, code) for code in codes]

    @cached_property
    def _paragraphs(self) -> dict[int, list[LexicalSentence]]:
        result: dict[int, list[LexicalSentence]] = {}
        for line in self.lines:
            result.setdefault(line.paragraph, []).append(line)
        return result

    def of_paragraph(self, number: int) -> list[LexicalSentence]:
        """The sentences of a paragraph, which counts from 1."""
        return self._paragraphs.get(number, [])

    @cached_property
    def acronyms(self) -> dict[str, MechanismKind]:
        """The acronyms that the text gives to bodies: “the Joint Commission (JC)”."""
        kinds = {}
        for line in self.lines:
            for kind, pattern in self.lexicon.bodies.items():
                for body in pattern.finditer(line.lower):
                    if acronym := _ACRONYM.match(line.text, body.end()):
                        kinds[self.lexicon.lower_case(acronym[1])] = kind
        return kinds

    def bodies(self, line: LexicalSentence) -> list[tuple[MechanismKind, tuple[int, int]]]:
        """The bodies that a sentence names, in order."""
        spans = [(kind, m.span()) for kind, p in self.lexicon.bodies.items() for m in p.finditer(line.lower)]
        words = re.finditer(r"\w{2,8}", line.lower) if self.acronyms else ()
        spans += [(kind, word.span()) for word in words if (kind := self.acronyms.get(word.group()))]
        return sorted(spans, key=lambda body: body[1])

    def country_spots(self, line: LexicalSentence, *, capitals: bool = True) -> list[tuple[str, int, int]]:
        """The countries of a sentence with their offsets: by name, by people, by their officials, and by capitals."""
        spots = [
            (m.code, m.start, m.end)
            for m in line.countries
            if m.is_country and (capitals or m.form is not PartyForm.capital)
        ]
        words = [match for match in _WORD.finditer(line.text) if match.group()[0].isupper()]
        spots += [(code, *match.span()) for match in words if (code := self._home(match.group()))]
        return sorted(spots, key=lambda spot: spot[1])

    def _home(self, word: str) -> str | None:
        """The country of the official with this surname, in any case."""
        plain = self.lexicon.lower_case(word)
        lengths = [len(plain), *range(len(plain) - 1, max(3, len(plain) - 4), -1)]
        return next((code for length in lengths if (code := self.homes.get(plain[:length]))), None)

    def is_of_publication(self, date: DateSpot | None) -> bool:
        """Whether a date is the day of publication."""
        return bool(date and self.publication and date[1].edtf == self.publication.text)

    def sides(self, line: LexicalSentence, start: int = 0, end: int | None = None) -> Sides:
        """The countries of a statement in a part of a sentence; none if they are not clear.

        They are the two that it names, or all if it says that there are more than two sides. Otherwise the pair of the
        text completes or limits them, or the only other country of the paragraph or headline is added.
        """
        end = len(line.text) if end is None else end
        all_named = [spot for spot in self.country_spots(line) if start <= spot[1] < end]
        states = [spot for spot in self.country_spots(line, capitals=False) if start <= spot[1] < end]
        for spots in (states, all_named):
            codes = tuple(dict.fromkeys(code for code, _, _ in spots))
            if len(codes) == 2:
                return Sides(codes, tuple((line, *_spot(spots, code)) for code in codes))
        codes = tuple(dict.fromkeys(code for code, _, _ in all_named))
        if not codes and (before := self._sides_before(line)):
            return before
        reason = "The text is about these two countries."
        if len(codes) < 2 and len(self.pair) == 2 and {*codes} <= {*self.pair}:
            codes_in_order = (*codes, *(code for code in self.pair if code not in codes))
            return Sides(codes_in_order, tuple(self._spots(line, code) for code in codes_in_order), reason)
        if len(codes) > 2 and line.lexicon.multilateral.search(line.lower):
            return Sides(codes, tuple((line, *_spot(all_named, code)) for code in codes))
        if len(codes) > 2:
            inside = [code for code in codes if code in self.pair]
            if len(inside) == 2:
                codes_in_order = tuple(inside)
                return Sides(codes_in_order, tuple(self._spots(line, code) for code in codes_in_order), reason)
        if len(codes) == 1:
            second_code = self._before(line, codes[0])
            if second_code:
                codes_in_order = (codes[0], second_code)
                return Sides(codes_in_order, tuple(self._spots(line, code) for code in codes_in_order), reason)
        return Sides((), ())

    def _sides_before(self, line: LexicalSentence) -> Sides | None:
        """The two countries of the nearest sentence before in the paragraph that names any."""
        for earlier in reversed(self.of_paragraph(line.paragraph)):
            codes = tuple(dict.fromkeys(code for code, _, _ in self.country_spots(earlier)))
            if codes and earlier.number < line.number:
                spots = tuple(self._spots(earlier, code) for code in codes)
                return Sides(codes, spots, "The sentence before names them.") if len(codes) == 2 else None
        return None

    def _before(self, line: LexicalSentence, code: str) -> str | None:
        """The only other country that the paragraph names, else the headline."""
        for group in (self.of_paragraph(line.paragraph), self.of_paragraph(1)):
            codes = {spot_code for line in group for spot_code, _, _ in self.country_spots(line)} - {code}
            if len(codes) == 1:
                return codes.pop()
        return None

    def _spots(self, line: LexicalSentence, code: str) -> tuple[LexicalSentence, int, int]:
        """Where a country is named: in the sentence, else in the nearest before, else in the first."""
        number = line.number
        first = max(0, number - _FARTHEST)
        for near_line in (*reversed(self.lines[first : number + 1]), *self.lines[:_FARTHEST]):
            for spot_code, start, end in self.country_spots(near_line):
                if spot_code == code:
                    return near_line, start, end
        return line, 0, len(line.text)


def _spot(spots: Sequence[tuple[str, int, int]], code: str) -> tuple[int, int]:
    return next((start, end) for spot_code, start, end in spots if spot_code == code)


def read_lexical(article: Article, names: Names) -> LexicalText | None:
    """The mentions of a text in a language that has a lexicon; else None. They are found once."""
    return article.derive(_Reader(names)) if article.language in lexicons() else None


@dataclass(frozen=True)
class _Reader:
    names: Names

    def __call__(self, article: Article) -> LexicalText:
        lexicon = lexicons()[article.language]
        lines: list[LexicalSentence] = []
        sentences = article.sentences[:MAX_SENTENCES]
        mention_lists = [countries(sentence.text[:LONGEST_SENTENCE], lexicon, self.names) for sentence in sentences]
        certain = {mention.code for mentions in mention_lists for mention in mentions}
        for sentence, mentions in zip(sentences, mention_lists, strict=True):
            words = sentence.text[:LONGEST_SENTENCE]
            first = _WORD.search(words)
            if first and lexicon.lower_case(first.group()) in lexicon.common_words:
                mentions = countries(words, lexicon, self.names, certain)
            people = person_mentions(words, mentions, lexicon)
            of_line = [with_name_of_text(p, words[p.start : p.end], article.content) for p in people]
            lines.append(
                LexicalSentence(
                    len(lines), article, sentence, words, lexicon.lower_case(words), lexicon, mentions, of_line
                )
            )
        country_names = {party.code: party.name for party in self.names.parties}
        text = LexicalText(lines, lexicon, article.publication, country_names, {})
        records = self.names.derive(people_by_name)
        _split_names(text, records)
        _find_homes(text, records)
        for line in lines:
            for person, name, _ in known_people(line.text, lexicon, self.names):
                if person.party:
                    text.homes.setdefault(lexicon.lower_case(name.split()[-1]), person.party)
        return text


def _split_names(text: LexicalText, records: Mapping[str, PersonNames]) -> None:
    """Split a run of words that is two names. The first ends where the full name of another person begins: in some
    languages, subject and object stand side by side. That of an official of the seed ends with it."""
    full_names = {person.name for line in text.lines for person in line.people if " " in person.name}
    for line in text.lines:
        for number, person in enumerate(line.people):
            words = person.name.split()
            counts = [count for count in range(2, len(words) - 1) if " ".join(words[count:]) in full_names]
            counts += [count for count in range(2, len(words)) if fold(" ".join(words[:count])) in records]
            if count := next(iter(counts), None):
                first_words = re.compile(rf"(?:\S+\s+){{{count - 1}}}\S+").match(line.text, person.start)
                end = first_words.end() if first_words else person.end
                line.people[number] = replace(person, name=line.text[person.start : end], end=end)


def _find_homes(text: LexicalText, records: Mapping[str, PersonNames]) -> None:
    """Give each official a country: that of another mention of the name, that which the seed has, else the home of the
    language if the text is about it."""
    lexicon = text.lexicon
    of_names: dict[str, Counter[str]] = {}
    for line in text.lines:
        for number, person in enumerate(line.people):
            record = records.get(fold(person.name))
            if person.country is None and not person.is_of_body and record and record.party:
                line.people[number] = person = replace(person, country=record.party)
            if person.country:
                of_names.setdefault(lexicon.lower_case(person.surname), Counter())[person.country] += 1
    text.homes.update({surname: counts.most_common(1)[0][0] for surname, counts in of_names.items()})
    for line in text.lines:
        states = {m.code for m in line.countries if m.is_country and m.form is PartyForm.name}
        for number, person in enumerate(line.people):
            if person.country is None and not person.is_of_body and lexicon.home is None and len(states) == 1:
                line.people[number] = replace(person, country=min(states))
    is_about_home = lexicon.home in {m.code for line in text.lines for m in line.countries} | {*text.homes.values()}
    for line in text.lines:
        for number, person in enumerate(line.people):
            if person.country is None and not person.is_of_body:
                country = text.homes.get(lexicon.lower_case(person.surname)) or (
                    lexicon.home if is_about_home else None
                )
                line.people[number] = replace(person, country=country)
                if country:
                    text.homes.setdefault(lexicon.lower_case(person.surname), country)
