"""Commitments: what was promised, by whom, due when."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field

from app.api.formats import jsonld
from app.db.tables import Commitment, CommitmentCountry, Mechanism, Meeting
from app.domain.figure_vocabulary import Unit
from app.domain.vocabulary import CommitmentStatus, CountryRole
from app.query.facets import GroupBy, group_by_field
from app.query.filters import Condition, any_of, flag, one_of, overlaps, within_days
from app.query.list_parameters import DatedQuery, DateMatch
from app.query.parameter_types import Choice, IntervalOrNone, Maybe, Single, Spellings, Truth
from app.query.sorting import OrderBy, sort_field
from app.query.statement_cache import Days
from app.resource import Body, Card, Include, ListPage, Number, RecordOut, RecordPage, Resource
from app.resources.refs import (
    DatePrecision,
    EarliestDay,
    EventDate,
    LatestDay,
    MechanismRef,
    PartyRef,
    StatementRef,
    TitleRef,
    mechanism_ref,
    party_refs,
    statement_ref,
    title_ref,
)


class CommitmentOut(RecordOut):
    """A promise by one or more countries: a pledge that a document reports, not a forecast."""

    includes = RecordOut.includes | {
        "mechanism": Include("mechanism", Mechanism),
        "meeting": Include("meeting", Meeting),
    }

    title: str = Field(
        description="What was promised, in our words.", examples=["Complete a school in Gaziantep province"]
    )
    by: list[PartyRef] = Field(description="Who promised.")
    to: list[PartyRef] = Field(description="To whom. Empty if the promise is mutual, or made to no particular country.")
    made: EventDate
    made_start: EarliestDay
    made_end: LatestDay
    made_precision: DatePrecision
    due: EventDate
    due_start: EarliestDay
    due_end: LatestDay
    due_precision: DatePrecision
    value: Number | None = Field(description="The promised amount, in ones (not thousands).", examples=[15000000000])
    unit: Unit | None = Field(description="Unit of the value.", examples=["USD"])
    status: CommitmentStatus = Field(
        description="`fulfilled` if a document reports that it was done, else `open`.",
        examples=["open"],
    )
    overdue: bool = Field(
        description="True for an open commitment if the newest document about its mechanism or countries is later than "
        "the last day on which it is due, and no document later than that day mentions it.",
        examples=[False],
    )
    meeting: TitleRef | None = Field(description="The meeting that the document reports with it.")
    mechanism: MechanismRef | None = Field(description="The mechanism that the document reports with it.")
    statements: list[StatementRef] = Field(description="The statements that make it, if a document reports any.")


class CommitmentQuery(DatedQuery[CommitmentOut]):
    other_dates = frozenset({"due"})

    mechanism: Annotated[Maybe[Spellings], one_of(Commitment.mechanism_id, "mechanism")] = Field(
        None, description="Reported with a meeting of this mechanism: id, acronym, name or alias.", examples=[["JSPG"]]
    )
    country: Annotated[Maybe[Spellings], any_of(Commitment.countries, CommitmentCountry.country_id, "party")] = Field(
        None, description="Promised by or to this country.", examples=[["KZ"]]
    )
    meeting: Annotated[Maybe[Spellings], one_of(Commitment.meeting_id, "meeting")] = Field(
        None, description="Reported with this meeting, by its id.", examples=[["jspg-kz-tr-8"]]
    )
    status: Annotated[Maybe[Choice[CommitmentStatus]], one_of(Commitment.status)] = Field(
        None, description="Open or fulfilled, according to the documents.", examples=[["open"]]
    )
    overdue: Annotated[Maybe[Single[Truth]], flag(Commitment.overdue)] = Field(
        None,
        description="`true`: open commitments that were due before the newest document about their mechanism or "
        "countries, if no document after that day mentions them. `false`: all other commitments.",
        examples=["true"],
    )
    due: Annotated[Maybe[IntervalOrNone], overlaps(Commitment.due_start, Commitment.due_end)] = Field(
        None,
        description="May be due within these dates: a day, month, year or EDTF interval. With `date_match=certain`, is "
        "due within them whatever day the stated date means. `none` finds commitments that are due on no stated date, "
        "`!none` all others.",
        examples=["2026", "none", "!none"],
    )
    group_by: Annotated[Maybe[str], GroupBy("mechanism country status")] = group_by_field("status")
    sort: Annotated[
        str,
        OrderBy(date=Commitment.made_start, due=Commitment.due_start, title=Commitment.title_key, id=Commitment.id),
    ] = sort_field("-date", "due", "`date` is the day on which the commitment was made.")

    @classmethod
    def conditions(cls, model: Any, criteria: Mapping[str, Any], *, scan: bool = False) -> Iterator[Condition]:
        yield from super().conditions(model, criteria, scan=scan)
        due_date = criteria.get("due")
        if isinstance(due_date, Days) and criteria["date_match"] is DateMatch.certain:
            yield within_days(Commitment.due_start, Commitment.due_end, due_date.start, due_date.end)


def render(commitment: Commitment, _context: None) -> dict[str, Any]:
    sides = {role.value: party_refs([row for row in commitment.countries if row.role == role]) for role in CountryRole}
    return {
        **sides,
        "meeting": title_ref(commitment.meeting),
        "mechanism": mechanism_ref(commitment.mechanism),
        "statements": [statement_ref(row.statement) for row in commitment.statements],
    }


ACTION_STATUS = {
    CommitmentStatus.open: f"{jsonld.SCHEMA_ORG}PotentialActionStatus",
    CommitmentStatus.fulfilled: f"{jsonld.SCHEMA_ORG}CompletedActionStatus",
}


def linked_data(record: Body, base: str) -> dict[str, Any]:
    """schema.org has the times of an action to the second: the days stand with the record about it."""
    promise_date, due_date = (record[name] or ".." for name in ("made", "due"))
    period = f"{promise_date.partition('/')[0]}/{due_date.rpartition('/')[2]}"
    return {
        "@type": "PlanAction",
        "agent": [jsonld.party(country, base) for country in record["by"]],
        "participant": [jsonld.party(country, base) for country in record["to"]],
        "actionStatus": ACTION_STATUS.get(record["status"]),
        "temporalCoverage": None if period == "../.." else period,
    }


resource = Resource(
    path="/commitments",
    example="gaziantep-school",
    tag_description="What was promised, by whom, due when.",
    list_description="List commitments, newest first. The date filters refer to the day on which they were made.",
    model=Commitment,
    out=CommitmentOut,
    query=CommitmentQuery,
    render=render,
    linked_data=linked_data,
    list_page=ListPage(
        facets=("status", "country", "year", "mechanism"),
        switches={("overdue", "true"): "Due date passed, no later report"},
    ),
    card=Card(("due", "status"), facts=("by", "to", "made", "sources")),
    page=RecordPage("Commitment"),
)
