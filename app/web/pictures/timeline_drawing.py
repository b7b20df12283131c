"""Draws the timeline: lanes on a time axis where the picture is wide, a vertical list where it is narrow."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from app.domain.date_words import date_words
from app.web.pictures.drawing import MAX_FACTS, STANDALONE, WIDE_FROM, Drawing, JsonRow, Look, Sheet
from app.web.pictures.timeline_entries import Timeline, describe_entry
from app.web.pictures.timeline_lanes import draw_lanes
from app.web.pictures.timeline_list import draw_list

MAX_LABELLED_ENTRIES = 80
"""Entries up to which titles are written beside the marks."""


def draw_timeline(
    entries: Sequence[JsonRow],
    *,
    total: int,
    undated_count: int,
    query: str = "",
    until: dt.date | None = None,
    look: Look = STANDALONE,
) -> Drawing:
    """Draw entries of ``/timeline``. The whole list has ``total`` entries, of which ``undated_count`` have no date.

    ``query`` is the query string of the list. ``until`` is the day of the newest document. In a page, the picture has
    both forms, and the style shows the one for which there is room. If there are many entries, or the look is compact,
    it has marks without labels, in one form for any width.
    """
    timeline = Timeline(entries, total, undated_count)
    bare = look.compact or len(timeline.dated_entries) > MAX_LABELLED_ENTRIES

    def lanes(look: Look, kind: str = "") -> Drawing:
        sheet = _start(timeline, until, look, "" if bare else "wide")
        if timeline.axis:
            draw_lanes(sheet, timeline, timeline.axis, with_labels=not bare)
        return finish(sheet, kind)

    def vertical_list(look: Look, kind: str = "") -> Drawing:
        sheet = _start(timeline, until, look, "list")
        if timeline.axis:
            draw_list(sheet, timeline, timeline.axis)
        return finish(sheet, kind)

    def finish(sheet: Sheet, kind: str) -> Drawing:
        sheet.links("/timeline", query)
        return sheet.finish(timeline.title, _facts(timeline), timeline.dated_entries[::-1], kind=kind)

    if bare or (not look.inline and look.width >= WIDE_FROM):
        return lanes(look)
    if not look.inline:
        return vertical_list(look)
    wide = lanes(look, "wide")
    narrow = vertical_list(replace(look, name=f"{look.name}-list"), "narrow")
    return replace(wide, svg=wide.svg + narrow.svg, narrow_height=narrow.height)


def _start(timeline: Timeline, until: dt.date | None, look: Look, form: str) -> Sheet:
    """A sheet with the title and the notes. A list has no axis that leaves something out."""
    sheet = Sheet(look)
    sheet.write(timeline.title, "title", characters=34, line=20)
    notes = [f"From documents published up to {date_words(str(until))}."] if until else []
    notes += timeline.notes()
    if timeline.axis and timeline.axis.cuts and form != "list":
        notes.append(f"The axis leaves out years without events: {timeline.axis.cut_words}.")
    for text in (notes, [*timeline.legend()]):
        for note in [" ".join(text)] if form == "wide" else text:
            if note:
                sheet.write(note, "quiet note", characters=100 if form == "wide" else 46)
    return sheet


def _facts(timeline: Timeline) -> str:
    sentences = [describe_entry(entry) for entry in reversed(timeline.dated_entries[-MAX_FACTS:])]
    entries_omitted = len(timeline.dated_entries) - len(sentences)
    facts = [
        *timeline.notes(),
        f"{'; '.join(sentences)}." if sentences else "",
        f"And {entries_omitted} more: see the data." if entries_omitted else "",
    ]
    return " ".join(filter(None, facts))
