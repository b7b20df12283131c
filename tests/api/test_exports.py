"""Whole lists as files and feeds: read back by the tools that they are for, over HTTP where those open a URL."""

import csv
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
from pydantic import BaseModel

from app.api import exports, list_formats
from app.api.formats.columns import Column, columns
from app.api.formats.csv import write_csv
from app.api.formats.export import Export
from app.api.formats.registry import FORMATS
from app.api.spool import AbandonedError
from app.main import RESOURCES
from app.query.expand import project
from app.resources.meetings import MeetingOut
from tests.api_requests import ABOUT, DATE_OF, LISTS, Params, ask, choices, every_list, ids, items, refused
from tests.conftest import on_sqlite

pytestmark = on_sqlite

BY_PATH = {resource.path: resource for resource in RESOURCES}
ALL = [*LISTS, *ABOUT]
FLAT = ["csv", "xlsx", "parquet"]


def _forget(client: TestClient) -> None:
    """Let the next export be written anew."""
    client.app.state.spool.clear()  # type: ignore[attr-defined]


def rows_of(client: TestClient, url: str) -> list[dict[str, str]]:
    response = client.get(url)
    assert response.status_code == 200, response.text[:300]
    return list(csv.DictReader(io.StringIO(response.text)))


# --- every list in every format --------------------------------------------------------------


@pytest.mark.parametrize("path", ALL)
def test_every_format_gives_every_record_once(wider: TestClient, path: str) -> None:
    """``wider`` has records that share a date; batches of two make many pages of them."""
    whole = ids(wider, path)
    assert [row["id"] for row in rows_of(wider, f"{path}.csv")] == whole
    lines = wider.get(f"{path}.ndjson").text.splitlines()
    assert [json.loads(line) for line in lines] == items(wider, path)
    table = pyarrow.parquet.read_table(io.BytesIO(wider.get(f"{path}.parquet").content))
    assert table.column("id").to_pylist() == whole
    sheet = openpyxl.load_workbook(io.BytesIO(wider.get(f"{path}.xlsx").content)).active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == whole


