"""Draws the chart of trade figures: a panel for each subject, with each figure over its period."""

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from app.domain.deadline import check_each
from app.domain.titles import label_of_figure
from app.domain.vocabulary import Measure, Qualifier, StatKind
from app.web.drawing import (
    CHARACTER,
    MAX_FACTS,
    NARROW,
    STANDALONE,
    WIDE,
    Axis,
    Box,
    Drawing,
    JsonRow,
    Look,
    Room,
    Sheet,
    at_percent,
    marker,
    shorten_text,
    tag,
)

MAX_PANELS = 50

MAX_ROWS = 400
"""Figures and gaps in a chart. If there are more, the newest are drawn: nobody could tell so many apart."""

MAX_TITLE_CHARACTERS = 100_000
"""Characters of the titles (tooltips) of all figures together."""

MAX_LABELLED_FIGURES = 80
"""Figures of a panel up to which values are written beside the marks."""

_MONEY = {"USD": "US$ {}", "EUR": "{} euros", "KZT": "{} tenge", "TRY": "{} Turkish lira"}
"""How amounts in some currencies are written; others have their code before the amount."""

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))

_HEDGES = {qualifier: f"{qualifier} " for qualifier in Qualifier if qualifier is not Qualifier.exact}

_BOUNDED = {Qualifier.about, Qualifier.nearly}

_VERDICTS = {"disagree": "they disagree", "compatible": "all can be true", "same": "all say the same"}

_STEPS = (1, 2, 2.5, 5, 10)

PLOT_HEIGHT = 150
"""Height of a panel in pixels. A panel with one figure has a third less."""


def _number(value: float) -> str:
    """A number with at most three decimals; below 1, with three significant digits, so that only 0 is shown as 0."""
    if 0 < abs(value) < 1:
        return format(Decimal(f"{value:.3g}"), "f")
    return f"{value:.4g}" if abs(value) >= 1e12 else f"{value:,.3f}".rstrip("0").rstrip(".")


def describe_series(row: JsonRow) -> str:
    """The subject of a row, of a target that of the actual figures beside it."""
    return label_of_figure({**row, "indicator": str(row["indicator"]).removesuffix("-target")})


@dataclass(frozen=True)
class Panel:
    """The figures of one subject in one unit: actual ones and targets."""

    rows: list[JsonRow]

    @property
    def first_row(self) -> JsonRow:
        """The row that the panel is named after: the first actual figure, else the first target."""
        return next((row for row in self.rows if row["kind"] == StatKind.actual), self.rows[0])

    @property
    def figures(self) -> list[JsonRow]:
        return [row for row in self.rows if not row["gap"]]

    @property
    def rank(self) -> bool:
        return bool(self.first_row["unit"] == Measure.rank)

    @property
    def scale(self) -> tuple[float, str]:
        largest = max((abs(row["value"]) for row in self.figures), default=0)
        return next(((power, word) for power, word in _SCALES if largest >= power), (1, ""))

    @property
    def unit(self) -> str:
        """The unit of the axis in words: "US$ billion"."""
        unit, word = self.first_row["unit"], self.scale[1]
        if unit in _MONEY:
            return " ".join(_MONEY[unit].format(word).split())
        words = {
            Measure.rank: "place, 1 is first",
            Measure.days: f"{word} days",
            Measure.count_: f"number, {word}",
        }
        return words.get(unit, f"{unit} {word}").strip(" ,")

    def label(self, row: JsonRow) -> str:
        if self.rank and row["qualifier"] == Qualifier.under:
            return f"top {_number(row['value'])}"
        return _HEDGES.get(row["qualifier"], "") + _number(row["value"] / self.scale[0])


def panels(rows: Iterable[JsonRow]) -> list[Panel]:
    """Group rows by subject and unit. Targets go with the actual figures of their subject."""
    groups: dict[tuple[str, str], list[JsonRow]] = {}
    for row in rows:
        series = row["series"]
        subject = re.sub("-target(?=-|$)", "", series) if row["kind"] == StatKind.target else series
        groups.setdefault((subject, row["unit"]), []).append(row)
    return [Panel(groups[key]) for key in sorted(groups)]


