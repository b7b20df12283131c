"""Contradicts a sentence that tells what one record tells, but for one name, place, date or number.

The details of a sentence are its names, places, dates and numbers. A record that has all of them but one, and most of
the other words, is the one of which the sentence tells. If the record has another value for that one detail, the
sentence is wrong in it: decision 018.
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
from app.curate.claims.framing import has_definite_event, is_speaker
from app.curate.claims.leftovers import PLAIN_STEMS
from app.curate.claims.sentences import TWO_COUNTRIES, ClaimSentence, party_names
from app.curate.claims.times import days_between, fineness, parts_that_differ
from app.curate.claims.verdicts import Claim, ClaimVerdict, ComparedRecord, Difference
from app.curate.claims.wording import any_word, root
from app.curate.mentions.words import word_set, words
from app.domain.edtf import Precision, Span
from app.domain.figure_vocabulary import Qualifier

MAX_NEAR = 12
"""Records that are compared with each sentence: those that share most with it."""

MAX_PARTS = 20
"""Parts between semicolons that are compared. A sentence with more is no prose, and would take seconds."""

_MIN_WEIGHT = 6.5
"""The least weight of what a sentence and its record have in common."""

_UNMATCHED_SHARE = 0.5
"""The most that words which the record lacks may weigh, as a share of what it has in common with the sentence."""

_MAX_WORD_WEIGHT = 4.0
"""The most that one word which the record lacks may weigh. Often it is only another word for the same thing."""

_RIVAL_SHARE = 0.75
"""If a record with the claimed value has this share of the nearest one’s weight, the sentence may tell of it."""

_SLIP_DAYS = 31
"""The most days between a date and the recorded one for which it may be the same date with a slip."""

_SINGLE_FIELDS = ("date", "city", "value", "session")
"""Fields in which a second value beside the recorded one contradicts nothing."""

_EMPTY_WORDS = frozenset(
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
"""The roots of words, mostly of speech, that say nothing about an event."""

_INSTITUTION = any_word("institute studies department ministry university agency parliament assembly expert*")
_OTHER_OCCASION = any_word("after before following ahead besides unlike another", "same day")


@dataclass(frozen=True)
class _Detail:
    """A name, place, date or number of a sentence. ``field`` is the field of a record in which it may stand; ``names``
    are other spellings of it in titles."""

    field: str
    value: object
    text: str
    weight: float
    start: int = -1
    names: tuple[str, ...] = ()


def near_record_claim(sentence: ClaimSentence, *, of_speakers_only: bool = False) -> Claim | None:
    """The contradicted claim of a sentence if its record has another value for one detail; else None.
    With ``of_speakers_only``, only the name of who speaks may be that detail."""
    if TWO_COUNTRIES.search(sentence.text) and not (sentence.countries or sentence.people):
        return None  # the records may say nothing about these countries
    of_speakers_only = of_speakers_only or _OTHER_OCCASION.search(sentence.text) is not None
    borders = [-1, *(match.start() for match in re.finditer(";", sentence.text)), len(sentence.text)]
    spans = [(first + 1, last) for first, last in pairwise(borders) if sentence.text[first + 1 : last].strip()]
    for start, end in spans[:MAX_PARTS]:
        part = sentence.only(start, end) if borders[2:] else sentence
        details = [*_details(part)]
        if of_speakers_only and not any(detail.field == "speaker" for detail in details):
            continue
        if claim := _claim_of_part(part, details, of_speakers_only=of_speakers_only):
            return claim
    return None


def _claim_of_part(sentence: ClaimSentence, details: list[_Detail], *, of_speakers_only: bool) -> Claim | None:
    facts, tokens, comparisons = sentence.facts, _tokens(sentence), []
    for content in _candidates(facts, tokens, details):
        common = tokens & content.words
        shared_details = [detail for detail in details if _has_detail(content, detail)]
        weight = sum(map(facts.weight, common)) + sum(detail.weight for detail in shared_details)
        comparisons.append((weight, content, common, [detail for detail in details if detail not in shared_details]))
    comparisons.sort(key=lambda comparison: (-comparison[0], comparison[1].id))
    for weight, content, common, wrong_details in comparisons:
        if len(wrong_details) != 1 or weight < _MIN_WEIGHT:
            continue
        (detail,) = wrong_details
        is_further = detail.field in _SINGLE_FIELDS and any(
            peer.field == detail.field for peer in details if peer != detail
        )
        if is_further or (of_speakers_only and detail.field != "speaker"):
            continue
        unmatched_weight = sum(min(facts.weight(token), _MAX_WORD_WEIGHT) for token in tokens - common)
        if unmatched_weight > _UNMATCHED_SHARE * weight or not (
            record_value := _record_value(sentence, content, detail, common)
        ):
            continue
        if any(
            detail not in other_wrong_details and other_weight - detail.weight >= _RIVAL_SHARE * weight
            for other_weight, _, _, other_wrong_details in comparisons
        ):
            continue
        is_person = detail.field == "speaker" or record_value in _people(facts, content)
        field = "participants" if is_person else detail.field
        record = ComparedRecord(content.kind, content.id, content.title, (field,))
        difference = Difference(field, detail.text, record_value)
        return Claim(content.kind, ClaimVerdict.contradicted, 0, len(sentence.text), {}, [record], [difference])
    return None


def _tokens(sentence: ClaimSentence) -> frozenset[str]:
    spans = [*sentence.names, *((amount.start, amount.end) for amount in sentence.amounts), *sentence.runs()]
    return frozenset(
        root(word.key)
        for word in words(sentence.text)
        if len(word.text) > 2 and not word.text[0].isdigit() and word.key not in PLAIN_STEMS
        and not any(first <= word.start < last for first, last in spans)
    ) - _EMPTY_WORDS  # fmt: skip


def _details(sentence: ClaimSentence) -> Iterator[_Detail]:
    text = sentence.text
    for person in sentence.passage.people:
        field = "speaker" if is_speaker(text, person.start, person.end) else "participants"
        yield _Detail(field, person.id or person.name, text[person.start : person.end], 3.0, person.start)
    for start, end in sentence.runs():
        name = text[start:end]
        is_name = start > 0 or " " in name or is_speaker(text, start, end) or next(sentence.unknown_names([name]), "")
        if (
            is_name
            and not _INSTITUTION.search(name)
            and not any(person.start <= start < person.end for person in sentence.passage.people)
        ):
            yield _Detail("speaker" if is_speaker(text, start, end) else "title", name, name, 3.0, start)
    governments = {mention.start for mention in sentence.passage.mechanisms}
    for party in sentence.passage.parties:
        if party.start not in governments:
            yield _Detail("parties", party.code, text[party.start : party.end], 1.0, party.start)
    for code in sorted(sentence.countries if not sentence.passage.parties else ()):
        yield _Detail("parties", code, code, 1.0)
    for city in sorted(sentence.cities):
        yield _Detail("city", city, city, 3.0, text.find(city))
    for mechanism in sentence.facts.names.mechanisms:
        if mechanism.id in sentence.mechanisms:
            spellings = (*mechanism.spellings, *mechanism.family_spellings)
            yield _Detail("mechanism", mechanism.id, mechanism.name, 3.0, names=spellings)
    for mention in sentence.dates:
        if mention.span:
            weight = {Precision.day: 3.0, Precision.month: 2.5}.get(fineness(mention.span), 2.0)
            start, end = sentence.offsets(mention)
            yield _Detail("date", mention.span, text[start:end], weight, start)
    ranks = [(amount.start, amount.end) for amount in sentence.amounts if amount.unit == "rank"]
    ordinals = {ordinal.start for ordinal in sentence.passage.ordinals}
    for amount in sentence.amounts:
        if amount.unit != "rank" and amount.start in ordinals:
            continue
        yield _Detail("rank" if amount.unit == "rank" else "value", amount.value, amount.text, 3.0, amount.start)
    for ordinal in sentence.passage.ordinals:
        if not any(first <= ordinal.start < last for first, last in ranks):
            yield _Detail("session", float(ordinal.value), text[ordinal.start : ordinal.end], 2.0, ordinal.start)


def _candidates(facts: Facts, tokens: frozenset[str], details: list[_Detail]) -> list[RecordContent]:
    points: dict[int, float] = defaultdict(float)
    for token in tokens.union(*({root(word.key) for word in words(detail.text)} for detail in details)):
        for index in facts.contents_by_word.get(token, ()):
            points[index] += facts.weight(token)
    for detail in details:
        for index in facts.contents_by_word.get(f"{_INDEX_FIELDS.get(detail.field, detail.field)}:{detail.value}", ()):
            points[index] += detail.weight
    best = sorted(points, key=lambda index: (-points[index], index))[:MAX_NEAR]
    return [facts.contents[index] for index in best]


_INDEX_FIELDS = {"speaker": "participants", "rank": "value", "session": "value"}


def _has_detail(content: RecordContent, detail: _Detail) -> bool:
    """Whether a record has a detail of a sentence."""
    value = detail.value
    if isinstance(value, Span):
        return any(value.overlaps(span) for span in content.dates) or value.text in content.years
    if detail.field in ("value", "session", "rank"):
        return value in content.numbers if content.rank is None else value == content.rank
    if detail.field == "parties":
        return value in content.parties
    if detail.field == "speaker" and content.kind == "statement":
        return value in content.people
    is_named = any({root(word.key) for word in words(name)} <= content.words for name in detail.names or (detail.text,))
    return is_named or value in content.people | content.associates | content.cities | content.mechanisms


def _record_value(
    sentence: ClaimSentence, content: RecordContent, detail: _Detail, common: frozenset[str]
) -> str | None:
    """The value of a record in place of a detail of a sentence. None if the record has none, or if both may be true."""
    if detail.field == "date":
        return _recorded_date(sentence, content, detail, common)
    if detail.field == "parties":
        return _ranked_party(sentence, content)
    if detail.field == "city":
        return _recorded_city(sentence, content, common)
    if detail.field == "value":
        return _recorded_number(sentence, content, detail)
    if detail.field == "session":
        return _recorded_session(sentence, content)
    if detail.field in ("speaker", "participants", "title") and (len(common) > 1 or sentence.amounts):
        return _recorded_person(sentence, content, detail) or _recorded_name(sentence, content, detail)
    return None


def _has_two_people(sentence: ClaimSentence, content: RecordContent) -> bool:
    return len(sentence.people & content.people) > 1


def _people(facts: Facts, content: RecordContent, people_to_skip: Set[str] = frozenset()) -> list[str]:
    """The names of the people of a record, without those of ``people_to_skip``."""
    names = {person.id: person.name for person in facts.names.people}
    return [names.get(person, person) for person in sorted(content.people - people_to_skip)]


def _recorded_person(sentence: ClaimSentence, content: RecordContent, detail: _Detail) -> str | None:
    """Who spoke, signed or took part. A speaker is compared only if he is an official of the records, or the sentence
    tells when or where he spoke. Other people are compared only if the sentence names one certain event."""
    other_people = ", ".join(_people(sentence.facts, content, sentence.people))
    if content.kind == "statement":
        is_official = any(person.id == detail.value for person in sentence.facts.names.people)
        is_comparable = is_official or bool(sentence.spans or sentence.cities or sentence.mechanisms)
        return other_people if is_comparable and detail.field == "speaker" else None
    is_known = content.kind == "agreement" or (content.kind == "meeting" and _has_two_people(sentence, content))
    return other_people if is_known and has_definite_event(sentence) else None


def _recorded_session(sentence: ClaimSentence, content: RecordContent) -> str | None:
    """The number of a session. It is compared only if the sentence has its day or two of its people, or if it is yet to
    come."""
    has_day = any(day.overlaps(date) for day in sentence.spans for date in content.dates)
    is_coming = content.is_planned and not sentence.spans and FUTURE.search(sentence.text)
    is_known = has_day or is_coming or _has_two_people(sentence, content)
    return f"{content.session:g}" if content.kind == "meeting" and content.session and is_known else None


def _recorded_date(
    sentence: ClaimSentence, content: RecordContent, detail: _Detail, common: frozenset[str]
) -> str | None:
    """The date of an event that happened once. Meetings recur, so the sentence must have two people of a meeting, the
    word “council” or “group” for its body, or its mechanism and a city."""
    if not isinstance(detail.value, Span) or not content.dates or content.kind in _KINDS_WITHOUT_EVENT:
        return None
    span, record_value = detail.value, content.dates[0]
    is_meeting = content.kind == "meeting"
    has_body_word = bool(content.session and _BODIES & common)
    is_known = has_body_word or bool(content.mechanisms & sentence.mechanisms and sentence.cities)
    is_slip = parts_that_differ(span, record_value) == 1 or days_between(span, record_value) <= _SLIP_DAYS
    is_year = fineness(span) > Precision.month and not is_meeting
    is_known = is_known or not is_meeting or _has_two_people(sentence, content)
    return record_value.text if (is_slip or is_year) and is_known else None


_KINDS_WITHOUT_EVENT = ("statement", "commitment", "trade-stat")
"""Kinds of records whose dates are not those of events."""

_BODIES = frozenset(map(root, ("council", "group")))


def _ranked_party(sentence: ClaimSentence, content: RecordContent) -> str | None:
    """The party that holds a place in a ranking to which a sentence puts another party. Only one can hold it."""
    ranks = {
        amount.value for amount in sentence.amounts if amount.unit == "rank" and amount.qualifier == Qualifier.exact
    }
    ranked_parties = content.parties - sentence.countries
    is_taken = content.rank_holder and ranks == {content.rank} and ranked_parties == content.rank_holder
    return party_names(sentence, ranked_parties) if is_taken else None


def _recorded_city(sentence: ClaimSentence, content: RecordContent, common: frozenset[str]) -> str | None:
    """The city of a meeting. It is compared only if the sentence has two of its people and a day, or its number."""
    has_day = any(fineness(span) == Precision.day for span in sentence.spans)
    is_known = has_day and _has_two_people(sentence, content)
    is_numbered = len(common) > 1 and any(ordinal.value in content.numbers for ordinal in sentence.passage.ordinals)
    return ", ".join(sorted(content.cities)) if content.kind == "meeting" and (is_known or is_numbered) else None


def _recorded_number(sentence: ClaimSentence, content: RecordContent, detail: _Detail) -> str | None:
    """The number in the title of a record for what the sentence counts or measures."""
    if sentence.spans and not any(span.text[:4] in content.years for span in sentence.spans):
        return None  # the record is of another time
    if content.kind not in ("statement", "commitment", "agreement"):
        return None
    amount = next(amount for amount in sentence.amounts if amount.start == detail.start)
    nouns = nouns_behind(sentence.text, amount)
    for record_value in amounts(content.title):
        is_same_noun = amount.unit != "count" or nouns & nouns_behind(content.title, record_value)
        is_year = record_value.unit == "count" and 1900 <= record_value.value <= 2100
        if is_within(record_value.value, amount) or _PART_NOUN.match(sentence.text, amount.end):
            return None
        if not is_year and record_value.unit == amount.unit and is_same_noun and record_value.value != amount.value:
            return record_value.text
    return None


_PART_NOUN = re.compile(r"\s(?:dozen|\w+\s(?:on|about|of|for)\s[a-z])")
"""Words behind a number that counts only a part: “three agreements on energy”."""


def _recorded_name(sentence: ClaimSentence, content: RecordContent, detail: _Detail) -> str | None:
    """The name in a title that stands where the name of the sentence stands: before the same noun, or behind “by”."""
    noun = re.match(r"\s(\w+)", sentence.text[detail.start + len(detail.text) :])
    patterns = [rf"\b(?P<name>[A-Z][\w’-]+)\s{re.escape(noun[1])}\b"] if noun else []
    if sentence.text[: detail.start].endswith(" by "):
        patterns.append(r"\bby (?P<name>[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)+)")
    for pattern in patterns if content.kind in ("statement", "milestone") else ():
        match = re.search(pattern, content.title)
        if match and match["name"] not in sentence.text:
            return match["name"]
    return None
