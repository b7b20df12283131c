"""Folding of names to a common spelling, keys to sort them by, and suggestions of the nearest valid value."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from anyascii import anyascii

from app.domain import deadline, nearness

_NOT_WORD = re.compile(r"[^a-z0-9]+")

MAX_COMPARED = 100
"""Characters of a text that are compared; the rest of a longer text is ignored."""


def fold(text: str) -> str:
    """Reduce a text to lower-case ASCII words: ``Kazakhstan–Türkiye`` and ``KAZAKHSTAN TURKIYE`` become the same."""
    plain = text if text.isascii() else anyascii(text)
    return _NOT_WORD.sub(" ", plain.lower()).strip()


_BETWEEN_LETTERS = re.compile(r"(?<=\b[a-z]) (?=[a-z]\b)")

_SIGNS = r"(?:[!！¡¬≠~\-−－‐-―]|<\s*>)"
"""Signs that exclude what follows them, in the forms that keyboards, editors and languages of queries have."""

_OPENING = r"[\s\"'“”„«‘’(\[]*"
"""Quotation marks and brackets, in which a value may stand with its sign."""

_EXCLUSION = re.compile(
    rf"{_OPENING}(?:{_SIGNS}+=?|not\s|(?:not|neq?|nin)[.:](?:eq[.:]|in[.:]|\()?)\s*[(\[]?", re.IGNORECASE
)

_COMPARISON = re.compile(r"\s*(?:eq|is|in|like|ilike|contains)\s*[.:]\s*", re.IGNORECASE)

_SIGN = re.compile(rf"{_OPENING}(?:{_SIGNS}|[\^>]|<=)")

NO_VALUE = "none"
"""The value of a filter for records without a value."""

NO_VALUE_WORDS = ("n a", "null", "nil", "nan", "undefined", "unknown", "missing", "empty", "blank")
"""What other services write for no value, folded."""

_NOT_APPLICABLE = re.compile(r"\s*n\s*[/.]\s*a\s*\.?\s*", re.IGNORECASE)
"""``n/a`` of tables. Read as initials, it would be the code of Namibia."""


def name_keys(spelling: str) -> list[str]:
    """The folded names that a spelling may stand for, the likeliest first: as it is, with its initials together
    (``U.S.`` is ``us``), and without a leading "the". There is none for ``n/a``, nor for a
    spelling that begins with a sign: ``!`` or ``-``, which exclude, or one that compares, such as ``>``."""
    if _SIGN.match(spelling) or _NOT_APPLICABLE.fullmatch(spelling):
        return []
    folded_name = fold(spelling)
    compact_name = _BETWEEN_LETTERS.sub("", folded_name)
    return list(dict.fromkeys((folded_name, compact_name, compact_name.removeprefix("the "))))


def excluded_name(text: str) -> str | None:
    """The name in a text that seems to exclude it, such as ``-KZ``, ``<>KZ`` or ``not KZ``; None for another text."""
    match = _EXCLUSION.match(text)
    return text[match.end() :] if match else None


def compared_name(text: str) -> str:
    """The text without an operator of other services and the brackets of a list: ``eq.KZ`` and ``in.(KZ)`` give KZ."""
    return _COMPARISON.sub("", text, count=1).strip(" ()[]{}")


def sorted_words(folded_name: str) -> str:
    """The words of a folded name in alphabetical order: ``Ban Ki-moon`` and ``Ki-moon Ban`` become the same."""
    return " ".join(sorted(folded_name.split()))


MAX_KEY_LENGTH = 200
"""Characters of a sort key. It is indexed, and PostgreSQL refuses to index long texts."""


def sort_key(text: str) -> str:
    """The key by which a name or title is sorted: Ömer comes between Oman and Osman, as people expect.

    Databases order other letters by rules of their own. They all order plain ASCII by its bytes.
    """
    return fold(text)[:MAX_KEY_LENGTH]


def rank_similar(text: str, values: Sequence[str], *, spelling: str | None = None) -> list[tuple[int, float]]:
    """:func:`app.domain.nearness.rank_by_similarity` of the start of a text, after a check of the deadline."""
    deadline.check()
    return nearness.rank_by_similarity(text[:MAX_COMPARED], values, spelling=spelling)


def nearest(text: str, valid: Iterable[str], limit: int = 3) -> list[str]:
    """The valid values that are near the text, best first; empty if none is."""
    values = list(valid)
    return [values[index] for index, _ in rank_similar(fold(text), [fold(value) for value in values])[:limit]]


def nearest_hint(near: Sequence[str]) -> str:
    """The end of a message about a wrong value: the nearest valid ones. Empty if there are none."""
    return f"; the nearest: {', '.join(near)}" if near else ""


def hint_for(value: str, valid: Iterable[str], limit: int = 3) -> str:
    """:func:`nearest_hint` of the valid values that are near a wrong one."""
    return nearest_hint(nearest(value, valid, limit))


LINE_CONTROLS = "\t\n\v\f\r"
"""Control characters that a text of several lines or pages, or a cell of a table, may have."""


def has_controls(value: str, exceptions: str) -> bool:
    """Whether a text has a lone surrogate, or a control character that is not in ``exceptions``."""
    return not value.isprintable() and any(
        unicodedata.category(c) in ("Cc", "Cs") for c in value if c not in exceptions
    )
