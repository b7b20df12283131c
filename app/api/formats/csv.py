"""CSV (RFC 4180), for spreadsheets and data tools: the flat columns as text."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from app.api.formats.export import Export
from app.domain.deadline import check_each
from app.domain.escape import printable

_FORMULA = re.compile("(^|;)(?='*[=+\\-@\t\n＝＋－＠])")


def _safe(value: Any) -> Any:
    """The value with an apostrophe before a text that a spreadsheet would run as a formula (CWE-1236).

    A text after a ``;`` gets one too: in many countries a spreadsheet begins a new cell there. So does a text that has
    an apostrophe already, so that removing the first one restores every text.
    """
    if type(value) is str:
        return _FORMULA.sub("\\1'", printable(value))
    return str(value).lower() if type(value) is bool else value


def write_csv(export: Export) -> Iterator[bytes]:
    """RFC 4180 in UTF-8, with a header line. A null value is an empty cell."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([column.name for column in export.columns])
    values = [column.value for column in export.columns]
    for batch in export.records():
        writer.writerows([_safe(value(record)) for value in values] for record in check_each(batch))
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode()
