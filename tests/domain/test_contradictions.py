"""Contradictions between figures of different times, and between documents."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.contradictions import (
    MAX_PARTS,
    MAX_RATIO,
    STEADY,
    FieldPlace,
    amount,
    event_date,
    nested_conflicts,
    pairs_against_trend,
    trend_words,
    verdict_of_documents,
)
from app.domain.trade_figures import Figure
from app.domain.vocabulary import Verdict
from tests.conftest import ROOT
from tests.domain.test_trade_figures import FIGURE

METHODOLOGY = (ROOT / "docs" / "methodology.md").read_text("utf-8")
BILLION = 10**9


def flow(date: str, value: float, **changes: Any) -> Figure:
    """A flow for a period like ``2025-01/2025-11`` or ``2024``, in billions."""
    first, _, last = date.partition("/")
    start = dt.date.fromisoformat({4: f"{first}-01-01", 7: f"{first}-01", 10: first}[len(first)])
    last = last or first
    if len(last) == 10:
        end = dt.date.fromisoformat(last)
    else:
        year, month = int(last[:4]), int(last[5:] or 12)
        end = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    figure = replace(FIGURE, id=date, date=date, start=start, end=end, value=value * BILLION, scope=None)
    return replace(figure, **changes)


def words(*figures: Figure) -> list[str]:
    return [text for _, _, text in nested_conflicts(figures)]


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (
            flow("2025-01/2025-05", 1.9),
            flow("2025-01/2025-11", 8.95),
            "1.9 billion in 5 months is 0.38 a month; the other 6 months of 8.95 would have 1.18 a month, 3.1 times as "
            "much",
        ),
        (
            flow("2025-01/2025-05", 8),
            flow("2025-01/2025-11", 8.95),
            "8 billion in 5 months is 1.6 a month; the other 6 months of 8.95 would have 0.158 a month, 0.099 times as "
            "much",
        ),
        (
            flow("2025-01/2025-05", 9.1),
            flow("2025-01/2025-11", 8.95),
            "9.1 billion in 2025-01/2025-05 is more than 8.95 billion in 2025-01/2025-11, of which it is a part",
        ),
        (
            flow("2025-01/2025-05", 9.1, scope="oil"),
            flow("2025-01/2025-11", 8.95),
            "9.1 billion in 2025-01/2025-05 is more than 8.95 billion in 2025-01/2025-11, of which it is a part",
        ),
        (
            flow("2025-01-01/2025-02-14", 0.5),
            flow("2025", 12),
            "0.5 billion in 45 days is 0.0111 a day; the other 320 days of 12 would have 0.0359 a day, 3.2 times as "
            "much",
        ),
        (
            flow("2025-02", 0),
            flow("2025", 11),
            "0 billion in 1 month is 0 a month; the other 11 months of 11 would have 1 a month",
        ),
        (
            flow("2025-01/2025-05", 1.9, qualifier="about"),
            flow("2025-01/2025-11", 8.95, qualifier="nearly"),
            "about 1.9 billion in 5 months is 0.38 a month; the other 6 months of nearly 8.95 would have 1.18 a month, "
            "3.1 times as much",
        ),
    ],
)
def test_what_does_not_fit(part: Figure, whole: Figure, expected: str) -> None:
    assert words(whole, part) == words(part, whole) == [expected]


@pytest.mark.parametrize(
    "figures",
    [
        [flow("2025-01/2025-05", 3), flow("2025-01/2025-11", 8.95)],  # 0.6 a month, and 0.99
        [flow("2025-01/2025-05", 1.9), flow("2024", 8.95)],  # another year
        [flow("2025-01/2025-05", 1.9), flow("2025-03/2025-11", 8.95)],  # they only overlap
        [flow("2025-01/2025-05", 1.9, scope="oil"), flow("2025-01/2025-11", 8.95)],  # a part of it
        [flow("2025-01/2025-05", 1.9), flow("2025-01/2025-11", 8.95, qualifier="under")],  # it may be less
        [flow("2025-01/2025-05", 1.9, qualifier="over"), flow("2025-01/2025-11", 8.95)],  # it may be more
        [flow("2025-01-01/2025-01-07", 0.01), flow("2025", 12)],  # a week
        [flow("2020", 1), flow("2015/2020", 30)],  # over six years a flow may grow severalfold
        [flow("2025-01/2025-05", 1.9, kind="target"), flow("2025-01/2025-11", 8.95, kind="target")],
        [flow("2025-05", 1, indicator="investment-stock"), flow("2025", 8, indicator="investment-stock")],
        [flow("2025", 3, indicator="trade-rank", unit="rank"), flow("2025-05", 9, indicator="trade-rank", unit="rank")],
        [
            flow("2025-01/2025-05", 9, indicator="investment-flow"),
            flow("2025-01/2025-11", -2, indicator="investment-flow"),
        ],
        [flow("2025-01/2025-08", 9.1, group_id="a"), flow("2025-01/2025-11", 8.95, group_id="a")],  # listed already
        [flow("2025", 1.9), flow("2025", 8.95)],  # one period: the group compares them
    ],
)
def test_what_fits(figures: list[Figure]) -> None:
    assert words(*figures) == []


def test_equal_figures_are_one_side() -> None:
    part, whole = flow("2025-01/2025-05", 1.9), flow("2025-01/2025-11", 8.95, id="whole", authority="press")
    official = replace(whole, id="official", authority="statistics")
    ((parts, wholes, _),) = nested_conflicts([whole, part, official])
    assert [[figure.id for figure in side] for side in (parts, wholes)] == [["2025-01/2025-05"], ["official", "whole"]]


@given(st.integers(1, 10_000), st.integers(1, 10_000), st.integers(1, 11))
def test_the_bound(part: int, value_of_others: int, months: int) -> None:
    contradictions = words(flow(f"2025-01/2025-{months:02}", part), flow("2025", part + value_of_others))
    ratio = (value_of_others / (12 - months)) / (part / months)
    assert bool(contradictions) == (ratio > MAX_RATIO or ratio * MAX_RATIO < 1) or abs(ratio - MAX_RATIO) < 1e-6


def test_of_several_periods_a_part_conflicts_with_the_shortest() -> None:
    part, half, year = flow("2025-02", 0.1), flow("2025-01/2025-06", 6), flow("2025", 20)
    conflicts = [(parts[0].id, wholes[0].id) for parts, wholes, _ in nested_conflicts([year, half, part])]
    assert conflicts == [(part.id, half.id)]


def test_there_are_no_more_conflicts_than_figures_and_no_more_comparisons_than_that_a_hundred_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, comparisons = dt.date(2024, 1, 1), 0

    def why_implausible(part: Figure, whole: Figure) -> str | None:
        nonlocal comparisons
        comparisons += 1
        return None

    monkeypatch.setattr("app.domain.contradictions.why_implausible", why_implausible)
    figures = [
        replace(flow("2024", 1 + n), id=str(n), start=first, end=first + dt.timedelta(days=40 + n % 7))
        for n in range(4 * MAX_PARTS)
    ]
    assert words(*figures) == []
    assert 0 < comparisons <= MAX_PARTS * len(figures)


RISING = flow("2022/2025-07", 0, id="trend")


@pytest.mark.parametrize(
    ("direction", "figures", "pairs"),
    [
        ("rising", [flow("2022", 6.3), flow("2024", 5)], [("2022", "2024")]),
        ("falling", [flow("2022", 6.3), flow("2024", 5)], []),
        ("steady", [flow("2022", 6.3), flow("2024", 5)], [("2022", "2024")]),
        ("steady", [flow("2022", 6.3), flow("2024", 6.3 * (1 - STEADY / 100) + 0.01)], []),
        ("rising", [flow("2022", 5), flow("2024", 6.3)], []),
        ("falling", [flow("2022", 5), flow("2024", 6.3)], [("2022", "2024")]),
        ("rising", [flow("2021", 6.3), flow("2024", 5)], []),  # the first is outside the period
        ("rising", [flow("2024", 5), flow("2025-01/2025-05", 1.9)], []),  # of other lengths
        ("rising", [flow("2022", 6.3, scope="oil"), flow("2024", 5, scope="oil")], []),
        ("rising", [flow("2022", 6.3, qualifier="under"), flow("2024", 5)], []),
        ("rising", [flow("2022", 6.3), flow("2023", 7), flow("2024", 5)], [("2023", "2024")]),
        ("rising", [flow("2024-01", 2), flow("2024-02", 1)], [("2024-01", "2024-02")]),
        ("rising", [flow("2022", 4, indicator="trade-rank"), flow("2024", 3, indicator="trade-rank")], []),
    ],
)
def test_trend_against_figures(direction: str, figures: list[Figure], pairs: list[tuple[str, str]]) -> None:
    contradictions = pairs_against_trend(RISING, direction, reversed(figures))
    assert [(earlier.id, later.id) for earlier, later in contradictions] == pairs


def test_the_preferred_figure_of_a_period_counts() -> None:
    press = flow("2022", 9, id="press", authority="press")
    statistics = flow("2022", 4, id="statistics", authority="statistics")
    assert pairs_against_trend(RISING, "rising", [press, statistics, flow("2024", 5)]) == []


def test_words_of_a_trend() -> None:
    pair = flow("2022", 6.3), flow("2024", 5, qualifier="over")
    expected = "said to be rising, but 6.3 billion in 2022 and over 5 billion in 2024, 1.3 billion less (20.6 percent)"
    assert trend_words("rising", [pair]) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(8.95e9, "8.95 billion"), (130_000, "130,000"), (1.5e12, "1.5 trillion"), (0.5, "0.5"), (0, "0")],
)
def test_amount(value: float, expected: str) -> None:
    assert amount(value) == expected


def source(document: str, year: int | None, older: str | None = None, says: str | None = None) -> FieldPlace:
    return FieldPlace(document, dt.date(year, 1, 1) if year else None, older, says)


@pytest.mark.parametrize(
    ("agreeing", "differing", "expected"),
    [
        ([2026], [2025], Verdict.superseded),
        ([2025], [2026], Verdict.disagree),
        ([2026], [2026], Verdict.disagree),
        ([2026], [None], Verdict.disagree),
        ([None], [2026], Verdict.disagree),
        ([2024, 2026], [2023, 2025], Verdict.superseded),
    ],
)
def test_a_later_document_supersedes(
    agreeing: list[int | None], differing: list[int | None], expected: Verdict
) -> None:
    agreements = [source(f"own-{number}", year) for number, year in enumerate(agreeing)]
    differences = [source(f"other-{number}", year, says="x") for number, year in enumerate(differing)]
    assert verdict_of_documents([*agreements, *differences]) is expected


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([source("b", 2026, "a"), source("a", 2026, says="x")], Verdict.superseded),
        ([source("b", None, "a"), source("a", None, says="x")], Verdict.superseded),
        ([source("c", None, "b"), source("b", None, "a", says="y"), source("a", None, says="x")], Verdict.superseded),
        ([source("a", 2026), source("b", 2026, "a", says="x")], Verdict.disagree),
        ([source("b", 2026, "a"), source("a", 2025, says="x"), source("z", 2026, says="y")], Verdict.disagree),
        ([source("b", 2026, "a"), source("a", 2025, says="x"), source("z", 2025, says="y")], Verdict.superseded),
        ([source("b", None, "a"), source("a", None, "b", says="x")], Verdict.superseded),
    ],
)
def test_a_newer_edition_supersedes_the_older_one(places: list[FieldPlace], expected: Verdict) -> None:
    assert verdict_of_documents(places) is expected


@pytest.mark.parametrize(
    ("date", "other_dates", "expected"),
    [
        ("2012", [(2026, "../2012")], Verdict.compatible),
        ("2024-01-05", [(2026, "2024-01")], Verdict.compatible),
        ("2024", [(2026, "2024-01-05"), (None, "2024-01")], Verdict.compatible),
        ("2024-01-05/2024-01-06", [(2026, "2024-01-06")], Verdict.compatible),
        ("2024-01-05/2024-01-06", [(2026, "2024-01-06/2024-01-07")], Verdict.disagree),
        ("../2012", [(2026, "2013")], Verdict.disagree),
        ("2024-01-05", [(2026, "2024-01"), (2026, "2024-01-06")], Verdict.disagree),
        ("2024-01-05", [(2026, "2024-01"), (2020, "2024-01-06")], Verdict.superseded),
        ("2024-01-05", [(2020, "2024-01")], Verdict.superseded),
        (None, [(2026, "2012")], Verdict.disagree),
    ],
)
def test_a_less_exact_date_is_compatible(
    date: str | None, other_dates: list[tuple[int | None, str]], expected: Verdict
) -> None:
    places = [source(f"other-{number}", year, says=says) for number, (year, says) in enumerate(other_dates)]
    assert verdict_of_documents([source("own", 2025), *places], date) is expected


@pytest.mark.parametrize(
    ("kind", "field", "expected"),
    [
        ("meeting", "date", "2024"),
        ("mechanism", "established", None),
        ("trade-stat", "date", None),
        ("meeting", "title", None),
    ],
)
def test_only_events_have_dates_that_may_be_less_exact(kind: str, field: str, expected: str | None) -> None:
    assert event_date(kind, field, {"date": "2024", "date_precision": "year", "title": "2024"}) == expected


def test_methodology_has_the_bounds() -> None:
    flowing = " ".join(METHODOLOGY.split())
    assert f"more than {MAX_RATIO} times" in flowing
    assert f"more than {STEADY} percent" in flowing
