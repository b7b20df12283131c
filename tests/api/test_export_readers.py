"""Files and feeds in the tools that they are for, over HTTP where those open a URL."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import duckdb_extension_httpfs
import feedparser
import openpyxl
import pandas as pd
import polars as pl
import pyarrow.parquet
import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from app.api.formats.columns import columns
from app.api.formats.export import Export
from app.api.formats.registry import FORMATS
from app.api.spool import AbandonedError
from app.resources.meetings import MeetingOut
from tests.api.test_export_columns import Odd
from tests.api_requests import DATE_OF, ask, ids, items
from tests.conftest import on_sqlite

pytestmark = on_sqlite


def test_pandas(service_url: str) -> None:
    frame = pd.read_csv(f"{service_url}/trade-stats.csv?indicator=trade&between=KZ,TR", parse_dates=["date_start"])
    assert frame["value"].dtype.kind in "if"
    assert frame.loc[frame["id"] == "trade-2024-musabekova", "value"].item() == 5_000_000_000
    meetings = pd.read_json(f"{service_url}/meetings.ndjson?mechanism=JSPG", lines=True)
    assert meetings["session"].tolist() == [8]
    array = pd.read_json(f"{service_url}/meetings?mechanism=JSPG&shape=array")
    assert array["id"].tolist() == ["jspg-kz-tr-8"]


def test_polars(service_url: str) -> None:
    frame = pl.read_csv(f"{service_url}/meetings.csv?mechanism=JSPG")
    assert frame["city"].to_list() == ["Ankara"]
    parquet = pl.read_parquet(f"{service_url}/meetings.parquet")
    assert parquet.schema["date_start"] == pl.Date
    assert parquet.height == ask_total(service_url)
    assert pl.scan_parquet(f"{service_url}/meetings.parquet").select("id").collect().height == ask_total(service_url)


def ask_total(service_url: str) -> int:
    return int(pd.read_csv(f"{service_url}/meetings.csv").shape[0])


def test_duckdb(service_url: str) -> None:
    """DuckDB sends HEAD first, and then requests ranges."""
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    folder = Path(duckdb_extension_httpfs.__file__).parent
    connection.execute(f"LOAD '{next(folder.rglob('httpfs.duckdb_extension'))}'")
    rows = connection.execute(
        f"SELECT id, session FROM read_csv('{service_url}/meetings.csv?mechanism=JSPG')"
    ).fetchall()
    assert rows == [("jspg-kz-tr-8", 8)]
    total = connection.execute(f"SELECT sum(value) FROM read_csv('{service_url}/trade-stats.csv?unit=USD')").fetchone()
    assert total is not None
    assert total[0] > 1e9
    name_rows = connection.execute(
        f"SELECT p.official.name FROM (SELECT unnest(participants) p FROM read_json('{service_url}/meetings.ndjson'"
        " || '?mechanism=JSPG', format='newline_delimited'))"
    ).fetchall()
    assert name_rows == [("Hakan Fidan",), ("Yermek Kosherbayev",)]
    page_rows = connection.execute(
        f"SELECT unnest(items).title FROM read_json('{service_url}/meetings?mechanism=JSPG')"
    ).fetchall()
    assert len(page_rows) == 1
    parquet = connection.execute(f"SELECT count(*) FROM read_parquet('{service_url}/meetings.parquet')").fetchone()
    assert parquet == (ask_total(service_url),)


def test_pyarrow(client: TestClient) -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(client.get("/meetings.parquet?mechanism=JSPG").content))
    types = {field.name: str(field.type) for field in table.schema}
    assert types["date_start"] == "date32[day]"
    assert types["session"] == "int64"
    assert types["updated_at"] == "timestamp[ms, tz=UTC]"
    assert table.column("date_start").to_pylist() == [date(2026, 2, 2)]


def test_an_error_while_records_are_read_is_that_of_the_file() -> None:
    """The writer of Parquet wraps the error, but the caller needs the original one, to answer 503 or to end."""

    def batches() -> Iterator[list[str]]:
        yield ['{"id": "a"}']
        raise AbandonedError

    content = Export(batches(), columns(MeetingOut, ["id"]), "", "", "", datetime.now(UTC))
    with pytest.raises(AbandonedError):
        list(FORMATS["parquet"].write(content))


def test_openpyxl(client: TestClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get("/milestones.xlsx?sort=date").content))
    header, *rows = book.active.iter_rows(values_only=True)
    starts = [row[header.index("date_start")] for row in rows]
    modern = [start for start in starts if start is not None and not isinstance(start, str)]
    assert date(1991, 12, 16) in [start.date() for start in modern]
    assert book.active.freeze_panes == "A2"


def test_a_text_that_excel_cannot_hold_says_that_it_was_cut() -> None:
    record = {"text": "x" * 40_000, "flag": True, "inners": []}
    export = Export(iter([[json.dumps(record)]]), columns(Odd), "", "", "", datetime.now(UTC))
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(FORMATS["xlsx"].write(export)))).active
    text = str(sheet["A2"].value)
    assert len(text) == 32_767
    assert text.endswith("cut here, where Excel ends: csv has the rest")


def test_icalendar(client: TestClient) -> None:
    response = client.get("/meetings.ics")
    assert max(len(line) for line in response.content.split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(response.text)
    events = {str(event["URL"]).rpartition("/")[2]: event for event in calendar.walk("VEVENT")}
    meetings_by_id = {item["id"]: item for item in items(client, "/meetings")}
    exact = {i for i, item in meetings_by_id.items() if item["date_precision"] in ("day", "range")}
    assert events.keys() == exact
    assert len(meetings_by_id) - len(exact) > 0
    assert str(calendar["DESCRIPTION"]).startswith(f"{len(meetings_by_id) - len(exact)} left out")
    for record_id, event in events.items():
        item = meetings_by_id[record_id]
        assert event.decoded("DTSTART") == date.fromisoformat(item["date_start"])
        assert event.decoded("DTEND") == date.fromisoformat(item["date_end"]) + timedelta(days=1)
        assert event["STATUS"] == ("TENTATIVE" if item["status"] == "planned" else "CONFIRMED")
        assert str(event["SUMMARY"]) == item["title"]
        assert event["DTSTAMP"]
    assert "Hakan Fidan (Foreign Minister)" in str(events["jspg-kz-tr-8"]["DESCRIPTION"])
    assert str(events["jspg-kz-tr-8"]["LOCATION"]) == "Ankara, Türkiye"
    assert any(item["date_precision"] == "range" for item in meetings_by_id.values())
    first = Calendar.from_ical(client.get("/meetings.ics?limit=1").text)
    newest = items(client, "/meetings")[0]["date_precision"]
    assert str(first["DESCRIPTION"]).startswith("All records: " if newest in ("day", "range") else "1 left")
    dates = [item["date_precision"] for item in items(client, "/meetings")]
    for limit in (1, 3, len(dates) - 1):
        after = ask(client, "/meetings", {"limit": str(limit)})["next_cursor"]
        next_calendar = Calendar.from_ical(client.get(f"/meetings.ics?cursor={after}").text)
        vague = sum(precision not in ("day", "range") for precision in dates[limit:])
        assert str(next_calendar["DESCRIPTION"]).startswith(f"{vague} left out")
        assert len(next_calendar.walk("VEVENT")) == len(dates) - limit - vague
    for path in ("/trade-stats", "/documents"):  # spans of months, and of days on one of which a text came out
        days = Calendar.from_ical(client.get(f"{path}.ics").text).walk("VEVENT")
        assert {e.decoded("DTEND") - e.decoded("DTSTART") for e in days} <= {timedelta(days=1)}


def test_a_uid_stays_wherever_the_service_stands(client: TestClient) -> None:
    def uids(host: str) -> list[str]:
        text = client.get("/meetings.ics?mechanism=JSPG", headers={"Host": host}).text
        return [str(event["UID"]) for event in Calendar.from_ical(text).walk("VEVENT")]

    assert uids("a.example") == uids("b.example") == ["122df61f-42d1-510f-a277-9c67cd4a8006"]


@pytest.mark.parametrize("path", DATE_OF)
def test_feedparser(client: TestClient, path: str) -> None:
    feed: Any = feedparser.parse(client.get(f"{path}.atom").content)
    assert not feed.bozo
    assert feed.version == "atom10"
    records = items(client, path)
    assert [entry.link for entry in feed.entries] == [f"http://testserver{item['html_url']}" for item in records]
    assert [entry.updated for entry in feed.entries] == [item["updated_at"] for item in records]
    assert len({entry.id for entry in feed.entries} | {feed.feed.id}) == len(records) + 1
    assert feed.feed.links[0].href == f"http://testserver{path}.atom"


def test_geojson(client: TestClient) -> None:
    body = client.get("/meetings.geojson").json()
    assert body["type"] == "FeatureCollection"
    assert "GeoNames" in body["attribution"]
    features = {feature["id"]: feature for feature in body["features"]}
    assert features.keys() == set(ids(client, "/meetings"))
    assert features["jspg-kz-tr-8"]["geometry"] == {"type": "Point", "coordinates": [32.85427, 39.91987]}
    assert features["jspg-kz-tr-8"]["properties"]["session"] == 8
    located_ids = {item["id"] for item in items(client, "/meetings") if item["coordinates"]}
    assert {i for i, feature in features.items() if feature["geometry"]} == located_ids
