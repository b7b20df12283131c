"""Records with difficult values, in a database: every format, picture, page and citation shows them correctly."""

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import openpyxl
import pyarrow.parquet
import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar
from markdown_it import MarkdownIt

from app.api import list_formats
from app.api.formats.jsonld import MEDIA_TYPE
from app.domain import free_text
from app.domain.date_words import date_words, turn_words
from app.main import RESOURCES
from tests import difficult_records
from tests.api_requests import ABOUT, LISTS, ask, items
from tests.conftest import on_both, on_sqlite
from tests.resources.test_citation_styles import parse_bibtex

pytestmark = on_sqlite

BY_PATH = {resource.path: resource for resource in RESOURCES}
SEARCH_PARAMETERS = {"limit": "1000"}
RECORD_COUNTS = {"/trade-stats": 64, "/evidence": 300, "/documents": 14}
PAGES = [path for path in LISTS if path not in ("/timeline", "/evidence")]
PICTURES = ["/timeline.svg?country=NA", "/meetings/map.svg?country=NA",
            "/trade-stats/chart.svg?country=NA", "/embed/timeline?country=NA",
            "/embed/trade?country=NA"]  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"


def difficult_items(client: TestClient, path: str) -> list[dict[str, Any]]:
    return [item for item in items(client, path) if "hard" in item["id"] or item["id"] in ("NA", "AL")]


# --- formats -------------------------------------------------------------------------------


@pytest.mark.thorough
@pytest.mark.parametrize("path", [*LISTS, *ABOUT])
def test_no_record_takes_a_file_down(difficult_client: TestClient, path: str) -> None:
    total = ask(difficult_client, path)["total"]
    records = {item["id"]: item for item in items(difficult_client, path)}
    for name in list_formats.format_names(BY_PATH[path]):
        answer = difficult_client.get(f"{path}.{name}")
        assert answer.status_code == 200, answer.text[:300]
        content = answer.content
        if name in ("csv", "tsv"):
            separator = "\t" if name == "tsv" else ","
            row_count = len(list(csv.reader(io.StringIO(content.decode(), newline=""), delimiter=separator))) - 1
        elif name == "json":
            row_count = len(answer.json()["items"])
        elif name in ("ndjson", "jsonl"):
            lines = [json.loads(line) for line in content.decode().split("\n") if line]
            assert all(records.get(line["id"], line) == line for line in lines)
            row_count = len(lines)
        elif name == "xlsx":
            row_count = openpyxl.load_workbook(io.BytesIO(content)).active.max_row - 1
        elif name == "parquet":
            row_count = pyarrow.parquet.read_table(io.BytesIO(content)).num_rows
        elif name == "atom":
            row_count = len(list(ElementTree.fromstring(content).iter(f"{ATOM}entry")))
        elif name == "geojson":
            row_count = len(json.loads(content)["features"])
        elif name == "jsonld":
            row_count = len(json.loads(content)["first"]["items"])
        else:
            calendar = Calendar.from_ical(content)
            row_count = len(calendar.walk("VEVENT")) + int(str(calendar["DESCRIPTION"]).split()[0])
        assert row_count == total, name


def test_numbers_come_as_they_were_written(difficult_client: TestClient) -> None:
    entries = difficult_records._entries()["trade_stats.yaml"]
    seed_records = {record["id"]: record for record in entries if record["indicator"] == "trade"}
    rows = csv.DictReader(
        io.StringIO(difficult_client.get("/trade-stats.csv?country=NA&indicator=trade").text, newline="")
    )
    table = pyarrow.parquet.read_table(
        io.BytesIO(difficult_client.get("/trade-stats.parquet?country=NA&indicator=trade").content)
    ).to_pylist()
    sheet = openpyxl.load_workbook(
        io.BytesIO(difficult_client.get("/trade-stats.xlsx?country=NA&indicator=trade").content)
    ).active
    names, *cells = sheet.iter_rows(values_only=True)
    sheets = [dict(zip(names, row, strict=True)) for row in cells]
    answers = items(difficult_client, "/trade-stats", {"country": "NA", "indicator": "trade"})
    assert len(answers) == len(seed_records)
    for record, row, parquet_row, cell in zip(answers, rows, table, sheets, strict=True):
        for name in ("value", "growth_percent"):
            expected = seed_records[record["id"]][name]
            assert record[name] == float(row[name]) == parquet_row[name] == cell[name] == expected
        assert record["product"]["hs"] == row["product_hs"] == parquet_row["product_hs"] == cell["product_hs"] == "0901"
        assert (
            record["reporter"]["code"]
            == row["reporter_code"]
            == parquet_row["reporter_code"]
            == cell["reporter_code"]
            == "NA"
        )


