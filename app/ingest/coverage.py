"""What has been read: up to when, for each mechanism and country; and what of it is recorded."""

import datetime as dt
from typing import Any

from sqlalchemy import Select, and_, delete, func, select
from sqlalchemy.orm import Session

from app.db.records import Coverage, CoverageCount, Document, Evidence, Record
from app.db.tables import (
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
