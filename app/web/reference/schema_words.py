"""JSON schemas of the OpenAPI document in words: types of fields, examples, values."""

from typing import Any

from markupsafe import Markup, escape

from app.web.html import heading_anchor

Node = dict[str, Any]


def resolve_schema(schema: Node, schemas: Node) -> Node:
    """The schema with what it refers to; its own keys win."""
    reference = schema.get("$ref")
    return {**schemas[reference.rpartition("/")[2]], **schema} if reference else schema


def schema_title(name: str, schemas: Node) -> str:
    """The name of a schema for readers: ``MeetingOut`` is shortened to Meeting unless that is another schema."""
    short = name.removesuffix("Out")
    return name if short in schemas else short


def type_words(schema: Node, schemas: Node, page: str = "") -> Markup:
    """The type of a field in words, with links to what ``page`` says of the schemas that it refers to."""
    if "$ref" in schema:
        name = schema_title(schema["$ref"].rpartition("/")[2], schemas)
        return Markup('<a href="{}#{}">{}</a>').format(page, heading_anchor(name), name)
    if "anyOf" in schema:
        return Markup(" or ").join(type_words(alternative, schemas, page) for alternative in schema["anyOf"])
    if schema.get("type") == "array":
        return Markup("list of {}").format(type_words(schema.get("items", {}), schemas, page))
    if "const" in schema or "enum" in schema:
        return Markup(" or ").join(
            Markup("<code>{}</code>").format(value) for value in schema.get("enum", [schema.get("const")])
        )
    kind = {"date": "day", "date-time": "moment"}.get(schema.get("format", ""), schema.get("type", "any"))
    return escape(kind)


def example_text(example: Any) -> str:
    """An example as a reader types it into an address: a list is separated by commas."""
    if isinstance(example, list):
        return ",".join(map(str, example))
    return "null" if example is None else str(example)


def controlled_values(schema: Node, schemas: Node) -> list[str]:
    """The values that a parameter can have; empty if it can have any."""
    whole = resolve_schema(schema, schemas)
    items = whole.get("items", whole)
    return list(resolve_schema(items.get("anyOf", [items])[0], schemas).get("enum", []))


def example_answer(schema: Node, schemas: Node) -> Any:
    """An answer of the schema, made of the examples of the fields that it always has."""
    if schema.get("examples"):
        return schema["examples"][0]
    whole = resolve_schema(schema, schemas)
    if whole.get("examples"):
        return whole["examples"][0]
    if "anyOf" in whole:
        return example_answer(whole["anyOf"][0], schemas)
    if "properties" in whole:
        properties: Node = whole["properties"]
        required_names = set(whole.get("required", properties))
        return {name: example_answer(part, schemas) for name, part in properties.items() if name in required_names}
    if whole.get("type") == "array":
        return [example_answer(whole.get("items", {}), schemas)]
    return None
