"""Draws the timeline for wide pictures: entries on a time axis, in a lane for each kind."""

from collections.abc import Iterator, Sequence
from textwrap import shorten
from typing import TypeAlias

from markupsafe import Markup

from app.domain.deadline import check_each
from app.web.pictures.drawing import CHARACTER, NARROW, TIP_HEIGHT, WIDE, JsonRow, Sheet, at_percent, tag
from app.web.pictures.time_axis import TimeAxis
from app.web.pictures.timeline_entries import OPEN_START, Timeline, classes, date_and_status, describe_entry, mark

LABEL_CHARACTERS = 80
"""Characters of a label beside a mark. Longer ones are cut; the title of the mark has the whole text."""

LEAST_ROOM = 160
"""Pixels beside a mark and its bar, without which a label stands in the bar."""

Extent: TypeAlias = tuple[float, float]
"""Left and right end, in pixels."""


def draw_lanes(sheet: Sheet, timeline: Timeline, axis: TimeAxis, *, with_labels: bool) -> None:
    """Draw the lanes below what the sheet has, and the axis behind and below them.

    Lanes with labels are for wide pictures. Those without are for all, and in a page a mark that is pointed at or
    focused says what it is above them.
    """
    tip_y = sheet.y
    sheet.y += TIP_HEIGHT * (sheet.look.inline and not with_labels)
    top = sheet.y + 16
    lanes: list[Markup] = []
    for kind, count in timeline.kinds:
        sheet.y += 28
        lanes.append(tag("text", f"{kind.capitalize()}s ({count:,})", x="0.5%", y=sheet.y, class_="heading"))
        lane = [entry for entry in timeline.dated_entries if entry["kind"] == kind]
        for entry, mark_and_label in _lane(sheet, axis, lane, with_labels=with_labels):
            tip = [] if with_labels else sheet.look.tip(describe_entry(entry), tip_y)
            title = tag("title", describe_entry(entry))
            lanes.append(sheet.look.record(entry["url"], title, *mark_and_label, *tip, class_=classes(entry)))
    sheet.parts += [axis.draw(top, sheet.y + 10), *lanes]
    sheet.y += 30


def _lane(
    sheet: Sheet, axis: TimeAxis, lane: Sequence[JsonRow], *, with_labels: bool
) -> Iterator[tuple[JsonRow, list[Markup]]]:
    """The entries of a lane with their marks and labels, each in the first row in which it touches no other."""
    rows: list[list[Extent]] = []
    top, step = sheet.y, 19 if with_labels else 16
    width = WIDE if with_labels else NARROW
    for entry in check_each(lane):
        start, end = axis.span(entry)
        middle = (start + end) / 2
        extent = _mark_extent(entry, (start, middle, end), width)
        label = _Label(entry, extent) if with_labels else None
        room = label.extent if label else extent
        free = (at for at, row in enumerate(rows) if all(room[1] < left or right < room[0] for left, right in row))
        number = next(free, len(rows))
        rows[number:] = rows[number:] or [[]]
        rows[number].append(room)
        y = top + step * (number + 1)
        sheet.y = max(sheet.y, y)
        shapes = []
        if entry["date_precision"] not in ("day", "before"):
            bar = {"x": f"{start:.2f}%", "width": f"{end - start:.2f}%", "y": y - 5, "height": 10}
            shapes.append(tag("rect", **bar, class_="span"))
        shapes.append(at_percent(middle, y, *mark(entry)))
        if label:
            shapes.append(label.draw(start, end, y))
        yield entry, shapes


def _mark_extent(entry: JsonRow, span: tuple[float, float, float], width: int) -> Extent:
    left, middle, right = (percent / 100 * width for percent in span)
    arrow = OPEN_START if entry["date_precision"] == "before" else 0
    return min(left, middle - 8, middle - arrow), max(right, middle + 8)


class _Label:
    """Date and title beside the mark of an entry, on the side with more room, cut to fit.

    ``extent`` is that of the label and the mark.
    """

    def __init__(self, entry: JsonRow, extent: Extent) -> None:
        left, right = extent
        text = f"{date_and_status(entry)} · {entry['title']}"
        if max(left, WIDE - right) < LEAST_ROOM:  # the bar spans the picture: the label stands in it, beside the mark
            left, right = (left + right) / 2 - 8, (left + right) / 2 + 8
        self.to_the_right = WIDE - right >= min(left, (len(text) + 2) * CHARACTER)
        room = (WIDE - right if self.to_the_right else left) - 8
        self.text = shorten(text, min(LABEL_CHARACTERS, int(room / CHARACTER)), placeholder="…")
        size = len(self.text) * CHARACTER + 5
        self.mark = left, right
        label = (right, right + size) if self.to_the_right else (left - size, left)
        self.extent = min(extent[0], label[0]), max(extent[1], label[1])

    def draw(self, start: float, end: float, y: float) -> Markup:
        """The label at the end of the bar from ``start`` to ``end`` percent, clear of the mark."""
        anchor, edge, side = ("start", end, self.mark[1] + 5) if self.to_the_right else ("end", start, self.mark[0] - 5)
        attributes = {"x": f"{edge:.2f}%", "dx": side - edge / 100 * WIDE, "y": y + 4, "text_anchor": anchor}
        return tag("text", self.text, **attributes, class_="wide", aria_hidden="true")
