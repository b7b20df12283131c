"""The people of a text, each once: with the party and the post that the text, or else the seed, gives them."""

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from app.curate.events.event import Spot, key_of
from app.curate.mentions.parties import PartyForm
from app.curate.mentions.people import PersonMention
from app.curate.mentions.posts import Post, class_of
from app.curate.mentions.reading import Passage, Reading
from app.curate.names import Names
from app.domain.text import fold
from app.domain.vocabulary import PositionClass

_NO_TITLES = ("minister", "leader", "counterpart", "colleague", "opposite number")
"""Words for a holder of a post that do not say which post it is."""


@dataclass
class Profile:
    """A person of a text. ``spots`` are the places with the post first; ``id`` is None for somebody new."""

    key: str
    id: str | None
    name: str
    party: str | None = None
    title: str | None = None
    is_party_inferred: bool = False
    """Whether no words state the party: it is the one of the two countries of the text that is left for this person."""

    posts: list[tuple[Post, PersonMention, Passage]] = field(default_factory=list)
    mentions: list[tuple[PersonMention, Passage]] = field(default_factory=list)
    spellings: frozenset[str] = frozenset()
    """All names that the records have or will have, folded."""

    @property
    def surname(self) -> str:
        return self.name.split()[-1]

    def reason(self, words: str) -> str | None:
        """Why words without a full name are about this person: they have the surname, or the post."""
        padded = f" {fold(words)} "
        if any(f" {spelling} " in padded for spelling in self.spellings):
            return None
        form = "the surname" if f" {fold(self.surname)} " in padded else "the post"
        return f"It is {form} of {self.name}, whom the text names elsewhere."

    def spots(self) -> list[Spot]:
        return [Spot(passage, mention.start, mention.end) for mention, passage in self.mentions]


def profiles(reading: Reading, names: Names) -> Mapping[str, Profile]:
    """The people of a text by their ids, in the order of the text."""
    people = {person.id: person for person in names.people}
    by_key: dict[str, Profile] = {}
    for passage in reading.passages:
        for mention in passage.people:
            key = key_of(mention)
            person = people.get(mention.id or "")
            name = person.name if person else mention.name
            spellings = frozenset(map(fold, (name, *(person.spellings if person else ()))))
            profile = by_key.setdefault(key, Profile(key, mention.id, name, spellings=spellings))
            profile.mentions.append((mention, passage))
            if mention.post and mention.post.title.lower() not in _NO_TITLES:
                profile.posts.append((mention.post, mention, passage))
    for profile in by_key.values():
        person = people.get(profile.id or "")
        posts = [post for post, mention, _ in profile.posts if not post.former and not mention.is_inferred]
        posts += [post for post, mention, _ in profile.posts if not post.former and mention.is_inferred]
        profile.party = next((post.party for post in posts if post.party), None) or _party_after(profile)
        profile.title = person.posts[0] if person and person.posts else posts[0].title if posts else None
        if person and person.party:
            profile.party = person.party
    _parties_beside(by_key, reading)
    _second_parties(by_key.values(), reading)
    _parties_of_pair(by_key, reading)
    return by_key


_HOLDS = re.compile(r"\s(?:[\w-]+\s){0,3}?[\w-]+,\s(?:the\s)?\Z")
"""What stands between a country and a post in apposition: “the Kazakh co-chair, Vice Minister X”."""

_ITS = re.compile(r"\b(?:its|their|whose)\s(?:\w+\s)?\Z", re.IGNORECASE)

_ISSUER = re.compile(
    r"\b(?:ministry|embassy|consulate|directorate|department|office of|press service|administration|mission)\b",
    re.IGNORECASE,
)
"""A word for who publishes a text, in its head."""

_HEAD = 3
"""Paragraphs at the start that may say who publishes a text."""

_LONGEST_HEAD = 150
"""Characters of a line that names who publishes a text. A longer one is a sentence of it."""


