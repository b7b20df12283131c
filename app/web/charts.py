"""The picture of figures: a panel for each thing measured, every figure over the period that it is of."""

import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from app.domain.deadline import check_each
from app.domain.trade_figures import RANKS
from app.domain.vocabulary import Flow, Qualifier, StatKind, Unit
from app.web.drawing import (
    BY_ITSELF,
    CHARACTER,
    MOST_FACTS,
    NARROW,
    WIDE,
    Axis,
    Box,
    Drawing,
    Look,
    Room,
    Row,
    Sheet,
    cut,
    mark,
    placed,
    tag,
)

MOST_PANELS = 50

MOST_ROWS = 400
"""Figures and gaps that are drawn; of more the newest, as nobody could tell them apart."""

MOST_TOLD = 100_000
"""Characters that are told of all figures together: who reports each, when and how."""

LABELLED = 80
"""Figures of a panel that have their values beside them; of more, only marks."""

_MONEY = {Unit.usd: "US$ {}", Unit.eur: "{} euros", Unit.kzt: "{} tenge", Unit.try_: "{} Turkish lira"}

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))

_HEDGES = {qualifier: f"{qualifier} " for qualifier in Qualifier if qualifier is not Qualifier.exact}

_BOUNDED = {Qualifier.about, Qualifier.nearly}

_VERDICTS = {"disagree": "they disagree", "compatible": "all can be true", "same": "all say the same"}

_STEPS = (1, 2, 2.5, 5, 10)

PLOT = 150
"""Pixels from the bottom to the top of a panel; of one figure, a third less."""


def _number(value: float) -> str:
    """Three decimals, or of what is less than 1 three digits: nothing but 0 is shown as 0."""
    if 0 < value < 1:
        return format(Decimal(f"{value:.3g}"), "f")
    return f"{value:.4g}" if value >= 1e12 else f"{value:,.3f}".rstrip("0").rstrip(".")


def _measured(row: Row) -> str:
    """What a row is about, in words."""
    what = str(row["indicator"]).removesuffix("-target").replace("-", " ").capitalize()
    flow, reporter, partner = row["flow"], row["reporter"]["name"], row["partner"]["name"]
    what += f" ({flow})" if flow in (Flow.turnover, Flow.export, Flow.import_) else ""
    what += f" of {row['product']['name']}" if row["product"] else ""
    if row["indicator"] in RANKS:
        who = f": {partner} among partners of {reporter}"
    elif flow in (None, Flow.turnover):
        who = f", {reporter} and {partner}"
    else:
        sides = (reporter, partner) if flow in (Flow.export, Flow.outward) else (partner, reporter)
        who = f" from {sides[0]} to {sides[1]}"
    return what + who + (f"; {row['scope']}" if row["scope"] else "")


@dataclass(frozen=True)
class Panel:
    """Series of one thing in one unit: what was so, and what was aimed at."""

    rows: list[Row]

    @property
    def about(self) -> Row:
        """The row that names it: the first that is no target, if there is one."""
        return next((row for row in self.rows if row["kind"] == StatKind.actual), self.rows[0])

    @property
    def figures(self) -> list[Row]:
        return [row for row in self.rows if not row["gap"]]

    @property
    def rank(self) -> bool:
        return bool(self.about["unit"] == Unit.rank)

    @property
    def scale(self) -> tuple[float, str]:
        most = max((row["value"] for row in self.figures), default=0)
        return next(((one, word) for one, word in _SCALES if most >= one), (1, ""))

    @property
    def unit(self) -> str:
        """The unit of its axis in words: US$ billion."""
        unit, word = self.about["unit"], self.scale[1]
        if unit in _MONEY:
            return " ".join(_MONEY[unit].format(word).split())
        words = {Unit.rank: "place, 1 is first", Unit.days: f"{word} days"}.get(unit, f"number, {word}")
        return words.strip(" ,")

    def label(self, row: Row) -> str:
        if self.rank and row["qualifier"] == Qualifier.under:
            return f"top {_number(row['value'])}"
        return _HEDGES.get(row["qualifier"], "") + _number(row["value"] / self.scale[0])


