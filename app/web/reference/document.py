"""The OpenAPI document as the reference shows it: operations in groups, each with parameters, fields and examples.

Decision 011 says why the service renders its reference itself.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

from markupsafe import Markup

from app.api.negotiation import JSON
from app.errors import PROBLEM_TYPES
from app.web.html import markdown
from app.web.reference.code_samples import code_samples
from app.web.reference.schema_words import (
    Node,
    controlled_values,
    example_answer,
    example_text,
    resolve_schema,
    type_words,
)

BASIC_PARAMETERS = ("since", "mechanism", "indicator", "record", "date_from", "date_to", "country", "q", "limit")
"""The parameters that a reader meets first. The others of a list are under “more”."""

MAX_AT_ONCE = 6
"""An operation with at most so many parameters shows all of them at once."""

SAMPLE_SIZE = "2"
"""The ``limit`` that a form has at first: an answer that fits beside it."""

DICTIONARY = "/guide/data-dictionary"

COMMON_REQUESTS = ("/search", "/resolve", "/check")
"""The first requests of the group that belongs to no resource."""

GROUP_TITLES = {"service": "Search, checks, service"}
"""Titles of groups that differ from their tag."""


@dataclass(frozen=True)
class Parameter:
    """A parameter, with what its input has at first."""

    name: str
    place: str
    description: Markup
    is_required: bool
    repeatable: bool
    default: str
    examples: Sequence[str]
    values: Sequence[str]
    is_closed: bool
    """Whether it takes one of ``values`` and nothing else."""
    first_value: str = ""
    described_at: str = ""
    """The anchor of the same parameter of an earlier operation of the page, which describes it."""

    @property
    def input_name(self) -> str:
        """The name in the form: a list may have a filter with the name of a part of the path."""
        return f"{{{self.name}}}" if self.place == "path" else self.name


@dataclass(frozen=True)
class FieldRow:
    """A field of an answer, with the fields of the object that it is."""

    name: str
    kind: Markup
    description: Markup
    fields: Sequence["FieldRow"] = ()


@dataclass(frozen=True)
class Operation:
    """A request of the API. ``answer`` is the schema that its fields are of; ``example`` an answer to it."""

    id: str
    method: str
    path: str
    title: str
    description: Markup
    basic: Sequence[Parameter]
    further: Sequence[Parameter]
    answer: str
    is_list: bool
    fields: Sequence[FieldRow]
    example: str
    media_types: Sequence[str]
    problems: Sequence[tuple[str, str, str]]
    """Status, type and title of the problems that it may answer."""
    body: str
    sendable: bool
    """Whether the reference sends it: it creates nothing."""

    @property
    def first_request(self) -> str:
        """The path and query that its form has at first."""
        values = [(parameter, parameter.first_value) for parameter in (*self.basic, *self.further)]
        path = self.path
        for parameter, value in values:
            path = path.replace(parameter.input_name, quote(value)) if parameter.place == "path" else path
        pairs = [(parameter.name, value) for parameter, value in values if parameter.place == "query" and value]
        return path + (f"?{urlencode(pairs, safe=',:/')}" if pairs else "")

    def samples(self, base: str) -> list[tuple[str, str]]:
        """The first request in each language."""
        return code_samples(base + self.first_request, self.body, self.media_types)


@dataclass
class ReferenceGroup:
    """A page of the reference: a resource, or what all of them share."""

    name: str
    title: str
    description: Markup
    operations: list[Operation] = field(default_factory=list)
    variants: list[Operation] = field(default_factory=list)
    """Operations that differ from the first one of the group in their path alone."""

    def add(self, operation: Operation, *, once: bool) -> None:
        (self.variants if once and self.operations else self.operations).append(operation)

    def describe_once(self) -> None:
        """Let each parameter that several operations have in the same way lead to the first of them."""
        anchors: dict[tuple[str, Markup], str] = {}

        def with_anchor(operation: Operation, parameter: Parameter) -> Parameter:
            own_anchor = f"{operation.id}-{parameter.input_name}"
            anchor = anchors.setdefault((parameter.input_name, parameter.description), own_anchor)
            return parameter if anchor == own_anchor else replace(parameter, described_at=anchor)

        self.operations = [
            replace(
                operation,
                basic=[with_anchor(operation, parameter) for parameter in operation.basic],
                further=[with_anchor(operation, parameter) for parameter in operation.further],
            )
            for operation in self.operations
        ]


@dataclass(frozen=True)
class ApiReference:
    """All groups by name: resources first, then what they share, then the rest."""

    groups: dict[str, ReferenceGroup]
    resources: Sequence[ReferenceGroup]

    def group_of(self, operation_id: str) -> ReferenceGroup | None:
        """The group that documents an operation."""
        for group in self.groups.values():
            if any(operation.id == operation_id for operation in (*group.operations, *group.variants)):
                return group
        return None


def api_reference(document: Node) -> ApiReference:
    """The groups of the document: its tags, but files of lists are documented once, in a group of their own."""
    groups = {
        tag["name"]: ReferenceGroup(
            tag["name"].replace(" ", "-"),
            GROUP_TITLES.get(tag["name"], tag["name"].capitalize()),
            markdown(tag["description"]),
        )
        for tag in document["tags"]
    }
    resources = [group for tag, group in groups.items() if tag not in ("citations", "service")]
    formats = ReferenceGroup(
        "formats",
        "Formats",
        markdown("Every list as a file or feed: CSV, Excel, Parquet, calendars, feeds, maps. Only the path differs."),
    )
    for path, methods in document["paths"].items():
        for method, node in methods.items():
            operation = _operation(path, method, node, document["components"]["schemas"])
            if path.endswith(".{format}"):
                formats.add(operation, once=True)
            else:
                groups[node["tags"][0]].add(operation, once=node["tags"] == ["citations"])
    groups["service"].operations.sort(key=lambda operation: operation.path not in COMMON_REQUESTS)
    pages = [*resources, formats, groups["citations"], groups["service"]]
    for group in pages:
        group.describe_once()
    return ApiReference({group.name: group for group in pages}, resources)


def _operation(path: str, method: str, node: Node, schemas: Node) -> Operation:
    parameters = [_parameter(item, schemas) for item in node.get("parameters", [])]
    basic, further = _basic_and_further(parameters)
    success = next(answer for status, answer in sorted(node["responses"].items()) if status < "300")
    content = success.get("content", {})
    schema = content.get(JSON, {}).get("schema", {})
    item = _item(schema, schemas)
    answer = item.get("$ref", "").rpartition("/")[2]
    example = example_answer(schema, schemas)
    return Operation(
        id=node["operationId"],
        method=method.upper(),
        path=path,
        title=_sentence_case(node["summary"]),
        description=markdown(node["description"]),
        basic=basic,
        further=further,
        answer=answer,
        is_list=item is not schema,
        fields=list(_fields(item, schemas)),
        example="" if example is None else json.dumps(example, ensure_ascii=False, indent=2),
        media_types=[media_type for media_type in content if "; shape=" not in media_type],
        problems=list(_problems(node["responses"])),
        body=_body(node, schemas),
        sendable="201" not in node["responses"],
    )


def _sentence_case(title: str) -> str:
    """A title with small letters after its first word; what has several capitals, such as a name, stays."""
    first, *other_words = title.split(" ")
    return " ".join([first, *(word.lower() if word.istitle() else word for word in other_words)])


def _parameter(node: Node, schemas: Node) -> Parameter:
    schema = resolve_schema(node["schema"], schemas)
    values = [] if node["name"] == "fields" else controlled_values(schema, schemas)
    examples = [example_text(example) for example in schema.get("examples", [])]
    repeatable = schema.get("type") == "array"
    first_value = examples[0] if node["required"] else ""
    return Parameter(
        name=node["name"],
        place=node["in"],
        description=markdown(node["description"]),
        is_required=node["required"],
        repeatable=repeatable,
        default=str(schema.get("default", "")),
        examples=examples,
        values=values,
        is_closed=bool(values) and not repeatable and "anyOf" not in schema,
        first_value=SAMPLE_SIZE if node["name"] == "limit" else first_value,
    )


def _basic_and_further(parameters: Sequence[Parameter]) -> tuple[list[Parameter], list[Parameter]]:
    """The parameters that a reader meets first, the first filter with its example filled in; and all others."""
    rank = {name: number for number, name in enumerate(BASIC_PARAMETERS)}
    rank["as_of"] = len(rank) + 2  # behind those without a rank: all routes have it
    inputs = [parameter for parameter in parameters if parameter.place != "header"]
    shows_all = len(inputs) <= MAX_AT_ONCE
    basic = [
        parameter for parameter in inputs if shows_all or parameter.is_required or parameter.name in BASIC_PARAMETERS
    ]
    if len(basic) == 1:
        basic = [parameter for parameter in inputs if parameter.name not in ("cursor", "shape")][:MAX_AT_ONCE]
    basic.sort(key=lambda parameter: (not parameter.is_required, rank.get(parameter.name, len(rank))))
    further = [parameter for parameter in parameters if parameter not in basic]
    if basic and basic[0].name in BASIC_PARAMETERS[:4] and not basic[0].first_value:
        basic[0] = replace(basic[0], first_value=basic[0].examples[0])
    return basic, further


def _item(schema: Node, schemas: Node) -> Node:
    """The schema of the records of a list; of any other answer, the schema itself."""
    fields = resolve_schema(schema, schemas).get("properties", {})
    items: Node = fields.get("items", {}).get("items", {}) if "next_cursor" in fields else {}
    return items if "$ref" in items else schema


def _fields(schema: Node, schemas: Node, above: tuple[str, ...] = ()) -> Iterator[FieldRow]:
    """The fields of an object and of the objects that it always has, but not of one within itself."""
    name = schema.get("$ref", "").rpartition("/")[2]
    if name in above:
        return
    whole = resolve_schema(schema, schemas)
    for field_name, part in whole.get("properties", {}).items():
        objects = _objects(part) if field_name in whole.get("required", ()) else ()
        yield FieldRow(
            field_name,
            type_words(part, schemas, DICTIONARY),
            markdown(part.get("description", "")),
            [row for inner in objects for row in _fields(inner, schemas, (*above, name))],
        )


def _objects(schema: Node) -> Iterator[Node]:
    """What a field refers to: itself, an alternative, or what its list is of."""
    if "$ref" in schema:
        yield schema
    for part in (*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else ())):
        yield from _objects(part)


def _problems(responses: Node) -> Iterator[tuple[str, str, str]]:
    for status, response in responses.items():
        example = response.get("content", {}).get("application/problem+json", {}).get("example")
        if example:
            kind = example["type"].rpartition("/")[2]
            yield status, kind, PROBLEM_TYPES[kind][1]


def _body(node: Node, schemas: Node) -> str:
    """The example of a body: text where it may be text, otherwise JSON."""
    content: dict[str, Any] = node.get("requestBody", {}).get("content", {})
    if "example" in content.get("text/plain", {}):
        return str(content["text/plain"]["example"])
    example = example_answer(content[JSON]["schema"], schemas) if JSON in content else None
    return "" if example is None else json.dumps(example, ensure_ascii=False)
