"""The routes of whole lists as files and feeds; what they answer is made in ``app.exports``."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from app.api.documentation import LIST_RESPONSES
from app.api.exports import contents, export, offered
from app.api.formats.registry import FORMATS
from app.api.query_route import QuestionRoute
from app.query.parameter_types import OneOf
from app.resource import Resource


def router_for(resource: Resource) -> APIRouter:
    """The route of a list's files and feeds. It goes before the list's items, which would take it for an id."""
    router = APIRouter(route_class=QuestionRoute)
    choices = offered(resource)
    forms = "; ".join(f"`{name}`, {FORMATS[name].about}" for name in choices)
    name = resource.path.strip("/").title().replace("-", "").replace("/", "")
    query: Any = Annotated[resource.query, Query()]
    kind: Any = Annotated[
        str,
        OneOf("a format of this list", choices),
        Path(description=f"{forms}.", examples=["csv"]),
    ]

    def get(format: kind, query: query, request: Request) -> Response:  # noqa: A002 - its name in the path
        return export(request, resource, query, format)

    get.__doc__ = (
        f"The whole of {resource.path} as a file or feed, not a page of it: {', '.join(choices)}. It takes the list's "
        "parameters; with `limit`, that many. `Accept` with the media type does the same on the list itself."
    )
    router.add_api_route(
        f"{resource.path}.{{format}}",
        get,
        response_class=Response,
        responses={**LIST_RESPONSES, 200: {"description": "The whole list.", "content": contents(resource)}},
        summary="The whole list as a file or feed",
        tags=[resource.path.strip("/").split("/")[0].replace("-", " ")],
        operation_id=f"export{name}",
    )
    return router
