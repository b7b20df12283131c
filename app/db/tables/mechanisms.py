"""The tables of mechanisms and of their members."""

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from app.db.engine import Base
from app.db.records import Record, WithNames, country_link, date_group, in_order, link, one_of_enum, references
from app.domain.vocabulary import MechanismKind, MechanismLevel

if TYPE_CHECKING:
    from app.db.tables.parties import Party


class InMechanism:
    # Each table has an index of its own over it, in indexes.py.
    mechanism_id: Mapped[str | None] = mapped_column(references("mechanisms"))

    @declared_attr
    def mechanism(self) -> Mapped["Mechanism | None"]:
        return relationship(lazy="raise")


class Mechanism(WithNames, Record):
    __tablename__ = "mechanisms"
    __table_args__ = (
        one_of_enum("kind", MechanismKind),
        one_of_enum("level", MechanismLevel),
        *date_group("established", has_indexes=False),
    )
    kind = "mechanism"
    event_date = "established"

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
    country: Mapped["Party"] = relationship(lazy="raise")
