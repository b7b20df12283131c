"""Records in the form that the next tool takes: one function a format, from stored bodies to bytes.

A writer gets the bodies of a list in batches and yields bytes, so that its memory does not grow with the list.
CSV, Excel and Parquet have the same flat columns, derived from the record's model by :func:`columns`.
"""

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from importlib.util import find_spec
from types import UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.sax.saxutils import escape, quoteattr

from pydantic import BaseModel

from app.escape import encodable, plain
from app.search import title_of

Batches: TypeAlias = Iterator[list[str]]
"""JSON bodies of records, some at a time."""

# --- flat columns --------------------------------------------------------------------------


@dataclass(frozen=True)
class Column:
    """A flat column: ``participants_official_id`` is the path ``participants``, ``official``, ``id``.

    ``kind`` is the type of its values; a column of several values a record is text, see :func:`join_values`.
    """

    path: tuple[str, ...]
    kind: type

    @property
    def name(self) -> str:
        return "_".join(self.path)

    @cached_property
    def value(self) -> Callable[[Any], Any]:
        """Gives the value of a record, or its values joined; lists within lists are joined by commas."""
        pick = _picker(self.path)

        def value(record: dict[str, Any]) -> Any:
            found = pick(record)
            if type(found) is list:
                # Empty places stay, so that the n-th of one column goes with the n-th of another.
                return join_values([join_values(one, ",") if type(one) is list else one for one in found], ";")
            return json.dumps(found, ensure_ascii=False) if type(found) is dict else found

        return value


def _picker(path: Sequence[str]) -> Callable[[Any], Any]:
    """What reads a path of a record: of lists on the way, a list of what each has there. Made once a column."""
    name, *further = path
    inner = _picker(further) if further else None

    def pick(value: dict[str, Any]) -> Any:
        found = value.get(name)
        if inner is None or found is None:
            return found
        return [None if one is None else inner(one) for one in found] if type(found) is list else inner(found)

    return pick


def join_values(values: Sequence[Any], separator: str) -> str:
    """Values as one text that can be split again: a line of CSV with that separator.

    A value with the separator or a line end in it, or a quotation mark at its beginning, stands in quotation marks, and
    those within it are doubled. ``csv.reader([text], delimiter=";")`` gives the values back; those without any of that
    are as they were.
    """
    return separator.join([_part(value, separator) for value in values])


def _part(value: Any, separator: str) -> str:
    if type(value) is not str:
        return "" if value is None else str(value).lower() if type(value) is bool else str(value)
    if separator in value or value.startswith('"') or "\n" in value or "\r" in value:
        return '"' + value.replace('"', '""') + '"'
    return value


def _inner(annotation: Any) -> tuple[Any, bool]:
    """The type of one value, and whether there may be several."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _inner(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return _inner(next(arm for arm in get_args(annotation) if arm is not type(None)))
    if origin is list:
        return _inner(get_args(annotation)[0])[0], True
    return annotation, False


LAST = ("sources", "updated_at")


def columns(out: type[BaseModel], fields: Sequence[str] | None = None, *, joined: bool = False) -> list[Column]:
    """The flat columns of a model in their order, or of some of its fields in the order in which they are named."""
    found: list[Column] = []
    every = out.model_fields
    for name in dict.fromkeys(fields or sorted(every, key=lambda name: name in LAST)):
        field = every[name]
        kind, several = _inner(field.annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            inner = columns(kind, joined=joined or several)
            found += [Column((name, *column.path), column.kind) for column in inner]
        else:
            plain = kind in (bool, int, float, date, datetime) and not (several or joined)
            found.append(Column((name,), kind if plain else str))
    return found


# --- what a writer is told -----------------------------------------------------------------


@dataclass(frozen=True)
class Export:
    """A list to be written. ``when`` is the name of its records' date, ``days`` the lengths of dates of which the
    days are known, ``left_out`` how many records have no such date; addresses are absolute."""

    batches: Batches
    columns: Sequence[Column]
    title: str
    base: str
    address: str
    updated: datetime
    when: str = "date"
    days: Sequence[int] = ()
    left_out: int = 0

    def records(self) -> Iterator[list[dict[str, Any]]]:
        for batch in self.batches:
            yield [json.loads(body) for body in batch]


def _identity(path: str) -> UUID:
    """What a calendar or feed reader knows a record by: the same wherever the service stands."""
    return uuid5(NAMESPACE_URL, f"communique:{path}")


def _names(values: Any) -> str:
    return ", ".join(one["name"] for one in values or ())


def _place(record: dict[str, Any]) -> str:
    country = record.get("country") or {}
    return ", ".join(filter(None, (record.get("venue"), record.get("city"), country.get("name"))))


def _about(record: dict[str, Any], when: str) -> list[str]:
    """A record in a few lines: where, who, what came of it, and who says so."""
    people = [
        f"{one['official']['name']} ({one['position'] or one['country']['name']})"
        for one in record.get("participants") or record.get("signatories") or ()
    ]
    lines = [
        ("Date", record.get(when)),
        ("Place", _place(record)),
        ("Mechanism", (record.get("mechanism") or {}).get("name")),
        ("Countries", _names(record.get("countries") or record.get("parties"))),
        ("Participants", ", ".join(people)),
        ("Adopted", "; ".join(one["title"] for one in record.get("agreements") or ())),
        ("Status", record.get("status")),
        ("Sources", "; ".join(_cited(source) for source in record["sources"])),
    ]
    return [f"{name}: {value}" for name, value in lines if value]


def _cited(source: dict[str, Any]) -> str:
    named = ", ".join(filter(None, (source["title"] or source["document"], source["publisher"], source["published"])))
    return f"{named}, para. {', '.join(map(str, source['paragraphs']))}"


# --- text ----------------------------------------------------------------------------------

_FORMULA = re.compile("(^|;)(?='*[=+\\-@\t\n＝＋－＠])")


def _safe(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front (CWE-1236).

    So does one behind a ``;``, at which a spreadsheet of many countries begins a cell, and one that has an apostrophe
    there already, so that the first can be taken away again.
    """
    if type(value) is str:
        return _FORMULA.sub("\\1'", plain(value))
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


