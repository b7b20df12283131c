"""Base class, engine, and what SQLite and PostgreSQL each need."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import Connection, DateTime, Engine, MetaData, Text, create_engine, event
from sqlalchemy.engine import URL, Dialect, make_url
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.types import TypeDecorator

from app.settings import Settings


class Instant(TypeDecorator[datetime]):
    """A moment in UTC: SQLite keeps no zone, and PostgreSQL answers in the session's."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Base(DeclarativeBase):
    # Byte order everywhere: SQLite and PostgreSQL then sort alike, whatever the server's locale.
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text().with_variant(Text(collation="C"), "postgresql"),
        datetime: Instant,
    }
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def _prepare_sqlite(engine: Engine, *, read_only: bool) -> None:
    pragmas = ["busy_timeout = 10000", "journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"]
    pragmas += ["mmap_size = 1073741824"]  # pages of the file are read where the system has them, not copied
    pragmas += ["query_only = ON"] if read_only else []
    # A writer that first read could not become one while another writes: it asks for the lock at once.
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver would begin only at the first write
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def database_url(settings: Settings) -> URL:
    """The URL with the driver that this project uses: ``postgresql://`` means psycopg 3."""
    url = make_url(settings.database_url.get_secret_value())
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def make_engine(settings: Settings, *, for_requests: bool = False) -> Engine:
    """An engine for the settings. One ``for_requests`` only reads, sees one state of the data throughout
    a session, and on PostgreSQL has its statements bounded in time."""
    url = database_url(settings)
    if url.get_backend_name() == "sqlite":
        # One pooled connection a thread of the server's pool, none in line for another.
        engine = create_engine(url, pool_size=max(settings.pool_size, 40), max_overflow=0)
        _prepare_sqlite(engine, read_only=for_requests)
        return engine
    timeout = f"-c statement_timeout={settings.statement_timeout_ms}" if for_requests else ""
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if for_requests else {}
    return create_engine(
        url,
        pool_size=settings.pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        execution_options=options,
        connect_args={"application_name": "communique", "connect_timeout": 5, "options": timeout},
    )


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    return sessionmaker(engine, expire_on_commit=False)
