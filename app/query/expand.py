"""What a question to a list selects: names resolved, rows in a total order, and what is shown of each record."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.db.records import Evidence
from app.db.snapshot import Snapshot
from app.db.tables import Country
from app.domain.deadline import check_each
from app.query.list_query import Chosen
from app.resource import Include, Resource


def shown(snapshot: Snapshot, resource: Resource, bodies: dict[str, str], query: Chosen[Any]) -> list[str]:
    """The bodies of records by id, as far as they are asked for, with what is to be included.

    Each kind of thing to include takes one statement for all records.
    """
    bodies = query.completed(snapshot, bodies)
    if not (query.fields or query.include) or not bodies:
        return list(bodies.values())
    records = {record_id: json.loads(body) for record_id, body in check_each(bodies.items())}
    wanted: dict[str, None] = dict.fromkeys(query.fields or ())  # in the order in which they are asked for
    kept = {
        record_id: {name: record[name] for name in wanted if name in record} if wanted else record
        for record_id, record in records.items()
    }
    for name in dict.fromkeys(query.include or ()):
        if name == "evidence":
            found = _evidence(snapshot, resource, list(records))
            for record_id, record in kept.items():
                record["evidence"] = found[record_id]
        else:
            _expand(snapshot, resource.out.includes[name], name, records, kept)
    return [json.dumps(record, ensure_ascii=False, separators=(",", ":")) for record in kept.values()]


def _evidence(snapshot: Snapshot, resource: Resource, ids: Sequence[str]) -> dict[str, list[Any]]:
    place = aliased(Evidence)
    model = resource.model
    rows = snapshot.execute(
        select(model.id, place.body)
        .select_from(model)
        .join(place, model.evidenced(place))
        .where(model.id.in_(ids))
        .order_by(place.document_id, place.start, place.id)
    )
    found: dict[str, list[Any]] = {record_id: [] for record_id in ids}
    for record_id, body in check_each(rows):
        found[record_id].append(json.loads(str(body)))
    return found


def _holders(record: Any, path: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The objects that hold what a path ends with."""
    for one in record if isinstance(record, list) else [record] if record is not None else []:
        if len(path) == 1:
            yield one
        else:
            yield from _holders(one[path[0]], path[1:])


def _expand(snapshot: Snapshot, expand: Include, name: str, records: dict[str, Any], kept: dict[str, Any]) -> None:
    """Put whole records where references to them are; of bare ids, make a list under ``name``."""
    key = "code" if expand.model is Country else "id"
    *_, last = expand.parts
    places = {i: [(one, _each(one[last])) for one in _holders(record, expand.parts)] for i, record in records.items()}
    ids = {
        i: dict.fromkeys(ref if expand.own_field else ref[key] for _, refs in found for ref in refs)
        for i, found in places.items()
    }
    wanted = {one for found in ids.values() for one in found}
    rows = snapshot.execute(select(expand.model.id, expand.model.body).where(expand.model.id.in_(wanted)))
    whole = {row.id: json.loads(str(row.body)) for row in check_each(rows)}
    for i, found in places.items():
        if expand.own_field:
            kept[i][name] = [whole[one] for one in ids[i]]
            continue
        for holder, refs in found:
            full = [whole[ref[key]] for ref in refs]
            holder[last] = full if isinstance(holder[last], list) else next(iter(full), None)
        kept[i][expand.parts[0]] = records[i][expand.parts[0]]


def _each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
