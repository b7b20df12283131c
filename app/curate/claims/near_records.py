"""Contradicts a sentence that tells what one record tells, but for one name, place, date or number.

The details of a sentence are its names, places, dates and numbers. A record that has all of them but one, and most of
the other words, is the one of which the sentence tells. If the record has another value for that one detail, the
sentence is wrong in it: decision 018.
"""

import re
from collections import defaultdict
from itertools import pairwise

from app.curate.claims.facts import Facts, RecordContent
from app.curate.claims.near_details import Detail, details_of, roots, tokens_of
from app.curate.claims.near_values import NearRecord, record_value
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.times import lasts_years
from app.curate.claims.verdicts import Claim, ClaimVerdict, ComparedRecord, Difference
from app.curate.claims.wording import TWO_COUNTRIES, any_word
from app.domain.edtf import Span

MAX_NEAR = 12
"""Records that are compared with each sentence: those that share most with it."""

MAX_PARTS = 20
"""Parts between semicolons that are compared. A sentence with more is no prose, and would take seconds."""

_MIN_WEIGHT = 6.0
"""The least weight of what a sentence and its record have in common."""

_FURTHER_SHARE = 0.5
"""The most that words which the record lacks may weigh, as a share of what it has in common with the sentence."""

_MAX_WORD_WEIGHT = 3.5
"""The most that one word which the record lacks may weigh. Often it is only another word for the same thing."""

_NEW_WORD_WEIGHT = 2.0
"""The weight of a word that no record has. It is more often a synonym than the sign of another event."""

_RIVAL_SHARE = 0.75
"""The share of the weight of a record with one wrong detail that a record with all details may have, without the weight
of that detail. If it has more, the sentence may tell of that other record."""

_SOURCE_FIELDS = ("speaker", "attributed_to")
"""Fields that say who reported something. A record that supports the rest of a sentence may have another source."""

_REPEATABLE_FIELDS = ("date", "city", "value", "session")
"""Fields of which a sentence may give two values. It may tell of two events then, and neither is contradicted."""

_OTHER_OCCASION = any_word("after before following ahead besides unlike another", "same day", "on the day")


def near_record_claim(sentence: ClaimSentence, *, of_speakers_only: bool = False) -> Claim | None:
    """The contradicted claim of a sentence if its record has another value for one detail; else None.
    With ``of_speakers_only``, only the name of who speaks may be that detail."""
    is_named = sentence.countries or sentence.people or sentence.mechanisms or sentence.cities
    if TWO_COUNTRIES.search(sentence.text) and not is_named:
        return None  # the records may say nothing about these countries
    of_speakers_only = of_speakers_only or _OTHER_OCCASION.search(sentence.text) is not None
    borders = [-1, *(match.start() for match in re.finditer(";", sentence.text)), len(sentence.text)]
    spans = [(first + 1, last) for first, last in pairwise(borders) if sentence.text[first + 1 : last].strip()]
    for start, end in spans[:MAX_PARTS]:
        part = sentence.only(start, end) if borders[2:] else sentence
        details = [*details_of(part)]
        if of_speakers_only and not any(detail.field in _SOURCE_FIELDS for detail in details):
            continue
        if claim := _claim_of_part(part, details, of_speakers_only=of_speakers_only):
            return claim
    return None


def _claim_of_part(sentence: ClaimSentence, details: list[Detail], *, of_speakers_only: bool) -> Claim | None:
    facts, tokens, comparisons = sentence.facts, tokens_of(sentence), []
    mechanism_words = {word for detail in details for name in detail.names for word in roots(name)}
    for content in _candidates(facts, tokens, details):
        near = NearRecord(sentence, content, tokens & content.words, tokens - content.words - mechanism_words)
        shared_details = [detail for detail in details if _has_detail(sentence, content, detail)]
        weight = sum(map(facts.weight, near.shared_words)) + sum(detail.weight for detail in shared_details)
        comparisons.append((weight, near, [detail for detail in details if detail not in shared_details]))
    comparisons.sort(key=lambda comparison: (-comparison[0], comparison[1].content.id))
    full_weight = max((weight for weight, _, wrong_details in comparisons if not wrong_details), default=0.0)
    for weight, near, wrong_details in comparisons:
        if len(wrong_details) != 1 or weight < _MIN_WEIGHT:
            continue
        (detail,) = wrong_details
        has_second_value = detail.field in _REPEATABLE_FIELDS and any(
            peer.field == detail.field for peer in details if peer != detail
        )
        further_weight = sum(_further_weight(facts, token) for token in near.other_words)
        if (
            has_second_value
            or (of_speakers_only and detail.field not in _SOURCE_FIELDS)
            or further_weight > _FURTHER_SHARE * weight
            or full_weight - detail.weight >= _RIVAL_SHARE * weight
            or not (value_of_record := record_value(near, detail))
        ):
            continue
        content = near.content
        field = "participants" if detail.field == "speaker" or value_of_record == near.other_people else detail.field
        record = ComparedRecord(content.kind, content.id, content.title, (field,))
        difference = Difference(field, detail.text, value_of_record)
        return Claim(content.kind, ClaimVerdict.contradicted, 0, len(sentence.text), {}, [record], [difference])
    return None


def _further_weight(facts: Facts, token: str) -> float:
    return min(facts.weight(token), _MAX_WORD_WEIGHT) if token in facts.positions_by_key else _NEW_WORD_WEIGHT


def _candidates(facts: Facts, tokens: frozenset[str], details: list[Detail]) -> list[RecordContent]:
    points: dict[int, float] = defaultdict(float)
    for token in tokens.union(*(roots(detail.text) for detail in details)):
        for index in facts.positions_by_key.get(token, ()):
            points[index] += facts.weight(token)
    for detail in details:
        for index in facts.positions_by_key.get(f"{_KEY_FIELDS.get(detail.field, detail.field)}:{detail.value}", ()):
            points[index] += detail.weight
    best = sorted(points, key=lambda index: (-points[index], index))[:MAX_NEAR]
    return [facts.contents[index] for index in best]


_KEY_FIELDS = {"speaker": "participants", "rank": "value", "session": "value"}
"""Fields whose values have the keys of another field."""


def _has_detail(sentence: ClaimSentence, content: RecordContent, detail: Detail) -> bool:
    """Whether a record has a detail of a sentence. A statement of a meeting of two countries is about both. A title may
    name countries that rank higher."""
    value = detail.value
    if isinstance(value, Span):
        return _has_span(content, value) or value.text in content.years
    if detail.field in ("value", "session", "rank"):
        return value in content.numbers if content.rank is None else value == content.rank
    if detail.field == "parties":
        is_of_pair = content.kind == "statement" and value in sentence.facts.pair
        is_listed = content.rank_holder <= sentence.countries and roots(detail.text) <= content.words
        return is_of_pair or is_listed or value in content.parties
    if detail.field == "attributed_to":
        return roots(detail.text) <= (roots(content.institution) or content.words)
    if detail.field == "speaker" and content.kind == "statement":
        return value in content.people
    is_named = any(roots(name) <= content.words for name in detail.names or (detail.text,))
    return is_named or value in content.people | content.associates | content.cities | content.mechanisms


def _has_span(content: RecordContent, span: Span) -> bool:
    """Whether a record has a date. Of a time with an open start, only the last year counts; a time of several years is
    that of the validity."""
    periods = [date for date in content.dates if lasts_years(date)]
    if lasts_years(span) and periods:
        return any(span.text == period.text for period in periods)
    return any(
        span.overlaps(date) and (date.start or (span.end and date.end and span.end.year >= date.end.year))
        for date in content.dates
    )
