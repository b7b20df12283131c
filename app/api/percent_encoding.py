"""Refuses an address that cannot be decoded: a ``%`` without two hexadecimal digits, or bytes that are not UTF-8.

Decoders read such text as it stands, or put U+FFFD in place of it. A search for it would find nothing, silently.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from app.errors import MAX_ERRORS, ErrorItem, Problem, invalid

_WITHOUT_IDS = (b"/guide", b"/static")
"""Paths below which no record is."""

_BARE_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def encoding_problem(path: bytes, query: bytes) -> Problem | None:
    """The problem of a path and a query string, as they were sent, that cannot be decoded, or None."""
    if b"%" not in path and b"%" not in query:
        return None
    errors = [*_errors(path, query)]
    return Problem("invalid-parameter", errors[:MAX_ERRORS], left_out=len(errors[MAX_ERRORS:])) if errors else None


def _errors(path: bytes, query: bytes) -> Iterator[ErrorItem]:
    if message := _fault(path):
        above, _, last = path.rpartition(b"/")
        is_id = above.count(b"/") == 1 and not above.startswith(_WITHOUT_IDS) and not _fault(above)
        yield invalid(*(("id", _text(last)) if is_id else ("path", _text(path))), message)
    for piece in query.split(b"&") if _fault(query) else ():
        if message := _fault(piece):
            name, _, value = piece.partition(b"=")
            yield invalid(_text(name), _text(value), message)


def _fault(encoded: bytes) -> str | None:
    """Why a text cannot be decoded."""
    if _BARE_PERCENT.search(encoded):
        return "it is not percent-encoded: a percent sign itself is written %25"
    try:
        unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError:
        return "it is not UTF-8: encode its characters as UTF-8 before the percent-encoding"
    return None


def _text(encoded: bytes) -> str:
    """A part of an address as it was sent."""
    return encoded.decode("ascii", "backslashreplace")
