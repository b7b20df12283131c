"""Mechanisms: standing formats of cooperation. An acronym may be shared; an id is not."""

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.api.formats import jsonld
from app.db.tables import Country, Mechanism, MechanismMember, Meeting
from app.domain.vocabulary import MechanismKind, MechanismLevel, MeetingStatus, NameRole
from app.query.facets import GroupBy, by_column, by_links, group_by_field
from app.query.filters import any_of, one_of
from app.query.list_query import DatedQuery
from app.query.parameter_types import Choice, Maybe, Spellings
from app.query.sorting import OrderBy
from app.resource import Body, Include, RecordOut, RecordPage, RelatedList, Resource
from app.resources.refs import (
    DatePrecision,
    EarliestDay,
    EditorialAliases,
    EventDate,
    LatestDay,
    TitleRef,
    aliases,
    all_aliases,
    dates_of,
)


class MeetingAt(TitleRef):
    """A meeting, and when it is."""

    date: EventDate


class SessionsOut(BaseModel):
    """The numbered series of its sessions, as far as the documents go."""

    held: list[int] = Field(description="Numbers of the sessions reported as held.", examples=[[8]])
    planned: list[int] = Field(description="Numbers of the sessions reported as planned.", examples=[[]])
    missing: list[int] = Field(
        description="Numbers before the highest of these of which the documents say nothing: not held, or not read of. "
        "Of more than 1000 the highest 1000.",
        examples=[[1, 2, 3, 4, 5, 6, 7]],
    )
    missing_count: int = Field(description="How many such numbers there are.", examples=[7])


class FamilyOut(BaseModel):
    """Mechanisms of one design with different members. A generic name is the family's and finds all of them."""

    acronym: str | None = Field(description="Generic acronym.", examples=["JSPG"])
    name: str = Field(description="Generic name.", examples=["Joint Strategic Planning Group"])
    aliases: list[str] = Field(description="Other generic names.", examples=[[]])
    editorial: bool = Field(
        description="Whether we gave it the generic name; else documents have it.", examples=[False]
    )


class MechanismOut(RecordOut):
    """A council, group, commission, consultation series or international organisation."""

    includes = RecordOut.includes | {
        "countries": Include("members", Country, own_field=True),
        **{name: Include(name, Meeting) for name in ("first_meeting", "last_meeting", "next_meeting")},
    }

    acronym: str | None = Field(description="Acronym; several mechanisms may share it.", examples=["JSPG"])
    name: str = Field(description="Full name.", examples=["Kazakhstan–Türkiye Joint Strategic Planning Group"])
    family: FamilyOut | None = Field(
        description="Its family: all mechanisms of one design, whose generic names find every one of them. Null where "
        "it is of none."
    )
    aliases: list[str] = Field(
        description="Other names that are its own.", examples=[["Türkiye–Kazakhstan Joint Strategic Planning Group"]]
    )
    editorial_aliases: EditorialAliases
    kind: MechanismKind = Field(description="What it is.", examples=["planning-group"])
    level: MechanismLevel | None = Field(
        description="At what level it meets; null where no document says.", examples=["foreign-ministers"]
    )
    members: list[str] = Field(
        description="Alpha-2 codes of the members that the documents name; of an organisation not all it has.",
        examples=[["KZ", "TR"]],
    )
    established: EventDate
    established_start: EarliestDay
    established_end: LatestDay
    established_precision: DatePrecision
    meetings_count: int = Field(
        description="Meetings recorded, held and planned: the `total` of `/meetings?mechanism=ID`.",
        examples=[1],
    )
    first_meeting: MeetingAt | None = Field(
        description="The earliest meeting reported as held; null where none is recorded."
    )
    last_meeting: MeetingAt | None = Field(
        description="The latest meeting reported as held; null where none is recorded."
    )
    next_meeting: MeetingAt | None = Field(
        description="The first meeting that is reported as planned and not before the last one held; null where no "
        "document plans one."
    )
    sessions: SessionsOut = Field(description="Which of its numbered sessions are known, and which are not.")


class MechanismQuery(DatedQuery[MechanismOut]):
    mechanism: Annotated[Maybe[Spellings], one_of(Mechanism.id, "mechanism")] = Field(
        None, description="The mechanism: id, acronym, name or alias; repeat for any.", examples=[["JSPG"]]
    )
    country: Annotated[Maybe[Spellings], any_of(Mechanism.members, MechanismMember.country_id, "country")] = Field(
        None, description="Has the country as a member; repeat for any of several.", examples=[["KZ"]]
    )
    kind: Annotated[Maybe[Choice[MechanismKind]], one_of(Mechanism.kind_)] = Field(
        None, description="What it is; repeat for any of several.", examples=[["council"]]
    )
    level: Annotated[Maybe[Choice[MechanismLevel]], one_of(Mechanism.level)] = Field(
        None, description="At what level it meets; repeat for any.", examples=[["foreign-ministers"]]
    )
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            country=by_links("country", (MechanismMember.mechanism_id, MechanismMember.country_id)),
            kind=by_column(Mechanism.kind_),
            level=by_column(Mechanism.level),
        ),
    ] = group_by_field("kind")
    sort: Annotated[str, OrderBy(date=Mechanism.established_start, name=Mechanism.name_key, id=Mechanism.id)] = Field(
        "-date",
        description="Order; a leading minus sorts descending. `date` is when it was established.",
        examples=["name"],
    )

    @classmethod
    def dated(cls, model: Any) -> tuple[Any, Any]:
        return model.established_start, model.established_end


