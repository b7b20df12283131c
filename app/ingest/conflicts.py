"""Derives the conflicts from published records: figures that differ, documents that differ on a field, trends against
figures, and parts of a period that do not fit the whole.

It runs in a publication after all other records, because a conflict shows parts of several published bodies.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import chain, groupby
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.db import bulk
from app.db.figures import all_figures, all_trends, figure_of, trend_of
from app.db.records import Document, Evidence, FieldSet, Record
from app.db.tables import Conflict, ConflictCountry, ConflictEvidence, FigureGroup, TradeStat
from app.domain.contradictions import (
    FieldPlace,
    amount,
    event_date,
    nested_conflicts,
    pairs_against_trend,
    trend_words,
    verdict_of_documents,
)
from app.domain.trade_figures import Figure
from app.domain.vocabulary import ConflictKind, PartyKind, Verdict
from app.resource import json_number

BATCH = 200
"""Conflicts read and written at a time."""

MAX_ID = 200
"""Characters of an id, at most."""


@dataclass(frozen=True)
class DerivedConflict:
    """A conflict: its fields as they are published, and the places of documents that it rests on."""

    id: str
    content: dict[str, Any]
    evidence: Sequence[str]

    def row(self) -> dict[str, Any]:
        """The row of the table, without what publishing adds."""
        content, mechanism = self.content, self.content["mechanism"]
        text = json.dumps(content, ensure_ascii=False)
        return {
            "id": self.id,
            "digest": sha256(json.dumps([text, sorted(self.evidence)]).encode()).hexdigest(),
            "kind_": content["kind"],
            "record_kind": content["record_kind"],
            "verdict": content["verdict"],
            "mechanism_id": mechanism and mechanism["id"],
            "content": text,
        }


def update_conflicts(session: Session, models: Collection[type[Record]], *, figures_changed: bool) -> None:
    """Store the conflicts of the published records of the ``models``, and delete those that ended.

    It works in the caller's transaction, and derives conflicts of figures anew only if ``figures_changed``.
    """
    conflicts = _value_conflicts(session, {model.kind: model for model in models})
    kinds = [ConflictKind.value]
    if figures_changed:
        kinds = [*ConflictKind]
        conflicts = chain(conflicts, _group_conflicts(session), _period_conflicts(session))
    ids: set[str] = set()
    for batch in bulk.batches(conflicts, BATCH):
        ids.update(conflict.id for conflict in batch)
        _write(session, batch)
    stored_ids = session.scalars(select(Conflict.id).where(Conflict.kind_.in_(kinds)))
    bulk.delete(session, Conflict, [id for id in stored_ids if id not in ids])


def _write(session: Session, batch: Sequence[DerivedConflict]) -> None:
    """Write the conflicts that changed, with their links, and mark them as dirty."""
    rows = {conflict.id: conflict.row() for conflict in batch}
    query = select(Conflict.id, Conflict.digest).where(Conflict.id.in_(rows))
    digests = {row.id: row.digest for row in session.execute(query)}
    changed_conflicts = [conflict for conflict in batch if digests.get(conflict.id) != rows[conflict.id]["digest"]]
    old = [conflict.id for conflict in changed_conflicts if conflict.id in digests]
    if old:
        session.execute(update(Conflict), [rows[id] | {"dirty": True} for id in old])
        for link in (ConflictCountry, ConflictEvidence):
            session.execute(delete(link).where(link.conflict_id.in_(old)))
    if inserts := [rows[conflict.id] for conflict in changed_conflicts if conflict.id not in digests]:
        bulk.insert(session, Conflict, inserts)
    countries = [
        {"conflict_id": conflict.id, "country_id": party["code"], "position": index}
        for conflict in changed_conflicts
        for index, party in enumerate(conflict.content["countries"])
        if party["code"]
    ]
    if countries:
        bulk.insert(session, ConflictCountry, countries)
    if places := [
        {"conflict_id": c.id, "evidence_id": id} for c in changed_conflicts for id in sorted(set(c.evidence))
    ]:
        bulk.insert(session, ConflictEvidence, places)


def _id(*parts: str) -> str:
    """A readable id; of a long one the end is a hash."""
    text = ".".join(parts).lower()
    return text if len(text) <= MAX_ID else f"{text[: MAX_ID - 17]}-{sha256(text.encode()).hexdigest()[:16]}"


def _reference(kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    return {"kind": kind, **{name: body[name] for name in ("id", "url", "label")}, "title": body["title"] or body["id"]}


def _side(
    reference: Mapping[str, Any],
    value: Any,
    sources: Sequence[Any],
    *,
    as_written: str | None = None,
    date: str | None = None,
) -> dict[str, Any]:
    """One of the values of a conflict, with its sources; the newest of them gives document and paragraph."""
    first = sources[0] if sources else None
    return {
        "record": reference,
        "value": value,
        "as_written": as_written,
        "date": date,
        "document": first and first["document"],
        "paragraph": next(iter(first["paragraphs"]), None) if first else None,
        "sources": sources,
    }


def _text(value: Any) -> Any:
    """A value of a record: a number or a text. Of records that it refers to, it has the ids; a list is one text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        inner = next((value[name] for name in ("code", "id", "name", "title") if value.get(name)), None)
        return inner if inner is not None else next((_text(part) for part in value.values() if part), None)
    if isinstance(value, list):
        return "; ".join(str(_text(part)) for part in value)
    return json_number(value)


