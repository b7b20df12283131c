"""Finds texts that are nearly the same, by the runs of words that they share."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

RUN = 5
"""Words of a run. Two independent texts seldom share a run, except for names and titles."""

MAX_WORDS = 100_000
"""Words of a text that are compared."""

NEARLY_ALL = 0.6
"""Share of the runs of the shorter text from which on two texts are nearly the same."""

NOTICEABLE = 0.2
"""Share from which on the curator is told that two texts have passages in common."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Overlap:
    """A text with passages in common. ``share`` is the part of the shorter text that the other has too, from 0 to 1."""

    name: str
    share: float

    @property
    def percent(self) -> str:
        return f"{self.share:.0%}".replace("%", " percent")


def runs(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of words of a text, in any case and with any punctuation."""
    words = [match[0] for match in islice(_WORD.finditer(text.casefold()), MAX_WORDS)]
    length = min(RUN, len(words))
    return frozenset(tuple(words[start : start + length]) for start in range(len(words) - length + 1))


def text_overlaps(text: str, named_texts: Iterable[tuple[str, str]]) -> Iterator[Overlap]:
    """The overlap of a text with each of some others, given by name and text, if it is ``NOTICEABLE``."""
    runs_of_text = runs(text)
    for name, other_text in named_texts:
        runs_of_other = runs(other_text)
        share = len(runs_of_text & runs_of_other) / max(1, min(len(runs_of_text), len(runs_of_other)))
        if share >= NOTICEABLE:
            yield Overlap(name, share)
