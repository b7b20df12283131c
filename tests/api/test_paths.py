"""Whatever stands in a path, the answer is a page or a problem, and never a fault of ours."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from app.main import RESOURCES, create_app
from app.settings import Settings
from tests.api_requests import ask, statements
from tests.conftest import on_sqlite

pytestmark = on_sqlite

ROUTES = [
    route
    for route in create_app(Settings.model_validate({"database_url": "sqlite:///none.db"})).routes
    if isinstance(route, APIRoute) and "{" in route.path
]
PAGES = ("/explore", "/briefings")
PARTS = [
    "%2e%2e", "%2E", "...", "a..b", ".hidden", "-", "--", "-1", "kz-", "-tr", "kz--tr", "*", "a:b", "a@b", "0",
    "%2f", "a%2fb", "%2f%2f", "%5c", "..%2f..%2fapp", "%00", "a%00b", "%0d%0aX:%20y", "%7f", "%20", "a%20b", "%09", "%",
    "%3f", "a%3fb=c", "%23", "%25", "%2500", "%26", "%3b", "%zz", "%ff", "%c3%28", "%ed%a0%80", "%e2%80%ae",
    "%27%22%3e%3cscript%3e", "{id}", "%7b%7b7*7%7d%7d", quote("Ömer"), quote("Казахстан"), quote("🇰🇿"),
    "9" * 400, "x" * 201, "x" * 9000, quote("ж" * 3000), "a." * 2000,
]  # fmt: skip
VALUES = {
    "kind": "meetings", "id": "jspg-kz-tr-8", "pair": "kz-tr", "name": "dates", "format": "csv", "number": "1",
}  # fmt: skip


PATHS = sorted({route.path for route in ROUTES})
OF_RESOURCES = [path for path in PATHS if path.split("{")[0].rstrip("/.") in {resource.path for resource in RESOURCES}]
"""Paths that one function makes for each resource."""


def form_of(path: str) -> str:
    """The path without its resource, if other resources have a path with the same rest."""
    return path[path.index("{") :] if path in OF_RESOURCES else path


def parts_of(path: str) -> list[str]:
    """All parts for the first path of a form. Each further path of that form gets every eighth part, from another one
    on."""
    at = [candidate for candidate in PATHS if form_of(candidate) == form_of(path)].index(path)
    return PARTS if at == 0 else PARTS[at % 8 :: 8]


def addresses(path: str) -> Iterator[str]:
    """The path with each part in the place of each parameter. The parameters beside it have valid values."""
    names = re.findall(r"{(\w+)(?::path)?}", path)
    for changed_name in names:
        for part in parts_of(path):
            yield re.sub(r"{(\w+)}", lambda m: part if m[1] == changed_name else VALUES[m[1]], path)  # noqa: B023


@pytest.mark.parametrize("path", PATHS)
def test_any_part_of_a_path_has_an_answer(client: TestClient, path: str) -> None:
    for address in addresses(path):
        answer = client.get(client.base_url.copy_with(raw_path=address.encode()), follow_redirects=False)
        assert answer.status_code in (200, 303, 307, 308, 404, 410, 414, 422), (
            address,
            answer.status_code,
            answer.text[:300],
        )
        if answer.status_code >= 400:
            kind = "text/html; charset=utf-8" if address.startswith(PAGES) else "application/problem+json"
            assert answer.headers["content-type"] == kind, (address, answer.headers)
            assert answer.headers["cache-control"] == "no-store"
            assert len(answer.content) < 60_000
            assert kind.startswith("application/") or "<script>" not in answer.text


def test_pages_and_records_are_among_the_routes() -> None:
    assert {"/explore/{kind}/{id}", "/briefings/{pair}", "/meetings/{id}", "/problems/{kind}"} <= {
        route.path for route in ROUTES
    }


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/explore/none", "*/*", "text/html"),
        ("/explore/meetings/a/b", "*/*", "text/html"),
        ("/briefings/kz-tr/x", "*/*", "text/html"),
        ("/none", "text/html,*/*;q=0.8", "text/html"),
        ("/guide/none", "text/html,*/*;q=0.8", "text/html"),
        ("/none", "*/*", "application/problem+json"),
        ("/guide/none", "*/*", "application/problem+json"),
        ("/meetings/none", "text/html,*/*;q=0.8", "text/html"),
        ("/meetings/none", "*/*", "application/problem+json"),
        ("/meetings?mechanism=JSPQ", "text/html,*/*;q=0.8", "application/problem+json"),
    ],
)
def test_a_person_who_looks_for_a_page_is_told_on_a_page(client: TestClient, path: str, accept: str, kind: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code in (404, 422)
    assert answer.headers["content-type"].partition(";")[0] == kind


@pytest.mark.parametrize(
    ("path", "limit"),
    [
        ("/", 50),
        ("/explore/search?q=Fidan+2026", 15),
        ("/explore/events?q=Fidan&kind=meeting", 15),
        ("/explore/trade", 15),
        ("/briefings/kz-tr", 40),
    ],
)
def test_a_page_is_read_in_few_statements(client: TestClient, path: str, limit: int) -> None:
    """The number does not depend on that of the records."""
    with statements(client) as queries:
        assert client.get(path).status_code == 200
    assert 0 < len(queries) <= limit


@pytest.mark.parametrize("kind", [resource.path.strip("/") for resource in RESOURCES if resource.page])
def test_a_record_without_a_page_is_what_the_api_says_of_it(client: TestClient, kind: str) -> None:
    problem = client.get(f"/{kind}/none-such").json()
    text = client.get(f"/explore/{kind}/none-such").text
    assert problem["errors"][0]["message"] in text
    for near in problem["errors"][0]["suggestions"]:
        assert near in text
    record = ask(client, f"/{kind}", {"limit": "1"})["items"][0]
    assert client.get(f"/explore{record['url']}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/meetings/..%2f", "/meetings/.%2f", "/meetings/%2e%2e%2f", "/explore/meetings/..%2f"]
)
def test_no_answer_leads_to_a_path_with_dots(client: TestClient, path: str) -> None:
    assert client.get(path, follow_redirects=False).status_code == 404
