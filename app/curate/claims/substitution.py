"""Contradicts a sentence that a record would support if one of its values were the recorded one.

“Türkiye will host the twelfth summit” agrees with the record of the thirteenth summit in all but the number. So the
sentence is judged once more with the recorded number. If a record supports it then, the number is wrong.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from app.curate.articles import Article
from app.curate.claims.amounts import Amount, amounts
from app.curate.claims.bodies import names_body
from app.curate.claims.candidates import nearest_facts
from app.curate.claims.facts import Fact
from app.curate.claims.framing import tells_of_known_event
from app.curate.claims.leftovers import words_not_compared, words_of_facts
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.times import days_between, fineness, parts_that_differ
from app.curate.claims.verdicts import Claim, ClaimVerdict, ComparedRecord, Difference
from app.curate.claims.wording import any_word, stem
from app.curate.mentions.reading import reading_of
from app.curate.mentions.words import words
from app.domain.edtf import Precision, Span
from app.domain.prose import ORDINALS
from app.domain.vocabulary import MeetingStatus

MAX_RECORDS = 4
"""Records whose values are tried in a sentence: those that share most with it."""

MAX_ATTEMPTS = 60
"""How often the sentences of one text are judged with another value. This bounds the time that a text takes."""

_OTHER_OCCASION = any_word("after before following ahead besides unlike", "same day")
"""Words that bring a second event into a sentence, whose values need not be those of the record."""

Judge = Callable[[ClaimSentence], list[Claim]]
"""Gives the claims of a sentence."""


@dataclass(frozen=True)
class Substitute:
    """Words for a recorded value, in place of those of a sentence from ``start`` to ``end``."""

    field: str
    start: int
    end: int
    words: str


def wrong_value(sentence: ClaimSentence, judge: Judge, attempts: Iterator[int]) -> Claim | None:
    """The contradicted claim of a sentence that a record supports with another value in one place; None if there is no
    such record. Each substitute that is tried takes an item of ``attempts``, which all sentences of a text share."""
    for fact in nearest_facts(sentence, MAX_RECORDS):
        kinds = {fact.kind, "meeting"} if fact.kind == "statement" else {fact.kind}
        leftovers = words_not_compared(sentence, kinds, words_of_facts([fact], sentence.facts.names))
        for substitute in _substitutes(sentence, fact):
            words_in_text = sentence.text[substitute.start : substitute.end]
            if any(word not in words_in_text for word in leftovers):
                continue
            if next(attempts, None) is None:
                return None
            if _is_supported(sentence, fact, substitute, judge):
                return Claim(
                    fact.kind, ClaimVerdict.contradicted, 0, len(sentence.text), {},
                    [ComparedRecord(fact.kind, fact.id, fact.title, (substitute.field,))],
                    [Difference(substitute.field, words_in_text, substitute.words)],
                )  # fmt: skip
    return None


def _is_supported(sentence: ClaimSentence, fact: Fact, substitute: Substitute, judge: Judge) -> bool:
    """Whether a record supports the whole sentence with a substitute, and the sentence tells of this record."""
    text = sentence.text[: substitute.start] + substitute.words + sentence.text[substitute.end :]
    source = sentence.passage.article
    passages = reading_of(Article(text, source.language, source.publication), sentence.facts.names).passages
    if len(passages) != 1:
        return False
    new_sentence = replace(sentence, passage=passages[0])
    claims = judge(new_sentence)
    if any(claim.verdict is not ClaimVerdict.supported or claim.uncompared_words for claim in claims):
        return False
    return any(
        (record.kind, record.id) == (fact.kind, fact.id) and _is_same(sentence, fact, substitute, {*record.fields})
        for claim in claims
        for record in claim.records
    )


def _is_same(sentence: ClaimSentence, fact: Fact, substitute: Substitute, equal_fields: set[str]) -> bool:
    """Whether a sentence tells of a record, and of no other event like it, by the fields in which both agree."""
    has_time = bool(equal_fields & {"date", "session", "valid"} - {substitute.field})
    has_people = len(sentence.people & fact.people) > 1
    if fact.kind == "meeting" and substitute.field == "session":
        return has_time or has_people or fact.status == MeetingStatus.planned
    if fact.kind == "meeting" and substitute.field == "date":
        return has_people or "session" in equal_fields or names_body(sentence, fact)
    if fact.kind == "meeting" and substitute.field == "participants" and not tells_of_known_event(sentence):
        return False
    if fact.kind == "meeting" and substitute.field in ("participants", "city"):
        days = [span for span in sentence.spans if fineness(span) == Precision.day]
        return (has_people and not sentence.spans) or "session" in equal_fields or (has_time and bool(days))
    if substitute.field in ("participants", "city"):
        return has_time or has_people
    return True


def _substitutes(sentence: ClaimSentence, fact: Fact) -> Iterator[Substitute]:
    """The values of a record, each in place of a value of the sentence that the record does not have."""
    if _OTHER_OCCASION.search(sentence.text):
        return
    yield from _sessions(sentence, fact)
    yield from _numbers(sentence, fact)
    yield from _dates(sentence, fact)
    yield from _people(sentence, fact)
    yield from _cities(sentence, fact)


def _sessions(sentence: ClaimSentence, fact: Fact) -> Iterator[Substitute]:
    if fact.kind == "meeting" and fact.session and fact.session not in sentence.sessions:
        words_of_number = dict(enumerate(ORDINALS)).get(fact.session, f"{fact.session}th")
        for ordinal in sentence.passage.ordinals:
            yield Substitute("session", ordinal.start, ordinal.end, words_of_number)


def _numbers(sentence: ClaimSentence, fact: Fact) -> Iterator[Substitute]:
    """The numbers of a statement, or of the agreements of a session, that count what a number of the sentence
    counts."""
    has_count = fact.kind == "statement" or (fact.kind == "agreement" and fact.session in sentence.sessions)
    amounts_of_record = amounts(fact.title) if has_count and sentence.amounts else ()
    for amount in sentence.amounts:
        nouns = _nouns(sentence.text, amount)
        for record_amount in amounts_of_record:
            is_same_noun = amount.unit != "count" or nouns & _nouns(fact.title, record_amount)
            if record_amount.unit == amount.unit and is_same_noun and record_amount.value != amount.value:
                yield Substitute("value", amount.start, amount.end, record_amount.text)


def _nouns(text: str, amount: Amount) -> set[str]:
    """The stems of the two words behind an amount, of which one is what it counts."""
    return {stem(word.key) for word in words(text[amount.end : amount.end + 30])[:2]}


def _dates(sentence: ClaimSentence, fact: Fact) -> Iterator[Substitute]:
    """The date of a record in place of a date of the sentence. Both are so near that a slip explains the difference."""
    for mention in sentence.dates if fact.kind != "statement" else ():
        span = mention.span
        for date in fact.dates[:1]:
            is_near = span is not None and (parts_that_differ(span, date) == 1 or days_between(span, date) <= _NEAR)
            if span and is_near and not span.overlaps(date) and (date_words := _in_words(date)):
                start, end = sentence.offsets(mention)
                preposition = _PREPOSITION.match(sentence.text, start, end)
                yield Substitute("date", preposition.end() if preposition else start, end, date_words)


_NEAR = 31
"""Days between a date and the recorded one, if a slip explains the difference."""

_PREPOSITION = re.compile(r"(?:on|in|by|of|since|from|until)\s", re.IGNORECASE)


def _in_words(span: Span) -> str | None:
    """A day, a month or a year in words; None for other spans."""
    if span.start and re.fullmatch(r"\d{4}(?:-\d\d){0,2}", span.text):
        return span.start.strftime(("%Y", "%B %Y", f"{span.start.day} %B %Y")[span.text.count("-")])
    return None


_TO_PLACE = re.compile(r"\b(?:visit\w*|tour\w*|to|in|at|from)\s$", re.IGNORECASE)
"""Words before the name of a place."""


def _people(sentence: ClaimSentence, fact: Fact) -> Iterator[Substitute]:
    names = {person.id: person.name for person in sentence.facts.names.people}
    mentions = [mention for mention in sentence.passage.people if (mention.id or mention.name) not in fact.people]
    spans = {(mention.start, mention.end) for mention in mentions}
    for start, end in sorted(spans | {*sentence.runs()}):
        if _TO_PLACE.search(sentence.text[:start]):
            continue
        for person in sorted(fact.people - sentence.people):
            name = names.get(person, person)
            yield Substitute("participants", start, end, name if " " in sentence.text[start:end] else name.split()[-1])


def _cities(sentence: ClaimSentence, fact: Fact) -> Iterator[Substitute]:
    for city in sorted(sentence.cities - fact.cities) if fact.kind != "agreement" else ():
        start = sentence.text.find(city)
        for city_of_record in sorted(fact.cities - sentence.cities):
            if start >= 0:
                yield Substitute("city", start, start + len(city), city_of_record)
