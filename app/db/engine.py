"""Base class, engine, and what SQLite and PostgreSQL each need."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from functools import cache
from time import monotonic
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    Connection,
    DateTime,
    Engine,
    Integer,
    MetaData,
    Text,
    create_engine,
    event,
    literal,
    type_coerce,
)
from sqlalchemy.engine import URL, Dialect
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator

from app.db.failures import code_of
from app.db.sqlite_file import open_file
from app.domain import deadline
from app.settings import Settings, parse_url

RECYCLE = 60
"""Seconds after which a connection for reading is made anew: a standby that comes back is found again."""

READS = {"target_session_attrs": "prefer-standby", "load_balance_hosts": "random"}
"""How libpq is to choose among the servers of ``read_url``, where it does not say."""

BY_ROLE = {"read-write": "primary", "read-only": "standby"}
"""What the choice of a server means by its role. libpq takes a session that is to read only, as requests' are, for that
of a server that does, so that to it no server can write and every one is as good as a standby."""

ALIVE = {"keepalives_idle": "5", "keepalives_interval": "5", "keepalives_count": "2", "tcp_user_timeout": "15000"}
"""A machine that vanished without a word is given up after 15 seconds, not after two hours."""

POOL_WAIT = 3
"""Seconds that a request waits for a connection while all are in use."""

SILENCE = 2
"""Seconds after the time limit of statements, which the server keeps, that it may still take to say so."""

READ_ONLY = (
    "-c statement_timeout={} -c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"
)
"""Said when a connection is made; each transaction anew would take a tenth of a request."""


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


# How SQLite keeps what is given to it past SQLAlchemy, and as SQLAlchemy does: the driver's own ways will go.
sqlite3.register_adapter(date, date.isoformat)

sqlite3.register_adapter(datetime, lambda at: at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"))

Revision = BigInteger().with_variant(Integer(), "sqlite")
"""A moment at which data was published, as 20261127090000. SQLite's integers are as large as they have to be."""


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


def _prepare_sqlite(engine: Engine, *, read_only: bool, patience_ms: int = 10_000) -> None:
    pragmas = [f"busy_timeout = {patience_ms}", "synchronous = NORMAL", "foreign_keys = ON"]
    pragmas += ["mmap_size = 1073741824"]  # pages of the file are read where the system has them, not copied
    pragmas += ["query_only = ON"] if read_only else ["journal_mode = WAL", "cache_size = -65536"]
    # A writer that first read could not become one while another writes: it asks for the lock at once.
    begin = "BEGIN" if read_only else "BEGIN IMMEDIATE"

    # By the driver itself: as an event, or a statement of SQLAlchemy's, it would cost as much as finding a record.
    def _begin(connection: Any) -> None:
        connection.execute(begin)

    # Where a commit fails, as for a reference to nothing, SQLite leaves the transaction open, which SQLAlchemy ignores.
    def _commit(connection: Any) -> None:
        try:
            connection.commit()
        except BaseException:
            connection.rollback()
            raise

    engine.dialect.do_begin = _begin  # type: ignore[assignment]
    engine.dialect.do_commit = _commit  # type: ignore[assignment]

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver would begin only at the first write
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")


def _reading_sqlite(url: URL, settings: Settings) -> Engine:
    """An engine that reads the file that is at the path when a connection is taken, and none that is gone."""
    bounded = _bounded(settings.statement_timeout_ms / 1000)

    def connect() -> sqlite3.Connection:
        connection, stamp = open_file(url.database or "", factory=bounded, timeout=settings.statement_timeout_ms / 1000)
        connection.stamp = stamp  # type: ignore[attr-defined]
        return connection

    # One pooled connection a thread of the server's pool, none in line for another.
    size = max(settings.pool_size, 40)
    engine = create_engine(url, creator=connect, pool_size=size, max_overflow=0, pool_timeout=POOL_WAIT)

    @event.listens_for(engine, "checkout")
    def _check(connection: Any, _record: Any, _proxy: Any) -> None:
        if not connection.stamp.holds():
            raise DisconnectionError("the file was replaced")

    return engine


