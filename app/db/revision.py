"""The revision of the data, and an in-process cache of facts derived from the data, keyed by revision.

What names stand for, how many records a query matches, up to when documents were read: each answer needs some of these
facts, and they stay the same until the next revision is published. Decision 006 says what the cache saves.
"""

import datetime as dt
from collections.abc import Hashable
from threading import Lock
from typing import Any, NamedTuple

from cachetools import LRUCache
from sqlalchemy import ColumnElement, Engine, and_, bindparam, select
from sqlalchemy.orm import Session

from app.db.engine import Instant, Revision
from app.db.tables.publication import Publication

_FORMAT = "%Y%m%d%H%M%S"


def revision_number(moment: dt.datetime) -> int:
    """The number of a revision, made from its time of publication (UTC): 20260202131500. Decision 009 says why.

    A counter would not be safe. When a load is lost, because a standby takes over without it or a backup is restored,
    a counter would give the same number to different data.
    """
    return int(moment.strftime(_FORMAT))


def moment_of(revision: int) -> dt.datetime:
    """The time of publication that a number states. Raises ``ValueError`` for a number that states none."""
    return dt.datetime.strptime(f"{revision:014}+0000", f"{_FORMAT}%z")


NEWEST_PUBLICATION = (
    select(Publication.revision, Publication.published_at).order_by(Publication.revision.desc()).limit(1)
)
"""Selects the newest revision as a :class:`DataRevision`."""


class DataRevision(NamedTuple):
    """One state of the data. Before anything was published, it is revision 0, without a moment."""

    revision: int
    published_at: dt.datetime | None


class RevisionCache:
    """Facts derived from the data, keyed by revision; the ones used last, up to ``size``. Threads share it.

    ``newest`` is the newest revision that this process has seen.
    """

    def __init__(self, size: int = 20_000) -> None:
        self.newest: DataRevision | None = None
        self._facts: LRUCache[Hashable, Any] = LRUCache(size)
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._facts)

    def get(self, key: Hashable) -> Any:
        """The fact, or None."""
        with self._lock:
            return self._facts.get(key)

    def put(self, key: Hashable, fact: Any) -> None:
        with self._lock:
            self._facts[key] = fact

    def clear(self) -> None:
        """Forget all facts, and the newest revision."""
        with self._lock:
            self._facts.clear()
            self.newest = None


def _newest_value(column: Any) -> Any:
    return select(column).order_by(Publication.revision.desc()).limit(1).scalar_subquery()


IS_NEWEST: ColumnElement[bool] = and_(
    _newest_value(Publication.revision) == bindparam("revision", type_=Revision),
    _newest_value(Publication.published_at) == bindparam("published_at", type_=Instant()),
)
"""True while the revision in the parameters ``revision`` and ``published_at`` is the newest."""


def newest_revision(engine: Engine) -> int:
    """The newest revision of the data; 0 before anything was published."""
    with engine.connect() as connection:
        row = connection.execute(NEWEST_PUBLICATION).first()
    return row.revision if row else 0


def newest_publication(session: Session) -> Publication | None:
    """The newest publication; its revision is that of the data."""
    return session.scalars(select(Publication).order_by(Publication.revision.desc()).limit(1)).first()
