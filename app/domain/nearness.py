"""Finds the names that a misspelt name may have meant, for suggestions.

A name is near if it differs by a few letters, by the order of its words, or by missing words or endings. The number of
letters depends on the length, because any two short codes are alike. Weak matches are left out: they would mislead.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

CODE_LENGTH = 3
"""Letters at most of a code such as ``KZ`` or ``KAZ``. Longer texts are words."""

SMALL_WORDS = frozenset(("and", "at", "for", "in", "of", "on", "the", "to"))


def rank_by_similarity(text: str, values: Sequence[str], *, spelling: str | None = None) -> list[tuple[int, float]]:
    """Indices of the folded values that are near a folded text, with their similarity (0 to 100), best first.

    ``spelling`` is the text before it was folded. With it, a slip in a code counts only if the code is in capitals:
    ``KZx`` is near KZ, but ``foo`` is not near FO.
    """
    if not text:
        return []
    scores: dict[int, float] = {}
    for index, score in _candidates(text, values, spelling):
        scores[index] = max(score, scores.get(index, 0))
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _candidates(text: str, values: Sequence[str], spelling: str | None) -> Iterator[tuple[int, float]]:
    similarity = OSA.normalized_similarity
    for value, score, index in process.extract(text, values, scorer=similarity, score_cutoff=0.5, limit=None):
        if _is_slip(text, value, spelling):
            yield index, 100 * score
    words = text.split()
    if len(words) > 1:
        sorted_ratio = fuzz.token_sort_ratio
        for _, score, index in process.extract(text, values, scorer=sorted_ratio, score_cutoff=85, limit=None):
            yield index, score
    if len(text) > 2 * CODE_LENGTH + 1:  # a part of a longer name, with a slip in it
        for value, _, index in process.extract(text, values, scorer=fuzz.partial_ratio, score_cutoff=90, limit=None):
            if len(value) > len(text) and _begins_a_word(text, value):
                yield index, 100 * similarity(text, value)
    long_words = [f" {word}" for word in words if len(word) > CODE_LENGTH]
    may_be_initials = len(words) == 1 and len(text) >= CODE_LENGTH
    for index, value in enumerate(values):
        value_in_spaces = f" {value} "
        if (
            (any(word in value_in_spaces for word in long_words) and _abbreviates(words, value.split()))
            or (may_be_initials and value[:1] == text[0] and " " in value and _initials(value) == text)
            or (CODE_LENGTH < len(value) < len(text) <= 2 * len(value) + 1 and value_in_spaces in f" {text} ")
        ):
            yield index, max(1, 100 * similarity(text, value))


def _is_slip(text: str, value: str, spelling: str | None) -> bool:
    """Whether the texts differ by a few letters that are wrong, missing, doubled or swapped."""
    shorter, longer = sorted((text, value), key=len)
    edits = OSA.distance(text, value)
    is_swap = text[0] == value[0] and sorted(text) == sorted(value)
    if edits == 0:
        return True
    if len(value) <= CODE_LENGTH and spelling is not None and not spelling[: len(value)].isupper():
        return False
    if len(shorter) <= CODE_LENGTH:
        return edits == 1 and (longer.startswith(shorter) or (is_swap and len(longer) == CODE_LENGTH))
    same_start = len(shorter) > CODE_LENGTH + 2 and text[: CODE_LENGTH + 1] == value[: CODE_LENGTH + 1]
    max_edits = _max_edits(len(longer)) + (1 if same_start else 0)
    if edits == 1 or (edits <= max_edits and text[0] == value[0]):
        return True
    other_edits = OSA.distance(_without_doubles(text), _without_doubles(value))
    max_other_edits = 1 if len(shorter) > 2 * CODE_LENGTH - 1 else 0
    return len(shorter) > CODE_LENGTH + 1 and (is_swap or other_edits <= max_other_edits)


def _max_edits(length: int) -> int:
    """Letters by which a name of that length may differ."""
    return 1 if length < 9 else 2 if length < 15 else length // 5


def _without_doubles(text: str) -> str:
    return "".join(letter for letter, _ in groupby(text))


def _begins_a_word(text: str, value: str) -> bool:
    """Whether the part of a name that best matches the text begins at the start of a word."""
    part = fuzz.partial_ratio_alignment(text, value)
    return part is not None and f" {value}"[part.dest_start] == " "


def _abbreviates(words: Sequence[str], name_words: Sequence[str]) -> bool:
    """Whether each word is a word of the name or the beginning of one, in any order."""
    return all(any(_stands_for(word, name_word, alone=len(words) == 1) for name_word in name_words) for word in words)


def _stands_for(word: str, name_word: str, *, alone: bool) -> bool:
    if word == name_word:
        return True
    if word.isalpha() and name_word.startswith(word):
        half = len(name_word) / 2
        return not alone or len(word) > half or (len(word) == half and len(word) > CODE_LENGTH + 1)
    return len(word) > CODE_LENGTH + 1 and not alone and OSA.distance(word, name_word) == 1


def _initials(value: str) -> str:
    return "".join(word[0] for word in value.split() if word not in SMALL_WORDS)
