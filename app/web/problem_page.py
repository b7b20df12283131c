"""Errors as pages. For a page that is not there, with a search for the words of its address and the nearest pages; for
one in a frame, without all that stands around a page."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse

from app.api.addresses import Site, without_prefix
from app.api.query_route import PageRoute
from app.domain.text import nearest
from app.errors import ProblemBody
from app.resource import Resource, page_path
from app.web.html import render_page, resources_with_pages
from app.web.lists.active_filters import corrections, has_list_page, list_path
from app.web.pictures.routes import FRAME_POLICY

_RECORD = re.compile(r"(?:.*/)?([a-z-]+)/[^/?]+(?:\?|$)")
"""The address of a record; its group is the kind."""

_RECORD_ADDRESS = re.compile(r"(?:/explore)?(/[a-z-]+/[^/]+)")
"""The address of a record or of its page; its group is that of the record."""

MAX_NEAREST = 3
"""Pages that are suggested for one that is not there."""

_IN_FRAME = "/embed/"
"""How the paths of pages for frames begin."""


def problem_page(request: Request, problem: ProblemBody) -> HTMLResponse:
    """An error as an HTML page."""
    is_missing = problem.status == 404
    site = Site(request.scope)
    if site.decoded_path.startswith(_IN_FRAME) and not is_missing:
        is_invalid = problem.status == 422
        return render_page(
            request,
            "embed-refused.html",
            status=problem.status,
            policy=FRAME_POLICY.format(request.app.state.frame_ancestors),
            title=problem.title,
            description=problem.detail or problem.title,
            problem=problem,
            corrections=corrections(site.path, request.query_params.multi_items(), problem) if is_invalid else None,
        )
    return render_page(
        request,
        "refused.html",
        status=problem.status,
        title=_title(request, problem),
        description=problem.detail or problem.title,
        problem=problem,
        nearest_pages=list(dict.fromkeys(_nearest_pages(request, problem)))[:MAX_NEAREST] if is_missing else [],
        words=_words(site.decoded_path) if is_missing else None,
        history=_history(site.decoded_path) if problem.status == 410 else None,
    )


def _history(path: str) -> str | None:
    """The page with the history of a record that was withdrawn."""
    record = _RECORD_ADDRESS.fullmatch(path)
    return f"{page_path(record[1])}/history" if record else None


def _resource(request: Request, problem: ProblemBody) -> Resource | None:
    """The resource to which the missing record would belong."""
    kind = _RECORD.match(problem.instance)
    return resources_with_pages(request).get(kind[1]) if problem.status == 404 and kind else None


def _title(request: Request, problem: ProblemBody) -> str:
    """The title of a problem; for a missing record, with its kind: "Meeting not found"."""
    if any(error.parameter == "path" for error in problem.errors):
        return "Page not found"
    resource = _resource(request, problem)
    return f"{resource.page.kind} not found" if resource and resource.page else problem.title


def _nearest_pages(request: Request, problem: ProblemBody) -> Iterator[tuple[str, str]]:
    """Text and path of the pages that may be meant: of records with similar ids, or with a similar address."""
    site, resource = Site(request.scope), _resource(request, problem)
    pages = [route.path for route in request.app.routes if isinstance(route, PageRoute)]
    plain = [path for path in pages if "{" not in path]
    lists = {r.path: list_path(r) for r in request.app.state.resources if has_list_page(r)}
    for error in problem.errors:
        if error.parameter != "path":
            yield from ((value, f"/explore{resource.path}/{quote(value)}") for value in error.suggestions if resource)
            continue
        parents = [page.rpartition("/")[0] for page in pages if page.count("{") == 1 and page.endswith("}")]
        parents += [f"/explore/{kind}" for kind in resources_with_pages(request)]
        addresses = [without_prefix(site.root, suggestion) for suggestion in error.suggestions]
        near = [*_of_nearest_parent(site.decoded_path, parents), *nearest(site.decoded_path, plain), *addresses]
        parent, _, name = site.decoded_path.rstrip("/").rpartition("/")
        near = sorted(near, key=lambda path: path.rpartition("/")[0] != parent)
        for path in [*(path for path in plain if path.endswith(f"/{name}")), *near]:  # /explore/map for /map
            if path == site.decoded_path:  # a page that this server has turned off
                continue
            page = lists.get(path) or (f"/explore{path}" if f"/explore{path}" in plain else path)
            yield page, page


def _of_nearest_parent(path: str, parents: Sequence[str]) -> list[str]:
    """The same part of the path below the nearest parent, for a mistake before it: ``/explore/meeting/ID``."""
    parent, _, name = path.rstrip("/").rpartition("/")
    if not name or parent in parents:
        return []
    near = nearest(parent, [sibling for sibling in parents if sibling.count("/") == parent.count("/")], 1)
    return [f"{sibling}/{quote(name)}" for sibling in near]


def _words(path: str) -> str:
    """The words of an address, for a search: its last part, without signs."""
    return re.sub(r"[^\w]+|_+", " ", path.rstrip("/").rpartition("/")[2]).strip()[:100]
