"""Every value that the loader accepts is the same in every format, read by libraries that users of the format have."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import duckdb
import feedparser
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from openpyxl.utils.escape import unescape
from pydantic import TypeAdapter, ValidationError

from app.api.formats.columns import columns
from app.api.formats.export import Export
from app.api.formats.registry import FORMATS
from app.api.formats.xlsx import EXCEL_TEXT
from app.domain import edtf
from app.domain.escape import encodable, printable
from app.domain.figure_vocabulary import Valuation
from app.domain.vocabulary import MeetingFormat, MeetingStatus
from app.ingest.seed_fields import Text
from app.main import RESOURCES
from app.resources.meetings import MeetingOut
from app.resources.trade_stats import TradeStatOut

TEXT: TypeAdapter[str] = TypeAdapter(Text)
MOMENT = datetime(2026, 11, 22, 9, tzinfo=UTC)
GUARD = re.compile("(^|;)'(?='*[=+\\-@\t\n＝＋－＠])")
FEW_EXAMPLES = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# --- what the loader accepts ---------------------------------------------------------------


def is_accepted(text: str) -> bool:
    try:
        return TEXT.validate_python(text) == text and encodable(text) == text
    except ValidationError:
        return False


HARD = [
    "NA", "0901", "008", "null", "1e5", "=1+1", "'=1+1", "-2;=3", "a;b", '"a";"b', 'a "b"', "a,b", "a\\nb", "\\,;",
    "x" * 300,
    "[x](javascript:alert(1))", "<script>alert(1)</script>", "]]>", "&amp;", "_x0041_", "\ufeffBOM", "\u2028", "Ğ" * 40,
    "\U0001f91d" * 40, "\u202eabc", "\ufffe", "#N/A", "TRUE", "{}%$#_^~\\", "`|`", "\u0627\u0644\u0639",
]  # fmt: skip
letters = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
texts = st.sampled_from([text for text in HARD if is_accepted(text)]) | st.text(letters, max_size=40).map(
    lambda text: text.strip() if is_accepted(text.strip()) else "x"
)
days = st.dates() | st.sampled_from([date(1, 1, 1), date(988, 12, 31), date(1900, 2, 28), date.max])
points = st.builds(lambda day, length: day.isoformat()[:length], days, st.sampled_from([4, 7, 10]))


def _interval(point: str, other_point: str) -> str:
    first, second = sorted((point, other_point), key=lambda text: edtf.parse_point(text).start or date.min)
    return f"{first}/{second}"


def is_closed(text: str) -> bool:
    try:
        return bool(edtf.parse_closed(text))
    except edtf.DateError:
        return False


edtf_dates = points | st.builds(_interval, points, points).filter(is_closed)
numbers = st.floats(min_value=0, allow_infinity=False, allow_nan=False) | st.sampled_from(
    [0.0, 5e-324, 1e300, 1.7976931348623157e308, 9007199254740993.0, 0.1, 0.1 + 0.2, 1e15, 123456789012345680.0]
)
changes = st.floats(allow_infinity=False, allow_nan=False)


def _group(text: str) -> dict[str, Any]:
    span = edtf.parse_closed(text)
    return {"date": text, "date_start": span.start, "date_end": span.end, "date_precision": span.precision}


def _of(number: int, source: str, publication_date: str) -> dict[str, Any]:
    words = {"document": "text", "title": source, "publisher": source, "author": source}
    return {
        "id": f"record-{number}",
        "url": f"/records/record-{number}",
        "html_url": f"/explore/records/record-{number}",
        "sources": [{**words, "published": publication_date, "paragraphs": [1, 8], "rows": [], "part": None}],
        "updated_at": MOMENT,
        "title": source,
        "label": source,
    }


@st.composite
def meetings(draw: Any, number: int) -> MeetingOut:
    places = [
        {
            "city": city,
            "country": {"code": "NA", "kind": "state", "name": draw(texts)},
            "date": draw(st.none() | edtf_dates),
        }
        for city in draw(st.lists(texts, min_size=1, max_size=3))
    ]
    return MeetingOut.model_validate(
        {
            **_of(number, draw(texts), draw(edtf_dates)),
            "title": draw(texts),
            "type": "session",
            "status": draw(st.sampled_from(MeetingStatus)),
            "overdue": draw(st.booleans()),
            **_group(draw(edtf_dates)),
            "mechanism": {"id": "a", "acronym": draw(texts), "name": draw(texts)},
            "session": draw(st.none() | st.integers(1, 2**31 - 1)),
            "city": places[0]["city"],
            "coordinates": draw(st.none() | st.just({"latitude": -89.99999, "longitude": 179.99999})),
            "venue": draw(st.none() | texts),
            "country": places[0]["country"],
            "places": places,
            "countries": [{"code": "NA", "name": name, "kind": "state"} for name in draw(st.lists(texts, max_size=3))],
            "participants": [
                {"official": {"id": "o", "name": name}, "country": {"code": "NA", "name": name, "kind": "state"},
                 "position": post, "role": "guest"}
                for name, post in draw(st.lists(st.tuples(texts, st.none() | texts), max_size=3))
            ],
            "topics": draw(st.lists(texts, max_size=3)),
            "agenda": draw(st.lists(texts, max_size=3)),
            "format": draw(st.none() | st.sampled_from(MeetingFormat)),
            "part_of": None,
            "parts": [],
            "occasion": draw(st.none() | texts),
            "agreements": [],
        }
    )  # fmt: skip


@st.composite
def figures(draw: Any, number: int) -> TradeStatOut:
    return TradeStatOut.model_validate(
        {
            **_of(number, draw(texts), draw(edtf_dates)),
            "indicator": "trade",
            "flow": None,
            "reporter": {"code": "NA", "kind": "state", "name": draw(texts)},
            "partner": {"code": "TR", "kind": "state", "name": draw(texts)},
            "product": {"name": draw(texts), "system": "HS", "edition": None, "code": "0901", "hs": "0901"},
            "scope": draw(st.none() | texts),
            **_group(draw(edtf_dates)),
            "value": draw(numbers),
            "unit": "USD",
            "qualifier": "exact",
            "trend": None,
            "growth_percent": draw(st.none() | changes),
            "kind": "actual",
            "authority": "press",
            "as_written": draw(texts),
            "attributed_to": draw(st.none() | texts),
            "estimate": draw(st.booleans()),
            "valuation": draw(st.none() | st.sampled_from(Valuation)),
            "instrument": draw(st.none() | texts),
            "dimensions": draw(st.dictionaries(texts, texts, max_size=2)),
            "meeting": None,
            "mechanism": None,
            "comparison": None,
        }
    )


def several(record: Any) -> Any:
    return st.integers(1, 4).flatmap(lambda count: st.tuples(*(record(number) for number in range(count))))


# --- writing and reading -------------------------------------------------------------------


def write(name: str, records: Any) -> bytes:
    """The bytes that a format makes of records, in batches of two."""
    out = type(records[0])
    bodies = [record.model_dump_json(by_alias=True) for record in records]
    export = Export(
        batches=iter([bodies[at : at + 2] for at in range(0, len(bodies), 2)]),
        columns=columns(out),
        title="A list; of, things",
        base="http://here.example",
        address="http://here.example/records",
        updated_at=MOMENT,
        days=[10, 21],
        title_of=next(resource.title for resource in RESOURCES if resource.out is out),
    )
    return b"".join(FORMATS[name].write(export))


def rows(records: Any) -> list[dict[str, Any]]:
    """The flat values of the records, by column."""
    flat_rows = []
    for record in records:
        whole = json.loads(record.model_dump_json())
        flat_rows.append({column.name: column.value(whole) for column in columns(type(record))})
    return flat_rows


def cell(value: Any) -> str:
    """A value as a cell of a CSV file."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def without_guard(text: str) -> str:
    return GUARD.sub(r"\1", text)


