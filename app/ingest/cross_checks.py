"""Faults between the records of a seed: references, evidence, and names or ids that several records claim."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias

from pydantic import BaseModel, ValidationError

from app.db.kinds import RecordKind
from app.db.names import PARTY_KINDS
from app.domain import free_text
from app.domain.text import NO_VALUE, fold, hint_for, name_keys
from app.ingest import value_faults
from app.ingest.seed_fields import MAX_FOLDED_NAME, RefTo
from app.ingest.seed_schema import (
    NAME_FIELD_OF_ROLE,
    SEED_MODELS,
    TIMELINE_KINDS,
    CountrySeed,
    DocumentSeed,
    MechanismSeed,
    MeetingSeed,
    OrganizationSeed,
    SeedRecord,
    TradeStatSeed,
)

SeedRecords: TypeAlias = Mapping[str, list[SeedRecord]]
"""The records of a seed by kind."""

RecordFault: TypeAlias = tuple[SeedRecord, str, str]
"""A record, its field, and a sentence that says what is wrong."""

MAX_HINTS = 50


def _hints(ids: Mapping[str, Collection[str]]) -> Callable[[str, str], str]:
    """A function that suggests valid names for an unknown one, at most ``MAX_HINTS`` times: each search is slow."""
    hints_left = MAX_HINTS

    def hint(kind: str, name: str) -> str:
        nonlocal hints_left
        hints_left -= 1
        return hint_for(name, ids[kind]) if hints_left >= 0 else ""

    return hint


@cache
def _reference_fields(model: type[BaseModel]) -> list[tuple[str, str, RefTo | None]]:
    """The fields of a model: the attribute, the name in files, and what a reference refers to."""
    return [
        (name, field.alias or name, next((note for note in field.metadata if isinstance(note, RefTo)), None))
        for name, field in model.model_fields.items()
    ]


def references_of(model: BaseModel, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Every reference in a record: the path of its field, the kind it refers to, and the id."""
    for name, written_name, reference in _reference_fields(type(model)):
        value = getattr(model, name)
        if not reference and not isinstance(value, list | BaseModel):
            continue
        field_path = path + written_name
        kind = reference and (reference.kind or getattr(model, "kind", None))
        for number, item in enumerate(value if isinstance(value, list) else [value]):
            item_path = f"{field_path}.{number}" if isinstance(value, list) else field_path
            if isinstance(item, BaseModel):
                yield from references_of(item, f"{item_path}.")
            elif kind and item is not None:
                yield item_path, kind, item


def faults_between(
    records: SeedRecords, ids: Mapping[str, set[str]], place: Callable[[SeedRecord], str]
) -> Iterator[RecordFault]:
    """The faults of the records. ``ids`` are those of the entries of each kind, faulty ones too. ``place`` says where a
    record is."""
    documents = [record for record in records["document"] if isinstance(record, DocumentSeed)]
    paragraphs = {document.id: document.paragraphs for document in documents}
    names = {kind.kind: _field_names(kind) for kind in SEED_MODELS}
    hint, hint_field = _hints(ids), _hints(names)
    for record in [record for of_kind in records.values() for record in of_kind]:
        for field_path, kind, target in references_of(record):
            if target not in ids[kind]:
                yield record, field_path, f"there is no {kind} {target!r}{hint(kind, target)}"
        yield from _names_without_use(record)
        yield from _missing_evidence(record)
        yield from _wrong_places(record, paragraphs)
        yield from _wrong_fields(record, names[record.kind], ids, hint, hint_field)
    for record in _circular(records, "document", "supersedes"):
        yield record, "supersedes", "it supersedes itself, through others"
    for record in _circular(records, "meeting", "part_of"):
        yield record, "part_of", "it is a part of itself, through others"
    for record, message in _reused_ids(records):
        yield record, "formerly", f"{message}: an id is never reused for another record"
    for record, whole in _parts_apart(records):
        yield record, "date", f"it has no day in common with {whole.id}, of which it is a part ({whole.date.text})"
    for message, field, (first, *duplicates) in _duplicates(records):
        yield from ((record, field, f"{message} {place(first)}") for record in duplicates)


