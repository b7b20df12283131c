"""The periods and directions of figures that stand beside others of another time, in articles on Kenya and Peru."""

import pytest

from app.curate.articles import Article
from app.curate.names import Names
from app.curate.rules.figures import propose
from app.domain.edtf import parse

TODAY = "2026-10-05"

EIGHT, EIGHT_BEFORE = "2026-01/2026-08", "2025-01/2025-08"


def read(names: Names, text: str) -> dict[float, tuple[str, str]]:
    """Flow and period of each figure, by its value. The reporter is always Kenya."""
    content = f"Kenya and Peru trade more\n\n{text}"
    proposals = propose(Article(content, publication=parse(TODAY)), names)
    return {p.values["value"]: (p.values["flow"], p.values["date"]) for p in proposals}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the figure in brackets is that of the year before, and the exports behind it are not
            "Trade between Kenya and Peru in January–August 2026 was $40 million, 12% over January–August 2025 "
            "($36 million). Exports came to $30 million.",
            {40e6: ("turnover", EIGHT), 36e6: ("turnover", EIGHT_BEFORE), 30e6: ("export", EIGHT)},
        ),
        (
            "Trade of Kenya with Peru reached $40 million in January–August 2026, more than in the same period of 2025 "
            "($36 million).",
            {40e6: ("turnover", EIGHT), 36e6: ("turnover", EIGHT_BEFORE)},
        ),
        (
            "Kenyan imports from Peru fell to $20 million in 2025 (2024: $25 million).",
            {20e6: ("import", "2025"), 25e6: ("import", "2024")},
        ),
        (
            "In 2025 Kenya traded $50 million with Peru, down from $60 million in 2024, of which $45 million were "
            "Kenyan exports.",
            {50e6: ("turnover", "2025"), 60e6: ("turnover", "2024"), 45e6: ("export", "2025")},
        ),
        (
            "Trade between Kenya and Peru was $50 million in 2025, against $60 million in the year before.",
            {50e6: ("turnover", "2025"), 60e6: ("turnover", "2024")},
        ),
        (
            "Trade between Kenya and Peru was $50 million in 2025. Kenya sold goods for 30 million and bought less.",
            {50e6: ("turnover", "2025"), 30e6: ("export", "2025")},
        ),
        (
            "Trade of Kenya and Peru is on the rise. It stood at $18 million in 2015, $31 million in 2020 and "
            "$89 million in 2025.",
            {18e6: ("turnover", "2015"), 31e6: ("turnover", "2020"), 89e6: ("turnover", "2025")},
        ),
        (  # whose exports they are, the order of the two countries says
            "Trade between Kenya and Peru totalled $50 million in 2025 (exports – $30 million, imports – $20 million).",
            {50e6: ("turnover", "2025"), 30e6: ("export", "2025"), 20e6: ("import", "2025")},
        ),
        (
            "Trade of Kenya with Peru amounted to $50 million last year, 11 percent more than in 2024, and to "
            "$22 million in January–May.",
            {50e6: ("turnover", "2025"), 22e6: ("turnover", "2026-01/2026-05")},
        ),
        (  # “it” is the trade, which the sentence before is about
            "Trade between Kenya and Peru was $50 million last year, of which $30 million was Kenyan exports. From "
            "January to May this year it was $22 million.",
            {50e6: ("turnover", "2025"), 30e6: ("export", "2025"), 22e6: ("turnover", "2026-01/2026-05")},
        ),
        (
            "Kenyan exports to Peru were $30 million in 2025. Imports, most of them copper, were $20 million. The "
            "office puts the total at $50 million.",
            {30e6: ("export", "2025"), 20e6: ("import", "2025"), 50e6: ("turnover", "2025")},
        ),
        (
            "Exports of tea from Kenya to Peru were $9 million in 2025, twice as much as a year before; those of roses "
            "$4 million.",
            {9e6: ("export", "2025"), 4e6: ("export", "2025")},
        ),
    ],
)
def test_a_figure_has_its_own_period(names: Names, text: str, expected: dict[float, tuple[str, str]]) -> None:
    assert read(names, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There are 90 Kenyan firms in Peru now, against 70 in 2020.", {90: TODAY, 70: "2020"}),
        ("Some 90 Kenyan firms work in Peru; the embassy says 110.", {90: TODAY, 110: TODAY}),
        ("Peru gave 40 scholarships to Kenyan students in 2026; in 2024 there had been 30.", {40: "2026", 30: "2024"}),
        ("As many as 90 Kenyan firms work in Peru, and they have 300 customers, up from 250.", {90: TODAY}),
        ("There are 90 citizens of Kenya who study at universities in Peru.", {90: TODAY}),
        ("About 90 firms with Kenyan capital work in Peru, according to the Peruvian ministry.", {90: TODAY}),
    ],
)
def test_a_number_alone_counts_what_the_one_before_does(names: Names, text: str, expected: dict[float, str]) -> None:
    assert {value: date for value, (_, date) in read(names, text).items()} == expected


