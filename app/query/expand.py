"""Projection and inclusion: the chosen fields of records, with whole records in place of references."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.db.records import Evidence
from app.db.snapshot import Snapshot
from app.db.tables import Party
from app.domain.deadline import check_each
from app.domain.json_text import json_text
from app.query.history import read_histories
from app.query.list_parameters import Projection
from app.resource import Include, Resource


def project(snapshot: Snapshot, resource: Resource, bodies: dict[str, str], query: Projection[Any]) -> list[str]:
    """The bodies of records by id, reduced to the fields of the query and with the records that it includes.

    Each kind of included record takes one statement for all bodies, and their history three.
    """
    bodies = query.complete(snapshot, bodies)
    if not (query.fields or query.include) or not bodies:
        return list(bodies.values())
    records = {record_id: json.loads(body) for record_id, body in check_each(bodies.items())}
    fields: dict[str, None] = dict.fromkeys(query.fields or ())  # in the order of the request
    projections = {
        record_id: {name: record[name] for name in fields if name in record} if fields else record
        for record_id, record in records.items()
    }
    for name in dict.fromkeys(query.include or ()):
        if reader := _INCLUDE_READERS.get(name):
            of_records = reader(snapshot, resource, records)
            for record_id, record in projections.items():
                record[name] = of_records[record_id]
        else:
            _include(snapshot, resource.out.includes[name], name, records, projections)
    return [json_text(record) for record in projections.values()]


def _evidence(snapshot: Snapshot, resource: Resource, records: Mapping[str, Any]) -> dict[str, list[Any]]:
    model, ids = resource.model, list(records)
    span = aliased(Evidence)
    rows = snapshot.execute(
        select(model.id, span.body)
        .select_from(model)
        .join(span, model.has_evidence(span))
        .where(model.id.in_(ids))
        .order_by(span.document_id, span.start, span.id)
    )
    spans: dict[str, list[Any]] = {record_id: [] for record_id in ids}
    for record_id, body in check_each(rows):
        spans[record_id].append(json.loads(str(body)))
    return spans


def _history(snapshot: Snapshot, resource: Resource, records: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The versions of each record, as its path ``/history`` has them. An entry of the timeline has those of the record
    that it shows."""
    kind = resource.model.kind
    kinds = {record_id: record["kind"] if resource.address else kind for record_id, record in records.items()}
    return read_histories(snapshot, kinds)


_INCLUDE_READERS: Mapping[str, Callable[[Snapshot, Resource, Mapping[str, Any]], dict[str, list[Any]]]] = {
    "evidence": _evidence,
    "history": _history,
}
"""Readers of what any record can include, by field. Each returns its items by record id."""


def _holders(record: Any, path: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The objects in a record that have the last field of a path."""
    for item in as_list(record):
        if len(path) == 1:
            yield item
        else:
            yield from _holders(item[path[0]], path[1:])


def _include(
    snapshot: Snapshot, include: Include, name: str, records: dict[str, Any], projections: dict[str, Any]
) -> None:
    """Put whole records in place of references to them. For bare ids, add a list of the records under ``name``.

    Other fields of a reference stay, such as the part of the document that reports the meeting.
    """
    key = "code" if issubclass(include.model, Party) else "id"
    *_, last = include.parts
    references = {
        record_id: [(holder, as_list(holder[last])) for holder in _holders(record, include.parts)]
        for record_id, record in records.items()
    }
    ids = {
        record_id: dict.fromkeys(ref if include.own_field else ref[key] for _, refs in holders for ref in refs)
        for record_id, holders in references.items()
    }
    all_ids = {included_id for included_ids in ids.values() for included_id in included_ids}
    rows = snapshot.execute(select(include.model.id, include.model.body).where(include.model.id.in_(all_ids)))
    included_records = {row.id: json.loads(str(row.body)) for row in check_each(rows)}
    for record_id, holders in references.items():
        if include.own_field:
            projections[record_id][name] = [included_records[included_id] for included_id in ids[record_id]]
            continue
        for holder, refs in holders:
            full = [ref | included_records[ref[key]] for ref in refs]
            holder[last] = full if isinstance(holder[last], list) else next(iter(full), None)
        projections[record_id][include.parts[0]] = records[record_id][include.parts[0]]


def as_list(value: Any) -> list[Any]:
    """A list as it is, another value as a list of it, and None as an empty list."""
    return value if isinstance(value, list) else [] if value is None else [value]
