"""The page with the history of a record: what changed, when, and why it is no more."""

from collections.abc import Iterator
from dataclasses import replace

from fastapi import APIRouter, Request, Response

from app.api.query_route import PageRoute, parse_query
from app.domain.titles import title_of
from app.domain.vocabulary import Change
from app.query.changes import ENDS
from app.query.history import Version
from app.query.list_parameters import PagedQuery
from app.resource import page_path
from app.resources.history import History, read_history
from app.web.html import resources_with_pages
from app.web.page import api_request, next_page, page_not_found, redirect, render_view
from app.web.reader import open_reader

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PATH = "/explore/{kind}/{id}/history"


@router.get(PATH)
def history_page(request: Request, kind: str, id: str) -> Response:
    """The versions of one record, the newest first. A record that was withdrawn has this page too."""
    resources = resources_with_pages(request)
    if kind not in resources:
        raise page_not_found(request)
    resource = resources[kind]
    query = parse_query(PagedQuery, request.query_params)
    with open_reader(request) as reader:
        history = read_history(reader.snapshot, resource, id, query)
        path = f"{resource.path}/{history.id}"
        if history.id != id:
            return redirect(request, f"{page_path(path)}/history", request.query_params.multi_items())
        body = next((version.body for version in history.page if version.body), {})
        name = resource.title(body) if body else title_of({"id": history.id})
        return render_view(
            request,
            reader,
            "history.html",
            title=f"History: {name}",
            name=name,
            index=page_path(resource.path),
            kind=resource.page and resource.page.kind,
            address=page_path(path),
            versions=[*_with_renaming(history)],
            is_there=history.versions[0].change not in ENDS,
            next_page=next_page(request, f"{page_path(path)}/history", history.cursor),
            api=api_request(request, f"{path}/history", request.query_params.multi_items()),
            description=f"What changed in this record, and when: {name}",
            is_indexed=False,
        )


def _with_renaming(history: History) -> Iterator[Version]:
    """The versions of a page, with each renaming as a single version.

    Two versions are stored for it, the end of the former id and the start of the new id, but readers see one event.
    """
    ends = {(v.revision, v.renamed_to): v for v in history.versions if v.change == Change.renamed}
    starts = {(v.revision, v.id) for v in history.versions if v.change == Change.created}
    for version in history.page:
        end = ends.get((version.revision, version.id))
        if version.change == Change.created and end:
            differences = [words for words in version.differences if not words.startswith("id: ")]
            yield replace(end, body=version.body, differences=differences)
        elif (version.revision, version.renamed_to) not in starts:
            yield version
