"""Nothing is proposed of what articles deny, doubt, ask, wish or make a condition; what they say is proposed."""

import pytest

from app.curate.names import Names
from app.curate.rules import propose
from tests.curate.lexical.made_articles import article, proposals, values

RU_SIGNED = "Кения и Перу 12 января подписали протокол о рыбе."
TR_SIGNED = "Kenya ile Peru 12 Ocak’ta balık protokolünü imzaladı."
KK_SIGNED = "12 қаңтарда Кения мен Перу балық туралы хаттамаға қол қойды."


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Протокол о рыбе между Кенией и Перу не был подписан 12 января."),
        ("ru", "12 января стороны, Кения и Перу, подписанный протокол так и не увидели."),
        ("ru", "Подписали ли Кения и Перу 12 января протокол о рыбе?"),
        ("ru", "«Кения и Перу 12 января подписали протокол о рыбе?»"),
        ("ru", "Если Кения и Перу 12 января подписали протокол о рыбе, рыба подешевеет."),
        ("ru", "12 января президент Перу в Кению не прилетел."),
        ("ru", "Посольство Кении в Лиме 5 мая 1999 года не заработало."),
        ("ru", "Товарооборот Кении и Перу в 2024 году не превысил 300 млн долларов."),
        ("ru", "Товарооборот Кении и Перу в 2024 году мог бы составить 300 млн долларов."),
        ("ru", "Кения не является крупнейшим инвестором в Перу."),
        ("ru", "По слухам, Кения и Перу 12 января подписали протокол о рыбе."),
        ("ru", "Кения опровергла, что 12 января подписала с Перу протокол о рыбе."),
        ("tr", "İddiaya göre Kenya ile Peru 12 Ocak’ta balık protokolünü imzaladı."),
        ("tr", "Kenya, Peru ile 12 Ocak’ta balık protokolünü imzaladığını yalanladı."),
        ("tr", "Peru Cumhurbaşkanı 12 Ocak’ta Kenya’yı ziyaret edebilirdi."),
        ("tr", "Kenya ile Peru 12 Ocak’ta balık protokolünü imzaladı mı?"),
        ("tr", "Kenya ile Peru 12 Ocak’ta balık protokolünü imzalamış değil."),
        ("tr", "Keşke Kenya ile Peru 12 Ocak’ta balık protokolünü imzaladı denseydi."),
        ("tr", "Peru Cumhurbaşkanı 12 Ocak’ta Kenya’yı ziyaret etmedi."),
        ("tr", "Kenya ile Peru arasında diplomatik ilişkiler 3 Mayıs 1971’de kurulamadı."),
        ("tr", "Kenya-Peru ticaret hacmi 2024’te 300 milyon dolara ulaşmadı."),
        ("tr", "Peru’nun Kenya’ya ihracatı 2024’te 40 milyon dolar arttı."),
        ("tr", "Kenya, Peru’nun en büyük ticaret ortağı değil."),
        ("kk", "12 қаңтарда Кения мен Перу арасындағы хаттамаға қол қойылған жоқ."),
        ("kk", "12 қаңтарда Кения мен Перу хаттамаға қол қойды ма?"),
        ("kk", "Болжам бойынша, 12 қаңтарда Кения мен Перу хаттамаға қол қойды."),
        ("kk", "Кения 12 қаңтарда Перумен хаттамаға қол қойғанын жоққа шығарды."),
        ("kk", "Егер 12 қаңтарда Кения мен Перу хаттамаға қол қойған болса, балық арзандайды."),
        ("kk", "Кения мен Перу 12 қаңтарда хаттамаға қол қойса, балық арзандайды."),
        ("kk", "12 қаңтарда Перу президенті Кенияға барған жоқ."),
        ("kk", "1999 жылғы 5 мамырда Кенияның Лимадағы елшілігі ашылған жоқ."),
        ("kk", "2024 жылы Кения мен Перудің тауар айналымы 300 млн долларға жетпеді."),
        ("kk", "Кения Перудің ең ірі сауда серіктесі емес."),
    ],
)
def test_nothing_is_proposed_of_a_denial_or_a_doubt(names: Names, language: str, sentence: str) -> None:
    assert [p.values for p in propose(article(language, sentence), names) if p.kind != "official"] == []


@pytest.mark.parametrize(
    ("language", "sentence", "kind"),
    [
        ("ru", RU_SIGNED, "agreement"),
        ("ru", "Премьер Кении Ли Пробин прибыл в Перу 12 января.", "meeting"),
        ("ru", "Если в 2024 году товарооборот Кении и Перу составил 3 млн долларов, то позже он вырос.", "trade-stat"),
        ("ru", "Кения и Перу 12 января подписали не только протокол о рыбе.", "agreement"),
        ("ru", "Кения и Перу 12 января подписали протокол, хотя о рыбе и не говорили.", "agreement"),
        ("ru", "Кения, которая не купила рыбу, стала третьим торговым партнером Перу.", "trade-stat"),
        ("ru", "Посольство Кении в Перу открылось 5 мая 1999 года, а праздника не было.", "milestone"),
        ("tr", TR_SIGNED, "agreement"),
        ("tr", "Kenya ile Peru 12 Ocak’ta sadece çay değil, balık protokolünü de imzaladı.", "agreement"),
        ("kk", KK_SIGNED, "agreement"),
        ("kk", "2024 жылы Кения мен Перудің саудасы 3 млн долларға жетсе, кейін өсті.", "trade-stat"),
        ("kk", "12 қаңтарда Кения мен Перу шай ғана емес, балық туралы хаттамаға қол қойды.", "agreement"),
    ],
)
def test_a_fact_beside_a_denial_is_proposed(names: Names, language: str, sentence: str, kind: str) -> None:
    assert proposals(names, kind, language, sentence) != []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("tr", "Geçen yıl Kenya-Peru ticaret hacmi 3 milyar doları aştı."),
        ("kk", "Былтыр Кения мен Перудің тауар айналымы 3 млрд доллардан асты."),
    ],
)
def test_the_last_word_of_a_sentence_qualifies_an_amount(names: Names, language: str, sentence: str) -> None:
    [figure] = proposals(names, "trade-stat", language, sentence)
    assert values(figure, "value", "qualifier") == (3_000_000_000, "over")
