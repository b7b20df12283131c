"""The reference: every request is documented once, few parameters come first, and its examples are answered."""

import re
import shlex
from functools import cache
from urllib.parse import parse_qsl

import pytest
from fastapi.testclient import TestClient

from app.api.event_stream import MEDIA_TYPE
from app.web.html import WEB
from app.web.reference.code_samples import SAMPLE_LANGUAGES, code_samples
from app.web.reference.document import ApiReference, Operation, api_reference
from app.web.reference.search import MAX_RESULTS, search_entries, search_reference
from tests.api_requests import first_error, method_for, whole_document
from tests.conftest import on_sqlite

pytestmark = on_sqlite

ORIGIN = "http://testserver"
FIRST_LOAD = 300_000
"""Bytes of a page with its styles and scripts, not compressed."""


@cache
def the_reference() -> ApiReference:
    return api_reference(whole_document())


@cache
def operations() -> dict[str, Operation]:
    """The operations of all groups, by id."""
    groups = the_reference().groups.values()
    return {operation.id: operation for group in groups for operation in (*group.operations, *group.variants)}


PAGES = ["/docs", "/docs/errors", "/docs/formats"]
PAGES += [f"/docs/{tag['name'].replace(' ', '-')}" for tag in whole_document()["tags"]]


def test_every_request_is_documented_once() -> None:
    document = whole_document()
    ids = [node["operationId"] for methods in document["paths"].values() for node in methods.values()]
    groups = the_reference().groups
    assert {f"/docs/{name}" for name in groups} == {*PAGES[2:]}
    operation_ids = [operation.id for group in groups.values() for operation in (*group.operations, *group.variants)]
    assert sorted(operation_ids) == sorted(ids)
    assert [group.name for group in groups.values() if group.variants] == ["formats", "citations"]
    assert [len(groups[name].operations) for name in ("formats", "citations")] == [1, 1]
    assert groups["service"].operations[0].path in ("/resolve", "/search")


@cache
def status(client: TestClient, link: str) -> int:
    """Most pages have the same links."""
    return client.get(link).status_code


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_small_and_its_links_lead_somewhere(client: TestClient, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 200
    assets = re.findall(r'(?:src|href)="(/static/[^"]+\.(?:css|js))"', page.text)
    assert "/static/reference.js" in assets
    assert len(page.content) + sum(len(client.get(asset).content) for asset in assets) < FIRST_LOAD
    ids = re.findall(r' id="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r' href="#([^"]+)"', page.text)) <= {*ids}
    pages = set(re.findall(r' href="(/(?:docs|problems|guide|explore)[^"#]*)', page.text))
    assert {link: status(client, link) for link in pages} == dict.fromkeys(pages, 200)


def test_the_script_is_small() -> None:
    assert (WEB / "static" / "reference.js").stat().st_size < 20_000


@pytest.mark.parametrize(
    ("operation", "basic"),
    [
        ("listMeetings", ["mechanism", "date_from", "date_to", "country", "q", "limit"]),
        ("listTradeStats", ["mechanism", "indicator", "date_from", "date_to", "country", "q", "limit"]),
        ("listEvidence", ["record", "q", "limit"]),
        ("getMeeting", ["id", "include", "as_of"]),
        ("resolveName", ["q", "limit", "kind", "as_of"]),
        ("exportMeetings", ["format", "mechanism", "date_from", "date_to", "country", "q", "limit"]),
        ("getLiveness", []),
    ],
)
def test_few_parameters_come_first(operation: str, basic: list[str]) -> None:
    assert [item.name for item in operations()[operation].basic] == basic


def test_every_parameter_is_there() -> None:
    for methods in whole_document()["paths"].values():
        for node in methods.values():
            operation = operations()[node["operationId"]]
            parameters = [(item.place, item.name) for item in (*operation.basic, *operation.further)]
            assert sorted(parameters) == sorted((item["in"], item["name"]) for item in node.get("parameters", []))


@pytest.mark.thorough
def test_first_requests_are_answered(client: TestClient) -> None:
    """All but reports, which the operator has not turned on, and pictures in PNG, which take long to draw."""
    for operation in operations().values():
        if operation.path.startswith("/reports") or "image/png" in operation.media_types or operation.method != "GET":
            continue
        assert "{" not in operation.first_request
        ask = client.head if MEDIA_TYPE in operation.media_types else client.get  # a stream of events does not end
        answer = ask(operation.first_request)
        assert answer.status_code == 200, operation.first_request
        samples = dict(operation.samples(ORIGIN))
        is_parsed = answer.headers["Content-Type"].startswith("application/json")
        assert (".json()" in samples["Python"]) == is_parsed, operation.first_request
        assert list(samples) == list(SAMPLE_LANGUAGES)
        assert all(ORIGIN + operation.first_request in text for text in samples.values())
        assert shlex.split(samples["curl"])[-1] == ORIGIN + operation.first_request
        compile(samples["Python"], operation.id, "exec")


