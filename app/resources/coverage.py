"""Coverage: what is recorded by mechanism and year, from which documents, and up to which day."""

from collections import Counter
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from sqlalchemy import select

from app.api.documentation import LIST_RESPONSES
from app.api.json_responses import Page, list_response
from app.api.query_route import QueryRoute
from app.api.snapshots import snapshot_for
from app.db.tables import Mechanism
from app.db.tables.publication import CoverageCount
from app.domain.deadline import check_each
from app.domain.model import Model
from app.query import coverage
from app.query.filters import Filter
from app.query.list_parameters import PastQuery
from app.query.name_resolution import resolve_values
from app.query.parameter_types import Maybe, Spellings
from app.resources.documents import SentencesOut
from app.resources.refs import MechanismRef, mechanism_ref

router = APIRouter(prefix="/coverage", tags=["documents"], route_class=QueryRoute)


class RecordedOut(Model):
    """Numbers of records."""

    meetings: int = Field(description="Meetings.", examples=[1])
    agreements: int = Field(description="Agreements.", examples=[1])
    milestones: int = Field(description="Milestones.", examples=[0])
    trade_stats: int = Field(description="Reported figures.", examples=[11])
    commitments: int = Field(description="Commitments.", examples=[3])
    statements: int = Field(description="Statements.", examples=[4])


class CoverageOut(Model):
    """The records of a mechanism in a year."""

    mechanism: MechanismRef | None = Field(description="The mechanism; null for records without one.")
    year: int | None = Field(
        description="The year in which the dates begin; null for records without a date.", examples=[2026]
    )
    recorded: RecordedOut = Field(description="Numbers of records, by kind.")
    documents: list[str] = Field(description="Ids of the documents that support them.", examples=[["jspg-8-report"]])
    sentences: SentencesOut | None = Field(
        description="Numbers of their sentences: cited, set aside and open. Null for data sets."
    )
    read_until: date | None = Field(
        description="Publication day of the newest document about the mechanism.", examples=["2026-02-03"]
    )


class CoverageQuery(PastQuery):
    mechanism: Maybe[Spellings] = Field(
        None,
        description="This mechanism: id, acronym, name or alias. Repeat for any of several. `none` finds "
        "records without any, `!JSPG` finds all others.",
        examples=[["JSPG"], ["none"], ["!JSPG"]],
    )


FILTERS = {
    "mechanism": Filter(
        lambda _model, ids: CoverageCount.mechanism_id.in_(ids),
        "mechanism",
        absent=lambda _model, _scan: CoverageCount.mechanism_id == "",
        selects=True,
    )
}


@router.get("", response_model=lambda: Page[CoverageOut], responses=LIST_RESPONSES, operation_id="listCoverage")
def list_coverage(query: Annotated[CoverageQuery, Query()], request: Request) -> Response:
    """List the numbers of records by mechanism and year. A mechanism without records has no row."""
    with snapshot_for(request) as snapshot:
        selections = resolve_values(snapshot, FILTERS, {"mechanism": query.mechanism})
        criteria = (FILTERS[name].condition(CoverageCount, ids, scan=False) for name, ids in selections.items())
        rows = coverage.coverage_rows(snapshot, *criteria)
        mechanism_rows = select(Mechanism).where(Mechanism.id.in_({row["mechanism"] for row in rows}))
        mechanisms = {mechanism.id: mechanism for mechanism in snapshot.execute(mechanism_rows)}
        sentences = coverage.sentence_counts(snapshot)
        state = coverage.data_state(snapshot, [id for ids in selections.values() for id in ids.choices])
    return list_response(request, [_entry(row, mechanisms, sentences) for row in check_each(rows)], state)


def _entry(row: dict[str, Any], mechanisms: dict[str, Any], sentences: dict[str, Counter[str]]) -> dict[str, Any]:
    sentence_counts = sum((sentences.get(document, Counter()) for document in row["documents"]), Counter[str]())
    return {
        "mechanism": mechanism_ref(mechanisms.get(row["mechanism"])),
        "year": row["year"],
        "recorded": {
            name: row["counts"].get(name.replace("_", "-").removesuffix("s"), 0) for name in RecordedOut.model_fields
        },
        "documents": sorted(row["documents"]),
        "sentences": {name: sentence_counts[name] for name in SentencesOut.model_fields} if sentence_counts else None,
        "read_until": row["until"] and row["until"].isoformat(),
    }
