"""Figures for the same thing: hedges, groups, verdicts and the preferred one, as /methodology tells them."""

import datetime as dt
import html
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from itertools import combinations, permutations
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from app.figures import (
    ABOUT,
    PREFERENCE,
    RANKS,
    STOCK_DAYS,
    Figure,
    Range,
    _name,
    agree,
    allowed,
    comparable,
    digits,
    groups,
    part_of,
    preferred,
    reasons,
    rounds_to,
    verdict,
)
from app.vocabulary import Authority, Flow, Indicator, Qualifier, Verdict
from tests.asking import ask, ids, items, refused
from tests.conftest import ROOT

values = st.sampled_from([1, 3, 5, 3000, 3500, 3538, 5e9, 5.2e9, 5.8e9, 1e10, 1.5e10]) | st.integers(1, 10**11)
qualifiers = st.sampled_from(list(Qualifier))
ranges = st.builds(
    lambda value, qualifier, rank: allowed(value, qualifier, rank=rank), values, qualifiers, st.booleans()
)
DAY = dt.timedelta(days=1)
fewer = settings(max_examples=60, deadline=None)
BOTH_WAYS = {None: None, "turnover": "turnover", "export": "import", "inward": "outward"}
BOTH_WAYS |= {there: back for back, there in BOTH_WAYS.items()}
ONE = Figure("a", "trade", "turnover", "KZ", "TR", None, None, "2024", dt.date(2024, 1, 1), dt.date(2024, 12, 31), 5e9,
             "USD", "exact", "press", dt.date(2025, 7, 1))  # fmt: skip


@st.composite
def periods(draw: st.DrawFn) -> dict[str, Any]:
    if draw(st.integers(0, 5)) == 0:
        return {"date": None, "start": None, "end": None}
    start = draw(st.dates(dt.date(2020, 1, 1), dt.date(2026, 1, 1)))
    end = start + dt.timedelta(days=draw(st.sampled_from([0, 30, 364, 729, 730, 731])))
    return {"date": f"{start}/{end}", "start": start, "end": end}


@st.composite
def figures(draw: st.DrawFn, /, **fixed: Any) -> Figure:
    chosen: dict[str, Any] = {
        "indicator": draw(st.sampled_from(list(Indicator))),
        "flow": draw(st.sampled_from([None, *Flow])),
        "scope": draw(st.sampled_from([None, None, "non-energy sectors", "Non-energy sectors", "oil"])),
        "product": draw(st.sampled_from([None, "2709", "Coal"])),
        "value": draw(values),
        "qualifier": draw(qualifiers),
        "authority": draw(st.sampled_from(list(Authority))),
        "published": draw(st.none() | st.dates(dt.date(2025, 1, 1), dt.date(2025, 1, 3))),
        **draw(periods()),
        **fixed,
    }
    return replace(ONE, id=draw(st.uuids()).hex, **chosen)


@st.composite
def of_one_thing(draw: st.DrawFn) -> list[Figure]:
    """Figures of the same thing, some of them reported by the other country."""
    first = draw(figures())
    same = {"indicator": first.indicator, "flow": first.flow, "product": first.product}
    more = draw(st.lists(figures(**same), min_size=1, max_size=4))
    found = [first, *(other if draw(st.booleans()) else mirrored(other) for other in more)]
    return [figure for figure in found if figure.thing() == first.thing()]


def mirrored(figure: Figure) -> Figure:
    """What the other country would report."""
    return replace(figure, reporter=figure.partner, partner=figure.reporter, flow=BOTH_WAYS[figure.flow])


# --- ranges --------------------------------------------------------------------------------


@given(ranges, ranges)
def test_meeting_is_reflexive_and_symmetric(a: Range, b: Range) -> None:
    assert a.meets(a)
    assert a.meets(b) == b.meets(a)


@given(ranges, ranges, ranges)
def test_below_is_a_strict_order(a: Range, b: Range, c: Range) -> None:
    assert not a.below(a)
    assert not (a.below(b) and b.below(a))
    assert a.below(c) or not (a.below(b) and b.below(c))


