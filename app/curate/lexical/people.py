"""People in a sentence: a post, the names behind it, and their country, by the words of a lexicon."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

from app.curate.lexical.countries import CountryMention
from app.curate.lexicons import lexicons
from app.curate.lexicons.lexicon import Lexicon, PostOrder, PostWord
from app.curate.mentions.parties import PartyForm
from app.domain.position_classes import class_of
from app.domain.text import fold
from app.domain.vocabulary import PositionClass

_NAME_WORD = r"[^\W\d_][\w-]*"

_TOKEN = re.compile(rf"(?:[^\W\d_]\.\s?)+{_NAME_WORD}|{_NAME_WORD}|\S")

_INITIALS = re.compile(r"(?:[^\W\d_]\.\s?)+")

_LONGEST_POST = 160
"""Characters between the head word of a post and the name."""

_FARTHEST_COUNTRY = 5
"""Words between a country and the post that is before it."""

_LONGEST_NAME = 6
"""Words of a name."""

_FORMER = re.compile(r"\b(?:former|ex|late|then|previous)\b", re.IGNORECASE)
"""Says in English that somebody has left a post."""


@dataclass(frozen=True)
class Person:
    """A person with a post. The offsets count characters in the sentence: of the name, and of the post with the name.

    ``is_country_named`` says that the country stands beside the post, ``is_name_sure`` that the name is in the
    nominative, ``is_of_body`` that an organisation stands there.
    """

    name: str
    title: str
    post: PostWord
    country: str | None
    start: int
    end: int
    post_start: int
    former: bool = False
    is_country_named: bool = True
    is_name_sure: bool = True
    is_of_body: bool = False

    @property
    def surname(self) -> str:
        return _INITIALS.sub("", self.name).split()[-1]

    @property
    def key(self) -> str:
        """The id of a new official."""
        return "-".join(fold(self.name).split())

    def reason(self, sentence: str) -> str | None:
        """How the name follows from the words of the sentence, if these have it in another case."""
        words = sentence[self.start : self.end]
        return None if words == self.name else f"The nominative of “{words}”."


@dataclass(frozen=True)
class _Head:
    word: PostWord
    start: int
    end: int


def person_mentions(text: str, mentions: Sequence[CountryMention], lexicon: Lexicon) -> list[Person]:
    """The people of a sentence that have a post, in order."""
    reader = _Reader(text, lexicon.lower_case(text), mentions, lexicon)
    heads = _heads(reader.lower, lexicon)
    people: list[Person] = []
    for number, head in enumerate(heads):
        limit = heads[number + 1].start if number + 1 < len(heads) else len(text)
        first = max([0, *(person.end for person in people if person.end <= head.start)])
        is_behind = lexicon.post_order is PostOrder.behind
        person = reader.post_behind(head, limit) if is_behind else reader.post_before(head, first, limit)
        if person is None:
            continue
        earlier = people[-1] if people else None
        joint = text[earlier.end : person.post_start] if earlier else ""
        if person.country is None and earlier and lexicon.conjunction.fullmatch(lexicon.lower_case(joint)):
            person = replace(person, country=earlier.country, is_country_named=earlier.is_country_named)
        if person.country is None and not person.is_of_body and (country := reader.country_before(person, heads)):
            person = replace(person, country=country)
        people.append(person)
    return people


def with_name_of_text(person: Person, words: str, content: str) -> Person:
    """The person, with the form of the name that the ``content`` of the text has elsewhere. ``words`` is the spelling
    that was read, which may have the ending of a case; but not each such ending is one."""
    parts, spelling = person.name.split(), words.split()
    if len(parts) != len(spelling) or not 1 < len(parts) < _LONGEST_NAME:
        return person
    forms = (" ".join(form) for form in product(*zip(parts, spelling, strict=True)))
    name = next((form for form in forms if form != words and re.search(rf"{re.escape(form)}\b", content)), None)
    return replace(person, name=name, is_name_sure=True) if name else person


def post_heads(lower: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The offsets of the head words of posts, with or without a name."""
    return [(head.start, head.end) for head in _heads(lower, lexicon)]


def post_classes(words: str, language: str) -> set[PositionClass]:
    """The classes of the present posts that words of a document name: by its lexicon, else in English."""
    lexicon = lexicons().get(language)
    if lexicon is None:
        return set() if _FORMER.search(words) else {class_of(words)}
    lower = lexicon.lower_case(words)
    return set() if lexicon.former_posts.search(lower) else {head.word.kind for head in _heads(lower, lexicon)}


def _heads(lower: str, lexicon: Lexicon) -> list[_Head]:
    """The head words of posts, none within another."""
    spans = [_Head(word, *match.span()) for word in lexicon.posts for match in word.words.finditer(lower)]
    heads: list[_Head] = []
    for head in sorted(spans, key=lambda head: (head.start, -head.end)):
        if heads and head.start < heads[-1].end:
            continue
        if heads and lower[heads[-1].end : head.start] in (" ", "-"):
            heads[-1] = replace(heads[-1], end=head.end)  # one post: “deputy of the prime minister”
            continue
        heads.append(head)
    return heads


