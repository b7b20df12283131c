"""The preferred figure of each group through the API: its sources, its filters, and series of several documents."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.domain.preference import PREFERENCE
from app.domain.vocabulary import Verdict
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import TradeStatSeed
from app.main import create_app
from app.settings import Settings
from tests.api_requests import Params, ask, ids, items
from tests.conftest import fill, on_sqlite
from tests.seed_copies import SEED, copy_seed, editing

pytestmark = on_sqlite


def test_preferred_figures_are_one_of_each_group(client: TestClient) -> None:
    all_figures = items(client, "/trade-stats")
    assert items(client, "/trade-stats", {"figures": "all"}) == all_figures
    preferred_figures = items(client, "/trade-stats", {"figures": "preferred"})
    alone = [stat for stat in all_figures if stat["comparison"] is None]
    assert [stat for stat in preferred_figures if stat["comparison"] is None] == alone
    preferred_by_group = {stat["comparison"]["group"]: stat for stat in preferred_figures if stat["comparison"]}
    assert len(preferred_by_group) == len(preferred_figures) - len(alone)
    by_group = {group["id"]: group for group in items(client, "/trade-stats/conflicts", {"verdict": [*Verdict]})}
    assert {name: stat["id"] for name, stat in preferred_by_group.items()} == {
        n: g["preferred"] for n, g in by_group.items()
    }
    for stat in all_figures:
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
    """In every format. Each figure alone still shows only its own source."""
    (remaining,) = items(client, "/trade-stats", ELEVEN_MONTHS)
    assert [(item["document"], item["paragraphs"]) for item in remaining["sources"]] == [(TWO[0], [7]), (TWO[1], [10])]
    (only,) = items(client, "/trade-stats", {**ELEVEN_MONTHS, "fields": "sources"})
    assert only == {"sources": remaining["sources"]}
    (row,) = ask(client, "/trade-stats/series", {**ELEVEN_MONTHS, "flow": "turnover"})["items"]
    assert [item["document"] for item in row["sources"]] == TWO
    for suffix in ("csv", "ndjson"):
        text = client.get(f"/trade-stats.{suffix}", params=ELEVEN_MONTHS).text
        assert all(document in text for document in TWO), suffix
    json_ld = client.get("/trade-stats", params=ELEVEN_MONTHS, headers={"Accept": "application/ld+json"}).text
    assert all(document in json_ld for document in TWO)
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
    """Both in answers of a few records, which use an index, and in those of many, which scan the table."""
    preferred_figures = items(tables, "/trade-stats", {"figures": "preferred"})
    by_document: dict[str, set[str]] = {}
    for figure in preferred_figures:
        for source in figure["sources"]:
            by_document.setdefault(source["document"], set()).add(figure["id"])
    for document, figures in by_document.items():
        for limit in ("1", "1000"):
            params = {"figures": "preferred", "document": document, "limit": limit}
            body = ask(tables, "/trade-stats", params)
            assert body["total"] == len(figures)
            assert {item["id"] for item in body["items"]} <= figures
        other_ids = {figure["id"] for figure in preferred_figures} - figures
        assert {*ids(tables, "/trade-stats", {"figures": "preferred", "document": f"!{document}"})} == other_ids


def test_one_that_does_not_agree_is_no_source(client: TestClient) -> None:
    (remaining,) = items(client, "/trade-stats", {"indicator": "trade-target", "figures": "preferred"})
    assert "fidan-astana-visit" not in [item["document"] for item in remaining["sources"]]


CITED_FIELDS = ["value", "date", "qualifier", "unit", "indicator", "flow", "reporter", "partner"]
LEFT_OUT = ("growth_percent", "meeting", "attributed_to")


@contextmanager
def with_figures(settings: Settings, folder: Path, figures: list[dict[str, Any]]) -> Iterator[TestClient]:
    """A client of the seed with more figures, whose evidence comes from a figure of the seed."""
    copy_seed(folder)
    with editing(folder / "trade_stats.yaml") as stats:
        for entry in figures:
            like = stats["trade-2022-fidan-astana-visit"]
            document = entry.pop("document")
            place = next(item for stat in stats.values() for item in stat["evidence"] if item["document"] == document)
            evidence = [{**place, "fields": CITED_FIELDS}]
            new = {name: value for name, value in like.items() if name not in LEFT_OUT}
            stats[entry["id"]] = {**new, "evidence": evidence, **entry}
    fill(settings, folder)
    with TestClient(create_app(settings)) as client:
        yield client


DOCUMENTS = ["fidan-astana-visit", "jspg-8-report"]


ANNUAL = ["students", "tourists", "investment-flow", "investment-stock"]


def test_annual_series_through_the_api(seed_database: Settings, tmp_path: Path) -> None:
    """Of a series in one document all years are shown. Of two documents' series each year is shown once, with both
    sources."""
    series = {indicator: annual(indicator) for indicator in ANNUAL}
    with with_figures(
        seed_database, tmp_path / "seed", [figure for figures in series.values() for figure in figures]
    ) as client:
        for indicator, figures in series.items():
            params = {"indicator": indicator, "flow": "outward", "unit": "count", "date": "2010/2020"}
            assert not items(client, "/trade-stats/conflicts", {"indicator": indicator, "date": "2010/2020"})
            preferred_figures = items(client, "/trade-stats", {**params, "figures": "preferred"})
            remaining = {stat["date"]: stat for stat in preferred_figures}
            assert sorted(remaining) == [str(year) for year in range(2010, 2021)]
            assert len(items(client, "/trade-stats", params)) == len(figures)
            for year, stat in remaining.items():
                expected = DOCUMENTS if int(year) < 2015 else DOCUMENTS[:1]
                assert sorted(item["document"] for item in stat["sources"]) == expected


def annual(indicator: str) -> list[dict[str, Any]]:
    """Figures of eleven years from one document, and of the first five of these years from another document."""
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
    hedges = ("approach", "nearly", "almost", "close to")
    for entry in Seed(SEED).records["trade-stat"]:
        assert isinstance(entry, TradeStatSeed)
        assert any(word in entry.as_written.lower() for word in hedges) == (entry.qualifier == "nearly")
