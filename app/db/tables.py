"""The tables of the records. Filters and sorting run on the columns; clients receive ``body``."""

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    Index,
    Select,
    UniqueConstraint,
    and_,
    exists,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.db.engine import Base
from app.db.records import (
    Dated,
    Evidence,
    Named,
    Record,
    Seeded,
    Titled,
    country_link,
    date_group_checks,
    in_order,
    link,
    one_of_enum,
    references,
)
from app.domain.vocabulary import (
    AgreementStatus,
    AgreementType,
    Authority,
    CommitmentStatus,
    CountryRole,
    Flow,
    Indicator,
    MechanismKind,
    MechanismLevel,
    MeetingStatus,
    MeetingType,
    MilestoneType,
    MissionType,
    ParticipantRole,
    Qualifier,
    StatKind,
    TimelineKind,
    Unit,
    Verdict,
)


class InMechanism:
    mechanism_id: Mapped[str | None] = mapped_column(references("mechanisms"))  # indexed with the dates, below

    @declared_attr
    def mechanism(self) -> Mapped["Mechanism | None"]:
        return relationship(lazy="raise")


class InMeeting:
    """A record that the coverage of a meeting reports."""

    meeting_id: Mapped[str | None] = mapped_column(references("meetings"), index=True)


class City(Seeded):
    __tablename__ = "cities"
    kind = "city"

    name: Mapped[str]
    country_id: Mapped[str] = mapped_column(references("countries"))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    geonames: Mapped[int | None]


class Topic(Seeded):
    __tablename__ = "topics"
    kind = "topic"

    name: Mapped[str]


class Country(Named, Record):
    __tablename__ = "countries"
    __table_args__ = (
        CheckConstraint("length(id) = 2 AND id = upper(id)", name="alpha2"),
        CheckConstraint("length(alpha3) = 3", name="alpha3"),
    )
    kind = "country"

    alpha3: Mapped[str | None] = mapped_column(unique=True)
    numeric: Mapped[str | None] = mapped_column(unique=True)
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
    def supported(cls, evidence: type["Evidence"]) -> Select[Any] | None:  # noqa: ARG003
        return None

    @classmethod
    def evidenced(cls, evidence: type["Evidence"]) -> ColumnElement[bool]:
        mission = (
            exists()
            .where(Mission.id == evidence.record_id, or_(Mission.sender_id == cls.id, Mission.host_id == cls.id))
            .correlate(cls, evidence)
        )
        return or_(super().evidenced(evidence), and_(evidence.record_kind == Mission.kind, mission))


class Mission(Seeded):
    __tablename__ = "missions"
    __table_args__ = (
        one_of_enum("type", MissionType),
        CheckConstraint("sender_id <> host_id", name="abroad"),
    )
    kind = "mission"

    sender_id: Mapped[str] = mapped_column(references("countries"), index=True)
    host_id: Mapped[str] = mapped_column(references("countries"), index=True)
    city_id: Mapped[str | None] = mapped_column(references("cities"))
    type: Mapped[str]

    sender: Mapped[Country] = relationship(foreign_keys=[sender_id], lazy="raise")
    host: Mapped[Country] = relationship(foreign_keys=[host_id], lazy="raise")
    city: Mapped[City | None] = relationship(lazy="raise")


class Official(Named, Record):
    __tablename__ = "officials"
    __table_args__ = (Index("ix_officials_name_key_id", "name_key", "id"),)
    kind = "official"

    country_id: Mapped[str] = mapped_column(references("countries"))

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


