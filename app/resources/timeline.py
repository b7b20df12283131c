"""Timeline: meetings, agreements and milestones in one list by date."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import not_, select
from sqlalchemy.orm import Session

from app.db.tables import (
    AgendaTopic,
    Agreement,
    AgreementTopic,
    Mechanism,
    Meeting,
    MeetingStop,
    MeetingTopic,
    Milestone,
    Participant,
    Signatory,
    TimelineCountry,
    TimelineEntry,
)
from app.domain.titles import record_path
from app.domain.vocabulary import AgreementStatus, MeetingStatus, TimelineKind, TimelineStatus, TimelineType
from app.query.facets import GroupBy, group_by_field
from app.query.filters import Condition, Filter, any_of, by_owner, each_of, either, one_of
from app.query.list_parameters import DatedQuery
from app.query.parameter_types import Between, Choice, Maybe, Single, Spellings, Truth
from app.query.sorting import OrderBy, sort_field
from app.resource import Body, Include, ListPage, RecordOut, Resource
from app.resources import agreements, meetings, milestones
from app.resources.meeting_filters import with_officials
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


class TimelineOut(RecordOut):
    """A meeting, agreement or milestone. `url` leads to the full record."""

    includes = RecordOut.includes | {"mechanism": Include("mechanism", Mechanism)}

    kind: TimelineKind = Field(description="Kind of record.", examples=["meeting"])
    title: str = Field(description="Title of the record.", examples=["Diplomatic relations established"])
    status: MeetingStatus | AgreementStatus | None = Field(
        description="Status of the meeting or agreement, according to the sources. A milestone has none.",
        examples=["held"],
    )
    overdue: bool = Field(
        description="Whether it is an overdue meeting; false for agreements and milestones.",
        examples=[False],
    )
    date: EventDate
    date_start: EarliestDay
    date_end: LatestDay
    date_precision: DatePrecision
    mechanism: MechanismRef | None = Field(description="The mechanism to which it belongs.")
    countries: list[PartyRef] = Field(description="The countries that take part, adopt it, or are concerned.")


OFFICIAL = either(
    by_owner(TimelineEntry.id, Participant.meeting_id, Participant.official_id, "official"),
    by_owner(TimelineEntry.id, Signatory.agreement_id, Signatory.official_id, "official"),
)

TOPIC = either(
    by_owner(TimelineEntry.id, MeetingTopic.meeting_id, MeetingTopic.topic_id, "topic"),
    by_owner(TimelineEntry.id, AgendaTopic.meeting_id, AgendaTopic.topic_id, "topic"),
    by_owner(TimelineEntry.id, AgreementTopic.agreement_id, AgreementTopic.topic_id, "topic"),
)


HOST = either(
    by_owner(TimelineEntry.id, Meeting.id, Meeting.country_id, "party"),
    by_owner(TimelineEntry.id, MeetingStop.meeting_id, MeetingStop.country_id, "party"),
)

CITY = either(
    by_owner(TimelineEntry.id, Meeting.id, Meeting.city_id, "city"),
    by_owner(TimelineEntry.id, MeetingStop.meeting_id, MeetingStop.city_id, "city"),
    by_owner(TimelineEntry.id, Agreement.id, Agreement.city_id, "city"),
)

TYPE = replace(
    either(*(by_owner(TimelineEntry.id, model.id, model.type) for model in (Meeting, Agreement, Milestone))),
    absent=None,  # every record has a type
)


def _overdue(_model: Any, value: Truth) -> Condition:
    """The condition for entries that are overdue meetings, or for all others."""
    overdue = TimelineEntry.id.in_(select(Meeting.id).where(Meeting.overdue))
    return overdue if value is Truth.true else not_(overdue)


class TimelineFilters(with_officials(OFFICIAL)):  # type: ignore[misc]
    """The filters of entries."""

    mechanism: Annotated[Maybe[Spellings], one_of(TimelineEntry.mechanism_id, "mechanism")] = Field(
        None, description="Belongs to this mechanism: id, acronym, name or alias.", examples=[["JSPG"]]
    )
    country: Annotated[Maybe[Spellings], any_of(TimelineEntry.countries, TimelineCountry.country_id, "party")] = Field(
        None, description="Involves this country.", examples=[["KZ"]]
    )
    between: Annotated[
        Maybe[Between], each_of(any_of(TimelineEntry.countries, TimelineCountry.country_id, "party"))
    ] = Field(
        None, description="Two or more countries, separated by commas: it involves all of them.", examples=[["KZ,TR"]]
    )
    kind: Annotated[Maybe[Choice[TimelineKind]], one_of(TimelineEntry.record_kind)] = Field(
        None, description="Kind of record.", examples=[["agreement"]]
    )
    status: Annotated[Maybe[Choice[TimelineStatus | None]], one_of(TimelineEntry.status)] = Field(
        None, description="Status of the meeting or agreement, according to the sources.", examples=[["planned"]]
    )
    type: Annotated[Maybe[Choice[TimelineType]], TYPE] = Field(
        None, description="Type of the meeting, agreement or milestone.", examples=[["visit"]]
    )
    overdue: Annotated[Maybe[Single[Truth]], Filter(_overdue)] = Field(
        None, description="`true`: overdue meetings, as in `/meetings`. `false`: all other records.", examples=["true"]
    )
    official: Annotated[Maybe[Spellings], OFFICIAL] = Field(
        None,
        description="Takes part in the meeting or signs the agreement: id, name or alias. Repeat for any of several; "
        "for all of them, use `with=Fidan,Kosherbayev`.",
        examples=[["Erdogan"]],
    )
    topic: Annotated[Maybe[Spellings], TOPIC] = Field(
        None,
        description="The meeting discussed the topic or was expected to, or the agreement is about it. Repeat for any "
        "of several.",
        examples=[["trade"]],
    )
    host: Annotated[Maybe[Spellings], HOST] = Field(
        None, description="The meeting takes place in this country.", examples=[["Azerbaijan"]]
    )
    part_of: Annotated[Maybe[Spellings], by_owner(TimelineEntry.id, Meeting.id, Meeting.part_of_id, "meeting")] = Field(
        None,
        description="Is a part of this meeting, by its id. `none` leaves out meetings that are a part of another.",
        examples=[["none"]],
    )
    venue: Annotated[Maybe[Spellings], by_owner(TimelineEntry.id, Meeting.id, Meeting.venue, "venue")] = Field(
        None, description="The meeting takes place at this venue.", examples=[["Presidential Complex"]]
    )
    city: Annotated[Maybe[Spellings], CITY] = Field(
        None, description="The meeting takes place, or the agreement is signed, in this city.", examples=[["Ankara"]]
    )


class TimelineQuery(TimelineFilters, DatedQuery[TimelineOut]):
    group_by: Annotated[Maybe[str], GroupBy("mechanism country kind status")] = group_by_field("year", "mechanism")
    sort: Annotated[str, OrderBy(date=TimelineEntry.date_start, title=TimelineEntry.title_key, id=TimelineEntry.id)] = (
        sort_field("-date", "date")
    )


def prepare(session: Session, ids: Sequence[str]) -> set[str]:
    """The ids of those entries that are overdue meetings."""
    return set(session.scalars(select(Meeting.id).where(Meeting.id.in_(ids), Meeting.overdue)))


def render(entry: TimelineEntry, overdue: set[str]) -> dict[str, Any]:
    return {
        "kind": entry.record_kind,
        "overdue": entry.id in overdue,
        "mechanism": mechanism_ref(entry.mechanism),
        "countries": party_refs(entry.countries),
    }


LINKED_DATA = {
    resource.model.kind: resource.linked_data
    for resource in (meetings.resource, agreements.resource, milestones.resource)
}


def linked_data(record: Body, base: str) -> dict[str, Any]:
    return LINKED_DATA[record["kind"]](record, base)


resource = Resource(
    path="/timeline",
    example="jspg-kz-tr-8",
    tag_description="Meetings, agreements and milestones in one list by date.",
    list_description="List meetings, agreements and milestones together, newest first.",
    model=TimelineEntry,
    out=TimelineOut,
    query=TimelineQuery,
    render=render,
    linked_data=linked_data,
    list_page=ListPage(
        path="/events",
        heading="Events",
        facets=("kind", "year", "mechanism", "country", "status"),
        switches={("overdue", "true"): "Planned, but no later report"},
    ),
    prepare=prepare,
    searchable=False,
    address=lambda entry: record_path(entry.record_kind, entry.id),
)
