"""Draws one panel of a chart of trade figures: the axes, the marks, the gaps, and a single figure as a card."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from app.domain.deadline import check_each
from app.domain.figure_vocabulary import Qualifier, StatKind
from app.domain.figure_words import number_text
from app.domain.free_text import shorten_text
from app.domain.titles import source_details, source_title
from app.web.pictures.chart_panels import (
    Panel,
    describe_series,
    has_period,
    is_stated_target,
    period_words,
    rivals,
    x_percent,
)
from app.web.pictures.drawing import (
    CHARACTER,
    NARROW,
    RIGHT,
    TIP_HEIGHT,
    WIDE,
    Box,
    JsonRow,
    Look,
    Room,
    Sheet,
    at_percent,
    marker,
    tag,
)
from app.web.pictures.time_axis import TimeAxis

MAX_LABELLED_FIGURES = 80
"""Figures of a panel up to which values are written beside the marks."""

PLOT_HEIGHT = 150
"""Height of a plot in pixels."""

_BREAK_HEIGHT = 30
"""Pixels above the break of an axis."""

_BOUNDED_QUALIFIERS = {Qualifier.about, Qualifier.nearly}

VERDICT_WORDS = {"disagree": "which disagree", "compatible": "which can all be true", "same": "which say the same"}
"""What a figure says of others for the same period."""


@dataclass(frozen=True)
class ValueAxis:
    """The vertical axis of a panel, from ``top`` to ``bottom`` in pixels. Ranks have 1 at the top."""

    panel: Panel
    top: float
    bottom: float
    ticks: Sequence[float]
    is_broken: bool

    @classmethod
    def of(cls, panel: Panel, top: float, bottom: float) -> "ValueAxis":
        is_broken = panel.outlier is not None
        return cls(panel, top + _BREAK_HEIGHT * is_broken, bottom, panel.ticks, is_broken)

    def height(self, value: float) -> float:
        """The y of a value. A value beyond the break stands above it."""
        if self.is_broken and value >= (self.panel.outlier or 0):
            return self.top - _BREAK_HEIGHT + 6
        low, high = self.ticks[0], self.ticks[-1]
        part = (value / self.panel.scale[0] - low) / ((high - low) or 1)
        length = self.bottom - self.top
        return self.top + length * part if self.panel.rank else self.bottom - length * part

    def draw(self, room: Room) -> Iterator[Markup]:
        for value in self.ticks:
            y, text = self.height(value * self.panel.scale[0]), number_text(value)
            yield tag("line", x1="0", x2="100%", y1=y, y2=y, class_="grid")
            yield tag("text", text, x="0.5%", y=y - 3, class_="quiet number")
            room.take(0, (0, y - 14, len(text) * CHARACTER, y))
        if self.is_broken:
            y = self.top - 12
            for shift in (0, 4):
                yield tag("line", x1="0", x2="100%", y1=y + shift, y2=y + shift, class_="break")
            yield tag("text", "axis broken", x="0.5%", y=y - 4, class_="quiet")
            room.take(0, (0, y - 15, 11 * CHARACTER, y + 4))


def draw_panel(sheet: Sheet, panel: Panel, axis: TimeAxis | None, characters: int, *, with_heading: bool) -> None:
    """Draw a panel. The title of each figure has at most ``characters``."""
    sheet.y += 10
    if with_heading:
        sheet.write(describe_series(panel.first_row), "heading", characters=40)
    if panel.is_card:
        _card(sheet, panel, characters)
        return
    sheet.write(panel.unit[:1].upper() + panel.unit[1:], "quiet unit")
    if axis and axis.cuts:
        sheet.write(f"The axis leaves out years without figures: {axis.cut_words}.", "quiet note")
    dated_rows = [row for row in panel.figures if row["date_end"]]
    if axis and dated_rows:
        top = sheet.y + 26
        bottom = top + PLOT_HEIGHT + _BREAK_HEIGHT * (panel.outlier is not None)
        sheet.parts.append(axis.draw(top - 10, bottom))
        sheet.parts.append(tag("g", *_plot(sheet.look, panel, axis, top, bottom, characters), class_="panel"))
        sheet.y = bottom + 20 + TIP_HEIGHT * sheet.look.inline
    for row in panel.figures:
        if not row["date_end"]:
            sheet.y += 17
            kind = "Target" if row["kind"] == StatKind.target else "Actual"
            text = tag("text", f"{kind} without a date: {panel.label(row)}", x="0.5%", y=sheet.y)
            sheet.parts.append(_figure(sheet.look, row, [text], characters, "undated"))


def _card(sheet: Sheet, panel: Panel, characters: int) -> None:
    """Draw the one figure of a panel: the amount in large letters, and its period with the document's words below."""
    (row,) = panel.rows
    sheet.y += 26
    amount = tag("text", panel.amount(row), x="0.5%", y=sheet.y, class_="amount")
    sheet.y += 18
    kind = "target stated " if row["kind"] == StatKind.target else ""
    period = period_words(row).removesuffix(" (day not stated)")  # the title has all of it
    words = shorten_text(f"{kind}{period}: “{row['as_written']}”", 46)
    caption = tag("text", words, x="0.5%", y=sheet.y, class_="quiet")
    sheet.parts.append(_figure(sheet.look, row, [amount, caption], characters, "card"))


