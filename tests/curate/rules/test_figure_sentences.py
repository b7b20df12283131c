"""The figure of one sentence of an article on Poland and Peru, in many wordings."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules.figures import propose
from app.curate.rules.targets import propose as propose_targets
from app.domain.edtf import parse

HEAD = "Poland and Peru deepen ties\n\nPolish Foreign Minister Anna Nowak met her Peruvian counterpart Luis Rojas.\n\n"

TODAY = "2025-05-06"

TRADE = [
    ("Two-way trade grew by 12% in 2024 to reach US$1.2 billion.", 1.2e9, "2024"),
    ("In 2024, the two countries traded goods worth $1.2 billion.", 1.2e9, "2024"),
    ("Commercial exchanges between the two countries hit $1.2bn last year.", 1.2e9, "2024"),
    ("Trade (exports plus imports) between Poland and Peru was $1.2 billion in 2024.", 1.2e9, "2024"),
    ("Trade was $1.3 billion in the 12 months to the end of March.", 1.3e9, "2024-04/2025-03"),
    ("Trade this year to the end of March was $1.3 billion.", 1.3e9, "2025-01/2025-03"),
    ("Business between Poland and Peru was worth $1.2 billion last year.", 1.2e9, "2024"),
    ("Trade in the year to March 2025 was $1.3 billion.", 1.3e9, "2024-04/2025-03"),
    ("In the 12 months to March 2025 trade was worth $1.3 billion.", 1.3e9, "2024-04/2025-03"),
    ("Trade was $1.3 billion in the four quarters to the end of Q1 2025.", 1.3e9, "2024-04/2025-03"),
    ("Trade was $1.3 billion in the twelve months ending December 2024.", 1.3e9, "2024"),
    ("Last year was a good one. Bilateral trade came to $1.2 billion.", 1.2e9, "2024"),
    ("The year 2023 was better. It was a record. Bilateral trade came to $1.2 billion.", 1.2e9, "2023"),
    ("The volume of mutual trade in 2024 made up 1 billion 200 million dollars.", 1.2e9, "2024"),
    ("In 2024, mutual trade amounted to 1 billion 200.5 million US dollars.", 1.2005e9, "2024"),
    ("Bilateral trade has grown since 2005 from $300 million.", 300e6, "2005"),
    ("Bilateral trade grew from $300 million in 2005; a year later it was $320 million.", 320e6, "2006"),
    (
        "Trade was $190 million in January 2025, while last year’s for the same period was $170 million.",
        170e6,
        "2024-01",
    ),
    ("Trade turnover amounted to USD 1.2 billion in 2024.", 1.2e9, "2024"),
    ("Trade grew from EUR 1.1 billion to EUR 1.2 billion in 2024.", 1.2e9, "2024"),
    ("The sides noted that trade in 2024 amounted to $1.2 billion.", 1.2e9, "2024"),
    ("Polish sales to Peru were $140 million in 2023 and its purchases $240 million.", 240e6, "2023"),
    ("Poland and Peru swapped C$1.2 billion of goods in 2024.", 1.2e9, "2024"),
    ("Polish firms came. Poland and Peru traded for €1.3 billion in 2024.", 1.3e9, "2024"),
    ("Last year they traded $1.2 billion in goods.", 1.2e9, "2024"),
    ("Trade in 2024 was $1.2 billion, down 2% from 2023.", 1.2e9, "2024"),
    ("In 2024 trade with Peru was $1.2 billion, up 3 percent on 2023.", 1.2e9, "2024"),
    ("Latin America grew. In 2024 two-way trade was $1.2 billion.", 1.2e9, "2024"),
    ("Imports from Peru were $510 million in 2024.", 510e6, "2024"),
    ("Trade with Peru was 2.1 billion dollars in 2023; in 2024 it reached 2.4 billion.", 2.4e9, "2024"),
    ("Poland sold goods for 30 million euros to Peru in 2024 and bought just under 45 million.", 45e6, "2024"),
    ("• Trade: USD 4.8 billion in 2024, including Polish exports of USD 1.2 billion.", 1.2e9, "2024"),
    ("• Trade: USD 4.8 billion in 2024.\n\n• January–March 2025: USD 0.9 billion.", 0.9e9, "2025-01/2025-03"),
    ("- EUR 2.5bn – two-way trade in 2024", 2.5e9, "2024"),
    ("Poland shipped goods worth $80 million to its partner in 2024.", 80e6, "2024"),
]

OTHER_SENTENCES = [
    ("A: Around 300 Peruvians study at Polish universities in the current year.", 300, "students", TODAY),
    ("- 340 – Polish companies with offices in Peru", 340, "companies", TODAY),
    ("- c. EUR 1bn – the stock of Polish capital in Peru", 1e9, "investment-stock", TODAY),
    ("Poland is also to fund 25 scholarships a year.", 25, "scholarships", TODAY),
    ("Trade is $1 billion, and is envisaged to be lifted to $3 billion.", 3e9, "trade-target", TODAY),
    ("Trade was $1 billion in 2024. It should double by 2028 to 2 billion.", 2e9, "trade-target", TODAY),
    (
        "Trade was $1 billion. “Two billion dollars a year by 2030 is a realistic goal,” he said.",
        2e9,
        "trade-target",
        TODAY,
    ),
    ("They set their sights on $4 billion in two-way trade in 2028.", 4e9, "trade-target", TODAY),
    ("Over the past ten years, Poland has invested $450 million in Peru.", 450e6, "investment-stock", "2015/2025"),
    ("Polish investments in Peru exceeded $450 million over the past decade.", 450e6, "investment-stock", "2015/2025"),
    ("Polish investment in Peru stood at $450 million at the end of 2023.", 450e6, "investment-stock", "2023-12-31"),
    (
        "In 2024, trade was $1 billion, while the total inflow of Polish investment in Peru was $450 million.",
        450e6,
        "investment-stock",
        TODAY,
    ),
    (
        "The total inflow of Polish investment in Peru in 2024 was $45 million.",
        45e6,
        "investment-flow",
        "2024",
    ),
    ("In 2024 alone, Polish firms invested $45 million in Peru.", 45e6, "investment-flow", "2024"),
    ("Polish investments in Peru were put at $410 million as of end-2023.", 410e6, "investment-stock", "2023-12-31"),
    ("Polish firms in Peru number 1,500.", 1_500, "companies", TODAY),
    ("400 students from Peru study in Poland; Poland will add places in 2027.", 400, "students", TODAY),
    ("The number of Peruvian students in Poland has doubled to 400.", 400, "students", TODAY),
    ("Investment stock from Poland in Peru: $450 million (end-2024).", 450e6, "investment-stock", "2024-12-31"),
    ("The number of Polish companies in Peru has passed 120.", 120, "companies", TODAY),
    ("At present, 120 joint ventures with Polish capital work in Peru.", 120, "companies", TODAY),
    ("As of 1 January 2025, 120 Polish companies were registered in Peru.", 120, "companies", "2025-01-01"),
    ("In 2024, the flow of tourists from Poland to Peru grew by 12% to 35,000.", 35_000, "tourists", "2024"),
    ("Both countries aim for $3 billion of trade by 2030.", 3e9, "trade-target", TODAY),
    ("The volume of trade is planned to be brought to $3 billion.", 3e9, "trade-target", TODAY),
    ("Trade between the two was $1.2 billion in 2024. The goal is three billion.", 3e9, "trade-target", TODAY),
    ("The two will lift their trade past C$3 billion by 2035.", 3e9, "trade-target", TODAY),
    (
        "From 2021 to 2023, the number of Polish tourists in Peru grew fivefold to 11 thousand.",
        11e3,
        "tourists",
        "2021/2023",
    ),
    ("The target for trade in 2030 is $3 billion.", 3e9, "trade-target", TODAY),
    ("Trade was $1 billion in 2024: our goal is to move towards $3 billion of trade.", 3e9, "trade-target", TODAY),
    ("Trade between the two has risen to $30 million three decades later, in 2024.", 30e6, "trade", "2024"),
]


@pytest.mark.parametrize(
    ("sentence", "value", "indicator", "period"),
    [*((text, value, "trade", date) for text, value, date in TRADE), *OTHER_SENTENCES],
)
def test_a_figure_in_many_wordings(names: Names, sentence: str, value: float, indicator: str, period: str) -> None:
    article = Article(HEAD + sentence, publication=parse(TODAY))
    proposals = [p.values for rule in (propose, propose_targets) for p in rule(article, names)]
    last = proposals[-1]
    assert {last["reporter"], last["partner"]} == {"PL", "PE"}
    assert (last["value"], last["indicator"], last["date"]) == (value, indicator, period)


@pytest.mark.parametrize(
    "sentence",
    [
        "Suppose trade with Peru did reach $5 billion.",
        "Rojas called for trade to reach $3 billion.",
        "Related posts: Trade with Peru hits $44 billion | 3,000 tourists from Peru in Poland",
        "Read also:\n\nTrade with Peru hits $44 billion\n\n3,000 tourists from Peru in Poland",
        "Trade with Peru is assumed to be $5 billion.",
        "Read by 4,500 visitors. More than 12,000 Polish nationals live in Peru.",
        "The bank lent $20 million. Another 5 million went to farms.",
        "Poland has 20 million tonnes of ore. Peru exports 3 million tonnes.",
        "Poland wants to welcome 3,000 students from Peru a year by 2030.",
        "Poland will award 60 scholarships to Peruvian students in 2026.",
        "Warsaw promised 15 scholarships from 2026.",
    ],
)
def test_what_is_supposed_called_for_or_of_another_text_is_no_figure(names: Names, sentence: str) -> None:
    article = Article(HEAD + sentence, publication=parse(TODAY))
    assert [p for rule in (propose, propose_targets) for p in rule(article, names)] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Trade between Poland and Peru reached $3 billion in 2030.",
        "Peru’s exports of apples to Poland were $45 million in 2024.",
        "Peru exported copper worth $45 million to Poland in 2024.",
        "Trade grew from $1 billion in 2023; a year later it was $1.2 billion.",
        "Polish investments in Peru are $5 billion, including $2 billion in ports.",
        "Over the last year, Poland has invested $36 million in Peru, with the 30-year total at $4 billion.",
    ],
)
def test_what_words_leave_open_is_not_sure(names: Names, sentence: str) -> None:
    article = Article(HEAD + sentence, publication=parse(TODAY))
    assert [*propose(article, names)][-1].confidence == "suggest"


def test_a_digest_of_one_country_has_it_as_one_side_of_each_figure(names: Names) -> None:
    text = "Spain’s trade with Latin America in 2024\n\nTrade with Mexico was €11 billion. Mexico and Mexico City grow."
    text += "\n\nMexico buys more. Trade with Brazil was €10 billion."
    pairs = [
        {p.values["reporter"], p.values["partner"]} for p in propose(Article(text, publication=parse(TODAY)), names)
    ]
    assert pairs == [{"ES", "MX"}, {"ES", "BR"}]


def test_an_item_of_a_review_has_two_countries_of_its_own(names: Names) -> None:
    items = "GHANA–JAPAN. Some 430 Japanese companies wait.\n\nCHILE–INDIA. Commerce came to $5 billion in 2024."
    first, last = propose(Article(HEAD + items, publication=parse(TODAY)), names)
    assert (first.values["reporter"], first.values["partner"]) == ("GH", "JP")
    assert (last.values["reporter"], last.values["partner"]) == ("CL", "IN")


@pytest.mark.parametrize(
    ("sentences", "source"),
    [
        ("A talk with Peru’s ambassador\n\nQ: And trade?\n\nA: In 2024 we sold goods for $3 billion.", "PE"),
        ("A talk with the Polish ambassador\n\nQ: And trade?\n\nA: In 2024 we sold goods for $3 billion.", "PL"),
        ("A talk with Peru’s ambassador\n\nQ: And trade?\n\nA: In 2024 we imported $3 billion.", "PL"),
        ("Poland bought $3 billion of Peruvian products in 2024.", "PE"),
    ],
)
def test_the_source_of_goods_is_that_of_who_speaks_or_of_the_goods(names: Names, sentences: str, source: str) -> None:
    head = "Poland and Peru deepen ties\n\n" if "talk" not in sentences else ""
    tail = "" if head else "\n\nPoland and Peru are friends."
    [proposal] = propose(Article(head + sentences + tail, publication=parse(TODAY)), names)
    values = proposal.values
    seller = values["reporter"] if values["flow"] == "export" else values["partner"]
    assert (seller, values["value"]) == (source, 3e9)


@pytest.mark.parametrize(
    ("sentence", "indicator", "source", "value", "date"),
    [
        ("Polish deliveries to Peru came to $300 million in 2024.", "trade", "PL", 3e8, "2024"),
        ("In 2024 Poland sold Peru goods for $300 million.", "trade", "PL", 3e8, "2024"),
        ("In 2024 Peru supplied Poland goods worth $300 million.", "trade", "PE", 3e8, "2024"),
        ("Peruvian money in Poland comes to $90 million.", "investment-stock", "PE", 9e7, TODAY),
        ("Between May and June last year Peru sold Poland tin for $5 million.", "trade", "PE", 5e6, "2024-05/2024-06"),
    ],
)  # fmt: skip
def test_goods_and_money_go_from_one_country_to_the_other(
    names: Names, sentence: str, indicator: str, source: str, value: float, date: str
) -> None:
    [proposal] = propose(Article(HEAD + sentence, publication=parse(TODAY)), names)
    values = proposal.values
    outward = values["flow"] in ("export", "outward")
    assert values["reporter" if outward else "partner"] == source
    assert (values["indicator"], values["value"], values["date"]) == (indicator, value, date)


def test_the_word_ones_means_what_the_figure_before_counts(names: Names) -> None:
    text = HEAD + "There are 300 Polish firms in Peru and 120 Peruvian ones in Poland."
    first, last = propose(Article(text, publication=parse(TODAY)), names)
    assert [(p.values["indicator"], p.values["value"]) for p in (first, last)] == [
        ("companies", 300),
        ("companies", 120),
    ]
    assert {first.values["reporter"], last.values["reporter"]} == {"PL", "PE"}


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Three billion dollars is our goal, the minister said.", 1),
        ("The two governments want $3 billion.", 1),
        ("Both seek $3 billion a year.", 1),
        ("$3 billion remains the target.", 1),
        ("It is short of the $3 billion that the leaders chose as the mark.", 1),
        ("The goal for trade, $3 billion, is far off.", 1),
        ("The ministers ordered their staff to reach $3 billion of trade by 2030.", 1),
        ("The two agreed to more than quadruple trade, to $3 billion.", 1),
        ("Trade came to $1.1 billion in 2024, less than before, and to $3 billion in January–April.", 0),
        ("The companies want $3 billion.", 0),
        ("$3 billion is a large sum.", 0),
    ],
)
def test_an_amount_of_trade_that_is_wanted_is_a_target(names: Names, sentence: str, count: int) -> None:
    text = f"{HEAD}Trade was $900 million in 2024. {sentence}"
    assert len([*propose_targets(Article(text, publication=parse(TODAY)), names)]) == count


def test_an_amount_by_a_year_to_come_is_no_figure_yet(names: Names) -> None:
    text = f"{HEAD}Trade of $1 billion by 2030 is within reach, the ministers said."
    assert [*propose(Article(text, publication=parse(TODAY)), names)] == []


def test_a_part_of_the_trade_is_the_exports_of_one_country(names: Names) -> None:
    text = f"{HEAD}Trade was $900 million in 2024, of which Peruvian exports accounted for $300 million."
    flows = {p.values["value"]: p.values["flow"] for p in propose(Article(text, publication=parse(TODAY)), names)}
    assert flows == {900000000: "turnover", 300000000: "export"}


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("There are 45 Polish firms in Peru. Last year they brought in $9 million of direct investment.", [45, 9e6]),
        ("Poland has 45 Peruvian firms. Their investments came to $90 million.", [45, 9e7]),
        ("There are 45 Polish firms in Peru. Investment in mining was $90 million.", [45]),
    ],
)
def test_what_they_invest_is_that_of_the_companies_before(names: Names, sentence: str, values: list[float]) -> None:
    figures = [*propose(Article(HEAD + sentence, publication=parse(TODAY)), names)]
    assert [p.values["value"] for p in figures] == values
    assert len({(p.values["reporter"], p.values["partner"]) for p in figures if p.values["flow"] == "inward"}) == 1


def test_companies_today_do_not_count_from_the_year_of_another_figure(names: Names) -> None:
    text = HEAD + "Polish investment in Peru since 2005 exceeds $90 million, and some 45 Polish firms work in Peru."
    dates = {p.values["indicator"]: p.values["date"] for p in propose(Article(text, publication=parse(TODAY)), names)}
    assert dates == {"investment-stock": f"2005/{TODAY}", "companies": TODAY}


def test_an_investment_in_the_same_quarter_is_a_flow_too(names: Names) -> None:
    text = HEAD + "In the first quarter of 2025 Poland invested $9 million in Peru. Peru invested $2 million in Poland"
    figures = [*propose(Article(text + " in the same quarter.", publication=parse(TODAY)), names)]
    assert [(p.values["indicator"], p.values["date"]) for p in figures] == [("investment-flow", "2025-01/2025-03")] * 2


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("About 1.3 million Poles visited Peru last year.", (1.3e6, "tourists", "PL", "PE", "2024")),
        ("The number of Peruvian arrivals in Poland reached a record 168,000 in 2024.",
         (168e3, "tourists", "PE", "PL", "2024")),
        ("Trade was $1.7 billion in January 2025, and over 120 Polish companies operate in Peru.",
         (120, "companies", "PL", "PE", TODAY)),
        ("“Our exports stood at $2.3 billion in 2024,” Nowak said.", (2.3e9, "trade", "PL", "PE", "2024")),
        ("Trade between Poland and Peru remains thin. It came to $388 million in 2024.",
         (388e6, "trade", "PE", "PL", "2024")),
    ],
)  # fmt: skip
def test_from_where_to_where_and_when(names: Names, sentence: str, figure: tuple[float, str, str, str, str]) -> None:
    proposals = [*propose(Article(HEAD + sentence, publication=parse(TODAY)), names)]
    values = proposals[-1].values
    ends = [values["reporter"], values["partner"]]
    if values.get("flow") in ("import", "inward"):
        ends.reverse()
    elif values.get("flow") == "turnover":
        ends.sort()
    assert (values["value"], values["indicator"], *ends, values["date"]) == figure


def test_firms_that_sell_to_a_country_are_not_counted_in_it(names: Names) -> None:
    article = Article(HEAD + "Some 40 Polish firms export to Peru.", publication=parse(TODAY))
    assert [*propose(article, names)] == []


def test_up_to_behind_a_verb_of_raising_limits_nothing(names: Names) -> None:
    article = Article(
        HEAD + "Trade was $1 billion in 2024. They intend to push the annual figure up to $1.5 billion by the end of "
        "the decade and to $2 billion thereafter.",
        publication=parse(TODAY),
    )
    assert [(p.values["value"], p.values["qualifier"]) for p in propose_targets(article, names)] == [
        (1.5e9, "exact"),
        (2e9, "exact"),
    ]


def test_a_date_in_brackets_is_that_of_the_figure_in_them(names: Names) -> None:
    sentence = "Trade between Poland and Peru came to $3 billion (in 2022 it was $2 billion)."
    first, second = propose(Article(HEAD + sentence, publication=parse(TODAY)), names)
    assert (first.values["value"], first.values.get("date"), first.confidence) == (3_000_000_000, None, "high")
    assert (second.values["value"], second.values["date"]) == (2_000_000_000, "2022")
    (figure,) = propose(Article(HEAD + sentence.replace(" it was $2 billion", ""), publication=parse(TODAY)), names)
    assert figure.values["date"] == "2022"
