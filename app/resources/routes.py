"""The routes of every resource: its list, its items with citations, and the list as files and feeds."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.api.addresses import Site
from app.api.documentation import ITEM_RESPONSES, LIST_RESPONSES, RecordId
from app.api.exports import export
from app.api.file_options import file_query, split
from app.api.formats.registry import FORMATS
from app.api.json_responses import (
    Groups,
    Page,
    facets_response,
    item_file,
    item_file_as_accepted,
    item_response,
    list_or_file,
)
from app.api.list_formats import FormatOf, format_names, negotiated_content, openapi_content
from app.api.query_route import QueryRoute
from app.query.facets import FACETS, facet_query
from app.query.list_parameters import Projection
from app.resource import Resource
from app.resources.citations import (
    RECORD_CONTENT,
    SUFFIXES,
    CitationOut,
    CitationQuery,
    cite,
    cite_as_accepted,
    cite_in_style,
)
from app.resources.history import history_routes


def routes_for(resource: Resource) -> APIRouter:
    """The list of a resource, its items with their citations, and its further routes.

    A resource whose records have the address of another resource has neither items nor citations.
    """
    router = APIRouter(route_class=QueryRoute)
    _add_list(router, resource)
    _add_facets(router, resource)
    if resource.address is None:
        _redirect_to_own_paths(router, resource)
        _add_item_file(router, resource)
        _add_item(router, resource)
    for further in resource.routers:
        router.routes += further.routes
    if resource.address is None:
        _add_citation(router, resource)
        router.routes += history_routes(resource).routes
    return router


def _camel(words: str) -> str:
    return words.replace("-", " ").title().replace(" ", "")


def _add_list(router: APIRouter, resource: Resource) -> None:
    query: Any = Annotated[resource.query, Query()]

    def get_list(query: query, request: Request) -> Response:
        return list_or_file(request, resource, query)

    router.add_api_route(
        resource.path,
        get_list,
        response_model=lambda: Page[resource.out],  # type: ignore[name-defined]
        responses=LIST_RESPONSES | {200: {"content": negotiated_content(resource)}},
        summary=f"List {resource.plural.title()}",
        description=resource.list_description,
        tags=[resource.tag],
        operation_id=f"list{_camel(resource.owner)}{_camel(resource.plural)}",
    )


def _add_facets(router: APIRouter, resource: Resource) -> None:
    if "group_by" not in resource.query.model_fields:
        return
    model = facet_query(resource.query)
    example = (model.model_fields["group_by"].examples or [""])[0]
    query: Any = Annotated[model, Query()]

    def get_facets(query: query, request: Request) -> Response:
        return facets_response(request, resource, split(resource.query, query, "json")[0])

    router.add_api_route(
        f"{resource.path}{FACETS}",
        get_facets,
        response_model=Groups,
        responses=LIST_RESPONSES,
        summary=f"Count {resource.plural.title()}",
        description=f"The numbers of {resource.plural} by the values of one field or two, such as "
        f"`group_by={example}`. It takes the filters of the list, and gives all groups at once.",
        tags=[resource.tag],
        operation_id=f"count{_camel(resource.owner)}{_camel(resource.plural)}",
    )


def _record(request: Request, resource: Resource, spelling: str, query: Projection[Any]) -> Response:
    """A record as JSON, or as what ``Accept`` prefers: a citation or a file."""
    return (
        cite_as_accepted(request, resource, spelling, query)
        or item_file_as_accepted(request, resource, spelling, query, [*RECORD_CONTENT])
        or item_response(request, resource, spelling, query)
    )


def _add_item(router: APIRouter, resource: Resource) -> None:
    query: Any = Annotated[Projection[resource.out], Query()]  # type: ignore[name-defined]

    def get_item(id: RecordId, query: query, request: Request) -> Response:
        return _record(request, resource, id, query)

    router.add_api_route(
        resource.record_url("{id}"),
        get_item,
        response_model=resource.out,
        responses=ITEM_RESPONSES | {200: {"content": RECORD_CONTENT | negotiated_content(resource, is_list=False)}},
        summary=f"Get {resource.singular.title()}",
        description=f"{resource.item_description or f'One {resource.singular}.'} With a suffix it is a file, such as "
        f"`{resource.record_url(resource.example)}.csv`: {', '.join(format_names(resource))}.",
        tags=[resource.tag],
        operation_id=f"get{_camel(resource.owner)}{_camel(resource.singular)}",
    )


def _add_item_file(router: APIRouter, resource: Resource) -> None:
    projection: Any = Projection[resource.out]  # type: ignore[name-defined]
    query: Any = Annotated[file_query(projection, resource.out, has_date=resource.query.is_dated), Query()]
    suffix: Any = Annotated[
        str,
        FormatOf(resource, or_part_of_id=True),
        Path(description="A format of the list.", examples=["csv"]),
    ]

    def get_item_file(id: RecordId, format: suffix, query: query, request: Request) -> Response:  # noqa: A002
        if format in SUFFIXES:
            return cite_in_style(request, resource, id, split(projection, query, format)[0], SUFFIXES[format])
        if format not in FORMATS:  # ids and names may contain a dot
            return _record(request, resource, f"{id}.{format}", split(projection, query, format)[0])
        return item_file(request, resource, id, *split(projection, query, format))

    router.add_api_route(
        resource.record_url("{id}.{format}"),
        get_item_file,
        response_class=Response,
        include_in_schema=False,  # an id may have a dot, so the path is not told from that of a record
    )


def _redirect_to_own_paths(router: APIRouter, resource: Resource) -> None:
    """Redirect ``/trade-stats/conflicts/ID`` to ``/trade-conflicts/ID``, and ``/trade-conflicts``, its files and its
    counts to those of the list: the same for every resource with an ``item_path``."""
    if resource.item_path is None:
        return
    of_list, of_items = resource.path, resource.item_path

    def redirect_from(paths: Sequence[str], begin: str, end: str) -> None:
        async def get_other(request: Request) -> Response:
            site = Site(request.scope)
            return RedirectResponse(site.link(end + site.path.removeprefix(begin)) + site.query, 308)

        for path in paths:
            router.add_api_route(begin + path, get_other, include_in_schema=False)

    redirect_from(["", ".{suffix}", FACETS], of_items, of_list)
    redirect_from(["/{id}", "/{id}/citation", "/{id}/history"], of_list, of_items)


def files_for(resource: Resource) -> APIRouter:
    """The whole list of a resource as a file or feed, in each format that it has."""
    router = APIRouter(route_class=QueryRoute)
    suffixes = format_names(resource)
    descriptions = "; ".join(f"`{name}`, {FORMATS[name].description}" for name in suffixes)
    query: Any = Annotated[file_query(resource.query, resource.out, has_date=resource.query.is_dated), Query()]
    suffix: Any = Annotated[str, FormatOf(resource), Path(description=f"{descriptions}.", examples=["csv"])]

    def get_file(format: suffix, query: query, request: Request) -> Response:  # noqa: A002 - its name in the path
        return export(request, resource, *split(resource.query, query, format))

    router.add_api_route(
        f"{resource.path}.{{format}}",
        get_file,
        response_class=Response,
        responses={**LIST_RESPONSES, 200: {"description": "The whole list.", "content": openapi_content(resource)}},
        summary="The whole list as a file or feed",
        description=f"The whole list {resource.path} as a file or feed: {', '.join(suffixes)}. It takes the parameters "
        "of the list; `limit` cuts it. A request to the list with the media type in `Accept` gives the same file.",
        tags=[resource.tag],
        operation_id=f"export{_camel(resource.path.replace('/', ' '))}",
    )
    return router


def _add_citation(router: APIRouter, resource: Resource) -> None:
    def get_citation(id: RecordId, query: Annotated[CitationQuery, Query()], request: Request) -> Response:
        return cite(request, resource, id, query)

    router.add_api_route(
        resource.record_url("{id}/citation"),
        get_citation,
        response_model=CitationOut,
        responses=ITEM_RESPONSES,
        summary="Cite",
        description="A record as text, APA, BibTeX, RIS and CSL-JSON, with its sources and the revision of the data. "
        "The parameter `style` gives one of them as a file: `text`, `apa`, `bibtex`, `ris` or `csl`.",
        tags=["citations"],
        operation_id=f"cite{_camel(resource.model.kind)}",
    )
