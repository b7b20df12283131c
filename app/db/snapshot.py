"""One consistent read of the data."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from contextvars import ContextVar
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Engine, Executable, Result, Row, ScalarResult, Select

from app.db import prepared_statements
from app.db.revision import NEWEST_PUBLICATION, DataRevision, RevisionCache

T = TypeVar("T")


SECOND_READ: ContextVar[bool] = ContextVar("second_read", default=False)
"""Set while a read is repeated: its snapshots assume no revision, so none is outdated."""


class SnapshotChangedError(Exception):
    """Another revision was published while an answer was made. Reading again gives an answer of one revision."""


class Snapshot:
    """One consistent read: a revision, the cached facts of that revision, and a connection.

    It starts at the newest revision that the process has seen and asks the database nothing. While all facts are
    cached, one guarded statement makes an answer: see :meth:`fetch`. Whatever needs more begins a transaction, which
    first checks that the revision is still the newest, and raises :class:`SnapshotChangedError` if it is not.

    ``without_transaction`` is the same engine without a transaction around a statement: PostgreSQL then answers in one
    round trip. ``is_permanent``: the request names its state of the data, so that its answer stays the same.
    """

    def __init__(
        self,
        engine: Engine,
        without_transaction: Engine,
        cache: RevisionCache,
        *,
        fresh: bool = False,
        is_permanent: bool = False,
    ) -> None:
        self._engine, self._without_transaction, self._cache = engine, without_transaction, cache
        self.is_permanent = is_permanent
        newest = None if fresh or SECOND_READ.get() else cache.newest
        self._revision = newest if newest and newest.published_at else None
        self._relied_on = False
        self._connection: Connection | None = None
        self._newest: Snapshot | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connection back. The snapshot can begin again, at the same revision."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()
        if self._newest is not None:
            self._newest.close()

    def look_back_from(self, newest: Self) -> Self:
        """Let this snapshot of a past state read versions from the newest state, in the database of ``newest``: the
        file of a past state has no versions."""
        self._newest = type(newest)(newest._engine, newest._without_transaction, newest._cache, fresh=True)
        return self

    @property
    def history(self) -> "Snapshot":
        """The snapshot that has the versions of records: this one, or that of the newest state if this one is of a past
        state. It may have versions of later revisions."""
        return self._newest or self

    @property
    def revision(self) -> DataRevision:
        """The revision that this snapshot reads."""
        if self._revision is None:
            self._begin()
        self._relied_on = True
        assert self._revision is not None  # noqa: S101
        return self._revision

    @property
    def connection(self) -> Connection:
        """A connection in a transaction that sees the data of the revision, and no other."""
        return self._connection or self._begin()

    def hold(self) -> None:
        """Begin the transaction now: a read of many statements then sees one revision to its end."""
        if self._connection is None:
            self._begin()

    def _begin(self) -> Connection:
        connection = self._engine.connect()
        try:
            row = connection.execute(NEWEST_PUBLICATION).first()
            self._note(DataRevision(*row) if row else DataRevision(0, None))
        except BaseException:
            connection.close()
            raise
        self._connection = connection
        return connection

    def _note(self, newest: DataRevision) -> None:
        if self._revision is not None and self._revision != newest:
            self._cache.newest = None  # the next snapshot asks
            raise SnapshotChangedError
        self._cache.newest = newest
        self._revision = newest

    # --- statements -----------------------------------------------------------------------------

    def execute(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Result[*tuple[Any, ...]]:
        return self.connection.execute(statement, parameters)

    def scalars(self, statement: Executable) -> ScalarResult[Any]:
        return self.connection.scalars(statement)

    def scalar(self, statement: Executable) -> Any:
        return self.connection.scalar(statement)

    def fetch(self, statement: Callable[[bool], Select[Any]], parameters: Mapping[str, Any]) -> Sequence[Row[Any]]:
        """The rows of a statement, in a transaction only if this snapshot has one already.

        ``statement`` takes whether it is to be guarded by ``IS_NEWEST``: without a transaction it finds rows only while
        the revision is the newest. If it finds none, a transaction checks whether the revision has changed.
        """
        if self._connection is None and self._revision is not None:
            with self._without_transaction.connect() as connection:
                guard_parameters = {**parameters, **self.revision._asdict()}
                rows = prepared_statements.read_prepared(connection, statement(True), guard_parameters)
            if not rows:
                self._begin()  # raises if the revision has changed; otherwise there are no such rows
            return rows
        return self.connection.execute(statement(False), parameters).all()

    def fetch_with_revision(self, statement: Select[Any], parameters: Mapping[str, Any]) -> Row[Any] | None:
        """The row of a statement that selects a value and then the columns of ``NEWEST_PUBLICATION``; there is always
        one row.

        Without a transaction the row itself has the revision. Raises :class:`SnapshotChangedError` if this snapshot has
        read another revision before.
        """
        if self._connection is not None:
            return self._connection.execute(statement, parameters).first()
        with self._without_transaction.connect() as connection:
            row = next(iter(prepared_statements.read_prepared(connection, statement, parameters)), None)
        if row is not None:
            if not self._relied_on:
                self._revision = None
            self._note(DataRevision(*row[1:]))
        return row

    # --- cached facts ---------------------------------------------------------------------------

    def recall(self, key: Hashable) -> Any:
        """The cached fact of this revision, or None."""
        return self._cache.get((self.revision, key))

    def remember(self, key: Hashable, fact: Any) -> None:
        """Cache a fact of this revision, unless nothing was published yet: nothing tells then when it changes."""
        if self.revision.published_at is not None:
            self._cache.put((self.revision, key), fact)

    def fact(self, key: Hashable, find: Callable[[], T]) -> T:
        """The cached fact, or what ``find`` returns, which is then cached unless it is None."""
        fact: T = self.recall(key)
        if fact is None:
            fact = find()
            if fact is not None:
                self.remember(key, fact)
        return fact
