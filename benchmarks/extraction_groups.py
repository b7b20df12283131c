"""What :mod:`benchmarks.extraction` measures: groups of fields, each with the items that are compared."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from app.curate.names import Names
from app.curate.proposals import Proposal
from app.ingest.seed_schema import SeedRecord

Item = tuple[Hashable, ...]


@dataclass(frozen=True)
class Group:
    """A group of fields that is measured. ``recorded`` and ``proposed`` give the items of a record and of a proposal,
    and nothing where the group does not bear on them. ``names`` makes the names that the rules know of all names."""

    name: str
    recorded: Callable[[SeedRecord], Iterable[Item]]
    proposed: Callable[[Proposal], Iterable[Item]]
    names: Callable[[Names], Names] | None = None
