"""Excel: a workbook with a sheet of the flat columns, one that explains them, and one about the list."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from app.api.formats.columns import Column
from app.api.formats.export import Export
from app.api.formats.scratch_file import ScratchFile
from app.domain.deadline import check_each
from app.domain.escape import printable
from app.domain.moments import moment_text

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


FIRST_DAY = "1901"
"""Days before it have no number in Excel, or a wrong one."""

LICENCE = "CC0-1.0 (arrangement of the data; the sources are linked, not copied)"

_WIDTHS = (28, 10, 100)

_SOURCE = ("document", "title", "publisher", "published")


@dataclass
class _Contents:
    """What has to be known of all records before the first is written: the columns, and the documents cited."""

    columns: list[Column]
    sources: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    def read(self, record: dict[str, Any]) -> None:
        for index, column in enumerate(self.columns):
            if column.kind is date and (column.value(record) or FIRST_DAY) < FIRST_DAY:
                self.columns[index] = replace(column, kind=str)
        for source in record.get("sources") or ():
            self.sources.setdefault(source["document"], source)


def write_xlsx(export: Export) -> Iterator[bytes]:
    """A workbook whose first sheet has the records. Each column has cells of one type, also where they are empty, for
    programs that take the type of a column from its first cell. So a column with a day before 1901 is text. Numbers
    that Excel would round or refuse are text, too."""
    import xlsxwriter

    with (
        tempfile.TemporaryDirectory(prefix="communique-") as folder,
        ScratchFile() as file,
        tempfile.TemporaryFile() as bodies,
        ExitStack() as stack,
    ):
        # DuckDB takes a text "false" for a boolean, and then refuses "false;true" in a row below.
        contents = _Contents([replace(column, truth=("no", "yes")) for column in export.columns])
        for batch in export.batches:
            for body in check_each(batch):
                contents.read(json.loads(body))
                bodies.write(body.encode() + b"\n")
        options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": folder}
        book = xlsxwriter.Workbook(file, options)
        # The default is the time of writing; but the same list must give the same bytes.
        creation_time = export.updated_at.replace(tzinfo=None)
        book.set_properties(
            {"created": creation_time, "title": printable(export.title), "author": "Communiqué", "comments": LICENCE}
        )
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet, row = _sheet(book, stack, "records", [column.name for column in contents.columns], bold), 0
        values = [column.value for column in contents.columns]
        bodies.seek(0)
        for row, line in enumerate(check_each(bodies), 1):
            record = json.loads(line)
            for index, column in enumerate(contents.columns):
                _write_cell(sheet, row, index, values[index](record), column.kind, day)
        if row:
            sheet.autofilter(0, 0, row, len(contents.columns) - 1)
        _write_explanation(book, stack, export, contents, bold)
        try:
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise OSError(*error.args[0].args) from None
        yield from file.pieces()


def _sheet(book: Any, stack: ExitStack, name: str, header: list[str], bold: Any) -> Any:
    sheet = book.add_worksheet(name)
    stack.callback(sheet.row_data_fh.close)  # if writing ends early, the library leaves it open
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, header, bold)
    return sheet


def _write_cell(sheet: Any, row: int, index: int, value: Any, kind: type, day: Any) -> None:
    if value is None and kind in (bool, int, float):
        return
    if kind is date:
        if value:
            sheet.write_datetime(row, index, datetime.fromisoformat(value), day)
        else:
            sheet.write_blank(row, index, None, day)
    elif value is None or isinstance(value, str):
        sheet.write_string(row, index, _fit(value or ""))
    elif isinstance(value, bool) or _is_exact(value):
        sheet.write(row, index, value)
    else:
        sheet.write_string(row, index, str(value))


def _write_explanation(book: Any, stack: ExitStack, export: Export, contents: _Contents, bold: Any) -> None:
    """The sheet of the columns, and the sheet about the list: where it is from, and the documents that it cites."""
    of_columns = [(column.name, column.kind.__name__, column.description) for column in contents.columns]
    about = [
        ("title", export.title),
        ("address", export.address),
        ("page", export.page),
        ("data revision", str(export.revision)),
        ("published", moment_text(export.updated_at)),
        ("creator", "Communiqué"),
        ("licence", LICENCE),
        (),
        _SOURCE,
        *([source[name] for name in _SOURCE] for source in contents.sources.values()),
    ]
    for name, header, rows in (
        ("columns", ["column", "type", "meaning"], of_columns),
        ("about", ["about this file", ""], about),
    ):
        sheet = _sheet(book, stack, name, header, bold)
        for index, width in enumerate(_WIDTHS):
            sheet.set_column(index, index, width if name == "columns" else 40)
        for row, values in enumerate(rows, 1):
            for index, value in enumerate(values):
                sheet.write_string(row, index, _fit(value or ""), bold if values is _SOURCE else None)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
