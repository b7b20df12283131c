"""The groups of each list: their counts, sums and addresses."""

import json
import re
from itertools import combinations, groupby, product
from operator import itemgetter
from typing import Any
from urllib.parse import parse_qs

import pytest
from fastapi.testclient import TestClient

from app.domain.trade_figures import STOCKS
from app.query.facets import DATE_GROUPS
from tests.api_requests import (
    ask,
    choices,
    every_path,
    first_error,
    fits_what_openapi_says,
    items,
    parameters,
    required_parameters,
    sample,
    statements,
)
from tests.conftest import on_both, on_sqlite

pytestmark = on_sqlite


@on_both
@every_path
def test_groups_count_the_records_that_their_address_lists(tables: TestClient, backend: str, path: str) -> None:
    """For the first and last groups. On SQLite also for each fifth group, and for all whose value must be escaped in an
    address."""
    for name in choices(tables, path, "group_by"):
        body = fits_what_openapi_says(tables, f"{path}/facets?group_by={name}", f"{path}/facets")
        groups = body["items"]
        assert body["total"] == len(groups) > 0
        values = [group["value"] for group in groups]
        assert len(values) == len(set(values))
        assert None not in values[:-1]
        if name in DATE_GROUPS:
            assert values[:-1] == sorted(values[:-1]) if None in values else values == sorted(values)
        middle_groups = groups[2:-2] if backend == "sqlite" else []
        groups_to_escape = [
            group for group in middle_groups if not re.fullmatch(r"[\w-]+", str(group["value"]), re.ASCII)
        ]
        for group in [*groups[:2], *middle_groups[::5], *groups_to_escape, *groups[-2:]]:
            assert group["url"] or group["value"] is None
            if group["url"]:
                assert ask(tables, group["url"])["total"] == group["count"], (name, group)
        with statements(tables) as select_statements:
            ask(tables, path, {"group_by": name})
        assert len(select_statements) <= 4


@every_path
def test_two_parts_of_one_date_are_no_two_fields(tables: TestClient, path: str) -> None:
    names = [name for name in choices(tables, path, "group_by") if name in DATE_GROUPS]
    for first, second in combinations(names, 2):
        error = first_error(tables, path, {"group_by": f"{first},{second}"})
        assert f"{first} and {second} are parts of one date" in error["message"]
        assert error["suggestions"] == [first, second]


@every_path
def test_groups_take_each_filter_of_their_list(tables: TestClient, path: str) -> None:
    """The addresses of the groups keep the filter."""
    by = choices(tables, path, "group_by")[0]
    for name in parameters(tables, f"{path}/facets").keys() - {"group_by", "sum", by}:
        filters = {**required_parameters(path, name), name: sample(tables, path, name)}
        groups = ask(tables, f"{path}/facets", {**filters, "group_by": by})["items"]
        assert bool(groups) == bool(ask(tables, path, filters)["total"]), name
        for group in groups[:1]:
            if group["url"]:
                assert ask(tables, group["url"])["total"] == group["count"], (name, group)