@given(values, values)
def test_what_each_qualifier_allows_of_an_exact_figure(value: float, exact: float) -> None:
    one = allowed(exact, "exact")
    assert allowed(value, "exact").meets(one) == (exact == value)
    assert allowed(value, "over").meets(one) == (exact > value)
    assert allowed(value, "under").meets(one) == (exact < value)
    assert allowed(value, "under", rank=True).meets(one) == (1 <= exact <= value)
    if abs(abs(exact - value) - value * ABOUT) > 1e-6 * value:  # not at the very edge
        assert allowed(value, "about").meets(one) == (abs(exact - value) <= value * ABOUT)


@given(st.integers(1, 10**9))
def test_about_allows_its_very_edges(twentieth: int) -> None:
    about = allowed(20 * twentieth, "about")
    assert about.meets(allowed(19 * twentieth, "exact"))
    assert about.meets(allowed(21 * twentieth, "exact"))


@given(values, qualifiers, values)
def test_hedges_meet_where_some_value_is_in_both(value: float, qualifier: str, other: float) -> None:
    assert allowed(value, "over").meets(allowed(other, "over"))
    assert allowed(value, "under").meets(allowed(other, "under"))
    assert allowed(value, "over").meets(allowed(other, "under")) == (value < other)
    if qualifier != "over":
        assert allowed(value, qualifier).below(allowed(value * 2, "over"))


