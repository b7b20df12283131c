"""Pages for frames, who may frame them, and what oEmbed tells of them."""

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from app.main import create_app
from app.settings import Settings
from tests.api_requests import ask, first_error
from tests.conftest import on_sqlite

pytestmark = on_sqlite

PAGES = {"/embed/trade": "/trade-stats/series", "/embed/timeline": "/timeline", "/embed/map": "/meetings"}
each_page = pytest.mark.parametrize("path", PAGES)
QUERY = {"between": "KZ,TR", "date_from": "2022"}


class Tags(HTMLParser):
    """The start tags of a page, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def attributes_of(self, tag: str) -> list[dict[str, Any]]:
        return [attributes for name, attributes in self.elements if name == tag]


def policy(text: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in text.split(";"))


@each_page
def test_a_page_for_a_frame(client: TestClient, path: str) -> None:
    answer = client.get(path, params=QUERY)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert {"etag", "last-modified", "x-data-revision"} <= answer.headers.keys()
    assert client.get(path, params=QUERY, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
    page = Tags(answer.text)
    assert page.attributes_of("html") == [{"lang": "en"}]
    drawings = [item for item in page.attributes_of("svg") if item.get("class", "").startswith("drawing")]
    assert {(item["width"], item["role"]) for item in drawings} == {("100%", "group")}
    assert page.attributes_of("figcaption")
    links = page.attributes_of("a")
    assert len(links) > 5
    assert all((item["target"], item["rel"]) == ("_blank", "noopener") for item in links)
    addresses = (item["href"] for item in links if item["href"].startswith(PAGES[path]) and "?" in item["href"])
    data = [*dict.fromkeys(addresses)]
    assert len(data) == 2  # CSV and JSON; the source is the latter
    for link in data:
        assert client.get(link).status_code == 200
    assert ask(client, data[-1])["total"] == ask(client, PAGES[path], QUERY)["total"]


@each_page
def test_an_embedded_page_keeps_to_its_own_policy(client: TestClient, path: str) -> None:
    answer = client.get(path)
    policies = policy(answer.headers["content-security-policy"])
    assert policies == {
        "default-src": "'none'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "*",
    }
    page = Tags(answer.text)
    assert not page.attributes_of("style")
    assert not page.attributes_of("script")
    assert not [item for _, item in page.elements if "style" in item or any(name.startswith("on") for name in item)]
    for link in page.attributes_of("link"):
        if link["rel"] != "alternate":
            assert client.get(link["href"]).status_code == 200


@pytest.mark.parametrize("path", ["/docs", "/methodology", "/integrations", "/timeline.svg", "/trade-stats/chart.svg"])
def test_no_other_page_may_be_framed(client: TestClient, path: str) -> None:
    assert policy(client.get(path).headers["content-security-policy"])["frame-ancestors"] == "'none'"


@pytest.mark.parametrize(
    ("setting", "sources"),
    [
        ("*", "*"),
        ("'none'", "'none'"),
        (" 'self' ", "'self'"),
        ("https://example.org  http://localhost:3000", "https://example.org http://localhost:3000"),
        ("'self' https://*.example.org", "'self' https://*.example.org"),
    ],
)
def test_the_operator_says_who_may_frame(databases: Any, setting: str, sources: str) -> None:
    settings = databases.settings("sqlite").model_dump() | {"frame_ancestors": setting}
    with TestClient(create_app(Settings.model_validate(settings))) as client:
        policies = policy(client.get("/embed/timeline").headers["content-security-policy"])
    assert policies["frame-ancestors"] == sources


@pytest.mark.parametrize(
    "setting",
    ["none", "* https://example.org", "'none' 'self'", "example.org", "https://a.org; script-src *", "https://a.org/x",
     "https://a.org,https://b.org", "https://a.org\r\nX: y", "ftp://a.org", "https://"],
)  # fmt: skip
def test_what_is_no_site_is_refused(setting: str) -> None:
    with pytest.raises(ValidationError, match="is not an origin such as"):
        Settings.model_validate({"frame_ancestors": setting})


@each_page
def test_mistakes_are_problems(client: TestClient, path: str) -> None:
    assert first_error(client, path, {"mechanism": "JSPQ"})["suggestions"] == ["JSPG"]
    assert first_error(client, path, {"date": ["2024", "2025"]})["parameter"] == "date"


@each_page
def test_a_browser_gets_mistakes_as_a_page_for_the_frame(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"mechanism": "JSPQ"}, headers={"Accept": "text/html,*/*;q=0.8"})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "text/html; charset=utf-8")
    assert policy(answer.headers["content-security-policy"])["frame-ancestors"] == "*"
    assert not Tags(answer.text).attributes_of("script")
    (link,) = Tags(answer.text).attributes_of("a")
    assert link["href"] == f"{path}?mechanism=JSPG"
    assert client.get(link["href"]).status_code == 200


# --- oEmbed --------------------------------------------------------------------------------


@each_page
def test_from_the_page_to_oembed_and_back(client: TestClient, path: str) -> None:
    page = client.get(path, params=QUERY)
    (result,) = [item for item in Tags(page.text).attributes_of("link") if item["rel"] == "alternate"]
    assert result["type"] == "application/json+oembed"
    frame_of_page = ask(client, result["href"])
    assert (frame_of_page["version"], frame_of_page["type"], frame_of_page["provider_name"]) == (
        "1.0",
        "rich",
        "Communiqué",
    )
    (frame,) = Tags(frame_of_page["html"]).attributes_of("iframe")
    assert (int(frame["width"]), int(frame["height"])) == (frame_of_page["width"], frame_of_page["height"])
    assert frame["title"] == frame_of_page["title"] == result["title"]
    assert client.get(frame["src"]).text == page.text


@pytest.mark.parametrize(
    ("url", "frame"),
    [
        ("/timeline?between=KZ,TR", "/embed/timeline?between=KZ%2CTR"),
        ("http://testserver/timeline.svg?width=360", "/embed/timeline"),
        ("https://testserver/trade-stats/chart.svg?indicator=trade", "/embed/trade?indicator=trade"),
        ("/trade-stats/series?country=KZ&country=TR&shape=array", "/embed/trade?country=KZ&country=TR"),
        ("/meetings?city=Ankara&limit=7", "/embed/map?city=Ankara"),
        ("/timeline.png", "/embed/timeline"),
        ("/trade-stats/chart.png?indicator=trade&width=360", "/embed/trade?indicator=trade"),
        ("/trade-stats/chart.vl.json?country=KZ", "/embed/trade?country=KZ"),
        ("/meetings/map.png", "/embed/map"),
        ("/embed/timeline?limit=3&q=KZ%26%27TR", "/embed/timeline?limit=3&q=KZ%26%27TR"),
        ("http://testserver/embed/timeline/?fbclid=x", "/embed/timeline"),
    ],
)
def test_what_can_be_embedded(client: TestClient, url: str, frame: str) -> None:
    embed = ask(client, "/oembed", {"url": url})
    assert Tags(embed["html"]).attributes_of("iframe")[0]["src"] == f"http://testserver{frame}"
    assert "<script" not in embed["html"]
    assert client.get(frame).status_code == 200


def test_oembed_keeps_to_the_room_there_is(client: TestClient) -> None:
    whole = ask(client, "/oembed", {"url": "/embed/timeline"})
    assert whole["width"] == 760
    assert whole["height"] > 400
    small = ask(client, "/oembed", {"url": "/embed/timeline", "maxwidth": "320", "maxheight": "200"})
    assert (small["width"], small["height"]) == (320, 200)
    assert 'width="320" height="200"' in small["html"]
    large = ask(client, "/oembed", {"url": "/embed/timeline", "maxwidth": "5000", "maxheight": "5000"})
    assert large == whole


@pytest.mark.parametrize(
    "url",
    ["/explore/meetings/jspg-kz-tr-8", "http://testserver/meetings/jspg-kz-tr-8", "/explore/meetings/jspg-kz-tr-8/"],
)
def test_a_record_is_embedded_as_a_quotation_that_leads_to_its_page(client: TestClient, url: str) -> None:
    answer = ask(client, "/oembed", {"url": url, "maxwidth": "320"})
    assert (answer["type"], answer["width"]) == ("rich", 320)
    assert answer["title"].startswith("Eighth meeting of the")
    (link,) = Tags(answer["html"]).attributes_of("a")
    assert link["href"] == "http://testserver/explore/meetings/jspg-kz-tr-8"
    assert "2 Feb 2026</time> · Ankara · held" in answer["html"]
    (discovery_link,) = re.findall(r'application/json\+oembed" href="(.+?)"', client.get(link["href"]).text)
    assert ask(client, discovery_link)["html"] == answer["html"]


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("/explore/meetings/none-such", "no meeting has that id"),
        ("https://example.org/embed/timeline", "not an address of this service"),
        ("http://testserver.example.org/embed/timeline", "not an address of this service"),
        ("http://testserver@example.org/embed/timeline", "not an address of this service"),
        ("ftp://testserver/embed/timeline", "not an address of this service"),
        ("javascript:alert(1)", "not an address of this service"),
        ("http://[", "not an address of this service"),
        ("/officials", "no picture and no record has this address; there are /embed/trade, /embed/timeline"),
        ("nonsense", "no picture and no record has this address"),
        ("/embed/trade?indicator=tradd", "not valid: indicator: 'tradd' is not one of the values; the nearest: trade"),
        ("/embed/timeline?mechanism=JSPQ&kin=x", "not valid: mechanism"),
        ("/embed/timeline?mechanism=JSPQ", "not valid: mechanism: no recorded mechanism is called 'JSPQ'; the nearest"),
        ("/embed/timeline?date=2024&date=2025", "not valid: date"),
    ],
)
def test_what_cannot_be_embedded(client: TestClient, url: str, says: str) -> None:
    error = first_error(client, "/oembed", {"url": url}, 404)
    assert (error["parameter"], error["value"]) == ("url", url)
    assert says in error["message"]
    assert urlsplit(client.get("/oembed", params={"url": url}).json()["type"]).path == "/problems/not-found"


def test_the_page_of_a_picture_leads_to_the_picture(client: TestClient) -> None:
    error = first_error(client, "/oembed", {"url": "http://testserver/explore/trade?indicator=trade"}, 404)
    assert error["suggestions"] == ["/embed/trade"]


def test_other_formats(client: TestClient) -> None:
    ask(client, "/oembed", {"url": "/embed/timeline", "format": "json"})
    error = first_error(client, "/oembed", {"url": "/embed/timeline", "format": "xml"}, 501)
    assert (error["parameter"], error["suggestions"]) == ("format", ["json"])
    assert first_error(client, "/oembed", {"url": "/embed/timeline", "format": "jsn"})["suggestions"][0] == "json"
    assert first_error(client, "/oembed", {"url": "/embed/timeline", "maxwidth": "0"})["parameter"] == "maxwidth"
    assert first_error(client, "/oembed")["parameter"] == "url"
