"""The people of a text, each once: with the party and the post that the text, or else the seed, gives them."""

import re
from collections.abc import Mapping

from app.curate.events.event import end_of, person_key
from app.curate.events.homes import infer_parties
from app.curate.events.profile import Profile
from app.curate.mentions.post_words import COUNTERPARTS
from app.curate.mentions.reading import Reading
from app.curate.names import Names
from app.domain.text import fold

_NO_TITLES = ("minister", "secretary", "leader", *COUNTERPARTS)
"""Words for a holder of a post that do not say which post it is."""


_AT = re.compile(r"\s(?:in|at|of|for)\s(?:the\s)?")
"""What stands between a post and its country: “X, a deputy minister in the Omani Treasury”."""


def profiles(reading: Reading, names: Names) -> Mapping[str, Profile]:
    """The people of a text by their ids, in the order of the text."""
    people = {person.id: person for person in names.people}
    by_key: dict[str, Profile] = {}
    for passage in reading.passages:
        for mention in passage.people:
            key = person_key(mention)
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
        all_posts = [mention.post for mention, _ in profile.mentions if mention.post and not mention.post.former]
        former = [post for post, _, _ in profile.posts if post.former]  # whoever has left a post is of its country
        profile.party = next(
            (post.party for post in (*posts, *all_posts, *former) if post.party), None
        ) or _party_after(profile)
        profile.title = person.posts[0] if person and person.posts else posts[0].title if posts else None
        if person and person.party:
            profile.party = person.party
    infer_parties(by_key, reading)
    for profile in by_key.values():
        is_owned = any(_OF_BODY.search(passage.text, 0, post.start) for post, _, passage in profile.posts)
        is_named = any(post.party for post, _, _ in profile.posts)
        profile.is_party_guessed = profile.is_party_guessed or (is_owned and not is_named)
    return by_key


_OF_BODY = re.compile(
    r"\b(?!(?:countr|state|nation|republic|kingdom|government|parliament|senate|cabinet|delegation|side|president|minist|premier|king"
    r"|emir|ally|neighbo|today|day|week|month|year)[a-z]*[’'])[a-z]+[’']s\s\Z"
)
"""What stands before a post that is of no state: “the union’s president”."""


def _party_after(profile: Profile) -> str | None:
    """The country right after a name: “Federal Chancellor Karl Brandt of Germany”."""
    for mention, passage in profile.mentions:
        for party in passage.parties:
            if passage.text[mention.end : party.start] in (" of ", " of the "):
                return party.code
            if (
                mention.post
                and mention.end < mention.post.start
                and _AT.fullmatch(passage.text, mention.post.end, party.start)
            ):
                return party.code
            end = end_of(mention)
            if passage.text[end : party.start] == " (" and passage.text[party.end : party.end + 1] == ")":
                return party.code
    return None
