"""Agreements: what was signed or adopted."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import and_, exists, not_, or_

from app.api.formats import jsonld
from app.db.tables import Agreement, AgreementParty, AgreementTopic, Mechanism, Meeting, Official, Signatory
from app.domain.vocabulary import AgreementRelation, AgreementStatus, AgreementType, Consent
from app.query.facets import GroupBy, group_by_field
from app.query.filters import Condition, Filter, any_of, between_days, by_lookup, each_of, one_of, overlaps
from app.query.list_parameters import DatedQuery, DateMatch
from app.query.parameter_types import Between, Choice, IntervalOrNone, Maybe, Selection, Spellings
from app.query.sorting import OrderBy, sort_field
from app.resource import Body, Card, Include, ListPage, RecordOut, RecordPage, Resource
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
    title_ref,
)


class AgreementPartyOut(PartyRef):
    """A party to an agreement, with its own dates. Each is EDTF, and null where no document says."""

    signed: str | None = Field(description="When it signed.", examples=["2009-10-22"])
    ratified: str | None = Field(description="When it ratified, acceded to or otherwise joined it.", examples=[None])
    in_force: str | None = Field(description="Since when it is in force for the party.", examples=[None])
    ended: str | None = Field(
        description="Since when it is no longer in force for the party: withdrawal, expiry, denunciation.",
        examples=[None],
    )
    how: Consent | None = Field(description="How the party bound itself.", examples=["ratification"])


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
        description="`signed` if a document says so. `announced` if it reports the text but no signing. `in-force` and "
        "`terminated` if it says so of the agreement as a whole.",
        examples=["signed"],
    )
    date: EventDate
    date_start: EarliestDay
    date_end: LatestDay
    date_precision: DatePrecision
    city: str | None = Field(description="City of signing.", examples=["Ankara"])
    coordinates: Coordinates
    parties: list[AgreementPartyOut] = Field(description="Those that adopted it, if a document names them.")
    signatories: list[Delegate] = Field(description="Who signed, if a document says so.")
    mechanism: MechanismRef | None = Field(description="The mechanism in which it was adopted.")
    meeting: TitleRef | None = Field(description="The meeting at which it was adopted.")
    valid: str | None = Field(description="The period that it covers (EDTF).", examples=["2026/2027"])
    count: int | None = Field(description="Number of texts in a package.", examples=[20])
    topics: list[str] = Field(description="Topics of the agreement.", examples=[["energy", "mining"]])
    amends: list[str] = Field(description="Ids of the agreements that it amends.", examples=[[]])
    replaces: list[str] = Field(description="Ids of the agreements that it replaces.", examples=[[]])
    under: list[str] = Field(description="Ids of the agreements under which it was made.", examples=[[]])
    contains: list[str] = Field(
        description="Ids of the parts of a package, if they are records themselves.", examples=[[]]
    )
    text_url: str | None = Field(
        description="Address of its text; null if none is known.", examples=["https://treaties.un.org/"]
    )


def _in_force_for(days: Any, match: DateMatch) -> Filter:
    """The agreement was in force for one of the parties. A party without a date of its own has that of the whole."""
    row = _in_force(AgreementParty, days, match)
    of_agreement = and_(AgreementParty.possible_first.is_(None), _in_force(Agreement, days, match))

    def lookup(_model: Any, criterion: Condition) -> Condition:
        return exists().where(AgreementParty.agreement_id == Agreement.id, criterion, or_(row, of_agreement))

    return by_lookup(lookup, AgreementParty.country_id, "party")


def _in_force(model: Any, days: Any, match: DateMatch) -> Condition:
    """The agreement was in force, or was so for a party, on one of the days."""
    if match is DateMatch.possible:
        return between_days(model.possible_first, model.possible_last, *days)
    return between_days(model.certain_first, model.certain_last, *days)


class AgreementQuery(DatedQuery[AgreementOut]):
    other_dates = frozenset({"in_force"})

    mechanism: Annotated[Maybe[Spellings], one_of(Agreement.mechanism_id, "mechanism")] = Field(
        None, description="Adopted in this mechanism: id, acronym, name or alias.", examples=[["HLSCC"]]
    )
    meeting: Annotated[Maybe[Spellings], one_of(Agreement.meeting_id, "meeting")] = Field(
        None, description="Adopted at this meeting, by its id.", examples=[["jspg-kz-tr-8"]]
    )
    country: Annotated[Maybe[Spellings], any_of(Agreement.parties, AgreementParty.country_id, "party")] = Field(
        None, description="This country is a party.", examples=[["KZ"]]
    )
    between: Annotated[Maybe[Between], each_of(any_of(Agreement.parties, AgreementParty.country_id, "party"))] = Field(
        None, description="Two or more countries, separated by commas: all of them are parties.", examples=[["KZ,TR"]]
    )
    official: Annotated[Maybe[Spellings], any_of(Agreement.signatories, Signatory.official_id, "official")] = Field(
        None, description="Signed by this official: id, name or alias.", examples=[["Tokayev"]]
    )
    topic: Annotated[Maybe[Spellings], any_of(Agreement.topics, AgreementTopic.topic_id, "topic")] = Field(
        None, description="About this topic.", examples=[["energy"]]
    )
    type: Annotated[Maybe[Choice[AgreementType]], one_of(Agreement.type)] = Field(
        None, description="Type of the agreement.", examples=[["plan"]]
    )
    status: Annotated[Maybe[Choice[AgreementStatus]], one_of(Agreement.status)] = Field(
        None, description="Status, according to the sources.", examples=[["signed"]]
    )
    in_force: Annotated[Maybe[IntervalOrNone], overlaps(Agreement.possible_first, Agreement.possible_last)] = Field(
        None,
        description="In force at some time in this day, month, year or EDTF interval, for any party. With `country` or "
        "`between`, for those parties. Without a stated end, an agreement may still be in force; "
        "`date_match=certain` finds only those for which stated dates prove it. `none` finds agreements of which no "
        "document says when they were in force, for any party, and `!none` those of which one does.",
        examples=["2026", "none", "!none"],
    )
    city: Annotated[Maybe[Spellings], one_of(Agreement.city_id, "city")] = Field(
        None, description="Signed in this city.", examples=[["Ankara"]]
    )
    group_by: Annotated[Maybe[str], GroupBy("mechanism country official topic type status")] = group_by_field(
        "type", "country"
    )
    sort: Annotated[str, OrderBy(date=Agreement.date_start, title=Agreement.title_key, id=Agreement.id)] = sort_field(
        "-date", "-date"
    )

    @classmethod
    def conditions(cls, model: Any, criteria: Mapping[str, Any], *, scan: bool = False) -> Iterator[Condition]:
        """The party that is asked for must be the one for which the agreement was in force."""
        other_criteria = {name: value for name, value in criteria.items() if name != "in_force"}
        yield from super().conditions(model, other_criteria, scan=scan)
        if "in_force" not in criteria:
            return
        if isinstance(criteria["in_force"], Selection):
            for_a_party = and_(AgreementParty.agreement_id == Agreement.id, AgreementParty.possible_first.is_not(None))
            has_dates = or_(Agreement.possible_first.is_not(None), exists().where(for_a_party))
            yield has_dates if criteria["in_force"].present else not_(has_dates)
            return
        question = criteria["in_force"], criteria["date_match"]
        of_a_party = exists().where(AgreementParty.agreement_id == Agreement.id, _in_force(AgreementParty, *question))
        yield or_(_in_force(Agreement, *question), of_a_party)
        party = _in_force_for(*question)
        for name, filter_ in (("country", party), ("between", each_of(party))):
            if name in criteria:
                yield filter_.condition(model, criteria[name], scan=False)


def _party(row: AgreementParty) -> dict[str, Any]:
    dates = {name: getattr(row, name) for name in ("signed", "ratified", "in_force", "ended", "how")}
    return party_ref(row.country) | dates


def render(agreement: Agreement, _context: None) -> dict[str, Any]:
    return {
        "city": city_name(agreement.city),
        "coordinates": coordinates_of(agreement.city),
        "parties": [_party(row) for row in agreement.parties],
        "signatories": [delegate(row) for row in agreement.signatories],
        "mechanism": mechanism_ref(agreement.mechanism),
        "meeting": title_ref(agreement.meeting),
        "topics": [row.topic_id for row in agreement.topics],
        **{
            relation: [row.other_id for row in agreement.relations if row.relation == relation]
            for relation in AgreementRelation
        },
    }


def linked_data(record: Body, base: str) -> dict[str, Any]:
    text_url = record.get("text_url")
    return {
        "@type": "CreativeWork",
        "dateCreated": jsonld.point(record["date"]),
        "contributor": [jsonld.person(delegate, base) for delegate in record.get("signatories", [])]
        + [jsonld.party(country, base) for country in record.get("parties", record.get("countries", []))],
        "temporalCoverage": record.get("valid"),
        "hasPart": _works(record, base, "contains"),
        "isBasedOn": _works(record, base, "amends", "replaces", "under"),
        "encoding": {"@type": "MediaObject", "contentUrl": text_url} if text_url else None,
    }


def _works(record: Body, base: str, *relations: str) -> list[Body]:
    """The agreements to which an agreement has these relations."""
    ids = [agreement_id for relation in relations for agreement_id in record.get(relation, [])]
    return [{"@id": f"{base}/agreements/{agreement_id}", "@type": "CreativeWork"} for agreement_id in ids]


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
    list_page=ListPage(facets=("year", "type", "status", "country", "mechanism", "official", "topic")),
    card=Card(("date", "type", "status"), facts=("parties", "mechanism")),
    page=RecordPage("Agreement"),
)
