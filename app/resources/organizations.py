"""Organisations: who meets, signs or trades besides countries."""

from typing import Annotated, Any

from pydantic import Field

from app.api.formats import jsonld
from app.db.tables import Mechanism, MechanismMember, Organization, OrganizationMember
from app.domain.vocabulary import PartyKind
from app.query.facets import GroupBy, by_links, group_by_field
from app.query.filters import any_of, by_owner, either, one_of
from app.query.parameter_types import Maybe, Spellings
from app.query.sorting import OrderBy, sort_field
from app.resource import Body, Card, Include, ListPage, RecordOut, Resource
from app.resources.identifiers import Identifiers, identified_by, identifier_field
from app.resources.parties import RECORDED_SWITCH, PartyQuery, party_fields, party_page
from app.resources.refs import EditorialAliases, MechanismRef, PartyRef, mechanism_ref, names_and_identifiers, party_ref


class OrganizationOut(RecordOut):
    """An organisation that acts as a party. If no document mentions it, it has no sources, and its names are ours."""

    includes = RecordOut.includes | {"mechanism": Include("mechanism", Mechanism)}

    code: str = Field(description="Its own code, which is also the id.", examples=["OTS"])
    kind: PartyKind = Field(description="Always `organization`, as in references to it.", examples=["organization"])
    acronym: str | None = Field(description="Acronym; null if it has none.", examples=["OTS"])
    name: str = Field(description="Name.", examples=["Organization of Turkic States"])
    aliases: list[str] = Field(description="Other names by which it is found.", examples=[["Turkic Council"]])
    editorial_aliases: EditorialAliases
    identifiers: Identifiers
    members: list[PartyRef] = Field(description="Members that documents name. It may have more.")
    mechanism: MechanismRef | None = Field(
        description="The mechanism that this organisation is, with its meetings; null if it is not a mechanism."
    )
    mechanisms: list[MechanismRef] = Field(
        description="Mechanisms of which it is a member, according to the documents."
    )


class OrganizationQuery(PartyQuery[OrganizationOut]):
    mechanism: Annotated[
        Maybe[Spellings],
        either(
            one_of(Organization.mechanism_id, "mechanism"),
            by_owner(Organization.id, MechanismMember.country_id, MechanismMember.mechanism_id, "mechanism"),
        ),
    ] = Field(None, description="Is this mechanism, or a member of it: id, acronym, name or alias.", examples=[["OTS"]])
    country: Annotated[
        Maybe[Spellings],
        either(any_of(Organization.members, OrganizationMember.party_id, "party"), one_of(Organization.id, "party")),
    ] = Field(
        None,
        description="This organisation itself, or one of which this country or organisation is a member. Repeat for "
        "any of several.",
        examples=[["KZ"]],
    )
    identifier: Annotated[Maybe[Spellings], identified_by(Organization)] = identifier_field("none")
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            "country mechanism",
            has_date=False,
            country=by_links(
                "party",
                (OrganizationMember.organization_id, OrganizationMember.party_id),
                (OrganizationMember.party_id, OrganizationMember.party_id),  # the filter finds the member itself too
            ),
            mechanism=by_links(
                "mechanism",
                (Organization.id, Organization.mechanism_id),
                (MechanismMember.country_id, MechanismMember.mechanism_id),
            ),
        ),
    ] = group_by_field("country")
    sort: Annotated[str, OrderBy(id=Organization.id, name=Organization.name_key)] = sort_field("name", "name")


def render(organization: Organization, names: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        **party_fields(organization, names),
        "members": [party_ref(member.party) for member in organization.members],
        "mechanism": mechanism_ref(organization.mechanism),
    }


def linked_data(record: Body, base: str) -> dict[str, Any]:
    return {
        "@type": "Organization",
        "alternateName": [name for name in (record["acronym"], *record["aliases"]) if name],
        "member": [jsonld.party(member, base) for member in record["members"]],
    }


resource = Resource(
    path="/organizations",
    example="OTS",
    tag_description="International organisations that meet, sign or trade.",
    list_description="List organisations, by name. `recorded=yes` lists those that documents mention.",
    item_description="One organisation, by its code. An acronym, name or alias works too.",
    model=Organization,
    out=OrganizationOut,
    query=OrganizationQuery,
    render=render,
    linked_data=linked_data,
    list_page=ListPage(switches=RECORDED_SWITCH, start=(*RECORDED_SWITCH,)),
    card=Card((), facts=("mechanisms",)),
    page=party_page("Organisation"),
    prepare=lambda session, ids: names_and_identifiers(session, Organization, ids),
)
