"""Meetings: who met whom, when, under which mechanism."""

from collections.abc import Sequence
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field, create_model
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from app.api.documentation import SUBLIST_RESPONSES, RecordId
from app.api.exports import export
from app.api.file_options import VAGUE, FileOptions, file_query, split
from app.api.formats import jsonld
from app.api.json_responses import Page, list_or_file
from app.api.list_formats import FormatOf, negotiated_content, openapi_content
from app.api.query_route import QueryRoute
from app.api.record_lookup import find_record
from app.api.snapshots import snapshot_for
from app.db.names import ids_by_name
from app.db.snapshot import Snapshot
from app.db.tables import (
    AgendaTopic,
    Agreement,
    Mechanism,
    Meeting,
    MeetingCountry,
    MeetingStop,
    MeetingTopic,
    Official,
)
from app.db.tables.publication import Name
from app.domain.model import Model, query_part
from app.domain.text import name_keys
from app.domain.vocabulary import CALLS, MeetingFormat, MeetingStatus, MeetingType, NameRole, ParticipantRole
from app.query.facets import GroupBy, by_column, by_links, group_by_field
from app.query.list_parameters import DatedQuery
from app.query.parameter_types import Maybe, Selection
from app.query.sorting import OrderBy, sort_field
from app.resource import Body, Include, ListPage, RecordOut, RecordPage, RelatedList, Resource
from app.resources.meeting_filters import TAKES_PART, AllMeetingFilters, MeetingFilters, further_stops
from app.resources.refs import (
    Coordinates,
    DatePrecision,
    Delegate,
    EarliestDay,
    EventDate,
    LatestDay,
    MechanismRef,
    PartyRef,
    TitleRef,
    city_name,
    coordinates_of,
    delegate,
    mechanism_ref,
    party_ref,
    party_refs,
    title_ref,
)

mechanism_router = APIRouter(prefix="/mechanisms/{id}", tags=["mechanisms"], route_class=QueryRoute)


class ParticipantOut(Delegate):
    """An official at the meeting."""

    role: ParticipantRole = Field(description="Part taken.", examples=["co-chair"])


class StopOut(Model):
    """Where a meeting takes place."""

    city: str | None = Field(description="City.", examples=["Ankara"])
    country: PartyRef | None = Field(description="Country.")
    date: EventDate


class MeetingOut(RecordOut):
    """A meeting of officials of one or more countries: a session, a bilateral meeting, a summit, a visit, a call."""

    includes = RecordOut.includes | {
        "participants": Include("participants.official", Official),
        "mechanism": Include("mechanism", Mechanism),
        "agreements": Include("agreements", Agreement),
    }

    title: str = Field(
        description="Title, in our words.",
        examples=["Eighth meeting of the Kazakhstan–Türkiye Joint Strategic Planning Group"],
    )
    type: MeetingType = Field(description="Type of the meeting.", examples=["session"])
    status: MeetingStatus = Field(
        description="According to the sources: `planned` until a document says that it was held. If it is `postponed` "
        "or `cancelled`, the date is the one for which it was planned.",
        examples=["held"],
    )
    overdue: bool = Field(
        description="True for a planned meeting if the newest document about its mechanism or countries is later than "
        "its last day, and no document later than that day mentions it.",
        examples=[False],
    )
    date: EventDate
    date_start: EarliestDay
    date_end: LatestDay
    date_precision: DatePrecision
    mechanism: MechanismRef | None = Field(description="The mechanism of which it is a meeting.")
    session: int | None = Field(description="Its number: 8 for an eighth meeting.", examples=[8])
    city: str | None = Field(description="City; the first if there are several.", examples=["Ankara"])
    coordinates: Coordinates
    venue: str | None = Field(description="Venue in the city.", examples=["Presidential Complex"])
    country: PartyRef | None = Field(description="The country in which it takes place; the first if there are several.")
    places: list[StopOut] = Field(description="The places of the meeting. A visit to several cities has several.")
    countries: list[PartyRef] = Field(
        description="The countries that take part, if documents name them; else those of the participants."
    )
    participants: list[ParticipantOut] = Field(description="The officials that documents name.")
    topics: list[str] = Field(
        description="What a document says was discussed. A planned meeting has none.",
        examples=[["trade", "investment"]],
    )
    agenda: list[str] = Field(
        description="What a document expects to be discussed. It does not show what was discussed.",
        examples=[["regional-affairs"]],
    )
    format: MeetingFormat | None = Field(
        description="How it was held, if a document says so: `closed-door`, `extended` (with delegations), "
        "`one-on-one` and so on.",
        examples=["closed-door"],
    )
    part_of: TitleRef | None = Field(
        description="The visit, summit or session of which it is a part. Talks, for example, are part of a visit."
    )
    parts: list[TitleRef] = Field(description="The meetings that are a part of it, in order of date.")
    occasion: str | None = Field(description="The occasion on which it was held.", examples=["COP29"])
    agreements: list[TitleRef] = Field(description="The agreements adopted there.")


