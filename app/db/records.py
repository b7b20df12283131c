"""What every record has: an id, a published form, a date, and the places in documents that support it.

And what is kept about them all: names, entries of the search, publications, withdrawals, coverage.
"""

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    UniqueConstraint,
    and_,
    exists,
    select,
    text,
    true,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from app.db.engine import Base, Revision
from app.domain.vocabulary import EvidenceMethod, NameRole, RecordKind, SetAside


def references(table: str, ondelete: str | None = None) -> ForeignKey:
    """A reference to a table's id, which a transaction may leave to be checked at its end."""
    return ForeignKey(f"{table}.id", ondelete=ondelete, deferrable=True, initially="DEFERRED")


def one_of_enum(column: str, values: type[StrEnum]) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def date_group_checks(prefix: str = "date") -> tuple[CheckConstraint, ...]:
    """All four fields of a date or none, and the start not after the end."""
    start, end, precision = (f"{prefix}_{part}" for part in ("start", "end", "precision"))
    return (
        CheckConstraint(f"{start} <= {end}", name=f"{prefix}_order"),
        CheckConstraint(f"{precision} IN ('day', 'month', 'year', 'range')", name=f"{prefix}_precision"),
        CheckConstraint(
            f"({prefix} IS NULL AND {start} IS NULL AND {end} IS NULL AND {precision} IS NULL)"
            f" OR ({prefix} IS NOT NULL AND {start} IS NOT NULL AND {end} IS NOT NULL AND {precision} IS NOT NULL)",
            name=f"{prefix}_whole",
        ),
    )


class Seeded(Base):
    """A row that one entry of the seed makes; ``digest`` tells whether that entry has changed."""

    __abstract__ = True
    kind: ClassVar[str]

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
    digest: Mapped[str]


class Record(Seeded):
    """A row that the API serves, with its published form."""

    __abstract__ = True

    body: Mapped[str | None]
    body_digest: Mapped[str | None]
    revision: Mapped[int | None] = mapped_column(Revision)
    updated_at: Mapped[dt.datetime | None]
    # Whether the body has to be rendered again: see app/ingest/invalidation.py.
    dirty: Mapped[bool] = mapped_column(default=True, server_default=true())

    @classmethod
    def searched(cls) -> tuple[str, ...]:
        """The kinds of the search entries that are about these rows."""
        return (cls.kind,)

    @classmethod
    def sourced_by(cls, *criteria: ColumnElement[bool], walk: bool = False) -> ColumnElement[bool]:
        """True of a record that a document supports which meets the criteria; to look records up, or to ``walk``
        through and test."""
        place = aliased(Evidence)
        supported = None if walk else cls.supported(place)
        if supported is None:
            return exists().where(cls.evidenced(place), place.document_id == Document.id, *criteria)
        return cls.id.in_(supported.where(place.document_id == Document.id, *criteria))

    @classmethod
    def supported(cls, place: type["Evidence"]) -> Select[Any] | None:
        """The ids of the records that places support; none where that takes more than one condition."""
        return select(place.record_id).where(place.record_kind.in_(cls.searched()))

    @classmethod
    def evidenced(cls, place: type["Evidence"]) -> ColumnElement[bool]:
        """Joins a record to the places that support it."""
        return and_(place.record_kind == cls.kind, place.record_id == cls.id)


class Dated:
    """The date group of a record; ``date_start`` and ``date_end`` are what it can cover."""

    date: Mapped[str | None]
    date_start: Mapped[dt.date | None]
    date_end: Mapped[dt.date | None]
    date_precision: Mapped[str | None]


def sort_key() -> Any:
    """What lists are sorted by: a name or title as ``app.names.sort_key`` folds it."""
    return mapped_column(server_default=text("''"))


class Titled:
    title: Mapped[str]
    title_key: Mapped[str] = sort_key()


class Named:
    name: Mapped[str]
    name_key: Mapped[str] = sort_key()


def link(table: str, *, index: bool = True) -> Any:
    """Part of the key of a link table: a reference that goes when its record goes."""
    return mapped_column(references(table, ondelete="CASCADE"), primary_key=True, index=index)


def country_link() -> Any:
    return mapped_column(references("countries"), primary_key=True)


def in_order(name: str) -> Any:
    """A to-many relationship whose rows the loader writes and the database deletes."""
    return relationship(order_by=f"{name}.position", lazy="raise", viewonly=True)


class Document(Dated, Record):
    __tablename__ = "documents"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("paragraphs > 0", name="paragraphs"),
        *date_group_checks(),
        Index("ix_documents_date_start_id", "date_start", "id"),
        Index("ix_documents_date_end_date_start", "date_end", "date_start"),
        Index("ix_documents_title_key_id", "title_key", "id"),
    )
    kind = "document"

    title: Mapped[str | None]
    title_key: Mapped[str | None]
    publisher: Mapped[str | None]
    author: Mapped[str | None]
    language: Mapped[str]
    sha256: Mapped[str] = mapped_column(unique=True)
    paragraphs: Mapped[int]

    set_aside: Mapped[list["SetAsideParagraph"]] = relationship(
        order_by="SetAsideParagraph.paragraph", lazy="raise", viewonly=True
    )

    @classmethod
    def sourced_by(cls, *criteria: ColumnElement[bool], walk: bool = False) -> ColumnElement[bool]:  # noqa: ARG003
        return and_(*criteria)


