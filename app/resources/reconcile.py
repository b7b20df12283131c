"""Reconciliation API 0.2 of the W3C Community Group: candidates for names, suggestions, and values with sources.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import select

from app.db.names import MAX_SUGGESTED_VALUES, NameMatch, ids_by_name, present_keys, resolve, withdrawn_keys
from app.db.names import PARTY as PARTY_NAMES
from app.db.records import Document, Evidence, Record
from app.db.snapshot import Snapshot
from app.db.tables.publication import Name
from app.domain.deadline import check_each
from app.domain.escape import single_line
from app.domain.text import LINE_CONTROLS, fold, has_controls, name_keys
from app.domain.vocabulary import NameRole
from app.errors import Problem, invalid, invalid_parameter
from app.resource import Body
from app.resources.reconcile_properties import (
    ALL_KINDS,
    KINDS_OF_TYPE,
    NAMING,
    PARTY_TYPE,
    PROPERTIES,
    SOURCES_PROPERTY,
    TYPES,
    Property,
    PropertyValue,
    entity_id,
    property_entries,
    says_so,
    split_id,
    type_ref,
    value_text,
)
from app.resources.reconcile_queries import (
    DISAGREEMENT,
    MAX_BATCH,
    MAX_QUERY_CANDIDATES,
    MAX_QUERY_NAME,
    ExtensionRequest,
    NameRequest,
    PropertyRequest,
)

SUGGESTIONS = 20
"""Suggestions of an answer."""

NO_ID = "no record has that id: it is a kind and an id, such as officials/hakan-fidan"

NEAREST = 3
"""Ids that an error suggests."""

Models: TypeAlias = Mapping[str, type[Record]]
"""The tables of records by kind."""

Records: TypeAlias = Mapping[tuple[str, str], Body]
"""Records by kind and id."""


def refuse_large_batch(parameter: str, count: int) -> None:
    """Raise ``Problem`` (413) for more queries or records than one request may have, as the specification has it."""
    if count > MAX_BATCH:
        raise Problem("too-large", detail=f"{parameter}: a request may have {MAX_BATCH}, but this one has {count}")


def reconcile_candidates(
    snapshot: Snapshot, models: Models, batch: Mapping[str, NameRequest], base: str
) -> dict[str, Any]:
    """The candidates for each query of a batch, best first. ``base`` is the address of the service."""
    refuse_large_batch("queries", len(batch))
    nameless_keys = [key for key, query in batch.items() if not query.names]
    if nameless_keys:
        message = f"{nameless_keys[0]!r} has neither a query nor a property that names a record: {', '.join(NAMING)}"
        raise invalid_parameter("queries", nameless_keys[0], message)
    matches = {key: _matches(snapshot, query, base) for key, query in check_each(batch.items())}
    keys = {_key(match) for query_matches in matches.values() for match in query_matches}
    records = read_records(snapshot, models, keys)
    return {
        key: {
            "result": _candidates(snapshot, query, [match for match in matches[key] if _key(match) in records], records)
        }
        for key, query in batch.items()
    }


def _key(match: NameMatch) -> tuple[str, str]:
    return match.kind, match.record_id


def _matches(snapshot: Snapshot, query: NameRequest, base: str) -> list[NameMatch]:
    """The records that the name of a query may mean, best first. An id or an address is a name too."""
    name = query.names[0].removeprefix(f"{base}/").strip()
    entity = split_id(name.removeprefix("explore/"))
    if entity and entity[0] in query.kinds:
        return [NameMatch(*entity, None, name, NameRole.id, exact=True, score=100.0)]
    if len(name) > MAX_QUERY_NAME or not fold(name) or not name_keys(name) or has_controls(name, LINE_CONTROLS):
        return []
    matches = resolve(snapshot, name, query.kinds)
    if query.query is None:
        matches = [match for match in matches if match.exact]
    return matches[:MAX_QUERY_CANDIDATES]


def _candidates(
    snapshot: Snapshot, query: NameRequest, matches: Sequence[NameMatch], records: Records
) -> list[dict[str, Any]]:
    """Candidates with their features and scores, best first. The only exact one that no property contradicts is a
    match."""
    entries: list[dict[str, Any]] = []
    for match in matches:
        record = records[_key(match)]
        agreement = {
            condition.pid: agrees
            for condition in query.properties
            if match.kind in PROPERTIES[condition.pid].kinds
            and (agrees := says_so(PROPERTIES[condition.pid], record, _spellings(snapshot, condition))) is not None
        }
        against = sum(not agrees for agrees in agreement.values())
        features = {
            "name_similarity": round(match.score, 1),
            "name_exact": match.exact,
            "name_editorial": match.role == NameRole.editorial,
            **{f"property:{pid}": agrees for pid, agrees in agreement.items()},
        }
        entry = {
            "id": entity_id(*_key(match)),
            "name": entity_name(record),
            "description": record["label"],
            "type": [type_ref(match.kind)],
            "score": round(max(0.0, match.score - DISAGREEMENT * against), 1),
            "features": [{"id": name, "value": value} for name, value in features.items()],
            "match": match.exact and not against,
        }
        entries.append(entry)
    sure = [entry for entry in entries if entry["match"]]
    for entry in sure if len(sure) > 1 else ():
        entry["match"] = False
    entries.sort(key=lambda entry: -entry["score"])
    return entries[: query.limit]


def _spellings(snapshot: Snapshot, condition: PropertyRequest) -> list[str]:
    """The texts that a property should have; of a party, also its id, so that any of its names fits."""
    texts = [text for text in condition.texts if not has_controls(text, LINE_CONTROLS)]
    if PROPERTIES[condition.pid].type != PARTY_TYPE:
        return texts
    names = [(PARTY_NAMES, text) for text in texts if len(text) <= MAX_QUERY_NAME and name_keys(text)]
    return [*texts, *(id for ids in ids_by_name(snapshot, names).values() for id in ids)]


def read_records(snapshot: Snapshot, models: Models, keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Body]:
    """The records with these kinds and ids. Those that do not exist are left out."""
    ids: dict[str, list[str]] = defaultdict(list)
    for kind, record_id in keys:
        ids[kind].append(record_id)
    return {
        (kind, record_id): json.loads(str(body))
        for kind, record_ids in sorted(ids.items())
        for record_id, body in snapshot.execute(
            select(models[kind].id, models[kind].body).where(models[kind].id.in_(sorted(record_ids)))
        )
        if body
    }


def entity_name(record: Body) -> str:
    """The name of a record; the label of a document without a title."""
    return str(record.get("name") or record.get("title") or record["label"])


def extend(snapshot: Snapshot, models: Models, query: ExtensionRequest, base: str) -> dict[str, Any]:
    """The values of properties of records, and the sources of these values, as text with the document's address.

    A former id has the values of the record that it stands for. A record that was withdrawn, or does not have a
    property, has no values. Raises ``Problem`` for ids that no record has had.
    """
    refuse_large_batch("extend", len(query.ids))
    keys = {entity: split_id(entity) for entity in query.ids}
    present = present_keys(snapshot, {key for key in keys.values() if key})
    keys = {entity: key and present.get(key, key) for entity, key in keys.items()}
    records = read_records(snapshot, models, {key for key in keys.values() if key})
    _refuse_unknown(snapshot, {entity: key for entity, key in keys.items() if key is None or key not in records})
    columns = [(column.id, PROPERTIES[column.id.removesuffix(SOURCES_PROPERTY)]) for column in query.properties]
    citations = (
        Citations(snapshot, records, base) if any(name.endswith(SOURCES_PROPERTY) for name, _ in columns) else None
    )
    rows: dict[str, dict[str, list[PropertyValue]]] = {}
    for entity, key in keys.items():
        record = records.get(key) if key else None
        rows[entity] = {}
        for name, property_ in columns:
            has = key is not None and record is not None and key[0] in property_.kinds
            values = property_.values(record) if has and record is not None else []
            if citations and key and name.endswith(SOURCES_PROPERTY):
                values = [{"str": citations.of(key, property_, value)} for value in values]
            rows[entity][name] = values
    return {"meta": [_meta(name, property_) for name, property_ in columns], "rows": rows}


def _refuse_unknown(snapshot: Snapshot, absent: Mapping[str, tuple[str, str] | None]) -> None:
    """Raise ``Problem`` for the absent ids that no withdrawn record had either, with the nearest ids."""
    withdrawn_records = withdrawn_keys(snapshot, {key for key in absent.values() if key})
    unknown = [entity for entity, key in absent.items() if key not in withdrawn_records]
    if unknown:
        raise Problem(
            "invalid-parameter",
            [
                invalid("extend", entity, NO_ID, nearest_ids(snapshot, entity) if at < MAX_SUGGESTED_VALUES else ())
                for at, entity in enumerate(unknown)
            ],
        )


def nearest_ids(snapshot: Snapshot, text: str) -> list[str]:
    """The ids of records, as the protocol has them, whose ids or names are like a text; best first."""
    name = text.rpartition("/")[2]
    if not fold(name) or not name_keys(name):
        return []
    return [entity_id(*_key(match)) for match in resolve(snapshot, name, ALL_KINDS)[:NEAREST]]


def _meta(name: str, property_: Property) -> dict[str, Any]:
    if name.endswith(SOURCES_PROPERTY):
        return {"id": name, "name": f"{property_.name}: sources"}
    return {"id": name, "name": property_.name} | ({"type": type_ref(property_.type)} if property_.type else {})


class Citations:
    """The sources of values: documents with paragraphs or rows."""

    def __init__(self, snapshot: Snapshot, records: Records, base: str) -> None:
        self._records = records
        self._base = base
        self._evidence: dict[tuple[str, str], list[Any]] = defaultdict(list)
        ids: dict[str, list[str]] = defaultdict(list)
        for kind, record_id in records:
            ids[kind].append(record_id)
        for kind, record_ids in ids.items():
            places = select(
                Evidence.record_kind, Evidence.record_id, Evidence.fields, Evidence.document_id, Evidence.paragraph,
                Evidence.row, Evidence.as_written, Document.title, Document.date,
            ).join(Document, Document.id == Evidence.document_id)  # fmt: skip
            places = places.where(Evidence.record_kind == kind, Evidence.record_id.in_(record_ids)).order_by(
                Evidence.id
            )
            for row in check_each(snapshot.execute(places)):
                self._evidence[row.record_kind, row.record_id].append(row)

    def of(self, key: tuple[str, str], property_: Property, value: PropertyValue) -> str:
        """The sources of a value: the places that have its words, or else all for the property."""
        if value_text(value) in self._records[key].get(f"editorial_{property_.id}", ()):
            return property_.without_evidence
        places = [row for row in self._evidence[key] if {*property_.fields} & {*row.fields.split()}]
        words = fold(value_text(value))
        literal = [row for row in places if words in fold(row.as_written or "")]
        by_document: dict[str, list[Any]] = defaultdict(list)
        for row in literal or places:
            by_document[row.document_id].append(row)
        return "; ".join(self._citation(rows) for rows in by_document.values()) or property_.without_evidence

    def _citation(self, rows: Sequence[Any]) -> str:
        numbers = sorted({row.paragraph for row in rows if row.paragraph is not None})
        keys = sorted({single_line(row.row) for row in rows if row.row is not None})
        places = [f"paragraph{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}"] if numbers else []
        places += [f"row{'s' * (len(keys) > 1)} {', '.join(keys)}"] if keys else []
        title = single_line(rows[0].title or rows[0].document_id)
        date = f" ({rows[0].date})" if rows[0].date else ""
        return f"{title}{date}, {', '.join(places)}, {self._base}/documents/{rows[0].document_id}"


def suggest_entities(
    snapshot: Snapshot, models: Models, prefix: str, kinds: Sequence[str], offset: int
) -> list[dict[str, Any]]:
    """The records that the beginning of a name may mean: names that begin so, then names alike."""
    folded_prefix = fold(prefix)
    if not folded_prefix or not name_keys(prefix):
        return []
    end = offset + SUGGESTIONS
    names = select(Name.kind, Name.record_id).where(
        Name.kind.in_(kinds), Name.folded >= folded_prefix, Name.folded < f"{folded_prefix}{{"
    )  # a folded name has letters, digits and spaces, all of which come before the brace
    rows = snapshot.execute(names.order_by(Name.folded, Name.kind, Name.record_id).limit(10 * end))
    entity = split_id(prefix.strip())
    keys = dict.fromkeys([*([entity] if entity and entity[0] in kinds else []), *((row[0], row[1]) for row in rows)])
    if len(keys) < end:
        keys |= dict.fromkeys(map(_key, resolve(snapshot, prefix, kinds)))
    page = [*keys][offset:end]
    records = read_records(snapshot, models, page)
    return [
        {
            "id": entity_id(*key),
            "name": entity_name(records[key]),
            "description": records[key]["label"],
            "notable": [type_ref(key[0])],
        }
        for key in page
        if key in records
    ]


def _with_prefix(entries: Iterable[dict[str, Any]], prefix: str) -> list[dict[str, Any]]:
    """The entries whose name or id has a word that begins with the prefix."""
    folded_prefix = fold(prefix)
    return [entry for entry in entries if f" {folded_prefix}" in f" {fold(entry['id'])} {fold(entry['name'])}"]


def suggest_types(prefix: str, offset: int) -> list[dict[str, Any]]:
    """The types that the beginning of a name may mean."""
    return _with_prefix(map(type_entry, TYPES), prefix)[offset : offset + SUGGESTIONS]


def type_entry(kind: str) -> dict[str, Any]:
    """A type with the one above it."""
    return type_ref(kind) | {"broader": [type_ref(PARTY_TYPE)] if kind in KINDS_OF_TYPE[PARTY_TYPE] else []}


def suggest_properties(prefix: str, offset: int) -> list[dict[str, Any]]:
    """The properties that the beginning of a name may mean; those of sources last, as they cannot be compared."""
    entries = sorted(property_entries(ALL_KINDS), key=lambda entry: entry["id"].endswith(SOURCES_PROPERTY))
    return _with_prefix(entries, prefix)[offset : offset + SUGGESTIONS]
