"""The time axis of pictures. It leaves out long stretches of which nothing is dated: one old event does not squeeze all
others into a corner."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from app.domain.date_words import SHORT_MONTHS
from app.web.pictures.drawing import NARROW, WIDE, JsonRow, tag

AXIS_LEFT, AXIS_RIGHT = 2.0, 98.0
"""Start and end of the axis, in percent of the width."""

CUT = 5.0
"""Width of a cut, in percent."""

CUT_YEARS, CUT_SHARE, MAX_CUTS = 10, 0.2, 3
"""A stretch is left out if it has at least so many years and is at least this share of the rest of the axis."""

LEAST_WIDTH = 7.0
"""Percent of the width that a part of the axis has at least, so that its year can be written below it."""

LABEL = 40
"""Pixels from the middle of the label of a year to that of the next."""

YEARS_OF_MONTHS = 2
"""Years up to which the axis shows months."""

STEPS = [10**power * factor for power in range(4) for factor in (1, 2, 5)]
"""Years from one line to the next."""


@dataclass(frozen=True)
class AxisPart:
    """Whole years, ``last`` included, and their place in percent of the width."""

    first: int
    last: int
    left: float
    right: float

    def percent(self, ordinal: float) -> float:
        start, end = _new_year(self.first), _new_year(self.last + 1)
        return self.left + (self.right - self.left) * (ordinal - start) / (end - start)


def first_day(row: JsonRow) -> str:
    """The day of a record on a time axis: its first or, if its start is open, its last."""
    return str(row["date_start"] or row["date_end"])


def _ordinal(day: str) -> int:
    """The number of a day, as from ``toordinal``."""
    return dt.date.fromisoformat(day).toordinal()


@dataclass(frozen=True)
class TimeAxis:
    """A time axis of parts. Between two parts is a cut, for years of which nothing is dated."""

    parts: tuple[AxisPart, ...]

    @classmethod
    def of(cls, rows: Iterable[JsonRow], left: float = AXIS_LEFT, right: float = AXIS_RIGHT) -> "TimeAxis | None":
        """The axis for rows, from ``left`` to ``right`` in percent of the width; ``None`` if no row has a date."""
        days = ((first_day(row), str(row["date_end"])) for row in rows if row["date_end"])
        spans = sorted((int(start[:4]), int(end[:4])) for start, end in days)
        return cls(_place(_runs(spans), left, right)) if spans else None

    def span(self, row: JsonRow) -> tuple[float, float]:
        """The positions of the start of a record's first day and the end of its last one."""
        return self.percent(_ordinal(first_day(row))), self.percent(_ordinal(str(row["date_end"])) + 1)

    @property
    def cuts(self) -> list[tuple[int, int]]:
        """The first and last year of each stretch that is left out."""
        return [(part.last + 1, next_part.first - 1) for part, next_part in pairwise(self.parts)]

    @property
    def cut_words(self) -> str:
        """The stretches that are left out: "1924–1990, 1993–2010"."""
        return ", ".join(f"{first}–{last}" for first, last in self.cuts)

    def percent(self, ordinal: float) -> float:
        """The position of a day in percent of the width. A day that is left out is in the cut."""
        for part, next_part in pairwise(self.parts):
            end, start = _new_year(part.last + 1), _new_year(next_part.first)
            if ordinal <= end:
                return part.percent(ordinal)
            if ordinal < start:
                return part.right + (next_part.left - part.right) * (ordinal - end) / (start - end)
        return self.parts[-1].percent(ordinal)

    def draw(self, top: int, bottom: int) -> Markup:
        """Lines at the starts of years and bands for the cuts, with the years below as far as there is room."""
        elements = []
        for part, next_part in pairwise(self.parts):
            place = {"x": f"{part.right:.2f}%", "width": f"{next_part.left - part.right:.2f}%"}
            elements.append(tag("rect", **place, y=top, height=bottom - top, class_="cut"))
        years = sum(part.last - part.first + 1 for part in self.parts)
        monthly = years <= YEARS_OF_MONTHS
        ticks = [tick for part in self.parts for tick in (_months(part, years) if monthly else _years(part))]
        label_ticks = {width: set(_with_room(ticks, width)) for width in (NARROW, WIDE)}
        for tick in ticks:
            ends = {"x1": f"{tick.line:.2f}%", "x2": f"{tick.line:.2f}%", "y1": top, "y2": bottom}
            elements.append(tag("line", **ends, class_="grid"))
            if tick in label_ticks[WIDE]:
                classes = "quiet" if tick in label_ticks[NARROW] else "quiet wide"
                attributes = {"x": f"{tick.label:.2f}%", "y": bottom + 15, "text_anchor": "middle"}
                elements.append(tag("text", tick.text, **attributes, class_=classes))
        return tag("g", *elements, aria_hidden="true")


