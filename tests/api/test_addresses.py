"""Every link begins with the public address, whatever prefix, host and proxy there are."""

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import icalendar
import pytest
from fastapi.testclient import TestClient

from app.api.addresses import Site
from app.api.formats.registry import FORMATS
from app.main import create_app
from app.settings import Settings
from app.web.html import markdown
from tests.api_requests import LISTS, ask, first_error
from tests.conftest import SharedDatabases, on_sqlite

pytestmark = on_sqlite

ROOT = "/a/b-c"
FOLDER = Path(__file__).parents[1]
PUBLIC = f"https://events.example:8443{ROOT}"


@contextmanager
def client_of(settings: Settings, url: str = "http://testserver", **changes: Any) -> Iterator[TestClient]:
    app = create_app(Settings.model_validate(settings.model_dump() | changes))
    with TestClient(app, base_url=url, raise_server_exceptions=False, follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="module")
def public(databases: SharedDatabases) -> Iterator[TestClient]:
    """A client of a service behind a proxy that removes the prefix and sends a host of its own."""
    with client_of(databases.settings("sqlite"), "http://10.0.0.9:8000", public_url=PUBLIC) as client:
        yield client


@pytest.fixture(scope="module")
def plain(databases: SharedDatabases) -> TestClient:
    return databases.client("sqlite")


def links(value: Any) -> Iterator[str]:
    """The addresses in an answer: texts that begin with a slash or a scheme."""
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from links(part)
    elif isinstance(value, str) and re.match(r"/\w|https?://", value):
        yield value


FOREIGN = ("https://schema.org", "http://www.w3.org", "https://www.geonames.org")
JSON = [
    *(f"{path}?limit=3" for path in LISTS), *(f"{path}?shape=array&limit=3" for path in LISTS),
    "/meetings/jspg-kz-tr-8", "/meetings/jspg-kz-tr-8?include=evidence,participants,documents",
    "/meetings?group_by=year", "/evidence?limit=5", "/meetings?fields=url,id&limit=5", "/trade-stats/conflicts",
    "/trade-stats/series?indicator=trade", "/meetings/conflicts", "/documents/jspg-8-report/records",
    "/search?q=strategic", "/resolve?q=Turkey", "/coverage", "/problems/not-found", "/mechanisms/JSPG/meetings",
    "/meetings/jspg-kz-tr-8/citation", "/meetings/jspg-kz-tr-8/citation?style=csl", "/oembed?url=/embed/timeline",
    "/meetings?mechanism=JSPQ", "/none", "/meetngs", "/meetings/none", "/guide/none", "/%0a%20", "/static/none",
    "/countries/EU", "/organizations/Turkey", "/meetings?q=2025-07-29", "/search?q=2025-07-29",
    "/trade-stats/series?value=none", "/meetings?f=csv", "/meetings?id=x",
]  # fmt: skip


@pytest.mark.parametrize("end", ["", ".csv", "/citation", "/history"])
def test_former_addresses_of_figures_compared_lead_on(public: TestClient, plain: TestClient, end: str) -> None:
    """The redirect keeps the query and the prefix of the service, for GET and HEAD."""
    former, current = (
        f"{path}/trade-turnover-kz-tr-2024{end}" for path in ("/trade-stats/conflicts", "/trade-conflicts")
    )
    query = "?as_of=2030-12-31"
    for method in ("GET", "HEAD"):
        answer = public.request(method, former + query)
        assert (answer.status_code, answer.headers["location"]) == (308, ROOT + current + query)
    answer = plain.get(former + query)
    assert [response.status_code for response in answer.history] == [308]
    assert answer.content == plain.get(current + query).content
    assert answer.status_code == 200


def test_the_path_of_figures_compared_leads_to_their_list(plain: TestClient) -> None:
    answer = plain.get("/trade-conflicts?limit=1")
    assert answer.status_code == 200
    assert answer.url.path == "/trade-stats/conflicts"
    assert answer.json()["items"][0]["url"].startswith("/trade-conflicts/")


@pytest.mark.parametrize("end", [".csv", ".json?limit=1", "/facets?group_by=verdict"])
def test_the_files_and_counts_of_figures_compared_lead_to_those_of_their_list(plain: TestClient, end: str) -> None:
    answer = plain.get(f"/trade-conflicts{end}")
    assert [response.status_code for response in answer.history] == [308]
    assert answer.content == plain.get(f"/trade-stats/conflicts{end}").content
    assert answer.status_code == 200


