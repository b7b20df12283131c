"""The tables about all records that a load and a publication fill: names, search entries, coverage, publications and
withdrawals.
"""

import datetime as dt

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from app.db.engine import Base, Revision
from app.db.records import one_of_enum
from app.domain.vocabulary import NameRole


class Publication(Base):
    """A publication that changed data. The newest row has the revision of the data."""

    __tablename__ = "publications"

    revision: Mapped[int] = mapped_column(Revision, primary_key=True, autoincrement=False)
    published_at: Mapped[dt.datetime]
    fingerprint: Mapped[str]
    changed: Mapped[int]


class Withdrawal(Base):
    """A record that was removed from the seed. Its id is never reused."""

    __tablename__ = "withdrawals"

    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    withdrawn_at: Mapped[dt.datetime]


class Name(Base):
    """A spelling by which clients may refer to a record: its id, code, acronym, name or alias.

    ``sorted_words`` are those of ``folded`` in alphabetical order. Only officials have them: the names of people are
    written in either order.
    """

    __tablename__ = "names"
    __table_args__ = (
        one_of_enum("role", NameRole),
        Index("ix_names_kind_folded", "kind", "folded"),
        Index("ix_names_folded", "folded"),
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
