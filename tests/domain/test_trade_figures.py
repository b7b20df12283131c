"""Figures for the same thing: hedges, groups and verdicts, as /methodology describes them."""

import datetime as dt
import math
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.figure_vocabulary import Authority, Flow, Indicator, Measure, Qualifier, Unit
from app.domain.hedges import ABOUT, NEARLY, Range, digits, range_of, rounds_to
from app.domain.trade_figures import RANKS, Figure, agree, comparable, is_part_of, series_id, verdict

values = st.sampled_from([1, 3, 5, 3000, 3500, 3538, 5e9, 5.2e9, 5.8e9, 1e10, 1.5e10]) | st.integers(1, 10**11)
qualifiers = st.sampled_from(list(Qualifier))
ranges = st.builds(
    lambda value, qualifier, rank: range_of(value, qualifier, rank=rank), values, qualifiers, st.booleans()
)
DAY = dt.timedelta(days=1)
fewer = settings(max_examples=60, deadline=None)
BOTH_WAYS = {None: None, "turnover": "turnover", "export": "import", "inward": "outward"}
BOTH_WAYS |= {opposite: flow for flow, opposite in BOTH_WAYS.items()}
FIGURE = Figure("a", "trade", "turnover", "KZ", "TR", None, None, "2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31),
                5e9, "USD", "exact", "press", dt.date(2025, 7, 1))  # fmt: skip


@pytest.mark.parametrize(
    ("value", "qualifier", "expected"),
    [
        (-7, "exact", Range(-7, -7)),
        (-7, "nearly", Range(-7, -6.3, low_open=True)),
        (-100, "about", Range(-105, -95)),
        (-5, "over", Range(-math.inf, -5, high_open=True)),
        (-5, "under", Range(-5, 0, low_open=True)),
    ],
)
def test_a_hedge_is_about_the_size_of_a_net(value: float, qualifier: str, expected: Range) -> None:
    assert range_of(value, qualifier) == expected


def test_a_part_of_a_net_may_exceed_the_whole() -> None:
    net = replace(FIGURE, indicator="investment-flow", value=-5e6)
    months = replace(net, id="b", value=2e6, end=dt.date(2024, 11, 30), date="2024-01/2024-11")
    assert agree(net, months)
    assert not agree(replace(net, value=1e6), months)
    assert digits(-8.95e9) == 3


@pytest.mark.parametrize(
    "change",
    [
        {"estimate": True}, {"valuation": "cif"}, {"instrument": "equity"}, {"dimensions": '{"sector": "mining"}'},
        {"product": "2017 2709"},
    ],
)  # fmt: skip
def test_what_a_data_set_tells_apart_is_not_the_same_thing(change: dict[str, Any]) -> None:
    second_figure = replace(FIGURE, **change)
    assert second_figure.subject() != FIGURE.subject()
    assert series_id(second_figure) != series_id(FIGURE)


def test_units_are_currencies_and_measures() -> None:
    assert {"USD", "CNY", "XDR", "count", "rank", "days"} <= {*Unit}
    assert all(len(unit) == 3 and unit.isupper() for unit in Unit if unit not in {*Measure})


START, YEAR, MONTH = st.dates(dt.date(2020, 1, 1), dt.date(2026, 1, 1)), st.integers(2020, 2022), st.integers(1, 3)
ONE_IN_SIX, LENGTH, PERIOD = st.integers(0, 5), st.sampled_from([0, 6, 30, 200, 364, 729]), st.integers(0, 3)


@st.composite
def periods(draw: st.DrawFn) -> dict[str, Any]:
    if draw(ONE_IN_SIX) == 0:
        return {"date": None, "start": None, "end": None}
    start, year = draw(START), draw(YEAR)
    end = start + dt.timedelta(days=draw(LENGTH))
    months = dt.date(year, draw(MONTH), 1), dt.date(year, 9 + draw(MONTH), 28)
    all_periods = [(start, end), (dt.date(year, 1, 1), dt.date(year, 12, 31)), months, (months[1], months[1])]
    start, end = all_periods[draw(PERIOD)]
    return {"date": f"{start}/{end}", "start": start, "end": end}