@pytest.mark.parametrize("path", JSON)
@pytest.mark.parametrize("accept", ["application/json", "application/ld+json"])
def test_every_address_in_json(public: TestClient, plain: TestClient, path: str, accept: str) -> None:
    answer = public.get(path, headers={"Accept": accept})
    json_links = list(links(answer.json()))
    assert json_links or "fields=url" not in path
    for link in json_links:
        assert link.startswith((PUBLIC + "/", ROOT + "/", *FOREIGN)) or link == PUBLIC, link
    for link in re.findall(r"<(.+?)>", answer.headers.get("link", "")):
        assert link.startswith(ROOT + "/")
        assert public.get(link).status_code == 200
    without = answer.text.replace(PUBLIC, "http://testserver").replace(f'"{ROOT}/', '"/').replace(f"{ROOT}/", "/")
    if "next_cursor" not in without:
        assert without == plain.get(path, headers={"Accept": accept}).text.replace(f"{ROOT}/", "/")


@pytest.mark.parametrize("path", ["/mechanisms/JSPG", "/mechanisms/HLSCC/citation", "/explore/mechanisms/JSPG"])
def test_every_address_of_several_records(databases: SharedDatabases, path: str) -> None:
    with client_of(databases.settings("sqlite", FOLDER / "data"), public_url=PUBLIC) as public:
        answer = public.get(path)
        assert answer.status_code == 300
        alternates = re.findall(r'<(.+?)>; rel="alternate"', answer.headers["link"])
        assert len(alternates) == 3
        for link in alternates:
            assert link.startswith(f"{ROOT}/mechanisms/")
            assert public.get(link).status_code == 200


@pytest.mark.parametrize("path", ["/meetings", "/mechanisms/JSPG/meetings", "/trade-stats/series", "/timeline"])
@pytest.mark.parametrize("form", FORMATS)
def test_every_address_in_files(public: TestClient, plain: TestClient, path: str, form: str) -> None:
    answer, plain_answer = public.get(f"{path}.{form}"), plain.get(f"{path}.{form}")
    assert answer.status_code == plain_answer.status_code
    assert answer.headers.get("content-disposition") == plain_answer.headers.get("content-disposition")
    if form not in ("csv", "ndjson", "geojson", "ics", "atom") or answer.status_code != 200:
        return
    if form == "csv":
        urls = [row["url"] for row in csv.DictReader(io.StringIO(answer.text)) if row["url"]]
    elif form == "ics":
        calendar = icalendar.Calendar.from_ical(answer.content)
        assert str(calendar["SOURCE"]) == f"{PUBLIC}{path}.ics"
        urls = [str(event["URL"]).removeprefix(PUBLIC.removesuffix(ROOT)) for event in calendar.walk("VEVENT")]
        uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
        assert uids == [str(e["UID"]) for e in icalendar.Calendar.from_ical(plain_answer.content).walk("VEVENT")]
    elif form == "atom":
        urls = [link.removeprefix(PUBLIC.removesuffix(ROOT)) for link in re.findall(r'href="(.+?)"', answer.text)]
        assert re.findall("<id>.+?</id>", answer.text) == re.findall("<id>.+?</id>", plain_answer.text)
    else:
        records = map(json.loads, answer.text.splitlines()) if form == "ndjson" else answer.json()["features"]
        urls = [url for record in records if (url := record.get("properties", record)["url"])]
    assert urls
    for url in urls:
        assert url.startswith(ROOT + "/"), url
    for url in urls[:5]:
        assert public.get(url).status_code == 200


PAGES = [
    "/", "/explore/events?mechanism=JSPG", "/explore/events?mechanism=JSPQ", "/explore/search?q=Fidan",
    "/explore/trade",    "/explore/meetings/jspg-kz-tr-8",
    "/explore/countries/KZ", "/explore/mechanisms/jspg-kz-tr", "/explore/documents/jspg-8-report", "/explore/none/x",
    "/briefings/kz-tr", "/guide", "/briefings/kz-tr.md", "/guide/quick-start", "/guide/filters",
    "/guide/data-dictionary", "/guide/errors", "/guide/integrations", "/embed/timeline", "/embed/trade?between=KZ,TR",
    "/timeline.svg", "/trade-stats/chart.svg", "/problems/not-found",
]  # fmt: skip
ATTRIBUTES = re.compile(r'\b(?:href|src|srcset|action|content|data-[a-z]+)="([^"]*)"')


@pytest.mark.thorough
@pytest.mark.parametrize("path", PAGES)
def test_every_address_on_pages(public: TestClient, plain: TestClient, path: str) -> None:
    answer = public.get(path, headers={"Accept": "text/html"})
    for link in ATTRIBUTES.findall(answer.text):
        if link.startswith("/"):
            assert link.startswith(ROOT + "/"), link
    assert "testserver" not in answer.text
    assert "127.0.0.1" not in answer.text.replace("COMMUNIQUE", "")
    assert "10.0.0.9" not in answer.text
    local_text = answer.text.replace(PUBLIC, "http://testserver").replace(
        quote(PUBLIC, safe=""), quote("http://testserver", safe="")
    )
    assert local_text.replace(f"{ROOT}/", "/") == plain.get(path, headers={"Accept": "text/html"}).text


