"""Figures and targets in articles by lexicon."""

import pytest

from app.curate.names import Names
from tests.curate.lexical.made_articles import proposals, values


@pytest.mark.parametrize(
    ("language", "sentence", "indicator", "flow", "value", "unit", "date"),
    [
        ("ru", "Товарооборот Кении и Перу в 2024 году составил 2,5 млрд долларов.",
         "trade", "turnover", 2.5e9, "USD", "2024"),
        ("ru", "Экспорт Кении в Перу за 2024 год достиг $13 млн.", "trade", "export", 13e6, "USD", "2024"),
        ("ru", "Импорт Кении из Перу за 9 месяцев 2025 года — 1 200 000 евро.", "trade", "import", 1.2e6, "EUR",
         "2025-01/2025-09"),
        ("ru", "Товарооборот двух стран за первые четыре месяца 2025 года — 214 млн долларов США.",
         "trade", "turnover", 214e6, "USD", "2025-01/2025-04"),
        ("ru", "Товарооборот Кении и Перу в 2024 году составил 2,5 млрд долл. США.",
         "trade", "turnover", 2.5e9, "USD", "2024"),
        ("ru", "За прошлый год в Кении отдохнули 40 тыс. туристов из Перу.",
         "tourists", "inward", 40_000, "count", "2025"),
        ("ru", "В Кении работают 320 компаний из Перу.", "companies", "inward", 320, "count", "2026-02-05"),
        ("ru", "Инвестиции Кении в экономику Перу достигли 3 миллиардов долларов.",
         "investment-stock", "inward", 3e9, "USD", "2026-02-05"),
        ("tr", "Kenya ile Peru arasındaki ticaret hacmi 2024’te 2,5 milyar dolar oldu.",
         "trade", "turnover", 2.5e9, "USD",
         "2024"),
        ("tr", "Kenya, geçen yıl Peru’ya 13 milyon dolarlık ihracat yaptı.", "trade", "export", 13e6, "USD", "2025"),
        ("tr", "Kenya’da Peru sermayeli 3 bin 100 şirket var.", "companies", "inward", 3_100, "count", "2026-02-05"),
        ("tr", "Kenya’daki Peru yatırımları 300 milyon avroyu aştı.",
         "investment-stock", "inward", 300e6, "EUR", "2026-02-05"),
        ("tr", "Kenya’da 1.500 Perulu öğrenci okuyor.", "students", "inward", 1_500, "count", "2026-02-05"),
        ("kk", "Кения мен Перудің тауар айналымы 2024 жылы 2,5 млрд долларды құрады.",
         "trade", "turnover", 2.5e9, "USD", "2024"),
        ("kk", "Былтыр Кения мен Перу арасындағы сауда $2,5 млн-ды құрап, 14,3%-ға артты.",
         "trade", "turnover", 2.5e6, "USD", "2025"),
        ("kk", "Кенияның Перуге экспорты 2025 жылғы қаңтар-мамырда 13 млн долларға жетті.",
         "trade", "export", 13e6, "USD", "2025-01/2025-05"),
        ("kk", "2025 жылдың 9 айында Кенияның Перудан импорты 1 200 000 еуро болды.",
         "trade", "import", 1.2e6, "EUR", "2025-01/2025-09"),
        ("kk", "Былтыр Перудан Кенияға 40 мың турист келді.", "tourists", "inward", 40_000, "count", "2025"),
        ("kk", "Кенияда Перудің 320 компаниясы жұмыс істейді.", "companies", "inward", 320, "count", "2026-02-05"),
        ("kk", "Кенияның Перу экономикасына салған инвестициясы 3 миллиард доллардан асты.",
         "investment-stock", "inward", 3e9, "USD", "2026-02-05"),
        ("kk", "Кенияда 1 500 перулік студент оқиды.", "students", "inward", 1_500, "count", "2026-02-05"),
    ],
)  # fmt: skip
def test_a_figure(
    names: Names, language: str, sentence: str, indicator: str, flow: str, value: float, unit: str, date: str
) -> None:
    [figure] = proposals(names, "trade-stat", language, sentence)
    assert values(figure, "indicator", "flow", "value", "unit", "date") == (indicator, flow, value, unit, date)
    assert {figure.values["reporter"], figure.values["partner"]} == {"KE", "PE"}