def panels(rows: Iterable[Row]) -> list[Panel]:
    """Rows of the same thing in the same unit together, targets with what they are targets of."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        series = row["series"]
        thing = re.sub("-target(?=-|$)", "", series) if row["kind"] == StatKind.target else series
        found.setdefault((thing, row["unit"]), []).append(row)
    return [Panel(found[key]) for key in sorted(found)]


def _told(row: Row) -> str:
    """A figure in words: date, as written, how hedged, and which documents say so."""
    kind = "Target stated" if row["kind"] == StatKind.target else "Actual"
    parts = [f"{kind} {row['date'] or 'at no known date'}: {row['as_written']} ({row['qualifier']})"]
    if row["figures"] > 1:
        verdict = _VERDICTS.get(row["verdict"], row["verdict"])
        parts.append(f"one of {row['figures']} figures for the period: {verdict}")
    for source in row["sources"]:
        known = [source["title"], source["publisher"], source["published"]]
        parts.append(f"Source: {', '.join([source['document'], *filter(None, known)])}")
    return "\n".join(parts)


def _newest(every: Sequence[Panel]) -> list[Panel]:
    """The panels that there is room for, with the newest of their rows."""
    found, left = [], MOST_ROWS
    for panel in every[:MOST_PANELS]:
        if left == 0:
            break
        rows = panel.rows
        if len(rows) > left:
            newest = sorted(range(len(rows)), key=lambda at: str(rows[at]["date_start"] or ""))[-left:]
            rows = [rows[at] for at in sorted(newest)]
        found.append(Panel(rows))
        left -= len(rows)
    return found


def _facts(found: Sequence[Panel]) -> str:
    told, left = [], MOST_FACTS
    for panel in found:
        rows = panel.rows[:left]
        left -= len(rows)
        if rows:
            each = (
                f"{row['date']}: no figure"
                if row["gap"]
                else f"{'target ' * (row['kind'] == StatKind.target)}{row['date'] or 'no date'}: {panel.label(row)}"
                for row in rows
            )
            told.append(f"{cut(_measured(panel.about))}, in {panel.unit}. {'; '.join(each)}.")
    more = sum(len(panel.rows) for panel in found) - (MOST_FACTS - left)
    return " ".join(told) + (f" And {more} more: see the data." if more else "")


def trade_chart(
    rows: Sequence[Row],
    *,
    data: str = "/trade-stats/series",
    query: str = "",
    until: dt.date | None = None,
    look: Look = BY_ITSELF,
) -> Drawing:
    """The rows of ``/trade-stats/series``, a panel for each thing measured.

    ``data`` and ``query`` are where the rows are; ``until`` is the newest publication that was read.
    """
    every = panels(rows)
    found = _newest(every)
    sheet = Sheet(look)
    title = _measured(found[0].about) if len(found) == 1 else f"{len(every)} series of reported figures"
    sheet.write(title if found else "No figures", "title", characters=34, line=20)
    documents = {source["document"] for panel in found for row in panel.rows for source in row["sources"]}
    read = f", read up to {until}" if until else ""
    sheet.write(f"Figures as reported by {len(documents)} document{'s' * (len(documents) != 1)}{read}", "quiet")
    if len(every) > len(found):
        sheet.write(f"{len(found)} of {len(every)} series are drawn: name an indicator for others.", "note")
    left_out = sum(len(panel.rows) for panel in every[: len(found)]) - sum(len(panel.rows) for panel in found)
    if left_out:
        sheet.write(f"The newest figures are drawn, {left_out:,} older rows are not: the data has all.", "note")
    _legend(sheet, found)
    characters = MOST_TOLD // (sum(len(panel.rows) for panel in found) or 1)
    axes: dict[str, list[Row]] = {}
    for panel in found:  # panels of one indicator are compared, so they have their years in common
        axes.setdefault(panel.about["indicator"].removesuffix("-target"), []).extend(panel.rows)
    for panel in found:
        axis = Axis.of(axes[panel.about["indicator"].removesuffix("-target")])
        _panel(sheet, panel, axis, characters, named=len(found) > 1)
    sheet.links(data, query)
    return sheet.finish(title if found else "No figures", _facts(found) or "No document has such a figure.")


def _legend(sheet: Sheet, found: Sequence[Panel]) -> None:
    """What the signs that occur mean, in two columns."""
    rows = [row for panel in found for row in panel.rows]
    figures = [row for row in rows if not row["gap"]]
    hedges = {row["qualifier"] for row in figures}
    bar = tag("line", x1=-8, x2=8, class_="period")
    items = [
        (any(r["kind"] == StatKind.actual for r in figures), "actual", mark("circle"), "Actual"),
        (any(r["kind"] == StatKind.target for r in figures), "target", mark("diamond"), "Target, when stated"),
        (hedges != {Qualifier.exact} and figures, "actual hedged", mark("circle"), "Hollow: not exact"),
        (hedges & {Qualifier.over, Qualifier.under}, "actual", _arrow(-1, 7, 13), "Arrow: over, under"),
        (any(_lasting(r) for r in figures), "actual", bar, "Bar: the period"),
        (any(r["gap"] for r in rows), "gap", tag("rect", x=-8, y=-6, width=16, height=12), "Shaded: no figure"),
    ]
    shown = [(kind, sign, text) for wanted, kind, sign, text in items if wanted]
    drawn: list[Markup] = []
    for at, (kind, sign, text) in enumerate(shown):
        x, y = (0.5, 50)[at % 2], sheet.y + 20 + 18 * (at // 2)
        place = {"x": f"{x}%", "y": y}
        sign = tag("svg", tag("svg", sign, x=10, overflow="visible"), **place, overflow="visible")
        words = tag("text", text, x=f"{x}%", dx=24, y=y + 4)
        drawn.append(tag("g", sign, words, class_=kind))
    sheet.parts.append(tag("g", *drawn, aria_hidden="true", class_="legend"))
    sheet.y += 18 * math.ceil(len(shown) / 2) + 6


def _lasting(row: Row) -> bool:
    """Whether a figure is of a period of its own, neither a day nor a whole year."""
    return row["date_precision"] in ("month", "range")


def _arrow(way: int, start: int, length: int = 20) -> Markup:
    """A line without an end, up (-1) or down (1)."""
    tip = start + way * length
    return tag("path", d=f"M0,{start}V{tip}M-4,{tip - way * 5}L0,{tip}L4,{tip - way * 5}", class_="whisker")


def _ticks(panel: Panel) -> list[float]:
    """Round values from the bottom of the axis to the greatest or beyond; places begin with the first."""
    most = max((min(row["high"] or row["value"], row["value"] * 1.2) for row in panel.figures), default=1) or 1
    rough = most / panel.scale[0] / 3
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(one * power for one in _STEPS if one * power >= rough * 0.999)
    if panel.rank or (panel.about["unit"] in (Unit.count_, Unit.days) and panel.scale[0] == 1):
        step = max(1, math.ceil(step))
    if panel.rank:
        return sorted({1, *(step * n for n in range(1, math.floor(most / step) + 2))})
    return [step * n for n in range(math.ceil(most / panel.scale[0] / step - 0.001) + 1)]


def _panel(sheet: Sheet, panel: Panel, axis: Axis | None, characters: int, *, named: bool) -> None:
    """Draw a panel, and tell of each figure in so many characters."""
    sheet.y += 10
    if named:
        sheet.write(_measured(panel.about), "heading", characters=42)
    sheet.write(panel.unit[:1].upper() + panel.unit[1:], "quiet unit")
    dated = [row for row in panel.figures if row["date_start"]]
    if axis and dated:
        top = sheet.y + 26
        bottom = top + (PLOT if len(panel.rows) > 1 else PLOT * 2 // 3)
        sheet.parts.append(axis.draw(top - 10, bottom))
        sheet.parts.append(tag("g", *_plot(sheet.look, panel, axis, top, bottom, characters), class_="panel"))
        sheet.y = bottom + 20
    for row in panel.figures:
        if not row["date_start"]:
            sheet.y += 17
            kind = "Target" if row["kind"] == StatKind.target else "Actual"
            text = tag("text", f"{kind} without a date: {panel.label(row)}", x="0.5%", y=sheet.y)
            sheet.parts.append(_figure(sheet.look, row, [text], characters, "undated"))


def _figure(look: Look, row: Row, drawn: Sequence[str], characters: int, *more: str) -> Markup:
    hedged = [] if row["qualifier"] == Qualifier.exact else ["hedged", row["qualifier"]]
    classes = " ".join(["figure", row["kind"], *hedged, *more])
    return look.record(row["url"], tag("title", cut(_told(row), characters)), *drawn, class_=classes)


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
    yield from _joins(panel, axis, height)
    dated = [row for row in panel.figures if row["date_start"]]
    middles = [sum(axis.span(row)) / 2 for row in dated]
    for row, x in zip(dated, middles, strict=True):
        y = height(row["value"])
        room.take(x, (-8, y - 8, 8, y + 8))
        if _lasting(row):
            start, end = axis.span(row)
            room.take(start, (0, y - 1, 0, y + 1), end)
        reach = _reach(panel, row, y, height)
        room.take(x, (-6, y + min(0, *reach), 6, y + max(0, *reach)))
    for row, x in check_each(zip(dated, middles, strict=True)):
        y = height(row["value"])
        left, right = (f"{place:.2f}%" for place in axis.span(row))
        drawn = [tag("line", x1=left, x2=right, y1=y, y2=y, class_="period")] if _lasting(row) else []
        shape = "diamond" if row["kind"] == StatKind.target else "circle"
        drawn.append(placed(x, y, *_whisker(panel, row, y, height), mark(shape)))
        if len(dated) <= LABELLED:
            drawn += _labelled(panel.label(row), x, y, room, top - 12, bottom - 1)
        yield _figure(look, row, drawn, characters)


def _reach(panel: Panel, row: Row, y: float, height: Any) -> tuple[float, float]:
    """How far from its mark a figure's true value may be, in pixels; a fixed way where there is no bound."""
    if row["qualifier"] == Qualifier.over:
        return -26, 0
    if row["qualifier"] == Qualifier.under and not panel.rank:
        return 0, 26
    return height(row["low"]) - y, height(row["high"]) - y