def _names_without_use(record: SeedRecord) -> Iterator[RecordFault]:
    """Names by which no client could ask for the record, or which mean something else in a filter."""
    names = [
        (name, "title" if record.kind == "document" else NAME_FIELD_OF_ROLE.get(role, "name"))
        for role, name in record.names()
    ]
    names += [(value, field) for field in ("venue", "publisher") if (value := getattr(record, field, None))]
    if isinstance(record, TradeStatSeed) and record.product:
        names.append((record.product.name, "product"))
    for name, field in names:
        folded_name = fold(name)
        if len(name) > free_text.MAX_TEXT_LENGTH or (not name.isascii() and len(folded_name) > MAX_FOLDED_NAME):
            yield record, field, f"it is too long to be looked up: over {MAX_FOLDED_NAME} letters in Latin"
        elif not folded_name:
            yield record, field, f"{name!r} has neither a letter nor a digit, so nobody can ask for it"
        elif not name_keys(name):
            yield (
                record,
                field,
                f"{name!r} begins with a sign that excludes or compares in a filter, or stands for no value",
            )
        elif name.lower() == NO_VALUE:
            yield record, field, f"{name!r} stands for records without a value in a filter"


def _missing_evidence(record: SeedRecord) -> Iterator[RecordFault]:
    if record.evidence and record.kind not in tuple(RecordKind):
        yield record, "evidence", "records of this kind are ours, and take no evidence"
    if record.needs_evidence and not record.evidence:
        yield record, "evidence", "no document is cited for it"
    for name in record.uncited_fields():
        yield record, name, "no document is cited for it"


def _wrong_places(record: SeedRecord, paragraphs: Mapping[str, int | None]) -> Iterator[RecordFault]:
    """Places that the documents do not have, and places that are cited twice. ``paragraphs`` has the number of
    paragraphs of each document, None for a data set."""
    citations = [
        (name, citation.document, citation.start or citation.key, citation.row and fold(citation.row))
        for citation in record.evidence
        for name in citation.fields or ["record"]
    ]
    if len(set(citations)) < len(citations):
        yield record, "evidence", "a place is cited twice for the same field"
    for number, citation in enumerate(record.evidence):
        last = paragraphs.get(citation.document)
        if citation.document in paragraphs and (citation.row is None) == (last is None):
            kind = "a data set: cite a row" if last is None else "a text: cite a paragraph and a quote"
            yield record, f"evidence.{number}", f"{citation.document} is {kind}"
        elif last and citation.paragraph and citation.paragraph > last:
            message = f"{citation.document} has {last} paragraphs, not {citation.paragraph}"
            yield record, f"evidence.{number}.paragraph", message


def _wrong_fields(
    record: SeedRecord,
    names: Collection[str],
    ids: Mapping[str, set[str]],
    hint: Callable[[str, str], str],
    hint_field: Callable[[str, str], str],
) -> Iterator[RecordFault]:
    """Fields in evidence that the record does not have, and values that they cannot have."""
    for number, citation in enumerate(record.evidence):
        for name in citation.fields:
            if name not in names:
                message = f"it has no field {name!r}{hint_field(record.kind, name)}"
                yield record, f"evidence.{number}.fields", message
            elif citation.says is not None:
                for message in _faults_of_said(record, name, citation.says, ids, hint):
                    yield record, f"evidence.{number}.says", message


def _circular(records: SeedRecords, kind: str, field: str) -> Iterator[SeedRecord]:
    """The records of a kind that refer to themselves by a field, directly or through others."""
    target = {record.id: getattr(record, field) for record in records[kind]}
    for record in records[kind]:
        visited_ids, next_id = {record.id}, target[record.id]
        while next_id and next_id not in visited_ids:
            visited_ids.add(next_id)
            next_id = target.get(next_id)
        if next_id == record.id:
            yield record


