"""Ranks that a sentence gives by who stands before: “only Russia and Iraq sell more oil to Türkiye”."""

import re

from app.curate.claims.sentences import ClaimSentence
from app.curate.claims.wording import content_words

_LISTED = (
    r"(?:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})(?:(?:,? and |, )(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}){0,5}"
)
_BEFORE = re.compile(
    r"\b(?i:after|behind|following|only|but|except|outdone by|surpassed by)(?: only)?(?: from| by| to)? (?:the )?"
    rf"({_LISTED})"
    rf"|({_LISTED}) (?:are|is) the only\b|({_LISTED}) (?:alone|only)\b"
)
_MORE = re.compile(r"\b(?i:more|bigger|larger|greater|higher)\b")
_THAN = re.compile(r"\b(?i:than)\b")


def predecessors(sentence: ClaimSentence) -> frozenset[str]:
    """The codes of the parties that the sentence places before the one it ranks."""
    spans = [match.span(number) for match in _BEFORE.finditer(sentence.text) for number in (1, 2, 3) if match[number]]
    return frozenset(
        mention.code
        for mention in sentence.passage.parties
        if any(start <= mention.start and mention.end <= end for start, end in spans)
    )


def implied_rank(sentence: ClaimSentence) -> tuple[int, int, int] | None:
    """The rank that “only A and B sell more than C” gives C, and the offsets of the words that do; else None."""
    more = _MORE.search(sentence.text)
    match = _BEFORE.search(sentence.text)
    parties = predecessors(sentence)
    if not (more and match and parties and _THAN.search(sentence.text, more.end())):
        return None
    if "only" not in match[0].lower() and "alone" not in match[0].lower():
        return None
    return len(parties) + 1, min(match.start(), more.start()), max(match.end(), more.end())


def scope_of_others(sentence: ClaimSentence, scope: frozenset[str]) -> frozenset[str]:
    """The codes of the parties that stand before in a recorded rank: its scope has their names."""
    return frozenset(
        party.code
        for party in sentence.facts.names.parties
        if scope and content_words(party.name) and content_words(party.name) <= scope
    )