def _figure_title(row: JsonRow) -> str:
    """The title of a figure: its date, words, qualifier and sources."""
    kind = "Target stated" if row["kind"] == StatKind.target else "Actual"
    parts = [f"{kind} {row['date'] or 'at no known date'}: {row['as_written']} ({row['qualifier']})"]
    if row["figures"] > 1:
        verdict = _VERDICTS.get(row["verdict"], row["verdict"])
        parts.append(f"one of {row['figures']} figures for the period: {verdict}")
    for source in row["sources"]:
        details = [source["title"], source["publisher"], source["published"]]
        parts.append(f"Source: {', '.join([source['document'], *filter(None, details)])}")
    return "\n".join(parts)


def _newest(all_panels: Sequence[Panel]) -> list[Panel]:
    """The first panels, with their newest rows, up to ``MAX_PANELS`` and ``MAX_ROWS``."""
    panels_drawn, rows_left = [], MAX_ROWS
    for panel in all_panels[:MAX_PANELS]:
        if rows_left == 0:
            break
        rows = panel.rows
        if len(rows) > rows_left:
            newest = sorted(range(len(rows)), key=lambda index: str(rows[index]["date_start"] or ""))[-rows_left:]
            rows = [rows[index] for index in sorted(newest)]
        panels_drawn.append(Panel(rows))
        rows_left -= len(rows)
    return panels_drawn


def _facts(panels_drawn: Sequence[Panel]) -> str:
    sentences, rows_left = [], MAX_FACTS
    for panel in panels_drawn:
        rows = panel.rows[:rows_left]
        rows_left -= len(rows)
        if rows:
            figures = (
                f"{row['date']}: no figure"
                if row["gap"]
                else f"{'target ' * (row['kind'] == StatKind.target)}{row['date'] or 'no date'}: {panel.label(row)}"
                for row in rows
            )
            sentences.append(
                f"{shorten_text(describe_series(panel.first_row))}, in {panel.unit}. {'; '.join(figures)}."
            )
    remaining = sum(len(panel.rows) for panel in panels_drawn) - (MAX_FACTS - rows_left)
    return " ".join(sentences) + (f" And {remaining} more: see the data." if remaining else "")


def draw_trade_chart(
    rows: Sequence[JsonRow],
    *,
    data: str = "/trade-stats/series",
    query: str = "",
    until: dt.date | None = None,
    look: Look = STANDALONE,
) -> Drawing:
    """Draw the rows of ``/trade-stats/series``, a panel for each subject.

    ``data`` and ``query`` are the path and query string of the rows. ``until`` is the day of the newest document.
    """
    all_panels = panels(rows)
    panels_drawn = _newest(all_panels)
    sheet = Sheet(look)
    title = (
        describe_series(panels_drawn[0].first_row)
        if len(panels_drawn) == 1
        else f"{len(all_panels)} series of reported figures"
    )
    sheet.write(title if panels_drawn else "No figures", "title", characters=34, line=20)
    documents = {source["document"] for panel in panels_drawn for row in panel.rows for source in row["sources"]}
    read_until = f", read up to {until}" if until else ""
    sheet.write(f"Figures as reported by {len(documents)} document{'s' * (len(documents) != 1)}{read_until}", "quiet")
    if len(all_panels) > len(panels_drawn):
        sheet.write(f"{len(panels_drawn)} of {len(all_panels)} series are drawn: name an indicator for others.", "note")
    older_rows = sum(len(panel.rows) for panel in all_panels[: len(panels_drawn)]) - sum(
        len(panel.rows) for panel in panels_drawn
    )
    if older_rows:
        sheet.write(f"The newest figures are drawn, {older_rows:,} older rows are not: the data has all.", "note")
    _legend(sheet, panels_drawn)
    characters = MAX_TITLE_CHARACTERS // (sum(len(panel.rows) for panel in panels_drawn) or 1)
    axes: dict[str, list[JsonRow]] = {}
    for panel in panels_drawn:  # panels of one indicator share an axis, so that they can be compared
        axes.setdefault(panel.first_row["indicator"].removesuffix("-target"), []).extend(panel.rows)
    for panel in panels_drawn:
        axis = Axis.of(axes[panel.first_row["indicator"].removesuffix("-target")])
        _panel(sheet, panel, axis, characters, with_heading=len(panels_drawn) > 1)
    sheet.links(data, query)
    return sheet.finish(
        title if panels_drawn else "No figures",
        _facts(panels_drawn) or "No document has such a figure.",
        [row for panel in panels_drawn for row in panel.rows],
    )


