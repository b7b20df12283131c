"""Mechanisms: standing formats of cooperation. An acronym may be shared; an id is not."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.models import Mechanism, MechanismMember, Meeting
from app.pages import ItemQuery, Page, item, page
from app.publish import RecordOut, Resource
from app.query import Choice, DatedQuery, Maybe, OrderBy, Spellings, any_of, one_of
from app.resources.refs import (
    ITEM_RESPONSES,
    LIST_RESPONSES,
    DatePrecision,
    EarliestDay,
    EditorialAliases,
    EventDate,
    LatestDay,
    RecordId,
    TitleRef,
    all_aliases,
    dates_of,
)
from app.vocabulary import MechanismKind, MechanismLevel

router = APIRouter(prefix="/mechanisms", tags=["mechanisms"])


class LastMeeting(TitleRef):
    """The latest meeting that a document reports as held."""

    date: EventDate


class MechanismOut(RecordOut):
    """A council, group, commission, consultation series or international organisation."""

    acronym: str | None = Field(description="Acronym; several mechanisms may share it.", examples=["JSPG"])
    name: str = Field(description="Full name.", examples=["Kazakhstan–Türkiye Joint Strategic Planning Group"])
    aliases: list[str] = Field(description="Other names it is found by.", examples=[["Joint Strategic Planning Group"]])
    editorial_aliases: EditorialAliases
    kind: MechanismKind = Field(description="What it is.", examples=["planning-group"])
    level: MechanismLevel | None = Field(
        description="At what level it meets; null where no document says.", examples=["foreign-ministers"]
    )
    members: list[str] = Field(
        description="Alpha-2 codes of the members that the documents name; of an organisation not all it has.",
        examples=[["KZ", "TR"]],
    )
    established: EventDate
    established_start: EarliestDay
    established_end: LatestDay
    established_precision: DatePrecision
    meetings_count: int = Field(
        description="Meetings recorded, held and planned: the `total` of `/meetings?mechanism=ID`.",
        examples=[1],
    )
    last_meeting: LastMeeting | None = Field(
        description="The latest meeting reported as held; null where none is recorded."
    )


class MechanismQuery(DatedQuery):
    mechanism: Annotated[Maybe[Spellings], one_of(Mechanism.id, "mechanism")] = Field(
        None, description="The mechanism: id, acronym, name or alias; repeat for any.", examples=[["JSPG"]]
    )
    country: Annotated[Maybe[Spellings], any_of(Mechanism.members, MechanismMember.country_id, "country")] = Field(
        None, description="Has the country as a member; repeat for any of several.", examples=[["KZ"]]
    )
    kind: Annotated[Maybe[Choice[MechanismKind]], one_of(Mechanism.kind_)] = Field(
        None, description="What it is; repeat for any of several.", examples=[["council"]]
    )
    level: Annotated[Maybe[Choice[MechanismLevel]], one_of(Mechanism.level)] = Field(
        None, description="At what level it meets; repeat for any.", examples=[["foreign-ministers"]]
    )
    sort: Annotated[str, OrderBy(date=Mechanism.established_start, name=Mechanism.name, id=Mechanism.id)] = Field(
        "-date",
        description="Order; a leading minus sorts descending. `date` is when it was established.",
        examples=["name"],
    )

    @classmethod
    def dated(cls, model: Any) -> tuple[Any, Any]:
        return model.established_start, model.established_end


def prepare(session: Session, ids: Sequence[str]) -> tuple[dict[str, Any], dict[str, int], dict[str, Any]]:
    """Aliases, number of meetings, and last meeting held, by mechanism."""
    counts = session.execute(
        select(Meeting.mechanism_id, func.count()).where(Meeting.mechanism_id.in_(ids)).group_by(Meeting.mechanism_id)
    )
    newest = (
        select(
            Meeting.mechanism_id,
            Meeting.id,
            Meeting.title,
            Meeting.date,
            func.row_number()
            .over(partition_by=Meeting.mechanism_id, order_by=(Meeting.date_end.desc(), Meeting.id))
            .label("place"),
        )
        .where(Meeting.mechanism_id.in_(ids), Meeting.status == "held", Meeting.date_end.is_not(None))
        .subquery()
    )
    last = session.execute(select(newest).where(newest.c.place == 1))
    return (
        all_aliases(session, Mechanism, ids),
        {mechanism: count for mechanism, count in counts if mechanism},
        {row.mechanism_id: {"id": row.id, "title": row.title, "date": row.date} for row in last},
    )


def render(mechanism: Mechanism, prepared: Any) -> dict[str, Any]:
    names, counts, last = prepared
    return {
        "acronym": mechanism.acronym,
        "name": mechanism.name,
        **names[mechanism.id],
        "kind": mechanism.kind_,
        "level": mechanism.level,
        "members": [member.country_id for member in mechanism.members],
        **dates_of(mechanism, "established"),
        "meetings_count": counts.get(mechanism.id, 0),
        "last_meeting": last.get(mechanism.id),
    }


resource = Resource(
    path="/mechanisms",
    example="jspg-kz-tr",
    model=Mechanism,
    out=MechanismOut,
    render=render,
    prepare=prepare,
    options=[selectinload(Mechanism.members)],
)


@router.get("", response_model=Page[MechanismOut], responses=LIST_RESPONSES, operation_id="listMechanisms")
def list_mechanisms(query: Annotated[MechanismQuery, Query()], request: Request) -> Response:
    """List mechanisms; the date filters are about when they were established."""
    return page(request, Mechanism, query)


@router.get("/{id}", response_model=MechanismOut, responses=ITEM_RESPONSES, operation_id="getMechanism")
def get_mechanism(id: RecordId, query: Annotated[ItemQuery, Query()], request: Request) -> Response:
    """One mechanism, by id; an acronym, name or alias that only one mechanism has works too."""
    return item(request, Mechanism, id, query)
