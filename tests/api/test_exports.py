"""Whole lists as files and feeds: every record once, the parameters of the list, ranges, tags and bounded memory."""

import csv
import io
import json
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar

from app.api import exports, list_formats
from app.api.formats.registry import FORMATS
from app.main import RESOURCES
from app.query.expand import project
from tests.api_requests import ABOUT, DATE_OF, LISTS, Params, ask, every_list, first_error, ids, items
from tests.conftest import on_sqlite

pytestmark = on_sqlite

BY_PATH = {resource.path: resource for resource in RESOURCES}
ALL_PATHS = [*LISTS, *ABOUT]
FLAT = ["csv", "xlsx", "parquet"]


def _forget(client: TestClient) -> None:
    """Let the next export be written anew."""
    client.app.state.spool.clear()  # type: ignore[attr-defined]


def rows_of(client: TestClient, url: str) -> list[dict[str, str]]:
    response = client.get(url)
    assert response.status_code == 200, response.text[:300]
    return list(csv.DictReader(io.StringIO(response.text)))


# --- every list in every format --------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize("path", ALL_PATHS)
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


@pytest.mark.thorough
@pytest.mark.parametrize("path", ["/meetings", "/evidence"])
def test_batches_lose_no_record_and_double_none(wider: TestClient, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages by number would do so where thousands of records share a date."""
    _forget(wider)
    monkeypatch.setattr(exports, "EXPORT_BATCH", 2)
    for sort in ("", "?sort=id", "?sort=-id"):
        assert [row["id"] for row in rows_of(wider, f"{path}.csv{sort}")] == [
            json.loads(line)["id"] for line in wider.get(f"{path}.ndjson{sort}").text.splitlines()
        ]
    assert sorted(row["id"] for row in rows_of(wider, f"{path}.csv")) == sorted(ids(wider, path))


@every_list
def test_formats_are_those_that_fit(client: TestClient, path: str) -> None:
    formats = list_formats.format_names(BY_PATH[path])
    assert {"csv", "tsv", "json", "ndjson", "jsonl", "xlsx", "parquet"} <= set(formats)
    assert {"ics", "atom"} <= set(formats) if path in DATE_OF else not {"ics", "atom"} & set(formats)
    assert ("geojson" in formats) is (path in ("/meetings", "/agreements", "/missions"))
    assert ("jsonld" in formats) is (path == "/evidence")
    for name in formats:
        answer = client.get(f"{path}.{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].removesuffix("; charset=utf-8") == FORMATS[name].media_type
        assert answer.headers["content-disposition"] == f'inline; filename="{path.strip("/")}.{name}"'
        assert answer.headers["x-total-count"] == str(ask(client, path)["total"])
        assert answer.headers["x-data-revision"]
    error = first_error(client, f"{path}.cvs")
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
    by_header = client.get("/meetings?mechanism=JSPG", headers={"Accept": by_name.headers["content-type"]})
    assert by_header.text == by_name.text


def test_accept_does_the_same_as_the_suffix(client: TestClient) -> None:
    answer = client.get("/meetings?mechanism=JSPG", headers={"Accept": "text/csv"})
    assert answer.content == client.get("/meetings.csv?mechanism=JSPG").content


@every_list
def test_an_export_takes_the_parameters_of_its_list(client: TestClient, path: str) -> None:
    spec = client.get("/openapi.json").json()["paths"]

    def names(of: str) -> set[str]:
        return {p["name"] for p in spec[of]["get"]["parameters"] if p["in"] == "query"}

    file_parameters = names(f"{path}.{{format}}") - names(path) - {"vague", "rows", "sum"}
    assert file_parameters == {"bom", "sep", "join", "fields", "group_by", "shape"}
    assert names(path) < names(f"{path}.{{format}}")
    assert (
        [row["id"] for row in rows_of(client, f"{path}.csv?country=Turkey")] == ids(client, path, {"country": "Turkey"})
        if path != "/evidence"
        else True
    )
    assert rows_of(client, f"{path}.csv?limit=2") == rows_of(client, f"{path}.csv")[:2]
    after = ask(client, path, {"limit": "2"})["next_cursor"]
    assert rows_of(client, f"{path}.csv?cursor={after}") == rows_of(client, f"{path}.csv")[2:]
    first_error(client, f"{path}.csv?cursor=x")
    first_error(client, f"{path}.csv?mechanism=JSPQ")
    first_error(client, f"{path}.csv?limt=2")


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
    assert first_error(client, url)["parameter"] == parameter


def test_ndjson_has_room_for_all(client: TestClient) -> None:
    line = json.loads(client.get("/meetings.ndjson?mechanism=JSPG&include=evidence&fields=id").text)
    assert line.keys() == {"id", "evidence"}
    assert len(line["evidence"]) > 10


def test_a_format_that_is_not_installed_is_refused_by_name(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.api.formats.registry.find_spec", lambda name: None)
    error = first_error(client, "/meetings.parquet")
    assert (error["parameter"], error["message"]) == ("format", "this server cannot write it: it lacks arro3")
    assert "csv" in error["suggestions"]
    first_error(client, "/trade-stats/series.xlsx")


def test_more_rows_than_excel_has_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "EXCEL_ROWS", 3)
    assert first_error(client, "/meetings.xlsx")["parameter"] == "format"
    assert client.get("/meetings.xlsx?mechanism=JSPG").status_code == 200


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
    for byte_range, expected in (("bytes=10-", whole.content[10:]), ("bytes=-7", whole.content[-7:])):
        assert client.get(url, headers={"Range": byte_range}).content == expected
    refusal = client.get(url, headers={"Range": "bytes=999999-"})
    assert (refusal.status_code, refusal.headers["content-range"]) == (416, f"bytes */{size}")
    assert refusal.json()["type"] == "/problems/unsatisfiable-range"
    assert client.head(url, headers={**plain, "Range": "bytes=0-1"}).headers["content-length"] == str(size)
    full_answer = client.get(url, headers={"Range": "bytes=5-9", "If-Range": '"other"'})
    assert (full_answer.status_code, full_answer.content) == (200, whole.content)
    empty_answer = client.get(url, headers={"If-None-Match": whole.headers["etag"]})
    assert (empty_answer.status_code, empty_answer.content) == (304, b"")
    since = client.get(url, headers={"If-Modified-Since": whole.headers["last-modified"]})
    assert since.status_code == 304


@pytest.mark.parametrize("url", ["/meetings.csv", "/static/site.css", "/guide/images/review-page.png"])
def test_what_is_no_single_range_of_bytes_is_as_if_absent(client: TestClient, url: str) -> None:
    plain = {"Accept-Encoding": "identity"}
    whole = client.get(url, headers=plain).content
    for byte_range in (
        "bytes=0-1,4-5",
        "lines=1-2",
        "items=0-1",
        "bytes=a-b",
        "bytes=-",
        "bytes=9-5",
        "bytes",
        "0-1",
        "bytes=0-1;",
    ):
        answer = client.get(url, headers={**plain, "Range": byte_range})
        assert (answer.status_code, answer.content) == (200, whole), byte_range
    for unit in ("bytes", "Bytes"):
        assert client.get(url, headers={**plain, "Range": f"{unit}=2-5"}).content == whole[2:6]


@pytest.mark.parametrize("url", ["/meetings.csv", "/static/site.css", "/favicon.ico", "/docs/swagger", "/meetings"])
def test_a_range_of_what_the_client_has_is_not_sent(client: TestClient, url: str) -> None:
    tag = client.get(url, headers={"Accept-Encoding": "identity"}).headers["etag"]
    answer = client.get(url, headers={"Range": "bytes=0-1", "If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_tags_tell_questions_apart(client: TestClient) -> None:
    urls = ["/meetings.csv", "/meetings.ndjson", "/meetings.csv?limit=1", "/agreements.csv"]
    assert len({client.get(url).headers["etag"] for url in urls}) == len(urls)


def test_memory_does_not_grow_with_the_list(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each batch is sent when it is read: there are never two in memory."""
    _forget(client)
    monkeypatch.setattr(exports, "EXPORT_BATCH", 3)
    batch_sizes: list[int] = []
    original = project

    def counting(session: Any, resource: Any, bodies: dict[str, str], query: Any) -> list[str]:
        batch_sizes.append(len(bodies))
        return original(session, resource, bodies, query)

    monkeypatch.setattr(exports, "project", counting)
    total = len(rows_of(client, "/meetings.csv"))
    assert max(batch_sizes) == 3
    assert sum(batch_sizes) == total > 6


def test_a_list_is_the_same_bytes_whenever_it_is_written(client: TestClient) -> None:
    """Its entity tag promises so, and a client resumes a download by it."""
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
