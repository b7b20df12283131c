"""Which parts of records answers show: fields, includes, arrays. Also what tells a client that its copy is still
valid."""

import json
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api import json_responses
from app.main import RESOURCES
from app.query.expand import as_list
from tests.api_requests import (
    ask,
    choices,
    every_list,
    every_path,
    first_error,
    fits_what_openapi_says,
    ids,
    items,
    openapi_document,
    statements,
)
from tests.conftest import on_both, on_sqlite

pytestmark = on_sqlite

BY_PATH = {resource.path: resource for resource in RESOURCES}


# --- fields and includes -----------------------------------------------------------------------


@every_path
def test_fields(client: TestClient, path: str) -> None:
    names = choices(client, path, "fields")
    assert names == list(BY_PATH[path].out.model_fields)
    records = items(client, path)
    assert client.get(f"{path}?fields=id").headers["content-type"] == "application/json; shape=partial"
    for fields in (names[::2], names[1::2], ["id"]):
        body = fits_what_openapi_says(client, f"{path}.json?fields={','.join(fields)}&limit=5", f"{path}.{{format}}")
        for short, record in zip(body["items"], records, strict=False):
            assert short == {name: record[name] for name in fields}
        answer = ask(client, path, {"fields": fields, "limit": "5"})
        assert answer["items"] == body["items"]
    for expansion in {"evidence", "history", "documents"}.intersection(choices(client, path, "include")) - {*names}:
        assert f"include={expansion} adds it" in first_error(client, path, {"fields": f"id,{expansion}"})["message"]
        assert ask(client, path, {"fields": "id", "include": expansion, "limit": "1"})["items"][0].keys() == {
            "id",
            expansion,
        }
    error = first_error(client, path, {"fields": "id,titel"})
    assert error["parameter"] == "fields"
    assert "titel" in error["message"]


def test_fields_of_an_item(client: TestClient) -> None:
    body = ask(client, "/meetings/jspg-kz-tr-8?fields=session,city")
    assert body == ask(client, "/meetings/jspg-kz-tr-8.json?fields=session,city") == {"session": 8, "city": "Ankara"}
    assert first_error(client, "/meetings/jspg-kz-tr-8", {"fields": "sesion"})["suggestions"][0] == "session"


def test_json_ld_is_of_whole_records(client: TestClient) -> None:
    json_ld = {"Accept": "application/ld+json"}
    for query in (
        "?fields=id",
        "/jspg-kz-tr-8?fields=id",
        "?shape=array",
        "?group_by=year",
        "/jspg-kz-tr-8?include=history",
    ):
        response = client.get(f"/meetings{query}", headers=json_ld)
        assert response.status_code == 422
        assert response.json()["errors"][0]["parameter"] in ("fields", "shape", "group_by", "include")


@every_path
def test_included_fields_are_described(client: TestClient, path: str) -> None:
    """So that a program generated from OpenAPI has a type for each of them."""
    out = BY_PATH[path].out
    schema = openapi_document()["components"]["schemas"][out.__name__]
    for name in choices(client, path, "include"):
        page = fits_what_openapi_says(client, f"{path}?include={name}&limit=20", path)
        assert all(record.keys() <= schema["properties"].keys() for record in page["items"])
        assert (name in schema["required"]) is (name in out.model_fields) is (name in items(client, path)[0])


@every_path
def test_includes_are_the_whole_records(client: TestClient, path: str) -> None:
    """A whole record takes the place of its reference and keeps the fields of the reference, or stands in a list beside
    it. Each include takes one more statement, however long the page is."""
    includes = BY_PATH[path].out.includes
    assert choices(client, path, "include") == ["evidence", "history", *includes]
    for name, expand in includes.items():
        kinds = [resource.path for resource in RESOURCES if issubclass(resource.model, expand.model)]
        whole = {item["id"]: item for kind in kinds for item in items(client, kind)}
        records = items(client, path, {"include": name})
        *_, last = expand.parts
        embedded_count = 0
        for record, plain in zip(records, items(client, path), strict=True):
            if expand.own_field:
                assert all(record_in_field == whole[record_in_field["id"]] for record_in_field in record[name])
                embedded_count += len(record.pop(name))
                assert record == plain
                continue
            for holder, plain_holder in zip(_holders(record, expand.parts), _holders(plain, expand.parts), strict=True):
                for record_in_field, ref in zip(as_list(holder[last]), as_list(plain_holder[last]), strict=True):
                    assert record_in_field == ref | whole[record_in_field["id"]]
                    embedded_count += 1
            assert record.keys() == plain.keys()
        assert embedded_count, f"{path} include={name} shows nothing"
        counts = []
        for limit in ("1", "1000"):
            with statements(client) as select_statements:
                ask(client, path, {"include": name, "limit": limit})
            counts.append(len(select_statements))
        assert counts == [5, 5]


