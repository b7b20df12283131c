"""The people of a text, each once: with the party and the post that the text, or else the seed, gives them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from app.curate.events.event import Spot, key_of
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
    """Whether the party is the second of the two countries of the text, which nobody else is of."""

    posts: list[tuple[Post, PersonMention, Passage]] = field(default_factory=list)
    mentions: list[tuple[PersonMention, Passage]] = field(default_factory=list)
    spellings: frozenset[str] = frozenset()
    """All names that the records have or will have, folded."""

    @property
    def surname(self) -> str:
        return self.name.split()[-1]

    def reason(self, words: str) -> str | None:
        """Why words are about this person, if they have none of the names: a surname, or a post alone."""
        folded = f" {fold(words)} "
        if any(f" {spelling} " in folded for spelling in self.spellings):
            return None
        what = "the surname" if f" {fold(self.surname)} " in folded else "the post"
        return f"It is {what} of {self.name}, whom the text names elsewhere."

    def spots(self) -> list[Spot]:
        return [Spot(passage, mention.start, mention.end) for mention, passage in self.mentions]


def profiles(reading: Reading, names: Names) -> Mapping[str, Profile]:
    """The people of a text by their ids, in the order of the text."""
    people = {person.id: person for person in names.people}
    found: dict[str, Profile] = {}
    for passage in reading.passages:
        for mention in passage.people:
            key = key_of(mention)
            person = people.get(mention.id or "")
            name = person.name if person else mention.name
            spellings = frozenset(map(fold, (name, *(person.spellings if person else ()))))
            profile = found.setdefault(key, Profile(key, mention.id, name, spellings=spellings))
            profile.mentions.append((mention, passage))
            if mention.post and mention.post.title.lower() not in (
                "minister",
                "leader",
                "counterpart",
                "colleague",
                "opposite number",
            ):
                profile.posts.append((mention.post, mention, passage))
    for profile in found.values():
        person = people.get(profile.id or "")
        stated = [post for post, mention, _ in profile.posts if not post.former and not mention.inferred]
        stated += [post for post, mention, _ in profile.posts if not post.former and mention.inferred]
        profile.party = next((post.party for post in stated if post.party), None) or _party_after(profile)
        profile.title = person.posts[0] if person and person.posts else stated[0].title if stated else None
        if person and person.party:
            profile.party = person.party
    _second_parties(found.values(), reading)
    return found


def _of_one_post(passage: Passage, reading: Reading, people: Mapping[str, Profile]) -> None:
    """“Presidents A and B”: if A is of one of the two countries of the text, B is of the other."""
    for one, other in pairwise(passage.people):
        if one.post and other.post and one.post.start == other.post.start:
            first, second = people[key_of(one)], people[key_of(other)]
            others = reading.named - {first.party}
            if second.party is None and first.party in reading.named and len(others) == 1:
                (second.party,) = others
                second.is_party_inferred = True


_OF_STATE = (PositionClass.head_of_state, PositionClass.head_of_government, PositionClass.foreign_minister)


def _second_parties(found: Collection[Profile], reading: Reading) -> None:
    """Give the second of the two countries of a text to those without one: who meets a counterpart of the first, or
    if all others are of the first."""
    found_by = {profile.key: profile for profile in found}
    for passage in reading.passages:
        for counterpart in (m for m in passage.people if m.inferred and m.post and m.post.party in reading.named):
            others = reading.named - {counterpart.post.party if counterpart.post else None}
            before = [found_by[key_of(m)] for m in passage.people if m.end <= counterpart.start]
            if len(others) == 1 and before and before[-1].party is None:
                (before[-1].party,) = others
                before[-1].is_party_inferred = True
        _of_one_post(passage, reading, found_by)
    parties = {profile.party for profile in found if profile.party}
    others = reading.named - parties
    if len(reading.named) == 2 and len(others) == 1 and parties & reading.named:
        for profile in found:
            if profile.party is None and profile.title and class_of(profile.title) in _OF_STATE:
                (profile.party,) = others
                profile.is_party_inferred = True


def _party_after(profile: Profile) -> str | None:
    """The country right after a name: “Federal Chancellor Karl Brandt of Germany”."""
    for mention, passage in profile.mentions:
        for party in passage.parties:
            if passage.text[mention.end : party.start] in (" of ", " of the "):
                return party.code
    return None
