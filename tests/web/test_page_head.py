"""What search engines and share cards read of each page: its title, its description, its address, its data."""

import json
import re
from collections import Counter
from html import unescape
from typing import Any, cast
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from app.main import RESOURCES, Service
from app.web.data_set import DATA_DESCRIPTION
from app.web.page_head import codes_of_pair
from app.web.pictures import png
from tests.api_requests import ask
from tests.conftest import on_sqlite

pytestmark = on_sqlite

KINDS = [resource for resource in RESOURCES if resource.page]
PAGES = [
    "/problems/not-found",
    "/embed/timeline",
    *(f"/explore{resource.path}/{resource.example}" for resource in KINDS),
]
"""One page of each kind that is neither in the sitemap nor of a record there, with its status."""
UNLISTED_PAGES = {"/embed/timeline": 200, "/explore/meetings/none-such": 404, "/explore/events?mechanism=JSPQ": 422}


def head(client: TestClient, path: str, status: int = 200) -> dict[str, str]:
    """The title, canonical address, icons and metadata of a page, by name; each has one value."""
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == status, path
    text = answer.text.partition("</head>")[0]
    pairs = [("title", title) for title in re.findall("<title>(.*?)</title>", text)]
    pairs += re.findall(r'<meta (?:name|property)="(.+?)" content="(.*?)">', text)
    pairs += re.findall(r'<link rel="(canonical|apple-touch-icon)" href="(.*?)">', text)
    assert [name for name, count in Counter(name for name, _ in pairs).items() if count > 1] == []
    assert '<link rel="icon" href="/static/icon.svg" type="image/svg+xml">' in text
    return {name: unescape(value) for name, value in pairs}


def linked_data(client: TestClient, path: str) -> Any:
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', client.get(path).text)
    return json.loads(text)


@pytest.mark.thorough
def test_each_page_has_a_title_a_description_and_an_address_of_its_own(client: TestClient) -> None:
    paths = re.findall("<loc>http://testserver(/.*?)</loc>", client.get("/sitemap.xml").text)
    without_record = [path for path in paths if not re.match("/explore/.+/", path)]
    assert {"/", "/docs", "/guide/dates", "/explore/meetings", "/briefings/kz-tr"} <= {*without_record}
    heads = {path: head(client, path) for path in (*without_record, *PAGES)}
    for path, values in heads.items():
        title = values["title"].removesuffix(" – Communiqué")
        assert title == values["og:title"], path
        assert len(values["description"]) > 15, path
        assert values["og:description"] == values["description"]
        assert (values["description"] == DATA_DESCRIPTION) == (path == "/"), path
        if path not in UNLISTED_PAGES:
            assert values["canonical"] == values["og:url"] == f"http://testserver{path}"
    for name in ("title", "description"):
        assert len({values[name] for values in heads.values()}) == len(heads)


@pytest.mark.parametrize(("path", "status"), UNLISTED_PAGES.items())
def test_an_error_and_a_frame_are_left_out_of_search_engines(client: TestClient, path: str, status: int) -> None:
    values = head(client, path, status)
    assert values["robots"] == "noindex"
    assert "canonical" not in values


def test_filters_and_old_addresses_have_the_address_of_the_page(client: TestClient) -> None:
    for path, canonical in [
        ("/explore/trade?indicator=trade", "/explore/trade"),
        ("/methodology", "/guide/methodology"),
    ]:
        assert head(client, path)["canonical"] == f"http://testserver{canonical}"


@pytest.mark.parametrize("path", ["/explore/milestones/kz-embassy-tr-1992", "/explore/missions/kz-embassy-tr"])
def test_what_had_happened_by_a_day_did_not_last_until_it(client: TestClient, path: str) -> None:
    page = client.get(path).text
    assert "by Oct 1992" in page
    assert "until Oct 1992" not in page


@pytest.mark.parametrize("resource", KINDS, ids=lambda resource: resource.path)
def test_a_record_is_on_its_page_what_it_is_in_the_api(client: TestClient, resource: Any) -> None:
    path = f"{resource.path}/{resource.example}"
    data = linked_data(client, f"/explore{path}")
    assert data.pop("mainEntityOfPage") == f"http://testserver/explore{path}"
    assert data == client.get(path, headers={"Accept": "application/ld+json"}).json()


def test_the_front_page_describes_the_data_set(client: TestClient) -> None:
    data = linked_data(client, "/")
    assert (data["@type"], data["license"]) == ("Dataset", "https://creativecommons.org/publicdomain/zero/1.0/")
    assert data["version"] == str(ask(client, "/readyz")["revision"])
    addresses = [file["contentUrl"].removeprefix("http://testserver") for file in data["distribution"]]
    assert "/meetings.csv" in addresses
    for address in addresses[::7]:
        assert client.head(address).status_code == 200


@pytest.mark.parametrize("name", ["icon.svg", "favicon.ico", "icon-180.png"])
def test_the_icons_are_there(client: TestClient, name: str) -> None:
    answer = client.get(f"/static/{name}")
    assert answer.headers["content-type"].startswith("image/")
    starts = {"icon.svg": b"<svg ", "favicon.ico": b"\0\0\1\0", "icon-180.png": b"\x89PNG"}
    assert answer.content.startswith(starts[name])


CHART, TIMELINE = "/trade-stats/chart.png", "/timeline.png"


@pytest.mark.parametrize(
    ("path", "picture"),
    [
        ("/", CHART),
        ("/explore/trade", CHART),
        ("/briefings/kz-tr", CHART),
        (
            "/explore/trade-stats/trade-target-15-jspg-8-preview",
            f"{CHART}?between=TR%2CKZ&indicator=trade&indicator=trade-target",
        ),
        ("/explore/conflicts/figures.trade-turnover-kz-tr-2024", f"{CHART}?between=KZ%2CTR"),
        ("/explore/meetings/jspg-kz-tr-8", f"{TIMELINE}?mechanism=jspg-kz-tr"),
        ("/explore/mechanisms/jspg-kz-tr", f"{TIMELINE}?mechanism=jspg-kz-tr"),
        ("/guide", f"{TIMELINE}?date_from=1991"),
    ],
)
def test_a_share_card_has_a_picture(
    client: TestClient, path: str, picture: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = head(client, path)
    assert values["twitter:card"] == "summary_large_image"
    address = urlsplit(values["og:image"])
    assert picture in (address.path, f"{address.path}?{address.query}")
    assert client.get(f"{address.path}?{address.query}").headers["content-type"] == "image/png"
    monkeypatch.setattr(png, "is_installed", lambda: False)
    monkeypatch.setattr(cast("Service", client.app).front, "cache", None)
    assert "og:image" not in head(client, path)


KZ, TR, WORLD = {"code": "KZ"}, {"code": "TR"}, {"code": None, "name": "World"}


@pytest.mark.parametrize(
    ("parties", "codes"),
    [((KZ, TR), ["KZ", "TR"]), ((KZ, WORLD), None), ((WORLD, KZ), None), ((KZ, None), None), ((KZ,), None), ((), None),
     ((KZ, TR, WORLD), None)],
)  # fmt: skip
def test_a_pair_has_two_codes(parties: tuple[Any, ...], codes: list[str] | None) -> None:
    assert codes_of_pair(parties) == codes
