"""Documents: one row a filter, and what a reader asks of the sources."""

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import Params, ask, ids, items

REPORT, TALKS, PREVIEW, COUNCIL, VISIT = ALL = [
    "jspg-8-report",
    "jspg-8-erdogan-talks",
    "jspg-8-preview",
    "hlscc-5-preview",
    "fidan-astana-visit",
]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, ALL),
        ({"mechanism": "JSPG"}, [REPORT, TALKS, PREVIEW]),
        ({"mechanism": ["HLSCC", "SCO"]}, [PREVIEW, COUNCIL, VISIT]),
        ({"mechanism": "JEC"}, []),
        ({"date": "2026-02-02"}, [TALKS, PREVIEW]),
        ({"date": "2026-02", "date_match": "certain"}, [REPORT, TALKS]),
        ({"date_from": "2025", "date_to": "2026-01-31"}, [PREVIEW, COUNCIL]),
        ({"country": "KZ"}, ALL),
        ({"country": "Armenia"}, [VISIT]),
        ({"document": [REPORT, VISIT]}, [REPORT, VISIT]),
        ({"document": "President Erdoğan hosts Kazakh top diplomat in Ankara for talks"}, [TALKS]),
        ({"publisher": ["KAZINFORM News Agency", "Commonspace.eu"]}, [COUNCIL, VISIT]),
        ({"publisher": "none"}, [REPORT, TALKS, PREVIEW]),
        ({"country": "!Armenia"}, ALL[:-1]),
        ({"mechanism": "none"}, []),
        ({"published_from": "2026-02-03"}, [REPORT, TALKS]),
        ({"published_to": "2023"}, [VISIT]),
        ({"sort": "date"}, ALL[::-1]),
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
        shown = [meeting["id"] for meeting in document["meetings"]]
        assert shown == ids(client, "/meetings", {"document": document["id"], "sort": "date"})
    assert {"jspg-kz-tr-8", "hlscc-kz-tr-5"} <= {one["id"] for one in ask(client, f"/documents/{PREVIEW}")["meetings"]}


def test_a_source_shows_its_document(client: TestClient) -> None:
    known = {document["id"]: document for document in items(client, "/documents")}
    for source in ask(client, "/meetings/jspg-kz-tr-8")["sources"]:
        document = known[source["document"]]
        assert (source["title"], source["publisher"], source["published"]) == (
            document["title"],
            document["publisher"],
            document["date"],
        )
