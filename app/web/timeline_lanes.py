"""The picture of entries on a time axis: a lane for each kind."""

import datetime as dt
from collections.abc import Iterator, Sequence
from textwrap import shorten

from markupsafe import Markup

from app.domain.deadline import check_each
from app.domain.vocabulary import MeetingStatus, TimelineKind
from app.web.drawing import (
    BY_ITSELF,
    CHARACTER,
    MOST_FACTS,
    NARROW,
    WIDE,
    Axis,
    Drawing,
    Look,
    Row,
    Sheet,
    cut,
    mark,
    placed,
    tag,
)

LABELLED = 80
"""Entries that are drawn with their titles; of more, only marks."""

_SHAPES = {TimelineKind.meeting: "circle", TimelineKind.agreement: "square", TimelineKind.milestone: "triangle"}

KNOWN = ("day", "range")
"""Precisions of a date whose days are known; of the others it was on some of the days."""


def timeline(
    entries: Sequence[Row],
    *,
    total: int,
    undated: int,
    data: str = "/timeline",
    query: str = "",
    until: dt.date | None = None,
    look: Look = BY_ITSELF,
) -> Drawing:
    """Entries of ``/timeline`` in a lane for each kind. Of the ``total``, ``undated`` have no date.

    ``data`` and ``query`` are where all are; ``until`` is the newest publication that was read.
    """
    dated = sorted((one for one in entries if one["date_start"]), key=lambda one: (one["date_start"], one["id"]))
    sheet = Sheet(look)
    title = f"Timeline: {total:,} entr{'y' if total == 1 else 'ies'}" if total else "Timeline: no entries"
    sheet.write(title, "title", characters=34, line=20)
    notes = list(_notes(len(dated), total, undated))
    read = f"Documents read up to {until}. " if until else ""
    for note in (read, *notes):
        if note:
            sheet.write(note, "quiet note")
    if any(one["date_precision"] not in KNOWN for one in dated):
        sheet.write("Hollow: only the month or year is known, shown as a dashed bar.", "quiet")
    axis = Axis.of(dated)
    if axis:
        labelled = len(dated) <= LABELLED
        top = sheet.y + 16
        lanes: list[Markup] = []
        for kind in TimelineKind:
            lane = [one for one in dated if one["kind"] == kind]
            if lane:
                lanes += _lane(sheet, axis, kind, lane, labelled=labelled)
        sheet.parts += [axis.draw(top, sheet.y + 8), *lanes]
        sheet.y += 28
    sheet.links(data, query)
    told = [cut(f"{_when(one)}: {one['title']}") for one in reversed(dated[-MOST_FACTS:])]
    more = len(dated) - len(told)
    facts = [*notes, f"{'; '.join(told)}." if told else "", f"And {more} more: see the data." if more else ""]
    return sheet.finish(title, " ".join(filter(None, facts)))


def _when(one: Row) -> str:
    """Its date; of what is only planned, that it is."""
    return f"{one['date']}, planned" if one["status"] == MeetingStatus.planned else str(one["date"])


def _notes(drawn: int, total: int, undated: int) -> Iterator[str]:
    if drawn < total - undated:
        yield f"Drawn are the newest {drawn:,} of {total - undated:,} with a date; the data has all."
    if undated:
        yield f"{undated:,} without a known date {'is' if undated == 1 else 'are'} not drawn."


def _lane(sheet: Sheet, axis: Axis, kind: TimelineKind, lane: Sequence[Row], *, labelled: bool) -> Iterator[Markup]:
    sheet.y += 28
    yield tag("text", f"{kind.capitalize()}s ({len(lane):,})", x="0.5%", y=sheet.y, class_="heading")
    ends: list[float] = []  # of each row, where the last mark of it ends, at the narrow width
    first = sheet.y
    for one in check_each(lane):
        start, end = axis.span(one)
        x = (start + end) / 2
        if labelled:
            sheet.y += 20
            y = sheet.y
        else:
            left, right = (place / 100 * NARROW + add for place, add in ((min(start, x), -8), (max(end, x), 8)))
            row = next((at for at, until in enumerate(ends) if until <= left), len(ends))
            ends[row : row + 1] = [right]
            y = first + 16 * (row + 1)
            sheet.y = max(sheet.y, y)
        drawn = []
        if one["date_precision"] != "day":
            place = {"x": f"{start:.2f}%", "width": f"{end - start:.2f}%", "y": y - 5, "height": 10}
            drawn.append(tag("rect", **place, class_="span"))
        drawn.append(placed(x, y, mark(_SHAPES[kind], 4.5)))
        drawn += _titled(one, x, (start, end), y) if labelled else []
        classes = f"entry {kind}" + ("" if one["date_precision"] in KNOWN else " vague")
        named = tag("title", cut(f"{_when(one)}: {one['title']}"))
        yield sheet.look.record(one["url"], named, *drawn, class_=classes)


def _titled(one: Row, x: float, span: tuple[float, float], y: float) -> Iterator[Markup]:
    """Date and title beside the mark, on the side with more room, cut to it: once for each of the two widths."""
    left, right = min(span[0], x), max(span[1], x)
    after = 100 - right >= left
    for width, name in ((WIDE, "wide"), (NARROW, "narrow")):
        pixels = (100 - right if after else left) / 100 * width - 14
        text = shorten(f"{_when(one)} {one['title']}", max(12, int(pixels / CHARACTER)), placeholder="…")
        anchor, dx, place = ("start", 11, right) if after else ("end", -11, left)
        at = {"x": f"{place:.2f}%", "dx": dx, "y": y + 4, "text_anchor": anchor}
        yield tag("text", text, **at, class_=name, aria_hidden="true")
