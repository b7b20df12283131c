"""Groups of figures: what is compared with what, and the one record that is left of each thing and period."""

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given

from app.domain import hedges, trade_figures
from app.domain.preference import PREFERENCE, prefer
from app.domain.trade_figures import MAX_PERIODS, Figure, comparable, verdict
from app.domain.vocabulary import Indicator, Verdict
from app.ingest import figure_groups
from app.ingest.figure_groups import MAX_CANDIDATES, group_figures, preferred_by_scope
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import TradeStatSeed
from app.main import create_app
from app.settings import Settings
from tests.api_requests import Params, ask, ids, items, refused
from tests.conftest import fill, on_both, on_sqlite
from tests.domain.test_trade_figures import BOTH_WAYS, ONE, fewer, mirrored, of_one_thing
from tests.domain.test_trade_figures import figures as figures_of
from tests.seed_copies import SEED, copy_seed, editing

pytestmark = on_sqlite


def members(grouped_figures: Iterable[list[Figure]]) -> list[list[str]]:
    return sorted(sorted(figure.id for figure in group) for group in grouped_figures)


def yearly(document: str, indicator: str = "trade", *, change: float = 0, **more: Any) -> list[Figure]:
    """A series of eleven years, as one document has it."""
    return [
        replace(
            ONE,
            id=f"{document}-{year}",
            indicator=indicator,
            date=str(year),
            start=dt.date(year, 1, 1),
            end=dt.date(year, 12, 31),
            value=1000 * (year - 2000) + change,
            documents=frozenset({document}),
            **more,
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
    whole = replace(ONE, id="whole", value=1, scope=None)
    parts = [replace(whole, id=scope, value=10, scope=scope) for scope in ("oil", "metals")]
    for figures in ([whole, *parts], [*reversed(parts), whole]):
        assert members(group_figures(figures)) == [["metals", "whole"]]


@fewer
@given(of_one_thing())
def test_groups_do_not_depend_on_the_order(figures: list[Figure]) -> None:
    shuffled = random.Random(len(figures)).sample(figures, len(figures))
    assert members(group_figures(shuffled)) == members(group_figures(figures))
    for item, other in zip(
        sorted(group_figures(figures), key=str), sorted(group_figures(shuffled), key=str), strict=True
    ):
        assert figure_groups._row(item, set()) == figure_groups._row(other, set())


@fewer
@given(of_one_thing(), figures_of())
def test_an_unrelated_figure_changes_no_group(figures: list[Figure], stranger: Figure) -> None:
    first = figures[0]
    stranger = replace(stranger, indicator=first.indicator, flow=first.flow, product=first.product)
    if not any(comparable(stranger, figure) for figure in figures):
        assert members(group_figures([*figures, stranger])) == members(group_figures(figures))


@fewer
@given(of_one_thing())
def test_one_figure_is_left_of_each_thing_and_period(figures: list[Figure]) -> None:
    grouped = Counter(figure.id for group in group_figures(figures) for figure in group)
    assert max(grouped.values(), default=1) == 1
    remaining = [figure for figure in figures if figure.id not in grouped]
    for group in group_figures(figures):
        remaining += preferred_by_scope(group).values()
    assert max(Counter((figure.part, figure.period) for figure in remaining).values()) == 1
    for figure in figures:  # each is left, or one of its scope is that is comparable with it
        assert any(item.part == figure.part and comparable(item, figure) for item in remaining)


@fewer
@given(of_one_thing())
def test_verdict_and_choice_do_not_depend_on_the_order(figures: list[Figure]) -> None:
    for group in group_figures(figures):
        shuffled = random.Random(len(figures)).sample(group, len(group))
        assert verdict(shuffled) is verdict(group)
        assert prefer(shuffled) == prefer(group)
        best, rule = prefer(group)
        assert best in group
        assert rule in dict(PREFERENCE)


@fewer
@given(of_one_thing())
def test_verdict_is_what_the_pairs_come_to(figures: list[Figure]) -> None:
    for group in group_figures(figures):
        apart = [(a, b) for a, b in combinations(group, 2) if not trade_figures.agree(a, b)]
        told = [[f.growth for f in group if f.growth is not None and (f.part, f.period) == key]
                for key in {(f.part, f.period) for f in group}]  # fmt: skip
        grown = any({4, 4.5} != {*growths} and len({*growths}) > 1 and not {*growths} <= {4, 4.5} for growths in told)
        wrong = {Verdict.disagree} | ({Verdict.superseded} if group[0].indicator == "trade-target" else set())
        right = {Verdict.compatible, Verdict.same}
        assert verdict(group) in (wrong if apart or grown else right)


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
    both = [*yearly("a", indicator), *yearly("b", indicator, change=change)]
    assert members(group_figures(both)) == [[f"a-{year}", f"b-{year}"] for year in range(2014, 2025)]


def test_what_overlaps_is_not_chained() -> None:
    """Each six months share more than half with the next, and nothing with those a year later."""
    starts = [dt.date(2020 + at // 12, at % 12 + 1, 1) for at in range(48)]
    rolling = [
        replace(ONE, id=f"{at:02}", start=start, end=starts[at + 6], value=at, documents=frozenset({str(at)}))
        for at, start in enumerate(starts[:-6])
    ]
    for group in group_figures(rolling):
        assert (max(f.end or dt.date.min for f in group) - min(f.start or dt.date.max for f in group)).days < 366


def test_a_part_stands_beside_the_whole_only_where_it_exceeds_it() -> None:
    whole, oil = replace(ONE, value=5e9), replace(ONE, id="b", value=3e9, scope="oil")
    assert not list(group_figures([whole, oil]))
    more, gas = replace(oil, value=6e9), replace(oil, id="c", scope="gas")
    assert members(group_figures([whole, more, gas])) == [["a", "b"]]
    assert prefer([more, whole]) == (whole, "whole")
    assert {figure.id for figure in preferred_by_scope([whole, more]).values()} == {"a", "b"}


@pytest.mark.parametrize(("indicator", "flow"), [("trade", "export"), ("investment-stock", "inward"), ("trade", None)])
def test_id_of_a_group_does_not_depend_on_who_reports(indicator: str, flow: str | None) -> None:
    item = replace(ONE, indicator=indicator, flow=flow, product="2709")
    names = {figure_groups._group_id([figure], set()) for figure in (item, mirrored(item))}
    assert len(names) == 1
    assert BOTH_WAYS[flow] in BOTH_WAYS


def test_ids_of_groups_tell_units_periods_and_targets_apart() -> None:
    several = [ONE, replace(ONE, unit="KZT"), replace(ONE, kind="target"), replace(ONE, date="2024-01/2024-11")]
    names = [figure_groups._group_id([figure], set()) for figure in several]
    assert len(set(names)) == len(several)
    assert names[0] == "trade-turnover-kz-tr-2024"


# --- many figures --------------------------------------------------------------------------


def many(kind: str, count: int) -> Iterator[Figure]:
    """Figures of one thing, in the ways that could make each be compared with each."""
    chance = random.Random(1)
    first = dt.date(1900, 1, 1)
    for at in range(count):
        lasting = {"days": 0, "spans": chance.randrange(2000), "nested": 2 * at % 40_000}.get(kind, 364)
        start = first + dt.timedelta(days={"one period": 0, "nested": 20_000 - at % 20_000}.get(kind, at % 40_000))
        yield replace(
            ONE,
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
    """Told by how often two are compared, not by the clock."""
    calls = Counter[str]()

    def counting(name: str, inner: Any) -> Any:
        def counted(*arguments: Any, **more: Any) -> Any:
            calls[name] += 1
            return inner(*arguments, **more)

        return counted

    monkeypatch.setattr(trade_figures, "agree", counting("agree", trade_figures.agree))
    monkeypatch.setattr(hedges, "rounds_to", counting("rounds_to", hedges.rounds_to))
    monkeypatch.setattr(figure_groups.Group, "accepts", counting("accepts", figure_groups.Group.accepts))
    count = 3_000
    for group in group_figures(many(kind, count)):
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
SAME: dict[str, tuple[str, str, float, set[str], list[str]]] = {
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
    assert ids(client, "/trade-stats/conflicts", {"sort": "id", "verdict": "same"}) == sorted(SAME)


@pytest.mark.parametrize("group", [*EXPECTED_GROUPS, *SAME])
def test_known_group(client: TestClient, group: str) -> None:
    expected, rule, percent, result, aspects = (EXPECTED_GROUPS | SAME)[group]
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
    assert refused(client, "/trade-stats/conflicts", {"verdict": "disagreed"})["suggestions"] == ["disagree"]


def test_preferred_figures_are_one_of_each_group(client: TestClient) -> None:
    every = items(client, "/trade-stats")
    assert items(client, "/trade-stats", {"figures": "all"}) == every
    picked = items(client, "/trade-stats", {"figures": "preferred"})
    alone = [stat for stat in every if stat["comparison"] is None]
    assert [stat for stat in picked if stat["comparison"] is None] == alone
    preferred_by_group = {stat["comparison"]["group"]: stat for stat in picked if stat["comparison"]}
    assert len(preferred_by_group) == len(picked) - len(alone)
    by_group = {group["id"]: group for group in items(client, "/trade-stats/conflicts", {"verdict": [*Verdict]})}
    assert {name: stat["id"] for name, stat in preferred_by_group.items()} == {
        n: g["preferred"] for n, g in by_group.items()
    }
    for stat in every:
        if stat["comparison"]:
            group = by_group[stat["comparison"]["group"]]
            assert stat["comparison"] == {
                "group": group["id"],
                "verdict": group["verdict"],
                "preferred": stat["id"] == group["preferred"],
                "rule": group["rule"],
            }
            assert group["rule"] in dict(PREFERENCE)


def test_preferred_goes_with_other_filters(client: TestClient) -> None:
    params = {"figures": "preferred", "indicator": "trade-target"}
    assert ids(client, "/trade-stats", params) == ["trade-target-15-baku-2024"]


ELEVEN_MONTHS = {"indicator": "trade", "date": "2025-11", "figures": "preferred"}
TWO = ["jspg-8-erdogan-talks", "jspg-8-preview"]


def test_the_figure_that_is_left_has_the_sources_of_those_that_agree(client: TestClient) -> None:
    """In every form of the answer; each figure by itself keeps its own."""
    (remaining,) = items(client, "/trade-stats", ELEVEN_MONTHS)
    assert [(item["document"], item["paragraphs"]) for item in remaining["sources"]] == [(TWO[0], [7]), (TWO[1], [10])]
    (only,) = items(client, "/trade-stats", {**ELEVEN_MONTHS, "fields": "sources"})
    assert only == {"sources": remaining["sources"]}
    (row,) = ask(client, "/trade-stats/series", {**ELEVEN_MONTHS, "flow": "turnover"})["items"]
    assert [item["document"] for item in row["sources"]] == TWO
    for suffix in ("csv", "ndjson"):
        text = client.get(f"/trade-stats.{suffix}", params=ELEVEN_MONTHS).text
        assert all(document in text for document in TWO), suffix
    linked = client.get("/trade-stats", params=ELEVEN_MONTHS, headers={"Accept": "application/ld+json"}).text
    assert all(document in linked for document in TWO)
    (documents,) = items(client, "/trade-stats", {**ELEVEN_MONTHS, "include": "documents"})
    assert [item["id"] for item in documents["documents"]] == TWO
    assert [item["document"] for item in ask(client, remaining["url"])["sources"]] == TWO[:1]


@pytest.mark.parametrize(
    ("params", "is_found"),
    [
        *(({"document": document}, True) for document in TWO),
        ({"document": "fidan-astana-visit"}, False),
        ({"document": f"!{TWO[1]}"}, False),  # though it is no source of the figure that is left
        ({"published_to": "2026-01"}, True),
        ({"published_to": "2025"}, False),
        ({"published_from": "2026-02"}, True),
    ],
)
@pytest.mark.parametrize("limit", ["1", "50"])
def test_the_figure_that_is_left_is_found_by_the_sources_of_those_that_agree(
    client: TestClient, params: Params, is_found: bool, limit: str
) -> None:
    (remaining,) = ids(client, "/trade-stats", ELEVEN_MONTHS)
    params = {**ELEVEN_MONTHS, "flow": "turnover", **params}
    assert ids(client, "/trade-stats", {**params, "limit": limit}) == [remaining] * is_found
    rows = ask(client, "/trade-stats/series", params)["items"]
    assert [row["trade_stat"] for row in rows if not row["gap"]] == [remaining] * is_found
    counts = ask(client, "/trade-stats", {**params, "group_by": "indicator"})["items"]
    assert [group["count"] for group in counts] == [1] * is_found


def test_each_source_of_a_preferred_figure_finds_it(tables: TestClient) -> None:
    """By a lookup and by a scan, which answers of many records need."""
    preferred = items(tables, "/trade-stats", {"figures": "preferred"})
    by_document: dict[str, set[str]] = {}
    for figure in preferred:
        for source in figure["sources"]:
            by_document.setdefault(source["document"], set()).add(figure["id"])
    for document, figures in by_document.items():
        for limit in ("1", "1000"):
            params = {"figures": "preferred", "document": document, "limit": limit}
            found = ask(tables, "/trade-stats", params)
            assert found["total"] == len(figures)
            assert {item["id"] for item in found["items"]} <= figures
        others = {figure["id"] for figure in preferred} - figures
        assert {*ids(tables, "/trade-stats", {"figures": "preferred", "document": f"!{document}"})} == others


def test_one_that_does_not_agree_is_no_source(client: TestClient) -> None:
    (remaining,) = items(client, "/trade-stats", {"indicator": "trade-target", "figures": "preferred"})
    assert "fidan-astana-visit" not in [item["document"] for item in remaining["sources"]]


CITED = ["value", "date", "qualifier", "unit", "indicator", "flow", "reporter", "partner"]
LEFT_OUT = ("growth_percent", "meeting", "attributed_to")


@contextmanager
def with_figures(settings: Settings, folder: Path, figures: list[dict[str, Any]]) -> Iterator[TestClient]:
    """A client over the seed with figures that take their places in documents from one of the seed's."""
    copy_seed(folder)
    with editing(folder / "trade_stats.yaml") as stats:
        for entry in figures:
            like = stats["trade-2022-fidan-astana-visit"]
            document = entry.pop("document")
            place = next(item for stat in stats.values() for item in stat["evidence"] if item["document"] == document)
            evidence = [{**place, "fields": CITED}]
            new = {name: value for name, value in like.items() if name not in LEFT_OUT}
            stats[entry["id"]] = {**new, "evidence": evidence, **entry}
    fill(settings, folder)
    with TestClient(create_app(settings)) as client:
        yield client


DOCUMENTS = ["fidan-astana-visit", "jspg-8-report"]


ANNUAL = ["students", "tourists", "investment-flow", "investment-stock"]


def test_annual_series_through_the_api(seeded: Settings, tmp_path: Path) -> None:
    """One document's years are all shown; of two documents' one a year is, with both as its sources."""
    series = {indicator: annual(indicator) for indicator in ANNUAL}
    with with_figures(seeded, tmp_path / "seed", [figure for each in series.values() for figure in each]) as client:
        for indicator, figures in series.items():
            params = {"indicator": indicator, "flow": "outward", "unit": "count", "date": "2010/2020"}
            assert not items(client, "/trade-stats/conflicts", {"indicator": indicator, "date": "2010/2020"})
            preferred = items(client, "/trade-stats", {**params, "figures": "preferred"})
            remaining = {stat["date"]: stat for stat in preferred}
            assert sorted(remaining) == [str(year) for year in range(2010, 2021)]
            assert len(items(client, "/trade-stats", params)) == len(figures)
            for year, stat in remaining.items():
                expected = DOCUMENTS if int(year) < 2015 else DOCUMENTS[:1]
                assert sorted(item["document"] for item in stat["sources"]) == expected


def annual(indicator: str) -> list[dict[str, Any]]:
    """Figures of eleven years as one document has them, and of the first five as another has them."""
    return [
        {"id": f"made-{indicator}-{at}-{year}", "indicator": indicator, "flow": "outward", "unit": "count",
         "date": str(year), "value": str(10_000 * (year - 2000)), "document": document}
        for at, document in enumerate(DOCUMENTS)
        for year in range(2010, 2021)
        if at == 0 or year < 2015
    ]  # fmt: skip


def test_a_nearly_reached_value_is_a_value_of_the_vocabulary(client: TestClient) -> None:
    (stat,) = items(client, "/trade-stats", {"qualifier": "nearly"})
    assert stat["as_written"].startswith("approached")
    (row,) = [row for row in ask(client, "/trade-stats/series", {"qualifier": "nearly"})["items"] if not row["gap"]]
    assert (row["low"], row["high"]) == (0.9 * row["value"], row["value"])
    hedged = ("approach", "nearly", "almost", "close to")
    for entry in Seed(SEED).records["trade-stat"]:
        assert isinstance(entry, TradeStatSeed)
        assert any(word in entry.as_written.lower() for word in hedged) == (entry.qualifier == "nearly")
