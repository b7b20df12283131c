"""The text of a briefing, the same for the page, Markdown and Word: sections of lines, each with its sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.date_words import date_words, turn_words
from app.domain.titles import NO_DATE
from app.web.pictures.chart_panels import period_words
from app.web.pictures.drawing import JsonRow
from app.web.records.record_fields import place_list

SourceBody = Mapping[str, Any]


@dataclass(frozen=True)
class Run:
    """Words of a line; those of a record have the ``path`` of its page, those of a date its EDTF."""

    words: str
    path: str | None = None
    date: str | None = None

    @classmethod
    def of_date(cls, date: str | None) -> "Run":
        """The date on which something was, began or ended."""
        return cls(turn_words(date) if date else NO_DATE, date=date)

    @classmethod
    def of_figure(cls, row: JsonRow) -> "Run":
        """The period of a figure, or the day on which a target was stated."""
        return cls(period_words(row), date=row["date"])


@dataclass(frozen=True)
class SourcedText:
    """A part of a line, with the sources that say it."""

    runs: Sequence[Run]
    sources: Sequence[SourceBody]


@dataclass(frozen=True)
class Line:
    """Statements about one thing, which the label names; without a label they speak for themselves."""

    statements: Sequence[SourcedText]
    label: str = ""


@dataclass(frozen=True)
class Section:
    """A heading and its lines, in groups that may have headings of their own. ``data`` is the path of its list.

    ``empty`` is said if there are no lines. ``total`` is the number of records of the list, of which those shown may be
    the newest.
    """

    heading: str
    groups: Sequence[tuple[str, Sequence[Line]]]
    empty: str
    data: str | None = None
    total: int = 0

    @property
    def lines(self) -> list[Line]:
        return [line for _, lines in self.groups for line in lines]

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.lines)

    @property
    def cut_note(self) -> str:
        return f"The newest {len(self.lines)} of {self.total:,}; the API has all."


@dataclass
class SourceNotes:
    """Cites the sources of a briefing by number, in the order in which they are first cited."""

    by_document: dict[str, SourceBody] = field(default_factory=dict)

    def __call__(self, sources: Sequence[SourceBody]) -> list[str]:
        """The numbers and places of the sources: ``["1, ¶ 2, 5", "3, ¶ 1"]``."""
        return [f"{self._number(source)}, {place_list(source)}" for source in sources]

    def _number(self, source: SourceBody) -> int:
        self.by_document.setdefault(source["document"], source)
        return list(self.by_document).index(source["document"]) + 1


@dataclass(frozen=True)
class Briefing:
    """What is recorded between two parties. ``codes`` are theirs, with a comma; ``until`` is the day read until."""

    title: str
    codes: str
    until: str | None
    revision: int
    base: str
    answers: Sequence[Line]
    sections: Sequence[Section]
    notes: SourceNotes = field(default_factory=SourceNotes)

    @property
    def pair(self) -> str:
        """The last part of its address: ``kz-tr``."""
        return self.codes.replace(",", "-").lower()

    @property
    def state(self) -> str:
        """Up to when documents were read, and the revision of the data."""
        until = date_words(self.until) if self.until else "an unknown day"
        return f"From documents published up to {until}. Data revision {self.revision}."

    @property
    def sources(self) -> list[SourceBody]:
        """The cited documents in the order of their numbers, once all lines are cited."""
        return list(self.notes.by_document.values())