# Hypothesis examines a strategy once. One that is made for each figure takes most of the time of the tests.
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "id": st.uuids().map(lambda id: id.hex),
    "indicator": st.sampled_from(list(Indicator)),
    "flow": st.sampled_from([None, *Flow]),
    "scope": st.sampled_from([None, None, "non-energy sectors", "Non-energy sectors", "oil"]),
    "product": st.sampled_from([None, "2709", "Coal"]),
    "documents": st.frozensets(st.sampled_from("abc"), min_size=1, max_size=2),
    "growth": st.sampled_from([None, None, 4, 4.5, 54]),
    "value": values,
    "qualifier": qualifiers,
    "authority": st.sampled_from(list(Authority)),
    "published": st.none() | st.dates(dt.date(2025, 1, 1), dt.date(2025, 1, 3)),
}
figures = st.builds(
    lambda fields, period: replace(FIGURE, **fields, **period), st.fixed_dictionaries(FIELDS), periods()
)
SEVERAL, IS_OWN = st.lists(figures, min_size=1, max_size=7), st.booleans()


@st.composite
def of_one_thing(draw: st.DrawFn) -> list[Figure]:
    """Figures for the same thing, some of them as the other country reports them."""
    first = draw(figures)
    subject_fields: dict[str, Any] = {"indicator": first.indicator, "flow": first.flow, "product": first.product}
    candidates = [replace(figure, **subject_fields) for figure in draw(SEVERAL)]
    result = [first, *(figure if draw(IS_OWN) else mirror(figure) for figure in candidates)]
    return [figure for figure in result if figure.subject() == first.subject()]


def mirror(figure: Figure) -> Figure:
    """The same figure as the other country would report it."""
    return replace(figure, reporter=figure.partner, partner=figure.reporter, flow=BOTH_WAYS[figure.flow])


# --- ranges --------------------------------------------------------------------------------


@given(ranges, ranges)
def test_meeting_is_reflexive_and_symmetric(a: Range, b: Range) -> None:
    assert a.meets(a)
    assert a.meets(b) == b.meets(a)


@pytest.mark.thorough
@given(ranges, ranges, ranges)
def test_below_is_a_strict_order(a: Range, b: Range, c: Range) -> None:
    assert not a.below(a)
    assert not (a.below(b) and b.below(a))
    assert a.below(c) or not (a.below(b) and b.below(c))


@given(values, values)
def test_what_each_qualifier_allows_of_an_exact_figure(value: float, exact: float) -> None:
    item = range_of(exact, "exact")
    assert range_of(value, "exact").meets(item) == (exact == value)
    assert range_of(value, "over").meets(item) == (exact >= value)
    assert range_of(value, "under").meets(item) == (exact <= value)
    assert range_of(value, "under", rank=True).meets(item) == (1 <= exact <= value)
    assert range_of(value, "about").meets(item) == (abs(exact - value) * 100 <= value * ABOUT)
    assert range_of(value, "nearly").meets(item) == (0 <= (value - exact) * 100 <= value * NEARLY)


@given(st.integers(1, 10**9))
def test_bounds_are_allowed_to_their_very_edges(twentieth: int) -> None:
    about, nearly = range_of(20 * twentieth, "about"), range_of(20 * twentieth, "nearly")
    assert about.meets(range_of(19 * twentieth, "exact"))
    assert about.meets(range_of(21 * twentieth, "exact"))
    assert nearly.meets(range_of(18 * twentieth, "exact"))
    assert nearly.meets(range_of(20 * twentieth, "exact"))
    assert not nearly.meets(range_of(18 * twentieth - 1, "exact"))
    assert not nearly.meets(range_of(20 * twentieth + 1, "exact"))


@given(values, qualifiers, values)
def test_hedges_meet_where_some_value_is_in_both(value: float, qualifier: str, second_value: float) -> None:
    assert range_of(value, "over").meets(range_of(second_value, "over"))
    assert range_of(value, "under").meets(range_of(second_value, "under"))
    assert range_of(value, "over").meets(range_of(second_value, "under")) == (value < second_value)
    if qualifier != "over":
        assert range_of(value, qualifier).below(range_of(value * 2, "over"))


@pytest.mark.parametrize(
    ("value", "rounded_value", "true"),
    [
        (3538, 3500, True),
        (3538, 3540, True),
        (3538, 3000, False),
        (3538, 4000, False),
        (5.2e9, 5e9, True),
        (5e9, 5.2e9, False),
        (15e9, 10e9, False),
        (15e9, 20e9, False),
        (8.95e9, 9e9, True),
        (8.95e9, 8.9e9, True),
        (5e9, 5e9, False),
        (3538, 3538, False),
        (0, 0, False),
    ],
)
def test_rounding(value: float, rounded_value: float, true: bool) -> None:
    assert rounds_to(value, rounded_value) is true


