"""The parts of the Python client that follow from the API: its records, queries and lists."""

import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from keyword import iskeyword

from clients.interface import Field, Interface, Node, RecordList, choices, is_moment, model_name, one_line, reference

HEADER = '''"""{}

Written by ``python -m clients.generate``, from the OpenAPI document.
"""

'''
RECORDS = """from typing import Any, NotRequired, TypedDict

"""
QUERIES = """from collections.abc import Sequence
from typing import Literal, Required, TypeAlias, TypedDict

from ._exchange import Moment

"""
RESOURCES = """from collections.abc import Sequence
from typing import Unpack

from . import queries
from . import records as answers
from ._connections import AsyncConnection, Connection
from ._exchange import segment
from ._records import AsyncRecords, Records
from ._resource import AsyncCountable, AsyncItems, Countable, Groups, Items

"""
SIMPLE = {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}


def files(interface: Interface) -> Mapping[str, str]:
    """The content of each file, by its name in the package."""
    return {
        "records.py": _text(
            "What the records have. Controlled values are texts: more may come.", RECORDS, _records(interface)
        ),
        "queries.py": _text("What the lists take.", QUERIES, _queries(interface)),
        "_resources.py": _text("The clients with all lists.", RESOURCES, _resources(interface)),
    }


def _text(title: str, imports: str, blocks: Iterator[str]) -> str:
    code = HEADER.format(title) + imports + "\n\n".join(blocks)
    command = (sys.executable, "-m", "ruff", "format", "--line-length", "120", "-")
    return subprocess.run(command, input=code, capture_output=True, text=True, check=True).stdout


def _doc(text: str, indent: str = "    ") -> str:
    """A docstring, wrapped; empty for no text."""
    text = one_line(text).replace("\\", "\\\\")
    text = f'{text[:-1]}\\"' if text.endswith('"') else text
    lines = textwrap.wrap(text, 117 - len(indent) - 3, break_long_words=False, break_on_hyphens=False)
    close = f"\n{indent}" if len(lines) > 1 else ""
    return f'{indent}"""{f"{chr(10)}{indent}".join(lines)}{close}"""\n' if lines else ""


def _records(interface: Interface) -> Iterator[str]:
    for model in interface.models:
        keyword_fields = [f'"{field.name}": {_type(field.schema)}' for field in model.fields if iskeyword(field.name)]
        base = f"_{model.name}" if keyword_fields else "TypedDict"
        if keyword_fields:
            yield f'{base} = TypedDict("{base}", {{{", ".join(keyword_fields)}}})\n'
        lines = [f"class {model.name}({base}):\n", f"{_doc(model.text)}\n" if model.text else ""]
        for field in (field for field in model.fields if not iskeyword(field.name)):
            kind = _type(field.schema)
            lines.append(
                f"    {field.name}: {kind if field.is_required else f'NotRequired[{kind}]'}\n{_doc(field.text)}"
            )
        yield "".join(lines)


def _type(schema: Node) -> str:
    """The type of a value in an answer. References are texts, as a record may come before what it refers to."""
    return f'"{_expression(schema)}"' if "$ref" in str(schema) else _expression(schema)


def _expression(schema: Node) -> str:
    if name := reference(schema):
        return model_name(name)
    if "anyOf" in schema:
        return " | ".join(_expression(choice) for choice in schema["anyOf"])
    kind = schema.get("type")
    if kind == "array":
        return f"list[{_expression(schema.get('items', {}))}]"
    if kind == "object":
        value_schema = schema.get("additionalProperties")
        return f"dict[str, {_expression(value_schema) if isinstance(value_schema, dict) else 'Any'}]"
    return SIMPLE.get(kind, "Any") if isinstance(kind, str) else "Any"


def _queries(interface: Interface) -> Iterator[str]:
    for name, values in interface.enums().items():
        if not _is_truth(values):
            literals = ", ".join(f'"{value}"' for value in values)
            yield f"{name}: TypeAlias = Literal[{literals}] | str\n"
    for item in interface.lists:
        if item.filters:
            yield _query(interface, f"{item.name}Filters", "TypedDict, total=False", item.filters)
        if item.order:
            base = f"{item.name}Filters, total=False" if item.filters else "TypedDict, total=False"
            yield _query(interface, f"{item.name}Query", base, item.order)


