"""The guide as Markdown, and ``/llms.txt``."""

import re

import pytest
from fastapi.testclient import TestClient

from app.errors import PROBLEM_TYPES
from app.main import create_app
from app.web.guide import EXAMPLE_BASE, GUIDE_PAGES
from tests.conftest import SharedDatabases, on_sqlite
from tests.quick_client import QuickClient

pytestmark = on_sqlite

TEXTS = [*(f"/guide/{name}" for name in GUIDE_PAGES), *(f"/problems/{kind}" for kind in PROBLEM_TYPES)]
LINK = re.compile(r"\]\(([^)\s]+)\)")


def text(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/markdown; charset=utf-8"), path
    return answer.text


def test_each_text_is_there_as_markdown_and_its_page_leads_there(client: TestClient) -> None:
    for path in TEXTS:
        content = text(client, f"{path}.md")
        assert content.startswith("# "), path
        assert EXAMPLE_BASE not in content, path
        page = client.get(path, headers={"Accept": "text/html"}).text
        assert f'<link rel="alternate" type="text/markdown" href="{path}.md">' in page


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/guide/filters.md", "### `mechanism`"),
        ("/guide/data-dictionary.md", "- `session` (integer or null): "),
        ("/guide/errors.md", "(/problems/not-found.md)"),
        ("/guide.md", "- [Agents](/guide/agents.md): "),
    ],
)
def test_what_it_has(client: TestClient, path: str, words: str) -> None:
    assert words in text(client, path)


@pytest.mark.parametrize("path", ["/guide/agnts.md", "/problems/not-fond.md"])
def test_a_text_that_is_not_there(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, "did you mean" in answer.json()["detail"]) == (404, True)


def test_every_address_of_llms_txt_answers(client: TestClient) -> None:
    answer = client.get("/llms.txt")
    base = str(client.base_url)
    assert answer.text.startswith("# Communiqué\n> ")
    links = LINK.findall(answer.text)
    assert {f"{base}/guide/{name}.md" for name in GUIDE_PAGES} <= set(links)
    for link in dict.fromkeys(links):
        assert link.startswith(base)
        expected = 405 if link == f"{base}/mcp" else 200
        assert client.get(link.removeprefix(base)).status_code == expected, link


def test_links_have_the_public_address(databases: SharedDatabases) -> None:
    settings = databases.settings("sqlite").model_copy(update={"public_url": "https://here.example/x", "mcp": False})
    with QuickClient(create_app(settings)) as client:
        links = LINK.findall(client.get("/x/llms.txt").text)
        assert links
        assert all(link.startswith("https://here.example/x/") for link in links)
        assert "https://here.example/x/mcp" not in links
        assert "(/x/guide/errors.md)" in text(client, "/x/guide/quick-start.md")
