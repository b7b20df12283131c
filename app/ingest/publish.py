"""Tables to published form: each record's JSON is rendered once, when data changes, and kept in its row.

``publish`` is the only writer of ``body``, ``revision`` and ``updated_at``. It renders the records that a load
has marked: those that changed, and their neighbours, which show them or are shown by them. Of these it writes
those whose JSON is not what it was.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, TypeAlias

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, aliased

from app.db import bulk
from app.db.records import Document, Evidence, Publication, Record
from app.db.revision import current
from app.ingest import coverage, figure_groups, invalidation, search_index
from app.ingest.rows import Rows
from app.query import fulltext
from app.resource import Resource, _content, fingerprint

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is done, how many of it, and of how many."""


def sources(rows: Rows, model: type[Record], ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The documents behind each of the records, newest first, with the paragraphs."""
    place = aliased(Evidence)
    places = rows.connection.execute(
        select(model.id, place.document_id, place.paragraph)
        .select_from(model)
        .join(place, model.evidenced(place))
        .where(model.id.in_(ids))
        .distinct()
        .order_by(place.document_id, place.paragraph)
    ).all()
    documents = rows.referred(Document, {document_id for _, document_id, _ in places})
    found: dict[str, dict[str, list[int]]] = {}
    for record_id, document_id, paragraph in places:
        found.setdefault(record_id, {}).setdefault(document_id, []).append(paragraph)

    def age(document_id: str) -> str:
        return str(documents[document_id].date_start or "")

    return {
        record_id: [_source(documents[one], by[one]) for one in sorted(by, key=age, reverse=True)]
        for record_id, by in found.items()
    }


def _source(document: Any, paragraphs: list[int]) -> dict[str, Any]:
    return {
        "document": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published": document.date,
        "paragraphs": paragraphs,
    }


def _publish_batch(rows: Rows, resource: Resource, ids: Sequence[str], revision: int, now: datetime) -> int:
    session, model = rows.session, resource.model
    supported = sources(rows, model, ids)
    prepared = resource.prepare(session, ids)
    end = f',"updated_at":"{now:%Y-%m-%dT%H:%M:%SZ}"}}'
    changed, records = [], []
    for row in rows.read(model, ids, resource.shows):
        record = {"id": row.id, "url": resource.url(row), **resource.render(row, prepared)}
        records.append(record)
        content = _content(
            resource.out.model_validate(record | {"sources": supported.get(row.id, []), "updated_at": now})
        )
        digest = sha256(f'{content},"updated_at":null}}'.encode()).hexdigest()
        if digest != row.body_digest:
            changed.append({"id": row.id, "body": content + end, "body_digest": digest})
    table: Any = model.__table__
    same = set(ids).difference(one["id"] for one in changed)
    if same:
        session.execute(update(table).where(table.c.id.in_(same)).values(stale=False))
    if changed:
        bulk.update(session, model, changed, revision=revision, updated_at=now, stale=False)
    if resource.searched:
        search_index.write(rows, resource, records)
    return len(changed)


def numbered(moment: datetime) -> int:
    """The number of the revision that is published at a moment. One that were counted would be used again for other
    data where a load is lost: when a standby takes over that has not got it, or a backup is restored."""
    return int(f"{moment:%Y%m%d%H%M%S}")


def publish(
    session: Session,
    resources: Sequence[Resource],
    progress: Progress = lambda _what, _done, _of: None,
    *,
    written: int = 0,
    withdrawn: int = 0,
    everything: bool = False,
) -> int:
    """Bring the bodies that are stale up to date, in the caller's transaction. Returns how many records changed.

    It renders ``everything`` where that is asked for, or where the shape of what is published has changed.
    ``written`` and ``withdrawn`` are the entries that the caller wrote and took out: they make a new revision too, as
    what a name stands for may have changed, which no record shows.
    """
    before = current(session)
    mark = fingerprint(resources)
    now = datetime.now(UTC).replace(microsecond=0)
    if before and now <= before.published_at:  # so that Last-Modified tells any two revisions apart
        now = before.published_at + timedelta(seconds=1)
    revision = numbered(now)
    changed = withdrawn
    session.flush()
    if everything or before is None or before.fingerprint != mark:
        invalidation.mark_all(session)
    coverage.derive(session)
    figure_groups.derive(session)
    rows = Rows(session)
    for resource in resources:
        model = resource.model
        total = session.scalar(select(func.count()).select_from(model).where(model.stale)) or 0
        next_ones = select(model.id).where(model.stale).order_by(model.id).limit(resource.batch)
        done, last = 0, ""
        # On from the last: those before it are no longer stale, and PostgreSQL would pass over each of them again.
        while ids := session.scalars(next_ones.where(model.id > last)).all():
            changed += _publish_batch(rows, resource, ids, revision, now)
            done, last = done + len(ids), ids[-1]
            progress(resource.path, done, total)
        if resource.searched and withdrawn:
            fulltext.forget(session, model)
    if changed or written or before is None or before.fingerprint != mark:
        session.add(Publication(revision=revision, published_at=now, fingerprint=mark, changed=changed))
    return changed