@pytest.mark.thorough
@FEW_EXAMPLES
@given(st.one_of(several(meetings), several(figures)))
def test_csv(tmp_path_factory: pytest.TempPathFactory, records: Any) -> None:
    content = write("csv", records)
    expected = [{name: printable(cell(value)) for name, value in row.items()} for row in rows(records)]
    csv_rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    assert [{name: without_guard(text) for name, text in row.items()} for row in csv_rows] == expected
    frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, encoding="utf-8-sig")
    assert frame.to_dict("records") == csv_rows
    file = tmp_path_factory.mktemp("csv") / "a.csv"
    file.write_bytes(content)
    table = duckdb.sql(
        f"SELECT * FROM read_csv('{file}', all_varchar = true, header = true, delim = ',', quote = '\"')"
    )
    duckdb_rows = [dict(zip(table.columns, map(cell, row), strict=True)) for row in table.fetchall()]
    assert duckdb_rows == csv_rows
    frame = pl.read_csv(content, infer_schema=False, empty_string_is_null=False)
    assert frame.to_dicts() == csv_rows
    for name in ("value", "growth_percent"):
        if name in csv_rows[0]:
            assert [float(row[name] or 0) for row in csv_rows] == [getattr(record, name) or 0 for record in records]


@pytest.mark.thorough
@FEW_EXAMPLES
@given(several(meetings))
def test_joined_values_are_split_again(records: Any) -> None:
    csv_rows = csv.DictReader(io.StringIO(write("csv", records).decode("utf-8"), newline=""))
    for row, record in zip(csv_rows, records, strict=True):
        names = next(csv.reader([without_guard(row["participants_official_name"])], delimiter=";"), [])
        assert names == [printable(participant.official.name) for participant in record.participants]
        topics = next(csv.reader([without_guard(row["topics"])], delimiter=";"), [])
        assert topics == [printable(topic) for topic in record.topics]