@pytest.mark.parametrize("path", ["/meetings", "/evidence"])
def test_batches_lose_no_record_and_double_none(wider: TestClient, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where thousands share a date, a file by page number would."""
    _forget(wider)
    monkeypatch.setattr(exports, "EXPORT_BATCH", 2)
    for sort in ("", "?sort=id", "?sort=-id"):
        assert [row["id"] for row in rows_of(wider, f"{path}.csv{sort}")] == [
            json.loads(line)["id"] for line in wider.get(f"{path}.ndjson{sort}").text.splitlines()
        ]
    assert sorted(row["id"] for row in rows_of(wider, f"{path}.csv")) == sorted(ids(wider, path))


@every_list
def test_formats_are_those_that_fit(client: TestClient, path: str) -> None:
    offered = list_formats.format_names(BY_PATH[path])
    assert {"csv", "tsv", "json", "ndjson", "jsonl", "xlsx", "parquet"} <= set(offered)
    assert {"ics", "atom"} <= set(offered) if path in DATE_OF else not {"ics", "atom"} & set(offered)
    assert ("geojson" in offered) is (path in ("/meetings", "/agreements", "/missions"))
    assert ("jsonld" in offered) is (path == "/evidence")
    for name in offered:
        answer = client.get(f"{path}.{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].removesuffix("; charset=utf-8") == FORMATS[name].media_type
        assert answer.headers["content-disposition"] == f'inline; filename="{path.strip("/")}.{name}"'
        assert answer.headers["x-total-count"] == str(ask(client, path)["total"])
        assert answer.headers["x-data-revision"]
    error = refused(client, f"{path}.cvs")
    assert (error["parameter"], error["value"], error["suggestions"][0]) == ("format", "cvs", "csv")


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("text/csv", "text/csv"),
        ("text/csv, */*;q=0.1", "text/csv"),
        ("application/json, text/csv", None),
        ("text/csv;q=0.5, application/json", None),
        ("text/csv;q=0.5, */*", None),
        ("text/csv;q=0", None),
        ("*/*", None),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", None),
        ("application/atom+xml, text/calendar;q=0.9", "application/atom+xml"),
        ("text/csv;q=x", None),
        ("", None),
    ],
)
def test_accept(client: TestClient, accept: str, media_type: str | None) -> None:
    answer = client.get("/meetings", headers={"Accept": accept})
    assert answer.headers["content-type"].split(";")[0] == (media_type or "application/json")
    assert answer.headers["vary"].startswith("Accept")


@pytest.mark.parametrize("form", ["atom", "ics"])
def test_a_feed_is_the_same_feed_however_it_was_asked_for(client: TestClient, form: str) -> None:
    by_name = client.get(f"/meetings.{form}?mechanism=JSPG")
    asked = client.get("/meetings?mechanism=JSPG", headers={"Accept": by_name.headers["content-type"]})
    assert asked.text == by_name.text


def test_accept_does_the_same_as_the_suffix(client: TestClient) -> None:
    accepted = client.get("/meetings?mechanism=JSPG", headers={"Accept": "text/csv"})
    assert accepted.content == client.get("/meetings.csv?mechanism=JSPG").content


@every_list
def test_an_export_takes_the_parameters_of_its_list(client: TestClient, path: str) -> None:
    spec = client.get("/openapi.json").json()["paths"]

    def names(of: str) -> set[str]:
        return {p["name"] for p in spec[of]["get"]["parameters"] if p["in"] == "query"}

    own = names(f"{path}.{{format}}") - names(path) - {"vague", "rows", "sum"}
    assert own == {"bom", "sep", "join", "fields", "group_by", "shape"}
    assert names(path) < names(f"{path}.{{format}}")
    assert (
        [row["id"] for row in rows_of(client, f"{path}.csv?country=Turkey")] == ids(client, path, {"country": "Turkey"})
        if path != "/evidence"
        else True
    )
    assert rows_of(client, f"{path}.csv?limit=2") == rows_of(client, f"{path}.csv")[:2]
    after = ask(client, path, {"limit": "2"})["next_cursor"]
    assert rows_of(client, f"{path}.csv?cursor={after}") == rows_of(client, f"{path}.csv")[2:]
    refused(client, f"{path}.csv?cursor=x")
    refused(client, f"{path}.csv?mechanism=JSPQ")
    refused(client, f"{path}.csv?limt=2")


@pytest.mark.parametrize(
    ("url", "parameter"),
    [
        ("/meetings.csv?include=evidence", "include"),
        ("/meetings.ics?fields=id", "fields"),
        ("/meetings.atom?include=evidence", "include"),
        ("/meetings.xlsx?include=history", "include"),
        ("/evidence.jsonld?include=history", "include"),
        ("/meetings.geojson?fields=id", "fields"),
        ("/meetings.ics?group_by=year", "group_by"),
        ("/meetings.csv?group_by=year&limit=1", "limit"),
    ],
)
def test_what_a_format_has_no_room_for_is_refused(client: TestClient, url: str, parameter: str) -> None:
    assert refused(client, url)["parameter"] == parameter


def test_ndjson_has_room_for_all(client: TestClient) -> None:
    line = json.loads(client.get("/meetings.ndjson?mechanism=JSPG&include=evidence&fields=id").text)
    assert line.keys() == {"id", "evidence"}
    assert len(line["evidence"]) > 10


def test_a_format_that_is_not_installed_is_refused_by_name(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.api.formats.registry.find_spec", lambda name: None)
    error = refused(client, "/meetings.parquet")
    assert (error["parameter"], error["message"]) == ("format", "this server cannot write it: it lacks arro3")
    assert "csv" in error["suggestions"]
    refused(client, "/trade-stats/series.xlsx")


def test_more_rows_than_excel_has_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "EXCEL_ROWS", 3)
    assert refused(client, "/meetings.xlsx")["parameter"] == "format"
    assert client.get("/meetings.xlsx?mechanism=JSPG").status_code == 200


# --- columns -----------------------------------------------------------------------------------


def test_columns_of_meetings_stay() -> None:
    """Sheets and dashboards rest on these names: a change here breaks them. They can only become more."""
    assert " ".join(column.name for column in columns(MeetingOut)) == (
        "id url html_url title label type status overdue date date_start date_end date_precision mechanism_id "
        "mechanism_acronym mechanism_name session city coordinates_latitude coordinates_longitude venue country_code "
        "country_name country_kind places_city places_country_code places_country_name places_country_kind places_date "
        "countries_code countries_name countries_kind participants_official_id participants_official_name "
        "participants_country_code participants_country_name participants_country_kind participants_position "
        "participants_role topics agenda format part_of_id part_of_title parts_id parts_title occasion agreements_id "
        "agreements_title sources_document sources_title "
        "sources_publisher sources_author sources_published sources_part_id sources_part_title "
        "sources_part_date sources_paragraphs sources_rows updated_at"
    )


def test_a_row_of_csv(client: TestClient) -> None:
    row, record = (
        rows_of(client, "/meetings.csv?mechanism=JSPG")[0],
        items(client, "/meetings", {"mechanism": "JSPG"})[0],
    )
    assert row["participants_official_name"] == "Hakan Fidan;Yermek Kosherbayev"
    assert row["participants_official_id"] == "hakan-fidan;yermek-kosherbayev"
    assert row["participants_role"] == "co-chair;co-chair"
    assert row["session"] == "8"
    assert row["venue"] == ""
    documents, titles = row["sources_document"].split(";"), row["sources_title"].split(";")
    assert list(zip(documents, titles, strict=True)) == [
        (source["document"], source["title"] or "") for source in record["sources"]
    ]
    assert row["sources_paragraphs"].split(";")[0] == ",".join(map(str, record["sources"][0]["paragraphs"]))


def header(client: TestClient, path: str, form: str, fields: str) -> list[str]:
    """The names of a file's columns; of NDJSON those of its first line."""
    content = client.get(f"{path}.{form}?fields={fields}").content
    if form == "csv":
        return next(csv.reader(io.StringIO(content.decode())))
    if form == "ndjson":
        return list(json.loads(content.splitlines()[0]))
    if form == "parquet":
        return list(pyarrow.parquet.read_schema(io.BytesIO(content)).names)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [str(cell.value) for cell in sheet[1]]


@pytest.mark.parametrize("path", ALL)
def test_fields_come_in_the_order_in_which_they_are_asked_for(client: TestClient, path: str) -> None:
    names = choices(client, path, "fields")
    asked = list(dict.fromkeys([names[-1], *names[1::3], names[0]]))  # backwards, and with gaps
    for order in (asked, asked[::-1]):
        joined = ",".join(order)
        flat = [column.name for column in columns(BY_PATH[path].out, order)]
        assert list(dict.fromkeys(column.path[0] for column in columns(BY_PATH[path].out, order))) == order
        for form in FLAT if order == asked else ("csv",):  # all have the same columns
            assert header(client, path, form, joined) == flat
        assert header(client, path, "ndjson", f"{joined},{order[0]}") == order
        assert list(ask(client, path, {"fields": joined})["items"][0]) == order
        assert list(ask(client, path, {"fields": order, "shape": "array", "limit": "1"})[0]) == order
        url = items(client, path)[0]["url"]
        if path != "/timeline":
            assert list(ask(client, url, {"fields": joined})) == order


class _Inner(BaseModel):
    n: list[int]
    s: str | None


class _Odd(BaseModel):
    text: str
    flag: bool
    many: list[_Inner]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\nx"),
        ("\n=x", "'\n=x"),
        ("＝1+1", "'＝1+1"),
        ("a;=1+1;-2", "a;'=1+1;'-2"),
        ("'=1+1", "''=1+1"),
        ("'n Oil", "'n Oil"),
        ("a\0b\x1b", "a\ufffdb\ufffd"),
        ("a=1", "a=1"),
        ('a "b", c\nd', 'a "b", c\nd'),
    ],
)
def test_csv_is_safe_to_open_in_a_spreadsheet(text: str, written: str) -> None:
    record = {"text": text, "flag": True, "many": [{"n": [1, 2], "s": "x;y"}, {"n": [], "s": None}]}
    found = columns(_Odd)
    made = Export(iter([[json.dumps(record)]]), found, "", "", "", None)  # type: ignore[arg-type]
    rows = list(csv.reader(io.StringIO(b"".join(write_csv(made)).decode(), newline="")))
    assert rows == [["text", "flag", "many_n", "many_s"], [written, "true", "1,2;", '"x;y";']]


