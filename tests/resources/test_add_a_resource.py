"""A resource added as ``CONTRIBUTING.md`` says has all that a resource has, though nothing else names it."""

import csv
import json
import subprocess
import sys
from typing import Any, TypeAlias

import pytest

from tests.conftest import ROOT, SharedDatabases

Answers: TypeAlias = dict[str, tuple[int, str, str]]


pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, databases: SharedDatabases) -> Answers:
    """Status, media type and text by request."""
    folder = tmp_path_factory.mktemp("toy")
    url = databases.empty_copy("sqlite", folder).database_url.get_secret_value()
    subprocess.run([sys.executable, "-m", "tests.resources.ask_treaties", str(folder), url], cwd=ROOT, check=True)
    answers: Answers = json.loads((folder / "answers.json").read_text("utf-8"))
    return answers


def content(answers: Answers, name: str) -> Any:
    status, media_type, text = answers[name]
    assert (status, media_type.partition(";")[0].endswith("json")) == (200, True), text
    return json.loads(text)


def test_list_with_a_filter_of_its_own_and_those_of_all(answers: Answers) -> None:
    page = content(answers, "list")
    assert ([treaty["id"] for treaty in page["items"]], page["total"], page["coverage_until"]) == (
        ["friendship"], 1, "2021-05-01",
    )  # fmt: skip
    assert content(answers, "nothing")["items"] == []


def test_csv(answers: Answers) -> None:
    status, _, text = answers["csv"]
    (row,) = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    assert (status, row["title"], row["countries_code"]) == (200, "Treaty of Friendship", "KZ;TR")


def test_item(answers: Answers) -> None:
    treaty = content(answers, "item")
    assert treaty["url"] == "/treaties/friendship"
    assert treaty["date_precision"] == "day"
    assert treaty["countries"] == [
        {"code": "KZ", "name": "Kazakhstan", "kind": "state"},
        {"code": "TR", "name": "Türkiye", "kind": "state"},
    ]
    assert [(source["document"], source["paragraphs"]) for source in treaty["sources"]] == [("example", [2, 3])]


def test_linked_data(answers: Answers) -> None:
    node = content(answers, "linked data")
    assert (node["@type"], node["name"], node["dateCreated"]) == ("CreativeWork", "Treaty of Friendship", "2021-05-03")


def test_evidence(answers: Answers) -> None:
    included_places = content(answers, "included evidence")["evidence"]
    listed_places = content(answers, "evidence")["items"]
    for places in (included_places, listed_places):
        assert sorted(place["fields"] for place in places) == [["countries"], ["date"], ["title"]]
    assert listed_places[0]["record"] == {"kind": "treaty", "id": "friendship", "url": "/treaties/friendship"}
    paragraphs_by_url = {record["url"]: record["paragraphs"] for record in content(answers, "supported")["items"]}
    assert paragraphs_by_url["/treaties/friendship"] == [2, 3]


def test_citation(answers: Answers) -> None:
    status, _, text = answers["citation"]
    assert (status, "Treaty of Friendship" in text, "/treaties/friendship" in text) == (200, True, True)


def test_search(answers: Answers) -> None:
    (hit,) = content(answers, "search")["items"]
    assert (hit["kind"], hit["url"], hit["title"]) == ("treaty", "/treaties/friendship", "Treaty of Friendship")


def test_page(answers: Answers) -> None:
    status, media_type, text = answers["page"]
    assert (status, media_type) == (200, "text/html; charset=utf-8")
    for words in ("<h1>Treaty of Friendship</h1>", ">Treaty</a>", "Kazakhstan", "/explore/documents/example"):
        assert words in text


def test_page_of_the_list(answers: Answers) -> None:
    status, _, text = answers["page of the list"]
    assert status == 200
    for words in ("<h1>Treaties</h1>", ">Treaty of Friendship</a>", "3 May 2021", "Country: Türkiye", "/treaties.csv?"):
        assert words in text
    assert '<a href="/explore/treaties">Treaties</a> <small>1</small>' in answers["page of all lists"][2]


def test_documentation(answers: Answers) -> None:
    document = content(answers, "openapi")
    operations = {
        path: methods["get"]["operationId"] for path, methods in document["paths"].items() if "get" in methods
    }
    assert {path: name for path, name in operations.items() if path.startswith("/treaties")} == {
        "/treaties": "listTreaties",
        "/treaties/{id}": "getTreaty",
        "/treaties.{format}": "exportTreaties",
        "/treaties/{id}/citation": "citeTreaty",
        "/treaties/{id}/history": "listTreatyHistory",
    }
    assert {"name": "treaties", "description": "What countries bound themselves to."} in document["tags"]
    assert document["components"]["schemas"]["TreatyOut"]["properties"]["id"]["examples"] == ["friendship"]


def test_reference(answers: Answers) -> None:
    status, _, text = answers["reference"]
    assert status == 200
    for words in (
        "<h1>Treaties</h1>",
        'id="listTreaties"',
        "/treaties?",
        'href="/explore/treaties"',
        "TreatyOut.countries",
    ):
        assert words in text
