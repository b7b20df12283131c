"""The tables of countries, cities and missions."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ColumnElement, Select, and_, exists, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.records import Evidence, Named, Record, Seeded, one_of_enum, references
from app.domain.vocabulary import MissionType

if TYPE_CHECKING:
    from app.db.tables.mechanisms import Mechanism


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
    def supported(cls, evidence: type[Evidence]) -> Select[Any] | None:  # noqa: ARG003
        return None

    @classmethod
    def evidenced(cls, evidence: type[Evidence]) -> ColumnElement[bool]:
        mission = (
            exists()
            .where(Mission.id == evidence.record_id, or_(Mission.sender_id == cls.id, Mission.host_id == cls.id))
            .correlate(cls, evidence)
        )
        return or_(super().evidenced(evidence), and_(evidence.record_kind == Mission.kind, mission))


class City(Seeded):
    __tablename__ = "cities"
    kind = "city"
    citable = False

    name: Mapped[str]
    country_id: Mapped[str] = mapped_column(references("countries"))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    geonames: Mapped[int | None]


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
    opened: Mapped[str | None]
    closed: Mapped[str | None]

    sender: Mapped[Country] = relationship(foreign_keys=[sender_id], lazy="raise")
    host: Mapped[Country] = relationship(foreign_keys=[host_id], lazy="raise")
    city: Mapped[City | None] = relationship(lazy="raise")
