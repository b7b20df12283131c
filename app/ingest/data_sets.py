"""Data sets: CSV files whose rows are cited by their keys.

The key of a row is the values of the key columns with hyphens between: ``CHN-2019`` of ``country`` and ``year``. It
stays when the file is generated again, and so does the hash of a row that did not change.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from app.domain.text import hint_for
from app.ingest.places import MAX_QUOTE, SourceText, digest
from app.ingest.seed_schema import DocumentSeed, EvidenceSeed


class DataSetError(ValueError):
    """The file is no data set with that key, or does not have a row or column. The message says why."""


def row_digest(row: Mapping[str, str]) -> str:
    """SHA-256 of a row as a JSON object of its cells by column, in the canonical form of RFC 8785."""
    return digest(json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


class KeyedRows:
    """The rows of a data set, a CSV file with a header, by key. Raises :class:`DataSetError`."""

    def __init__(self, content: str, key: Sequence[str]) -> None:
        lines = csv.reader(io.StringIO(content.removeprefix("\ufeff"), newline=""), strict=True)
        self.rows: dict[str, dict[str, str]] = {}
        try:
            self.columns = next(lines, [])
            if len(self.columns) == 1 and (separator := next((mark for mark in ";\t|" if mark in self.columns[0]), "")):
                raise DataSetError(f"its cells are separated by {separator!r}: use commas")
            if len(set(self.columns)) < len(self.columns):
                raise DataSetError("two columns have the same name")
            for name in key:
                self.require(name)
            for cells in lines:
                if cells:
                    self._add(cells, key, lines.line_num)
        except csv.Error as error:
            raise DataSetError(f"line {lines.line_num} is not CSV: {error}") from None

    def _add(self, cells: list[str], key: Sequence[str], line: int) -> None:
        if len(cells) != len(self.columns):
            raise DataSetError(f"line {line} has {len(cells)} cells, and the header {len(self.columns)}")
        row = dict(zip(self.columns, cells, strict=True))
        row_key = "-".join(row[name] for name in key)
        if row_key in self.rows:
            raise DataSetError(f"line {line} has the key {row_key!r} of another row: the key needs more columns")
        self.rows[row_key] = row

    def require(self, column: str) -> None:
        """Raise an error if there is no such column."""
        if column not in self.columns:
            raise DataSetError(f"there is no column {column!r}{hint_for(column, self.columns)}")

    def row(self, key: str, columns: Sequence[str] = ()) -> dict[str, str]:
        """The cells of a row that has the columns."""
        if key not in self.rows:
            raise DataSetError(f"there is no row {key!r}{hint_for(key, list(self.rows))}")
        for column in columns:
            self.require(column)
        return self.rows[key]

    def quotation(self, key: str, columns: Sequence[str]) -> str:
        """The cells of a row as a quotation: ``country: CHN; value: 3.5``."""
        row = self.row(key, columns)
        return "; ".join(f"{name}: {row[name]}" for name in columns or self.columns)[:MAX_QUOTE]


def check_row(evidence: EvidenceSeed, document: DocumentSeed, text: SourceText) -> Iterator[str]:
    """The faults of evidence by a row, as sentences: the row is not there, or is not the one that was cited."""
    key = evidence.row or ""
    try:
        row = data_set_of(text, tuple(document.key)).row(key, evidence.columns)
    except DataSetError as error:
        yield str(error)
        return
    if row_digest(row) != evidence.sha256:
        yield f"row {key!r} has another hash: it is not the row that was cited"


def check_data_set(document: DocumentSeed, text: SourceText) -> Iterator[str]:
    """The faults of a data set as a whole: it cannot be read, or has another number of rows."""
    try:
        rows = len(data_set_of(text, tuple(document.key)).rows)
    except DataSetError as error:
        yield str(error)
        return
    if rows != document.rows:
        yield f"the data set has {rows} rows, not {document.rows}"


def passage(evidence: EvidenceSeed, document: DocumentSeed, text: SourceText) -> str:
    """The words of a place: its span, or the cells of its row. Empty if there is no such row."""
    if evidence.row is None:
        return text.content[evidence.start : evidence.end]
    try:
        row = data_set_of(text, tuple(document.key)).row(evidence.row, evidence.columns)
    except DataSetError:
        return ""
    return "\n".join(row[name] for name in evidence.columns or row)


def data_set_of(text: SourceText, key: tuple[str, ...]) -> KeyedRows:
    """The data set in a source text. Raises :class:`DataSetError`."""
    data_set = _data_set_or_reason(text, key)
    if isinstance(data_set, str):
        raise DataSetError(data_set)
    return data_set


@lru_cache(8)
def _data_set_or_reason(text: SourceText, key: tuple[str, ...]) -> KeyedRows | str:
    """The data set, or the reason why the text is none. It is cached, because each of its rows is looked up."""
    try:
        return KeyedRows(text.content, key)
    except DataSetError as error:
        return str(error)
