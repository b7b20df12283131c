"""The base class of the tables, the engines, and what SQLite and PostgreSQL need of each."""

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
from app.db.writers import execute_when_unlocked
from app.domain import deadline, precedence
from app.settings import Settings, parse_url

RECYCLE_SECONDS = 60
"""Seconds after which a reading connection is replaced, so that a standby that returns is used again."""

STANDBYS_FIRST = {"target_session_attrs": "prefer-standby", "load_balance_hosts": "random"}
"""How libpq chooses among the servers of ``read_url``, unless that URL says otherwise."""

ROLES = {"read-write": "primary", "read-only": "standby"}
"""The role of a server that stands in for each value of ``target_session_attrs``. libpq itself would test whether the
session is read-only. Sessions of requests are read-only everywhere, so it would find no server for ``read-write``, and
take any for ``read-only``."""

KEEPALIVE = {"keepalives_idle": "5", "keepalives_interval": "5", "keepalives_count": "2", "tcp_user_timeout": "15000"}
"""A connection to a machine that vanished is given up after 15 seconds, not after two hours."""

POOL_WAIT_SECONDS = 3
"""Seconds that a request waits for a connection when all are in use."""

GRACE_SECONDS = 2
"""Seconds that a server has, after the time limit of a statement, to report that it has ended it."""

READ_ONLY_OPTIONS = (
    "-c statement_timeout={} -c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"
)
"""Options of a connection. Setting them in each transaction would take a tenth of the time of a request."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite stores no time zone, and PostgreSQL returns moments in that of the session."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


# Rows that bypass SQLAlchemy have dates as it stores them. The driver's own adapters are deprecated.
sqlite3.register_adapter(date, date.isoformat)

sqlite3.register_adapter(datetime, lambda at: at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f"))

Revision = BigInteger().with_variant(Integer(), "sqlite")
"""The moment of a publication as a number: 20261127090000. Integers of SQLite have no fixed size."""


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
    pragmas += ["mmap_size = 1073741824"]  # pages are read from the system's cache without a copy
    pragmas += ["query_only = ON"] if read_only else ["cache_size = -65536"]

    # The dialect calls these itself. An event, or a statement by SQLAlchemy, would take as long as finding a record.
    def _begin(connection: Any) -> None:
        connection.execute("BEGIN")

    # A transaction that has read cannot write after another has written, so a writer takes the lock at its start.
    def _begin_to_write(connection: Any) -> None:
        execute_when_unlocked(connection, "BEGIN IMMEDIATE")

    # If a commit fails (a broken reference), SQLite leaves the transaction open, and SQLAlchemy does not end it.
    def _commit(connection: Any) -> None:
        try:
            connection.commit()
        except BaseException:
            connection.rollback()
            raise

    engine.dialect.do_begin = _begin if read_only else _begin_to_write  # type: ignore[assignment]
    engine.dialect.do_commit = _commit  # type: ignore[assignment]

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # otherwise the driver begins transactions itself, and only before a write
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        if not read_only:
            execute_when_unlocked(connection, "PRAGMA journal_mode = WAL")  # the first load is written without it


def _reading_sqlite(url: URL, settings: Settings) -> Engine:
    """An engine for reading. A connection to a file that another has replaced is not used again."""
    connection_class = _time_limited(settings.statement_timeout_ms / 1000)

    def connect() -> sqlite3.Connection:
        connection, stamp = open_file(
            url.database or "", factory=connection_class, timeout=settings.statement_timeout_ms / 1000
        )
        connection.stamp = stamp  # type: ignore[attr-defined]
        return connection

    # A connection for each thread of the server, so that none waits for another's.
    size = max(settings.pool_size, 40)
    engine = create_engine(url, creator=connect, pool_size=size, max_overflow=0, pool_timeout=POOL_WAIT_SECONDS)

    @event.listens_for(engine, "checkout")
    def _check(connection: Any, _record: Any, _proxy: Any) -> None:
        if not connection.stamp.is_current():
            raise DisconnectionError("the file was replaced")

    return engine


@contextmanager
def without_log(engine: Engine) -> Iterator[None]:
    """Write the first load of a SQLite database without a write-ahead log, unless another process has it open.

    SQLite searches the log for pages that the transaction has changed, and at a million records the log is gigabytes
    long. Readers need the log to read during a load; before the first one there are none. It is back afterwards.
    """
    if engine.dialect.name != "sqlite":
        yield
        return
    with engine.connect() as connection:
        execute = connection.connection.cursor().execute
        execute("PRAGMA busy_timeout = 0")
        with suppress(sqlite3.OperationalError):  # not migrated, or open in another process
            if not execute("SELECT 1 FROM publications").fetchone():
                execute("PRAGMA journal_mode = DELETE")
        execute("PRAGMA busy_timeout = 10000")
    try:
        yield
    finally:
        with engine.connect() as connection:
            execute_when_unlocked(connection.connection.cursor(), "PRAGMA journal_mode = WAL")


def move_log_into_file(engine: Engine) -> None:
    """Move the write-ahead log of a SQLite database into its file, so that a copy of the file alone is complete.

    It waits ten seconds for readers of an older state; then the log is left to the next call.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


