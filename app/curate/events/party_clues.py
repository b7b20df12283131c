"""The people without a party and the states of a sentence, for the rules that find the country of a person."""

from collections.abc import Iterator, Mapping

from app.curate.events.event import person_key
from app.curate.events.profile import Profile
from app.curate.mentions.parties import PartyMention
from app.curate.mentions.person_names import PersonMention
from app.curate.mentions.reading import Passage, Reading
from app.domain.position_classes import class_of
from app.domain.vocabulary import PositionClass


def set_party(profile: Profile, party: str) -> None:
    """Give somebody a party, unless there is one already."""
    if profile.party is None:
        profile.party = party


def without_party(people: Mapping[str, Profile], reading: Reading) -> Iterator[tuple[Profile, PersonMention, Passage]]:
    """The mentions of people without a party, in the order of the text."""
    for passage in reading.passages:
        for mention in passage.people:
            if (profile := people[person_key(mention)]).party is None:
                yield profile, mention, passage


def states(passage: Passage) -> list[PartyMention]:
    """The countries that a sentence names, and the European Union."""
    return [party for party in passage.parties if party.code in passage.countries or party.code == "EU"]


def is_of_state(profile: Profile) -> bool:
    """Whether somebody holds a post of state, be it only called “Minister”."""
    titles = [profile.title, *(mention.post.title for mention, _ in profile.mentions if mention.post)]
    return any(title and class_of(title) in _OF_STATE for title in titles[:2])


_OF_STATE = (
    PositionClass.head_of_state,
    PositionClass.head_of_government,
    PositionClass.foreign_minister,
    PositionClass.minister,
    PositionClass.deputy_minister,
)
