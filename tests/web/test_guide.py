"""The guide: every page answers, every link works, and every request gets the answer that the guide shows."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from markdown_it import MarkdownIt

from app.errors import PROBLEM_TYPES
from app.main import RESOURCES
from app.settings import Settings
from app.web.guide import DISPLAY_PARAMETERS, GUIDE_PAGES, lists, parameters
from app.web.html import PAGE_POLICY, heading_anchor
from app.web.reference.schema_words import schema_title
from tests.api_requests import spec
from tests.conftest import ROOT, on_sqlite

pytestmark = on_sqlite

REVISION = "20261122090000"
"""What the guide writes for the revision of the data."""
BASE = "http://127.0.0.1:8000"
"""What the guide writes for the address of the service."""
ADDRESSES = ["/guide", *(f"/guide/{name}" for name in GUIDE_PAGES), *(f"/problems/{kind}" for kind in PROBLEM_TYPES)]
SOURCES = [*(page.source for page in GUIDE_PAGES.values()), *(f"docs/problems/{kind}.md" for kind in PROBLEM_TYPES)]
every_page = pytest.mark.parametrize("address", ADDRESSES)


# --- what is shown -------------------------------------------------------------------------


@dataclass
class Example:
    """A request in the guide, with the blocks after it, which show the answer."""

    source: str
    method: str
    path: str
    headers: dict[str, str]
    answers: list[tuple[str, str]] = field(default_factory=list)


def _headers(lines: list[str]) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in lines)


def examples() -> Iterator[Example]:
    """The requests of all pages, in order: blocks of ``http`` that begin with a method."""
    for source in SOURCES:
        result: list[Example] = []
        for token in MarkdownIt().parse((ROOT / source).read_text("utf-8")):
            kind, lines = token.info.strip(), token.content.splitlines()
            if token.type != "fence":
                continue
            if kind == "http" and not lines[0].startswith("HTTP/"):
                method, path = lines[0].split(" ")
                result.append(Example(source, method, path, _headers(lines[1:])))
            elif kind in ("http", "json", "csv", "text") and result:
                result[-1].answers.append((kind, token.content))
        yield from (item for item in result)


EXAMPLES = list(examples())


def is_same_answer(answer: Response, kind: str, expected: str) -> bool:
    """Whether an answer is the one in the guide: the whole body, or the status and headers that a head names."""
    if kind == "http":
        first, *lines_after = expected.splitlines()
        has = {name: answer.headers.get(name) for name in _headers(lines_after)}
        if "X-Data-Revision" in has:
            has["X-Data-Revision"] = REVISION
        return first.split(" ")[1] == str(answer.status_code) and has == _headers(lines_after)
    text = answer.text.replace(answer.headers.get("x-data-revision", REVISION), REVISION)
    body = text.replace(str(answer.request.url.copy_with(raw_path=b"/")).rstrip("/"), BASE)
    return (
        bool(json.loads(body) == json.loads(expected)) if kind == "json" else body.splitlines() == expected.splitlines()
    )


@pytest.mark.parametrize("example", [pytest.param(item, id=f"{item.source} {item.path}") for item in EXAMPLES])
def test_every_example_is_answered_as_shown(client: TestClient, example: Example) -> None:
    answer = client.request(example.method, example.path, headers=example.headers)
    assert example.answers, "it shows no answer"
    for kind, expected in example.answers:
        assert is_same_answer(answer, kind, expected), f"{answer.status_code} {dict(answer.headers)}\n{answer.text}"
    if not any(kind == "http" for kind, _ in example.answers):
        assert answer.status_code == 200


def test_there_are_examples_on_most_pages() -> None:
    without = set(SOURCES) - {example.source for example in EXAMPLES}
    assert without == {
        "docs/methodology.md",
        "docs/checking.md",  # test_check_page sends its example
        "docs/agents.md",  # test_questions asks
        "docs/webhooks.md",  # which test_notify reads
        "docs/keep-a-copy.md",  # whose script test_keep_a_copy runs
        "docs/integrations.md",  # whose snippets test_integrations runs
        "docs/openrefine.md",  # test_reconcile sends such requests
        "docs/data-dictionary.md",
        "docs/scaling.md",
        "docs/operating.md",
        "docs/curating.md",  # test_article adds and accepts one
        "docs/seed.md",
        "docs/proxies.md",
        "CHANGELOG.md",
        "docs/problems/withdrawn.md",
        "docs/problems/renamed.md",  # test_histories renames
        "docs/problems/multiple-choices.md",  # test_families asks; no name of the seed is of several
        "docs/problems/unavailable.md",
        "docs/problems/internal-error.md",
        "docs/problems/bad-request.md",  # test_protocol sends what no client library does
        "docs/problems/request-timeout.md",
        "docs/problems/headers-too-large.md",
        "docs/problems/address-too-long.md",
        "docs/problems/forbidden.md",  # test_endpoint asks
        "docs/problems/too-large.md",
        "docs/problems/too-many-requests.md",
        "docs/problems/unsupported-media-type.md",
    }


def test_a_wrong_example_would_be_found(client: TestClient) -> None:
    answer = client.get("/meetings?mechanism=JSPG&fields=id,date")
    assert not is_same_answer(answer, "json", answer.text.replace("2026-02-02", "2026-02-01"))
    assert not is_same_answer(answer, "http", "HTTP/1.1 304 Not Modified\n")
    assert not is_same_answer(answer, "http", "HTTP/1.1 200 OK\nX-Total-Count: 2\n")
    assert is_same_answer(answer, "json", answer.text)


# --- pages ---------------------------------------------------------------------------------


class Parser(HTMLParser):
    """The links, ids and words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.words: dict[str, list[str]] = {tag: [] for tag in ("title", "h1", "h2", "h3")}
        self._in: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.ids += [attributes["id"]] if "id" in attributes else []
        if tag in ("a", "link"):
            self.links.append((attributes["href"], attributes.get("class", "")))
        if tag in self.words:
            self._in.append(tag)
            self.words[tag].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.words:
            self._in.remove(tag)

    def handle_data(self, data: str) -> None:
        for tag in self._in:
            self.words[tag][-1] += data


