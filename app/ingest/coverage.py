"""Updates the coverage tables: the newest document for each mechanism and party, and counts of its records."""

import datetime as dt
from typing import Any

from sqlalchemy import Select, and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from app.db.names import PARTY
from app.db.records import Document, Evidence, Record
from app.db.tables import (
    Agreement,
    AgreementParty,
    Commitment,
    CommitmentCountry,
    Mechanism,
    MechanismMember,
    Meeting,
    MeetingCountry,
    Milestone,
    MilestoneCountry,
    Official,
    Organization,
    Party,
    Statement,
    TradeStat,
)
from app.db.tables.publication import Coverage, CoverageCount
from app.domain.edtf import EARLIEST
from app.domain.vocabulary import CommitmentStatus, MeetingStatus
from app.ingest.invalidation import invalidate

IN_MECHANISM: tuple[Any, ...] = (Meeting, Agreement, Milestone, TradeStat, Commitment, Statement)

PARTY_LINKS: tuple[tuple[Any, Any, Any], ...] = (
    (Meeting, MeetingCountry.meeting_id, MeetingCountry.country_id),
    (Agreement, AgreementParty.agreement_id, AgreementParty.country_id),
    (Milestone, MilestoneCountry.milestone_id, MilestoneCountry.country_id),
    (Commitment, CommitmentCountry.commitment_id, CommitmentCountry.country_id),
    (Mechanism, MechanismMember.mechanism_id, MechanismMember.country_id),
)

PARTY_COLUMNS: dict[type[Record], tuple[Any, ...]] = {
    Meeting: (Meeting.country_id,),
    TradeStat: (TradeStat.reporter_id, TradeStat.partner_id),
    Statement: (Statement.speaker_party_id, Statement.addressee_party_id),
    Official: (Official.country_id,),
}


def _newest(model: type[Record], group: Any) -> Select[Any]:
    """The publication day of the newest document cited for the model's records, grouped by a column."""
    return (
        select(group, func.max(Document.date_start))
        .select_from(model)
        .join(Evidence, model.has_evidence(Evidence))
        .join(Document, Document.id == Evidence.document_id)
        .group_by(group)
    )


def update_coverage(session: Session) -> None:
    """Recompute ``coverage`` and ``coverage_counts`` from the evidence, in the caller's transaction.

    A document whose publication day is known only as a span counts from the first day of it: coverage up to that day
    is certain.
    """
    until: dict[tuple[str, str], dt.date] = {}

    def add_newest(scope: str, query: Select[Any]) -> None:
        for scope_id, day in session.execute(query):
            if scope_id is not None and day is not None:
                until[scope, scope_id] = max(day, until.get((scope, scope_id), day))

    session.execute(delete(CoverageCount))
    for model in IN_MECHANISM:
        _update_counts(session, model)
        add_newest("mechanism", _newest(model, model.mechanism_id))
    add_newest("mechanism", _newest(Mechanism, Mechanism.id))
    for model, owner, party_column in PARTY_LINKS:
        add_newest(PARTY, _newest(model, party_column).join(owner.class_, owner == model.id))
    for model, sides in PARTY_COLUMNS.items():
        for column in sides:
            add_newest(PARTY, _newest(model, column))
    for party in (Party, Organization):
        add_newest(PARTY, _newest(party, party.id))
    last = session.scalar(select(func.max(Document.date_start)))
    if last:
        until["all", ""] = last
    session.execute(delete(Coverage))
    session.add_all(Coverage(scope=scope, scope_id=i, until=day) for (scope, i), day in until.items())
    session.flush()


def update_overdue(session: Session) -> None:
    """Mark planned meetings and open commitments as overdue. Run it after :func:`update_coverage`.

    Each has a last day: that of the meeting, or the one on which the commitment is due. It is overdue if no document
    later than that day mentions it, although there is one about its mechanism or about one of its countries.

    The documents decide, not the clock, so that a record stays the same until there is a new document.
    """
    is_planned = Meeting.status == MeetingStatus.planned
    _mark_overdue(session, Meeting, is_planned, Meeting.date_end, MeetingCountry.meeting_id, MeetingCountry.country_id)
    is_open, links = Commitment.status == CommitmentStatus.open, CommitmentCountry
    _mark_overdue(session, Commitment, is_open, Commitment.due_end, links.commitment_id, links.country_id)


def _mark_overdue(session: Session, model: Any, is_pending: Any, last_day: Any, owner: Any, country: Any) -> None:
    """:func:`update_overdue` for the records of a model for which the condition ``is_pending`` holds."""
    mechanism = and_(Coverage.scope == "mechanism", Coverage.scope_id == model.mechanism_id)
    countries = select(country).where(owner == model.id).correlate(model)
    is_relevant = or_(mechanism, and_(Coverage.scope == PARTY, Coverage.scope_id.in_(countries)))
    newest = select(func.max(Coverage.until)).where(is_relevant).correlate(model).scalar_subquery()
    last_source = (
        select(func.max(Document.date_end))
        .join(Evidence, Evidence.document_id == Document.id)
        .where(Evidence.record_kind == model.kind, Evidence.record_id == model.id)
        .correlate(model)
        .scalar_subquery()
    )
    overdue_ids = set(session.scalars(select(model.id).where(is_pending, last_day < newest, last_source <= last_day)))
    marked_ids = set(session.scalars(select(model.id).where(model.overdue)))
    for value, ids in ((True, overdue_ids - marked_ids), (False, marked_ids - overdue_ids)):
        if ids:
            session.execute(update(model).where(model.id.in_(ids)).values(overdue=value))
            invalidate(session, model, sorted(ids))  # the mechanism and the timeline show a meeting's too


def _update_counts(session: Session, model: Any) -> None:
    """Count the model's records by mechanism and year, so that no request has to count them."""
    mechanism = func.coalesce(model.mechanism_id, "")
    start = model.made_start if model is Commitment else model.date_start
    year = func.coalesce(func.extract("year", func.nullif(start, EARLIEST)), 0)
    citations = (
        select(mechanism, year, Evidence.document_id)
        .join(Evidence, and_(Evidence.record_kind == model.kind, Evidence.record_id == model.id))
        .distinct()
    )
    documents: dict[tuple[str, int], list[str]] = {}
    for mechanism_id, record_year, document in session.execute(citations):
        documents.setdefault((mechanism_id, int(record_year)), []).append(document)
    counts = session.execute(select(mechanism, year, func.count()).group_by(mechanism, year)).all()
    session.add_all(
        CoverageCount(
            mechanism_id=mechanism_id,
            year=int(record_year),
            kind=model.kind,
            records=count,
            documents=",".join(sorted(documents.get((mechanism_id, int(record_year)), ()))),
        )
        for mechanism_id, record_year, count in counts
    )
