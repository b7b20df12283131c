"""Selected words become a quote that stands exactly there, in any script; otherwise there is no quote."""

from itertools import product

import pytest

from app.curate.review.passages import DraftText, TextSpan
from app.ingest.quotes import QuoteError

TEXTS = {
    "Kazakh": "Министр Мұхтар Тілеуберді Анкараға барды. Ол 8 құжатқа қол қойды.",
    "Turkish": "Dışişleri Bakanı İstanbul’da görüştü. Iğdır’a da gitti.",
    "Chinese": "外长在北京会晤。双方签署了计划。",
    "emoji": "The plan 🤝 was signed 🎉 in Ankara.",
    "combining": "Cafe\u0301 talks were held. Über die Brücke.",
    "spaces": "About 40\u00a0000 people, and the\u00adatre too.",
    "repetitive": "ha ha ha, ha ha ha; " * 8,
}


@pytest.mark.parametrize("content", TEXTS.values(), ids=TEXTS)
def test_a_selection_is_quoted_exactly_or_refused(content: str) -> None:
    text = DraftText(content.encode(), "en")
    quote_count = 0
    for start, length in product(range(0, len(content), 3), (1, 5, 11, 40, 90)):
        try:
            quote = text.cite(TextSpan(1, start, start + length))
        except QuoteError:
            continue
        span = text.find(quote)
        assert content[span.start : span.end] == content[start : start + length].strip()
        assert len(quote.quote) <= 60
        quote_count += 1
    assert quote_count >= 10


@pytest.mark.parametrize(("length", "is_whole"), [(59, True), (60, True), (61, False)])
def test_a_selection_of_sixty_characters_stays_whole(length: int, is_whole: bool) -> None:
    words = ("word " * 20)[: length - 1] + "x"
    quote = DraftText(f"{words}. More.".encode(), "en").cite(TextSpan(1, 0, length))
    assert (quote.quote == words, quote.until is None) == (is_whole, is_whole)


def test_a_selection_with_its_white_space_is_that_without_it() -> None:
    text = DraftText(b"One two three.", "en")
    assert text.cite(TextSpan(1, 3, 8)).quote == "two"


@pytest.mark.parametrize("passage", [TextSpan(2, 0, 3), TextSpan(1, 3, 3), TextSpan(1, 3, 4), TextSpan(1, 9, 99)])
def test_what_is_no_selection_is_refused(passage: TextSpan) -> None:
    text = DraftText(b"One two three.", "en")
    if passage.end == 99:
        assert text.cite(passage).quote == "hree."
    else:
        with pytest.raises(QuoteError):
            text.cite(passage)


def test_a_passage_touches_sentences() -> None:
    text = DraftText(b"One is here. Two is there. Three.", "en")
    assert [(s.start, s.end) for s in text.sentences(1)] == [(0, 13), (13, 27), (27, 33)]
    assert list(text.sentences_of(TextSpan(1, 4, 15))) == [1, 2]
    assert list(text.sentences_of(TextSpan(1, 13, 16))) == [2]
