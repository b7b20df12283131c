"""The tables. Columns are what filters and order run on; ``body`` is what a client reads."""

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, UniqueConstraint, and_, exists, or_
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.db import Base


class CountryRole(StrEnum):
    by = "by"
    to = "to"


class MissionType(StrEnum):
    embassy = "embassy"
    consulate_general = "consulate-general"
    honorary_consulate = "honorary-consulate"


class MechanismKind(StrEnum):
    council = "council"
    planning_group = "planning-group"
    commission = "commission"
    consultations = "consultations"
    organization = "organization"
    assembly = "assembly"


class MechanismLevel(StrEnum):
    heads_of_state = "heads-of-state"
    foreign_ministers = "foreign-ministers"
    parliaments = "parliaments"


class MeetingType(StrEnum):
    session = "session"
    bilateral = "bilateral"
    summit = "summit"
    visit = "visit"
    conference = "conference"


class MeetingStatus(StrEnum):
    held = "held"
    planned = "planned"


class ParticipantRole(StrEnum):
    co_chair = "co-chair"
    host = "host"
    guest = "guest"
    participant = "participant"


class AgreementType(StrEnum):
    treaty = "treaty"
    plan = "plan"
    declaration = "declaration"
    joint_statement = "joint-statement"
    decision = "decision"
    package = "package"


class AgreementStatus(StrEnum):
    signed = "signed"
    announced = "announced"


class Indicator(StrEnum):
    trade = "trade"
    trade_target = "trade-target"
    trade_rank = "trade-rank"
    investment_stock = "investment-stock"
    investment_flow = "investment-flow"
    investment_rank = "investment-rank"
    companies = "companies"
    joint_projects = "joint-projects"
    joint_project_value = "joint-project-value"
    tourists = "tourists"
    tourist_rank = "tourist-rank"
    students = "students"
    scholarships = "scholarships"
    presidential_meetings = "presidential-meetings"
    presidential_visits = "presidential-visits"


class Flow(StrEnum):
    turnover = "turnover"
    export = "export"
    import_ = "import"
    inward = "inward"
    outward = "outward"


class Unit(StrEnum):
    """ISO 4217 for money; ``count`` of things, ``rank`` (1 is first), ``days``."""

    usd = "USD"
    eur = "EUR"
    kzt = "KZT"
    try_ = "TRY"
    count_ = "count"
    rank = "rank"
    days = "days"


class Qualifier(StrEnum):
    """How the source hedges a figure; of a rank, ``under`` is "among the first N"."""

    exact = "exact"
    about = "about"
    over = "over"
    under = "under"


class StatKind(StrEnum):
    actual = "actual"
    target = "target"


class MilestoneType(StrEnum):
    foundation = "foundation"
    recognition = "recognition"
    diplomatic_relations = "diplomatic-relations"
    embassy = "embassy"
    mechanism = "mechanism"
    accession = "accession"


class CommitmentStatus(StrEnum):
    open = "open"
    fulfilled = "fulfilled"


class TimelineKind(StrEnum):
    meeting = "meeting"
    agreement = "agreement"
    milestone = "milestone"


class EvidenceMethod(StrEnum):
    stated = "stated"
    inferred = "inferred"


