"""Countries: who meets."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.records import Coverage
from app.db.tables import Country, Mechanism, MechanismMember, Mission
from app.domain.vocabulary import MissionType
from app.query.facets import GroupBy, by_links, group_by_field
from app.query.filters import Condition, Filter, linked, one_of
from app.query.list_query import ListQuery
from app.query.parameter_types import Maybe, Single, Spellings
from app.query.sorting import OrderBy
from app.resource import Body, Include, RecordOut, RecordPage, RelatedList, Resource
from app.resources.refs import (
    CountryRef,
    EditorialAliases,
    MechanismRef,
    all_aliases,
    city_name,
    country_ref,
    mechanism_ref,
)


class MissionOut(BaseModel):
    """An embassy, consulate or other mission of one country in another, or at an organisation."""

    sender: CountryRef = Field(description="The country that maintains it.")
    host: CountryRef = Field(description="The country in which it is.")
    city: str | None = Field(description="Its city; null if no document states it.", examples=["Antalya"])
    type: MissionType = Field(description="Type of the mission.", examples=["consulate-general"])
    opened: str | None = Field(description="When it opened (EDTF); null if no document states it.", examples=[None])
    closed: str | None = Field(description="When it closed (EDTF); null if no document says so.", examples=[None])


class CountryOut(RecordOut):
    """A country of ISO 3166-1, or Kosovo. If no document mentions it, it has no sources, and its names are ours."""

    includes = RecordOut.includes | {"mechanisms": Include("mechanisms", Mechanism)}

    code: str = Field(description="ISO 3166-1 alpha-2 code, which is also the id.", examples=["TR"])
    alpha3: str | None = Field(description="ISO 3166-1 alpha-3 code; null if it has none.", examples=["TUR"])
    numeric: str | None = Field(
        description="ISO 3166-1 numeric code, three digits; null if it has none.", examples=["792"]
    )
    name: str = Field(description="Short name.", examples=["Türkiye"])
    official_name: str | None = Field(description="Official name.", examples=["Republic of Türkiye"])
    aliases: list[str] = Field(description="Other names by which it is found.", examples=[["Turkey", "Turkiye"]])
    editorial_aliases: EditorialAliases
    mechanisms: list[MechanismRef] = Field(
        description="Mechanisms of which it is a member, according to the documents."
    )
    missions: list[MissionOut] = Field(
        description="Embassies, consulates and other missions that it maintains or hosts."
    )


class Recorded(StrEnum):
    yes = "yes"
    no = "no"


def _recorded(_model: Any, value: Recorded) -> Condition:
    """The condition that some document is about the country."""
    covered = Country.id.in_(select(Coverage.scope_id).where(Coverage.scope == Country.kind))
    return covered if value is Recorded.yes else ~covered


class CountryQuery(ListQuery[CountryOut]):
    mechanism: Annotated[
        Maybe[Spellings],
        linked(Country.id, MechanismMember.country_id, MechanismMember.mechanism_id, "mechanism"),
    ] = Field(
        None,
        description="Members of this mechanism: id, acronym, name or alias. Repeat for any of several.",
        examples=[["JSPG"]],
    )
    country: Annotated[Maybe[Spellings], one_of(Country.id, "country")] = Field(
        None,
        description="This country: alpha-2, alpha-3, name or alias. Repeat for any of several.",
        examples=[["Turkey"]],
    )
    recorded: Annotated[Maybe[Single[Recorded]], Filter(_recorded)] = Field(
        None,
        description="`yes`: only countries that documents mention. `no`: only the others.",
        examples=["yes"],
    )
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            dated=False,
            mechanism=by_links("mechanism", (MechanismMember.country_id, MechanismMember.mechanism_id)),
        ),
    ] = group_by_field("mechanism")
    sort: Annotated[str, OrderBy(id=Country.id, name=Country.name_key)] = Field(
        "name", description="Order. A leading minus reverses it.", examples=["name"]
    )


def prepare(session: Session, ids: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    return all_aliases(session, Country, ids)


def render(country: Country, names: dict[str, dict[str, list[str]]]) -> dict[str, Any]:
    return {
        "code": country.id,
        "alpha3": country.alpha3,
        "numeric": country.numeric,
        "name": country.name,
        "official_name": country.official_name,
        **names[country.id],
        "mechanisms": [mechanism_ref(mechanism) for mechanism in country.mechanisms],
        "missions": [
            {
                "sender": country_ref(mission.sender),
                "host": country_ref(mission.host),
                "city": city_name(mission.city),
                "type": mission.type,
                "opened": mission.opened,
                "closed": mission.closed,
            }
            for mission in country.missions
        ],
    }


def linked_data(record: Body, _base: str) -> dict[str, Any]:
    return {"@type": "Country", "alternateName": record["aliases"], "identifier": record["alpha3"]}


resource = Resource(
    path="/countries",
    example="TR",
    tag_description="States, with their embassies and consulates.",
    list_description="List all countries of ISO 3166-1 and Kosovo, by name. `recorded=yes` lists those that documents "
    "mention.",
    item_description="One country, by its alpha-2 code. An alpha-3 code, name or alias works too.",
    model=Country,
    out=CountryOut,
    query=CountryQuery,
    render=render,
    linked_data=linked_data,
    page=RecordPage(
        "Country",
        [
            RelatedList("Meetings", "meetings", "country"),
            RelatedList("Agreements", "agreements", "country"),
            RelatedList("Commitments", "commitments", "country"),
            RelatedList("Milestones", "milestones", "country"),
        ],
    ),
    prepare=prepare,
    relationships=[Country.mechanisms, Country.missions, Mission.sender, Mission.host, Mission.city],
)
