"""JSON: the same as the list, but the whole of it on one page."""

from collections.abc import Iterator

from app.api.formats.export import Export
from app.domain.json_text import json_text


def write_json(export: Export) -> Iterator[bytes]:
    """The envelope of the list, or a bare array."""
    yield b"[" if export.is_array else b'{"items":['
    separator = ""
    for batch in filter(None, export.batches):
        yield (separator + ",".join(batch)).encode()
        separator = ","
    yield b"]" if export.is_array else f"],{_envelope(export)}}}".encode()


def _envelope(export: Export) -> str:
    until = export.until and export.until.isoformat()
    fields = {"total": export.total, "next_cursor": export.next_cursor, "coverage_until": until}
    return json_text(fields)[1:-1]