def test_column_kinds() -> None:
    kinds = {column.name: column.kind for column in columns(MeetingOut)}
    assert (kinds["session"], kinds["date_start"], kinds["coordinates_latitude"]) == (int, date, float)
    assert kinds["sources_paragraphs"] is str
    assert Column(("a", "b"), str).value({"a": None}) is None


# --- the tools ---------------------------------------------------------------------------------


def test_pandas(served: str) -> None:
    frame = pd.read_csv(f"{served}/trade-stats.csv?indicator=trade&between=KZ,TR", parse_dates=["date_start"])
    assert frame["value"].dtype.kind in "if"
    assert frame.loc[frame["id"] == "trade-2024-musabekova", "value"].item() == 5_000_000_000
    nested = pd.read_json(f"{served}/meetings.ndjson?mechanism=JSPG", lines=True)
    assert nested["session"].tolist() == [8]
    array = pd.read_json(f"{served}/meetings?mechanism=JSPG&shape=array")
    assert array["id"].tolist() == ["jspg-kz-tr-8"]


def test_polars(served: str) -> None:
    frame = pl.read_csv(f"{served}/meetings.csv?mechanism=JSPG")
    assert frame["city"].to_list() == ["Ankara"]
    parquet = pl.read_parquet(f"{served}/meetings.parquet")
    assert parquet.schema["date_start"] == pl.Date
    assert parquet.height == ask_total(served)
    assert pl.scan_parquet(f"{served}/meetings.parquet").select("id").collect().height == ask_total(served)


