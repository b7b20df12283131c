"""An article as the rules read it: numbered paragraphs with their sentences, a language and a day of publication."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from app.curate.derivable import Derivable
from app.domain import paragraphs, sentences
from app.domain.edtf import Span

_APOSTROPHES = str.maketrans(dict.fromkeys("\u02bc\u2032\uff07", "’"))
"""Characters that pages use for the apostrophe of “Peru’s”. Each leads to one character, so offsets stay."""


@dataclass(frozen=True)
class Sentence:
    """A sentence of a paragraph. Both numbers count from 1; ``start`` is the offset in the paragraph, from 0."""

    paragraph: int
    number: int
    start: int
    text: str


@dataclass(frozen=True)
class Article(Derivable):
    """A text in plain characters. ``language`` is an ISO 639-1 code; ``publication`` and
    ``publisher`` are None if nobody knows them."""

    content: str
    language: str = "en"
    publication: Span | None = None
    publisher: str | None = None

    @cached_property
    def paragraphs(self) -> list[str]:
        """The texts of the paragraphs, in order. Paragraph 1 comes first."""
        return [self.content[start:end] for start, end in paragraphs.spans(self.content)]

    @cached_property
    def _starts(self) -> list[list[int]]:
        return [sentences.starts(text, language=self.language) for text in self.paragraphs]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """All sentences, in order, with the white space around them removed."""
        return [*self._sentences()]

    def _sentences(self) -> Iterator[Sentence]:
        for paragraph, (text, starts) in enumerate(zip(self.paragraphs, self._starts, strict=True), 1):
            for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), 1):
                yield Sentence(paragraph, number, start, text[start:end].rstrip().translate(_APOSTROPHES))