@pytest.mark.parametrize(
    ("language", "sentence", "reporter"),
    [
        ("ru", "Экспорт Кении в Перу достиг $13 млн.", "KE"),
        ("ru", "Перуанский экспорт в Кению достиг $13 млн.", "PE"),
        ("ru", "Кенийские инвестиции в Перу достигли $13 млн.", "PE"),
        ("tr", "Kenya’nın Peru’ya ihracatı 13 milyon dolar.", "KE"),
        ("tr", "Peru’daki Kenya yatırımları 13 milyon dolar.", "PE"),
        ("kk", "Кенияның Перуге экспорты 13 млн доллар.", "KE"),
        ("kk", "Перудегі кениялық инвестиция 13 млн доллар.", "PE"),
    ],
)
def test_the_reporter_of_a_figure(names: Names, language: str, sentence: str, reporter: str) -> None:
    [figure] = proposals(names, "trade-stat", language, sentence)
    assert figure.values["reporter"] == reporter


@pytest.mark.parametrize(
    ("language", "sentence", "due"),
    [
        ("ru", "К 2030 году Кения и Перу намерены довести товарооборот до 5 млрд долларов.", "2030"),
        ("tr", "Kenya ve Peru, ticaret hacmini 2030’a kadar 5 milyar dolara çıkarmayı hedefliyor.", "2030"),
        ("kk", "2030 жылға қарай Кения мен Перу сауда айналымын 5 млрд долларға жеткізуді көздейді.", "2030"),
    ],
)
def test_a_target(names: Names, language: str, sentence: str, due: str) -> None:
    [target] = proposals(names, "trade-stat", language, sentence)
    assert values(target, "indicator", "kind", "value", "date") == (
        "trade-target",
        "target",
        5_000_000_000,
        "2026-02-05",
    )
    [promise] = proposals(names, "commitment", language, sentence)
    assert values(promise, "due", "value") == (due, 5_000_000_000)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Кения и Перу намерены увеличить товарооборот с 3 млрд до 5 млрд долларов."),
        ("tr", "Kenya ile Peru, ticaret hacmini 3 milyar dolardan 5 milyar dolara çıkarmayı hedefliyor."),
        ("kk", "Кения мен Перу сауда айналымын 3 млрд доллардан 5 млрд долларға жеткізуді көздейді."),
    ],
)
def test_only_the_end_of_a_rise_is_a_target(names: Names, language: str, sentence: str) -> None:
    assert [values(p, "value", "kind") for p in proposals(names, "trade-stat", language, sentence)] == [
        (5_000_000_000, "target")
    ]


def test_targets_with_one_verb(names: Names) -> None:
    sentence = "Кения мен Перу сауданы биыл 3 млрд долларға, ал 2030 жылға қарай 5 млрд долларға жеткізуді көздейді."
    assert [values(p, "value", "kind") for p in proposals(names, "trade-stat", "kk", sentence)] == [
        (3_000_000_000, "target"),
        (5_000_000_000, "target"),
    ]


def test_what_was_reached_and_what_is_wanted(names: Names) -> None:
    sentence = "Geçen yıl 3 milyar doları aşan Kenya-Peru ticaret hacmini 5 milyar dolara çıkaracağız."
    first, second = proposals(names, "trade-stat", "tr", sentence)
    assert values(first, "value", "kind", "date", "qualifier") == (3_000_000_000, None, "2025", "over")
    assert values(second, "value", "kind") == (5_000_000_000, "target")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Кения дала Перу кредит в 5 млрд долларов на развитие торговли."),
        ("ru", "Товарооборот Кении и Перу вырос на 2 млрд долларов."),
        ("ru", "Товарооборот Кении и Перу вырос на 26%."),
        ("ru", "Министр торговли Кении заплатил в Перу 5 млн долларов."),
        ("tr", "Kenya, Peru’ya ticaret için 5 milyar dolar kredi verdi."),
        ("kk", "Кения Перуге сауданы дамыту үшін 5 млрд доллар несие берді."),
        ("kk", "Кения мен Перудің тауар айналымы 2 млрд долларға артты."),
        ("kk", "Кения мен Перудің тауар айналымы 26 пайызға өсті."),
        ("kk", "Кенияның сауда және туризм министрі Перуде 5 млн доллар төледі."),
        ("tr", "Kenya Ticaret Bakanı Omar Deneme, Peru’da 5 milyon dolar ödedi."),
    ],
)
def test_no_figure(names: Names, language: str, sentence: str) -> None:
    assert proposals(names, "trade-stat", language, sentence) == []


