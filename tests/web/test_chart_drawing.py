"""Charts: every figure stands there once, at its value and day, and can be told apart without colour."""

import re
from typing import cast
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from app.db.snapshot import Snapshot
from app.domain.titles import source_details, source_title
from app.web.pictures import chart_panels, charts, drawing, target_years
from app.web.pictures.drawing import Look
from tests.api_requests import Params
from tests.conftest import on_sqlite
from tests.web.svg_pictures import (
    CHART,
    SVG,
    TRADE,
    figure_of,
    of_class,
    parse_svg,
    picture,
    series,
    title,
    words,
)

pytestmark = on_sqlite


@pytest.mark.parametrize("params", [{}, TRADE, {"indicator": "investment-stock"}, {"kind": "target"}])
def test_every_figure_is_drawn_once(wider: TestClient, params: Params) -> None:
    root = picture(wider, CHART, params)
    rows = series(wider, params)
    drawing = {item.get("href", ""): item for item in of_class(root, "figure")}
    figures = [row for row in rows if not row["gap"]]
    assert figures
    assert len(list(of_class(root, "figure"))) == len(figures)
    for row in figures:
        item = drawing[f"http://testserver/explore{row['url']}"]
        classes = item.get("class", "").split()
        assert row["kind"] in classes
        assert ("hedged" in classes) is (row["qualifier"] != "exact")
        shapes = [mark.tag.removeprefix(SVG) for mark in of_class(item, "mark")]
        in_words = not {"undated", "card"}.isdisjoint(classes)
        assert shapes == ([] if in_words else ["path" if row["kind"] == "target" else "circle"])
        arrow = any(re.fullmatch("over|under", row["qualifier"]) for _ in of_class(item, "whisker"))
        assert arrow is (row["qualifier"] in ("over", "under") and not in_words)
        title_text = title(item)
        assert row["as_written"] in title_text
        assert (f"({row['qualifier']})" in title_text) is (row["qualifier"] != "exact")
        assert chart_panels.period_words(row) in title_text
        for source in row["sources"]:
            assert all(words in title_text for words in (source_title(source), *source_details(source)))
        assert "None" not in title_text
    assert len(list(of_class(root, "gap"))) - any(row["gap"] for row in rows) == sum(row["gap"] for row in rows)


def test_an_arrow_points_where_the_value_may_be(client: TestClient) -> None:
    root = picture(client, CHART, {"qualifier": "over"})
    tips = [float(re.findall(r"V(-?[\d.]+)", item.get("d", ""))[0])
            for figure in of_class(root, "figure") for item in of_class(figure, "whisker")]  # fmt: skip
    assert len(tips) > 1
    assert all(tip < 0 for tip in tips)


def test_a_gap_is_not_drawn_across(client: TestClient) -> None:
    """2022 and 2024 have figures but 2023 has none. The direct investment of 2022 and 2023 is joined."""
    root = picture(client, CHART, TRADE)
    assert [title(item) for item in of_class(root, "gap") if title(item)] == ["2023: no document has a figure"]
    assert list(of_class(root, "join")) == []
    chart = picture(client, CHART, {"indicator": "investment-flow"})
    assert len(list(of_class(chart, "join"))) == 1


def test_actual_and_target_share_a_panel_and_are_told_apart_in_words(client: TestClient) -> None:
    root = picture(client, CHART, TRADE)
    assert len(list(of_class(root, "panel"))) == 1
    (legend,) = of_class(root, "legend")
    assert {"Actual", "Target", "Dashes: since stated", "Shaded: no figure", "Bar: the period"} == {
        item.text for item in legend.iter(f"{SVG}text")
    }
    assert "US$ billion" in words(root)


def test_units_and_things_have_panels_of_their_own(client: TestClient) -> None:
    rows = series(client)
    result = chart_panels.panels(rows)
    assert sum(len(panel.rows) for panel in result) == len(rows)
    for panel in result:
        assert len({row["unit"] for row in panel.rows}) == 1
        assert len({(str(row["product"]), row["scope"]) for row in panel.rows}) == 1
    assert {panel.unit for panel in result} == {"US$ billion", "US$ million", "number", "place, 1 is first"}


def test_a_figure_among_several_says_so(client: TestClient) -> None:
    (figure,) = [item for item in of_class(picture(client, CHART, TRADE), "figure") if "can all be true" in title(item)]
    assert "2 figures for this period" in title(figure)


def mark_x(root: ET.Element, url: str) -> float:
    """Where the mark of a figure stands, in percent."""
    (figure,) = [item for item in of_class(root, "figure") if item.get("href") == f"/explore{url}"]
    return float(next(item.get("x", "") for item in figure.iter(f"{SVG}svg")).rstrip("%"))


