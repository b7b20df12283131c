"""The tables of agreements, with their parties, signatories and topics."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.engine import Base
from app.db.records import (
    Record,
    WithDate,
    WithTitle,
    country_link,
    date_group,
    in_order,
    link,
    one_of_enum,
    references,
)
from app.db.tables.mechanisms import InMechanism
from app.db.tables.meetings import InMeeting, Meeting
from app.db.tables.officials import Official
from app.db.tables.parties import City, Party
from app.domain.vocabulary import AgreementRelation, AgreementStatus, AgreementType, Consent


class InForce:
    """The days on which an agreement may have been in force, and those between which it was so for certain; null where
    no document says anything of it. See ``app.domain.duration``."""

    possible_first: Mapped[dt.date | None]
    possible_last: Mapped[dt.date | None]
    certain_first: Mapped[dt.date | None]
    certain_last: Mapped[dt.date | None]


class Agreement(InForce, WithTitle, WithDate, InMechanism, InMeeting, Record):
    __tablename__ = "agreements"
    __table_args__ = (
        one_of_enum("type", AgreementType),
        one_of_enum("status", AgreementStatus),
        CheckConstraint("count > 0", name="count"),
        *date_group(),
        Index(None, "title_key", "id"),
        Index(None, "possible_last", "possible_first"),
        Index(None, "certain_last", "certain_first"),
    )
    kind = "agreement"

    type: Mapped[str]
    status: Mapped[str]
    city_id: Mapped[str | None] = mapped_column(references("cities"))
    valid: Mapped[str | None]
    count: Mapped[int | None]
    text_url: Mapped[str | None]

    city: Mapped[City | None] = relationship(lazy="raise")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise", viewonly=True)
    parties: Mapped[list["AgreementParty"]] = in_order("AgreementParty")
    signatories: Mapped[list["Signatory"]] = in_order("Signatory")
    topics: Mapped[list["AgreementTopic"]] = in_order("AgreementTopic")
    relations: Mapped[list["RelatedAgreement"]] = relationship(
        primaryjoin="Agreement.id == RelatedAgreement.agreement_id",
        order_by="RelatedAgreement.position",
        lazy="raise",
        viewonly=True,
    )


class RelatedAgreement(Base):
    """Another agreement that an agreement amends, replaces, is made under or contains."""

    __tablename__ = "related_agreements"
    __table_args__ = (one_of_enum("relation", AgreementRelation),)

    agreement_id: Mapped[str] = link("agreements", index=False)
    relation: Mapped[str] = mapped_column(primary_key=True)
    other_id: Mapped[str] = mapped_column(references("agreements"), primary_key=True, index=True)
    position: Mapped[int]


class AgreementParty(InForce, Base):
    """A party to an agreement. ``signed``, ``ratified``, ``in_force`` and ``ended`` are EDTF."""

    __tablename__ = "agreement_parties"
    __table_args__ = (
        one_of_enum("how", Consent),
        Index(None, "possible_last", "possible_first"),
        Index(None, "certain_last", "certain_first"),
    )

    agreement_id: Mapped[str] = link("agreements", index=False)
    country_id: Mapped[str] = country_link()
    position: Mapped[int]
    signed: Mapped[str | None]
    ratified: Mapped[str | None]
    in_force: Mapped[str | None]
    ended: Mapped[str | None]
    how: Mapped[str | None]
    country: Mapped[Party] = relationship(lazy="raise")


class Signatory(Base):
    __tablename__ = "signatories"

    agreement_id: Mapped[str] = link("agreements", index=False)
    official_id: Mapped[str] = mapped_column(references("officials"), primary_key=True)
    country_id: Mapped[str | None] = mapped_column(references("parties"))
    post: Mapped[str | None]
    position: Mapped[int]

    official: Mapped[Official] = relationship(lazy="raise")
    country: Mapped[Party | None] = relationship(lazy="raise")


class AgreementTopic(Base):
    __tablename__ = "agreement_topics"

    agreement_id: Mapped[str] = link("agreements", index=False)
    topic_id: Mapped[str] = mapped_column(references("topics"), primary_key=True)
    position: Mapped[int]