@on_both
@pytest.mark.parametrize("sort", ["value", "-value", "date", "-date"])
def test_a_list_is_paged_over_all_values(difficult_client: TestClient, sort: str) -> None:
    whole = [item["id"] for item in items(difficult_client, "/trade-stats", {"sort": sort})]
    record_ids: list[str] = []
    params = {"sort": sort, "limit": "7"}
    while True:
        page = ask(difficult_client, "/trade-stats", params)
        record_ids += [item["id"] for item in page["items"]]
        if page["next_cursor"] is None:
            break
        params["cursor"] = page["next_cursor"]
    assert record_ids == whole


@pytest.mark.parametrize("form", ["csv", "ndjson", "xlsx", "parquet"])
def test_series_are_written_in_every_format(difficult_client: TestClient, form: str) -> None:
    answer = difficult_client.get(f"/trade-stats/series.{form}?country=NA")
    assert answer.status_code == 200, answer.text[:300]
    assert int(answer.headers["x-total-count"]) >= len(difficult_records.DATES)


# --- citations and linked data -------------------------------------------------------------


@pytest.mark.parametrize("path", PAGES)
def test_citations(difficult_client: TestClient, path: str) -> None:
    for record in difficult_items(difficult_client, path):
        citation = ask(difficult_client, f"{record['url']}/citation")
        assert "\n" not in citation["text"]
        assert len(citation["apa"].split("\n")) == 1 + len(record["sources"])
        (_, key, fields), *sources = parse_bibtex(citation["bibtex"])
        assert key == f"communique:{record['id']}"
        assert fields["url"] == citation["permalink"]
        assert len(sources) == len(record["sources"])
        for entry, source in zip(citation["csl"][1:], record["sources"], strict=True):
            publication_date = source["published"]
            assert entry["title"] == source["title"]
            parts = (
                [[int(part) for part in point.split("-")] for point in publication_date.split("/")]
                if publication_date
                else None
            )
            assert entry.get("issued", {}).get("date-parts") == parts
        for style in ("text", "apa", "bibtex", "csl"):
            assert difficult_client.get(f"{record['url']}/citation?style={style}").status_code == 200


@pytest.mark.parametrize("path", [*LISTS, *ABOUT])
def test_linked_data(difficult_client: TestClient, path: str) -> None:
    answer = difficult_client.get(path, params={"limit": "1000"}, headers={"Accept": MEDIA_TYPE})
    assert answer.status_code == 200, answer.text[:300]
    assert len(answer.json()["@graph"]) == min(1000, len(items(difficult_client, path)))


# --- pictures and pages --------------------------------------------------------------------


