"""Search in the reference: operations, parameters, fields, problems."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.text import fold, nearest
from app.errors import PROBLEM_TYPES
from app.web.reference.document import ApiReference, FieldRow, Operation

MAX_RESULTS = 30
"""Results on a page."""


@dataclass(frozen=True)
class ReferenceEntry:
    """Something that can be found: its name, what it is part of, what it is about, and its address."""

    name: str
    context: str
    address: str
    name_text: str
    text: str


def _entry(name: str, context: str, about: str, address: str) -> ReferenceEntry:
    return ReferenceEntry(name, context, address, fold(name), fold(f"{name} {context} {about}"))


def search_entries(reference: ApiReference) -> list[ReferenceEntry]:
    """All that can be found, in the order of the reference."""
    entries = [
        _entry(title, f"error {status}", f"{kind} {meaning}", f"/problems/{kind}")
        for kind, (status, title, meaning) in PROBLEM_TYPES.items()
    ]
    for group in reference.groups.values():
        page = f"/docs/{group.name}"
        entries.append(_entry(group.title, "page", group.description.striptags(), page))
        fields_of: set[str] = set()
        for operation in group.operations:
            entries += _operation_entries(operation, page)
            if operation.answer not in fields_of:
                entries += _field_entries(operation, operation.fields, page)
            fields_of.add(operation.answer)
        for operation in group.variants:
            request = f"{operation.method} {operation.path}"
            entries.append(_entry(request, operation.title, operation.id, f"{page}#{operation.id}"))
    return entries


def _operation_entries(operation: Operation, page: str) -> Iterator[ReferenceEntry]:
    request = f"{operation.method} {operation.path}"
    about = f"{operation.id} {operation.description.striptags()}"
    yield _entry(request, operation.title, about, f"{page}#{operation.id}")
    for parameter in (*operation.basic, *operation.further):
        if parameter.described_at:
            continue
        about = f"{parameter.description.striptags()} {' '.join(parameter.values)}"
        yield _entry(parameter.name, f"parameter of {request}", about, f"{page}#{operation.id}-{parameter.input_name}")


def _field_entries(operation: Operation, fields: Sequence[FieldRow], page: str) -> Iterator[ReferenceEntry]:
    for row in fields:
        context = f"field of the answer to {operation.method} {operation.path}"
        yield _entry(row.name, context, row.description.striptags(), f"{page}#{operation.answer}.{row.name}")


def search_reference(entries: Sequence[ReferenceEntry], words: str) -> list[ReferenceEntry]:
    """The entries that have all words, or begin words with them; those whose name they are or begin come first."""
    query = fold(words)
    parts = [f" {part}" for part in query.split()]
    hits = [entry for entry in entries if parts and all(part in f" {entry.text}" for part in parts)]

    def rank(entry: ReferenceEntry) -> tuple[bool, bool, bool]:
        name = entry.name_text
        return name != query, not name.startswith(query), query not in name

    return sorted(hits, key=rank)[:MAX_RESULTS]


def nearest_names(entries: Sequence[ReferenceEntry], words: str) -> list[str]:
    """The names of entries that the words may have meant."""
    return nearest(words, dict.fromkeys(entry.name for entry in entries))
