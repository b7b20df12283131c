"""Finds a quote in its paragraph, or says where else it may be."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from app.domain.free_text import clean
from app.domain.text import nearest, nearest_hint
from app.ingest.locks import LockedQuote, QuoteKey
from app.ingest.places import SourceText, digest
from app.ingest.seed_fields import MAX_SPAN

MAX_CANDIDATES = 5

MAX_SEARCHED = 500
"""Paragraphs around the cited one that are searched for candidates."""

MAX_RUNS = 1000
"""Runs of words that are compared with a missing quote."""

AROUND = 30
"""Characters shown on either side of a candidate."""

_WORD = re.compile(r"\S+")

_PLAIN = str.maketrans("“”„«»‘’‚–—‑", '"""""\'\'\'---')


class QuoteError(ValueError):
    """The paragraph does not have the quote, or has it several times. The message names the candidates."""


def plain_text(text: str) -> str:
    """The text as free text has it, with every white space a plain space."""
    return "".join(" " if character.isspace() else character for character in clean(text))


def plain_marks(text: str) -> str:
    """The plain text with the forms of quotation marks and dashes made equal."""
    return plain_text(text).translate(_PLAIN)


def _loose(text: str) -> str:
    """The text without what a copy by hand changes: letter case, the forms of quotation marks and dashes."""
    return plain_marks(text).casefold()


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each character with its combining marks."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not unicodedata.category(text[index]).startswith("M"):
            yield start, index
            start = index


def _matches(text: str, start: int, end: int, words: str, form: Callable[[str], str]) -> Iterator[tuple[int, int]]:
    """Each span between two offsets that has the words when both are brought to a form."""
    passage = text[start:end]
    folded_words = form(words)
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    for first, last in _clusters(passage):
        cluster = passage[first:last]
        piece = " " if cluster.isspace() else form(cluster)
        pieces.append(piece)
        spans += [(start + first, start + last)] * len(piece)
    content = "".join(pieces)
    at = content.find(folded_words) if folded_words else -1
    while at >= 0:
        yield spans[at][0], spans[at + len(folded_words) - 1][1]
        at = content.find(folded_words, at + 1)


def occurrences(text: SourceText, paragraph: int, words: str) -> list[tuple[int, int]]:
    """The spans of a paragraph that have the words. Soft hyphens and the form of accents and spaces do not count."""
    start, end = text.paragraphs[paragraph - 1]
    spans, at = [], text.content.find(words, start, end)
    while at >= 0:
        spans.append((at, at + len(words)))
        at = text.content.find(words, at + 1, end)
    if spans or plain_text(text.content[start:end]) == text.content[start:end]:
        return spans
    return list(_matches(text.content, start, end, words, plain_text))


def similar_occurrences(text: SourceText, paragraph: int, words: str) -> list[tuple[int, int]]:
    """The spans of a paragraph that have the words, whatever forms their quotation marks and dashes have in either."""
    start, end = text.paragraphs[paragraph - 1]
    return occurrences(text, paragraph, words) or list(_matches(text.content, start, end, words, plain_marks))


def places(text: SourceText, words: str) -> Iterator[tuple[int, int | None]]:
    """The paragraphs that have the words, each with the number of the occurrence if there are several in it."""
    for paragraph in range(1, len(text.paragraphs) + 1):
        count = len(occurrences(text, paragraph, words))
        yield from ((paragraph, number if count > 1 else None) for number in range(1, count + 1))


def lock_quote(text: SourceText, key: QuoteKey) -> LockedQuote:
    """The quote with its span. Raises :class:`QuoteError`."""
    paragraph, quote, until, occurrence = key
    if paragraph > len(text.paragraphs):
        raise QuoteError(f"the text has {len(text.paragraphs)} paragraphs, not {paragraph}")
    spans = occurrences(text, paragraph, quote)
    if not spans:
        raise QuoteError(f"paragraph {paragraph} does not have {quote!r}{_elsewhere(text, paragraph, quote)}")
    if occurrence is None and len(spans) > 1:
        raise QuoteError(
            f"paragraph {paragraph} has {quote!r} {len(spans)} times: write a longer quote, or add `occurrence` "
            f"with its number: {_candidate_list(text, spans)}"
        )
    if occurrence is not None and occurrence > len(spans):
        raise QuoteError(f"paragraph {paragraph} has {quote!r} {len(spans)} times, not {occurrence}")
    start, end = spans[(occurrence or 1) - 1]
    if until:
        ends = [last for first, last in occurrences(text, paragraph, until) if first >= end]
        if not ends:
            raise QuoteError(f"paragraph {paragraph} does not have {until!r} after {quote!r}")
        end = ends[0]
    if end - start > MAX_SPAN:
        raise QuoteError(f"the span has {end - start:,} characters, and may have {MAX_SPAN:,}: cite the sentence")
    return LockedQuote(
        paragraph=paragraph, quote=quote, until=until, occurrence=occurrence,
        start=start, end=end, sha256=digest(text.content[start:end]),
    )  # fmt: skip


def nearest_words(text: SourceText, quote: str, paragraphs: Iterable[int]) -> str:
    """The end of a message about a missing quote: the run of as many words in the paragraphs that is most like it;
    empty if none is like it."""
    size, runs = len(quote.split()), list[str]()
    for start, end in (text.paragraphs[number - 1] for number in paragraphs):
        words = [match.span() for match in _WORD.finditer(text.content, start, end)]
        ends = words[min(size, len(words)) - 1 :]
        runs += (text.content[first:last] for (first, _), (_, last) in zip(words, ends, strict=False))
        if len(runs) > MAX_RUNS:
            break
    return nearest_hint([f"“{plain_text(run)}”" for run in nearest(quote, runs[:MAX_RUNS], 1)])


def _context(text: SourceText, start: int, end: int) -> str:
    first, last = max(0, start - AROUND), min(len(text.content), end + AROUND)
    return f"“…{clean(text.content[first:last])}…” at character {start}"


def _candidate_list(text: SourceText, spans: list[tuple[int, int]]) -> str:
    candidates = [f"{number}. {_context(text, *span)}" for number, span in enumerate(spans[:MAX_CANDIDATES], 1)]
    return "; ".join([*candidates, *(["…"] if len(spans) > MAX_CANDIDATES else [])])


def _elsewhere(text: SourceText, paragraph: int, quote: str) -> str:
    """The places that have the words, or have them in another form, nearest paragraph first."""
    numbers = sorted(range(1, len(text.paragraphs) + 1), key=lambda number: abs(number - paragraph))[:MAX_SEARCHED]
    candidate_spans = ((number, span) for number in numbers for span in occurrences(text, number, quote))
    loose = (
        (number, span)
        for number in numbers
        for span in _matches(text.content, *text.paragraphs[number - 1], quote, _loose)
    )
    candidates = list(islice(candidate_spans, MAX_CANDIDATES)) or list(islice(loose, MAX_CANDIDATES))
    if not candidates:
        return f", nor has the text{nearest_words(text, quote, numbers)}"
    return "; it may be " + "; ".join(f"paragraph {number}: {_context(text, *span)}" for number, span in candidates)