def test_a_prefix_may_be_there_or_not(public: TestClient, plain: TestClient) -> None:
    for path in (
        "",
        "/",
        "/meetings",
        "/meetings/jspg-kz-tr-8",
        "/explore/trade",
        "/static/site.css",
        "/docs",
        "/none",
    ):
        prefix_answer, bare_answer = public.get(ROOT + path), public.get(path or "/")
        assert (prefix_answer.status_code, prefix_answer.content) == (bare_answer.status_code, bare_answer.content)
        assert prefix_answer.status_code == plain.get(path or "/").status_code
    assert public.get(ROOT + "x/meetings").status_code == 404
    assert public.get(f"{ROOT}{ROOT}/meetings").status_code == 404


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/meetings/", "/meetings"),
        ("/meetings/?date=2025&q=%C3%BC", "/meetings?date=2025&q=%C3%BC"),
        ("/meetings/jspg-kz-tr-8///", "/meetings/jspg-kz-tr-8"),
        ("/countries/T%C3%BCrkiye/", "/countries/T%C3%BCrkiye"),
        ("/explore/trade/", "/explore/trade"),
        ("/?mechanism=JSPG&country=", "/explore/events?mechanism=JSPG"),
        ("/explore/countries/Turkey", "/explore/countries/TR"),
        ("/briefings/tr-kz.md", "/briefings/kz-tr.md"),
    ],
)
@pytest.mark.parametrize("host", ["testserver", "evil.example", "evil.example:80"])
def test_redirects_name_no_host(public: TestClient, plain: TestClient, path: str, location: str, host: str) -> None:
    for client, root in ((public, ROOT), (plain, "")):
        answer = client.get(path, headers={"Host": host}, follow_redirects=False)
        assert answer.status_code in (303, 307)
        assert answer.headers["location"] == root + location


@pytest.mark.parametrize(
    "path", ["//evil.example/", "//evil.example", "/\\evil.example/", "//meetings/", "/none/", "/static/"]
)
def test_no_redirect_leads_away(plain: TestClient, path: str) -> None:
    answer = plain.get(plain.base_url.copy_with(raw_path=path.encode()), follow_redirects=False)
    assert answer.status_code == 404


# --- hosts ---------------------------------------------------------------------------------

WRONG_HOSTS = [
    "[v1.x]:80", "[::g]", "[", "]", "[]", "a b", "a/b", "a@b", "a?b", "a#b", "", " ", ":", ":80", "a:b", "a:",
    "a:99999", "a:-1", "-a", ".a", "ä.example", "a,b", "<script>", "'", '"', "a\\b", "%41", "x" * 254, "a:800000000",
    "[::1]x", "[::1]:x", "a\tb",
]  # fmt: skip
ALL_PATHS = [
    "/", "/meetings", "/meetings/none", "/meetings.csv", "/explore/trade", "/docs", "/none", "/timeline.svg",
    "/oembed",
]  # fmt: skip


@pytest.mark.parametrize("host", WRONG_HOSTS)
def test_what_is_no_host_is_refused(plain: TestClient, public: TestClient, host: str) -> None:
    for client in (plain, public):
        for path in ALL_PATHS:
            answer = client.get(path, headers={b"Host": host.encode()})
            assert answer.status_code == 400, path
            kind = "text/html; charset=utf-8" if path in ("/", "/explore/trade") else "application/problem+json"
            assert answer.headers["content-type"] == kind
            assert "Host" in answer.text
            assert "x-request-id" in answer.headers
        assert client.get("/livez", headers={b"Host": host.encode()}).status_code == 200
        assert client.get("/readyz", headers={b"Host": host.encode()}).status_code == 200


@pytest.mark.parametrize(
    "host", ["a", "A.Example", "a.example.", "a_b:8000", "127.0.0.1:1", "[::1]", "[::1]:8000", "[2001:db8::1]:443"]
)
def test_what_is_a_host_is_taken(plain: TestClient, host: str) -> None:
    answer = plain.get("/meetings/jspg-kz-tr-8/citation", headers={"Host": host})
    assert answer.json()["permalink"].partition("?")[0] == f"http://{host}/explore/meetings/jspg-kz-tr-8"


