"""The tables of the records. Filters and sorting run on the columns; clients receive ``body``."""

from app.db.tables import indexes
from app.db.tables.agreements import Agreement, AgreementParty, AgreementTopic, RelatedAgreement, Signatory
from app.db.tables.commitments import Commitment, CommitmentCountry, CommitmentStatement
from app.db.tables.conflicts import Conflict, ConflictCountry, ConflictEvidence
from app.db.tables.mechanisms import InMechanism, Mechanism, MechanismMember
from app.db.tables.meetings import (
    AgendaTopic,
    InMeeting,
    Meeting,
    MeetingCountry,
    MeetingStop,
    MeetingTopic,
    Participant,
    Topic,
)
from app.db.tables.milestones import Milestone, MilestoneCountry
from app.db.tables.officials import Official, Position
from app.db.tables.parties import City, Country, Mission, Organization, OrganizationMember, Party, PartySuccessor
from app.db.tables.publication import (
    Coverage,
    CoverageCount,
    Name,
    Publication,
    RecordVersion,
    RevisionArchive,
    SearchEntry,
    Withdrawal,
)
from app.db.tables.statements import Statement, StatementSubject, StatementTopic
from app.db.tables.timeline import TimelineCountry, TimelineEntry
from app.db.tables.trade_stats import FigureGroup, TradeStat
