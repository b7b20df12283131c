"""Series: one row a period, which tells what is uncertain from what is missing."""

import csv
import datetime as dt
import io
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain import edtf
from app.resources import series_rows, trade_series
from app.resources.series_rows import SeriesRow
from tests.api_requests import Params, ask, first_error, items, statements
from tests.conftest import on_sqlite

pytestmark = on_sqlite

PATH = "/trade-stats/series"


def rows(client: TestClient, params: Params | None = None) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = ask(client, PATH, params)["items"]
    return rows


def test_trade_between_the_two(client: TestClient) -> None:
    line = rows(client, {"indicator": "trade", "flow": "turnover", "between": "KZ,TR", "date": "2019/2026"})
    assert {row["series"] for row in line} == {"trade-turnover-kz-tr"}
    years = {row["date"]: row["value"] for row in line if row["date_precision"] == "year"}
    assert years["2022"] == 6_300_000_000
    assert [row["date_start"] for row in line] == sorted(row["date_start"] for row in line)


def test_every_figure_is_in_some_row(wider: TestClient) -> None:
    """A row shows it, or counts it beside the one that it shows. Only a figure without value or partner is in no
    row."""
    stats = items(wider, "/trade-stats", {"value": "!none", "partner": "!none"})
    all_rows = rows(wider)
    assert sum(row["figures"] for row in all_rows) == len(stats)
    by_id = {stat["id"]: stat for stat in stats}
    for row in all_rows:
        if row["gap"]:
            assert (row["value"], row["trade_stat"], row["sources"], row["figures"]) == (None, None, [], 0)
            continue
        stat = by_id[row["trade_stat"]]
        names = ("value", "unit", "qualifier", "kind", "date", "sources", "as_written", "url", "indicator", "flow")
        assert {name: row[name] for name in names} == {name: stat[name] for name in names}
        assert (row["low"] or 0) <= row["value"] <= (row["high"] or float("inf"))
        assert (row["verdict"] is None) is (row["figures"] == 1)
    keys = [(row["series"], row["date"]) for row in all_rows]
    assert len(keys) == len(set(keys)), "two rows for one period"


def test_a_series_is_of_one_unit_and_kind(wider: TestClient) -> None:
    kinds_by_series: dict[str, set[Any]] = {}
    for row in rows(wider):
        kinds_by_series.setdefault(row["series"], set()).add((row["unit"], row["kind"], row["indicator"], row["scope"]))
    assert all(len(kinds) == 1 for kinds in kinds_by_series.values())


def test_gaps_are_years_without_a_figure(client: TestClient) -> None:
    all_rows = rows(client)
    assert any(row["gap"] for row in all_rows)
    for name in {row["series"] for row in all_rows}:
        years = sorted(
            int(row["date"]) for row in all_rows if row["series"] == name and row["date_precision"] == "year"
        )
        assert years == list(range(years[0], years[-1] + 1)) if years else True


@pytest.mark.parametrize(("qualifier", "low", "high"), [("exact", 1, 1), ("over", 1, None), ("about", 0.95, 1.05)])
def test_hedged_values_are_ranges(client: TestClient, qualifier: str, low: float, high: float | None) -> None:
    hedges = [row for row in rows(client) if row["qualifier"] == qualifier and not row["indicator"].endswith("rank")]
    assert hedges
    for row in hedges:
        assert row["low"] == pytest.approx(low * row["value"])
        assert row["high"] == (None if high is None else pytest.approx(high * row["value"]))