def ask_total(served: str) -> int:
    return int(pd.read_csv(f"{served}/meetings.csv").shape[0])


def test_duckdb(served: str) -> None:
    """With its own httpfs, which asks by HEAD and then by ranges."""
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    folder = Path(duckdb_extension_httpfs.__file__).parent
    connection.execute(f"LOAD '{next(folder.rglob('httpfs.duckdb_extension'))}'")
    found = connection.execute(f"SELECT id, session FROM read_csv('{served}/meetings.csv?mechanism=JSPG')").fetchall()
    assert found == [("jspg-kz-tr-8", 8)]
    total = connection.execute(f"SELECT sum(value) FROM read_csv('{served}/trade-stats.csv?unit=USD')").fetchone()
    assert total is not None
    assert total[0] > 1e9
    nested = connection.execute(
        f"SELECT p.official.name FROM (SELECT unnest(participants) p FROM read_json('{served}/meetings.ndjson'"
        " || '?mechanism=JSPG', format='newline_delimited'))"
    ).fetchall()
    assert nested == [("Hakan Fidan",), ("Yermek Kosherbayev",)]
    paged = connection.execute(
        f"SELECT unnest(items).title FROM read_json('{served}/meetings?mechanism=JSPG')"
    ).fetchall()
    assert len(paged) == 1
    parquet = connection.execute(f"SELECT count(*) FROM read_parquet('{served}/meetings.parquet')").fetchone()
    assert parquet == (ask_total(served),)


def test_pyarrow(client: TestClient) -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(client.get("/meetings.parquet?mechanism=JSPG").content))
    types = {field.name: str(field.type) for field in table.schema}
    assert types["date_start"] == "date32[day]"
    assert types["session"] == "int64"
    assert types["updated_at"] == "timestamp[ms, tz=UTC]"
    assert table.column("date_start").to_pylist() == [date(2026, 2, 2)]


