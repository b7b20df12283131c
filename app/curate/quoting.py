"""Makes quotes: the words of a paragraph between two offsets, so that they name this span and no other."""

import re

from app.curate.articles import Article
from app.curate.proposals import Quote

LONGEST_QUOTE = 60
"""Characters of a quote. A longer span is quoted by its first and its last words."""

_WORD = re.compile(r"\S+")


def quote(
    article: Article, paragraph: int, start: int, end: int, fields: list[str], reason: str | None = None
) -> Quote:
    """The words of a paragraph, counted from 1, between two offsets in it, from 0, the end exclusive.

    White space at both ends is left out. If the paragraph has the words several times, the quote has the number of the
    occurrence.
    """
    text = article.paragraphs[paragraph - 1]
    span = text[start:end]
    start, end = start + len(span) - len(span.lstrip()), end - len(span) + len(span.rstrip())
    head, tail = (end, None) if end - start <= LONGEST_QUOTE else _ends(text, start, end)
    words = text[start:head]
    return Quote(
        paragraph=paragraph, quote=words, until=tail, occurrence=_occurrence(text, words, start), fields=fields,
        reason=reason,
    )  # fmt: skip


def _ends(text: str, start: int, end: int) -> tuple[int, str | None]:
    """The end of the first words of a long span, and its last words: these must not occur between."""
    limit = start + LONGEST_QUOTE // 2
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    head = max((last for _, last in words if last <= limit), default=limit)
    for first, _ in reversed(words):
        if first < head or end - first > LONGEST_QUOTE:
            break
        tail = text[first:end]
        if text.find(tail, head) == first:
            return head, tail
    return min(end, start + LONGEST_QUOTE), None


def _occurrence(text: str, words: str, start: int) -> int | None:
    """Which of several occurrences begins at an offset, counted from 1. None if there is only one."""
    number, at, total = 0, text.find(words), 0
    while at >= 0:
        total += 1
        if at == start:
            number = total
        if number and total > number:
            return number
        at = text.find(words, at + 1)
    return number if total > 1 else None
