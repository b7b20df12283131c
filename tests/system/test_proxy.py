"""The service behind a real nginx: with a path prefix that nginx removes or keeps, without a prefix, and with TLS that
ends at nginx.

The tests follow each kind of link from the front page and from the API. No link leaves the service, and none is broken.
Without nginx they are skipped.
"""

import csv
import html
import io
import json
import re
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import httpx
import pytest
from typer.testing import CliRunner

from app.cli import cli
from app.main import create_app
from app.settings import Settings
from tests.api_requests import method_for
from tests.conftest import SharedDatabases, serving
from tests.system.processes import free_port

NGINX = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="no nginx: no link was followed through a proxy")

CONFIG = """
daemon off; master_process off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off; absolute_redirect off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    proxy_http_version 1.1;
    {servers}
}}
"""
SERVER = "server {{ listen 127.0.0.1:{port}; {locations} location / {{ return 404 'outside'; }} }}"
PROXY_HEADERS = (
    "proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto {scheme}; "
    "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_bind 127.0.0.2;"
)


@dataclass
class Way:
    """A configuration of nginx. ``public`` is the address that clients use, ``location`` the block for the service."""

    public: str
    location: str
    settings: dict[str, str] = field(default_factory=dict)
    host: str | None = None
    every_link: bool = False
    """Whether to follow the links of further pages too. One configuration is enough: all pages take their addresses
    from one object. The other ones check the links of the first pages."""
    reference: bool = False
    """Whether to ask for the API reference. Two configurations need that, since addresses come either from the settings
    or from the request."""

    @property
    def root(self) -> str:
        return urlsplit(self.public).path


WAYS = {
    "a prefix that is taken away": Way(
        "https://events.example/a/b",
        "location /a/b/ {{ proxy_pass {app}/; }}",
        {"public_url": "https://events.example/a/b", "allowed_hosts": "127.0.0.1"},
        every_link=True,
        reference=True,
    ),
    "a prefix that is left": Way(
        "https://events.example/a/b",
        "location /a/b {{ proxy_pass {app}; }}",
        {"public_url": "https://events.example/a/b/"},
    ),
    "no prefix": Way(
        "http://events.example:8080", "location / {{ proxy_pass {app}; }}", {"public_url": "http://events.example:8080"}
    ),
    "no public address, TLS ended by a trusted proxy": Way(
        "https://events.example",
        f"location / {{{{ proxy_pass {{app}}; {PROXY_HEADERS.format(scheme='https')} }}}}",
        {"trusted_proxies": "127.0.0.2", "allowed_hosts": "events.example"},
        host="events.example",
        reference=True,
    ),
    "no public address, a proxy that is not trusted": Way(
        "http://events.example",
        f"location / {{{{ proxy_pass {{app}}; {PROXY_HEADERS.format(scheme='https')} }}}}",
        {"trusted_proxies": "10.0.0.0/8"},
        host="events.example",
    ),
}