@pytest.mark.parametrize(
    ("value", "rounded", "true"),
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
def test_rounding(value: float, rounded: float, true: bool) -> None:
    assert rounds_to(value, rounded) is true


@given(st.integers(1, 10**12), st.integers(1, 11))
def test_a_number_rounds_to_itself_with_fewer_digits(value: int, kept: int) -> None:
    rounded = float(f"{value:.{kept - 1}e}")
    near = abs(value - rounded) <= value * ABOUT
    assert rounds_to(value, rounded) == (digits(rounded) < digits(value) and near)
    assert not rounds_to(value, value)


# --- pairs ---------------------------------------------------------------------------------


@fewer
@given(of_one_thing())
def test_comparing_does_not_depend_on_which_comes_first(given_figures: list[Figure]) -> None:
    for a, b in combinations(given_figures, 2):
        assert comparable(a, b) == comparable(b, a)
        assert agree(a, b) == agree(b, a)
        assert not (part_of(a, b) and part_of(b, a))
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
    assert agree(replace(ONE, **part), replace(ONE, **whole)) is true


@pytest.mark.parametrize(
    ("a", "b", "true"),
    [
        ({"value": 3538}, {"value": 3500}, True),
        ({"value": 3538}, {"value": 3000}, False),
        ({"value": 3538}, {"value": 3000, "qualifier": "over"}, True),
        ({"value": 5e9}, {"value": 5e9, "qualifier": "under"}, False),
        ({"value": 5.2e9}, {"value": 5.8e9, "qualifier": "about"}, False),
        ({"value": 5.6e9}, {"value": 5.8e9, "qualifier": "about"}, True),
        ({"value": 5.2e9}, {"value": 5e9, "qualifier": "over"}, True),
        ({"value": 10e9}, {"value": 15e9}, False),
    ],
)
def test_figures_agree_where_both_can_be_true(a: dict[str, Any], b: dict[str, Any], true: bool) -> None:
    one, other = replace(ONE, **a), replace(ONE, **b)
    assert agree(one, other) is true
    assert agree(other, one) is true


@pytest.mark.parametrize(
    ("indicator", "a", "b", "true"),
    [
        ("trade", ("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-11-30"), True),
        ("trade", ("2024-01-01", "2024-12-31"), ("2024-01-01", "2024-05-31"), False),
        ("trade", ("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-12-31"), False),
        ("companies", ("2024-01-01", "2024-01-01"), ("2025-12-31", "2025-12-31"), True),
        ("companies", ("2024-01-01", "2024-01-01"), ("2026-01-01", "2026-01-01"), False),
        ("investment-stock", ("2005-01-01", "2024-12-31"), ("2026-02-02", "2026-02-02"), True),
        ("trade-target", ("2005-01-01", "2005-01-01"), ("2026-02-02", "2026-02-02"), True),
    ],
)
def test_of_the_same_time(indicator: str, a: tuple[str, str], b: tuple[str, str], true: bool) -> None:
    one, other = (
        replace(ONE, indicator=indicator, start=dt.date.fromisoformat(first), end=dt.date.fromisoformat(last))
        for first, last in (a, b)
    )
    assert comparable(one, other) is true


@given(figures())
def test_the_thing_is_the_same_whichever_country_reports_it(figure: Figure) -> None:
    same = mirrored(figure).thing() == figure.thing()
    assert same == (figure.indicator not in RANKS)


@given(figures(indicator="trade", flow="export"))
def test_exports_and_imports_of_one_country_are_two_things(figure: Figure) -> None:
    assert replace(figure, flow="import").thing() != figure.thing()
    assert replace(figure, reporter="TR", partner="KZ").thing() != figure.thing()


# --- groups --------------------------------------------------------------------------------


@fewer
@given(of_one_thing(), st.randoms(use_true_random=False))
def test_groups_part_the_figures_whatever_their_order(given_figures: list[Figure], random: Any) -> None:
    found = [{figure.id for figure in group} for group in groups(given_figures)]
    shuffled = random.sample(given_figures, len(given_figures))
    assert sorted(map(sorted, found)) == sorted(sorted(f.id for f in group) for group in groups(shuffled))
    assert max(Counter(member for group in found for member in group).values(), default=1) == 1
    grouped = {member: number for number, group in enumerate(found) for member in group}
    for a, b in combinations(given_figures, 2):
        if comparable(a, b) and (a.value, a.qualifier) != (b.value, b.qualifier):
            assert a.id in grouped
        assert not comparable(a, b) or grouped.get(a.id) == grouped.get(b.id)
    for group in groups(given_figures):
        assert len({(figure.value, figure.qualifier) for figure in group}) > 1
        assert all(any(comparable(one, other) for other in group if other is not one) for one in group)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_group_links_figures_step_by_step(order: tuple[int, ...]) -> None:
    days = [dt.date(2018 + years, 1, 1) for years in (0, 1, 3, 7)]
    several = [replace(ONE, id=str(d.year), indicator="companies", start=d, end=d, value=d.year) for d in days]
    (group,) = groups([several[number] for number in order])
    assert {figure.id for figure in group} == {"2018", "2019"}
    (chain,) = groups([replace(several[number], end=days[0] + number * 700 * DAY) for number in order])
    assert len(chain) == 4


@pytest.mark.parametrize(("indicator", "flow"), [("trade", "export"), ("investment-stock", "inward"), ("trade", None)])
def test_id_of_a_group_does_not_depend_on_who_reports(indicator: str, flow: str | None) -> None:
    one = replace(ONE, indicator=indicator, flow=flow, product="2709")
    names = {_name(figure, [figure], set()) for figure in (one, mirrored(one))}
    assert len(names) == 1


@fewer
@given(of_one_thing(), st.randoms(use_true_random=False))
def test_verdict_and_choice_do_not_depend_on_the_order(given_figures: list[Figure], random: Any) -> None:
    for group in groups(given_figures):
        shuffled = random.sample(group, len(group))
        assert verdict(shuffled) is verdict(group)
        assert preferred(shuffled) == preferred(group)
        best, rule = preferred(group)
        assert best in group
        assert rule in dict(PREFERENCE)


@fewer
@given(of_one_thing())
def test_verdict_is_what_the_pairs_come_to(given_figures: list[Figure]) -> None:
    for group in groups(given_figures):
        apart = [(a, b) for a, b in combinations(group, 2) if comparable(a, b) and not agree(a, b)]
        wrong = Verdict.superseded if group[0].indicator == "trade-target" else Verdict.disagree
        assert verdict(group) is (wrong if apart else Verdict.compatible)


BETTER: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
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
    assert preferred([other, best]) == (best, rule)


def test_rules_decide_in_their_order() -> None:
    rules = [name for name, _ in PREFERENCE]
    first_of = {rule: (better, worse) for rule, better, worse in reversed(BETTER)}
    for earlier, later in combinations(rules, 2):
        (better, worse), (less, more) = first_of[earlier], first_of[later]
        best, other = replace(ONE, **more, **better), replace(ONE, **less, **worse)
        assert preferred([other, best]) == (best, earlier), (earlier, later)


def test_target_of_no_known_day_does_not_pass_for_the_latest() -> None:
    dated = replace(ONE, indicator="trade-target")
    undated = replace(dated, id="b", date=None, start=None, end=None, value=10e9)
    assert preferred([undated, dated])[0] == dated


def test_reasons_name_what_differs_and_nothing_else() -> None:
    other = replace(ONE, value=5.2e9, scope="oil", reporter="TR", partner="KZ", date="2025", qualifier="over")
    assert reasons([ONE, replace(ONE, value=7e9)]) == []
    assert reasons([ONE, replace(other, authority="expert")]) == [
        "period: 2024, 2025",
        "scope: all, oil",
        "reporter: KZ, TR",
        "qualifier: exact, over",
        "authority: press, expert",
        "rounding: one is another with fewer digits",
    ]


# --- through the API -----------------------------------------------------------------------

KNOWN: dict[str, tuple[str, str, float, set[str], list[str]]] = {
    "investment-stock-inward-tr-kz-2005": (
        "disagree",
        "authority",
        16,
        {
            "investment-tr-kz-2026-jspg-8-report",
            "investment-tr-kz-2005-2024-hlscc-5-preview",
            "investment-tr-kz-2025-jspg-8-preview",
            "investment-tr-kz-2026-jspg-8-erdogan-talks",
        },
        ["period", "scope", "qualifier", "authority", "rounding"],
    ),
    "companies-inward-tr-kz-2025": (
        "compatible",
        "later",
        17.9,
        {"companies-3000-jspg-8-preview", "companies-3000-jspg-8-erdogan-talks", "companies-3538-hlscc-5-preview"},
        ["period", "qualifier"],
    ),
    "trade-turnover-kz-tr-2024": (
        "disagree",
        "authority",
        0,
        {"trade-2024-musabekova", "trade-2024-hlscc-5-preview"},
        ["qualifier", "authority"],
    ),
    "trade-target-turnover-kz-tr-2023": (
        "superseded",
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
DISAGREE = {"investment-stock-inward-tr-kz-2005", "trade-turnover-kz-tr-2024"}


def test_known_disagreements_are_all_there_is(client: TestClient) -> None:
    assert ids(client, "/trade-stats/conflicts", {"sort": "id"}) == sorted(KNOWN)


@pytest.mark.parametrize("group", KNOWN)
def test_known_disagreement(client: TestClient, group: str) -> None:
    expected, rule, percent, members, aspects = KNOWN[group]
    shown = ask(client, f"/trade-stats/conflicts/{group}")
    assert (shown["verdict"], shown["rule"], shown["spread"]["percent"]) == (expected, rule, percent)
    assert {figure["id"] for figure in shown["figures"]} == members
    assert [reason.split(":")[0] for reason in shown["reasons"]] == aspects
    stated = [figure["value"] for figure in shown["figures"]]
    assert (shown["spread"]["low"], shown["spread"]["high"]) == (min(stated), max(stated))
    assert [figure["preferred"] for figure in shown["figures"]] == [True] + [False] * (len(members) - 1)
    assert shown["figures"][0]["id"] == shown["preferred"]
    documents = {source["document"] for source in shown["sources"]}
    for figure in shown["figures"]:
        whole = ask(client, figure["url"])
        assert {name: whole[name] for name in ("id", "value", "qualifier", "as_written", "date", "scope")} == {
            name: figure[name] for name in ("id", "value", "qualifier", "as_written", "date", "scope")
        }
        assert {source["document"] for source in whole["sources"]} <= documents


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"verdict": "disagree"}, DISAGREE),
        ({"verdict": ["compatible", "superseded"]}, set(KNOWN) - DISAGREE),
        ({"indicator": "companies"}, {"companies-inward-tr-kz-2025"}),
        ({"between": "Turkey,KAZ"}, set(KNOWN)),
        ({"country": "China"}, set()),
        ({"date_to": "2020"}, {"investment-stock-inward-tr-kz-2005"}),
        ({"document": "fidan-astana-visit"}, {"trade-target-turnover-kz-tr-2023"}),
    ],
)  # fmt: skip
def test_filters_of_conflicts(client: TestClient, params: dict[str, str], expected: set[str]) -> None:
    assert set(ids(client, "/trade-stats/conflicts", params)) == expected