CHECKED_INSTRUCTIONS = 100_000
"""Instructions of SQLite between two checks of the clock: about a millisecond."""


def _time_limited(seconds: float) -> type[sqlite3.Connection]:
    """The class of connections that interrupt a statement after so many seconds, as PostgreSQL does, or when the
    deadline of the answer has passed."""

    class TimeLimitedConnection(sqlite3.Connection):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.statement_ends_at, self.answer_deadline = float("inf"), deadline.current_deadline()
            self.set_progress_handler(self._is_late, CHECKED_INSTRUCTIONS)

        def _is_late(self) -> bool:
            precedence.pause()
            return monotonic() > min(self.statement_ends_at, self.answer_deadline.expires_at)

        def cursor(self, *args: Any) -> Any:  # SQLAlchemy calls it for each statement
            deadline.check()
            self.statement_ends_at, self.answer_deadline = monotonic() + seconds, deadline.current_deadline()
            return super().cursor(*args)

    return TimeLimitedConnection


@cache
def _impatient(seconds: float) -> Any:
    """The class of connections that give up a PostgreSQL server when it is silent for so many seconds."""
    from psycopg import Connection, OperationalError
    from psycopg.pq import TransactionStatus

    class SilentError(OperationalError):
        sqlstate = "57014"

    class ImpatientConnection(Connection[Any]):
        def cursor(self, *args: Any, **options: Any) -> Any:  # SQLAlchemy calls it for each statement
            deadline.check()
            return super().cursor(*args, **options)

        def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
            try:
                return super().wait(gen, interval, seconds if timeout is None else timeout)
            except OperationalError as error:
                if self.pgconn.transaction_status != TransactionStatus.ACTIVE:
                    raise
                self.pgconn.finish()  # otherwise a late answer would look like that of the next statement
                raise SilentError("the server is silent") from error

    return ImpatientConnection


class _WithoutIndex(FunctionElement[Any]):
    inherit_cache = True


@compiles(_WithoutIndex)
def _column_alone(element: _WithoutIndex, compiler: Any, **kw: Any) -> str:
    return str(compiler.process(element.clauses.clauses[0], **kw))


@compiles(_WithoutIndex, "sqlite")
def _with_plus(element: _WithoutIndex, compiler: Any, **kw: Any) -> str:
    return f"+{_column_alone(element, compiler, **kw)}"  # decision 003


def without_index(column: Any) -> Any:
    """A column whose index SQLite must not use, because the condition is to test the rows of a scan. SQLite has no
    statistics, and might look the rows up by this index though it is slower. A unary plus prevents that."""
    return type_coerce(_WithoutIndex(column), column.type)


class _JoinFirst(FunctionElement[str]):
    inherit_cache = True
    type = Text()


@compiles(_JoinFirst)
def _value_alone(element: _JoinFirst, compiler: Any, **kw: Any) -> str:
    return str(compiler.process(element.clauses.clauses[1], **kw))


@compiles(_JoinFirst, "sqlite")
def _with_column(element: _JoinFirst, compiler: Any, **kw: Any) -> str:
    column, value = (compiler.process(clause, **kw) for clause in element.clauses.clauses)
    return f"substr({column}, 1, 0) || {value}"