class MechanismMeetingQuery(MeetingFilters, DatedQuery[MeetingOut]):
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            "mechanism country official topic discussed agenda format part_of type status city host venue",
            mechanism=by_column(Meeting.mechanism_id, "mechanism"),
            country=by_links(
                "party",
                (MeetingCountry.meeting_id, MeetingCountry.country_id),
                (Meeting.id, Meeting.country_id),
                further=further_stops(MeetingStop.country_id).where(~TAKES_PART),
            ),
            topic=by_links(
                "topic",
                (MeetingTopic.meeting_id, MeetingTopic.topic_id),
                (AgendaTopic.meeting_id, AgendaTopic.topic_id),
            ),
            city=by_links("city", (Meeting.id, Meeting.city_id), further=further_stops(MeetingStop.city_id)),
            host=by_links("party", (Meeting.id, Meeting.country_id), further=further_stops(MeetingStop.country_id)),
        ),
    ] = group_by_field("year", "mechanism")
    sort: Annotated[
        str, OrderBy(date=Meeting.date_start, title=Meeting.title_key, session=Meeting.session, id=Meeting.id)
    ] = sort_field("-date", "-date")


class MeetingQuery(AllMeetingFilters, MechanismMeetingQuery):
    """The parameters of `/meetings`."""


def _stop(stop: Meeting | MeetingStop) -> dict[str, Any]:
    return {"city": city_name(stop.city), "country": stop.country and party_ref(stop.country), "date": stop.date}


def _stops(meeting: Meeting) -> list[dict[str, Any]]:
    """The places of a meeting. One that has no list of stops has one, if its city or country is known."""
    alone = [_stop(meeting)] if meeting.city or meeting.country else []
    return [_stop(stop) for stop in meeting.places] or alone


def prepare(session: Session, ids: Sequence[str]) -> dict[str, list[Any]]:
    """The parts of each meeting, in order of date."""
    parts: dict[str, list[Any]] = {meeting_id: [] for meeting_id in ids}
    for row in session.execute(
        select(Meeting.part_of_id, Meeting.id, Meeting.title)
        .where(Meeting.part_of_id.in_(ids))
        .order_by(Meeting.date_start.nulls_last(), Meeting.id)
    ):
        parts[row.part_of_id].append(row)
    return parts


def render(meeting: Meeting, parts: dict[str, list[Any]]) -> dict[str, Any]:
    return {
        "mechanism": mechanism_ref(meeting.mechanism),
        "city": city_name(meeting.city),
        "coordinates": coordinates_of(meeting.city),
        "country": meeting.country and party_ref(meeting.country),
        "places": _stops(meeting),
        "countries": party_refs(meeting.countries),
        "participants": [delegate(row) | {"role": row.role} for row in meeting.participants],
        "topics": [row.topic_id for row in meeting.topics],
        "agenda": [row.topic_id for row in meeting.agenda],
        "part_of": title_ref(meeting.part_of),
        "parts": [title_ref(part) for part in parts[meeting.id]],
        "agreements": [title_ref(agreement) for agreement in meeting.agreements],
    }


EVENT_STATUS = {
    **dict.fromkeys((MeetingStatus.held, MeetingStatus.planned), f"{jsonld.SCHEMA_ORG}EventScheduled"),
    MeetingStatus.postponed: f"{jsonld.SCHEMA_ORG}EventPostponed",
    MeetingStatus.cancelled: f"{jsonld.SCHEMA_ORG}EventCancelled",
}


def _location(stop: Body, base: str) -> Body:
    """A stop of a meeting as a place."""
    return {"@type": "Place", "name": stop["city"]} if stop["city"] else jsonld.as_place(stop["country"], base)


def _part(ref: Body | None, base: str) -> Body | None:
    return ref and {"@id": f"{base}/meetings/{ref['id']}", "@type": "Event", "name": ref["title"]}


def linked_data(record: Body, base: str) -> dict[str, Any]:
    start, end = jsonld.begin_and_end(record["date"])
    places = [_location(stop, base) for stop in record.get("places", [])]
    return {
        "@type": "Event",
        "startDate": start,
        "endDate": end,
        "eventStatus": EVENT_STATUS.get(record["status"]),
        "eventAttendanceMode": f"{jsonld.SCHEMA_ORG}OnlineEventAttendanceMode" if record.get("type") in CALLS else None,
        "location": places[0] if len(places) == 1 else places,
        "superEvent": _part(record.get("part_of"), base),
        "subEvent": [_part(part, base) for part in record.get("parts", [])],
        "organizer": jsonld.mechanism(record["mechanism"], base),
        "attendee": [jsonld.person(delegate, base) for delegate in record.get("participants", [])]
        + [jsonld.party(country, base) for country in record["countries"]],
    }


