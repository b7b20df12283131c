"""HTML pages, rendered on the server. Their content security policy forbids requests to other hosts."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app.api.addresses import Site
from app.domain.escape import escape_markdown, page_text, single_line
from app.query.coverage import DataState
from app.resource import Resource
from app.web.data_set import DATA_DESCRIPTION

WEB = Path(__file__).parent

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

TEMPLATES = Environment(
    loader=FileSystemLoader(WEB / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    finalize=page_text,
)

TEMPLATES.policies["json.dumps_kwargs"] = {}  # keys in their own order, and ASCII alone

MARKDOWN = "text/markdown; charset=utf-8"

MARKDOWN_TEMPLATES = TEMPLATES.overlay(autoescape=False, finalize=escape_markdown)
"""The environment for templates that are Markdown: the same filters, but values are escaped for Markdown."""


_RECORD_LINK = re.compile(r'( href="/(?:explore/[a-z-]+|briefings)/[^"?#/]+)((?:#[^"]*)?")')
"""A link to the page of a record or to a briefing, without parameters."""


def render_page(
    request: Request,
    template: str,
    *,
    title: str,
    description: str = DATA_DESCRIPTION,
    canonical: str | None = None,
    is_indexed: bool = True,
    picture: str | None = None,
    linked_data: Mapping[str, Any] | None = None,
    status: int = 200,
    policy: str = PAGE_POLICY,
    past: DataState | None = None,
    **values: Any,
) -> HTMLResponse:
    """A template of ``web/templates`` with its values, all escaped but for ``Markup``; its paths become links.

    ``canonical`` is the path by which search engines know the page: without it, that of the request without its query.
    ``picture`` is the path of a PNG for share cards, and ``linked_data`` describes the page in schema.org's words. A
    page of an error, or one without ``is_indexed``, has no canonical address and asks search engines to leave it out.
    ``past`` is the state of the data of a page about the past, whose links to records stay in that state.
    """
    site = Site(request.scope)
    canonical = canonical or site.path
    body = TEMPLATES.get_template(template).render(
        title=title,
        description=single_line(description),
        canonical=site.base + canonical if is_indexed and status < 300 else None,
        picture=site.base + picture if picture and status < 300 else None,
        linked_data=linked_data,
        base=site.base,
        current_path=site.decoded_path,
        past=past,
        **values,
    )
    if past:
        body = _RECORD_LINK.sub(rf"\1?as_of={past.revision}\2", body)
    return HTMLResponse(site.html(body), status, headers={"Content-Security-Policy": policy})


def heading_anchor(heading_text: str) -> str:
    """The anchor of a heading."""
    return re.sub(r"[^\w]+", "-", heading_text.lower()).strip("-")


def markdown(text: str) -> Markup:
    """Render CommonMark with tables and linked headings. Only for our own texts: it does not escape HTML."""
    from app.web.commonmark import COMMONMARK  # its parser takes a twentieth of a second that a start does not need

    return Markup(COMMONMARK.render(text))  # noqa: S704 - our own docs/


def resources_with_pages(request: Request) -> dict[str, Resource]:
    """The resources whose records have pages, by the first part of their path."""
    return {resource.path.strip("/"): resource for resource in request.app.state.resources if resource.page}
