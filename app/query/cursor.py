"""What a question to a list selects: names resolved, rows in a total order, and what is shown of each record."""

import base64
import binascii
import json
from datetime import date
from hashlib import blake2b
from typing import Any

from app.errors import Problem, invalid
from app.query.list_query import ListQuery
from app.query.sorting import Order

PRESENTATION = {"limit", "cursor", "fields", "include", "shape"}
"""Parameters that change how the rows of a question are shown, not which they are."""


def fingerprint(query: ListQuery[Any]) -> str:
    """Tells one question from another; a cursor is good for the one that it was made for."""
    fields = type(query).model_fields
    asked = {name: getattr(query, name) for name in fields.keys() - PRESENTATION}
    given = sorted((name, repr(value)) for name, value in asked.items() if value != fields[name].default)
    return mark_of(type(query).__name__, given)


def mark_of(*asked: Any) -> str:
    return blake2b(repr(asked).encode(), digest_size=6).hexdigest()


def encode_cursor(mark: str, key: Any, last_id: str) -> str:
    carried = key.isoformat() if isinstance(key, date) else key
    raw = json.dumps([mark, carried, last_id], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")


def decode_cursor(text: str, mark: str, order: Order) -> tuple[Any, str]:
    """The key and id that a cursor carries. Raises ``Problem`` for one that we did not make for this question."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        made_for, key, last_id = json.loads(raw, parse_constant=_no_number)
        key = order.read(key)
        told = f"{last_id}{key}"
        if not isinstance(last_id, str) or "\0" in told or not told.encode():  # encode refuses lone surrogates
            raise ValueError(last_id)
    except (ValueError, TypeError, RecursionError, binascii.Error):
        message = "it is not a cursor of this service: take next_cursor from the page before, or leave it out"
        raise Problem("invalid-parameter", [invalid("cursor", text, message)]) from None
    if made_for != mark:
        message = "it belongs to another question: keep the other parameters as they were, or leave it out"
        raise Problem("invalid-parameter", [invalid("cursor", text, message)])
    return key, last_id
