"""What a curator writes: the shape of ``seed/*.yaml``, and every fault in it, all at once."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from app.domain import free_text
from app.domain.text import fold, nearest
from app.ingest import families, files, plain_yaml, plausibility
from app.ingest.seed_schema import (
    KINDS,
    LONGEST_LATIN,
    NAME_FIELDS,
    TIMELINE_KINDS,
    CountrySeed,
    DocumentSeed,
    ListedCountrySeed,
    MechanismSeed,
    MeetingSeed,
    RefTo,
    SeedRecord,
)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in the seed, and where."""

    file: str
    record: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.record}: {self.field}: {self.message}"


FILE_BYTES = 64 * 2**20
"""Bytes of a file of the seed: some 40,000 figures with their evidence."""

MOST_FAULTS = 1000

MOST_HINTS = 50


class SeedError(Exception):
    """The seed cannot be loaded; ``faults`` says what is wrong with it, and ``more`` whether that is not all."""

    def __init__(self, faults: list[Fault], *, more: bool = False) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults
        self.more = more


class Faults(list[Fault]):
    """Faults as they are found; :class:`SeedError` ends the search when there are too many to read."""

    def add(self, file: str, record: str, field: str, message: str) -> None:
        self.append(Fault(file, record, field, message))
        if len(self) >= MOST_FAULTS:
            raise SeedError(self, more=True)


def _hints(ids: Mapping[str, Collection[str]]) -> Callable[[str, str], str]:
    """Says which names are like one that there is not, a bounded number of times: each search goes through all."""
    left = MOST_HINTS

    def hint(kind: str, name: str) -> str:
        nonlocal left
        left -= 1
        near = nearest(name, ids[kind]) if left >= 0 else []
        return f"; the nearest: {', '.join(near)}" if near else ""

    return hint


def _shown(name: object) -> str:
    """A name that a file gives, short and without what a terminal would obey."""
    text = str(name)[:100]
    return text if text.isprintable() else text.encode("unicode_escape").decode()


def _read(directory: Path, kind: type[SeedRecord], faults: Faults) -> tuple[list[SeedRecord], set[str]]:
    """The well-formed records of a file, and the ids of all its entries."""
    path = directory / kind.file
    if not path.exists():
        faults.add(kind.file, "", "", f"there is no such file in {directory}")
        return [], set()
    try:
        entries = plain_yaml.read(files.decode(files.read(path, FILE_BYTES)))
    except (files.FileError, plain_yaml.YamlError) as error:
        faults.add(kind.file, "", "", str(error))
        return [], set()
    if entries is None:
        entries = []
    if not isinstance(entries, list):
        faults.add(kind.file, "", "", "it is not a list of records")
        return [], set()
    records, ids = [], set()
    for number, entry in enumerate(entries, 1):
        given = entry.get("id") if isinstance(entry, dict) else None
        name = _shown(given) if isinstance(given, str) else f"record {number}"
        ids.add(name)
        try:
            records.append(kind.model_validate(entry))
        except ValidationError as error:
            for found in error.errors(include_url=False, include_context=False, include_input=False):
                place = ".".join(map(_shown, found["loc"]))
                faults.add(kind.file, name, place, found["msg"].removeprefix("Value error, "))
    return records, ids