def write_ndjson(export: Export) -> Iterator[bytes]:
    """One record a line, as the list has it."""
    for batch in export.batches:
        yield "".join(f"{body}\n" for body in batch).encode()


# --- calendars and feeds -------------------------------------------------------------------


def _fold(name: str, value: str) -> bytes:
    """A content line of RFC 5545, broken after 75 octets but not within a character."""
    line = f"{name}:{value}".encode()
    parts: list[bytes] = []
    room = 75
    while len(line) > room:
        cut, room = room, 74  # behind the blank that says that the line goes on
        while line[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(line[:cut])
        line = line[cut:]
    return b"\r\n ".join([*parts, line]) + b"\r\n"


def _text(value: str) -> str:
    value = plain(value)
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _days(start: str, end: str) -> tuple[str, str]:
    """How long an event lasts that has these first and last days: until the day after, where there is one."""
    last = date.fromisoformat(end)
    if last == date.max:
        return "DURATION", f"P{(last - date.fromisoformat(start)).days + 1}D"
    return "DTEND;VALUE=DATE", (last + timedelta(days=1)).isoformat().replace("-", "")


def _utc(moment: datetime) -> str:
    return moment.strftime("%Y%m%dT%H%M%SZ")


def write_ics(export: Export) -> Iterator[bytes]:
    """RFC 5545: an all-day event for each record whose days are known; the rest is counted in a comment."""
    head = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Communique//Diplomatic events//EN"),
        ("METHOD", "PUBLISH"),
        ("NAME", _text(export.title)),
        ("X-WR-CALNAME", _text(export.title)),
        ("SOURCE;VALUE=URI", export.address),
        ("LAST-MODIFIED", _utc(export.updated)),
        ("REFRESH-INTERVAL;VALUE=DURATION", "PT12H"),
        ("X-PUBLISHED-TTL", "PT12H"),
        ("COMMENT", _text(f"{export.left_out} left out: no day is known, only a month or a year, or no date at all")),
    ]
    yield b"".join(_fold(*line) for line in head)
    for batch in export.records():
        yield b"".join(_fold(*line) for record in batch for line in _event(record, export))
    yield _fold("END", "VCALENDAR")


def _event(record: dict[str, Any], export: Export) -> Iterator[tuple[str, str]]:
    start, end = (record[f"{export.when}_{part}"] for part in ("start", "end"))
    if len(record[export.when] or "") not in export.days:
        return
    updated = _utc(datetime.fromisoformat(record["updated_at"]))
    yield from (
        ("BEGIN", "VEVENT"),
        ("UID", str(_identity(record["url"]))),
        ("DTSTAMP", updated),
        ("LAST-MODIFIED", updated),
        ("DTSTART;VALUE=DATE", start.replace("-", "")),
        _days(start, end),
        ("SUMMARY", _text(title_of(record))),
        ("STATUS", "TENTATIVE" if record.get("status") == "planned" else "CONFIRMED"),
        ("TRANSP", "TRANSPARENT"),
        ("URL", export.base + record["url"]),
        ("DESCRIPTION", _text("\n".join(_about(record, export.when)))),
    )
    if _place(record):
        yield "LOCATION", _text(_place(record))
    if record.get("mechanism"):
        yield "CATEGORIES", _text(record["mechanism"]["acronym"] or record["mechanism"]["name"])
    yield "END", "VEVENT"


