"""Edits the files of a seed without touching the lines that are right: adds records, and changes single values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from app.curate.contents import Change, Values
from app.curate.seed_yaml import MODELS, evidence_entry, flow, record_lines
from app.ingest import plain_yaml
from app.ingest.seed_files import Entry, SeedFiles


class EditError(ValueError):
    """A line has another form than expected. The message says which, and what to write there by hand."""


def append_records(directory: Path, shared: Mapping[str, Mapping[str, Values]]) -> None:
    """Add records to the ends of the files of their kinds."""
    for kind, records in shared.items():
        path = directory / MODELS[kind].file
        content = path.read_bytes().decode() if path.exists() else ""
        if not plain_yaml.parse_yaml(content):  # an empty list, to which no item can be added
            content = "\n".join(line for line in content.splitlines() if line.startswith("#"))
        if content and not content.endswith("\n"):
            content += "\n"
        lines = [line for values in records.values() for line in record_lines(kind, values, (), "")]
        path.write_bytes(f"{content}{chr(10).join(lines)}\n".encode())


def apply_changes(directory: Path, files: SeedFiles, changes: Iterable[Change]) -> None:
    """Write the new values of known records in the files that have them, and turn what was cited for the old values
    into what these documents say. Raises :class:`EditError`."""
    edits: dict[str, dict[int, list[str]]] = defaultdict(dict)
    lines_of: dict[str, list[str]] = {}

    def lines(file: str) -> list[str]:
        if file not in lines_of:
            lines_of[file] = (directory / file).read_bytes().decode().split("\n")
        return lines_of[file]

    for change in changes:
        entry = next(entry for entry in files.entries[change.kind] if entry.name == change.record)
        file, number = files.place(entry.parts, change.field)
        edits[file][number] = [_with_value(lines(file)[number - 1], change, file, number)]
        for file, number in _places_of(files, entry, change.field):
            edits[file][number] = _with_said(lines(file)[number - 1], change, file, number)
    for file, by_line in edits.items():
        content = [line for number, old in enumerate(lines(file), 1) for line in by_line.get(number, [old])]
        (directory / file).write_bytes("\n".join(content).encode())


def _places_of(files: SeedFiles, entry: Entry, field: str) -> list[tuple[str, int]]:
    """The files and lines of the evidence for a field, without that which has another value already."""
    return [
        files.place(entry.parts, f"evidence.{number}")
        for number, evidence in enumerate(entry.evidence)
        if isinstance(evidence, dict) and field in (evidence.get("fields") or []) and not evidence.get("says")
    ]


def _with_value(line: str, change: Change, file: str, number: int) -> str:
    """The line with the new value."""
    before, colon, after = line.partition(f"{change.field}: ")
    if not colon or not after.startswith(change.old):
        raise EditError(f"line {number} of {file} is not `{change.field}: {change.old}`: write {change.new} there")
    return f"{before}{colon}{change.new}{after.removeprefix(change.old)}"


def _with_said(line: str, change: Change, file: str, number: int) -> list[str]:
    """The line of evidence as two: for the other fields, and for the one of which its document has the old value."""
    margin = line[: len(line) - len(line.lstrip())]
    try:
        content = plain_yaml.parse_yaml(line)
    except plain_yaml.YamlError:
        content = None
    if (
        not isinstance(content, list)
        or len(content) != 1
        or not isinstance(content[0], dict)
        or "quote" not in content[0]
    ):
        raise EditError(f"line {number} of {file} is no evidence of one line: add `says: {change.old}` to it")
    entry = content[0]
    others = [name for name in entry["fields"] if name != change.field]
    entries = [*([{**entry, "fields": others}] if others else []),
               {**entry, "fields": [change.field], "says": change.old}]  # fmt: skip
    return [f"{margin}- {flow(evidence_entry(item))}" for item in entries]
