"""Entries of a timeline as its pictures draw them: their words, their marks and their legend."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from app.api.formats.events import status_text
from app.domain.date_words import turn_words
from app.domain.free_text import shorten_text
from app.domain.titles import count_words
from app.domain.vocabulary import MeetingStatus, TimelineKind
from app.web.pictures.drawing import MAX_CHARACTERS, JsonRow, marker, tag
from app.web.pictures.time_axis import TimeAxis, first_day

KIND_SHAPES = {TimelineKind.meeting: "circle", TimelineKind.agreement: "square", TimelineKind.milestone: "triangle"}

EXACT_PRECISIONS = ("day", "range")
"""Precisions of a date with exact days. With a month or year, the event was on one of its days."""

NOT_HELD = tuple(status for status in MeetingStatus if status is not MeetingStatus.held)

OPEN_START = 22
"""Pixels of the arrow to the left of an entry of which only the latest day is known."""


@dataclass(frozen=True)
class Timeline:
    """Entries of ``/timeline``. The whole list has ``total``, of which ``undated_count`` have no date."""

    entries: Sequence[JsonRow]
    total: int
    undated_count: int

    @cached_property
    def dated_entries(self) -> list[JsonRow]:
        """The entries with a date, in its order."""
        entries = (entry for entry in self.entries if entry["date_end"])
        return sorted(entries, key=lambda entry: (first_day(entry), entry["id"]))

    @cached_property
    def axis(self) -> TimeAxis | None:
        return TimeAxis.of(self.dated_entries)

    @property
    def title(self) -> str:
        if not self.total:
            return "Timeline: no events"
        return f"Timeline: {count_words(self.total, 'event')}"

    @property
    def kinds(self) -> list[tuple[TimelineKind, int]]:
        """The kinds of the entries with a date, with the number of each."""
        counts = Counter(entry["kind"] for entry in self.dated_entries)
        return [(kind, counts[kind]) for kind in TimelineKind if counts[kind]]

    def notes(self) -> Iterator[str]:
        """What a reader must know to take the picture for no more than it is."""
        if len(self.dated_entries) < self.total - self.undated_count:
            drawn_count, dated_count = len(self.dated_entries), self.total - self.undated_count
            yield f"The newest {drawn_count:,} of {dated_count:,} with a date are drawn; the data have all."
        if self.undated_count:
            yield f"{self.undated_count:,} without a date {'is' if self.undated_count == 1 else 'are'} not drawn."

    def legend(self) -> Iterator[str]:
        """What the marks mean, as far as they occur."""
        precisions = {entry["date_precision"] for entry in self.dated_entries}
        if precisions - {*EXACT_PRECISIONS, "before"}:
            yield "Hollow: the day is not stated; a bar spans the possible days."
        if "before" in precisions:
            yield "Arrow to the left: then or earlier."
        if statuses := [
            status for status in NOT_HELD if any(entry["status"] == status for entry in self.dated_entries)
        ]:
            yield f"Dotted: {' or '.join(statuses)}, not reported as held."


def is_planned(entry: JsonRow) -> bool:
    """Whether no document says that a meeting was held."""
    return entry["status"] in NOT_HELD


def date_and_status(entry: JsonRow) -> str:
    """The date of an entry in words, and whether it is planned, overdue, postponed or cancelled."""
    date = turn_words(entry["date"])
    return f"{date}, {status_text(entry)}" if is_planned(entry) else date


def describe_entry(entry: JsonRow) -> str:
    return shorten_text(f"{date_and_status(entry)}: {entry['title']}", MAX_CHARACTERS)


def classes(entry: JsonRow) -> str:
    exact = entry["date_precision"] in EXACT_PRECISIONS
    return f"entry {entry['kind']}" + ("" if exact else " vague") + (" planned" if is_planned(entry) else "")


def mark(entry: JsonRow) -> Iterator[Markup]:
    """The mark of an entry around the origin, with an arrow if only its latest day is known."""
    if entry["date_precision"] == "before":
        yield tag("path", d=f"M-8,0H{-OPEN_START}m5,-4l-5,4l5,4", class_="whisker")
    yield marker(KIND_SHAPES[TimelineKind(entry["kind"])], 4.5)