def test_one_figure_is_a_card(client: TestClient) -> None:
    row = figure_of(series(client, TRADE)[0], "2024", 5_000_000_000, qualifier="over", as_written="over $5 bn")
    root = parse_svg(charts.draw_trade_chart([row]).svg)
    assert not list(of_class(root, "mark"))
    assert [item.text for item in of_class(root, "amount")] == ["over US$5 billion"]
    assert "2024: “over $5 bn”" in words(root)


def test_figures_that_disagree_are_joined(client: TestClient) -> None:
    sample = series(client, {**TRADE, "kind": "actual"})[0]
    group = {"group": "g", "verdict": "disagree", "figures": 2}
    rows = [figure_of(sample, "2023", 4), figure_of(sample, "2024", 5, **group), figure_of(sample, "2024", 7, **group)]
    (pair,) = [item for item in of_class(parse_svg(charts.draw_trade_chart(rows).svg), "pair") if title(item)]
    assert title(pair) == "2 figures disagree: 5, 7"
    assert len({line.get("y1") for line in pair.iter(f"{SVG}line")} | {pair[1].get("y2")}) == 2


def test_a_stock_stands_at_the_end_of_its_period(client: TestClient) -> None:
    sample = series(client, {**TRADE, "kind": "actual"})[0]
    rows = [figure_of(sample, "2023", 4), figure_of(sample, "2024", 5)]
    flow = parse_svg(charts.draw_trade_chart(rows).svg)
    stock = parse_svg(charts.draw_trade_chart([row | {"indicator": "investment-stock"} for row in rows]).svg)
    assert mark_x(flow, "/2023/4") == pytest.approx(34.5, abs=0.1)
    assert mark_x(stock, "/2023/4") == pytest.approx(55, abs=0.1)


@pytest.mark.parametrize(
    ("aim", "end", "note"),
    [
        (None, drawing.RIGHT, "No document states the year of a target."),
        ("2025-12-31", 14 + 82 * 1096 / 1826, "Dashes end at the year aimed at."),
        ("2027-12-31", drawing.RIGHT, "Dashes end at the year aimed at."),
    ],
)
def test_a_target_lasts_from_the_day_on_which_it_was_stated_to_the_year_aimed_at(
    client: TestClient, aim: str | None, end: float, note: str
) -> None:
    sample = series(client, {**TRADE, "kind": "target"})[0]
    rows = [figure_of(sample, "2023-01-01", 10, aim=aim), figure_of(sample, "2027" if aim else "2024", 15)]
    root = parse_svg(charts.draw_trade_chart(rows).svg)
    (line,) = [item for item in of_class(root, "aim") if "%" in item.get("x1", "")]
    assert float(line.get("x1", "").rstrip("%")) == pytest.approx(14, abs=0.1)
    assert float(line.get("x2", "").rstrip("%")) == pytest.approx(end, abs=0.1)
    assert note in words(root)


@pytest.mark.parametrize(
    ("words_of_target", "due", "aim"),
    [
        ("$15 billion", {}, None),
        ("$15 billion by 2030", {}, "2030-12-31"),
        ("$15 billion by the end of 2030", {"KZ TR": "2028-06-30"}, "2030-12-31"),
        ("$15 billion", {"KZ TR": "2028-06-30"}, "2028-06-30"),
        ("$15 billion", {"KZ": "2028-06-30"}, None),
        ("$15 billion, after 5 in 2019", {}, None),
    ],
)
def test_the_year_of_a_target_is_one_that_a_document_states(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, words_of_target: str, due: dict[str, str], aim: str | None
) -> None:
    row = figure_of(series(client, {**TRADE, "kind": "target"})[0], "2024-11-11", 15, as_written=words_of_target)
    days_by_key = {(15, row["unit"], frozenset(codes.split())): day for codes, day in due.items()}
    monkeypatch.setattr(target_years, "_due_days", lambda *_: days_by_key)
    target_years.add_aims(cast("Snapshot", None), [row])
    assert row.get("aim") == aim


def test_one_early_figure_does_not_squeeze_the_others(client: TestClient) -> None:
    sample = series(client, {**TRADE, "kind": "actual"})[0]
    gap = {"gap": True, "date": "1995/2020", "date_end": "2020-12-31", "date_precision": "range", "value": None}
    rows = [figure_of(sample, str(year), year - 1990) for year in (1994, 2021, 2022, 2023, 2024)]
    rows.insert(1, figure_of(sample, "1995", 0) | gap)
    root = parse_svg(charts.draw_trade_chart(rows).svg)
    assert "The axis leaves out years without figures: 1995–2020." in words(root)
    assert mark_x(root, "/2021/31") == pytest.approx(14 + 77 / 5 + 5 + 77 / 10, abs=0.1)
    assert [title(item) for item in of_class(root, "gap") if title(item)] == ["1995–2020: no document has a figure"]
    assert len([*of_class(root, "cut")]) == 1
    assert "leaves out" not in words(parse_svg(charts.draw_trade_chart(rows[2:]).svg))


