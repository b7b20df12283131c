"""The tables of the peers: the same facts as ours, in the schema that suits them best.

The textbook service, Datasette, soul-cli and PostGraphile share it. It has narrow rows, an index for each question of
the benchmark, and statistics, but no stored answers. The rows are copies of the service's, so that all answers agree.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, ForeignKey, Index, Select, create_engine, func, select, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.orm import DeclarativeBase, Mapped, joinedload, mapped_column, relationship, selectinload
from sqlalchemy.schema import CreateTable

SCHEMA = "peers"
"""Schema of the peers' tables on PostgreSQL; on SQLite they have a file of their own."""
NO_ROWID = {"sqlite_with_rowid": False}
"""On SQLite, a link table without rowids is stored in its primary key, which saves a look-up for each row."""


class Base(DeclarativeBase):
    pass


class Country(Base):
    __tablename__ = "countries"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]


class City(Base):
    __tablename__ = "cities"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Document(Base):
    __tablename__ = "documents"
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str | None]
    publisher: Mapped[str | None]
    date: Mapped[str | None]


class Mechanism(Base):
    __tablename__ = "mechanisms"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Official(Base):
    __tablename__ = "officials"
    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class Meeting(Base):
    __tablename__ = "meetings"
    __table_args__ = (
        # The list and its total. With another index on (mechanism_id, date_end), which the total alone would read a
        # little faster, SQLite sorts every meeting of the mechanism for the list.
        Index("peer_meetings_list", "mechanism_id", text("date_start DESC"), "id", "date_end"),
        # Whole files, and a search that reads in order.
        Index("peer_meetings_order", text("date_start DESC"), "id"),
    )
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    type: Mapped[str]
    status: Mapped[str]
    date: Mapped[str | None]
    date_start: Mapped[dt.date | None]
    date_end: Mapped[dt.date | None]
    session: Mapped[int | None]
    updated_at: Mapped[dt.datetime | None]
    mechanism_id: Mapped[str | None] = mapped_column(ForeignKey("mechanisms.id"))
    city_id: Mapped[str | None] = mapped_column(ForeignKey("cities.id"))
    country_id: Mapped[str | None] = mapped_column(ForeignKey("countries.id"))

    mechanism: Mapped[Mechanism | None] = relationship(lazy="raise")
    city: Mapped[City | None] = relationship(lazy="raise")
    country: Mapped[Country | None] = relationship(lazy="raise")
    countries: Mapped[list["MeetingCountry"]] = relationship(order_by="MeetingCountry.position", lazy="raise")
    participants: Mapped[list["Participant"]] = relationship(order_by="Participant.position", lazy="raise")
    topics: Mapped[list["MeetingTopic"]] = relationship(order_by="MeetingTopic.position", lazy="raise")
    sources: Mapped[list["MeetingSource"]] = relationship(lazy="raise")


class MeetingCountry(Base):
    __tablename__ = "meeting_countries"
    __table_args__ = NO_ROWID
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    country_id: Mapped[str] = mapped_column(ForeignKey("countries.id"), primary_key=True)
    position: Mapped[int]
    country: Mapped[Country] = relationship(lazy="raise")


class Participant(Base):
    __tablename__ = "participants"
    __table_args__ = NO_ROWID
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    official_id: Mapped[str] = mapped_column(ForeignKey("officials.id"), primary_key=True)
    country_id: Mapped[str] = mapped_column(ForeignKey("countries.id"))
    role: Mapped[str]
    post: Mapped[str | None]
    position: Mapped[int]
    official: Mapped[Official] = relationship(lazy="raise")
    country: Mapped[Country] = relationship(lazy="raise")


class MeetingTopic(Base):
    __tablename__ = "meeting_topics"
    __table_args__ = NO_ROWID
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    topic_id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]


class MeetingSource(Base):
    __tablename__ = "meeting_sources"
    __table_args__ = NO_ROWID
    meeting_id: Mapped[str] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    paragraph: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[Document] = relationship(lazy="raise")