@contextmanager
def filling(engine: Engine) -> Iterator[None]:
    """Around the first load into a SQLite database: it is written without the log beside it, where nobody has it open.

    What a transaction has logged is looked for in all of the log, which at a million records is gigabytes long. Without
    it readers would wait; there are none yet, and they find the log again from the next load on.
    """
    if engine.dialect.name != "sqlite":
        yield
        return
    with engine.connect() as connection:
        ask = connection.connection.cursor().execute
        ask("PRAGMA busy_timeout = 0")
        with suppress(sqlite3.OperationalError):  # no table yet, or it is open elsewhere
            if not ask("SELECT 1 FROM publications").fetchone():
                ask("PRAGMA journal_mode = DELETE")
        ask("PRAGMA busy_timeout = 10000")
    try:
        yield
    finally:
        with engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA journal_mode = WAL")


def settle(engine: Engine) -> None:
    """Move what was written to SQLite from the log beside the file into the file, which a copy of it alone then has.
    Where readers stay in an older state for longer than ten seconds, it is left to the next time."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


CHECKED_EVERY = 100_000
"""Instructions of SQLite between two looks at the clock, which are about a millisecond."""


def _bounded(seconds: float) -> type[sqlite3.Connection]:
    """Connections that end a statement which takes longer, as PostgreSQL does, or for whose answer there is no more
    time; SQLite calls it interrupted."""

    class Bounded(sqlite3.Connection):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.until, self.answer = float("inf"), deadline.current_deadline()
            self.set_progress_handler(lambda: monotonic() > min(self.until, self.answer.expires_at), CHECKED_EVERY)

        def cursor(self, *args: Any) -> Any:  # which SQLAlchemy makes for each statement
            deadline.check()
            self.until, self.answer = monotonic() + seconds, deadline.current_deadline()
            return super().cursor(*args)

    return Bounded


@cache
def _patient(seconds: float) -> Any:
    """Connections to PostgreSQL that give up a server which says nothing for longer than any statement may take."""
    from psycopg import Connection, OperationalError
    from psycopg.pq import TransactionStatus

    class SilentError(OperationalError):
        sqlstate = "57014"

    class Patient(Connection[Any]):
        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
            try:
                return super().wait(gen, interval, seconds if timeout is None else timeout)
            except OperationalError as error:
                if self.pgconn.transaction_status != TransactionStatus.ACTIVE:
                    raise
                self.pgconn.finish()  # its answer may still come, and would be taken for the next one's
                raise SilentError("the server said nothing") from error

    return Patient


class _Tested(FunctionElement[Any]):
    inherit_cache = True


@compiles(_Tested)
def _as_it_is(element: _Tested, compiler: Any, **kw: Any) -> str:
    return str(compiler.process(element.clauses.clauses[0], **kw))


@compiles(_Tested, "sqlite")
def _unindexed(element: _Tested, compiler: Any, **kw: Any) -> str:
    return f"+{_as_it_is(element, compiler, **kw)}"


def tested(column: Any) -> Any:
    """A column by which rows are tested, not looked up: by its index SQLite, which has no statistics, may find far
    more of them than by another."""
    return type_coerce(_Tested(column), column.type)


class _After(FunctionElement[str]):
    inherit_cache = True
    type = Text()


@compiles(_After)
def _value_alone(element: _After, compiler: Any, **kw: Any) -> str:
    return str(compiler.process(element.clauses.clauses[1], **kw))


@compiles(_After, "sqlite")
def _with_column(element: _After, compiler: Any, **kw: Any) -> str:
    column, value = (compiler.process(clause, **kw) for clause in element.clauses.clauses)
    return f"substr({column}, 1, 0) || {value}"


def after(column: Any, value: str) -> Any:
    """The value, which SQLite cannot look up before it has the row of the column: a join then goes from that row to
    the other. Without statistics SQLite takes any value of an index for a rare one, and would begin there."""
    return _After(column, literal(value, Text()))


def took_too_long(error: BaseException | None) -> bool:
    """Whether a statement was ended because it had run for as long as the settings allow."""
    return code_of(error) in ("SQLITE_INTERRUPT", "57014")


def database_url(settings: Settings) -> URL:
    """The URL with the driver that this project uses: ``postgresql://`` means psycopg 3."""
    return _driven(parse_url(settings.database_url))


