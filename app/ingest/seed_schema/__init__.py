"""The models of ``seed/*.yaml``: one class for each kind of record that a curator writes."""

from app.ingest.seed_schema.agreements import AgreementSeed
from app.ingest.seed_schema.commitments import CommitmentSeed
from app.ingest.seed_schema.documents import DocumentSeed, SetAsideSeed
from app.ingest.seed_schema.mechanisms import FamilySeed, MechanismSeed
from app.ingest.seed_schema.meetings import DelegateSeed, MeetingSeed, ParticipantSeed, TopicSeed
from app.ingest.seed_schema.milestones import MilestoneSeed
from app.ingest.seed_schema.officials import OfficialSeed, PositionSeed
from app.ingest.seed_schema.parties import (
    AggregateSeed,
    CitySeed,
    CountrySeed,
    ListedCountrySeed,
    MissionSeed,
    OrganizationSeed,
)
from app.ingest.seed_schema.record import NAME_FIELD_OF_ROLE, EvidenceSeed, SeedModel, SeedRecord
from app.ingest.seed_schema.statements import SpeakerSeed, StatementSeed, SubjectSeed
from app.ingest.seed_schema.trade_stats import ProductSeed, TradeStatSeed
from app.ingest.seed_schema.withdrawals import WithdrawnSeed

# Ordered by reference: the records that a kind refers to come before it.
SEED_MODELS: tuple[type[SeedRecord], ...] = (
    CountrySeed, CitySeed, TopicSeed, DocumentSeed, MechanismSeed, OrganizationSeed, AggregateSeed, OfficialSeed,
    MissionSeed, MeetingSeed, AgreementSeed, TradeStatSeed, MilestoneSeed, StatementSeed,
    CommitmentSeed,
)  # fmt: skip

TIMELINE_KINDS = ("meeting", "agreement", "milestone")