@dataclass(frozen=True)
class _Tick:
    """A year or month, with the positions of its line and its label in percent. The lowest ranks get labels first."""

    text: str
    line: float
    label: float
    rank: int


def _new_year(year: int) -> int:
    """The day number of 1 January."""
    return dt.date(year, 1, 1).toordinal() if year <= dt.MAXYEAR else dt.date.max.toordinal() + 1


def _runs(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first and last year of each part of the axis. ``spans`` are those of the rows, in order."""
    first, last = spans[0]
    gaps = []
    for start, end in spans:
        if start > last + 1:
            gaps.append((start - last - 1, last, start))
        last = max(last, end)
    years_left = last - first + 1
    cuts = []
    for length, before, after in sorted(gaps, reverse=True)[:MAX_CUTS]:
        if length < max(CUT_YEARS, CUT_SHARE * years_left):
            break
        cuts.append((before, after))
        years_left -= length
    edges = [first, *(year for cut in sorted(cuts) for year in cut), last]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _place(runs: Sequence[tuple[int, int]], start: float, end: float) -> tuple[AxisPart, ...]:
    """The parts side by side, as wide as they are long, but none narrower than a label."""
    room = end - start - CUT * (len(runs) - 1)
    lengths = [last - first + 1 for first, last in runs]
    narrow = [length / sum(lengths) * room < LEAST_WIDTH for length in lengths]
    free_room = room - LEAST_WIDTH * sum(narrow)
    long = sum(length for length, is_narrow in zip(lengths, narrow, strict=True) if not is_narrow)
    parts, left = [], start
    for (first, last), length, is_narrow in zip(runs, lengths, narrow, strict=True):
        width = LEAST_WIDTH if is_narrow else free_room * length / long
        parts.append(AxisPart(first, last, left, left + width))
        left += width + CUT
    return tuple(parts)


def _years(part: AxisPart) -> Iterator[_Tick]:
    """The first year of a part, and each that a step divides, so that their labels have room in a wide picture."""
    year_width = (part.right - part.left) / 100 * WIDE / (part.last - part.first + 1)
    step = next((step for step in STEPS if step * year_width >= LABEL), STEPS[-1])
    years = [year for year in range(part.first - part.first % step, part.last + 1, step) if year > part.first]
    for year in [part.first, *years]:
        line = part.percent(_new_year(year))
        middle = part.percent((_new_year(year) + _new_year(year + 1)) / 2)
        rank = 0 if year == part.first else sum(bool(year % coarse) for coarse in STEPS)
        yield _Tick(str(year), line, middle if step == 1 or part.first == part.last else line, rank)


def _months(part: AxisPart, years: int) -> Iterator[_Tick]:
    """The months of a single year, or the quarters of several; January has its year."""
    for year in range(part.first, part.last + 1):
        for month in range(1, 13, 1 if years == 1 else 3):
            line = part.percent(dt.date(year, month, 1).toordinal())
            text = SHORT_MONTHS[month] if month > 1 else str(year)
            yield _Tick(text, line, line, 0 if month == 1 else 1 + bool((month - 1) % 3))


def _with_room(ticks: Sequence[_Tick], width: int) -> Iterator[_Tick]:
    """The ticks whose labels fit in a picture of that width."""
    label_positions: list[float] = []
    for tick in sorted(ticks, key=lambda tick: tick.rank):
        x = tick.label / 100 * width
        if LABEL / 4 <= x <= width - LABEL / 4 and all(
            abs(x - position) >= LABEL * 0.8 for position in label_positions
        ):
            label_positions.append(x)
            yield tick
