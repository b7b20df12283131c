"""Groups of figures: which figures are compared with each other, and the groups in the API."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given

from app.domain import hedges, trade_figures
from app.domain.figure_vocabulary import Indicator
from app.domain.preference import PREFERENCE, prefer
from app.domain.trade_figures import MAX_PERIODS, Figure, comparable, verdict
from app.domain.vocabulary import Verdict
from app.ingest import figure_groups
from app.ingest.figure_groups import MAX_CANDIDATES, group_figures, preferred_by_scope
from tests.api_requests import ask, first_error, ids
from tests.conftest import on_both, on_sqlite
from tests.domain.test_trade_figures import BOTH_WAYS, FIGURE, fewer, mirror, of_one_thing
from tests.domain.test_trade_figures import figures as figures_of

pytestmark = on_sqlite


def members(grouped_figures: Iterable[list[Figure]]) -> list[list[str]]:
    return sorted(sorted(figure.id for figure in group) for group in grouped_figures)


def yearly(document: str, indicator: str = "trade", *, change: float = 0, **changes: Any) -> list[Figure]:
    """The figures of eleven years from one document."""
    return [
        replace(
            FIGURE,
            id=f"{document}-{year}",
            indicator=indicator,
            date=str(year),
            start=dt.date(year, 1, 1),
            end=dt.date(year, 12, 31),
            value=1000 * (year - 2000) + change,
            documents=frozenset({document}),
            **changes,
        )
        for year in range(2014, 2025)
    ]


# --- what is in a group --------------------------------------------------------------------


@fewer
@given(of_one_thing())
def test_figures_of_a_group_are_each_comparable_with_each_other(figures: list[Figure]) -> None:
    for group in group_figures(figures):
        assert len(group) > 1
        assert all(comparable(a, b) for a, b in combinations(group, 2))


def test_of_two_parts_that_exceed_the_whole_one_is_in_its_group() -> None:
    whole = replace(FIGURE, id="whole", value=1, scope=None)
    parts = [replace(whole, id=scope, value=10, scope=scope) for scope in ("oil", "metals")]
    for figures in ([whole, *parts], [*reversed(parts), whole]):
        assert members(group_figures(figures)) == [["metals", "whole"]]


@fewer
@given(of_one_thing())
def test_groups_do_not_depend_on_the_order(figures: list[Figure]) -> None:
    figures_in_other_order = random.Random(len(figures)).sample(figures, len(figures))
    assert members(group_figures(figures_in_other_order)) == members(group_figures(figures))
    for item, second_group in zip(
        sorted(group_figures(figures), key=str), sorted(group_figures(figures_in_other_order), key=str), strict=True
    ):
        assert figure_groups._row(item, set()) == figure_groups._row(second_group, set())


@fewer
@given(of_one_thing(), figures_of)
def test_an_unrelated_figure_changes_no_group(figures: list[Figure], stranger: Figure) -> None:
    first = figures[0]
    stranger = replace(stranger, indicator=first.indicator, flow=first.flow, product=first.product)
    if not any(comparable(stranger, figure) for figure in figures):
        assert members(group_figures([*figures, stranger])) == members(group_figures(figures))


@fewer
@given(of_one_thing())
def test_one_figure_is_left_of_each_thing_and_period(figures: list[Figure]) -> None:
    group_counts = Counter(figure.id for group in group_figures(figures) for figure in group)
    assert max(group_counts.values(), default=1) == 1
    remaining = [figure for figure in figures if figure.id not in group_counts]
    for group in group_figures(figures):
        remaining += preferred_by_scope(group).values()
    assert max(Counter((figure.part, figure.period) for figure in remaining).values()) == 1
    for figure in figures:  # each is left, or one of its scope is that is comparable with it
        assert any(item.part == figure.part and comparable(item, figure) for item in remaining)


@fewer
@given(of_one_thing())
def test_verdict_and_choice_do_not_depend_on_the_order(figures: list[Figure]) -> None:
    for group in group_figures(figures):
        group_in_other_order = random.Random(len(figures)).sample(group, len(group))
        assert verdict(group_in_other_order) is verdict(group)
        assert prefer(group_in_other_order) == prefer(group)
        best, rule = prefer(group)
        assert best in group
        assert rule in dict(PREFERENCE)


@fewer
@given(of_one_thing())
def test_verdict_is_what_the_pairs_come_to(figures: list[Figure]) -> None:
    for group in group_figures(figures):
        apart = [(a, b) for a, b in combinations(group, 2) if not trade_figures.agree(a, b)]
        growths_by_period = [[f.growth for f in group if f.growth is not None and (f.part, f.period) == key]
                for key in {(f.part, f.period) for f in group}]  # fmt: skip
        growths_differ = any(
            {4, 4.5} != {*growths} and len({*growths}) > 1 and not {*growths} <= {4, 4.5}
            for growths in growths_by_period
        )
        verdicts_of_differences = {Verdict.disagree} | (
            {Verdict.superseded} if group[0].indicator == "trade-target" else set()
        )
        right = {Verdict.compatible, Verdict.same}
        assert verdict(group) in (verdicts_of_differences if apart or growths_differ else right)


@pytest.mark.parametrize("indicator", Indicator)
def test_a_series_of_one_document_has_no_group(indicator: str) -> None:
    assert not list(group_figures(yearly("a", indicator)))
    until = [replace(f, start=dt.date(2005, 1, 1), date=f"2005/{f.date}") for f in yearly("a", indicator)]
    assert not list(group_figures(until))
    ends = [replace(f, start=f.end, date=str(f.end)) for f in yearly("a", indicator)]
    assert indicator == "trade-target" or not list(group_figures(ends))


@pytest.mark.parametrize("indicator", Indicator)
@pytest.mark.parametrize("change", [0, 1])
def test_two_series_are_compared_year_by_year(indicator: str, change: float) -> None:
    figures = [*yearly("a", indicator), *yearly("b", indicator, change=change)]
    assert members(group_figures(figures)) == [[f"a-{year}", f"b-{year}"] for year in range(2014, 2025)]


def test_what_overlaps_is_not_chained() -> None:
    """Each half-year shares most of its days with the next one, and none with those of a year later."""
    starts = [dt.date(2020 + at // 12, at % 12 + 1, 1) for at in range(48)]
    rolling = [
        replace(FIGURE, id=f"{at:02}", start=start, end=starts[at + 6], value=at, documents=frozenset({str(at)}))
        for at, start in enumerate(starts[:-6])
    ]
    for group in group_figures(rolling):
        assert (max(f.end or dt.date.min for f in group) - min(f.start or dt.date.max for f in group)).days < 366


def test_a_part_stands_beside_the_whole_only_where_it_exceeds_it() -> None:
    whole, oil = replace(FIGURE, value=5e9), replace(FIGURE, id="b", value=3e9, scope="oil")
    assert not list(group_figures([whole, oil]))
    larger_part, gas = replace(oil, value=6e9), replace(oil, id="c", scope="gas")
    assert members(group_figures([whole, larger_part, gas])) == [["a", "b"]]
    assert prefer([larger_part, whole]) == (whole, "whole")
    assert {figure.id for figure in preferred_by_scope([whole, larger_part]).values()} == {"a", "b"}


@pytest.mark.parametrize(("indicator", "flow"), [("trade", "export"), ("investment-stock", "inward"), ("trade", None)])
def test_id_of_a_group_does_not_depend_on_who_reports(indicator: str, flow: str | None) -> None:
    item = replace(FIGURE, indicator=indicator, flow=flow, product="2709")
    names = {figure_groups._group_id([figure], set()) for figure in (item, mirror(item))}
    assert len(names) == 1
    assert BOTH_WAYS[flow] in BOTH_WAYS


def test_ids_of_groups_tell_units_periods_and_targets_apart() -> None:
    several = [
        FIGURE,
        replace(FIGURE, unit="KZT"),
        replace(FIGURE, kind="target"),
        replace(FIGURE, date="2024-01/2024-11"),
    ]
    names = [figure_groups._group_id([figure], set()) for figure in several]
    assert len(set(names)) == len(several)
    assert names[0] == "trade-turnover-kz-tr-2024"


# --- many figures --------------------------------------------------------------------------


def many_figures(kind: str, count: int) -> Iterator[Figure]:
    """Many figures for the same thing, in ways that might make the service compare each with all others."""
    chance = random.Random(1)
    first = dt.date(1900, 1, 1)
    for at in range(count):
        lasting = {"days": 0, "spans": chance.randrange(2000), "nested": 2 * at % 40_000}.get(kind, 364)
        start = first + dt.timedelta(days={"one period": 0, "nested": 20_000 - at % 20_000}.get(kind, at % 40_000))
        yield replace(
            FIGURE,
            id=str(at),
            indicator="companies" if kind == "days" else "trade",
            start=start,
            end=start + dt.timedelta(days=lasting),
            date=str(start),
            value=chance.randrange(1, 10**6) if kind == "one period" else 5,
            qualifier=chance.choice(["over", "nearly", "about"]) if kind == "hedged" else "exact",
            scope=str(at) if kind == "scopes" else None,
            documents=frozenset({"a" if kind == "one document" else str(at % 7)}),
        )


@pytest.mark.parametrize("kind", ["days", "spans", "nested", "one period", "hedged", "scopes", "one document"])
def test_many_figures_of_one_thing_take_as_long_each_as_few(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts the comparisons instead of measuring time."""
    calls = Counter[str]()

    def counting(name: str, inner: Any) -> Any:
        def count_call(*arguments: Any, **options: Any) -> Any:
            calls[name] += 1
            return inner(*arguments, **options)

        return count_call

    monkeypatch.setattr(trade_figures, "agree", counting("agree", trade_figures.agree))
    monkeypatch.setattr(hedges, "rounds_to", counting("rounds_to", hedges.rounds_to))
    monkeypatch.setattr(figure_groups.Group, "accepts", counting("accepts", figure_groups.Group.accepts))
    count = 3_000
    for group in group_figures(many_figures(kind, count)):
        trade_figures.verdict(group)
        trade_figures.reasons(group)
    assert calls["accepts"] <= count * (MAX_CANDIDATES + 1)
    assert calls["agree"] <= count * 30
    assert calls["rounds_to"] <= count * 40 + MAX_PERIODS**2
    assert sum(calls.values()) < count * count / 10


