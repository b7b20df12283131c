"""The lexicons: to read a further language takes one more module of words."""

from dataclasses import replace

import pytest

from app.curate import lexicons
from app.curate.articles import Article
from app.curate.lexicons.lexicon import PostWord, phrases
from app.curate.lexicons.russian_forms import is_nominative, russian_nominative
from app.curate.lexicons.turkish import LEXICON as TURKISH
from app.curate.names import Names
from app.curate.rules import propose
from app.domain.edtf import parse
from app.domain.vocabulary import MeetingType, PositionClass


def test_a_further_language_is_a_lexicon(names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    made_up = replace(
        TURKISH, language="xx", country_names="KE: Kenyor\nPE: Peror", country_words="",
        posts=(PostWord("bosso", phrases("bosso"), PositionClass.minister),),
        meetings={**TURKISH.meetings, MeetingType.bilateral: phrases("parlo*")},
    )  # fmt: skip
    monkeypatch.setitem(lexicons.lexicons(), "xx", made_up)
    article = Article("Kenyor ta Peror\n\nKenyor Bosso Omar Testo 03.02.2026 Peror parlosu.", "xx", parse("2026-02-05"))
    values_by_kind = {proposal.kind: proposal.values for proposal in propose(article, names)}
    assert (values_by_kind["meeting"]["countries"], values_by_kind["meeting"]["date"]) == (["KE", "PE"], "2026-02-03")
    assert values_by_kind["official"]["name"] == "Omar Testo"


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("визит*", "о визитах", "визитах"),
        ("глав~", "главный", "главный"),
        ("глав~", "главнейший", None),
        ("установ* … отношени*", "установили новые тесные отношения", "установили новые тесные отношения"),
        ("a b, c", "ab c", "c"),
        ("", "a", None),
    ],
)
def test_phrases(pattern: str, text: str, expected: str | None) -> None:
    match = phrases(pattern).search(text)
    assert (match and match.group()) == expected


@pytest.mark.parametrize(
    ("name", "post", "expected", "is_sure"),
    [
        ("Омара Тестова", "президента", "Омар Тестов", True),
        ("Омаром Тестовым", "премьер-министром", "Омар Тестов", True),
        ("Андреем Образцовским", "послом", "Андрей Образцовский", True),
        ("Анной Пробиной", "министром", "Анна Пробина", True),
        ("Анны Образцовской", "министра", "Анна Образцовская", True),
        ("Джо Тесто", "министром", "Джо Тесто", True),
        ("Джон Тест", "министром", "Джон Тест", False),
        ("Омар Тестов", "президент", "Омар Тестов", True),
    ],
)
def test_the_nominative_of_a_name(name: str, post: str, expected: str, is_sure: bool) -> None:
    assert russian_nominative(name, post) == expected
    assert is_nominative(expected, name, post) is is_sure
