"""The page of the revisions: what each load of the data brought, and a way back to the data as they were."""

from collections import Counter

from fastapi import APIRouter, Request, Response

from app.api.query_route import PageRoute, parse_query
from app.query.list_parameters import PagedQuery
from app.resources.changes import DERIVED_KINDS
from app.resources.revisions import KIND_NAMES, counts_of, read_revisions, summary
from app.web.lists.list_pages import noun
from app.web.page import api_request, next_page, render_view
from app.web.reader import open_reader

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PATH = "/explore/revisions"


@router.get(PATH)
def revisions_page(request: Request) -> Response:
    """The revisions, the newest first, each with its changes in words."""
    query = parse_query(PagedQuery, request.query_params)
    resources = request.app.state.resources
    names = {resource.model.kind: (noun(resource, 1), noun(resource, 2)) for resource in resources} | KIND_NAMES
    with open_reader(request) as reader:
        rows, cursor = read_revisions(reader.snapshot, query)
        return render_view(
            request,
            reader,
            "revisions.html",
            title="Revisions of the data",
            description="What each update of the data brought, and the data as they were then.",
            revisions=[
                (row, summary(names, _without_derived(counts_of(reader.snapshot, row.revision)))) for row in rows
            ],
            next_page=next_page(request, PATH, cursor),
            api=api_request(request, "/revisions", request.query_params.multi_items()),
        )


def _without_derived(counts: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """The changes of records that are not derived from others; all changes if there are only derived ones."""
    return Counter({key: count for key, count in counts.items() if key[0] not in DERIVED_KINDS}) or counts