@given(st.integers(1, 10**12), st.integers(1, 11))
def test_a_number_rounds_to_itself_with_fewer_digits(value: int, digit_count: int) -> None:
    rounded_value = float(f"{value:.{digit_count - 1}e}")
    near = abs(value - rounded_value) <= value * ABOUT / 100
    assert rounds_to(value, rounded_value) == (digits(rounded_value) < digits(value) and near)
    assert not rounds_to(value, value)


# --- pairs ---------------------------------------------------------------------------------


@fewer
@given(of_one_thing())
def test_comparing_does_not_depend_on_which_comes_first(given_figures: list[Figure]) -> None:
    for a, b in combinations(given_figures, 2):
        assert comparable(a, b) == comparable(b, a)
        if comparable(a, b):
            assert agree(a, b) == agree(b, a)
            assert not (is_part_of(a, b) and is_part_of(b, a))
    for a in given_figures:
        assert comparable(a, a)
        assert agree(a, a)


@pytest.mark.parametrize(
    ("part", "whole", "true"),
    [
        ({"value": 3e9, "scope": "non-energy sectors"}, {"value": 5e9}, True),
        ({"value": 5.8e9, "scope": "non-energy sectors"}, {"value": 5.2e9}, False),
        ({"value": 5.8e9, "scope": "non-energy sectors", "qualifier": "under"}, {"value": 5.2e9}, True),
        ({"value": 9e9, "scope": "non-energy sectors"}, {"value": 5.2e9, "qualifier": "over"}, True),
        ({"value": 3e9, "end": dt.date(2024, 11, 30)}, {"value": 5e9}, True),
        ({"value": 6e9, "end": dt.date(2024, 11, 30)}, {"value": 5e9}, False),
        ({"value": 3e9}, {"value": 5e9}, False),
    ],
)
def test_part_does_not_exceed_its_whole(part: dict[str, Any], whole: dict[str, Any], true: bool) -> None:
    assert agree(replace(FIGURE, **part), replace(FIGURE, **whole)) is true


YEAR_2024 = {"start": dt.date(2024, 1, 1), "end": dt.date(2024, 12, 31)}
MONTHS = {"start": dt.date(2024, 1, 1), "end": dt.date(2024, 11, 30)}
LATER_YEAR = {"start": dt.date(2024, 2, 1), "end": dt.date(2025, 1, 31)}
RANK = {"indicator": "trade-rank"}
TARGET: dict[str, Any] = {"indicator": "trade-target", "start": dt.date(2023, 9, 11), "end": dt.date(2023, 9, 11)}
LATER: dict[str, Any] = {**TARGET, "start": dt.date(2025, 7, 1), "end": dt.date(2025, 7, 31)}
STOCK = {"indicator": "companies", "unit": "count"}

