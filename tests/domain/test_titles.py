"""Numbers of things in words."""

import pytest

from app.domain.titles import count_words


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (0, "document", "0 documents"),
        (1, "document", "1 document"),
        (1200, "meeting", "1,200 meetings"),
        (1, "city", "1 city"),
        (2, "city", "2 cities"),
        (2, "day", "2 days"),
    ],
)
def test_number_of_things(number: int, noun: str, words: str) -> None:
    assert count_words(number, noun) == words
