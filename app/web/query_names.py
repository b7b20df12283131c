"""The names and dates among the words of a search: "Fidan Ankara 2026" has an official and a year.

They lead to the events of exactly these. A search for words also finds records that only mention them.
"""

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select, tuple_

from app.db.names import ids_by_name
from app.db.snapshot import Snapshot
from app.db.tables import Country, Mechanism, Official, Organization
from app.db.tables.publication import SearchEntry
from app.domain.titles import record_path

NAMED_KINDS = (Mechanism.kind, Official.kind, Country.kind, Organization.kind)
"""Kinds whose names are looked for. If a name is of several kinds, the first one counts."""

PARTIES = (Country.kind, Organization.kind)

MAX_WORDS = 12
"""Words of a search that are looked at."""

MAX_NAME_WORDS = 6
"""Words of a name."""

MAX_MEANINGS = 4
"""Records that one name may mean and that are listed."""

SHORT_CODE = 3
"""Letters of a code or acronym that is only read as a name in capitals: "IN" is India, "in" is a word."""

JOINING_WORDS = frozenset((
    "a", "an", "and", "at", "between", "by", "did", "for", "from", "in", "is", "of", "on", "the", "to", "was", "were",
    "what", "when", "who", "with",
))  # fmt: skip
"""Words that say nothing about which events are meant."""

_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

_MONTHS = {
    name.lower(): number
    for names in (calendar.month_abbr, calendar.month_name)
    for number, name in enumerate(names)
    if number
}


@dataclass(frozen=True)
class Meaning:
    """A record that a name in a search means."""

    kind: str
    id: str
    label: str

    @property
    def url(self) -> str:
        return record_path(self.kind, self.id)


@dataclass
class QueryNames:
    """What the words of a search name. ``meanings`` has the records of each name, by the words of the search."""

    meanings: dict[str, list[Meaning]] = field(default_factory=dict)
    date: str | None = None
    other_words: list[str] = field(default_factory=list)
    """Words that are neither a name, a date nor a joining word."""

    def of_kind(self, *kinds: str) -> list[list[Meaning]]:
        """The records of each name of these kinds."""
        return [records for records in self.meanings.values() if records[0].kind in kinds]

    def filters(self) -> list[tuple[str, str]]:
        """The parameters of the events that involve all that is named."""
        parties = [records[0].id for records in self.of_kind(*PARTIES)]
        officials = [records[0].id for records in self.of_kind(Official.kind)]
        return [
            *(("mechanism", record.id) for records in self.of_kind(Mechanism.kind) for record in records),
            *([("official", officials[0])] if len(officials) == 1 else []),
            *([("with", ",".join(officials))] if len(officials) > 1 else []),
            *([("country", parties[0])] if len(parties) == 1 else []),
            *([("between", ",".join(parties))] if len(parties) > 1 else []),
            *([("date", self.date)] if self.date else []),
        ]


def read_query_names(snapshot: Snapshot, text: str) -> QueryNames:
    """The names and dates in a text: from left to right, the longest first."""
    words = re.sub(r"[?,;]|['’]s\b", " ", text).split()[:MAX_WORDS]
    segments = {
        (start, end): " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 1, min(start + MAX_NAME_WORDS, len(words)) + 1)
    }
    names = [segment for (start, end), segment in segments.items() if _may_be_name(segment, end - start == len(words))]
    ids = ids_by_name(snapshot, [(kind, name) for name in names for kind in NAMED_KINDS])
    result, start = QueryNames(), 0
    matches: dict[str, tuple[str, list[str]]] = {}
    while start < len(words):
        longest = range(min(start + MAX_NAME_WORDS, len(words)), start, -1)
        for end in longest:
            segment = segments[start, end]
            kind = next((kind for kind in NAMED_KINDS if ids.get((kind, segment))), None)
            date = _date(segment)
            if kind:
                matches[segment] = (kind, ids[kind, segment][:MAX_MEANINGS])
            elif date and result.date is None:
                result.date = date
            elif end > start + 1:
                continue
            elif segment.lower() not in JOINING_WORDS:
                result.other_words.append(segment)
            start = end
            break
    labels = _labels(snapshot, [(kind, record_id) for kind, record_ids in matches.values() for record_id in record_ids])
    for segment, (kind, record_ids) in matches.items():
        result.meanings[segment] = [Meaning(kind, i, labels.get((kind, i), i)) for i in record_ids]
    return result


def _may_be_name(segment: str, whole: bool) -> bool:
    """Whether words may be a name: all of the text, or a part that begins and ends with a word of its own."""
    words = segment.lower().split()
    short = len(segment) <= SHORT_CODE and not segment.isupper()
    return whole or not (short or words[0] in JOINING_WORDS or words[-1] in JOINING_WORDS)


def _date(segment: str) -> str | None:
    """The EDTF date of "2026", "2026-02", "2026-02-02", "Feb 2026" or "February 2026"."""
    if _DAY.fullmatch(segment):
        return segment
    month, _, year = segment.partition(" ")
    number = _MONTHS.get(month.lower())
    return f"{year}-{number:02}" if number and re.fullmatch(r"\d{4}", year) else None


def _labels(snapshot: Snapshot, records: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], str]:
    if not records:
        return {}
    entries = select(SearchEntry.kind, SearchEntry.record_id, SearchEntry.label).where(
        tuple_(SearchEntry.kind, SearchEntry.record_id).in_(records)
    )
    return {(row.kind, row.record_id): row.label for row in snapshot.execute(entries)}