class Mechanism(Named, Record):
    __tablename__ = "mechanisms"
    __table_args__ = (
        one_of_enum("kind", MechanismKind),
        one_of_enum("level", MechanismLevel),
        *date_group_checks("established"),
    )
    kind = "mechanism"

    acronym: Mapped[str | None]
    kind_: Mapped[str] = mapped_column("kind")
    level: Mapped[str | None]
    family_acronym: Mapped[str | None]
    family_name: Mapped[str | None]
    family_editorial: Mapped[bool | None]
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
        Index("ix_meetings_date_end_date_start", "date_end", "date_start"),
        Index("ix_meetings_title_key_id", "title_key", "id"),
        Index("ix_meetings_session_id", "session", "id"),
    )
    kind = "meeting"

    type: Mapped[str]
    status: Mapped[str]
    session: Mapped[int | None]
    city_id: Mapped[str | None] = mapped_column(references("cities"))
    venue: Mapped[str | None]
    country_id: Mapped[str | None] = mapped_column(references("countries"))
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
    official_id: Mapped[str] = mapped_column(references("officials"), primary_key=True)
    country_id: Mapped[str] = mapped_column(references("countries"))
    role: Mapped[str]
    post: Mapped[str | None]
    position: Mapped[int]

    official: Mapped[Official] = relationship(lazy="raise")
    country: Mapped[Country] = relationship(lazy="raise")


class MeetingTopic(Base):
    __tablename__ = "meeting_topics"

    meeting_id: Mapped[str] = link("meetings", index=False)
    topic_id: Mapped[str] = mapped_column(references("topics"), primary_key=True)
    position: Mapped[int]


class Agreement(Titled, Dated, InMechanism, InMeeting, Record):
    __tablename__ = "agreements"
    __table_args__ = (
        one_of_enum("type", AgreementType),
        one_of_enum("status", AgreementStatus),
        CheckConstraint("count > 0", name="count"),
        *date_group_checks(),
        Index("ix_agreements_date_start_id", "date_start", "id"),
        Index("ix_agreements_date_end_date_start", "date_end", "date_start"),
        Index("ix_agreements_title_key_id", "title_key", "id"),
    )
    kind = "agreement"

    type: Mapped[str]
    status: Mapped[str]
    city_id: Mapped[str | None] = mapped_column(references("cities"))
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
    official_id: Mapped[str] = mapped_column(references("officials"), primary_key=True)
    country_id: Mapped[str] = mapped_column(references("countries"))
    post: Mapped[str | None]
    position: Mapped[int]

    official: Mapped[Official] = relationship(lazy="raise")
    country: Mapped[Country] = relationship(lazy="raise")


class AgreementTopic(Base):
    __tablename__ = "agreement_topics"

    agreement_id: Mapped[str] = link("agreements", index=False)
    topic_id: Mapped[str] = mapped_column(references("topics"), primary_key=True)
    position: Mapped[int]


class TradeStat(Dated, InMechanism, InMeeting, Record):
    __tablename__ = "trade_stats"
    __table_args__ = (
        one_of_enum("indicator", Indicator),
        one_of_enum("flow", Flow),
        one_of_enum("unit", Unit),
        one_of_enum("qualifier", Qualifier),
        one_of_enum("kind", StatKind),
        one_of_enum("authority", Authority),
        CheckConstraint("value >= 0", name="value"),
        CheckConstraint("reporter_id <> partner_id", name="pair"),
        *date_group_checks(),
        Index("ix_trade_stats_date_start_id", "date_start", "id"),
        Index("ix_trade_stats_date_end_date_start", "date_end", "date_start"),
        Index("ix_trade_stats_value_id", "value", "id"),
        Index("ix_trade_stats_indicator_id", "indicator", "id"),
        Index("ix_trade_stats_reporter_id_partner_id_indicator", "reporter_id", "partner_id", "indicator"),
    )
    kind = "trade-stat"

    indicator: Mapped[str]
    flow: Mapped[str | None]
    reporter_id: Mapped[str] = mapped_column(references("countries"))
    partner_id: Mapped[str] = mapped_column(references("countries"))
    product_name: Mapped[str | None]
    product_hs: Mapped[str | None]
    scope: Mapped[str | None]
    value: Mapped[float]
    unit: Mapped[str]
    qualifier: Mapped[str]
    growth_percent: Mapped[float | None]
    kind_: Mapped[str] = mapped_column("kind")
    authority: Mapped[str]
    as_written: Mapped[str]
    attributed_to: Mapped[str | None]

    # The group of figures that report the same thing; null where no other figure does.
    group_id: Mapped[str | None] = mapped_column(references("figure_groups"), index=True)
    preferred: Mapped[bool] = mapped_column(default=True)

    reporter: Mapped[Country] = relationship(foreign_keys=[reporter_id], lazy="raise")
    partner: Mapped[Country] = relationship(foreign_keys=[partner_id], lazy="raise")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise")
    group: Mapped["FigureGroup | None"] = relationship(lazy="raise", viewonly=True)