@pytest.mark.thorough
@FEW_EXAMPLES
@given(st.one_of(several(meetings), several(figures)))
def test_ndjson(tmp_path_factory: pytest.TempPathFactory, records: Any) -> None:
    content = write("ndjson", records)
    bodies = [json.loads(record.model_dump_json()) for record in records]
    assert [json.loads(line) for line in content.decode("utf-8").split("\n") if line] == bodies
    frame = pd.read_json(io.BytesIO(content), lines=True, dtype=False)
    assert frame["id"].tolist() == [body["id"] for body in bodies]
    file = tmp_path_factory.mktemp("ndjson") / "a.ndjson"
    file.write_bytes(content)
    text_column = "title" if "title" in bodies[0] else "as_written"
    query = f"SELECT {text_column} FROM read_ndjson('{file}', columns = {{'{text_column}': 'VARCHAR'}})"
    assert [row[0] for row in duckdb.sql(query).fetchall()] == [body[text_column] for body in bodies]
    for name in ("value", "growth_percent"):
        if name in bodies[0]:
            query = f"SELECT {name} FROM read_ndjson('{file}', columns = {{'{name}': 'DOUBLE'}})"
            assert [row[0] for row in duckdb.sql(query).fetchall()] == [body[name] for body in bodies]


@pytest.mark.thorough
@FEW_EXAMPLES
@given(st.one_of(several(meetings), several(figures)))
def test_parquet(records: Any) -> None:
    content = write("parquet", records)
    kinds = {column.name: column.kind for column in columns(type(records[0]))}
    table = pyarrow.parquet.read_table(io.BytesIO(content)).to_pylist()
    frame = pl.read_parquet(io.BytesIO(content)).to_dicts()
    for file_rows in (table, frame):
        for row, expected in zip(file_rows, rows(records), strict=True):
            for name, value in expected.items():
                value_read = row[name]
                if isinstance(value_read, date):
                    assert value_read == type(value_read).fromisoformat(value), name
                    assert kinds[name] in (date, datetime)
                else:
                    assert value_read == value, name


@pytest.mark.thorough
@FEW_EXAMPLES
@given(st.one_of(several(meetings), several(figures)))
def test_xlsx(records: Any) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write("xlsx", records))).active
    names, *sheet_rows = sheet.iter_rows(values_only=True)
    early = {name for row in rows(records) for name in ("date_start", "date_end") if row[name] < "1901"}
    for row, expected in zip(sheet_rows, rows(records), strict=True):
        for name, value_read in zip(names, row, strict=True):
            value = expected[str(name)]
            if isinstance(value_read, datetime):
                assert value_read.date().isoformat() == value
                assert name not in early
            elif isinstance(value, str):
                assert unescape(value_read or "") == printable(value), name
                assert name not in ("date_start", "date_end") or name in early
            elif value is None:
                assert not value_read, name
            elif isinstance(value_read, str):  # of a number that Excel would change
                assert float(value_read) == value
                assert float(f"{value:.15g}") != value or not 1e-307 < abs(value) < 1e307
            else:
                assert value_read == value, name


