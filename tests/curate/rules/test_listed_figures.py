"""Figures in lists and tables, of which the heading gives unit, scale, period, direction and partner."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules.figures import propose
from app.domain.edtf import parse

Figure = tuple[object, ...]

OF_ONE = "Foreign trade of Kenya in 2025\n\nTrade with Oman and Peru grew.\n\n"

OF_TWO = "Kenya and Peru trade more\n\n"


def figures(names: Names, text: str) -> list[Figure]:
    """Confidence, flow, reporter, partner, product, period, value and unit of each figure."""
    return [
        (
            p.confidence.value,
            *(p.values.get(name) for name in ("flow", "reporter", "partner")),
            p.values.get("product", {}).get("name"),
            *(p.values.get(name) for name in ("date", "value", "unit")),
        )
        for p in propose(Article(text, publication=parse("2026-02-05")), names)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # countries, with the unit in the heading
            OF_ONE + "Main destinations of exports in January–September 2025, million US dollars:\n\nPeru 3,214.5\n"
            "The Republic of Korea 12.1\nTotal 20,000.0",
            [("high", "export", "KE", "PE", None, "2025-01/2025-09", 3_214_500_000, "USD"),
             ("high", "export", "KE", "KR", None, "2025-01/2025-09", 12_100_000, "USD")],
        ),
        (  # the unit in a line of its own, and a growth that is no amount
            OF_ONE + "Imports by country of origin, 2024\n"
            "(thousand euros)\n1. Peru – 3,214.5 (+12.3%)\n2. Oman – 1,702",
            [("high", "import", "KE", "PE", None, "2024", 3_214_500, "EUR"),
             ("high", "import", "KE", "OM", None, "2024", 1_702_000, "EUR")],
        ),
        (  # a table of a saved page
            OF_ONE + "Exports of Kenya by country, million dollars\n| Country | 2023 | 2024 | Share, % |\n"
            "|---|---|---|---|\n| Peru | 3,214.5 | 3,300.5 | 12.5 |",
            [("high", "export", "KE", "PE", None, "2023", 3_214_500_000, "USD"),
             ("high", "export", "KE", "PE", None, "2024", 3_300_500_000, "USD")],
        ),
        (  # a table of years, whose heading does not say whose exports they are
            OF_TWO + "Trade between Kenya and Peru, $ million\n| Year | Exports | Turnover |\n|---|---|---|\n"
            "| 2024 | 3.5 | 6 |",
            [("suggest", "export", "KE", "PE", None, "2024", 3_500_000, "USD"),
             ("high", "turnover", "KE", "PE", None, "2024", 6_000_000, "USD")],
        ),
        (  # goods
            OF_TWO + "Top commodity groups exported by Kenya to Peru in 2025:\n\n1. Tea and spices: $412 million\n"
            "2. Cut flowers: $38 million\n(3) Other: $2 million\n\nKenya’s main imports from Peru in 2024 (USD million)"
            "\n\n• Copper 3.5",
            [("high", "export", "KE", "PE", "Tea and spices", "2025", 412_000_000, "USD"),
             ("high", "export", "KE", "PE", "Cut flowers", "2025", 38_000_000, "USD"),
             ("high", "import", "KE", "PE", "Copper", "2024", 3_500_000, "USD")],
        ),
        (  # lines that say what they measure, under a heading with the period
            OF_TWO + "(Reference) Trade between Kenya and Peru in 2024\nKenya’s exports to Peru: 612.4 billion yen\n"
            "Kenya’s imports from Peru: 2 billion yen",
            [("high", "export", "KE", "PE", None, "2024", 612_400_000_000, "JPY"),
             ("high", "import", "KE", "PE", None, "2024", 2_000_000_000, "JPY")],
        ),
        (
            OF_TWO + "Trade between Kenya and Peru in 2024 (billion shillings)\nTurnover 6.5",
            [("high", "turnover", "KE", "PE", None, "2024", 6_500_000_000, "KES")],
        ),
        (  # lines that say what they measure, in columns of years
            OF_TWO + "Trade of Kenya with Peru, EUR million\n| | 2023 | 2024 |\n|---|---|---|\n| Turnover | 5 | 6 |",
            [("high", "turnover", "KE", "PE", None, "2023", 5_000_000, "EUR"),
             ("high", "turnover", "KE", "PE", None, "2024", 6_000_000, "EUR")],
        ),
        (  # goods that the heading names, and a decimal comma
            OF_ONE + "Exports of tea by country, 2024, million dollars\nPeru 22 503,5",
            [("suggest", "export", "KE", "PE", "tea", "2024", 22_503_500_000, "USD")],
        ),
        (  # partners in one sentence
            OF_ONE + "In 2024 foreign trade of Kenya amounted to $30 billion. The top partners by exports were Oman "
            "($512 million), Peru ($401 million) and Chile ($297 million).",
            [("high", "turnover", "KE", None, None, "2024", 30_000_000_000, "USD"),
             *(("high", "export", "KE", *fields) for fields in (
                 ("OM", None, "2024", 512_000_000, "USD"), ("PE", None, "2024", 401_000_000, "USD"),
                 ("CL", None, "2024", 297_000_000, "USD")))],
        ),
        # Without a unit, or without trade in the heading, numbers are nothing.
        (OF_ONE + "Exports of Kenya by country in 2024\nPeru 3,214.5", []),
        (OF_ONE + "Visitors by country in 2024, million\nPeru 3,214.5", []),
        (OF_ONE + "Exports of Kenya by country in 2024, million dollars\nNairobi is a city.\nPeru 3,214.5", []),
    ],
)  # fmt: skip
def test_the_heading_says_what_a_line_leaves_out(names: Names, text: str, expected: list[Figure]) -> None:
    assert figures(names, text) == expected