class SetAsideParagraph(Base):
    """A paragraph of a document that supports no record, and why."""

    __tablename__ = "set_aside_paragraphs"
    __table_args__ = (one_of_enum("why", SetAside),)

    document_id: Mapped[str] = link("documents", index=False)
    paragraph: Mapped[int] = mapped_column(primary_key=True)
    why: Mapped[str]


EVIDENCE_FIELDS = (
    "acronym", "aliases", "alpha3", "as_written", "attributed_to", "author", "authority", "by", "city", "count",
    "countries", "country", "date", "due", "editorial_aliases", "established", "family", "flow",
    "growth_percent", "host", "indicator", "kind", "language", "level", "made", "mechanism", "meeting",
    "members", "name", "numeric", "occasion", "official_name", "participants", "parties", "partner",
    "positions", "product", "publisher", "qualifier", "reporter", "scope", "sender", "session", "signatories",
    "status", "title", "to", "topics", "type", "unit", "valid", "value", "venue",
)  # fmt: skip
"""The fields of records that a place can support, by their names in the seed."""


class Evidence(Record):
    """A place in a document that supports a record, or one field of it."""

    __tablename__ = "evidence"
    __table_args__ = (
        one_of_enum("record_kind", RecordKind),
        one_of_enum("method", EvidenceMethod),
        CheckConstraint("paragraph > 0", name="paragraph"),
        CheckConstraint('start >= 0 AND start < "end"', name="span"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("method <> 'inferred' OR reason IS NOT NULL", name="reason"),
        Index("ix_evidence_record_kind_record_id_document_id", "record_kind", "record_id", "document_id"),
        Index("ix_evidence_document_id_record_kind_record_id", "document_id", "record_kind", "record_id"),
        Index("ix_evidence_start_id", "start", "id"),
        Index("ix_evidence_record_id_id", "record_id", "id"),
        Index("ix_evidence_document_id_id", "document_id", "id"),
    )
    kind = "evidence"

    record_kind: Mapped[str]
    record_id: Mapped[str]
    field: Mapped[str | None]
    document_id: Mapped[str] = mapped_column(references("documents"))
    paragraph: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    sha256: Mapped[str]
    as_written: Mapped[str | None]
    says: Mapped[str | None]
    method: Mapped[str]
    reason: Mapped[str | None]
    reviewed: Mapped[bool]
    quote: Mapped[str | None]

    @classmethod
    def evidenced(cls, place: type["Evidence"]) -> ColumnElement[bool]:
        return place.id == cls.id

    @classmethod
    def supported(cls, place: type["Evidence"]) -> Select[Any] | None:
        return select(place.id)


class Publication(Base):
    """One publishing that changed something; the newest row is the data's revision."""

    __tablename__ = "publications"

    revision: Mapped[int] = mapped_column(Revision, primary_key=True, autoincrement=False)
    published_at: Mapped[dt.datetime]
    fingerprint: Mapped[str]
    changed: Mapped[int]


class Withdrawal(Base):
    """A record that left the seed. Its id is not given to another."""

    __tablename__ = "withdrawals"

    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    withdrawn_at: Mapped[dt.datetime]


class Name(Base):
    """One spelling of a thing that a client may name: an id, code, acronym, name or alias."""

    __tablename__ = "names"
    __table_args__ = (
        one_of_enum("role", NameRole),
        Index("ix_names_kind_folded", "kind", "folded"),
        Index("ix_names_folded", "folded"),
    )

    kind: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    folded: Mapped[str]
    role: Mapped[str]


class SearchEntry(Base):
    """What of a record is searched: ``name`` and ``text`` are folded, ``plain`` is what a reader is shown.

    The index over the two is the database's own: the table ``search_index`` on SQLite, the column ``vector`` on
    PostgreSQL. The migration makes it, and the database keeps it in step.
    """

    __tablename__ = "search"
    __table_args__ = (UniqueConstraint("kind", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    record_id: Mapped[str]
    url: Mapped[str]
    title: Mapped[str]
    plain: Mapped[str]
    length: Mapped[int]
    name: Mapped[str]
    text: Mapped[str]


class Coverage(Base):
    """Up to when the documents that bear on a mechanism or a country go; ``scope`` ``all`` is of everything."""

    __tablename__ = "coverage"

    scope: Mapped[str] = mapped_column(primary_key=True)
    scope_id: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[dt.date]


class CoverageCount(Base):
    """How many records of a kind a mechanism has in a year, and the ids of the documents behind them, with commas
    between. The mechanism is empty, and the year 0, for records that have none."""

    __tablename__ = "coverage_counts"

    mechanism_id: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    records: Mapped[int]
    documents: Mapped[str]