def test_an_error_while_records_are_read_is_that_of_the_file() -> None:
    """The writer of Parquet wraps it: the caller needs its own type, to answer 503 or to end."""

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
    record = {"text": "x" * 40_000, "flag": True, "many": []}
    made = Export(iter([[json.dumps(record)]]), columns(_Odd), "", "", "", datetime.now(UTC))
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(FORMATS["xlsx"].write(made)))).active
    text = str(sheet["A2"].value)
    assert len(text) == 32_767
    assert text.endswith("cut here, where Excel ends: csv has the rest")


def test_icalendar(client: TestClient) -> None:
    response = client.get("/meetings.ics")
    assert max(len(line) for line in response.content.split(b"\r\n")) <= 75
    calendar = Calendar.from_ical(response.text)
    events = {str(event["URL"]).rpartition("/")[2]: event for event in calendar.walk("VEVENT")}
    every = {item["id"]: item for item in items(client, "/meetings")}
    exact = {i for i, item in every.items() if item["date_precision"] in ("day", "range")}
    assert events.keys() == exact
    assert len(every) - len(exact) > 0
    assert str(calendar["DESCRIPTION"]).startswith(f"{len(every) - len(exact)} left out")
    for record_id, event in events.items():
        item = every[record_id]
        assert event.decoded("DTSTART") == date.fromisoformat(item["date_start"])
        assert event.decoded("DTEND") == date.fromisoformat(item["date_end"]) + timedelta(days=1)
        assert event["STATUS"] == ("TENTATIVE" if item["status"] == "planned" else "CONFIRMED")
        assert str(event["SUMMARY"]) == item["title"]
        assert event["DTSTAMP"]
    assert "Hakan Fidan (Foreign Minister)" in str(events["jspg-kz-tr-8"]["DESCRIPTION"])
    assert str(events["jspg-kz-tr-8"]["LOCATION"]) == "Ankara, Türkiye"
    assert any(item["date_precision"] == "range" for item in every.values())
    first = Calendar.from_ical(client.get("/meetings.ics?limit=1").text)
    newest = items(client, "/meetings")[0]["date_precision"]
    assert str(first["DESCRIPTION"]).startswith("0 left" if newest in ("day", "range") else "1 left")
    dates = [item["date_precision"] for item in items(client, "/meetings")]
    for limit in (1, 3, len(dates) - 1):
        after = ask(client, "/meetings", {"limit": str(limit)})["next_cursor"]
        rest = Calendar.from_ical(client.get(f"/meetings.ics?cursor={after}").text)
        vague = sum(precision not in ("day", "range") for precision in dates[limit:])
        assert str(rest["DESCRIPTION"]).startswith(f"{vague} left out")
        assert len(rest.walk("VEVENT")) == len(dates) - limit - vague
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
    listed = items(client, path)
    assert [entry.link for entry in feed.entries] == [f"http://testserver{item['html_url']}" for item in listed]
    assert [entry.updated for entry in feed.entries] == [item["updated_at"] for item in listed]
    assert len({entry.id for entry in feed.entries} | {feed.feed.id}) == len(listed) + 1
    assert feed.feed.links[0].href == f"http://testserver{path}.atom"


def test_geojson(client: TestClient) -> None:
    body = client.get("/meetings.geojson").json()
    assert body["type"] == "FeatureCollection"
    assert "GeoNames" in body["attribution"]
    features = {feature["id"]: feature for feature in body["features"]}
    assert features.keys() == set(ids(client, "/meetings"))
    assert features["jspg-kz-tr-8"]["geometry"] == {"type": "Point", "coordinates": [32.85427, 39.91987]}
    assert features["jspg-kz-tr-8"]["properties"]["session"] == 8
    placed = {item["id"] for item in items(client, "/meetings") if item["coordinates"]}
    assert {i for i, feature in features.items() if feature["geometry"]} == placed


