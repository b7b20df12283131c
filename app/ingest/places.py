"""The source texts, if the operator has them: their paragraphs, sentences and spans."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from app.domain import paragraphs, sentences
from app.ingest import files

MAX_QUOTE = 600
"""Greatest number of characters in a quote. A longer sentence is not quoted."""

MAX_SOURCE_TEXT_BYTES = 16 * 2**20
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
        return paragraphs.spans(self.content)

    def paragraph_of(self, start: int, end: int) -> int | None:
        """The number, from 1, of the paragraph that contains the whole span; ``None`` if there is none."""
        number = bisect_right(self.paragraphs, start, key=lambda paragraph: paragraph[0])
        if not number or end > self.paragraphs[number - 1][1]:
            return None
        return number

    def sentences(self, number: int, language: str) -> list[int]:
        """The starts of the sentences of a paragraph, which counts from 1. ``language`` is an ISO 639-1 code."""
        key = number, language
        if key not in self._sentences:
            self._sentences[key] = sentences.starts(self.content, *self.paragraphs[number - 1], language)
        return self._sentences[key]

    @cached_property
    def _sentences(self) -> dict[tuple[int, str], list[int]]:
        return {}

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

    def quote(self, start: int, end: int, language: str) -> str:
        """The sentences that contain a span; the span alone if they have more than ``MAX_QUOTE`` characters."""
        number = self.paragraph_of(start, end)
        first, last = start, end
        if number:
            starts = [*self.sentences(number, language), self.paragraphs[number - 1][1]]
            first = starts[bisect_right(starts, start) - 1]
            last = starts[min(bisect_right(starts, end - 1), len(starts) - 1)]
        sentence = self.content[first:last].strip()
        return sentence if len(sentence) <= MAX_QUOTE else self.content[start:end].strip()[:MAX_QUOTE]


def read_texts(directory: Path) -> dict[str, SourceText]:
    """The texts of a folder, by the SHA-256 of their bytes. Folders, large files and those not in UTF-8 are skipped."""
    texts = {}
    for path in sorted(directory.iterdir()):
        try:
            raw = files.read_file(path, MAX_SOURCE_TEXT_BYTES)
            # Decoded from bytes: text mode would turn CR LF into one character and shift the offsets.
            text = SourceText(path, raw.decode(), sha256(raw).hexdigest())
        except (files.FileError, UnicodeDecodeError):
            continue
        texts[text.sha256] = text
    return texts
