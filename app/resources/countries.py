"""Countries: states, former states and territories."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.names import PARTY
from app.db.records import Coverage
from app.db.tables import Country, Mechanism, MechanismMember, Mission, Party, PartySuccessor
from app.domain.vocabulary import MissionType, PartyKind
from app.query.facets import GroupBy, by_column, by_links, group_by_field
from app.query.filters import Condition, Filter, linked, one_of
from app.query.list_query import ListQuery
from app.query.parameter_types import Choice, Maybe, Single, Spellings
from app.query.sorting import OrderBy
from app.resource import Body, Include, RecordOut, RecordPage, RelatedList, Resource
from app.resources.refs import (
    EditorialAliases,
    MechanismRef,
    PartyRef,
    all_aliases,
    city_name,
    mechanism_ref,
    party_ref,
)


class MissionOut(BaseModel):
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
    valid_from: str | None = Field(
        description="When a former country began (EDTF); null for others and if unknown.", examples=[None]
    )
    valid_until: str | None = Field(description="When a former country ended (EDTF); null for others.", examples=[None])
    successors: list[PartyRef] = Field(description="Parties that followed a former country on its territory.")
    mechanisms: list[MechanismRef] = Field(
        description="Mechanisms of which it is a member, according to the documents."
    )
    missions: list[MissionOut] = Field(
        description="Embassies, consulates and other missions that it maintains or hosts."
    )


class Recorded(StrEnum):
    yes = "yes"
    no = "no"


def has_records(model: type[Party]) -> Filter:
    """A filter by whether some document is about the party."""

    def condition(_model: Any, value: Recorded) -> Condition:
        covered = model.id.in_(select(Coverage.scope_id).where(Coverage.scope == PARTY))
        return covered if value is Recorded.yes else ~covered

    return Filter(condition)


class CountryQuery(ListQuery[CountryOut]):
    mechanism: Annotated[
        Maybe[Spellings],
        linked(Country.id, MechanismMember.country_id, MechanismMember.mechanism_id, "mechanism"),
    ] = Field(
        None,
        description="Members of this mechanism: id, acronym, name or alias. Repeat for any of several.",
        examples=[["JSPG"]],
    )
    country: Annotated[Maybe[Spellings], one_of(Country.id, "party")] = Field(
        None,
        description="This country: alpha-2, alpha-3, name or alias. Repeat for any of several.",
        examples=[["Turkey"]],
    )
    kind: Annotated[Maybe[Choice[CountryKind]], one_of(Country.kind_)] = Field(
        None, description="Kind of the country. Repeat for any of several.", examples=[["former-state"]]
    )
    recorded: Annotated[Maybe[Single[Recorded]], has_records(Country)] = Field(
        None,
        description="`yes`: only countries that documents mention. `no`: only the others.",
        examples=["yes"],
    )
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            dated=False,
            kind=by_column(Country.kind_),
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
        "kind": country.kind_,
        "alpha3": country.alpha3,
        "numeric": country.numeric,
        "name": country.name,
        "official_name": country.official_name,
        **names[country.id],
        "valid_from": country.valid_from,
        "valid_until": country.valid_until,
        "successors": [party_ref(row.successor) for row in country.successors],
        "mechanisms": [mechanism_ref(mechanism) for mechanism in country.mechanisms],
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
    relationships=[
        Country.successors,
        PartySuccessor.successor,
        Country.mechanisms,
        Country.missions,
        Mission.sender,
        Mission.host,
        Mission.city,
    ],
)