def references(model: BaseModel, path: str = "") -> Iterator[tuple[str, str, str]]:
    """Every reference in a record: where it stands, to which kind, to which id."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        place = path + (field.alias or name)
        kind = next((mark.kind for mark in field.metadata if isinstance(mark, RefTo)), None)
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            here = f"{place}.{number}" if isinstance(value, list) else place
            if isinstance(one, BaseModel):
                yield from references(one, f"{here}.")
            elif kind and one is not None:
                yield here, kind, one


def _with_listed(own: list[SeedRecord], listed: list[SeedRecord]) -> list[SeedRecord]:
    """The countries of the curator, filled up, and the others of ISO 3166-1."""
    known = {record.id: record for record in listed if isinstance(record, ListedCountrySeed)}
    filled = [known[r.id].filling(r) if isinstance(r, CountrySeed) and r.id in known else r for r in own]
    entered = {record.id for record in own}
    return [*(record for record in listed if record.id not in entered), *filled]


class Seed:
    """All records of a seed directory, by kind. Raises :class:`SeedError` with every fault of the files."""

    def __init__(self, directory: Path) -> None:
        faults = Faults()
        read = {kind.kind: _read(directory, kind, faults) for kind in KINDS}
        self.records = {kind: records for kind, (records, _) in read.items()}
        ids = {kind: ids for kind, (_, ids) in read.items()}
        if (directory / ListedCountrySeed.file).exists():
            listed, more = _read(directory, ListedCountrySeed, faults)
            ids["country"] |= more
            self.records["country"] = _with_listed(self.records["country"], listed)
        names = {record.id: record.name for record in self.records["country"] if isinstance(record, CountrySeed)}
        mechanisms = [record for record in self.records["mechanism"] if isinstance(record, MechanismSeed)]
        for record, field, message in families.faults(mechanisms):
            faults.add(record.file, record.id, field, message)
        self.records["mechanism"] = list(families.joined(mechanisms, names))
        # What refers to an entry that is at fault is not at fault for that.
        self._faults(faults, ids)
        if faults:
            raise SeedError(faults)

    def warnings(self) -> list[Fault]:
        """What is well-formed and hardly true; it is loaded all the same."""
        context = plausibility.Context(self.records)
        found = plausibility.warnings(self, context)
        return [Fault(record.file, record.id, field, message) for record, field, message in found]

    def __iter__(self) -> Iterator[SeedRecord]:
        return (record for records in self.records.values() for record in records)

    def __len__(self) -> int:
        return sum(map(len, self.records.values()))

    def _faults(self, faults: Faults, ids: Mapping[str, set[str]]) -> None:
        """Add what is wrong between records, each of which is well-formed by itself."""

        def fault(record: SeedRecord, field: str, message: str) -> None:
            faults.add(record.file, record.id, field, message)

        paragraphs = {d.id: d.paragraphs for d in self.records["document"] if isinstance(d, DocumentSeed)}
        names = {kind.kind: _field_names(kind) for kind in KINDS}
        hint, hint_field = _hints(ids), _hints(names)
        for record in self:
            for place, kind, target in references(record):
                if target not in ids[kind]:
                    fault(record, place, f"there is no {kind} {target!r}{hint(kind, target)}")
            for role, name in record.names():
                if len(name) > free_text.LIMIT or (not name.isascii() and len(fold(name)) > LONGEST_LATIN):
                    message = f"it is too long to be looked up: over {LONGEST_LATIN} letters when spelt in Latin ones"
                    fault(record, "title" if record.kind == "document" else NAME_FIELDS.get(role, "name"), message)
            if record.needs_evidence and not record.evidence:
                fault(record, "evidence", "no document is cited for it")
            places = [(name, p.document, p.start) for p in record.evidence for name in p.field or ["record"]]
            if len(set(places)) < len(places):
                fault(record, "evidence", "a place is cited twice for the same field")
            cited_for = {name for cited in record.evidence for name in cited.field}
            for name in record.cited_fields:
                if name not in cited_for and getattr(record, name) not in (None, []):
                    fault(record, name, "no document is cited for it")
            for number, cited in enumerate(record.evidence):
                last = paragraphs.get(cited.document)
                if last and cited.paragraph > last:
                    message = f"{cited.document} has {last} paragraphs, not {cited.paragraph}"
                    fault(record, f"evidence.{number}.paragraph", message)
                for name in cited.field:
                    if name not in names[record.kind]:
                        message = f"it has no field {name!r}{hint_field(record.kind, name)}"
                        fault(record, f"evidence.{number}.field", message)
        for message, field, records in self._clashes():
            for record in records[1:]:
                fault(record, field, f"{message} {records[0].file} {records[0].id}")

    def _clashes(self) -> Iterator[tuple[str, str, list[SeedRecord]]]:
        """Records that share what only one may have."""
        called = ((fold(r.name), r) for r in self.records["mechanism"] if isinstance(r, MechanismSeed))
        yield from _shared("the name is taken, with the same members, by", "name", called)
        for kind, records in self.records.items():
            yield from _shared("the id is taken by", "id", ((r.id, r) for r in records))
            if kind == "country":
                spelled = (
                    (name, r) for r in records for name in {fold(n) for n in (r.id, *(text for _, text in r.names()))}
                )
                yield from _shared("a name is taken by", "aliases", spelled)
        timeline = [r for kind in TIMELINE_KINDS for r in self.records[kind]]
        apart = ((r.id, r) for r in timeline)
        for message, field, records in _shared("the id is taken on the timeline by", "id", apart):
            if len({r.kind for r in records}) > 1:
                yield message, field, records
        sessions = (
            ((r.mechanism, r.session), r)
            for r in self.records["meeting"]
            if isinstance(r, MeetingSeed) and r.mechanism and r.session
        )
        yield from _shared("the session is taken by", "session", sessions)
        hashes = ((r.sha256, r) for r in self.records["document"] if isinstance(r, DocumentSeed))
        yield from _shared("the text is the same as that of", "sha256", hashes)


def _field_names(kind: type[SeedRecord]) -> set[str]:
    """The fields of a record that evidence can be for."""
    return {field.alias or name for name, field in kind.model_fields.items()} - {"id", "evidence"}


def _shared(
    message: str, field: str, keyed: Iterable[tuple[Any, SeedRecord]]
) -> Iterator[tuple[str, str, list[SeedRecord]]]:
    groups: dict[Any, list[SeedRecord]] = defaultdict(list)
    for key, record in keyed:
        groups[key].append(record)
    for group in groups.values():
        if len(group) > 1:
            yield message, field, group