class Milestone(Titled, Dated, InMechanism, Record):
    __tablename__ = "milestones"
    __table_args__ = (
        one_of_enum("type", MilestoneType),
        *date_group_checks(),
        Index("ix_milestones_date_start_id", "date_start", "id"),
        Index("ix_milestones_date_end_date_start", "date_end", "date_start"),
        Index("ix_milestones_title_key_id", "title_key", "id"),
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
        one_of_enum("status", CommitmentStatus),
        CheckConstraint("value >= 0", name="value"),
        *date_group_checks("made"),
        *date_group_checks("due"),
        Index("ix_commitments_made_start_id", "made_start", "id"),
        Index("ix_commitments_made_end_made_start", "made_end", "made_start"),
        Index("ix_commitments_title_key_id", "title_key", "id"),
        Index("ix_commitments_due_start_id", "due_start", "id"),
    )
    kind = "commitment"

    made: Mapped[str | None]
    made_start: Mapped[dt.date | None]
    made_end: Mapped[dt.date | None]
    made_precision: Mapped[str | None]
    due: Mapped[str | None]
    due_start: Mapped[dt.date | None]
    due_end: Mapped[dt.date | None]
    due_precision: Mapped[str | None]
    value: Mapped[float | None]
    unit: Mapped[str | None]
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


class FigureGroup(Record):
    """Figures that report the same thing, and the verdict of comparing them. Publishing derives it from trade stats."""

    __tablename__ = "figure_groups"
    __table_args__ = (
        one_of_enum("verdict", Verdict),
        one_of_enum("indicator", Indicator),
        Index("ix_figure_groups_indicator_id", "indicator", "id"),
        Index("ix_figure_groups_first_day_id", "first_day", "id"),
        Index("ix_figure_groups_last_day_first_day", "last_day", "first_day"),
    )
    kind = "figure-group"

    indicator: Mapped[str]
    reporter_id: Mapped[str] = mapped_column(references("countries"), index=True)
    partner_id: Mapped[str] = mapped_column(references("countries"), index=True)
    first_day: Mapped[dt.date | None]
    last_day: Mapped[dt.date | None]
    verdict: Mapped[str]
    rule: Mapped[str | None]
    reasons: Mapped[list[str]] = mapped_column(JSON)

    reporter: Mapped[Country] = relationship(foreign_keys=[reporter_id], lazy="raise")
    partner: Mapped[Country] = relationship(foreign_keys=[partner_id], lazy="raise")
    figures: Mapped[list[TradeStat]] = relationship(
        foreign_keys=TradeStat.group_id, order_by=TradeStat.id, lazy="raise", viewonly=True
    )

    @classmethod
    def supported(cls, evidence: type[Evidence]) -> Select[Any] | None:
        member = and_(evidence.record_kind == TradeStat.kind, evidence.record_id == TradeStat.id)
        return select(TradeStat.group_id).join(evidence, member).where(TradeStat.group_id.is_not(None))

    @classmethod
    def evidenced(cls, evidence: type[Evidence]) -> ColumnElement[bool]:
        # By ids and not by EXISTS, for which SQLite would scan all evidence.
        members = select(TradeStat.id).where(TradeStat.group_id == cls.id).correlate(cls)
        return and_(evidence.record_kind == TradeStat.kind, evidence.record_id.in_(members))


