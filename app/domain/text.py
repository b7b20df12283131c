"""Any spelling of a name leads to the one thing it names, or to the nearest that there is."""

import re
from collections.abc import Iterable, Sequence

from anyascii import anyascii

from app.domain import deadline, nearness

_NOT_WORD = re.compile(r"[^a-z0-9]+")

MOST_CHARACTERS = 100
"""Of a longer spelling the rest is not compared."""


def fold(text: str) -> str:
    """Lower-case ASCII words: ``Kazakhstan–Türkiye`` and ``KAZAKHSTAN TURKIYE`` are the same."""
    plain = text if text.isascii() else anyascii(text)
    return _NOT_WORD.sub(" ", plain.lower()).strip()


LONGEST_KEY = 200
"""Characters of a sort key, which stands in an index: PostgreSQL refuses to index long texts."""


def sort_key(text: str) -> str:
    """What a name or title is sorted by: as people order it, Ömer between Oman and Osman, on every database alike.

    Each database has rules of its own for letters; plain ones they sort the same, by bytes.
    """
    return fold(text)[:LONGEST_KEY]


def rank(text: str, values: Sequence[str], *, typed: str | None = None) -> list[tuple[int, float]]:
    """Indices of the folded values that a folded text is near, and how like they are (of 100), best first."""
    deadline.check()
    return nearness.rank(text[:MOST_CHARACTERS], values, typed=typed)


def nearest(text: str, valid: Iterable[str], limit: int = 3) -> list[str]:
    """The valid values most like ``text``, best first; none where nothing is like it."""
    values = list(valid)
    return [values[index] for index, _ in rank(fold(text), [fold(value) for value in values])[:limit]]