@cache
def html(client: TestClient, address: str) -> str:
    answer = client.get(address, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == PAGE_POLICY
    return answer.text


@every_page
def test_page_is_whole(client: TestClient, address: str) -> None:
    text = html(client, address)
    page = Parser(text)
    (its_title,), (heading,) = page.words["title"], page.words["h1"]
    name = heading.removesuffix(" #")
    guide = " – Guide" if address.startswith("/guide/") else ""  # lists of records have the same names
    assert its_title == f"{name}{guide} – Communiqué"
    headings = page.words["h2"] + page.words["h3"]
    assert len(set(headings)) == len(headings)
    assert len(set(page.ids)) == len(page.ids)
    assert {link.removeprefix("#") for link, _ in page.links if link.startswith("#")} <= set(page.ids)
    assert {f"/guide/{item}" for item in GUIDE_PAGES} <= {link for link, _ in page.links}
    assert "/guide" in dict(page.links)
    assert not re.findall(
        r"<script(?! src=\"/static/search\.js\" defer>)|<style|<[^>]+ style=|<[^>]+ on\w+=|javascript:", text
    )


@cache
def ids_of(client: TestClient, address: str) -> frozenset[str]:
    """The ids of the page to which a link leads, which must exist. Most pages have the same links."""
    answer = client.get(address, headers={"Accept": "text/html"} if address.startswith("/problems/") else {})
    assert answer.status_code == 200, address
    return frozenset(Parser(answer.text).ids) if answer.headers["content-type"].startswith("text/html") else frozenset()


@pytest.mark.thorough
@every_page
def test_every_link_leads_somewhere(client: TestClient, address: str) -> None:
    page = Parser(html(client, address))
    for link in dict.fromkeys(link for link, kind in page.links if kind != "request"):
        link = link.removeprefix(str(client.base_url))
        if link.startswith("/"):
            target, anchor = urldefrag(link)
            assert {anchor} - {""} <= ids_of(client, target), link
        else:
            assert link.startswith(("#", "https://")), link


@pytest.mark.parametrize("address", [address for address in ADDRESSES if address != "/guide"])
def test_requests_can_be_followed(client: TestClient, address: str) -> None:
    """Each request of a page by ``GET`` is a link to its address, as it stands."""
    text = html(client, address)
    name = address.rpartition("/")[2]
    source = f"docs/problems/{name}.md" if "/problems/" in address else GUIDE_PAGES[name].source
    request_links = [link for link, kind in Parser(text).links if kind == "request"]
    assert request_links == [item.path for item in EXAMPLES if (item.source, item.method) == (source, "GET")]


def test_pages_lead_from_one_to_the_next(client: TestClient) -> None:
    addresses, address = [], "/guide/quick-start"
    while address:
        addresses.append(address)
        text = html(client, address)
        assert f'<a href="{address}" aria-current="page">' in text
        back = re.search(r'rel="prev" href="([^"]+)"', text)
        assert (back and back[1]) == (addresses[-2] if len(addresses) > 1 else None)
        onward = re.search(r'rel="next" href="([^"]+)"', text)
        address = onward[1] if onward else ""
    assert addresses == [f"/guide/{name}" for name in GUIDE_PAGES]


@pytest.mark.parametrize("name", ["methodology", "integrations"])
def test_old_addresses_stay(client: TestClient, name: str) -> None:
    assert client.get(f"/{name}").text == html(client, f"/guide/{name}")
    assert f'rel="canonical" href="{client.base_url}/guide/{name}"' in html(client, f"/guide/{name}")


def test_an_unknown_page(client: TestClient) -> None:
    answer = client.get("/guide/filter")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["errors"][0]["suggestions"] == ["filters"]


def test_every_picture_of_a_page_is_served(client: TestClient) -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "docs").glob("*.md")]
    pictures = {name for text in texts for name in re.findall(r"\]\((images/[^)]+)\)", text)}
    readme = (ROOT / "README.md").read_text("utf-8")
    pictures_of_readme = set(re.findall(r"docs/(images/[\w.-]+)", readme))
    assert {f"images/{path.name}" for path in (ROOT / "docs" / "images").iterdir()} == pictures | pictures_of_readme
    for name in pictures:
        assert client.get(f"/guide/{name}").headers["content-type"] == "image/png"


