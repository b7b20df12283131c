"""Writes records as a curator writes them in the seed: each field in a line, with all that is inside it."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from app.ingest.plain_yaml import FLAGS, NULLS
from app.ingest.seed_schema import SEED_MODELS, SeedRecord

SEED_MODEL_OF_KIND: dict[str, type[SeedRecord]] = {kind.kind: kind for kind in SEED_MODELS}
"""The seed models by kind."""


def no_kind(kind: str, kinds: Iterable[str]) -> str:
    """The message for a kind of record that is none of ``kinds``."""
    return f"there is no kind {kind[:100]!r}: it is one of {', '.join(kinds)}"


SECTION_OF_KIND = {kind.kind: kind.file.removesuffix(".yaml") for kind in SEED_MODELS}
"""The names of the kinds in the file of a document: ``trade_stats`` of ``trade-stat``."""

IN_ONE_LINE = ("city", "topic", "organization")
"""Kinds of which a whole record stands in one line."""

EVIDENCE_FIELDS = ("document", "paragraph", "quote", "until", "occurrence", "fields", "says", "reason", "reviewed")


class _Dumper(yaml.SafeDumper):
    """Quotes a text only if the seed's reader would take it for something else: a date or a number is text to it."""

    yaml_implicit_resolvers: dict[str, list[Any]] = {}  # noqa: RUF012 - PyYAML declares it so

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    needs_quotes = text in NULLS or text in FLAGS
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if needs_quotes else None)


def _plain(_dumper: yaml.SafeDumper, value: Any) -> yaml.Node:
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else json.dumps(value)
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)


_Dumper.add_representer(str, _text)
for _type in (int, float, bool, type(None)):
    _Dumper.add_representer(_type, _plain)


def flow(value: Any) -> str:
    """A value in one line, whatever is inside it."""
    text: str = yaml.dump(
        [value], Dumper=_Dumper, default_flow_style=True, allow_unicode=True, sort_keys=False, width=float("inf")
    )
    return text.strip()[1:-1]


def ordered_values(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a record has, in the order of its seed model, without empty ones and without evidence."""
    names = [field.alias or name for name, field in SEED_MODEL_OF_KIND[kind].model_fields.items()]
    order = [name for name in names if name in values] + [name for name in values if name not in names]
    return {name: values[name] for name in order if values[name] not in (None, [], {}) and name != "evidence"}


def _field(name: str, value: Any, margin: str) -> list[str]:
    """The lines of a field. A list of mappings has a line for each."""
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        return [f"{margin}{name}:", *(f"{margin}  - {flow(item)}" for item in value)]
    return [f"{margin}{name}: {flow(value)}"]


def evidence_entry(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry of evidence with its fields in order, without empty ones."""
    return {name: entry[name] for name in EVIDENCE_FIELDS if entry.get(name) not in (None, [], False)}


def record_lines(kind: str, values: Mapping[str, Any], evidence: Iterable[Mapping[str, Any]], margin: str) -> list[str]:
    """The lines of a record in a list. ``margin`` is the white space before its hyphen."""
    fields, entries = ordered_values(kind, values), [evidence_entry(entry) for entry in evidence]
    if kind in IN_ONE_LINE and not entries:
        return [f"{margin}- {flow(fields)}"]
    lines = [line for name, value in fields.items() for line in _field(name, value, f"{margin}  ")]
    if entries:
        lines += _field("evidence", entries, f"{margin}  ")
    return [f"{margin}- {lines[0].strip()}", *lines[1:]]


def document_file(
    document: Mapping[str, Any],
    records: Mapping[str, Iterable[tuple[Mapping[str, Any], list[dict[str, Any]]]]],
    supports: Mapping[str, Mapping[str, list[dict[str, Any]]]],
) -> str:
    """The content of ``documents/ID.yaml``. ``records`` are by kind, ``supports`` by kind and id."""
    lines = ["document:"]
    for name, value in ordered_values("document", document).items():
        lines += _field(name, value, "  ")
    if document.get("evidence"):
        lines += _field("evidence", [evidence_entry(entry) for entry in document["evidence"]], "  ")
    for kind, section in SECTION_OF_KIND.items():
        if records.get(kind):
            lines += [*(() if "records:" in lines else ("records:",)), f"  {section}:"]
            for values, evidence in records[kind]:
                lines += record_lines(kind, values, evidence, "    ")
    for kind, section in SECTION_OF_KIND.items():
        if supports.get(kind):
            lines += [*(() if "supports:" in lines else ("supports:",)), f"  {section}:"]
            for record, entries in supports[kind].items():
                lines += _field(flow(record), [evidence_entry(entry) for entry in entries], "    ")
    return "\n".join(lines) + "\n"
