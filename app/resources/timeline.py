"""Timeline: meetings, agreements and milestones in one list by date."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.coverage import Standing, standing
from app.drawing import Drawing, Look
from app.grouping import GroupBy, by, grouped, linked
from app.lanes import timeline as drawn
from app.lists import ask, total_of
from app.models import Mechanism, TimelineCountry, TimelineEntry
from app.pages import Page, page
from app.pictures import Picture, Sized
from app.publish import Expand, RecordOut, Resource
from app.query import DatedFilters, DatedQuery, OrderBy, any_of, each_of, one_of
from app.resources.refs import (
    LIST_RESPONSES,
    CountryRef,
    DatePrecision,
    EarliestDay,
    EventDate,
    LatestDay,
    MechanismRef,
    country_refs,
    dates_of,
    mechanism_ref,
)
from app.routes import QuestionRoute
from app.values import Between, Choice, Digits, Maybe, Spellings
from app.vocabulary import AgreementStatus, MeetingStatus, TimelineKind

router = APIRouter(prefix="/timeline", tags=["timeline"], route_class=QuestionRoute)


class TimelineOut(RecordOut):
    """A meeting, agreement or milestone; `url` leads to the whole record."""

    expands = RecordOut.expands | {"mechanism": Expand("mechanism", Mechanism)}

    kind: TimelineKind = Field(description="Which of the three it is.", examples=["meeting"])
    title: str = Field(description="Title of the record.", examples=["Diplomatic relations established"])
    status: MeetingStatus | AgreementStatus | None = Field(
        description="That of the meeting or agreement, as the sources have it; a milestone has none.", examples=["held"]
    )
    date: EventDate
    date_start: EarliestDay
    date_end: LatestDay
    date_precision: DatePrecision
    mechanism: MechanismRef | None = Field(description="The mechanism it belongs to.")
    countries: list[CountryRef] = Field(description="The countries that take part, adopt or are concerned.")


class TimelineFilters(DatedFilters):
    """What entries can be asked for by."""

    mechanism: Annotated[Maybe[Spellings], one_of(TimelineEntry.mechanism_id, "mechanism")] = Field(
        None,
        description="Belongs to the mechanism: id, acronym, name or alias; repeat for any.",
        examples=[["JSPG"]],
    )
    country: Annotated[Maybe[Spellings], any_of(TimelineEntry.countries, TimelineCountry.country_id, "country")] = (
        Field(None, description="Has the country; repeat for any of several.", examples=[["KZ"]])
    )
    between: Annotated[
        Maybe[Between], each_of(any_of(TimelineEntry.countries, TimelineCountry.country_id, "country"))
    ] = Field(None, description="Two or more countries, comma-separated: has all.", examples=[["KZ,TR"]])
    kind: Annotated[Maybe[Choice[TimelineKind]], one_of(TimelineEntry.record_kind)] = Field(
        None, description="Which of the three; repeat for any of several.", examples=[["agreement"]]
    )


class TimelineQuery(TimelineFilters, DatedQuery[TimelineOut]):
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            mechanism=by(TimelineEntry.mechanism_id, "mechanism"),
            country=linked("country", (TimelineCountry.entry_id, TimelineCountry.country_id)),
            kind=by(TimelineEntry.record_kind),
        ),
    ] = grouped("year")
    sort: Annotated[str, OrderBy(date=TimelineEntry.date_start, title=TimelineEntry.title_key, id=TimelineEntry.id)] = (
        Field("-date", description="Order; a leading minus sorts descending.", examples=["date"])
    )


def render(entry: TimelineEntry, _prepared: None) -> dict[str, Any]:
    return {
        "kind": entry.record_kind,
        "title": entry.title,
        "status": entry.status,
        **dates_of(entry),
        "mechanism": mechanism_ref(entry.mechanism),
        "countries": country_refs(entry.countries),
    }


resource = Resource(
    path="/timeline",
    example="jspg-kz-tr-8",
    model=TimelineEntry,
    out=TimelineOut,
    query=TimelineQuery,
    render=render,
    shows=[TimelineEntry.mechanism, TimelineEntry.countries, TimelineCountry.country],
    searched=False,
    address=lambda entry: f"/{entry.record_kind}s/{entry.id}",
)


@router.get("", response_model=Page[TimelineOut], responses=LIST_RESPONSES, operation_id="listTimeline")
def list_timeline(query: Annotated[TimelineQuery, Query()], request: Request) -> Response:
    """List meetings, agreements and milestones together, newest first."""
    return page(request, resource, query)


# --- drawn ---------------------------------------------------------------------------------

MOST = 500
"""Entries that a picture has room for."""


class DrawnQuery(TimelineFilters):
    """The entries of a picture, the newest of them."""

    limit: Annotated[int, Digits] = Field(
        MOST, ge=1, le=MOST, description="Entries to draw, the newest; of more the picture says so.", examples=[100]
    )


class PictureQuery(DrawnQuery, Sized):
    """The same, with the width of the picture."""


def draw(session: Session, query: Any, asked: str, look: Look) -> tuple[Drawing, Standing]:
    """The picture of the newest entries that are asked for."""
    given = query.model_fields_set & TimelineQuery.model_fields.keys()
    listed = TimelineQuery.model_construct(**{name: getattr(query, name) for name in given})
    question = ask(session, resource, listed)
    state = standing(session, question.named("mechanism"), question.named("country"))
    entries = [json.loads(body) for _, _, body in question.fetch(session.connection(), query.limit)]
    vague = question.matching.where(TimelineEntry.date_start.is_(None))
    undated = session.scalar(select(func.count()).select_from(vague.subquery())) or 0
    total = total_of(session, question)
    return drawn(entries, total=total, undated=undated, query=asked, until=state.until, look=look), state


picture = Picture(
    name="timeline",
    path="/timeline.svg",
    data="/timeline",
    filters=DrawnQuery,
    sized=PictureQuery,
    draw=draw,
    about="The entries of `/timeline` as a picture on a time axis, in a lane for each kind; what has no known day is "
    "hollow, with a bar for when it may have been, and what has no date is counted. Of more entries than are drawn, "
    "the newest",
)