def _parties_beside(people: Mapping[str, Profile], reading: Reading) -> None:
    """Give people without a party that of the words before: “the Kazakh co-chair, Vice Minister X”, “the Turkish Union
    and its chairman X”."""
    for passage in reading.passages:
        for mention in passage.people:
            profile, post = people[key_of(mention)], mention.post
            before = [p for p in passage.parties if p.code in passage.countries and post and p.end <= post.start]
            if profile.party is None and post and before:
                words = passage.text[before[-1].end : post.start]
                is_holder = before[-1].form is PartyForm.people and _HOLDS.fullmatch(words)
                if is_holder or (len(words) < _LONGEST_HEAD and _ITS.search(words)):
                    profile.party, profile.is_party_inferred = before[-1].code, True


def _parties_of_pair(people: Mapping[str, Profile], reading: Reading) -> None:
    """Give people with a post but no party a country. Where two people meet and one is of the pair of countries that
    the text names most, the other person is of the other country. Whoever is left and is no known record is of the
    country that publishes the text."""
    counts = Counter(p.code for passage in reading.passages for p in passage.parties if p.code in reading.codes)
    pair = {code for code, _ in counts.most_common(2)}
    home = _publisher(reading)
    for passage in reading.passages:
        both = list(dict.fromkeys(key_of(mention) for mention in passage.people))
        for key in both:
            profile = people[key]
            others = {people[other].party for other in both if other != key} & pair
            if profile.party is None and profile.posts and len(both) == 2 and len(others) == 1 and len(pair) == 2:
                (profile.party,) = pair - others
                profile.is_party_inferred = True
    for profile in people.values():
        if profile.party is None and profile.posts and home and not profile.id:
            profile.party, profile.is_party_inferred = home, True


def _publisher(reading: Reading) -> str | None:
    """The country whose ministry or embassy publishes a text, by the lines at its start."""
    for number in range(1, _HEAD + 1):
        for passage in reading.of_paragraph(number)[:1]:
            issuer = _ISSUER.search(passage.text) if len(passage.text) <= _LONGEST_HEAD else None
            parties = [
                p.code for p in passage.parties if issuer and p.start >= issuer.start() and p.code in reading.codes
            ]
            if parties and not passage.people:
                return parties[0]
    return None


def _of_one_post(passage: Passage, reading: Reading, people: Mapping[str, Profile]) -> None:
    """“Presidents A and B”: if A is of one of the two countries of the text, B is of the other."""
    for mention, neighbour in pairwise(passage.people):
        if mention.post and neighbour.post and mention.post.start == neighbour.post.start:
            first, second = people[key_of(mention)], people[key_of(neighbour)]
            remainder = reading.codes - {first.party}
            if second.party is None and first.party in reading.codes and len(remainder) == 1:
                (second.party,) = remainder
                second.is_party_inferred = True


_OF_STATE = (PositionClass.head_of_state, PositionClass.head_of_government, PositionClass.foreign_minister)


def _second_parties(people: Collection[Profile], reading: Reading) -> None:
    """Give people without a party the second country of a text that tells of two: they meet a counterpart from the
    first, or all others are from the first."""
    by_key = {profile.key: profile for profile in people}
    for passage in reading.passages:
        for counterpart in (m for m in passage.people if m.is_inferred and m.post and m.post.party in reading.codes):
            remainder = reading.codes - {counterpart.post.party if counterpart.post else None}
            before = [by_key[key_of(m)] for m in passage.people if m.end <= counterpart.start]
            if len(remainder) == 1 and before and before[-1].party is None:
                (before[-1].party,) = remainder
                before[-1].is_party_inferred = True
        _of_one_post(passage, reading, by_key)
    parties = {profile.party for profile in people if profile.party}
    remainder = reading.codes - parties
    if len(reading.codes) == 2 and len(remainder) == 1 and parties & reading.codes:
        for profile in people:
            if profile.party is None and profile.title and class_of(profile.title) in _OF_STATE:
                (profile.party,) = remainder
                profile.is_party_inferred = True


def _party_after(profile: Profile) -> str | None:
    """The country right after a name: “Federal Chancellor Karl Brandt of Germany”."""
    for mention, passage in profile.mentions:
        for party in passage.parties:
            if passage.text[mention.end : party.start] in (" of ", " of the "):
                return party.code
    return None
