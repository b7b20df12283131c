"""Milestones: dated turns in relations that are neither meeting nor agreement."""

from typing import Annotated, Any

from pydantic import Field

from app.api.formats import jsonld
from app.db.tables import Mechanism, Milestone, MilestoneCountry
from app.domain.vocabulary import MilestoneType
from app.query.facets import GroupBy, group_by_field
from app.query.filters import any_of, each_of, one_of
from app.query.list_parameters import DatedQuery
from app.query.parameter_types import Between, Choice, Maybe, Spellings
from app.query.sorting import OrderBy, sort_field
from app.resource import Body, Include, RecordOut, RecordPage, Resource
from app.resources.refs import (
    DatePrecision,
    EarliestDay,
    EventDate,
    LatestDay,
    MechanismRef,
    PartyRef,
    mechanism_ref,
    party_refs,
)


class MilestoneOut(RecordOut):
    """A turning point in relations."""

    includes = RecordOut.includes | {"mechanism": Include("mechanism", Mechanism)}

    title: str = Field(description="What happened, in our words.", examples=["Diplomatic relations established"])
    type: MilestoneType = Field(description="Type of the turning point.", examples=["diplomatic-relations"])
    account: str | None = Field(
        description="How a document describes it, in our words, if documents differ: for example, at whose initiative "
        "it happened. Evidence from another document has its version in `says`.",
        examples=[None],
    )
    date: EventDate
    date_start: EarliestDay
    date_end: LatestDay
    date_precision: DatePrecision
    countries: list[PartyRef] = Field(description="The countries that it concerns.")
    mechanism: MechanismRef | None = Field(description="The mechanism that it concerns.")


class MilestoneQuery(DatedQuery[MilestoneOut]):
    mechanism: Annotated[Maybe[Spellings], one_of(Milestone.mechanism_id, "mechanism")] = Field(
        None, description="Concerns this mechanism: id, acronym, name or alias.", examples=[["HLSCC"]]
    )
    country: Annotated[Maybe[Spellings], any_of(Milestone.countries, MilestoneCountry.country_id, "party")] = Field(
        None, description="Concerns this country.", examples=[["KZ"]]
    )
    between: Annotated[Maybe[Between], each_of(any_of(Milestone.countries, MilestoneCountry.country_id, "party"))] = (
        Field(
            None,
            description="Two or more countries, separated by commas: it concerns all of them.",
            examples=[["KZ,TR"]],
        )
    )
    type: Annotated[Maybe[Choice[MilestoneType]], one_of(Milestone.type)] = Field(
        None, description="Type of the turning point.", examples=[["recognition"]]
    )
    group_by: Annotated[Maybe[str], GroupBy("mechanism country type")] = group_by_field("type")
    sort: Annotated[str, OrderBy(date=Milestone.date_start, title=Milestone.title_key, id=Milestone.id)] = sort_field(
        "-date", "date"
    )


def render(milestone: Milestone, _context: None) -> dict[str, Any]:
    return {
        "countries": party_refs(milestone.countries),
        "mechanism": mechanism_ref(milestone.mechanism),
    }


def linked_data(record: Body, base: str) -> dict[str, Any]:
    day = jsonld.point(record["date"])  # it happened on one day of the interval
    return {
        "@type": "Event",
        "startDate": day,
        "endDate": day if day and len(day) == len("2026-02-02") else None,
        "attendee": [jsonld.party(country, base) for country in record["countries"]],
    }


resource = Resource(
    path="/milestones",
    example="kz-tr-recognition-1991",
    tag_description="Turning points in relations: recognition, a new embassy, a new council.",
    list_description="List milestones, newest first.",
    model=Milestone,
    out=MilestoneOut,
    query=MilestoneQuery,
    render=render,
    linked_data=linked_data,
    page=RecordPage("Milestone"),
)
