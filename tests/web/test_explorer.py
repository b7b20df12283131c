"""The pages of the explorer: they show what the API answers, lead on, and load nothing from elsewhere."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from app.api.snapshots import open_snapshot
from app.main import RESOURCES, create_app
from app.settings import Settings
from app.web import trade_page
from app.web.html import PAGE_POLICY
from app.web.pictures.trade_picture import TRADE_FILTERS
from app.web.reader import PageReader
from app.web.records.record_fields import time_tag
from tests.api_requests import ask, items
from tests.conftest import ROOT, fill, on_sqlite
from tests.seed_copies import copy_seed, editing

pytestmark = on_sqlite

KINDS = [resource.path.strip("/") for resource in RESOURCES if resource.page]

START = ["/", "/explore/events?mechanism=JSPG", "/explore/trade", "/explore/meetings/jspg-kz-tr-8", "/briefings/kz-tr"]


class Page(HTMLParser):
    """What a page has: where its links lead, what it loads, its ids, its headings, and the tags that are open."""

    VOID = frozenset(("meta", "link", "input", "img", "br", "source"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.tags: list[str] = []
        self.form_values: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.fields_without_label = 0
        self.select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        result = dict(attrs)
        self.tags.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        if tag in ("a", "form") and result.get("rel") != "nofollow":  # test_list_pages follows a sample of filters
            self.links.append(result.get("href") or result.get("action") or "")
        if tag in ("img", "iframe") or (tag == "script" and result.get("type") != "application/ld+json"):
            self.loads.append(result["src"] or "")
        if tag == "link":
            self.loads.append(result["href"] or "")
        if "id" in result:
            self.ids.append(result["id"] or "")
        if tag in ("input", "select") and result.get("type") != "hidden":
            self.fields_without_label += "label" not in self.open
        condition = {"hidden": True, "checkbox": "checked" in result}.get(
            result.get("type") or "", bool(result.get("value"))
        )
        if tag == "input" and condition and result.get("name"):
            self.form_values.append((str(result["name"]), str(result["value"])))
        self.select = str(result.get("name")) if tag == "select" else self.select
        if tag == "option" and "selected" in result and result.get("value"):
            self.form_values.append((self.select, str(result["value"])))
        assert not any(name.startswith("on") or name == "style" for name in result), (tag, result)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(client: TestClient, url: str, status: int = 200) -> Page:
    answer = client.get(url)
    assert answer.status_code == status, url
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == PAGE_POLICY
    assert len(gzip.compress(answer.content)) < 50_000
    page = Page(answer.text)
    assert page.tags.count("h1") == 1
    assert page.open == []
    assert page.fields_without_label == 0
    assert len(page.ids) == len(set(page.ids))
    assert '<html lang="en">' in answer.text
    return page


PAGES_OF_A_SHAPE = 3
"""How many links of one shape to pages are followed. Pages of records have the same shape, and
test_every_record_has_a_page reads all of them."""
FILES_OF_A_SHAPE = 1
"""The same for links to files. A picture as PNG takes a quarter of a second."""


def shape(url: str, records: set[str]) -> str:
    """A link without the values of its query, and without the id of its record if that record exists. A link to an
    unknown record is a shape of its own, so that it is followed."""
    parts = urlsplit(url)
    record = re.match(r"(?:/explore)?((/[^/]+)/[^/.]+)", parts.path)
    path = parts.path.replace(record[1], f"{record[2]}/{{id}}") if record and record[1] in records else parts.path
    return f"{path}?{' '.join(name for name, _ in parse_qsl(parts.query))}"


@pytest.fixture(scope="module")
def records(client: TestClient) -> set[str]:
    """The addresses of all records that have a page."""
    return {item["url"] for kind in KINDS for item in items(client, f"/{kind}")}


@pytest.mark.thorough
def test_every_link_of_every_kind_of_page_leads_somewhere(client: TestClient, records: set[str]) -> None:
    waiting, paths_seen, kinds = list(START), set(START), set()
    shapes: Counter[str] = Counter()
    base = str(client.base_url)
    while waiting:
        url = waiting.pop()
        for link in (page := read(client, url)).links + page.loads:
            whole = urlsplit(urljoin(base + url, link))
            assert f"{whole.scheme}://{whole.netloc}" == base, f"{url} leads to {link}"
            path = whole.path + (f"?{whole.query}" if whole.query else "")
            if path in paths_seen:
                continue
            paths_seen.add(path)
            is_page = path.startswith(("/explore/", "/briefings/")) and not path.endswith((".md", ".docx"))
            shapes[shape(path, records)] += 1
            if shapes[shape(path, records)] > (PAGES_OF_A_SHAPE if is_page else FILES_OF_A_SHAPE):
                continue
            if is_page:
                kinds.add(path.split("/")[2])
                waiting.append(path)
            else:
                assert client.get(path).status_code == 200, f"{url} leads to {path}"
    assert kinds >= set(KINDS)


TO_A_RECORD = re.compile(rf'href="/explore(/(?:{"|".join(KINDS)})/[^"/?#]+)["?#]')


@pytest.mark.thorough
@pytest.mark.parametrize("kind", KINDS)
def test_every_record_has_a_page(client: TestClient, kind: str, records: set[str]) -> None:
    """The links on it lead to records that exist."""
    for record in ask(client, f"/{kind}", {"limit": "1000"})["items"]:
        assert record["html_url"] == f"/explore{record['url']}"
        text = client.get(record["html_url"]).text
        assert {unquote(link) for link in TO_A_RECORD.findall(text)} <= records, record["url"]
        for source in record["sources"]:
            assert f"/explore/documents/{source['document']}" in text


def test_from_the_front_page_to_the_last_meeting_of_a_mechanism(client: TestClient) -> None:
    front = client.get("/").text
    last_day = str(time_tag("2026-02-02"))
    link = re.search(rf'/mechanisms/jspg-kz-tr">.+?last met <a href="(.+?)">{last_day}', front, re.DOTALL)
    assert link
    assert link[1] == "/explore/meetings/jspg-kz-tr-8"
    assert f'<a href="{link[1]}">When did the JSPG last meet' in front
    page = client.get("/explore/meetings?mechanism=JSPG").text
    for fact in ("2 Feb 2026", "Hakan Fidan", "Yermek Kosherbayev", "jspg-8-report"):
        assert fact in page
    assert "http://testserver/meetings.ics?mechanism=JSPG" in page
    assert "IMPORTDATA(&#34;http://testserver/meetings.csv?mechanism=JSPG&#34;)" in page
    assert client.get("/meetings.ics?mechanism=JSPG").text.count("BEGIN:VEVENT") == 1
    assert client.get("/meetings.csv?mechanism=JSPG").text.count("\r\n") == 2


def test_empty_fields_leave_the_address(client: TestClient) -> None:
    answer = client.get("/explore/events?mechanism=JSPG&country=&date_from=&kind=", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/explore/events?mechanism=JSPG")
    answer = client.get("/explore/trade?between=KZ,TR&indicator=trade&kind=", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/explore/trade?between=KZ%2CTR&indicator=trade")


@pytest.mark.parametrize(
    "url",
    [
        "/explore/events?mechanism=JSPG&mechanism=HLSCC&between=KZ%2CTR&date=2025%2F2026",
        "/explore/events?country=TR&document=jspg-8-report",
        "/explore/trade?indicator=trade&indicator=trade-target&between=KZ%2CTR",
        "/explore/trade?indicator=trade&country=TR&date=2024",
    ],
)
def test_a_form_holds_all_that_is_asked(client: TestClient, url: str) -> None:
    """Its button shows the same again, or with one field changed the same but for that field."""
    pairs = parse_qsl(urlsplit(url).query)
    page = read(client, url)
    assert sorted(page.form_values) == sorted(pairs)
    path = "/timeline" if url.startswith("/explore/events?") else "/trade-stats/series"
    list_page = ask(client, f"{path}?{urlsplit(url).query}")
    assert list_page["items"]
    text = client.get(url).text
    assert f"<strong>{list_page['total']}</strong> event" in text or sum(
        not row["gap"] for row in list_page["items"]
    ) == text.count('scope="row"')


def test_the_form_of_figures_begins_with_what_is_shown(client: TestClient) -> None:
    choices = [("flow", "turnover"), ("indicator", "trade"), ("indicator", "trade-target")]
    assert read(client, "/explore/trade").form_values == choices


@pytest.mark.parametrize("between", ["KZ,TR", "tr,kz"])
def test_the_form_of_figures_offers_pairs_that_have_some(client: TestClient, between: str) -> None:
    count = ask(client, "/trade-stats", {"between": "KZ,TR"})["total"]
    text = client.get("/explore/trade", params={"between": between}).text
    assert f'<option value="KZ,TR" selected>Kazakhstan and Türkiye ({count})</option>' in text
    assert text.count('<option value="KZ,TR"') == 1
    assert "<legend>Investment</legend>" in text


def test_no_figures_and_which_filter_to_drop(client: TestClient) -> None:
    text = client.get("/explore/trade?between=KZ%2CTR&indicator=students&date_from=2050").text
    assert "No document reports such a figure." in text
    assert 'without <a href="/explore/trade?between=KZ%2CTR&amp;indicator=students">From: 2050</a>: ' in text


def test_the_table_of_figures_says_of_what_they_are(client: TestClient) -> None:
    rows = ask(client, "/trade-stats/series", {"indicator": "trade"})["items"]
    products = {row["product"]["name"] for row in rows if row["product"]}
    assert "Coal" in products
    text = client.get("/explore/trade?indicator=trade").text
    assert {product for product in products if f"Exports of {product} from Kazakhstan" in text} == products


@pytest.mark.parametrize(
    ("url", "status", "message"),
    [
        ("/explore/events?mechanism=JSPQ", 422, ">JSPG</a>?"),
        ("/explore/events?date_from=2025-13", 422, "date_from"),
        ("/explore/events?cursor=nonsense", 422, "cursor"),
        ("/explore/trade?between=KZ", 422, "between"),
        ("/explore/trade?indicator=none-such", 422, "indicator"),
        ("/explore/meetings/none-such", 404, "no meeting has that id"),
        ("/explore/nonsense/x", 404, "there is no such page"),
        ("/explore/meetings/<script>", 404, "no meeting has that id"),
        ("/briefings/kz", 404, "there is no such page"),
        ("/briefings/kz-xx", 404, "no country has that id"),
        ("/briefings/kz-tr.pdf", 404, "there is no such page"),
    ],
)
def test_what_is_wrong_is_said_on_the_page(client: TestClient, url: str, status: int, message: str) -> None:
    read(client, url, status)
    text = client.get(url).text
    assert 'role="alert"' in text
    assert message in text


def test_a_record_asked_for_by_another_name_has_one_address(client: TestClient) -> None:
    for name, record_path in [("mechanisms/JSPG", "mechanisms/jspg-kz-tr"), ("countries/Türkiye", "countries/TR")]:
        answer = client.get(f"/explore/{name}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/explore/{record_path}")
    answer = client.get("/briefings/tr-KAZ.md", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/briefings/kz-tr.md")


@pytest.fixture
def hostile(seed_database: Settings, tmp_path: Path) -> Iterator[TestClient]:
    seed = copy_seed(tmp_path / "seed")
    with editing(seed / "meetings.yaml") as meetings:
        meetings["jspg-kz-tr-8"]["title"] = '"><script>alert(1)</script> {{ 7 * 7 }}'
    fill(seed_database, seed)
    with TestClient(create_app(seed_database)) as client:
        yield client


def test_a_title_is_text_and_nothing_else(hostile: TestClient) -> None:
    for url in ("/", "/explore/meetings/jspg-kz-tr-8", "/explore/mechanisms/jspg-kz-tr", "/briefings/kz-tr"):
        text = hostile.get(url).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7 * 7 }}" in text


def test_figures_that_can_all_be_true_lead_to_the_page_that_compares_them(client: TestClient) -> None:
    link = '<a href="/explore/conflicts/figures.trade-turnover-kz-tr-2024">compare</a>'
    assert f"2 figures, which can all be true: {link}" in client.get("/explore/trade").text


def test_figures_that_differ_lead_to_the_page_that_compares_them(seed_database: Settings, tmp_path: Path) -> None:
    seed = copy_seed(tmp_path / "seed")
    with editing(seed / "trade_stats.yaml") as figures:
        figures["trade-2024-musabekova"]["qualifier"] = "over"  # of the same value that another document nearly has
    fill(seed_database, seed)
    with TestClient(create_app(seed_database)) as client:
        text = client.get("/explore/trade").text
        assert '2 sources differ: <a href="/explore/conflicts/figures.trade-turnover-kz-tr-2024">compare</a>' in text
        assert client.get("/explore/conflicts/figures.trade-turnover-kz-tr-2024").status_code == 200


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("1992-10", '<time datetime="1992-10">Oct 1992</time>'),
        ("2025-08-31/2025-09-01", '<time title="2025-08-31/2025-09-01">31 Aug – 1 Sep 2025</time>'),
        (None, "no date stated"),
    ],
)
def test_a_date_stands_in_words_and_for_machines(date: str | None, text: str) -> None:
    assert time_tag(date) == text


def test_pages_are_of_a_revision_and_kept(client: TestClient) -> None:
    first = client.get("/explore/events?mechanism=JSPG")
    assert first.headers["x-data-revision"] == str(ask(client, "/readyz")["revision"])
    again = client.get("/explore/events?mechanism=JSPG", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


def test_no_page_says_where_it_was_made() -> None:
    for template in (ROOT / "app" / "web" / "templates").iterdir():
        assert "http://" not in template.read_text("utf-8")
        assert "https://" not in template.read_text("utf-8")


def test_trade_of_too_many_figures_is_that_of_the_pair_with_the_most(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_snapshot(client.app.state) as snapshot:  # type: ignore[attr-defined]
        reader = PageReader(snapshot)
        assert trade_page._default(reader) == TRADE_FILTERS
        monkeypatch.setattr(trade_page, "MAX_FIGURES", 1)
        assert trade_page._default(reader) == [*TRADE_FILTERS, ("between", "KZ,TR")]


def test_a_refused_page_offers_no_download(client: TestClient) -> None:
    for path in ("/explore/trade?indicator=tradee", "/explore/map?country=ZY", "/explore/meetings?mechanism=JSPQ"):
        answer = client.get(path)
        assert answer.status_code == 422
        assert "Download and share" not in answer.text


def test_a_revision_counts_records_by_the_names_of_their_pages(client: TestClient) -> None:
    text = client.get("/explore/revisions").text
    assert re.search(r"\d figures created, \d+ milestones created", text)
    assert "trade stats" not in text
