"""Agreements and milestones in articles by lexicon."""

import pytest

from app.curate.names import Names
from tests.curate.lexical.made_articles import proposals, values


@pytest.mark.parametrize(
    ("language", "sentence", "type_", "count"),
    [
        ("ru", "12 января Кения и Перу подписали соглашение о рыбной ловле.", "treaty", None),
        ("ru", "12 января Кения и Перу подписали восемь документов.", "package", 8),
        ("ru", "12 января в итоге встречи двух стран Кения и Перу подписали три документа.", "package", 3),
        ("tr", "12 Ocak’ta Kenya ile Peru olarak iki ülke üç anlaşma imzaladı.", "package", 3),
        ("ru", "12 января Кения и Перу подписали протокол о поправках в соглашение о чае.", "protocol", None),
        ("ru", "12 января Кения и Перу подписали ряд документов.", "package", None),
        ("tr", "Kenya ile Peru, 12 Ocak’ta 90 maddelik bir anlaşma imzaladı.", "treaty", None),
        ("ru", "Меморандум о чае был подписан Кенией и Перу 12 января.", "memorandum", None),
        ("ru", "12 января министры Кении и Перу поставили подписи под протоколом.", "protocol", None),
        ("tr", "Kenya ile Peru, 12 Ocak’ta balıkçılık anlaşması imzaladı.", "treaty", None),
        ("tr", "Kenya ile Peru arasında 12 Ocak’ta sekiz belge imzalandı.", "package", 8),
        ("tr", "Kenya ile Peru, 12 Ocak’ta bir çay mutabakat zaptına imza attı.", "memorandum", None),
        ("tr", "Kenya ve Peru, 12 Ocak’ta ortak bildiriyi imzalamıştır.", "joint-statement", None),
        ("tr", "Kenya ile Peru, 12 Ocak’ta iki ülke için bir çay mutabakat zaptına imza attı.", "memorandum", None),
        ("ru", "12 января министры двух стран, Кении и Перу, подписали меморандум.", "memorandum", None),
        ("kk", "12 қаңтарда Кения мен Перу балық аулау туралы келісімге қол қойды.", "treaty", None),
        ("kk", "12 қаңтарда Кения мен Перу сегіз құжатқа қол қойды.", "package", 8),
        ("kk", "12 қаңтарда Кения мен Перу арасында бірқатар құжатқа қол қойылды.", "package", None),
        ("kk", "12 қаңтарда екі ел арасында шай туралы меморандумға қол қойылды.", "memorandum", None),
        ("kk", "Кения мен Перу министрлері 12 қаңтарда бірлескен мәлімдемеге қол қойды.", "joint-statement", None),
    ],
)
def test_what_was_signed(names: Names, language: str, sentence: str, type_: str, count: int | None) -> None:
    [agreement] = proposals(names, "agreement", language, sentence)
    assert values(agreement, "type", "count", "date", "status") == (type_, count, "2026-01-12", "signed")
    assert {*agreement.values["parties"]} == {"KE", "PE"}


def test_an_agreement_has_the_day_of_the_meeting(names: Names) -> None:
    paragraphs = "12 января президент Перу прибыл в Кению.", "По итогам встречи Кения и Перу подписали соглашение."
    [agreement] = proposals(names, "agreement", "ru", *paragraphs)
    assert agreement.values["date"] == "2026-01-12"


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("ru", ["Меморандум между Кенией и Перу будет подписан 12 марта."]),
        ("ru", ["12 января президент Перу прибыл в Кению.", "12 марта Кения и Перу подпишут меморандум о чае."]),
        ("tr", ["Kenya ile Peru, 12 Mart’ta bir çay mutabakat zaptı imzalayacak."]),
        ("tr", ["Kenya ile Peru arasında 12 Mart’ta bir mutabakat zaptı imzalanacak."]),
        ("kk", ["Кения мен Перу 12 наурызда шай туралы меморандумға қол қояды."]),
        ("kk", ["12 наурызда Кения мен Перу арасында меморандумға қол қойылады."]),
    ],
)
def test_what_is_to_be_signed(names: Names, language: str, sentences: list[str]) -> None:
    [agreement] = proposals(names, "agreement", language, *sentences)
    assert values(agreement, "type", "date", "status") == ("memorandum", "2026-03-12", "announced")


