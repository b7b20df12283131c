"""Records in the form that the next tool takes: one function a format, from stored bodies to bytes.

A writer gets the bodies of a list in batches and yields bytes, so that its memory does not grow with the list.
CSV, Excel and Parquet have the same flat columns, derived from the record's model by :func:`columns`.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from app.api.formats.export import Export
from app.domain.escape import printable

_FORMULA = re.compile("(^|;)(?='*[=+\\-@\t\n＝＋－＠])")


def _safe(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front (CWE-1236).

    So does one behind a ``;``, at which a spreadsheet of many countries begins a cell, and one that has an apostrophe
    there already, so that the first can be taken away again.
    """
    if type(value) is str:
        return _FORMULA.sub("\\1'", printable(value))
    return str(value).lower() if type(value) is bool else value


def write_csv(export: Export) -> Iterator[bytes]:
    """RFC 4180, UTF-8, a header line; nothing where a value is null."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([column.name for column in export.columns])
    values = [column.value for column in export.columns]
    for batch in export.records():
        writer.writerows([_safe(value(record)) for value in values] for record in batch)
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode()
