"""The API as the clients to install see it: its records, the lists of them, and what each list takes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Node = dict[str, Any]

MODEL_NAMES = {"Statement": "FieldStatement", "TimelineOut": "TimelineEntry", "Verdict-Input": "Verdict"}
"""Names of schemas whose own say little, or would be those of other schemas once ``Out`` is cut off."""
OF_THE_CLIENT = {"id", "X-Data-Revision", "cursor", "shape", "group_by"}
"""Parameters that the methods of a client set, or have as arguments of their own."""
OF_THE_RECORDS = {"limit", "sort", "fields", "include"}
"""Parameters that counts do not take."""
LONGEST_ENUM = 60
"""Values of an enum beyond which their completion helps nobody, as with units."""


@dataclass(frozen=True)
class Field:
    """A field of a record, or a parameter of a list."""

    name: str
    schema: Node
    is_required: bool
    text: str


@dataclass(frozen=True)
class Model:
    name: str
    text: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class RecordList:
    """A list: ``page_size`` is that of the longest page, or None for one without pages."""

    path: str
    text: str
    record: str
    parameters: tuple[Field, ...]
    page_size: int | None
    countable: bool
    has_items: bool

    @property
    def words(self) -> list[str]:
        return re.findall(r"\w+", self.path.replace("{id}", ""))

    @property
    def name(self) -> str:
        """The name in a program: ``TradeStatsSeries``."""
        return "".join(word.capitalize() for word in self.words)

    @property
    def filters(self) -> tuple[Field, ...]:
        return tuple(field for field in self.parameters if field.name not in OF_THE_RECORDS)

    @property
    def order(self) -> tuple[Field, ...]:
        return tuple(field for field in self.parameters if field.name in OF_THE_RECORDS)


def model_name(schema: str) -> str:
    return MODEL_NAMES.get(schema, schema.removesuffix("Out"))


def reference(schema: Node) -> str | None:
    """The name of the schema to which one refers."""
    return str(schema["$ref"]).rpartition("/")[2] if "$ref" in schema else None


class Interface:
    def __init__(self, document: Node) -> None:
        self.paths: Node = document["paths"]
        self.schemas: Node = document["components"]["schemas"]
        self.lists = sorted(self._lists(), key=lambda item: item.path)
        self.models = sorted(self._models(), key=lambda model: model.name)

    def enum(self, schema: Node) -> list[str] | None:
        """The values of a schema that is an enum, or refers to one."""
        name = reference(schema)
        values = (self.schemas[name] if name else schema).get("enum")
        return values if values and len(values) <= LONGEST_ENUM else None

    def enums(self) -> Mapping[str, list[str]]:
        """The enums of the parameters, by name."""
        result: dict[str, list[str]] = {}
        for schema in (choice for item in self.lists for field in item.parameters for choice in choices(field.schema)):
            name, values = reference(schema), self.enum(schema)
            if name and values:
                result[model_name(name)] = values
        return dict(sorted(result.items()))

    def resources(self) -> list[tuple[RecordList, list[RecordList]]]:
        """Each kind of records, with the lists below it: series, conflicts."""
        return [
            (item, [below for below in self.lists if below.path.startswith(f"{item.path}/")])
            for item in self.lists
            if self._is_resource(item)
        ]

    def other_lists(self) -> list[RecordList]:
        """Lists that belong to no kind: of searches, names, changes."""
        of_kinds = {part.path for item, below in self.resources() for part in (item, *below)}
        return [item for item in self.lists if item.path not in of_kinds]

    def _is_resource(self, item: RecordList) -> bool:
        return item.path.count("/") == 1 and (item.countable or item.has_items)

    def _lists(self) -> Iterator[RecordList]:
        for path, methods in self.paths.items():
            record = self._record_of_page(methods.get("get", {}))
            if record is None or "{format}" in path:
                continue
            operation, counts = methods["get"], self.paths.get(f"{path}/facets", {}).get("get", {})
            nodes = [*operation["parameters"], *counts.get("parameters", ())]
            parameters = {parameter["name"]: parameter for parameter in nodes}
            yield RecordList(
                path,
                operation.get("description", operation["summary"]),
                record,
                tuple(self._parameters(parameters)),
                parameters["limit"]["schema"]["maximum"] if "cursor" in parameters else None,
                "group_by" in parameters,
                f"{path}/{{id}}" in self.paths,
            )

    def _record_of_page(self, operation: Node) -> str | None:
        """The schema of the records on the pages that an operation gives; None if it gives no pages."""
        content = operation.get("responses", {}).get("200", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema", {})
        for choice in (schema, *schema.get("anyOf", ()), *schema.get("oneOf", ())):
            properties = self.schemas.get(reference(choice) or "", {}).get("properties", {})
            if "next_cursor" in properties:
                return reference(properties["items"]["items"])
        return None

    def _parameters(self, parameters: Node) -> Iterator[Field]:
        for name, parameter in parameters.items():
            if name not in OF_THE_CLIENT:
                yield Field(name, parameter["schema"], parameter["required"], parameter["description"])

    def _models(self) -> Iterator[Model]:
        """The records of the lists, and all that is in them."""
        queue = sorted({item.record for item in self.lists} | {"CitationOut"})
        known_names = set(queue)
        while queue:
            name = queue.pop()
            schema = self.schemas[name]
            required_names = schema.get("required", ())
            fields = [
                Field(key, part, key in required_names, part.get("description", ""))
                for key, part in schema["properties"].items()
            ]
            yield Model(model_name(name), schema.get("description", ""), tuple(fields))
            for inner in references([field.schema for field in fields]):
                if inner not in known_names and "properties" in self.schemas[inner]:
                    known_names.add(inner)
                    queue.append(inner)


def is_moment(schema: Node) -> bool:
    """Whether a parameter is a day, a moment or a year: an example of it begins with one."""
    return any(re.match(r"\d{4}\b", str(example)) for example in schema.get("examples", ()))


def choices(schema: Node) -> Iterator[Node]:
    """The schemas that a schema allows, and those of its items if it is a list."""
    for part in schema.get("anyOf", [schema]):
        yield from choices(part["items"]) if "items" in part else (part,)


def references(value: Any) -> Iterator[str]:
    """The names of all schemas to which a schema or a list of them refers."""
    if isinstance(value, dict):
        if name := reference(value):
            yield name
        value = list(value.values())
    for part in value if isinstance(value, list) else ():
        yield from references(part)


def one_line(text: str) -> str:
    return " ".join(text.split())