def join_first(column: Any, value: str) -> Any:
    """A value that depends on a column for SQLite, so that a join begins with the table of that column. Without
    statistics SQLite assumes that each value of an index is rare, and might begin with the other table."""
    return _JoinFirst(column, literal(value, Text()))


def took_too_long(error: BaseException | None) -> bool:
    """Whether a statement was ended by its time limit."""
    return code_of(error) in ("SQLITE_INTERRUPT", "57014")


def database_url(settings: Settings) -> URL:
    """The URL with the driver that this project uses: ``postgresql://`` means psycopg 3."""
    return _with_driver(parse_url(settings.database_url))


def _with_driver(url: URL) -> URL:
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def _with_role(url: URL, *, primary: bool = False) -> URL:
    """The URL with ``target_session_attrs`` as a role. Of several hosts the primary is chosen if the URL names no role,
    or if ``primary`` is set, whatever the URL says: only the primary can be written to."""
    role_in_url = url.query.get("target_session_attrs") or os.environ.get("PGTARGETSESSIONATTRS")
    hosts = url.query.get("host") or url.query.get("hostaddr") or os.environ.get("PGHOST", "")
    has_several_hosts = isinstance(hosts, tuple) or (url.host is None and "," in hosts)
    role = "primary" if has_several_hosts and (primary or not role_in_url) else ROLES.get(str(role_in_url), role_in_url)
    return url.update_query_dict({"target_session_attrs": role}) if role else url


def make_engine(settings: Settings, *, for_requests: bool = False, primary: bool = False) -> Engine:
    """An engine for the settings.

    An engine ``for_requests`` only reads. Each of its transactions sees one state of the data, and its statements have
    a time limit. It reads from the servers of ``read_url``; without them, or with ``primary``, from the server that is
    written to.
    """
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
        read_url = _with_driver(parse_url(settings.read_url))
        url = _with_role(read_url.set(query={**STANDBYS_FIRST, **read_url.query}))
        recycle = RECYCLE_SECONDS
    else:
        url = _with_role(url, primary=primary or not for_requests)
    arguments: dict[str, Any] = {"application_name": settings.application_name, "connect_timeout": 5, **KEEPALIVE}
    arguments = {name: value for name, value in arguments.items() if name not in url.query}
    options: dict[str, Any] = {}
    if settings.pgbouncer:  # the next transaction may run on a server connection without these prepared statements
        arguments["prepare_threshold"] = None
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if for_requests else {}
    elif for_requests:
        other_options = url.query.get("options") or os.environ.get("PGOPTIONS", "")
        arguments["options"] = f"{other_options} {READ_ONLY_OPTIONS.format(settings.statement_timeout_ms)}"
    engine = create_engine(
        url,
        pool_size=settings.pool_size,
        max_overflow=0,
        pool_timeout=POOL_WAIT_SECONDS if for_requests else 30,
        pool_pre_ping=not for_requests,
        pool_recycle=recycle,
        execution_options=options,
        connect_args=arguments,
    )
    if for_requests:
        silent_after = settings.statement_timeout_ms / 1000 + GRACE_SECONDS

        @event.listens_for(engine, "do_connect")
        def _connect(_dialect: Dialect, _record: Any, args: Any, options: Any) -> Any:
            return _impatient(silent_after).connect(*args, **options)

    if settings.pgbouncer and for_requests:  # PgBouncer accepts no options of a connection

        @event.listens_for(engine, "begin")
        def _limit_time(connection: Connection) -> None:
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {settings.statement_timeout_ms}")

    return engine


NO_TRANSACTION = "no_transaction"
"""The option of an engine that runs each statement without a transaction."""


def without_transaction(engine: Engine, settings: Settings) -> Engine:
    """An engine with the same connections and no transaction around each statement: PostgreSQL gets one command instead
    of three. Behind PgBouncer the time limit needs a transaction."""
    options: dict[str, Any] = {NO_TRANSACTION: True}
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**options)
    return engine if settings.pgbouncer else engine.execution_options(isolation_level="AUTOCOMMIT", **options)


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Sessions for writing. Their objects stay readable after a commit."""
    return sessionmaker(engine, expire_on_commit=False)
