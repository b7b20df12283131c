"""The tables of meetings, with their countries, participants and topics."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.engine import Base
from app.db.records import (
    Record,
    SeedRow,
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
from app.db.tables.officials import Official
from app.db.tables.parties import City, Party
from app.domain.vocabulary import MeetingFormat, MeetingStatus, MeetingType, ParticipantRole

if TYPE_CHECKING:
    from app.db.tables.agreements import Agreement


class InMeeting:
    """A record that the coverage of a meeting reports."""

    meeting_id: Mapped[str | None] = mapped_column(references("meetings"), index=True)


class Topic(SeedRow):
    __tablename__ = "topics"
    kind = "topic"
    citable = False

    name: Mapped[str]


class Meeting(WithTitle, WithDate, InMechanism, Record):
    __tablename__ = "meetings"
    __table_args__ = (
        one_of_enum("type", MeetingType),
        one_of_enum("status", MeetingStatus),
        one_of_enum("format", MeetingFormat),
        CheckConstraint("session > 0", name="session"),
        UniqueConstraint("mechanism_id", "session"),
        *date_group(),
        Index(None, "title_key", "id"),
        Index(None, "session", "id"),
    )
    kind = "meeting"

    type: Mapped[str]
    status: Mapped[str]
    format: Mapped[str | None]
    part_of_id: Mapped[str | None] = mapped_column(references("meetings"), index=True)
    session: Mapped[int | None]
    city_id: Mapped[str | None] = mapped_column(references("cities"))
    venue: Mapped[str | None]
    country_id: Mapped[str | None] = mapped_column(references("parties"))
    occasion: Mapped[str | None]
    # Publishing derives it: see app/ingest/coverage.py.
    overdue: Mapped[bool] = mapped_column(default=False, server_default=false())

    city: Mapped[City | None] = relationship(lazy="raise")
    country: Mapped[Party | None] = relationship(lazy="raise")
    places: Mapped[list["MeetingStop"]] = in_order("MeetingStop")
    countries: Mapped[list["MeetingCountry"]] = in_order("MeetingCountry")
    participants: Mapped[list["Participant"]] = in_order("Participant")
    topics: Mapped[list["MeetingTopic"]] = in_order("MeetingTopic")
    agenda: Mapped[list["AgendaTopic"]] = in_order("AgendaTopic")
    part_of: Mapped["Meeting | None"] = relationship(remote_side="Meeting.id", lazy="raise")
    agreements: Mapped[list["Agreement"]] = relationship(order_by="Agreement.id", lazy="raise", viewonly=True)


class MeetingStop(Base):
    """A stop of a meeting that has several, such as a visit to two cities. ``date`` is EDTF."""

    __tablename__ = "meeting_stops"

    meeting_id: Mapped[str] = link("meetings", index=False)
    position: Mapped[int] = mapped_column(primary_key=True)
    city_id: Mapped[str | None] = mapped_column(references("cities"))
    country_id: Mapped[str | None] = mapped_column(references("parties"))
    date: Mapped[str | None]

    city: Mapped[City | None] = relationship(lazy="raise")
    country: Mapped[Party | None] = relationship(lazy="raise")


class MeetingCountry(Base):
    __tablename__ = "meeting_countries"

    meeting_id: Mapped[str] = link("meetings", index=False)
    country_id: Mapped[str] = country_link()
    position: Mapped[int]
    country: Mapped[Party] = relationship(lazy="raise")


class Participant(Base):
    """An official at a meeting, for a party or for none, in the post held then."""

    __tablename__ = "participants"
    __table_args__ = (one_of_enum("role", ParticipantRole),)

    meeting_id: Mapped[str] = link("meetings", index=False)
    official_id: Mapped[str] = mapped_column(references("officials"), primary_key=True)
    country_id: Mapped[str | None] = mapped_column(references("parties"))
    role: Mapped[str]
    post: Mapped[str | None]
    position: Mapped[int]

    official: Mapped[Official] = relationship(lazy="raise")
    country: Mapped[Party | None] = relationship(lazy="raise")


class MeetingTopic(Base):
    """A topic that a document says was discussed."""

    __tablename__ = "meeting_topics"

    meeting_id: Mapped[str] = link("meetings", index=False)
    topic_id: Mapped[str] = mapped_column(references("topics"), primary_key=True)
    position: Mapped[int]


class AgendaTopic(Base):
    """A topic that was expected to be discussed."""

    __tablename__ = "agenda_topics"

    meeting_id: Mapped[str] = link("meetings", index=False)
    topic_id: Mapped[str] = mapped_column(references("topics"), primary_key=True)
    position: Mapped[int]
