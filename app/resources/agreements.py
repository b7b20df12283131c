"""Agreements: what was signed or adopted."""

from typing import Annotated, Any

from pydantic import Field

from app.api.formats import jsonld
from app.db.tables import Agreement, AgreementParty, AgreementTopic, Mechanism, Meeting, Official, Signatory
from app.domain.vocabulary import AgreementStatus, AgreementType
from app.query.facets import GroupBy, by_column, by_links, group_by_field
from app.query.filters import any_of, each_of, one_of
from app.query.list_query import DatedQuery
from app.query.parameter_types import Between, Choice, Maybe, Spellings
from app.query.sorting import OrderBy
from app.resource import Body, Include, RecordOut, RecordPage, Resource
from app.resources.refs import (
    CountryRef,
    DatePrecision,
    Delegate,
    EarliestDay,
    EventDate,
    LatestDay,
    MechanismRef,
    TitleRef,
    city_name,
    country_refs,
    dates_of,
    delegate,
    mechanism_ref,
    title_ref,
)


class AgreementOut(RecordOut):
    """A text that parties adopted, or a package of several."""

    includes = RecordOut.includes | {
        "signatories": Include("signatories.official", Official),
        "mechanism": Include("mechanism", Mechanism),
        "meeting": Include("meeting", Meeting),
    }

    title: str = Field(
        description="Title. If the document has none, it is in our words.",
        examples=["Cooperation Plan between the Ministries of Foreign Affairs for 2026–2027"],
    )
    type: AgreementType = Field(description="Type of the agreement.", examples=["plan"])
    status: AgreementStatus = Field(
        description="`signed` if a document says so. `announced` if it reports the text but no signing.",
        examples=["signed"],
    )
    date: EventDate
    date_start: EarliestDay
    date_end: LatestDay
    date_precision: DatePrecision
    city: str | None = Field(description="City of signing.", examples=["Ankara"])
    parties: list[CountryRef] = Field(description="The countries that adopted it, if a document names them.")
    signatories: list[Delegate] = Field(description="Who signed, if a document says so.")
    mechanism: MechanismRef | None = Field(description="The mechanism in which it was adopted.")
    meeting: TitleRef | None = Field(description="The meeting at which it was adopted.")
    valid: str | None = Field(description="The period that it covers (EDTF).", examples=["2026/2027"])
    count: int | None = Field(description="Number of texts in a package.", examples=[20])
    topics: list[str] = Field(description="Topics of the agreement.", examples=[["energy", "mining"]])


class AgreementQuery(DatedQuery[AgreementOut]):
    mechanism: Annotated[Maybe[Spellings], one_of(Agreement.mechanism_id, "mechanism")] = Field(
        None,
        description="Adopted in this mechanism: id, acronym, name or alias. Repeat for any of several.",
        examples=[["HLSCC"]],
    )
    country: Annotated[Maybe[Spellings], any_of(Agreement.parties, AgreementParty.country_id, "country")] = Field(
        None, description="This country is a party. Repeat for any of several.", examples=[["KZ"]]
    )
    between: Annotated[Maybe[Between], each_of(any_of(Agreement.parties, AgreementParty.country_id, "country"))] = (
        Field(
            None,
            description="Two or more countries, separated by commas: all of them are parties.",
            examples=[["KZ,TR"]],
        )
    )
    official: Annotated[Maybe[Spellings], any_of(Agreement.signatories, Signatory.official_id, "official")] = Field(
        None,
        description="Signed by this official: id, name or alias. Repeat for any of several.",
        examples=[["Tokayev"]],
    )
    topic: Annotated[Maybe[Spellings], any_of(Agreement.topics, AgreementTopic.topic_id, "topic")] = Field(
        None, description="About this topic. Repeat for any of several.", examples=[["energy"]]
    )
    type: Annotated[Maybe[Choice[AgreementType]], one_of(Agreement.type)] = Field(
        None, description="Type of the agreement. Repeat for any of several.", examples=[["plan"]]
    )
    status: Annotated[Maybe[Choice[AgreementStatus]], one_of(Agreement.status)] = Field(
        None, description="Signed or announced. Repeat for either.", examples=[["signed"]]
    )
    city: Annotated[Maybe[Spellings], one_of(Agreement.city_id, "city")] = Field(
        None, description="Signed in this city. Repeat for any of several.", examples=[["Ankara"]]
    )
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            mechanism=by_column(Agreement.mechanism_id, "mechanism"),
            country=by_links("country", (AgreementParty.agreement_id, AgreementParty.country_id)),
            official=by_links("official", (Signatory.agreement_id, Signatory.official_id)),
            topic=by_links("topic", (AgreementTopic.agreement_id, AgreementTopic.topic_id)),
            type=by_column(Agreement.type),
            status=by_column(Agreement.status),
        ),
    ] = group_by_field("type", "country")
    sort: Annotated[str, OrderBy(date=Agreement.date_start, title=Agreement.title_key, id=Agreement.id)] = Field(
        "-date", description="Order. A leading minus reverses it.", examples=["-date"]
    )


def render(agreement: Agreement, _prepared: None) -> dict[str, Any]:
    return {
        "title": agreement.title,
        "type": agreement.type,
        "status": agreement.status,
        **dates_of(agreement),
        "city": city_name(agreement.city),
        "parties": country_refs(agreement.parties),
        "signatories": [delegate(row) for row in agreement.signatories],
        "mechanism": mechanism_ref(agreement.mechanism),
        "meeting": title_ref(agreement.meeting),
        "valid": agreement.valid,
        "count": agreement.count,
        "topics": [row.topic_id for row in agreement.topics],
    }


def linked_data(record: Body, base: str) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "dateCreated": jsonld.point(record["date"]),
        "contributor": [jsonld.person(delegate, base) for delegate in record.get("signatories", [])]
        + [jsonld.government(country, base) for country in record.get("parties", record.get("countries", []))],
        "temporalCoverage": record.get("valid"),
    }


resource = Resource(
    path="/agreements",
    example="mfa-cooperation-plan-kz-tr-2026",
    tag_description="What was signed or adopted.",
    list_description="List agreements, newest first; the date is the day of signing.",
    model=Agreement,
    out=AgreementOut,
    query=AgreementQuery,
    render=render,
    linked_data=linked_data,
    page=RecordPage("Agreement"),
    relationships=[
        Agreement.mechanism,
        Agreement.meeting,
        Agreement.city,
        Agreement.parties,
        AgreementParty.country,
        Agreement.signatories,
        Signatory.country,
        Signatory.official,
        Agreement.topics,
    ],
)