def _parts_apart(records: SeedRecords) -> Iterator[tuple[SeedRecord, Any]]:
    """Pairs of a meeting and the meeting of which it is a part, which have no day in common."""
    meetings: dict[str, Any] = {record.id: record for record in records["meeting"]}
    for part in meetings.values():
        whole = meetings.get(part.part_of or "")
        if whole and part.date and whole.date and not part.date.overlaps(whole.date):
            yield part, whole


def _reused_ids(records: SeedRecords) -> Iterator[tuple[SeedRecord, str]]:
    """Records with a former id that another record has or had, and a sentence about it. Parties share their ids,
    and so do the records of the timeline."""
    alone = [[kind] for kind in records if kind not in (*PARTY_KINDS, *TIMELINE_KINDS)]
    for kinds in (PARTY_KINDS, TIMELINE_KINDS, *alone):
        together = [record for kind in kinds for record in records.get(kind, ())]
        owners = {record.id: record for record in together}
        for record in together:
            for former in record.formerly:
                owner = owners.setdefault(former, record)
                if owner.id == former:
                    yield record, f"{former} is the id of a {owner.kind}"
                elif owner is not record:
                    yield record, f"{former} was the id of {owner.kind} {owner.id} as well"


def _duplicates(records: SeedRecords) -> Iterator[tuple[str, str, list[SeedRecord]]]:
    """Groups of records that share a value which must be unique, with a message and the field."""
    names = ((fold(r.name), r) for r in records["mechanism"] if isinstance(r, MechanismSeed))
    yield from _groups_of("the name is taken, with the same members, by", "name", names)
    for of_kind in records.values():
        yield from _groups_of("the id is taken by", "id", ((r.id, r) for r in of_kind))
    spellings = (
        (name, record)
        for record in (*records["country"], *records["organization"])
        if isinstance(record, CountrySeed | OrganizationSeed)
        for name in {fold(text) for text in (record.id, *(spelling for _, spelling in record.names()))}
    )
    yield from _groups_of("a name is taken by", "aliases", spellings)
    timeline = [r for kind in TIMELINE_KINDS for r in records[kind]]
    ids = ((r.id, r) for r in timeline)
    for message, field, group in _groups_of("the id is taken on the timeline by", "id", ids):
        if len({r.kind for r in group}) > 1:
            yield message, field, group
    sessions = (
        ((r.mechanism, r.session), r)
        for r in records["meeting"]
        if isinstance(r, MeetingSeed) and r.mechanism and r.session
    )
    yield from _groups_of("the session is taken by", "session", sessions)
    documents = [r for r in records["document"] if isinstance(r, DocumentSeed)]
    older = ((r.supersedes, r) for r in documents if r.supersedes)
    yield from _groups_of("the document is superseded by", "supersedes", older)
    hashes = ((r.sha256, r) for r in documents)
    yield from _groups_of("the text is the same as that of", "sha256", hashes)


def _faults_of_said(
    record: SeedRecord, name: str, says: str, ids: Mapping[str, set[str]], hint: Callable[[str, str], str]
) -> Iterator[str]:
    """The faults of the value that a document gives for a field: it has another type, or names no record."""
    try:
        value = record.read_field(name, says)
    except ValidationError as error:
        yield value_faults.fault_sentences(error, type(record))[0][1]
        return
    if value == getattr(record, record.field_of(name)[0]):
        yield "it is the value of the record: leave `says` out"
    for metadata in type(record).field_of(name)[1].metadata:
        kind = metadata.kind if isinstance(metadata, RefTo) else None
        if kind and isinstance(value, str) and value not in ids[kind]:
            yield f"there is no {kind} {value!r}{hint(kind, value)}"


def _field_names(kind: type[SeedRecord]) -> set[str]:
    """The fields of a record that evidence can support."""
    return {field.alias or name for name, field in kind.model_fields.items()} - {"id", "formerly", "evidence"}


def _groups_of(
    message: str, field: str, pairs: Iterable[tuple[Any, SeedRecord]]
) -> Iterator[tuple[str, str, list[SeedRecord]]]:
    groups: dict[Any, list[SeedRecord]] = defaultdict(list)
    for key, record in pairs:
        groups[key].append(record)
    for group in groups.values():
        if len(group) > 1:
            yield message, field, group
