"""Evidence as W3C Web Annotations: valid by the shapes of the standard, and true to the places."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from app.api.formats.annotations import annotation, write_annotations
from app.api.formats.export import Export
from tests.api_requests import items
from tests.conftest import on_sqlite

pytestmark = on_sqlite

TEXT = "İki bakan Ankara’da görüştü. Trade 👍 reached $1.5 billion in 2020, and $1.5 billion again."
EXPORT_TIME = datetime(2026, 11, 28, 12, tzinfo=UTC)
MOTIVATIONS = {"linking", "identifying", "describing", "classifying", "assessing", "commenting"}


def place(words: str, quote: str | None = TEXT, **values: Any) -> dict[str, Any]:
    """A place of evidence from its list, with its document."""
    start = TEXT.index(words)
    return {
        "id": "x", "url": "/evidence/x", "updated_at": "2026-11-28T12:00:00Z", "fields": ["value"],
        "record": {"kind": "trade-stat", "id": "t", "url": "/trade-stats/t"},
        "document": "d", "paragraph": 1, "start": start, "end": start + len(words), "row": None, "columns": [],
        "sha256": sha256(words.encode()).hexdigest(), "quote": quote,
        "documents": [{"id": "d", "language": "tr", "sha256": "d" * 64, "source_url": "https://example.org/d"}],
        **values,
    }  # fmt: skip


def check(node: Any) -> None:
    """The shapes that the model of annotations requires (sections 3.1, 3.2.1, 4 and 4.2)."""
    assert urlsplit(node["id"]).scheme
    assert node["type"] == "Annotation"
    assert node["motivation"] in MOTIVATIONS
    assert datetime.fromisoformat(node["modified"]).tzinfo
    assert urlsplit(node["body"]["id"]).scheme
    target = node["target"]
    assert target["type"] == "SpecificResource"
    assert urlsplit(target["source"]["id"]).scheme
    assert "selector" in target
    for selector in target["selector"]:
        match selector["type"]:
            case "TextPositionSelector":
                assert 0 <= selector["start"] < selector["end"]
            case "TextQuoteSelector":
                assert selector["exact"]
                assert {type(selector[name]) for name in ("exact", "prefix", "suffix")} == {str}
            case "FragmentSelector":
                assert selector["value"]
            case kind:
                pytest.fail(f"no selector of the model: {kind}")


def selectors(node: Any) -> dict[str, Any]:
    return {selector["type"]: selector for selector in node["target"]["selector"]}


@pytest.mark.parametrize(
    ("words", "prefix", "suffix"),
    [
        ("İki", "", " bakan Ankara’da görüştü. Trade 👍"),
        ("reached", " bakan Ankara’da görüştü. Trade 👍 ", " $1.5 billion in 2020, and $1.5 "),
        ("again.", "1.5 billion in 2020, and $1.5 billion "[-32:], ""),
    ],
)
def test_span_has_its_words_where_the_text_is_here(words: str, prefix: str, suffix: str) -> None:
    node = annotation(place(words), "https://example.org")
    check(node)
    quote = selectors(node)["TextQuoteSelector"]
    assert quote == {"type": "TextQuoteSelector", "exact": words, "prefix": prefix[-32:], "suffix": suffix[:32]}
    position = selectors(node)["TextPositionSelector"]
    assert TEXT[position["start"] : position["end"]] == words


@pytest.mark.parametrize(
    "values",
    [place("reached", None), place("$1.5 billion"), place("reached", "Another sentence."), place("reached", "")],
    ids=["no text", "twice in the sentence", "other words", "nothing"],
)
def test_span_without_its_words_has_its_position_alone(values: Any) -> None:
    node = annotation(values, "https://example.org")
    check(node)
    assert [*selectors(node)] == ["TextPositionSelector"]
    assert selectors(node)["TextPositionSelector"]["sha256"] == values["sha256"]


def test_row_is_found_by_its_key() -> None:
    row = place("reached", row="CHN-2019", columns=["value"], start=None, end=None, paragraph=None, quote="1, 2")
    node = annotation(row, "https://example.org")
    check(node)
    assert selectors(node)["FragmentSelector"]["value"] == "row=CHN-2019"
    assert node["target"]["source"]["type"] == "Dataset"


def test_collection_of_several_batches_is_one_document() -> None:
    batches: Iterator[list[str]] = iter([[json.dumps(place("İki"))], [], [json.dumps(place("again."))]])
    export = Export(batches, [], "Evidence", "https://example.org", "https://example.org/evidence.jsonld", EXPORT_TIME)
    collection = json.loads(b"".join(write_annotations(export)))
    assert (collection["type"], collection["total"]) == ("AnnotationCollection", 2)
    assert collection["first"]["type"] == "AnnotationPage"
    assert collection["first"]["partOf"] == collection["id"]
    assert [node["body"]["fields"] for node in collection["first"]["items"]] == [["value"], ["value"]]


@pytest.mark.parametrize("params", [{}, {"record": "jspg-kz-tr-8", "field": "date"}, {"limit": "1"}])
def test_every_place_of_the_list_is_an_annotation(client: TestClient, params: dict[str, str]) -> None:
    answer = client.get("/evidence.jsonld", params=params)
    assert answer.headers["content-type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    collection = answer.json()
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    places = items(client, "/evidence", params)
    nodes = collection["first"]["items"]
    assert collection["total"] == len(nodes) == len(places) > 0
    for node, record in zip(nodes, places, strict=True):
        check(node)
        assert node["id"] == f"http://testserver{record['url']}"
        assert node["body"]["id"] == f"http://testserver{record['record']['url']}"
        assert node["target"]["source"]["id"] == f"http://testserver/documents/{record['document']}"
        assert len(node["target"]["source"]["sha256"]) == 64


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/meetings.jsonld", "format"),
        ("/evidence.jsonld?fields=id", "fields"),
        ("/evidence.jsonld?group_by=method", "group_by"),
        ("/evidence.jsonld?include=documents", "include"),
        ("/evidence.jsonld?record=jspg-kz-tr-9", "record"),
    ],
)
def test_what_annotations_cannot_have_is_refused(client: TestClient, path: str, parameter: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]
