"""NDJSON, for streaming tools and databases: the JSON of one record on each line."""

from collections.abc import Iterator

from app.api.formats.export import Export


def write_ndjson(export: Export) -> Iterator[bytes]:
    """A line for each record: the same JSON as in the list."""
    for batch in export.batches:
        yield "".join(f"{body}\n" for body in batch).encode()
