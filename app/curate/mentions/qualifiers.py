"""The words before a figure that qualify it: “more than”, “nearly”, “an estimated”."""

import re
from typing import NamedTuple

from app.domain.vocabulary import Qualifier

_QUALIFIERS = {
    Qualifier.over: "more than|over|above|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|in excess of|at least|no less than"
    "|not less than|upwards of|topp?(?:ed|ing|s)|greater than|higher than|crossed|passed|beyond",
    Qualifier.under: "less than|under|below|up to|at most|no more than|not more than|fewer than",
    Qualifier.nearly: "nearly|almost|close to|approach(?:es|ed|ing)?|just under|just short of|just shy of|shy of"
    "|near(?:s|ed|ing)|verging on",
    Qualifier.about: "about|around|approximately|roughly|some|circa|an estimated|estimated at|estimated"
    "|in the region of|in the order of|on the order of|approx\\.?|ca?\\.|~|≈",
}


_QUALIFIED = re.compile(
    r"(?:\b|(?=[~≈]))(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _QUALIFIERS.items())
    + r")\s{0,2}(?:the\s|a\s|an\s)?(?:total\sof\s|record\s|impressive\s|combined\s)?\Z",
    re.IGNORECASE,
)


_RAISED_UP_TO = re.compile(
    r"\b(?:push|bring|lift|rais|tak|driv|boost|increas|grow|climb)\w*\b[^.;\d]{0,50}\sup\sto\s\Z", re.IGNORECASE
)
"""“Push the figure up to $2 billion”: “up” goes with the verb, and limits nothing."""


_ESTIMATE = re.compile(
    r"\b(?:an\sestimated|estimated\sat|estimated\sto\sbe|is\sestimated)\b[^.;]{0,25}\Z", re.IGNORECASE
)


class Qualification(NamedTuple):
    """How a figure is qualified. ``start`` is the offset in the sentence at which its words begin."""

    qualifier: Qualifier
    start: int
    estimate: bool


def qualification(sentence: str, start: int) -> Qualification:
    """What the words right before a figure, which begins at ``start``, say of it."""
    before = sentence[max(0, start - _LONGEST) : start]
    match = None if _RAISED_UP_TO.search(before) else _QUALIFIED.search(before)
    qualifier = Qualifier(match.lastgroup) if match and match.lastgroup else Qualifier.exact
    first = start - len(before) + match.start() if match else start
    return Qualification(qualifier, first, bool(_ESTIMATE.search(before)))


_LONGEST = 60
"""Characters before a figure that may qualify it."""
