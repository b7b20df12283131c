"""Countries: states, former states and territories."""

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from app.db.tables import Country, Mechanism, MechanismMember
from app.domain.model import Model
from app.domain.vocabulary import MissionType, PartyKind
from app.query.facets import GroupBy, group_by_field
from app.query.filters import by_owner, one_of
from app.query.parameter_types import Choice, Maybe, Spellings
from app.query.sorting import OrderBy, sort_field
from app.resource import Body, Card, Include, ListPage, RecordOut, Resource
from app.resources.identifiers import Identifiers, identified_by, identifier_field
from app.resources.parties import RECORDED_SWITCH, PartyQuery, party_fields, party_page
from app.resources.refs import EditorialAliases, MechanismRef, PartyRef, city_name, names_and_identifiers, party_ref


class MissionRef(Model):
    """An embassy, consulate or other mission of one country in another, or at an organisation."""

    sender: PartyRef = Field(description="The party that maintains it.")
    host: PartyRef = Field(description="The party to which it is accredited.")
    city: str | None = Field(description="Its city; null if no document states it.", examples=["Antalya"])
    type: MissionType = Field(description="Type of the mission.", examples=["consulate-general"])
    opened: str | None = Field(description="When it opened (EDTF); null if no document states it.", examples=[None])
    closed: str | None = Field(description="When it closed (EDTF); null if no document says so.", examples=[None])


CountryKind = StrEnum(  # type: ignore[misc]
    "CountryKind", {kind.name: kind.value for kind in PartyKind if kind.path == "/countries"}
)


class CountryOut(RecordOut):
    """A country of ISO 3166-1, a former one of ISO 3166-3, or Kosovo. If no document mentions it, it has no sources,
    and its names are ours."""

    includes = RecordOut.includes | {"mechanisms": Include("mechanisms", Mechanism)}

    code: str = Field(
        description="ISO 3166-1 alpha-2 code, or ISO 3166-3 code of a former country. It is also the id.",
        examples=["TR"],
    )
    kind: CountryKind = Field(
        description="`state` is a member or observer of the United Nations, `former-state` a state that ended in "
        "`valid_until`, `territory` any other country.",
        examples=["state"],
    )
    alpha3: str | None = Field(description="ISO 3166-1 alpha-3 code; null if it has none.", examples=["TUR"])
    numeric: str | None = Field(
        description="ISO 3166-1 numeric code, three digits; null if it has none.", examples=["792"]
    )
    name: str = Field(description="Short name.", examples=["Türkiye"])
    official_name: str | None = Field(description="Official name.", examples=["Republic of Türkiye"])
    aliases: list[str] = Field(description="Other names by which it is found.", examples=[["Turkey", "Turkiye"]])
    editorial_aliases: EditorialAliases
    identifiers: Identifiers
    valid_from: str | None = Field(
        description="When a former country began (EDTF); null for others and if unknown.", examples=[None]
    )
    valid_until: str | None = Field(description="When a former country ended (EDTF); null for others.", examples=[None])
    successors: list[PartyRef] = Field(description="Parties that followed a former country on its territory.")
    mechanisms: list[MechanismRef] = Field(
        description="Mechanisms of which it is a member, according to the documents."
    )
    missions: list[MissionRef] = Field(
        description="Embassies, consulates and other missions that it maintains or hosts."
    )


class CountryQuery(PartyQuery[CountryOut]):
    mechanism: Annotated[
        Maybe[Spellings],
        by_owner(Country.id, MechanismMember.country_id, MechanismMember.mechanism_id, "mechanism"),
    ] = Field(None, description="Members of this mechanism: id, acronym, name or alias.", examples=[["JSPG"]])
    country: Annotated[Maybe[Spellings], one_of(Country.id, "party")] = Field(
        None, description="This country: alpha-2, alpha-3, name or alias.", examples=[["Turkey"]]
    )
    kind: Annotated[Maybe[Choice[CountryKind]], one_of(Country.kind_)] = Field(
        None, description="Kind of the country.", examples=[["former-state"]]
    )
    identifier: Annotated[Maybe[Spellings], identified_by(Country)] = identifier_field("iso-3166-1-alpha-3:KAZ")
    group_by: Annotated[Maybe[str], GroupBy("kind mechanism", has_date=False)] = group_by_field("mechanism")
    sort: Annotated[str, OrderBy(id=Country.id, name=Country.name_key)] = sort_field("name", "name")


def render(country: Country, names: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        **party_fields(country, names),
        "successors": [party_ref(row.successor) for row in country.successors],
        "missions": [
            {
                "sender": party_ref(mission.sender),
                "host": party_ref(mission.host),
                "city": city_name(mission.city),
                "type": mission.type,
                "opened": mission.opened,
                "closed": mission.closed,
            }
            for mission in country.missions
        ],
    }


def linked_data(record: Body, _base: str) -> dict[str, Any]:
    return {
        "@type": "AdministrativeArea" if record["kind"] == PartyKind.territory else "Country",
        "alternateName": record["aliases"],
        "identifier": record["alpha3"],
    }


resource = Resource(
    path="/countries",
    example="TR",
    tag_description="States, former states and territories, with their embassies and consulates.",
    list_description="List all countries of ISO 3166 and Kosovo, by name. `recorded=yes` lists those that documents "
    "mention.",
    item_description="One country, by its code. An alpha-3 code, name or alias works too.",
    model=Country,
    out=CountryOut,
    query=CountryQuery,
    render=render,
    linked_data=linked_data,
    list_page=ListPage(facets=("kind", "mechanism"), switches=RECORDED_SWITCH, start=(*RECORDED_SWITCH,)),
    card=Card(("kind",), facts=("mechanisms",)),
    page=party_page("Country"),
    prepare=lambda session, ids: names_and_identifiers(session, Country, ids),
)
