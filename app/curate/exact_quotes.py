"""Makes quotes of spans that a model or an annotation names. Each is valid in the seed, and leads to the same span."""

from pathlib import Path

from app.curate.articles import Article
from app.curate.proposals import Quote
from app.curate.quoting import quote
from app.domain import free_text
from app.ingest.places import SourceText, digest
from app.ingest.quotes import QuoteError, lock_quote


def source_text(article: Article) -> SourceText:
    """The text of an article as evidence needs it, without a file."""
    return SourceText(Path(), article.content, digest(article.content))


def exact_quote(article: Article, start: int, end: int, fields: list[str]) -> Quote:
    """The quote of a span. ``start`` and ``end`` count characters from 0 in the whole text, and ``end`` is exclusive.

    Raises :class:`app.ingest.quotes.QuoteError` if the span is not inside one paragraph, or no short quote leads to it.
    """
    text = article.derive(source_text)
    paragraph = text.paragraph_of(start, end) if start < end else None
    if paragraph is None:
        raise QuoteError("the words are not inside one paragraph")
    first = text.paragraphs[paragraph - 1][0]
    raw_quote = quote(article, paragraph, start - first, end - first, fields)
    words = {name: free_text.clean(value) for name in ("quote", "until") if (value := getattr(raw_quote, name))}
    for value in words.values():
        if objection := free_text.fault(value):
            raise QuoteError(f"these words cannot be a quote: {objection}")
    clean_quote = raw_quote.model_copy(update=words)
    span = lock_quote(text, clean_quote.key)
    if (span.start, span.end) != (start, end):
        raise QuoteError("no short quote leads to exactly these words")
    return clean_quote