def test_what_it_was_before_the_target_is_none(names: Names) -> None:
    sentence = "Kenya-Peru ticaret hacmi 2024’te 2 milyar dolar oldu ve hedef 2030’da 3 milyar dolar olarak belirlendi."
    first, second = proposals(names, "trade-stat", "tr", sentence)
    assert values(first, "value", "kind", "date") == (2_000_000_000, None, "2024")
    assert values(second, "value", "kind") == (3_000_000_000, "target")


def test_a_target_of_investment_is_a_commitment(names: Names) -> None:
    sentence = "Кения и Перу намерены увеличить взаимные инвестиции до 2 млрд долларов."
    assert proposals(names, "trade-stat", "ru", sentence) == []
    [promise] = proposals(names, "commitment", "ru", sentence)
    assert values(promise, "value", "unit", "due") == (2_000_000_000, "USD", None)


def test_each_part_of_a_trade_has_its_own_figure(names: Names) -> None:
    sentence = (
        "В 2024 году товарооборот Кении и Перу вырос на 5% и составил 5 млрд долларов, из них экспорт — 3,1 млрд."
    )
    figures = [values(p, "flow", "value", "unit") for p in proposals(names, "trade-stat", "ru", sentence)]
    assert figures == [("turnover", 5_000_000_000, "USD"), ("export", 3_100_000_000, "USD")]


def test_a_part_of_the_year(names: Names) -> None:
    sentence = "Kenya’nın Peru’ya ihracatı yılın ilk 4 ayında yüzde 12 artışla 850 milyon dolara ulaştı."
    [figure] = proposals(names, "trade-stat", "tr", sentence)
    assert values(figure, "flow", "value", "date") == ("export", 850_000_000, "2026-01/2026-04")


@pytest.mark.parametrize(
    ("language", "sentence", "ranks"),
    [
        ("ru", "Кения занимает третье место в экспорте Перу.", [(3, "trade-rank", "export")]),
        ("ru", "Кения — ведущий инвестор в экономику Перу.", [(1, "investment-rank", None)]),
        ("ru", "Кения стала третьим торговым партнером Перу.", [(3, "trade-rank", None)]),
        ("ru", "Кения — один из крупнейших торговых партнеров Перу.", []),
        ("ru", "Кения вошла в первую десятку торговых партнеров Перу.", []),
        ("tr", "Kenya, Peru’nun ithalatında ikinci sırada.", [(2, "trade-rank", "import")]),
        ("tr", "Kenya, Peru’nun en büyük ticaret ortağı oldu.", [(1, "trade-rank", None)]),
        ("tr", "Kenya, Peru’nun en büyük yatırımcılarından biri.", []),
    ],
)
def test_ranks(names: Names, language: str, sentence: str, ranks: list[tuple[int, str, str | None]]) -> None:
    rank_figures = [values(p, "value", "indicator", "flow") for p in proposals(names, "trade-stat", language, sentence)]
    assert rank_figures == ranks


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "Товарооборот Кении и Перу в 2024 году составил 2,5 млрд долларов."),
        ("ru", "К 2030 году Кения и Перу намерены довести товарооборот до 5 млрд долларов."),
        ("tr", "Kenya ve Peru, ticaret hacmini 2030’a kadar 5 milyar dolara çıkarmayı hedefliyor."),
        ("kk", "Кенияның Перуге экспорты 13 млн доллар."),
    ],
)
def test_quotes_support_values_that_the_figure_has(names: Names, language: str, sentence: str) -> None:
    [figure] = proposals(names, "trade-stat", language, sentence)
    assert {field for quote in figure.quotes for field in quote.fields} <= figure.values.keys()


