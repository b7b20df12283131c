"""Reads and validates the seed files, and reports all faults at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from app.db.names import PARTY, PARTY_KINDS
from app.domain.edtf import Span
from app.domain.text import nearest
from app.ingest import families, plausibility, value_faults
from app.ingest.cross_checks import faults_between
from app.ingest.findings import Finding, Level, ReportFinding, SeedError, SeedFaults
from app.ingest.locks import Locks
from app.ingest.second_readings import count_readers
from app.ingest.seed_files import EntryPart, SeedFiles, hashes_of, printable_name
from app.ingest.seed_schema import (
    SEED_MODELS,
    CountrySeed,
    DocumentSeed,
    ListedCountrySeed,
    MechanismSeed,
    OrganizationSeed,
    SeedRecord,
    WithdrawnSeed,
)
from app.ingest.sentence_counts import Sentences, cited_spans, sentences_of

SeedT = TypeVar("SeedT", bound=SeedRecord)

LISTED_COUNTRY = "listed-country"
"""Group of the entries of the list of countries, which fill up those of the curator."""


def read_files(directory: Path, report: ReportFinding = lambda _: None) -> SeedFiles:
    """The entries of a seed directory, not validated. Faults of the files go to ``report``, or nowhere."""
    lists = {LISTED_COUNTRY: ListedCountrySeed.file, WithdrawnSeed.kind: WithdrawnSeed.file}
    return SeedFiles(directory, {**lists, **{kind.kind: kind.file for kind in SEED_MODELS}}, report)


def field_value(record: Any, field: str) -> str:
    """The value of a field, as ``positions.0.start`` names it, to show beside a finding."""
    value = record
    for step in field.split("."):
        try:
            value = value[int(step)] if step.isdigit() else getattr(value, step, getattr(value, f"{step}_", None))
        except (IndexError, TypeError):
            return ""
    return value.text if isinstance(value, Span) else str(value)[:100] if isinstance(value, str | int | float) else ""


def _merge_countries(curated_countries: list[SeedRecord], iso_countries: list[SeedRecord]) -> list[SeedRecord]:
    """The countries of ISO 3166-1. Where the curator has an entry, it takes precedence and its gaps are filled."""
    by_id = {record.id: record for record in iso_countries if isinstance(record, ListedCountrySeed)}
    complete_countries = [
        by_id[r.id].complete(r) if isinstance(r, CountrySeed) and r.id in by_id else r for r in curated_countries
    ]
    curated_ids = {record.id for record in curated_countries}
    return [*(record for record in iso_countries if record.id not in curated_ids), *complete_countries]


class Seed:
    """All records of a seed directory, by kind. Raises :class:`SeedError` with every fault of the files."""

    def __init__(self, directory: Path) -> None:
        self._faults = SeedFaults()
        self.files = read_files(directory, self._faults.add)
        if not self.files.is_whole:
            raise SeedError(self._faults)
        count_readers(self.files)
        self.locks = Locks(directory, hashes_of(self.files), self._faults.add)
        self._parts: dict[tuple[str, str], list[EntryPart]] = {}
        self.records: dict[str, list[SeedRecord]] = {}
        ids: dict[str, set[str]] = {}
        for kind in SEED_MODELS:
            self.records[kind.kind], ids[kind.kind] = self._validate(kind, kind.kind)
        listed_countries, listed_ids = self._validate(ListedCountrySeed, LISTED_COUNTRY)
        ids["country"] |= listed_ids
        self.records["country"] = _merge_countries(self.records["country"], listed_countries)
        withdrawals, _ = self._validate(WithdrawnSeed, WithdrawnSeed.kind)
        self.reasons = self._reasons(withdrawals, ids)
        """Why records were withdrawn, by kind and id."""
        ids[PARTY] = set().union(*(ids[kind] for kind in PARTY_KINDS))
        parties: list[CountrySeed | OrganizationSeed] = [*self.of(CountrySeed), *self.of(OrganizationSeed)]
        names = {record.id: record.name for record in parties}
        mechanisms = self.of(MechanismSeed)
        for wrong_family in families.family_faults(mechanisms):
            self._faults.add(self.finding(*wrong_family))
        self.records["mechanism"] = list(families.with_families(mechanisms, names))
        self.sentences = self._count_sentences()
        # The ids include those of faulty entries, so that a reference to one of them is not a fault as well.
        for fault in faults_between(self.records, ids, self._place):
            self._faults.add(self.finding(*fault))
        if self._faults:
            faulty = {finding.record for finding in self._faults}
            for records in self.records.values():
                records[:] = [record for record in records if record.id not in faulty]
            raise SeedError(self._faults, partial_seed=self)
        members = {mechanism.id: mechanism.members for mechanism in mechanisms}
        self.records["document"] = [
            record.model_copy(
                update={"sentences": [paragraph.counts for paragraph in self.sentences.get(record.id, ())]}
            )
            for record in self.records["document"]
        ]
        self.records["organization"] = [
            record.model_copy(update={"members": members[record.mechanism]}) if record.mechanism else record
            for record in self.of(OrganizationSeed)
        ]

    def _reasons(
        self, withdrawals: Iterable[SeedRecord], ids: Mapping[str, Collection[str]]
    ) -> dict[tuple[str, str], str]:
        reasons: dict[tuple[str, str], str] = {}
        for entry in withdrawals:
            assert isinstance(entry, WithdrawnSeed)  # noqa: S101
            key = (entry.kind_, entry.id)
            if entry.kind_ not in ids:
                near = nearest(entry.kind_, ids)
                hint = f"the nearest: {', '.join(near)}" if near else f"it is one of {', '.join(sorted(ids))}"
                self._faults.add(self.finding(entry, "kind", f"there is no such kind; {hint}"))
            elif entry.id in ids[entry.kind_]:
                self._faults.add(
                    self.finding(entry, "id", f"the seed has it as a record of kind {entry.kind_}: it is not gone")
                )
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
                for path, message in value_faults.fault_sentences(error, kind):
                    field = ".".join(map(printable_name, path))
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
        return Finding(file, line, record.id, field, message, value or field_value(record, field), level)

    def _place(self, record: SeedRecord) -> str:
        """The file of a record and its id, for a message about another record."""
        finding = self.finding(record, "", "")
        return f"{finding.file} {finding.record}"

    def warnings(self) -> list[Finding]:
        """Values that are valid but implausible. They do not prevent the load."""
        context = plausibility.SeedIndex(self.records)
        return [
            self.finding(record, field, message, level=Level.warning)
            for record, field, message in plausibility.warnings(self, context)
        ]

    def of(self, model: type[SeedT]) -> list[SeedT]:
        """The records of a kind, by its seed model."""
        return [record for record in self.records[model.kind] if isinstance(record, model)]

    def __iter__(self) -> Iterator[SeedRecord]:
        return (record for records in self.records.values() for record in records)

    def __len__(self) -> int:
        return sum(map(len, self.records.values()))
