"""Codes of languages, and the nearest codes to an unknown one."""

import pytest

from app.domain.languages import LANGUAGES, language_code


def test_each_code_has_two_letters_and_a_name() -> None:
    assert all(len(code) == 2 and code.islower() and name for code, name in LANGUAGES.items())
    assert [language_code(code) for code in ("en", "kk", "tr", "zh")] == ["en", "kk", "tr", "zh"]


@pytest.mark.parametrize(
    ("value", "near"),
    [("kz", "kk (Kazakh)"), ("ua", "uk (Ukrainian)"), ("turkish", "tr (Turkish)"), ("xx", "xh (Xhosa)")],
)
def test_what_is_no_code_is_refused_with_the_nearest(value: str, near: str) -> None:
    with pytest.raises(ValueError, match="it is not a language code of ISO 639-1") as refusal:
        language_code(value)
    assert f"; the nearest: {near}" in str(refusal.value)


def test_what_is_near_nothing_is_refused_without_any() -> None:
    with pytest.raises(ValueError, match=r"such as en$"):
        language_code("")