@on_both
@every_path
def test_history_is_that_of_each_record(client: TestClient, path: str) -> None:
    """The last version is the record itself, and all versions are those of the record's own history."""
    resource = BY_PATH[path]
    records = items(client, path, {"include": "history", "limit": "20"})
    assert records
    for record in records:
        versions = record.pop("history")
        assert versions[-1]["change"] == "created"
        assert versions[0]["record"] == (ask(client, record["url"]) if resource.address else record)
    (record,) = items(client, path, {"include": "history", "limit": "1", "fields": "url"})
    assert list(record) == ["url", "history"]
    assert record["history"] == ask(client, f"{record['url']}/history")["items"]
    if resource.address is None:
        assert ask(client, record["url"], {"include": "history", "fields": "url"}) == record
        assert ask(client, f"{record['url']}.json", {"include": "history", "fields": "url"}) == record
    lines = client.get(f"{path}.ndjson?include=history&fields=url&limit=1").text
    assert json.loads(lines) == record
    assert first_error(client, f"{path}.csv", {"include": "history"})["message"].startswith("csv cannot contain it")


def _holders(record: Any, path: list[str]) -> list[Any]:
    if isinstance(record, list):
        return [holder for inner in record for holder in _holders(inner, path)]
    if record is None:
        return []
    return [record] if len(path) == 1 else _holders(record[path[0]], path[1:])


def test_includes_go_together(client: TestClient) -> None:
    record = ask(
        client, "/meetings/jspg-kz-tr-8", {"include": "participants,agreements,evidence,history", "fields": "id"}
    )
    assert list(record) == ["id", "participants", "agreements", "evidence", "history"]
    assert record["participants"][0]["official"]["positions"]
    assert record["participants"][0]["role"] == "co-chair"
    assert record["agreements"][0]["type"] == "plan"
    assert first_error(client, "/meetings", {"include": "participant"})["suggestions"][0] == "participants"


# --- arrays and groups -------------------------------------------------------------------------


@every_path
def test_array(client: TestClient, path: str) -> None:
    body = fits_what_openapi_says(client, f"{path}.json?shape=array&limit=1", f"{path}.{{format}}")
    page = client.get(f"{path}?limit=1")
    assert body == page.json()["items"]
    array = client.get(f"{path}?shape=array&limit=1")
    assert array.json() == body
    assert array.headers["content-type"] == "application/json; shape=array"
    assert array.headers["x-total-count"] == page.headers["x-total-count"]
    assert client.get(array.links["next"]["url"]).json() == ask(client, path, {"limit": "2"})["items"][1:]


@every_path
def test_an_array_is_whole(client: TestClient, path: str) -> None:
    """An array has no place for a link to the next page, and nobody would read a header."""
    short = {"document": "jspg-8-report"} if path == "/evidence" else {}  # all of it is more than one page
    whole = items(client, path, short)
    answer = client.get(path, params={"shape": "array", **short})
    assert answer.json() == whole
    assert len(whole) == int(answer.headers["x-total-count"])
    assert "next" not in answer.links
    bare = ask(client, path, {"shape": "array", "fields": "id", **short})
    assert [list(record) for record in bare] == [["id"]] * len(whole)


