"""What others append to an address is ignored: by the query, by every link, and by the key of the cache."""

from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import quote, urlencode

import pytest
from fastapi.testclient import TestClient

from app.api.middleware.appended_parameters import _is_appended
from app.main import Service
from app.web.guide import GUIDE_PAGES
from tests.api_requests import ask, first_error, openapi_document
from tests.conftest import on_sqlite

pytestmark = on_sqlite

DOCUMENT: Any = openapi_document()
APPENDED_QUERY = "utm_source=x&UTM_Medium=y&utm_=&fbclid=IwAR0&gclid=a%26b&_=1700000000&utm%5Fterm=%C3%BC&%5f=2"
UNKNOWN = "ref=share&mc_cid=1&contry=KZ&mechansim=JSPQ&v=2&%22%3E%3Cscript%3E=1&=&x"
FREE = ("/livez", "/readyz", "/problems/{kind}")
"""Paths that take no parameters and do not read them."""
SAMPLES = {"kind": "not-found", "format": "csv", "url": "/embed/timeline?between=KZ,TR"}
PEOPLE = [
    "/", "/?mechanism=JSPG", "/?q=Fidan&kind=meeting", "/?mechanism=JSPQ", "/explore/trade", "/docs", "/integrations",
    "/explore/trade?between=KZ,TR", "/explore/meetings/jspg-kz-tr-8", "/explore/countries/TR", "/briefings/kz-tr",
    "/briefings/kz-tr.md", "/methodology", "/guide", *(f"/guide/{name}" for name in GUIDE_PAGES),
]  # fmt: skip


def examples() -> Iterator[tuple[str, str]]:
    """An address of each path of the API with the parameters that it needs, and of files one format of each kind."""
    for path, methods in DOCUMENT["paths"].items():
        parameters = methods["get"].get("parameters", [])
        needs = [item for item in parameters if item["required"]]
        samples = {item["name"]: SAMPLES.get(item["name"]) or item["schema"]["examples"][0] for item in needs}
        query = {item["name"]: samples[item["name"]] for item in needs if item["in"] == "query"}
        for form in ("csv", "ics", "atom") if "{format}" in path else ("",):
            address = path.format(**{**samples, "format": form})
            media = methods["get"]["responses"].get("200", {}).get("content", {})
            if form in ("ics", "atom") and not any(form in kind or "calendar" in kind for kind in media):
                continue
            yield path, address + (f"?{urlencode(query)}" if query else "")


API = list(examples())
LENIENT = [
    *PEOPLE,
    *(address for path, address in API if path.startswith(("/embed/", "/oembed"))),
    *(address for _, address in API if address.partition("?")[0].endswith((".ics", ".atom"))),
]
STRICT = [address for path, address in API if address not in LENIENT and path not in FREE]


