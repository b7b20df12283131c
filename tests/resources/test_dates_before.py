"""Dates with a known end only, such as ``../1992-10``: possible up to the end, and shown without a start."""

import csv
import io

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from app.ingest.seed_schema import MilestoneSeed
from tests.api_requests import Params, ask, ids
from tests.conftest import on_both, on_sqlite
from tests.made_up_tables import BEFORE

pytestmark = on_sqlite

EMBASSY, LATER = "embassy-by-1992-10", "embassy-in-1992-11"


@on_both
@pytest.mark.parametrize("path", ["/milestones", "/timeline"])
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, [LATER, EMBASSY]),
        ({"sort": "date"}, [EMBASSY, LATER]),
        ({"date": "1992-05"}, [EMBASSY]),
        ({"date": "1992-10-31"}, [EMBASSY]),
        ({"date": "1992-11"}, [LATER]),
        ({"date": "1992"}, [LATER, EMBASSY]),
        ({"date": "1900"}, [EMBASSY]),
        ({"date_from": "1992-11"}, [LATER]),
        ({"date_to": "1991"}, [EMBASSY]),
        ({"date": "1992", "date_match": "certain"}, [LATER]),
        ({"date": "1900/1992", "date_match": "certain"}, [LATER]),
        ({"date": "../1992-10", "date_match": "certain"}, [EMBASSY]),
        ({"date": "../1992-09", "date_match": "certain"}, []),
        ({"date_to": "1992", "date_match": "certain"}, [LATER, EMBASSY]),
    ],
)
def test_list(tables: TestClient, path: str, params: Params, expected: list[str]) -> None:
    assert ids(tables, path, {"document": BEFORE, **params}) == expected


@on_both
def test_pages_of_one(tables: TestClient) -> None:
    for sort, expected in (("date", [EMBASSY, LATER]), ("-date", [LATER, EMBASSY])):
        record_ids: list[str] = []
        cursor: dict[str, str] = {}
        for _ in range(2):
            page = ask(tables, "/milestones", {"document": BEFORE, "sort": sort, "limit": "1", **cursor})
            record_ids += [item["id"] for item in page["items"]]
            cursor = {"cursor": page["next_cursor"]}
        assert (record_ids, page["next_cursor"]) == (expected, None)


@pytest.mark.parametrize("path", ["/milestones", "/timeline"])
def test_what_is_shown(tables: TestClient, path: str) -> None:
    (record,) = ask(tables, path, {"document": BEFORE, "date": "1992-05"})["items"]
    assert [record[f"date{part}"] for part in ("", "_start", "_end", "_precision")] == [
        "../1992-10", None, "1992-10-31", "before",
    ]  # fmt: skip


def test_an_open_start_has_no_year(tables: TestClient) -> None:
    groups = ask(tables, "/milestones", {"document": BEFORE, "group_by": "year"})["items"]
    assert {group["value"]: group["count"] for group in groups} == {"1992": 1, None: 1}
    rows = [row for row in ask(tables, "/coverage", {"mechanism": "none"})["items"] if BEFORE in row["documents"]]
    assert {row["year"] for row in rows} == {1992, None}


def test_formats(tables: TestClient) -> None:
    calendar = tables.get("/milestones.ics", params={"document": BEFORE}).text
    assert "1 left out" in calendar.replace("\r\n ", "")
    assert calendar.count("BEGIN:VEVENT") == 1
    assert "Date: ../1992-10" in tables.get("/milestones.atom", params={"document": BEFORE}).text
    sheet = tables.get("/milestones.csv", params={"document": BEFORE, "sort": "date"}).text.lstrip("\ufeff")
    assert next(csv.DictReader(io.StringIO(sheet)))["date_start"] == ""
    for form in ("xlsx", "parquet", "ndjson"):
        assert tables.get(f"/milestones.{form}", params={"document": BEFORE}).status_code == 200
    node = tables.get(f"/milestones/{EMBASSY}", headers={"accept": "application/ld+json"}).json()
    assert "startDate" not in node


def test_pages_and_pictures(tables: TestClient) -> None:
    assert "by Oct 1992" in tables.get(f"/explore/milestones/{EMBASSY}").text
    picture = tables.get("/timeline.svg", params={"document": BEFORE})
    assert picture.status_code == 200
    assert "2 events" in picture.text
    assert "not drawn" not in picture.text
    assert tables.get("/", params={"document": BEFORE}).status_code == 200


MILESTONE = {"id": "made-up", "title": "Made up", "type": "embassy", "countries": ["KZ", "TR"]}


def test_an_open_end_is_refused() -> None:
    assert MilestoneSeed.model_validate({**MILESTONE, "date": "../1992-10"}).date is not None
    with pytest.raises(ValidationError, match="has an open end: the date of a record needs it"):
        MilestoneSeed.model_validate({**MILESTONE, "date": "1992-10/.."})