def _legend(sheet: Sheet, panels_drawn: Sequence[Panel]) -> None:
    """Draw the legend of the signs that occur, in two columns."""
    rows = [row for panel in panels_drawn for row in panel.rows]
    figures = [row for row in rows if not row["gap"]]
    hedges = {row["qualifier"] for row in figures}
    bar = tag("line", x1=-8, x2=8, class_="period")
    items = [
        (any(r["kind"] == StatKind.actual for r in figures), "actual", marker("circle"), "Actual"),
        (any(r["kind"] == StatKind.target for r in figures), "target", marker("diamond"), "Target, when stated"),
        (hedges != {Qualifier.exact} and figures, "actual hedged", marker("circle"), "Hollow: not exact"),
        (hedges & {Qualifier.over, Qualifier.under}, "actual", _arrow(-1, 7, 13), "Arrow: over, under"),
        (any(_has_period(r) for r in figures), "actual", bar, "Bar: the period"),
        (any(r["gap"] for r in rows), "gap", tag("rect", x=-8, y=-6, width=16, height=12), "Shaded: no figure"),
    ]
    entries = [(kind, sign, text) for present, kind, sign, text in items if present]
    elements: list[Markup] = []
    for index, (kind, sign, text) in enumerate(entries):
        x, y = (0.5, 50)[index % 2], sheet.y + 20 + 18 * (index // 2)
        position = {"x": f"{x}%", "y": y}
        sign = tag("svg", tag("svg", sign, x=10, overflow="visible"), **position, overflow="visible")
        words = tag("text", text, x=f"{x}%", dx=24, y=y + 4)
        elements.append(tag("g", sign, words, class_=kind))
    sheet.parts.append(tag("g", *elements, aria_hidden="true", class_="legend"))
    sheet.y += 18 * math.ceil(len(entries) / 2) + 6


def _has_period(row: JsonRow) -> bool:
    """Whether a bar shows the figure's period: a month or a range, but not a day or a whole year."""
    return row["date_precision"] in ("month", "range")


def _arrow(direction: int, start: int, length: int = 20) -> Markup:
    """An arrow up (-1) or down (1)."""
    tip = start + direction * length
    return tag("path", d=f"M0,{start}V{tip}M-4,{tip - direction * 5}L0,{tip}L4,{tip - direction * 5}", class_="whisker")


def _ticks(panel: Panel) -> list[float]:
    """Round values for the axis, from 0 or the lowest value to the largest or beyond. Ranks start at 1."""
    figures = panel.figures
    largest = max((min(row["high"] or row["value"], row["value"] * 1.2) for row in figures), default=1)
    lowest = min(
        (max(row["low"] or row["value"], row["value"] * 1.2) for row in figures if row["value"] < 0), default=0
    )
    largest = max(0, largest) if lowest else largest or 1
    rough = (largest - lowest) / panel.scale[0] / 3
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in _STEPS if factor * power >= rough * 0.999)
    if panel.rank or (panel.first_row["unit"] in (Measure.count_, Measure.days) and panel.scale[0] == 1):
        step = max(1, math.ceil(step))
    if panel.rank:
        return sorted({1, *(step * n for n in range(1, math.floor(largest / step) + 2))})
    first, last = (value / panel.scale[0] / step for value in (lowest, largest))
    return [step * n for n in range(math.floor(first + 0.001), math.ceil(last - 0.001) + 1)]


