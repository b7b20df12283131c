"""Mechanisms: standing formats of cooperation. An acronym may be shared; an id is not."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.api.formats import jsonld
from app.db.tables import Mechanism, MechanismMember, Meeting, Organization, Party
from app.domain.model import Model
from app.domain.vocabulary import MechanismKind, MechanismLevel, MeetingStatus, NameRole
from app.query.facets import GroupBy, group_by_field
from app.query.filters import any_of, one_of
from app.query.list_parameters import DatedQuery
from app.query.parameter_types import Choice, Maybe, Spellings
from app.query.sorting import OrderBy, sort_field
from app.resource import Body, Card, Include, ListPage, RecordOut, RecordPage, RelatedList, Resource
from app.resources.identifiers import Identifiers, identified_by, identifier_field
from app.resources.refs import (
    DatePrecision,
    EarliestDay,
    EditorialAliases,
    EventDate,
    LatestDay,
    PartyRef,
    TitleRef,
    aliases,
    names_and_identifiers,
    party_ref,
    party_refs,
)


class MeetingAt(TitleRef):
    """A meeting with its date."""

    date: EventDate


class SessionsOut(Model):
    """The numbers of its sessions, according to the documents."""

    held: list[int] = Field(description="Numbers of the sessions reported as held.", examples=[[8]])
    planned: list[int] = Field(description="Numbers of the sessions reported as planned or postponed.", examples=[[]])
    missing: list[int] = Field(
        description="Lower numbers that no document mentions. Such a session may have been held or not. If there are "
        "more than 1000, the highest 1000.",
        examples=[[1, 2, 3, 4, 5, 6, 7]],
    )
    missing_count: int = Field(description="How many numbers are missing.", examples=[7])


class FamilyOut(Model):
    """Mechanisms of one design with different members. A generic name finds all of them."""

    acronym: str | None = Field(description="Generic acronym.", examples=["JSPG"])
    name: str = Field(description="Generic name.", examples=["Joint Strategic Planning Group"])
    aliases: list[str] = Field(description="Other generic names.", examples=[[]])
    editorial: bool = Field(description="True if the generic name is ours and in no document.", examples=[False])


class MechanismOut(RecordOut):
    """A council, group, commission, consultation series or international organisation."""

    includes = RecordOut.includes | {
        "countries": Include("members", Party, own_field=True),
        **{name: Include(name, Meeting) for name in ("first_meeting", "last_meeting", "next_meeting")},
    }

    acronym: str | None = Field(description="Acronym; several mechanisms may share it.", examples=["JSPG"])
    name: str = Field(description="Full name.", examples=["Kazakhstan–Türkiye Joint Strategic Planning Group"])
    family: FamilyOut | None = Field(
        description="Its family: all mechanisms of the same design, which share the generic names. Null if it has none."
    )
    aliases: list[str] = Field(
        description="Other names of this mechanism alone.",
        examples=[["Türkiye–Kazakhstan Joint Strategic Planning Group"]],
    )
    editorial_aliases: EditorialAliases
    identifiers: Identifiers
    kind: MechanismKind = Field(description="Kind of mechanism.", examples=["planning-group"])
    level: MechanismLevel | None = Field(
        description="The level at which it meets; null if no document says so.", examples=["foreign-ministers"]
    )
    members: list[str] = Field(
        description="Codes of the members that documents name. An organisation may have more.",
        examples=[["KZ", "TR"]],
    )
    organization: PartyRef | None = Field(
        description="The party that this mechanism is, under `/organizations`; null if it is not a party."
    )
    member_parties: list[PartyRef] = Field(description="The members, with name and kind.")
    established: EventDate
    established_start: EarliestDay
    established_end: LatestDay
    established_precision: DatePrecision
    meetings_count: int = Field(
        description="Number of recorded meetings, held or not: the `total` of `/meetings?mechanism=ID`.",
        examples=[1],
    )
    first_meeting: MeetingAt | None = Field(
        description="The earliest meeting that a document reports as held; null if there is none."
    )
    last_meeting: MeetingAt | None = Field(
        description="The latest meeting that a document reports as held; null if there is none."
    )
    next_meeting: MeetingAt | None = Field(
        description="The first planned meeting that is not overdue, and not before the last one held; null if there is "
        "none."
    )
    sessions: SessionsOut = Field(description="The numbers of its sessions: held, planned and missing.")


class MechanismQuery(DatedQuery[MechanismOut]):
    mechanism: Annotated[Maybe[Spellings], one_of(Mechanism.id, "mechanism")] = Field(
        None, description="This mechanism: id, acronym, name or alias.", examples=[["JSPG"]]
    )
    country: Annotated[Maybe[Spellings], any_of(Mechanism.members, MechanismMember.country_id, "party")] = Field(
        None, description="This country is a member.", examples=[["KZ"]]
    )
    kind: Annotated[Maybe[Choice[MechanismKind]], one_of(Mechanism.kind_)] = Field(
        None, description="Kind of mechanism.", examples=[["council"]]
    )
    level: Annotated[Maybe[Choice[MechanismLevel | None]], one_of(Mechanism.level)] = Field(
        None, description="The level at which it meets.", examples=[["foreign-ministers"]]
    )
    identifier: Annotated[Maybe[Spellings], identified_by(Mechanism)] = identifier_field("none")
    group_by: Annotated[Maybe[str], GroupBy("country kind level")] = group_by_field("kind")
    sort: Annotated[str, OrderBy(date=Mechanism.established_start, name=Mechanism.name_key, id=Mechanism.id)] = (
        sort_field("-date", "name", "`date` is the day on which it was established.")
    )


def _first_or_last_meetings(session: Session, ids: Sequence[str], *, first: bool) -> dict[str, Any]:
    """The first or the last meeting held, by mechanism."""
    at = Meeting.date_start.asc() if first else Meeting.date_end.desc()
    rank = func.row_number().over(partition_by=Meeting.mechanism_id, order_by=(at, Meeting.id)).label("rank")
    ranking = (
        select(Meeting.mechanism_id, Meeting.id, Meeting.title, Meeting.date, Meeting.date_end, rank)
        .where(Meeting.mechanism_id.in_(ids), Meeting.status == MeetingStatus.held, Meeting.date_end.is_not(None))
        .subquery()
    )
    return {row.mechanism_id: row for row in session.execute(select(ranking).where(ranking.c.rank == 1))}


def prepare(session: Session, ids: Sequence[str]) -> dict[str, Any]:
    """Names and meetings of the mechanisms, by mechanism."""
    planned_meetings = session.execute(
        select(Meeting.mechanism_id, Meeting.id, Meeting.title, Meeting.date, Meeting.date_start)
        .where(Meeting.mechanism_id.in_(ids), Meeting.status == MeetingStatus.planned, ~Meeting.overdue)
        .order_by(Meeting.date_start.nulls_last(), Meeting.id)
    ).all()
    numbered_meetings = session.execute(
        select(Meeting.mechanism_id, Meeting.status, Meeting.session)
        .where(Meeting.mechanism_id.in_(ids), Meeting.session.is_not(None))
        .order_by(Meeting.session)
    ).all()
    counts = session.execute(
        select(Meeting.mechanism_id, func.count()).where(Meeting.mechanism_id.in_(ids)).group_by(Meeting.mechanism_id)
    )
    return {
        "aliases": names_and_identifiers(session, Mechanism, ids),
        "generic": aliases(session, Mechanism, ids, [NameRole.family]),
        "organizations": {
            organization.mechanism_id: party_ref(organization)
            for organization in session.scalars(select(Organization).where(Organization.mechanism_id.in_(ids)))
        },
        "counts": {mechanism: count for mechanism, count in counts},  # noqa: C416 - rows are not pairs to a checker
        "first": _first_or_last_meetings(session, ids, first=True),
        "last": _first_or_last_meetings(session, ids, first=False),
        "planned": {i: [row for row in planned_meetings if row.mechanism_id == i] for i in ids},
        "numbered": {i: [row for row in numbered_meetings if row.mechanism_id == i] for i in ids},
    }


def _at(row: Any) -> dict[str, Any] | None:
    return row and {"id": row.id, "title": row.title, "date": row.date}


MAX_MISSING = 1000
"""Missing numbers that are listed: one session with a high number must not make a record of millions."""


def _missing_numbers(numbers: Sequence[int]) -> Iterator[int]:
    """The numbers from 1 on that are not among these, which ascend; the highest first."""
    for before, number in reversed(list(pairwise([0, *numbers]))):
        yield from range(number - 1, before, -1)


def _sessions(numbered_meetings: Sequence[Any]) -> dict[str, Any]:
    by_status = {status: [row.session for row in numbered_meetings if row.status == status] for status in MeetingStatus}
    numbers = [row.session for row in numbered_meetings]
    return {
        "held": by_status[MeetingStatus.held],
        "planned": sorted(by_status[MeetingStatus.planned] + by_status[MeetingStatus.postponed]),
        "missing": sorted(islice(_missing_numbers(numbers), MAX_MISSING)),
        "missing_count": max(numbers, default=0) - len(numbers),
    }


def _family(mechanism: Mechanism, generic: Sequence[str]) -> dict[str, Any] | None:
    if mechanism.family_name is None:
        return None
    acronym, name = mechanism.family_acronym, mechanism.family_name
    other_names = [spelling for spelling in generic if spelling not in (acronym, name)]
    return {"acronym": acronym, "name": name, "aliases": other_names, "editorial": mechanism.family_editorial}


def render(mechanism: Mechanism, context: Any) -> dict[str, Any]:
    last = context["last"].get(mechanism.id)
    next_meetings = (
        row
        for row in context["planned"][mechanism.id]
        if last is None or row.date_start is None or row.date_start >= last.date_end
    )
    return {
        "family": _family(mechanism, context["generic"][mechanism.id]),
        **context["aliases"][mechanism.id],
        "kind": mechanism.kind_,
        "members": [member.country_id for member in mechanism.members],
        "organization": context["organizations"].get(mechanism.id),
        "member_parties": party_refs(mechanism.members),
        "meetings_count": context["counts"].get(mechanism.id, 0),
        "first_meeting": _at(context["first"].get(mechanism.id)),
        "last_meeting": _at(last),
        "next_meeting": _at(next(next_meetings, None)),
        "sessions": _sessions(context["numbered"][mechanism.id]),
    }


def label(record: Body) -> str:
    """The name with the acronym, which several mechanisms may share."""
    return f"{record['name']} ({record['acronym']})" if record["acronym"] else str(record["name"])


def linked_data(record: Body, base: str) -> dict[str, Any]:
    names = [record["acronym"], *record["aliases"]]
    return {
        "@type": "Organization",
        "alternateName": [name for name in names if name],
        "foundingDate": jsonld.point(record["established"]),
        "member": [jsonld.party(party, base) for party in record["member_parties"]],
    }


resource = Resource(
    path="/mechanisms",
    example="jspg-kz-tr",
    tag_description="Standing formats: councils, groups, commissions, organisations.",
    list_description="List mechanisms. The date filters refer to the day on which they were established.",
    item_description="One mechanism, by id; an acronym, name or alias works too. A name that several mechanisms "
    "share is answered by 300 with their ids.",
    model=Mechanism,
    out=MechanismOut,
    query=MechanismQuery,
    render=render,
    label=label,
    linked_data=linked_data,
    list_page=ListPage(facets=("kind", "level", "country")),
    card=Card(("kind", "level"), facts=("member_parties", "last_meeting", "next_meeting")),
    page=RecordPage(
        "Mechanism",
        [
            RelatedList("Meetings", "meetings", "mechanism"),
            RelatedList("Agreements", "agreements", "mechanism"),
            RelatedList("Commitments", "commitments", "mechanism"),
            RelatedList("Statements", "statements", "mechanism"),
            RelatedList("Milestones", "milestones", "mechanism"),
        ],
    ),
    prepare=prepare,
)
