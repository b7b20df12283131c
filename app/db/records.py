"""The base classes and columns that records share, and the tables of their sources: documents and evidence."""

import datetime as dt
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, ClassVar, TypeAlias

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    and_,
    between,
    exists,
    literal_column,
    not_,
    select,
    text,
    true,
    union_all,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from app.db.engine import Base, Revision
from app.domain.figure_vocabulary import Measure
from app.domain.vocabulary import DocumentKind, EvidenceMethod, PartStatus, SetAside

Within: TypeAlias = Callable[[Any, Any], ColumnElement[bool]]
"""The condition that the span between two columns has a day within some days."""


def references(table: str, ondelete: str | None = None) -> ForeignKey:
    """A foreign key to the id of a table, checked at commit: a load may write a record before the one it refers to."""
    return ForeignKey(f"{table}.id", ondelete=ondelete, deferrable=True, initially="DEFERRED")


def one_of_enum(column: str, values: type[StrEnum]) -> CheckConstraint:
    literals = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({literals})", name=column)


def unit_check() -> CheckConstraint:
    """The check of a unit: a measure, or the form of a currency code. Loads check the code itself."""
    measures = ", ".join(f"'{measure}'" for measure in Measure)
    return CheckConstraint(f"unit IN ({measures}) OR (length(unit) = 3 AND unit = upper(unit))", name="unit")


def date_group(prefix: str = "date", *, has_indexes: bool = True) -> tuple[CheckConstraint | Index, ...]:
    """The checks of a date group: all four columns have values or none has, and the start is not after the end; and its
    indexes, for lists in its order and for those of an interval."""
    start, end, precision = (f"{prefix}_{part}" for part in ("start", "end", "precision"))
    indexes = (Index(None, start, "id"), Index(None, end, start)) if has_indexes else ()
    return (
        CheckConstraint(f"{start} <= {end}", name=f"{prefix}_order"),
        CheckConstraint(f"{precision} IN ('day', 'month', 'year', 'range', 'before')", name=f"{prefix}_precision"),
        CheckConstraint(
            f"({prefix} IS NULL AND {start} IS NULL AND {end} IS NULL AND {precision} IS NULL)"
            f" OR ({prefix} IS NOT NULL AND {start} IS NOT NULL AND {end} IS NOT NULL AND {precision} IS NOT NULL)",
            name=f"{prefix}_whole",
        ),
        *indexes,
    )


class SeedRow(Base):
    """A row made from one entry of the seed. ``digest`` is the hash of that entry; a load skips unchanged ones."""

    __abstract__ = True
    kind: ClassVar[str]
    citable: ClassVar[bool] = True
    """Whether evidence can support such a record."""
    shown_within: ClassVar[bool] = False
    """Whether the records that it refers to show it too, as a country shows its missions."""

    id: Mapped[str] = mapped_column(primary_key=True, sort_order=-1)
    digest: Mapped[str]


