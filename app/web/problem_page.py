"""Errors as pages. For a page that is not there, with a search for the words of its address and the nearest pages."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse

from app.api.addresses import Site, below
from app.api.query_route import PageRoute
from app.domain.text import nearest
from app.errors import ProblemBody
from app.resource import Resource
from app.web.html import render_page, resources_with_pages

_RECORD = re.compile(r"(?:.*/)?([a-z-]+)/[^/?]+(?:\?|$)")
"""The address of a record; its group is the kind."""


def problem_page(request: Request, problem: ProblemBody) -> HTMLResponse:
    """An error as an HTML page."""
    missing = problem.status == 404
    return render_page(
        request,
        "refused.html",
        status=problem.status,
        title=_title(request, problem),
        description=problem.detail or problem.title,
        problem=problem,
        nearest_pages=list(dict.fromkeys(_nearest_pages(request, problem))) if missing else [],
        words=_words(Site(request.scope).local) if missing else None,
    )


def _resource(request: Request, problem: ProblemBody) -> Resource | None:
    """The resource to which the missing record would belong."""
    kind = _RECORD.match(problem.instance)
    return resources_with_pages(request).get(kind[1]) if problem.status == 404 and kind else None


def _title(request: Request, problem: ProblemBody) -> str:
    """The title of a problem; for a missing record, with its kind: "Meeting not found"."""
    resource = _resource(request, problem)
    if resource and resource.page:
        return f"{resource.page.kind} not found"
    return "Page not found" if any(error.parameter == "path" for error in problem.errors) else problem.title


def _nearest_pages(request: Request, problem: ProblemBody) -> Iterator[tuple[str, str]]:
    """Text and path of the pages that may be meant: of records with similar ids, or with a similar address."""
    site, resource = Site(request.scope), _resource(request, problem)
    pages = [route.path for route in request.app.routes if isinstance(route, PageRoute) and "{" not in route.path]
    for error in problem.errors:
        if error.parameter != "path":
            yield from ((value, f"/explore{resource.path}/{quote(value)}") for value in error.suggestions if resource)
            continue
        addresses = [below(site.root, suggestion) for suggestion in error.suggestions]
        for path in [*nearest(site.local, pages), *addresses]:
            if path == site.local:  # a page that this server has turned off
                continue
            page = f"/explore{path}" if f"/explore{path}" in pages else path
            yield page, page


def _words(path: str) -> str:
    """The words of an address, for a search: its last part, without signs."""
    return re.sub(r"[^\w]+|_+", " ", path.rstrip("/").rpartition("/")[2]).strip()[:100]
