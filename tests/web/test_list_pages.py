"""The page of each list: its records, its facets, its filters in words, and the ways on from a list that is empty."""

import re
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.main import RESOURCES
from app.web.lists import facet_lists
from app.web.lists.active_filters import has_list_page, list_path
from app.web.lists.list_pages import LINKED_FORMATS, RECORDS_ON_PAGE, heading
from tests.api_requests import ask
from tests.conftest import on_sqlite

pytestmark = on_sqlite

LISTED_RESOURCES = [resource for resource in RESOURCES if has_list_page(resource)]


def page(client: TestClient, url: str, status: int = 200) -> str:
    answer = client.get(url, follow_redirects=False)
    assert answer.status_code == status, (url, answer.status_code)
    return unescape(answer.text)


def ids(text: str) -> list[str]:
    return re.findall(r'<article class="card" id="(.+?)">', text)


def links(text: str) -> dict[str, str]:
    """The links of a page, by their text."""
    plain = re.sub(r"<span.*?</span>", "", text)
    return {words.strip(): href for href, words in re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', plain)}


@pytest.mark.parametrize("resource", LISTED_RESOURCES, ids=lambda resource: resource.path)
def test_a_list_has_a_page_with_the_same_records_in_the_same_order(client: TestClient, resource: Any) -> None:
    text = page(client, list_path(resource))
    answer = ask(client, resource.path, {"limit": str(RECORDS_ON_PAGE)})
    assert ids(text) == [record["id"] for record in answer["items"]]
    assert f"<strong>{answer['total']}</strong>" in text
    for suffix in LINKED_FORMATS:
        has_link = f"http://testserver{resource.path}.{suffix}" in text
        assert has_link == (client.head(f"{resource.path}.{suffix}").status_code == 200)


def test_the_page_of_all_lists_has_each_with_its_number(client: TestClient) -> None:
    text = page(client, "/explore")
    for resource in LISTED_RESOURCES:
        total = ask(client, resource.path, dict(resource.list_page.start) | {"limit": "1"})["total"]
        assert re.search(rf'<a href="{list_path(resource)}[^"]*">{heading(resource)}</a> <small>{total}</small>', text)


@pytest.mark.parametrize("resource", LISTED_RESOURCES, ids=lambda resource: resource.path)
def test_the_number_beside_a_facet_is_that_of_the_list_it_leads_to(client: TestClient, resource: Any) -> None:
    text = page(client, list_path(resource))
    values = re.findall(r'<li><a href="([^"]+)" rel="nofollow">[^<]+</a> <small>(\d+)</small></li>', text)
    for href, count in values[::7]:  # a sample; every one is made in the same way
        text = page(client, href)
        assert f"<strong>{count}</strong>" in text or (count == "0" and "<strong>No " in text), href


def test_a_facet_adds_to_the_filters_and_replaces_its_own(client: TestClient) -> None:
    text = page(client, "/explore/meetings?country=KZ&date=2025&date_match=certain")
    assert '<strong aria-current="true">Kazakhstan</strong>' in text
    assert '<strong aria-current="true">2025</strong>' in text
    assert links(text)["Hungary"] == "/explore/meetings?date=2025&date_match=certain&country=HU"
    assert links(text)["Budapest"] == "/explore/meetings?country=KZ&date=2025&date_match=certain&city=budapest"


@pytest.mark.parametrize(
    ("url", "text"),
    [("agreements?date=none", "not stated"), ("meetings?mechanism=none", "not stated"), ("meetings?date=2025", "2025")],
)
def test_the_value_that_narrows_a_list_is_marked(client: TestClient, url: str, text: str) -> None:
    assert f'<strong aria-current="true">{text}</strong>' in page(client, f"/explore/{url}")


def test_records_without_a_date_are_apart_from_those_in_no_single_year(client: TestClient) -> None:
    text = page(client, "/explore/milestones")
    assert '<a href="/explore/milestones?date=none" rel="nofollow">not stated</a>' in text
    assert "in no single year" in text
    with_bound = page(client, "/explore/milestones?date_from=1900")  # finds no record without a date
    assert "date=none" not in with_bound
    assert "in no single year" in with_bound


@pytest.mark.parametrize(
    ("url", "chips"),
    [
        ("meetings?mechanism=JSPG&country=KZ&country=TR",
         {"Mechanism: Kazakhstan–Türkiye Joint Strategic Planning Group": "country=KZ&country=TR",
          "Country: Kazakhstan": "mechanism=JSPG&country=TR", "Country: Türkiye": "mechanism=JSPG&country=KZ",
          "Remove all": None}),
        ("meetings?date=2025-07&date_match=certain&sort=title", {"Date: Jul 2025": "sort=title"}),
        ("meetings?with=Fidan,Kosherbayev&between=KZ,TR",
         {"With: Hakan Fidan and Yermek Kosherbayev": "between=KZ%2CTR",
          "Between: Kazakhstan and Türkiye": "with=Fidan%2CKosherbayev", "Remove all": None}),
        ("meetings?country=!KZ&mechanism=none",
         {"Country: not Kazakhstan": "mechanism=none", "Mechanism: none": "country=%21KZ", "Remove all": None}),
        ("agreements?type=plan&q=cooperation", {"Type: plan": "q=cooperation", "Words: “cooperation”": "type=plan",
                                                "Remove all": None}),
        ("countries?recorded=yes", {"Mentioned in documents": None}),
        ("meetings?as_of=2999-12-31&updated_since=2026-01-01T10:00:00Z",
         {"As of: 31 Dec 2999": "updated_since=2026-01-01T10%3A00%3A00Z",
          "Changed since: 2026-01-01T10:00:00Z": "as_of=2999-12-31", "Remove all": None}),
    ],
)  # fmt: skip
def test_a_filter_is_a_chip_that_removes_it(client: TestClient, url: str, chips: dict[str, str | None]) -> None:
    text = page(client, f"/explore/{url}")
    (listing,) = re.findall(r'<ul class="chips".*?</ul>', text, re.DOTALL)
    path = f"/explore/{url.partition('?')[0]}"
    assert links(listing) == {words: f"{path}?{query}" if query else path for words, query in chips.items()}


def test_an_empty_list_says_which_filter_to_drop(client: TestClient) -> None:
    text = page(client, "/explore/meetings?country=HU&mechanism=JSPG&sort=title")
    assert "No meetings match all of these filters." in text
    ways = re.findall(r'without <a href="(.+?)">(.+?)</a>: (\d+) ', text)
    mechanism = "Mechanism: Kazakhstan–Türkiye Joint Strategic Planning Group"
    assert [(href.partition("?")[2], words) for href, words, _ in ways] == [
        ("mechanism=JSPG&sort=title", "Country: Hungary"), ("country=HU&sort=title", mechanism),
    ]  # fmt: skip
    for href, _, count in ways:
        assert len(ids(page(client, href))) == int(count)
    assert "Removing one filter is not enough" in page(client, "/explore/meetings?country=HU&city=Tianjin&date=1999")


@pytest.mark.parametrize(
    ("url", "api"),
    [
        ("/explore/meetings?country=HU&mechanism=JSPG", "/meetings?country=HU&mechanism=JSPG"),
        ("/explore/events?date=1990&mechanism=JSPG", "/timeline?date=1990&mechanism=JSPG"),
        ("/explore/trade?country=JP", "/trade-stats/series?country=JP"),
        ("/explore/search?q=Atlantis", "/search?q=Atlantis"),
    ],
)
def test_an_empty_page_says_what_it_rests_on(client: TestClient, url: str, api: str) -> None:
    """As in the API, these are the revision, at an address that stays true, and the documents that were read."""
    absence = ask(client, api)["absence"]
    text = page(client, url)
    assert links(text)[f"Revision {absence['revision']}"] == f"{url}&as_of={absence['revision']}"
    assert links(text)["5 documents"] == f"/explore{absence['documents_url']}"
    assert [path.rpartition("/")[2] for path in re.findall(r'<li><a href="(/explore/documents/.+?)">', text)] == (
        absence["documents"]
    )
    assert f"Revision {absence['revision']}" in page(client, f"{url}&as_of={absence['revision']}")
    assert "The revision rests on" not in page(client, "/explore/meetings")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("/explore/meetings?q=July+2025&country=KZ", "/explore/meetings?country=KZ&date=2025-07"),
        ("/explore/events?q=29.07.2025", "/explore/events?date=2025-07-29"),
    ],
)
def test_an_empty_page_leads_to_the_date_among_the_words(client: TestClient, url: str, address: str) -> None:
    assert links(page(client, url))["the records of that date"] == address
    assert "No records" not in page(client, address)


