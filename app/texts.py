"""The source texts, where the operator has them: paragraphs, spans, the sentence around a span."""

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

_SENTENCE_END = re.compile(r"[.!?][”\"’')\]]*\s+(?=[“\"‘'(\[]?[^\W\d_])")
# "Feb. 2" has a digit behind its full stop; these have a capital.
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|vs|U\.S|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$")
QUOTE_LIMIT = 600


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
        return next((n for n, (first, last) in enumerate(self.paragraphs, 1) if first <= start and end <= last), None)

    def find(self, words: str) -> list[tuple[int, int, int]]:
        """Where the words stand within one paragraph: paragraph, start and end of each place."""
        found, start = [], self.content.find(words)
        while words and start >= 0:
            number = self.paragraph_of(start, start + len(words))
            if number:
                found.append((number, start, start + len(words)))
            start = self.content.find(words, start + 1)
        return found

    def quote(self, start: int, end: int) -> str:
        """The sentence around a span, and never more than a part of the text."""
        number = self.paragraph_of(start, end)
        first, last = self.paragraphs[number - 1] if number else (start, end)
        for mark in _SENTENCE_END.finditer(self.content, first, last):
            if _ABBREVIATION.search(self.content, first, mark.start() + 1):
                continue
            if mark.end() <= start:
                first = mark.end()
            elif mark.start() >= end - 1:
                last = mark.end()
                break
        sentence = self.content[first:last].strip()
        return sentence if len(sentence) <= QUOTE_LIMIT else self.content[start:end].strip()[:QUOTE_LIMIT]


def read(directory: Path) -> dict[str, Text]:
    """The texts of a folder, by the SHA-256 of their bytes. Files that are not UTF-8 are left out."""
    found = {}
    for path in sorted(p for p in directory.iterdir() if p.is_file()):
        raw = path.read_bytes()
        try:
            # Not read_text: that would make one character of a line's end of two.
            content = raw.decode()
        except UnicodeDecodeError:
            continue
        found[sha256(raw).hexdigest()] = Text(path, content, sha256(raw).hexdigest())
    return found
