"""How files are written: the parameters that only files take, their names, sheets, calendars, feeds, single records."""

import csv
import io
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import duckdb_extension_excel
import feedparser
import openpyxl
import pandas as pd
import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from app.api.list_formats import NO_ANNOTATIONS, download_name
from tests.api_requests import ABOUT, LISTS, Params, ask, first_error, items
from tests.conftest import on_sqlite

pytestmark = on_sqlite


def cells(client: TestClient, url: str, separator: str = ",") -> list[dict[str, str]]:
    answer = client.get(url)
    assert answer.status_code == 200, answer.text[:300]
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=separator))


# --- CSV ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "separator"),
    [
        ("/agreements.csv?sep=;", ";"),
        ("/agreements.csv?sep=%3B&bom=1", ";"),
        ("/agreements.csv?sep=tab", "\t"),
        ("/agreements.csv?sep=%09", "\t"),
        ("/agreements.tsv", "\t"),
        ("/agreements.tsv?bom=true", "\t"),
        ("/agreements.csv?bom=0", ","),
    ],
)
def test_csv_has_the_separator_and_mark_that_are_asked_for(client: TestClient, url: str, separator: str) -> None:
    content = client.get(url).content
    assert content.startswith(b"\xef\xbb\xbf") is ("bom=1" in url or "bom=true" in url)
    assert cells(client, url, separator) == cells(client, "/agreements.csv")
    frame = pd.read_csv(io.BytesIO(content), sep=separator, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    assert frame["id"].tolist() == [row["id"] for row in cells(client, "/agreements.csv")]


def test_joined_values_split_at_a_separator_that_is_in_no_value(client: TestClient) -> None:
    for row, record in zip(cells(client, "/meetings.csv?join=unit-separator"), items(client, "/meetings"), strict=True):
        names = [person["official"]["name"] for person in record["participants"]]
        assert row["participants_official_name"].split("\x1f") == (names or [""])
        places = [list(map(str, source["paragraphs"])) for source in record["sources"]]
        assert [part.split("\x1e") for part in row["sources_paragraphs"].split("\x1f")] == [p or [""] for p in places]


@pytest.mark.parametrize(
    ("url", "parameter"),
    [
        ("/meetings.ndjson?bom=1", "bom"),
        ("/meetings.tsv?sep=;", "sep"),
        ("/meetings.xlsx?join=;", "join"),
        ("/meetings.csv?vague=include", "vague"),
        ("/meetings.ics?rows=participants", "rows"),
        ("/meetings.json?rows=participants", "rows"),
        ("/meetings.csv?rows=participants&group_by=year", "rows"),
        ("/meetings.csv?rows=participants&fields=id", "rows"),
        ("/meetings.csv?rows=topics", "rows"),
        ("/meetings.csv?sep=x", "sep"),
        ("/meetings?sep=;", "sep"),
    ],
)
def test_an_option_that_changes_nothing_is_refused(client: TestClient, url: str, parameter: str) -> None:
    assert first_error(client, url)["parameter"] == parameter


# --- rows, and names of files --------------------------------------------------------------------


def test_each_participant_has_a_row(client: TestClient) -> None:
    expected = [
        (record["id"], person["official"]["id"], person["role"])
        for record in items(client, "/meetings")
        for person in record["participants"]
    ]
    rows = cells(client, "/meetings.csv?rows=participants")
    assert [(row["id"], row["participants_official_id"], row["participants_role"]) for row in rows] == expected
    lines = map(json.loads, client.get("/meetings.ndjson?rows=participants&fields=id,participants").text.splitlines())
    assert [(line["id"], *(person["official"]["id"] for person in line["participants"])) for line in lines] == [
        row[:2] for row in expected
    ]
    frame = pd.read_excel(io.BytesIO(client.get("/meetings.xlsx?rows=participants").content))
    assert frame["participants_official_id"].tolist() == [row[1] for row in expected]
    assert "x-total-count" not in client.get("/meetings.csv?rows=participants").headers


def _split(cell: str, separators: str) -> Any:
    """The lists that a cell joins by the first separator, by the second within them, and so on."""
    return [_split(part, separators[1:]) for part in cell.split(separators[0])] if separators else cell


def _texts(value: Any) -> Any:
    """A list with its values as texts. A list without a value is one with an empty text, as in a cell."""
    return ([_texts(part) for part in value] or [""]) if isinstance(value, list) else str(value)


@pytest.mark.parametrize(("join", "separators"), [(";", ";,|"), ("unit-separator", "\x1f\x1e\x1d")])
def test_lists_within_lists_are_joined_by_separators_of_their_own(
    client: TestClient, join: str, separators: str
) -> None:
    conflicts = items(client, "/conflicts")
    rows = cells(client, f"/conflicts.csv?join={join}")
    for row, record in zip(rows, conflicts, strict=True):
        of_sides = [[source["paragraphs"] for source in side["sources"]] for side in record["sides"]]
        assert _split(row["sides_sources_paragraphs"], separators) == _texts(of_sides)
    sides = [side for record in conflicts for side in record["sides"]]
    for row, side in zip(cells(client, f"/conflicts.csv?rows=sides&join={join}"), sides, strict=True):
        of_sources = [source["paragraphs"] for source in side["sources"]]
        assert _split(row["sides_sources_paragraphs"], separators[:2]) == _texts(of_sources)


@pytest.mark.parametrize("path", [*LISTS, *ABOUT])
def test_no_cell_has_a_list_in_a_form_of_python(client: TestClient, path: str) -> None:
    for row in cells(client, f"{path}.csv"):
        assert not [cell for cell in row.values() if re.search(r"(^|[;,])\[(['\d]|\])", cell)]


def test_rows_beyond_those_of_excel_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.api.exports.EXCEL_ROWS", ask(client, "/meetings")["total"])
    assert first_error(client, "/meetings.xlsx?rows=participants&sort=id")["parameter"] == "format"


@pytest.mark.parametrize(
    ("path", "parameters", "name"),
    [
        ("/meetings.csv", [], "meetings.csv"),
        ("/meetings.csv", [("mechanism", "JSPG"), ("date", "2025-07")], "meetings-mechanism-jspg-date-2025-07.csv"),
        ("/meetings", [("city", "!Ankara"), ("country", "Türkiye")], "meetings-city-not-ankara-country-turkiye.csv"),
        ("/meetings.csv", [("sep", ";"), ("rows", "participants")], "meetings-rows-participants.csv"),
        ("/meetings.csv", [("q", 'a"; x\r\n/../é')], "meetings-q-a-x-e.csv"),
        ("/meetings.csv", [("q", "long " * 99)], f"meetings-q-{'long-' * 99}"[:120] + ".csv"),
    ],
)
def test_the_name_of_a_file_tells_the_query(path: str, parameters: list[tuple[str, str]], name: str) -> None:
    assert download_name(path, parameters, "csv") == name


# --- JSON, and single records ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "page"),
    [
        ({}, {"limit": "1000"}),
        ({"limit": "2"}, {"limit": "2"}),
        ({"country": "TR", "fields": "id"}, {"country": "TR", "fields": "id", "limit": "1000"}),
        ({"shape": "array"}, {"shape": "array"}),
        ({"group_by": "year"}, {"group_by": "year"}),
        ({"q": "qqqq"}, {"q": "qqqq"}),
    ],
)
def test_json_is_the_list_on_one_page(client: TestClient, file: Params, page: Params) -> None:
    answer = ask(client, "/agreements", page)
    if file.get("shape") != "array":
        answer.pop("absence", None)  # which names the request
    assert ask(client, "/agreements.json", file) == answer
    lines = client.get("/agreements.jsonl").text.splitlines()
    assert [json.loads(line) for line in lines] == items(client, "/agreements")