def test_words_that_no_record_has_lead_to_the_list_with_the_nearest(client: TestClient) -> None:
    text = page(client, "/explore/meetings?country=KZ&q=Ankarra")
    assert '<a href="/explore/meetings?country=KZ&q=Ankara">Ankara</a>' in text
    assert "Did you mean" not in page(client, "/explore/meetings?country=HU&mechanism=JSPG&q=Ankara")


@pytest.mark.parametrize(
    ("url", "links_to"),
    [
        ("meetings?country=TR&mechanism=JSPQ", {"JSPG": "country=TR&mechanism=JSPG"}),
        ("meetings?status=hold&country=TR", {"held": "status=held&country=TR"}),
        ("commitments?sort=dew", {"due": "sort=due"}),
        ("meetings?date_from=2025-7", {"2025-07": "date_from=2025-07"}),
        ("meetings?cursor=nonsense&country=TR", {}),
    ],
)
def test_a_wrong_value_has_links_to_the_nearest(client: TestClient, url: str, links_to: dict[str, str]) -> None:
    text = page(client, f"/explore/{url}", 422)
    path = f"/explore/{url.partition('?')[0]}"
    assert 'role="alert"' in text
    for words, query in links_to.items():
        assert links(text)[words] == f"{path}?{query}"
        page(client, f"{path}?{query}")
    assert links(text)["Show all"] == path


