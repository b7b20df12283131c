"""The text of a draft: its paragraphs and sentences, the place of a quote, and the quote for a selection.

Offsets count characters (code points) from the start of the paragraph, from 0; ends are exclusive. A quote is looked
for as :mod:`app.ingest.quotes` does for the seed: never approximately.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from app.curate.proposals import Quote
from app.domain.free_text import clean, fault
from app.ingest.places import SourceText
from app.ingest.quotes import QuoteError, lock_quote, nearest_words, occurrences, places
from app.ingest.seed_fields import MAX_EXCERPT, MAX_SPAN

MAX_PLACES = 50
"""Places of words that are listed."""


@dataclass(frozen=True)
class TextSpan:
    """A span of a paragraph."""

    paragraph: int
    start: int
    end: int


class DraftText:
    """The text of a draft. ``language`` is its ISO 639-1 code, by which sentences are split."""

    def __init__(self, raw: bytes, language: str) -> None:
        self.source = SourceText(Path(), raw.decode("utf-8", "replace"), sha256(raw).hexdigest())
        self.language = language

    def __len__(self) -> int:
        """The number of paragraphs."""
        return len(self.source.paragraphs)

    def paragraph(self, number: int) -> str:
        """The text of a paragraph, which counts from 1."""
        start, end = self.source.paragraphs[number - 1]
        return self.source.content[start:end]

    def sentences(self, number: int) -> list[TextSpan]:
        """The sentences of a paragraph. Each goes up to the start of the next."""
        base, end = self.source.paragraphs[number - 1]
        starts = self.source.sentences(number, self.language)
        return [
            TextSpan(number, first - base, last - base) for first, last in zip(starts, [*starts[1:], end], strict=True)
        ]

    def check_sentences(self, number: int, sentences: Iterable[int]) -> None:
        """Raise :class:`QuoteError` if the text does not have a paragraph, or that one does not have its sentences."""
        if not 1 <= number <= len(self):
            raise QuoteError(f"the text has {len(self)} paragraphs, not {number}")
        total = len(self.sentences(number))
        if beyond := [sentence for sentence in sentences if not 1 <= sentence <= total]:
            raise QuoteError(f"the sentences of paragraph {number} are 1 to {total}: there is no {beyond[0]}")

    def sentences_of(self, passage: TextSpan) -> range:
        """The numbers of the sentences that a passage touches, from 1."""
        starts = [sentence.start for sentence in self.sentences(passage.paragraph)]
        return range(max(1, bisect_right(starts, passage.start)), max(1, bisect_left(starts, passage.end)) + 1)

    def find(self, quote: Quote) -> TextSpan:
        """The place of a quote. Raises :class:`app.ingest.quotes.QuoteError`, which says where else it may be."""
        if message := fault(quote.quote) or (quote.until and fault(quote.until)):
            raise QuoteError(f"{quote.quote!r} cannot be a quote: {message}")
        for words in (quote.quote, quote.until or ""):
            if len(words) > MAX_EXCERPT:
                raise QuoteError(
                    f"{words!r} has more than {MAX_EXCERPT} characters: quote the first words and the last"
                )
        span = lock_quote(self.source, quote.key)
        base = self.source.paragraphs[quote.paragraph - 1][0]
        return TextSpan(quote.paragraph, span.start - base, span.end - base)

    def nearest(self, words: str) -> str:
        """The end of a message about words that the text does not have: the nearest that it has."""
        return nearest_words(self.source, clean(words), range(1, len(self) + 1))

    def places(self, words: str) -> Iterator[Quote]:
        """A quote for each place that has the words within one paragraph, at most ``MAX_PLACES``."""
        words = clean(words)
        if not words:
            return
        if len(words) <= MAX_EXCERPT:
            for paragraph, occurrence in islice(places(self.source, words), MAX_PLACES):
                yield Quote(paragraph=paragraph, quote=words, occurrence=occurrence)
            return
        for number in range(1, len(self) + 1):
            base = self.source.paragraphs[number - 1][0]
            for start, end in occurrences(self.source, number, words):
                yield self.cite(TextSpan(number, start - base, end - base))

    def cite(self, passage: TextSpan) -> Quote:
        """The quote of a passage. Raises :class:`app.ingest.quotes.QuoteError` if it cannot be quoted exactly."""
        if not 1 <= passage.paragraph <= len(self):
            raise QuoteError(f"the text has {len(self)} paragraphs, not {passage.paragraph}")
        text = self.paragraph(passage.paragraph)
        words = text[passage.start : passage.end]
        start = passage.start + len(words) - len(words.lstrip())
        end = passage.start + len(words.rstrip())
        if not 0 <= start < end <= len(text):
            raise QuoteError("nothing is selected: select some words of one paragraph")
        if end - start > MAX_SPAN:
            raise QuoteError(f"the selection has {end - start:,} characters, and may have {MAX_SPAN:,}")
        target = TextSpan(passage.paragraph, start, end)
        for quote, until in _short_forms(text[start:end]):
            count = occurrences(self.source, passage.paragraph, quote)
            base = self.source.paragraphs[passage.paragraph - 1][0]
            number = next((n for n, (first, _) in enumerate(count, 1) if first - base == start), None)
            occurrence = number if len(count) > 1 else None
            proposal = Quote(paragraph=passage.paragraph, quote=quote, until=until, occurrence=occurrence)
            try:
                if number and self.find(proposal) == target:
                    return proposal
            except QuoteError:
                continue
        raise QuoteError("these words cannot be quoted exactly: select a little more or less of the sentence")


def _short_forms(words: str) -> Iterator[tuple[str, str | None]]:
    """Ways to quote words: whole, or, if they are too long, by first and last words, the longest way first."""
    words = clean(words)
    if len(words) <= MAX_EXCERPT:
        yield words, None
        return
    first = words[: MAX_EXCERPT + 1].rsplit(" ", 1)[0][:MAX_EXCERPT].rstrip()
    text_after = words[len(first) :].lstrip()
    last = text_after if len(text_after) <= MAX_EXCERPT else text_after[-MAX_EXCERPT:]
    if len(text_after) > MAX_EXCERPT and " " in last:
        last = last.split(" ", 1)[1]
    yield first, last
    yield words[:20].rstrip(), last.lstrip()
