"""Columns of files: their names and order, their kinds, and cells that a spreadsheet opens safely."""

import csv
import io
import json
from datetime import date

import openpyxl
import pyarrow.parquet
import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel

from app.api.formats.columns import Column, columns
from app.api.formats.csv import write_csv
from app.api.formats.export import Export
from app.resources.meetings import MeetingOut
from tests.api.test_exports import ALL_PATHS, BY_PATH, FLAT, rows_of
from tests.api_requests import ask, choices, items
from tests.conftest import on_sqlite

pytestmark = on_sqlite


def test_columns_of_meetings_stay() -> None:
    """Sheets and dashboards depend on these names. A column may be added, but none may change or go."""
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
    """The names of a file's columns. NDJSON has them as the keys of its first line."""
    content = client.get(f"{path}.{form}?fields={fields}").content
    if form == "csv":
        return next(csv.reader(io.StringIO(content.decode())))
    if form == "ndjson":
        return list(json.loads(content.splitlines()[0]))
    if form == "parquet":
        return list(pyarrow.parquet.read_schema(io.BytesIO(content)).names)
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    return [str(cell.value) for cell in sheet[1]]


@pytest.mark.parametrize("path", ALL_PATHS)
def test_fields_come_in_the_order_in_which_they_are_asked_for(client: TestClient, path: str) -> None:
    names = choices(client, path, "fields")
    column_choice = list(dict.fromkeys([names[-1], *names[1::3], names[0]]))  # backwards, and with gaps
    for order in (column_choice, column_choice[::-1]):
        fields = ",".join(order)
        flat = [column.name for column in columns(BY_PATH[path].out, order)]
        assert list(dict.fromkeys(column.path[0] for column in columns(BY_PATH[path].out, order))) == order
        for form in FLAT if order == column_choice else ("csv",):  # all have the same columns
            assert header(client, path, form, fields) == flat
        assert header(client, path, "ndjson", f"{fields},{order[0]}") == order
        assert list(ask(client, path, {"fields": fields})["items"][0]) == order
        assert list(ask(client, path, {"fields": order, "shape": "array", "limit": "1"})[0]) == order
        url = items(client, path)[0]["url"]
        if path != "/timeline":
            assert list(ask(client, url, {"fields": fields})) == order


class Inner(BaseModel):
    n: list[int]
    s: str | None


class Odd(BaseModel):
    text: str
    flag: bool
    inners: list[Inner]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "-1"),
        ("-1+1", "'-1+1"),
        ("-1e5", "'-1e5"),
        ("101;-1.5;@x", "101;-1.5;'@x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\nx"),
        ("\n=x", "'\n=x"),
        ("＝1+1", "'＝1+1"),
        ("a;=1+1;-2", "a;'=1+1;-2"),
        ("'=1+1", "''=1+1"),
        ("'n Oil", "'n Oil"),
        ("a\0b\x1b", "a\ufffdb\ufffd"),
        ("a=1", "a=1"),
        ('a "b", c\nd', 'a "b", c\nd'),
    ],
)
def test_csv_is_safe_to_open_in_a_spreadsheet(text: str, cell: str) -> None:
    record = {"text": text, "flag": True, "inners": [{"n": [1, 2], "s": "x;y"}, {"n": [], "s": None}]}
    odd_columns = columns(Odd)
    export = Export(iter([[json.dumps(record)]]), odd_columns, "", "", "", None)  # type: ignore[arg-type]
    rows = list(csv.reader(io.StringIO(b"".join(write_csv(export)).decode(), newline="")))
    assert rows == [["text", "flag", "inners_n", "inners_s"], [cell, "true", "1,2;", '"x;y";']]


def test_column_kinds() -> None:
    kinds = {column.name: column.kind for column in columns(MeetingOut)}
    assert (kinds["session"], kinds["date_start"], kinds["coordinates_latitude"]) == (int, date, float)
    assert kinds["sources_paragraphs"] is str
    assert Column(("a", "b"), str).value({"a": None}) is None
