"""Reads from a sentence what is compared with all records: names, places, dates and numbers, and the other words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.curate.claims.framing import is_speaker
from app.curate.claims.leftovers import PLAIN_STEMS
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.times import fineness
from app.curate.claims.wording import MINISTRY, any_word, root
from app.curate.mentions.words import word_set, words
from app.domain.edtf import Precision

_EMPTY_WORDS = frozenset(
    map(
        root,
        word_set("""
        say said says saying tell told telling note noted call called stress stressed suggest suggested recall
        recalled voice voiced announce announced report reported state stated put according emphasize emphasized
        underline underlined highlight highlighted describe described speak spoke point pointed add added declare
        declared mention mentioned claim claimed express expressed want wants intend intends came come comes went go
        goes took take made make became become ended had has held got get being be brought bring sold sell bought buy
        account accounts amounted worth soon also still remains remain sit sat down
        part vice deputy upcoming coming forthcoming behind while together hit view argue argued chair chaired
        """),
    )
)
"""The roots of words, mostly of speech, that say nothing about an event."""

_INSTITUTION = any_word("institute studies department ministry university agency parliament assembly expert*")


@dataclass(frozen=True)
class Detail:
    """A name, place, date or number of a sentence. ``field`` is the field of a record in which it may stand; ``names``
    are other spellings of it in titles."""

    field: str
    value: object
    text: str
    weight: float
    start: int = -1
    names: tuple[str, ...] = ()


def tokens_of(sentence: ClaimSentence) -> frozenset[str]:
    """The roots of the words of a sentence, without its names, dates and numbers, and without words of speech."""
    names = [*sentence.names, *((amount.start, amount.end) for amount in sentence.amounts)]
    names += [(start, end) for start, end in sentence.runs() if start or " " in sentence.text[start:end]]
    return frozenset(
        root(word.key)
        for word in words(sentence.text)
        if len(word.text) > 2 and not word.text[0].isdigit() and word.key not in PLAIN_STEMS
        and not any(first <= word.start < last for first, last in names)
    ) - _EMPTY_WORDS  # fmt: skip


def details_of(sentence: ClaimSentence) -> Iterator[Detail]:
    """The names, places, dates and numbers of a sentence."""
    text = sentence.text
    institutions = [match.span() for match in MINISTRY.finditer(text)]
    for start, end in institutions:
        yield Detail("attributed_to", text[start:end], text[start:end], 3.0, start)
    posts = [(person.post.start, person.post.end) for person in sentence.passage.people if person.post]
    for person in sentence.passage.people:
        field = "speaker" if is_speaker(text, person.start, person.end) else "participants"
        yield Detail(field, person.id or person.name, text[person.start : person.end], 3.0, person.start)
        posts.append((person.start, person.end))
    posts += [(amount.start, amount.end) for amount in sentence.amounts]
    for start, end in sentence.runs():
        name = text[start:end]
        is_name = start > 0 or " " in name or is_speaker(text, start, end) or next(sentence.unknown_names([name]), "")
        is_place = any(word in sentence.cities for word in (name, *name.split()))
        if is_name and not (is_place or _INSTITUTION.search(name) or _stands_in(start, [*posts, *institutions])):
            yield Detail("speaker" if is_speaker(text, start, end) else "title", name, name, 3.0, start)
    governments = {mention.start for mention in sentence.passage.mechanisms}
    for party in sentence.passage.parties:
        if party.start not in governments and not _stands_in(party.start, institutions):
            weight = min(max(sentence.facts.weight(f"party:{party.code}"), 1.0), 3.0)
            yield Detail("parties", party.code, text[party.start : party.end], weight, party.start)
    for code in sorted(sentence.countries - sentence.facts.pair if not sentence.passage.parties else ()):
        yield Detail("parties", code, code, 1.0)
    for city in sorted(sentence.cities):
        yield Detail("city", city, city, 3.0, text.find(city))
    for mechanism in sentence.facts.names.mechanisms:
        if mechanism.id in sentence.mechanisms:
            spellings = (*mechanism.spellings, *mechanism.family_spellings)
            yield Detail("mechanism", mechanism.id, mechanism.name, 3.0, names=spellings)
    for mention in sentence.dates:
        if mention.span:
            weight = {Precision.day: 3.0, Precision.month: 2.5}.get(fineness(mention.span), 2.0)
            start, end = sentence.offsets(mention)
            yield Detail("date", mention.span, text[start:end], weight, start)
    ranks = [(amount.start, amount.end) for amount in sentence.amounts if amount.unit == "rank"]
    ordinals = {ordinal.start for ordinal in sentence.passage.ordinals}
    for amount in sentence.amounts:
        if amount.unit != "rank" and amount.start in ordinals:
            continue
        yield Detail("rank" if amount.unit == "rank" else "value", amount.value, amount.text, 3.0, amount.start)
    for ordinal in sentence.passage.ordinals:
        if not _stands_in(ordinal.start, ranks):
            yield Detail("session", float(ordinal.value), text[ordinal.start : ordinal.end], 2.0, ordinal.start)


def _stands_in(offset: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= offset < last for first, last in spans)


def roots(text: str) -> set[str]:
    """The roots of the words of a text."""
    return {root(word.key) for word in words(text) if len(word.key) > 1}
