"""The tables of parties, which are countries, organisations and aggregates, and of cities and missions."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, Select, and_, case, exists, literal_column, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.engine import Base
from app.db.records import Evidence, Record, SeedRow, WithNames, date_group, in_order, link, one_of_enum, references
from app.db.tables.mechanisms import Mechanism
from app.domain.vocabulary import MissionType, PartyKind

ORGANIZATION: ColumnElement[str] = literal_column(f"'{PartyKind.organization}'")
AGGREGATE: ColumnElement[str] = literal_column(f"'{PartyKind.aggregate}'")
COUNTRY: ColumnElement[str] = literal_column("'country'")


class Party(WithNames, Record):
    """Whoever can meet, sign or trade. The id is a code: of ISO 3166, or an organisation's own."""

    __tablename__ = "parties"
    __table_args__ = (
        one_of_enum("kind", PartyKind),
        CheckConstraint("length(id) > 1 AND id = upper(id)", name="code"),
        CheckConstraint("length(alpha3) = 3", name="alpha3"),
    )
    kind = "party"
    citable = False

    kind_: Mapped[str] = mapped_column("kind")

    mechanisms: Mapped[list[Mechanism]] = relationship(
        secondary="mechanism_members", order_by="Mechanism.id", lazy="raise", viewonly=True
    )

    __mapper_args__ = {  # noqa: RUF012 - SQLAlchemy's form
        "polymorphic_on": case((kind_ == ORGANIZATION, ORGANIZATION), (kind_ == AGGREGATE, AGGREGATE), else_=COUNTRY),
        "polymorphic_abstract": True,
    }

    @classmethod
    def search_kinds(cls) -> tuple[str, ...]:
        return tuple(sorted(party.kind for party in cls.__subclasses__())) or (cls.kind,)

    @classmethod
    def supported_ids(cls, evidence: type[Evidence]) -> Select[Any] | None:  # noqa: ARG003
        return None

    @classmethod
    def has_evidence(cls, evidence: type[Evidence]) -> ColumnElement[bool]:
        return and_(evidence.record_kind.in_(cls.search_kinds()), evidence.record_id == cls.id)


class Aggregate(Party):
    """A sum over many parties in a data set, such as the world. It has no list of its own, and nothing publishes it."""

    __mapper_args__ = {"polymorphic_identity": "aggregate"}  # noqa: RUF012
    kind = "aggregate"


class Country(Party):
    """A state, a former state or a territory."""

    __mapper_args__ = {"polymorphic_identity": "country"}  # noqa: RUF012
    kind = "country"
    citable = True

    alpha3: Mapped[str | None] = mapped_column(unique=True)
    numeric: Mapped[str | None] = mapped_column(unique=True)
    official_name: Mapped[str | None]
    valid_from: Mapped[str | None]
    valid_until: Mapped[str | None]

    successors: Mapped[list["PartySuccessor"]] = in_order("PartySuccessor", "PartySuccessor.party_id")
    missions: Mapped[list["Mission"]] = relationship(
        primaryjoin="or_(Country.id == Mission.sender_id, Country.id == Mission.host_id)",
        order_by="(Mission.sender_id, Mission.type, Mission.id)",
        lazy="raise",
        viewonly=True,
    )

    @classmethod
    def has_evidence(cls, evidence: type[Evidence]) -> ColumnElement[bool]:
        mission = (
            exists()
            .where(Mission.id == evidence.record_id, or_(Mission.sender_id == cls.id, Mission.host_id == cls.id))
            .correlate(cls, evidence)
        )
        return or_(super().has_evidence(evidence), and_(evidence.record_kind == Mission.kind, mission))


class PartySuccessor(Base):
    """A party that followed a former state on its territory, or on a part of it."""

    __tablename__ = "party_successors"

    party_id: Mapped[str] = link("parties", index=False)
    successor_id: Mapped[str] = mapped_column(references("parties"), primary_key=True)
    position: Mapped[int]
    successor: Mapped[Party] = relationship(foreign_keys=[successor_id], lazy="raise")


class Organization(Party):
    """An organisation that acts as a party. One that is a ``mechanism`` too has the members of that."""

    __mapper_args__ = {"polymorphic_identity": "organization"}  # noqa: RUF012
    kind = "organization"
    citable = True

    acronym: Mapped[str | None]
    mechanism_id: Mapped[str | None] = mapped_column(references("mechanisms"), index=True)

    mechanism: Mapped[Mechanism | None] = relationship(lazy="raise")
    members: Mapped[list["OrganizationMember"]] = in_order("OrganizationMember", "OrganizationMember.organization_id")

    @classmethod
    def has_evidence(cls, evidence: type[Evidence]) -> ColumnElement[bool]:
        mechanism = and_(evidence.record_kind == Mechanism.kind, evidence.record_id == cls.mechanism_id)
        return or_(super().has_evidence(evidence), mechanism)


class OrganizationMember(Base):
    __tablename__ = "organization_members"

    organization_id: Mapped[str] = link("parties", index=False)
    party_id: Mapped[str] = mapped_column(references("parties"), primary_key=True)
    position: Mapped[int]
    party: Mapped[Party] = relationship(foreign_keys=[party_id], lazy="raise")


class City(SeedRow):
    __tablename__ = "cities"
    kind = "city"
    citable = False

    name: Mapped[str]
    country_id: Mapped[str] = mapped_column(references("parties"))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    geonames: Mapped[int | None]


class Mission(Record):
    __tablename__ = "missions"
    __table_args__ = (
        one_of_enum("type", MissionType),
        CheckConstraint("sender_id <> host_id", name="abroad"),
        *date_group("opened"),
    )
    kind = "mission"
    event_date = "opened"
    shown_within = True

    sender_id: Mapped[str] = mapped_column(references("parties"), index=True)
    host_id: Mapped[str] = mapped_column(references("parties"), index=True)
    city_id: Mapped[str | None] = mapped_column(references("cities"))
    type: Mapped[str]
    opened: Mapped[str | None]
    opened_start: Mapped[dt.date | None]
    opened_end: Mapped[dt.date | None]
    opened_precision: Mapped[str | None]
    closed: Mapped[str | None]

    sender: Mapped[Party] = relationship(foreign_keys=[sender_id], lazy="raise")
    host: Mapped[Party] = relationship(foreign_keys=[host_id], lazy="raise")
    city: Mapped[City | None] = relationship(lazy="raise")