_BESIDE = re.compile(r"[\w’'-]{0,5}\s")

_SPACE = re.compile(r",?\s")

_APPOSITION = re.compile(rf"((?:{_NAME_WORD}\s){{1,3}}{_NAME_WORD})(?:,|\s[–—-])\s(?:\w{{4,12}}\s)?\Z")


@dataclass(frozen=True)
class _Reader:
    """Reads the names beside the posts of a sentence."""

    text: str
    lower: str
    mentions: Sequence[CountryMention]
    lexicon: Lexicon

    def _state(self, offset: int) -> CountryMention | None:
        """The country or organisation that is named at an offset, by its name or people."""
        inside = (m for m in self.mentions if m.start <= offset < m.end and m.form is not PartyForm.capital)
        return next(inside, None)

    def _name(self, start: int, limit: int) -> int | None:
        """The end of the name that begins at an offset, or None."""
        end = None
        position, count = start, 0
        while count < _LONGEST_NAME and (token := _TOKEN.match(self.text, position)) and token.start() < limit:
            word = token.group()
            is_particle = end is not None and self.lexicon.name_particles.fullmatch(self.lexicon.lower_case(word))
            is_name = self._is_name(word, is_first=end is None)
            if not (is_name or is_particle) or self._is_country(token, is_first=end is None):
                break
            end = token.end() if is_name else end
            count += 1
            if self.text[token.end() : token.end() + 1] != " ":
                break
            position = token.end() + 1
        return end

    def _is_name(self, word: str, *, is_first: bool) -> bool:
        """Whether a word may be part of a name: it has a capital letter first, or behind an article: “al-Masri”."""
        if len(word) < 2 or self.lexicon.body_words.fullmatch(self.lexicon.lower_case(word)):
            return False
        if word[0].isupper():
            return not word.isupper() or bool(_INITIALS.match(word)) or (not is_first and len(word) > 2)
        article, hyphen, stem = word.partition("-")
        has_article = hyphen and stem[:1].isupper() and self.lexicon.name_particles.fullmatch(article)
        return not is_first and bool(has_article)

    def _is_country(self, token: re.Match[str], *, is_first: bool) -> bool:
        """Whether a word is a country, and not the part of a longer name of a person."""
        if not is_first and any(m.start == token.start() and m.form is PartyForm.capital for m in self.mentions):
            return True
        state = self._state(token.start())
        if state is None:
            return False
        if " " in self.text[state.start : state.end]:
            return True
        goes_on = re.compile(r"\s[^\W\d_]\w").match(self.text, state.end)
        return is_first or not (goes_on and self.text[state.end + 1].isupper())

    def _is_capital(self, start: int, end: int) -> bool:
        """Whether words are the name of a capital, and nothing more."""
        words = self.text[start:end]
        return " " not in words and any(m.start == start and m.form is PartyForm.capital for m in self.mentions)

    def country_before(self, person: Person, heads: Sequence[_Head]) -> str | None:
        """The country of a post that has none of its own: of the delegation that the person leads, of another post of
        the person, or of the capital right before: “the Kenyan side – minister”, “the head of trade of Kenya, X”.
        """
        lexicon = self.lexicon
        for mention in reversed([m for m in self.mentions if m.is_country and m.end <= person.post_start]):
            between = self.lower[mention.end : person.post_start]
            if mention.form is PartyForm.capital:
                if lexicon.at_capital.fullmatch(between):
                    return mention.code
                continue
            has_post = any(head.end <= mention.start < head.end + _LONGEST_POST for head in heads)
            is_other_post = has_post and re.fullmatch(r",?\s(?:[–—-]\s)?", between)
            if is_other_post or lexicon.delegations.match(between) or re.fullmatch(r"\s[–—]\s", between):
                return mention.code
        return None

    def post_behind(self, head: _Head, limit: int) -> Person | None:
        """A post whose country and field stand behind its head word: ``министр торговли Перу Иван Иванов``."""
        beside = [m for m in self.mentions if m.end == head.start - 1 and m.form is PartyForm.people]
        start = beside[0].start if beside else head.start
        country = beside[0].code if beside else None
        position = post_end = head.end
        is_joint = False
        limit = min(limit, head.end + _LONGEST_POST)
        while position < limit and (space := _SPACE.match(self.text, position)):
            token = _TOKEN.match(self.text, space.end())
            has_comma = space.group().startswith(",")
            if token is None:
                break
            word, plain = token.group(), self.lexicon.lower_case(token.group())
            if (state := self._state(token.start())) and state.start == token.start():
                if has_comma:
                    break
                country = country or (state.code if state.is_country else None)
                position, is_joint = state.end, False
                continue
            is_body = self.lexicon.body_words.fullmatch(plain) or (word.isupper() and len(word) > 1)
            if word[0].isupper() and not is_body:
                is_capital = any(m.start == token.start() for m in self.mentions) or is_joint
                end = None if has_comma or is_capital else self._name(token.start(), limit)
                if end is None:
                    break
                return self._person(head, start, post_end, (token.start(), end), country)
            is_clause = has_comma and self.lexicon.post_joints.fullmatch(plain)
            if not word[0].isalpha() or is_clause or self.lexicon.post_breaks.fullmatch(plain):
                break
            position = token.end()
            is_joint = self.lexicon.post_joints.fullmatch(plain) is not None
            post_end = post_end if is_joint else position
        return self._named_before(head, start, post_end, country)

    def _named_before(self, head: _Head, start: int, end: int, country: str | None) -> Person | None:
        """A name with a post behind it: ``Иван Иванов, министр торговли Перу,``."""
        before = _APPOSITION.search(self.text, max(0, start - 80), start)
        if before is None or country is None or self._name(before.start(1), before.end(1)) != before.end(1):
            return None  # no name, such as “Besides”
        title = " ".join(self.text[head.start : end].split())
        return Person(before[1], title, head.word, country, *before.span(1), before.start(1))

    def _field_start(self, head: _Head, first: int) -> int:
        """Where a post begins whose field stands before its head word. Only a country closes a list with commas:
        ``Peru Gıda, Tarım ve Orman Bakanı``."""
        start = before_list = head.start
        has_list = False
        for word in reversed([*re.finditer(r"[\w’'-]+", self.text[first : head.start])]):
            plain = self.lexicon.lower_case(word.group())
            if self._state(first + word.start()):
                has_list = False
                break
            gap = self.text[first + word.end() : start].strip()
            is_list = gap == "," and self.lexicon.post_breaks.search(self.lower, start, head.start) is not None
            if (gap and not is_list) or not (word.group()[0].isupper() or self.lexicon.post_joints.fullmatch(plain)):
                break
            if "'" in plain and not self.lexicon.body_words.match(plain):
                break
            has_list = has_list or is_list
            start = first + word.start()
            before_list = before_list if has_list else start
        start = before_list if has_list else start
        while (joint := self.lexicon.post_breaks.match(self.lower, start)) and joint.end() < head.start:
            start = joint.end() + 1
        return start

    def _last_of_name(self, head: _Head, next_head: int) -> int:
        """Where a name behind a post ends at the latest: at the next post, or at the country of that."""
        between = [m for m in self.mentions if m.is_country and head.end < m.start and m.end < next_head]
        of_next = (m for m in between if re.fullmatch(r"(?:\s[^\s,;:.]+){0,4}\s", self.text[m.end : next_head]))
        return next((m.start for m in of_next), next_head)

    def post_before(self, head: _Head, first: int, next_head: int) -> Person | None:
        """A post whose country and field stand before its head word: ``Peru Ticaret Bakanı Ali Veli``. ``next_head`` is
        the offset of the next post, else the end of the sentence."""
        limit = self._last_of_name(head, next_head) if next_head < len(self.text) else next_head
        end = self._name(head.end + 1, limit) if self.text[head.end : head.end + 1] == " " else None
        if end is None or self._is_capital(head.end + 1, end):
            return None
        start = self._field_start(head, first)
        before = [m for m in self.mentions if first <= m.start and m.end <= head.start and m.is_country]
        near = [
            m
            for m in before
            if m.form is not PartyForm.capital
            and not m.is_locative
            and not re.search(r"[,;:.]", self.text[m.end : start])
            and len(self.text[m.end : start].split()) <= _FARTHEST_COUNTRY
        ]
        bodies = [m for m in self.mentions if not m.is_country and m.end <= start]
        is_of_body = any(_BESIDE.fullmatch(self.text, m.end, start) for m in bodies)
        if near and near[-1].form is PartyForm.people and head.word.kind is PositionClass.head_of_organization:
            is_of_body, start = True, near[-1].start  # the name of a bank or fund begins with a people
        country = near[-1].code if near and not is_of_body else None
        person = self._person(head, start, head.end, (head.end + 1, end), country)
        return replace(person, is_of_body=is_of_body)

    def _person(self, head: _Head, start: int, post_end: int, name: tuple[int, int], country: str | None) -> Person:
        words_of_name, form = self.text[slice(*name)], self.lower[head.start : head.end]
        title = self.text[start:post_end]
        if self.lexicon.post_order is PostOrder.behind:
            title = head.word.nominative + self.text[head.end : post_end]
        words = self.lexicon.nominative(words_of_name, form)
        former = self.lexicon.former_posts.search(self.lower, max(0, start - 25), post_end) is not None
        title = re.sub(rf"\A(?i:{self.lexicon.former_posts.pattern})\s", "", title)
        is_sure = self.lexicon.is_nominative(words, words_of_name, form)
        title = " ".join(title.split())
        return Person(words, title, head.word, country, *name, start, former, country is not None, is_sure)