def test_a_text_of_emoji_is_cut_where_excel_ends() -> None:
    """Excel counts units of UTF-16, and most emoji are two of them."""
    delegates = [{"official": {"id": "o", "name": "\U0001f91d" * 300}, "country": None, "position": None,
                  "role": "guest"}] * 60  # fmt: skip
    base = {**_of(0, "x", "2026"), "title": "x", "type": "session", "status": "held", **_group("2026"), "session": None,
            "overdue": False}  # fmt: skip
    empty = dict.fromkeys(("mechanism", "city", "coordinates", "venue", "country", "occasion", "format", "part_of"))
    lists: dict[str, Any] = {key: [] for key in ("countries", "places", "topics", "agenda", "parts", "agreements")}
    record = MeetingOut.model_validate({**base, **empty, **lists, "participants": delegates})
    sheet = openpyxl.load_workbook(io.BytesIO(write("xlsx", [record]))).active
    cells = [str(cell.value) for cell in sheet[2]]
    longest = max(cells, key=len)
    assert EXCEL_TEXT - 1 <= len(longest.encode("utf-16-le")) // 2 <= EXCEL_TEXT
    assert longest.endswith("cut here, where Excel ends: csv has the rest")


@pytest.mark.thorough
@FEW_EXAMPLES
@given(several(meetings))
def test_ics(records: Any) -> None:
    content = write("ics", records)
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)|(?<!\r)\n", content)
    calendar = Calendar.from_ical(content)
    events = {str(event["URL"]).rpartition("/")[2]: event for event in calendar.walk("VEVENT")}
    records_with_days = [record for record in records if len(record.date) in (10, 21)]
    assert events.keys() == {record.id for record in records_with_days}
    for record in records_with_days:
        event = events[record.id]
        assert event.decoded("DTSTART") == record.date_start
        if record.date_end == date.max:
            assert event.decoded("DURATION") == record.date_end - record.date_start + timedelta(days=1)
        else:
            assert event.decoded("DTEND") == record.date_end + timedelta(days=1)
        assert str(event["SUMMARY"]) == printable(record.title)
        stops = "; ".join(f"{stop.city}, {stop.country.name}" for stop in record.places)
        assert str(event["LOCATION"]) == printable(f"{record.venue}, {stops}" if record.venue else stops)
        assert event["STATUS"] == {"held": "CONFIRMED", "cancelled": "CANCELLED", "postponed": "CANCELLED"}.get(
            record.status, "TENTATIVE"
        )
        assert f"Date: {record.date}" in str(event["DESCRIPTION"]).split("\n")


@pytest.mark.thorough
@FEW_EXAMPLES
@given(st.one_of(several(meetings), several(figures)))
def test_atom(records: Any) -> None:
    content = write("atom", records)
    feed: Any = feedparser.parse(content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert [entry.link for entry in feed.entries] == [f"http://here.example{record.html_url}" for record in records]
    tree = ElementTree.fromstring(content)
    atom = "{http://www.w3.org/2005/Atom}"
    for entry, record in zip(tree.iter(f"{atom}entry"), records, strict=True):
        title, summary = entry.findtext(f"{atom}title") or "", entry.findtext(f"{atom}summary") or ""
        assert printable(record.title if isinstance(record, MeetingOut) else record.as_written) in title
        assert f"Date: {record.date}" in summary.split("\n")
        if isinstance(record, MeetingOut) and record.mechanism:
            category = entry.find(f"{atom}category")
            assert category is not None
            assert category.get("term") == printable(record.mechanism.acronym or "")


@pytest.mark.thorough
@FEW_EXAMPLES
@given(several(meetings))
def test_geojson(records: Any) -> None:
    features = json.loads(write("geojson", records).decode("utf-8"))["features"]
    for feature, record in zip(features, records, strict=True):
        whole = json.loads(record.model_dump_json())
        at = whole.pop("coordinates")
        assert feature["properties"] == whole
        assert feature["geometry"] == (at and {"type": "Point", "coordinates": [at["longitude"], at["latitude"]]})
