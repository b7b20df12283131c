"""The panels of a chart of trade figures: which rows stand together, in which unit, and how amounts are written."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.date_words import date_words, turn_words
from app.domain.figure_vocabulary import Measure, Qualifier, StatKind
from app.domain.figure_words import Scale, axis_words, figure_words, hedge, number_text, scale_of
from app.domain.titles import NO_DATE, label_of_figure
from app.domain.trade_figures import RANKS, STOCKS
from app.web.pictures.drawing import RIGHT, JsonRow
from app.web.pictures.time_axis import TimeAxis

_STEPS = (1, 2, 2.5, 5, 10)

_BREAK = 8
"""How many times the next lower value a value is, beyond which it stands above a break of the axis."""


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
    def scale(self) -> Scale:
        return scale_of(max((abs(row["value"]) for row in self.figures), default=0))

    @property
    def unit(self) -> str:
        """The unit of the axis in words: "US$ billion"."""
        return axis_words(self.first_row["unit"], self.scale)

    def label(self, row: JsonRow) -> str:
        """The figure beside its mark: "over 3,000". The axis says the unit and the scale."""
        if self.rank and row["qualifier"] == Qualifier.under:
            return f"top {number_text(row['value'])}"
        return hedge(row["qualifier"]) + number_text(row["value"] / self.scale[0])

    def amount(self, row: JsonRow) -> str:
        """The figure where there is no axis: "over US$2.2 billion", "place 3"."""
        return figure_words(row, self.scale)

    @property
    def is_card(self) -> bool:
        """Whether the panel is one figure, which is written large rather than drawn."""
        return len(self.rows) == 1 and bool(self.rows[0]["date_end"]) and not self.rows[0]["gap"]

    @property
    def outlier(self) -> float | None:
        """A value so large that the others would lie flat on the axis beneath it."""
        values = sorted({row["value"] for row in self.figures})
        if self.rank or len(self.figures) < 3 or len(values) < 2 or values[0] < 0 or values[-2] == 0:
            return None
        return float(values[-1]) if values[-1] >= _BREAK * values[-2] else None

    @property
    def ticks(self) -> list[float]:
        """Round values for the axis, from 0 or the lowest value to the largest or beyond. Ranks start at 1."""
        figures = [row for row in self.figures if row["value"] != self.outlier]
        largest = max((min(row["high"] or row["value"], row["value"] * 1.2) for row in figures), default=1)
        lowest = min(
            (max(row["low"] or row["value"], row["value"] * 1.2) for row in figures if row["value"] < 0), default=0
        )
        largest = max(0, largest) if lowest else largest or 1
        power = self.scale[0]
        rough = (largest - lowest) / power / 3
        step = _step(rough)
        if self.rank or (self.first_row["unit"] in (Measure.count_, Measure.days) and power == 1):
            step = max(1, math.ceil(step))
        if self.rank:
            return sorted({1, *(step * n for n in range(1, math.floor(largest / step) + 2))})
        first, last = (value / power / step for value in (lowest, largest))
        return [step * n for n in range(math.floor(first + 0.001), math.ceil(last - 0.001) + 1)]


def _step(rough: float) -> float:
    power = 10.0 ** math.floor(math.log10(rough))
    return next(factor * power for factor in _STEPS if factor * power >= rough * 0.999)


def panels(rows: Iterable[JsonRow]) -> list[Panel]:
    """Group rows by subject and unit. Targets go with the actual figures of their subject."""
    groups: dict[tuple[str, str], list[JsonRow]] = {}
    for row in rows:
        series = row["series"]
        subject = re.sub("-target(?=-|$)", "", series) if row["kind"] == StatKind.target else series
        groups.setdefault((subject, row["unit"]), []).append(row)
    return [Panel(groups[key]) for key in sorted(groups)]


def has_period(row: JsonRow) -> bool:
    """Whether a bar shows the figure's period: a month or a range, but not a day or a whole year."""
    return row["date_precision"] in ("month", "range")


def is_stated_target(row: Mapping[str, Any]) -> bool:
    """Whether a row is a target with the day on which it was stated, rather than with the years that it is for."""
    full_years = str(row["date_start"])[5:] == "01-01" and str(row["date_end"])[5:] == "12-31"
    return row["kind"] == StatKind.target and not full_years


def x_percent(row: JsonRow, axis: TimeAxis) -> float:
    """Where the mark of a row stands, in percent: a stock at the end of its period, others in its middle."""
    start, end = axis.span(row)
    is_stock = row["indicator"] in STOCKS - RANKS and row["date_precision"] in ("year", "month", "range")
    return min(end, RIGHT) if is_stock and row["kind"] == StatKind.actual else (start + end) / 2


def period_words(row: JsonRow) -> str:
    """The period of a figure in words, or the day on which a target was stated."""
    words = turn_words if row["kind"] == StatKind.target else date_words
    return words(row["date"]) if row["date"] else NO_DATE


def rivals(panel: Panel) -> Iterator[list[JsonRow]]:
    """The figures of a panel that disagree with each other, by their group."""
    groups: dict[str, list[JsonRow]] = {}
    for row in panel.figures:
        if row.get("group") and row["kind"] == StatKind.actual and row["date_end"]:
            groups.setdefault(row["group"], []).append(row)
    yield from (group for group in groups.values() if len(group) > 1)