def test_a_text_to_be_signed_is_not_of_the_day_of_the_meeting(names: Names) -> None:
    paragraphs = "12 января президент Перу прибыл в Кению.", "В итоге визита меморандум двух стран будет подписан."
    [agreement] = proposals(names, "agreement", "ru", *paragraphs)
    assert values(agreement, "status", "date") == ("announced", None)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "12 января Кения и Перу не подписали соглашение."),
        ("ru", "Кения и Перу намерены подписать соглашение 12 марта."),
        ("ru", "12 января Кения и Перу отметили 20-летие договора."),
        ("tr", "Kenya ile Peru arasında anlaşma 12 Ocak’ta imzalanmadı."),
        ("kk", "12 қаңтарда Кения мен Перу келісімге қол қоймады."),
        ("kk", "12 қаңтарда Кения мен Перу шартқа қол қойылғанына 20 жыл толғанын атап өтті."),
    ],
)
def test_nothing_was_signed(names: Names, language: str, sentence: str) -> None:
    assert proposals(names, "agreement", language, sentence) == []


@pytest.mark.parametrize(
    ("language", "sentence", "milestones"),
    [
        ("ru", "Дипломатические отношения между Кенией и Перу установлены в мае 1975 года.",
         [("diplomatic-relations", "1975-05", ["KE", "PE"])]),
        ("ru", "Независимость Кении Перу признало 3 мая 1964 года.", [("recognition", "1964-05-03", ["PE", "KE"])]),
        ("ru", "В 1990 году в Найроби открыли посольство Перу, а в 1992 году в Лиме заработало посольство Кении.",
         [("embassy", "1990", ["PE", "KE"]), ("embassy", "1992", ["KE", "PE"])]),
        ("ru", "Перу открыло посольство в Найроби в 1990 году.", [("embassy", "1990", ["PE", "KE"])]),
        ("ru", "Кения открыла посольство в Перу в 1992 году.", [("embassy", "1992", ["KE", "PE"])]),
        ("ru", "В 1990 году Перу открыло свое посольство в Кении.", [("embassy", "1990", ["PE", "KE"])]),
        ("ru", "В 1990 году открыто посольство Перу в Кении.", [("embassy", "1990", ["PE", "KE"])]),
        ("ru", "Посольство Кении открыто в Лиме в 1992 году.", [("embassy", "1992", ["KE", "PE"])]),
        ("ru", "Перу подтвердило намерение открыть посольство в Кении до конца 2026 года.", []),
        ("ru", "До конца года Перу откроет посольство в Найроби.", []),
        ("tr", "Peru, 2026 yılında Nairobi’de büyükelçilik açacak.", []),
        ("ru", "Перу открыло в 1990 году сад у посольства Кении.", []),
        ("tr", "Kenya ile Peru arasında diplomatik ilişkiler 1975 yılında kurulmuştur.",
         [("diplomatic-relations", "1975", ["KE", "PE"])]),
        ("tr", "Kenya’nın Lima Büyükelçiliği 1990’da, Peru’nun Nairobi Büyükelçiliği 1992’de açılmıştır.",
         [("embassy", "1990", ["KE", "PE"]), ("embassy", "1992", ["PE", "KE"])]),
        ("tr", "Peru, Kenya’nın bağımsızlığını 1964’te tanıdı.", [("recognition", "1964", ["PE", "KE"])]),
        ("tr", "Peru’nun Nairobi Büyükelçiliği kapısını onarıyor.", []),
        ("tr", "Kenya, Lima’da Peru Büyükelçiliği yanında 1990’da bir park açtı.", []),
        ("kk", "Кения Лимада Перу елшілігінің жанында 1990 жылы бақ ашты.", []),
        ("tr", "Kenya ile Peru, diplomatik ilişkilerin kurulmasının 33. yıl dönümünü 3 Şubat 2026’da kutladı.",
         [("diplomatic-relations", "1993-02-03", ["KE", "PE"])]),
        ("ru", "3 февраля 2026 года исполнилось 33 года со дня установления дипломатических отношений Кении и Перу.",
         [("diplomatic-relations", "1993-02-03", ["KE", "PE"])]),
        ("kk", "Бүгін Кения мен Перудің дипломатиялық қатынастар орнатқанына 33 жыл толды.",
         [("diplomatic-relations", "1993-02-05", ["KE", "PE"])]),
        ("ru", "Кения и Перу отмечают 33-летие установления дипломатических отношений.",
         [("diplomatic-relations", "1993", ["KE", "PE"])]),
        ("tr", "Kenya ile Peru bu yıl diplomatik ilişkilerinin 33. yıl dönümünü kutladı.",
         [("diplomatic-relations", "1993", ["KE", "PE"])]),
        ("kk", "Кения мен Перу дипломатиялық қатынастарының 33 жылдығын тойлады.",
         [("diplomatic-relations", "1993", ["KE", "PE"])]),
        ("kk", "Кения мен Перу дипломатиялық қатынастар туралы айтты.", []),
        ("kk", "Кения мен Перу арасындағы дипломатиялық қатынастар 1975 жылғы мамырда орнатылды.",
         [("diplomatic-relations", "1975-05", ["KE", "PE"])]),
        ("kk", "Кенияның Перудегі елшілігі 1990 жылы, Перудің Найробидегі елшілігі 1992 жылы ашылды.",
         [("embassy", "1990", ["KE", "PE"]), ("embassy", "1992", ["PE", "KE"])]),
        ("kk", "1990 жылы Найробиде Перу елшілігі ашылды.", [("embassy", "1990", ["PE", "KE"])]),
        ("kk", "Перу Кенияның тәуелсіздігін 1964 жылы 3 мамырда мойындады.",
         [("recognition", "1964-05-03", ["PE", "KE"])]),
        ("kk", "Перудің Найробидегі елшілігі есігін жөндеді.", []),
    ],
)  # fmt: skip
def test_milestones(names: Names, language: str, sentence: str, milestones: list[tuple[str, str, list[str]]]) -> None:
    milestone_proposals = proposals(names, "milestone", language, sentence)
    assert [values(milestone, "type", "date", "countries") for milestone in milestone_proposals] == milestones


