"""Parquet, for data frames and analytical databases: the flat columns with their types."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from app.api.formats.export import Export, read_pieces
from app.domain.escape import encodable


def write_parquet(export: Export) -> Iterator[bytes]:
    """Typed columns; each batch of records is a row group."""
    import pyarrow as pa
    from pyarrow import parquet

    types = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), str: pa.string(), date: pa.date32()}
    types[datetime] = pa.timestamp("s", tz="UTC")
    converters: dict[type, Callable[[Any], Any]] = {
        date: date.fromisoformat,
        datetime: datetime.fromisoformat,
        float: float,
        str: lambda value: encodable(str(value)),
    }
    schema = pa.schema([(column.name, types[column.kind]) for column in export.columns])
    with tempfile.TemporaryFile() as file:
        with parquet.ParquetWriter(file, schema) as writer:
            for batch in export.records():
                values = [
                    [
                        None if value is None else converters.get(column.kind, lambda v: v)(value)
                        for value in map(column.value, batch)
                    ]
                    for column in export.columns
                ]
                writer.write_table(pa.table(values, schema=schema))
        yield from read_pieces(file)


PARQUET = "application/vnd.apache.parquet"
