"""The events and figures of a seed, in the form in which :mod:`app.curate.same_event` compares them."""

from collections.abc import Iterator
from typing import Any

from app.curate.same_event import EVENT_KINDS, ComparedEvent, figure_key
from app.domain.text import fold
from app.domain.vocabulary import MeetingType, ParticipantRole
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import AgreementSeed, CommitmentSeed, MeetingSeed, MilestoneSeed, SeedRecord, TradeStatSeed


def known_events(seed: Seed) -> list[ComparedEvent]:
    """The meetings, agreements, milestones, figures and commitments of a seed."""
    return [ComparedEvent(**_values(record)) for kind in EVENT_KINDS for record in seed.records[kind]]


def _values(record: SeedRecord) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": record.id,
        "kind": record.kind,
        "span": getattr(record, "date", None),
        "mechanism": getattr(record, "mechanism", None),
        "title": fold(str(getattr(record, "title", None))),
        "documents": frozenset(evidence.document for evidence in record.evidence),
    }
    if isinstance(record, MeetingSeed):
        values |= {
            "type": record.type.value,
            "parties": frozenset(record.with_derived_values().countries),
            "people": frozenset(_guests(record)),
            "session": record.session,
            "country_code": record.with_derived_values().country,
        }
    elif isinstance(record, AgreementSeed):
        values |= {
            "type": record.type.value,
            "parties": frozenset(party.country for party in record.parties),
            "people": frozenset(delegate.official for delegate in record.signatories),
        }
    elif isinstance(record, MilestoneSeed):
        values |= {"type": record.type.value, "parties": frozenset(record.countries)}
    elif isinstance(record, TradeStatSeed):
        pair = (record.reporter, record.partner)
        values |= {
            "parties": frozenset(code for code in pair if code),
            "figure": figure_key(
                record.model_dump(include={"indicator", "flow", "reporter", "product", "scope"}, mode="json")
            ),
            "value": record.value,
        }
    elif isinstance(record, CommitmentSeed):
        values |= {"parties": frozenset((*record.by, *record.to)), "value": record.value, "figure": (record.unit,)}
    return values


def _guests(record: MeetingSeed) -> Iterator[str]:
    for person in record.participants:
        if record.type is not MeetingType.visit or person.role is ParticipantRole.guest:
            yield person.official