def test_filters_are_those_of_the_list(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    names = {p["name"] for p in paths[PATH]["get"]["parameters"]}
    assert {p["name"] for p in paths["/trade-stats"]["get"]["parameters"]} - names == {
        "include", "sort", "withdrawn",
    }  # fmt: skip
    for params in ({"indicator": "tourists"}, {"document": "jspg-8-report"}, {"q": "oil"}, {"kind": "target"}):
        figures = {**params, "value": "!none"}
        assert sum(row["figures"] for row in rows(client, params)) == ask(client, "/trade-stats", figures)["total"]
    assert first_error(client, PATH, {"indicator": "trad"})["suggestions"][0] == "trade"
    assert first_error(client, PATH, {"country": "Türkiyee"})["suggestions"] == ["Türkiye"]


@pytest.mark.parametrize(
    "query", ["indicator=production-rank", "value=none", "trend=rising&reporter=KZ", "value=none&q=oil"]
)
def test_no_series_does_not_mean_no_record(client: TestClient, query: str) -> None:
    """A record without a figure, or a rank among all countries, is in no series: the answer leads to the list."""
    answer = ask(client, f"/trade-stats/series?{query}&fields=date&limit=5&utm_source=x")
    assert answer["total"] == 0
    assert ask(client, answer["absence"]["elsewhere"])["total"] > 0
    assert "There is no series of such figures." in client.get(f"/explore/trade?{query}").text
    assert "has no such record" not in client.get(f"/explore/trade?{query}").text


def test_a_figure_that_no_record_has_is_nowhere(client: TestClient) -> None:
    assert "elsewhere" not in ask(client, "/trade-stats/series?unit=EUR")["absence"]
    assert "No document reports such a figure." in client.get("/explore/trade?unit=EUR").text


def test_pages_and_fields(client: TestClient) -> None:
    whole = rows(client)
    pages, cursor = [], ""
    for _ in range(-(-len(whole) // 20)):
        page = ask(client, PATH, {"limit": "20", "fields": "series,value", **({"cursor": cursor} if cursor else {})})
        assert page["total"] == len(whole)
        pages += page["items"]
        cursor = page["next_cursor"]
    assert cursor is None
    assert pages == [{"series": row["series"], "value": row["value"]} for row in whole]
    assert client.get(f"{PATH}?limit=1&fields=value").headers["content-type"] == "application/json; shape=partial"
    cursor = ask(client, PATH, {"limit": "1"})["next_cursor"]
    assert first_error(client, PATH, {"cursor": cursor, "indicator": "trade"})["parameter"] == "cursor"
    assert first_error(client, PATH, {"cursor": "WyJ4IiwxLCIiXQ"})["parameter"] == "cursor"
    assert first_error(client, PATH, {"limit": "0"})["parameter"] == "limit"
    lines = client.get(f"{PATH}.csv?limit=2&fields=value,series").text.splitlines()
    assert lines[0] == "value,series"
    assert len(lines) == 3
    assert ask(client, f"{PATH}.json", {"limit": "1"})["next_cursor"] == cursor


@pytest.mark.parametrize(
    ("kind", "start", "end", "year"),
    [
        ("target", "2028-01-01", "2028-12-31", 2028),
        ("target", "2026-01-01", "2030-12-31", 2030),
        ("target", "2023-09-11", "2023-09-11", None),
        ("target", None, "2025-07-31", None),
        ("actual", "2024-01-01", "2024-12-31", None),
    ],
)
def test_the_year_of_a_target(kind: str, start: str | None, end: str, year: int | None) -> None:
    assert series_rows._target_year({"kind": kind, "date_start": start, "date_end": end}) == year


def test_as_array_and_as_files(client: TestClient) -> None:
    all_rows = rows(client, {"indicator": "trade"})
    assert ask(client, PATH, {"indicator": "trade", "shape": "array"}) == all_rows
    lines = list(csv.DictReader(io.StringIO(client.get(f"{PATH}.csv?indicator=trade").text)))
    assert [(line["series"], line["date"]) for line in lines] == [
        (row["series"], row["date"] or "") for row in all_rows
    ]
    assert client.get(f"{PATH}.parquet?indicator=trade").content[:4] == b"PAR1"
    assert first_error(client, f"{PATH}.ics")["parameter"] == "format"


def test_statements_are_constant(client: TestClient) -> None:
    """There is one if the meaning of the names and the revision are known, and another one for some figures of a
    series."""
    first: list[Params] = [{"indicator": "trade"}, {}, {"indicator": "trade", "between": "KZ,TR"}]
    further_params: list[Params] = [{"date": "2024"}, {"document": "jspg-8-report"}, {"figures": "preferred"}]
    rows(client)
    with statements(client) as queries:
        for params in (*first, *further_params):
            rows(client, params)
        del queries[:]
        for params in first:
            rows(client, params)
        assert len(queries) == len(first)
        del queries[:]
        for params in further_params:
            rows(client, params)
        assert len(queries) <= 4 * len(further_params)


def test_too_many_figures_are_refused_and_not_cut(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trade_series, "MAX_FIGURES", 3)
    with statements(client):  # and no answer that was kept
        error = first_error(client, PATH)
    assert error["parameter"] == "indicator"
    assert "more than 3" in error["message"]


def test_gaps_do_not_depend_on_what_else_is_asked_for(client: TestClient) -> None:
    query = {"indicator": "trade", "flow": "turnover", "between": "KZ,TR"}
    whole = [row for row in rows(client, query) if row["gap"]]
    assert [row["date"] for row in whole] == ["2023"]
    assert rows(client, {**query, "date": "2023"}) == whole
    assert [row["date"] for row in rows(client, {**query, "date": "2023/2024"})] == ["2023", "2024"]
    assert not [row for row in rows(client, {**query, "date": "2024"}) if row["gap"]]
    document_rows = rows(client, {**query, "document": "fidan-astana-visit"})
    assert {row["date"] for row in document_rows} == {"2022", "2023"}


def test_a_series_is_called_the_same_whatever_is_asked_for(wider: TestClient) -> None:
    names = {row["trade_stat"]: row["series"] for row in rows(wider) if not row["gap"]}
    for params in ({"kind": "target"}, {"unit": "USD"}, {"indicator": "joint-projects"}, {"date": "2025"}):
        for row in rows(wider, params):
            assert row["gap"] or row["series"] == names.get(row["trade_stat"], row["series"])
    assert not [name for name in names.values() if name.endswith("completed-completed")]


def test_accept_does_the_same_as_the_suffix(client: TestClient) -> None:
    answer = client.get(PATH, headers={"Accept": "text/csv"})
    assert answer.content == client.get(f"{PATH}.csv").content


@settings(derandomize=True, deadline=None, database=None)
@given(
    st.sets(st.integers(1, 9_999), min_size=1, max_size=30),
    st.none() | st.integers(1, 9_999),
    st.none() | st.integers(1, 9_999),
)
@example({1, 9_999}, None, None)
@example(set(range(1, 9_999, 11)), None, None)
@example({1, 9_999}, 2_000, 2_010)
def test_gaps_cover_just_the_years_without_a_figure(years: set[int], first: int | None, last: int | None) -> None:
    """Whatever the years are, there are few rows, none across a figure, and none outside the period asked for."""
    common: dict[str, Any] = {
        "label": "Trade turnover", "unit": "USD", "kind": "actual", "indicator": "trade", "flow": "turnover",
        "reporter": {"code": "KZ", "name": "Kazakhstan", "kind": "state"},
        "partner": {"code": "TR", "name": "Türkiye", "kind": "state"},
        "product": None, "scope": None, "estimate": False, "valuation": None, "instrument": None, "dimensions": {},
    }  # fmt: skip
    figures = [common | {"date_start": f"{year:04}-01-01", "date_end": f"{year:04}-12-31"} for year in years]
    start = None if first is None else dt.date(first, 1, 1)
    end = None if last is None else dt.date(last, 12, 31)
    gap_rows = list(series_rows._gaps("a-series", figures, start, end))
    assert len(gap_rows) <= series_rows.LONG_GAP * (len(years) - 1)
    years_covered: list[int] = []
    for row in gap_rows:
        SeriesRow.model_validate(row)
        span = edtf.parse_closed(row["date"])
        assert (str(span.start), str(span.end), span.precision) == (
            row["date_start"], row["date_end"], row["date_precision"]
        )  # fmt: skip
        run = range(int(row["date_start"][:4]), int(row["date_end"][:4]) + 1)
        assert len(run) == 1 or len(run) > series_rows.LONG_GAP
        years_covered += run
    missing = set(range(min(years), max(years))) - years
    expected_years = {year for year in missing if (first or 1) <= year <= (last or 9_999)}
    assert years_covered == sorted(expected_years)


def test_one_year_written_in_two_ways_is_one_period() -> None:
    common: dict[str, Any] = {
        "indicator": "trade", "flow": "turnover", "reporter": {"code": "KZ"}, "partner": {"code": "TR"},
        "product": None, "scope": None, "date_start": "2024-01-01", "date_end": "2024-12-31", "unit": "USD",
        "kind": "actual", "estimate": False, "valuation": None, "instrument": None, "dimensions": {},
        "growth_percent": None, "last_published": dt.date(2025, 7, 1),
    }  # fmt: skip
    records = [
        common | {"id": "a", "date": "2024", "value": 5e9, "qualifier": "exact", "authority": "press"},
        common
        | {"id": "b", "date": "2024-01/2024-12", "value": 5.1e9, "qualifier": "about", "authority": "statistics"},
    ]
    rows = series_rows.series_rows("s", records, records, (None, None), with_rivals=False)
    assert [(row["figures"], row["trade_stat"]) for row in rows] == [(2, "b")]
    assert rows[0]["high"] == float(f"{rows[0]['high']:.15g}")
