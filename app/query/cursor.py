"""Cursors: the sort key and id of the last row of a page, with a fingerprint of the query that they belong to."""

import base64
import binascii
import json
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import blake2b
from typing import Any

from app.domain.json_text import json_text
from app.domain.model import Model
from app.errors import invalid_parameter

PRESENTATION = {"as_of", "limit", "cursor", "fields", "include", "shape", "withdrawn"}
"""Parameters that change how records are presented or in which state of the data they are read, not which are found."""


def fingerprint_of(records: str, query: Model) -> str:
    """Tells queries for some kind of ``records`` apart: a cursor is valid only for the query that it was made for.

    It is made of names and values that clients know, so that a change of the code leaves cursors valid.
    """
    fields = type(query).model_fields
    values = {name: getattr(query, name) for name in sorted(fields.keys() - PRESENTATION)}
    return digest_of(records, {name: value for name, value in values.items() if value != fields[name].default})


def digest_of(*values: Any) -> str:
    return blake2b(json_text(_plain(values)).encode(), digest_size=6).hexdigest()


def _plain(value: Any) -> Any:
    """A value of a parameter, or several, as JSON may have it. Dates and words of a search are written as text."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, Iterable) else str(value)


def encode_cursor(fingerprint: str, key: Any, last_id: str) -> str:
    raw = json_text([fingerprint, _plain(key), last_id])
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number")


def decode_cursor(text: str, fingerprint: str, read_key: Callable[[Any], Any]) -> tuple[Any, str]:
    """The sort key, as ``read_key`` reads it, and the id in a cursor.

    Raises ``Problem`` for text that is no cursor, or a cursor of another query.
    """
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        made_for, key, last_id = json.loads(raw, parse_constant=_no_number)
        key = read_key(key) if made_for == fingerprint else None  # that of another query may have another type
        text_of_both = f"{last_id}{key}"
        if not isinstance(last_id, str) or "\0" in text_of_both:
            raise ValueError(last_id)
        text_of_both.encode()  # refuses lone surrogates
    except (ValueError, TypeError, RecursionError, binascii.Error):
        message = "it is not a cursor of this service: send the next_cursor of the previous page, or leave it out"
        raise invalid_parameter("cursor", text, message) from None
    if made_for != fingerprint:
        message = "it belongs to another query: leave the other parameters unchanged, or leave the cursor out"
        raise invalid_parameter("cursor", text, message)
    return key, last_id
