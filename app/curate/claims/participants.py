"""Compares the people whom a sentence names with those who take part in a recorded event."""

import re

from app.curate.claims.facts import Facts
from app.curate.claims.record_comparison import RecordComparison
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.wording import any_word, content_words


def compare_people(sentence: ClaimSentence, comparison: RecordComparison) -> None:
    """Compares the people of a sentence with those of a record."""
    fact = comparison.fact
    present = sentence.people & fact.people
    if _has_wrong_owner(sentence):
        comparison.absent.add("participants")
    if present:
        comparison.match("participants", 2.0 * min(len(present), 3))
    has_chair = fact.kind == "meeting" and _CHAIR.search(sentence.text)
    for person in sorted(sentence.people - fact.people):
        if content_words(person) and content_words(person) <= fact.words:
            comparison.score += 0.7  # the title has the name
        elif person in fact.associates and not has_chair and _is_in_passing(sentence, person):
            comparison.score += 0.3
        elif fact.kind in ("meeting", "agreement") and fact.people and fact.type not in ("summit", "conference"):
            comparison.differ(
                "participants",
                _name(sentence.facts, person),
                ", ".join(_name(sentence.facts, p) for p in sorted(fact.people)),
            )
        else:
            comparison.absent.add("participants")


def _has_wrong_owner(sentence: ClaimSentence) -> bool:
    """Whether a sentence gives an official to another country: “Türkiye’s Tokayev”."""
    homes = {person.id: person.party for person in sentence.facts.names.people}
    return any(
        party.code != homes.get(mention.id or "", party.code)
        for mention in sentence.passage.people
        for party in sentence.passage.parties
        if mention.id
        and (
            re.fullmatch(r"[’']s?\s", sentence.text[party.end : mention.start])
            or sentence.text[mention.end : party.start] == " of "
        )
    )


_IN_PASSING = re.compile(
    r"\b(?:from|of|for|about|to|behalf|under|representing|thank\w*|said|quot\w+)\s(?:[\w’'-]+\s){0,4}$", re.IGNORECASE
)
_OWNS = re.compile(r"[’']s?\s")


def _is_in_passing(sentence: ClaimSentence, person: str) -> bool:
    """Whether a sentence only mentions a person, and does not say that he took part: “greetings from Erdoğan”."""
    return all(
        _IN_PASSING.search(sentence.text[: mention.start]) or _OWNS.match(sentence.text, mention.end)
        for mention in sentence.passage.people
        if (mention.id or mention.name) == person
    )


_CHAIR = any_word("chair* co-chair*")


def _name(facts: Facts, person: str) -> str:
    return next((official.name for official in facts.names.people if official.id == person), person)
