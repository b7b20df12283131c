"""Writes the locks of a seed: finds the sentences of each text, each quote in it, and each row in its data set."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from app.domain.vocabulary import DocumentKind
from app.ingest import value_faults
from app.ingest.data_sets import DataSetError, data_set_of, row_digest
from app.ingest.findings import Finding, ReportFinding
from app.ingest.locks import Lock, LockedQuote, LockedRow, LockedSentences, lock_path, parse_lock
from app.ingest.places import SourceText
from app.ingest.quotes import lock_quote
from app.ingest.seed_files import SeedFiles, hashes_of, printable_name
from app.ingest.seed_schema import EvidenceSeed


@dataclass
class LockResult:
    """The documents whose locks were written, those whose locks were right, and those whose texts are not here."""

    written_documents: list[str] = field(default_factory=list)
    unchanged_documents: list[str] = field(default_factory=list)
    absent_documents: list[str] = field(default_factory=list)


def lock_documents(files: SeedFiles, texts: Mapping[str, SourceText], faults: list[Finding]) -> LockResult:
    """Write the locks of all documents whose texts are here. Faults of the evidence are added to ``faults``.

    As long as there are faults, also of the files, a lock keeps its other lines: nobody knows whether they are cited.
    """
    places_by_document = find_places(files, texts, faults.append)
    hashes = hashes_of(files)
    languages = {
        entry.name: str(entry.values.get("language"))
        for entry in files.entries["document"]
        if isinstance(entry.values, dict) and entry.values.get("kind") != DocumentKind.data_set
    }
    result = LockResult(absent_documents=[document for document in hashes if document not in places_by_document])
    for document, places in places_by_document.items():
        path = lock_path(files.directory, document)
        old = _present_lock(path)
        if faults and old and old.text_sha256 == hashes[document]:
            places = [*old.quotes.values(), *old.rows.values(), *places]
        sentences = sentences_in(texts[hashes[document]], languages[document]) if document in languages else []
        content = Lock(hashes[document], [*sentences, *places]).render()
        if path.exists() and path.read_bytes() == content.encode():
            result.unchanged_documents.append(document)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8")
            result.written_documents.append(document)
    return result


def sentences_in(text: SourceText, language: str) -> list[LockedSentences]:
    """Where the sentences of a text start, by paragraph."""
    return [
        LockedSentences(paragraph=number, sentences=text.sentences(number, language))
        for number in range(1, len(text.paragraphs) + 1)
    ]


def find_places(
    files: SeedFiles, texts: Mapping[str, SourceText], report: ReportFinding
) -> dict[str, list[LockedQuote | LockedRow]]:
    """The places of the evidence for each document whose text is here. Evidence without a place goes to ``report``."""
    keys, hashes = _keys(files), hashes_of(files)
    names = {entry.name for entry in files.entries["document"]}
    places_by_document: dict[str, dict[Any, LockedQuote | LockedRow]] = {
        document: {} for document, sha256 in hashes.items() if sha256 in texts
    }
    searched_keys, file_faults = set(), set()
    for entry in (entry for entries in files.entries.values() for entry in entries):
        for number, content in enumerate(entry.evidence):
            name = f"evidence.{number}"
            try:
                evidence = EvidenceSeed.model_validate(content)
                key = evidence.document, evidence.row or evidence.key
                if evidence.document not in names:
                    raise ValueError(f"there is no document {evidence.document!r}")
                if evidence.document not in places_by_document or key in searched_keys:
                    continue
                text = texts[hashes[evidence.document]]
                name = f"{name}.{'quote' if evidence.row is None else 'row'}"
                searched_keys.add(key)
                places_by_document[evidence.document][key[1]] = _lock(evidence, text, keys.get(evidence.document, ()))
            except ValidationError as error:
                for path, message in value_faults.fault_sentences(error, EvidenceSeed):
                    field = ".".join([name, *map(printable_name, path)])
                    report(Finding(*files.place(entry.parts, field), entry.name, field, message))
            except DataSetError as error:
                fault = evidence.document, str(error)
                if fault not in file_faults:  # else each row would report the same missing column
                    file_faults.add(fault)
                    report(Finding(*files.place(entry.parts, name), entry.name, name, str(error)))
            except ValueError as error:
                report(Finding(*files.place(entry.parts, name), entry.name, name, str(error)))
    return {document: list(places.values()) for document, places in places_by_document.items()}


def _present_lock(path: Path) -> Lock | None:
    """The present lock of a document; ``None`` if there is none, or if it is broken."""
    try:
        return parse_lock(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None


def _lock(evidence: EvidenceSeed, text: SourceText, key: tuple[str, ...]) -> LockedQuote | LockedRow:
    """The place of an entry of evidence, found in the text. Raises ``QuoteError`` or ``DataSetError``."""
    if evidence.row is None:
        return lock_quote(text, evidence.key)
    row = data_set_of(text, key).row(evidence.row, evidence.columns)
    return LockedRow(row=evidence.row, sha256=row_digest(row))


def _keys(files: SeedFiles) -> dict[str, tuple[str, ...]]:
    """The columns of the key of each data set, as far as they are valid."""
    keys: dict[str, tuple[str, ...]] = {}
    for entry in files.entries["document"]:
        columns = entry.values.get("key") if isinstance(entry.values, dict) else None
        if isinstance(columns, list):
            keys[entry.name] = tuple(map(str, columns))
    return keys
