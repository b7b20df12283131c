"""People in a text: known officials in any spelling, and others by post and name.

A known surname alone counts where only one official has it, or the full name stands in the text. Somebody who is not
known needs a post beside the full name, or a title before the surname; so no place, council or headline is a person.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from app.curate.mentions.name_words import NO_NAMES
from app.curate.mentions.parties import PartyMention
from app.curate.mentions.person_names import NameReader, PersonMention, is_month
from app.curate.mentions.post_words import CORES, COUNTERPARTS
from app.curate.mentions.posts import Post, adjacent, posts
from app.curate.mentions.words import PhraseMatch, Phrases, Word, words
from app.curate.names import Names, PersonNames
from app.domain.position_classes import class_of
from app.domain.text import fold
from app.domain.vocabulary import PositionClass


def _surnames(names: Names) -> Phrases[frozenset[str]]:
    ids: dict[str, set[str]] = defaultdict(set)
    spellings: dict[str, str] = {}
    for person in names.people:
        for spelling in _spellings(person):
            key = fold(spelling)
            ids[key].add(person.id)
            spellings.setdefault(key, spelling)
    return Phrases((spellings[key], frozenset(holders)) for key, holders in ids.items())


def _spellings(person: PersonNames) -> Iterator[str]:
    for spelling in (person.name, *person.spellings):
        if not CORES.isdisjoint(fold(spelling).split()):
            continue  # “President Tokayev”: the title is not part of the name
        yield spelling
        if len(parts := spelling.split()) == 2:
            yield f"{parts[1]} {parts[0]}"
    if len(parts := person.name.split()) > 1:
        yield parts[-1]


def people(
    sentences: Sequence[str], parties: Sequence[Sequence[PartyMention]], names: Names
) -> list[list[PersonMention]]:
    """The people in each sentence of a text. ``parties`` are those of each sentence."""
    mentions: list[list[PersonMention]] = []
    titles: list[str] = []
    roles = [posts(text, of_text) for text, of_text in zip(sentences, parties, strict=True)]
    matches = [[*names.derive(_surnames).find(text)] for text in sentences]
    in_full = {next(iter(m.value)) for of_text in matches for m in of_text if len(m.value) == 1 and m.last > m.first}
    for text, of_text, of_parties, matches_of in zip(sentences, roles, parties, matches, strict=True):
        reader = NameReader(text, of_text, of_parties)
        mentions_in_text = _with_own_countries(text, reader.people(matches_of, in_full), of_parties)
        mentions.append(_with_counterparts(text, mentions_in_text, titles[-1] if titles else None))
        titles += [mention.post.title for mention in mentions[-1] if mention.post]
    return _with_bare_posts(_with_surnames(sentences, mentions), roles, {p.id: p.party for p in names.people})


def _with_bare_posts(
    mentions: list[list[PersonMention]], roles: list[list[Post]], parties: Mapping[str, str | None]
) -> list[list[PersonMention]]:
    """The mentions, with those by post alone: “the Turkish President”, if one person of the text has the post."""
    holders: dict[tuple[str, str], dict[str, PersonMention]] = defaultdict(dict)
    for mention in (mention for of_text in mentions for mention in of_text):
        party = (mention.post and mention.post.party) or parties.get(mention.id or "")
        if mention.post and party and not mention.post.former:
            holders[mention.post.title.lower(), party][mention.name.split()[-1].lower()] = mention
    of_party: dict[str, dict[str, PersonMention]] = defaultdict(dict)
    for mention in (mention for of_text in mentions for mention in of_text):
        if party := (mention.post and mention.post.party) or parties.get(mention.id or ""):
            of_party[party][mention.name.split()[-1].lower()] = mention
    for of_text, posts_of in zip(mentions, roles, strict=True):
        for post in posts_of:
            candidates = holders.get((post.title.lower(), post.party or ""), {})
            if not candidates and post.party:
                is_any = post.title.lower() == "minister"
                candidates = of_party.get(post.party, {}) if is_any else _of_class(post, of_text, holders)
            elif not candidates and post.title.lower() == "head of state":
                abroad = {m.post.party for m in of_text if m.post}
                candidates = _of_one_class(PositionClass.head_of_state, holders, abroad)
            is_taken = any((m.start < post.end and post.start < m.end) or (m.post == post) for m in of_text)
            is_taken = is_taken or any(m.post and m.post.start == post.start for m in of_text)
            if len(candidates) == 1 and not is_taken:
                (holder,) = candidates.values()
                of_text.append(PersonMention(holder.id, holder.name, post.start, post.end, post, is_inferred=True))
        of_text.sort(key=lambda mention: mention.start)
    return mentions


ONE_PER_COUNTRY = (PositionClass.head_of_state, PositionClass.head_of_government, PositionClass.foreign_minister)
"""Posts of which each country has one, whatever a text calls it."""


def _of_class(
    post: Post, of_text: Sequence[PersonMention], holders: Mapping[tuple[str, str], dict[str, PersonMention]]
) -> dict[str, PersonMention]:
    """The people of a country who hold a post of the same kind, or of that of the person before “his counterpart”."""
    kinds = {class_of(post.title)}
    if post.title.lower().endswith(COUNTERPARTS):
        before = [m.name.split()[-1].lower() for m in of_text if m.end <= post.start]
        kinds = {class_of(title) for (title, _), people in holders.items() if before and before[-1] in people}
    kinds &= {*ONE_PER_COUNTRY}
    abroad = {party for _, party in holders if party != post.party}
    return _of_one_class(next(iter(kinds)), holders, abroad) if len(kinds) == 1 else {}


def _of_one_class(
    kind: PositionClass, holders: Mapping[tuple[str, str], dict[str, PersonMention]], abroad: Set[str | None]
) -> dict[str, PersonMention]:
    """The people who hold a post of a kind, but for those of the countries in ``abroad``."""
    return {
        name: mention
        for (title, party), people in holders.items()
        if party not in abroad and class_of(title) is kind
        for name, mention in people.items()
    }


_AND_MORE = re.compile(r"(?:[\w-]+,\s){0,3}[\w-]+,?\sand\s")


def _with_own_countries(
    text: str, mentions: list[PersonMention], parties: Sequence[PartyMention]
) -> list[PersonMention]:
    """The mentions, each with its own country: in “the ministers of Chile and Peru, A and B”, A is of Chile."""
    holders: dict[Post, list[PersonMention]] = defaultdict(list)
    for mention in mentions:
        if mention.post and mention.post.end < mention.start:
            holders[mention.post].append(mention)
    homes = {
        m.start: replace(m.post, party=party.code)
        for m in mentions if m.post and not m.post.party
        for party in parties if text[m.end : party.start] in (" of ", " of the ")
    }  # fmt: skip
    for post, of_post in holders.items():
        of_names = [
            party.code
            for party in parties
            if post.start <= party.start < of_post[0].start or _AND_MORE.fullmatch(text, party.start, post.start)
        ]
        if 1 < len(of_post) == len(of_names):
            homes |= {m.start: replace(post, party=code) for m, code in zip(of_post, of_names, strict=True)}
        elif len(of_post) > 1:  # “the ministers of Chile, A, and Peru, B”
            before = {m.start: p.code for m in of_post for p in parties if text[p.end : m.start] in (" ", ", ")}
            homes |= {start: replace(post, party=code) for start, code in before.items()}
    return [replace(mention, post=homes.get(mention.start, mention.post)) for mention in mentions]


BEFORE_OBJECT = re.compile(r"\b(?:with|by|from|to|met|received)\s(?:the\s)?(?:[A-Z][\w’'-]+\s)?\Z")
"""Words before somebody who is not the subject of the sentence."""


def _with_counterparts(text: str, mentions: list[PersonMention], title: str | None) -> list[PersonMention]:
    """The mentions. A counterpart has the title of the subject if an object stands between, else of the person before.

    ``title`` is the last title before the text.
    """
    result: list[PersonMention] = []
    subject: str | None = None
    for mention in mentions:
        post = mention.post
        if post and post.title.lower().endswith(COUNTERPARTS):
            mention = replace(mention, post=replace(post, title=title or post.title), is_inferred=True)
        elif post:
            is_object = subject and BEFORE_OBJECT.search(text, 0, min(mention.start, post.start))
            title = subject if is_object else post.title.removeprefix("Caretaker ").removeprefix("Acting ")
            subject = subject or title
        result.append(mention)
    return result


def _with_surnames(sentences: Sequence[str], of_texts: list[list[PersonMention]]) -> list[list[PersonMention]]:
    """The mentions. Somebody new has one name in all of them, and is also found where the surname stands alone."""
    new = [mention for of_text in of_texts for mention in of_text if mention.id is None]
    full = _full_names([mention.name for mention in new])
    spellings: dict[str, str] = {}
    for mention in new:
        if " " in mention.name:
            name = full.get(fold(mention.name), mention.name)
            for surname in _surnames_of(replace(mention, name=name)):
                full.setdefault(fold(surname), name)
                spellings.setdefault(fold(surname), surname)
    surnames = Phrases((spelling, full[key]) for key, spelling in spellings.items())
    result = []
    for text, of_text in zip(sentences, of_texts, strict=True):
        mentions = [replace(m, name=full.get(fold(m.name), m.name)) if m.id is None else m for m in of_text]
        surnames_alone = [
            PersonMention(None, match.value, match.start, match.end)
            for match in (surnames.find(text) if spellings else ())
            if not any(m.start < match.end and match.start < m.end for m in mentions)
            and not _has_first_name(text, match)
        ]
        result.append(sorted([*mentions, *surnames_alone], key=lambda mention: mention.start))
    return result


def _full_names(names: Sequence[str]) -> dict[str, str]:
    """The one longer name of the text that has all words of a name, by the folded name.

    “Crown Prince Omar bin Salim” is later “Prince Omar”, and “Ana Maria Lopez” is “Ana Lopez” or “A. Lopez”.
    """
    parts = {name: frozenset(_NO_LETTERS.sub(" ", fold(name)).split()) for name in names}
    full: dict[str, str] = {}
    for name, words_of_name in parts.items():
        longer = [longer_name for longer_name, words in parts.items() if _is_longer(words, words_of_name)]
        longest = [first for first in longer if not any(_is_longer(parts[second], parts[first]) for second in longer)]
        if len({parts[longest_name] for longest_name in longest}) == 1:
            full[fold(name)] = longest[0]
    return full


_NO_LETTERS = re.compile(r"[-.]")


def _is_longer(first: Set[str], second: Set[str]) -> bool:
    """Whether a name has all words of a second one, be they initials there, and more letters."""
    are_initials = all(len(word) == 1 and any(full.startswith(word) for full in first) for word in second - first)
    return are_initials and len("".join(first)) > len("".join(second))


_FAMILY_FIRST = ("CN", "JP", "KP", "KR", "TW")
"""Countries whose people often have the surname first: “Li Wen” is called “Li”."""


def _surnames_of(mention: PersonMention) -> set[str]:
    """The surnames that a new person may have. A name such as Cho Min-jun begins with the surname."""
    first, *_, last = mention.name.split()
    if "-" in last and last.split("-")[1].islower():
        return {first}
    is_first = mention.post is not None and mention.post.party in _FAMILY_FIRST and len(first) > 1
    return {first, last} if is_first else {last}


def _has_first_name(text: str, match: PhraseMatch[str]) -> bool:
    """Whether another word of a name is before a surname."""
    if not match.first:
        return False
    before: Word = words(text)[match.first - 1]
    return (
        before.is_capitalized and before.key not in NO_NAMES and before.start > 0 and not is_month(text, before)
        and (not before.text.isupper() or text.isupper())  # “HR/VP Brandt”
        and adjacent(text, words(text), match.first - 1) and text[before.end] != "-"
        and fold(before.text) not in fold(match.value).split()
    )  # fmt: skip
