"""Edits the files of a seed line by line: adds records and changes single values. All other lines stay as they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from app.curate.contents import OWN_FIELDS, Addition, ValueChange, Values
from app.curate.seed_yaml import SEED_MODEL_OF_KIND, evidence_entry, flow, record_lines
from app.ingest import plain_yaml
from app.ingest.seed_files import Entry, SeedFiles


class EditError(ValueError):
    """A line cannot be edited, as its form is unusual. The message names the line, and what to write there by hand."""


def append_records(directory: Path, records_by_kind: Mapping[str, Mapping[str, Values]]) -> None:
    """Add records to the ends of the files of their kinds."""
    for kind, records in records_by_kind.items():
        path = directory / SEED_MODEL_OF_KIND[kind].file
        content = path.read_bytes().decode() if path.exists() else ""
        if not plain_yaml.parse_yaml(content):  # an empty list, to which no item can be added
            content = "\n".join(line for line in content.splitlines() if line.startswith("#"))
        if content and not content.endswith("\n"):
            content += "\n"
        lines = [line for values in records.values() for line in record_lines(kind, values, (), "")]
        path.write_bytes(f"{content}{chr(10).join(lines)}\n".encode())


def apply_changes(
    directory: Path, files: SeedFiles, changes: Iterable[ValueChange], additions: Iterable[Addition]
) -> None:
    """Write new values and items of known records into the files that have them. The evidence for an old value then
    has it in ``says``. Raises :class:`EditError`; then nothing is written."""
    edits: dict[str, dict[int, list[str]]] = defaultdict(dict)
    changes_by_place: dict[tuple[str, int], list[ValueChange]] = defaultdict(list)
    contents: dict[str, list[str]] = {}

    def line_at(file_line: tuple[str, int]) -> str:
        file, number = file_line
        if file not in contents:
            contents[file] = (directory / file).read_bytes().decode().split("\n")
        return contents[file][number - 1]

    for change in changes:
        entry = _entry(files, change)
        file, number = file_line = files.place(entry.parts, change.field)
        (line,) = edits[file].get(number, [line_at(file_line)])
        edits[file][number] = [_with_value(line, change, file_line)]
        for evidence in _places_of(files, entry, change):
            changes_by_place[evidence].append(change)
    for file_line, changes_here in changes_by_place.items():
        edits[file_line[0]][file_line[1]] = _with_old_values(line_at(file_line), changes_here, file_line)
    for addition in additions:
        entry = _entry(files, addition)
        old_items = entry.values[addition.field]
        in_lines = isinstance(old_items[-1], dict)
        path = f"{addition.field}.{len(old_items) - 1}" if in_lines else addition.field
        file, number = file_line = files.place(entry.parts, path)
        present = edits[file].get(number, [line_at(file_line)])
        edits[file][number] = _with_items(present, addition, old_items, file_line)
    for file, by_line in edits.items():
        content = [line for number, old in enumerate(contents[file], 1) for line in by_line.get(number, [old])]
        (directory / file).write_bytes("\n".join(content).encode())


def _entry(files: SeedFiles, edit: ValueChange | Addition) -> Entry:
    return next(entry for entry in files.entries[edit.kind] if entry.name == edit.record)


def _places_of(files: SeedFiles, entry: Entry, change: ValueChange) -> list[tuple[str, int]]:
    """The files and lines of the evidence for the old value of a field, and for the new one. The words for a value
    state its unit too. What is cited for a field in our own words stays as it is."""
    names = {change.field, "value"} if change.field == "unit" else {change.field}
    return [
        files.place(entry.parts, f"evidence.{number}")
        for number, evidence in enumerate(entry.evidence)
        if isinstance(evidence, dict)
        and not names.isdisjoint(evidence.get("fields") or [])
        and change.field not in OWN_FIELDS
        and evidence.get("says") in (None, change.new)
    ]


def _with_value(line: str, change: ValueChange, file_line: tuple[str, int]) -> str:
    """The line with the new value."""
    name = change.field.rpartition(".")[2]
    before, colon, after = line.partition(f"{name}: ")
    spellings = (change.old, flow(change.old), f'"{change.old}"')
    old = next((spelling for spelling in spellings if after.startswith(spelling)), None)
    if not colon or old is None:
        raise _error(file_line, f"`{name}: {change.old}`: write {change.new} there")
    new = change.new if change.new in plain_yaml.FLAGS else flow(change.new)
    return f"{before}{colon}{new}{after.removeprefix(old)}"


def _with_old_values(line: str, changes: Iterable[ValueChange], file_line: tuple[str, int]) -> list[str]:
    """The line of evidence for the fields that stay, and for each other a line with the old value (``says``). Evidence
    that says the new value has no ``says`` any more."""
    old_values = {change.field: change.old for change in changes}
    entry = _only_item(line)
    if isinstance(entry, dict) and entry.get("says"):
        return [f"{_margin(line)}- {flow({name: value for name, value in entry.items() if name != 'says'})}"]
    if not isinstance(entry, dict) or "quote" not in entry:
        raise _error(file_line, f"evidence in one line: add `says: {', '.join(old_values.values())}` to it")
    present_fields = [name for name in entry["fields"] if name not in old_values]
    entries = [{**entry, "fields": present_fields}] if present_fields else []
    entries += [{**entry, "fields": [name], "says": old} for name, old in old_values.items()]
    return [f"{_margin(line)}- {flow(evidence_entry(item))}" for item in entries]


def _with_items(lines: list[str], addition: Addition, old_items: list[Any], file_line: tuple[str, int]) -> list[str]:
    """The lines with new items: mappings each in a line after the last, other items in the line of the list."""
    if isinstance(old_items[-1], dict):
        if not isinstance(_only_item(lines[0]), dict):
            raise _error(
                file_line, f"an item of `{addition.field}` in one line: add {flow(list(addition.items))} after it"
            )
        return [*lines, *(f"{_margin(lines[0])}- {flow(item)}" for item in addition.items)]
    if _only_field(lines[0]) != {addition.field: old_items}:
        raise _error(file_line, f"`{addition.field}` in one line: add {flow(list(addition.items))} to it")
    return [f"{_margin(lines[0])}{addition.field}: {flow([*old_items, *addition.items])}"]


def _only_field(line: str) -> Any:
    """What stands in one line, without a comment; None if the line has another form."""
    try:
        return None if " #" in line else plain_yaml.parse_yaml(line)
    except plain_yaml.YamlError:
        return None


def _only_item(line: str) -> Any:
    """The item of a list that stands in one line; None if the line has another form."""
    content = _only_field(line)
    return content[0] if isinstance(content, list) and len(content) == 1 else None


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _error(file_line: tuple[str, int], form: str) -> EditError:
    return EditError(f"line {file_line[1]} of {file_line[0]} is not {form}")
