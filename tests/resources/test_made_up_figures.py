"""Figures in the shapes of data sets: trade by product and valuation, and investment whose net may be negative."""

import csv
import io

import pytest
from fastapi.testclient import TestClient

from app.resources.trade_filters import merge_sources
from tests.api_requests import Params, ask, first_error, ids, items
from tests.conftest import on_sqlite
from tests.made_up_tables import DOCUMENT

pytestmark = on_sqlite

CIF, FOB, MIRROR = "hs-import-cif-2019", "hs-import-fob-2019", "hs-export-fob-2019"
EQUITY, EQUITY_MIRROR, DEBT, DEBT_MIRROR = (
    "fdi-equity-2019", "fdi-equity-2019-mirror", "fdi-debt-2019", "fdi-debt-2019-mirror",
)  # fmt: skip


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"valuation": "CIF"}, [CIF]),
        (
            {"valuation": ["none", "cif"], "date": "2019/2020", "document": DOCUMENT, "indicator": "trade"},
            ["hs-chapter-2020-03", "sitc-export-2020", CIF],
        ),
        ({"estimate": "true", "document": "!jspg-8-preview"}, ["hs-export-estimate-2020"]),
        ({"unit": "CNY"}, ["sitc-export-2020"]),
        ({"partner": "World"}, ["hs-export-world-2020"]),
        ({"country": "all countries"}, ["hs-export-world-2020", "hs-import-world-2020"]),
        ({"between": "TR,World", "flow": "import"}, ["hs-import-world-2020"]),
        ({"partner": ["!UZ", "!KZ", "!TR"], "document": DOCUMENT}, ["hs-export-nes-2020", "hs-export-world-2020"]),
        ({"unit": ["!USD", "!count", "!rank", "!days", "!EUR", "!none"]}, ["sitc-export-2020"]),
        ({"value_to": "0"}, ["fdi-equity-2022", "fdi-stock-2020", DEBT, DEBT_MIRROR, EQUITY, EQUITY_MIRROR]),
        ({"value_from": "-5e6", "value_to": "-1", "unit": "EUR"}, ["fdi-equity-2022", "fdi-stock-2020"]),
        ({"precision": "!year", "document": DOCUMENT, "indicator": "trade"}, ["hs-chapter-2020-03"]),
    ],
)
def test_list(tables: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(tables, "/trade-stats", {"date_match": "certain", **params}) == expected


@pytest.mark.parametrize(
    ("record", "product", "label"),
    [
        (
            MIRROR,
            {"name": "Samples of wool", "system": "HS", "edition": "2017", "code": "510111", "hs": "510111"},
            "Exports of Samples of wool from Türkiye to Uzbekistan; FOB",
        ),
        (
            "sitc-export-2020",
            {"name": "Samples of wool", "system": "SITC", "edition": "Rev. 4", "code": "268", "hs": None},
            "Exports of Samples of wool from Türkiye to Uzbekistan",
        ),
        (EQUITY, None, "Investment flow from Uzbekistan to Kazakhstan; equity; mining"),
    ],
)
def test_what_a_figure_is_of(
    tables: TestClient, record: str, product: dict[str, str | None] | None, label: str
) -> None:
    figure = ask(tables, f"/trade-stats/{record}")
    assert (figure["product"], figure["label"]) == (product, label)


def test_only_the_same_thing_is_compared(tables: TestClient) -> None:
    """Figures of another valuation, edition, estimate, instrument, dimension or period are another thing."""
    groups = items(
        tables, "/trade-stats/conflicts", {"document": DOCUMENT, "verdict": ["disagree", "compatible", "same"]}
    )
    verdicts = {tuple(figure["id"] for figure in group["figures"]): group["verdict"] for group in groups}
    assert {frozenset(members): verdict for members, verdict in verdicts.items()} == {
        frozenset((FOB, MIRROR)): "disagree",
        frozenset((EQUITY, EQUITY_MIRROR)): "disagree",
        frozenset(("hs-export-world-2020", "hs-import-world-2020")): "compatible",
        frozenset((DEBT, DEBT_MIRROR)): "compatible",  # nearly 7 allows from 6.3 up to 7, and so below 0
    }
    spread = {group["unit"]: group["spread"] for group in groups if group["verdict"] == "disagree"}
    assert spread["EUR"] == {"low": -12800000, "high": -12500000, "percent": 2.3}


def test_one_preferred_figure_for_each_thing_and_period(tables: TestClient) -> None:
    figure_ids = ids(tables, "/trade-stats", {"document": DOCUMENT, "figures": "preferred"})
    assert len(figure_ids) == 20 - 4
    assert {CIF, "hs-export-rail-2020", "hs-export-road-2020", "hs-export-edition-2020"} <= {*figure_ids}


def test_series_are_told_apart(tables: TestClient) -> None:
    rows = ask(tables, "/trade-stats/series", {"document": DOCUMENT})["items"]
    by_figure = {row["trade_stat"]: row for row in rows if not row["gap"]}
    assert by_figure["hs-export-rail-2020"]["series"] == (
        "trade-export-tr-uz-hs-2017-510111-fob-customs-normal-transport-rail"
    )
    assert by_figure["hs-export-rail-2020"]["dimensions"] == {"transport": "rail", "customs": "normal"}
    gap = next(row for row in rows if row["gap"])
    assert (gap["date"], gap["instrument"], gap["dimensions"]) == ("2021", "equity", {"sector": "mining"})
    debt, over = by_figure[DEBT_MIRROR], by_figure["fdi-equity-2022"]
    assert (debt["low"], debt["high"], over["low"], over["high"]) == (-6500000, -6500000, None, -4000000)


def test_sums_of_nets(tables: TestClient) -> None:
    params = {"document": DOCUMENT, "indicator": "investment-flow", "reporter": "UZ", "sum": "value"}
    groups = ask(tables, "/trade-stats", {**params, "group_by": "year,unit"})["items"]
    assert {group["value"]: (group["sum"], group["second"]["value"]) for group in groups} == {
        "2019": (-19500000, "EUR"), "2020": (3000000, "EUR"), "2022": (-4000000, "EUR"),
    }  # fmt: skip
    by_unit = ask(tables, "/trade-stats", {"sum": "value", "group_by": "unit"})["items"]
    assert {group["unit"] for group in by_unit} == {group["value"] for group in by_unit} > {"EUR", "rank"}
    assert [group["unit"] for group in by_unit if group["sum"] is None] == ["rank", None]
    refusal = first_error(tables, "/trade-stats", {"document": DOCUMENT, "sum": "value", "group_by": "year"})
    assert refusal["parameter"] == "sum"


@pytest.mark.parametrize("words", ["turnover", "CIF", "510111", "Rev 4"])
def test_words_of_its_label_and_codes_find_a_figure(tables: TestClient, words: str) -> None:
    assert ids(tables, "/trade-stats", {"q": words})


def test_an_aggregate_is_a_partner_without_a_code(tables: TestClient) -> None:
    figure = ask(tables, "/trade-stats/hs-export-world-2020")
    assert figure["partner"] == {"code": None, "name": "World", "kind": "aggregate"}
    for path in ("/countries/World", "/organizations/WORLD"):
        message = first_error(tables, path, status=404)["message"]
        assert message.endswith("but the aggregate WORLD has that name")
        assert "link" not in tables.get(path).headers
    assert figure["label"] == "Exports of Samples of wool from Türkiye to World; FOB"
    assert ids(tables, "/trade-stats", {"q": "world wool"}) == ["hs-export-world-2020", "hs-import-world-2020"]
    partners = ask(tables, "/trade-stats", {"document": DOCUMENT, "group_by": "partner"})["items"]
    world = next(group for group in partners if group["value"] == "WORLD")
    assert (world["label"], world["count"], [figure["id"] for figure in ask(tables, world["url"])["items"]]) == (
        "World",
        1,
        ["hs-export-world-2020"],
    )
    assert "World" in tables.get("/explore/trade-stats/hs-export-world-2020").text
    node = tables.get("/trade-stats/hs-export-world-2020", headers={"Accept": "application/ld+json"}).json()
    assert {"@type": "Place", "name": "World"} in node["spatialCoverage"]
    assert tables.get("/countries/WORLD").status_code == 404
    assert first_error(tables, "/trade-stats", {"partner": "Wrold"})["suggestions"] == ["World"]


def test_files_and_pages(tables: TestClient) -> None:
    answer = tables.get("/trade-stats.csv", params={"document": DOCUMENT})
    [row] = [row for row in csv.DictReader(io.StringIO(answer.text)) if row["id"] == "hs-export-rail-2020"]
    cells = {
        "product_system": "HS", "product_edition": "2017", "product_code": "510111", "valuation": "fob",
        "estimate": "false", "dimensions": '{"customs": "normal", "transport": "rail"}',
    }  # fmt: skip
    assert {name: row[name] for name in cells} == cells
    assert "Samples of wool (HS 2017 510111)" in tables.get(f"/explore/trade-stats/{MIRROR}").text
    chart = tables.get("/trade-stats/chart.svg", params={"indicator": "investment-flow", "between": "KZ,UZ"}).text
    assert ">-10</text>" in chart
    assert "EUR" in chart or "euros" in chart


def test_the_sources_of_figures_that_agree_have_the_paragraphs_and_rows_of_all() -> None:
    source = {"document": DOCUMENT, "published": "2024", "part": None}
    first, second = ({**source, "paragraphs": [number], "rows": [f"KZ-{number}"]} for number in (2, 1))
    assert merge_sources([first], [second]) == [{**source, "paragraphs": [1, 2], "rows": ["KZ-1", "KZ-2"]}]