def test_every_text_is_a_page() -> None:
    texts = {str(path.relative_to(ROOT)) for path in (ROOT / "docs").rglob("*.md")}
    public = {text for text in texts if not text.startswith("docs/development/")}
    assert public == set(SOURCES) - {"CHANGELOG.md"}


def test_the_image_has_what_the_guide_reads() -> None:
    recipe = Path(ROOT / "Dockerfile").read_text("utf-8")
    patterns = (ROOT / ".dockerignore").read_text("utf-8")
    for name in ("CHANGELOG.md", "docs"):
        assert re.search(rf"^COPY .*\b{name}\b", recipe, re.M)
        assert f"\n!{name}\n" in patterns


# --- problems ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("application/json, text/html;q=0.5", "application/json"),
        ("text/html", "text/html; charset=utf-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
    ],
)
@pytest.mark.parametrize("kind", PROBLEM_TYPES)
def test_a_problem_type_by_accept(client: TestClient, kind: str, accept: str | None, expected: str) -> None:
    answer = client.get(f"/problems/{kind}", headers={} if accept is None else {"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (200, expected)
    assert "Accept" in answer.headers["vary"]
    assert PROBLEM_TYPES[kind][1] in answer.text


def test_the_errors_page_has_every_kind(client: TestClient) -> None:
    links = {link for link, _ in Parser(html(client, "/guide/errors")).links}
    assert {f"/problems/{kind}" for kind in PROBLEM_TYPES} <= links


# --- what is made from the models ----------------------------------------------------------


def test_every_parameter_of_every_list_has_an_example(client: TestClient) -> None:
    page = Parser(html(client, "/guide/filters"))
    links = {link for link, _ in page.links}
    result = parameters(spec(client))
    expected = {name for resource in RESOURCES for name in resource.query.model_fields}
    assert expected <= result.keys() <= set(page.ids)
    for path, attributes in lists(spec(client)):
        for item in attributes:
            name = item["name"]
            (question,) = [q for use in result[name] for q in use.questions if q.partition("?")[0] == path]
            assert question in links
            assert name == "cursor" or f"{name}=" in question
    assert list(result)[-len(DISPLAY_PARAMETERS) :] == list(DISPLAY_PARAMETERS)


def test_a_new_filter_shows_by_itself() -> None:
    about = {"description": "Venue.", "schema": {"type": "string", "examples": ["Congresium"]}}
    operation = {"operationId": "listX", "parameters": [{"name": "venue", "in": "query", "required": False, **about}]}
    (use,) = parameters({"paths": {"/x": {"get": operation}}, "components": {"schemas": {}}})["venue"]
    assert (use.questions, str(use.meaning)) == (["/x?venue=Congresium"], "<p>Venue.</p>\n")


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: str(resource.path))
def test_every_field_is_in_the_dictionary(client: TestClient, resource: Any) -> None:
    text = html(client, "/guide/data-dictionary")
    schemas = spec(client)["components"]["schemas"]
    schema = resource.out.model_json_schema(mode="serialization")
    for name, model in {resource.out.__name__: schema, **schema.get("$defs", {})}.items():
        if "enum" in model:  # in answers its values stand with each field that has them
            assert all(f"<code>{value}</code>" in text for value in model["enum"])
            continue
        start = text.index(f'<h3 id="{heading_anchor(schema_title(model["title"], schemas))}">')
        section = text[start : text.find("<h3 ", start + 1)]
        names = re.findall(r'<th scope="row"><code>(\w+)</code>', section)
        fields = list(model.get("properties", {}))
        assert names[: len(fields)] == fields
        assert names == list(schemas[name].get("properties", {})), "with what include adds"


def test_settings_that_the_guide_names_are_there() -> None:
    """Settings in the guide, the compose file and the README exist. ``COMMUNIQUE_TEST_…`` is for the tests alone."""
    settings_named: set[str] = set()
    for source in [*SOURCES, "README.md", "docker-compose.yml"]:
        settings_named |= set(re.findall(r"COMMUNIQUE_(?!TEST_)([A-Z_]+[A-Z])", (ROOT / source).read_text("utf-8")))
    assert len(settings_named) > 10
    assert settings_named <= {name.upper() for name in Settings.model_fields}
