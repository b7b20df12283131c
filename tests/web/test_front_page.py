"""The front page: where it leads, what its address takes, and how much it weighs."""

import gzip
import re
from typing import Any, cast

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from app.web.front_page import _trading_pair
from app.web.reader import PageReader
from app.web.records.record_fields import time_tag
from tests.api_requests import ask
from tests.conftest import on_sqlite
from tests.quick_client import QuickClient

pytestmark = on_sqlite

MAX_BYTES = 120_000
"""The most bytes of the page with all that it needs, compressed."""


def sections(client: TestClient | QuickClient) -> dict[str, str]:
    """The parts of the page by the id of their heading."""
    parts = re.split(r'<h2 id="(.+?)">', client.get("/").text)
    return dict(zip(parts[1::2], (part.partition("</section>")[0] for part in parts[2::2]), strict=True))


def test_the_page_has_what_a_reader_looks_for(client: TestClient) -> None:
    parts = sections(client)
    assert list(parts) == ["questions", "browse", "newest", "mechanisms", "timeline", "map", "trade"]
    assert parts["questions"].count("<li>") == 5
    newest = ask(client, "/timeline", {"status": ["!planned", "!postponed", "!cancelled"], "limit": "5"})["items"]
    assert re.findall(r'<article class="card" id="(.+?)">', parts["newest"]) == [event["id"] for event in newest]
    assert f"{time_tag('2026-02-02')} · Ankara · held" in parts["newest"]
    names = ["Events", "Mechanisms", "Trade", "Commitments", "Disagreements", "Briefings", "People", "Documents"]
    assert re.findall(r"<li><a [^>]+>(.+?)</a>", parts["browse"]) == names
    for name in ("timeline", "map", "trade"):
        assert "<svg" in parts[name]


def test_the_page_counts_what_the_lists_have(client: TestClient) -> None:
    text = client.get("/").text
    counts = re.search(r"<strong>([\d,]+)</strong> records from <strong>(\d+)</strong> documents", text)
    assert counts
    list_counts = [int(count) for count in re.findall(r"<small>(\d+)</small></h2>", client.get("/explore").text)]
    assert int(counts[2]) == ask(client, "/documents")["total"]
    assert 0 < int(counts[1]) < sum(list_counts)
    assert f"published up to <strong>{time_tag(ask(client, '/timeline')['coverage_until'])}" in text


def test_the_last_meeting_is_one_click_away_and_its_passages_two(client: TestClient) -> None:
    links = re.findall(r'<li><a href="(.+?)">', sections(client)["questions"])
    assert links[0] == "/explore/meetings/jspg-kz-tr-8"
    assert re.search(r'href="/explore/documents/jspg-8-[a-z-]+', client.get(links[0]).text)
    assert all(client.get(link.replace("&amp;", "&")).status_code == 200 for link in links)


@pytest.mark.parametrize(
    ("query", "location"),
    [
        ("mechanism=JSPG", "/explore/events?mechanism=JSPG"),
        ("mechanism=JSPG&country=&q=Fidan", "/explore/events?mechanism=JSPG&q=Fidan"),
        ("country=", "/"),
        ("mechanism=JSPG&nonsense=1", "/explore/events?mechanism=JSPG"),
    ],
)
def test_filters_lead_to_the_events(client: TestClient, query: str, location: str) -> None:
    answer = client.get(f"/?{query}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, location)


def test_other_parameters_are_ignored(client: TestClient) -> None:
    assert client.get("/?nonsense=1", follow_redirects=False).text == client.get("/").text


def test_the_page_is_light(client: TestClient) -> None:
    page = client.get("/")
    loads = re.findall(r'<link rel="(?:stylesheet|icon)" href="(.+?)"|<script src="(.+?)"', page.text)
    files = [client.get(style or script) for style, script in loads]
    assert all(file.status_code == 200 for file in files)
    assert len(files) > 5
    assert sum(len(gzip.compress(file.content)) for file in [page, *files]) < MAX_BYTES


def test_the_page_stands_without_data(empty_database: Settings) -> None:
    with QuickClient(create_app(empty_database)) as client:
        parts = sections(client)
    assert "No event is recorded yet" in parts["newest"]
    assert parts.keys().isdisjoint({"questions", "mechanisms", "trade"})


def test_an_acronym_of_several_mechanisms_is_written_out(wider: TestClient) -> None:
    questions = sections(wider)["questions"]
    assert "last meet" in questions
    assert "When did the JSPG last meet" not in questions


def test_the_chart_is_of_the_newest_pair_with_codes() -> None:
    """An aggregate, such as the world, has no code."""

    class Figures:
        def page(self, *_: Any) -> Any:
            partners = ({"code": None}, None, {"code": "KZ"}, {"code": "UZ"})
            return {"items": [{"reporter": {"code": "TR"}, "partner": partner} for partner in partners]}

    assert _trading_pair(cast("PageReader", Figures())) == "KZ,TR"
