"""The lead of a report in Kazakh, Russian or Turkish: its dateline, and two people in a row."""

import pytest

from app.curate.names import Names
from tests.curate.lexical.made_articles import proposals


@pytest.mark.parametrize(
    ("language", "sentence", "date"),
    [
        ("ru", "НАЙРОБИ, 4 февраля 2026 года – Министр Кении Иван Пробин 3 февраля провел переговоры с Перу.",
         "2026-02-03"),
        ("tr", "NAİROBİ, 4 Şubat 2026 – Kenya Bakanı Omar Deneme 3 Şubat’ta Peru heyeti ile görüştü.", "2026-02-03"),
        ("kk", "Найроби, 2026 жылғы 4 ақпан — Кения министрі Омар Тестов 3 ақпанда Перу елшісін қабылдады.",
         "2026-02-03"),
        ("ru", "В Найроби, 4 февраля 2026 года – в среду – министр Кении Иван Пробин провел переговоры с Перу.",
         "2026-02-04"),
        ("tr", "Kenya Bakanı Omar Deneme 4 Şubat 2026 – çarşamba – günü Peru heyeti ile görüştü.", "2026-02-04"),
        ("kk", "Сонымен қатар, 2026 жылғы 4 ақпан – Кения министрі Перу елшісін қабылдаған күн.", "2026-02-04"),
    ],
)  # fmt: skip
def test_the_day_of_a_dateline_is_that_of_no_meeting(names: Names, language: str, sentence: str, date: str) -> None:
    [meeting] = proposals(names, "meeting", language, sentence)
    assert meeting.values["date"] == date


@pytest.mark.parametrize(
    ("language", "sentence", "people"),
    [
        ("kk", "Кеше Кения Премьер-министрі Омар Тестов Перу Премьер-министрі Ана Пробинамен сөйлесті.",
         {"Омар Тестов": "KE", "Ана Пробина": "PE"}),
        ("kk", "Кения Президенті Омар Тестов Перу Сыртқы істер министрі Ана Пробинаны қабылдады.",
         {"Омар Тестов": "KE", "Ана Пробина": "PE"}),
        ("tr", "Kenya Cumhurbaşkanı Omar Deneme Peru Dışişleri Bakanı Ana Örnek ile görüştü.",
         {"Omar Deneme": "KE", "Ana Örnek": "PE"}),
        ("tr", "Kenya Bakanı Omar Deneme Peru’yu ziyaret etti.", {"Omar Deneme": "KE"}),
        ("kk", "Кения министрі Омар Тестов Перуге барды.", {"Омар Тестов": "KE"}),
        ("tr", "Kenya Cumhurbaşkanı Omar Deneme, Peru Dışişleri Bakanı ile görüştü.", {"Omar Deneme": "KE"}),
    ],
)  # fmt: skip
def test_a_name_ends_before_the_country_of_the_next_post(
    names: Names, language: str, sentence: str, people: dict[str, str]
) -> None:
    mentions = proposals(names, "official", language, sentence)
    assert {person.values["name"]: person.values.get("country") for person in mentions} == people


@pytest.mark.parametrize(
    ("language", "sentence", "people"),
    [
        ("ru", "Посол Перу Олег Примеров сообщил об итогах визита министра Перу Ивана Пробина в Кению 3 февраля.",
         ["ivan-probin"]),
        ("ru", "Посол Перу Олег Примеров встретился с министром Кении Иваном Пробиным 3 февраля.",
         ["oleg-primerov", "ivan-probin"]),
        ("tr", "Peru Büyükelçisi Ana Örnek 3 Şubat’ta Kenya Bakanı Omar Deneme ile görüştü.",
         ["ana-ornek", "omar-deneme"]),
    ],
)  # fmt: skip
def test_an_ambassador_beside_a_guest_of_the_same_country_only_tells(
    names: Names, language: str, sentence: str, people: list[str]
) -> None:
    [meeting] = proposals(names, "meeting", language, sentence)
    assert [entry["official"] for entry in meeting.values["participants"]] == people


@pytest.mark.parametrize(
    ("name", "nominative"),
    [
        ("Михаем Попеску", "Михай Попеску"),
        ("Анной Ковальской", "Анна Ковальская"),
        ("Анной Ивановой", "Анна Иванова"),
        ("Олегом Примеровым", "Олег Примеров"),
    ],
)
def test_the_nominative_of_a_name_behind_with(names: Names, name: str, nominative: str) -> None:
    sentence = f"Министр Кении Иван Пробин провел переговоры с министром торговли Перу {name} 3 февраля."
    people = [person.values["name"] for person in proposals(names, "official", "ru", sentence)]
    assert people == ["Иван Пробин", nominative]
