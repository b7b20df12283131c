"""Findings about a seed: each has a sentence, and the file, line, record and field that it is about."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ingest.seed_reader import Seed

MAX_FAULTS = 1000


class Level(StrEnum):
    """The level of a finding: an error prevents the load, a warning does not, and the rest could not be checked."""

    error = "error"
    warning = "warning"
    not_checked = "not-checked"


@dataclass(frozen=True)
class Finding:
    """A sentence about a field of a record. ``line`` counts from 1; it is 0 for a whole file."""

    file: str
    line: int
    record: str
    field: str
    message: str
    value: str = ""
    level: Level = Level.error

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.record, self.field, self.message) if part)


class SeedError(Exception):
    """The seed cannot be loaded. ``faults`` lists why.

    ``partial_seed`` has the records without a fault, so that they can be checked to the end. It is ``None`` if reading
    stopped at ``MAX_FAULTS``, or if a file cannot be read, because other records may refer to those in it.
    """

    def __init__(self, faults: list[Finding], partial_seed: "Seed | None" = None) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
        self.partial_seed = partial_seed


class SeedFaults(list[Finding]):
    """A list of faults that raises :class:`SeedError` at ``MAX_FAULTS``, because nobody would read more."""

    def add(self, finding: Finding) -> None:
        self.append(finding)
        if len(self) >= MAX_FAULTS:
            raise SeedError(self)


ReportFinding = Callable[[Finding], None]
"""Takes each finding."""