# --- through the API -----------------------------------------------------------------------

EXPECTED_GROUPS: dict[str, tuple[str, str, float, set[str], list[str]]] = {
    "trade-turnover-kz-tr-2024": (
        "compatible",
        "authority",
        0,
        {"trade-2024-musabekova", "trade-2024-hlscc-5-preview"},
        ["qualifier", "authority"],
    ),
    "trade-target-turnover-kz-tr-2023": (
        "disagree",
        "later",
        50,
        {
            "trade-target-10-fidan-astana-visit",
            "trade-target-15-baku-2024",
            "trade-target-10-hlscc-5-preview",
            "trade-target-15-jspg-8-preview",
        },
        ["period", "reporter", "authority"],
    ),
}
SAME_GROUPS: dict[str, tuple[str, str, float, set[str], list[str]]] = {
    "trade-turnover-kz-tr-2025-01-2025-11": (
        "same",
        "published",
        0,
        {"trade-2025-01-11-jspg-8-erdogan-talks", "trade-2025-01-11-jspg-8-preview"},
        [],
    ),
    "companies-inward-tr-kz-2026-01-27-2026-02-02": (
        "same",
        "later",
        0,
        {"companies-3000-jspg-8-erdogan-talks", "companies-3000-jspg-8-preview"},
        ["period"],
    ),
    "trade-rank-turnover-tr-kz-central-asia-2026-01-27-2026-02-02": (
        "same",
        "later",
        0,
        {"trade-rank-central-asia-jspg-8-erdogan-talks", "trade-rank-central-asia-jspg-8-preview"},
        ["period"],
    ),
}


