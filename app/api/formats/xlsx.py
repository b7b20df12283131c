"""Excel: a workbook with one sheet of the flat columns."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime

from app.api.formats.export import Export, read_pieces
from app.domain.deadline import check_each
from app.domain.escape import printable

EXCEL_TEXT = 32_767
"""Units of UTF-16 that fit in a cell of Excel."""

_CUT = " … cut here, where Excel ends: csv has the rest"

EXCEL_ROWS = 1_048_575
"""Rows that a sheet of Excel has besides its header."""

EXCEL_MIN, EXCEL_MAX = 2.2250738585072014e-308, 9.99999999999999e307
"""The smallest and largest positive number that a cell of Excel holds, with 15 digits."""


def _fit(value: str) -> str:
    value = printable(value)
    units = value.encode("utf-16-le")
    if len(units) <= 2 * EXCEL_TEXT:
        return value
    return units[: 2 * (EXCEL_TEXT - len(_CUT))].decode("utf-16-le", "ignore") + _CUT


def _is_exact(value: float) -> bool:
    """Whether Excel keeps a number without changing it."""
    return value == 0 or (EXCEL_MIN <= abs(value) <= EXCEL_MAX and float(f"{value:.15g}") == value)


def write_xlsx(export: Export) -> Iterator[bytes]:
    """A workbook of one sheet. Days before 1901, and numbers that Excel would round or refuse, are written as text."""
    import xlsxwriter

    with (
        tempfile.TemporaryDirectory(prefix="communique-") as folder,
        tempfile.TemporaryFile() as file,
        ExitStack() as stack,
    ):
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": folder}
        book = xlsxwriter.Workbook(file, options)
        # The default is the time of writing; but the same list must give the same bytes.
        book.set_properties({"created": export.updated.replace(tzinfo=None)})
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("records")
        stack.callback(sheet.row_data_fh.close)  # if writing ends early, the library leaves it open
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, [column.name for column in export.columns], bold)
        row = 0
        for batch in export.records():
            for record in check_each(batch):
                row += 1
                for index, column in enumerate(export.columns):
                    value = column.value(record)
                    if value is None or value == "":
                        continue
                    if column.kind is date and value >= "1901":
                        sheet.write_datetime(row, index, datetime.fromisoformat(value), day)
                    elif isinstance(value, str):
                        sheet.write_string(row, index, _fit(value))
                    elif isinstance(value, bool) or _is_exact(value):
                        sheet.write(row, index, value)
                    else:
                        sheet.write_string(row, index, str(value))
        if row:
            sheet.autofilter(0, 0, row, len(export.columns) - 1)
        book.close()
        yield from read_pieces(file)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
