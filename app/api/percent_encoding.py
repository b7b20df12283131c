"""Refuses an address that cannot be decoded: a ``%`` without two hexadecimal digits, or bytes that are not UTF-8.

Decoders read such text as it stands, or put U+FFFD in place of it. A search for it would find nothing, silently.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote_to_bytes

from fastapi.routing import APIRoute

from app.errors import MAX_ERRORS, ErrorItem, Problem, invalid

_BARE_PERCENT = re.compile(rb"%(?![0-9A-Fa-f]{2})")


def encoding_problem(path: bytes, query: bytes, routes: Sequence[APIRoute] = ()) -> Problem | None:
    """The problem of a path and a query string, as they were sent, that cannot be decoded, or None. It names the
    parameter of the path that one of ``routes`` has there."""
    if b"%" not in path and b"%" not in query:
        return None
    errors = [*_errors(path, query, routes)]
    return Problem("invalid-parameter", errors[:MAX_ERRORS], left_out=len(errors[MAX_ERRORS:])) if errors else None


def _errors(path: bytes, query: bytes, routes: Sequence[APIRoute]) -> Iterator[ErrorItem]:
    if message := _fault(path):
        matches = (route.path_regex.match(_text(path)) for route in routes)
        parameters = next((match.groupdict() for match in matches if match), {})
        faulty_values = {name: value for name, value in parameters.items() if _fault(value.encode())}
        yield from (invalid(name, value, message) for name, value in (faulty_values or {"path": _text(path)}).items())
    for piece in query.split(b"&") if _fault(query) else ():
        if message := _fault(piece):
            name, _, value = piece.partition(b"=")
            yield invalid(_text(name), _text(value), message)


def _fault(piece: bytes) -> str | None:
    """Why a text cannot be decoded."""
    if _BARE_PERCENT.search(piece):
        return "it is not percent-encoded: a percent sign itself is written %25"
    try:
        unquote_to_bytes(piece).decode()
    except UnicodeDecodeError:
        return "it is not UTF-8: encode its characters as UTF-8 before the percent-encoding"
    return None


def _text(part: bytes) -> str:
    """A part of an address as it was sent."""
    return part.decode("ascii", "backslashreplace")
