"""Parquet, for data frames and analytical databases: the flat columns with their types."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import IO, Any, cast

from app.api.formats.export import Export
from app.api.formats.scratch_file import ScratchFile
from app.domain.escape import encodable

ROW_GROUP = 20_000
"""Records in a row group. This bounds the memory, whatever the length of the list."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_EPOCH_DAY = _EPOCH.date()

_CONVERTERS: dict[type, Callable[[Any], Any]] = {
    date: lambda text: (date.fromisoformat(text) - _EPOCH_DAY).days,
    datetime: lambda text: (datetime.fromisoformat(text) - _EPOCH) // timedelta(milliseconds=1),
    float: float,
    str: lambda value: encodable(str(value)),
}


def write_parquet(export: Export) -> Iterator[bytes]:
    """Typed columns. Records are read while the file is written."""
    from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema
    from arro3.io import write_parquet as write

    types: dict[type, Any] = {
        bool: DataType.bool(),
        int: DataType.int64(),
        float: DataType.float64(),
        str: DataType.string(),
    }
    types |= {date: DataType.date32(), datetime: DataType.timestamp("ms", tz="UTC")}
    numbers: dict[type, Any] = {date: DataType.int32(), datetime: DataType.int64()}
    schema = Schema([Field(column.name, types[column.kind], nullable=True) for column in export.columns])
    failures: list[Exception] = []

    def arrays(batch: list[dict[str, Any]]) -> Iterator[Array]:
        for column in export.columns:
            kind, convert = column.kind, _CONVERTERS.get(column.kind, lambda value: value)
            values = [None if value is None else convert(value) for value in map(column.value, batch)]
            array = Array(values, type=numbers.get(kind, types[kind]))
            yield array.cast(types[kind]) if kind in numbers else array

    def batches() -> Iterator[RecordBatch]:
        try:
            for batch in export.records():
                file.check()
                yield RecordBatch.from_arrays(list(arrays(batch)), schema=schema)
        except Exception as error:
            failures.append(error)
            raise

    with ScratchFile() as file:
        try:
            reader = RecordBatchReader.from_batches(schema, batches())
            write(reader, cast("IO[bytes]", file), compression="snappy", max_row_group_size=ROW_GROUP)
        except Exception:
            if failures:  # the writer wraps the error of a batch
                raise failures[0] from None
            raise
        yield from file.pieces()


PARQUET = "application/vnd.apache.parquet"