@pytest.mark.parametrize(
    ("language", "sentence", "indicator", "value", "date"),
    [
        ("ru", "Товарооборот Кении и Перу в 2024 году по сравнению с 2022 годом вырос до 3 млн долларов.",
         "trade", 3_000_000, "2024"),
        ("ru", "За девять месяцев товарооборот Кении и Перу составил 3 млн долларов.",
         "trade", 3_000_000, "2026-01/2026-09"),
        ("tr", "2024’te Kenya-Peru ticaret hacmi 2022’ye kıyasla artarak 3 milyon dolar oldu.",
         "trade", 3_000_000, "2024"),
        ("tr", "Kenya-Peru ticaret hacmi hedeflenen 3 milyon doları aşmış durumda.", "trade", 3_000_000, "2026-02-05"),
        ("kk", "2024 жылы Кения мен Перудің тауар айналымы 2022 жылмен салыстырғанда өсіп, 3 млн доллар болды.",
         "trade", 3_000_000, "2024"),
        ("tr", "Kenya-Peru ticaret hacminin 2024’te 3 milyon dolara çıkarıldığını anımsattı.",
         "trade", 3_000_000, "2024"),
        ("kk", "Перуде 4 мыңнан астам кениялық компания бар.", "companies", 4000, "2026-02-05"),
        ("ru", "У Кении и Перу есть проекты на 3 млрд долларов.", "joint-project-value", 3_000_000_000, "2026-02-05"),
    ],
)  # fmt: skip
def test_which_figure(names: Names, language: str, sentence: str, indicator: str, value: int, date: str) -> None:
    [figure] = proposals(names, "trade-stat", language, sentence)
    assert values(figure, "indicator", "value", "date") == (indicator, value, date)


def test_a_year_of_comparison_is_not_that_of_the_figure(names: Names) -> None:
    words = "вырос на 5% по сравнению с аналогичным периодом 2024 года и составил $3 млн"
    [figure] = proposals(names, "trade-stat", "ru", f"За 11 месяцев 2025 года товарооборот Кении и Перу {words}.")
    assert values(figure, "value", "date", "growth_percent") == (3_000_000, "2025-01/2025-11", 5)


@pytest.mark.parametrize(
    ("language", "sentence", "percents"),
    [
        ("ru", "В 2025 году товарооборот Кении и Перу вырос на 5% и составил $3 млн.", [5]),
        (
            "ru",
            "В 2025 году товарооборот Кении и Перу составил $3 млн, что на 5,4 процента превышает показатель.",
            [5.4],
        ),
        (
            "ru",
            "В 2025 году экспорт Кении в Перу достиг $3 млн, снизившись на 5%, а импорт вырос на 6% до $4 млн.",
            [-5, 6],
        ),
        ("ru", "В 2025 году товарооборот Кении и Перу составил $3 млн, из них 5% приходится на чай.", [None]),
        ("tr", "2025’te Kenya ile Peru arasındaki ticaret hacmi yüzde 5 artarak 3 milyon dolar oldu.", [5]),
        ("tr", "2025’te Kenya ile Peru arasındaki ticaret hacmi %5 azalarak 3 milyon dolar oldu.", [-5]),
        ("kk", "2025 жылы Кения мен Перудің тауар айналымы 5,5%-ға артып, $3 млн-ды құрады.", [5.5]),
        ("kk", "2025 жылы Кения мен Перудің тауар айналымы 5%-ға төмендеп, $3 млн-ды құрады.", [-5]),
    ],
)
def test_by_how_much_a_figure_grew(names: Names, language: str, sentence: str, percents: list[float | None]) -> None:
    figures = proposals(names, "trade-stat", language, sentence)
    numbers = [figure.values.get("growth_percent") for figure in figures]
    assert list(map(repr, numbers)) == list(map(repr, percents))