@on_both
@every_path
def test_groups_by_two_fields(tables: TestClient, path: str) -> None:
    """Each pair of values has one group. The address of a pair lists as many records as the group counts."""
    first, *_, second = choices(tables, path, "group_by")
    if first == second:  # a list with one field
        return
    body = fits_what_openapi_says(tables, f"{path}/facets?group_by={first},{second}", f"{path}/facets")
    pairs = [(group["value"], group["second"]["value"]) for group in body["items"]]
    assert body["total"] == len(pairs) == len(set(pairs))
    assert [*dict.fromkeys(value for value, _ in pairs)] == [value for value, _ in groupby(pairs, itemgetter(0))]
    for group in body["items"][:: len(pairs) // 10 + 1]:
        if group["url"]:
            assert ask(tables, group["url"])["total"] == group["count"], group
    assert first_error(tables, path, {"group_by": f"{first},{second}x"})["suggestions"][0] == f"{first},{second}"
    for group_by in (f"{first},{first}", f"{first},{second},{first}", f"{first},"):
        assert first_error(tables, path, {"group_by": group_by})["parameter"] == "group_by"


@on_both
def test_sums_of_groups(client: TestClient) -> None:
    params = {"indicator": "trade", "flow": "export", "figures": "preferred"}
    by_year = ask(client, "/trade-stats", {**params, "group_by": "year", "sum": "value"})
    for group in by_year["items"]:
        figures = items(client, "/trade-stats", parse_qs(group["url"].partition("?")[2]))
        values = [figure["value"] for figure in figures if figure["value"] is not None]
        assert (group["sum"], group["unit"]) == ((sum(values), "USD") if values else (None, None))
    pairs = ask(client, "/trade-stats", {**params, "group_by": "year,reporter", "sum": "value"})["items"]
    assert sum(group["sum"] or 0 for group in pairs) == sum(group["sum"] or 0 for group in by_year["items"])
    lines = client.get("/trade-stats.csv?group_by=year,reporter&sum=value&unit=USD").text.splitlines()
    assert lines[0] == "value,label,count,url,second_value,second_label,sum,unit,mixed"


def test_a_sum_of_different_things_says_so(client: TestClient) -> None:
    """Without a choice, turnover and exports of a year are added."""
    params = {"group_by": "year", "sum": "value", "unit": "USD", "indicator": "trade", "date": "2024"}
    (group,) = ask(client, "/trade-stats", params)["items"]
    assert "flow" in group["mixed"]
    one_flow = params | {"flow": "turnover", "kind": "actual", "figures": "preferred"}
    (group,) = ask(client, "/trade-stats", one_flow)["items"]
    assert (group["sum"], group["mixed"]) == (5_000_000_000, [])


@on_both
@pytest.mark.parametrize("figures", ["all", "preferred"])
def test_a_sum_says_if_it_adds_something_twice(client: TestClient, figures: str) -> None:
    """For example a year and its months, one figure from two documents, or a stock on several days."""
    results = set()
    for unit, group_by in product(("USD", "count"), ("indicator", "flow", "year,indicator")):
        params = {"group_by": group_by, "sum": "value", "unit": unit, "figures": figures}
        for group in ask(client, "/trade-stats", params)["items"]:
            if group["url"] is None:
                continue
            records = items(client, "/trade-stats", parse_qs(group["url"].partition("?")[2]))
            twice = any(_adds_twice(*pair) for pair in combinations(records, 2))
            assert ("date" in group["mixed"]) is twice, group
            results.add(twice)
    assert True in results


def _adds_twice(first: dict[str, Any], second: dict[str, Any]) -> bool:
    def subject(record: dict[str, Any]) -> list[Any]:
        parties = [record[name] and record[name]["code"] for name in ("reporter", "partner")]
        goods = record["product"] and record["product"]["name"]
        return [*(record[name] for name in ("indicator", "kind", "flow", "scope")), *parties, goods]

    if None in (first["value"], second["value"]) or subject(first) != subject(second):
        return False
    if None in (first["date_start"], second["date_start"]) or first["indicator"] in STOCKS:
        return True
    return bool(first["date_start"] <= second["date_end"] and second["date_start"] <= first["date_end"])


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"sum": "value", "group_by": "indicator"}, "different units"),
        ({"sum": "value", "group_by": "indicator", "unit": "rank"}, "means nothing"),
        ({"sum": "value"}, "needs group_by"),
        ({"sum": "valu", "group_by": "year"}, "number of these records"),
    ],
)
def test_a_sum_that_means_nothing_is_refused(client: TestClient, params: dict[str, str], message: str) -> None:
    error = first_error(client, "/trade-stats", params)
    assert error["parameter"] == "sum"
    assert message in error["message"]


def test_groups_of_what_is_asked_for(client: TestClient) -> None:
    years = ask(client, "/meetings", {"group_by": "year", "country": "KZ", "status": "held"})["items"]
    assert all("country=KZ" in group["url"] and "status=held" in group["url"] for group in years if group["url"])
    assert (
        sum(group["count"] for group in years) == ask(client, "/meetings", {"country": "KZ", "status": "held"})["total"]
    )
    mechanisms = {
        group["value"]: group["label"] for group in ask(client, "/meetings", {"group_by": "mechanism"})["items"]
    }
    assert mechanisms["jspg-kz-tr"] == "Kazakhstan–Türkiye Joint Strategic Planning Group"
    assert mechanisms[None] is None


