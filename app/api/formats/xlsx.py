"""Records in the form that the next tool takes: one function a format, from stored bodies to bytes.

A writer gets the bodies of a list in batches and yields bytes, so that its memory does not grow with the list.
CSV, Excel and Parquet have the same flat columns, derived from the record's model by :func:`columns`.
"""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime

from app.api.formats.export import Export, _pieces
from app.domain.escape import printable

EXCEL_TEXT = 32_767
"""What a cell of Excel holds, in units of UTF-16."""

_CUT = " … cut here, where Excel ends: csv has the rest"

EXCEL_ROWS = 1_048_575
"""Rows that a sheet of Excel has besides its header."""

EXCEL_LEAST, EXCEL_MOST = 2.2250738585072014e-308, 9.99999999999999e307
"""Positive numbers that a cell of Excel holds; their digits are 15."""


def _shortened(value: str) -> str:
    value = printable(value)
    units = value.encode("utf-16-le")
    if len(units) <= 2 * EXCEL_TEXT:
        return value
    return units[: 2 * (EXCEL_TEXT - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def _held(value: float) -> bool:
    """Whether Excel keeps a number as it is."""
    return value == 0 or (EXCEL_LEAST <= abs(value) <= EXCEL_MOST and float(f"{value:.15g}") == value)


def write_xlsx(export: Export) -> Iterator[bytes]:
    """An Excel workbook of one sheet. What Excel cannot hold is text: days before 1901, numbers of more than 15 digits
    and such as it calls infinite or nothing."""
    import xlsxwriter

    with (
        tempfile.TemporaryDirectory(prefix="communique-") as folder,
        tempfile.TemporaryFile() as file,
        ExitStack() as stack,
    ):
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": folder}
        book = xlsxwriter.Workbook(file, options)
        # Else the moment of writing: the same list must be the same bytes.
        book.set_properties({"created": export.updated.replace(tzinfo=None)})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("records")
        stack.callback(sheet.row_data_fh.close)  # which the library leaves open where the writing ends early
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, [column.name for column in export.columns], bold)
        row = 0
        for batch in export.records():
            for record in batch:
                row += 1
                for at, column in enumerate(export.columns):
                    value = column.value(record)
                    if value is None or value == "":
                        continue
                    if column.kind is date and value >= "1901":
                        sheet.write_datetime(row, at, datetime.fromisoformat(value), day)
                    elif isinstance(value, str):
                        sheet.write_string(row, at, _shortened(value))
                    elif isinstance(value, bool) or _held(value):
                        sheet.write(row, at, value)
                    else:
                        sheet.write_string(row, at, str(value))
        if row:
            sheet.autofilter(0, 0, row, len(export.columns) - 1)
        book.close()
        yield from _pieces(file)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