@pytest.mark.parametrize("path", ["/meetings", "/conflicts"])
def test_a_record_alone_in_the_formats_of_its_list(client: TestClient, path: str) -> None:
    """The ids of conflicts contain a dot, which begins no suffix."""
    record = items(client, path)[0]
    assert ask(client, f"{record['url']}.json") == ask(client, record["url"]) == record
    assert ask(client, f"{record['url']}.json?fields=id") == {"id": record["id"]}
    assert [row["id"] for row in cells(client, f"{record['url']}.csv?fields=id")] == [record["id"]]
    head = client.head(f"{record['url']}.csv")
    assert head.headers["etag"] == client.get(f"{record['url']}.csv").headers["etag"]
    assert '.csv"' in head.headers["content-disposition"]
    assert first_error(client, f"{record['url']}x.csv", status=404)["suggestions"]


def test_a_record_alone_for_a_calendar(client: TestClient) -> None:
    (event,) = Calendar.from_ical(client.get("/meetings/JSPG-KZ-TR-8.ics").text).walk("VEVENT")
    list_event = Calendar.from_ical(client.get("/meetings.ics?mechanism=JSPG").text).walk("VEVENT")[0]
    assert event == list_event
    assert len(cells(client, "/meetings/jspg-kz-tr-8.csv?rows=participants")) == 2
    month = next(item for item in items(client, "/meetings") if item["date_precision"] == "month")
    assert "vague=include" in first_error(client, f"{month['url']}.ics")["message"]
    assert client.get(f"{month['url']}.ics?vague=include").text.count("BEGIN:VEVENT") == 1