@pytest.mark.parametrize(("values", "is_broken"), [([1, 2, 100], True), ([1, 2, 15], False), ([1, 100], False)])
def test_one_large_value_stands_above_a_break(client: TestClient, values: list[int], is_broken: bool) -> None:
    sample = series(client, {**TRADE, "kind": "actual"})[0]
    rows = [figure_of(sample, str(2020 + at), value * 1e9) for at, value in enumerate(values)]
    root = parse_svg(charts.draw_trade_chart(rows).svg)
    assert ("axis broken" in words(root)) is is_broken
    assert ("US$100 billion" in words(root)) is is_broken
    marks = sorted(float(item.get("y", "")) for figure in of_class(root, "figure") for item in figure.iter(f"{SVG}svg"))
    assert len(set(marks)) == len(values)
    assert marks[-1] - marks[-2] > (40 if is_broken else 5)


def test_a_mark_in_a_page_says_what_it_is(client: TestClient) -> None:
    rows = series(client, TRADE)
    root = parse_svg(charts.draw_trade_chart(rows, look=Look(inline=True)).svg)
    for figure in of_class(root, "figure"):
        tip = " ".join(item.text or "" for item in of_class(figure, "tip"))
        assert tip
        assert tip.split(":")[0] in title(figure)
    assert not list(of_class(parse_svg(charts.draw_trade_chart(rows).svg), "tip"))


def test_figures_without_a_date_and_of_long_ago(client: TestClient) -> None:
    rows = series(client, {**TRADE, "kind": "actual"})
    undated_row = dict(rows[0]) | {"date": None, "date_start": None, "date_end": None, "date_precision": None}
    first = {"date": "0001", "date_start": "0001-01-01", "date_end": "0001-12-31"}
    last = {"date": "9999", "date_start": "9999-01-01", "date_end": "9999-12-31"}
    root = parse_svg(charts.draw_trade_chart([undated_row]).svg)
    assert "Actual without a date: 6.3" in words(root)
    assert len(list(of_class(root, "panel"))) == 0
    root = parse_svg(charts.draw_trade_chart([undated_row, rows[0] | first, rows[0] | last]).svg)
    assert len(list(of_class(root, "figure"))) == 3


@pytest.mark.parametrize("value", [0, 0.25, 1, 7, 999_999, 1e12, 1e15])
def test_the_axis_reaches_the_value(client: TestClient, value: float) -> None:
    row = series(client, TRADE)[0] | {"value": value, "low": value, "high": value}
    panel = chart_panels.Panel([row])
    ticks = panel.ticks
    assert ticks[0] == 0
    assert ticks[-1] * panel.scale[0] >= value
    assert 2 <= len(ticks) <= 5


def test_no_more_panels_than_there_is_room_for(client: TestClient) -> None:
    row = series(client, TRADE)[0]
    many_rows = [row | {"series": f"trade-{number:02}"} for number in range(60)]
    root = parse_svg(charts.draw_trade_chart(many_rows).svg)
    assert len(list(of_class(root, "card"))) == charts.MAX_PANELS
    assert "50 of 60 series are drawn" in words(root)


@pytest.mark.parametrize("width", [drawing.NARROW, drawing.WIDE])
@pytest.mark.parametrize("params", [{}, TRADE])
def test_values_do_not_overlap(client: TestClient, params: Params, width: int) -> None:
    root = picture(client, CHART, params)
    for panel in of_class(root, "panel"):
        boxes = []
        for figure in of_class(panel, "figure"):
            for text in figure.iter(f"{SVG}text"):
                if width == drawing.NARROW and "wide" in text.get("class", ""):
                    continue
                size = len(text.text or "") * drawing.CHARACTER
                remaining = float(text.get("x", "").rstrip("%")) / 100 * width + float(text.get("dx", 0))
                remaining -= {"start": 0.0, "middle": size / 2, "end": size}[text.get("text-anchor", "start")]
                boxes.append((remaining, remaining + size, float(text.get("y", 0))))
        for at, (remaining, right, y) in enumerate(boxes):
            assert remaining >= -1
            assert right <= width + 1
            for other_box in boxes[at + 1 :]:
                assert right <= other_box[0] or other_box[1] <= remaining or abs(y - other_box[2]) >= 12
