"""Puts the kinds, titles and values of proposals into words."""

from collections.abc import Callable
from typing import Any

from app.curate.forms import FieldForm, FieldType, form_label

NameOf = Callable[[str | None, str], str | None]
"""A function that says the name of a record by kind and id; ``None`` if there is no such record."""

_WORDS = {"trade-stat": "Figure"}
"""Words for kinds whose name is not the best word."""

_NUMBER_IDS = ("geonames",)
"""Fields whose number is an id, and no amount."""

_PLAIN = ("official", "party", "country", "city", "source", "title", "name", "position", "role")
"""Parts of a value that are clear without their name."""


def word_for(kind: str) -> str:
    """What to call a record of a kind: ``trade-stat`` is “Figure”."""
    return _WORDS.get(kind, kind.replace("-", " ").capitalize())


def proposal_title(kind: str, values: dict[str, Any]) -> str:
    """The title or name of a proposed record; of a figure what it measures; else its id."""
    if kind == "trade-stat" and values.get("indicator"):
        figure = _number(values["value"]) if values.get("value") is not None else str(values.get("as_written") or "")
        unit = values.get("unit") or ""
        measure = " ".join(str(values[name]) for name in ("indicator", "flow") if values.get(name))
        amount = f"{figure} {unit if unit != 'count' else ''}".strip()
        return ": ".join(filter(None, (measure.replace("-", " ").capitalize(), amount)))[:200]
    words = next((values[name] for name in ("title", "name", "summary") if values.get(name)), values.get("id"))
    return str(words or "without a title")[:200]


def value_in_words(value: Any, field: FieldForm | None, name_of: NameOf) -> str:
    """A value in words. Ids are followed by the name of the record, if it is known."""
    if value in (None, "", []):
        return "nothing"
    if isinstance(value, list):
        item = field.item if field else None
        return "; ".join(value_in_words(entry, item, name_of) for entry in value)
    if isinstance(value, dict):
        fields = {part.name: part for part in field.fields} if field else {}
        return ", ".join(
            ("" if name in _PLAIN else f"{form_label(str(name)).lower()} ")
            + value_in_words(part, fields.get(name), name_of)
            for name, part in value.items()
            if part not in (None, "", [])
        )
    if field is not None and field.type is FieldType.group:  # an item that is no mapping is its first field
        return value_in_words(value, field.fields[0], name_of)
    if field is not None and field.type is FieldType.reference:
        name = name_of(field.kind, str(value))
        return f"{name} ({value})" if name and name != value else str(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    is_amount = field is not None and field.type is FieldType.number and field.name not in _NUMBER_IDS
    return _number(value) if is_amount else str(value)


def _number(value: Any) -> str:
    """A number with its thousands apart, if it is one."""
    if isinstance(value, int) and abs(value) >= 10_000:
        return f"{value:,}"
    if isinstance(value, float) and value.is_integer():
        return _number(int(value))
    return str(value)