@pytest.mark.parametrize(
    ("operation", "title"),
    [("listTradeStats", "List trade stats"), ("checkText", "Check a text"), ("getOEmbed", "oEmbed")],
)
def test_titles_are_sentences(operation: str, title: str) -> None:
    assert operations()[operation].title == title


def test_the_fields_are_those_of_the_record() -> None:
    rows = {row.name: row for row in operations()["listMeetings"].fields}
    assert {"id", "participants", "sources"} <= rows.keys()
    assert "mechanism" in {row.name for row in operations()["getMeeting"].fields}
    assert {"official", "role"} <= {row.name for row in rows["participants"].fields}
    assert '"next_cursor": null' in operations()["listMeetings"].example


@pytest.mark.parametrize(
    ("address", "location"),
    [
        ("/docs/requests/listMeetings?mechanism=JSPG&date_from=&limit=2", "/meetings?mechanism=JSPG&limit=2"),
        ("/docs/requests/getMeeting?%7Bid%7D=a%2Fb&fields=id", "/meetings/a%2Fb?fields=id"),
        ("/docs/requests/getMeeting", "/meetings/jspg-kz-tr-8"),
        ("/docs/requests/exportMeetings?%7Bformat%7D=ics&format=online", "/meetings.ics?format=online"),
        ("/docs/listMeetings", "/docs/meetings#listMeetings"),
        ("/docs/exportAgreements", "/docs/formats#exportAgreements"),
    ],
)
def test_an_address_of_the_reference_leads_on(client: TestClient, address: str, location: str) -> None:
    answer = client.get(address, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, location)


@pytest.mark.parametrize("address", ["/docs/meetngs", "/docs/requests/nothing"])
def test_an_unknown_page_is_not_found(client: TestClient, address: str) -> None:
    error = first_error(client, address, status=404)
    assert error["suggestions"] == (["meetings"] if address == "/docs/meetngs" else [])


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("country", "/docs/countries#CountryOut.country"),
        ("date_match", "/docs/meetings#listMeetings-date_match"),
        ("trade chart", "/docs/trade-stats#getTradePicture"),
        ("search", "/docs/service#searchRecords"),
        ("LISTMEETINGS", "/docs/meetings#listMeetings"),
        ("exportAgreements", "/docs/formats#exportAgreements"),
        ("too long", "/problems/address-too-long"),
    ],
)
def test_search(words: str, address: str) -> None:
    addresses = [entry.address for entry in search_reference(search_entries(the_reference()), words)]
    if words == "country":
        assert addresses[0].endswith("-country")
        assert len(addresses) == MAX_RESULTS
    else:
        assert address in addresses[:5]


def test_search_on_the_page(client: TestClient) -> None:
    page = client.get("/docs", params={"q": "date_match"}).text
    assert '<a href="/docs/meetings#listMeetings-date_match">' in page
    assert 'value="date_match"' in page
    assert 'Did you mean <a href="/docs?q=Meetings">Meetings</a>' in client.get("/docs", params={"q": "meetngs"}).text
    empty_page = client.get("/docs", params={"q": "<zyx>"}).text
    assert "&lt;zyx&gt;" in empty_page
    assert "<zyx>" not in empty_page


def test_code_quotes_a_body() -> None:
    samples = dict(code_samples(f"{ORIGIN}/check", 'It\'s "new"\nhere', ["application/json"]))
    assert r"""--data-raw 'It'\''s "new""" in samples["curl"]
    for language in ("Python", "JavaScript", "R"):
        assert r'''"It's \"new\"\nhere"''' in samples[language]


def test_code_reads_a_stream_as_it_comes() -> None:
    samples = dict(code_samples(f"{ORIGIN}/changes/stream", "", [MEDIA_TYPE]))
    words = {"curl": "-sN", "Python": "iter_lines", "JavaScript": "EventSource", "R": "resp_stream_sse"}
    assert [language for language, word in words.items() if word not in samples[language]] == []


def test_every_request_of_the_postman_collection_is_answered(client: TestClient) -> None:
    """Each request is there once, with an example. A PNG is the same request as its SVG, but slow."""
    collection = client.get("/docs/postman.json").json()
    requests = [item for folder in collection["item"] for item in folder["item"]]
    urls = [item["request"]["url"] for item in requests]
    assert len(urls) == len({url["raw"] for url in urls}) > 50
    assert collection["variable"] == [{"key": "base", "value": "http://testserver"}]
    for item, url in zip(requests, urls, strict=True):
        path, _, query = url["raw"].removeprefix("{{base}}").partition("?")
        assert path == "/" + "/".join(url["path"])
        assert dict(parse_qsl(query)) == {pair["key"]: pair["value"] for pair in url["query"]}
        assert item["name"]
        assert item["request"]["description"]
        if not path.endswith(".png"):
            assert client.request(method_for(path), f"{path}?{query}").status_code == 200, url["raw"]


def test_the_list_of_problems_is_a_page_of_the_reference(client: TestClient) -> None:
    answer = client.get("/problems")
    assert (answer.url.path, answer.status_code) == ("/docs/errors", 200)
