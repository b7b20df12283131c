"""Revisions that clients name: by number, or by a day or moment."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from app.db.revision import moment_of, revision_number
from app.db.snapshot import Snapshot
from app.db.tables.publication import Publication
from app.domain.moments import moment_text
from app.errors import invalid_parameter
from app.query.states import CLOCK_LAG, AsOf, Since


def first_moment_after(revision: int) -> datetime:
    """The first moment at which a record can have changed after a revision; 0 stands for the time before all."""
    return moment_of(revision) + timedelta(seconds=1) if revision else datetime.fromisoformat("0001-01-02T00:00:01Z")


def require_revision(snapshot: Snapshot, revision: int, parameter: str) -> None:
    """Raise ``Problem`` for a number that is no revision of the data, with the nearest ones."""
    if revision and snapshot.fact(("revision", revision), lambda: _find_revision(snapshot, revision)) is None:
        newest = snapshot.revision.revision
        message = "there is no such revision" + (f": the newest is {newest}" if revision > newest else "")
        raise invalid_parameter(parameter, str(revision), message, near_revisions(snapshot, revision))


def near_revisions(snapshot: Snapshot, number: int) -> list[str]:
    """The revisions before and after a number."""
    before = select(func.max(Publication.revision)).where(Publication.revision < number)
    after = select(func.min(Publication.revision)).where(Publication.revision > number)
    return [str(revision) for revision in map(snapshot.scalar, (before, after)) if revision]


def _find_revision(snapshot: Snapshot, revision: int) -> int | None:
    """The number, if it is that of a revision."""
    number: int | None = snapshot.scalar(select(Publication.revision).where(Publication.revision == revision))
    return number


def require_since(snapshot: Snapshot, since: Since, parameter: str, as_of: AsOf | None) -> None:
    """Raise ``Problem`` for a state that a client cannot have seen: a number that is no revision, a moment more than a
    day ahead, or one later than ``as_of``. An empty answer would hide the mistake."""
    text = moment_text(since) if isinstance(since, datetime) else str(since)
    if as_of is not None and _is_later(since, as_of):
        message = f"it is later than as_of, {as_of.text}: nothing had changed since then"
        raise invalid_parameter(parameter, text, message)
    if not isinstance(since, datetime):
        require_revision(snapshot, since, parameter)
        return
    newest = snapshot.revision
    if since > max(datetime.now(UTC) + CLOCK_LAG, newest.published_at or since):
        message = f"it is in the future: the newest revision is {newest.revision}"
        raise invalid_parameter(parameter, text, message, [str(newest.revision)])


def _is_later(since: Since, as_of: AsOf) -> bool:
    """Whether what a client has seen is later than a state. Revisions are compared as numbers: a client may send any
    fourteen digits, and some are no moment."""
    if isinstance(since, datetime):
        return since > as_of.moment
    return since > revision_number(as_of.moment)


def revision_before(snapshot: Snapshot, since: Since | None, parameter: str, as_of: AsOf | None = None) -> int:
    """The newest revision that a client has seen, 0 if it has seen none. What was published at or after a moment is
    new to it. Raises ``Problem`` as :func:`require_since` does."""
    if since is None:
        return 0
    require_since(snapshot, since, parameter, as_of)
    if not isinstance(since, datetime):
        return since
    before = select(func.max(Publication.revision)).where(Publication.published_at < since)
    return snapshot.fact(("before", since), lambda: snapshot.scalar(before) or 0)