def one_of_enum(column: str, values: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def date_group_checks(prefix: str = "date") -> tuple[CheckConstraint, ...]:
    """All four fields of a date or none, and the start not after the end."""
    start, end, precision = (f"{prefix}_{part}" for part in ("start", "end", "precision"))
    return (
        CheckConstraint(f"{start} <= {end}", name=f"{prefix}_order"),
        CheckConstraint(f"{precision} IN ('day', 'month', 'year', 'range')", name=f"{prefix}_precision"),
        CheckConstraint(
            f"({prefix} IS NULL AND {start} IS NULL AND {end} IS NULL AND {precision} IS NULL)"
            f" OR ({prefix} IS NOT NULL AND {start} IS NOT NULL AND {end} IS NOT NULL AND {precision} IS NOT NULL)",
            name=f"{prefix}_whole",
        ),
    )


class Publication(Base):
    """One publishing that changed something; the newest row is the data's revision."""

    __tablename__ = "publications"

    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    published_at: Mapped[dt.datetime]
    fingerprint: Mapped[str]
    changed: Mapped[int]


class Withdrawal(Base):
    """A record that left the seed. Its id is not given to another."""

    __tablename__ = "withdrawals"

    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    withdrawn_at: Mapped[dt.datetime]


class Name(Base):
    """One spelling of a thing that a client may name: an id, code, acronym, name or alias."""

    __tablename__ = "names"
    __table_args__ = (Index("ix_names_kind_folded", "kind", "folded"),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    folded: Mapped[str]
    alias: Mapped[bool]


class Seeded(Base):
    """A row that one entry of the seed makes; ``digest`` tells whether that entry has changed."""

    __abstract__ = True
    kind: ClassVar[str]

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
    digest: Mapped[str]


class Record(Seeded):
    """A row that the API serves, with its published form."""

    __abstract__ = True

    body: Mapped[str | None]
    body_digest: Mapped[str | None]
    revision: Mapped[int | None]
    updated_at: Mapped[dt.datetime | None]

    @classmethod
    def sourced_by(cls, *criteria: ColumnElement[bool]) -> ColumnElement[bool]:
        """True of a record that a document supports which meets the criteria."""
        return exists().where(cls.evidenced(), Evidence.document_id == Document.id, *criteria)

    @classmethod
    def evidenced(cls) -> ColumnElement[bool]:
        """Joins a record to its evidence."""
        return and_(Evidence.kind == cls.kind, Evidence.record_id == cls.id)


class Dated:
    """The date group of a record; ``date_start`` and ``date_end`` are what it can cover."""

    date: Mapped[str | None]
    date_start: Mapped[dt.date | None]
    date_end: Mapped[dt.date | None]
    date_precision: Mapped[str | None]


class Titled:
    title: Mapped[str]


class InMechanism:
    mechanism_id: Mapped[str | None] = mapped_column(ForeignKey("mechanisms.id"), index=True)

    @declared_attr
    def mechanism(self) -> Mapped["Mechanism | None"]:
        return relationship(lazy="raise")


class InMeeting:
    """Reported with a meeting."""

    meeting_id: Mapped[str | None] = mapped_column(ForeignKey("meetings.id"), index=True)


def link(table: str, *, index: bool = True) -> Any:
    """Part of the key of a link table: a reference that goes when its record goes."""
    return mapped_column(ForeignKey(f"{table}.id", ondelete="CASCADE"), primary_key=True, index=index)


def country_link() -> Any:
    return mapped_column(ForeignKey("countries.id"), primary_key=True, index=True)


def in_order(name: str) -> Any:
    """A to-many relationship whose rows the loader writes and the database deletes."""
    return relationship(order_by=f"{name}.position", lazy="raise", viewonly=True)


class City(Seeded):
    __tablename__ = "cities"
    kind = "city"

    name: Mapped[str]
    country_id: Mapped[str] = mapped_column(ForeignKey("countries.id"))


class Topic(Seeded):
    __tablename__ = "topics"
    kind = "topic"

    name: Mapped[str]


class Country(Record):
    __tablename__ = "countries"
    __table_args__ = (
        CheckConstraint("length(id) = 2 AND id = upper(id)", name="alpha2"),
        CheckConstraint("length(alpha3) = 3", name="alpha3"),
    )
    kind = "country"

    alpha3: Mapped[str] = mapped_column(unique=True)
    numeric: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    official_name: Mapped[str | None]

    mechanisms: Mapped[list["Mechanism"]] = relationship(
        secondary="mechanism_members", order_by="Mechanism.id", lazy="raise", viewonly=True
    )
    missions: Mapped[list["Mission"]] = relationship(
        primaryjoin="or_(Country.id == Mission.sender_id, Country.id == Mission.host_id)",
        order_by="(Mission.sender_id, Mission.type, Mission.id)",
        lazy="raise",
        viewonly=True,
    )

    @classmethod
    def evidenced(cls) -> ColumnElement[bool]:
        mission = exists().where(
            Mission.id == Evidence.record_id, or_(Mission.sender_id == cls.id, Mission.host_id == cls.id)
        )
        return or_(super().evidenced(), and_(Evidence.kind == Mission.kind, mission))


class Mission(Seeded):
    __tablename__ = "missions"
    __table_args__ = (
        one_of_enum("type", MissionType),
        CheckConstraint("sender_id <> host_id", name="abroad"),
    )
    kind = "mission"

    sender_id: Mapped[str] = mapped_column(ForeignKey("countries.id"), index=True)
    host_id: Mapped[str] = mapped_column(ForeignKey("countries.id"), index=True)
    city_id: Mapped[str | None] = mapped_column(ForeignKey("cities.id"))
    type: Mapped[str]

    sender: Mapped[Country] = relationship(foreign_keys=[sender_id], lazy="raise")
    host: Mapped[Country] = relationship(foreign_keys=[host_id], lazy="raise")
    city: Mapped[City | None] = relationship(lazy="raise")


class Official(Record):
    __tablename__ = "officials"
    kind = "official"

    name: Mapped[str]
    country_id: Mapped[str] = mapped_column(ForeignKey("countries.id"), index=True)

    country: Mapped[Country] = relationship(lazy="raise")
    positions: Mapped[list["Position"]] = in_order("Position")


class Position(Base):
    """A public post of an official. ``start``, ``end`` and ``as_of`` are EDTF."""

    __tablename__ = "positions"

    official_id: Mapped[str] = link("officials", index=False)
    position: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    body: Mapped[str | None]
    start: Mapped[str | None]
    end: Mapped[str | None]
    as_of: Mapped[str | None]
    former: Mapped[bool]


class Mechanism(Record):
    __tablename__ = "mechanisms"
    __table_args__ = (
        one_of_enum("kind", MechanismKind),
        one_of_enum("level", MechanismLevel),
        *date_group_checks("established"),
    )
    kind = "mechanism"

    acronym: Mapped[str | None]
    name: Mapped[str]
    kind_: Mapped[str] = mapped_column("kind")
    level: Mapped[str | None]
    established: Mapped[str | None]
    established_start: Mapped[dt.date | None]
    established_end: Mapped[dt.date | None]
    established_precision: Mapped[str | None]

    members: Mapped[list["MechanismMember"]] = in_order("MechanismMember")


class MechanismMember(Base):
    __tablename__ = "mechanism_members"

    mechanism_id: Mapped[str] = link("mechanisms", index=False)
    country_id: Mapped[str] = country_link()
    position: Mapped[int]


class Meeting(Titled, Dated, InMechanism, Record):
    __tablename__ = "meetings"
    __table_args__ = (
        one_of_enum("type", MeetingType),
        one_of_enum("status", MeetingStatus),
        CheckConstraint("session > 0", name="session"),
        UniqueConstraint("mechanism_id", "session"),
        *date_group_checks(),
        Index("ix_meetings_date_start_id", "date_start", "id"),
    )
    kind = "meeting"

    type: Mapped[str]
    status: Mapped[str]
    session: Mapped[int | None]
    city_id: Mapped[str | None] = mapped_column(ForeignKey("cities.id"), index=True)
    venue: Mapped[str | None]
    country_id: Mapped[str | None] = mapped_column(ForeignKey("countries.id"), index=True)
    occasion: Mapped[str | None]

    city: Mapped[City | None] = relationship(lazy="raise")
    country: Mapped[Country | None] = relationship(lazy="raise")
    countries: Mapped[list["MeetingCountry"]] = in_order("MeetingCountry")
    participants: Mapped[list["Participant"]] = in_order("Participant")
    topics: Mapped[list["MeetingTopic"]] = in_order("MeetingTopic")
    agreements: Mapped[list["Agreement"]] = relationship(order_by="Agreement.id", lazy="raise", viewonly=True)


class MeetingCountry(Base):
    __tablename__ = "meeting_countries"

    meeting_id: Mapped[str] = link("meetings", index=False)
    country_id: Mapped[str] = country_link()
    position: Mapped[int]
    country: Mapped[Country] = relationship(lazy="raise")


class Participant(Base):
    """An official at a meeting, for a country, in the post held then."""

    __tablename__ = "participants"
    __table_args__ = (one_of_enum("role", ParticipantRole),)

    meeting_id: Mapped[str] = link("meetings", index=False)
    official_id: Mapped[str] = mapped_column(ForeignKey("officials.id"), primary_key=True, index=True)
    country_id: Mapped[str] = mapped_column(ForeignKey("countries.id"))
    role: Mapped[str]
    post: Mapped[str | None]
    position: Mapped[int]

    official: Mapped[Official] = relationship(lazy="raise")
    country: Mapped[Country] = relationship(lazy="raise")


class MeetingTopic(Base):
    __tablename__ = "meeting_topics"

    meeting_id: Mapped[str] = link("meetings", index=False)
    topic_id: Mapped[str] = mapped_column(ForeignKey("topics.id"), primary_key=True, index=True)
    position: Mapped[int]


class Agreement(Titled, Dated, InMechanism, InMeeting, Record):
    __tablename__ = "agreements"
    __table_args__ = (
        one_of_enum("type", AgreementType),
        one_of_enum("status", AgreementStatus),
        CheckConstraint("count > 0", name="count"),
        *date_group_checks(),
        Index("ix_agreements_date_start_id", "date_start", "id"),
    )
    kind = "agreement"

    type: Mapped[str]
    status: Mapped[str]
    city_id: Mapped[str | None] = mapped_column(ForeignKey("cities.id"), index=True)
    valid: Mapped[str | None]
    count: Mapped[int | None]

    city: Mapped[City | None] = relationship(lazy="raise")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise", viewonly=True)
    parties: Mapped[list["AgreementParty"]] = in_order("AgreementParty")
    signatories: Mapped[list["Signatory"]] = in_order("Signatory")
    topics: Mapped[list["AgreementTopic"]] = in_order("AgreementTopic")


class AgreementParty(Base):
    __tablename__ = "agreement_parties"

    agreement_id: Mapped[str] = link("agreements", index=False)
    country_id: Mapped[str] = country_link()
    position: Mapped[int]
    country: Mapped[Country] = relationship(lazy="raise")


class Signatory(Base):
    __tablename__ = "signatories"

    agreement_id: Mapped[str] = link("agreements", index=False)
    official_id: Mapped[str] = mapped_column(ForeignKey("officials.id"), primary_key=True, index=True)
    country_id: Mapped[str] = mapped_column(ForeignKey("countries.id"))
    post: Mapped[str | None]
    position: Mapped[int]

    official: Mapped[Official] = relationship(lazy="raise")
    country: Mapped[Country] = relationship(lazy="raise")


class AgreementTopic(Base):
    __tablename__ = "agreement_topics"

    agreement_id: Mapped[str] = link("agreements", index=False)
    topic_id: Mapped[str] = mapped_column(ForeignKey("topics.id"), primary_key=True, index=True)
    position: Mapped[int]


class TradeStat(Dated, InMechanism, InMeeting, Record):
    __tablename__ = "trade_stats"
    __table_args__ = (
        one_of_enum("indicator", Indicator),
        one_of_enum("flow", Flow),
        one_of_enum("unit", Unit),
        one_of_enum("qualifier", Qualifier),
        one_of_enum("kind", StatKind),
        CheckConstraint("value >= 0", name="value"),
        CheckConstraint("reporter_id <> partner_id", name="pair"),
        *date_group_checks(),
        Index("ix_trade_stats_date_start_id", "date_start", "id"),
    )
    kind = "trade-stat"

    indicator: Mapped[str] = mapped_column(index=True)
    flow: Mapped[str | None]
    reporter_id: Mapped[str] = mapped_column(ForeignKey("countries.id"), index=True)
    partner_id: Mapped[str] = mapped_column(ForeignKey("countries.id"), index=True)
    product_name: Mapped[str | None]
    product_hs: Mapped[str | None]
    scope: Mapped[str | None]
    value: Mapped[float]
    unit: Mapped[str]
    qualifier: Mapped[str]
    growth_percent: Mapped[float | None]
    kind_: Mapped[str] = mapped_column("kind")
    as_written: Mapped[str]
    attributed_to: Mapped[str | None]

    reporter: Mapped[Country] = relationship(foreign_keys=[reporter_id], lazy="raise")
    partner: Mapped[Country] = relationship(foreign_keys=[partner_id], lazy="raise")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise")


class Milestone(Titled, Dated, InMechanism, Record):
    __tablename__ = "milestones"
    __table_args__ = (
        one_of_enum("type", MilestoneType),
        *date_group_checks(),
        Index("ix_milestones_date_start_id", "date_start", "id"),
    )
    kind = "milestone"

    type: Mapped[str]
    countries: Mapped[list["MilestoneCountry"]] = in_order("MilestoneCountry")


class MilestoneCountry(Base):
    __tablename__ = "milestone_countries"

    milestone_id: Mapped[str] = link("milestones", index=False)
    country_id: Mapped[str] = country_link()
    position: Mapped[int]
    country: Mapped[Country] = relationship(lazy="raise")


class Commitment(Titled, InMechanism, InMeeting, Record):
    __tablename__ = "commitments"
    __table_args__ = (
        one_of_enum("unit", Unit),
        one_of_enum("qualifier", Qualifier),
        one_of_enum("status", CommitmentStatus),
        CheckConstraint("value >= 0", name="value"),
        *date_group_checks("made"),
        *date_group_checks("due"),
        Index("ix_commitments_made_start_id", "made_start", "id"),
    )
    kind = "commitment"

    made: Mapped[str | None]
    made_start: Mapped[dt.date | None]
    made_end: Mapped[dt.date | None]
    made_precision: Mapped[str | None]
    due: Mapped[str | None]
    due_start: Mapped[dt.date | None] = mapped_column(index=True)
    due_end: Mapped[dt.date | None]
    due_precision: Mapped[str | None]
    value: Mapped[float | None]
    unit: Mapped[str | None]
    qualifier: Mapped[str | None]
    status: Mapped[str]

    meeting: Mapped[Meeting | None] = relationship(lazy="raise")
    countries: Mapped[list["CommitmentCountry"]] = in_order("CommitmentCountry")


class CommitmentCountry(Base):
    __tablename__ = "commitment_countries"
    __table_args__ = (one_of_enum("role", CountryRole),)

    commitment_id: Mapped[str] = link("commitments", index=False)
    country_id: Mapped[str] = country_link()
    role: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    country: Mapped[Country] = relationship(lazy="raise")


class Document(Dated, Record):
    __tablename__ = "documents"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("paragraphs > 0", name="paragraphs"),
        *date_group_checks(),
        Index("ix_documents_date_start_id", "date_start", "id"),
    )
    kind = "document"

    title: Mapped[str | None]
    publisher: Mapped[str | None]
    author: Mapped[str | None]
    language: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
    paragraphs: Mapped[int]

    @classmethod
    def sourced_by(cls, *criteria: ColumnElement[bool]) -> ColumnElement[bool]:
        return and_(*criteria)


class Evidence(Base):
    """A place in a document that supports a record, or one field of it."""

    __tablename__ = "evidence"
    __table_args__ = (
        one_of_enum("method", EvidenceMethod),
        CheckConstraint("paragraph > 0", name="paragraph"),
        CheckConstraint("method <> 'inferred' OR reason IS NOT NULL", name="reason"),
        Index("ix_evidence_kind_record_id", "kind", "record_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    record_id: Mapped[str]
    field: Mapped[str | None]
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), index=True)
    paragraph: Mapped[int]
    as_written: Mapped[str | None]
    method: Mapped[str]
    reason: Mapped[str | None]


class TimelineEntry(Titled, Dated, InMechanism, Record):
    """A meeting, agreement or milestone among all three by date; its id is that record's."""

    __tablename__ = "timeline"
    __table_args__ = (
        one_of_enum("record_kind", TimelineKind),
        *date_group_checks(),
        Index("ix_timeline_date_start_id", "date_start", "id"),
    )
    kind = "timeline"

    record_kind: Mapped[str]
    countries: Mapped[list["TimelineCountry"]] = in_order("TimelineCountry")

    @classmethod
    def evidenced(cls) -> ColumnElement[bool]:
        return and_(Evidence.kind == cls.record_kind, Evidence.record_id == cls.id)


class TimelineCountry(Base):
    __tablename__ = "timeline_countries"

    entry_id: Mapped[str] = link("timeline", index=False)
    country_id: Mapped[str] = country_link()
    position: Mapped[int]
    country: Mapped[Country] = relationship(lazy="raise")
