"""Contradicts a sentence that tells what one record tells, but for one name, place, date or number.

Every name, date and number of the sentence, and every word that carries meaning, is looked for in each record. A record
that has nearly all of it is the one of which the sentence tells. If the only other value is in a field of which the
record states the value, the sentence is wrong in this value: decision 018.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass
from itertools import pairwise

from app.curate.claims.amounts import amounts, nouns_behind
from app.curate.claims.bounds import is_within
from app.curate.claims.events import FUTURE
from app.curate.claims.facts import Facts, RecordContent
from app.curate.claims.framing import speaks, tells_of_known_event
from app.curate.claims.leftovers import PLAIN_STEMS
from app.curate.claims.sentences import TWO_COUNTRIES, ClaimSentence, party_names
from app.curate.claims.times import days_between, fineness, parts_that_differ
from app.curate.claims.verdicts import Claim, ClaimVerdict, ComparedRecord, Difference
from app.curate.claims.wording import any_word, root
from app.curate.mentions.words import word_set, words
from app.domain.edtf import Precision, Span
from app.domain.figure_vocabulary import Qualifier

MAX_NEAR = 12
"""Records that are compared with a sentence: those that share most with it."""

_LEAST = 6.5
"""The weight of what a sentence and its record have in common, at least."""

_UNMATCHED_SHARE = 0.5
"""The share of this weight that the words without a match may have, at most."""

_RARE = 4.0
"""The weight at most of a word without a match. Many are other words for the same."""

_CLOSE = 0.75
"""The share of this weight that another record with the claimed value has. Then the sentence may tell of that one."""

_SLIP = 31
"""Days between a date and the recorded one, if a slip explains the difference."""

_SINGLE = ("date", "city", "value", "session")
"""Fields in which a second value beside the recorded one contradicts nothing."""

_TELLING = frozenset(
    map(
        root,
        word_set("""
        say said says saying tell told telling note noted call called stress stressed suggest suggested recall
        recalled voice voiced announce announced report reported state stated put according emphasize emphasized
        underline underlined highlight highlighted describe described speak spoke point pointed add added declare
        declared mention mentioned claim claimed express expressed want wants intend intends came come comes went go
        goes took take made make became become ended had has held got get being be soon also still remains remain sit
        sat down round part
        """),
    )
)
"""Words that tell nothing of what an event was."""

_INSTITUTION = any_word("institute studies department ministry university agency parliament assembly expert*")
_OTHER_OCCASION = any_word("after before following ahead besides unlike another", "same day")


@dataclass(frozen=True)
class _Item:
    """A name, a date or a number of a sentence. ``field`` is that of a record which may have it; ``names`` are words
    with which titles name it."""

    field: str
    value: object
    text: str
    weight: float
    start: int = -1
    names: tuple[str, ...] = ()


def near_record_claim(sentence: ClaimSentence, *, of_speakers_only: bool = False) -> Claim | None:
    """The contradicted claim of a sentence in which one value is not that of the record of which it tells, else None.
    ``of_speakers_only`` says that records support the sentence, which may still name another speaker."""
    if TWO_COUNTRIES.search(sentence.text) and not (sentence.countries or sentence.people):
        return None  # countries of which the records may say nothing
    of_speakers_only = of_speakers_only or _OTHER_OCCASION.search(sentence.text) is not None
    borders = [-1, *(match.start() for match in re.finditer(";", sentence.text)), len(sentence.text)]
    for first, last in pairwise(borders):
        part = sentence.only(first + 1, last) if borders[2:] else sentence
        items = [*_items(part)]
        if of_speakers_only and not any(item.field == "speaker" for item in items):
            continue
        if claim := _near_record_claim(part, items, of_speakers_only=of_speakers_only):
            return claim
    return None


def _near_record_claim(sentence: ClaimSentence, items: list[_Item], *, of_speakers_only: bool) -> Claim | None:
    facts, tokens, near = sentence.facts, _tokens(sentence), []
    for content in _candidates(facts, tokens, items):
        common = tokens & content.words
        shared_items = [item for item in items if _has(content, item)]
        weight = sum(map(facts.weight, common)) + sum(item.weight for item in shared_items)
        near.append((weight, content, common, [item for item in items if item not in shared_items]))
    near.sort(key=lambda entry: (-entry[0], entry[1].id))
    for weight, content, common, wrong_items in near:
        if len(wrong_items) != 1 or weight < _LEAST:
            continue
        (item,) = wrong_items
        is_further = item.field in _SINGLE and any(peer.field == item.field for peer in items if peer != item)
        if is_further or (of_speakers_only and item.field != "speaker"):
            continue
        unmatched_weight = sum(min(facts.weight(token), _RARE) for token in tokens - common)
        if unmatched_weight > _UNMATCHED_SHARE * weight or not (
            record_value := _record_value(sentence, content, item, common)
        ):
            continue
        if any(
            item not in wrong_here and weight_here - item.weight >= _CLOSE * weight
            for weight_here, _, _, wrong_here in near
        ):
            continue
        is_person = item.field == "speaker" or record_value in _people(facts, content)
        field = "participants" if is_person else item.field
        record = ComparedRecord(content.kind, content.id, content.title, (field,))
        difference = Difference(field, item.text, record_value)
        return Claim(content.kind, ClaimVerdict.contradicted, 0, len(sentence.text), {}, [record], [difference])
    return None


def _tokens(sentence: ClaimSentence) -> frozenset[str]:
    spans = [*sentence.names, *((amount.start, amount.end) for amount in sentence.amounts), *sentence.runs()]
    return frozenset(
        root(word.key)
        for word in words(sentence.text)
        if len(word.text) > 2 and not word.text[0].isdigit() and word.key not in PLAIN_STEMS
        and not any(first <= word.start < last for first, last in spans)
    ) - _TELLING  # fmt: skip


def _items(sentence: ClaimSentence) -> Iterator[_Item]:
    text = sentence.text
    for person in sentence.passage.people:
        field = "speaker" if speaks(text, person.start, person.end) else "participants"
        yield _Item(field, person.id or person.name, text[person.start : person.end], 3.0, person.start)
    for start, end in sentence.runs():
        name = text[start:end]
        is_name = start > 0 or " " in name or speaks(text, start, end) or next(sentence.unknown_names([name]), "")
        if (
            is_name
            and not _INSTITUTION.search(name)
            and not any(person.start <= start < person.end for person in sentence.passage.people)
        ):
            yield _Item("speaker" if speaks(text, start, end) else "title", name, name, 3.0, start)
    governments = {mention.start for mention in sentence.passage.mechanisms}
    for party in sentence.passage.parties:
        if party.start not in governments:
            yield _Item("parties", party.code, text[party.start : party.end], 1.0, party.start)
    for code in sorted(sentence.countries if not sentence.passage.parties else ()):
        yield _Item("parties", code, code, 1.0)
    for city in sorted(sentence.cities):
        yield _Item("city", city, city, 3.0, text.find(city))
    for mechanism in sentence.facts.names.mechanisms:
        if mechanism.id in sentence.mechanisms:
            spellings = (*mechanism.spellings, *mechanism.family_spellings)
            yield _Item("mechanism", mechanism.id, mechanism.name, 3.0, names=spellings)
    for mention in sentence.dates:
        if mention.span:
            weight = {Precision.day: 3.0, Precision.month: 2.5}.get(fineness(mention.span), 2.0)
            start, end = sentence.offsets(mention)
            yield _Item("date", mention.span, text[start:end], weight, start)
    ranks = [(amount.start, amount.end) for amount in sentence.amounts if amount.unit == "rank"]
    ordinals = {ordinal.start for ordinal in sentence.passage.ordinals}
    for amount in sentence.amounts:
        if amount.unit != "rank" and amount.start in ordinals:
            continue
        yield _Item("rank" if amount.unit == "rank" else "value", amount.value, amount.text, 3.0, amount.start)
    for ordinal in sentence.passage.ordinals:
        if not any(first <= ordinal.start < last for first, last in ranks):
            yield _Item("session", float(ordinal.value), text[ordinal.start : ordinal.end], 2.0, ordinal.start)


def _candidates(facts: Facts, tokens: frozenset[str], items: list[_Item]) -> list[RecordContent]:
    points: dict[int, float] = defaultdict(float)
    for token in tokens.union(*({root(word.key) for word in words(item.text)} for item in items)):
        for index in facts.contents_by_word.get(token, ()):
            points[index] += facts.weight(token)
    for item in items:
        for index in facts.contents_by_word.get(f"{_KEYS.get(item.field, item.field)}:{item.value}", ()):
            points[index] += item.weight
    best = sorted(points, key=lambda index: (-points[index], index))[:MAX_NEAR]
    return [facts.contents[index] for index in best]


_KEYS = {"speaker": "participants", "rank": "value", "session": "value"}


def _has(content: RecordContent, item: _Item) -> bool:
    """Whether a record has a value of a sentence."""
    value = item.value
    if isinstance(value, Span):
        return any(value.overlaps(span) for span in content.dates) or value.text in content.years
    if item.field in ("value", "session", "rank"):
        return value in content.numbers if content.rank is None else value == content.rank
    if item.field == "parties":
        return value in content.parties
    if item.field == "speaker" and content.kind == "statement":
        return value in content.people
    is_named = any({root(word.key) for word in words(name)} <= content.words for name in item.names or (item.text,))
    return is_named or value in content.people | content.associates | content.cities | content.mechanisms


def _record_value(sentence: ClaimSentence, content: RecordContent, item: _Item, common: frozenset[str]) -> str | None:
    """The value of a record in place of that of a sentence; None if the record has none, or the sentence may be true
    besides it."""
    if item.field == "date":
        return _recorded_date(sentence, content, item, common)
    if item.field == "parties":
        return _ranked_party(sentence, content)
    if item.field == "city":
        return _recorded_city(sentence, content, common)
    if item.field == "value":
        return _recorded_number(sentence, content, item)
    if item.field == "session":
        return _recorded_session(sentence, content)
    if item.field in ("speaker", "participants", "title") and (len(common) > 1 or sentence.amounts):
        return _recorded_person(sentence, content, item) or _recorded_name(sentence, content, item)
    return None


def _has_two_people(sentence: ClaimSentence, content: RecordContent) -> bool:
    return len(sentence.people & content.people) > 1


def _people(facts: Facts, content: RecordContent, people_to_skip: Set[str] = frozenset()) -> list[str]:
    """The names of the people of a record."""
    names = {person.id: person.name for person in facts.names.people}
    return [names.get(person, person) for person in sorted(content.people - people_to_skip)]


def _recorded_person(sentence: ClaimSentence, content: RecordContent, item: _Item) -> str | None:
    """Who spoke, signed or took part. The speaker is compared only if the one in the sentence is an official of the
    records, or the sentence tells when or where he spoke; others only at an event that the sentence takes for
    known."""
    absent = ", ".join(_people(sentence.facts, content, sentence.people))
    if content.kind == "statement":
        is_official = any(person.id == item.value for person in sentence.facts.names.people)
        is_told = is_official or bool(sentence.spans or sentence.cities or sentence.mechanisms)
        return absent if is_told and item.field == "speaker" else None
    is_known = content.kind == "agreement" or (content.kind == "meeting" and _has_two_people(sentence, content))
    return absent if is_known and tells_of_known_event(sentence) else None


def _recorded_session(sentence: ClaimSentence, content: RecordContent) -> str | None:
    """The number of a session, of which the sentence names the day or two people, or which is yet to come."""
    has_day = any(day.overlaps(date) for day in sentence.spans for date in content.dates)
    is_coming = content.is_planned and not sentence.spans and FUTURE.search(sentence.text)
    is_known = has_day or is_coming or _has_two_people(sentence, content)
    return f"{content.session:g}" if content.kind == "meeting" and content.session and is_known else None


def _recorded_date(sentence: ClaimSentence, content: RecordContent, item: _Item, common: frozenset[str]) -> str | None:
    """The date of an event that happened once. A meeting counts as one if two of its people are named, or its body."""
    if not isinstance(item.value, Span) or not content.dates or content.kind in _LASTING:
        return None
    span, record_value = item.value, content.dates[0]
    is_meeting = content.kind == "meeting"
    names_body = bool(content.session and _BODIES & common)
    is_known = names_body or bool(content.mechanisms & sentence.mechanisms and sentence.cities)
    is_slip = parts_that_differ(span, record_value) == 1 or days_between(span, record_value) <= _SLIP
    is_year = fineness(span) > Precision.month and not is_meeting
    is_known = is_known or not is_meeting or _has_two_people(sentence, content)
    return record_value.text if (is_slip or is_year) and is_known else None


_LASTING = ("statement", "commitment", "trade-stat")
"""Kinds of records whose dates are not those of events."""

_BODIES = frozenset(map(root, ("council", "group")))


def _ranked_party(sentence: ClaimSentence, content: RecordContent) -> str | None:
    """The party that has the place for which a sentence names another. Only one can have it."""
    ranks = {
        amount.value for amount in sentence.amounts if amount.unit == "rank" and amount.qualifier == Qualifier.exact
    }
    ranked_parties = content.parties - sentence.countries
    is_taken = content.rank_holder and ranks == {content.rank} and ranked_parties == content.rank_holder
    return party_names(sentence, ranked_parties) if is_taken else None


def _recorded_city(sentence: ClaimSentence, content: RecordContent, common: frozenset[str]) -> str | None:
    has_day = any(fineness(span) == Precision.day for span in sentence.spans)
    is_known = has_day and _has_two_people(sentence, content)
    is_numbered = len(common) > 1 and any(ordinal.value in content.numbers for ordinal in sentence.passage.ordinals)
    return ", ".join(sorted(content.cities)) if content.kind == "meeting" and (is_known or is_numbered) else None


def _recorded_number(sentence: ClaimSentence, content: RecordContent, item: _Item) -> str | None:
    """The number in the title of a record that counts the same as that of a sentence."""
    if sentence.spans and not any(span.text[:4] in content.years for span in sentence.spans):
        return None  # of another time
    if content.kind not in ("statement", "commitment", "agreement"):
        return None
    amount = next(amount for amount in sentence.amounts if amount.start == item.start)
    nouns = nouns_behind(sentence.text, amount)
    for record_value in amounts(content.title):
        is_same_noun = amount.unit != "count" or nouns & nouns_behind(content.title, record_value)
        is_year = record_value.unit == "count" and 1900 <= record_value.value <= 2100
        if is_within(record_value.value, amount) or _PART.match(sentence.text, amount.end):
            return None
        if not is_year and record_value.unit == amount.unit and is_same_noun and record_value.value != amount.value:
            return record_value.text
    return None


_PART = re.compile(r"\s(?:dozen|\w+\s(?:on|about|of|for)\s[a-z])")
"""Words behind a number that counts only a part: “three agreements on energy”."""


def _recorded_name(sentence: ClaimSentence, content: RecordContent, item: _Item) -> str | None:
    """The name that a title has where a sentence has another: before the same noun, or behind the same “by”."""
    noun = re.match(r"\s(\w+)", sentence.text[item.start + len(item.text) :])
    patterns = [rf"\b(?P<name>[A-Z][\w’-]+)\s{re.escape(noun[1])}\b"] if noun else []
    if sentence.text[: item.start].endswith(" by "):
        patterns.append(r"\bby (?P<name>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)+)")
    for pattern in patterns if content.kind in ("statement", "milestone") else ():
        match = re.search(pattern, content.title)
        if match and match["name"] not in sentence.text:
            return match["name"]
    return None