# What a person who reads two figures for the same thing would say of them.
VERDICTS: list[tuple[dict[str, Any], dict[str, Any], str]] = [
    # the same, and the same with a hedge
    ({"value": 5e9}, {"value": 5e9}, "same"),
    ({"value": 3000, "qualifier": "over"}, {"value": 3000, "qualifier": "over"}, "same"),
    ({"value": 5e9, "qualifier": "nearly"}, {"value": 5e9}, "compatible"),
    ({"value": 5e9, "qualifier": "about"}, {"value": 5e9}, "compatible"),
    ({"value": 5e9, "qualifier": "over"}, {"value": 5e9}, "compatible"),
    ({"value": 5e9, "qualifier": "under"}, {"value": 5e9}, "compatible"),
    ({"value": 5e9, "qualifier": "nearly"}, {"value": 5e9, "qualifier": "about"}, "compatible"),
    ({"value": 5e9, "qualifier": "nearly"}, {"value": 5e9, "qualifier": "under"}, "compatible"),
    ({"value": 5e9, "qualifier": "about"}, {"value": 5e9, "qualifier": "over"}, "compatible"),
    ({"value": 5e9, "qualifier": "about"}, {"value": 5e9, "qualifier": "under"}, "compatible"),
    # more than five cannot be less than five
    ({"value": 5e9, "qualifier": "over"}, {"value": 5e9, "qualifier": "under"}, "disagree"),
    ({"value": 5e9, "qualifier": "over"}, {"value": 5e9, "qualifier": "nearly"}, "disagree"),
    # nearly
    ({"value": 5e9, "qualifier": "nearly"}, {"value": 4.8e9}, "compatible"),
    ({"value": 5e9, "qualifier": "nearly"}, {"value": 4.5e9}, "compatible"),
    ({"value": 5e9, "qualifier": "nearly"}, {"value": 4.4e9}, "disagree"),
    ({"value": 5e9, "qualifier": "nearly"}, {"value": 5.1e9}, "disagree"),
    ({"value": 5e9, "qualifier": "nearly"}, {"value": 3e9, "qualifier": "over"}, "compatible"),
    ({"value": 5e9, "qualifier": "nearly"}, {"value": 6e9, "qualifier": "nearly"}, "disagree"),
    # over, under, about
    ({"value": 3538}, {"value": 3000, "qualifier": "over"}, "compatible"),
    ({"value": 2900}, {"value": 3000, "qualifier": "over"}, "disagree"),
    ({"value": 6e9}, {"value": 5e9, "qualifier": "under"}, "disagree"),
    ({"value": 5.6e9}, {"value": 5.8e9, "qualifier": "about"}, "compatible"),
    ({"value": 5.2e9}, {"value": 5.8e9, "qualifier": "about"}, "disagree"),
    ({"value": 3e9, "qualifier": "over"}, {"value": 5e9, "qualifier": "over"}, "compatible"),
    # rounding, of a figure but not of a bound
    ({"value": 3538}, {"value": 3500}, "compatible"),
    ({"value": 8.95e9}, {"value": 9e9}, "compatible"),
    ({"value": 3538}, {"value": 3000}, "disagree"),
    ({"value": 5e9}, {"value": 15e9}, "disagree"),
    ({"value": 3538, "qualifier": "over"}, {"value": 3500, "qualifier": "under"}, "disagree"),
    ({"value": 0}, {"value": 5e9}, "disagree"),
    ({"value": 0}, {"value": 0}, "same"),
    # ranks are not rounded, and a place among the first N can be the Nth
    ({**RANK, "value": 5, "qualifier": "under"}, {**RANK, "value": 5}, "compatible"),
    ({**RANK, "value": 5, "qualifier": "under"}, {**RANK, "value": 6}, "disagree"),
    ({**RANK, "value": 5, "qualifier": "under"}, {**RANK, "value": 4, "qualifier": "under"}, "compatible"),
    ({**RANK, "value": 20}, {**RANK, "value": 21}, "disagree"),
    ({**RANK, "value": 3}, {**RANK, "value": 4, **MONTHS}, "compatible"),
    # a part of a period, and of the whole
    ({"value": 3e9, **MONTHS}, {"value": 5e9}, "compatible"),
    ({"value": 5e9, **MONTHS}, {"value": 5e9}, "compatible"),
    ({"value": 9e9, **MONTHS}, {"value": 8.95e9}, "compatible"),
    ({"value": 6e9, **MONTHS}, {"value": 5e9}, "disagree"),
    ({"value": 9e9, **LATER_YEAR}, {"value": 8e9}, "compatible"),
    ({"value": 5e9, "scope": "oil"}, {"value": 5e9}, "compatible"),
    ({"value": 6e9, "scope": "oil"}, {"value": 5e9}, "disagree"),
    ({"value": 6e9, "scope": "oil"}, {"value": 5e9, "qualifier": "over"}, "compatible"),
    ({**STOCK, "value": 3600, "scope": "oil"}, {**STOCK, "value": 3538}, "disagree"),
    # growth
    ({"value": 5e9, "growth": 54}, {"value": 5e9}, "same"),
    ({"value": 5e9, "growth": 4.5}, {"value": 5e9, "growth": 5}, "same"),
    ({"value": 5e9, "growth": 54}, {"value": 5e9, "growth": 45}, "disagree"),
    ({"value": 5e9, "growth": 4}, {"value": 5e9, "growth": -4}, "disagree"),
    ({"value": 5e9, "growth": 54}, {"value": 5e9, "growth": 45, **MONTHS}, "compatible"),
    # targets: a later one replaces an earlier, two of one day disagree
    ({**TARGET, "value": 10e9}, {**LATER, "value": 15e9}, "superseded"),
    ({**TARGET, "value": 10e9}, {**LATER, "value": 10e9}, "same"),
    ({**TARGET, "value": 10e9}, {**TARGET, "value": 15e9}, "disagree"),
    ({**TARGET, "value": 10e9}, {**TARGET, "start": None, "end": None, "value": 15e9}, "disagree"),
]


