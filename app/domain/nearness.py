"""Which names a spelling may be a slip of. What is only a little alike is not suggested: it would mislead.

Near is a name that differs by a few letters, by the order of its words, or by words or endings left out. How many
letters depends on its length: of short codes every two are alike.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

CODE = 3
"""Letters of what is no word but a code."""

SMALL_WORDS = frozenset(("and", "at", "for", "in", "of", "on", "the", "to"))


def rank(wanted: str, values: Sequence[str], *, typed: str | None = None) -> list[tuple[int, float]]:
    """Indices of the folded values that a folded text is near, and how like they are (of 100), best first.

    Where it is given as ``typed``, a slip in a code counts only if the code is in capitals: ``KZx`` is near KZ, and
    ``foo`` not near FO.
    """
    if not wanted:
        return []
    found: dict[int, float] = {}
    for index, score in _near(wanted, values, typed):
        found[index] = max(score, found.get(index, 0))
    return sorted(found.items(), key=lambda one: (-one[1], one[0]))


def _near(wanted: str, values: Sequence[str], typed: str | None) -> Iterator[tuple[int, float]]:
    alike = OSA.normalized_similarity
    for value, score, index in process.extract(wanted, values, scorer=alike, score_cutoff=0.5, limit=None):
        if _slip(wanted, value, typed):
            yield index, 100 * score
    words = wanted.split()
    if len(words) > 1:
        sorted_ratio = fuzz.token_sort_ratio
        for _, score, index in process.extract(wanted, values, scorer=sorted_ratio, score_cutoff=85, limit=None):
            yield index, score
    if len(wanted) > 2 * CODE + 1:  # a part of a longer name, with a slip in it
        for value, _, index in process.extract(wanted, values, scorer=fuzz.partial_ratio, score_cutoff=90, limit=None):
            if len(value) > len(wanted) and _begins_a_word(wanted, value):
                yield index, 100 * alike(wanted, value)
    long_words = [f" {word}" for word in words if len(word) > CODE]
    initials = len(words) == 1 and len(wanted) >= CODE
    for index, value in enumerate(values):
        spaced = f" {value} "
        if (
            (any(word in spaced for word in long_words) and _shortened(words, value.split()))
            or (initials and value[:1] == wanted[0] and " " in value and _initials(value) == wanted)
            or (CODE < len(value) < len(wanted) <= 2 * len(value) and spaced in f" {wanted} ")
        ):
            yield index, max(1, 100 * alike(wanted, value))


def _slip(wanted: str, value: str, typed: str | None) -> bool:
    """Whether one is the other with a few letters wrong, missing, doubled or swapped."""
    shorter, longer = sorted((wanted, value), key=len)
    edits = OSA.distance(wanted, value)
    swapped = wanted[0] == value[0] and sorted(wanted) == sorted(value)
    if edits == 0:
        return True
    if len(value) <= CODE and typed is not None and not typed[: len(value)].isupper():
        return False
    if len(shorter) <= CODE:
        return edits == 1 and (longer.startswith(shorter) or (swapped and len(longer) == CODE))
    if edits == 1 or (edits <= _allowed(len(longer)) and wanted[0] == value[0]):
        return True
    doubled = OSA.distance(_without_doubles(wanted), _without_doubles(value))
    return len(shorter) > CODE + 1 and (swapped or doubled <= (len(shorter) > 2 * CODE - 1))


def _allowed(length: int) -> int:
    return 1 if length < 9 else 2 if length < 15 else length // 5


def _without_doubles(text: str) -> str:
    return "".join(letter for letter, _ in groupby(text))


def _begins_a_word(wanted: str, value: str) -> bool:
    """Whether the part of a name that a text is most like begins with one of its words."""
    part = fuzz.partial_ratio_alignment(wanted, value)
    return part is not None and f" {value}"[part.dest_start] == " "


def _shortened(words: Sequence[str], own: Sequence[str]) -> bool:
    """Whether each word is one of a name's own, or the better part of one, in any order."""
    return all(any(_stands_for(word, one, alone=len(words) == 1) for one in own) for word in words)


def _stands_for(word: str, own: str, *, alone: bool) -> bool:
    if word == own:
        return True
    if word.isalpha() and own.startswith(word):
        return not alone or 2 * len(word) > len(own) or (2 * len(word) == len(own) and len(word) > CODE + 1)
    return len(word) > CODE + 1 and not alone and OSA.distance(word, own) == 1


def _initials(value: str) -> str:
    return "".join(word[0] for word in value.split() if word not in SMALL_WORDS)
