"""CSV (RFC 4180), for spreadsheets and data tools: the flat columns as text."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.api.formats.export import Export
from app.domain.deadline import check_each
from app.domain.escape import printable

_FORMULA_STARTS = frozenset("'=+-@\t\n＝＋－＠")

_FORMULA = re.compile("(^|[;\x1d-\x1f])(?!-\\d+(?:\\.\\d+)?(?:[;\x1d-\x1f]|$))(?='*[=+\\-@\t\n＝＋－＠])")

_JOINS = re.compile("([\x1d-\x1f])")


def _safe(value: Any) -> Any:
    """The value with an apostrophe before a text that a spreadsheet would run as a formula (CWE-1236), so not a number.

    A text after a ``;`` gets one too: in many countries a spreadsheet begins a new cell there. So does a text that has
    an apostrophe already, so that removing the first one restores every text.
    """
    if type(value) is str:
        if value.isprintable() and ";" not in value and value[:1] not in _FORMULA_STARTS:  # most texts
            return value
        text = (
            value
            if value.isprintable()
            else "".join(part if _JOINS.fullmatch(part) else printable(part) for part in _JOINS.split(value))
        )
        return _FORMULA.sub("\\1'", text)
    return str(value).lower() if type(value) is bool else value


def write_csv(export: Export) -> Iterator[bytes]:
    """RFC 4180 in UTF-8, with a header line. A null value is an empty cell."""
    buffer = io.StringIO("\ufeff" if export.bom else "")
    buffer.seek(0, io.SEEK_END)
    writer = csv.writer(buffer, delimiter=export.separator, lineterminator="\r\n")
    writer.writerow([column.name for column in export.columns])
    values = [replace(column, join=export.join).value for column in export.columns]
    for batch in export.records():
        writer.writerows([_safe(value(record)) for value in values] for record in check_each(batch))
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue().encode()


def write_tsv(export: Export) -> Iterator[bytes]:
    """CSV with tabs in place of commas."""
    return write_csv(replace(export, separator="\t"))