@pytest.mark.parametrize(
    ("params", "value", "url"),
    [
        ({"date": "2025"}, "2025", "/meetings?date=2025&date_match=certain"),
        ({"date_from": "2025-09", "date_to": "2025-12"}, "2025", None),
        ({"q": "summit"}, "2025", "/meetings?q=summit&date=2025&date_match=certain"),
        ({"shape": "page"}, "2025", "/meetings?date=2025&date_match=certain"),
    ],
)
def test_a_group_has_no_address_that_would_list_others(
    client: TestClient, params: dict[str, str], value: str, url: str | None
) -> None:
    groups = ask(client, "/meetings", {**params, "group_by": "year"})["items"]
    assert {group["value"]: group["url"] for group in groups}[value] == url


def test_quarters(client: TestClient) -> None:
    groups = ask(client, "/meetings/facets", {"group_by": "quarter"})["items"]
    urls = {group["value"]: group["url"] for group in groups}
    assert urls["2025-Q3"] == "/meetings?date=2025-07%2F2025-09&date_match=certain"
    assert urls["2026-Q1"] == "/meetings?date=2026-01%2F2026-03&date_match=certain"
    assert first_error(client, "/meetings/facets", {"group_by": "quarter,month"})["parameter"] == "group_by"
    assert first_error(client, "/meetings/facets")["parameter"] == "group_by"


def test_a_group_by_a_filter_that_is_already_given(client: TestClient) -> None:
    """A filter by two countries finds either of them, so an address cannot express both together."""
    groups = ask(client, "/meetings", {"country": "KZ", "group_by": "country"})["items"]
    assert {group["url"] for group in groups} == {None}
    kinds = ask(client, "/meetings", {"type": ["session", "summit"], "group_by": "type"})["items"]
    assert {group["value"]: group["url"] for group in kinds}["session"] == "/meetings?type=session"


@pytest.mark.parametrize("parameter", ["limit", "cursor", "sort", "fields", "include"])
def test_groups_come_whole(client: TestClient, parameter: str) -> None:
    values = {"limit": "3", "cursor": "x", "sort": "date", "fields": "id", "include": "evidence"}
    assert (
        first_error(client, "/meetings", {"group_by": "year", parameter: values[parameter]})["parameter"] == parameter
    )


def test_groups_as_array_and_as_file(client: TestClient) -> None:
    groups = ask(client, "/trade-stats", {"group_by": "indicator"})["items"]
    assert ask(client, "/trade-stats", {"group_by": "indicator", "shape": "array"}) == groups
    answer = client.get("/trade-stats.csv?group_by=indicator")
    assert answer.headers["x-total-count"] == str(len(groups))
    lines = answer.text.splitlines()
    assert lines[0] == "value,label,count,url"
    assert len(lines) == len(groups) + 1
    assert first_error(client, "/meetings", {"group_by": "yaer"})["suggestions"] == ["year"]


def test_groups_of_a_mechanism_list_its_meetings(client: TestClient) -> None:
    for accept in ("application/json", "application/x-ndjson"):
        answer = client.get("/mechanisms/ots/meetings?group_by=year", headers={"Accept": accept})
        groups = (
            answer.json()["items"] if accept.endswith("/json") else [json.loads(x) for x in answer.text.splitlines()]
        )
        for group in groups:
            if group["url"]:
                assert group["url"].startswith("/mechanisms/ots/meetings?")
                assert ask(client, group["url"])["total"] == group["count"]
    lines = client.get("/meetings.csv?group_by=status").text.splitlines()
    assert lines[1].split(",")[-1].startswith("/meetings?status=")


def test_groups_are_called_as_in_the_records(client: TestClient) -> None:
    groups = ask(client, "/meetings", {"group_by": "country"})["items"]
    labels = {group["value"]: group["label"] for group in groups}
    assert labels == {code: ask(client, f"/countries/{code}")["name"] for code in labels}
