"""Documents: one row a filter, and what a reader asks of the sources."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.db.engine import make_engine, make_sessions
from app.ingest.findings import SeedError
from app.ingest.loader import load
from app.ingest.publish import publish
from app.ingest.seed_reader import Seed
from app.main import RESOURCES, create_app
from app.settings import Settings
from tests.api_requests import Params, ask, ids, items
from tests.conftest import on_sqlite
from tests.sample_seed import example

pytestmark = on_sqlite

REPORT, TALKS, PREVIEW, COUNCIL, VISIT = ALL_DOCUMENTS = [
    "jspg-8-report",
    "jspg-8-erdogan-talks",
    "jspg-8-preview",
    "hlscc-5-preview",
    "fidan-astana-visit",
]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, ALL_DOCUMENTS),
        ({"mechanism": "JSPG"}, [REPORT, TALKS, PREVIEW]),
        ({"mechanism": ["HLSCC", "SCO"]}, [PREVIEW, COUNCIL, VISIT]),
        ({"mechanism": "JEC"}, []),
        ({"date": "2026-02-02"}, [TALKS, PREVIEW]),
        ({"date": "2026-02", "date_match": "certain"}, [REPORT, TALKS]),
        ({"date_from": "2025", "date_to": "2026-01-31"}, [PREVIEW, COUNCIL]),
        ({"country": "KZ"}, ALL_DOCUMENTS),
        ({"country": "Armenia"}, [VISIT]),
        ({"document": [REPORT, VISIT]}, [REPORT, VISIT]),
        ({"document": "President Erdoğan hosts Kazakh top diplomat in Ankara for talks"}, [TALKS]),
        ({"publisher": ["KAZINFORM News Agency", "Commonspace.eu"]}, [COUNCIL, VISIT]),
        ({"publisher": "none"}, [REPORT, TALKS, PREVIEW]),
        ({"country": "!Armenia"}, ALL_DOCUMENTS[:-1]),
        ({"mechanism": "none"}, []),
        ({"published_from": "2026-02-03"}, [REPORT, TALKS]),
        ({"published_to": "2023"}, [VISIT]),
        ({"sort": "date"}, ALL_DOCUMENTS[::-1]),
        ({"sort": "title"}, [VISIT, COUNCIL, TALKS, PREVIEW, REPORT]),
        ({"sort": "-title"}, [TALKS, COUNCIL, VISIT, PREVIEW, REPORT]),
        ({"sort": "-id"}, [REPORT, PREVIEW, TALKS, COUNCIL, VISIT]),
    ],
)
def test_list(client: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(client, "/documents", params) == expected


@pytest.mark.parametrize(
    ("record", "publisher", "author", "date", "paragraphs"),
    [
        (REPORT, None, None, "2026-02-03", 11),
        (TALKS, None, None, "2026-02-02/2026-02-08", 11),
        (PREVIEW, None, "Nuha Jaber", "2026-01-27/2026-02-02", 13),
        (COUNCIL, "Kazinform News Agency", None, "2025-07", 55),
        (VISIT, "commonspace.eu", None, "2023-09-11/2023-09-17", 29),
    ],
)
def test_what_a_document_is(
    client: TestClient, record: str, publisher: str | None, author: str | None, date: str, paragraphs: int
) -> None:
    document = ask(client, f"/documents/{record}")
    assert (document["publisher"], document["author"], document["date"]) == (publisher, author, date)
    assert (document["language"], document["paragraphs"], len(document["sha256"])) == ("en", paragraphs, 64)


def test_the_text_is_not_served(client: TestClient) -> None:
    for document in items(client, "/documents"):
        assert sum(len(value) for value in document.values() if isinstance(value, str)) < 600


def test_what_a_document_reports(client: TestClient) -> None:
    """Its meetings by date, the same as the meetings that cite it."""
    for document in items(client, "/documents"):
        meeting_ids = [meeting["id"] for meeting in document["meetings"]]
        assert meeting_ids == ids(client, "/meetings", {"document": document["id"], "sort": "date"})
    assert {"jspg-kz-tr-8", "hlscc-kz-tr-5"} <= {
        meeting["id"] for meeting in ask(client, f"/documents/{PREVIEW}")["meetings"]
    }


def test_a_source_shows_its_document(client: TestClient) -> None:
    by_id = {document["id"]: document for document in items(client, "/documents")}
    for source in ask(client, "/meetings/jspg-kz-tr-8")["sources"]:
        document = by_id[source["document"]]
        assert (source["title"], source["publisher"], source["published"]) == (
            document["title"],
            document["publisher"],
            document["date"],
        )


# --- what it is, and where it is from ------------------------------------------------------

ORIGIN = {
    "kind": "report",
    "source_url": "https://example.org/2026.html",
    "archived_url": "https://archive.example/2026",
    "licence": "CC BY 4.0",
    "version": "2",
    "retrieved": "2026-02-04",
    "editorial": ["source_url", "licence", "version"],
}


@pytest.fixture
def two_editions(empty_database: Settings, tmp_path: Path) -> Iterator[TestClient]:
    """A client of a seed that has its document also in a newer edition."""
    sample = example(tmp_path)
    newer = sample.entries["example"] | ORIGIN | {"id": "example-2", "sha256": "0" * 64, "supersedes": "example"}
    title = {"title": "Example, second edition", "editorial": ["title", "date", *ORIGIN["editorial"]]}
    sample.entries["example-2"] = newer | title | {"evidence": []}
    sample.files["example-2"] = sample.files["example"]
    engine = make_engine(empty_database)
    with make_sessions(engine).begin() as session:
        load(session, Seed(sample.write().seed))
        publish(session, RESOURCES)
    engine.dispose()
    with TestClient(create_app(empty_database)) as client:
        yield client


def test_where_a_document_is_from(two_editions: TestClient) -> None:
    newer, older = (ask(two_editions, f"/documents/{name}") for name in ("example-2", "example"))
    assert {name: newer[name] for name in ORIGIN} == ORIGIN | {"editorial": newer["editorial"]}
    assert newer["editorial"] == ["title", "date", "source_url", "licence", "version"]
    assert (older["kind"], older["editorial"], older["source_url"], older["rows"]) == ("article", [], None, None)
    assert older["superseded_by"] == {"id": "example-2", "title": "Example, second edition"}
    assert newer["supersedes"] == {"id": "example", "title": older["title"]}
    assert newer["superseded_by"] is older["supersedes"] is None


def test_documents_of_a_kind(two_editions: TestClient) -> None:
    assert ids(two_editions, "/documents", {"kind": "report"}) == ["example-2"]
    assert ids(two_editions, "/documents", {"kind": "!report"}) == ["example"]
    groups = ask(two_editions, "/documents", {"group_by": "kind"})["items"]
    assert {group["value"]: group["count"] for group in groups} == {"article": 1, "report": 1}


def test_origin_as_linked_data_csv_citation_and_page(two_editions: TestClient) -> None:
    node = two_editions.get("/documents/example-2", headers={"Accept": "application/ld+json"}).json()
    assert node["@type"] == ["Report", "prov:Entity"]
    assert (node["license"]["name"], node["url"]) == (ORIGIN["licence"], ORIGIN["source_url"])
    assert (node["archivedAt"], node["version"]) == (ORIGIN["archived_url"], ORIGIN["version"])
    assert node["prov:wasRevisionOf"]["@id"].endswith("/documents/example")
    # No place of the document supports its own record, and yet it is the source.
    own_citation = ask(two_editions, "/documents/example-2/citation")
    assert [entry.get("URL") for entry in own_citation["csl"][1:]] == [ORIGIN["source_url"]]
    assert own_citation["csl"][0]["note"] == "Sources: example-2"
    assert "Sources: example-2}" in own_citation["bibtex"]
    assert ORIGIN["source_url"] in own_citation["text"]
    text = two_editions.get("/documents.csv").text.removeprefix("\ufeff")
    rows = {row["id"]: row for row in csv.DictReader(text.splitlines())}
    assert (rows["example-2"]["supersedes_id"], rows["example"]["superseded_by_id"]) == ("example", "example-2")
    citation = ask(two_editions, "/documents/example/citation")
    assert "example.org" not in citation["text"]
    page = two_editions.get("/explore/documents/example-2", headers={"Accept": "text/html"}).text
    for words in (
        f'href="{ORIGIN["source_url"]}"',
        "CC BY 4.0",
        'href="/explore/documents/example"',
        "Fields that are ours",
    ):
        assert words in page


WRONG_CHANGES = [
    ({"editorial": ["author"]}, "author has no value"),
    ({"editorial": ["language"]}, "it is not one of title, publisher"),
    ({"supersedes": "example"}, "it is the document itself"),
    ({"supersedes": "exampel"}, "there is no document 'exampel'; the nearest: example"),
    ({"source_url": "ftp://example.org"}, "begins with http:// or https://"),
    ({"source_url": "https://example.org"}, "no document is cited for it"),
    ({"kind": "data-set"}, "a data set needs `rows` and `key`"),
    ({"rows": 3, "key": ["id"]}, "a text needs `paragraphs`"),
    ({"kind": "novel"}, "it is not one of article"),
]


@pytest.mark.parametrize(("change", "message"), WRONG_CHANGES)
def test_what_a_document_cannot_be(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    sample = example(tmp_path)
    sample.entries["example"] |= change
    with pytest.raises(SeedError, match=re.escape(message)):
        Seed(sample.write().seed)


def test_a_document_is_superseded_by_one_at_most(tmp_path: Path) -> None:
    sample = example(tmp_path)
    for number in (2, 3):
        name = f"example-{number}"
        edition = {"id": name, "sha256": f"{number}" * 64, "supersedes": "example", "title": None}
        sample.entries[name] = sample.entries["example"] | edition | {"date": None, "evidence": []}
        sample.files[name] = sample.files["example"]
    with pytest.raises(SeedError, match=r"the document is superseded by .* example-2"):
        Seed(sample.write().seed)
    sample.entries["example"]["supersedes"] = "example-2"
    del sample.entries["example-3"]
    with pytest.raises(SeedError, match="it supersedes itself, through others"):
        Seed(sample.write().seed)
