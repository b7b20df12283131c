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
    article = Article(text, published=parse(DAY))
    found = [p.values for rule in (propose_figures, propose_ranks, propose_targets) for p in rule(article, names)]
    return {
        (v["value"], v["indicator"], "-".join(sorted(filter(None, (v["reporter"], v.get("partner"))))), v.get("date"))
        for v in found
    }


FIGURES: list[tuple[str, set[Row]]] = [
    (
        "The Kenya-Peru trade amounted to US$20 million, with a negative balance of US$4 million, at the end of 2025."
        "\n\nBoth presidents will meet in May.\n\nKenyan exports to Peru reached US$8 million.",
        {(20e6, "trade", "KE-PE", "2025"), (8e6, "trade", "KE-PE", "2025")},
    ),
    (
        "Trade between Kenya and Peru came to $20 million in January-February 2026. It should be noted that the trade"
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
        "In 2025 the bilateral exchange reached US $ 3.4 million.",
        {(3.4e6, "trade", "KE-PE", "2025")},
    ),
    ("Trade between Kenya and Peru exceeds $20 million.", {(20e6, "trade", "KE-PE", None)}),
    ("Trade between Kenya and Peru now exceeds $20 million.", {(20e6, "trade", "KE-PE", DAY)}),
    (
        "Last year bilateral trade was $20 million. In the first half of 2026 the same index grew to $12 million.",
        {(20e6, "trade", "KE-PE", "2025"), (12e6, "trade", "KE-PE", "2026-01/2026-06")},
    ),
    (
        "Currently, 12 joint projects with an investment volume of $156 million are underway. In addition, 21 projects"
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
        "Work continues to bring the volume of bilateral trade to $60 million, and later to $90 million.",
        "The sides will focus on the trade turnover of $60 million. The next goal is to bring it to $90 million.",
        "Trade is expected to reach $60 million by 2030. We will be able to reach $90 million, he is sure of trade.",
    ],
)
def test_volumes_to_be_reached(names: Names, text: str) -> None:
    found = {row[0] for row in rows(names, HEAD + text) if row[1] == "trade-target"}
    assert 60e6 in found
    assert found <= {60e6, 90e6}


def test_an_expected_volume_is_only_suggested(names: Names) -> None:
    article = Article(HEAD + "Trade is expected to reach $60 million by 2030.", published=parse(DAY))
    assert [proposal.confidence.value for proposal in propose_targets(article, names)] == ["suggest"]


def test_a_country_that_the_lead_names_once_is_none_of_the_pair(names: Names) -> None:
    text = (
        "After his trip to Oman, the minister went to Kenya.\n\nThe minister of Peru met his Kenyan colleague. Peru"
        " opened an embassy in Kenya. Peru and Kenya want more. Peru helps Kenya.\n\nBilateral trade reached $20 million"
        " in 2025."
    )
    assert rows(names, text) == {(20e6, "trade", "KE-PE", "2025")}