def test_hosts_that_are_allowed(databases: SharedDatabases) -> None:
    hosts = "Example.org *.events.example, [::1]"
    with client_of(databases.settings("sqlite"), allowed_hosts=hosts, public_url="https://public.example/x") as client:
        for host in (
            "example.org",
            "EXAMPLE.org:8080",
            "a.events.example",
            "b.a.events.example.",
            "[::1]:80",
            "public.example",
        ):
            answer = client.get("/meetings/jspg-kz-tr-8/citation", headers={"Host": host})
            link = answer.json()["permalink"].partition("?")[0]
            assert link == "https://public.example/x/explore/meetings/jspg-kz-tr-8"
        for host in (
            "evil.example",
            "events.example",
            "xevents.example",
            "example.org.evil.example",
            "testserver",
            "127.0.0.1",
        ):
            for path in ALL_PATHS:
                answer = client.get(path, headers={"Host": host})
                assert (answer.status_code, "location" in answer.headers) == (400, False)
                assert f"{host} is not a host of this service" in answer.text
            assert client.get("/livez", headers={"Host": host}).status_code == 200
            assert client.get("/readyz", headers={"Host": host}).status_code == 200


def test_an_allowed_answer_in_the_cache_is_not_for_others(databases: SharedDatabases) -> None:
    with client_of(
        databases.settings("sqlite"), allowed_hosts="good.example", public_url="https://good.example"
    ) as client:
        for _ in range(2):
            assert client.get("/meetings", headers={"Host": "good.example"}).status_code == 200
            assert client.get("/meetings", headers={"Host": "evil.example"}).status_code == 400


def test_hosts_share_an_answer_of_a_public_address(public: TestClient) -> None:
    cache = public.app.front.cache  # type: ignore[attr-defined]
    public.get("/meetings?type=summit", headers={"Host": "a.example"})
    before = len(cache._responses)
    assert public.get("/meetings?type=summit", headers={"Host": "b.example"}).status_code == 200
    assert len(cache._responses) == before


# --- texts --------------------------------------------------------------------


def test_openapi_says_where_the_service_is(public: TestClient, plain: TestClient) -> None:
    document = ask(public, "/openapi.json")
    assert [server["url"] for server in document["servers"]] == [PUBLIC]
    description_links = re.findall(r"\]\((/.+?)\)", document["info"]["description"])
    assert description_links
    for link in description_links:
        assert link.startswith(ROOT + "/")
        assert public.get(link).status_code == 200
    assert document["paths"].keys() == ask(plain, "/openapi.json")["paths"].keys()
    assert [server["url"] for server in ask(plain, "/openapi.json")["servers"]] == ["/"]


@pytest.mark.parametrize(
    ("url", "is_ours"),
    [
        (f"{PUBLIC}/embed/timeline", True),
        (f"HTTP://EVENTS.example:8443{ROOT}/embed/timeline", True),
        ("/embed/timeline", True),
        (f"{ROOT}/embed/timeline", True),
        ("https://events.example:8443/embed/timeline", False),
        (f"https://events.example{ROOT}/embed/timeline", False),
        (f"http://10.0.0.9:8000{ROOT}/embed/timeline", False),
    ],
)
def test_oembed_knows_its_own_address(public: TestClient, url: str, is_ours: bool) -> None:
    if is_ours:
        assert f'src="{PUBLIC}/embed/timeline"' in ask(public, "/oembed", {"url": url})["html"]
    else:
        assert first_error(public, "/oembed", {"url": url}, 404)["parameter"] == "url"


def test_a_text_that_looks_like_a_link_is_left(public: TestClient) -> None:
    """JSON and HTML escape the quotes in a text, so that only a real link is taken for one."""
    site = Site({"root_path": "/x"})
    text = json.dumps({"title": '"url":"/a" "url": "/b"', "url": "/c", "u": '\\"url":"/d'}, separators=(",", ":"))
    assert json.loads(site.json(text)) == json.loads(text) | {"url": "/x/c"}
    page = '<a href="/a">' + markdown('`href="/b"`') + "</a>"
    assert site.html(page) == page.replace('href="/a"', 'href="/x/a"')
    address = public.get('/explore/events?q=%22%20href%3D"/a').text
    assert urlsplit(PUBLIC).netloc in address


def test_letters_in_a_path_are_encoded_in_links(plain: TestClient) -> None:
    """A path may name a mechanism in any script, but a header holds only ASCII."""
    for name in ("Стратегия", "Ömer", "a b", 'a"b', "a<b>", "a%3Fb"):
        answer = plain.get(f"/mechanisms/{quote(name, safe='%')}/meetings")
        assert answer.status_code == 404
        assert answer.json()["instance"] == f"/mechanisms/{quote(name, safe='%')}/meetings"
