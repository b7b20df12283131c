"""Says in a sentence why a value of the seed is refused, and names the nearest valid values."""

from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from app.domain.text import hint_for

MAX_VALUES = 12
"""Greatest number of valid values that a sentence lists. Of more, it names only the nearest."""

SENTENCES = {
    "missing": "it is missing",
    "json_invalid": "it is not JSON",
    "string_type": "it is not text",
    "string_too_short": "it is empty: leave the field out instead",
    "string_too_long": "it has more than {max_length} characters",
    "list_type": "it is not a list",
    "too_short": "it is empty",
    "too_long": "it has {actual_length} items, more than {max_length}",
    "model_type": "it is not a mapping of fields",
    "model_attributes_type": "it is not a mapping of fields",
    "dict_type": "it is not a mapping",
    "greater_than_equal": "it is less than {ge}",
    "less_than_equal": "it is more than {le}",
    "less_than": "it is not below {lt}",
    "greater_than": "it is not above {gt}",
    "string_pattern_mismatch": "it does not have the form {pattern}",
}
"""Sentences by pydantic's type of fault. The messages of our own validators are sentences already."""


def fault_sentences(error: ValidationError, model: type[BaseModel]) -> list[tuple[tuple[int | str, ...], str]]:
    """The path and the sentence of each fault of a value that should be one of ``model``."""
    return [(detail["loc"], _sentence(detail, model)) for detail in error.errors(include_url=False)]


def _sentence(detail: Any, model: type[BaseModel]) -> str:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        fields = _fields(model, detail["loc"][:-1])
        return "there is no such field" + hint_for(str(detail["loc"][-1]), fields)
    if kind in ("enum", "literal_error"):
        values = context["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        if len(values) > MAX_VALUES:
            hint = hint_for(str(detail["input"]), values) or f", such as {values[0]}"
            return f"it is not one of the {len(values)} values{hint}"
        return f"it is not one of {', '.join(values)}{hint_for(str(detail['input']), values)}"
    if kind in SENTENCES:
        return SENTENCES[kind].format_map(context)
    return str(detail["msg"]).removeprefix("Value error, ")


def _fields(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The names of the fields of the model that a path leads to, as a seed file calls them."""
    for step in path:
        if isinstance(step, str):
            fields = {field.alias or name: field for name, field in model.model_fields.items()}
            inner = _models(fields[step].annotation) if step in fields else []
            if not inner:
                return []
            model = inner[0]
    return [field.alias or name for name, field in model.model_fields.items()]


def _models(annotation: Any) -> list[type[BaseModel]]:
    """The models in a type such as ``list[StopSeed] | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models(argument)]