def test_a_promise_in_a_calendar_says_that_it_was_promised_then_and_when_it_is_due(client: TestClient) -> None:
    events = Calendar.from_ical(client.get("/commitments.ics").text).walk("VEVENT")
    school = next(event for event in events if "school" in str(event["SUMMARY"]))
    assert str(school["SUMMARY"]).startswith("Promised: ")
    lines = str(school["DESCRIPTION"]).splitlines()
    assert {"Promised: 2026-02-02", "By: Kazakhstan", "To: Türkiye", "Due: 2026"} <= {*lines}
    assert "Promised: " in client.get("/commitments.atom").text


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("/officials.ics", "this list is not available as ics: records of this kind have no date"),
        ("/timeline.geojson", "this list is not available as geojson: records of this kind have no coordinates"),
        (
            "/officials/hakan-fidan.atom",
            "this record is not available as atom: records of this kind have no date",
        ),
        ("/mechanisms/JSPG/meetings.jsonld", f"this list is not available as jsonld: {NO_ANNOTATIONS}"),
        ("/meetings/jspg-kz-tr-8.jsonld", f"this record is not available as jsonld: {NO_ANNOTATIONS}"),
        ("/meetings.bib", "a list has no citation: add .bib to the address of a record"),
    ],
)
def test_a_format_that_does_not_fit_is_refused_with_the_reason(client: TestClient, url: str, reason: str) -> None:
    error = first_error(client, url)
    assert error["message"] == reason
    assert {"json", "csv", "ndjson", "xlsx"} <= set(error["suggestions"])


@pytest.mark.parametrize("path", ["/agreements", "/missions"])
def test_what_has_a_city_is_on_the_map(client: TestClient, path: str) -> None:
    features = ask(client, f"{path}.geojson")["features"]
    assert (
        {feature["id"] for feature in features if feature["geometry"]}
        == {item["id"] for item in items(client, path) if item["coordinates"]}
        != set()
    )


# --- Excel -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def excel() -> duckdb.DuckDBPyConnection:
    """DuckDB with its extension for Excel."""
    connection = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    folder = Path(duckdb_extension_excel.__file__).parent
    connection.execute(f"LOAD '{next(folder.rglob('excel.duckdb_extension'))}'")
    return connection


@pytest.mark.parametrize("path", [*LISTS, *ABOUT])
def test_duckdb_reads_every_sheet(
    difficult_client: TestClient, excel: duckdb.DuckDBPyConnection, path: str, tmp_path: Path
) -> None:
    """DuckDB takes the type of a column from its first cell."""
    for sort in ("", "?sort=id"):
        file = tmp_path / "list.xlsx"
        file.write_bytes(difficult_client.get(f"{path}.xlsx{sort}").content)
        cursor = excel.execute(f"SELECT * FROM read_xlsx('{file}')")
        kinds = {name: str(kind) for name, kind, *_ in cursor.description}
        ids = [row[list(kinds).index("id")] for row in cursor.fetchall()]
        assert len(ids) == ask(difficult_client, path)["total"]
        assert {kinds[name] for name in kinds if name.endswith(("_id", "_code", "_name", "title"))} <= {"VARCHAR"}