def figure_title(row: JsonRow) -> str:
    """The title of a figure: its date, words, qualifier and sources."""
    kind = "Target stated" if row["kind"] == StatKind.target else "Actual"
    parts = [f"{kind}{' ' if row['date'] else ', '}{period_words(row)}: {row['as_written']}"]
    if row["qualifier"] != Qualifier.exact:
        parts[0] += f" ({row['qualifier']})"
    if row.get("aim"):
        parts[0] += f", for {row['aim'][:4]}"
    if row["figures"] > 1:
        verdict = VERDICT_WORDS.get(row["verdict"], row["verdict"])
        parts.append(f"{row['figures']} figures for this period, {verdict}")
    parts += [f"Source: {', '.join([source_title(source), *source_details(source)])}" for source in row["sources"]]
    return "\n".join(parts)


def _figure(look: Look, row: JsonRow, shapes: Sequence[str], characters: int, *extra_classes: str) -> Markup:
    hedge_classes = [] if row["qualifier"] == Qualifier.exact else ["hedged", row["qualifier"]]
    classes = " ".join(["figure", row["kind"], *hedge_classes, *extra_classes])
    return look.record(row["url"], tag("title", shorten_text(figure_title(row), characters)), *shapes, class_=classes)


def _tip(row: JsonRow) -> str:
    """What a mark says while it is pointed at: "2024: reached $5 billion – Kazinform News Agency"."""
    names = [source["publisher"] or source_title(source) for source in row["sources"][:1]]
    return " – ".join([f"{period_words(row)}: {row['as_written']}", *names])


def _plot(look: Look, panel: Panel, axis: TimeAxis, top: int, bottom: int, characters: int) -> Iterator[Markup]:
    room = Room()
    values = ValueAxis.of(panel, top, bottom)
    yield tag("g", *values.draw(room), aria_hidden="true")
    yield from _gaps([row for row in panel.rows if row["gap"]], axis, top - 10, bottom)
    yield from _connecting_lines(panel, axis, values)
    yield from _pairs(panel, axis, values)
    dated_rows = [row for row in panel.figures if row["date_end"]]
    marks = [(row, x_percent(row, axis), values.height(row["value"])) for row in dated_rows]
    for row, x, y in marks:
        room.take(x, (-8, y - 8, 8, y + 8))
        if has_period(row):
            start, end = axis.span(row)
            room.take(start, (0, y - 1, 0, y + 1), end)
        if is_stated_target(row):
            room.take(x, (0, y - 1, 0, y + 1), _end_of_aim(row, axis))
        reach = _reach(row, y, values)
        room.take(x, (-6, y + min(0, *reach), 6, y + max(0, *reach)))
    for row, x, y in check_each(marks):
        shapes = []
        if has_period(row):
            left, right = (f"{edge:.2f}%" for edge in axis.span(row))
            shapes.append(tag("line", x1=left, x2=right, y1=y, y2=y, class_="period"))
        if is_stated_target(row):
            later_marks = [later for _, later, height in marks if height == y and later > x]
            end = min([_end_of_aim(row, axis), *later_marks])
            shapes.append(tag("line", x1=f"{x:.2f}%", x2=f"{end:.2f}%", y1=y, y2=y, class_="aim"))
        shape = "diamond" if row["kind"] == StatKind.target else "circle"
        shapes.append(at_percent(x, y, *_whisker(row, y, values), marker(shape)))
        if len(dated_rows) <= MAX_LABELLED_FIGURES:
            text = panel.amount(row) if row["value"] == panel.outlier else panel.label(row)
            shapes += _value_label(text, x, y, room, top - 12, bottom - 1)
        shapes += look.tip(_tip(row), bottom + 20)
        yield _figure(look, row, shapes, characters)


def _end_of_aim(row: JsonRow, axis: TimeAxis) -> float:
    """Where the line of a target ends: with the year aimed at or, if no document states it, with the axis."""
    return axis.percent(dt.date.fromisoformat(row["aim"]).toordinal() + 1) if row.get("aim") else RIGHT