def test_wrong_verdict_is_refused_with_the_nearest(client: TestClient) -> None:
    assert refused(client, "/trade-stats/conflicts", {"verdict": "disagreed"})["suggestions"] == ["disagree"]


def test_preferred_figures_are_one_of_each_group(client: TestClient) -> None:
    every = items(client, "/trade-stats")
    assert items(client, "/trade-stats", {"figures": "all"}) == every
    picked = items(client, "/trade-stats", {"figures": "preferred"})
    alone = [stat for stat in every if stat["comparison"] is None]
    assert [stat for stat in picked if stat["comparison"] is None] == alone
    chosen = {stat["comparison"]["group"]: stat for stat in picked if stat["comparison"]}
    assert len(chosen) == len(picked) - len(alone)
    by_group = {group["id"]: group for group in items(client, "/trade-stats/conflicts")}
    assert {name: stat["id"] for name, stat in chosen.items()} == {n: g["preferred"] for n, g in by_group.items()}
    for stat in every:
        if stat["comparison"]:
            group = by_group[stat["comparison"]["group"]]
            is_best = stat["id"] == group["preferred"]
            assert stat["comparison"] == {
                "group": group["id"],
                "verdict": group["verdict"],
                "preferred": is_best,
                "rule": group["rule"],
            }
            assert group["rule"] in dict(PREFERENCE)


