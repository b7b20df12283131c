"""Reads and validates the seed files, and reports all faults at once."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from app.db.kinds import RecordKind
from app.db.names import PARTY, PARTY_KINDS
from app.domain import free_text
from app.domain.edtf import Span
from app.domain.text import fold, nearest, nearest_hint
from app.ingest import families, plausibility, value_faults
from app.ingest.findings import Finding, Level, Report, SeedError, SeedFaults
from app.ingest.locks import Locks
from app.ingest.second_readings import count_readers
from app.ingest.seed_fields import MAX_FOLDED_NAME, RefTo
from app.ingest.seed_files import Part, SeedFiles, hashes_of, printable
from app.ingest.seed_schema import (
    KINDS,
    NAME_FIELDS,
    TIMELINE_KINDS,
    CountrySeed,
    DocumentSeed,
    ListedCountrySeed,
    MechanismSeed,
    MeetingSeed,
    OrganizationSeed,
    SeedRecord,
    WithdrawnSeed,
)
from app.ingest.sentence_counts import Sentences, cited_spans, sentences_of

MAX_HINTS = 50

LISTED_COUNTRY = "listed-country"
"""Group of the entries of the list of countries, which fill up those of the curator."""


def read_files(directory: Path, report: Report) -> SeedFiles:
    """The entries of a seed directory, not validated. Faults of the files go to ``report``."""
    lists = {LISTED_COUNTRY: ListedCountrySeed.file, WithdrawnSeed.kind: WithdrawnSeed.file}
    return SeedFiles(directory, {**lists, **{kind.kind: kind.file for kind in KINDS}}, report)


def _hints(ids: Mapping[str, Collection[str]]) -> Callable[[str, str], str]:
    """A function that suggests valid names for an unknown one, at most ``MAX_HINTS`` times: each search is slow."""
    remaining = MAX_HINTS

    def hint(kind: str, name: str) -> str:
        nonlocal remaining
        remaining -= 1
        return nearest_hint(nearest(name, ids[kind])) if remaining >= 0 else ""

    return hint


def value_of(record: Any, field: str) -> str:
    """The value of a field, as ``positions.0.start`` names it, to show beside a finding."""
    value = record
    for step in field.split("."):
        try:
            value = value[int(step)] if step.isdigit() else getattr(value, step, getattr(value, f"{step}_", None))
        except (IndexError, TypeError):
            return ""
    return value.text if isinstance(value, Span) else str(value)[:100] if isinstance(value, str | int | float) else ""


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


def _merge_countries(curated: list[SeedRecord], iso_countries: list[SeedRecord]) -> list[SeedRecord]:
    """The countries of ISO 3166-1. Where the curator has an entry, it takes precedence and its gaps are filled."""
    by_id = {record.id: record for record in iso_countries if isinstance(record, ListedCountrySeed)}
    completed = [by_id[r.id].complete(r) if isinstance(r, CountrySeed) and r.id in by_id else r for r in curated]
    curated_ids = {record.id for record in curated}
    return [*(record for record in iso_countries if record.id not in curated_ids), *completed]


class Seed:
    """All records of a seed directory, by kind. Raises :class:`SeedError` with every fault of the files."""

    def __init__(self, directory: Path) -> None:
        self._faults = SeedFaults()
        self.files = read_files(directory, self._faults.add)
        if not self.files.is_whole:
            raise SeedError(self._faults)
        count_readers(self.files)
        self.locks = Locks(directory, hashes_of(self.files), self._faults.add)
        self._parts: dict[tuple[str, str], list[Part]] = {}
        self.records: dict[str, list[SeedRecord]] = {}
        ids: dict[str, set[str]] = {}
        for kind in KINDS:
            self.records[kind.kind], ids[kind.kind] = self._validate(kind, kind.kind)
        listed_countries, listed_ids = self._validate(ListedCountrySeed, LISTED_COUNTRY)
        ids["country"] |= listed_ids
        self.records["country"] = _merge_countries(self.records["country"], listed_countries)
        withdrawn, _ = self._validate(WithdrawnSeed, WithdrawnSeed.kind)
        self.reasons = self._reasons(withdrawn, ids)
        """Why records were withdrawn, by kind and id."""
        ids[PARTY] = set().union(*(ids[kind] for kind in PARTY_KINDS))
        names = {record.id: record.name for record in self._parties()}
        mechanisms = [record for record in self.records["mechanism"] if isinstance(record, MechanismSeed)]
        for record, field, message in families.family_faults(mechanisms):
            self._faults.add(self.finding(record, field, message))
        self.records["mechanism"] = list(families.with_families(mechanisms, names))
        self.sentences = self._count_sentences()
        # The ids include those of faulty entries, so that a reference to one of them is not a fault as well.
        self._cross_check(ids)
        if self._faults:
            faulty = {fault.record for fault in self._faults}
            for records in self.records.values():
                records[:] = [record for record in records if record.id not in faulty]
            raise SeedError(self._faults, rest=self)
        members = {mechanism.id: mechanism.members for mechanism in mechanisms}
        self.records["document"] = [
            record.model_copy(
                update={"sentences": [paragraph.counts for paragraph in self.sentences.get(record.id, ())]}
            )
            for record in self.records["document"]
        ]
        self.records["organization"] = [
            record.model_copy(update={"members": members[record.mechanism]}) if record.mechanism else record
            for record in self._organizations()
        ]

    def _reasons(
        self, withdrawn: Iterable[SeedRecord], ids: Mapping[str, Collection[str]]
    ) -> dict[tuple[str, str], str]:
        reasons: dict[tuple[str, str], str] = {}
        for entry in withdrawn:
            assert isinstance(entry, WithdrawnSeed)  # noqa: S101
            key = (entry.kind_, entry.id)
            if entry.kind_ not in ids:
                near = nearest(entry.kind_, ids)
                hint = f"the nearest: {', '.join(near)}" if near else f"it is one of {', '.join(sorted(ids))}"
                self._faults.add(self.finding(entry, "kind", f"there is no such kind; {hint}"))
            elif entry.id in ids[entry.kind_]:
                self._faults.add(self.finding(entry, "id", f"the seed has a {entry.kind_} of this id: it is not gone"))
            elif key in reasons:
                self._faults.add(self.finding(entry, "id", "it is there twice"))
            reasons[key] = entry.reason
        return reasons

    def _validate(self, kind: type[SeedRecord], group: str) -> tuple[list[SeedRecord], set[str]]:
        """The valid records of a group of entries, and the ids of all. The entries are dropped on the way."""
        entries = self.files.entries.pop(group)
        entries.reverse()
        records, ids = [], set()
        while entries:
            entry = entries.pop()
            ids.add(entry.name)
            try:
                record = kind.model_validate(entry.content, context=self.locks)
            except ValidationError as error:
                for path, message in value_faults.sentences(error, kind):
                    field = ".".join(map(printable, path))
                    self._faults.add(Finding(*self.files.place(entry.parts, field), entry.name, field, message))
                continue
            records.append(record)
            self._parts.setdefault((kind.kind, record.id), entry.parts)
        return records, ids

    def _count_sentences(self) -> dict[str, list[Sentences]]:
        """The sentences of each document whose lock has them. Setting aside a sentence that it lacks is a fault."""
        spans, sentences_by_document = cited_spans(self), {}
        for record in self.records["document"]:
            lock = self.locks.get(record.id)
            if not isinstance(record, DocumentSeed) or lock is None or not lock.sentences:
                continue
            for number, passage in enumerate(record.set_aside):
                total = len(lock.sentences.get(passage.paragraph or 0, ()))
                if beyond := [sentence for sentence in passage.sentences if not 1 <= sentence <= total]:
                    message = f"paragraph {passage.paragraph} has {total} sentences, not {beyond[0]}"
                    self._faults.add(self.finding(record, f"set_aside.{number}.sentences", message))
            sentences_by_document[record.id] = list(sentences_of(record, lock.sentences, spans.get(record.id, {})))
        return sentences_by_document

    def finding(
        self, record: SeedRecord, field: str, message: str, value: str = "", level: Level = Level.error
    ) -> Finding:
        """A sentence about a field of a record, with the file and line of it, and its value."""
        parts = self._parts.get((record.kind, record.id))
        file, line = self.files.place(parts, field) if parts else (record.file, 0)
        return Finding(file, line, record.id, field, message, value or value_of(record, field), level)

    def warnings(self) -> list[Finding]:
        """Values that are valid but implausible. They do not prevent the load."""
        context = plausibility.Context(self.records)
        return [
            self.finding(record, field, message, level=Level.warning)
            for record, field, message in plausibility.warnings(self, context)
        ]

    def _organizations(self) -> Iterator[OrganizationSeed]:
        return (record for record in self.records["organization"] if isinstance(record, OrganizationSeed))

    def _parties(self) -> Iterator[CountrySeed | OrganizationSeed]:
        yield from (record for record in self.records["country"] if isinstance(record, CountrySeed))
        yield from self._organizations()

    def __iter__(self) -> Iterator[SeedRecord]:
        return (record for records in self.records.values() for record in records)

    def __len__(self) -> int:
        return sum(map(len, self.records.values()))

    def _cross_check(self, ids: Mapping[str, set[str]]) -> None:
        """Add the faults between records: references, evidence, and names or ids that several records claim."""

        def add_fault(record: SeedRecord, field: str, message: str) -> None:
            self._faults.add(self.finding(record, field, message))

        documents = [record for record in self.records["document"] if isinstance(record, DocumentSeed)]
        paragraphs = {document.id: document.paragraphs for document in documents}
        names = {kind.kind: _field_names(kind) for kind in KINDS}
        hint, hint_field = _hints(ids), _hints(names)
        for record in self:
            for field_path, kind, target in references_of(record):
                if target not in ids[kind]:
                    add_fault(record, field_path, f"there is no {kind} {target!r}{hint(kind, target)}")
            for role, name in record.names():
                if len(name) > free_text.LIMIT or (not name.isascii() and len(fold(name)) > MAX_FOLDED_NAME):
                    message = (
                        f"it is too long to be looked up: over {MAX_FOLDED_NAME} letters when transliterated to Latin"
                    )
                    add_fault(record, "title" if record.kind == "document" else NAME_FIELDS.get(role, "name"), message)
            if record.evidence and record.kind not in tuple(RecordKind):
                add_fault(record, "evidence", "records of this kind are ours, and take no evidence")
            if record.needs_evidence and not record.evidence:
                add_fault(record, "evidence", "no document is cited for it")
            citations = [
                (name, citation.document, citation.start or citation.key, citation.row and fold(citation.row))
                for citation in record.evidence
                for name in citation.fields or ["record"]
            ]
            if len(set(citations)) < len(citations):
                add_fault(record, "evidence", "a place is cited twice for the same field")
            for name in record.uncited():
                add_fault(record, name, "no document is cited for it")
            for number, citation in enumerate(record.evidence):
                last = paragraphs.get(citation.document)
                if citation.document in paragraphs and (citation.row is None) == (last is None):
                    kind = "a data set: cite a row" if last is None else "a text: cite a paragraph and a quote"
                    add_fault(record, f"evidence.{number}", f"{citation.document} is {kind}")
                elif last and citation.paragraph and citation.paragraph > last:
                    message = f"{citation.document} has {last} paragraphs, not {citation.paragraph}"
                    add_fault(record, f"evidence.{number}.paragraph", message)
                for name in citation.fields:
                    if name not in names[record.kind]:
                        message = f"it has no field {name!r}{hint_field(record.kind, name)}"
                        add_fault(record, f"evidence.{number}.fields", message)
                    elif citation.says is not None:
                        for message in _faults_of_said(record, name, citation.says, ids, hint):
                            add_fault(record, f"evidence.{number}.says", message)
        for record in self._circular("document", "supersedes"):
            add_fault(record, "supersedes", "it supersedes itself, through others")
        for record in self._circular("meeting", "part_of"):
            add_fault(record, "part_of", "it is a part of itself, through others")
        for record, message in self._reused_ids():
            add_fault(record, "formerly", f"{message}: an id is never reused for another record")
        for record, whole in self._parts_apart():
            add_fault(
                record, "date", f"it has no day in common with {whole.id}, of which it is a part ({whole.date.text})"
            )
        for message, field, records in self._duplicates():
            for record in records[1:]:
                first = self.finding(records[0], "", "")
                add_fault(record, field, f"{message} {first.file} {first.record}")

    def _circular(self, kind: str, field: str) -> Iterator[SeedRecord]:
        """The records of a kind that refer to themselves by a field, directly or through others."""
        target = {record.id: getattr(record, field) for record in self.records[kind]}
        for record in self.records[kind]:
            visited, other = {record.id}, target[record.id]
            while other and other not in visited:
                visited.add(other)
                other = target.get(other)
            if other == record.id:
                yield record

    def _parts_apart(self) -> Iterator[tuple[SeedRecord, Any]]:
        """Pairs of a meeting and the meeting of which it is a part, which have no day in common."""
        meetings: dict[str, Any] = {record.id: record for record in self.records["meeting"]}
        for part in meetings.values():
            whole = meetings.get(part.part_of or "")
            if whole and part.date and whole.date and not _overlap(part.date, whole.date):
                yield part, whole

    def _reused_ids(self) -> Iterator[tuple[SeedRecord, str]]:
        """Records with a former id that another record has or had, and a sentence about it. Parties share their ids,
        and so do the records of the timeline."""
        alone = [[kind] for kind in self.records if kind not in (*PARTY_KINDS, *TIMELINE_KINDS)]
        for kinds in (PARTY_KINDS, TIMELINE_KINDS, *alone):
            records = [record for kind in kinds for record in self.records.get(kind, ())]
            owners = {record.id: record for record in records}
            for record in records:
                for former in record.formerly:
                    owner = owners.setdefault(former, record)
                    if owner.id == former:
                        yield record, f"{former} is the id of a {owner.kind}"
                    elif owner is not record:
                        yield record, f"{former} was the id of {owner.kind} {owner.id} as well"

    def _duplicates(self) -> Iterator[tuple[str, str, list[SeedRecord]]]:
        """Groups of records that share a value which must be unique, with a message and the field."""
        names = ((fold(r.name), r) for r in self.records["mechanism"] if isinstance(r, MechanismSeed))
        yield from _groups_of("the name is taken, with the same members, by", "name", names)
        for records in self.records.values():
            yield from _groups_of("the id is taken by", "id", ((r.id, r) for r in records))
        spellings = (
            (name, r) for r in self._parties() for name in {fold(n) for n in (r.id, *(text for _, text in r.names()))}
        )
        yield from _groups_of("a name is taken by", "aliases", spellings)
        timeline = [r for kind in TIMELINE_KINDS for r in self.records[kind]]
        ids = ((r.id, r) for r in timeline)
        for message, field, records in _groups_of("the id is taken on the timeline by", "id", ids):
            if len({r.kind for r in records}) > 1:
                yield message, field, records
        sessions = (
            ((r.mechanism, r.session), r)
            for r in self.records["meeting"]
            if isinstance(r, MeetingSeed) and r.mechanism and r.session
        )
        yield from _groups_of("the session is taken by", "session", sessions)
        documents = [r for r in self.records["document"] if isinstance(r, DocumentSeed)]
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
        yield value_faults.sentences(error, type(record))[0][1]
        return
    for metadata in type(record).field_of(name)[1].metadata:
        kind = metadata.kind if isinstance(metadata, RefTo) else None
        if kind and isinstance(value, str) and value not in ids[kind]:
            yield f"there is no {kind} {value!r}{hint(kind, value)}"


def _field_names(kind: type[SeedRecord]) -> set[str]:
    """The fields of a record that evidence can support."""
    return {field.alias or name for name, field in kind.model_fields.items()} - {"id", "formerly", "evidence"}


def _overlap(date: Span, other_date: Span) -> bool:
    """Whether two dates may have a day in common."""
    return all(
        first is None or last is None or first <= last
        for first, last in ((date.start, other_date.end), (other_date.start, date.end))
    )


def _groups_of(
    message: str, field: str, keyed: Iterable[tuple[Any, SeedRecord]]
) -> Iterator[tuple[str, str, list[SeedRecord]]]:
    groups: dict[Any, list[SeedRecord]] = defaultdict(list)
    for key, record in keyed:
        groups[key].append(record)
    for group in groups.values():
        if len(group) > 1:
            yield message, field, group
