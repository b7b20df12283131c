"""A person of a text, with the party and the post that the text, or else the seed, gives them."""

from dataclasses import dataclass, field

from app.curate.events.event import Spot
from app.curate.mentions.person_names import PersonMention
from app.curate.mentions.posts import Post
from app.curate.mentions.reading import Passage
from app.domain.text import fold


@dataclass
class Profile:
    """A person of a text. ``spots`` are the mentions in the order of the text; ``id`` is None for somebody new."""

    key: str
    id: str | None
    name: str
    party: str | None = None
    title: str | None = None
    is_party_guessed: bool = False
    """Whether the party is a guess: the only one left, or that of the publisher. No words about the person imply it."""

    posts: list[tuple[Post, PersonMention, Passage]] = field(default_factory=list)
    mentions: list[tuple[PersonMention, Passage]] = field(default_factory=list)
    spellings: frozenset[str] = frozenset()
    """All names that the records have or will have, folded."""

    @property
    def surname(self) -> str:
        return self.name.split()[-1]

    def reason(self, words: str) -> str | None:
        """Why words without a full name are about this person: they have the surname, or the post."""
        text = f" {fold(words)} "
        if any(f" {spelling} " in text for spelling in self.spellings):
            return None
        form = "the surname" if f" {fold(self.surname)} " in text else "the post"
        return f"It is {form} of {self.name}, whom the text names elsewhere."

    def spots(self) -> list[Spot]:
        return [Spot.of(passage, mention) for mention, passage in self.mentions]