@pytest.mark.parametrize(("a", "b", "expected"), VERDICTS)
def test_verdict_is_what_a_person_would_give(a: dict[str, Any], b: dict[str, Any], expected: str) -> None:
    item, second = replace(FIGURE, **a), replace(FIGURE, id="b", **b)
    assert comparable(item, second)
    assert verdict([item, second]) == expected
    assert verdict([second, item]) == expected


def test_a_target_that_is_stated_again_was_not_superseded() -> None:
    first = replace(FIGURE, **TARGET | {"value": 10e9})
    later = replace(FIGURE, id="b", **LATER | {"value": 15e9})
    day = later.end and later.end + dt.timedelta(days=30)
    again = replace(first, id="c", date=str(day), start=day, end=day)
    some_time = replace(again, start=dt.date.min)
    assert verdict([first, later]) == "superseded"
    assert verdict([first, later, again]) == verdict([first, later, some_time]) == "disagree"


@pytest.mark.parametrize(
    ("indicator", "a", "b", "true"),
    [
        # a flow: more than half of the days
        ("trade", ("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-11-30"), True),
        ("trade", ("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-05-31"), False),
        ("trade", ("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-12-31"), False),
        # a state: a day
        ("companies", ("2024-01-01", "2024-12-31"), ("2024-07-01", "2024-07-31"), True),
        ("companies", ("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-12-31"), False),
        ("companies", ("2024-12-31", "2024-12-31"), ("2025-01-01", "2025-01-01"), False),
        ("companies", ("2026-01-27", "2026-02-02"), ("2026-02-02", "2026-02-08"), True),
        ("investment-stock", ("2005-01-01", "2024-12-31"), ("2024-01-01", "2024-12-31"), True),
        ("investment-stock", ("2005-01-01", "2024-12-31"), ("2010-01-01", "2010-12-31"), False),
        ("investment-stock", ("2005-01-01", "2024-12-31"), ("2026-02-02", "2026-02-02"), False),
        # a rank: of a day as a state, of more than a month as a flow
        ("trade-rank", ("2026-01-27", "2026-02-02"), ("2026-02-02", "2026-02-08"), True),
        ("trade-rank", ("2024-01-01", "2024-12-31"), ("2024-07-15", "2024-07-15"), False),
        ("trade-rank", ("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-04-30"), False),
        # a target: always
        ("trade-target", ("2005-01-01", "2005-01-01"), ("2026-02-02", "2026-02-02"), True),
    ],
)
def test_of_the_same_time(indicator: str, a: tuple[str, str], b: tuple[str, str], true: bool) -> None:
    item, second = (
        replace(FIGURE, indicator=indicator, start=dt.date.fromisoformat(first), end=dt.date.fromisoformat(last))
        for first, last in (a, b)
    )
    assert comparable(item, second) is true
    assert comparable(second, item) is true


@pytest.mark.parametrize("indicator", Indicator)
def test_figures_of_one_document_with_different_periods_are_a_series(indicator: str) -> None:
    item = replace(FIGURE, indicator=indicator, documents=frozenset({"a", "b"}))
    again = replace(item, documents=frozenset({"b"}))
    longer = replace(again, start=dt.date(2023, 1, 1), end=dt.date(2025, 12, 31))
    assert comparable(item, again)
    assert not comparable(item, longer)


def test_a_target_is_replaced_by_another_of_its_document() -> None:
    """The date of a target is the day on which it was stated, not the one by which it is due."""
    item, second = (replace(FIGURE, **day, documents=frozenset("a")) for day in (TARGET, LATER))
    assert comparable(item, second)


def test_a_target_is_no_actual_figure() -> None:
    assert FIGURE.subject() != replace(FIGURE, kind="target").subject()


@given(figures)
def test_the_thing_is_the_same_whichever_country_reports_it(figure: Figure) -> None:
    is_same_subject = mirror(figure).subject() == figure.subject()
    assert is_same_subject == (figure.indicator not in RANKS)


@given(figures.map(lambda figure: replace(figure, indicator="trade", flow="export")))
def test_exports_and_imports_of_one_country_are_two_things(figure: Figure) -> None:
    assert replace(figure, flow="import").subject() != figure.subject()
    assert replace(figure, reporter="TR", partner="KZ").subject() != figure.subject()