def _query(interface: Interface, name: str, bases: str, fields: tuple[Field, ...]) -> str:
    lines = [f"class {name}({bases}):\n"]
    for field in fields:
        key = f"{field.name}_" if iskeyword(field.name) else field.name
        kind = _argument(interface, field.schema)
        lines.append(f"    {key}: {f'Required[{kind}]' if field.is_required else kind}\n{_doc(field.text)}")
    return "".join(lines)


def _is_truth(values: list[str]) -> bool:
    return values == ["true", "false"]


def _argument(interface: Interface, schema: Node) -> str:
    """The type of a parameter. A text may be one that its enum lacks, such as ``!held``: ``str`` is in the alias."""
    kinds = sorted({kind for choice in choices(schema) for kind in _kinds(interface, choice)})
    if any(kind not in SIMPLE.values() for kind in kinds):
        kinds = [kind for kind in kinds if kind != "str"]
    kind = " | ".join(kinds)
    return f"{kind} | Sequence[{kind}]" if schema.get("type") == "array" else kind


def _kinds(interface: Interface, schema: Node) -> tuple[str, ...]:
    values = interface.enum(schema)
    if values and _is_truth(values):
        return ("bool",)
    if (name := reference(schema)) and values:
        return (model_name(name),)
    if is_moment(schema):
        return ("Moment",)
    return (SIMPLE.get(schema.get("type", "string"), "str"),)


def _resources(interface: Interface) -> Iterator[str]:
    for prefix in ("", "Async"):
        for item, below in interface.resources():
            yield _resource(item, below, prefix)
        yield _client(interface, prefix)


def _resource(item: RecordList, below: list[RecordList], prefix: str) -> str:
    record = f"answers.{model_name(item.record)}"
    bases = [*(["Countable"] if item.countable else []), *([f"Items[{record}]"] if item.has_items else [])]
    methods = [_method(item, "list", prefix, "self._connection")]
    if item.countable:
        start, wait = ("async ", "await ") if prefix else ("", "")
        methods.append(
            f"    {start}def count(\n"
            f"        self, group_by: str | Sequence[str], **filters: Unpack[queries.{item.name}Filters]\n"
            f"    ) -> Groups:\n"
            f'        """How many records have each value of a field, or of two."""\n'
            f"        return {wait}self._groups(group_by, filters)\n"
        )
    methods += [_method(part, "_".join(part.words[len(item.words) :]), prefix, "self._connection") for part in below]
    head = f"class {prefix}{item.name}Resource({', '.join(prefix + base for base in bases)}):\n"
    return f'{head}    path = "{item.path}"\n\n' + "\n".join(methods)


def _client(interface: Interface, prefix: str) -> str:
    lines = [f"class {prefix}Communique({prefix}Connection):\n    __doc__ = {prefix}Connection.__doc__\n"]
    for item, _ in interface.resources():
        kind = f"{prefix}{item.name}Resource"
        lines.append(
            f"    @property\n    def {'_'.join(item.words)}(self) -> {kind}:\n"
            f"{_doc(item.text, ' ' * 8)}        return {kind}(self)\n"
        )
    lines += [_method(item, "_".join(item.words), prefix, "self") for item in interface.other_lists()]
    return "\n".join(lines)


def _method(item: RecordList, name: str, prefix: str, connection: str) -> str:
    """A method that gives the records of a list."""
    arguments = ["self", *(["id: str"] if "{id}" in item.path else [])]
    query = f"{item.name}Query" if item.order else f"{item.name}Filters" if item.filters else None
    if query:
        arguments.append(f"**query: Unpack[queries.{query}]")
    path = f'f"{item.path.replace("{id}", "{segment(id)}")}"' if "{id}" in item.path else f'"{item.path}"'
    values = [connection, path, "query" if query else "{}", *([str(item.page_size)] if item.page_size else [])]
    kind = f"{prefix}Records[answers.{model_name(item.record)}]"
    return (
        f"    def {name}({', '.join(arguments)}) -> {kind}:\n"
        f"{_doc(item.text, ' ' * 8)}        return {prefix}Records({', '.join(values)})\n"
    )
