"""Figures and ranks in the forms in which agencies and ministries report them."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules.figures import propose
from app.domain.edtf import parse
from tests.curate.rules.test_more_words import values


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Exports of Norway to Oman in 2024:\n\n1. Fish and roe: $412 million\n2. Ships: $380 million",
         [(4.12e8, "export", "NO", "OM", "2024", "Fish and roe"), (3.8e8, "export", "NO", "OM", "2024", "Ships")]),
        ("Kenya and Peru are far.\n\nMain destinations of Norway’s exports in 2024, million US dollars:\n\n"
         "Oman 3,214.5\nKenya 1,702.8",
         [(3.2145e9, "export", "NO", "OM", "2024", None), (1.7028e9, "export", "NO", "KE", "2024", None)]),
        ("Trade between Norway and Oman in 2024\nNorway’s exports to Oman: 612 million euros\n"
         "Norway’s imports from Oman: 148 million euros",
         [(6.12e8, "export", "NO", "OM", "2024", None), (1.48e8, "import", "NO", "OM", "2024", None)]),
        ("Trade between Norway and Oman in 2024\nThe weather in Oman was fine, with 612 million stars to be seen.", []),
    ],
)  # fmt: skip
def test_lists_of_figures(names: Names, text: str, figures: list[tuple[object, ...]]) -> None:
    fields = ("value", "flow", "reporter", "partner", "date", "product")
    rows = values(f"Norway reports\n\n{text}", names, "trade-stat", *fields)
    plain = [(*start, product and product["name"]) for *start, product in rows]
    mirror_rows = [
        (v, "export", p, r, d, n) if f == "import" and r == "OM" else (v, f, r, p, d, n) for v, f, r, p, d, n in plain
    ]
    assert sorted(mirror_rows, key=str) == sorted(figures, key=str)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Trade of Morocco and Oman reached 3 billion dirhams in 2024.", [(3e9, "MAD", "trade", None)]),
        ("Trade of Oman and the Emirates reached 3 billion dirhams in 2024.", [(3e9, "AED", "trade", None)]),
        ("Norway’s trade with Oman reached $6 billion in 2024, compared to $5 billion in 2023, an increase of 20%.",
         [(6e9, "USD", "trade", 20), (5e9, "USD", "trade", None)]),
        ("Norway’s investments in Oman came to $6 million in fiscal year 2023/2024.",
         [(6e6, "USD", "investment-flow", None)]),
    ],
)  # fmt: skip
def test_what_a_figure_measures(names: Names, text: str, figures: list[tuple[object, ...]]) -> None:
    rows = values(text, names, "trade-stat", "value", "unit", "indicator", "growth_percent")
    assert sorted(rows, key=str) == sorted(figures, key=str)


def test_trade_with_one_country_of_two_clauses(names: Names) -> None:
    text = (
        "Norway trades more\n\nKenya and Peru are far.\n\nTrade with Oman grew to $2 billion in 2024, while trade with "
    )
    text += "Kenya shrank."
    assert values(text, names, "trade-stat", "value", "reporter", "partner") == [(2e9, "NO", "OM")]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Norway’s trade with Oman was $2 billion in 2024. Norway’s exports amounted to $90 billion in 2024.",
         [(2e9, "turnover", "NO", "OM", "2024"), (9e10, "export", "NO", None, "2024")]),
        ("Norway’s foreign trade was $200 billion in 2024, including $120 billion of exports.",
         [(2e11, "turnover", "NO", None, "2024"), (1.2e11, "export", "NO", None, "2024")]),
        ("Norway’s total foreign trade in 2024 fell to $200 billion with exports having risen to $120 billion. "
         "Norway–ASEAN trade rose to $9 billion, trade with Oman rose to $2 billion, with Kenya to $1 billion.",
         [(2e11, "turnover", "NO", None, "2024"), (1.2e11, "export", "NO", None, "2024"),
          (2e9, "turnover", "NO", "OM", "2024"), (1e9, "turnover", "NO", "KE", "2024")]),
        ("Norway’s trade with Oman reached $2 billion in January–July 2024. Imports from Oman were $1.5 billion, down "
         "from the $1.6 billion recorded during the same period last year.",
         [(2e9, "turnover", "OM", "NO", "2024-01/2024-07"), (1.5e9, "export", "OM", "NO", "2024-01/2024-07"),
          (1.6e9, "export", "OM", "NO", "2023-01/2023-07")]),
        ("Norway’s trade with Oman reached $2 billion in the first half of 2024, more than the first-half 2023 figure "
         "of $1.5 billion.",
         [(2e9, "turnover", "NO", "OM", "2024-01/2024-06"), (1.5e9, "turnover", "NO", "OM", "2023-01/2023-06")]),
        ("Norway’s trade with Oman reached $2 billion in 2024. But now it has exceeded $3 billion. At that time the "
         "turnover was about $1 billion.",
         [(2e9, "turnover", "NO", "OM", "2024"), (3e9, "turnover", "NO", "OM", "2025-05-16"),
          (1e9, "turnover", "NO", "OM", None)]),
    ],
)  # fmt: skip
def test_figures(names: Names, text: str, figures: list[tuple[object, ...]]) -> None:
    rows = values(f"Norway, Oman\n\n{text}", names, "trade-stat", "value", "flow", "reporter", "partner", "date")
    assert sorted(rows, key=str) == sorted(figures, key=str)


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("The presidents spoke of the importance of increasing trade between Oman and Norway to $5 billion.", True),
        ("We aimed for a turnover of 5 billion dollars in trade between Oman and Norway.", True),
        ("They agreed to raise trade between Oman and Norway up to $5 billion.", True),
        ("They spoke of their joy at raising trade between Oman and Norway to $5 billion.", False),
    ],
)
def test_an_amount_to_be_reached_is_no_trade_of_today(names: Names, sentence: str, *, target: bool) -> None:
    rows = values(sentence, names, "trade-stat", "indicator")
    assert rows == ([("trade-target",)] if target else [])


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("ASEAN became Oman’s biggest trading partner in 2024.", []),
        ("ASEAN becomes the biggest trading partner of Oman.", []),
        ("Trade with ASEAN, Oman’s biggest trading partner, grew.", []),
        ("The sum does not place the African country among Oman’s top 25 trading partners.", []),
        ("Norway became Oman’s biggest trading partner. Kenya rose from fifth to second place, with Peru in third "
         "place.",
         [("NO", 1, None), ("KE", 2, None), ("PE", 3, None)]),
        ("Norway was the largest supplier of goods to Oman.", [("NO", 1, None)]),
        ("Norway was the second-largest supplier of fish to Oman in the European Union.",
         [("NO", 2, {"name": "fish"})]),
        ("Norway was the largest supplier of fish to Oman.", [("NO", 1, {"name": "fish"})]),
    ],
)  # fmt: skip
def test_ranks(names: Names, text: str, ranks: list[tuple[object, ...]]) -> None:
    assert values(f"Oman, Norway\n\n{text}", names, "trade-stat", "partner", "value", "product") == ranks


FLOWS = (
    "Peru is a partner of Kenya.\n\nIn January–September 2025 exports from Kenya to Peru amounted to $23 million, and "
    "imports from Peru to Kenya were $11 million."
)


@pytest.mark.parametrize(
    ("publisher", "head", "reporter", "authority"),
    [
        ("Bureau of National Statistics of Kenya", "Trade with Peru", "KE", "statistics"),
        ("Statistics Kenya", "Trade with Peru", "KE", "statistics"),
        ("State Customs Committee of Peru", "Trade with Kenya", "PE", "statistics"),
        (None, "Statistics Agency of the Republic of Kenya", "KE", "statistics"),
        (None, "Peru’s customs service on its trade", "PE", "statistics"),
        ("Lima Wire", "Trade with Peru", "PE", "press"),
    ],
)
def test_the_country_of_a_statistics_office_reports(
    names: Names, publisher: str | None, head: str, reporter: str, authority: str
) -> None:
    article = Article(f"{head}\n\n{FLOWS}", publication=parse("2025-10-30"), publisher=publisher)
    flows = {p.values["flow"]: p.values for p in propose(article, names)}
    mirror = reporter == "PE"
    assert flows["import" if mirror else "export"]["value"] == 23_000_000
    assert flows["export" if mirror else "import"]["value"] == 11_000_000
    assert {(v["reporter"], v["authority"]) for v in flows.values()} == {(reporter, authority)}
