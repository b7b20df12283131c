"""Draws the timeline: entries on a time axis, in a lane for each kind."""

import datetime as dt
from collections.abc import Iterator, Sequence
from textwrap import shorten

from markupsafe import Markup

from app.api.formats.events import status_text
from app.domain.deadline import check_each
from app.domain.vocabulary import MeetingStatus, TimelineKind
from app.web.drawing import (
    CHARACTER,
    MAX_FACTS,
    NARROW,
    STANDALONE,
    WIDE,
    Axis,
    Drawing,
    JsonRow,
    Look,
    Sheet,
    at_percent,
    first_day,
    marker,
    shorten_text,
    tag,
)

MAX_LABELLED_ENTRIES = 80
"""Entries up to which titles are written beside the marks."""

_SHAPES = {TimelineKind.meeting: "circle", TimelineKind.agreement: "square", TimelineKind.milestone: "triangle"}

EXACT_PRECISIONS = ("day", "range")
"""Precisions of a date with exact days. With a month or year, the event was on one of its days."""


def draw_timeline(
    entries: Sequence[JsonRow],
    *,
    total: int,
    undated: int,
    data: str = "/timeline",
    query: str = "",
    until: dt.date | None = None,
    look: Look = STANDALONE,
) -> Drawing:
    """Draw entries of ``/timeline``. The whole list has ``total`` entries, of which ``undated`` have no date.

    ``data`` and ``query`` are the path and query string of the list. ``until`` is the day of the newest document.
    """
    dated = sorted((entry for entry in entries if entry["date_end"]), key=lambda entry: (first_day(entry), entry["id"]))
    sheet = Sheet(look)
    title = f"Timeline: {total:,} entr{'y' if total == 1 else 'ies'}" if total else "Timeline: no entries"
    sheet.write(title, "title", characters=34, line=20)
    notes = list(_notes(len(dated), total, undated))
    read_until = f"Documents read up to {until}. " if until else ""
    for note in (read_until, *notes):
        if note:
            sheet.write(note, "quiet note")
    if any(entry["date_precision"] not in EXACT_PRECISIONS for entry in dated):
        sheet.write("Hollow: only the month, the year or the latest day is known.", "quiet")
    axis = Axis.of(dated)
    if axis:
        labelled = len(dated) <= MAX_LABELLED_ENTRIES
        top = sheet.y + 16
        lanes: list[Markup] = []
        for kind in TimelineKind:
            lane = [entry for entry in dated if entry["kind"] == kind]
            if lane:
                lanes += _lane(sheet, axis, kind, lane, labelled=labelled)
        sheet.parts += [axis.draw(top, sheet.y + 8), *lanes]
        sheet.y += 28
    sheet.links(data, query)
    sentences = [shorten_text(f"{_when(entry)}: {entry['title']}") for entry in reversed(dated[-MAX_FACTS:])]
    remaining = len(dated) - len(sentences)
    facts = [
        *notes,
        f"{'; '.join(sentences)}." if sentences else "",
        f"And {remaining} more: see the data." if remaining else "",
    ]
    return sheet.finish(title, " ".join(filter(None, facts)), reversed(dated))


NOT_HELD = tuple(status for status in MeetingStatus if status is not MeetingStatus.held)


def _when(entry: JsonRow) -> str:
    """The date of an entry, and whether it is planned, overdue, postponed or cancelled."""
    happened = entry["status"] not in NOT_HELD
    return str(entry["date"]) if happened else f"{entry['date']}, {status_text(entry)}"


def _notes(drawn_count: int, total: int, undated: int) -> Iterator[str]:
    if drawn_count < total - undated:
        yield f"Drawn are the newest {drawn_count:,} of {total - undated:,} with a date; the data has all."
    if undated:
        yield f"{undated:,} without a known date {'is' if undated == 1 else 'are'} not drawn."


def _lane(sheet: Sheet, axis: Axis, kind: TimelineKind, lane: Sequence[JsonRow], *, labelled: bool) -> Iterator[Markup]:
    sheet.y += 28
    yield tag("text", f"{kind.capitalize()}s ({len(lane):,})", x="0.5%", y=sheet.y, class_="heading")
    ends: list[float] = []  # the right end of the last mark of each row, in pixels at the narrow width
    first = sheet.y
    for entry in check_each(lane):
        start, end = axis.span(entry)
        x = (start + end) / 2
        if labelled:
            sheet.y += 20
            y = sheet.y
        else:
            left, right = (position / 100 * NARROW + add for position, add in ((min(start, x), -8), (max(end, x), 8)))
            row = next((number for number, until in enumerate(ends) if until <= left), len(ends))
            ends[row : row + 1] = [right]
            y = first + 16 * (row + 1)
            sheet.y = max(sheet.y, y)
        shapes = []
        if entry["date_precision"] != "day":
            position = {"x": f"{start:.2f}%", "width": f"{end - start:.2f}%", "y": y - 5, "height": 10}
            shapes.append(tag("rect", **position, class_="span"))
        shapes.append(at_percent(x, y, marker(_SHAPES[kind], 4.5)))
        shapes += _entry_labels(entry, x, (start, end), y) if labelled else []
        classes = f"entry {kind}" + ("" if entry["date_precision"] in EXACT_PRECISIONS else " vague")
        title = tag("title", shorten_text(f"{_when(entry)}: {entry['title']}"))
        yield sheet.look.record(entry["url"], title, *shapes, class_=classes)


def _entry_labels(entry: JsonRow, x: float, span: tuple[float, float], y: float) -> Iterator[Markup]:
    """Date and title on the side of the mark with more room, cut to fit: one label for each of the two widths."""
    left, right = min(span[0], x), max(span[1], x)
    to_the_right = 100 - right >= left
    for width, name in ((WIDE, "wide"), (NARROW, "narrow")):
        pixels = (100 - right if to_the_right else left) / 100 * width - 14
        text = shorten(f"{_when(entry)} {entry['title']}", max(12, int(pixels / CHARACTER)), placeholder="…")
        anchor, dx, edge = ("start", 11, right) if to_the_right else ("end", -11, left)
        position = {"x": f"{edge:.2f}%", "dx": dx, "y": y + 4, "text_anchor": anchor}
        yield tag("text", text, **position, class_=name, aria_hidden="true")