def test_a_workbook_says_what_it_is(client: TestClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(client.get("/meetings.xlsx?mechanism=JSPG").content))
    assert book.sheetnames == ["records", "columns", "about"]
    assert (book.properties.title, book.properties.creator) == ("Meetings: JSPG", "Communiqué")
    names = [cell.value for cell in book["records"][1]]
    explanations = list(book["columns"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in explanations] == names
    assert all(row[2] for row in explanations)
    about = list(book["about"].iter_rows(values_only=True))
    facts = {row[0]: row[1] for row in about}
    assert facts["address"] == "http://testserver/meetings.xlsx?mechanism=JSPG"
    assert facts["data revision"] == client.get("/meetings").headers["x-data-revision"]
    assert "CC0" in str(facts["licence"])
    source_ids = {source["document"] for source in items(client, "/meetings", {"mechanism": "JSPG"})[0]["sources"]}
    assert source_ids <= facts.keys()


# --- calendars and feeds -----------------------------------------------------------------------------


def test_a_calendar_says_what_it_leaves_out_and_where_that_is(client: TestClient) -> None:
    calendar = Calendar.from_ical(client.get("/meetings.ics?country=TR&sort=date").text)
    assert str(calendar["DESCRIPTION"]) == str(calendar["X-WR-CALDESC"]).replace("\\,", ",")
    assert str(calendar["DESCRIPTION"]).endswith(" All records: http://testserver/explore/meetings?country=TR")
    of_mechanism = Calendar.from_ical(client.get("/mechanisms/JSPG/calendar.ics?vague=include").text)
    assert str(of_mechanism["URL"]) == "http://testserver/explore/meetings?mechanism=JSPG"


@pytest.mark.parametrize("path", ["/meetings", "/timeline", "/trade-stats", "/commitments"])
def test_vague_dates_are_all_day_spans_with_a_note_in_the_title(client: TestClient, path: str) -> None:
    exact = Calendar.from_ical(client.get(f"{path}.ics").text)
    calendar = Calendar.from_ical(client.get(f"{path}.ics?vague=include").text)
    records = {item["html_url"].rpartition("/")[2]: item for item in items(client, path)}
    name = {"/commitments": "made"}.get(path, "date")
    events = {str(event["URL"]).rpartition("/")[2]: event for event in calendar.walk("VEVENT")}
    assert events.keys() == {key for key, item in records.items() if item[f"{name}_start"]}
    number = len(records) - len(events)
    assert str(calendar["DESCRIPTION"]).startswith(f"{number} left out: " if number else "All records: ")
    exact_ids = {str(event["URL"]).rpartition("/")[2] for event in exact.walk("VEVENT")}
    assert exact_ids < events.keys()
    for key, event in events.items():
        first, last = (date.fromisoformat(records[key][f"{name}_{part}"]) for part in ("start", "end"))
        assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (first, last + timedelta(days=1))
        assert ("(day not stated: " in str(event["SUMMARY"])) is (key not in exact_ids)


def test_an_event_has_its_place_and_the_number_of_its_change(client: TestClient) -> None:
    (event,) = Calendar.from_ical(client.get("/meetings.ics?mechanism=JSPG").text).walk("VEVENT")
    assert event["GEO"].to_ical() == "39.91987;32.85427"
    assert int(str(event["SEQUENCE"])) > 0


def test_a_feed_is_dated_by_the_first_report(client: TestClient) -> None:
    """Feed readers sort by ``published``: the load of an old event must not make it the newest."""
    feed: Any = feedparser.parse(client.get("/meetings.atom?country=TR").content)
    assert [link.href for link in feed.feed.links if link.rel == "alternate"] == [
        "http://testserver/explore/meetings?country=TR"
    ]
    records = items(client, "/meetings", {"country": "TR"})
    for entry, record in zip(feed.entries, records, strict=True):
        days = [s["published"] for s in record["sources"] if len(s["published"] or "") == 10]
        assert entry.get("published") == (f"{min(days)}T00:00:00Z" if days else None)
        assert entry.get("published", "") <= entry.updated == record["updated_at"] <= feed.feed.updated
    assert any("published" in entry for entry in feed.entries)
