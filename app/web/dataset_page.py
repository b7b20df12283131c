"""The data set: its page, and its descriptions for catalogues and tools."""

import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import ConfigDict

from app.api.addresses import Site
from app.api.documentation import LIST_RESPONSES
from app.api.formats.registry import FORMATS
from app.api.negotiation import HTML, JSON, preferred_type
from app.api.query_route import QueryRoute
from app.api.snapshots import snapshot_for
from app.domain.model import Model
from app.query.name_choices import OneOf
from app.resource import Resource
from app.web.data_set import (
    DATA_DESCRIPTION,
    DESCRIPTIONS,
    GEONAMES,
    DataSet,
    list_file_path,
    read_data_set,
    schema_org,
)
from app.web.html import render_page
from app.web.lists.active_filters import address, has_list_page, list_path
from app.web.lists.list_pages import heading

router = APIRouter(tags=["service"], route_class=QueryRoute)

PATH = "/dataset"

DATA_PACKAGE = "datapackage.json"


class NoQuery(Model):
    """The query of a route that takes no parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _content(*names: str) -> dict[int | str, Any]:
    """The OpenAPI response with descriptions of the data set."""
    content = {DESCRIPTIONS[name][0]: {"schema": {"type": "object"}} for name in names}
    return {**LIST_RESPONSES, 200: {"description": "The description.", "content": content}}


def _with_page(responses: dict[int | str, Any]) -> dict[int | str, Any]:
    """The responses, with the page beside the descriptions."""
    content = {HTML: {"schema": {"type": "string"}}, **responses[200]["content"]}
    return {**responses, 200: {**responses[200], "content": content}}


def _data_set(request: Request) -> DataSet:
    with snapshot_for(request) as snapshot:
        return read_data_set(snapshot, Site(request.scope).base, request.app.state.resources)


def _description(data: DataSet, name: str, media_type: str | None = None) -> Response:
    own_type, describe = DESCRIPTIONS[name]
    text = json.dumps(describe(data), ensure_ascii=False, indent=1)
    return Response(text, headers={"Vary": "Accept", **data.state.headers}, media_type=media_type or own_type)


@router.get(
    f"/{DATA_PACKAGE}",
    response_class=Response,
    responses={
        **_content(DATA_PACKAGE),
        200: {"description": "The data package.", "content": {JSON: {"schema": {"type": "object"}}}},
    },
    operation_id="getDataPackage",
)
def get_data_package(query: Annotated[NoQuery, Query()], request: Request) -> Response:  # noqa: ARG001
    """The data set as a Frictionless Data Package: each list as CSV, with the type and meaning of each column."""
    return _description(_data_set(request), DATA_PACKAGE, JSON)


@router.get(PATH, response_class=Response, responses=_with_page(_content(*DESCRIPTIONS)), operation_id="getDataSet")
def get_data_set(query: Annotated[NoQuery, Query()], request: Request) -> Response:  # noqa: ARG001
    """The data set: a page for people, or by `Accept` a description for tools, as schema.org, DCAT-AP, Croissant or
    Frictionless have it."""
    data, accept = _data_set(request), request.headers.get("accept", "")
    types = {media_type: name for name, (media_type, _) in DESCRIPTIONS.items()}
    choice = preferred_type(accept, [HTML, *types])
    if choice in types:
        profiles = [name for kind, name in types.items() if 'profile="' in kind and kind.split('"')[1] in accept]
        return _description(data, profiles[0] if profiles else types[choice])
    if choice is None and JSON in accept:
        return _description(data, DATA_PACKAGE, JSON)
    return _page(request, data)


@router.get(
    f"{PATH}.{{format}}",
    response_class=Response,
    responses=_content(*DESCRIPTIONS),
    operation_id="getDataSetDescription",
)
def describe_data_set(
    format: Annotated[  # noqa: A002 - its name in the path
        str,
        OneOf("a description of the data set", list(DESCRIPTIONS)),
        Path(
            description="`jsonld`: schema.org; `dcat.jsonld`: DCAT-AP; `croissant.json`: Croissant; "
            "`datapackage.json`: Frictionless.",
            examples=["jsonld"],
        ),
    ],
    query: Annotated[NoQuery, Query()],  # noqa: ARG001
    request: Request,
) -> Response:
    """A description of the data set for catalogues and tools."""
    return _description(_data_set(request), format)


def _page(request: Request, data: DataSet) -> Response:
    response = render_page(
        request,
        "dataset.html",
        title="Data set",
        description=DATA_DESCRIPTION,
        linked_data=schema_org(data),
        data=data,
        parquet=FORMATS["parquet"].is_installed,
        geonames=GEONAMES,
        lists=[
            (_list_name(resource, data.resources), _page_of_list(resource), f"/{list_file_path(resource, '')}")
            for resource in data.resources
        ],
        published=data.published_at and data.published_at[:10],
        until=data.state.until and data.state.until.isoformat(),
    )
    response.headers.update({"Vary": "Accept", **data.state.headers})
    return response


def _list_name(resource: Resource, resources: Sequence[Resource]) -> str:
    """The name of a list as its page has it. A list below another one has the name of that before its own: "Figures:
    disagreements"."""
    by_path = {resource.path: resource for resource in resources}
    *above, last_part = resource.path.strip("/").split("/")
    name = heading(by_path.get(f"/{last_part}", resource))
    return ": ".join([*(heading(by_path[f"/{path}"]) for path in above), name.lower() if above else name])


def _page_of_list(resource: Resource) -> str | None:
    return address(list_path(resource), resource.list_page.start) if has_list_page(resource) else None
