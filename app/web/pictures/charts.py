"""Draws the chart of trade figures: a panel for each subject, with each figure over its period."""

import datetime as dt
import math
from collections.abc import Sequence

from markupsafe import Markup

from app.domain.date_words import date_words
from app.domain.figure_vocabulary import Qualifier, StatKind
from app.domain.free_text import shorten_text
from app.domain.titles import count_words
from app.web.pictures.chart_panels import (
    Panel,
    describe_series,
    has_period,
    is_stated_target,
    panels,
    period_words,
    rivals,
)
from app.web.pictures.chart_plot import arrow, draw_panel
from app.web.pictures.drawing import (
    LEFT,
    MAX_CHARACTERS,
    MAX_FACTS,
    RIGHT,
    STANDALONE,
    Drawing,
    JsonRow,
    Look,
    Sheet,
    marker,
    tag,
)
from app.web.pictures.time_axis import TimeAxis

MAX_PANELS = 50

MAX_ROWS = 400
"""Figures and gaps in a chart. If there are more, the newest are drawn: nobody could tell so many apart."""

MAX_TITLE_CHARACTERS = 100_000
"""Characters of the titles (tooltips) of all figures together."""


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
                f"{period_words(row)}: no figure"
                if row["gap"]
                else f"{'target ' * (row['kind'] == StatKind.target)}{period_words(row)}: {panel.label(row)}"
                for row in rows
            )
            label = shorten_text(describe_series(panel.first_row), MAX_CHARACTERS)
            sentences.append(f"{label}, in {panel.unit}. {'; '.join(figures)}.")
    rows_omitted = sum(len(panel.rows) for panel in panels_drawn) - (MAX_FACTS - rows_left)
    return " ".join(sentences) + (f" And {rows_omitted} more: see the data." if rows_omitted else "")


def draw_trade_chart(
    rows: Sequence[JsonRow],
    *,
    query: str = "",
    until: dt.date | None = None,
    look: Look = STANDALONE,
) -> Drawing:
    """Draw the rows of ``/trade-stats/series``, a panel for each subject.

    ``query`` is the query string of the rows. ``until`` is the day of the newest document.
    """
    all_panels = panels(rows)
    panels_drawn = _newest(all_panels)
    sheet = Sheet(look)
    title = (
        describe_series(panels_drawn[0].first_row)
        if len(panels_drawn) == 1
        else f"{len(all_panels)} series of reported figures"
    )
    sheet.write(title if panels_drawn else "No figures", "title", characters=30, line=20)
    documents = {source["document"] for panel in panels_drawn for row in panel.rows for source in row["sources"]}
    read_until = f", published up to {date_words(str(until))}" if until else ""
    sheet.write(f"Figures as reported by {count_words(len(documents), 'document')}{read_until}", "quiet")
    if len(all_panels) > len(panels_drawn):
        sheet.write(f"{len(panels_drawn)} of {len(all_panels)} series are drawn: choose an indicator.", "note")
    older_rows = sum(len(panel.rows) for panel in all_panels[: len(panels_drawn)]) - sum(
        len(panel.rows) for panel in panels_drawn
    )
    if older_rows:
        sheet.write(f"The newest figures are drawn, {older_rows:,} older ones are not: the data have all.", "note")
    _legend(sheet, panels_drawn)
    if note := _note_on_targets(panels_drawn):
        sheet.write(note, "quiet note")
    characters = MAX_TITLE_CHARACTERS // (sum(len(panel.rows) for panel in panels_drawn) or 1)
    axes: dict[str, list[JsonRow]] = {}
    for panel in panels_drawn:  # panels of one indicator share an axis, so that they can be compared
        axes.setdefault(panel.first_row["indicator"].removesuffix("-target"), []).extend(panel.rows)
    for panel in panels_drawn:
        axis = _time_axis(axes[panel.first_row["indicator"].removesuffix("-target")])
        draw_panel(sheet, panel, axis, characters, with_heading=len(panels_drawn) > 1)
    sheet.links("/trade-stats/series", query)
    return sheet.finish(
        title if panels_drawn else "No figures",
        _facts(panels_drawn) or "There is no series of such figures.",
        [row for panel in panels_drawn for row in panel.rows],
    )


def _time_axis(rows: Sequence[JsonRow]) -> TimeAxis | None:
    """The axis for figures and for the years that targets are for, without long stretches that have neither."""
    figures = [row for row in rows if not row["gap"]]
    aims = [{"date_start": row["aim"], "date_end": row["aim"]} for row in figures if row.get("aim")]
    return TimeAxis.of([*figures, *aims], LEFT, RIGHT)


def _note_on_targets(panels_drawn: Sequence[Panel]) -> str | None:
    """Where the dashes of targets end."""
    rows = [row for panel in panels_drawn if not panel.is_card for row in panel.figures]
    aims = {bool(row.get("aim")) for row in rows if is_stated_target(row)}
    if not aims:
        return None
    if aims == {False}:
        return "No document states the year of a target."
    return f"Dashes end at the year aimed at{', where a document states it' if False in aims else ''}."


def _legend(sheet: Sheet, panels_drawn: Sequence[Panel]) -> None:
    """Draw the legend of the signs that occur, in two columns."""
    plots = [panel for panel in panels_drawn if not panel.is_card]
    rows = [row for panel in plots for row in panel.rows]
    figures = [row for row in rows if not row["gap"]]
    hedges = {row["qualifier"] for row in figures}
    bar, aim, pair = (tag("line", x1=-8, x2=8, class_=kind) for kind in ("period", "aim", "pair"))
    targets = [row for row in figures if row["kind"] == StatKind.target]
    items = [
        (any(r["kind"] == StatKind.actual for r in figures), "actual", marker("circle"), "Actual"),
        (targets, "target", marker("diamond"), "Target"),
        (any(map(is_stated_target, targets)), "target", aim, "Dashes: since stated"),
        (hedges != {Qualifier.exact} and figures, "actual hedged", marker("circle"), "Hollow: not exact"),
        (hedges & {Qualifier.over, Qualifier.under}, "actual", arrow(-1, 7, 13), "Arrow: over, under"),
        (any(has_period(r) for r in figures), "actual", bar, "Bar: the period"),
        (any(any(rivals(panel)) for panel in plots), "actual", pair, "Dots: they disagree"),
        (any(r["gap"] for r in rows), "gap", tag("rect", x=-8, y=-6, width=16, height=12), "Shaded: no figure"),
    ]
    entries = [(kind, sign, text) for present, kind, sign, text in items if present]
    elements: list[Markup] = []
    for index, (kind, sign, text) in enumerate(entries):
        x, y = (0.5, 50)[index % 2], sheet.y + 20 + 18 * (index // 2)
        attributes = {"x": f"{x}%", "y": y}
        sign = tag("svg", tag("svg", sign, x=10, overflow="visible"), **attributes, overflow="visible")
        words = tag("text", text, x=f"{x}%", dx=24, y=y + 4)
        elements.append(tag("g", sign, words, class_=kind))
    sheet.parts.append(tag("g", *elements, aria_hidden="true", class_="legend"))
    sheet.y += 18 * math.ceil(len(entries) / 2) + 6
