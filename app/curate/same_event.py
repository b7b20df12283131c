"""Says whether a proposed event is known: by mechanism and session, else by who meets and the day. Else it asks.

The comparison works on a small list of known events, which may come from the seed or from the database.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.curate.proposals import Proposal
from app.domain.edtf import DateError, Precision, Span, parse


@dataclass(frozen=True)
class KnownEvent:
    """A known record, by what tells it from others. ``kind`` is meeting, agreement, milestone or trade-stat.

    ``people`` are ids of officials; of a visit only the guests, of an agreement the signatories. ``figure`` has
    indicator, flow and value; ``documents`` are the ids of the documents that support the record.
    """

    id: str
    kind: str
    type: str | None = None
    span: Span | None = None
    parties: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    mechanism: str | None = None
    session: int | None = None
    place: str | None = None
    figure: tuple[object, ...] | None = None
    documents: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Answer:
    """The known record that is the same, or those of which a reviewer must say whether one is."""

    record: str | None = None
    candidates: tuple[str, ...] = ()


KINDS = ("meeting", "agreement", "milestone", "trade-stat")


def event_of(proposal: Proposal, document: str | None = None) -> KnownEvent | None:
    """What tells the proposed record from others. None if the kind is not compared."""
    values = proposal.values
    if proposal.kind not in KINDS:
        return None
    return KnownEvent(
        id=str(values.get("id")),
        kind=proposal.kind,
        type=values.get("type"),
        span=_span(values.get("date")),
        parties=frozenset(_parties(values)),
        people=frozenset(_people(values)),
        mechanism=values.get("mechanism"),
        session=values.get("session"),
        place=values.get("country"),
        figure=figure_of(values) if proposal.kind == "trade-stat" else None,
        documents=frozenset([document] if document else []),
    )


def same_event(event: KnownEvent, known: Iterable[KnownEvent]) -> Answer:
    """Which known event is the same."""
    of_kind = [other for other in known if other.kind == event.kind and other.type == event.type]
    if event.kind == "trade-stat":
        figures = tuple(other.id for other in of_kind if _is_same_figure(event, other))
        return Answer(figures[0]) if len(figures) == 1 else Answer(candidates=figures)
    if event.mechanism and event.session:
        same = [o for o in of_kind if (o.mechanism, o.session) == (event.mechanism, event.session)]
        return Answer(same[0].id) if same else Answer()
    if event.kind == "meeting" and event.mechanism:
        near = [o for o in of_kind if o.mechanism == event.mechanism and overlap(event, o)]
        return _answer(event, near, is_sure=event.place is not None)
    if event.kind == "meeting" and event.type in ("summit", "conference"):
        near = [o for o in of_kind if o.place == event.place and o.session == event.session and overlap(event, o)]
        return _answer(event, near, is_sure=False)
    if event.kind == "meeting":
        near = [o for o in of_kind if _alike_meeting(event, o)]
        return _answer(event, near, is_sure=bool(event.people))
    near = [o for o in of_kind if o.parties == event.parties and (overlap(event, o) or event.kind == "milestone")]
    return _answer(event, near, is_sure=event.kind == "milestone" or event.mechanism is not None)


def _answer(event: KnownEvent, near: Sequence[KnownEvent], *, is_sure: bool) -> Answer:
    """The only event on the same day, if the comparison is certain; else a question."""
    same_day = [other for other in near if other.span and _is_day(event) and _is_day(other) and overlap(event, other)]
    same_place = [other for other in same_day if None in (event.place, other.place) or event.place == other.place]
    if is_sure and len(same_place) == 1:
        return Answer(same_place[0].id)
    return Answer(candidates=tuple(other.id for other in near))


def _alike_meeting(event: KnownEvent, other: KnownEvent) -> bool:
    """Whether the same people meet on days that may be the same. Parties are compared if people are missing."""
    if event.people and other.people:
        smaller, larger = sorted((event.people, other.people), key=len)
        return smaller <= larger and overlap(event, other)
    return event.parties == other.parties and overlap(event, other)


def _is_same_figure(event: KnownEvent, other: KnownEvent) -> bool:
    texts = [one.span.text if one.span else None for one in (event, other)]
    return (
        event.figure == other.figure
        and event.parties == other.parties
        and texts[0] == texts[1]
        and not event.documents.isdisjoint(other.documents)
    )


def overlap(event: KnownEvent, other: KnownEvent) -> bool:
    """Whether two events may be on the same day; one without a date may be on any."""
    one, two = event.span, other.span
    if one is None or two is None:
        return True
    starts_before = one.start is None or two.end is None or one.start <= two.end
    return starts_before and (two.start is None or one.end is None or two.start <= one.end)


def _is_day(event: KnownEvent) -> bool:
    return event.span is not None and event.span.precision in (Precision.day, Precision.range)


def _span(text: Any) -> Span | None:
    try:
        return parse(str(text)) if text else None
    except DateError:
        return None


def figure_of(values: Mapping[str, Any]) -> tuple[object, ...]:
    """Indicator, flow, value and product of a figure."""
    value, product = values.get("value"), values.get("product") or {}
    number = None if value is None else float(value)
    return (values.get("indicator"), values.get("flow"), number, product.get("name"))


def _parties(values: Mapping[str, Any]) -> Iterator[str]:
    for name in ("countries", "parties"):
        for party in values.get(name) or ():
            yield party["party"] if isinstance(party, dict) else party
    yield from (values[name] for name in ("reporter", "partner") if values.get(name))


def _people(values: Mapping[str, Any]) -> Iterator[str]:
    for person in values.get("participants") or ():
        if values.get("type") != "visit" or person.get("role") == "guest":
            yield person["official"]
    yield from (person["official"] for person in values.get("signatories") or ())


def identified(
    proposals: Sequence[Proposal], known: Sequence[KnownEvent], document: str | None = None
) -> list[Proposal]:
    """The proposals, with the known record that each is the same as, or with candidates.

    A proposal that is known takes the id of the record, also where others refer to it. ``document`` is the id of the
    article.
    """
    result, renamed = [], {}
    for proposal in proposals:
        event = event_of(proposal, document)
        if event and proposal.record is None and not proposal.candidates:
            answer = same_event(event, known)
            update: dict[str, Any] = {"record": answer.record, "candidates": [*answer.candidates]}
            if answer.record:
                renamed[event.id] = answer.record
                update["values"] = {**proposal.values, "id": answer.record}
            proposal = proposal.model_copy(update=update)
        result.append(proposal)
    return [_with_ids(proposal, renamed) for proposal in result]


def _with_ids(proposal: Proposal, renamed: Mapping[str, str]) -> Proposal:
    changes = {
        name: renamed[proposal.values[name]] for name in ("meeting", "part_of") if proposal.values.get(name) in renamed
    }
    return proposal.model_copy(update={"values": {**proposal.values, **changes}}) if changes else proposal