def test_parameters_without_effect_leave_the_address(client: TestClient) -> None:
    for parameters in ("nonsense=1", "limit=5", "fields=id", "group_by=year", "country=", "utm_source=x"):
        answer = client.get(f"/explore/meetings?status=held&{parameters}", follow_redirects=False)
        address = answer.headers.get("location", "/explore/meetings?status=held")
        assert (answer.status_code in (200, 303), address) == (True, "/explore/meetings?status=held")


def test_pages_follow_each_other_in_the_chosen_order(client: TestClient) -> None:
    result: list[str] = []
    url: str | None = "/explore/statements?sort=title"
    while url:
        text = page(client, url)
        result += ids(text)
        url = links(text).get("Next page")
        assert ("First page" in links(text)) == (len(result) > RECORDS_ON_PAGE)
    assert result == [
        record["id"] for record in ask(client, "/statements", {"sort": "title", "limit": "1000"})["items"]
    ]


def test_the_form_holds_the_filters_that_it_does_not_show(client: TestClient) -> None:
    text = page(client, "/explore/meetings?country=KZ&date_from=2025&sort=title")
    assert '<input type="hidden" name="country" value="KZ">' in text
    assert 'name="date_from" value="2025"' in text
    assert '<option value="title" selected>A to Z</option>' in text
    assert 'name="date_from"' not in page(client, "/explore/officials")


def test_a_facet_of_many_values_lists_the_first_and_the_selected(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facet_lists, "MAX_LISTED", 7)
    address = "/explore/events?sort=-title"
    page = client.get(address).text
    years = ask(client, "/timeline", {"group_by": "year"})["items"]
    values = len(years) + 1  # events without a date are apart from those in no single year
    assert f"{values - 7} more are not listed" in page
    numbers = [year["value"] for year in years if year["value"] is not None]
    newest, oldest = numbers[-1], numbers[0]
    assert f">{newest}</a>" in page
    assert f">{oldest}</a>" not in page
    assert f'<strong aria-current="true">{oldest}</strong>' in client.get(f"{address}&date={oldest}").text


def test_many_records_found_by_words_are_not_counted_by_field(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facet_lists, "COUNTED_WITH_WORDS", 1)
    for query, is_counted in (("q=meeting", False), ("country=KZ", True)):
        answer = client.get(f"/explore/meetings?{query}&sort=-title")
        assert answer.status_code == 200
        assert ('id="narrow"' in answer.text) is is_counted
