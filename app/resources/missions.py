"""Missions: the embassies and consulates that one party keeps at another."""

from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import select

from app.api.formats import jsonld
from app.db.tables import MechanismMember, Mission
from app.domain.vocabulary import MissionType
from app.query.facets import GroupBy, by_relation, group_by_field
from app.query.filters import by_owner, either, one_of, pair_of
from app.query.list_parameters import DatedQuery
from app.query.parameter_types import Between, Choice, Maybe, Spellings
from app.query.sorting import OrderBy, sort_field
from app.resource import Body, Card, ListPage, RecordOut, RecordPage, Resource
from app.resources.refs import (
    Coordinates,
    DatePrecision,
    EarliestDay,
    EventDate,
    LatestDay,
    PartyRef,
    city_name,
    coordinates_of,
    party_ref,
)


class MissionOut(RecordOut):
    """An embassy, consulate or other mission of one party at another."""

    title: str = Field(description="What it is, in our words.", examples=["Embassy of Kazakhstan in Türkiye"])
    type: MissionType = Field(description="Type of the mission.", examples=["embassy"])
    sender: PartyRef = Field(description="The party that keeps it.")
    host: PartyRef = Field(description="The party to which it is accredited.")
    city: str | None = Field(description="Its city; null if no document states it.", examples=["Istanbul"])
    coordinates: Coordinates
    opened: EventDate
    opened_start: EarliestDay
    opened_end: LatestDay
    opened_precision: DatePrecision
    closed: str | None = Field(description="When it closed (EDTF); null if no document says so.", examples=[None])


class MissionQuery(DatedQuery[MissionOut]):
    sender: Annotated[Maybe[Spellings], one_of(Mission.sender_id, "party")] = Field(
        None, description="Kept by this party.", examples=[["KZ"]]
    )
    host: Annotated[Maybe[Spellings], one_of(Mission.host_id, "party")] = Field(
        None, description="Accredited to this party.", examples=[["TR"]]
    )
    country: Annotated[
        Maybe[Spellings], either(one_of(Mission.sender_id, "party"), one_of(Mission.host_id, "party"))
    ] = Field(None, description="Kept by this party or accredited to it.", examples=[["KZ"]])
    between: Annotated[Maybe[Between], pair_of(Mission.sender_id, Mission.host_id, "party")] = Field(
        None, description="Two parties, separated by a comma: missions of each to the other.", examples=[["KZ,TR"]]
    )
    city: Annotated[Maybe[Spellings], one_of(Mission.city_id, "city")] = Field(
        None, description="In this city.", examples=[["Istanbul"]]
    )
    type: Annotated[Maybe[Choice[MissionType]], one_of(Mission.type)] = Field(
        None, description="Type of the mission.", examples=[["embassy"]]
    )
    mechanism: Annotated[
        Maybe[Spellings],
        by_owner(Mission.sender_id, MechanismMember.country_id, MechanismMember.mechanism_id, "mechanism"),
    ] = Field(None, description="Kept by a member of this mechanism: id, acronym, name or alias.", examples=[["OTS"]])
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            "sender host country city type mechanism",
            country=by_relation("party", select(Mission.id, Mission.sender_id), select(Mission.id, Mission.host_id)),
            mechanism=by_relation(
                "mechanism",
                select(Mission.id, MechanismMember.mechanism_id).join(
                    MechanismMember, MechanismMember.country_id == Mission.sender_id
                ),
            ),
        ),
    ] = group_by_field("type", "sender")
    sort: Annotated[str, OrderBy(date=Mission.opened_start, id=Mission.id)] = sort_field(
        "-date", "date", "`date` is the day on which it opened."
    )


def _title(mission: Mission) -> str:
    kind = mission.type.replace("-", " ").capitalize()
    return f"{kind} of {mission.sender.name} in {city_name(mission.city) or mission.host.name}"


def render(mission: Mission, _context: None) -> dict[str, Any]:
    return {
        "title": _title(mission),
        "sender": party_ref(mission.sender),
        "host": party_ref(mission.host),
        "city": city_name(mission.city),
        "coordinates": coordinates_of(mission.city),
    }


def linked_data(record: Body, base: str) -> dict[str, Any]:
    city = {"@type": "Place", "name": record["city"]} if record["city"] else jsonld.as_place(record["host"], base)
    return {
        "@type": "GovernmentOrganization",
        "parentOrganization": jsonld.party(record["sender"], base),
        "location": city,
        "foundingDate": jsonld.point(record["opened"]),
    }


resource = Resource(
    path="/missions",
    example="kz-embassy-tr",
    tag_description="Embassies and consulates.",
    list_description="List embassies, consulates and other missions. The date filters refer to when they opened.",
    model=Mission,
    out=MissionOut,
    query=MissionQuery,
    render=render,
    linked_data=linked_data,
    list_page=ListPage(facets=("type", "sender", "host", "city", "year")),
    card=Card(("type", "city"), facts=("opened", "closed")),
    page=RecordPage("Mission"),
)
