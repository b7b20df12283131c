"""Figures in the words of agencies and ministries: where the period, the pair or the measure stands elsewhere."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules.figures import propose as propose_figures
from app.curate.rules.ranks import propose as propose_ranks
from app.curate.rules.targets import propose as propose_targets
from app.domain.edtf import parse

DAY = "2026-10-05"

HEAD = "Kenya and Peru want to trade more\n\n"

Row = tuple[float, str, str, str | None]
"""Value, indicator, the two countries in order, and the date."""


def rows(names: Names, text: str) -> set[Row]:
    article = Article(text, publication=parse(DAY))
    values = [p.values for rule in (propose_figures, propose_ranks, propose_targets) for p in rule(article, names)]
    return {
        (v["value"], v["indicator"], "-".join(sorted(filter(None, (v["reporter"], v.get("partner"))))), v.get("date"))
        for v in values
    }


FIGURES: list[tuple[str, set[Row]]] = [
    (
        "Kenya invested $3 million in Peru last year, so that the sum of 30 years is now $90 million.",
        {(3e6, "investment-flow", "KE-PE", "2025"), (90e6, "investment-stock", "KE-PE", DAY)},
    ),
    (
        "Two decades ago bilateral trade was a mere $3 million; it has since climbed to $50 million.",
        {(3e6, "trade", "KE-PE", "2006"), (50e6, "trade", "KE-PE", DAY)},
    ),
    (
        "Bilateral trade was $40 million in 2024; of this, Kenyan exports to Peru were $30 million, and imports from"
        " there $10 million.",
        {(40e6, "trade", "KE-PE", "2024"), (30e6, "trade", "KE-PE", "2024"), (10e6, "trade", "KE-PE", "2024")},
    ),
    (
        "Bilateral trade was $52 million in 2025. This is 14 percent above the level of 2024 ($46 million).\n\nKenyan"
        " exports to Peru made up $40 million, a rise by 20 percent on January through December 2024.\n\nImports fell"
        " to $12 million in 2025. They had stood at $14 million in 2024.",
        {
            (52e6, "trade", "KE-PE", "2025"), (46e6, "trade", "KE-PE", "2024"), (40e6, "trade", "KE-PE", "2025"),
            (12e6, "trade", "KE-PE", "2025"), (14e6, "trade", "KE-PE", "2024"),
        },
    ),
    (
        "Trade of Kenya and Peru grew by 8 percent in 2024. Our bilateral trade is $27 million now.",
        {(27e6, "trade", "KE-PE", DAY)},
    ),
    (
        "They want to bring their turnover to $90 million by 2030. In 2024 it had been $20 million.",
        {(90e6, "trade-target", "KE-PE", DAY), (20e6, "trade", "KE-PE", "2024")},
    ),
    (
        "Ways of lifting bilateral trade from the present $5 million a year to $10 million, and later perhaps $20"
        " million, were discussed.",
        {(5e6, "trade", "KE-PE", DAY), (10e6, "trade-target", "KE-PE", DAY), (20e6, "trade-target", "KE-PE", DAY)},
    ),
    ("Both agreed that trade should rise to $70 million.", {(70e6, "trade-target", "KE-PE", DAY)}),
    ("Both have set a target of up to $70 million for their trade.", {(70e6, "trade-target", "KE-PE", f"../{DAY}")}),
    ("Kenya and Peru look past $70 million in trade.", set()),
    ("Peru set up an investment fund of $10 million in Kenya in 2025.", set()),
    ("The two signed investment commitments with a value of $6 million.", set()),
    (
        "The two could trade more, he said: bilateral trade was $3 million in 2024.",
        {(3e6, "trade", "KE-PE", "2024")},
    ),
    ("In 2024 Kenya was fifth among the trading partners of Peru.", {(5, "trade-rank", "KE-PE", "2024")}),
    ("To Kenya Peru has become economic partner number four.", {(4, "trade-rank", "KE-PE", DAY)}),
    (
        "For Kenya, Peru is the 5th trade partner and the 3rd investment partner.",
        {(5, "trade-rank", "KE-PE", DAY), (3, "investment-rank", "KE-PE", DAY)},
    ),
    (
        "The Kenya-Peru trade amounted to US$20 million, with a negative balance of US$4 million, at the end of 2025."
        "\n\nBoth presidents will meet in May.\n\nKenyan exports to Peru reached US$8 million.",
        {(20e6, "trade", "KE-PE", "2025"), (8e6, "trade", "KE-PE", "2025")},
    ),
    (
        "Trade between Kenya and Peru came to $20 million in January-February 2026. Note that the trade"
        " turnover amounted to $15 million in the corresponding period of 2025.",
        {(20e6, "trade", "KE-PE", "2026-01/2026-02"), (15e6, "trade", "KE-PE", "2025-01/2025-02")},
    ),
    (
        "Imports from Kenya to Peru grew by 5 percent from January through December 2025, totaling $2 million.",
        {(2e6, "trade", "KE-PE", "2025")},
    ),
    (
        "In 2025, bilateral trade reached EUR 20 million (about US$23 million).",
        {(20e6, "trade", "KE-PE", "2025")},
    ),
    (
        "In 2025 bilateral exchange came to US $ 3.4 million.",
        {(3.4e6, "trade", "KE-PE", "2025")},
    ),
    ("Trade between Kenya and Peru exceeds $20 million.", {(20e6, "trade", "KE-PE", None)}),
    ("Trade between Kenya and Peru now exceeds $20 million.", {(20e6, "trade", "KE-PE", DAY)}),
    (
        "Last year bilateral trade was $20 million. In the first half of 2026 the same index grew to $12 million.",
        {(20e6, "trade", "KE-PE", "2025"), (12e6, "trade", "KE-PE", "2026-01/2026-06")},
    ),
    (
        "Today, 12 joint projects with an investment volume of $156 million go on. In addition, 21 projects"
        " worth $1 billion are being explored.",
        {
            (12, "joint-projects", "KE-PE", DAY), (156e6, "joint-project-value", "KE-PE", DAY),
            (21, "joint-projects", "KE-PE", DAY), (1e9, "joint-project-value", "KE-PE", DAY),
        },
    ),
    (
        "By June 2026, Kenya had 109 investment projects capitalised at $7 million in Peru.",
        {(109, "joint-projects", "KE-PE", "2026-06"), (7e6, "joint-project-value", "KE-PE", "2026-06")},
    ),
    ("Kenyan contractors built 40 projects worth $7 million in Peru.", set()),
    ("Kenya and Peru are building 78 industrial facilities.", {(78, "joint-projects", "KE-PE", DAY)}),
    (
        "In 2025 Kenya’s foreign trade reached $900 million. The largest volume of foreign trade was recorded with"
        " Oman, trade with which amounted to $70 million. In second place is Peru with $60 million. Third place is"
        " occupied by Chile ($50 million), followed by Japan ($40 million).",
        {
            (900e6, "trade", "KE", "2025"), (70e6, "trade", "KE-OM", "2025"), (60e6, "trade", "KE-PE", "2025"),
            (50e6, "trade", "CL-KE", "2025"), (40e6, "trade", "JP-KE", "2025"),
        },
    ),
    (
        "Most tourists who visited Kenya in May 2026 came from Oman (11,800) and Japan (9,300).",
        {(11_800, "tourists", "KE-OM", "2026-05"), (9_300, "tourists", "JP-KE", "2026-05")},
    ),
    (
        "Peru became Kenya’s main source of visitors in May 2026 with 35,907 arrivals. Oman was second with 30,100"
        " visitors, followed by Japan (20,000). The rest were Chile (4,100), India (3,800) and Cuba (2,900).",
        {
            (35_907, "tourists", "KE-PE", "2026-05"), (30_100, "tourists", "KE-OM", "2026-05"),
            (20_000, "tourists", "JP-KE", "2026-05"), (4_100, "tourists", "CL-KE", "2026-05"),
            (3_800, "tourists", "IN-KE", "2026-05"), (2_900, "tourists", "CU-KE", "2026-05"),
            (1, "tourist-rank", "KE-PE", "2026-05"),
        },
    ),
    (
        "There are 204 firms with Kenyan capital in Peru, of which 67 firms are small. Some 22 companies have opened.",
        {(204, "companies", "KE-PE", DAY), (67, "companies", "KE-PE", DAY), (22, "companies", "KE-PE", DAY)},
    ),
    (
        "Peruvian investments in Kenya reached $211 million, with reciprocal investments amounting to $114 million.",
        {(211e6, "investment-stock", "KE-PE", DAY), (114e6, "investment-stock", "KE-PE", DAY)},
    ),
    (
        "Trade reached $20 million in 2025, accounting for 2 percent of Kenya’s total foreign trade.",
        {(20e6, "trade", "KE-PE", "2025")},
    ),
    ("Trade grew by 16.6%, or $8 million, in 2025.", set()),
    ("Peru opened a $65mn credit line for trade with Kenya.", set()),
    ("I want to announce that trade reached $20 million in 2025.", {(20e6, "trade", "KE-PE", "2025")}),
    ("Both want to trade for $20 million.", set()),
    ("In 2025 bilateral trade fell to $20 million amid disputes in Oman.", {(20e6, "trade", "KE-PE", "2025")}),
    ("By 2025 bilateral trade rose to $8 million.", {(8e6, "trade", "KE-PE", "2025")}),
    ("Both are ready to expand exports of 135 items worth $8 million.", set()),
    (
        "Kenya is Peru’s largest trade and investment partner.",
        {(1, "trade-rank", "KE-PE", DAY), (1, "investment-rank", "KE-PE", DAY)},
    ),
    ("Peru ranks fourth among countries investing in Kenya.", {(4, "investment-rank", "KE-PE", DAY)}),
    ("Peru holds the second place in terms of investments in Kenya.", {(2, "investment-rank", "KE-PE", DAY)}),
    ("Peru is Kenya’s second largest tourism partner.", {(2, "tourist-rank", "KE-PE", DAY)}),
    ("As per the 2025 results, Peru is Kenya’s fifth trade partner.", {(5, "trade-rank", "KE-PE", "2025")}),
    ("Trade with neighbouring countries surpassed $400 million in 2025.", set()),
    ("Trade between Kenya and Peru is likely to touch $60 million by 2027.", {(60e6, "trade-target", "KE-PE", DAY)}),
    ("Peru offered a $300 million line of credit for trade.", set()),
    (
        "Trade with Peru was $15 million in 2025, with Kenya’s share amounting to $7 million.",
        {(15e6, "trade", "KE-PE", "2025")},
    ),
    (
        "Both set the goal to double bilateral trade, from $100 million a year to $200 million.",
        {(200e6, "trade-target", "KE-PE", DAY)},
    ),
    (
        "Peru ranked 25th out of 140 countries investing in Kenya with 315 projects worth $9 million.",
        {
            (25, "investment-rank", "KE-PE", DAY), (315, "joint-projects", "KE-PE", DAY),
            (9e6, "joint-project-value", "KE-PE", DAY),
        },
    ),
    (
        "Peru was Kenya’s biggest trade partner in 2025, with mutual trade exceeding $30 million, while Oman was third"
        " with trade surpassing $20 million.",
        {
            (1, "trade-rank", "KE-PE", "2025"), (30e6, "trade", "KE-PE", "2025"), (20e6, "trade", "KE-OM", "2025"),
        },
    ),
    ("Trade with Peru reached $525,737 million in 2025.", {(525.737e6, "trade", "KE-PE", "2025")}),
    ("Trade with Peru fell to $179.2 in 2025.", set()),
    ("Peru is the third main destination of Kenyan exports.", {(3, "trade-rank", "KE-PE", DAY)}),
    ("In 2025, Peru was Kenya’s largest trading partner, with a total value of RM36 million (US$8 million).",
     {(1, "trade-rank", "KE-PE", "2025"), (36e6, "trade", "KE-PE", "2025")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_figures_whose_period_or_measure_stands_elsewhere(names: Names, text: str, expected: set[Row]) -> None:
    assert rows(names, HEAD + text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The two countries are set to raise trade to $60 million by 2027 and $90 million by 2030.",
        "Both countries eye up to $60 million in trade. The mark of $90 million is the next goal.",
        "The presidents have anticipated an outlook of $60 million in trade, and then to reach $90 million.",
        "Our $60 million trade volume target is near; the next target is $90 million.",
        "Our objective is to increase bilateral trade from $20 million to $60 million, and then to $90 million.",
        "Both work to bring the volume of their trade to $60 million, and later to $90 million.",
        "The sides will focus on the trade turnover of $60 million. The next goal is to bring it to $90 million.",
        "Trade is expected to reach $60 million by 2030. We will be able to reach $90 million, he is sure of trade.",
    ],
)
def test_volumes_to_be_reached(names: Names, text: str) -> None:
    targets = {row[0] for row in rows(names, HEAD + text) if row[1] == "trade-target"}
    assert 60e6 in targets
    assert targets <= {60e6, 90e6}


def test_of_a_turnover_without_a_year_only_the_year_is_unsure(names: Names) -> None:
    (turnover,) = propose_figures(
        Article(HEAD + "Bilateral trade comes to $12 million.", publication=parse(DAY)), names
    )
    assert (turnover.confidence.value, turnover.values.get("date")) == ("high", None)


def test_an_expected_volume_is_only_suggested(names: Names) -> None:
    article = Article(HEAD + "Trade is expected to reach $60 million by 2030.", publication=parse(DAY))
    assert [proposal.confidence.value for proposal in propose_targets(article, names)] == ["suggest"]


def test_a_country_that_the_lead_names_once_is_none_of_the_pair(names: Names) -> None:
    text = (
        "After his trip to Oman, the minister went to Kenya.\n\nThe minister of Peru met his Kenyan colleague. Peru"
        " opened an embassy in Kenya. Peru and Kenya want more. Peru helps Kenya.\n\nBilateral trade reached $20"
        " million in 2025."
    )
    assert rows(names, text) == {(20e6, "trade", "KE-PE", "2025")}


def test_the_country_of_a_dateline_is_none_of_the_pair(names: Names) -> None:
    text = (
        "MUSCAT, Oman, October 4. Exports from Kenya to Peru rose in 2025.\n\nExports from Kenya to Peru reached $20"
        " million in 2025, and imports $4 million."
    )
    assert rows(names, text) == {(20e6, "trade", "KE-PE", "2025"), (4e6, "trade", "KE-PE", "2025")}


def test_the_two_countries_of_a_paragraph_of_a_text_on_many(names: Names) -> None:
    text = (
        "The president of Kenya received the ambassadors of Peru, Oman, Chile and Japan.\n\nKenya enjoys good ties with"
        " Oman. Bilateral trade amounted to $20 million in 2025.\n\nKenya and Japan have a joint commission.\n\n"
        "Bilateral trade hit $30 million in 2024."
    )
    assert rows(names, text) == {(20e6, "trade", "KE-OM", "2025"), (30e6, "trade", "JP-KE", "2024")}


@pytest.mark.parametrize(
    ("sentence", "value", "date"),
    [
        ("In 2025 trade between Kenya and Japan came to €5 million, which is 3% down on the year before.", 5e6, "2025"),
        ("From January to May 2025, Kenya and Japan did business worth $5 million.", 5e6, "2025-01/2025-05"),
        ("The minister put at about 80 the number of companies with Kenyan capital in Japan.", 80, "2026-03-04"),
        ("Over 2 lakh Kenyan students are currently studying in Japan.", 200_000, "2026-03-04"),
        ("They said a trade volume of 5 billion dollars was what they were aiming at.", 5e9, "2026-03-04"),
        ("The two ministers put the trade they are after at $5 billion.", 5e9, "2026-03-04"),
        ("Japan has told its fund to put an initial $5 billion into Kenya.", None, None),
        ("They are prepared to add to the exports to Japan goods in an amount of $850 million.", None, None),
        ("The gap in trade with Japan, which by Kenyan data costs it some $2 billion, was raised.", None, None),
        ("Kenya should find its way among the five biggest economic partners of Japan.", None, None),
    ],
)
def test_what_was_counted_is_no_plan_and_no_gap(
    names: Names, sentence: str, value: float | None, date: str | None
) -> None:
    article = Article(f"Kenya and Japan hold talks in Nairobi\n\n{sentence}", publication=parse("2026-03-04"))
    values = [p.values for rule in (propose_figures, propose_ranks, propose_targets) for p in rule(article, names)]
    assert [(v["value"], v.get("date")) for v in values] == ([(value, date)] if value else [])
