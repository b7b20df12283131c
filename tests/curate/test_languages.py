"""The language of a text is right, or it is left open."""

import pytest

from app.curate.languages import language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ministers of the two countries met in Baku, and it was said that trade is to grow by half."),
        ("tr", "Bakanlar bu toplantı için bir araya geldi. İki ülke arasında ticaret daha da büyüdü, dedi."),
        ("az", "Nazirlər bu il iki ölkə üçün bir görüş edib və onlar ilə daha çox olan məsələ isə dedi."),
        ("ru", "Министр прибыл в Астану. Он встретился с президентом, и они говорили о торговле на границе."),
        ("kk", "Қазақстан мен Түркия арасындағы сауда туралы кездесу болды және екі ел бұл жылы осы бойынша келісті."),
        (
            "kk",
            "Министр Кенияға ресми сапармен келді. Сапар барысында келісті, бұған қоса тағы біреуі керек, деді.",
        ),
        ("kk", "Кения Президенті ұйымның саммитіне қатысу үшін жұмыс сапармен Лима қаласына барады."),
        (None, "Тоҷикистону Перу қарор қабул карданд, ки ҳамкорӣ ва тиҷорат густариш ёбад, гуфт сардори ҳукумат."),
        ("uk", "Міністр прибув до столиці, де він говорив про торгівлю між країнами, що також був у планах року."),
        ("uz", "Vazirlar bu yil ikki mamlakat uchun uchrashdi va ular bilan bir qatorda savdo ham oʻsdi."),
        ("de", "Der Minister traf sich mit dem Präsidenten in der Stadt, und sie sprachen auch über die Lage."),
        ("zh", "两国外交部长今天在北京举行会谈。"),
        ("ja", "日本の外務大臣は本日、東京で会談を行いました。"),
        (
            "en",
            "On Monday Azamat Misalov met Anna Példa in Ankara. Trade grew last year to $9 billion.",
        ),
        ("ru", "Министр провёл переговоры с коллегой в столице. Товарооборот составил 245 млн долларов в этом году."),
        ("ka", "მინისტრი დედაქალაქში ჩავიდა."),
        ("hy", "Նախարարը ժամանեց մայրաքաղաք։"),
        ("el", "Ο υπουργός έφτασε στην πρωτεύουσα."),
        ("ko", "양국 외교장관은 오늘 서울에서 회담했다."),
        (None, "Short."),
        (None, "Kto dobro prosi dobro naci."),
        (None, "1 2 3"),
    ],
)
def test_language(language: str | None, text: str) -> None:
    assert language_of(text) == language