def _whisker(panel: Panel, row: Row, y: float, height: Any) -> list[Markup]:
    """A line to the bounds of the true value, or an arrow where there is none."""
    if row["qualifier"] == Qualifier.exact:
        return []
    if row["qualifier"] in _BOUNDED or (panel.rank and row["qualifier"] == Qualifier.under):
        low, high = _reach(panel, row, y, height)
        path = f"M0,{low:.1f}V{high:.1f}M-5,{low:.1f}H5M-5,{high:.1f}H5"
        return [tag("path", d=path, class_="whisker")]
    way = -1 if row["qualifier"] == Qualifier.over else 1
    return [_arrow(way, way * 6)]


def _labelled(text: str, x: float, y: float, room: Room, top: float, bottom: float) -> list[Markup]:
    """The value beside its mark, on the first side with room; none where there is no room at any width."""
    size = len(text) * CHARACTER
    places: list[tuple[str, float, float, Box]] = [
        ("middle", 0, -11, (-size / 2, y - 22, size / 2, y - 9)),
        ("start", 11, 4, (10, y - 7, 12 + size, y + 7)),
        ("end", -11, 4, (-12 - size, y - 7, -10, y + 7)),
        ("middle", 0, 20, (-size / 2, y + 9, size / 2, y + 22)),
    ]
    for widths in ((NARROW, WIDE), (WIDE,)):
        for anchor, dx, dy, box in places:
            if all(room.fits(x, box, width, top, bottom) for width in widths):
                room.take(x, box)
                classes = "number" if NARROW in widths else "number wide"
                place = {"x": f"{x:.2f}%", "dx": dx, "y": y + dy, "text_anchor": anchor}
                return [tag("text", text, **place, class_=classes)]
    return []