def test_preferred_goes_with_other_filters(client: TestClient) -> None:
    params = {"figures": "preferred", "indicator": "trade-target"}
    assert ids(client, "/trade-stats", params) == ["trade-target-15-jspg-8-preview"]


# --- the methodology -----------------------------------------------------------------------

MARKDOWN = (ROOT / "docs" / "methodology.md").read_text("utf-8")


class Page(HTMLParser):
    """What a page shows, and what it asks the browser for."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page(client: TestClient) -> Page:
    response = client.get("/methodology")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    policy = dict(part.strip().split(" ", 1) for part in response.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == "'self'"
    assert policy["script-src"] == "'self'"
    return Page(response.text)


def test_methodology_states_every_rule_in_order() -> None:
    stated = re.findall(r"^\| `(\w+)` \| (.+) \|$", MARKDOWN.partition("## The preferred figure")[2], re.MULTILINE)
    assert stated == list(PREFERENCE)


@pytest.mark.parametrize("values", [Verdict, Qualifier])
def test_methodology_states_every_value(values: Any) -> None:
    assert re.findall(r"^\| `(\w+)` \|", MARKDOWN, re.MULTILINE).count("exact") == 2
    for value in values:
        assert re.search(rf"^\| `{value}` \| ", MARKDOWN, re.MULTILINE)


def test_methodology_states_the_numbers() -> None:
    flowing = " ".join(MARKDOWN.split())
    assert f"| `about` | the value and {ABOUT * 100:g} percent either way |" in flowing
    assert f"(within {ABOUT * 100:g} percent)" in flowing
    assert STOCK_DAYS == 2 * 365
    assert "at most two years apart" in flowing


def test_methodology_page_shows_it_all(page: Page) -> None:
    shown = " ".join(page.text.split())
    for name, rule in PREFERENCE:
        assert f"{name} {html.unescape(rule)}" in shown
    for value in (*Verdict, *Qualifier):
        assert value in shown
    assert {"table", "h2"} <= {tag for tag, _ in page.tags}


def test_methodology_page_asks_for_nothing_that_its_policy_forbids(client: TestClient, page: Page) -> None:
    for tag, attributes in page.tags:
        assert tag not in ("style", "iframe", "object", "base")
        assert tag != "script" or "src" in attributes
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        for name in ("src", "href"):
            target = attributes.get(name)
            asks = not (tag == "a" and str(target).startswith(("https://", "#")))  # such a link does not by itself
            if target and asks:
                assert target.startswith("/")
                assert client.get(target).status_code == 200, target