def _pairs(panel: Panel, axis: TimeAxis, values: ValueAxis) -> Iterator[Markup]:
    """A line between figures that disagree."""
    for group in rivals(panel):
        ends = sorted((x_percent(row, axis), values.height(row["value"])) for row in group)
        title = tag("title", f"{len(group)} figures disagree: {', '.join(panel.label(row) for row in group)}")
        lines = [
            tag("line", x1=f"{left:.2f}%", y1=upper, x2=f"{right:.2f}%", y2=lower)
            for (left, upper), (right, lower) in pairwise(ends)
        ]
        yield tag("g", title, *lines, class_="pair")


def _upward(row: JsonRow) -> bool:
    """Whether a figure that is ``over`` or ``under`` its value may be higher than that. A hedge is about the size."""
    return bool((row["qualifier"] == Qualifier.over) == (row["value"] >= 0))


def _reach(row: JsonRow, y: float, values: ValueAxis) -> tuple[float, float]:
    """How far the true value may be from the mark, up and down, in pixels; a fixed length if there is no bound."""
    if row["qualifier"] in (Qualifier.over, Qualifier.under) and not values.panel.rank:
        return (-26, 0) if _upward(row) else (0, 26)
    return values.height(row["low"]) - y, values.height(row["high"]) - y


def _whisker(row: JsonRow, y: float, values: ValueAxis) -> list[Markup]:
    """A line between the bounds of the true value, or an arrow if it has no bound."""
    if row["qualifier"] == Qualifier.exact:
        return []
    if row["qualifier"] in _BOUNDED_QUALIFIERS or (values.panel.rank and row["qualifier"] == Qualifier.under):
        low, high = _reach(row, y, values)
        path = f"M0,{low:.1f}V{high:.1f}M-5,{low:.1f}H5M-5,{high:.1f}H5"
        return [tag("path", d=path, class_="whisker")]
    direction = -1 if _upward(row) else 1
    return [arrow(direction, direction * 6)]


def arrow(direction: int, start: int, length: int = 20) -> Markup:
    """An arrow up (-1) or down (1)."""
    tip = start + direction * length
    return tag("path", d=f"M0,{start}V{tip}M-4,{tip - direction * 5}L0,{tip}L4,{tip - direction * 5}", class_="whisker")


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
                attributes = {"x": f"{x:.2f}%", "dx": dx, "y": y + dy, "text_anchor": anchor}
                return [tag("text", text, **attributes, class_=classes)]
    return []


def _gaps(rows: Sequence[JsonRow], axis: TimeAxis, top: int, bottom: int) -> Iterator[Markup]:
    """A shaded span for each gap. Consecutive gaps share one label."""
    runs: list[list[JsonRow]] = []
    for row in sorted(rows, key=lambda row: (row["kind"], row["date"])):
        if runs and int(row["date_start"][:4]) == int(runs[-1][-1]["date_end"][:4]) + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    for run in runs:
        start, end = axis.span(run[0])[0], axis.span(run[-1])[1]
        for row in run:
            left, right = axis.span(row)
            attributes = {"x": f"{left:.2f}%", "width": f"{right - left:.2f}%", "y": top, "height": bottom - top}
            text = tag("title", f"{period_words(row)}: no document has a figure")
            yield tag("g", text, tag("rect", **attributes), class_="gap")
        fits = [width for width in (NARROW, WIDE) if (end - start) / 100 * width > len("no figure") * CHARACTER]
        if fits:
            classes = "quiet" if NARROW in fits else "quiet wide"
            attributes = {"x": f"{(start + end) / 2:.2f}%", "y": bottom - 8, "text_anchor": "middle"}
            yield tag("text", "no figure", **attributes, class_=classes, aria_hidden="true")


def _connecting_lines(panel: Panel, axis: TimeAxis, values: ValueAxis) -> Iterator[Markup]:
    """Lines between the figures of consecutive years. A year without a figure interrupts the line."""
    yearly = [row for row in panel.figures if row["date_precision"] == "year" and not row.get("rival")]
    by_year = {(row["series"], int(row["date"])): row for row in yearly}
    for (series, year), row in by_year.items():
        next_row = by_year.get((series, year + 1))
        if next_row:
            ends = [(x_percent(year_row, axis), values.height(year_row["value"])) for year_row in (row, next_row)]
            coordinates = {f"{name}{number}": f"{end[0]:.2f}%" if name == "x" else end[1]
                     for number, end in enumerate(ends, 1) for name in "xy"}  # fmt: skip
            yield tag("line", **coordinates, class_=f"join {row['kind']}")