# --- documents that differ on a field of a record ------------------------------------------


def _value_conflicts(session: Session, models: Mapping[str, type[Record]]) -> Iterator[DerivedConflict]:
    query = (
        select(Evidence.record_kind, Evidence.record_id, Evidence.fields.label("field"))
        .where(Evidence.says.is_not(None))  # of one field, as the seed's model requires
        .distinct()
        .order_by(Evidence.record_kind, Evidence.record_id, Evidence.fields)
    )
    for batch in bulk.batches(session.execute(query).all(), BATCH):
        for kind, rows in groupby(batch, key=lambda row: row.record_kind):
            if kind in models:
                yield from _conflicts_of_kind(session, models[kind], list(rows))


def _conflicts_of_kind(session: Session, model: type[Record], rows: Sequence[Any]) -> Iterator[DerivedConflict]:
    """The conflicts about these fields of records of one kind."""
    ids = {row.record_id for row in rows}
    bodies = _bodies(session, model, ids)
    names = {row.field for row in rows}
    places = session.execute(
        select(
            Evidence.id, Evidence.record_id, Evidence.document_id, Evidence.paragraph, Evidence.row, Evidence.says,
            Evidence.as_written, FieldSet.field, Document.date_start.label("day"), Document.supersedes_id,
        )
        .join(FieldSet, FieldSet.fields == Evidence.fields)
        .join(Document, Document.id == Evidence.document_id)
        .where(Evidence.record_kind == model.kind, Evidence.record_id.in_(ids), FieldSet.field.in_(names))
        .order_by(Document.date_start.desc().nulls_last(), Evidence.id)
    ).all()  # fmt: skip
    by_field: dict[tuple[str, str], list[Any]] = {}
    for place in places:
        by_field.setdefault((place.record_id, place.field), []).append(place)
    for row in rows:
        yield _value_conflict(model.kind, row.field, bodies[row.record_id], by_field[row.record_id, row.field])


def _value_conflict(kind: str, field: str, body: Mapping[str, Any], places: Sequence[Any]) -> DerivedConflict:
    reference = _reference(kind, body)
    own_places = [place for place in places if place.says is None]
    value = _text(body.get(field))
    own_side = _side(
        reference, value, _sources(body, own_places), as_written=own_places[0].as_written if own_places else None
    )
    other_sides = [
        _side(
            reference,
            json_number(float(place.says)) if isinstance(value, int | float) else place.says,
            _sources(body, [place]),
            as_written=place.as_written,
        )
        for place in places
        if place.says is not None
    ]
    other_values = "; ".join(f"{side['document']} has “{side['value']}”" for side in other_sides)
    own_value = "no value" if value is None else f"“{value}”"
    content = {
        "kind": ConflictKind.value,
        "record_kind": kind,
        "field": field,
        "verdict": verdict_of_documents(
            [FieldPlace(place.document_id, place.day, place.supersedes_id, place.says) for place in places],
            event_date(kind, field, body),
        ),
        "subject": reference,
        "countries": _parties(kind, body),
        "mechanism": _mechanism(kind, body),
        "explanation": f"the record has {own_value}; {other_values}",
        "sides": [own_side, *other_sides],
    }
    return DerivedConflict(_id("value", kind, body["id"], field), content, [place.id for place in places])


def _sources(body: Mapping[str, Any], places: Sequence[Any]) -> list[dict[str, Any]]:
    """The sources of a record, as far as they are these places of evidence."""
    sources = []
    for source in body["sources"]:
        document_places = [place for place in places if place.document_id == source["document"]]
        if document_places:
            paragraphs = sorted({place.paragraph for place in document_places if place.paragraph is not None})
            rows = sorted({place.row for place in document_places if place.row is not None})
            sources.append({**source, "paragraphs": paragraphs, "rows": rows})
    return sources


