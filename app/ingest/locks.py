"""Locks: where the quotes of a document stand in its text, and where its sentences start.

A curator writes a paragraph and a quote. ``communique lock`` finds the quote in the text and writes its span and hash
to ``documents/ID.lock``, so that the seed can be loaded without the text. Each line of a lock is a JSON object: the
first has the hash of the text, each other a paragraph, a quote, or a row of a data set. There is a lock for each
document, so that two people who add documents change no common file.
"""

import json
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.domain import free_text
from app.ingest import files
from app.ingest.findings import Finding, ReportFinding
from app.ingest.places import digest
from app.ingest.seed_fields import MAX_EXCERPT, Sha256
from app.ingest.seed_files import DOCUMENTS, MAX_SEED_FILE_BYTES

RENEW = "run communique lock --documents DIR"

QuoteKey: TypeAlias = tuple[int, str, str | None, int | None]
"""Paragraph, quote, the last words of a longer span, and the occurrence: what tells the quotes of a document apart."""


class LockedQuote(BaseModel):
    """A quote with its span. Offsets count characters of the whole text from 0; the end is exclusive."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    paragraph: int = Field(ge=1, lt=2**31)
    quote: str = Field(max_length=MAX_EXCERPT)
    until: str | None = Field(None, max_length=MAX_EXCERPT)
    occurrence: int | None = Field(None, ge=1, lt=2**31)
    start: int = Field(ge=0, lt=2**31)
    end: int = Field(ge=1, lt=2**31)
    sha256: Sha256

    @property
    def key(self) -> QuoteKey:
        return self.paragraph, self.quote, self.until, self.occurrence

    @property
    def fault(self) -> str | None:
        """What is wrong with the span, as far as it can be checked without the text.

        If the hash is that of the quote, the text has the quote letter by letter. If not, the text may have soft
        hyphens or other spaces, so its length may differ.
        """
        length = self.end - self.start
        if length <= 0:
            return f"the span {self.start}-{self.end} ends before it starts"
        if self.until is None and length != len(self.quote) and digest(self.quote) == self.sha256:
            return f"the span {self.start}-{self.end} has {length} characters, and its quote {len(self.quote)}"
        return None


class LockedRow(BaseModel):
    """A row of a data set with its hash."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    row: str = Field(max_length=free_text.MAX_TEXT_LENGTH)
    sha256: Sha256


class LockedSentences(BaseModel):
    """Where the sentences of a paragraph start, in characters of the whole text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    paragraph: int = Field(ge=1, lt=2**31)
    sentences: list[Annotated[int, Field(ge=0, lt=2**31)]] = Field(min_length=1)

    @property
    def fault(self) -> str | None:
        is_ascending = all(a < b for a, b in pairwise(self.sentences))
        return None if is_ascending else "the starts of its sentences are not in ascending order"


class _TextLine(BaseModel):
    """The first line of a lock."""

    model_config = ConfigDict(extra="forbid")

    text: Sha256


LockLine: TypeAlias = LockedSentences | LockedQuote | LockedRow


class Lock:
    """The hash of a document's text, the starts of its sentences and the spans of its quotes; for a data set, the
    hashes of its rows."""

    def __init__(self, text_sha256: str, entries: Iterable[LockLine]) -> None:
        self.text_sha256 = text_sha256
        self.sentences: dict[int, list[int]] = {}
        self.quotes: dict[QuoteKey, LockedQuote] = {}
        self.rows: dict[str, LockedRow] = {}
        for entry in entries:
            if isinstance(entry, LockedRow):
                self.rows[entry.row] = entry
            elif isinstance(entry, LockedSentences):
                self.sentences[entry.paragraph] = entry.sentences
            else:
                self.quotes[entry.key] = entry

    def render(self) -> str:
        """The content of the file, in the order of the text."""
        quotes = sorted(self.quotes.values(), key=lambda quote: (quote.start, quote.end, quote.quote))
        rows = (self.rows[key] for key in sorted(self.rows))
        paragraphs = [{"paragraph": number, "sentences": self.sentences[number]} for number in sorted(self.sentences)]
        entries = (entry.model_dump(exclude_none=True) for entry in (*quotes, *rows))
        lines = [{"text": self.text_sha256}, *paragraphs, *entries]
        return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def lock_path(directory: Path, document: str) -> Path:
    """The file of a document's lock in a seed directory."""
    return directory / DOCUMENTS / f"{document}.lock"


def parse_lock(text: str) -> Lock:
    """Read a lock. Raises ``ValueError`` with the line number and a sentence.

    Each paragraph, quote and row may stand there only once, because nothing says which of two lines is right.
    """
    lines = text.split("\n")
    number = 0
    try:
        head = _TextLine.model_validate(json.loads(lines[0]))
        entries: list[LockLine] = []
        for number, line in enumerate(lines[1:], 1):  # noqa: B007 - the number is for the message
            if line:
                entry = json.loads(line)
                names = entry if isinstance(entry, dict) else ()
                model = LockedRow if "row" in names else LockedSentences if "sentences" in names else LockedQuote
                entries.append(model.model_validate(entry))
    except (ValidationError, ValueError, RecursionError):
        raise ValueError(f"line {number + 1} is not one of a lock: {RENEW}") from None
    lines_of: dict[QuoteKey | str | int, int] = {}
    numbers = (number for number, line in enumerate(lines[1:], 2) if line)
    for entry, number in zip(entries, numbers, strict=True):
        name, key = _key(entry)
        fault = None if isinstance(entry, LockedRow) else entry.fault
        if key in lines_of:
            fault = f"it repeats the {name} of line {lines_of[key]}"
        if fault:
            raise ValueError(f"line {number}: {fault}: {RENEW}")
        lines_of[key] = number
    return Lock(head.text, entries)


def _key(entry: LockLine) -> tuple[str, QuoteKey | str | int]:
    """What a line of a lock is about, and the key that identifies it."""
    if isinstance(entry, LockedRow):
        return "row", entry.row
    return ("quote", entry.key) if isinstance(entry, LockedQuote) else ("paragraph", entry.paragraph)


class Locks:
    """The locks of some documents. A missing or broken lock, or one of another text, is one fault for ``report``."""

    def __init__(self, directory: Path, hashes: Mapping[str, str], report: ReportFinding) -> None:
        """``hashes`` are the SHA-256 of the texts, by id of the document."""
        self._report = report
        self._locks: dict[str, Lock | None] = {}
        self._missing = {document for document in hashes if not lock_path(directory, document).exists()}
        for document in hashes.keys() - self._missing:
            self._locks[document] = self._read_lock(lock_path(directory, document), hashes[document])
        self.documents = hashes.keys()

    def _read_lock(self, path: Path, text_sha256: str) -> Lock | None:
        try:
            lock = parse_lock(files.decode(files.read_file(path, MAX_SEED_FILE_BYTES)))
        except ValueError as error:
            self._fault(path.stem, str(error))
            return None
        if lock.text_sha256 != text_sha256:
            self._fault(path.stem, f"its lock is of another text: {RENEW}")
            return None
        return lock

    def _fault(self, document: str, message: str) -> None:
        self._report(Finding(f"{DOCUMENTS}/{document}.lock", 0, document, "", message))

    def get(self, document: str) -> Lock | None:
        """The lock of a document; ``None`` if there is none that can be used."""
        return self._locks.get(document)

    def get_or_report(self, document: str) -> Lock | None:
        """The lock of a document that is cited. A missing lock is one fault, not one for each citation."""
        if document in self._missing:
            self._missing.remove(document)
            self._fault(document, f"it has no lock: {RENEW}")
        return self._locks.get(document)
