"""Commitments in articles by lexicon."""

import pytest

from app.curate.names import Names
from tests.curate.lexical.made_articles import proposals, values


@pytest.mark.parametrize(
    ("language", "sentence", "by", "due", "value"),
    [
        ("ru", "Кенийская сторона до конца 2027 года построит в Лиме рынок.", "KE", "2027", None),
        ("ru", "Правительство Перу обещает до конца года открыть в Кении школу.", "PE", "2026", None),
        ("ru", "Посольство Кении, как ожидается, откроется в Лиме в мае.", "KE", "2026-05", None),
        ("ru", "Кения вложит в рынки Перу 3 млн долларов.", "KE", None, 3_000_000),
        ("tr", "Peru hükümeti 2027’de Nairobi’de bir okul açacak.", "PE", "2027", None),
        ("tr", "Kenya Bakanlığı, Perulu 150 öğrenciye burs verecek.", "KE", None, 150),
        ("tr", "Kenya Balık Fonu 2027’nin ilk yarısında Lima’da pazar kuracağını bildirdi.", "KE", "2027-06", None),
        ("kk", "Перу тарапы келесі жылдың соңына дейін Найробиде мектеп ашатынын айтты.", "PE", "2027", None),
        ("kk", "Кения үкіметі Перуге 3 миллион доллар бөлмек.", "KE", None, 3_000_000),
    ],
)
def test_who_will_do_it_by_when(
    names: Names, language: str, sentence: str, by: str, due: str | None, value: int | None
) -> None:
    [promise] = proposals(names, "commitment", language, sentence)
    assert values(promise, "by", "due", "value", "status") == ([by], due, value, "open")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Кенийская сторона в 2027 году рынок в Лиме не построит."),
        ("ru", "Если кенийская сторона в 2027 году построит в Лиме рынок, рыба подешевеет."),
        ("ru", "Построит ли кенийская сторона в 2027 году рынок в Лиме?"),
        ("ru", "По слухам, кенийская сторона в 2027 году построит в Лиме рынок."),
        ("ru", "Кенийская сторона в 2024 году построила в Лиме рынок."),
        ("ru", "Кенийская сторона построит в Лиме рынок."),
        ("ru", "В 2027 году в Лиме построит рынок купец, который продает рыбу Кении."),
        ("tr", "Peru hükümeti 2027’de Nairobi’de okul açmayacak."),
        ("tr", "Peru hükümeti 2027’de Nairobi’de okul açacak mı?"),
        ("tr", "Peru hükümeti 2024’te Nairobi’de okul açtı."),
        ("kk", "Перу тарапы 2027 жылы Найробиде мектеп ашпайды."),
        ("kk", "Егер Перу тарапы 2027 жылы Найробиде мектеп ашатын болса, балалар қуанады."),
        ("kk", "Перу тарапы 2024 жылы Найробиде мектеп ашты."),
    ],
)
def test_no_promise(names: Names, language: str, sentence: str) -> None:
    assert proposals(names, "commitment", language, sentence) == []


@pytest.mark.parametrize("paragraphs", [("Перу купила рыбу.", "В Перу говорят о рыбе."), ("Перу купила рыбу.",)])
def test_a_common_word_at_the_head_is_a_country_that_the_text_names(names: Names, paragraphs: tuple[str, ...]) -> None:
    sentence = "Перу вложит в рынки Кении 3 млн долларов."
    assert [p.values["by"] for p in proposals(names, "commitment", "ru", sentence, *paragraphs)] == [["PE"]]
