"""Trade stats: one row a filter, and the figures that the documents state."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import Params, ask, first_error, ids, items
from tests.conftest import on_both, on_sqlite

pytestmark = on_sqlite

GOODS = {
    "Copper and cathodes": ("7403", 622_500_000),
    "Crude oil": ("2709", 469_300_000),
    "Petroleum products": ("2710", 78_400_000),
    "Polypropylene polymers": ("3902", 34_500_000),
    "Dried vegetables": (None, 21_200_000),
    "Coal": ("2701", 19_700_000),
    "Unprocessed aluminum": ("7601", 9_900_000),
}
TARGETS = [
    "trade-target-15-jspg-8-preview",
    "trade-target-15-baku-2024",
    "trade-target-10-fidan-astana-visit",
    "trade-target-10-hlscc-5-preview",
]
ELEVEN_MONTHS = ["trade-2025-01-11-jspg-8-erdogan-talks", "trade-2025-01-11-jspg-8-preview"]
TURNOVER_2024 = ["trade-2024-hlscc-5-preview", "trade-2024-musabekova"]


@on_both
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"kind": "target"}, TARGETS),
        ({"indicator": "trade-target", "date": "2024/.."}, [*TARGETS[:2], TARGETS[3]]),
        (
            {"indicator": "trade", "flow": "turnover", "value": "!none"},
            ["trade-2025-01-05-hlscc-5-preview", *ELEVEN_MONTHS, *TURNOVER_2024, "trade-2022-fidan-astana-visit"],
        ),
        ({"indicator": "trade", "date": "2025", "flow": "turnover", "mechanism": "JSPG"}, ELEVEN_MONTHS),
        (
            {"indicator": "trade", "date": "2024", "value": "!none"},
            ["export-2024-musabekova", "import-2024-musabekova", *TURNOVER_2024],
        ),
        ({"indicator": "trade", "date": "2025-12"}, []),
        (
            {"indicator": ["tourists", "students"], "value": "!none"},
            ["students-kz-tr-hlscc-5-preview", "tourists-kz-tr-2024", "tourists-tr-kz-2024"],
        ),
        (
            {"flow": "import", "value": "!none"},
            ["oil-supplier-rank-jspg-8-erdogan-talks", "oil-supplier-rank-jspg-8-preview", "import-2024-musabekova"],
        ),
        ({"reporter": "Turkey", "indicator": "trade"}, ELEVEN_MONTHS),
        (
            {"partner": "KAZ", "unit": "rank"},
            [
                "oil-supplier-rank-jspg-8-erdogan-talks",
                "trade-rank-central-asia-jspg-8-erdogan-talks",
                "oil-supplier-rank-jspg-8-preview",
                "trade-rank-central-asia-jspg-8-preview",
                "investment-rank-kz-tr-2025-01-04-hlscc-5-preview",
            ],
        ),
        (
            {"unit": "count", "indicator": "joint-projects"},
            [
                "joint-projects-39-hlscc-5-preview",
                "joint-projects-78-hlscc-5-preview",
                "joint-projects-36-fidan-astana-visit",
            ],
        ),
        (
            {"qualifier": "about"},
            ["investment-tr-kz-2026-jspg-8-erdogan-talks", "investment-tr-kz-2025-jspg-8-preview"],
        ),
        ({"country": "KZ", "qualifier": "nearly", "indicator": "trade"}, TURNOVER_2024[:1]),
        ({"country": "HU"}, []),
        ({"value_from": "5e9", "value_to": "5000000000", "indicator": "trade"}, TURNOVER_2024),
        ({"value_from": "1e12"}, []),
        ({"value_from": "1000000", "unit": "count"}, []),
        (
            {"precision": "year", "indicator": "trade", "flow": "!turnover"},
            ["export-2024-musabekova", "import-2024-musabekova"],
        ),
        ({"precision": "none", "flow": "none"}, []),
        ({"kind": "!actual"}, TARGETS),
        ({"between": "TR,KZ", "indicator": "scholarships", "value": "!none"}, ["scholarships-kz-tr-2024-2025"]),
        ({"between": "KZ,CN"}, []),
        (
            {"document": "jspg-8-report"},
            [
                "investment-kz-tr-2026-jspg-8-report",
                "investment-tr-kz-2026-jspg-8-report",
                "trade-rank-key-partner-jspg-8-report",
            ],
        ),
        ({"estimate": "true"}, ["investment-tr-kz-2025-jspg-8-preview"]),
        (
            {"date": "2023-09-11", "unit": "USD"},
            [
                "joint-project-value-2-8-fidan-astana-visit",
                "trade-target-10-fidan-astana-visit",
                "investment-kz-tr-2023-hlscc-5-preview",
                "investment-tr-kz-2005-2024-hlscc-5-preview",
                "trade-target-10-hlscc-5-preview",
            ],
        ),
        (
            {"date": "2023-09-11", "unit": "USD", "date_match": "certain"},
            ["joint-project-value-2-8-fidan-astana-visit", "trade-target-10-fidan-astana-visit"],
        ),
        (
            {"date_to": "2004"},
            ["presidential-visits-1991-2025", "trade-growth-hlscc-5-preview", "trade-target-10-hlscc-5-preview"],
        ),
        ({"published_to": "2024", "indicator": "trade"}, ["trade-2022-fidan-astana-visit"]),
        (
            {"sort": "-value", "indicator": "trade", "flow": "turnover", "value": "!none"},
            [*ELEVEN_MONTHS, "trade-2022-fidan-astana-visit", *TURNOVER_2024, "trade-2025-01-05-hlscc-5-preview"],
        ),
        (
            {"sort": "indicator", "document": "fidan-astana-visit"},
            [
                "investment-rank-fidan-astana-visit",
                "joint-project-value-2-8-fidan-astana-visit",
                "joint-projects-36-fidan-astana-visit",
                "trade-2022-fidan-astana-visit",
                "trade-rank-fidan-astana-visit",
                "trade-target-10-fidan-astana-visit",
            ],
        ),
    ],
)
def test_list(client: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(client, "/trade-stats", params) == expected


def value_rows(client: TestClient, params: Params) -> set[Any]:
    """What each figure says, with the one document that says it."""
    return {
        (stat["value"], stat["qualifier"], stat["date"], *(source["document"] for source in stat["sources"]))
        for stat in items(client, "/trade-stats", {**params, "value": "!none"})
    }


def test_trade_of_eleven_months_stands_in_two_documents(client: TestClient) -> None:
    assert value_rows(client, {"date": "2025-11", "date_match": "possible", "indicator": "trade"}) == {
        (8_950_000_000, "exact", "2025-01/2025-11", "jspg-8-preview"),
        (8_950_000_000, "exact", "2025-01/2025-11", "jspg-8-erdogan-talks"),
    }


def test_the_seven_export_goods(client: TestClient) -> None:
    goods = items(
        client, "/trade-stats", {"flow": "export", "date": "2025-01/2025-05", "date_match": "certain", "value": "!none"}
    )
    assert {stat["product"]["name"]: (stat["product"]["hs"], stat["value"]) for stat in goods} == GOODS
    for stat in goods:
        assert (stat["date"], stat["reporter"]["code"], stat["partner"]["code"]) == ("2025-01/2025-05", "KZ", "TR")
        assert stat["attributed_to"] == "Ministry of Trade and Integration of Kazakhstan"


def test_figures_of_turkish_investment_all_stand(client: TestClient) -> None:
    assert value_rows(client, {"indicator": "investment-stock", "flow": "inward", "reporter": "KZ"}) == {
        (5_200_000_000, "exact", "2005/2024", "hlscc-5-preview"),
        (5_000_000_000, "over", "2026-02-02", "jspg-8-report"),
        (5_800_000_000, "about", "2025", "jspg-8-preview"),
        (5_800_000_000, "about", "2026-02-02/2026-02-08", "jspg-8-erdogan-talks"),
    }
    scopes = {stat["value"]: stat["scope"] for stat in items(client, "/trade-stats", {"indicator": "investment-stock"})}
    assert scopes[5_800_000_000] == "non-energy sectors"
    assert scopes[5_200_000_000] is None


def test_figures_of_kazakh_investment(client: TestClient) -> None:
    assert value_rows(client, {"flow": "outward", "unit": "USD", "reporter": "KZ"}) == {
        (2_200_000_000, "over", "2026-02-02", "jspg-8-report"),
        (610_000_000, "exact", "2025-01/2025-04", "hlscc-5-preview"),
        (8_000_000, "exact", "2023", "hlscc-5-preview"),
        (24_000_000, "exact", "2022", "hlscc-5-preview"),
    }


def test_numbers_of_companies_all_stand(client: TestClient) -> None:
    assert value_rows(client, {"indicator": "companies", "value": "!none"}) == {
        (3538, "exact", "2025-07", "hlscc-5-preview"),
        (3000, "over", "2026-01-27/2026-02-02", "jspg-8-preview"),
        (3000, "over", "2026-02-02/2026-02-08", "jspg-8-erdogan-talks"),
    }


def test_sectors_of_companies_are_named_without_a_figure(client: TestClient) -> None:
    stats = items(client, "/trade-stats", {"indicator": "companies", "value": "none", "document": "jspg-8-preview"})
    assert {stat["dimensions"]["sector"] for stat in stats} == {
        "Food production", "Mining", "Agriculture", "Pharmaceuticals and chemicals", "Construction", "Hospitality",
        "Manufacturing",
    }  # fmt: skip


def test_figures_of_trade_by_year(client: TestClient) -> None:
    assert value_rows(client, {"indicator": "trade", "date": "2024"}) == {
        (5_000_000_000, "nearly", "2024", "hlscc-5-preview"),
        (5_000_000_000, "exact", "2024", "hlscc-5-preview"),
        (3_300_000_000, "exact", "2024", "hlscc-5-preview"),
        (1_700_000_000, "exact", "2024", "hlscc-5-preview"),
    }
    [before] = items(client, "/trade-stats", {"indicator": "trade", "date": "2022", "value": "!none"})
    assert (before["value"], before["growth_percent"], before["attributed_to"]) == (
        6_300_000_000,
        54,
        "Kassym-Jomart Tokayev",
    )
    assert (1_900_000_000, "exact", "2025-01/2025-05", "hlscc-5-preview") in value_rows(client, {"flow": "turnover"})


def test_targets_are_targets(client: TestClient) -> None:
    targets = items(client, "/trade-stats", {"kind": "target"})
    assert [target["value"] for target in targets] == [15_000_000_000, 15_000_000_000, 10_000_000_000, 10_000_000_000]
    assert {target["indicator"] for target in targets} == {"trade-target"}
    assert not {"trade-target"} & {stat["indicator"] for stat in items(client, "/trade-stats", {"kind": "actual"})}
    assert targets[1]["attributed_to"] == "Recep Tayyip Erdoğan"


@pytest.mark.parametrize(
    ("indicator", "figures"),
    [
        (
            "joint-projects",
            {(78, "exact", "completed"), (39, "exact", "in the pipeline"), (36, "exact", "in development")},
        ),
        ("joint-project-value", {(3_000_000_000, "over", "completed"), (2_800_000_000, "over", "in development")}),
        ("tourists", {(863_000, "over", None), (130_000, "exact", None)}),
        ("tourist-rank", {(3, "exact", None)}),
        ("students", {(12_000, "over", None)}),
        ("scholarships", {(300, "exact", "Türkiye Bursları")}),
        ("presidential-meetings", {(14, "exact", "Tokayev with Erdoğan")}),
        ("presidential-visits", {(20, "over", "state, official and working visits")}),
        ("investment-rank", {(1, "exact", None), (10, "under", None)}),
        (
            "trade-rank",
            {
                (1, "exact", "Central Asia"),
                (3, "exact", "after Russia and Iraq"),
                (5, "under", None),
                (4, "under", None),
            },
        ),
    ],
)
def test_other_figures(client: TestClient, indicator: str, figures: set[Any]) -> None:
    stats = items(client, "/trade-stats", {"indicator": indicator, "value": "!none"})
    assert {(stat["value"], stat["qualifier"], stat["scope"]) for stat in stats} == figures


def test_tourists_grew(client: TestClient) -> None:
    tourists = ask(client, "/trade-stats/tourists-kz-tr-2024")
    assert (tourists["growth_percent"], tourists["attributed_to"]) == (
        4.5,
        "Ministry of Culture and Tourism of Türkiye",
    )
    assert (tourists["reporter"]["code"], tourists["partner"]["code"], tourists["flow"]) == ("TR", "KZ", "inward")


def test_whole_numbers_have_no_point(client: TestClient) -> None:
    """A count of 14 is 14, not 14.0; 4.5 percent stays 4.5."""
    text = client.get("/trade-stats", params={"indicator": ["presidential-meetings", "tourists"]}).text
    assert '"value":14,' in text
    assert '"growth_percent":4.5,' in text


def test_a_unit_that_is_near_none_is_refused_without_a_list_of_all_currencies(client: TestClient) -> None:
    error = first_error(client, "/trade-stats", {"unit": "XXY"})
    assert error["suggestions"] == []
    assert "values, which /openapi.json lists" in error["message"]
    assert first_error(client, "/trade-stats", {"unit": "US"})["suggestions"][0] == "USD"


@pytest.mark.parametrize("name", ["World", "all countries", "Мир"])
def test_the_world_is_a_partner_without_figures_until_a_data_set_brings_some(client: TestClient, name: str) -> None:
    answer = ask(client, "/trade-stats", {"partner": name})
    assert (answer["items"], answer["coverage_until"]) == ([], "2026-02-03")
    assert ask(client, "/trade-stats/series", {"between": f"KZ,{name}"})["items"] == []


@pytest.mark.parametrize(
    ("params", "names"),
    [
        (
            {"flow": "import", "partner": "TR"},
            {"Pharmaceutical products for retail sale", "Clothing", "Carpets and flooring", "Construction materials",
             "Household appliances"},
        ),
        (
            {"flow": "export", "partner": "TR"},
            {"Raw materials", "Coal", "Oil", "Petroleum products", "Lead", "Copper", "Zinc", "Agricultural products"},
        ),
        ({"indicator": "companies"}, {"Trade", "Construction", "Services"}),
        ({"indicator": "export-rank"}, {"Agricultural goods", "Nuts", "Cherries", "Apricots", "Legumes"}),
        ({"indicator": "scholarships"}, {"Bolashak", "Türkiye Bursları", "government and international programmes"}),
        ({"indicator": "joint-projects"}, {"defence ventures in operation"}),
        ({"indicator": "investment-rank"}, {"among the largest investors"}),
        ({"trend": "rising"}, {"steady growth", "is also rising"}),
    ],
)  # fmt: skip
def test_what_the_long_text_names_without_a_figure(client: TestClient, params: Params, names: set[str]) -> None:
    stats = items(client, "/trade-stats", {**params, "document": "hlscc-5-preview", "value": "none"})
    assert names == {
        (stat["product"] or {}).get("name")
        or (stat["dimensions"] or {}).get("sector")
        or stat["scope"]
        or stat["as_written"]
        for stat in stats
    }


@pytest.mark.parametrize(("product", "rank", "scope"), [("plastics", 3, "Europe"), ("coatings", 6, None)])
def test_ranks_of_producers_need_no_partner(client: TestClient, product: str, rank: int, scope: str | None) -> None:
    [stat] = items(client, "/trade-stats", {"indicator": "production-rank", "q": product})
    assert (stat["reporter"]["code"], stat["partner"], stat["value"], stat["scope"]) == ("TR", None, rank, scope)


def test_nobody_is_named_for_a_figure_of_the_report_itself(client: TestClient) -> None:
    smaller, larger = items(client, "/trade-stats", {"document": "jspg-8-report", "unit": "USD", "sort": "value"})
    assert (smaller["attributed_to"], smaller["authority"]) == (None, "press")
    assert (larger["attributed_to"], larger["authority"]) == ("Yermek Kosherbayev", "statement")
