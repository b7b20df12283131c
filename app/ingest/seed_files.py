"""Reads the files of a seed directory into entries, which are not validated yet.

``documents/ID.yaml`` holds a document, the records that it brings, and its evidence for others. ``KIND.yaml`` holds
records of one kind. What several files say of one record is merged by its id.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.text import nearest
from app.ingest import files, plain_yaml
from app.ingest.findings import Finding, ReportFinding
from app.ingest.plain_yaml import NOWHERE, Mark
from app.ingest.seed_fields import SHA256_PATTERN, SLUG_PATTERN

MAX_SEED_FILE_BYTES = 64 * 2**20
"""Bytes of a seed file: about 40,000 figures with their evidence."""

DOCUMENTS = "documents"
"""Folder of the files of documents, and of their locks."""

ACCEPTANCE_NOTE = ".accepting"
"""The note that lists the files of an accepted draft, and is there until all of them are in place."""

SECTIONS = ("document", "records", "supports")
"""What the file of a document has."""

OWN_DOCUMENT = "leave `document` out: the evidence in this file is from its document"


def printable_name(name: object) -> str:
    """A name from a file, cut short and without terminal control characters."""
    text = str(name)[:100]
    return text if text.isprintable() else text.encode("unicode_escape").decode()


@dataclass(slots=True)
class EntryPart:
    """What one file says of a record: values and evidence, or, with ``supports``, only a list of evidence."""

    file: str
    mark: Mark
    evidence: int
    supports: bool = False


@dataclass(slots=True)
class Entry:
    """What the files say of a record. ``name`` is its id, or its number in the file if it has none."""

    name: str
    values: Any
    evidence: list[Any]
    parts: list[EntryPart]

    @property
    def content(self) -> Any:
        """The values and the evidence, to be validated."""
        return {**self.values, "evidence": self.evidence} if self.evidence else self.values


class SeedFiles:
    """The entries of a directory by kind, in the order of the files. Faults of the files go to ``report``."""

    def __init__(self, directory: Path, kind_files: Mapping[str, str], report: ReportFinding) -> None:
        """``kind_files`` names the file of each kind: ``meetings.yaml`` of ``meeting``."""
        self.directory, self._report = directory, report
        self.is_whole = True
        """Whether each file could be read. If one could not, its records are missing, and others refer to them."""
        self._kinds = {file.removesuffix(".yaml"): kind for kind, file in kind_files.items()}
        self.entries: dict[str, list[Entry]] = {kind: [] for kind in kind_files}
        self._text = ("", "")
        self._last: tuple[EntryPart | None, dict[tuple[str | int, ...], int]] = (None, {})
        self._by_id: dict[tuple[str, str], Entry] = {}
        self._supports: list[tuple[str, str, EntryPart, list[Any]]] = []
        # A link to nowhere is a file that cannot be read: without its records the seed would not be whole.
        paths = [path for file in kind_files.values() if (path := directory / file).exists() or path.is_symlink()]
        documents = sorted((directory / DOCUMENTS).glob("*.yaml"))
        if not paths and not documents:
            self._fault("", f"there is no seed in {directory}: no {DOCUMENTS}/*.yaml and no file such as meetings.yaml")
        self._refuse_other_files({*kind_files.values()})
        if (directory / ACCEPTANCE_NOTE).exists():
            self._fault(ACCEPTANCE_NOTE, "an acceptance was cut short, so files may be missing: accept the draft again")
        for path in paths:
            content, marks = self._parse(path.name)
            self._add_records(path.name, self._kinds[path.stem], content, marks, None)
        for path in documents:
            self._read_document(f"{DOCUMENTS}/{path.name}", path.stem)
        if self.is_whole:
            self._add_supports()

    def _fault(self, file: str, message: str, line: int = 0, record: str = "", field: str = "") -> None:
        self._report(Finding(file, line, record, field, message))

    def _refuse_other_files(self, names: set[str]) -> None:
        """Refuse files that nothing would read: their names have a slip."""
        for path in sorted([*self.directory.glob("*.yaml"), *self.directory.glob("*.yml")]):
            if path.name not in names:
                self._fault(printable_name(path.name), f"it is not one of {', '.join(sorted(names))}")
        for path in sorted((self.directory / DOCUMENTS).glob("*.yml")):
            self._fault(f"{DOCUMENTS}/{printable_name(path.name)}", "the name of the file must end with .yaml")
        for path in sorted((self.directory / DOCUMENTS).glob("*/**/*.y*ml")):
            name = printable_name(str(path.relative_to(self.directory)))
            self._fault(name, f"folders in {DOCUMENTS}/ are not read: move it to {DOCUMENTS}/")

    def _parse(self, file: str, *, may_be_empty: bool = True) -> tuple[Any, dict[int, Mark]]:
        """The content of a file and its marks. A file that cannot be read is a fault, and is taken to be empty."""
        try:
            text = files.decode(files.read_file(self.directory / file, MAX_SEED_FILE_BYTES))
            content, marks = plain_yaml.parse_with_marks(text)
            if content is None and not may_be_empty:
                self._fault(file, "it is empty: write what the document says, or delete the file")
            return content, marks
        except (files.FileError, plain_yaml.YamlError) as error:
            self._fault(file, str(error), getattr(error, "line", 0))
            self.is_whole = False
            return None, {}

    def _read_document(self, file: str, document: str) -> None:
        content, marks = self._parse(file, may_be_empty=False)
        if content is None:
            return
        if not isinstance(content, dict):
            self._fault(file, f"it is not a mapping of {', '.join(SECTIONS)}")
            return
        whole = EntryPart(file, marks[id(content)], 0)

        def fault(message: str, *path: str) -> None:
            self._fault(file, message, self.line_of(whole, path), field=".".join(map(printable_name, path)))

        for section in sorted(content.keys() - set(SECTIONS)):
            fault(f"there is no such part: a document has {', '.join(SECTIONS)}", section)
        values = content.get("document")
        if not isinstance(values, dict):
            fault("it is not a mapping of fields", "document")
        else:
            if "id" in values:
                fault("leave `id` out: the id of a document is the name of its file", "document", "id")
            self._add(file, "document", {**values, "id": document}, marks[id(values)], document, set())
        for section in SECTIONS[1:]:
            groups = content.get(section) or {}
            if not isinstance(groups, dict):
                fault("it is not a mapping of kinds", section)
                continue
            for stem, group in groups.items():
                if stem not in self._kinds:
                    near = nearest(stem, self._kinds)
                    hint = "the nearest: " if near else "it is one of "
                    fault(f"there is no such kind; {hint}{', '.join(near or sorted(self._kinds))}", section, stem)
                elif section == "records" and isinstance(group, list | None):
                    self._add_records(file, self._kinds[stem], group, marks, document)
                elif section == "supports" and isinstance(group, dict | None):
                    self._read_supports(file, self._kinds[stem], group or {}, marks, document)
                else:
                    form = "a list of records" if section == "records" else "a mapping of ids, each with its evidence"
                    fault(f"it is not {form}", section, stem)

    def _add_records(self, file: str, kind: str, content: Any, marks: Mapping[int, Mark], document: str | None) -> None:
        if content is None:
            return
        if not isinstance(content, list):
            self._fault(file, "it is not a list of records")
            return
        ids: set[str] = set()
        for number, values in enumerate(content, 1):
            self._add(file, kind, values, marks.get(id(values), NOWHERE), document, ids, number)

    def _add(
        self, file: str, kind: str, values: Any, mark: Mark, document: str | None, ids: set[str], number: int = 1
    ) -> None:
        """Add a record, or merge it with what other files say of it. ``ids`` are those of this file so far."""
        record_id = values.get("id") if isinstance(values, dict) else None
        name = printable_name(record_id) if isinstance(record_id, str) else f"record {number}"
        evidence = values.get("evidence") if isinstance(values, dict) else None
        if isinstance(evidence, list):
            values = {field: value for field, value in values.items() if field != "evidence"}
            evidence = self._with_document(evidence, document, file, mark, name)
        else:
            evidence = []
        part = EntryPart(file, mark, len(evidence))
        entry = self._by_id.get((kind, name))
        if entry is None or name in ids or not isinstance(values, dict) or not isinstance(entry.values, dict):
            entry = Entry(name, values, evidence, [part])
            self.entries[kind].append(entry)
            self._by_id.setdefault((kind, name), entry)
        else:
            self._merge(entry, values, part)
            entry.evidence += evidence
        ids.add(name)

    def _merge(self, entry: Entry, values: dict[str, Any], part: EntryPart) -> None:
        """Fill in the values that an entry does not have. A value that differs from that of another file is a fault."""
        for field, value in values.items():
            if entry.values.get(field) is None:
                entry.values[field] = value
            elif value is not None and value != entry.values[field]:
                other_files = " and ".join(
                    earlier_part.file for earlier_part in entry.parts if not earlier_part.supports
                )
                message = (
                    f"it is another value in {other_files}: leave it out here, "
                    "and cite what this document has with `says` in the evidence"
                )
                self._fault(part.file, message, self.line_of(part, (field,)), entry.name, field)
        entry.parts.append(part)

    def _with_document(self, evidence: list[Any], document: str | None, file: str, mark: Mark, name: str) -> list[Any]:
        """The entries of evidence with their document, which the file of a document does not repeat."""
        if document is None:
            return list(evidence)
        if any(isinstance(entry, dict) and "document" in entry for entry in evidence):
            self._fault(file, OWN_DOCUMENT, mark.line, name, "evidence")
        return [{**entry, "document": document} if isinstance(entry, dict) else entry for entry in evidence]

    def _read_supports(
        self, file: str, kind: str, content: dict[str, Any], marks: Mapping[int, Mark], document: str
    ) -> None:
        for record_id, evidence in content.items():
            name = printable_name(record_id)
            if not isinstance(evidence, list):
                self._fault(file, "it is not a list of evidence", record=name, field="supports")
                continue
            mark = marks.get(id(evidence), NOWHERE)
            entries = self._with_document(evidence, document, file, mark, name)
            self._supports.append((kind, name, EntryPart(file, mark, len(entries), supports=True), entries))

    def _add_supports(self) -> None:
        """Add the evidence that documents have for records of other files."""
        for kind, name, part, evidence in self._supports:
            entry = self._by_id.get((kind, name))
            if entry is None:
                self._fault(part.file, f"there is no {kind} of this id", part.mark.line, name, "supports")
            else:
                entry.evidence += evidence
                entry.parts.append(part)

    def place(self, parts: list[EntryPart], field: str) -> tuple[str, int]:
        """The file and line of a field of a record, as ``evidence.2.quote`` names it; else of the record."""
        path = tuple(int(step) if step.isdigit() else step for step in field.split(".") if step)
        if path[:1] == ("evidence",) and len(path) > 1 and isinstance(path[1], int):
            number = path[1]
            for part in parts:
                if number < part.evidence:
                    start = () if part.supports else ("evidence",)
                    return part.file, self.line_of(part, (*start, number, *path[2:]))
                number -= part.evidence
        whole = [part for part in parts if not part.supports] or parts
        part = next((part for part in whole if path[:1] in self._lines_of(part)), whole[0])
        return part.file, self.line_of(part, path)

    def line_of(self, part: EntryPart, path: tuple[str | int, ...]) -> int:
        """The line of a value in a part; if it is not there, of the list or mapping that would have it."""
        lines = self._lines_of(part)
        return next(lines[path[:depth]] for depth in range(len(path), -1, -1) if path[:depth] in lines)

    def _lines_of(self, part: EntryPart) -> dict[tuple[str | int, ...], int]:
        """The lines of all values of a part. The last ones are cached, because one record may have many faults."""
        if self._last[0] is not part:
            if self._text[0] != part.file:
                try:
                    text = files.decode(files.read_file(self.directory / part.file, MAX_SEED_FILE_BYTES))
                except files.FileError:
                    text = ""
                self._text = part.file, text
            self._last = part, plain_yaml.lines_of(self._text[1], part.mark)
        return self._last[1]


def hashes_of(files: SeedFiles) -> dict[str, str]:
    """The hash of each document's text, by the id of the document. An entry without a valid id or hash is left out."""
    hashes: dict[str, str] = {}
    for entry in files.entries["document"]:
        sha256 = entry.values.get("sha256") if isinstance(entry.values, dict) else None
        if isinstance(sha256, str) and re.fullmatch(SHA256_PATTERN, sha256) and re.fullmatch(SLUG_PATTERN, entry.name):
            hashes[entry.name] = sha256
    return hashes
