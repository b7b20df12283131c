"""Coverage: what is recorded of which mechanism and year, from which documents, read up to when."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from app.api.documentation import LIST_RESPONSES
from app.api.query_route import QueryRoute
from app.api.responses import Page, listed
from app.api.snapshots import snapshot_for
from app.db.tables import Mechanism
from app.query import coverage
from app.query.list_query import identify
from app.query.parameter_types import Maybe, Spellings
from app.resources.refs import MechanismRef, mechanism_ref

router = APIRouter(prefix="/coverage", tags=["documents"], route_class=QueryRoute)


class RecordedOut(BaseModel):
    """Numbers of records."""

    meetings: int = Field(description="Meetings.", examples=[1])
    agreements: int = Field(description="Agreements.", examples=[1])
    milestones: int = Field(description="Milestones.", examples=[0])
    trade_stats: int = Field(description="Reported figures.", examples=[11])
    commitments: int = Field(description="Commitments.", examples=[3])


class CoverageOut(BaseModel):
    """What is recorded of a mechanism in a year."""

    mechanism: MechanismRef | None = Field(description="The mechanism; null for what belongs to none.")
    year: int | None = Field(
        description="The year in which the record's date begins; null for what has no date.", examples=[2026]
    )
    recorded: RecordedOut = Field(description="How many records there are.")
    documents: list[str] = Field(description="Ids of the documents behind them.", examples=[["jspg-8-report"]])
    read_until: date | None = Field(
        description="Publication of the newest document that bears on the mechanism.", examples=["2026-02-03"]
    )


class CoverageQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    mechanism: Maybe[Spellings] = Field(
        None,
        description="Mechanism: id, acronym, name or alias; repeat for any of several.",
        examples=[["JSPG"]],
    )


@router.get("", response_model=Page[CoverageOut], responses=LIST_RESPONSES, operation_id="listCoverage")
def list_coverage(query: Annotated[CoverageQuery, Query()], request: Request) -> Response:
    """List what is recorded by mechanism and year; a mechanism without a row has been read of, not recorded."""
    with snapshot_for(request) as snapshot:
        named = {} if query.mechanism is None else {"mechanism": ("mechanism", query.mechanism)}
        ids = identify(snapshot, named).get("mechanism")
        rows = coverage.rows(snapshot, ids)
        covered = select(Mechanism).where(Mechanism.id.in_({row["mechanism"] for row in rows}))
        mechanisms = {mechanism.id: mechanism for mechanism in snapshot.execute(covered)}
        state = coverage.data_state(snapshot, ids or [])
    return listed(request, [_entry(row, mechanisms) for row in rows], state)


def _entry(row: dict[str, Any], mechanisms: dict[str, Any]) -> dict[str, Any]:
    return {
        "mechanism": mechanism_ref(mechanisms.get(row["mechanism"])),
        "year": row["year"],
        "recorded": {
            name: row["counts"].get(name.replace("_", "-").removesuffix("s"), 0) for name in RecordedOut.model_fields
        },
        "documents": sorted(row["documents"]),
        "read_until": row["until"] and row["until"].isoformat(),
    }
