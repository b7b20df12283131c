"""What documents name without a figure: goods, sectors, trends, ranks in words, and ranks among all."""

import csv
import io

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from app.ingest.seed_schema import TradeStatSeed
from tests.api_requests import Params, ask, first_error, ids
from tests.conftest import on_both, on_sqlite
from tests.made_up_tables import MENTIONS

pytestmark = on_sqlite

GOODS, COMPANIES, TREND, FIGURE, RANK_IN_WORDS, RANK = (
    "mention-samples-import", "mention-companies", "mention-trend", "mention-figure", "mention-rank-words",
    "mention-rank",
)  # fmt: skip


@on_both
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"value": "none"}, {GOODS, COMPANIES, TREND, RANK_IN_WORDS}),
        ({"value": "!none"}, {FIGURE, RANK}),
        ({"value": "stated"}, {FIGURE, RANK}),
        ({"value": "none", "flow": "import", "reporter": "UZ"}, {GOODS}),
        ({"unit": "none"}, {GOODS, COMPANIES, TREND, RANK_IN_WORDS}),
        ({"qualifier": "none", "indicator": "companies"}, {COMPANIES}),
        ({"product": "samples of felt"}, {GOODS, RANK_IN_WORDS, RANK}),
        ({"product": "Samples of Felt", "value": "none", "flow": "import"}, {GOODS}),
        ({"product": "none"}, {COMPANIES, TREND, FIGURE}),
        ({"product": "!Samples of felt", "value": "none"}, {COMPANIES, TREND}),
        ({"trend": "rising"}, {TREND}),
        ({"trend": "!none"}, {TREND}),
        ({"trend": "falling"}, set()),
        ({"partner": "none"}, {RANK_IN_WORDS, RANK}),
        ({"partner": "SAMPLERS", "date": "2020"}, {GOODS, TREND, FIGURE}),
        ({"country": "SAMPLERS"}, {GOODS, COMPANIES, TREND, FIGURE}),
        ({"q": "felt"}, {GOODS, RANK_IN_WORDS, RANK}),
        ({"q": "felting"}, {COMPANIES}),
        ({"value_from": "0"}, {FIGURE, RANK}),
        ({"figures": "preferred", "value": "none"}, {GOODS, COMPANIES, TREND, RANK_IN_WORDS}),
    ],
)
def test_list(tables: TestClient, params: Params, expected: set[str]) -> None:
    assert {*ids(tables, "/trade-stats", {"document": MENTIONS, **params})} == expected


def test_what_is_shown(tables: TestClient) -> None:
    goods, companies, trend, words, rank = (
        ask(tables, f"/trade-stats/{name}") for name in (GOODS, COMPANIES, TREND, RANK_IN_WORDS, RANK)
    )
    assert [goods[name] for name in ("value", "unit", "qualifier", "trend", "as_written")] == [
        None, None, None, None, "felt is bought",
    ]  # fmt: skip
    assert goods["label"] == "Imports of Samples of felt from Union of Samplers to Uzbekistan"
    assert goods["title"] == "Imports of Samples of felt from Union of Samplers to Uzbekistan: felt is bought (2020)"
    assert (companies["dimensions"], companies["label"]) == (
        {"sector": "Felting"}, "Companies, Uzbekistan and Union of Samplers; Felting",
    )  # fmt: skip
    assert (trend["trend"], trend["label"]) == ("rising", "Trade turnover, Uzbekistan and Union of Samplers; rising")
    assert (words["partner"], words["label"]) == (None, "Export rank of Samples of felt, Uzbekistan")
    assert words["title"] == "Export rank of Samples of felt, Uzbekistan: among the top exporters (2021)"
    assert (rank["value"], rank["unit"], rank["scope"]) == (3, "rank", "Made-up Region")


def test_series_and_comparisons_have_figures_alone(tables: TestClient) -> None:
    rows = ask(tables, "/trade-stats/series", {"document": MENTIONS})["items"]
    assert [row["trade_stat"] for row in rows] == [FIGURE]
    assert ask(tables, "/trade-stats/series", {"value": "none"})["items"] == []
    assert all(ask(tables, f"/trade-stats/{name}")["comparison"] is None for name in (GOODS, TREND, RANK))
    chart = tables.get("/trade-stats/chart.svg", params={"document": MENTIONS})
    assert (chart.status_code, "felt" in chart.text) == (200, False)


@on_both
def test_groups_and_sums(tables: TestClient) -> None:
    query: Params = {"document": MENTIONS, "indicator": ["trade", "companies"], "group_by": "indicator", "sum": "value"}
    groups = ask(tables, "/trade-stats", query)["items"]
    assert {group["value"]: (group["count"], group["sum"], group["unit"]) for group in groups} == {
        "trade": (3, 5000, "USD"), "companies": (1, None, None),
    }  # fmt: skip
    by_country = ask(tables, "/trade-stats", {"document": MENTIONS, "group_by": "country"})["items"]
    assert {group["value"]: group["count"] for group in by_country} == {"UZ": 6, "SAMPLERS": 4}
    by_trend = ask(tables, "/trade-stats", {"document": MENTIONS, "group_by": "trend"})["items"]
    assert {group["value"]: group["count"] for group in by_trend} == {"rising": 1, None: 5}


@pytest.mark.parametrize("form", ["csv", "ndjson", "xlsx", "parquet"])
def test_formats(tables: TestClient, form: str) -> None:
    answer = tables.get(f"/trade-stats.{form}", params={"document": MENTIONS, "sort": "id"})
    assert answer.status_code == 200
    if form == "csv":
        rows = {row["id"]: row for row in csv.DictReader(io.StringIO(answer.text.lstrip("\ufeff")))}
        assert (rows[GOODS]["value"], rows[RANK]["partner_code"], rows[FIGURE]["value"]) == ("", "", "5000")


def test_linked_data(tables: TestClient) -> None:
    goods, rank = (
        tables.get(f"/trade-stats/{name}", headers={"accept": "application/ld+json"}).json() for name in (GOODS, RANK)
    )
    assert goods["description"] == "Named without a figure: “felt is bought”."
    assert goods["variableMeasured"] == {"@type": "PropertyValue", "name": "trade"}
    assert [place["name"] for place in rank["spatialCoverage"]] == ["Uzbekistan"]


@pytest.mark.parametrize("name", [GOODS, TREND, RANK_IN_WORDS, RANK])
def test_pages(tables: TestClient, name: str) -> None:
    page = tables.get(f"/explore/trade-stats/{name}")
    assert page.status_code == 200
    assert "None" not in page.text


def test_a_value_is_compared_with_stated(tables: TestClient) -> None:
    assert "stated" in first_error(tables, "/trade-stats", {"value": "5"})["suggestions"]


WHOLE = {
    "id": "made-up", "indicator": "trade", "reporter": "KZ", "partner": "TR", "value": "5", "unit": "USD",
    "qualifier": "exact", "authority": "press", "as_written": "5",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"value": None}, "write value, unit and qualifier for a figure"),
        ({"unit": None}, "write value, unit and qualifier for a figure"),
        ({"partner": None}, "a trade needs a partner; only export-rank and production-rank may have none"),
        ({"trend": "rising"}, "a trend is what a text says without a figure"),
        ({"as_written": None, "value": None, "unit": None, "qualifier": None}, "as_written"),
    ],
)
def test_what_is_half_a_figure_is_refused(change: Params, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        TradeStatSeed.model_validate({**WHOLE, **change})
