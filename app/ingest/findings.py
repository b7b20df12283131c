"""What is wrong with a seed, and where: each finding has the file, line, record and field, and a sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

MAX_FAULTS = 1000


class Level(StrEnum):
    """How much a finding weighs: an error prevents the load, a warning does not; a text is not here for the rest."""

    error = "error"
    warning = "warning"
    not_checked = "not-checked"


@dataclass(frozen=True)
class Finding:
    """A sentence about a field of a record, and where it stands. ``line`` counts from 1; it is 0 for a whole file."""

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
    """The seed cannot be loaded. ``faults`` lists why; ``incomplete`` says that the search stopped at the limit."""

    def __init__(self, faults: list[Finding], *, incomplete: bool = False) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
        self.incomplete = incomplete


class SeedFaults(list[Finding]):
    """A list of faults that raises :class:`SeedError` at ``MAX_FAULTS``, because nobody would read more."""

    def add(self, finding: Finding) -> None:
        self.append(finding)
        if len(self) >= MAX_FAULTS:
            raise SeedError(self, incomplete=True)


Report = Callable[[Finding], None]
"""Takes each finding."""
