"""Records in the form that the next tool takes: one function a format, from stored bodies to bytes.

A writer gets the bodies of a list in batches and yields bytes, so that its memory does not grow with the list.
CSV, Excel and Parquet have the same flat columns, derived from the record's model by :func:`columns`.
"""

from collections.abc import Iterator

from app.api.formats.export import Export


def write_ndjson(export: Export) -> Iterator[bytes]:
    """One record a line, as the list has it."""
    for batch in export.batches:
        yield "".join(f"{body}\n" for body in batch).encode()