class Page(HTMLParser):
    """The elements, attributes and text of a page. Raises if it has something that no page of ours has."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.in_data = False
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        assert not [name for name in attributes if name.startswith("on")], (tag, attrs)
        self.in_data = attributes.get("type") == "application/ld+json"
        assert tag != "script" or self.in_data or (attributes.get("src") or "").startswith("/static/"), attrs
        for name in ("href", "src", "srcset", "action"):
            is_link_to_us = re.match("(http://testserver)?[/?#]|$", attributes.get(name) or "")
            assert is_link_to_us or attributes.get(name) == difficult_records.TEXT_URL, (tag, attrs)

    def handle_data(self, data: str) -> None:
        if self.in_data:
            assert json.loads(data)["@type"]
        else:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.in_data = False

    @property
    def text(self) -> str:
        return "".join(self.words)


@pytest.mark.parametrize("url", PICTURES)
def test_pictures(difficult_client: TestClient, url: str) -> None:
    answer = difficult_client.get(url)
    assert answer.status_code == 200, answer.text[:300]
    tree = ElementTree.fromstring(answer.text if "embed" not in url else "<a/>")
    words = "".join(tree.itertext()) if "embed" not in url else Page(answer.text).text
    if "map" not in url:  # which has cities in place of records
        in_words = turn_words if "timeline" in url else date_words
        assert all(in_words(date) in words for date in difficult_records.DATES if date)
        texts = (difficult_records.LINK, difficult_records.HTML, difficult_records.FORMULA, difficult_records.SPECIAL)
        assert all(text in words for text in texts)
    assert "nan" not in re.sub("<[^>]*>", "", answer.text).lower().split()
    assert not re.search(r'="-?(nan|inf)', answer.text)


@pytest.mark.parametrize("path", PAGES)
def test_pages_of_records(difficult_client: TestClient, path: str) -> None:
    for record in difficult_items(difficult_client, path)[:20]:
        answer = difficult_client.get(f"/explore{record['url']}")
        assert answer.status_code == 200, answer.text[:300]
        page = Page(answer.text)
        heading = record.get("title") or record.get("name") or record["id"]
        assert heading in page.text
        if record.get("date"):
            for point in record["date"].split("/"):
                assert point in answer.text  # for machines; people read it in words


@pytest.mark.parametrize(
    "url",
    [
        "/?country=NA",
        "/?country=NA&date_to=0988",
        "/explore/trade?country=NA",
        "/briefings/al-na",
        "/explore/trade?between=NA,AL",
    ],
)
def test_other_pages(difficult_client: TestClient, url: str) -> None:
    answer = difficult_client.get(url)
    assert answer.status_code == 200, answer.text[:300]
    page = Page(answer.text)
    assert difficult_records.LINK in page.text
    assert difficult_records.HTML in page.text


@pytest.mark.parametrize("url", ["/search?q=evil", "/coverage?mechanism=hard", "/resolve?q=Namibia", "/coverage",
                                 "/documents/hard-0/records",
                                 "/trade-stats/conflicts?country=NA", "/oembed?url=/timeline"])  # fmt: skip
def test_other_answers(difficult_client: TestClient, url: str) -> None:
    assert ask(difficult_client, url)


@on_both
def test_groups_by_year_and_month(difficult_client: TestClient) -> None:
    for key in ("year", "month"):
        for group in ask(difficult_client, "/meetings", {"group_by": key, "country": "NA"})["items"]:
            if group["url"]:
                assert ask(difficult_client, group["url"])["total"] == group["count"]
    years = {
        group["value"] for group in ask(difficult_client, "/meetings", {"group_by": "year", "country": "NA"})["items"]
    }
    assert {"0001", "0988", "9999", "1992"} <= years


# --- Markdown ------------------------------------------------------------------------------


def test_a_briefing_as_markdown_brings_nothing_along(difficult_client: TestClient) -> None:
    text = difficult_client.get("/briefings/al-na.md").text
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    all_tokens = [inner for token in tokens for inner in (token, *(token.children or ()))]
    assert {token.type for token in all_tokens} <= {
        "heading_open", "heading_close", "paragraph_open", "paragraph_close", "bullet_list_open", "bullet_list_close",
        "list_item_open", "list_item_close", "ordered_list_open", "ordered_list_close", "inline", "text", "softbreak",
        "text_special",
    }  # fmt: skip
    words = "\n".join(
        "".join("\n" if part.type == "softbreak" else part.content for part in token.children or ())
        for token in tokens
        if token.type == "inline"
    )
    for record in difficult_items(difficult_client, "/meetings"):
        assert f": {record['title']} [" in words
    for text in difficult_records.TEXTS:
        assert text in words
    # Readers that make links of bare addresses find none but ours.
    raw = difficult_client.get("/briefings/al-na.md").text
    assert set(re.findall(r"(?<!\\)\bhttps?://[^/\s)]+", raw)) == {"http://testserver"}
    assert not re.search(r"(?<!\\)@\w", raw)
    assert quote("al-na") in raw


@pytest.mark.parametrize(
    ("path", "list_path", "field", "parameter"),
    [
        ("/documents", "/documents", "publisher", "publisher"),
        ("/meetings", "/meetings", "venue", "venue"),
        ("/timeline", "/meetings", "venue", "venue"),
        ("/meetings", "/officials", "name", "official"),
    ],
)
def test_whatever_a_record_has_can_be_asked_for(
    difficult_client: TestClient, path: str, list_path: str, field: str, parameter: str
) -> None:
    values = {record[field] for record in difficult_items(difficult_client, list_path)} - {None}
    assert max(map(len, values)) == free_text.MAX_TEXT_LENGTH
    for value in values:
        assert items(difficult_client, path, {parameter: value}), value
        if parameter in ("publisher", "venue"):
            assert difficult_client.get(path, params={parameter: f"!{value}"}).status_code == 200, value