@every_path
def test_an_array_that_would_be_cut_is_refused(client: TestClient, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    total = ask(client, path)["total"]
    monkeypatch.setattr(json_responses, "MAX_PAGE_SIZE", total - 1)
    error = first_error(client, path, {"shape": "array", "sort": "id"})
    assert error["parameter"] == "limit"
    assert "add .ndjson to the path" in error["message"]
    assert len(ask(client, path, {"shape": "array", "sort": "id", "limit": "1"})) == 1


# --- copies that are still good ----------------------------------------------------------------


@every_list
def test_every_answer_says_its_revision(client: TestClient, path: str) -> None:
    revision = str(ask(client, "/readyz")["revision"])
    for url in (path, f"{path}?shape=array", f"{path}.csv", items(client, path)[0]["url"]):
        answer = client.get(url)
        assert answer.headers["x-data-revision"] == revision
        tag, moment = answer.headers["etag"], answer.headers["last-modified"]
        assert not tag.startswith("W/")
        assert (
            parsedate_to_datetime(moment).isoformat().replace("+00:00", "Z") == ask(client, "/readyz")["published_at"]
        )
        not_modified = client.get(url, headers={"If-Modified-Since": moment})
        assert (not_modified.status_code, not_modified.content) == (304, b"")
        assert not_modified.headers["x-data-revision"] == revision
        before = "Mon, 01 Jan 2024 00:00:00 GMT"
        assert client.get(url, headers={"If-Modified-Since": before}).status_code == 200
        assert client.get(url, headers={"If-Modified-Since": "yesterday"}).status_code == 200
        headers = {"If-Modified-Since": moment, "If-None-Match": '"other"'}
        assert client.get(url, headers=headers).status_code == 200, "the tag decides where there is one"


@pytest.mark.parametrize(
    "url", ["/search?q=jspg", "/coverage", "/resolve?q=Turkey", "/meetings/conflicts", "/trade-stats/series",
            "/documents/jspg-8-report/records", "/meetings/jspg-kz-tr-8/citation", "/mechanisms/JSPG/meetings",
            "/mechanisms/JSPG/calendar.ics"]
)  # fmt: skip
def test_other_answers_keep_their_tag(client: TestClient, url: str) -> None:
    answer = client.get(url, headers={"Origin": "https://example.org"})
    assert answer.headers["x-data-revision"] == str(ask(client, "/readyz")["revision"])
    assert answer.headers["etag"]
    assert "X-Data-Revision" in answer.headers["access-control-expose-headers"]
    assert client.get(url, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_representations_have_tags_of_their_own(client: TestClient) -> None:
    accepts = ["application/json", "application/ld+json", "text/csv", "application/x-ndjson"]
    answers = [client.get("/meetings", headers={"Accept": accept}) for accept in accepts]
    assert len({answer.headers["etag"] for answer in answers}) == len(accepts)
    assert {answer.headers["vary"].split(",")[0] for answer in answers} == {"Accept"}


def test_mechanism_as_an_object(client: TestClient) -> None:
    record = ask(client, "/mechanisms/JSPG")
    assert record["sessions"] == {"held": [8], "planned": [], "missing": [1, 2, 3, 4, 5, 6, 7], "missing_count": 7}
    assert record["first_meeting"] == record["last_meeting"]
    assert record["last_meeting"]["id"] == "jspg-kz-tr-8"
    assert record["next_meeting"] is None
    council = ask(client, "/mechanisms/hlscc-kz-tr")
    for mechanism in items(client, "/mechanisms"):
        meetings = items(client, "/meetings", {"mechanism": mechanism["id"]})
        numbers = {m["session"]: m["status"] for m in meetings if m["session"]}
        sessions = mechanism["sessions"]
        assert sessions["held"] == sorted(n for n, status in numbers.items() if status == "held")
        assert sessions["planned"] == sorted(n for n, status in numbers.items() if status == "planned")
        assert sessions["missing_count"] == len(sessions["missing"])
        assert sessions["missing"] == [n for n in range(1, max(numbers, default=0)) if n not in numbers]
        held_meetings = [m for m in meetings if m["status"] == "held" and m["date_end"]]
        last = max((m["date_end"] for m in held_meetings), default="")
        assert (mechanism["last_meeting"] or {}).get("id") in {
            m["id"] for m in held_meetings if m["date_end"] == last
        } | {None}
        planned_meetings = [m for m in meetings if m["status"] == "planned" and (m["date_start"] or "9999") >= last]
        assert (mechanism["next_meeting"] is None) is (not planned_meetings)
    assert council["sessions"]["missing"] == [1, 2, 3, 4]


def test_meetings_of_a_mechanism(client: TestClient) -> None:
    for name in ("JSPG", "jspg-kz-tr", "hlscc-kz-tr"):
        mechanism = ask(client, f"/mechanisms/{name}")["id"]
        body = ask(client, f"/mechanisms/{name}/meetings")
        assert body["items"] == items(client, "/meetings", {"mechanism": mechanism})
        assert body["total"] == ask(client, f"/mechanisms/{name}")["meetings_count"]
    assert ids(client, "/mechanisms/ots/meetings", {"status": "planned"}) == ids(
        client, "/meetings", {"mechanism": "ots", "status": "planned"}
    )
    assert first_error(client, "/mechanisms/JSPQ/meetings", status=404)["suggestions"]
    assert first_error(client, "/mechanisms/JSPG/meetings", {"mechanism": "OTS"})["parameter"] == "mechanism"
    first = client.get("/mechanisms/ots/meetings?limit=1")
    following = client.get(first.links["next"]["url"]).json()
    assert following["items"][0] == items(client, "/mechanisms/ots/meetings")[1]
    for form in ("csv", "ndjson", "atom", "ics"):
        answer = client.get(f"/mechanisms/OTS/meetings.{form}?sort=date")
        filtered_list = client.get(f"/meetings.{form}?mechanism=ots&sort=date")
        assert (
            answer.headers["x-total-count"]
            == filtered_list.headers["x-total-count"]
            == str(len(ids(client, "/mechanisms/ots/meetings")))
        )
        assert answer.text == filtered_list.text or form in ("atom", "ics")  # which say where they are from
    assert first_error(client, "/mechanisms/JSPG/meetings.cvs")["suggestions"] == ["csv"]
    assert first_error(client, "/mechanisms/JSPQ/meetings.csv", status=404)["suggestions"]
    calendar = client.get("/mechanisms/JSPG/calendar.ics")
    assert calendar.text.count("BEGIN:VEVENT") == 1
    assert "X-WR-CALNAME:Joint Strategic Planning Group" in calendar.text  # of the family
    member = client.get("/mechanisms/jspg-kz-tr/calendar.ics").text
    assert "X-WR-CALNAME:Kazakhstan–Türkiye Joint Strategic Planning Group" in member
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert client.get("/mechanisms/JSPQ/calendar.ics").status_code == 404


def test_a_body_is_never_changed_on_its_way(client: TestClient) -> None:
    answer = client.get("/meetings?limit=1000").text
    for line in client.get("/meetings.ndjson").text.splitlines():
        assert line in answer
        assert json.loads(line)["url"]


@pytest.mark.parametrize(
    ("url", "parameter", "value"),
    [
        ("/meetings.csv?include=evidence", "include", "evidence"),
        ("/meetings.ics?fields=id,title", "fields", "id,title"),
        ("/meetings?group_by=year&limit=5", "limit", "5"),
    ],
)
def test_a_refusal_tells_the_value_as_it_was_sent(client: TestClient, url: str, parameter: str, value: str) -> None:
    error = first_error(client, url)
    assert (error["parameter"], error["value"]) == (parameter, value)


def test_a_slip_on_a_file_is_told_by_the_parameters_of_the_file(client: TestClient) -> None:
    assert first_error(client, "/trade-stats/series.csv", {"indicatr": "trade"})["suggestions"][0] == "indicator"


def test_a_file_is_called_what_it_is_of(client: TestClient) -> None:
    for url, name in (
        ("/mechanisms/JSPG/calendar.ics", "mechanisms-jspg-calendar.ics"),
        ("/trade-stats/series.csv", "trade-stats-series.csv"),
    ):
        assert client.get(url).headers["content-disposition"] == f'inline; filename="{name}"'
