"""The groups of officials, mechanisms, meetings, agreements and milestones in :mod:`benchmarks.extraction`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from app.curate.names import Names
from app.curate.proposals import Proposal
from app.domain.text import fold
from app.domain.vocabulary import CALLS
from app.ingest.seed_schema import (
    AgreementSeed,
    MechanismSeed,
    MeetingSeed,
    MilestoneSeed,
    OfficialSeed,
    SeedRecord,
)
from benchmarks.extraction_groups import Group, Item


def without_people(names: Names) -> Names:
    """The names without officials, so that each person of a text is new."""
    return replace(names, people=())


def _people() -> Group:
    def record_items(record: SeedRecord) -> Iterator[Item]:
        if isinstance(record, OfficialSeed):
            yield (record.id,)

    def proposal_items(proposal: Proposal) -> Iterator[Item]:
        if proposal.kind == "official":
            yield (proposal.record or proposal.values["id"],)

    return Group("known officials", record_items, proposal_items)


def _new_people() -> Group:
    def record_items(record: SeedRecord) -> Iterator[Item]:
        if isinstance(record, OfficialSeed):
            yield (fold(record.name),)

    def proposal_items(proposal: Proposal) -> Iterator[Item]:
        if proposal.kind == "official":
            yield (fold(proposal.values["name"]),)

    return Group("new people", record_items, proposal_items, without_people)


def _mechanisms() -> Group:
    def record_items(record: SeedRecord) -> Iterator[Item]:
        if isinstance(record, MechanismSeed):
            yield (record.id,)

    def proposal_items(proposal: Proposal) -> Iterator[Item]:
        if proposal.kind == "mechanism":
            yield (proposal.values["id"],)

    return Group("mechanisms", record_items, proposal_items)


def _values(record: MeetingSeed) -> dict[str, Any]:
    return {
        "type": record.type,
        "mechanism": record.mechanism,
        "session": record.session,
        "country": record.country,
        "participants": [{"official": p.official, "role": p.role} for p in record.participants],
        "date": record.date.text if record.date else None,
    }


def _meeting(values: Mapping[str, Any]) -> Item:
    """What identifies a meeting: its kind, and either its session or its place and the people who meet."""
    people = values.get("participants") or []
    main = [p["official"] for p in people if p["role"] in ("host", "guest", "co-chair")] or [
        p["official"] for p in people
    ]
    if values["type"] == "visit":
        main = [p["official"] for p in people if p["role"] == "guest"]
    if values["type"] in ("session", "summit", "conference"):
        main = []
    place = None if values["type"] in CALLS or values.get("session") else values.get("country")
    return (str(values["type"]), values.get("mechanism"), values.get("session"), place, frozenset(main))


def _meetings(name: str, *fields: str) -> Group:
    def item(values: Mapping[str, Any]) -> Item:
        return (*_meeting(values), *(values.get(field) for field in fields))

    def record_items(record: SeedRecord) -> Iterator[Item]:
        if isinstance(record, MeetingSeed):
            yield item(_values(record))

    def proposal_items(proposal: Proposal) -> Iterator[Item]:
        if proposal.kind == "meeting":
            yield item(proposal.values)

    return Group(name, record_items, proposal_items)


def _session_numbers() -> Group:
    def record_items(record: SeedRecord) -> Iterator[Item]:
        if isinstance(record, MeetingSeed) and record.session:
            yield (record.mechanism, record.session)

    def proposal_items(proposal: Proposal) -> Iterator[Item]:
        if proposal.kind == "meeting" and proposal.values.get("session"):
            yield (proposal.values.get("mechanism"), proposal.values["session"])

    return Group("session numbers", record_items, proposal_items)


def _acts(name: str, kind: str, model: type[AgreementSeed] | type[MilestoneSeed]) -> Group:
    """Records by their type, date and parties."""

    def item(type_: str, date: str | None, parties: Iterable[str]) -> Item:
        return (str(type_), date, tuple(sorted(parties)))

    def record_items(record: SeedRecord) -> Iterator[Item]:
        if isinstance(record, model):
            date = record.date.text if record.date else None
            codes = (
                [party.country for party in record.parties] if isinstance(record, AgreementSeed) else record.countries
            )
            yield item(record.type, date, codes)

    def proposal_items(proposal: Proposal) -> Iterator[Item]:
        if proposal.kind == kind:
            values = proposal.values
            yield item(values["type"], values.get("date"), values.get("parties", values.get("countries", ())))

    return Group(name, record_items, proposal_items)


EVENT_GROUPS = [
    _people(),
    _new_people(),
    _mechanisms(),
    _session_numbers(),
    _meetings("meetings"),
    _meetings("meetings with date", "date"),
    _acts("agreements", "agreement", AgreementSeed),
    _acts("milestones", "milestone", MilestoneSeed),
]
