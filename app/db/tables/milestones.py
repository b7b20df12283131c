"""The tables of milestones."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, relationship

from app.db.engine import Base
from app.db.records import Record, WithDate, WithTitle, country_link, date_group, in_order, link, one_of_enum
from app.db.tables.mechanisms import InMechanism
from app.db.tables.parties import Party
from app.domain.vocabulary import MilestoneType


class Milestone(WithTitle, WithDate, InMechanism, Record):
    __tablename__ = "milestones"
    __table_args__ = (
        one_of_enum("type", MilestoneType),
        *date_group(),
        Index(None, "title_key", "id"),
    )
    kind = "milestone"

    type: Mapped[str]
    account: Mapped[str | None]
    countries: Mapped[list["MilestoneCountry"]] = in_order("MilestoneCountry")


class MilestoneCountry(Base):
    __tablename__ = "milestone_countries"

    milestone_id: Mapped[str] = link("milestones", index=False)
    country_id: Mapped[str] = country_link()
    position: Mapped[int]
    country: Mapped[Party] = relationship(lazy="raise")
