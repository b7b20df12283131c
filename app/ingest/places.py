"""The source texts, if the operator has them: their paragraphs and spans, and the sentence around a span."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from app.ingest import files

_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[“\"‘'(\[]?[^\W\d_])")

# Abbreviations before a capital letter, whose full stop ends no sentence. ("Feb. 2" is told by its digit.)
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|vs|U\.S|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$")

_LONGEST_ABBREVIATION = 5

MAX_QUOTE = 600

_AROUND = MAX_QUOTE + 100
"""Characters searched on either side of a span for the ends of its sentence. A longer sentence is not quoted."""

MAX_TEXT_BYTES = 16 * 2**20
"""Bytes of a source text. A larger file is taken not to be a text, and is skipped."""


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class SourceText:
    """A source text. Offsets count characters from 0, and ends are exclusive."""

    path: Path
    content: str
    sha256: str

    @cached_property
    def paragraphs(self) -> list[tuple[int, int]]:
        """Start and end of each line that is not blank, without the white space around it."""
        spans, position = [], 0
        for line in self.content.splitlines(keepends=True):
            inner = line.strip()
            if inner:
                start = position + line.index(inner)
                spans.append((start, start + len(inner)))
            position += len(line)
        return spans

    def paragraph_of(self, start: int, end: int) -> int | None:
        """The number, from 1, of the paragraph that contains the whole span; ``None`` if there is none."""
        number = bisect_right(self.paragraphs, start, key=lambda paragraph: paragraph[0])
        holds = number and self.paragraphs[number - 1][0] <= start and end <= self.paragraphs[number - 1][1]
        return number if holds else None

    def find(self, words: str) -> Iterator[tuple[int, int, int]]:
        """Each occurrence of the words within one paragraph: paragraph number, start and end."""
        if not words.strip() or len(words.splitlines()) > 1:
            return
        start = self.content.find(words)
        while start >= 0:
            number = self.paragraph_of(start, start + len(words))
            if number:
                yield number, start, start + len(words)
            start = self.content.find(words, start + 1)

    def quote(self, start: int, end: int) -> str:
        """The sentence around a span, of ``MAX_QUOTE`` characters at most; if it is longer, the span itself."""
        if end - start > MAX_QUOTE:
            return self.content[start:end].strip()[:MAX_QUOTE]
        number = self.paragraph_of(start, end)
        first, last = self.paragraphs[number - 1] if number else (start, end)
        first, last = max(first, start - _AROUND), min(last, end + _AROUND)
        for sentence_end in _SENTENCE_END.finditer(self.content, first, last):
            full_stop = sentence_end.start() + 1
            if _ABBREVIATION.search(self.content, max(first, full_stop - _LONGEST_ABBREVIATION), full_stop):
                continue
            if sentence_end.end() <= start:
                first = sentence_end.end()
            elif sentence_end.start() >= end - 1:
                last = sentence_end.end()
                break
        sentence = self.content[first:last].strip()
        return sentence if len(sentence) <= MAX_QUOTE else self.content[start:end].strip()[:MAX_QUOTE]


def read_texts(directory: Path) -> dict[str, SourceText]:
    """The texts of a folder, by the SHA-256 of their bytes. Folders, large files and those not in UTF-8 are skipped."""
    texts = {}
    for path in sorted(directory.iterdir()):
        try:
            raw = files.read_file(path, MAX_TEXT_BYTES)
            # Decoded from bytes: text mode would turn CR LF into one character and shift the offsets.
            text = SourceText(path, raw.decode(), sha256(raw).hexdigest())
        except (files.FileError, UnicodeDecodeError):
            continue
        texts[text.sha256] = text
    return texts
