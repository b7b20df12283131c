"""Citations: each style of each record is well-formed, says what is cited, and leads back to it."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.domain.titles import source_title
from app.main import RESOURCES
from app.resources.citations import as_of_revision
from tests.api_requests import ask, first_error, items
from tests.conftest import on_sqlite
from tests.resources.test_citation_styles import ORIGIN, parse_bibtex, parse_ris

pytestmark = on_sqlite

PATHS = [resource.path for resource in RESOURCES if resource.path != "/timeline"]
STYLES = {
    "text": "text/plain; charset=utf-8",
    "apa": "text/plain; charset=utf-8",
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl": "application/vnd.citationstyles.csl+json",
}


@pytest.fixture(scope="module")
def revision(client: TestClient) -> int:
    return int(ask(client, "/readyz")["revision"])


@pytest.fixture(params=PATHS)
def record(client: TestClient, request: pytest.FixtureRequest) -> Any:
    """A record of each resource, if possible with more than one source."""
    return max(items(client, request.param), key=lambda record: len(record["sources"]))


@pytest.fixture
def citation(client: TestClient, record: Any) -> Any:
    return ask(client, f"{record['url']}/citation")


def test_citation_leads_to_its_record_and_revision(
    client: TestClient, record: Any, citation: Any, revision: int
) -> None:
    assert citation["id"] == record["id"]
    assert citation["permalink"] == as_of_revision(ORIGIN + record["html_url"], revision)
    assert ask(client, citation["api_url"].removeprefix(ORIGIN)) == record
    assert citation["revision"] == revision


def test_plain_text_names_every_source_and_paragraph(record: Any, citation: Any) -> None:
    assert citation["permalink"] in citation["text"]
    assert f"data revision {citation['revision']}" in citation["text"]
    assert "\n" not in citation["text"]
    for source in record["sources"]:
        assert source_title(source) in citation["text"]
        assert ", ".join(map(str, source["paragraphs"])) in citation["text"]


def test_apa_has_an_entry_for_the_record_and_each_source(record: Any, citation: Any) -> None:
    first, *sources = citation["apa"].split("\n")
    assert first.startswith(f"Communiqué. ({record['updated_at'][:4]}). ")
    assert first.endswith(f"(Revision {citation['revision']}) [Data set]. {citation['permalink']}")
    assert len(sources) == len(record["sources"])
    for entry, source in zip(sources, record["sources"], strict=True):
        assert source_title(source) in entry
        assert f"({source['published'][:4]}" in entry


def test_bibtex_has_an_entry_for_the_record_and_each_source(record: Any, citation: Any) -> None:
    (_, key, first), *sources = parse_bibtex(citation["bibtex"])
    assert key == f"communique:{record['id']}"
    assert first["url"] == citation["permalink"]
    assert first["author"] == "{Communiqué}"
    assert first["year"] == record["updated_at"][:4]
    assert str(citation["revision"]) in first["note"]
    assert [key for _, key, _ in sources] == [f"communique:document:{s['document']}" for s in record["sources"]]
    for (_, _, fields), source in zip(sources, record["sources"], strict=True):
        assert fields["year"] == source["published"][:4]
        assert fields.get("author") == source["author"]
        assert fields.get("publisher") == source["publisher"]


def test_csl_has_an_item_for_the_record_and_each_source(record: Any, citation: Any) -> None:
    first, *sources = citation["csl"]
    assert (first["id"], first["type"]) == (f"communique{record['url']}", "dataset")
    assert first["URL"] == citation["permalink"]
    assert first["version"] == f"revision {citation['revision']}"
    assert [entry["id"] for entry in sources] == [f"documents/{source['document']}" for source in record["sources"]]
    assert len({entry["id"] for entry in citation["csl"]}) == len(citation["csl"])
    for entry in citation["csl"]:
        assert entry["title"]
        assert entry["type"] in ("dataset", "article")
        parts = entry["issued"]["date-parts"]
        assert 1 <= len(parts) <= 2
        assert all(1 <= len(part) <= 3 and all(isinstance(number, int) for number in part) for part in parts)


def test_ris_has_an_entry_for_the_record_and_each_source(record: Any, citation: Any) -> None:
    first, *sources = [parse_ris(entry) for entry in citation["ris"].split("\n\n")]
    assert (first["TY"], first["UR"]) == ("DATA", citation["permalink"])
    assert [entry["TI"] for entry in sources] == [entry["title"] for entry in citation["csl"][1:]]
    for entry, source in zip(sources, record["sources"], strict=True):
        assert entry["PY"].startswith(source["published"][:4])
        assert entry.get("PB") == source["publisher"]


def test_a_record_without_a_source_names_none(client: TestClient) -> None:
    country = items(client, "/countries", {"recorded": "no", "limit": "1"})[0]
    citation = ask(client, f"{country['url']}/citation")
    assert citation["text"].endswith(f"{citation['permalink']}.")
    assert "Sources" not in json.dumps(citation)


@pytest.mark.parametrize("style", STYLES)
def test_one_style_comes_as_a_file(client: TestClient, record: Any, citation: Any, style: str) -> None:
    response = client.get(f"{record['url']}/citation", params={"style": style})
    assert (response.status_code, response.headers["content-type"]) == (200, STYLES[style])
    assert (json.loads(response.text) if style == "csl" else response.text) == citation[style]


def test_title_of_a_figure_says_what_it_is(client: TestClient) -> None:
    text = client.get("/trade-stats/trade-2024-musabekova/citation", params={"style": "text"}).text
    assert text.startswith("Trade turnover, Kazakhstan and Türkiye: reached $5 billion dollars (2024). Communiqué")


def test_citation_is_found_as_its_record_is(client: TestClient) -> None:
    expected = ask(client, "/mechanisms/jspg-kz-tr/citation")
    assert ask(client, "/mechanisms/JSPG/citation") == expected


@pytest.mark.parametrize(
    ("params", "parameter", "nearest"),
    [
        ({"style": "bibtx"}, "style", "bibtex"),
        ({"style": "mla"}, "style", "apa"),
        ({"style": ["apa", "csl"]}, "style", None),
        ({"stile": "apa"}, "stile", "style"),
        ({"include": "evidence"}, "include", None),
    ],
)
def test_wrong_style_is_refused(client: TestClient, params: Any, parameter: str, nearest: str | None) -> None:
    error = first_error(client, "/meetings/jspg-kz-tr-8/citation", params)
    assert error["parameter"] == parameter
    assert nearest is None or nearest in error["suggestions"]


def test_citation_of_no_record_is_not_found(client: TestClient) -> None:
    assert "jspg-kz-tr-8" in first_error(client, "/meetings/jspg-kz-tr-9/citation", status=404)["suggestions"]
    assert client.get("/timeline/jspg-kz-tr-8/citation").status_code == 404


@pytest.mark.parametrize(
    ("accept", "style"),
    [
        ("application/x-bibtex", "bib"),
        ("application/vnd.citationstyles.csl+json, application/json;q=0.5", "CSL_JSON"),
        ("application/x-research-info-systems", "ris"),
    ],
)
def test_record_is_its_citation_to_who_prefers_it(client: TestClient, accept: str, style: str) -> None:
    answer = client.get("/meetings/jspg-kz-tr-8", headers={"Accept": accept})
    citation = client.get("/meetings/jspg-kz-tr-8/citation", params={"style": style})
    assert (answer.text, answer.headers["content-type"]) == (citation.text, citation.headers["content-type"])
    assert answer.headers["content-type"] == accept.split(",")[0]
    assert "Accept" in answer.headers["vary"]
    mixed_answer = client.get("/meetings/jspg-kz-tr-8?fields=id", headers={"Accept": accept})
    assert mixed_answer.json()["errors"][0]["parameter"] == "fields"


@pytest.mark.parametrize(("suffix", "style"), [("bib", "bibtex"), ("ris", "ris"), ("csl", "csl")])
def test_a_suffix_is_a_style(client: TestClient, record: dict[str, Any], suffix: str, style: str) -> None:
    response = client.get(f"{record['url']}.{suffix}")
    answer = client.get(f"{record['url']}/citation", params={"style": style})
    assert (response.text, response.headers["content-type"]) == (answer.text, answer.headers["content-type"])
    assert client.get(f"{record['url']}.{suffix}?fields=id").status_code == 422
    assert client.get(f"{record['url']}.{suffix}?nonsense=1").status_code == 422
