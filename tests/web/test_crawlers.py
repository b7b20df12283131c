"""The files for programs that visit the site: what they name is there, and nothing is left out."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import cast
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from app.api.snapshots import open_snapshot
from app.db.snapshot import Snapshot
from app.main import RESOURCES, Service, create_app
from app.settings import Settings
from app.web import crawlers
from app.web.briefings import pairs as briefing_pairs
from app.web.briefings.pairs import _shared_records
from tests.api_requests import ask, items
from tests.conftest import SharedDatabases, on_both, on_sqlite
from tests.quick_client import QuickClient

pytestmark = on_sqlite

NAMESPACE = f"{{{crawlers.XMLNS}}}"
PUBLIC = "https://events.example/a/b"


def locations(client: TestClient, path: str, root: str) -> list[str]:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/xml")
    document = ElementTree.fromstring(answer.text)
    assert document.tag == NAMESPACE + root
    return [str(element.text).removeprefix("http://testserver") for element in document.iter(f"{NAMESPACE}loc")]


@pytest.fixture(scope="module")
def elsewhere(databases: SharedDatabases) -> Iterator[TestClient]:
    """A service with a public address below a prefix, and a contact."""
    values = {"public_url": PUBLIC, "security_contact": "mailto:security@events.example"}
    settings = Settings.model_validate(databases.settings("sqlite").model_dump() | values)
    with QuickClient(create_app(settings)) as client:
        yield client


@on_both
def test_every_record_and_every_pair_is_in_the_sitemap(client: TestClient) -> None:
    paths = locations(client, "/sitemap.xml", "urlset")
    assert len(paths) == len(set(paths))
    records = {
        f"/explore{record['url']}"
        for resource in RESOURCES if resource.page
        for record in items(client, resource.path)
    }  # fmt: skip
    assert {path for path in paths if path.startswith("/explore/") and path.count("/") == 3} == records
    assert "/briefings/kz-tr" in paths
    assert {"/", "/explore/trade", "/check", "/guide", "/guide/dates", "/docs"} <= set(paths)


@pytest.mark.thorough
def test_every_page_of_the_sitemap_has_that_address(client: TestClient) -> None:
    paths = [path for path in locations(client, "/sitemap.xml", "urlset") if path != "/docs"]
    sample_paths = [path for path in paths if path.count("/") < 3 or path.startswith("/briefings/")] + paths[-40:]
    for path in sample_paths:
        answer = client.get(path, follow_redirects=False)
        assert answer.status_code == 200, path
        assert f'<link rel="canonical" href="http://testserver{path}">' in answer.text


def test_a_large_sitemap_is_an_index(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = locations(client, "/sitemap.xml", "urlset")
    monkeypatch.setattr(crawlers, "SITEMAP_SIZE", 90)
    monkeypatch.setattr(cast("Service", client.app).front, "cache", None)
    parts = locations(client, "/sitemap.xml", "sitemapindex")
    assert [path for part in parts for path in locations(client, part, "urlset")] == whole
    for number in (0, len(parts) + 1, "1x", "9" * 20, "²"):
        assert client.get(f"/sitemap/{number}.xml").status_code == 404


@on_both
def test_a_pair_has_the_counts_of_its_lists(client: TestClient) -> None:
    with open_snapshot(cast("Service", client.app).state) as snapshot:
        counts = _shared_records(snapshot)
    assert len(counts) > 4
    for pair in list(counts)[:4] + list(counts)[-2:]:
        for kind, path in (("meetings", "meetings"), ("agreements", "agreements"), ("figures", "trade-stats")):
            assert counts[pair][kind] == ask(client, f"/{path}?between={','.join(pair)}")["total"], (pair, kind)


def test_too_many_events_are_not_paired(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(briefing_pairs, "MAX_LINKS", 1)
    monkeypatch.setattr(Snapshot, "fact", lambda _, __, find: find())
    answer = client.get("/briefings?first=TR&unusual=1")
    assert answer.status_code == 200
    assert "too many events to count" in answer.text
    assert re.search(r'href="/briefings/kz-tr">.+ <small>\d+ figures</small>', answer.text)


def test_robots_may_read_pages_and_records_but_no_whole_lists(client: TestClient) -> None:
    text = client.get("/robots.txt").text
    rules = [line.partition(": ")[::2] for line in text.splitlines()]
    assert ("Sitemap", "http://testserver/sitemap.xml") in rules
    disallow_patterns = (re.escape(path) for name, path in rules if name == "Disallow")
    patterns = [re.compile(path.replace(r"\*", ".*").replace(r"\$", "$")) for path in disallow_patterns]
    for path in ("/meetings.csv", "/timeline.ics?mechanism=JSPG", "/trade-stats.xlsx", "/mechanisms/x/calendar.ics"):
        assert any(pattern.match(path) for pattern in patterns), path
    for path in ("/", "/explore/meetings/jspg-kz-tr-8", "/meetings/jspg-kz-tr-8", "/static/site.css", "/timeline.svg"):
        assert not any(pattern.match(path) for pattern in patterns), path
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    assert parser.can_fetch("*", "/explore/trade")


def test_addresses_have_the_public_address(elsewhere: TestClient) -> None:
    assert all(path.startswith(f"{PUBLIC}/") for path in locations(elsewhere, "/sitemap.xml", "urlset"))
    robots = elsewhere.get("/a/b/robots.txt").text
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in robots
    assert "Disallow: /a/b/*.csv$" in robots
    head = elsewhere.get("/a/b/explore/meetings/jspg-kz-tr-8").text.partition("</head>")[0]
    addresses = re.findall(r'(?:href|content|src)="(/.*?|https?:.*?)"', head)
    assert f"{PUBLIC}/explore/meetings/jspg-kz-tr-8" in addresses
    assert [address for address in addresses if not address.startswith(("/a/b/", f"{PUBLIC}/"))] == []
    assert f'"@id": "{PUBLIC}/meetings/jspg-kz-tr-8"' in head


def test_who_is_told_of_a_weakness(client: TestClient, elsewhere: TestClient) -> None:
    lines = elsewhere.get("/.well-known/security.txt").text.splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert fields["Contact"] == "mailto:security@events.example"
    assert fields["Canonical"] == f"{PUBLIC}/.well-known/security.txt"
    time_left = dt.datetime.fromisoformat(fields["Expires"]) - dt.datetime.now(dt.UTC)
    assert dt.timedelta(30) < time_left < dt.timedelta(365)
    problem = client.get("/.well-known/security.txt")
    assert (problem.status_code, problem.headers["content-type"]) == (404, "application/problem+json")
    assert "no contact" in problem.text


@pytest.mark.parametrize(
    "contact", ["security@events.example", "mailto:nobody", "http://events.example", "https://a\nb"]
)
def test_a_contact_that_nobody_can_use_is_refused(contact: str) -> None:
    with pytest.raises(ValidationError, match="mailto:"):
        Settings.model_validate({"security_contact": contact})


def test_the_icon_is_also_at_its_old_address(client: TestClient) -> None:
    assert client.get("/favicon.ico").content == client.get("/static/favicon.ico").content


@pytest.mark.thorough
def test_the_catalog_of_the_api_leads_to_its_descriptions(client: TestClient, elsewhere: TestClient) -> None:
    answer = client.get("/.well-known/api-catalog")
    assert answer.headers["content-type"].startswith('application/linkset+json; profile="')
    assert 'rel="api-catalog"' in client.head("/.well-known/api-catalog").headers["link"]
    _, api, _ = linkset = answer.json()["linkset"]
    assert linkset[0]["item"] == [{"href": entry["anchor"]} for entry in linkset[1:]]
    links = re.findall(r'<(/[^>]+)>; rel="([^"]+)"; type="([^"]+)"', client.get("/").headers["link"])
    relations = {"service-desc", "service-doc", "service-meta", "status", "api-catalog"}
    assert {relation for _, relation, _ in links} == relations
    for path, relation, media_type in links:
        description = client.get(path)
        assert (description.status_code, description.headers["content-type"].split(";")[0]) == (200, media_type)
        assert relation == "api-catalog" or {"href": f"{client.base_url}{path}", "type": media_type} in api[relation]
    assert elsewhere.get("/.well-known/api-catalog").json()["linkset"][1]["anchor"] == f"{PUBLIC}/"