class Record(SeedRow):
    """A row that the API serves. ``body`` is its published form, the JSON that clients receive."""

    __abstract__ = True
    event_date: ClassVar[str] = "date"
    """The name of the date by which lists filter and sort records of this kind, if they have one."""

    body: Mapped[str | None]
    body_digest: Mapped[str | None]
    revision: Mapped[int | None] = mapped_column(Revision)
    updated_at: Mapped[dt.datetime | None]
    # The body may be out of date, and publish has to render it again: see app/ingest/invalidation.py.
    dirty: Mapped[bool] = mapped_column(default=True, server_default=true())

    @classmethod
    def search_kinds(cls) -> tuple[str, ...]:
        """The kinds of these records in the search index."""
        return (cls.kind,)

    @classmethod
    def sourced_by(cls, *criteria: ColumnElement[bool], scan: bool = False) -> ColumnElement[bool]:
        """Records that are supported by a document which meets the criteria. The condition looks records up by an
        index, or with ``scan`` tests the rows of an ordered scan."""
        evidence = aliased(Evidence)
        if scan and not criteria:  # OFFSET 0 makes PostgreSQL look at the rows of one record: decision 003
            row = select(evidence.id).where(cls.has_evidence(evidence)).limit(1).offset(literal_column("0"))
            return exists(row.correlate(cls))
        return cls._supported_by((evidence, (evidence.document_id == Document.id, *criteria)), scan=scan)

    @classmethod
    def published_within(cls, within: Within, *, scan: bool = False) -> ColumnElement[bool]:
        """Records with a source published within days. For a part of a document with a date of its own, that date
        counts. For ``scan`` see :meth:`sourced_by`."""
        whole, within_part = aliased(Evidence), aliased(Evidence)
        return cls._supported_by(
            (
                whole,
                (
                    whole.document_id == Document.id,
                    within(Document.date_start, Document.date_end),
                    not_(exists().where(DocumentPart.date.is_not(None), DocumentPart.has(whole))),
                ),
            ),
            (within_part, (DocumentPart.has(within_part), within(DocumentPart.date_start, DocumentPart.date_end))),
            scan=scan,
        )

    @classmethod
    def _supported_by(
        cls, *supports: tuple[type["Evidence"], tuple[ColumnElement[bool], ...]], scan: bool
    ) -> ColumnElement[bool]:
        """Records with evidence of one of the pairs: a class of evidence, and the conditions that it must meet."""
        lookups = [] if scan else [(cls.supported_ids(evidence), conditions) for evidence, conditions in supports]
        selects = [select_.where(*conditions) for select_, conditions in lookups if select_ is not None]
        if not selects:
            rows = [
                select(evidence.id).where(cls.has_evidence(evidence), *conditions) for evidence, conditions in supports
            ]
            if len(rows) == 1:
                return exists(rows[0].correlate(cls))
            # Within one EXISTS, PostgreSQL looks at the rows of one record; of two it gathers those of all.
            return exists(union_all(*(row.correlate(cls) for row in rows)).subquery().select())
        return cls.id.in_(selects[0] if len(selects) == 1 else union_all(*selects))

    @classmethod
    def supported_ids(cls, evidence: type["Evidence"]) -> Select[Any] | None:
        """Select the ids of supported records. None where a single condition on evidence cannot give them."""
        return select(evidence.record_id).where(evidence.record_kind.in_(cls.search_kinds()))

    @classmethod
    def has_evidence(cls, evidence: type["Evidence"]) -> ColumnElement[bool]:
        """The condition that joins a record to its evidence."""
        return and_(evidence.record_kind == cls.kind, evidence.record_id == cls.id)


class WithDate:
    """The date group of a record. ``date_start`` and ``date_end`` are the earliest and latest day that it can cover.

    With the precision ``before``, the start is ``app.domain.edtf.EARLIEST``, so filters by days need no extra rule.
    """

    date: Mapped[str | None]
    date_start: Mapped[dt.date | None]
    date_end: Mapped[dt.date | None]
    date_precision: Mapped[str | None]


def sort_key_column() -> Any:
    """The column that lists are sorted by: a name or title as ``app.domain.text.sort_key`` folds it."""
    return mapped_column(server_default=text("''"))


class WithTitle:
    title: Mapped[str]
    title_key: Mapped[str] = sort_key_column()


class WithNames:
    name: Mapped[str]
    name_key: Mapped[str] = sort_key_column()


def link(table: str, *, index: bool = True) -> Any:
    """The owner's id in a row of a list, part of the primary key. The row is deleted with its owner."""
    return mapped_column(references(table, ondelete="CASCADE"), primary_key=True, index=index)


def country_link() -> Any:
    return mapped_column(references("parties"), primary_key=True)


def in_order(name: str, owner: str | None = None) -> Any:
    """A to-many relationship in the order of ``position``. The loader writes its rows, and the database deletes them
    with their owner, so SQLAlchemy does neither. ``owner`` is the column of the owner's id, where two could be it."""
    return relationship(order_by=f"{name}.position", foreign_keys=owner, lazy="raise", viewonly=True)