class TimelineEntry(Titled, Dated, InMechanism, Record):
    """A meeting, agreement or milestone in the list of all three by date. It has the id of that record."""

    __tablename__ = "timeline"
    __table_args__ = (
        one_of_enum("record_kind", TimelineKind),
        *date_group_checks(),
        Index("ix_timeline_date_start_id", "date_start", "id"),
        Index("ix_timeline_date_end_date_start", "date_end", "date_start"),
        Index("ix_timeline_title_key_id", "title_key", "id"),
    )
    kind = "timeline"

    record_kind: Mapped[str]
    status: Mapped[str | None]
    countries: Mapped[list["TimelineCountry"]] = in_order("TimelineCountry")

    @classmethod
    def searched(cls) -> tuple[str, ...]:
        return tuple(TimelineKind)

    @classmethod
    def evidenced(cls, evidence: type[Evidence]) -> ColumnElement[bool]:
        return and_(evidence.record_kind == cls.record_kind, evidence.record_id == cls.id)


class TimelineCountry(Base):
    __tablename__ = "timeline_countries"

    entry_id: Mapped[str] = link("timeline", index=False)
    country_id: Mapped[str] = country_link()
    position: Mapped[int]
    country: Mapped[Country] = relationship(lazy="raise")


LINKS = {
    "agreement_parties": ("country_id", "agreement_id"),
    "agreement_topics": ("topic_id", "agreement_id"),
    "commitment_countries": ("country_id", "commitment_id"),
    "mechanism_members": ("country_id", "mechanism_id"),
    "meeting_countries": ("country_id", "meeting_id"),
    "meeting_topics": ("topic_id", "meeting_id"),
    "milestone_countries": ("country_id", "milestone_id"),
    "participants": ("official_id", "meeting_id"),
    "signatories": ("official_id", "agreement_id"),
    "timeline_countries": ("country_id", "entry_id"),
}
"""Indexes from a linked record to the records that link to it. Both columns are in the index, so the table itself need
not be read."""

for _name, _columns in LINKS.items():
    _link = Base.metadata.tables[_name]
    Index(f"ix_{_name}_{'_'.join(_columns)}", *(_link.c[_column] for _column in _columns))

for _model in (Meeting, Agreement, TradeStat, Milestone, Commitment, TimelineEntry):
    _date = "made" if _model is Commitment else "date"
    _counted = ("mechanism_id", f"{_date}_end", f"{_date}_start")  # counts by mechanism and date read the index alone
    Index(f"ix_{_model.__tablename__}_{'_'.join(_counted)}", *(_model.__table__.c[_column] for _column in _counted))

COUNTED = {
    "meetings": ("type", "status"),
    "agreements": ("type", "status"),
    "trade_stats": ("flow", "kind", "unit"),
    "milestones": ("type",),
    "commitments": ("status",),
    "timeline": ("record_kind",),
    "evidence": ("record_kind", "field", "method"),
    "figure_groups": ("verdict",),
}
"""Columns that facets count by and no other index has. Counting from an index avoids reading the large bodies."""

for _name, _keys in COUNTED.items():
    _record = Base.metadata.tables[_name]
    Index(f"ix_{_name}_counted", *(_record.c[_column] for _column in _keys))

for _table in Base.metadata.tables.values():
    if "dirty" in _table.columns:  # few rows are dirty, and only those are in the index
        _dirty = text("dirty = 1")  # SQLite uses the index only for a condition that is written as this one is
        Index(f"ix_{_table.name}_dirty", _table.c.id, sqlite_where=_dirty, postgresql_where=_table.c.dirty)
        Index(f"ix_{_table.name}_updated_at", _table.c.updated_at)  # for updated_since