def with_more(address: str, addition: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{addition}"


def assert_same_answer(client: TestClient, address: str, addition: str) -> None:
    plain, longer_answer = (client.get(url, follow_redirects=False) for url in (address, with_more(address, addition)))
    assert (longer_answer.status_code, longer_answer.content) == (plain.status_code, plain.content)
    headers_compared = {"link", "etag", "content-type", "x-total-count", "location", "content-disposition"}
    assert {n: v for n, v in longer_answer.headers.items() if n in headers_compared} == {
        n: v for n, v in plain.headers.items() if n in headers_compared
    }


def test_the_tables_are_whole() -> None:
    assert len(STRICT) > 50
    assert len(LENIENT) > 40
    assert {path for path, _ in API} == DOCUMENT["paths"].keys()
    assert {"/meetings", "/timeline.svg", "/meetings.csv", "/meetings/jspg-kz-tr-8"} <= {*STRICT}
    assert {"/meetings.atom", "/mechanisms/jspg-kz-tr/calendar.ics", "/embed/trade"} <= {*LENIENT}


@pytest.mark.parametrize(
    "address", [*LENIENT, *STRICT, *FREE[:2], "/problems/not-found", "/openapi.json", "/static/docs.js"]
)
def test_what_trackers_append_is_ignored_everywhere(client: TestClient, address: str) -> None:
    assert_same_answer(client, address, APPENDED_QUERY)
    assert_same_answer(client, with_more(address, "fbclid=1"), "_=2")


@pytest.mark.parametrize("address", LENIENT)
def test_what_consumers_append_is_ignored_where_they_ask(client: TestClient, address: str) -> None:
    assert_same_answer(client, address, UNKNOWN)
    assert_same_answer(client, address, f"{UNKNOWN}&{APPENDED_QUERY}")


@pytest.mark.parametrize("service", ["entity", "type", "property"])
def test_what_the_widget_of_openrefine_adds_is_ignored(client: TestClient, service: str) -> None:
    query = "spell=always&exact=false&prefixed=true&filter=(all+name:x)&filter=y&key=1&lang=en&type_strict=any"
    assert_same_answer(client, f"/reconcile/suggest/{service}?prefix=Fid", query)


@pytest.mark.parametrize("address", STRICT)
def test_an_unknown_parameter_of_the_data_is_refused(client: TestClient, address: str) -> None:
    assert first_error(client, with_more(address, f"{APPENDED_QUERY}&ref=share"))["parameter"] == "ref"


@pytest.mark.parametrize(
    "address",
    ["/?mechanism=JSPQ", "/explore/trade?between=KZ", "/embed/timeline?mechanism=JSPQ",
     "/embed/trade?flow=up", "/meetings.atom?mechanism=JSPQ", "/mechanisms/JSPG/calendar.ics?date=2025-13",
     "/meetings.ics?fields=id"],
)  # fmt: skip
def test_a_parameter_of_the_path_is_still_read(client: TestClient, address: str) -> None:
    answer = client.get(with_more(address, UNKNOWN))
    assert answer.status_code == 422
    assert address.partition("?")[2].partition("=")[0] in answer.text


LISTS = ["/meetings", "/search?q=trade", "/meetings?group_by=year", "/mechanisms/JSPG/meetings"]


@pytest.mark.parametrize("path", LISTS)
def test_no_link_carries_it_on(client: TestClient, path: str) -> None:
    answer = client.get(with_more(path, f"{APPENDED_QUERY}&limit=1" if "group_by" not in path else APPENDED_QUERY))
    assert answer.status_code == 200
    for mark in ("utm", "fbclid", "gclid", "_="):
        assert mark not in answer.headers["link"].lower()
        assert mark not in answer.text.lower()


def test_a_cursor_goes_on_with_an_appended_parameter(client: TestClient) -> None:
    first = ask(client, f"/meetings?limit=2&{APPENDED_QUERY}")
    second = ask(client, f"/meetings?limit=2&fbclid=other&cursor={first['next_cursor']}")
    assert not {meeting["id"] for meeting in first["items"]} & {meeting["id"] for meeting in second["items"]}


@pytest.mark.parametrize(
    "url",
    [
        "/embed/timeline?between=KZ,TR",
        "http://testserver/embed/timeline?between=KZ,TR",
        "http://testserver/timeline.svg?between=KZ,TR&width=400",
        "http://testserver/timeline?between=KZ,TR&sort=date&limit=100",
    ],
)
def test_oembed_of_an_address_with_more(client: TestClient, url: str) -> None:
    """Consumers send the address that somebody shared, and add parameters of their own."""
    plain = ask(client, f"/oembed?url={quote(url, safe='')}")
    shared_url = quote(f"{url}&{APPENDED_QUERY}&{UNKNOWN}", safe="")
    assert ask(client, f"/oembed?format=json&maxwidth=9000&dnt=1&url={shared_url}&omitscript=1&utm_x=1") == plain
    assert "utm" not in plain["html"]


@pytest.mark.parametrize(
    "path",
    ["/meetings?city=Ankara&limit=7", "/?kind=milestone", "/embed/timeline?country=HU", "/officials/hakan-fidan"],
)
def test_an_appended_parameter_does_not_fill_the_cache(client: TestClient, path: str) -> None:
    cache = cast("Service", client.app).front.cache
    assert cache is not None
    client.get(path)
    before = len(cache._responses)
    additions = ["_=1", "_=2", "utm_source=a", "fbclid=b", "utm_id=1&gclid=2"]
    for addition in [*additions, "x=1", "y=2&z"] if path.startswith(("/?", "/embed")) else additions:
        assert client.get(with_more(path, addition)).status_code == 200
    assert len(cache._responses) == before


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/check", {"text": "The council met in Ankara."}),
        ("/mcp", {"jsonrpc": "2.0", "id": 1, "method": "ping"}),
        ("/reconcile", {"queries": {"q0": {"query": "Turkey"}}}),
    ],
)
def test_a_request_with_a_body_loses_what_is_appended_everywhere(
    client: TestClient, path: str, body: dict[str, Any]
) -> None:
    plain, longer_answer = (client.post(address, json=body) for address in (path, with_more(path, APPENDED_QUERY)))
    assert (longer_answer.status_code, longer_answer.content) == (plain.status_code, plain.content)
    assert plain.status_code == 200, plain.text
    refusal = client.post(with_more(path, "published=2026"), json=body)
    assert refusal.status_code == 422, "what may belong into the body is not dropped silently"
    assert refusal.json()["errors"][0]["parameter"] == "published"


@pytest.mark.parametrize(
    ("piece", "is_appended"),
    [(b"_=1", True), (b"_", True), (b"utm_source=x", True), (b"utm%5fsource=x", True), (b"FBCLID=1", True),
     (b"_x=1", False), (b"utm=1", False), (b"my_utm_x=1", False), (b"mechanism=_", False), (b"q=utm_source", False)],
)  # fmt: skip
def test_names_that_are_appended(piece: bytes, is_appended: bool) -> None:
    assert _is_appended(piece, None) is is_appended
