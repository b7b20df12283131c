"""The fields of meetings on which documents differ, in one list."""

import json
from dataclasses import replace
from typing import Annotated, Any, cast

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field
from sqlalchemy import select

from app.api.documentation import LIST_RESPONSES
from app.api.json_responses import Page, list_response
from app.api.query_route import QueryRoute
from app.api.snapshots import snapshot_for
from app.db.records import Document, Evidence, FieldSet
from app.db.snapshot import Snapshot
from app.db.tables import Meeting
from app.domain.contradictions import FieldPlace, event_date, verdict_of_documents
from app.domain.model import Model
from app.domain.vocabulary import Verdict
from app.query.coverage import DataState, data_state
from app.query.list_parameters import PastQuery
from app.resources.refs import TitleRef

router = APIRouter(prefix="/meetings/conflicts", tags=["meetings"], route_class=QueryRoute)


class FieldStatement(Model):
    """What a document says about the field."""

    __qualname__ = "Statement"  # with the title, the name of its schema in the OpenAPI document
    model_config = ConfigDict(title="Statement")

    document: str = Field(description="Id of the document.", examples=["jspg-8-preview"])
    published: str | None = Field(description="Day of publication (EDTF).", examples=["2026-01-27/2026-02-02"])
    paragraph: int | None = Field(description="Number of the paragraph; null in a data set.", examples=[1])
    row: str | None = Field(description="Key of the row of a data set; null in a text.", examples=["CHN-2019"])
    says: str | None = Field(
        description="The value in the document; null if it is the value in the record.", examples=["planned"]
    )
    as_written: str | None = Field(description="A few words of the passage.", examples=["will co-chair"])


class FieldConflict(Model):
    """A field of a meeting on which documents differ."""

    meeting: TitleRef = Field(description="The meeting.")
    field: str = Field(description="The field.", examples=["status"])
    value: Any = Field(description="The value in the record.", examples=["held"])
    verdict: Verdict = Field(
        description="`superseded` if every document that differs from the record is older than one that supports it; "
        "`compatible` if a date is only less exact; else `disagree`.",
        examples=["superseded"],
    )
    rule: str = Field(description="The rule that decided which value the record has.", examples=["later"])
    statements: list[FieldStatement] = Field(description="What each document says, newest first.")


@router.get(
    "", response_model=lambda: Page[FieldConflict], responses=LIST_RESPONSES, operation_id="listMeetingConflicts"
)
def list_meeting_conflicts(query: Annotated[PastQuery, Query()], request: Request) -> Response:  # noqa: ARG001 - it refuses other parameters
    """List the fields of meetings on which documents differ, all at once."""
    with snapshot_for(request) as snapshot:
        conflicts, state = read_meeting_conflicts(snapshot)
    return list_response(request, conflicts, state)


def read_meeting_conflicts(snapshot: Snapshot) -> tuple[list[dict[str, Any]], DataState]:
    """Read the fields of meetings on which documents differ, and how far these documents were read."""
    conflict_keys = (
        select(Evidence.record_id, Evidence.fields.label("field"))  # of one field, as the seed's model requires
        .where(Evidence.record_kind == Meeting.kind, Evidence.says.is_not(None))
        .distinct()
        .subquery()
    )
    rows = snapshot.execute(
        select(
            Evidence.record_id,
            conflict_keys.c.field,
            Evidence.document_id,
            Evidence.paragraph,
            Evidence.row,
            Evidence.says,
            Evidence.as_written,
            Document.date,
            Document.date_start.label("day"),
            Document.supersedes_id,
            Meeting.title,
            Meeting.body,
        )
        .join(conflict_keys, conflict_keys.c.record_id == Evidence.record_id)
        .join(FieldSet, (FieldSet.field == conflict_keys.c.field) & (FieldSet.fields == Evidence.fields))
        .join(Document, Document.id == Evidence.document_id)
        .join(Meeting, Meeting.id == Evidence.record_id)
        .where(Evidence.record_kind == Meeting.kind)
        .order_by(Evidence.record_id, conflict_keys.c.field, Document.date_start.desc().nulls_last(), Evidence.id)
    ).all()
    state = replace(data_state(snapshot), until=max((row.day for row in rows if row.day), default=None))
    groups: dict[tuple[str, str], list[Any]] = {}
    for row in rows:
        groups.setdefault((row.record_id, cast("str", row.field)), []).append(row)
    return [_field_conflict(field, spans) for (_, field), spans in groups.items()], state


def _field_conflict(field: str, spans: list[Any]) -> dict[str, Any]:
    meeting = spans[0]
    body = json.loads(meeting.body)
    verdict = verdict_of_documents(
        [FieldPlace(span.document_id, span.day, span.supersedes_id, span.says) for span in spans],
        event_date(Meeting.kind, field, body),
    )
    return {
        "meeting": {"id": meeting.record_id, "title": meeting.title},
        "field": field,
        "value": body.get(field),
        "verdict": verdict,
        "rule": "later" if verdict is Verdict.superseded else "none",
        "statements": [
            {
                "document": span.document_id,
                "published": span.date,
                "paragraph": span.paragraph,
                "row": span.row,
                "says": span.says,
                "as_written": span.as_written,
            }
            for span in spans
        ],
    }
