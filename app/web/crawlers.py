"""Files for programs that visit a site: sitemaps, ``robots.txt``, ``security.txt`` and the icon at its old address."""

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse
from markupsafe import escape
from sqlalchemy import func, select

from app.api.addresses import Site
from app.api.formats.registry import FORMATS
from app.api.query_route import PageRoute
from app.domain.deadline import check_each
from app.errors import not_found
from app.resource import Resource, page_path
from app.web import guide
from app.web.briefings.pairs import pair_name, shared_records
from app.web.html import WEB, resources_with_pages
from app.web.page import page_not_found
from app.web.reader import PageReader, open_reader

router = APIRouter(include_in_schema=False, route_class=PageRoute)

SITEMAP_SIZE = 50_000
"""Addresses in a sitemap, as the protocol allows (sitemaps.org)."""

SECURITY_DAYS = 180
"""Days until ``security.txt`` expires. RFC 9116 recommends less than a year."""

NOT_LISTED = ("/methodology", "/integrations", "/report", "/explore/search", "/docs/swagger")
"""Pages that search engines know by another address, or not at all."""

XMLNS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def _fixed_pages(request: Request) -> list[str]:
    """The paths of the pages that need no record."""
    routes = [route.path for route in request.app.routes if isinstance(route, PageRoute)]
    pages = [path for path in routes if "{" not in path and "." not in path and path not in NOT_LISTED]
    return [*dict.fromkeys([*sorted(pages), *(f"/guide/{name}" for name in guide.GUIDE_PAGES)])]


class Sitemap:
    """The addresses of all pages in one order, of which each file of the sitemap has a slice."""

    def __init__(self, request: Request, reader: PageReader) -> None:
        self._snapshot = reader.snapshot
        self._resources = list(resources_with_pages(request).values())
        briefings = (f"/briefings/{pair_name(pair)}" for pair in shared_records(self._snapshot))
        self._pages = [*_fixed_pages(request), *briefings]
        self._counts = self._snapshot.fact("sitemap counts", lambda: [self._count(r) for r in self._resources])

    def _count(self, resource: Resource) -> int:
        return int(self._snapshot.scalar(select(func.count()).select_from(resource.model)))

    @property
    def total(self) -> int:
        return len(self._pages) + sum(self._counts)

    def entries(self, start: int) -> Iterator[tuple[str, dt.datetime | None]]:
        """The paths of at most ``SITEMAP_SIZE`` pages, from a position on, with the day of their last change."""
        yield from islice(self._from(start), SITEMAP_SIZE)

    def _from(self, start: int) -> Iterator[tuple[str, dt.datetime | None]]:
        yield from ((path, None) for path in self._pages[start:])
        position = len(self._pages)
        for resource, count in zip(self._resources, self._counts, strict=True):
            skip = max(0, start - position)
            position += count
            if skip < count:
                model = resource.model
                rows = select(model.id, model.updated_at).order_by(model.id)
                for id, updated_at in check_each(self._snapshot.execute(rows.offset(skip).limit(SITEMAP_SIZE))):
                    yield page_path(f"{resource.path}/{quote(id)}"), updated_at


def _element(name: str, address: str, last_change: dt.datetime | None = None) -> str:
    day = f"<lastmod>{last_change.date().isoformat()}</lastmod>" if last_change else ""
    return f"<{name}><loc>{escape(address)}</loc>{day}</{name}>\n"


def _xml(reader: PageReader, root: str, elements: Sequence[str]) -> Response:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{XMLNS}">\n{"".join(elements)}</{root}>\n'
    return Response(text, headers=reader.state.headers, media_type="application/xml")


def _url_set(reader: PageReader, base: str, sitemap: Sitemap, start: int) -> Response:
    return _xml(
        reader, "urlset", [_element("url", base + path, last_change) for path, last_change in sitemap.entries(start)]
    )


