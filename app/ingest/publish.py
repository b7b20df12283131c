"""Renders each record's JSON when data changes, and stores it as ``body`` in the record's row (decision 001).

``publish`` is the only writer of ``body``, ``revision`` and ``updated_at``, and of the versions of records. It renders
the records that a load has marked as dirty: those that changed, and their neighbours. It writes only the bodies that
differ from the stored ones.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, TypeAlias

from sqlalchemy import Connection, func, select, update
from sqlalchemy.orm import Session, aliased

from app.db import bulk
from app.db.records import Document, DocumentPart, Evidence, Record
from app.db.revision import newest_publication, revision_number
from app.db.tables import Conflict
from app.db.tables.publication import Publication, Withdrawal
from app.db.writers import wait_for_writers
from app.domain.moments import moment_text
from app.domain.vocabulary import Change
from app.ingest import conflicts, coverage, derived_names, figure_groups, invalidation, search_index
from app.ingest.rows import Rows
from app.ingest.versions import Versions
from app.query import fulltext
from app.resource import RecordOut, Resource, fingerprint

ReportProgress: TypeAlias = Callable[[str, int, int], None]
"""Reports progress. Called with the name of the task, the number of items done, and the total."""


@dataclass(frozen=True)
class Origin:
    """Where the data of a publication come from: the SHA-256 of the seed, the commit of its folder in git, and what the
    operator says about it."""

    seed_digest: str | None = None
    source_commit: str | None = None
    message: str | None = None


def sources_of(rows: Rows, model: type[Record], ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """The documents cited for each record, newest first, with the paragraphs or rows."""
    evidence = aliased(Evidence)
    citations = rows.connection.execute(
        select(model.id, evidence.document_id, evidence.paragraph, evidence.row)
        .select_from(model)
        .join(evidence, model.has_evidence(evidence))
        .where(model.id.in_(ids))
        .distinct()
        .order_by(evidence.document_id, evidence.paragraph, evidence.row)
    ).all()
    document_ids = {citation.document_id for citation in citations}
    documents = rows.by_id(Document, document_ids)
    parts = rows.look_up(DocumentPart, document_ids, _parts)
    places: dict[str, dict[str, list[Any]]] = {}
    for record_id, document_id, *place in citations:
        places.setdefault(record_id, {}).setdefault(document_id, []).append(place)

    def age(document_id: str) -> str:
        return str(documents[document_id].date_start or "")

    return {
        record_id: [
            _source(documents[document_id], by_document[document_id], parts[document_id])
            for document_id in sorted(by_document, key=age, reverse=True)
        ]
        for record_id, by_document in places.items()
    }


def _parts(connection: Connection, documents: Collection[str]) -> dict[str, list[Any]]:
    """The parts of each document."""
    parts: dict[str, list[Any]] = {document: [] for document in documents}
    table: Any = DocumentPart.__table__
    for part in connection.execute(select(table).where(table.c.document_id.in_(documents))):
        parts[part.document_id].append(part)
    return parts


def _source(document: Any, places: list[tuple[int | None, str | None]], parts: Sequence[Any]) -> dict[str, Any]:
    """A document as a source. If all cited places are in one part, the source names it and has its date."""
    paragraphs = [paragraph for paragraph, _ in places if paragraph is not None]
    within = (part for part in parts if all(part.extent_first <= number <= part.extent_last for number in paragraphs))
    part = next(within, None) if paragraphs else None
    return {
        "document": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "author": document.author,
        "published": part.date if part and part.date else document.date,
        "part": part and {"id": part.id, "title": part.title, "date": part.date},
        "paragraphs": paragraphs,
        "rows": [row for _, row in places if row is not None],
    }


def _content(record: RecordOut) -> str:
    """The JSON of a record up to ``updated_at``, which comes last."""
    content = record.model_dump_json(by_alias=True, exclude={"sources", "updated_at"})
    return f"{content[:-1]},{record.model_dump_json(include={'sources'})[1:-1]}"


def _publish_batch(rows: Rows, resource: Resource, ids: Sequence[str], versions: Versions, moment: datetime) -> int:
    session, model = rows.session, resource.model
    sources = sources_of(rows, model, ids)
    context = resource.prepare(session, ids)
    ending = f',"updated_at":"{moment_text(moment)}"}}'
    changed_rows, records = [], []
    for row in rows.fetch_rows(model, ids):
        record = resource.fields(row, context)
        records.append(record)
        names = resource.names(record)
        metadata = {"sources": sources.get(row.id, []), "updated_at": moment}
        content = _content(resource.out.model_validate({**record, **names, **metadata}))
        digest = sha256(f'{content},"updated_at":null}}'.encode()).hexdigest()
        if digest != row.body_digest:
            changed_rows.append({"id": row.id, "body": content + ending, "body_digest": digest})
    table: Any = model.__table__
    unchanged_ids = set(ids).difference(row["id"] for row in changed_rows)
    if unchanged_ids:
        session.execute(update(table).where(table.c.id.in_(unchanged_ids)).values(dirty=False))
    if changed_rows:
        versions.add_published(model, {row["id"]: row["body"] for row in changed_rows})
        bulk.update(session, model, changed_rows, revision=versions.revision, updated_at=moment, dirty=False)
    if resource.searchable:
        search_index.write_entries(rows, resource, records)
    return len(changed_rows)


def publish(
    session: Session,
    resources: Sequence[Resource],
    progress: ReportProgress = lambda _task, _count, _total: None,
    *,
    written_count: int = 0,
    withdrawn_count: int = 0,
    all_records: bool = False,
    origin: Origin = Origin(),
) -> int:
    """Render the dirty records in the caller's transaction. Returns the number of records that were created, updated,
    withdrawn or renamed, as the revision counts them.

    It renders all records if ``all_records`` is true, or if the shape of the published records has changed.
    ``written_count`` and ``withdrawn_count`` are the numbers of entries that the caller wrote and removed. They make a
    new revision even if no body changes, because names may now lead to other records. ``origin`` says where the data
    come from.
    """
    wait_for_writers(session.connection())
    previous = newest_publication(session)
    shape = fingerprint(resources)
    moment = datetime.now(UTC).replace(microsecond=0)
    if previous and moment <= previous.published_at:  # Last-Modified has whole seconds and must differ
        moment = previous.published_at + timedelta(seconds=1)
    versions = Versions(session, revision_number(moment), first=previous is None)
    has_changes = withdrawn_count > 0
    session.flush()
    if all_records or previous is None or previous.fingerprint != shape:
        invalidation.invalidate_all(session)
    derived_names.update_names(session)
    coverage.update_coverage(session)
    coverage.update_overdue(session)
    figures_changed = figure_groups.update_groups(session) or withdrawn_count > 0
    rows = Rows(session)
    for resource in sorted(resources, key=lambda resource: resource.model is Conflict):  # conflicts show all others
        model = resource.model
        if model is Conflict:
            conflicts.update_conflicts(session, [r.model for r in resources], figures_changed=figures_changed)
        total = session.scalar(select(func.count()).select_from(model).where(model.dirty)) or 0
        next_ids = select(model.id).where(model.dirty).order_by(model.id).limit(resource.batch)
        published_count, last = 0, ""
        # Start after the last id: PostgreSQL would otherwise scan the rows before it again, which are no longer dirty.
        while ids := session.scalars(next_ids.where(model.id > last)).all():
            has_changes |= _publish_batch(rows, resource, ids, versions, moment) > 0
            published_count, last = published_count + len(ids), ids[-1]
            progress(resource.path, published_count, total)
        # Evidence and conflicts may end though no record of the seed is withdrawn.
        if resource.searchable and previous is not None and (written_count or withdrawn_count):
            fulltext.delete_stale_entries(session, model)
    changed_count = 0
    if has_changes or written_count or previous is None or previous.fingerprint != shape:
        versions.add_ends(resource.model for resource in resources)
        revision, counts = versions.revision, {change.value: versions.counts[change] for change in Change}
        changed_count = sum(counts.values())
        is_pending = Withdrawal.revision.is_(None)
        session.execute(update(Withdrawal).where(is_pending).values(revision=revision, withdrawn_at=moment))
        columns = {**asdict(origin), **counts}
        session.add(
            Publication(revision=revision, published_at=moment, fingerprint=shape, changed=changed_count, **columns)
        )
        session.flush()  # the archive is read through the connection
    return changed_count
