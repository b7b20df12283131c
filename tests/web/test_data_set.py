"""The data set: its package says of each file what is in it, and each vocabulary has its description."""

import csv
import io
import re
from datetime import date, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.main import RESOURCES
from app.web.data_set import DESCRIPTIONS
from tests.conftest import on_sqlite

pytestmark = on_sqlite

PARSERS: dict[str, Any] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": date.fromisoformat,
    "datetime": lambda value: datetime.strptime(value, "%Y-%m-%dT%H:%M:%S%z"),
}


def test_each_list_has_the_columns_and_types_that_the_package_says(client: TestClient) -> None:
    package = client.get("/datapackage.json").json()
    assert [entry["path"] for entry in package["resources"]] == [f"{resource.path[1:]}.csv" for resource in RESOURCES]
    for entry in package["resources"]:
        header, *rows = csv.reader(io.StringIO(client.get(f"/{entry['path']}").text))
        fields = entry["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        assert all(field["description"] for field in fields)
        for row in rows:
            for field, value in zip(fields, row, strict=True):
                assert value == "" or PARSERS[field["type"]](value) is not None, (entry["name"], field, value)
        ids = [row[header.index("id")] for row in rows]
        assert len(set(ids)) == len(ids)


def test_codes_are_strings(client: TestClient) -> None:
    package = client.get("/datapackage.json").json()
    types = {
        (entry["name"], field["name"]): field["type"]
        for entry in package["resources"]
        for field in entry["schema"]["fields"]
    }
    assert {types["countries", "numeric"], types["trade-stats", "product_hs"], types["meetings", "date"]} == {"string"}
    assert (types["trade-stats", "value"], types["meetings", "session"]) == ("number", "integer")


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_each_description_comes_by_suffix_and_by_type(client: TestClient, name: str) -> None:
    media_type = DESCRIPTIONS[name][0]
    by_suffix = client.get(f"/dataset.{name}")
    by_type = client.get("/dataset", headers={"Accept": media_type})
    assert by_suffix.headers["content-type"] == by_type.headers["content-type"] == media_type
    assert by_suffix.content == by_type.content
    assert by_suffix.headers["x-data-revision"] in by_suffix.text
    assert "creativecommons.org/publicdomain/zero" in by_suffix.text
    assert client.head(f"/dataset.{name}").headers["etag"] == by_suffix.headers["etag"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "text/html; charset=utf-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        ("application/json", "application/json"),
    ],
)
def test_people_get_a_page(client: TestClient, accept: str, media_type: str) -> None:
    assert client.get("/dataset", headers={"Accept": accept}).headers["content-type"] == media_type


def test_the_page_names_lists_and_sources_as_other_pages_do(client: TestClient) -> None:
    text = client.get("/dataset").text
    names = re.findall(r'<th scope="row">(?:<a href="[^"]*">)?([^<]*)', text)
    assert len({*names}) == len(names)
    assert {"Figures", "Events", "Disagreements", "Figures: disagreements", "Evidence"} <= {*names}
    assert '<a href="/explore/events">Events</a></th>' in text
    assert '<li><a href="/explore/documents/jspg-8-report">Report of 3 Feb 2026</a></li>' in text


@pytest.mark.parametrize("path", ["/dataset?limit=1", "/datapackage.json?limit=1", "/dataset.xml"])
def test_what_the_data_set_does_not_have_is_refused(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 422
