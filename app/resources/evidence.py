"""Evidence: the places in documents that support a record, or fields of it: spans of texts, and rows of data sets."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from sqlalchemy import select

from app.api.documentation import ITEM_RESPONSES, RecordId
from app.api.json_responses import Page, list_response
from app.api.query_route import QueryRoute
from app.api.record_lookup import find_record
from app.api.snapshots import snapshot_for
from app.db.engine import without_index
from app.db.kinds import RecordKind
from app.db.records import SUPPORTED_FIELDS, Document, Evidence, FieldSet
from app.db.snapshot import Snapshot
from app.domain.model import Model
from app.domain.titles import record_path
from app.domain.vocabulary import EvidenceMethod
from app.query.coverage import data_state
from app.query.facets import GroupBy, by_set, group_by_field
from app.query.filters import Condition, Filter, one_of
from app.query.list_parameters import ListQuery, PastQuery
from app.query.parameter_types import Choice, ChoiceOfMany, Maybe, Spellings
from app.query.sorting import OrderBy, sort_field
from app.resource import Body, RecordOut, Resource, page_path

document_router = APIRouter(prefix="/documents", tags=["documents"], route_class=QueryRoute)

EvidenceField = StrEnum("EvidenceField", {f"{name}_": name for name in SUPPORTED_FIELDS})  # type: ignore[misc]


class SupportedRecord(Model):
    """The record that a place supports."""

    kind: RecordKind = Field(description="Kind of record.", examples=["meeting"])
    id: str = Field(description="Its id.", examples=["jspg-kz-tr-8"])
    url: str = Field(description="Its path.", examples=["/meetings/jspg-kz-tr-8"])


class EvidenceOut(RecordOut):
    """A place in a document that supports a record, or fields of it: a span of a text, or a row of a data set."""

    record: SupportedRecord = Field(description="The record.")
    fields: list[str] = Field(
        description="The fields that it supports, by name; empty for the whole record.", examples=[["date", "session"]]
    )
    document: str = Field(description="Id of the document.", examples=["jspg-8-report"])
    paragraph: int | None = Field(
        description="Number of the paragraph; null for a row. Lines that are not blank are counted from 1.",
        examples=[1],
    )
    start: int | None = Field(
        description="Position of the first character of the span, counted from 0 in the whole text; null for a row.",
        examples=[251],
    )
    end: int | None = Field(
        description="Position after the last character of the span; null for a row.", examples=[257]
    )
    row: str | None = Field(
        description="Key of the row of a data set; null for a span. It stays when the file is generated again.",
        examples=["CHN-2019"],
    )
    columns: list[str] = Field(description="The columns of the row that were read.", examples=[["value"]])
    sha256: str = Field(
        description="SHA-256 of the span in UTF-8, or of the row as a JSON object (RFC 8785) of its cells by column.",
        examples=["a" * 64],
    )
    as_written: str | None = Field(description="A few words of the place, as written.", examples=["Feb. 2"])
    says: str | None = Field(
        description="The value in the document, if it differs from the record.", examples=["planned"]
    )
    method: EvidenceMethod = Field(
        description="`stated` if the place says it, `inferred` if it was worked out from the place.",
        examples=["inferred"],
    )
    reason: str | None = Field(
        description="How it was inferred, in our words.",
        examples=["The day is stated; the year is that of the report of 3 February 2026."],
    )
    reviewed: int = Field(description="Number of reviewers who checked it: 0 if none did.", examples=[1])
    quote: str | None = Field(
        description="The sentence around the span, or the cells of the row; null if the operator has no text.",
        examples=[None],
    )


def _supports(_model: Any, fields: Sequence[str]) -> Condition:
    return Evidence.fields.in_(FieldSet.sets_with(fields))


SUPPORTS = Filter(
    _supports,
    scan=lambda _model, fields: without_index(Evidence.fields).in_(FieldSet.sets_with(fields)),
    absent=lambda _model, scan: (without_index(Evidence.fields) if scan else Evidence.fields) == "",
    selects=True,
)
"""Evidence for any of the fields; without any, it supports the whole record."""


class EvidenceQuery(ListQuery[EvidenceOut]):
    record: Annotated[Maybe[Spellings], one_of(Evidence.record_id, "record")] = Field(
        None, description="Supports this record, by its id.", examples=[["jspg-kz-tr-8"]]
    )
    kind: Annotated[Maybe[Choice[RecordKind]], one_of(Evidence.record_kind)] = Field(
        None, description="Supports a record of this kind.", examples=[["meeting"]]
    )
    field: Annotated[Maybe[ChoiceOfMany[EvidenceField]], SUPPORTS] = Field(
        None, description="Supports this field.", examples=[["date"]]
    )
    method: Annotated[Maybe[Choice[EvidenceMethod]], one_of(Evidence.method)] = Field(
        None, description="Whether the value is stated or inferred. Repeat for either.", examples=[["inferred"]]
    )
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            "kind field method",
            has_date=False,
            field=by_set(Evidence.fields),
        ),
    ] = group_by_field("method", "kind")
    sort: Annotated[
        str, OrderBy(id=Evidence.id, record=Evidence.record_id, document=Evidence.document_id, start=Evidence.start)
    ] = sort_field("id", "start")


def render(place: Evidence, _context: None) -> dict[str, Any]:
    return {
        "record": {
            "kind": place.record_kind,
            "id": place.record_id,
            "url": record_path(place.record_kind, place.record_id),
        },
        "fields": place.fields.split(),
        "document": place.document_id,
        "columns": json.loads(place.columns or "[]"),
    }


def label(record: Body) -> str:
    """What the place supports, and where it is."""
    fields = f"{', '.join(record['fields'])} of " if record["fields"] else ""
    place = f"row {record['row']}" if record["row"] else f"¶ {record['paragraph']}"
    return f"{fields}{record['record']['kind']} {record['record']['id']}: {record['document']}, {place}"


def document_place(record: Body) -> str:
    """Path of the place on the page of its document: of its paragraph, or of its row."""
    place = f"row-{quote(record['row'], safe='')}" if record["row"] else f"p{record['paragraph']}"
    return f"{page_path('/documents/' + record['document'])}#{place}"


def linked_data(record: Body, base: str) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "text": record["as_written"],
        "about": {"@id": base + record["record"]["url"]},
        "isPartOf": {"@id": f"{base}/documents/{record['document']}", "@type": ["CreativeWork", "prov:Entity"]},
    }


resource = Resource(
    path="/evidence",
    example="meeting.jspg-kz-tr-8.date.jspg-8-report.260",
    tag_description="The place in a document that supports each value.",
    list_description="List the places in documents that support records: try `record=jspg-kz-tr-8&field=date`.",
    item_description="One place in a document.",
    model=Evidence,
    out=EvidenceOut,
    query=EvidenceQuery,
    render=render,
    label=label,
    page_address=document_place,
    linked_data=linked_data,
    routers=[document_router],
)


class Supported(SupportedRecord):
    """A record that a document supports, with the fields and places."""

    fields: list[str] = Field(description="The fields that it supports.", examples=[["date", "session"]])
    paragraphs: list[int] = Field(description="The paragraphs that support them.", examples=[[1, 8]])
    rows: list[str] = Field(
        description="The keys of the rows that support them, in a data set.", examples=[["CHN-2019"]]
    )


@document_router.get(
    "/{id}/records",
    response_model=lambda: Page[Supported],
    responses=ITEM_RESPONSES,
    operation_id="listDocumentRecords",
)
def list_document_records(id: RecordId, query: Annotated[PastQuery, Query()], request: Request) -> Response:  # noqa: ARG001 - it refuses other parameters
    """List all records that a document supports, with the fields and places, all at once."""
    with snapshot_for(request) as snapshot:
        document_id, _ = find_record(snapshot, Document, id)
        records = read_supported(snapshot, document_id)
        publication_day = snapshot.scalar(select(Document.date_start).where(Document.id == document_id))
        state = replace(data_state(snapshot), until=publication_day)
    return list_response(request, records, state)


def read_supported(snapshot: Snapshot, document_id: str) -> list[dict[str, Any]]:
    """Read the records that a document supports, each with the fields and places."""
    by_record: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for place in snapshot.execute(
        select(Evidence.record_kind, Evidence.record_id, Evidence.fields, Evidence.paragraph, Evidence.row)
        .where(Evidence.document_id == document_id)
        .order_by(Evidence.record_kind, Evidence.record_id)
    ):
        by_record[place.record_kind, place.record_id].append(place)
    return [
        {
            "kind": kind,
            "id": record_id,
            "url": record_path(kind, record_id),
            "fields": sorted({field for place in places for field in place.fields.split()}),
            "paragraphs": sorted({place.paragraph for place in places if place.paragraph}),
            "rows": sorted({place.row for place in places if place.row}),
        }
        for (kind, record_id), places in by_record.items()
    ]
