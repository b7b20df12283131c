"""Draws the timeline for narrow pictures: a vertical list, newest first, with whole titles where they fit."""

from collections.abc import Iterator
from textwrap import wrap

from markupsafe import Markup

from app.domain.deadline import check_each
from app.web.pictures.drawing import JsonRow, Sheet, marker, tag
from app.web.pictures.time_axis import TimeAxis, first_day
from app.web.pictures.timeline_entries import KIND_SHAPES, Timeline, classes, date_and_status, describe_entry, mark

TITLE_CHARACTERS, TITLE_LINES = 36, 4
"""Characters on a line of a title, and lines after which it is cut."""

LINE_X, TEXT_X = 24, 36
"""Pixels from the left to the line with the marks, and to the text."""


def draw_list(sheet: Sheet, timeline: Timeline, axis: TimeAxis) -> None:
    """Draw the entries below what the sheet has, one under another."""
    sheet.y += 6
    for kind, count in timeline.kinds:
        sheet.y += 18
        shape = tag("svg", marker(KIND_SHAPES[kind], 4.5), x=LINE_X, y=sheet.y - 4, overflow="visible")
        text = tag("text", f"{kind.capitalize()}s ({count:,})", x=TEXT_X, y=sheet.y, class_="heading")
        sheet.parts.append(tag("g", shape, text, class_=f"key {kind}"))
    sheet.y += 12
    entries = timeline.dated_entries[::-1]
    for entry, older in zip(check_each(entries), [*entries[1:], None], strict=True):
        top = sheet.y + 12
        _entry(sheet, entry)
        if older is None:
            break
        cuts = [cut for cut in axis.cuts if _year(older) < cut[0] and cut[1] < _year(entry)]
        for first, last in cuts:
            sheet.y += 20
            years = f"{first}–{last}" if first < last else str(first)
            sheet.parts.append(tag("text", f"{years}: no events", x=TEXT_X, y=sheet.y, class_="quiet"))
            sheet.y += 4
        line = {"x1": LINE_X, "x2": LINE_X, "y1": top + 8, "y2": sheet.y + 4}
        sheet.parts.append(tag("line", **line, class_="grid gap" if cuts else "grid"))


def _entry(sheet: Sheet, entry: JsonRow) -> None:
    sheet.y += 16
    date_y = sheet.y
    lines = list(_title_lines(sheet, str(entry["title"])))
    shape = tag("svg", *mark(entry), x=LINE_X, y=date_y - 4, overflow="visible")
    date = tag("text", date_and_status(entry), x=TEXT_X, y=date_y, class_="date")
    sheet.parts.append(
        sheet.look.record(entry["url"], tag("title", describe_entry(entry)), shape, date, *lines, class_=classes(entry))
    )
    sheet.y += 8


def _title_lines(sheet: Sheet, title: str) -> Iterator[Markup]:
    for line in wrap(title, TITLE_CHARACTERS, max_lines=TITLE_LINES, placeholder="…") or [""]:
        sheet.y += 15
        yield tag("text", line, x=TEXT_X, y=sheet.y)


def _year(entry: JsonRow) -> int:
    return int(first_day(entry)[:4])
