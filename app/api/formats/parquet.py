"""Records in the form that the next tool takes: one function a format, from stored bodies to bytes.

A writer gets the bodies of a list in batches and yields bytes, so that its memory does not grow with the list.
CSV, Excel and Parquet have the same flat columns, derived from the record's model by :func:`columns`.
"""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from app.api.formats.export import Export, _pieces
from app.domain.escape import encodable


def write_parquet(export: Export) -> Iterator[bytes]:
    """Parquet with typed columns; a batch of records is a row group."""
    import pyarrow as pa
    from pyarrow import parquet

    kinds = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), str: pa.string(), date: pa.date32()}
    kinds[datetime] = pa.timestamp("s", tz="UTC")
    read: dict[type, Callable[[Any], Any]] = {
        date: date.fromisoformat,
        datetime: datetime.fromisoformat,
        float: float,
        str: lambda value: encodable(str(value)),
    }
    schema = pa.schema([(column.name, kinds[column.kind]) for column in export.columns])
    with tempfile.TemporaryFile() as file:
        with parquet.ParquetWriter(file, schema) as writer:
            for batch in export.records():
                values = [
                    [
                        None if value is None else read.get(column.kind, lambda v: v)(value)
                        for value in map(column.value, batch)
                    ]
                    for column in export.columns
                ]
                writer.write_table(pa.table(values, schema=schema))
        yield from _pieces(file)


PARQUET = "application/vnd.apache.parquet"
