"""The groups of fields that :mod:`benchmarks.extraction` measures, each with the items that it compares."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from app.curate.names import Names
from app.curate.proposals import Proposal
from app.ingest.seed_schema import SeedRecord

Item = tuple[Hashable, ...]


@dataclass(frozen=True)
class Group:
    """A group of fields. ``record_items`` and ``proposal_items`` give the items of a record and of a proposal, or none
    if it does not have these fields. ``names`` selects the names that the rules may know; without it they know all."""

    name: str
    record_items: Callable[[SeedRecord], Iterable[Item]]
    proposal_items: Callable[[Proposal], Iterable[Item]]
    names: Callable[[Names], Names] | None = None
