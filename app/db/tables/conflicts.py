"""The table of conflicts: what documents say that cannot be true together, or differs."""

from typing import Any

from sqlalchemy import ColumnElement, Index, Select, exists, literal_column, select
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from app.db.engine import Base
from app.db.records import Document, Evidence, Record, country_link, in_order, link, one_of_enum
from app.db.tables.mechanisms import InMechanism
from app.db.tables.parties import Party
from app.domain.vocabulary import ConflictKind, Verdict


class Conflict(InMechanism, Record):
    """A contradiction between documents. Publishing derives it from the published records and their evidence.

    ``content`` has its fields as a JSON object, made when these records are published: it shows parts of several.
    """

    __tablename__ = "conflicts"
    __table_args__ = (
        one_of_enum("kind", ConflictKind),
        one_of_enum("verdict", Verdict),
        Index(None, "mechanism_id", "id"),
    )
    kind = "conflict"
    citable = False

    kind_: Mapped[str] = mapped_column("kind")
    record_kind: Mapped[str]
    verdict: Mapped[str | None]
    content: Mapped[str]

    countries: Mapped[list["ConflictCountry"]] = in_order("ConflictCountry")

    @classmethod
    def sourced_by(cls, *criteria: ColumnElement[bool], scan: bool = False) -> ColumnElement[bool]:
        if not scan:
            return super().sourced_by(*criteria)
        # Joined by the links, for which PostgreSQL would else look at all evidence of each conflict.
        rows = select(ConflictEvidence.evidence_id).where(ConflictEvidence.conflict_id == cls.id)
        if criteria:
            evidence = aliased(Evidence)
            rows = rows.join(evidence, evidence.id == ConflictEvidence.evidence_id)
            rows = rows.join(Document, Document.id == evidence.document_id).where(*criteria)
        else:  # OFFSET 0 makes PostgreSQL look at the links of one conflict: decision 003
            rows = rows.limit(1).offset(literal_column("0"))
        return exists(rows.correlate(cls))

    @classmethod
    def supported_ids(cls, evidence: type[Evidence]) -> Select[Any] | None:
        return select(ConflictEvidence.conflict_id).join(evidence, evidence.id == ConflictEvidence.evidence_id)

    @classmethod
    def has_evidence(cls, evidence: type[Evidence]) -> ColumnElement[bool]:
        # By ids and not by EXISTS, for which SQLite would scan all evidence.
        evidence_ids = select(ConflictEvidence.evidence_id).where(ConflictEvidence.conflict_id == cls.id).correlate(cls)
        return evidence.id.in_(evidence_ids)


class ConflictCountry(Base):
    """A party that a conflict is about."""

    __tablename__ = "conflict_countries"

    conflict_id: Mapped[str] = link("conflicts", index=False)
    country_id: Mapped[str] = country_link()
    position: Mapped[int]

    country: Mapped[Party] = relationship(lazy="raise")


class ConflictEvidence(Base):
    """A place of a document that a conflict rests on. Publishing writes these rows anew whenever evidence changes."""

    __tablename__ = "conflict_evidence"

    conflict_id: Mapped[str] = link("conflicts", index=False)
    evidence_id: Mapped[str] = mapped_column(primary_key=True)
