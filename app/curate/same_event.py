"""Finds the known record that a proposal is about. In doubt it gives candidates, among which the reviewer chooses.

A meeting is known by its mechanism and session, or by its people and day; an agreement by its parties and day. A
corrected edition may change any of these. So a proposal without a match gets the records of the older edition between
the same parties as candidates.

The comparison works on a small list of known events, which may come from the seed or from the database.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.curate.proposals import Confidence, Proposal
from app.domain.edtf import DateError, Precision, Span, parse
from app.domain.text import fold

EVENT_KINDS = ("meeting", "agreement", "milestone", "trade-stat", "commitment")

MAX_DIFFERENCE = timedelta(days=2)
"""The most by which two documents may differ about the day of one meeting."""


@dataclass(frozen=True)
class ComparedEvent:
    """A known or a proposed record, by what tells it from others. ``kind`` is one of ``EVENT_KINDS``.

    ``people`` are ids of officials; of a visit only the guests, of an agreement the signatories. ``figure`` is what a
    figure measures, or the unit of a commitment, and ``value`` its number. ``title`` is folded. ``documents`` are the
    ids of the documents that support the record; of a proposed one those that the article supersedes.
    """

    id: str
    kind: str
    type: str | None = None
    span: Span | None = None
    parties: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    mechanism: str | None = None
    session: int | None = None
    country_code: str | None = None
    figure: tuple[object, ...] = (None,)
    value: float | None = None
    title: str | None = None
    documents: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Identity:
    """The known record that is the same, or those of which a reviewer must say whether one is."""

    record: str | None = None
    candidates: tuple[str, ...] = ()


def event_of(proposal: Proposal, editions: Iterable[str] = ()) -> ComparedEvent | None:
    """What tells the proposed record from others. None for a kind that is not compared. ``editions`` are the ids of the
    documents that the article supersedes."""
    values = proposal.values
    if proposal.kind not in EVENT_KINDS:
        return None
    return ComparedEvent(
        id=str(values.get("id")),
        kind=proposal.kind,
        type=values.get("type"),
        span=_span(values.get("date")),
        parties=frozenset(_parties(values)),
        people=frozenset(_people(values)),
        mechanism=values.get("mechanism"),
        session=values.get("session"),
        country_code=values.get("country"),
        figure=figure_key(values) if proposal.kind == "trade-stat" else (values.get("unit"),),
        value=None if values.get("value") is None else float(values["value"]),
        title=fold(str(values.get("title"))),
        documents=frozenset(editions),
    )


def same_event(event: ComparedEvent, records: Iterable[ComparedEvent]) -> Identity:
    """Which known event is the same."""
    of_kind = [record for record in records if record.kind == event.kind and record.type == event.type]
    if event.kind in ("trade-stat", "commitment"):
        return _match_in_older_edition(event, of_kind)
    if event.mechanism and event.session:
        sessions = [
            record for record in of_kind if (record.mechanism, record.session) == (event.mechanism, event.session)
        ]
        return Identity(sessions[0].id) if sessions else Identity()
    if event.kind == "meeting" and event.mechanism:
        near = [record for record in of_kind if record.mechanism == event.mechanism and overlap(event, record)]
        return _answer(event, near, is_sure=event.country_code is not None)
    if event.kind == "meeting" and event.type in ("summit", "conference"):
        near = [
            record
            for record in of_kind
            if record.country_code == event.country_code and record.session == event.session and overlap(event, record)
        ]
        return _answer(event, near, is_sure=False)
    if event.kind == "meeting":
        near = [record for record in of_kind if _is_alike(event, record)]
        return _answer(event, near or _sessions_of(event, records), is_sure=bool(event.people and near))
    near = [
        record
        for record in of_kind
        if record.parties == event.parties and (overlap(event, record) or event.kind == "milestone")
    ]
    return _answer(event, near, is_sure=event.kind == "milestone" or event.mechanism is not None)


def _sessions_of(event: ComparedEvent, records: Iterable[ComparedEvent]) -> list[ComparedEvent]:
    """The sessions on that day in which the two people of a meeting took part. “They met” may mean such a session."""
    if event.type != "bilateral" or len(event.people) < 2 or not _is_day(event):
        return []
    sessions = (
        record
        for record in records
        if record.kind == "meeting" and record.type == "session" and event.people <= record.people
    )
    return [record for record in sessions if _is_day(record) and overlap(event, record)]


def _answer(event: ComparedEvent, near: Sequence[ComparedEvent], *, is_sure: bool) -> Identity:
    """The only event on the same day, if the comparison is certain; else a question."""
    same_day = [
        record for record in near if record.span and _is_day(event) and _is_day(record) and overlap(event, record)
    ]
    same_country = [
        record
        for record in same_day
        if None in (event.country_code, record.country_code) or event.country_code == record.country_code
    ]
    if is_sure and len(same_country) == 1:
        return Identity(same_country[0].id)
    return Identity(candidates=tuple(record.id for record in near))


def _is_alike(event: ComparedEvent, record: ComparedEvent) -> bool:
    """Whether the same people meet on days that may be the same. Parties are compared if people are missing."""
    if event.people and record.people:
        smaller, larger = sorted((event.people, record.people), key=len)
        return smaller <= larger and overlap(event, record)
    return event.parties == record.parties and overlap(event, record)


def _match_in_older_edition(event: ComparedEvent, records: Iterable[ComparedEvent]) -> Identity:
    """The record of an older edition: the figure that measures the same, whatever its value, or the commitment with the
    same title."""

    def key(item: ComparedEvent) -> tuple[object, ...]:
        is_figure = item.kind == "trade-stat"
        return (item.parties, item.figure, item.span.text if item.span else None) if is_figure else (item.title,)

    matches = [record for record in records if key(record) == key(event) and _shares_document(event, record)]
    matches = [record for record in matches if record.value == event.value] or matches
    return Identity(matches[0].id) if len(matches) == 1 else Identity(candidates=tuple(record.id for record in matches))


def corrected_events(event: ComparedEvent, records: Iterable[ComparedEvent]) -> tuple[str, ...]:
    """The ids of the records that may be the event with another date or session: those of an older edition between the
    same parties, and meetings of the same people up to ``MAX_DIFFERENCE`` apart."""
    return tuple(
        record.id
        for record in records
        if (record.kind, record.type) == (event.kind, event.type)
        and record.figure[:2] == event.figure[:2]
        and (_shares_document(event, record) or (event.kind == "meeting" and _is_near(event, record)))
        and _has_same_parties(event, record)
    )


def _shares_document(event: ComparedEvent, record: ComparedEvent) -> bool:
    return not event.documents.isdisjoint(record.documents)


def _has_same_parties(event: ComparedEvent, record: ComparedEvent) -> bool:
    if event.mechanism and record.mechanism:
        return event.mechanism == record.mechanism
    if event.people and record.people:
        return event.people <= record.people or record.people <= event.people
    return event.parties == record.parties


def _is_near(event: ComparedEvent, record: ComparedEvent) -> bool:
    first, second = event.span, record.span
    if not (first and second and first.start and first.end and second.start and second.end):
        return False
    is_exact = _is_day(event) and _is_day(record)
    return is_exact and max(first.start, second.start) - min(first.end, second.end) <= MAX_DIFFERENCE


def overlap(event: ComparedEvent, record: ComparedEvent) -> bool:
    """Whether two events may be on the same day; one without a date may be on any."""
    return event.span is None or record.span is None or event.span.overlaps(record.span)


def _is_day(event: ComparedEvent) -> bool:
    return event.span is not None and event.span.precision in (Precision.day, Precision.range)


def _span(text: Any) -> Span | None:
    try:
        return parse(str(text)) if text else None
    except DateError:
        return None


def figure_key(values: Mapping[str, Any]) -> tuple[object, ...]:
    """What a figure measures: indicator, flow, reporter (unless both partners report the same), product and scope."""
    product, flow = values.get("product") or {}, values.get("flow")
    reporter = None if flow in (None, "turnover") else values.get("reporter")
    return (values.get("indicator"), flow, reporter, product.get("name"), values.get("scope"))


def _parties(values: Mapping[str, Any]) -> Iterator[str]:
    for name in ("countries", "parties", "by", "to"):
        for party in values.get(name) or ():
            yield party["party"] if isinstance(party, dict) else party
    yield from (values[name] for name in ("reporter", "partner") if values.get(name))


def _people(values: Mapping[str, Any]) -> Iterator[str]:
    for person in values.get("participants") or ():
        if values.get("type") != "visit" or person.get("role") == "guest":
            yield person["official"]
    yield from (person["official"] for person in values.get("signatories") or ())


def identify(
    proposals: Sequence[Proposal], records: Sequence[ComparedEvent], editions: Collection[str] = ()
) -> list[Proposal]:
    """The proposals, with the known record that each is the same as, or with candidates.

    A proposal that is known takes the id of the record, also where others refer to it. ``editions`` are the ids of the
    documents that the article supersedes.
    """
    result, new_ids = [], {}
    for proposal in proposals:
        event = event_of(proposal, editions)
        if event and proposal.record is None and not proposal.candidates:
            answer = same_event(event, records)
            update: dict[str, Any] = {"record": answer.record, "candidates": [*answer.candidates]}
            if any(record.id in answer.candidates and record.type != event.type for record in records):
                update["confidence"] = Confidence.suggest
            if answer.record:
                new_ids[event.id] = answer.record
                update["values"] = {**proposal.values, "id": answer.record}
            proposal = proposal.model_copy(update=update)
        result.append(proposal)
    free_records = [record for record in records if record.id not in new_ids.values()]
    return [_with_ids(_with_correctable_records(proposal, free_records, editions), new_ids) for proposal in result]


def _with_correctable_records(
    proposal: Proposal, records: Iterable[ComparedEvent], editions: Collection[str]
) -> Proposal:
    """The proposal. If no record matches, the records that it may correct are its candidates."""
    event = None if proposal.record or proposal.candidates else event_of(proposal, editions)
    return proposal.model_copy(update={"candidates": [*corrected_events(event, records)]}) if event else proposal


def _with_ids(proposal: Proposal, new_ids: Mapping[str, str]) -> Proposal:
    changes = {
        name: new_ids[proposal.values[name]] for name in ("meeting", "part_of") if proposal.values.get(name) in new_ids
    }
    return proposal.model_copy(update={"values": {**proposal.values, **changes}}) if changes else proposal
