"""The search page: hits by kind, the names in the words, what is offered if nothing matches, and the typed part."""

import re

import pytest
from fastapi.testclient import TestClient

from app.api.snapshots import open_snapshot
from app.web.query_names import read_query_names
from tests.api_requests import ask
from tests.conftest import on_both, on_sqlite

pytestmark = on_sqlite

SEARCH = "/explore/search"


def links(client: TestClient, text: str, **parameters: str) -> dict[str, str]:
    """The links of the main part of the page, by address."""
    page = client.get(SEARCH, params={"q": text, **parameters}).text
    main = page.partition('<main id="main">')[2].partition("</main>")[0] or page
    anchors = re.findall(r'<a (?:[^>]*? )?href="([^"]+)"[^>]*>(.*?)</a>', main, re.DOTALL)
    return {href.replace("&amp;", "&"): re.sub("<.*?>", "", words).strip() for href, words in reversed(anchors)}


@pytest.mark.parametrize("part", ["", "1"])
@pytest.mark.parametrize(
    ("text", "href", "words"),
    [
        ("JSPG", "/explore/mechanisms/jspg-kz-tr", "Joint Strategic Planning Group"),
        ("When did the JSPG last meet?", "/explore/meetings/jspg-kz-tr-8", "Last met 2 Feb 2026"),
        ("Fidan 2026", "/explore/events?official=hakan-fidan&date=2026", "3 events"),
        ("Kosherbayev Fidan", "/explore/events?with=yermek-kosherbayev%2Chakan-fidan", "events: Yermek"),
        ("Turkey Feb 2026", "/explore/events?country=TR&date=2026-02", "Feb 2026"),
        ("turkey and kazakhstan", "/briefings/kz-tr", "Briefing: Kazakhstan and Türkiye"),
        ("Kosh", "/explore/officials/yermek-kosherbayev", "Kosherbayev"),
        ("Erdogn", "/explore/officials/recep-tayyip-erdogan", "Erdoğan"),
        ("Ankara elephant", "/explore/meetings/kosherbayev-visit-ankara-2026", "Ankara"),
        ("“strategic planning”", "/explore/mechanisms/jspg-kz-tr", "Strategic Planning"),
    ],
)
def test_search_leads_to_what_was_meant(client: TestClient, text: str, href: str, words: str, part: str) -> None:
    assert words in links(client, text, part=part).get(href, "no such link")


@on_both
@pytest.mark.parametrize("text", ["Ankara", "trade -oil", "Kosh"])
def test_hits_are_those_of_the_api(client: TestClient, text: str) -> None:
    """By kind; the page names the request with the same hits."""
    page = client.get(SEARCH, params={"q": text}).text
    address = re.search(r'<a href="([^"]+)">Data for this page', page)
    assert address
    hits = client.get(address[1]).json()
    counts = {kind: int(count) for kind, count in re.findall(r'<h2 id="(.+?)-hits">.*?<small>(\d+)</small>', page)}
    assert sum(counts.values()) == hits["total"] > 0
    assert {hit["kind"] for hit in hits["items"]} <= counts.keys()


@pytest.mark.parametrize("part", ["", "1"])
def test_a_figure_among_the_hits_has_its_value(client: TestClient, part: str) -> None:
    texts = links(client, "turnover 2022", part=part)
    title = ask(client, "/trade-stats/trade-2022-fidan-astana-visit")["title"]
    assert title in texts["/explore/trade-stats/trade-2022-fidan-astana-visit"]


@pytest.mark.parametrize(
    ("text", "status", "message"),
    [('"strategic', 422, "quotation mark has no partner"), ("zzzz", 200, "No record has these words"), ("", 200, "")],
)
def test_a_search_without_hits_says_why(client: TestClient, text: str, status: int, message: str) -> None:
    answer = client.get(SEARCH, params={"q": text})
    assert answer.status_code == status
    assert message in answer.text
    part = client.get(SEARCH, params={"q": text, "part": "1"})
    assert (part.status_code, message in part.text) == (200, True)
    assert "<html" not in part.text


def test_text_of_a_reader_stays_text(client: TestClient) -> None:
    for part in ("", "1"):
        text = client.get(SEARCH, params={"q": "Ankara<script>alert(1)</script>", "part": part}).text
        assert "<script>alert" not in text


@pytest.mark.parametrize(
    ("text", "names", "date", "other_words"),
    [
        ("in KZ", ["KZ"], None, []),
        ("in the kz", [], None, ["kz"]),
        ("kz", ["kz"], None, []),
        ("2026-02-02 2025", [], "2026-02-02", ["2025"]),
        ("2026-13", [], None, ["2026-13"]),
        ("mayhem 2026", [], "2026", ["mayhem"]),
        ("September 2026", [], "2026-09", []),
        ("Organization of Turkic States summit", ["Organization of Turkic States"], None, ["summit"]),
    ],
)
def test_names_and_dates_in_a_search(
    client: TestClient, text: str, names: list[str], date: str | None, other_words: list[str]
) -> None:
    with open_snapshot(client.app.state) as snapshot:  # type: ignore[attr-defined]
        result = read_query_names(snapshot, text)
    assert (list(result.meanings), result.date, result.other_words) == (names, date, other_words)


@pytest.mark.parametrize(
    ("path", "words", "href"),
    [
        ("/explore/meetings/jspg-kz-tr", "jspg kz tr", "/explore/meetings/jspg-kz-tr-8"),
        ("/meetings/jspg-kz-tr", "jspg kz tr", "/explore/meetings/jspg-kz-tr-8"),
        ("/explore/meetngs", "meetngs", "/explore/meetings"),
        ("/meetngs", "meetngs", "/explore/meetings"),
        ("/explore/meeting/jspg-kz-tr-8", "jspg kz tr 8", "/explore/meetings/jspg-kz-tr-8"),
        ("/explore/timeline", "timeline", "/explore/events"),
        ("/briefing/kz-tr", "kz tr", "/briefings/kz-tr"),
        ("/briefings/tr-kazahstan", "tr kazahstan", "/briefings/kz-tr"),
        ("/guides/formats", "formats", "/guide/formats"),
        ("/map", "map", "/explore/map"),
        ("/explore/check", "check", "/check"),
        ("/none/such_place", "such place", "/explore"),
        ("/explore/none/%3Cscript%3E", "script", "/explore"),
    ],
)
def test_a_missing_page_leads_on(client: TestClient, path: str, words: str, href: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert f'name="q" value="{words}"' in answer.text
    assert f'<a href="{href}">' in answer.text.partition('<main id="main">')[2]
    assert (
        client.get(path)
        .headers["content-type"]
        .startswith("text/html" if path.startswith(("/explore", "/briefings/")) else "application/problem+json")
    )


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", True),
        ("text/html;q=0, */*", False),
        ("application/json, text/html;q=0.5", False),
    ],
)
def test_who_prefers_html_gets_a_page_of_an_error(client: TestClient, accept: str, page: bool) -> None:
    kind = client.get("/meetings/none", headers={"Accept": accept}).headers["content-type"]
    assert kind.startswith("text/html") is page


def test_a_page_that_is_turned_off_does_not_suggest_itself(client: TestClient) -> None:
    path = "/.well-known/security.txt"
    assert f'href="{path}"' not in client.get(path, headers={"Accept": "text/html"}).text


@pytest.mark.parametrize(
    ("address", "words"),
    [("/explore/search?q=%22a", "Words: "), ("/explore/meetings?date_from=20", "From: ")],
)
def test_an_error_names_the_field_as_its_form_does(client: TestClient, address: str, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 422
    assert f"<p>{words}" in answer.text
