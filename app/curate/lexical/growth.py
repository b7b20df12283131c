"""By how many percent a figure grew, by the words of a lexicon."""

from collections.abc import Sequence

from app.curate.lexical.amounts import NumberMention
from app.curate.lexical.text import LexicalSentence, gap_between

_BEFORE, _BEHIND = 45, 30
"""Characters before and behind a percentage in which the word for growth stands."""


def growth_of(
    line: LexicalSentence, figure: NumberMention, figures: Sequence[NumberMention]
) -> tuple[float, NumberMention] | None:
    """The growth of a figure in percent, below 0 if it fell, and the percentage in the text; None without one.

    A percentage belongs to the nearest of the ``figures`` of its sentence.
    """
    for percent in (amount for amount in line.amounts if amount.unit == "percent"):
        nearest = min(figures, key=lambda amount: gap_between((amount.start, amount.end), (percent.start, percent.end)))
        if nearest is figure and (sign := _sign(line, percent)):
            return sign * percent.value, percent
    return None


def _sign(line: LexicalSentence, percent: NumberMention) -> int:
    """1 if the nearest word around a percentage says that something grew, -1 if it says that it fell, 0 without one.
    In languages with the verb in the middle, a word before the percentage counts first."""
    lexicon = line.lexicon
    before, behind = (max(0, percent.start - _BEFORE), percent.start), (percent.end, percent.end + _BEHIND)
    words = ((1, lexicon.rises), (-1, lexicon.falls))
    for span in (behind,) if lexicon.verb_is_last else (before, behind):
        signs = sorted(
            (match.start(), sign) for sign, pattern in words for match in pattern.finditer(line.lower, *span)
        )
        if signs:
            return signs[-1 if span is before else 0][1]
    return 0
