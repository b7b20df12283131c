"""What has been read: up to when, for each mechanism and country; and what of it is recorded."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from email.utils import format_datetime
from functools import cache, lru_cache
from typing import Any, cast

from sqlalchemy import Select, and_, bindparam, delete, func, or_, select
from sqlalchemy.orm import Session

from app.deadline import checked
from app.known import newest, remembered
from app.models import (
    Agreement,
    AgreementParty,
    Commitment,
    CommitmentCountry,
    Country,
    Mechanism,
    MechanismMember,
    Meeting,
    MeetingCountry,
    Milestone,
    MilestoneCountry,
    Official,
    TradeStat,
)
from app.records import Coverage, CoverageCount, Document, Evidence, Record

IN_MECHANISM: tuple[Any, ...] = (Meeting, Agreement, Milestone, TradeStat, Commitment)
COUNTRY_LINKS: tuple[tuple[Any, Any, Any], ...] = (
    (Meeting, MeetingCountry.meeting_id, MeetingCountry.country_id),
    (Agreement, AgreementParty.agreement_id, AgreementParty.country_id),
    (Milestone, MilestoneCountry.milestone_id, MilestoneCountry.country_id),
    (Commitment, CommitmentCountry.commitment_id, CommitmentCountry.country_id),
    (Mechanism, MechanismMember.mechanism_id, MechanismMember.country_id),
)


def _newest(model: type[Record], group: Any) -> Select[Any]:
    """The publication of the newest document behind the model's records, by a column of theirs."""
    return (
        select(group, func.max(Document.date_start))
        .select_from(model)
        .join(Evidence, and_(Evidence.record_kind == model.kind, Evidence.record_id == model.id))
        .join(Document, Document.id == Evidence.document_id)
        .group_by(group)
    )


def derive(session: Session) -> None:
    """Bring ``coverage`` in step with the evidence, in the caller's transaction.

    A document of which only a span of days is known counts from the first of them: it is read up to then for sure.
    """
    until: dict[tuple[str, str], dt.date] = {}

    def note(scope: str, query: Select[Any]) -> None:
        for scope_id, day in session.execute(query):
            if scope_id is not None and day is not None:
                until[scope, scope_id] = max(day, until.get((scope, scope_id), day))

    session.execute(delete(CoverageCount))
    for model in IN_MECHANISM:
        _derive_counts(session, model)
        note("mechanism", _newest(model, model.mechanism_id))
    note("mechanism", _newest(Mechanism, Mechanism.id))
    for model, owner, country in COUNTRY_LINKS:
        note("country", _newest(model, country).join(owner.class_, owner == model.id))
    note("country", _newest(Meeting, Meeting.country_id))
    for column in (TradeStat.reporter_id, TradeStat.partner_id):
        note("country", _newest(TradeStat, column))
    note("country", _newest(Country, Country.id))
    note("country", _newest(Official, Official.country_id))
    last = session.scalar(select(func.max(Document.date_start)))
    if last:
        until["all", ""] = last
    session.execute(delete(Coverage))
    session.add_all(Coverage(scope=scope, scope_id=i, until=day) for (scope, i), day in until.items())
    session.flush()


def _derive_counts(session: Session, model: Any) -> None:
    """Count the model's records by mechanism and year, so that no request has to read them all."""
    mechanism = func.coalesce(model.mechanism_id, "")
    year = func.coalesce(func.extract("year", model.made_start if model is Commitment else model.date_start), 0)
    cited = (
        select(mechanism, year, Evidence.document_id)
        .join(Evidence, and_(Evidence.record_kind == model.kind, Evidence.record_id == model.id))
        .distinct()
    )
    documents: dict[tuple[str, int], list[str]] = {}
    for mechanism_id, at, document in session.execute(cited):
        documents.setdefault((mechanism_id, int(at)), []).append(document)
    counted = session.execute(select(mechanism, year, func.count()).group_by(mechanism, year)).all()
    session.add_all(
        CoverageCount(
            mechanism_id=mechanism_id,
            year=int(at),
            kind=model.kind,
            records=count,
            documents=",".join(sorted(documents.get((mechanism_id, int(at)), ()))),
        )
        for mechanism_id, at, count in counted
    )


@dataclass(frozen=True)
class Standing:
    """What the data of an answer is: read ``until`` when, of which revision, published when."""

    until: dt.date | None
    revision: int
    published_at: dt.datetime | None

    @property
    def headers(self) -> dict[str, str]:
        if self.published_at is None:
            return {}
        return {"X-Data-Revision": str(self.revision), "Last-Modified": _told(self.published_at)}


@lru_cache(maxsize=4)
def _told(moment: dt.datetime) -> str:
    return format_datetime(moment, usegmt=True)


@cache
def _newest_of(*scopes: str) -> Select[Any]:
    """The parameters are the ids of each scope."""
    asked = [and_(Coverage.scope == scope, Coverage.scope_id.in_(bindparam(scope, expanding=True))) for scope in scopes]
    until = select(func.max(Coverage.until)).where(Coverage.scope == "all")
    if asked:
        own = select(func.max(Coverage.until)).where(or_(*asked))
        until = select(func.coalesce(own.scalar_subquery(), until.scalar_subquery()))
    return cast("Select[Any]", until)


def standing(session: Session, mechanisms: Sequence[str] = (), countries: Sequence[str] = ()) -> Standing:
    """Revision of the data, and the publication of the newest document that bears on any of those named.

    It is that of all documents where none is named, or none bears on them: what all of these leave out is not recorded.
    """
    named = {scope: ids for scope, ids in (("mechanism", mechanisms), ("country", countries)) if ids}
    asked = ("until", tuple(mechanisms), tuple(countries))
    until = remembered(session, asked, lambda: session.connection().execute(_newest_of(*named), named).scalar())
    return Standing(until, *newest(session))


def rows(session: Session, mechanisms: Collection[str] | None) -> list[dict[str, Any]]:
    """What is recorded by mechanism and year: numbers by kind, the documents behind them, read up to when."""
    counts = select(CoverageCount)
    if mechanisms is not None:
        counts = counts.where(CoverageCount.mechanism_id.in_(mechanisms))
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for row in checked(session.scalars(counts)):
        entry = found.setdefault((row.mechanism_id, row.year), {"counts": {}, "documents": set()})
        entry["counts"][row.kind] = row.records
        entry["documents"].update(filter(None, row.documents.split(",")))
    until = {row.scope_id: row.until for row in session.scalars(select(Coverage).where(Coverage.scope == "mechanism"))}
    ordered = sorted(found, key=lambda key: (key[0] == "", key[0], -key[1]))
    return [{"mechanism": m or None, "year": y or None, "until": until.get(m), **found[m, y]} for m, y in ordered]