def _edges(session: Session, ids: Sequence[str], *, first: bool) -> dict[str, Any]:
    """The first or the last meeting held, by mechanism."""
    at = Meeting.date_start.asc() if first else Meeting.date_end.desc()
    rank = func.row_number().over(partition_by=Meeting.mechanism_id, order_by=(at, Meeting.id)).label("rank")
    held = (
        select(Meeting.mechanism_id, Meeting.id, Meeting.title, Meeting.date, Meeting.date_end, rank)
        .where(Meeting.mechanism_id.in_(ids), Meeting.status == MeetingStatus.held, Meeting.date_end.is_not(None))
        .subquery()
    )
    return {row.mechanism_id: row for row in session.execute(select(held).where(held.c.rank == 1))}


def prepare(session: Session, ids: Sequence[str]) -> dict[str, Any]:
    """Names and meetings of the mechanisms, by mechanism."""
    planned = session.execute(
        select(Meeting.mechanism_id, Meeting.id, Meeting.title, Meeting.date, Meeting.date_start)
        .where(Meeting.mechanism_id.in_(ids), Meeting.status == MeetingStatus.planned)
        .order_by(Meeting.date_start.nulls_last(), Meeting.id)
    ).all()
    numbered = session.execute(
        select(Meeting.mechanism_id, Meeting.status, Meeting.session)
        .where(Meeting.mechanism_id.in_(ids), Meeting.session.is_not(None))
        .order_by(Meeting.session)
    ).all()
    counted = session.execute(
        select(Meeting.mechanism_id, func.count()).where(Meeting.mechanism_id.in_(ids)).group_by(Meeting.mechanism_id)
    )
    return {
        "aliases": all_aliases(session, Mechanism, ids),
        "generic": aliases(session, Mechanism, ids, [NameRole.family]),
        "counts": {mechanism: count for mechanism, count in counted},  # noqa: C416 - rows are not pairs to a checker
        "first": _edges(session, ids, first=True),
        "last": _edges(session, ids, first=False),
        "planned": {i: [row for row in planned if row.mechanism_id == i] for i in ids},
        "numbered": {i: [row for row in numbered if row.mechanism_id == i] for i in ids},
    }


def _at(row: Any) -> dict[str, Any] | None:
    return row and {"id": row.id, "title": row.title, "date": row.date}


MISSING = 1000
"""Missing numbers that are listed: one session with a high number must not make a record of millions."""


def _missing(numbers: Sequence[int]) -> Iterator[int]:
    """The numbers from 1 on that are not among these, which ascend; the highest first."""
    for before, number in reversed(list(pairwise([0, *numbers]))):
        yield from range(number - 1, before, -1)


def _sessions(numbered: Sequence[Any]) -> dict[str, Any]:
    by_status = {status: [row.session for row in numbered if row.status == status] for status in MeetingStatus}
    numbers = [row.session for row in numbered]
    return {
        "held": by_status[MeetingStatus.held],
        "planned": by_status[MeetingStatus.planned],
        "missing": sorted(islice(_missing(numbers), MISSING)),
        "missing_count": max(numbers, default=0) - len(numbers),
    }


def _family(mechanism: Mechanism, generic: Sequence[str]) -> dict[str, Any] | None:
    if mechanism.family_name is None:
        return None
    acronym, name = mechanism.family_acronym, mechanism.family_name
    others = [spelling for spelling in generic if spelling not in (acronym, name)]
    return {"acronym": acronym, "name": name, "aliases": others, "editorial": mechanism.family_editorial}


def render(mechanism: Mechanism, prepared: Any) -> dict[str, Any]:
    last = prepared["last"].get(mechanism.id)
    ahead = (
        row
        for row in prepared["planned"][mechanism.id]
        if last is None or row.date_start is None or row.date_start >= last.date_end
    )
    return {
        "acronym": mechanism.acronym,
        "name": mechanism.name,
        "family": _family(mechanism, prepared["generic"][mechanism.id]),
        **prepared["aliases"][mechanism.id],
        "kind": mechanism.kind_,
        "level": mechanism.level,
        "members": [member.country_id for member in mechanism.members],
        **dates_of(mechanism, "established"),
        "meetings_count": prepared["counts"].get(mechanism.id, 0),
        "first_meeting": _at(prepared["first"].get(mechanism.id)),
        "last_meeting": _at(last),
        "next_meeting": _at(next(ahead, None)),
        "sessions": _sessions(prepared["numbered"][mechanism.id]),
    }


def linked_data(record: Body, base: str) -> dict[str, Any]:
    names = [record["acronym"], *record["aliases"]]
    return {
        "@type": "Organization",
        "alternateName": [name for name in names if name],
        "foundingDate": jsonld.point(record["established"]),
        "member": [
            {
                "@type": "GovernmentOrganization",
                "areaServed": {"@id": f"{base}/countries/{code}", "@type": "Country", "identifier": code},
            }
            for code in record["members"]
        ],
    }


resource = Resource(
    path="/mechanisms",
    example="jspg-kz-tr",
    tag_description="Standing formats: councils, groups, commissions, organisations.",
    list_description="List mechanisms; the date filters are about when they were established.",
    item_description="One mechanism, by id; an acronym, name or alias works too. A name that several mechanisms "
    "share is answered by 300 with their ids.",
    model=Mechanism,
    out=MechanismOut,
    query=MechanismQuery,
    render=render,
    linked_data=linked_data,
    page=RecordPage(
        "Mechanism",
        [
            RelatedList("Meetings", "meetings", "mechanism"),
            RelatedList("Agreements", "agreements", "mechanism"),
            RelatedList("Commitments", "commitments", "mechanism"),
            RelatedList("Milestones", "milestones", "mechanism"),
        ],
    ),
    prepare=prepare,
    relationships=[Mechanism.members],
)
