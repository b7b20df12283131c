"""The date of a figure in a sentence: whether it belongs to an amount, and whether the period of a record ends then."""

import re

from app.curate.claims.amounts import Amount
from app.curate.claims.facts import StatFact
from app.curate.claims.sentences import ClaimSentence
from app.curate.mentions.dates import DateMention


def ends_with(stat: StatFact, date: DateMention | None) -> bool:
    """Whether the period of a figure ends in the month or year “by” which a sentence gives it."""
    end = date.span.end if date and date.span and date.relation == "by" else None
    return bool(end and stat.span and stat.span.end == end)


_NEXT_CLAUSE = re.compile(r"[,;]\s(?:and|while|whereas|but)\b")


def is_of_other_time(sentence: ClaimSentence, amount: Amount, date: DateMention | None) -> bool:
    """Whether a date may not be that of an amount: it stands in a clause before, it is only that of a speech
    about it, or the sentence has another date without a year."""
    if date is None:
        return False
    start, end = sentence.offsets(date)
    is_before = end < amount.start and _NEXT_CLAUSE.search(sentence.text, end, amount.start) is not None
    is_of_speech = (
        _SPEECH_BEHIND.match(sentence.text, end) is not None
        or _SPEAKER_BEFORE.search(sentence.text, 0, start) is not None
    )
    return is_before or is_of_speech or bool(sentence.open_dates)


_SPEECH_BEHIND = re.compile(
    r",?\s(?:[A-Z][\w’'-]+\s){1,3}(?:said|told|noted|recalled|announced|put|gave|wrote|reported)\b"
)
"""Words behind a date on which somebody told an amount: “In May 2023 Tokayev said”."""

_SPEAKER_BEFORE = re.compile(r"\((?:[A-Z][\w’'-]+\s?){1,4},?\s(?:on\s|in\s)?\Z")
"""A name in parentheses before the date on which this person told an amount: “(Tokayev, Sept 2023)”."""


def is_in_clause(sentence: ClaimSentence, amount: Amount, date: DateMention) -> bool:
    """Whether a date is of the clause of an amount: no comma and no “with” stands between them."""
    start, end = sentence.offsets(date)
    between = sentence.text[end : amount.start] if end <= amount.start else sentence.text[amount.end : start]
    return not re.search(r"[,;:]|\bwith\b", between)