class TradeStat(Base):
    __tablename__ = "trade_stats"
    __table_args__ = (Index("peer_trade_stats_series", "indicator", "reporter_id", "partner_id", "date_start", "id"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    indicator: Mapped[str]
    flow: Mapped[str | None]
    reporter_id: Mapped[str] = mapped_column(ForeignKey("countries.id"))
    partner_id: Mapped[str] = mapped_column(ForeignKey("countries.id"))
    date: Mapped[str | None]
    date_start: Mapped[dt.date | None]
    date_end: Mapped[dt.date | None]
    value: Mapped[float]
    unit: Mapped[str]
    qualifier: Mapped[str]
    kind: Mapped[str]
    scope: Mapped[str | None]
    as_written: Mapped[str]


class TradeStatSource(Base):
    __tablename__ = "trade_stat_sources"
    __table_args__ = NO_ROWID
    trade_stat_id: Mapped[str] = mapped_column(ForeignKey("trade_stats.id"), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    paragraph: Mapped[int] = mapped_column(primary_key=True)


# --- the textbook's statements ---------------------------------------------------------------

WHOLE = (
    joinedload(Meeting.mechanism), joinedload(Meeting.city), joinedload(Meeting.country),
    selectinload(Meeting.countries).joinedload(MeetingCountry.country),
    selectinload(Meeting.participants).joinedload(Participant.official),
    selectinload(Meeting.participants).joinedload(Participant.country),
    selectinload(Meeting.topics),
    selectinload(Meeting.sources).joinedload(MeetingSource.document),
)  # fmt: skip
"""The relations that a record shows beside its own columns."""


def matching(mechanism: str, date_from: dt.date) -> Select[Any]:
    """Selects the meetings of a mechanism from a day on."""
    return select(Meeting).where(Meeting.mechanism_id == mechanism, Meeting.date_end >= date_from)


def page(mechanism: str, date_from: dt.date, limit: int, offset: int) -> Select[Any]:
    """Selects a page of them, newest first, with all relations that a record shows."""
    meetings = matching(mechanism, date_from).order_by(Meeting.date_start.desc(), Meeting.id)
    return meetings.limit(limit).offset(offset).options(*WHOLE)


def total(mechanism: str, date_from: dt.date) -> Select[Any]:
    """Counts them."""
    return matching(mechanism, date_from).with_only_columns(func.count())


# --- copying ---------------------------------------------------------------------------------

SOURCES = {"meeting_sources": "meeting", "trade_stat_sources": "trade-stat"}
CREATE_FULL_TEXT = """CREATE VIRTUAL TABLE meetings_fts USING fts5 (name, text, content='', detail=full)"""
FILL_FULL_TEXT = """INSERT INTO meetings_fts (rowid, name, text) SELECT m.rowid, s.name, s.text
 FROM ours.search s JOIN meetings m ON m.id = s.record_id WHERE s.kind = 'meeting'"""


def _copy_statement(table: str, columns: list[str], schema: str) -> str:
    """The SQL that fills a table from the service's tables, which are in ``schema``, in order of its key."""
    names = ", ".join(columns)
    if table in SOURCES:
        rows = f"SELECT DISTINCT record_id, document_id, paragraph FROM {schema}.evidence"
        return f"INSERT INTO {table} ({names}) {rows} WHERE record_kind = '{SOURCES[table]}' ORDER BY 1, 2, 3"
    rows = "parties" if table == "countries" else table
    return f"INSERT INTO {table} ({names}) SELECT {names} FROM {schema}.{rows} ORDER BY {columns[0]}"


def address(url: str) -> URL:
    """The URL of the peers' tables: on SQLite a file beside the service's, on PostgreSQL a schema of its database."""
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite":
        return parts.set(database=f"{(parts.database or '').removesuffix('.db')}.peers.db")
    psycopg_url = parts.set(drivername="postgresql+psycopg")
    return psycopg_url.update_query_dict({"options": f"-csearch_path={SCHEMA}"})


def copy(url: str) -> str:
    """Make the peers' tables from a database of the service, and return their URL.

    An existing SQLite file is used again, since the databases of the benchmark do not change.
    """
    peer_url = address(url)
    if peer_url.get_backend_name() != "sqlite":
        _fill(create_engine(peer_url), [f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE", f"CREATE SCHEMA {SCHEMA}"], "public")
        return peer_url.render_as_string(hide_password=False)
    path = Path(peer_url.database or "")
    if not path.exists():
        temporary = path.with_suffix(".unfinished")
        temporary.unlink(missing_ok=True)
        first = [f"ATTACH '{make_url(url).database}' AS ours", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF"]
        _fill(create_engine(peer_url.set(database=str(temporary))), first, "ours", CREATE_FULL_TEXT, FILL_FULL_TEXT)
        temporary.rename(path)
    return str(peer_url)


def _fill(engine: Engine, first: Sequence[str], schema: str, *full_text: str) -> None:
    """Execute the ``first`` statements, create and fill the tables from those in ``schema``, execute the statements for
    the ``full_text`` index, and then create the other indexes and the statistics."""
    tables = Base.metadata.sorted_tables
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in first:
            connection.exec_driver_sql(statement)
        for table in tables:
            connection.execute(CreateTable(table))
            connection.exec_driver_sql(_copy_statement(table.name, [column.name for column in table.columns], schema))
        for statement in full_text:
            connection.exec_driver_sql(statement)
        for index in (index for table in tables for index in table.indexes):
            index.create(connection)
        connection.exec_driver_sql("ANALYZE main" if engine.dialect.name == "sqlite" else "VACUUM ANALYZE")
    engine.dispose()
