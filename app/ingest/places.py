"""The source texts, where the operator has them: paragraphs, spans, the sentence around a span."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from app.ingest import files

_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[“\"‘'(\[]?[^\W\d_])")

# "Feb. 2" has a digit behind its full stop; these have a capital.
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|vs|U\.S|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$")

_LONGEST_ABBREVIATION = 5

QUOTE_LIMIT = 600

_AROUND = QUOTE_LIMIT + 100
"""Characters on either side of a span in which its sentence is looked for: a longer sentence is not quoted."""

FILE_BYTES = 16 * 2**20
"""Bytes of a source text; what is larger is no text that somebody has read."""


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Text:
    """One source text. Offsets count characters from 0."""

    path: Path
    content: str
    sha256: str

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Start and end of each line that is not blank, without the space around it."""
        found, position = [], 0
        for line in self.content.splitlines(keepends=True):
            inner = line.strip()
            if inner:
                start = position + line.index(inner)
                found.append((start, start + len(inner)))
            position += len(line)
        return found

    def paragraph_of(self, start: int, end: int) -> int | None:
        """The number, from 1, of the paragraph that holds the span."""
        number = bisect_right(self.paragraphs, start, key=lambda paragraph: paragraph[0])
        holds = number and self.paragraphs[number - 1][0] <= start and end <= self.paragraphs[number - 1][1]
        return number if holds else None

    def find(self, words: str) -> Iterator[tuple[int, int, int]]:
        """Where the words stand within one paragraph: paragraph, start and end of each place."""
        if not words.strip() or len(words.splitlines()) > 1:
            return
        start = self.content.find(words)
        while start >= 0:
            number = self.paragraph_of(start, start + len(words))
            if number:
                yield number, start, start + len(words)
            start = self.content.find(words, start + 1)

    def quote(self, start: int, end: int) -> str:
        """The sentence around a span, and never more than a part of the text."""
        if end - start > QUOTE_LIMIT:
            return self.content[start:end].strip()[:QUOTE_LIMIT]
        number = self.paragraph_of(start, end)
        first, last = self.paragraphs[number - 1] if number else (start, end)
        first, last = max(first, start - _AROUND), min(last, end + _AROUND)
        for mark in _SENTENCE_END.finditer(self.content, first, last):
            stop = mark.start() + 1
            if _ABBREVIATION.search(self.content, max(first, stop - _LONGEST_ABBREVIATION), stop):
                continue
            if mark.end() <= start:
                first = mark.end()
            elif mark.start() >= end - 1:
                last = mark.end()
                break
        sentence = self.content[first:last].strip()
        return sentence if len(sentence) <= QUOTE_LIMIT else self.content[start:end].strip()[:QUOTE_LIMIT]


def read(directory: Path) -> dict[str, Text]:
    """The texts of a folder, by the SHA-256 of their bytes. What is no file, too large or not UTF-8 is left out."""
    found = {}
    for path in sorted(directory.iterdir()):
        try:
            raw = files.read(path, FILE_BYTES)
            # Not decoded as a file of text: that would make one character of a line's end of two.
            text = Text(path, raw.decode(), sha256(raw).hexdigest())
        except (files.FileError, UnicodeDecodeError):
            continue
        found[text.sha256] = text
    return found
