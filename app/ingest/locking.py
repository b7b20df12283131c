"""Writes the locks of a seed: finds each quote in its text, and each row in its data set."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from app.ingest.data_sets import DataSetError, data_set_of, row_digest
from app.ingest.findings import Finding, Report
from app.ingest.locks import Lock, LockedQuote, LockedRow, lock_path
from app.ingest.places import SourceText
from app.ingest.quotes import QuoteError, lock_quote
from app.ingest.seed_files import Entry, SeedFiles, hashes_of
from app.ingest.seed_schema import EvidenceSeed


@dataclass
class Locking:
    """The documents whose locks were written, those whose locks were right, and those whose texts are not here."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


def lock_documents(files: SeedFiles, texts: Mapping[str, SourceText], report: Report) -> Locking:
    """Write the locks of all documents whose texts are here. A quote that is not found goes to ``report``.

    Entries that are not valid are left out: checking the seed tells what is wrong with them.
    """
    cited: dict[str, dict[Any, tuple[Entry, int, EvidenceSeed]]] = defaultdict(dict)
    keys = _keys(files)
    for entries in files.entries.values():
        for entry in entries:
            for number, evidence in _quotes(entry):
                cited[evidence.document].setdefault(evidence.row or evidence.key, (entry, number, evidence))
    result = Locking()
    for document, sha256 in hashes_of(files).items():
        text = texts.get(sha256)
        if text is None:
            result.absent.append(document)
            continue
        places: list[LockedQuote | LockedRow] = []
        for entry, number, evidence in cited[document].values():
            try:
                places.append(_lock(evidence, text, keys.get(document, ())))
            except (QuoteError, DataSetError) as error:
                name = f"evidence.{number}.{'quote' if evidence.row is None else 'row'}"
                file, line = files.place(entry.parts, name)
                report(Finding(file, line, entry.name, name, str(error)))
        content = Lock(sha256, places).render()
        path = lock_path(files.directory, document)
        if path.exists() and path.read_text("utf-8") == content:
            result.unchanged.append(document)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8")
            result.written.append(document)
    return result


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


def _quotes(entry: Entry) -> Iterator[tuple[int, EvidenceSeed]]:
    """The valid evidence of an entry, with its numbers."""
    for number, content in enumerate(entry.evidence):
        try:
            yield number, EvidenceSeed.model_validate(content)
        except ValidationError:
            continue
