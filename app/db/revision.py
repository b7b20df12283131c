"""What is so for as long as the data stays: found once a revision, and kept in the process.

What names stand for, how many records a question has, up to when was read: each answer needs some of it, and all of
it follows from the data alone.
"""

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, NamedTuple, NoReturn, TypeVar

from sqlalchemy import Connection, and_, bindparam, select
from sqlalchemy.orm import Session

from app.db.engine import Instant, Revision
from app.db.records import Publication

T = TypeVar("T")

NEWEST = select(Publication.revision, Publication.published_at).order_by(Publication.revision.desc()).limit(1)


class Newest(NamedTuple):
    """The revision of the data that a session sees; 0 before anything was published."""

    revision: int
    published_at: dt.datetime | None


class Known:
    """The facts that were last asked for, each with the revision that it is of: up to so many. ``newest`` is the
    revision that was last seen."""

    newest: Newest | None = None

    def __init__(self, keep: int = 20_000) -> None:
        self._facts: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()
        self._keep = keep

    def __len__(self) -> int:
        return len(self._facts)

    def get(self, key: Hashable) -> Any:
        with self._lock:
            fact = self._facts.get(key)
            if fact is not None:
                self._facts.move_to_end(key)
            return fact

    def put(self, key: Hashable, fact: Any) -> None:
        with self._lock:
            self._facts[key] = fact
            while len(self._facts) > self._keep:
                self._facts.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._facts.clear()
            self.newest = None


def newest(session: Session) -> Newest:
    """Asked once a session, which sees one state of the data to its end."""
    found: Newest | None = session.info.get("newest")
    if found is None:
        row = session.connection().execute(NEWEST).first()
        found = note(session, *row) if row else note(session, 0, None)
    return found


def note(session: Session, revision: int, published_at: dt.datetime | None) -> Newest:
    """Take it from a statement that has asked for :data:`NEWEST` besides."""
    session.info["newest"] = found = Newest(revision, published_at)
    if "known" in session.info:
        session.info["known"].newest = found
    return found


def forget(session: Session) -> None:
    """Before a session goes on in a new transaction, which may see another state."""
    session.info.pop("newest", None)


def recall(session: Session, what: Hashable) -> Any:
    """What is known of the data that a session sees, or None."""
    known: Known | None = session.info.get("known")
    return None if known is None else known.get((newest(session), what))


def keep(session: Session, what: Hashable, fact: Any) -> None:
    """Note what was found, for sessions that have something to keep it in."""
    known: Known | None = session.info.get("known")
    if known is not None and newest(session).published_at is not None:  # or nothing tells when the data has changed
        known.put((newest(session), what), fact)


def remembered(session: Session, what: Hashable, find: Callable[[], T]) -> T:
    """What is known, or else found and, unless it is None, kept."""
    fact: T = recall(session, what)
    if fact is None:
        fact = find()
        if fact is not None:
            keep(session, what, fact)
    return fact


def still(connection: Connection, at: Newest) -> bool:
    """Whether the revision is the newest: asked after there were no rows of it, as they might be of a newer one."""
    row = connection.execute(NEWEST).first()
    return row is not None and Newest(*row) == at


class NotKnownError(Exception):
    """The database has to be asked."""


class Memory:
    """In place of a session, what is known of the revision that was last seen; anything else is :class:`NotKnownError`.

    Whether that still is the newest, the statement that reads the records has to find out: see :data:`STILL`.
    """

    def __init__(self, known: Known) -> None:
        if known.newest is None or known.newest.published_at is None:
            raise NotKnownError
        self.info = {"known": known, "newest": known.newest}

    def connection(self, *_: Any) -> NoReturn:
        raise NotKnownError

    execute = scalar = scalars = connection


def _last(column: Any) -> Any:
    return select(column).order_by(Publication.revision.desc()).limit(1).scalar_subquery()


STILL = and_(
    _last(Publication.revision) == bindparam("revision", type_=Revision),
    _last(Publication.published_at) == bindparam("published_at", type_=Instant()),
)
"""True as long as the revision is the newest."""


def current(session: Session) -> Publication | None:
    """The newest publication, which is the revision of the data."""
    return session.scalars(select(Publication).order_by(Publication.revision.desc()).limit(1)).first()
