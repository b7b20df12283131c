"""The tables of the timeline: meetings, agreements and milestones in one list by date."""

from sqlalchemy import ColumnElement, Index, and_
from sqlalchemy.orm import Mapped, relationship

from app.db.engine import Base
from app.db.records import Evidence, Record, WithDate, WithTitle, country_link, date_group, in_order, link, one_of_enum
from app.db.tables.mechanisms import InMechanism
from app.db.tables.parties import Party
from app.domain.vocabulary import TimelineKind


class TimelineEntry(WithTitle, WithDate, InMechanism, Record):
    """A meeting, agreement or milestone in the list of all three by date. It has the id of that record."""

    __tablename__ = "timeline"
    __table_args__ = (
        one_of_enum("record_kind", TimelineKind),
        *date_group(),
        Index(None, "title_key", "id"),
    )
    kind = "timeline"
    citable = False

    record_kind: Mapped[str]
    status: Mapped[str | None]
    countries: Mapped[list["TimelineCountry"]] = in_order("TimelineCountry")

    @classmethod
    def search_kinds(cls) -> tuple[str, ...]:
        return tuple(TimelineKind)

    @classmethod
    def has_evidence(cls, evidence: type[Evidence]) -> ColumnElement[bool]:
        return and_(evidence.record_kind == cls.record_kind, evidence.record_id == cls.id)


class TimelineCountry(Base):
    __tablename__ = "timeline_countries"

    entry_id: Mapped[str] = link("timeline", index=False)
    country_id: Mapped[str] = country_link()
    position: Mapped[int]
    country: Mapped[Party] = relationship(lazy="raise")