def _parties(kind: str, body: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The parties that a record is about: its countries, or all that it names; of a party, itself."""
    if kind in ("country", "organization"):
        return [{"code": body["code"], "name": body["name"], "kind": body.get("kind") or PartyKind.organization}]
    parties: dict[str, dict[str, Any]] = {}

    def collect(value: Any) -> None:
        if isinstance(value, list):
            for part in value:
                collect(part)
        elif isinstance(value, Mapping):
            if value.keys() == {"code", "name", "kind"} and value["code"]:
                parties.setdefault(value["code"], dict(value))
            else:
                collect([part for name, part in value.items() if name != "sources"])

    collect(body.get("countries") or list(body.values()))
    return list(parties.values())


def _mechanism(kind: str, body: Mapping[str, Any]) -> Any:
    if kind == "mechanism":
        return {name: body[name] for name in ("id", "acronym", "name")}
    return body.get("mechanism")


def _bodies(session: Session, model: Any, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    rows = session.execute(select(model.id, model.body).where(model.id.in_(ids)))
    return {row.id: json.loads(row.body) for row in rows}


# --- figures -------------------------------------------------------------------------------


def _group_conflicts(session: Session) -> Iterator[DerivedConflict]:
    """The groups of figures that are not all the same."""
    ids = session.scalars(select(FigureGroup.id).where(FigureGroup.verdict != Verdict.same)).all()
    for batch in bulk.batches(ids, BATCH):
        groups = _bodies(session, FigureGroup, batch)
        members = [figure["id"] for group in groups.values() for figure in group["figures"]]
        stats, places = _bodies(session, TradeStat, members), _places(session, members)
        for group in groups.values():
            figures = [stats[figure["id"]] for figure in group["figures"]]
            spread = group["spread"]
            low, high = amount(spread["low"]), amount(spread["high"])
            percent = f", {spread['percent']:g} percent apart" if spread["percent"] is not None else ""
            words = low if low == high else f"{low} to {high}{percent}"
            yield _conflict_of_figures(
                ConflictKind.figures,
                _id("figures", group["id"]),
                _reference(FigureGroup.kind, group),
                figures,
                places,
                "; ".join([words, *group["reasons"]]),
                group["verdict"],
            )


def _period_conflicts(session: Session) -> Iterator[DerivedConflict]:
    """Trends against figures, and parts that do not fit the whole."""
    connection = session.connection()
    trends: dict[tuple[str, ...], list[tuple[Figure, str]]] = {}
    for row in connection.execute(all_trends()):
        trend, direction = trend_of(row)
        trends.setdefault(trend.quantity(), []).append((trend, direction))
    contradictions = _contradictions(map(figure_of, connection.execute(all_figures())), trends)
    for batch in bulk.batches(contradictions, BATCH):
        ids = {id for _, stat_ids, _, _ in batch for id in stat_ids}
        stats, places = _bodies(session, TradeStat, ids), _places(session, ids)
        for kind, stat_ids, words, part in batch:
            figures = [stats[id] for id in stat_ids]
            subject = _reference(TradeStat.kind, figures[0])
            name = _id(kind, stat_ids[0], *filter(None, [part]))
            yield _conflict_of_figures(kind, name, subject, figures, places, words, None)


def _contradictions(
    figures: Iterable[Figure], trends: Mapping[tuple[str, ...], Sequence[tuple[Figure, str]]]
) -> Iterator[tuple[ConflictKind, list[str], str, str | None]]:
    """For each conflict: its kind, the ids of its trade stats (first the one that it is about), the reason in words,
    and the id of the part of a period."""
    pairs = groupby(figures, key=lambda figure: (figure.indicator, {figure.reporter, figure.partner}))
    for _, bucket in pairs:
        quantities: dict[tuple[str, ...], dict[str, list[Figure]]] = {}
        for figure in bucket:
            quantities.setdefault(figure.quantity(), {}).setdefault(figure.unit, []).append(figure)
        for quantity, by_unit in quantities.items():
            for of_unit in by_unit.values():
                for parts, wholes, words in nested_conflicts(of_unit):
                    yield ConflictKind.implausible, [figure.id for figure in (*wholes, *parts)], words, parts[0].id
            for trend, direction in trends.get(quantity, ()):
                contrary = [
                    pair for of_unit in by_unit.values() for pair in pairs_against_trend(trend, direction, of_unit)
                ]
                if contrary:
                    ids = dict.fromkeys(figure.id for pair in contrary for figure in pair)
                    yield ConflictKind.trend, [trend.id, *ids], trend_words(direction, contrary), None


def _conflict_of_figures(
    kind: ConflictKind,
    id: str,
    subject: Mapping[str, Any],
    figures: Sequence[Mapping[str, Any]],
    places: Mapping[str, Sequence[str]],
    explanation: str,
    verdict: str | None,
) -> DerivedConflict:
    first = figures[0]
    content = {
        "kind": kind,
        "record_kind": TradeStat.kind,
        "field": None,
        "verdict": verdict,
        "subject": subject,
        "countries": [party for party in (first["reporter"], first["partner"]) if party],
        "mechanism": next((figure["mechanism"] for figure in figures if figure["mechanism"]), None),
        "explanation": explanation,
        "sides": [
            _side(
                _reference(TradeStat.kind, figure),
                figure["trend"] if figure["value"] is None else figure["value"],
                figure["sources"],
                as_written=figure["as_written"],
                date=figure["date"],
            )
            for figure in figures
        ],
    }
    return DerivedConflict(id, content, [place for figure in figures for place in places.get(figure["id"], ())])


def _places(session: Session, stats: Collection[str]) -> dict[str, list[str]]:
    """The ids of the places that support each of these trade stats."""
    query = select(Evidence.record_id, Evidence.id).where(Evidence.record_kind == TradeStat.kind)
    rows = session.execute(query.where(Evidence.record_id.in_(stats)))
    places: dict[str, list[str]] = {}
    for record_id, id in rows:
        places.setdefault(record_id, []).append(id)
    return places
