"""Evidence: the spans of text in documents that support a record, or one field of it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.api.documentation import ITEM_RESPONSES, RecordId
from app.api.query_route import QueryRoute
from app.api.responses import Page, find, list_response
from app.api.snapshots import snapshot_for
from app.db.engine import Base
from app.db.records import EVIDENCE_FIELDS, Document, Evidence, Record
from app.db.snapshot import Snapshot
from app.db.tables import Country, Mission
from app.domain.vocabulary import EvidenceMethod, RecordKind
from app.query.coverage import data_state
from app.query.facets import GroupBy, by_column, group_by_field
from app.query.filters import one_of
from app.query.list_query import ListQuery, NoQuery
from app.query.parameter_types import Choice, Maybe, Spellings
from app.query.sorting import OrderBy
from app.resource import Body, RecordOut, Resource

document_router = APIRouter(prefix="/documents", tags=["documents"], route_class=QueryRoute)

EvidenceField = StrEnum("EvidenceField", {f"{name}_": name for name in EVIDENCE_FIELDS})  # type: ignore[misc]


class SupportedRecord(BaseModel):
    """The record that a span supports."""

    kind: RecordKind = Field(description="Kind of record.", examples=["meeting"])
    id: str = Field(description="Its id.", examples=["jspg-kz-tr-8"])
    url: str = Field(
        description="Its path. For a mission, it is the path of the country.", examples=["/meetings/jspg-kz-tr-8"]
    )


class EvidenceOut(RecordOut):
    """A span of a document that supports a record, or one field of it."""

    record: SupportedRecord = Field(description="The record.")
    field: str | None = Field(description="The field that it supports; null for the whole record.", examples=["date"])
    document: str = Field(description="Id of the document.", examples=["jspg-8-report"])
    paragraph: int = Field(
        description="Number of the paragraph. Lines that are not blank are counted from 1.", examples=[1]
    )
    start: int = Field(
        description="Position of the first character of the span, counted from 0 in the whole text.", examples=[251]
    )
    end: int = Field(description="Position after the last character of the span.", examples=[257])
    sha256: str = Field(description="SHA-256 of the span in UTF-8.", examples=["a" * 64])
    as_written: str | None = Field(description="A few words of the span, as written.", examples=["Feb. 2"])
    says: str | None = Field(
        description="The value in the document, if it differs from the record.", examples=["planned"]
    )
    method: EvidenceMethod = Field(
        description="`stated` if the span says it, `inferred` if it was worked out from the span.",
        examples=["inferred"],
    )
    reason: str | None = Field(
        description="How it was inferred, in our words.",
        examples=["The day is stated; the year is that of the report of 3 February 2026."],
    )
    reviewed: bool = Field(description="Whether a second reader has checked it.", examples=[False])
    quote: str | None = Field(
        description="The sentence around the span; null if the operator does not have the text.", examples=[None]
    )


class EvidenceQuery(ListQuery[EvidenceOut]):
    record: Annotated[Maybe[Spellings], one_of(Evidence.record_id, "record")] = Field(
        None, description="Supports this record, by its id. Repeat for any of several.", examples=[["jspg-kz-tr-8"]]
    )
    kind: Annotated[Maybe[Choice[RecordKind]], one_of(Evidence.record_kind)] = Field(
        None, description="Supports a record of this kind. Repeat for any of several.", examples=[["meeting"]]
    )
    field: Annotated[Maybe[Choice[EvidenceField | None]], one_of(Evidence.field)] = Field(
        None, description="Supports this field. Repeat for any of several.", examples=[["date"]]
    )
    method: Annotated[Maybe[Choice[EvidenceMethod]], one_of(Evidence.method)] = Field(
        None, description="Stated or inferred. Repeat for either.", examples=[["inferred"]]
    )
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            dated=False,
            kind=by_column(Evidence.record_kind),
            field=by_column(Evidence.field),
            method=by_column(Evidence.method),
        ),
    ] = group_by_field("method", "kind")
    sort: Annotated[
        str, OrderBy(id=Evidence.id, record=Evidence.record_id, document=Evidence.document_id, start=Evidence.start)
    ] = Field("id", description="Order. A leading minus reverses it.", examples=["start"])


def prepare(session: Session | Snapshot, _ids: Sequence[str]) -> dict[str, str]:
    """The country whose record lists a mission, by mission."""
    return {row.id: row.sender_id for row in session.execute(select(Mission.id, Mission.sender_id))}


def path_of(kind: str, record_id: str, senders: dict[str, str]) -> str:
    """The path of the record that a span supports; of a mission, that of its country."""
    if kind == RecordKind.mission:
        kind, record_id = Country.kind, senders[record_id]
    return f"/{_paths()[kind]}/{record_id}"


@cache
def _paths() -> dict[str, str]:
    """The path of each kind of record, which is the name of its table."""
    models = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)]
    return {model.kind: model.__tablename__.replace("_", "-") for model in models}


def render(span: Evidence, senders: dict[str, str]) -> dict[str, Any]:
    return {
        "record": {
            "kind": span.record_kind,
            "id": span.record_id,
            "url": path_of(span.record_kind, span.record_id, senders),
        },
        "field": span.field,
        "document": span.document_id,
        "paragraph": span.paragraph,
        "start": span.start,
        "end": span.end,
        "sha256": span.sha256,
        "as_written": span.as_written,
        "says": span.says,
        "method": span.method,
        "reason": span.reason,
        "reviewed": span.reviewed,
        "quote": span.quote,
    }


def label(record: Body) -> str:
    """What the span supports, and where it is."""
    field = f"{record['field']} of " if record["field"] else ""
    return f"{field}{record['record']['kind']} {record['record']['id']}: {record['document']}, ¶ {record['paragraph']}"


def linked_data(record: Body, base: str) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "text": record["as_written"],
        "about": {"@id": base + record["record"]["url"]},
        "isPartOf": {"@id": f"{base}/documents/{record['document']}", "@type": ["Article", "prov:Entity"]},
    }


resource = Resource(
    path="/evidence",
    example="meeting.jspg-kz-tr-8.date.jspg-8-report.260",
    tag_description="The passage of a document that supports each value.",
    list_description="List the passages of documents that support records: try `record=jspg-kz-tr-8&field=date`.",
    item_description="One passage.",
    model=Evidence,
    out=EvidenceOut,
    query=EvidenceQuery,
    render=render,
    label=label,
    linked_data=linked_data,
    prepare=prepare,
    routers=[document_router],
)


class Supported(SupportedRecord):
    """A record that a document supports, with the fields and paragraphs."""

    fields: list[str] = Field(description="The fields that it supports.", examples=[["date", "session"]])
    paragraphs: list[int] = Field(description="The paragraphs that support them.", examples=[[1, 8]])


@document_router.get(
    "/{id}/records", response_model=Page[Supported], responses=ITEM_RESPONSES, operation_id="listDocumentRecords"
)
def list_document_records(id: RecordId, query: Annotated[NoQuery, Query()], request: Request) -> Response:  # noqa: ARG001 - it refuses any parameter
    """List all records that a document supports, with the fields and paragraphs, all at once."""
    with snapshot_for(request) as snapshot:
        document_id, _ = find(snapshot, Document, id)
        records = read_supported(snapshot, document_id)
        published = snapshot.scalar(select(Document.date_start).where(Document.id == document_id))
        state = replace(data_state(snapshot), until=published)
    return list_response(request, records, state)


def read_supported(snapshot: Snapshot, document_id: str) -> list[dict[str, Any]]:
    """Read the records that a document supports, each with the fields and paragraphs."""
    senders = prepare(snapshot, [])
    by_record: dict[tuple[str, str], list[tuple[str | None, int]]] = defaultdict(list)
    for kind, record_id, field, paragraph in snapshot.execute(
        select(Evidence.record_kind, Evidence.record_id, Evidence.field, Evidence.paragraph)
        .where(Evidence.document_id == document_id)
        .order_by(Evidence.record_kind, Evidence.record_id)
    ):
        by_record[kind, record_id].append((field, paragraph))
    return [
        {
            "kind": kind,
            "id": record_id,
            "url": path_of(kind, record_id, senders),
            "fields": sorted({field for field, _ in spans if field}),
            "paragraphs": sorted({paragraph for _, paragraph in spans}),
        }
        for (kind, record_id), spans in by_record.items()
    ]
