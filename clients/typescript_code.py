"""The parts of the TypeScript client that follow from the API: its records, queries and lists."""

import json
import textwrap
from collections.abc import Iterator, Mapping

from clients.interface import Field, Interface, Node, RecordList, choices, is_moment, model_name, one_line, reference

HEADER = "// {} Written by `python -m clients.generate`, from the OpenAPI document.\n\n"
SIMPLE = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def files(interface: Interface) -> Mapping[str, str]:
    """The content of each file, by its name in ``src``."""
    title = "What records have and lists take. Controlled values of records are texts: more may come."
    return {
        "types.ts": HEADER.format(title) + "\n".join([*_records(interface), *_queries(interface)]),
        "resources.ts": HEADER.format("The client with all lists.") + "\n".join(_resources(interface)),
    }


def _doc(text: str, indent: str = "  ") -> str:
    """A comment, wrapped; empty for no text."""
    lines = textwrap.wrap(one_line(text).replace("*/", "*\\/"), 112, break_long_words=False, break_on_hyphens=False)
    if len(lines) == 1:
        return f"{indent}/** {lines[0]} */\n"
    return f"{indent}/**\n" + "".join(f"{indent} * {line}\n" for line in lines) + f"{indent} */\n" if lines else ""


def _records(interface: Interface) -> Iterator[str]:
    for model in interface.models:
        yield (
            _doc(model.text, "")
            + f"export interface {model.name} {{\n"
            + "".join(
                f"{_doc(field.text)}  {field.name}{'' if field.is_required else '?'}: {_expression(field.schema)};\n"
                for field in model.fields
            )
            + "}\n"
        )


def _expression(schema: Node) -> str:
    if name := reference(schema):
        return model_name(name)
    if "anyOf" in schema:
        return " | ".join(_expression(choice) for choice in schema["anyOf"])
    kind = schema.get("type")
    if kind == "array":
        items = _expression(schema.get("items", {}))
        return f"({items})[]" if " " in items else f"{items}[]"
    if kind == "object":
        value_schema = schema.get("additionalProperties")
        return f"Record<string, {_expression(value_schema) if isinstance(value_schema, dict) else 'unknown'}>"
    return SIMPLE.get(kind, "unknown") if isinstance(kind, str) else "unknown"


def _queries(interface: Interface) -> Iterator[str]:
    for item in interface.lists:
        for name, base, fields in queries(item):
            parameters = "".join(
                f"{_doc(field.text)}  {field.name}{'' if field.is_required else '?'}: {_argument(interface, field)};\n"
                for field in fields
            )
            yield f"export interface {name} {f'extends {base} ' if base else ''}{{\n{parameters}}}\n"


def queries(item: RecordList) -> Iterator[tuple[str, str | None, tuple[Field, ...]]]:
    """The types of what a list takes: name, the one that it extends, parameters of its own."""
    base = f"{item.name}Filters" if item.filters else None
    if base:
        yield base, None, item.filters
    if item.order:
        yield f"{item.name}Query", base, item.order


def _argument(interface: Interface, field: Field) -> str:
    """The type of a parameter. ``string & {}`` takes every text and still lets an editor complete the listed ones."""
    kinds: list[str] = []
    for choice in choices(field.schema):
        values = interface.enum(choice)
        kinds += ["boolean"] if values == ["true", "false"] else map(json.dumps, values or ())
        if not values:
            kinds.append("string | number" if is_moment(choice) else SIMPLE.get(choice.get("type", "string"), "string"))
    if any(kind.startswith('"') for kind in kinds):
        kinds = [*(kind for kind in kinds if kind != "string"), "(string & {})"]
    kind = " | ".join(dict.fromkeys(kinds))
    return f"{kind} | ({kind})[]" if field.schema.get("type") == "array" else kind


def _resources(interface: Interface) -> Iterator[str]:
    yield (
        'import { Connection } from "./connection.js";\n'
        'import { ItemResource, Records, Resource } from "./records.js";\n'
        'import type * as types from "./types.js";\n'
    )
    properties: list[str] = []
    for item, below in interface.resources():
        kind = f"{'Item' if item.has_items else ''}Resource<{', '.join(_generics(item))}>"
        if below:
            methods = "\n".join(
                _method(part, _camel(part.words[len(item.words) :]), "this.connection") for part in below
            )
            yield f"class {item.name}Resource extends {kind} {{\n{methods}}}\n"
            kind = f"{item.name}Resource"
        arguments = ", ".join(["this", json.dumps(item.path), *([str(item.page_size)] if item.page_size else [])])
        properties.append(f"{_doc(item.text)}  readonly {_camel(item.words)} = new {kind}({arguments});\n")
    properties += [_method(item, _camel(item.words), "this") for item in interface.other_lists()]
    yield "export class Communique extends Connection {\n" + "\n".join(properties) + "}\n"


def _generics(item: RecordList) -> list[str]:
    query = f"types.{item.name}Query" if item.order else f"types.{item.name}Filters" if item.filters else "object"
    return [f"types.{model_name(item.record)}", query, f"types.{item.name}Filters" if item.filters else "object"]


def _camel(words: list[str]) -> str:
    return words[0] + "".join(word.capitalize() for word in words[1:])


def _method(item: RecordList, name: str, connection: str) -> str:
    """A method that gives the records of a list."""
    record, query, _ = _generics(item)
    has_required = any(field.is_required for field in item.parameters)
    arguments = [*(["id: string"] if "{id}" in item.path else []), f"query{'' if has_required else '?'}: {query}"]
    path = f"`{item.path.replace('{id}', '${encodeURIComponent(id)}')}`" if "{id}" in item.path else f'"{item.path}"'
    values = [
        connection,
        path,
        "query" if has_required else "query ?? {}",
        *([str(item.page_size)] if item.page_size else []),
    ]
    return (
        f"{_doc(item.text)}  {name}({', '.join(arguments)}): Records<{record}> {{\n"
        f"    return new Records({', '.join(values)});\n  }}\n"
    )
