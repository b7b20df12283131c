"""Writes the locks of a seed: finds each quote in its text."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from app.ingest.findings import Finding, Report
from app.ingest.locks import Lock, LockedQuote, QuoteKey, lock_path
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
    cited: dict[str, dict[QuoteKey, tuple[Entry, int]]] = defaultdict(dict)
    for entries in files.entries.values():
        for entry in entries:
            for number, evidence in _quotes(entry):
                cited[evidence.document].setdefault(evidence.key, (entry, number))
    result = Locking()
    for document, sha256 in hashes_of(files).items():
        text = texts.get(sha256)
        if text is None:
            result.absent.append(document)
            continue
        quotes: list[LockedQuote] = []
        for key, (entry, number) in cited[document].items():
            try:
                quotes.append(lock_quote(text, key))
            except QuoteError as error:
                name = f"evidence.{number}.quote"
                file, line = files.place(entry.parts, name)
                report(Finding(file, line, entry.name, name, str(error)))
        content = Lock(sha256, quotes).render()
        path = lock_path(files.directory, document)
        if path.exists() and path.read_text("utf-8") == content:
            result.unchanged.append(document)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(content, "utf-8")
            result.written.append(document)
    return result


def _quotes(entry: Entry) -> Iterator[tuple[int, EvidenceSeed]]:
    """The valid evidence of an entry, with its numbers."""
    for number, content in enumerate(entry.evidence):
        try:
            yield number, EvidenceSeed.model_validate(content)
        except ValidationError:
            continue