def _gaps(rows: Sequence[Row], axis: Axis, top: int, bottom: int) -> Iterator[Markup]:
    """A shaded span for each gap; the words once for those that follow each other."""
    runs: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: (row["kind"], row["date"])):
        follows = runs and int(row["date_start"][:4]) == int(runs[-1][-1]["date_end"][:4]) + 1
        (runs[-1].append if follows else lambda one: runs.append([one]))(row)
    for run in runs:
        start, end = axis.span(run[0])[0], axis.span(run[-1])[1]
        for row in run:
            left, right = axis.span(row)
            place = {"x": f"{left:.2f}%", "width": f"{right - left:.2f}%", "y": top, "height": bottom - top}
            text = tag("title", f"{row['date']}: no document has a figure")
            yield tag("g", text, tag("rect", **place), class_="gap")
        fits = [width for width in (NARROW, WIDE) if (end - start) / 100 * width > len("no figure") * CHARACTER]
        if fits:
            classes = "quiet" if NARROW in fits else "quiet wide"
            place = {"x": f"{(start + end) / 2:.2f}%", "y": bottom - 8, "text_anchor": "middle"}
            yield tag("text", "no figure", **place, class_=classes, aria_hidden="true")


def _joins(panel: Panel, axis: Axis, height: Any) -> Iterator[Markup]:
    """Lines between whole years that follow each other; nothing is drawn across a year without a figure."""
    by_year = {(row["series"], int(row["date"])): row for row in panel.figures if row["date_precision"] == "year"}
    for (series, year), row in by_year.items():
        following = by_year.get((series, year + 1))
        if following:
            ends = [(sum(axis.span(one)) / 2, height(one["value"])) for one in (row, following)]
            place = {f"{name}{at}": f"{end[0]:.2f}%" if name == "x" else end[1]
                     for at, end in enumerate(ends, 1) for name in "xy"}  # fmt: skip
            yield tag("line", **place, class_=f"join {row['kind']}")