def test_known_differences_are_all_there_is(client: TestClient) -> None:
    assert ids(client, "/trade-stats/conflicts", {"sort": "id"}) == sorted(EXPECTED_GROUPS)
    assert ids(client, "/trade-stats/conflicts", {"sort": "id", "verdict": "same"}) == sorted(SAME_GROUPS)


@pytest.mark.parametrize("group", [*EXPECTED_GROUPS, *SAME_GROUPS])
def test_known_group(client: TestClient, group: str) -> None:
    expected, rule, percent, result, aspects = (EXPECTED_GROUPS | SAME_GROUPS)[group]
    record = ask(client, f"/trade-conflicts/{group}")
    assert (record["verdict"], record["rule"], record["spread"]["percent"]) == (expected, rule, percent)
    assert {figure["id"] for figure in record["figures"]} == result
    assert [reason.split(":")[0] for reason in record["reasons"]] == aspects
    values = [figure["value"] for figure in record["figures"]]
    assert (record["spread"]["low"], record["spread"]["high"]) == (min(values), max(values))
    assert [figure["preferred"] for figure in record["figures"]] == [True] + [False] * (len(result) - 1)
    assert record["figures"][0]["id"] == record["preferred"]
    documents = {source["document"] for source in record["sources"]}
    for figure in record["figures"]:
        whole = ask(client, figure["url"])
        assert {name: whole[name] for name in ("id", "value", "qualifier", "as_written", "date", "scope")} == {
            name: figure[name] for name in ("id", "value", "qualifier", "as_written", "date", "scope")
        }
        assert {source["document"] for source in whole["sources"]} <= documents


@on_both
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"verdict": "disagree"}, {"trade-target-turnover-kz-tr-2023"}),
        ({"verdict": ["compatible", "superseded"]}, {"trade-turnover-kz-tr-2024"}),
        ({"verdict": ["compatible", "same"], "indicator": "trade"},
         {"trade-turnover-kz-tr-2024", "trade-turnover-kz-tr-2025-01-2025-11"}),
        ({"indicator": "trade"}, {"trade-turnover-kz-tr-2024"}),
        ({"between": "Turkey,KAZ"}, set(EXPECTED_GROUPS)),
        ({"country": "China"}, set()),
        ({"date_to": "2023"}, {"trade-target-turnover-kz-tr-2023"}),
        ({"document": "fidan-astana-visit"}, {"trade-target-turnover-kz-tr-2023"}),
    ],
)  # fmt: skip
def test_filters_of_conflicts(client: TestClient, params: dict[str, Any], expected: set[str]) -> None:
    assert set(ids(client, "/trade-stats/conflicts", params)) == expected
    assert ask(client, "/trade-stats/conflicts", params)["total"] == len(expected)


def test_wrong_verdict_is_refused_with_the_nearest(client: TestClient) -> None:
    assert first_error(client, "/trade-stats/conflicts", {"verdict": "disagreed"})["suggestions"] == ["disagree"]
