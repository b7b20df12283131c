"""The preferred one of several figures: the rules decide in the order of /methodology, and each gives its reason."""

import datetime as dt
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from app.domain.preference import PREFERENCE, prefer
from app.domain.trade_figures import reasons
from tests.domain.test_trade_figures import FIGURE

BETTER: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("whole", {}, {"scope": "oil"}),
    ("authority", {"authority": "statistics"}, {"authority": "statement"}),
    ("authority", {"authority": "statement"}, {"authority": "expert"}),
    ("authority", {"authority": "expert"}, {"authority": "press"}),
    ("later", {}, {"end": dt.date(2024, 11, 30)}),
    ("exact", {}, {"qualifier": "about"}),
    ("exact", {"value": 4.9e9}, {"value": 5e9}),
    ("narrower", {}, {"start": dt.date(2023, 1, 1)}),
    ("published", {}, {"published": dt.date(2025, 6, 30)}),
    ("published", {}, {"published": None}),
    ("id", {"id": "a"}, {"id": "b"}),
]


@pytest.mark.parametrize(("rule", "better", "worse"), BETTER)
def test_each_rule_decides(rule: str, better: dict[str, Any], worse: dict[str, Any]) -> None:
    best, worse_figure = replace(FIGURE, **better), replace(FIGURE, **worse)
    assert prefer([worse_figure, best]) == (best, rule)


def test_rules_decide_in_their_order() -> None:
    rules = [name for name, _ in PREFERENCE]
    first_of = {rule: (better, worse) for rule, better, worse in reversed(BETTER)}
    for earlier, later in combinations(rules, 2):
        (better, worse), (worse_later, better_later) = first_of[earlier], first_of[later]
        best, worse_figure = replace(FIGURE, **better_later, **better), replace(FIGURE, **worse_later, **worse)
        assert prefer([worse_figure, best]) == (best, earlier), (earlier, later)


def test_target_of_no_known_day_does_not_pass_for_the_latest() -> None:
    with_date = replace(FIGURE, indicator="trade-target")
    without_date = replace(with_date, id="b", date=None, start=None, end=None, value=10e9)
    assert prefer([without_date, with_date])[0] == with_date


def test_reasons_name_what_differs_and_nothing_else() -> None:
    second_figure = replace(
        FIGURE, value=5.2e9, scope="oil", reporter="TR", partner="KZ", date="2025", qualifier="over"
    )
    assert reasons([FIGURE, replace(FIGURE, value=7e9)]) == []
    assert reasons([replace(FIGURE, growth=4), replace(second_figure, authority="expert", growth=4.5)]) == [
        "period: 2024, 2025",
        "scope: all, oil",
        "reporter: KZ, TR",
        "qualifier: exact, over",
        "authority: press, expert",
        "growth: 4 percent, 4.5 percent",
        "rounding: one is another with fewer digits",
    ]
