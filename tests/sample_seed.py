"""An invented document with a valid seed, in which each test breaks one thing. Also the folder of the real texts."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml

from app.ingest.findings import Finding, Level
from app.ingest.locking import lock_documents
from app.ingest.locks import lock_path
from app.ingest.places import SourceText, digest, read_texts
from app.ingest.seed_check import read_and_check
from app.ingest.seed_reader import Seed, read_files
from app.ingest.seed_schema import SEED_MODELS
from tests.conftest import ROOT
from tests.seed_copies import lock_made_up

DOCUMENTS_FOLDER = Path(os.environ.get("COMMUNIQUE_TEST_DOCUMENTS") or ROOT.parent / "shared" / "documents")
needs_documents = pytest.mark.skipif(
    not DOCUMENTS_FOLDER.is_dir(),
    reason=f"the real texts are not in {DOCUMENTS_FOLDER}; COMMUNIQUE_TEST_DOCUMENTS names another folder",
)

CONTENT = """\
Ninth meeting of the Example Group

\u00a0
The ninth meeting of the Example Group of Kazakhstan and Türkiye was held on May 3, 2021 in Ankara. Ann Example, \
President, opened it.

Trade reached $1.5 billion in 2020, up 12 percent. They signed 40 agreements, “the most so far.” More will follow.

Advertisement
"""
Entry: TypeAlias = dict[str, Any]


def citation(words: str, *fields: str, **other_fields: Any) -> Entry:
    """The evidence entry for the first occurrence of the words in the document."""
    start = CONTENT.index(words)
    lines_before = [line for line in CONTENT[:start].split("\n")[:-1] if line.strip()]
    paragraph = CONTENT[:start].rpartition("\n")[2] + CONTENT[start:].partition("\n")[0]
    several = {"occurrence": 1} if paragraph.count(words) > 1 else {}
    place = {"document": "example", "paragraph": len(lines_before) + 1, "quote": words, **several}
    return {**place, "fields": list(fields), **other_fields}


def _entries() -> Iterator[tuple[str, Entry]]:
    country = {"alpha3": "KAZ", "numeric": "398", "name": "Kazakhstan", "aliases": ["Qazaqstan"]}
    yield "countries.yaml", {"id": "KZ", **country, "evidence": [citation("Kazakhstan", "name")]}
    country = {"alpha3": "TUR", "numeric": "792", "name": "Türkiye", "aliases": ["Turkey"]}
    yield "countries.yaml", {"id": "TR", **country, "evidence": [citation("Türkiye", "name")]}
    yield "cities.yaml", {"id": "ankara", "name": "Ankara", "country": "TR"}
    yield (
        "documents.yaml",
        {
            "id": "example",
            "title": "Ninth meeting of the Example Group",
            "date": "2021-05",
            "language": "en",
            "sha256": sha256(CONTENT.encode()).hexdigest(),
            "kind": "article",
            "paragraphs": 4,
            "set_aside": [
                {"why": "furniture", "paragraphs": [4]},
                {"why": "opinion", "paragraph": 3, "sentences": [3], "because": "It says nothing more."},
            ],
            "evidence": [
                citation("Ninth meeting of the Example Group", "title"),
                citation("May 3, 2021", "date", reason="It reports the meeting as recent."),
            ],
        },
    )
    yield (
        "mechanisms.yaml",
        {
            "id": "eg",
            "name": "Example Group",
            "kind": "commission",
            "members": ["KZ", "TR"],
            "evidence": [citation("Example Group of Kazakhstan and Türkiye", "name", "members")],
        },
    )
    yield (
        "officials.yaml",
        {
            "id": "ann-example",
            "name": "Ann Example",
            "country": "TR",
            "positions": [{"title": "President", "as_of": "2021-05-03"}],
            "evidence": [citation("Ann Example, President", "name", "positions")],
        },
    )
    yield (
        "meetings.yaml",
        {
            "id": "eg-9",
            "title": "Ninth meeting of the Example Group",
            "type": "session",
            "status": "held",
            "date": "2021-05-03",
            "mechanism": "eg",
            "session": 9,
            "city": "ankara",
            "countries": ["KZ", "TR"],
            "evidence": [
                citation("May 3, 2021", "date"),
                citation("ninth meeting", "session"),
                citation("held", "status"),
                citation("Example Group of Kazakhstan and Türkiye", "mechanism", "countries"),
                citation("in Ankara", "city"),
            ],
        },
    )
    yield (
        "agreements.yaml",
        {
            "id": "eg-9-package",
            "title": "Agreements of the ninth meeting",
            "type": "package",
            "status": "signed",
            "count": 40,
            "mechanism": "eg",
            "meeting": "eg-9",
            "evidence": [citation("signed 40 agreements", "title", "status", "meeting"), citation("40", "count")],
        },
    )
    yield (
        "trade_stats.yaml",
        {
            "id": "trade-2020",
            "indicator": "trade",
            "flow": "turnover",
            "reporter": "KZ",
            "partner": "TR",
            "date": "2020",
            "value": 1_500_000_000,
            "unit": "USD",
            "qualifier": "exact",
            "growth_percent": 12,
            "authority": "press",
            "as_written": "$1.5 billion",
            "mechanism": "eg",
            "evidence": [
                citation("$1.5 billion", "value", "qualifier", "reporter", "partner"),
                citation("2020", "date"),
                citation("12 percent", "growth_percent"),
            ],
        },
    )


@dataclass
class Example:
    """The entries of the seed by id, and the text of its document. Change them, then call :meth:`write`."""

    folder: Path
    entries: dict[str, Entry]
    files: dict[str, str]
    content: str = CONTENT
    lock_changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Values to change in the lock, by quote."""

    @property
    def seed(self) -> Path:
        return self.folder / "seed"

    @property
    def documents(self) -> Path:
        return self.folder / "documents"

    def evidence_for(self, record: str, field: str) -> Entry:
        """The evidence entry for a field of a record."""
        entry: Entry = next(evidence for evidence in self.entries[record]["evidence"] if field in evidence["fields"])
        return entry

    def write(self) -> "Example":
        self.seed.mkdir(exist_ok=True)
        self.documents.mkdir(exist_ok=True)
        for kind in SEED_MODELS:
            entries = [entry for name, entry in self.entries.items() if self.files[name] == kind.file]
            (self.seed / kind.file).write_text(yaml.safe_dump(entries, allow_unicode=True), "utf-8")
        (self.documents / "example.txt").write_bytes(self.content.encode())
        text = SourceText(self.documents / "example.txt", CONTENT, digest(CONTENT))
        lock_documents(read_files(self.seed), {text.sha256: text}, [])
        lock_made_up(self.seed)
        if self.lock_changes:
            path = lock_path(self.seed, "example")
            lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
            path.write_text(
                "\n".join(json.dumps(line | self.lock_changes.get(line.get("quote"), {})) for line in lines), "utf-8"
            )
        return self

    def read_seed(self) -> Seed:
        return Seed(self.seed)

    def faults(self) -> list[Finding]:
        """The findings of ``communique check --documents`` without warnings."""
        findings = read_and_check(self.write().seed, read_texts(self.documents))[1]
        return [finding for finding in findings if finding.level is not Level.warning]


def example(folder: Path) -> Example:
    entries = list(_entries())
    return Example(folder, {entry["id"]: entry for _, entry in entries}, {entry["id"]: file for file, entry in entries})
