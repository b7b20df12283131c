"""Revisions that clients name: by number, or by a day or moment."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.db.revision import FORMAT
from app.db.snapshot import Snapshot
from app.db.tables.published import Publication
from app.errors import Problem, invalid
from app.query.states import Since


def moment_of(revision: int) -> datetime:
    """The moment of a revision, which is its number (decision 009). Revision 0 stands for the time before all."""
    if revision == 0:
        return datetime.fromisoformat("0001-01-02T00:00:00Z")
    return datetime.strptime(f"{revision}+0000", f"{FORMAT}%z")


def first_moment_after(revision: int) -> datetime:
    """The first moment at which a record can have changed after a revision."""
    return moment_of(revision) + timedelta(seconds=1)


def require_revision(snapshot: Snapshot, revision: int, parameter: str) -> None:
    """Raise ``Problem`` for a number that is no revision of the data, with the nearest ones."""
    if revision and snapshot.fact(("revision", revision), lambda: _exists(snapshot, revision)) is None:
        newest = snapshot.revision.revision
        message = "there is no such revision" + (f": the newest is {newest}" if revision > newest else "")
        raise Problem(
            "invalid-parameter", [invalid(parameter, str(revision), message, near_revisions(snapshot, revision))]
        )


def near_revisions(snapshot: Snapshot, number: int) -> list[str]:
    """The revisions before and after a number."""
    before = select(func.max(Publication.revision)).where(Publication.revision < number)
    after = select(func.min(Publication.revision)).where(Publication.revision > number)
    return [str(revision) for revision in map(snapshot.scalar, (before, after)) if revision]


def _exists(snapshot: Snapshot, revision: int) -> int | None:
    number: int | None = snapshot.scalar(select(Publication.revision).where(Publication.revision == revision))
    return number


def revision_before(snapshot: Snapshot, since: Since | None, parameter: str) -> int:
    """The newest revision that a client has seen, 0 if it has seen none. What was published at or after a moment is
    new to it. Raises ``Problem`` for a number that is no revision."""
    if not isinstance(since, datetime):
        require_revision(snapshot, since or 0, parameter)
        return since or 0
    before = select(func.max(Publication.revision)).where(Publication.published_at < since)
    return snapshot.fact(("before", since), lambda: snapshot.scalar(before) or 0)
