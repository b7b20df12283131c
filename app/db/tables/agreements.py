"""The tables of agreements, with their parties, signatories and topics."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.engine import Base
from app.db.records import (
    Dated,
    Record,
    Titled,
    country_link,
    date_group_checks,
    in_order,
    link,
    one_of_enum,
    references,
)
from app.db.tables.mechanisms import InMechanism
from app.db.tables.meetings import InMeeting, Meeting
from app.db.tables.officials import Official
from app.db.tables.parties import City, Country
from app.domain.vocabulary import AgreementStatus, AgreementType


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