class Document(WithDate, Record):
    __tablename__ = "documents"
    __table_args__ = (
        one_of_enum("kind", DocumentKind),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("paragraphs > 0", name="paragraphs"),
        CheckConstraint("(paragraphs IS NULL) = (rows IS NOT NULL)", name="extent"),
        *date_group(),
        Index(None, "title_key", "id"),
    )
    kind = "document"

    kind_: Mapped[str] = mapped_column("kind")
    title: Mapped[str | None]
    title_key: Mapped[str | None]
    publisher: Mapped[str | None]
    author: Mapped[str | None]
    language: Mapped[str]
    source_url: Mapped[str | None]
    archived_url: Mapped[str | None]
    licence: Mapped[str | None]
    version: Mapped[str | None]
    retrieved: Mapped[str | None]
    supersedes_id: Mapped[str | None] = mapped_column(references("documents"), index=True)
    editorial: Mapped[str] = mapped_column(server_default=text("'[]'"))  # the names of fields, as a JSON array
    sha256: Mapped[str] = mapped_column(unique=True)
    paragraphs: Mapped[int | None]
    rows: Mapped[int | None]
    key: Mapped[str] = mapped_column(server_default=text("'[]'"))  # the names of columns, as a JSON array

    supersedes: Mapped["Document | None"] = relationship(remote_side="Document.id", lazy="raise")
    parts: Mapped[list["DocumentPart"]] = in_order("DocumentPart")
    passages: Mapped[list["SetAsidePassage"]] = in_order("SetAsidePassage")
    sentences: Mapped[list["DocumentParagraph"]] = relationship(
        order_by="DocumentParagraph.paragraph", lazy="raise", viewonly=True
    )

    @classmethod
    def sourced_by(cls, *criteria: ColumnElement[bool], scan: bool = False) -> ColumnElement[bool]:  # noqa: ARG003
        return and_(true(), *criteria)

    @classmethod
    def published_within(cls, within: Within, *, scan: bool = False) -> ColumnElement[bool]:  # noqa: ARG003
        return within(cls.date_start, cls.date_end)


class DocumentPart(WithDate, Base):
    """Consecutive paragraphs of a document with a date or a status of their own, such as links to newer articles."""

    __tablename__ = "document_parts"
    __table_args__ = (
        one_of_enum("status", PartStatus),
        CheckConstraint("extent_first > 0", name="extent_first"),
        CheckConstraint("extent_first <= extent_last", name="extent"),
        *date_group(has_indexes=False),
    )

    document_id: Mapped[str] = link("documents", index=False)
    position: Mapped[int] = mapped_column(primary_key=True)
    id: Mapped[str]
    title: Mapped[str | None]
    status: Mapped[str | None]
    # Numbers of the first and the last paragraph.
    extent_first: Mapped[int]
    extent_last: Mapped[int]

    @classmethod
    def has(cls, evidence: type["Evidence"]) -> ColumnElement[bool]:
        """The condition that joins a part to the evidence in it."""
        extent = between(evidence.paragraph, cls.extent_first, cls.extent_last)
        return and_(cls.document_id == evidence.document_id, extent)


class SetAsidePassage(Base):
    """A paragraph of a document that supports no record, or some sentences of it, and why.

    ``sentences`` is a JSON array of their numbers, from 1; null means the whole paragraph. ``because`` is the reason in
    words.
    """

    __tablename__ = "set_aside"
    __table_args__ = (one_of_enum("why", SetAside), CheckConstraint("paragraph > 0", name="paragraph"))

    document_id: Mapped[str] = link("documents", index=False)
    position: Mapped[int] = mapped_column(primary_key=True)
    paragraph: Mapped[int]
    sentences: Mapped[str | None]
    why: Mapped[str]
    because: Mapped[str | None]


class DocumentParagraph(Base):
    """Numbers of the sentences of a paragraph: cited, set aside by reason, and open. They add up to ``total``.

    ``cited`` are those that support a record; ``open`` are those that are neither cited nor set aside. A document
    without a lock has no rows here, because only the lock says where its sentences start.
    """

    __tablename__ = "document_paragraphs"
    __table_args__ = (CheckConstraint("paragraph > 0", name="paragraph"),)

    document_id: Mapped[str] = link("documents", index=False)
    paragraph: Mapped[int] = mapped_column(primary_key=True)
    total: Mapped[int]
    cited: Mapped[int]
    furniture: Mapped[int]
    opinion: Mapped[int]
    repetition: Mapped[int]
    background: Mapped[int]
    open: Mapped[int]


