"""What an accepted draft brings to the seed: a document, new records, and evidence and changes for known ones."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from app.ingest.seed_files import SeedFiles
from app.ingest.seed_reader import LISTED_COUNTRY
from app.ingest.seed_schema.record import RecordKey

Values: TypeAlias = dict[str, Any]

OWN_FIELDS = ("title", "summary")
"""Fields in our own words: another wording of them is no other value. A milestone's ``account`` is not among them."""


@dataclass(frozen=True)
class Fault:
    """Why a draft cannot be accepted. ``proposals`` are the numbers of the proposals that cause it, if any does."""

    message: str
    proposals: tuple[int, ...] = ()
    level: str = "error"

    def __str__(self) -> str:
        number = "proposals " + ", ".join(map(str, self.proposals)) if self.proposals[1:] else ""
        number = number or (f"proposal {self.proposals[0]}" if self.proposals else "")
        return f"{number}: {self.message}" if number else self.message


@dataclass(frozen=True)
class ValueChange:
    """A value of a known record that a newer document changes: ``field`` is its path, such as ``positions.0.as_of``.

    Older evidence for a whole field then has ``says: old``, and evidence with ``says: new`` loses its ``says``."""

    kind: str
    record: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Addition:
    """Items that a newer document adds to a list of a known record."""

    kind: str
    record: str
    field: str
    items: tuple[Any, ...]


@dataclass
class Contents:
    """What a draft brings to the seed. ``shared_records`` has the values of new records for the files of their kinds;
    ``records`` and ``supports`` are those of the file of the document. ``proposals`` are the numbers of the proposals
    about each record. ``confirmations`` has kind, record and field of each known value that a proposal repeats;
    ``differences`` has those of each value that stays as it is, with the value of the proposal."""

    document: Values
    records: dict[str, dict[str, tuple[Values, list[Values]]]] = field(default_factory=lambda: defaultdict(dict))
    supports: dict[str, dict[str, list[Values]]] = field(default_factory=lambda: defaultdict(dict))
    shared_records: dict[str, dict[str, Values]] = field(default_factory=lambda: defaultdict(dict))
    changes: list[ValueChange] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    proposals: dict[RecordKey, list[int]] = field(default_factory=lambda: defaultdict(list))
    confirmations: set[tuple[str, str, str]] = field(default_factory=set)
    differences: set[tuple[str, str, str, str]] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


class SeedValues:
    """The records of the seed as it is before the draft is accepted, as its files have them."""

    def __init__(self, files: SeedFiles) -> None:
        self._values = {
            (kind, entry.name): entry.values
            for kind, entries in files.entries.items()
            for entry in entries
            if isinstance(entry.values, dict)
        }

    def get(self, kind: str, record: str) -> Values | None:
        """The values of a record; ``None`` for no record, and for a country that only the list of ISO 3166 has."""
        return self._values.get((kind, record))

    def listed_country(self, code: str) -> Values | None:
        """What the list of ISO 3166 has for a code."""
        return self._values.get((LISTED_COUNTRY, code))


def each_once(evidence: Iterable[Values]) -> Iterator[Values]:
    """The evidence, with each place once for each field."""
    citations: set[tuple[Any, ...]] = set()
    for entry in evidence:
        words = tuple(entry.get(name) for name in ("paragraph", "quote", "until", "occurrence"))
        names = entry.get("fields") or ["record"]
        new = [name for name in names if (words, name) not in citations]
        citations |= {(words, name) for name in new}
        if new == names:
            yield entry
        elif new:
            yield {**entry, "fields": new}
