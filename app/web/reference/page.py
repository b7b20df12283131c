"""The reference of the API: a page for each resource, made of the OpenAPI document, and Swagger beside it.

It does not depend on the data: it is there when the database is not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from fastapi.routing import APIRoute
from markupsafe import Markup

from app.api import openapi
from app.api.addresses import Site
from app.api.formats.registry import FORMATS
from app.api.query_route import PageRoute
from app.domain.model import Model
from app.domain.text import nearest
from app.errors import PROBLEM_TYPES, not_found
from app.web.guide import EXAMPLE_BASE
from app.web.html import TEMPLATES, WEB, markdown, render_page
from app.web.lists.active_filters import has_list_page, list_path
from app.web.reference.document import ApiReference, Operation, api_reference
from app.web.reference.postman import collection as postman_collection
from app.web.reference.search import ReferenceEntry, nearest_names, search_entries, search_reference

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PATH = "/docs"

SWAGGER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

FIRST_OPERATION = "listMeetings"
"""The request with which the reference begins."""

ERRORS = "errors"
"""The page of errors, beside those of the groups."""


class ReferenceQuery(Model):
    """The parameters of the reference."""

    q: str = ""


@dataclass
class RenderedReference:
    """The reference of an application, with the bodies of its pages, each rendered when it is first asked for."""

    reference: ApiReference
    entries: Sequence[ReferenceEntry]
    bodies: dict[str, Markup] = field(default_factory=dict)


def rendered_reference(app: FastAPI) -> RenderedReference:
    if app.state.reference is None:
        reference = api_reference(app.openapi())
        app.state.reference = RenderedReference(reference, search_entries(reference))
    cache: RenderedReference = app.state.reference
    return cache


def _body(request: Request, name: str) -> Markup:
    """The part of a page that is the same for all readers, with the address of the service."""
    cache = rendered_reference(request.app)
    if name not in cache.bodies:
        reference = cache.reference
        template = {"": "reference-overview.html", ERRORS: "reference-errors.html"}.get(name, "reference-group.html")
        text = TEMPLATES.get_template(template).render(
            reference=reference,
            group=reference.groups.get(name),
            operation=_first_operation(reference),
            description=markdown(openapi.API_DESCRIPTION),
            problems=[
                (kind, status, title, markdown(meaning)) for kind, (status, title, meaning) in PROBLEM_TYPES.items()
            ],
            formats=FORMATS,
            base=EXAMPLE_BASE,
            lists={
                resource.tag.replace(" ", "-"): list_path(resource)
                for resource in request.app.state.resources
                if has_list_page(resource)
            },
        )
        cache.bodies[name] = Markup(text)  # noqa: S704 - escaped there
    return cache.bodies[name].replace(EXAMPLE_BASE, Site(request.scope).base)


def _first_operation(reference: ApiReference) -> Operation:
    group = reference.group_of(FIRST_OPERATION) or next(iter(reference.groups.values()))
    return group.operations[0]


def _page(request: Request, name: str, title: str, description: str) -> Response:
    words = request.query_params.get("q", "").strip()[:200]
    cache = rendered_reference(request.app)
    results = search_reference(cache.entries, words) if words else None
    return render_page(
        request,
        "reference.html",
        title=title,
        description=description,
        is_indexed=not words,
        body=_body(request, name),
        reference=cache.reference,
        here=name,
        words=words,
        results=results,
        near=nearest_names(cache.entries, words) if words and not results else [],
    )


@router.get(PATH)
def overview(request: Request) -> Response:
    """The first page: a request with its live answer, all groups, and what all requests have in common."""
    return _page(
        request, "", "API reference", "Every request of the API, with its parameters, answer and live example."
    )


@router.get(f"{PATH}/swagger")
def swagger(request: Request) -> Response:  # noqa: ARG001
    return HTMLResponse((WEB / "docs.html").read_text("utf-8"), headers={"Content-Security-Policy": SWAGGER_POLICY})


@router.get(f"{PATH}/postman.json")
def postman(request: Request) -> Response:
    """The requests of the reference as a Postman collection."""
    reference = rendered_reference(request.app).reference
    return JSONResponse(postman_collection(reference, Site(request.scope).base))


def send_request(operation_id: str, request: Request) -> Response:
    """Lead a form that was sent without a script to the answer: parts of the path filled in, empty inputs left out."""
    reference = rendered_reference(request.app).reference
    group = reference.group_of(operation_id)
    operation = next((o for o in group.operations if o.id == operation_id), None) if group else None
    if operation is None:
        raise not_found("path", operation_id, "the API has no such operation")
    parts = {parameter.input_name: parameter.first_value for parameter in operation.basic if parameter.place == "path"}
    values = [(name, value.strip()) for name, value in request.query_params.multi_items() if value.strip()]
    path = operation.path
    for name, value in (parts | dict(values)).items():
        path = path.replace(name, quote(value, safe="")) if name in parts else path
    pairs = [(name, value) for name, value in values if name not in parts]
    return RedirectResponse(Site(request.scope).link(path) + (f"?{urlencode(pairs)}" if pairs else ""), 303)


@router.get(f"{PATH}/{{name}}")
def group_page(name: str, request: Request) -> Response:
    """The page of a group; the id of an operation leads to its place on one."""
    reference = rendered_reference(request.app).reference
    if name == ERRORS:
        return _page(request, name, "Errors", "Every error of the API: its status, and what it means.")
    if group := reference.groups.get(name):
        return _page(request, name, f"{group.title} – API reference", group.description.striptags())
    if group := reference.group_of(name):
        return RedirectResponse(Site(request.scope).link(f"{PATH}/{group.name}#{name}"), 303)
    names = [*reference.groups, ERRORS]
    raise not_found("path", name, "the reference has no such page", nearest(name, names))


router.add_api_route(f"{PATH}/requests/{{operation_id}}", send_request, route_class_override=APIRoute)