def test_the_years_that_a_text_is_for_are_no_day_of_its_signing(names: Names) -> None:
    paragraphs = (
        "12 қаңтарда Кения мен Перу министрлері кездесті.",
        "Олар 2026–2028 жылдарға арналған хаттамаға қол қойды.",
    )
    [agreement] = proposals(names, "agreement", "kk", *paragraphs)
    assert agreement.values["date"] == "2026-01-12"


def test_an_embassy_to_come_is_no_milestone(names: Names) -> None:
    assert proposals(names, "milestone", "kk", "Кения 2027 жылы Лимада елшілігін ашады.") == []


@pytest.mark.parametrize(
    ("language", "sentence", "confidence"),
    [
        ("kk", "Перу 2026 жылы Найробиде елшілігін ашады.", "suggest"),
        ("kk", "Перу 2025 жылы Найробиде елшілігін ашты.", "high"),
        ("ru", "В 2026 году Перу открыло посольство в Найроби.", "suggest"),
        ("ru", "В январе 2026 года Перу открыло посольство в Найроби.", "high"),
    ],
)
def test_a_milestone_of_a_year_that_is_not_over_is_not_sure(
    names: Names, language: str, sentence: str, confidence: str
) -> None:
    [milestone] = proposals(names, "milestone", language, sentence)
    assert milestone.confidence == confidence
