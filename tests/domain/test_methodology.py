"""/methodology lists every rule, value and number that decides how figures are compared."""

import html
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.domain.figure_vocabulary import Qualifier
from app.domain.hedges import ABOUT, NEARLY
from app.domain.preference import PREFERENCE
from app.domain.vocabulary import Verdict
from tests.conftest import ROOT, on_sqlite

pytestmark = on_sqlite

MARKDOWN = (ROOT / "docs" / "methodology.md").read_text("utf-8")


class Page(HTMLParser):
    """The text that a page shows, and the files that it requests."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def page(client: TestClient) -> Page:
    response = client.get("/methodology")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    policy = dict(part.strip().split(" ", 1) for part in response.headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == "'self'"
    assert policy["script-src"] == "'self'"
    return Page(response.text)


def test_methodology_states_every_rule_in_order() -> None:
    rules = re.findall(r"^\| `(\w+)` \| (.+) \|$", MARKDOWN.partition("## The preferred figure")[2], re.MULTILINE)
    assert rules == list(PREFERENCE)


@pytest.mark.parametrize("values", [Verdict, Qualifier])
def test_methodology_states_every_value(values: Any) -> None:
    assert re.findall(r"^\| `(\w+)` \|", MARKDOWN, re.MULTILINE).count("exact") == 2
    for value in values:
        assert re.search(rf"^\| `{value}` \| ", MARKDOWN, re.MULTILINE)


def test_methodology_states_the_numbers() -> None:
    flowing = " ".join(MARKDOWN.split())
    assert f"| `about` | the value and {ABOUT} percent either way |" in flowing
    assert f"| `nearly` | from {NEARLY} percent below the value up to it |" in flowing
    assert f"(within {ABOUT} percent; no bound and no rank is rounded)" in flowing


def test_methodology_page_shows_it_all(page: Page) -> None:
    page_text = " ".join(page.text.split())
    for name, rule in PREFERENCE:
        assert f"{name} {html.unescape(rule)}" in page_text
    for value in (*Verdict, *Qualifier):
        assert value in page_text
    assert {"table", "h2"} <= {tag for tag, _ in page.tags}


def test_methodology_page_asks_for_nothing_that_its_policy_forbids(client: TestClient, page: Page) -> None:
    for tag, attributes in page.tags:
        assert tag not in ("style", "iframe", "object", "base")
        assert tag != "script" or "src" in attributes
        assert not [name for name in attributes if name == "style" or name.startswith("on")]
        for name in ("src", "href"):
            target = attributes.get(name)
            is_followed = tag == "a" and str(target).startswith(("https://", "#"))  # only when somebody clicks
            asks = not is_followed and attributes.get("rel") != "canonical"
            if target and asks:
                assert target.startswith("/")
                assert client.get(target).status_code == 200, target
