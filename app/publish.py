"""Tables to published form: each record's JSON is rendered once, when data changes, and kept in its row.

``publish`` is the only writer of ``body``, ``revision`` and ``updated_at``. It renders the records that a load
has marked: those that changed, and their neighbours, which show them or are shown by them. Of these it writes
those whose JSON is not what it was.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Annotated, Any, ClassVar, TypeAlias

from pydantic import BaseModel, Field, PlainSerializer, WithJsonSchema
from sqlalchemy import func, select, update
from sqlalchemy.orm import QueryableAttribute, Session, aliased

from app import bulk, search, stale
from app.records import Document, Evidence, Publication, Record
from app.rows import Rows

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with what is done, how many of it, and of how many."""

BATCH = 500
"""Records rendered and written at a time."""


class Source(BaseModel):
    """A document that supports a record."""

    document: str = Field(description="Its id, under `/documents`.", examples=["jspg-8-report"])
    title: str | None = Field(description="Its title; null where the text carries none.", examples=[None])
    publisher: str | None = Field(description="Who published it; null where the text does not say.", examples=[None])
    author: str | None = Field(description="Its author; null where the text does not say.", examples=[None])
    published: str | None = Field(description="Day of publication, EDTF.", examples=["2026-02-03"])
    paragraphs: list[int] = Field(
        description="Its paragraphs that support the record, counted from 1 over the lines that are not blank.",
        examples=[[1, 8]],
    )


@dataclass(frozen=True)
class Expand:
    """A reference that can be asked to show the whole record: where it is, dotted, and to what.

    Where the reference is a bare id, the whole ones are ``listed`` in a field of their own.
    """

    where: str
    model: type[Record]
    listed: bool = False

    @property
    def path(self) -> list[str]:
        return self.where.split(".")


class RecordOut(BaseModel):
    """What every record has."""

    expands: ClassVar[dict[str, Expand]] = {"documents": Expand("sources.document", Document, listed=True)}

    id: str = Field(description="Stable and never given to another record.", examples=["jspg-kz-tr-8"])
    url: str = Field(description="The record's own path.", examples=["/meetings/jspg-kz-tr-8"])
    sources: list[Source] = Field(description="The documents that support it, newest first.")
    updated_at: datetime = Field(
        description="When we last changed this record; not when it happened and not when it was reported.",
        examples=["2026-11-22T09:00:00Z"],
    )


@dataclass(frozen=True, eq=False)
class Resource:
    """How the rows of a table become records under a path; ``example`` is the id of one.

    ``query`` is the model of its list's parameters. ``render`` gives the public fields of one row apart from
    those of :class:`RecordOut`; ``prepare`` fetches for a batch of ids what ``render`` needs beyond the row and
    the relationships that it ``shows``; ``derive`` brings rows that are made of others up to date, before anything is
    rendered. Rows that only repeat other records are not ``searched`` by themselves. So many are a ``batch`` that what
    they show takes little memory.
    """

    path: str
    example: str
    model: type[Record]
    out: type[RecordOut]
    query: Any
    render: Callable[[Any, Any], dict[str, Any]]
    shows: Sequence[QueryableAttribute[Any]] = ()
    prepare: Callable[[Session, Sequence[str]], Any] = field(default=lambda _session, _ids: None)
    address: Callable[[Any], str] | None = None
    derive: Callable[[Session], None] | None = None
    searched: bool = True
    batch: int = BATCH

    def url(self, row: Any) -> str:
        return self.address(row) if self.address else f"{self.path}/{row.id}"


def fingerprint(resources: Iterable[Resource]) -> str:
    """Changes when the shape of what is published does."""
    return _fingerprint(tuple((resource.path, resource.out) for resource in resources))


@cache
def _fingerprint(shapes: tuple[tuple[str, type[RecordOut]], ...]) -> str:
    schemas = [(path, out.model_json_schema()) for path, out in shapes]
    return sha256(json.dumps(schemas, sort_keys=True).encode()).hexdigest()


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


def whole(value: Any) -> Any:
    """Whole numbers without a decimal point, as readers expect of a count, as far as 64 bits hold them: many readers of
    JSON take no longer ones."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**63 else value


Number = Annotated[float, PlainSerializer(whole, when_used="json"), WithJsonSchema({"type": "number"})]
"""A number of a record."""


def _content(record: RecordOut) -> str:
    """The record as JSON without the end, where its ``updated_at`` is to stand."""
    own = record.model_dump_json(by_alias=True, exclude={"sources", "updated_at"})
    return f"{own[:-1]},{record.model_dump_json(include={'sources'})[1:-1]}"


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
        search.write(rows, model.kind, records)
    return len(changed)


def current(session: Session) -> Publication | None:
    """The newest publication, which is the revision of the data."""
    return session.scalars(select(Publication).order_by(Publication.revision.desc()).limit(1)).first()


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
        stale.mark_all(session)
    for resource in resources:
        if resource.derive:
            resource.derive(session)
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
            search.forget(session, model)
    if changed or written or before is None or before.fingerprint != mark:
        session.add(Publication(revision=revision, published_at=now, fingerprint=mark, changed=changed))
    return changed
