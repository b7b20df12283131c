"""Locks: where the quotes of a document stand in its text.

A curator writes a paragraph and a quote. ``communique lock`` finds the quote in the text and writes its span and hash
to ``documents/ID.lock``, so that the seed can be loaded without the text. Each line of a lock is a JSON object: the
first has the hash of the text, each other a quote, or a row of a data set. There is a lock for each document, so that
two people who add documents change no common file.
"""

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.domain import free_text
from app.ingest import files
from app.ingest.findings import Finding, Report
from app.ingest.seed_fields import MAX_EXCERPT, Sha256
from app.ingest.seed_files import DOCUMENTS, MAX_FILE_BYTES

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


class LockedRow(BaseModel):
    """A row of a data set with its hash."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    row: str = Field(max_length=free_text.LIMIT)
    sha256: Sha256


class _TextLine(BaseModel):
    """The first line of a lock."""

    model_config = ConfigDict(extra="forbid")

    text: Sha256


class Lock:
    """The spans of a document's quotes, or the hashes of its rows, and the hash of the text in which they are."""

    def __init__(self, text: str, places: Iterable[LockedQuote | LockedRow]) -> None:
        self.text = text
        self.quotes: dict[QuoteKey, LockedQuote] = {}
        self.rows: dict[str, LockedRow] = {}
        for place in places:
            if isinstance(place, LockedRow):
                self.rows[place.row] = place
            else:
                self.quotes[place.key] = place

    def render(self) -> str:
        """The content of the file, in the order of the text."""
        ordered = sorted(self.quotes.values(), key=lambda quote: (quote.start, quote.end, quote.quote))
        rows = (self.rows[key] for key in sorted(self.rows))
        lines = [{"text": self.text}, *(place.model_dump(exclude_none=True) for place in (*ordered, *rows))]
        return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)


def lock_path(directory: Path, document: str) -> Path:
    """The file of a document's lock in a seed directory."""
    return directory / DOCUMENTS / f"{document}.lock"


def parse_lock(text: str) -> Lock:
    """Read a lock. Raises ``ValueError`` with the line number and a sentence."""
    lines = text.split("\n")
    number = 0
    try:
        head = _TextLine.model_validate(json.loads(lines[0]))
        places: list[LockedQuote | LockedRow] = []
        for number, line in enumerate(lines[1:], 1):  # noqa: B007 - the number is for the message
            if line:
                place = json.loads(line)
                model = LockedRow if isinstance(place, dict) and "row" in place else LockedQuote
                places.append(model.model_validate(place))
    except (ValidationError, ValueError, RecursionError):
        raise ValueError(f"line {number + 1} is not one of a lock: {RENEW}") from None
    return Lock(head.text, places)


class Locks:
    """The locks of some documents, each read when it is first asked for. Faults go to ``report``."""

    def __init__(self, directory: Path, documents: Collection[str], report: Report) -> None:
        self._directory, self.documents, self._report = directory, documents, report
        self._locks: dict[str, Lock | None] = {}

    def get(self, document: str) -> Lock | None:
        """The lock of a document; ``None`` if there is none, or if it cannot be read, which is a fault."""
        if document not in self._locks:
            self._locks[document] = self._read(document)
        return self._locks[document]

    def _read(self, document: str) -> Lock | None:
        path = lock_path(self._directory, document)
        if not path.exists():
            return None
        try:
            return parse_lock(files.decode(files.read_file(path, MAX_FILE_BYTES)))
        except ValueError as error:
            self._report(Finding(f"{DOCUMENTS}/{path.name}", 0, "", "", str(error)))
            return None

    def quote(self, document: str, key: QuoteKey) -> LockedQuote | None:
        """The span of a quote; ``None`` if it is not locked."""
        lock = self.get(document)
        return lock.quotes.get(key) if lock else None

    def row(self, document: str, key: str) -> str | None:
        """The hash of a row; ``None`` if it is not locked."""
        lock = self.get(document)
        return lock.rows[key].sha256 if lock and key in lock.rows else None