@pytest.fixture(scope="module")
def proxies(databases: SharedDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The addresses of nginx by configuration, each with a server of the service behind it."""
    folder = tmp_path_factory.mktemp("nginx")
    result, servers = {}, []
    with ExitStack() as stack:
        for name, way in WAYS.items():
            settings = Settings.model_validate(databases.settings("sqlite").model_dump() | way.settings)
            trusted_hosts = settings.trusted_proxies.replace(" ", ",")
            app = stack.enter_context(serving(create_app(settings), forwarded_allow_ips=trusted_hosts))
            port = free_port()
            locations = way.location.format(app=app)
            server = SERVER.format(port=port, locations=locations)
            servers.append(server if way.root else server.replace("location / { return 404 'outside'; }", ""))
            result[name] = f"http://127.0.0.1:{port}"
        config = folder / "nginx.conf"
        config.write_text(CONFIG.format(folder=folder, servers="\n".join(servers)))
        with subprocess.Popen([str(NGINX), "-e", str(folder / "error.log"), "-c", str(config)]) as nginx:
            try:
                _wait(list(result.values()), nginx, folder / "error.log")
                yield result
            finally:
                nginx.terminate()


def _wait(addresses: list[str], nginx: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    for address in addresses:
        while True:
            try:
                CLIENT.get(address)
                break
            except httpx.TransportError:
                assert nginx.poll() is None, log.read_text()
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.05)


# --- links by kind of answer ---------------------------------------------------------------

ATTRIBUTES = re.compile(r'\b(?:href|src|srcset|action)="([^"]*)"')
CLIENT = httpx.Client(timeout=60, trust_env=False)
OUR_HOSTS = ("", "events.example", "127.0.0.1", "localhost")
"""Hosts of the service, including those that clients do not use."""


NO_ADDRESSES = ("instance", "value", "detail", "message", "service_path", "flyout_service_path")
"""Fields of JSON with requested values, with sentences, or with paths that belong to the address in another field."""


def _in_json(value: Any, base: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in NO_ADDRESSES:
                yield from _in_json(part, base)
    elif isinstance(value, list):
        for part in value:
            yield from _in_json(part, base)
    elif isinstance(value, str) and "{{" in value:
        return  # a pattern of addresses, as the reconciliation service gives one
    elif isinstance(value, str) and (re.match(r"/\w", value) or value.startswith(("http://", "https://"))):
        yield value
    elif isinstance(value, str):
        yield from re.findall(rf"{re.escape(base)}[^\s\"'<>{{}}]*[\w/]", value)


def _needs(operation: Any) -> bool:
    return any(item["required"] for item in operation.get("parameters", []))


def _in_openapi(document: Any, _base: str) -> Iterator[str]:
    server = document["servers"][0]["url"].rstrip("/")
    yield from (
        f"{server}{path}"
        for path, item in document["paths"].items()
        if "{" not in path and "get" in item and not _needs(item["get"])
    )
    yield from re.findall(r"\]\((/.+?)\)", document["info"]["description"])


def links(answer: httpx.Response, base: str) -> Iterator[str]:
    """The addresses in the headers and, by media type, in the body of an answer."""
    kind, text = answer.headers["content-type"].partition(";")[0], answer.text
    yield from re.findall(r"<(.+?)>", answer.headers.get("link", ""))
    if kind in ("text/html", "image/svg+xml", "application/atom+xml"):
        yield from (html.unescape(link) for link in ATTRIBUTES.findall(text))
        yield from re.findall(rf"{re.escape(base)}/[^\s\"'<>]*\w", html.unescape(text))
    elif kind == "text/calendar":
        lines = text.replace("\r\n ", "").splitlines()
        yield from (line.partition(":")[2] for line in lines if line.startswith(("URL", "SOURCE")))
    elif kind == "text/csv":
        yield from (row["url"] for row in csv.DictReader(io.StringIO(text)) if row.get("url"))
    elif kind == "application/x-ndjson":
        yield from (link for line in text.splitlines() for link in _in_json(json.loads(line), base))
    elif answer.url.path.endswith("/openapi.json"):
        yield from _in_openapi(answer.json(), base)
    elif kind.endswith("json"):
        yield from _in_json(answer.json(), base)
    elif kind == "application/xml":
        yield from (html.unescape(link) for link in re.findall("<loc>(.+?)</loc>", text))
    elif kind in ("text/markdown", "text/plain", "application/x-bibtex"):
        yield from re.findall(rf"{re.escape(base)}/[^\s\"'<>{{}}]*\w", text)
    elif kind in ("text/javascript", "application/javascript") and answer.url.path.endswith("docs.js"):
        yield from re.findall(r'url: "(.+?)"', text)  # of /docs/swagger, which is as deep as the script


START = [
    "/", "/explore/events?mechanism=JSPG", "/explore/search?q=JSPG", "/guide",
    "/problems/not-found", "/meetings?limit=2", "/timeline?limit=3&sort=date", "/meetings?group_by=mechanism",
    "/trade-stats?limit=2",
    "/coverage", "/evidence?record=jspg-kz-tr-8&limit=3", "/search?q=strategic&limit=2", "/resolve?q=Turkey",
    "/meetings/conflicts", "/documents/jspg-8-report/records", "/mechanisms/JSPG/meetings",
    "/trade-stats/series?indicator=trade", "/meetings.csv", "/meetings.ndjson", "/meetings.geojson",
    "/meetings.atom?mechanism=JSPG&fbclid=1", "/meetings.ics", "/mechanisms/jspg-kz-tr/calendar.ics?utm_source=x",
    "/timeline.svg?between=KZ,TR", "/trade-stats/chart.svg", "/embed/timeline?between=KZ,TR&utm_source=x",
    "/embed/trade", "/oembed?url=/embed/timeline?between=KZ,TR", "/briefings/kz-tr.md",
    "/meetings/jspg-kz-tr-8/citation", "/meetings/jspg-kz-tr-8/citation?style=bibtex", "/explore/trade",
    "/explore/countries/KZ", "/sitemap.xml", "/robots.txt", "/static/icon-180.png", "/static/site.css",
]  # fmt: skip
REFERENCE = ["/docs", "/docs/swagger", "/docs/meetings", "/openapi.json", "/static/docs.js"]
"""The API reference. It takes a second for each address."""
FAULTY_PATHS = [
    "/meetings?mechanism=JSPQ",
    "/meetngs",
    "/meetings/none",
    "/static/none",
    "/explore/none/x",
    "/guide/none",
    "/oembed",
]
REDIRECTS = [
    "/meetings/",
    "/explore/trade/?between=KZ,TR",
    "/explore/countries/Turkey",
    "/briefings/tr-kz",
    "/?mechanism=JSPG",
    "/?country=",
]
SHAPE_LINKS = 1
"""How many addresses of one kind are followed."""


@dataclass
class Crawl:
    """Follows links from the address that clients use to the address of nginx."""

    way: Way
    address: str
    urls_seen: set[str] = field(default_factory=set)
    kinds: Counter[str] = field(default_factory=Counter)

    def ask(self, url: str, **headers: str) -> httpx.Response:
        host = {"Host": self.way.host} if self.way.host else {}
        address = url.replace(self.way.public, self.address + self.way.root, 1)
        return CLIENT.request(method_for(urlsplit(url).path), address, headers=host | headers)

    def inside(self, url: str, link: str) -> str | None:
        """The complete address of a link; None for a link to another site, which texts may contain."""
        whole = urljoin(url, link).partition("#")[0]
        if whole.startswith("data:") or urlsplit(whole).hostname not in OUR_HOSTS:
            return None
        assert f"{whole}/".startswith((self.way.public + "/", self.way.public + "?")), f"{url} leads to {link}"
        return whole

    def __call__(self, starts: list[str]) -> None:
        waiting = [self.way.public + path for path in starts]
        faulty_urls = {self.way.public + path for path in FAULTY_PATHS}  # which texts have as examples
        while waiting:
            url = waiting.pop(0)
            if url in self.urls_seen:
                continue
            self.urls_seen.add(url)
            answer = self.ask(url)
            if answer.has_redirect_location:
                answer = self.ask(self.inside(url, answer.headers["location"]) or "")
            assert answer.status_code == 200, f"{url}: {answer.status_code} {answer.text[:300]}"
            kind = answer.headers["content-type"].partition(";")[0]
            self.kinds[kind] += 1
            for link in links(answer, self.way.public):
                whole = self.inside(url, link)
                first, *further_parts = urlsplit(whole or "").path.removeprefix(self.way.root).strip("/").split("/")
                shape = f"from {kind} to {first}{'/…' * len(further_parts)}"
                self.kinds[shape] += 1
                if (
                    self.way.every_link
                    and whole
                    and whole not in self.urls_seen | faulty_urls
                    and self.kinds[shape] <= SHAPE_LINKS
                ):
                    waiting.append(whole)


KINDS = {
    "text/html", "application/json", "text/css", "image/png", "image/svg+xml", "application/atom+xml", "text/calendar",
    "text/csv", "application/x-ndjson", "application/geo+json", "text/markdown", "application/x-bibtex",
    "from text/html to explore/…/…", "from text/html to static/…",
    "from application/json to meetings/…", "from text/calendar to explore/…/…", "from text/csv to meetings/…",
    "from application/atom+xml to meetings/…", "from image/svg+xml to explore/…/…", "from text/html to openapi.json",
    "from application/xml to explore/…/…", "from text/plain to sitemap.xml",
}  # fmt: skip


@needs_nginx
@pytest.mark.parametrize("name", WAYS)
def test_every_link_is_followed(proxies: dict[str, str], name: str) -> None:
    way = WAYS[name]
    crawl = Crawl(way, proxies[name])
    crawl(START + REFERENCE * way.reference)
    assert crawl.kinds.keys() >= KINDS
    for path in FAULTY_PATHS:
        url = way.public + path
        for accept in ("*/*", "text/html"):
            answer = crawl.ask(url, Accept=accept)
            assert answer.status_code in (404, 422)
            crawl.urls_seen.add(url)
            crawl(
                [
                    link.removeprefix(way.public)
                    for item in links(answer, way.public)
                    if (link := crawl.inside(url, item))
                ]
            )


@needs_nginx
@pytest.mark.parametrize("name", WAYS)
def test_redirects_stay(proxies: dict[str, str], name: str) -> None:
    way = WAYS[name]
    crawl = Crawl(way, proxies[name])
    for path in REDIRECTS:
        answer = crawl.ask(way.public + path)
        assert answer.status_code in (303, 307), path
        location = answer.headers["location"]
        assert location.startswith(way.root + "/")
        assert crawl.ask(urljoin(way.public, location)).status_code == 200


@needs_nginx
def test_who_is_trusted_and_allowed(proxies: dict[str, str]) -> None:
    path = "/meetings/jspg-kz-tr-8/citation"
    name = "no public address, TLS ended by a trusted proxy"
    for host, status in (("events.example", 200), ("evil.example", 400), ("events.example.evil.example", 400)):
        assert CLIENT.get(proxies[name] + path, headers={"Host": host}).status_code == status
        assert CLIENT.get(proxies[name] + "/readyz", headers={"Host": host}).status_code == 200
    behind = "a prefix that is taken away"
    assert CLIENT.get(proxies[behind] + "/meetings").text == "outside"
    link = CLIENT.get(f"{proxies[behind]}/a/b{path}", headers={"X-Forwarded-Host": "evil.example"}).json()["permalink"]
    assert link.partition("?")[0] == "https://events.example/a/b/explore/meetings/jspg-kz-tr-8"


@needs_nginx
@pytest.mark.parametrize("name", WAYS)
def test_a_path_that_is_encoded_arrives(proxies: dict[str, str], name: str) -> None:
    crawl = Crawl(WAYS[name], proxies[name])
    for path in (
        "/countries/T%C3%BCrkiye",
        "/meetings?country=T%C3%BCrkiye&q=%22visit%22",
        "/explore/countries/TR?utm_x=1",
    ):
        assert crawl.ask(crawl.way.public + path).status_code == 200, path
    link = crawl.ask(f"{crawl.way.public}/meetings?limit=1&country=T%C3%BCrkiye").headers["link"]
    assert "T%C3%BCrkiye" in link
    assert unquote(link.split(";")[0].strip("<>")).startswith(f"{crawl.way.root}/meetings?")


def test_serve_hands_on_who_is_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    server_options: dict[str, Any] = {}
    monkeypatch.setattr("uvicorn.run", lambda *_, **options: server_options.update(options))
    monkeypatch.setenv("COMMUNIQUE_TRUSTED_PROXIES", "10.0.0.0/8, 192.168.1.1")
    result = CliRunner().invoke(cli, ["serve"])
    assert result.exit_code == 0, result.output
    assert server_options["forwarded_allow_ips"] == "10.0.0.0/8,192.168.1.1"
