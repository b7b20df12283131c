"""The words of a text with their offsets, and a dictionary of phrases that finds all of them in one pass."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from app.domain.text import fold

T = TypeVar("T")

_WORD = re.compile(r"[^\W_]+")

SEARCHED_CHARACTERS = 4_000
"""Characters of a sentence that are searched for figures and dates. A longer one is no prose."""

LONGEST_FOLDED = 60
"""Characters of a word that are folded. A longer word is no name."""


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written with spaces."""
    return frozenset(text.split())


@lru_cache(maxsize=100_000)
def _short_fold(word: str) -> str:
    return fold(word) if len(word) <= LONGEST_FOLDED else ""


class Word(NamedTuple):
    """A word. Both offsets count characters in the text, from 0; ``end`` is exclusive. ``key`` is the word in
    lower-case ASCII, as :func:`app.domain.text.fold` has it."""

    text: str
    key: str
    start: int
    end: int

    @property
    def is_capitalized(self) -> bool:
        return self.text[0].isupper() or self.text[0].isdigit()


@lru_cache(maxsize=1024)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text: runs of letters and digits. So ``Kazakhstan’s`` is two words, and ``Kazakh-Turkish`` too."""
    return tuple(
        Word(word := match.group(), _short_fold(word), match.start(), match.end()) for match in _WORD.finditer(text)
    )


class PhraseMatch(NamedTuple, Generic[T]):
    """A phrase in a text. ``first`` and ``last`` are the numbers of its words, from 0, both inclusive."""

    value: T
    first: int
    last: int
    start: int
    end: int


class Phrases(Generic[T]):
    """Phrases with what they stand for. A phrase of one word in capitals, such as US, is found in capitals only; other
    phrases in any spelling, if they begin with a capital letter where the phrase does."""

    def __init__(self, phrases: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, T]]] = {}
        for spelling, value in phrases:
            folds = tuple(fold(spelling).split())
            if folds:
                self._by_first.setdefault(folds[0], []).append((folds, spelling, value))
        for group in self._by_first.values():
            group.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str) -> Iterator[PhraseMatch[T]]:
        """The phrases in a text, from left to right. Of several that begin with the same word, the longest counts;
        none overlaps another."""
        all_words, index = words(text), 0
        while index < len(all_words):
            group = self._by_first.get(all_words[index].key)
            match = self._match(group, all_words, index) if group else None
            if match:
                yield match
                index = match.last
            index += 1

    @staticmethod
    def _match(
        group: list[tuple[tuple[str, ...], str, T]], all_words: tuple[Word, ...], index: int
    ) -> PhraseMatch[T] | None:
        for folds, spelling, value in group:
            last = index + len(folds) - 1
            if last < len(all_words) and all(
                all_words[index + offset].key == word for offset, word in enumerate(folds)
            ):
                first = all_words[index]
                if _written_alike(first, spelling, single=len(folds) == 1):
                    return PhraseMatch(value, index, last, first.start, all_words[last].end)
        return None


def _written_alike(word: Word, spelling: str, *, single: bool) -> bool:
    """Whether the case of the word fits the phrase. Headlines in capitals are read as names too."""
    if single and spelling.isupper() and len(spelling) > 1:
        return word.text.isupper()
    return word.is_capitalized or not spelling[0].isupper()