def _xml(text: str) -> str:
    return escape(plain(text))


def write_atom(export: Export) -> Iterator[bytes]:
    """RFC 4287: an entry a record, ``updated`` when we changed it."""
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{_identity(export.address.removeprefix(export.base)).urn}</id>\n"
        f"<title>{_xml(export.title)}</title>\n<updated>{export.updated:%Y-%m-%dT%H:%M:%SZ}</updated>\n"
        f'<author><name>Communiqué</name></author>\n<link rel="self" href={quoteattr(export.address)}/>\n'
    ).encode()
    for batch in export.records():
        yield "".join(_entry(record, export) for record in batch).encode()
    yield b"</feed>\n"


def _entry(record: dict[str, Any], export: Export) -> str:
    mechanism = record.get("mechanism")
    term = mechanism and (mechanism["acronym"] or mechanism["name"])
    return (
        f"<entry>\n<id>{_identity(record['url']).urn}</id>\n"
        f"<title>{_xml(title_of(record))}</title>\n<updated>{record['updated_at']}</updated>\n"
        f"<link href={quoteattr(export.base + record['url'])}/>\n"
        + (f"<category term={quoteattr(plain(term))}/>\n" if term else "")
        + f"<summary>{_xml(chr(10).join(_about(record, export.when)))}</summary>\n</entry>\n"
    )


def write_geojson(export: Export) -> Iterator[bytes]:
    """RFC 7946: a point where the record's city lies, no geometry where that is not known."""
    credit = "City coordinates: GeoNames (geonames.org), CC BY 4.0"
    yield f'{{"type":"FeatureCollection","attribution":"{credit}","features":['.encode()
    between = ""
    for batch in export.records():
        for record in batch:
            at = record.pop("coordinates")
            feature = {
                "type": "Feature",
                "id": record["id"],
                "geometry": at and {"type": "Point", "coordinates": [at["longitude"], at["latitude"]]},
                "properties": record,
            }
            yield (between + encodable(json.dumps(feature, ensure_ascii=False, separators=(",", ":")))).encode()
            between = ","
    yield b"]}"


# --- files ---------------------------------------------------------------------------------

EXCEL_TEXT = 32_767
"""What a cell of Excel holds, in units of UTF-16."""
_CUT = " … cut here, where Excel ends: csv has the rest"
EXCEL_ROWS = 1_048_575
"""Rows that a sheet of Excel has besides its header."""
EXCEL_LEAST, EXCEL_MOST = 2.2250738585072014e-308, 9.99999999999999e307
"""Positive numbers that a cell of Excel holds; their digits are 15."""


def _pieces(file: Any) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(1 << 16):
        yield piece


def _shortened(value: str) -> str:
    value = plain(value)
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


# --- the formats ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Format:
    """A form of a whole list. ``flat`` ones have the columns of the record; ``dated`` ones are about its date,
    ``placed`` ones about where it was; ``file`` ones are made before the first byte is sent."""

    media_type: str
    about: str
    write: Callable[[Export], Iterator[bytes]]
    flat: bool = False
    dated: bool = False
    placed: bool = False
    file: bool = False
    needs: str | None = None

    @property
    def whole(self) -> bool:
        """Whether it tells of a record what it has words for, so that fields cannot be left out or added."""
        return self.dated or self.placed

    @property
    def installed(self) -> bool:
        return self.needs is None or find_spec(self.needs) is not None


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET = "application/vnd.apache.parquet"
FORMATS = {
    "csv": Format("text/csv", "flat columns, UTF-8 (RFC 4180)", write_csv, flat=True),
    "ndjson": Format("application/x-ndjson", "one record a line, as JSON", write_ndjson),
    "ics": Format("text/calendar", "a calendar to subscribe to (RFC 5545)", write_ics, dated=True),
    "atom": Format("application/atom+xml", "a feed (RFC 4287)", write_atom, dated=True),
    "geojson": Format("application/geo+json", "points on a map (RFC 7946)", write_geojson, placed=True),
    "xlsx": Format(XLSX, "an Excel sheet", write_xlsx, flat=True, file=True, needs="xlsxwriter"),
    "parquet": Format(PARQUET, "typed columns (Parquet)", write_parquet, flat=True, file=True, needs="pyarrow"),
}