# --- HTTP ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", list_formats.format_names(BY_PATH["/meetings"]))
def test_head_ranges_and_tags(client: TestClient, name: str) -> None:
    url, plain = f"/meetings.{name}?mechanism=JSPG", {"Accept-Encoding": "identity"}  # a compressed file has no ranges
    whole = client.get(url, headers=plain)
    head = client.head(url, headers=plain)
    size = len(whole.content)
    assert head.content == b""
    assert head.headers["content-length"] == str(size)
    assert head.headers["etag"] == whole.headers["etag"]
    part = client.get(url, headers={"Range": "bytes=5-9"})
    assert (part.status_code, part.content) == (206, whole.content[5:10])
    assert part.headers["content-range"] == f"bytes 5-9/{size}"
    for asked, expected in (("bytes=10-", whole.content[10:]), ("bytes=-7", whole.content[-7:])):
        assert client.get(url, headers={"Range": asked}).content == expected
    wrong = client.get(url, headers={"Range": "bytes=999999-"})
    assert (wrong.status_code, wrong.headers["content-range"]) == (416, f"bytes */{size}")
    assert wrong.json()["type"] == "/problems/unsatisfiable-range"
    assert client.head(url, headers={**plain, "Range": "bytes=0-1"}).headers["content-length"] == str(size)
    for passed_over in ("bytes=0-1,4-5", "lines=1-2", "bytes=-", "bytes=9-5"):
        assert client.get(url, headers={"Range": passed_over}).status_code == 200
    changed = client.get(url, headers={"Range": "bytes=5-9", "If-Range": '"other"'})
    assert (changed.status_code, changed.content) == (200, whole.content)
    same = client.get(url, headers={"If-None-Match": whole.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    since = client.get(url, headers={"If-Modified-Since": whole.headers["last-modified"]})
    assert since.status_code == 304


def test_tags_tell_questions_apart(client: TestClient) -> None:
    urls = ["/meetings.csv", "/meetings.ndjson", "/meetings.csv?limit=1", "/agreements.csv"]
    assert len({client.get(url).headers["etag"] for url in urls}) == len(urls)


def test_memory_does_not_grow_with_the_list(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read is handed on: never are two batches held."""
    _forget(client)
    monkeypatch.setattr(exports, "EXPORT_BATCH", 3)
    held: list[int] = []
    original = project

    def counting(session: Any, resource: Any, bodies: dict[str, str], query: Any) -> list[str]:
        held.append(len(bodies))
        return original(session, resource, bodies, query)

    monkeypatch.setattr(exports, "project", counting)
    total = len(rows_of(client, "/meetings.csv"))
    assert max(held) == 3
    assert sum(held) == total > 6


def test_a_list_is_the_same_bytes_whenever_it_is_written(client: TestClient) -> None:
    """Its tag says so, and a download is resumed by it."""
    for name in list_formats.format_names(BY_PATH["/agreements"]):
        first = client.get(f"/agreements.{name}").content
        _forget(client)
        assert client.get(f"/agreements.{name}").content == first


def test_nothing_is_written_of_an_empty_list(client: TestClient) -> None:
    assert client.get("/meetings.ndjson?q=qqqq").content == b""
    assert client.get("/meetings.ndjson?q=qqqq&group_by=year").content == b""
    assert len(client.get("/meetings.csv?q=qqqq").text.splitlines()) == 1


@pytest.mark.parametrize(
    ("params", "title"),
    [
        ({}, "Timeline"),
        ({"country": ["Turkey", "KZ"], "kind": "meeting"}, "Timeline: Turkey, KZ, meeting"),
        ({"city": ["none", "!Ankara"]}, "Timeline: no city, not Ankara"),
        ({"mechanism": "!none", "overdue": "true"}, "Timeline: any mechanism, overdue"),
        ({"between": "KZ,TR", "overdue": "false"}, "Timeline: KZ, TR, not overdue"),
    ],
)
def test_a_calendar_is_named_by_its_filters(client: TestClient, params: Params, title: str) -> None:
    calendar = Calendar.from_ical(client.get("/timeline.ics", params=params).text)
    assert str(calendar["NAME"]).replace("\\,", ",") == title
