"""The tables of statements: what somebody said, its topics, and the records that it is about."""

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.engine import Base
from app.db.records import Record, WithDate, date_group, in_order, link, one_of_enum, references, sort_key_column
from app.db.tables.mechanisms import InMechanism
from app.db.tables.meetings import InMeeting, Meeting
from app.db.tables.officials import Official
from app.db.tables.parties import Party
from app.domain.vocabulary import StatementKind, SubjectKind


class Statement(WithDate, InMechanism, InMeeting, Record):
    """What an official, a party or a source said, in our words. The addressee is also an official, a party or a source;
    all three columns are null if none is named."""

    __tablename__ = "statements"
    __table_args__ = (
        one_of_enum("kind", StatementKind),
        CheckConstraint(
            "speaker_official_id IS NOT NULL OR speaker_party_id IS NOT NULL OR speaker_source IS NOT NULL",
            name="speaker",
        ),
        *date_group(),
        Index(None, "summary_key", "id"),
    )
    kind = "statement"

    kind_: Mapped[str] = mapped_column("kind")
    summary: Mapped[str]
    summary_key: Mapped[str] = sort_key_column()
    role: Mapped[str | None]
    speaker_official_id: Mapped[str | None] = mapped_column(references("officials"), index=True)
    speaker_party_id: Mapped[str | None] = mapped_column(references("parties"), index=True)
    speaker_source: Mapped[str | None]
    addressee_official_id: Mapped[str | None] = mapped_column(references("officials"), index=True)
    addressee_party_id: Mapped[str | None] = mapped_column(references("parties"), index=True)
    addressee_source: Mapped[str | None]

    speaker_official: Mapped[Official | None] = relationship(foreign_keys=[speaker_official_id], lazy="raise")
    speaker_party: Mapped[Party | None] = relationship(foreign_keys=[speaker_party_id], lazy="raise")
    addressee_official: Mapped[Official | None] = relationship(foreign_keys=[addressee_official_id], lazy="raise")
    addressee_party: Mapped[Party | None] = relationship(foreign_keys=[addressee_party_id], lazy="raise")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise")
    topics: Mapped[list["StatementTopic"]] = in_order("StatementTopic")
    about: Mapped[list["StatementSubject"]] = in_order("StatementSubject")


class StatementTopic(Base):
    __tablename__ = "statement_topics"

    statement_id: Mapped[str] = link("statements", index=False)
    topic_id: Mapped[str] = mapped_column(references("topics"), primary_key=True)
    position: Mapped[int]


class StatementSubject(Base):
    """A record of any kind that a statement is about. ``kind`` is ``party`` for a country or organisation. No foreign
    key can refer to several tables, so the load checks that the record exists."""

    __tablename__ = "statement_subjects"
    __table_args__ = (one_of_enum("kind", SubjectKind),)

    statement_id: Mapped[str] = link("statements", index=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
