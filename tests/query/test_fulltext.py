"""Full text finds the same records on both databases, in any spelling, and never all records for no words."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.db.tables.publication import SearchEntry
from app.main import RESOURCES, create_app
from app.query import fulltext
from app.settings import Settings
from tests.api_requests import ask, every_list, first_error, ids, items, statements
from tests.conftest import fill, on_sqlite
from tests.seed_copies import copy_seed, editing

# What is found, on SQLite and on PostgreSQL alike: the numbers are of the seed.
CASES = [
    ("/officials", "Erdogan", ["recep-tayyip-erdogan"]),
    ("/officials", "Erdoğan", ["recep-tayyip-erdogan"]),
    ("/officials", "ERDOĞAN recep", ["recep-tayyip-erdogan"]),
    ("/officials", "Эрдоган", ["recep-tayyip-erdogan"]),
    ("/officials", "kosher*", ["yermek-kosherbayev"]),
    ("/officials", "kosher", []),
    ("/countries", "Turkiye", ["TR"]),
    ("/countries", "Турция", ["TR"]),
    ("/mechanisms", '"strategic planning"', ["jspg-kz-tr"]),
    ("/mechanisms", '"planning strategic"', []),
    ("/mechanisms", "planning strategic", ["jspg-kz-tr"]),
    ("/mechanisms", '"strategic plan"*', ["jspg-kz-tr"]),
    ("/mechanisms", "jspg-kz-tr", ["jspg-kz-tr"]),
    ("/meetings", "JSPG", ["jspg-kz-tr-8"]),
    ("/meetings", "jspg ankara fidan", ["jspg-kz-tr-8"]),
    ("/meetings", "jspg Turkey", ["jspg-kz-tr-8"]),
    ("/meetings", "jspg astana", []),
    ("/mechanisms", "political consultation", ["political-consultations-kz-tr"]),
    ("/mechanisms", 'political "consultation"', []),
    ("/mechanisms", '"political consultations"', ["political-consultations-kz-tr"]),
    ("/mechanisms", "political -consultation", []),
    ("/trade-stats", "preview", []),  # which is in the id of many
    ("/trade-stats", "explore", []),  # which is in the address of every page
    ("/timeline", "jspg ankara", ["jspg-kz-tr-8", "mfa-cooperation-plan-kz-tr-2026"]),
]


@pytest.mark.parametrize(("path", "q", "expected"), CASES)
def test_what_is_found(client: TestClient, path: str, q: str, expected: list[str]) -> None:
    assert ids(client, path, {"q": q}) == expected


@every_list
def test_search_narrows_a_list_and_leaves_its_order(client: TestClient, path: str) -> None:
    matches = ids(client, path, {"q": "Turkiye"})
    whole = ids(client, path)
    assert matches == [record_id for record_id in whole if record_id in set(matches)]
    assert matches
    kazakh_matches = ids(client, path, {"q": "Turkiye", "country": "KZ"})
    assert kazakh_matches == [record_id for record_id in matches if record_id in ids(client, path, {"country": "KZ"})]


def test_relevance_puts_what_is_called_so_first(client: TestClient) -> None:
    matches = ids(client, "/mechanisms", {"q": "Turkic", "sort": "relevance"})
    assert matches[0] == "ots"
    official_ids = [i["id"] for i in items(client, "/officials", {"q": "Fidan", "sort": "relevance"})]
    assert official_ids == ["hakan-fidan"]
    error = first_error(client, "/meetings", {"sort": "relevance"})
    assert (error["parameter"], error["value"]) == ("sort", "relevance")


def test_relevance_is_paged_like_any_order(wider: TestClient) -> None:
    whole = ids(wider, "/meetings", {"q": "Turkiye", "sort": "relevance"})
    assert len(whole) > 5
    url: str | None = "/meetings?q=Turkiye&sort=relevance&limit=2"
    record_ids: list[str] = []
    while url:
        response = wider.get(url)
        record_ids += [item["id"] for item in response.json()["items"]]
        url = response.links.get("next", {}).get("url")
    assert record_ids == whole


@on_sqlite
@pytest.mark.parametrize("path", ["/meetings", "/search"])
@pytest.mark.parametrize("q", ["*", "—", '""', "…, !", '"*"', " "])
def test_nothing_to_search_for_is_refused(client: TestClient, path: str, q: str) -> None:
    error = first_error(client, path, {"q": q})
    assert (error["parameter"], error["value"]) == ("q", q)


def test_search_over_everything(client: TestClient) -> None:
    body = ask(client, "/search", {"q": "strategic planning", "limit": "1000"})
    first = body["items"][0]
    assert (first["kind"], first["id"], first["url"]) == ("mechanism", "jspg-kz-tr", "/mechanisms/jspg-kz-tr")
    assert "Strategic Planning" in first["snippet"]
    assert {"meeting", "mechanism", "agreement"} <= {hit["kind"] for hit in body["items"]}
    assert [hit["rank"] for hit in body["items"]] == sorted((hit["rank"] for hit in body["items"]), reverse=True)
    for hit in [*body["items"], *items(client, "/search", {"q": "Fidan OR coal OR Türkiye", "limit": "200"})]:
        record = ask(client, hit["url"])
        assert (hit["id"], hit["title"], hit["label"]) == (
            record["id"],
            record["title"] or record["label"],
            record["label"],
        )
    assert body["total"] == len(body["items"])
    assert body["suggestions"] == []


def test_search_has_every_record_once(client: TestClient) -> None:
    """``q`` on a list and ``/search`` by kind agree, and the pages join up."""
    for kind, path in (("meeting", "/meetings"), ("trade-stat", "/trade-stats"), ("country", "/countries")):
        whole = [
            hit["id"] for hit in ask(client, "/search", {"q": "Kazakhstan", "kind": kind, "limit": "1000"})["items"]
        ]
        assert sorted(whole) == sorted(ids(client, path, {"q": "Kazakhstan"}))
        url: str | None = f"/search?q=Kazakhstan&kind={kind}&limit=3"
        record_ids: list[str] = []
        while url:
            response = client.get(url)
            record_ids += [hit["id"] for hit in response.json()["items"]]
            url = response.links.get("next", {}).get("url")
        assert record_ids == whole


def test_nothing_found_comes_with_the_nearest_names(client: TestClient) -> None:
    body = ask(client, "/search", {"q": "Erdogn"})
    assert (body["items"], body["total"]) == ([], 0)
    assert "Erdoğan" in body["suggestions"]


def test_search_takes_a_constant_number_of_statements(client: TestClient) -> None:
    for limit in ("1", "1000"):
        with statements(client) as queries:
            ask(client, "/search", {"q": "Kazakhstan", "limit": limit})
        assert len(queries) == 4


@on_sqlite
def test_a_cursor_belongs_to_its_question(client: TestClient) -> None:
    cursor = ask(client, "/search", {"q": "Kazakhstan", "limit": "1"})["next_cursor"]
    assert first_error(client, "/search", {"q": "Turkiye", "cursor": cursor})["parameter"] == "cursor"
    assert first_error(client, "/search", {"q": "Turkiye", "cursor": "x"})["parameter"] == "cursor"


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60))
@on_sqlite
def test_no_text_is_an_internal_error(client: TestClient, text: str) -> None:
    assert client.get("/search", params={"q": text}).status_code in (200, 422)


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet="ab1\"*():&|!<->' {}^+-ANDORNTE", max_size=40))
def test_no_operator_of_the_database_gets_through(client: TestClient, text: str) -> None:
    assert client.get("/meetings", params={"q": text}).status_code in (200, 422)


@pytest.mark.parametrize(
    ("plain", "q", "snippet"),
    [
        ("one two three", "two", "one two three"),
        ("a b c d e f g h İstanbul i j k l m n o p", "istanbul", "… b c d e f g h İstanbul i j k l m n o …"),
        ("a b c", "elsewhere", "a b c"),
        ("", "x", ""),
        ("a b c d e f g h kosherbayev", "kosher*", "… b c d e f g h kosherbayev"),
    ],
)
def test_snippets(plain: str, q: str, snippet: str) -> None:
    assert fulltext.snippet(plain, fulltext.parse_words(q)) == snippet


@on_sqlite
def test_no_sentence_of_a_document_is_searched(client: TestClient) -> None:
    with client.app.state.engine.connect() as connection:  # type: ignore[attr-defined]
        for entry in connection.execute(select(SearchEntry).where(SearchEntry.kind == "evidence")):
            assert len(entry.plain) < 400


@pytest.mark.thorough
def test_another_name_of_an_official_finds_the_meetings(seed_database: Settings, tmp_path: Path) -> None:
    """A new name changes the search entries of the meetings, but not their bodies. A name that goes finds nothing
    more."""
    folder = copy_seed(tmp_path / "seed")
    with editing(folder / "officials.yaml") as officials:
        officials["hakan-fidan"].setdefault("aliases", []).append("Xylophonist")
    fill(seed_database, folder)
    with TestClient(create_app(seed_database)) as new_client:
        assert "jspg-kz-tr-8" in ids(new_client, "/meetings", {"q": "Xylophonist"})
    fill(seed_database)
    with TestClient(create_app(seed_database)) as again:
        assert ids(again, "/meetings", {"q": "Xylophonist"}) == []


def test_only_words_of_records_are_found(client: TestClient) -> None:
    """The separators between their values are not."""
    assert ask(client, "/search", {"q": "zqz"})["total"] == 0
    total = sum(ask(client, resource.path)["total"] for resource in RESOURCES if resource.searchable)
    assert 0 < ask(client, "/search", {"q": "z*"})["total"] < total / 10


def test_a_part_of_trade_is_not_called_trade(client: TestClient) -> None:
    titles = [hit["title"] for hit in items(client, "/search", {"q": "copper", "kind": "trade-stat"})]
    assert titles
    assert all("copper" in title.lower() and title.startswith("Exports of") for title in titles)


def test_words_said_again_count_once(client: TestClient) -> None:
    once = items(client, "/search", {"q": "strategic planning"})
    again = items(client, "/search", {"q": "strategic planning " * 8})
    assert [(hit["id"], hit["rank"]) for hit in again] == [(hit["id"], hit["rank"]) for hit in once]


def test_a_search_that_finds_too_many_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = ask(client, "/search", {"q": "Kazakhstan", "limit": "1000"})
    assert (whole["cut"], whole["ranked"]) == (False, whole["total"])
    monkeypatch.setattr("app.resources.search.MAX_RANKED", 20)
    with statements(client):  # without what is kept of the first answer
        page = ask(client, "/search", {"q": "Kazakhstan", "limit": "1000"})
    assert (page["cut"], page["ranked"], len(page["items"]), page["total"]) == (True, 20, 20, whole["total"])
    remaining = {hit["url"] for hit in page["items"]}
    assert page["items"] == [hit for hit in whole["items"] if hit["url"] in remaining]
    short_page = ask(client, "/search", {"q": "strategic planning group", "limit": "1", "kind": "mechanism"})
    assert (short_page["cut"], short_page["ranked"]) == (False, short_page["total"])
