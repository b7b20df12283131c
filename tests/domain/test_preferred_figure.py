"""The preferred one of figures that differ: each rule decides, in the order of /methodology, and gives its reason."""

import datetime as dt
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from app.domain.preference import PREFERENCE, prefer
from app.domain.trade_figures import reasons
from tests.domain.test_trade_figures import ONE

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
    best, other = replace(ONE, **better), replace(ONE, **worse)
    assert prefer([other, best]) == (best, rule)


def test_rules_decide_in_their_order() -> None:
    rules = [name for name, _ in PREFERENCE]
    first_of = {rule: (better, worse) for rule, better, worse in reversed(BETTER)}
    for earlier, later in combinations(rules, 2):
        (better, worse), (less, more) = first_of[earlier], first_of[later]
        best, other = replace(ONE, **more, **better), replace(ONE, **less, **worse)
        assert prefer([other, best]) == (best, earlier), (earlier, later)


def test_target_of_no_known_day_does_not_pass_for_the_latest() -> None:
    dated = replace(ONE, indicator="trade-target")
    undated = replace(dated, id="b", date=None, start=None, end=None, value=10e9)
    assert prefer([undated, dated])[0] == dated


def test_reasons_name_what_differs_and_nothing_else() -> None:
    other = replace(ONE, value=5.2e9, scope="oil", reporter="TR", partner="KZ", date="2025", qualifier="over")
    assert reasons([ONE, replace(ONE, value=7e9)]) == []
    assert reasons([replace(ONE, growth=4), replace(other, authority="expert", growth=4.5)]) == [
        "period: 2024, 2025",
        "scope: all, oil",
        "reporter: KZ, TR",
        "qualifier: exact, over",
        "authority: press, expert",
        "growth: 4 percent, 4.5 percent",
        "rounding: one is another with fewer digits",
    ]
