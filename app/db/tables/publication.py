"""The tables about all records that a load and a publication fill: names, search entries, coverage, publications, the
versions of records, and withdrawals.
"""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.engine import Base, Revision
from app.db.records import one_of_enum
from app.domain.vocabulary import Change, NameRole


class Publication(Base):
    """A publication that changed data. The newest row has the revision of the data.

    ``seed_digest`` is the SHA-256 of the seed that was loaded, ``source_commit`` the commit of its folder in git, and
    ``message`` what the operator says about it. ``created`` to ``renamed`` count the versions of each change that the
    publication wrote. All are null in publications from before they were counted; ``changed`` is in all.
    """

    __tablename__ = "publications"

    revision: Mapped[int] = mapped_column(Revision, primary_key=True, autoincrement=False)
    published_at: Mapped[dt.datetime]
    fingerprint: Mapped[str]
    changed: Mapped[int]
    seed_digest: Mapped[str | None]
    source_commit: Mapped[str | None]
    message: Mapped[str | None]
    created: Mapped[int | None]
    updated: Mapped[int | None]
    withdrawn: Mapped[int | None]
    renamed: Mapped[int | None]


class RecordVersion(Base):
    """A published form that a record has or had, or the end of one. An unchanged record gets no version.

    ``body`` is the JSON as clients received it; null where the record was withdrawn or renamed, which ``reason`` and
    ``renamed_to`` explain. ``subjects`` has the codes of parties and the ids of mechanisms, with a space before and
    after each. They are those of this version and of the one before it, so that a record that leaves a mechanism is
    among the changes of that mechanism.
    """

    __tablename__ = "record_versions"
    __table_args__ = (
        one_of_enum("change", Change),
        CheckConstraint("(body IS NULL) = (change IN ('withdrawn', 'renamed'))", name="body"),
        CheckConstraint("(renamed_to IS NOT NULL) = (change = 'renamed')", name="renamed_to"),
        Index(None, "revision", "kind", "id"),
    )

    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(Revision, primary_key=True, autoincrement=False)
    change: Mapped[str]
    body: Mapped[str | None]
    subjects: Mapped[str]
    reason: Mapped[str | None]
    renamed_to: Mapped[str | None]


class RevisionArchive(Base):
    """The archive of a revision: all rows, not only what the seed has. ``content`` is that of :mod:`app.db.archive`,
    compressed with zstd, and ``digest`` the SHA-256 of its text. The file of a ``pinned`` revision stays for good."""

    __tablename__ = "seed_archives"

    revision: Mapped[int] = mapped_column(Revision, primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str]
    pinned: Mapped[bool] = mapped_column(default=False, server_default=false())


class Withdrawal(Base):
    """An id that no record has any more: of a record that was removed from the seed, or renamed. It is never reused for
    another record. ``revision`` is the one that removed it."""

    __tablename__ = "withdrawals"

    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    withdrawn_at: Mapped[dt.datetime]
    revision: Mapped[int | None] = mapped_column(Revision)
    reason: Mapped[str | None]
    renamed_to: Mapped[str | None]


class Name(Base):
    """A spelling by which clients may refer to a record: its id, code, acronym, name or alias.

    ``sorted_words`` are those of ``folded`` in alphabetical order. Only officials have them: the names of people are
    written in either order.
    """

    __tablename__ = "names"
    __table_args__ = (
        one_of_enum("role", NameRole),
        Index(None, "kind", "folded"),
        Index(None, "folded"),
        Index(
            "ix_names_sorted_words",
            "sorted_words",
            sqlite_where=text("sorted_words IS NOT NULL"),
            postgresql_where=text("sorted_words IS NOT NULL"),
        ),
    )

    kind: Mapped[str] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    folded: Mapped[str]
    sorted_words: Mapped[str | None]
    role: Mapped[str]


class SearchEntry(Base):
    """The text of a record for full-text search. ``name`` and ``text`` are folded; ``plain`` is for excerpts.

    Each database has its own index over ``name`` and ``text``: the table ``search_index`` on SQLite, the column
    ``vector`` on PostgreSQL. The migration creates it, and the database updates it with each row.
    """

    __tablename__ = "search"
    __table_args__ = (UniqueConstraint("kind", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    record_id: Mapped[str]
    url: Mapped[str]
    title: Mapped[str]
    label: Mapped[str] = mapped_column(server_default=text("''"))
    plain: Mapped[str]
    length: Mapped[int]
    name: Mapped[str]
    text: Mapped[str]


class Coverage(Base):
    """The publication date of the newest document about a mechanism or country, or with ``scope`` ``all`` about
    anything."""

    __tablename__ = "coverage"

    scope: Mapped[str] = mapped_column(primary_key=True)
    scope_id: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[dt.date]


class CoverageCount(Base):
    """How many records of a kind a mechanism has in a year. ``documents`` are the ids of their sources, separated by
    commas. Records without a mechanism are counted under an empty id, those without a date under the year 0."""

    __tablename__ = "coverage_counts"

    mechanism_id: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    records: Mapped[int]
    documents: Mapped[str]