def _panel(sheet: Sheet, panel: Panel, axis: Axis | None, characters: int, *, with_heading: bool) -> None:
    """Draw a panel. The title of each figure has at most ``characters``."""
    sheet.y += 10
    if with_heading:
        sheet.write(describe_series(panel.first_row), "heading", characters=42)
    sheet.write(panel.unit[:1].upper() + panel.unit[1:], "quiet unit")
    dated = [row for row in panel.figures if row["date_end"]]
    if axis and dated:
        top = sheet.y + 26
        bottom = top + (PLOT_HEIGHT if len(panel.rows) > 1 else PLOT_HEIGHT * 2 // 3)
        sheet.parts.append(axis.draw(top - 10, bottom))
        sheet.parts.append(tag("g", *_plot(sheet.look, panel, axis, top, bottom, characters), class_="panel"))
        sheet.y = bottom + 20
    for row in panel.figures:
        if not row["date_end"]:
            sheet.y += 17
            kind = "Target" if row["kind"] == StatKind.target else "Actual"
            text = tag("text", f"{kind} without a date: {panel.label(row)}", x="0.5%", y=sheet.y)
            sheet.parts.append(_figure(sheet.look, row, [text], characters, "undated"))


def _figure(look: Look, row: JsonRow, shapes: Sequence[str], characters: int, *extra_classes: str) -> Markup:
    hedged = [] if row["qualifier"] == Qualifier.exact else ["hedged", row["qualifier"]]
    classes = " ".join(["figure", row["kind"], *hedged, *extra_classes])
    return look.record(row["url"], tag("title", shorten_text(_figure_title(row), characters)), *shapes, class_=classes)


def _plot(look: Look, panel: Panel, axis: Axis, top: int, bottom: int, characters: int) -> Iterator[Markup]:
    ticks, room = _ticks(panel), Room()
    low, high = ticks[0], ticks[-1]

    def height(value: float) -> float:
        part = (value / panel.scale[0] - low) / ((high - low) or 1)
        return top + (bottom - top) * part if panel.rank else bottom - (bottom - top) * part

    lines: list[Markup] = []
    for value in ticks:
        y = height(value * panel.scale[0])
        lines.append(tag("line", x1="0", x2="100%", y1=y, y2=y, class_="grid"))
        lines.append(tag("text", _number(value), x="0.5%", y=y - 3, class_="quiet number"))
        room.take(0, (0, y - 14, len(_number(value)) * CHARACTER, y))
    yield tag("g", *lines, aria_hidden="true")
    yield from _gaps([row for row in panel.rows if row["gap"]], axis, top - 10, bottom)
    yield from _connecting_lines(panel, axis, height)
    dated = [row for row in panel.figures if row["date_end"]]
    middles = [sum(axis.span(row)) / 2 for row in dated]
    for row, x in zip(dated, middles, strict=True):
        y = height(row["value"])
        room.take(x, (-8, y - 8, 8, y + 8))
        if _has_period(row):
            start, end = axis.span(row)
            room.take(start, (0, y - 1, 0, y + 1), end)
        reach = _reach(panel, row, y, height)
        room.take(x, (-6, y + min(0, *reach), 6, y + max(0, *reach)))
    for row, x in check_each(zip(dated, middles, strict=True)):
        y = height(row["value"])
        left, right = (f"{edge:.2f}%" for edge in axis.span(row))
        shapes = [tag("line", x1=left, x2=right, y1=y, y2=y, class_="period")] if _has_period(row) else []
        shape = "diamond" if row["kind"] == StatKind.target else "circle"
        shapes.append(at_percent(x, y, *_whisker(panel, row, y, height), marker(shape)))
        if len(dated) <= MAX_LABELLED_FIGURES:
            shapes += _value_label(panel.label(row), x, y, room, top - 12, bottom - 1)
        yield _figure(look, row, shapes, characters)


def _upward(row: JsonRow) -> bool:
    """Whether a figure that is ``over`` or ``under`` its value may be higher than that. A hedge is about the size."""
    return bool((row["qualifier"] == Qualifier.over) == (row["value"] >= 0))


def _reach(panel: Panel, row: JsonRow, y: float, height: Any) -> tuple[float, float]:
    """How far the true value may be from the mark, up and down, in pixels; a fixed length if there is no bound."""
    if row["qualifier"] in (Qualifier.over, Qualifier.under) and not panel.rank:
        return (-26, 0) if _upward(row) else (0, 26)
    return height(row["low"]) - y, height(row["high"]) - y


def _whisker(panel: Panel, row: JsonRow, y: float, height: Any) -> list[Markup]:
    """A line between the bounds of the true value, or an arrow if it has no bound."""
    if row["qualifier"] == Qualifier.exact:
        return []
    if row["qualifier"] in _BOUNDED or (panel.rank and row["qualifier"] == Qualifier.under):
        low, high = _reach(panel, row, y, height)
        path = f"M0,{low:.1f}V{high:.1f}M-5,{low:.1f}H5M-5,{high:.1f}H5"
        return [tag("path", d=path, class_="whisker")]
    direction = -1 if _upward(row) else 1
    return [_arrow(direction, direction * 6)]


def _value_label(text: str, x: float, y: float, room: Room, top: float, bottom: float) -> list[Markup]:
    """The value beside its mark, on the first side with room. Empty if there is no room at any width."""
    size = len(text) * CHARACTER
    candidates: list[tuple[str, float, float, Box]] = [
        ("middle", 0, -11, (-size / 2, y - 22, size / 2, y - 9)),
        ("start", 11, 4, (10, y - 7, 12 + size, y + 7)),
        ("end", -11, 4, (-12 - size, y - 7, -10, y + 7)),
        ("middle", 0, 20, (-size / 2, y + 9, size / 2, y + 22)),
    ]
    for widths in ((NARROW, WIDE), (WIDE,)):
        for anchor, dx, dy, box in candidates:
            if all(room.fits(x, box, width, top, bottom) for width in widths):
                room.take(x, box)
                classes = "number" if NARROW in widths else "number wide"
                position = {"x": f"{x:.2f}%", "dx": dx, "y": y + dy, "text_anchor": anchor}
                return [tag("text", text, **position, class_=classes)]
    return []


def _gaps(rows: Sequence[JsonRow], axis: Axis, top: int, bottom: int) -> Iterator[Markup]:
    """A shaded span for each gap. Consecutive gaps share one label."""
    runs: list[list[JsonRow]] = []
    for row in sorted(rows, key=lambda row: (row["kind"], row["date"])):
        follows = runs and int(row["date_start"][:4]) == int(runs[-1][-1]["date_end"][:4]) + 1
        (runs[-1].append if follows else lambda gap_row: runs.append([gap_row]))(row)
    for run in runs:
        start, end = axis.span(run[0])[0], axis.span(run[-1])[1]
        for row in run:
            left, right = axis.span(row)
            position = {"x": f"{left:.2f}%", "width": f"{right - left:.2f}%", "y": top, "height": bottom - top}
            text = tag("title", f"{row['date']}: no document has a figure")
            yield tag("g", text, tag("rect", **position), class_="gap")
        fits = [width for width in (NARROW, WIDE) if (end - start) / 100 * width > len("no figure") * CHARACTER]
        if fits:
            classes = "quiet" if NARROW in fits else "quiet wide"
            position = {"x": f"{(start + end) / 2:.2f}%", "y": bottom - 8, "text_anchor": "middle"}
            yield tag("text", "no figure", **position, class_=classes, aria_hidden="true")


def _connecting_lines(panel: Panel, axis: Axis, height: Any) -> Iterator[Markup]:
    """Lines between the figures of consecutive years. A year without a figure interrupts the line."""
    by_year = {(row["series"], int(row["date"])): row for row in panel.figures if row["date_precision"] == "year"}
    for (series, year), row in by_year.items():
        following = by_year.get((series, year + 1))
        if following:
            ends = [(sum(axis.span(year_row)) / 2, height(year_row["value"])) for year_row in (row, following)]
            coordinates = {f"{name}{number}": f"{end[0]:.2f}%" if name == "x" else end[1]
                     for number, end in enumerate(ends, 1) for name in "xy"}  # fmt: skip
            yield tag("line", **coordinates, class_=f"join {row['kind']}")