SUPPORTED_FIELDS = (
    "about", "account", "acronym", "addressee", "agenda", "aliases", "alpha3", "amends", "as_written",
    "attributed_to", "author", "authority", "by", "city", "closed", "contains", "count", "countries", "country",
    "date", "dimensions", "due", "editorial_aliases", "established", "estimate", "external_ids", "family", "flow",
    "format", "growth_percent", "host", "indicator", "instrument", "kind", "language", "level", "licence", "made",
    "mechanism", "meeting", "members", "name", "numeric", "occasion", "official_name", "opened", "part_of",
    "participants", "parties", "partner", "parts", "places", "positions", "product", "publisher", "qualifier",
    "replaces", "reporter", "role", "scope", "sender", "session", "signatories", "source_url", "speaker",
    "statements", "status", "successors", "summary", "text_url", "title", "to", "topics", "trend", "type", "under",
    "unit", "valid", "valid_from", "valid_until", "valuation", "value", "venue", "version",
)  # fmt: skip
"""The fields of records that evidence can be about, by their names in the seed."""


class Evidence(Record):
    """A place in a document that supports a record, or the fields of it that ``fields`` names.

    The place is a span of a text or a row of a data set. Of a span, ``start`` and ``end`` count characters of the whole
    text, from 0. Of a row, ``row`` is the key, and ``columns`` is a JSON array of the columns that were read.
    ``sha256`` is the hash of the span or row. ``fields`` is a set of names: sorted, separated by spaces, and empty for
    the whole record.
    """

    __tablename__ = "evidence"
    __table_args__ = (
        one_of_enum("method", EvidenceMethod),
        CheckConstraint("paragraph > 0", name="paragraph"),
        CheckConstraint('start >= 0 AND start < "end"', name="span"),
        CheckConstraint(
            '("row" IS NULL) = (start IS NOT NULL)'
            ' AND ("row" IS NULL) = (paragraph IS NOT NULL) AND ("row" IS NULL) = ("end" IS NOT NULL)',
            name="place",
        ),
        CheckConstraint("length(sha256) = 64", name="sha256"),
        CheckConstraint("method <> 'inferred' OR reason IS NOT NULL", name="reason"),
        Index(None, "record_kind", "record_id", "document_id"),
        Index(None, "document_id", "record_kind", "record_id"),
        Index(None, "fields", "id"),
        Index(None, "start", "id"),
        Index(None, "record_id", "id"),
        Index(None, "document_id", "id"),
        Index(
            "ix_evidence_says",
            "record_kind",
            "record_id",
            sqlite_where=text("says IS NOT NULL"),
            postgresql_where=text("says IS NOT NULL"),
        ),
    )
    kind = "evidence"
    citable = False

    record_kind: Mapped[str]
    record_id: Mapped[str]
    fields: Mapped[str]
    document_id: Mapped[str] = mapped_column(references("documents"))
    paragraph: Mapped[int | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    row: Mapped[str | None]
    columns: Mapped[str | None]
    sha256: Mapped[str]
    as_written: Mapped[str | None]
    says: Mapped[str | None]
    method: Mapped[str]
    reason: Mapped[str | None]
    reviewed: Mapped[int]
    quote: Mapped[str | None]

    @classmethod
    def has_evidence(cls, evidence: type["Evidence"]) -> ColumnElement[bool]:
        return evidence.id == cls.id

    @classmethod
    def supported_ids(cls, evidence: type["Evidence"]) -> Select[Any] | None:
        return select(evidence.id)


class FieldSet(Base):
    """A field in one of the sets that ``Evidence.fields`` has. There are few sets, so the evidence for a field is found
    by them. A load derives the rows."""

    __tablename__ = "evidence_field_sets"

    field: Mapped[str] = mapped_column(primary_key=True)
    fields: Mapped[str] = mapped_column(primary_key=True)

    @classmethod
    def sets_with(cls, fields: Sequence[str]) -> Select[Any]:
        """Select the sets that hold any of the fields."""
        return select(cls.fields).where(cls.field.in_(fields))