def test_korea_is_a_country(names: Names) -> None:
    text = "Trade between Korea and Peru was $50 million in 2025."
    (proposal,) = propose(Article(text, publication=parse(TODAY)), names)
    assert (proposal.values["reporter"], proposal.values["partner"]) == ("KR", "PE")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the second comparison is with the year of the first
            "Kenyan exports to Peru were $29 million in 2025, against $26 million in 2024, while imports from Peru "
            "stood at $32 million, up from $28 million.",
            {29e6: "2025", 26e6: "2024", 32e6: "2025", 28e6: "2024"},
        ),
        ("Kenyan exports to Peru were $29 million in 2025, up from $26 million.", {29e6: "2025", 26e6: None}),
        (
            "Trade of Kenya and Peru was $50 million in 2025. Exports were $20 million against $18 million.",
            {50e6: "2025", 20e6: "2025", 18e6: None},
        ),
    ],
)
def test_a_comparison_without_a_date_has_not_that_of_the_other(
    names: Names, text: str, expected: dict[float, str | None]
) -> None:
    proposals = [*propose(Article(f"Kenya and Peru trade more\n\n{text}", publication=parse(TODAY)), names)]
    assert {p.values["value"]: p.values.get("date") for p in proposals} == expected
    assert all(p.confidence == ("high" if p.values.get("date") else "suggest") for p in proposals)


@pytest.mark.parametrize(
    "text",
    [
        "Trade of Kenya and Peru reached $61 million in 2025, compared to $54 million in 2024, a rise of 12.4%.",
        "Trade of Kenya and Peru rose to $61 million in 2025 from $54 million a year earlier, a growth rate of 12.4%.",
        "Trade of Kenya and Peru was $61 million in 2025 against $54 million in 2024, up 12.4%.",
    ],
)
def test_the_figure_before_did_not_grow(names: Names, text: str) -> None:
    proposals = propose(Article(f"Kenya and Peru trade more\n\n{text}", publication=parse(TODAY)), names)
    assert {p.values["value"]: p.values.get("growth_percent") for p in proposals} == {61e6: 12.4, 54e6: None}


def test_a_part_of_a_fiscal_year_is_none_of_a_calendar_year(names: Names) -> None:
    text = (
        "Kenyan imports from Peru rose to $32 million in the first ten months of the fiscal year 2025/26, from "
        "$29 million in the same period of the previous year."
    )
    proposals = propose(Article(f"Kenya and Peru trade more\n\n{text}", publication=parse(TODAY)), names)
    assert {(p.values["value"], p.values.get("date"), p.confidence.value) for p in proposals} == {
        (32e6, None, "suggest"), (29e6, None, "suggest"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "percent"),
    [
        ("was $8 million in 2025, increasing by 12 percent", 12),
        ("was $8 million in 2025, falling by 4 percent", -4),
        ("was $8 million in 2025, which exceeds the figure for the same period of the last year by 12%", 12),
    ],
)
def test_growth_by_a_participle(names: Names, words: str, percent: float) -> None:
    text = f"Kenya and Peru trade more\n\nTrade between Kenya and Peru {words}."
    [figure] = propose(Article(text, publication=parse(TODAY)), names)
    assert (figure.values["value"], figure.values.get("growth_percent")) == (8e6, percent)


def test_growth_by_its_sign(names: Names) -> None:
    text = "Kenyan exports to Peru were $5 million in 2025 (+12%), imports $3 million (–4%), trade $8 million (2%)."
    proposals = propose(Article(f"Kenya and Peru trade more\n\n{text}", publication=parse(TODAY)), names)
    assert {p.values["value"]: p.values.get("growth_percent") for p in proposals} == {5e6: 12, 3e6: -4, 8e6: None}


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Peruvian investments in Kenya amounted to $5 million in fiscal year 2024/2025.", "investment-flow"),
        ("Peruvian firms invested $5 million in Kenya in the fiscal year 2024-25.", "investment-flow"),
        ("Peruvian investments in Kenya amounted to $5 million in 2024.", "investment-flow"),
        ("Peruvian investments in Kenya stood at $5 million at the end of 2024.", "investment-stock"),
        ("Peruvian firms invested a total of $5 million in Kenya between 2005 and 2025.", "investment-stock"),
        ("From 2005 to the third quarter of 2025 Peru invested $5 million in Kenya.", "investment-stock"),
    ],
)
def test_what_was_invested_in_a_year_is_a_flow(names: Names, text: str, indicator: str) -> None:
    [proposal] = propose(Article(f"Kenya and Peru trade more\n\n{text}", publication=parse(TODAY)), names)
    assert proposal.values["indicator"] == indicator
