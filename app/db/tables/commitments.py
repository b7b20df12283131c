"""The tables of commitments."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.engine import Base
from app.db.records import (
    Record,
    WithTitle,
    country_link,
    date_group,
    in_order,
    link,
    one_of_enum,
    references,
    unit_check,
)
from app.db.tables.mechanisms import InMechanism
from app.db.tables.meetings import InMeeting, Meeting
from app.db.tables.parties import Party
from app.db.tables.statements import Statement
from app.domain.vocabulary import CommitmentStatus, CountryRole


class Commitment(WithTitle, InMechanism, InMeeting, Record):
    __tablename__ = "commitments"
    __table_args__ = (
        unit_check(),
        one_of_enum("status", CommitmentStatus),
        CheckConstraint("value >= 0", name="value"),
        *date_group("made"),
        *date_group("due", has_indexes=False),
        Index(None, "title_key", "id"),
        Index(None, "due_start", "id"),
    )
    kind = "commitment"
    event_date = "made"

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
    overdue: Mapped[bool] = mapped_column(default=False, server_default=false())

    meeting: Mapped[Meeting | None] = relationship(lazy="raise")
    countries: Mapped[list["CommitmentCountry"]] = in_order("CommitmentCountry")
    statements: Mapped[list["CommitmentStatement"]] = in_order("CommitmentStatement")


class CommitmentCountry(Base):
    __tablename__ = "commitment_countries"
    __table_args__ = (one_of_enum("role", CountryRole),)

    commitment_id: Mapped[str] = link("commitments", index=False)
    country_id: Mapped[str] = country_link()
    role: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    country: Mapped[Party] = relationship(lazy="raise")


class CommitmentStatement(Base):
    """A statement that makes the commitment."""

    __tablename__ = "commitment_statements"

    commitment_id: Mapped[str] = link("commitments", index=False)
    statement_id: Mapped[str] = mapped_column(references("statements"), primary_key=True)
    position: Mapped[int]
    statement: Mapped[Statement] = relationship(lazy="raise")
