"""The words before a figure that qualify it: “more than”, “nearly”, “an estimated”."""

import re
from typing import NamedTuple

from app.domain.figure_vocabulary import Qualifier

_CLOSED_BOUNDS = {
    Qualifier.over: "at least|(?:no|not) (?:less|fewer) than",
    Qualifier.under: "at most|up to|(?:no|not) (?:more|greater) than",
}
"""Bounds that count the number itself."""

_QUALIFIERS = {
    Qualifier.over: "(?:more|greater|higher) than|over|above|exceed(?:s|ed|ing)?|surpass(?:es|ed|ing)?|in excess of"
    "|upwards of|topp?(?:ed|ing|s)|crossed|passed|beyond",
    Qualifier.under: "(?:less|fewer|lower) than|under|below|short of",
    Qualifier.nearly: "nearly|almost|close to|approach(?:es|ed|ing)?|just under|just short of|just shy of|shy of"
    "|near(?:s|ed|ing)|verging on|not quite",
    Qualifier.about: "about|around|approximately|roughly|some|circa|an estimated|estimated at|estimated"
    "|in the region of|in the order of|on the order of|close on|approx\\.?|ca?\\.|~|≈",
}


_QUALIFIER = re.compile(
    r"(?:\b|(?=[~≈]))(?:"
    + "|".join(f"(?P<closed_{name}>{words})" for name, words in _CLOSED_BOUNDS.items())
    + "|"
    + "|".join(f"(?P<{name}>{words})" for name, words in _QUALIFIERS.items())
    + r")\s{0,2}(?:the\s(?:mark\sof\s)?|a\s|an\s|some\s|about\s|approximately\s)?"
    r"(?:total\sof\s|record\s|impressive\s|combined\s)?\Z",
    re.IGNORECASE,
)

_COMPARES = re.compile(r"\bthan\s(?:the|its|their|his)\s\Z", re.IGNORECASE)
"""“More than the $2 billion that it imported” compares two figures, and bounds neither."""


_RAISED_UP_TO = re.compile(
    r"\b(?:(?:push|bring|lift|rais|tak|driv|boost|increas|grow|climb)\w*\b[^.;\d]{0,50}|(?:add|sum|total|work)\w*)"
    r"\sup\sto\s\Z",
    re.IGNORECASE,
)
"""“Push the figure up to $2 billion”, “it added up to $2 billion”: “up” goes with the verb, and limits nothing."""


_ESTIMATE = re.compile(
    r"\b(?:an\sestimated|estimated\sat|estimated\sto\sbe|is\sestimated)\b[^.;]{0,25}\Z", re.IGNORECASE
)


class Qualification(NamedTuple):
    """How a figure is qualified. ``start`` is the offset in the sentence at which its words begin. ``is_open`` says
    that it is a bound without the number itself: “less than 5”, and not “at most 5”."""

    qualifier: Qualifier
    start: int
    estimate: bool
    is_open: bool = False


def qualification(sentence: str, start: int) -> Qualification:
    """What the words right before a figure, which begins at ``start``, say of it."""
    before = sentence[max(0, start - _LONGEST) : start]
    match = None if _RAISED_UP_TO.search(before) else _QUALIFIER.search(before)
    name = (match.lastgroup if match else None) or Qualifier.exact
    qualifier = Qualifier(name.removeprefix("closed_"))
    first = start - len(before) + match.start() if match else start
    is_open = name in (Qualifier.over, Qualifier.under)
    return Qualification(qualifier, first, bool(_ESTIMATE.search(before)), is_open)


_MULTIPLES = {
    "half": 0.5, "a third": 1 / 3, "one third": 1 / 3, "two thirds": 2 / 3, "a quarter": 0.25, "three quarters": 0.75,
    "double": 2, "twice": 2, "triple": 3, "three times": 3, "four times": 4, "five times": 5, "ten times": 10,
    "halfway": 0.5,
}  # fmt: skip
_MULTIPLE = re.compile(
    rf"\b(?:(?P<word>{'|'.join(sorted(_MULTIPLES, key=len, reverse=True))})"
    r"|(?P<percent>\d{1,3})\s?(?:%|percent|per cent))"
    r"\s(?:(?<=halfway\s)to\s|of\s)?(?:the\s)?\Z",
    re.IGNORECASE,
)


def factor(sentence: str, start: int, *, of_count: bool) -> tuple[float, int]:
    """The number by which the words right before a figure multiply it, and their start: “half of”, “twice the”.

    Before a bare number (``of_count``), a percentage multiplies nothing: “54 percent of 2022”.
    """
    match = _MULTIPLE.search(sentence, max(0, start - _LONGEST), start)
    if match is None or (of_count and match["percent"]):
        return 1.0, start
    return _MULTIPLES[match["word"].lower()] if match["word"] else int(match["percent"]) / 100, match.start()


def compares(sentence: str, start: int) -> bool:
    """Whether the words before a figure compare another one with it: “more than the $2 billion that it imported”."""
    return bool(_COMPARES.search(sentence, max(0, start - _LONGEST), start))


_LONGEST = 60
"""Characters before a figure that may qualify it."""