@pytest.mark.parametrize(
    ("sentences", "dates"),
    [
        ("Экспорт достиг $1 млн, а импорт – $2 млн.", ["2024", "2024", "2024"]),
        ("Сейчас экспорт достиг $1 млн.", ["2024", "2026-02-05"]),
        ("В 2025 году экспорт достиг $1 млн.", ["2024", "2025"]),
    ],
)
def test_the_parts_of_a_trade_have_its_period(names: Names, sentences: str, dates: list[str]) -> None:
    text = f"В 2024 году товарооборот Кении и Перу составил $3 млн. {sentences}"
    assert [figure.values["date"] for figure in proposals(names, "trade-stat", "ru", text)] == dates


def test_the_countries_of_the_sentence_before(names: Names) -> None:
    paragraphs = "Кения и Перу дружат.", "Чили встретилась с Ганой. Товарооборот составил 3 млн долларов."
    [figure] = proposals(names, "trade-stat", "ru", *paragraphs)
    assert {*values(figure, "reporter", "partner")} == {"CL", "GH"}


@pytest.mark.parametrize(
    ("language", "sentence", "reporter"),
    [
        ("ru", "Кения стала третьим торговым партнером Перу.", "PE"),
        ("ru", "Для Перу Кения является третьим торговым партнером.", "PE"),
        ("tr", "Kenya, Peru’nun en büyük ticaret ortağı oldu.", "PE"),
        ("tr", "Peru, Kenya’nın ithalatında ikinci sırada.", "KE"),
        ("tr", "Peru’nun Kenya’nın ithalatında ikinci sırada olduğunu söyledi.", "KE"),
        ("kk", "Кения – Перудің үшінші сауда серіктесі.", "PE"),
        ("ru", "Перу посетили 3 тыс. туристов из Кении.", "PE"),
        ("ru", "Из Кении в Перу приехали 3 тыс. туристов.", "PE"),
        ("tr", "2024’te Kenya’dan Peru’ya 3 bin turist geldi.", "PE"),
        ("kk", "2024 жылы Кениядан Перуге 3 мың турист барды.", "PE"),
        ("kk", "2024 жылы Перуге 3 мың кениялық турист келді.", "PE"),
        ("kk", "2024 жылы Перуден Кенияға 3 млн долларға экспорт жіберілді.", "PE"),
    ],
)
def test_whose_figure_it_is(names: Names, language: str, sentence: str, reporter: str) -> None:
    [figure] = proposals(names, "trade-stat", language, sentence)
    assert figure.values["reporter"] == reporter


@pytest.mark.parametrize(
    ("language", "sentence", "date"),
    [
        ("ru", "С 2005 года инвестиции Кении в Перу составили 3 млрд долларов.", "2005/2026-02-05"),
        ("tr", "Kenya’nın Peru’daki yatırımları 2005’ten bu yana 3 milyar dolara ulaştı.", "2005/2026-02-05"),
        ("kk", "2005 жылдан бері Кения Перуге 3 млрд доллар инвестиция салды.", "2005/2026-02-05"),
        ("ru", "В 2005 году инвестиции Кении в Перу составили 3 млрд долларов.", "2005"),
        ("tr", "Kenya’nın Peru’daki yatırımları 2005’te 3 milyar dolara ulaştı.", "2005"),
        ("kk", "2005 жылы Кения Перуге 3 млрд доллар инвестиция салды.", "2005"),
    ],
)
def test_since_a_year_is_up_to_the_publication(names: Names, language: str, sentence: str, date: str) -> None:
    [figure] = proposals(names, "trade-stat", language, sentence)
    assert figure.values["date"] == date


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ru", "В 2025 году торговля Кении и Перу составила {} млрд долларов."),
        ("tr", "2025 yılında Kenya ile Peru arasındaki ticaret {} milyar dolar oldu."),
        ("kk", "2025 жылы Кения мен Перу арасындағы сауда {} млрд долларды құрады."),
    ],
)
def test_a_decimal_fraction_is_exact(names: Names, language: str, sentence: str) -> None:
    for words, value in (("4,1", 4_100_000_000), ("1,1", 1_100_000_000), ("8,95", 8_950_000_000)):
        [figure] = proposals(names, "trade-stat", language, sentence.format(words))
        assert figure.values["value"] == value