resource = Resource(
    path="/meetings",
    example="jspg-kz-tr-8",
    tag_description="Who met whom, when, under which mechanism.",
    list_description="List meetings, newest first: try `mechanism=JSPG`.",
    model=Meeting,
    out=MeetingOut,
    query=MeetingQuery,
    render=render,
    prepare=prepare,
    linked_data=linked_data,
    list_page=ListPage(
        view=("/explore/map", "Show them on a map"),
        facets=("year", "mechanism", "country", "status", "type", "city", "official", "topic", "format"),
        switches={("overdue", "true"): "Planned, but no later report"},
    ),
    page=RecordPage(
        "Meeting",
        [
            RelatedList("Commitments", "commitments", "meeting"),
            RelatedList("Statements", "statements", "meeting"),
        ],
    ),
    routers=[mechanism_router],
)


MechanismMeetingFileQuery: Any = file_query(MechanismMeetingQuery, MeetingOut, has_date=True)

MechanismCalendarQuery: Any = create_model("MechanismCalendarQuery", __base__=MeetingFilters, vague=VAGUE)

CALENDAR = {"text/calendar": {"schema": {"type": "string", "description": "iCalendar (RFC 5545)."}}}


def _mechanism_query(request: Request, spelling: str, query: MeetingFilters) -> tuple[MeetingQuery, str]:
    """The query for the meetings of a mechanism or family, and its name. Raises ``Problem`` for an unknown spelling."""
    with snapshot_for(request) as snapshot:
        ids = ids_by_name(snapshot, [(Mechanism.kind, spelling)])[Mechanism.kind, spelling]
        if not ids:
            # this raises a problem with the nearest names, or with the day of withdrawal
            find_record(snapshot, Mechanism, spelling)
        name = _mechanism_name(snapshot, spelling, ids)
    return query_part(query, MeetingQuery).model_copy(update={"mechanism": Selection((spelling,))}), name


def _mechanism_name(snapshot: Snapshot, spelling: str, ids: Sequence[str]) -> str:
    """The name of a mechanism, or of its family if the spelling is a generic name. If mechanisms of different names
    have the spelling, the spelling itself is returned."""
    generic = exists().where(
        Name.kind == Mechanism.kind,
        Name.record_id == Mechanism.id,
        Name.folded.in_(name_keys(spelling)),
        Name.role == NameRole.family,
    )
    rows = snapshot.execute(
        select(Mechanism.name, Mechanism.family_name, generic.label("generic")).where(Mechanism.id.in_(ids))
    ).all()
    names = {row.family_name if row.generic else row.name for row in rows}
    return names.pop() if len(names) == 1 else spelling


@mechanism_router.get(
    "/meetings",
    response_model=lambda: Page[MeetingOut],
    responses=SUBLIST_RESPONSES | {200: {"content": negotiated_content(resource)}},
    operation_id="listMechanismMeetings",
)
def list_mechanism_meetings(
    id: RecordId, query: Annotated[MechanismMeetingQuery, Query()], request: Request
) -> Response:
    """List the meetings of one mechanism or, by a generic name, of its whole family. It takes the parameters of
    `/meetings`."""
    whole, _ = _mechanism_query(request, id, query)
    return list_or_file(request, resource, whole)


@mechanism_router.get(
    "/meetings.{format}",
    response_class=Response,
    responses={**SUBLIST_RESPONSES, 200: {"description": "The whole list.", "content": openapi_content(resource)}},
    operation_id="exportMechanismMeetings",
)
def export_mechanism_meetings(
    id: RecordId,
    format: Annotated[  # noqa: A002 - its name in the path
        str, FormatOf(resource), Path(description="The format.", examples=["csv"])
    ],
    query: Annotated[MechanismMeetingFileQuery, Query()],
    request: Request,
) -> Response:
    """All meetings of one mechanism, or of a family, as a file or feed. See `/meetings.{format}`."""
    return _mechanism_file(request, id, *split(MechanismMeetingQuery, query, format))


@mechanism_router.get(
    "/calendar.ics",
    response_class=Response,
    responses={**SUBLIST_RESPONSES, 200: {"description": "The calendar.", "content": CALENDAR}},
    operation_id="exportMechanismCalendar",
)
def export_mechanism_calendar(
    id: RecordId, query: Annotated[MechanismCalendarQuery, Query()], request: Request
) -> Response:
    """The meetings of one mechanism, or of a family, as a calendar to subscribe to."""
    return _mechanism_file(request, id, *split(MeetingFilters, query, "ics"))


def _mechanism_file(
    request: Request, spelling: str, query: MeetingFilters, format_name: str, options: FileOptions
) -> Response:
    whole, name = _mechanism_query(request, spelling, query)
    own_page = f"{resource.list_html_url}?{urlencode({'mechanism': spelling})}"
    return export(request, resource, whole, format_name, options, title=name, page=own_page)
