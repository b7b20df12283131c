"""The fields of each kind of record, as a form has them. They are made from the models of the seed."""

import re
from collections.abc import Callable
from enum import Enum, StrEnum
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, Field
from pydantic.fields import FieldInfo

from app.curate.seed_yaml import SEED_MODEL_OF_KIND
from app.db.names import PARTY, PARTY_KINDS
from app.domain.edtf import Span
from app.ingest.seed_fields import RefTo

_NOT_ON_FORM = {"id", "evidence"}
"""Fields of a record that the form of its kind does not have: its page has them beside the form."""

_DOCUMENT = ("title", "publisher", "author", "date", "language", "kind", "source_url", "archived_url", "licence")
"""The fields of a document that a reviewer may correct; the others follow from its text."""


class FieldType(StrEnum):
    """The type of an input. A ``reference`` is the id of a record, a ``group`` has fields of its own, ``pairs`` are
    names with texts."""

    text = "text"
    number = "number"
    date = "date"
    choice = "choice"
    flag = "flag"
    reference = "reference"
    list = "list"
    group = "group"
    pairs = "pairs"


class FieldForm(BaseModel):
    """A field of a form."""

    name: str = Field(description="Its name in the seed.", examples=["date"])
    label: str = Field(description="What to call it on a page.", examples=["Date"])
    type: FieldType = Field(description="The type of its input; dates are EDTF text.", examples=["date"])
    required: bool = Field(False, description="Whether each record of the kind has it.")
    cited: bool = Field(False, description="Whether it needs words of the text as its evidence.")
    choices: list[str] = Field([], description="The values of a `choice`.")
    kind: str | None = Field(None, description="The kind of record that a `reference` names.", examples=["official"])
    fields: "list[FieldForm]" = Field([], description="The fields of a `group`.")
    item: "FieldForm | None" = Field(None, description="What a `list` has.")


def form_label(name: str) -> str:
    """What to call a field on a page: ``source_url`` is “Source address”."""
    return name.replace("_", " ").replace("url", "address").capitalize()


_SINGULAR = re.compile("(ie)?(?<!alia)(?<!u)s$|(?<=alias)es$")
"""The ending that a name loses if it is that of an item: ``countries``, ``aliases``, ``topics``."""


@cache
def fields_of_kind(kind: str) -> tuple[FieldForm, ...]:
    """The fields of a kind, in the order of its model. Raises ``KeyError`` for a kind that the seed does not have."""
    return tuple(field for field in _fields(SEED_MODEL_OF_KIND[kind]) if field.name not in _NOT_ON_FORM)


def document_form() -> list[FieldForm]:
    """The fields of a document that a reviewer may correct."""
    by_name = {field.name: field for field in fields_of_kind("document")}
    return [by_name[name] for name in _DOCUMENT]


def _fields(model: type[BaseModel]) -> list[FieldForm]:
    with_evidence = getattr(model, "cited_fields", ())
    return [
        _field(
            field.alias or name, field, needs_evidence=(field.alias or name) in with_evidence or name in with_evidence
        )
        for name, field in model.model_fields.items()
    ]


def _field(name: str, field: FieldInfo, *, needs_evidence: bool) -> FieldForm:
    form = _form(name, field.annotation, field.metadata)
    return form.model_copy(update={"required": field.is_required(), "cited": needs_evidence})


def _form(name: str, annotation: Any, metadata: list[Any]) -> FieldForm:
    while get_origin(annotation) is Annotated or type(None) in get_args(annotation):
        inner = [part for part in get_args(annotation) if part is not type(None)]
        if get_origin(annotation) is Annotated:
            metadata = [*metadata, *inner[1:]]
        annotation = inner[0]
    reference = next((item for item in metadata if isinstance(item, RefTo)), None)
    common = {"name": name, "label": form_label(name)}
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is list:
        item = _form(
            _SINGULAR.sub(lambda match: "y" if match[1] else "", name), arguments[0], [reference] if reference else []
        )
        return FieldForm(**common, type=FieldType.list, item=item)
    if reference:
        return FieldForm(**common, type=FieldType.reference, kind=reference.kind)
    if origin is Literal:
        return FieldForm(**common, type=FieldType.choice, choices=list(map(str, arguments)))
    if origin is dict:
        return FieldForm(**common, type=FieldType.pairs)
    if annotation is Span:
        return FieldForm(**common, type=FieldType.date)
    if annotation is bool:
        return FieldForm(**common, type=FieldType.flag)
    if annotation in (int, float):
        return FieldForm(**common, type=FieldType.number)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return FieldForm(**common, type=FieldType.choice, choices=[str(value.value) for value in annotation])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return FieldForm(**common, type=FieldType.group, fields=_fields(annotation))
    return FieldForm(**common, type=FieldType.text)


def is_of(kind: str, category: str | None) -> bool:
    """Whether a kind is in a category: a kind, ``party`` for any that can meet, or ``None`` for any at all."""
    return category in (None, kind) or (category == PARTY and kind in PARTY_KINDS)


NewId = Callable[[str | None, str], str]
"""A function that says the id to write for a reference, by the kind of record that it names and its present id."""


def with_references(kind: str, values: dict[str, Any], new_id: NewId) -> dict[str, Any]:
    """The values of a record, with the id that ``new_id`` says for each reference. Its own id stays."""
    fields = {field.name: field for field in fields_of_kind(kind)} if kind in SEED_MODEL_OF_KIND else {}
    return {
        name: _with_references(value, fields[name], new_id) if name in fields else value
        for name, value in values.items()
    }


def _with_references(value: Any, field: FieldForm, new_id: NewId) -> Any:
    if field.item is not None:
        items = value if isinstance(value, list) else [value]
        read_items = [_with_references(item, field.item, new_id) for item in items]
        return read_items if isinstance(value, list) else read_items[0]
    if field.type is FieldType.group and isinstance(value, dict):
        parts = {part.name: part for part in field.fields}
        return {
            name: _with_references(part, parts[name], new_id) if name in parts else part for name, part in value.items()
        }
    if field.type is FieldType.group:  # an item that is no mapping is its first field
        return _with_references(value, field.fields[0], new_id)
    return new_id(field.kind, value) if field.type is FieldType.reference and isinstance(value, str) else value