@router.get("/sitemap.xml")
def sitemap(request: Request) -> Response:
    """All pages; if there are more than fit into one sitemap, the list of sitemaps."""
    base = Site(request.scope).base
    with open_reader(request) as reader:
        pages = Sitemap(request, reader)
        if pages.total <= SITEMAP_SIZE:
            return _url_set(reader, base, pages, 0)
        count = -(-pages.total // SITEMAP_SIZE)
        addresses = (f"{base}/sitemap/{number}.xml" for number in range(1, count + 1))
        return _xml(reader, "sitemapindex", [_element("sitemap", address) for address in addresses])


@router.get("/sitemap/{number}.xml")
def sitemap_part(request: Request, number: str) -> Response:
    """One of the sitemaps, counted from 1."""
    with open_reader(request) as reader:
        pages = Sitemap(request, reader)
        start = (int(number) - 1) * SITEMAP_SIZE if number.isascii() and number.isdigit() and len(number) < 7 else -1
        if not 0 <= start < pages.total:
            raise page_not_found(request)
        return _url_set(reader, Site(request.scope).base, pages, start)


@router.get("/robots.txt")
def robots(request: Request) -> Response:
    """Crawlers may read every page and record. Files of whole lists are for those who ask for them."""
    site = Site(request.scope)
    exports = [
        f"Disallow: {site.root}/*.{suffix}{end}\n" for suffix in FORMATS if suffix != "json" for end in ("$", "?")
    ]
    exports.append(f"Disallow: {site.root}/dump.zip\n")
    rules = f"User-agent: *\nAllow: {site.root}/\n{''.join(exports)}"
    return PlainTextResponse(f"{rules}\nSitemap: {site.base}/sitemap.xml\n")


@router.get("/.well-known/security.txt")
def security(request: Request) -> Response:
    """Whom to tell of a weakness (RFC 9116). 404 if the operator has named nobody."""
    contact = request.app.state.security_contact
    if contact is None:
        message = "the operator of this service has named no contact"
        raise not_found("path", Site(request.scope).target, message)
    base = Site(request.scope).base
    expires = dt.datetime.now(dt.UTC).date() + dt.timedelta(SECURITY_DAYS)
    fields: dict[str, Any] = {
        "Contact": contact,
        "Expires": f"{expires.isoformat()}T00:00:00Z",
        "Preferred-Languages": "en",
        "Canonical": f"{base}/.well-known/security.txt",
    }
    return PlainTextResponse("".join(f"{name}: {value}\n" for name, value in fields.items()))


SERVICE_LINKS = (
    ("service-desc", "/openapi.json", "application/json"),
    ("service-desc", "/openapi.yaml", "application/yaml"),
    ("service-meta", "/datapackage.json", "application/json"),
    ("service-doc", "/docs", "text/html"),
    ("service-doc", "/guide", "text/html"),
    ("status", "/readyz", "application/json"),
)
"""What describes the API (RFC 8631): relation, path and media type."""

CATALOG = "/.well-known/api-catalog"


@router.get(CATALOG)
def api_catalog(request: Request) -> Response:
    """The APIs of this host and what describes them (RFC 9727), as a linkset (RFC 9264)."""
    base = Site(request.scope).base
    links: dict[str, Any] = {"anchor": f"{base}/"}
    for relation, path, media_type in SERVICE_LINKS:
        links.setdefault(relation, []).append({"href": base + path, "type": media_type})
    reconciliation = {
        "anchor": f"{base}/reconcile",
        "service-desc": [{"href": f"{base}/reconcile", "type": "application/json"}],
        "service-doc": [{"href": f"{base}/guide/openrefine", "type": "text/html"}],
    }
    catalog = {"anchor": base + CATALOG, "item": [{"href": f"{base}/"}, {"href": f"{base}/reconcile"}]}
    return Response(
        json.dumps({"linkset": [catalog, links, reconciliation]}),
        headers={"Link": f'<{base}{CATALOG}>; rel="api-catalog"'},
        media_type='application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"',
    )


def service_links(request: Request) -> str:
    """The value of ``Link`` that leads from the front page to what describes the API."""
    site = Site(request.scope)
    links = [f'<{site.link(path)}>; rel="{rel}"; type="{media_type}"' for rel, path, media_type in SERVICE_LINKS]
    return ", ".join([*links, f'<{site.link(CATALOG)}>; rel="api-catalog"; type="application/linkset+json"'])


@router.get("/favicon.ico")
def icon(request: Request) -> Response:  # noqa: ARG001
    """The icon, for programs that do not read where a page names it."""
    return Response((WEB / "static" / "favicon.ico").read_bytes(), media_type="image/vnd.microsoft.icon")