def _driven(url: URL) -> URL:
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def _of_role(url: URL, *, primary: bool = False) -> URL:
    """The URL with its choice of a server by role. Of several hosts it is the primary, where the URL says nothing, and
    whatever it says, where the ``primary`` is wanted: nothing is to be written elsewhere."""
    given = url.query.get("target_session_attrs") or os.environ.get("PGTARGETSESSIONATTRS")
    hosts = url.query.get("host") or url.query.get("hostaddr") or os.environ.get("PGHOST", "")
    several = isinstance(hosts, tuple) or (url.host is None and "," in hosts)
    chosen = "primary" if several and (primary or not given) else BY_ROLE.get(str(given), given)
    return url.update_query_dict({"target_session_attrs": chosen}) if chosen else url


def make_engine(settings: Settings, *, for_requests: bool = False, primary: bool = False) -> Engine:
    """An engine for the settings. One ``for_requests`` only reads, sees one state of the data throughout
    a session, and has its statements bounded in time. It reads from the servers of ``read_url``, where there
    are any, or else, or where the ``primary`` is asked for, from the one that is written to."""
    url = database_url(settings)
    if url.get_backend_name() == "sqlite":
        if for_requests:
            engine = _reading_sqlite(url, settings)
            _prepare_sqlite(engine, read_only=True, patience_ms=settings.statement_timeout_ms)
            return engine
        engine = create_engine(url)
        _prepare_sqlite(engine, read_only=False)
        return engine
    recycle = -1
    if for_requests and settings.read_url and not primary:
        read = _driven(parse_url(settings.read_url))
        url = _of_role(read.set(query={**READS, **read.query}))
        recycle = RECYCLE
    else:
        url = _of_role(url, primary=primary or not for_requests)
    arguments: dict[str, Any] = {"application_name": settings.application_name, "connect_timeout": 5, **ALIVE}
    arguments = {name: value for name, value in arguments.items() if name not in url.query}
    options: dict[str, Any] = {}
    if settings.pgbouncer:  # the next transaction may be on another connection, without what this one prepared
        arguments["prepare_threshold"] = None
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if for_requests else {}
    elif for_requests:
        given = url.query.get("options") or os.environ.get("PGOPTIONS", "")
        arguments["options"] = f"{given} {READ_ONLY.format(settings.statement_timeout_ms)}"
    engine = create_engine(
        url,
        pool_size=settings.pool_size,
        max_overflow=0,
        pool_timeout=POOL_WAIT if for_requests else 30,
        pool_pre_ping=not for_requests,
        pool_recycle=recycle,
        execution_options=options,
        connect_args=arguments,
    )
    if for_requests:  # what is under way ends by its own limit; nothing more begins

        @event.listens_for(engine, "before_cursor_execute")
        def _in_time(*_: object) -> None:
            deadline.check()

    if for_requests:
        silent_after = settings.statement_timeout_ms / 1000 + SILENCE

        @event.listens_for(engine, "do_connect")
        def _connect(_dialect: Dialect, _record: Any, args: Any, options: Any) -> Any:
            return _patient(silent_after).connect(*args, **options)

    if settings.pgbouncer and for_requests:  # PgBouncer takes no options when a connection starts

        @event.listens_for(engine, "begin")
        def _bound(connection: Connection) -> None:
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {settings.statement_timeout_ms}")

    return engine


def for_one_statement(engine: Engine, settings: Settings) -> Engine:
    """The same connections without a transaction around a statement, which one alone does not need: PostgreSQL is
    then asked once and not three times. What PgBouncer is told at the beginning of a transaction needs one."""
    if engine.dialect.name == "sqlite" or settings.pgbouncer:
        return engine
    return engine.execution_options(isolation_level="AUTOCOMMIT")


def make_sessions(engine: Engine, **info: Any) -> sessionmaker[Session]:
    """Sessions with what is to be found in their ``info``."""
    return sessionmaker(engine, expire_on_commit=False, info=info)
