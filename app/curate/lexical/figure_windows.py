"""The part of a sentence that is about an amount: between the figures before and behind it."""

import re

from app.curate.lexical.amounts import NumberMention
from app.curate.lexical.text import LexicalSentence
from app.domain.currencies import is_currency

_MOST_DAYS = 31
"""A count up to this may be of days or months rather than a figure."""

_NEAR = 30
"""Characters between the two ends of a rise."""

_FROM = re.compile(r"(?<!\w)(?:с|со|от)\s\Z")

_ABLATIVE = re.compile(r"\S*(?:[dt][ae]n|[днт][ае]н)\s")
"""The end of an amount from which a rise begins, where an ending says so."""


def window_of(line: LexicalSentence, number: int) -> tuple[int, int]:
    """The offsets of the part about an amount, by the number of the amount in its sentence. The end of a rise has the
    words before its beginning too: “to raise trade from 5 to 10 billion”."""
    if number and is_start(line, number - 1):
        return window_of(line, number - 1)[0], _end(line, number)
    before = [a for a in line.amounts[:number] if is_figure(a)]
    return before[-1].end if before else 0, _end(line, number)


def _end(line: LexicalSentence, number: int) -> int:
    return next((a.start for a in line.amounts[number + 1 :] if is_figure(a)), len(line.text))


def is_figure(amount: NumberMention) -> bool:
    """Whether an amount may be a figure by itself: no percentage, no ordinal, and no small number as of days."""
    return is_currency(amount.unit) or (amount.unit == "count" and amount.value > _MOST_DAYS)


def is_start(line: LexicalSentence, number: int) -> bool:
    """Whether an amount is that from which a rise to the next one begins."""
    amount, after = line.amounts[number], line.amounts[number + 1 : number + 2]
    if not after or after[0].start - amount.end > _NEAR:
        return False
    if line.lexicon.verb_is_last:
        return _ABLATIVE.match(line.lower, line.lower.rfind(" ", 0, amount.end) + 1) is not None
    return _FROM.search(line.lower, 0, amount.start) is not None
