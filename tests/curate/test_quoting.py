"""Quotes name exactly one span of their paragraph."""

from pathlib import Path

import pytest

from app.curate.articles import Article
from app.curate.quoting import LONGEST_QUOTE, quote
from app.ingest.places import SourceText, digest
from app.ingest.quotes import lock_quote

TEXT = (
    "Heading\n\nThey met in Oslo, and they met in Oslo again; "
    + "then they spoke of trade, " * 5
    + "and they met in Rome."
)
WHOLE = "They met in Oslo, and they met in Oslo again; then they spoke of trade, then they spoke of"


@pytest.mark.parametrize(
    ("words", "number"),
    [("They met", 1), ("met in Oslo", 2), (" again; ", 1), (WHOLE, 1), (TEXT[9:], 1), ("spoke of trade", 4)],
)
def test_a_quote_is_found_again_at_its_span(words: str, number: int) -> None:
    article = Article(TEXT)
    paragraph = article.paragraphs[1]
    start = -1
    for _ in range(number):
        start = paragraph.index(words, start + 1)
    new_quote = quote(article, 2, start, start + len(words), ["date"])
    key = (2, new_quote.quote, new_quote.until, new_quote.occurrence)
    locked_quote = lock_quote(SourceText(Path("text"), TEXT, digest(TEXT)), key)
    assert len(new_quote.quote) <= LONGEST_QUOTE
    assert TEXT[locked_quote.start : locked_quote.end] == words.strip()
    assert locked_quote.start == TEXT.index(paragraph) + start + len(words) - len(words.lstrip())


@pytest.mark.parametrize("text", ["a" * 300, "Long title " * 1000, f"Talks {'b' * 90} {'c' * 90}"])
def test_a_span_whose_end_cannot_be_quoted_is_quoted_by_its_beginning(text: str) -> None:
    new_quote = quote(Article(text), 1, 0, len(text), ["title"])
    assert new_quote.until is None
    assert text.startswith(new_quote.quote)
    assert len(new_quote.quote) <= LONGEST_QUOTE
