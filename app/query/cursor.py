"""Cursors: the sort key and id of the last row of a page, with a fingerprint of the query that they belong to."""

import base64
import binascii
import json
from collections.abc import Callable
from datetime import date
from hashlib import blake2b
from typing import Any

from app.domain.json_text import json_text
from app.errors import invalid_parameter
from app.query.list_query import ListQuery

PRESENTATION = {"as_of", "limit", "cursor", "fields", "include", "shape", "withdrawn"}
"""Parameters that change how records are presented or in which state of the data they are read, not which are found."""


def fingerprint_of(query: ListQuery[Any]) -> str:
    """Tells queries apart: a cursor is valid only for the query that it was made for."""
    fields = type(query).model_fields
    values = {name: getattr(query, name) for name in fields.keys() - PRESENTATION}
    non_defaults = sorted((name, repr(value)) for name, value in values.items() if value != fields[name].default)
    return digest_of(type(query).__name__, non_defaults)


def digest_of(*values: Any) -> str:
    return blake2b(repr(values).encode(), digest_size=6).hexdigest()


def encode_cursor(fingerprint: str, key: Any, last_id: str) -> str:
    plain = key.isoformat() if isinstance(key, date) else key
    raw = json_text([fingerprint, plain, last_id])
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
