"""Whether a sentence that tells of no event says the same as a recorded statement."""

import re
from collections.abc import Iterator, Sequence

from app.curate.claims.record_comparison import RecordComparison
from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.wording import any_word, stem
from app.curate.mentions.parties import PartyForm, PartyMention, parties
from app.domain.prose import numbers

LEAST_SHARED_WORDS = 4
"""The words and numbers that a sentence shares at least with a statement that supports it."""

_DENIES = any_word("not never no nor refus* den* reject* declin* oppos* ended abolish* against cancel*", r"\w+n[’']t")
_NEXT = re.compile(r"\s(\w+)")
_BEFORE = re.compile(r"(\w+) (?:of|from|in) (?:the )?$")


def says_same(sentence: ClaimSentence, comparison: RecordComparison) -> bool:
    """Whether a sentence has words, parties and each number of a recorded statement, and denies nothing.

    “Turkish citizens” of a statement are “citizens of Türkiye”, but not those of Kazakhstan. If no such words show who
    is who, both begin with the same party.
    """
    fact, claim_numbers = comparison.fact, {amount.value for amount in sentence.amounts}
    if _DENIES.search(sentence.text) or comparison.differences or comparison.absent:
        return False
    if comparison.common + len(claim_numbers) < LEAST_SHARED_WORDS or not claim_numbers <= numbers(fact.title):
        return False
    parties_of_fact = parties(fact.title, sentence.facts.names)
    if not sentence.countries <= fact.parties | {mention.code for mention in parties_of_fact}:
        return False
    claim_nouns = dict(_nouns(sentence.text, sentence.passage.parties))
    record_nouns = dict(_nouns(fact.title, parties_of_fact))
    nouns = claim_nouns.keys() & record_nouns.keys()
    if nouns:
        return all(claim_nouns[noun] == record_nouns[noun] for noun in nouns)
    return [party.code for party in sentence.passage.parties[:1]] == [party.code for party in parties_of_fact[:1]]


def _nouns(text: str, mentions: Sequence[PartyMention]) -> Iterator[tuple[str, str]]:
    """The nouns that stand beside parties, each with the code of its party: “buyers in Türkiye”."""
    for mention in mentions:
        match = (
            _NEXT.match(text, mention.end)
            if mention.form is PartyForm.people
            else _BEFORE.search(text[: mention.start])
        )
        if match:
            yield stem(match[1].lower()), mention.code
