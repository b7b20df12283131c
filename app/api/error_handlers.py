"""Turns every exception of a request into a problem, as JSON or as a page, with the nearest valid values."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urlencode

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from sqlalchemy.exc import DatabaseError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from app.api.addresses import Site
from app.api.file_options import unfit_parameters
from app.api.formats.registry import FORMATS
from app.api.negotiation import HTML, is_form_of_page, preferred_type
from app.api.problems import body_of, problem_response
from app.api.unknown_parameters import format_hint, unknown_parameter
from app.db.failures import CAUSED_BY_CLIENT, FAULT, LATE, TOO_LONG, cause
from app.db.snapshot import SnapshotChangedError
from app.domain.deadline import DeadlineError
from app.domain.text import nearest
from app.errors import (
    EMPTY,
    MAX_DETAIL,
    MAX_ERRORS,
    ErrorItem,
    Problem,
    ProblemBody,
    RenamedError,
    invalid,
    nearest_or_all,
    not_found,
    unavailable,
)
from app.query.facets import FACETS
from app.query.groups import LIST_PARAMETERS, PAGING_OF_GROUPS
from app.query.name_choices import OneOf
from app.resource import Resource

log = structlog.get_logger()


def problem_body(request: Request, error: Problem | RequestValidationError) -> ProblemBody:
    """The document of an error, for a page to show beside its form."""
    problem = problem_of(error, parameter_fields(request)) if isinstance(error, RequestValidationError) else error
    site = Site(request.scope)
    return body_of(problem, site.target, site.root)


MAX_COMPARED_ERRORS = 10
"""Errors of an answer, the first ones, whose unknown parameters get suggestions: to compare one with all parameters of
the route is slow."""

_PAGES = re.compile(r"/|/(explore|briefings)(/.*)?", re.DOTALL)

_PAGES_OF_BROWSERS = re.compile(r"/(check|dataset|docs|embed|guide|problems)([/.].*)?", re.DOTALL)
"""Pages that programs ask for too: a browser gets their problems as a page, a program as JSON."""


def _as_page(request: Request, problem: Problem) -> bool:
    """Whether the problem is shown as a page: always for the path of a page, and for a form that a browser sent. Where
    programs ask too, and where there is nothing, only a browser gets a page."""
    accept = request.headers.get("accept", "")
    if is_form_of_page(request.headers.get("content-type", ""), accept):
        return True
    path = Site(request.scope).decoded_path
    if _PAGES.fullmatch(path):
        return True
    of_browsers = problem.kind == "not-found" or _PAGES_OF_BROWSERS.fullmatch(path) is not None
    return of_browsers and preferred_type(accept, [HTML]) == HTML


def respond_with(request: Request, problem: Problem) -> Response:
    """The response for a problem: JSON, or a page if the request is for a page."""
    site = Site(request.scope)
    response = problem_response(problem, site.target, site.root)
    if not _as_page(request, problem):
        return response
    page: Response = request.app.state.problem_page(request, body_of(problem, site.target, site.root))
    page.headers.update({name: value for name, value in response.headers.items() if not name.startswith("content-")})
    return page


def parameter_fields(request: Request) -> dict[str, FieldInfo]:
    """The fields of the parameters that the route of a request takes, by name."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return {}
    fields: dict[str, FieldInfo] = {}
    for parameter in (*route.dependant.query_params, *route.dependant.body_params):
        model = parameter.field_info.annotation
        if isinstance(model, type) and issubclass(model, BaseModel):
            fields |= model.model_fields
        else:
            fields[parameter.alias] = parameter.field_info
    left_out = LIST_PARAMETERS if route.path.endswith(FACETS) else ()
    return {name: field for name, field in fields.items() if name not in left_out}


def _with_choices(fields: Mapping[str, FieldInfo], item: ErrorItem) -> ErrorItem:
    """The error for a parameter, with all its values if it is missing and takes few."""
    field = fields.get(item.parameter)
    choices = [value for mark in field.metadata if isinstance(mark, OneOf) for value in mark.choices] if field else []
    if item.message != _MESSAGES["missing"] or not choices:
        return item
    return invalid(item.parameter, item.value, *nearest_or_all(item.message, [], choices))


def _reasons_by_parameter(request: Request) -> dict[str, str]:
    """The parameters that a request cannot have, whatever their values, each with the reason. Errors suggest no other
    value for them."""
    parameters, name = request.query_params, request.path_params.get("format")
    reasons = dict.fromkeys(LIST_PARAMETERS, PAGING_OF_GROUPS) if "group_by" in parameters else {}
    return reasons | (unfit_parameters(parameters, name) if name in FORMATS else {})


def unknown_parameters(request: Request, parameters: Sequence[tuple[str, str | None]]) -> Problem:
    """The problem for parameters, with their values, that the route does not have."""
    fields = parameter_fields(request)
    errors = [
        unknown_parameter(fields if number < MAX_COMPARED_ERRORS else {}, name, value)
        for number, (name, value) in enumerate(parameters[:MAX_ERRORS])
    ]
    return Problem("invalid-parameter", errors, left_out=len(parameters) - len(errors))


_FIELD = re.compile(r"(?!(?:str|int|float|bool|dict|list)$)[a-z_]\w*")
"""Matches a field or key in the location of an error: no number of a list's value, no type of a union's branch."""


_NO_OBJECT = "it must be a JSON object"

_MESSAGES = {
    "dict_type": _NO_OBJECT, "list_type": "it must be a list", "missing": "it is required",
    "model_attributes_type": _NO_OBJECT, "model_type": _NO_OBJECT, "string_too_short": EMPTY,
    "string_type": "it must be text", "too_long": "it has too many parts",
    "string_pattern_mismatch": "it is not written as this field requires: see its description in /openapi.json",
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float"), "it is not a whole number"),
    **dict.fromkeys(("float_parsing", "float_type"), "it is not a number"),
    **dict.fromkeys(("bool_parsing", "bool_type"), "it is neither true nor false"),
}  # fmt: skip
"""What to say in place of words of Python."""


def _from_validation(fields: Mapping[str, FieldInfo], error: Mapping[str, Any], *, suggests: bool) -> ErrorItem:
    """The error that pydantic reports, in our words. Without ``suggests``, an unknown parameter gets no suggestions:
    comparing its name with all others is slow."""
    location = [str(part) for part in error["loc"][1:]]
    parameter = location[0] if location else "query"
    value = error.get("input")
    parts = value if isinstance(value, list) else [] if value is None or isinstance(value, dict) else [value]
    texts = [part if isinstance(part, str) else json.dumps(part, default=str) for part in parts]
    text = ",".join(texts) if texts else None
    below = ".".join(part for part in location[1:] if _FIELD.fullmatch(part))
    if error["type"] == "extra_forbidden":
        if not below:
            return unknown_parameter(fields if suggests else {}, parameter, text)
        return invalid(parameter, text, f"{below}: there is no such field")
    context = error.get("ctx", {})
    bounds = [str(context[key]) for key in ("ge", "le") if key in context]
    is_of_list = error["loc"][:1] == ("query",) and "fields" in fields
    if is_of_list and (hint := format_hint(parameter, text)):
        return invalid(parameter, text, f"{text!r} is not one of the values: {hint}")
    message = _MESSAGES.get(error["type"], error["msg"][:1].lower() + error["msg"][1:])
    return invalid(parameter, text, f"{below}: {message}" if below else message, context.get("suggestions", bounds))


def problem_of(exc: RequestValidationError, fields: Mapping[str, FieldInfo]) -> Problem:
    """The problem for parameters that were refused. ``fields`` are those of the route's parameters, by name."""
    # "none_required" is how pydantic reports the None of an optional parameter: no use to a client.
    relevant = [error for error in exc.errors() if error["type"] != "none_required"]
    unknown = [error for error in relevant if error["type"] == "extra_forbidden"]
    surplus = unknown[MAX_COMPARED_ERRORS:]
    errors = [_from_validation(fields, error, suggests=error not in surplus) for error in relevant[:MAX_ERRORS]]
    return Problem("invalid-parameter", errors, left_out=len(relevant) - len(errors))


def _wrong_method(request: Request) -> Problem:
    """The problem for a method that the path does not answer. It names those that it does."""
    path = Site(request.scope).decoded_path
    routes = [route for route in request.app.router.routes_of(path) if route.path_regex.match(path)]
    route_methods = {method for route in routes for method in route.methods or ()}
    methods = route_methods or {"GET"}  # a folder of files has no route
    method_list = ", ".join(sorted(methods | {"HEAD"} if "GET" in methods else methods))
    detail = f"this address answers {method_list}, not {request.method}"
    return Problem("method-not-allowed", detail=detail, headers={"Allow": method_list})


PATHS_WITHOUT_EVIDENCE = ("/evidence", "/conflicts", "/trade-conflicts", "/reports")
"""Paths of records that no evidence names."""


def _evidence_of(path: str, paths: Sequence[str]) -> list[str]:
    """The addresses that have the evidence of a record, for a path such as ``/meetings/ID/evidence``."""
    match = re.fullmatch(r"(/[^/]+)/([^/]+)/evidence", path)
    if match is None or f"{match[1]}/{{id}}" not in paths or match[1] in PATHS_WITHOUT_EVIDENCE:
        return []
    record = quote(match[2], safe="")
    return [f"{match[1]}/{record}?include=evidence", f"/evidence?record={record}"]


def _list_about(path: str, resources: Sequence[Resource]) -> list[str]:
    """The address of a list filtered by a record, for a path such as ``/officials/ID/meetings``; else none."""
    match = re.fullmatch(r"(/[^/]+)/([^/]+)(/[^/.]+)(\.\w+)?", path)
    if match is None:
        return []
    start, record, list_path, suffix = match.groups("")
    parameter = next((resource.model.kind for resource in resources if resource.path == start), "")
    fits = any(resource.path == list_path and parameter in resource.query.model_fields for resource in resources)
    return [f"{list_path}{suffix}?{parameter}={quote(record, safe='')}"] if fits else []


def _below_record(path: str, paths: Sequence[str]) -> list[str]:
    """The addresses below a record that a path nearly spells, such as ``/meetings/ID/histroy``."""
    record, _, last = path.rpartition("/")
    start = f"{record.rpartition('/')[0]}/{{id}}/"
    names = [page.removeprefix(start) for page in paths if page.startswith(start) and "{" not in page[len(start) :]]
    return [f"{quote(record)}/{name}" for name in nearest(last.partition(".")[0].lower(), names)]


def _renamed_address(request: Request, problem: RenamedError) -> str | None:
    """The path and query of a request with the new id in place of the former one. In the path, a suffix may follow the
    former id. None if neither path nor query has it."""
    site = Site(request.scope)
    former, steps = quote(problem.spelling, safe="").lower(), site.path.split("/")
    for number, step in reversed(list(enumerate(steps))):
        spelling = quote(unquote(step), safe="")
        if spelling.lower() == former or spelling.lower().startswith(f"{former}."):
            steps[number] = quote(problem.record_id, safe="") + spelling[len(former) :]
            return site.link("/".join(steps)) + site.query
    parameters = request.query_params.multi_items()
    for number, (name, value) in enumerate(parameters):
        kind, slash, record_id = value.rpartition("/")
        if record_id.lower() == problem.spelling.lower():
            parameters[number] = name, f"{kind}{slash}{problem.record_id}"
            return f"{site.link(site.path)}?{urlencode(parameters, safe='/')}"
    return None


def install(app: FastAPI) -> None:
    """Register a handler for every exception, so that a client gets all errors in one shape."""

    @app.exception_handler(Problem)
    async def _problem(request: Request, exc: Problem) -> Response:
        return respond_with(request, exc)

    @app.exception_handler(RenamedError)
    async def _redirection(request: Request, exc: RenamedError) -> Response:
        address = _renamed_address(request, exc)
        if address is None:  # an answer that leads nowhere, or back to itself, is no redirect
            return respond_with(request, not_found("id", exc.spelling, str(exc.detail), [exc.record_id]))
        exc.headers = {"Location": address}
        return respond_with(request, exc)

    @app.exception_handler(RequestValidationError)
    async def _validation(request: Request, exc: RequestValidationError) -> Response:
        fields = parameter_fields(request)
        problem = problem_of(exc, fields)
        reasons = _reasons_by_parameter(request)
        problem.errors = [
            invalid(item.parameter, item.value, reasons[item.parameter])
            if item.parameter in reasons
            else _with_choices(fields, item)
            for item in problem.errors
        ]
        return respond_with(request, problem)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, exc: HTTPException) -> Response:
        if exc.status_code == 405:
            return respond_with(request, _wrong_method(request))
        if exc.status_code != 404:
            log.error("unexpected HTTPException", status=exc.status_code, detail=exc.detail)
            return respond_with(request, Problem("internal-error"))
        site = Site(request.scope)
        path = site.decoded_path
        suffix = PurePosixPath(path.rstrip("/").rpartition("/")[2]).suffix
        public = [route for route in request.app.routes if isinstance(route, APIRoute) and route.include_in_schema]
        paths = [route.path for route in public]
        pages = [page for page in paths if "{" not in page and (suffix or "." not in page)]
        first = "/".join(path.split("/", 2)[:2])  # for /meetings/x/y this is /meetings
        near = _evidence_of(path, paths) or _list_about(path, request.app.state.resources)
        near = near or _below_record(path, paths) or nearest(path, pages) or nearest(first, pages)
        near = [site.link(page) for page in dict.fromkeys(near)]
        error = invalid("path", site.link(path), "there is no such page", near)
        return respond_with(request, Problem("not-found", [error]))

    @app.exception_handler(Exception)
    async def _internal(request: Request, exc: Exception) -> Response:  # noqa: ARG001 - ResponseMiddleware logs it
        return respond_with(request, Problem("internal-error", headers={"Access-Control-Allow-Origin": "*"}))

    _install_unavailable(app)


def _install_unavailable(app: FastAPI) -> None:
    """Register the handlers for an answer that took too long, and for failures of the database."""

    @app.exception_handler(DeadlineError)
    async def _late(request: Request, exc: DeadlineError) -> Response:  # noqa: ARG001
        log.warning("a response took too long", query=Site(request.scope).target)
        return respond_with(request, unavailable(LATE))

    @app.exception_handler(SnapshotChangedError)
    async def _snapshot_change(request: Request, exc: SnapshotChangedError) -> Response:  # noqa: ARG001
        detail = "the data changed again and again while it was read: try again shortly"
        return respond_with(request, unavailable(detail))

    @app.exception_handler(DatabaseError)
    @app.exception_handler(InterfaceError)
    @app.exception_handler(PoolTimeoutError)
    async def _unavailable(request: Request, exc: Exception) -> Response:
        detail = cause(exc)
        if detail in CAUSED_BY_CLIENT:
            log.warning("the database refused a value", error=str(exc)[:MAX_DETAIL])
            return respond_with(request, Problem("invalid-parameter", detail=detail))
        if detail == FAULT:
            log.error("the database refused a statement", error=str(exc)[:MAX_DETAIL])
            return respond_with(request, Problem("internal-error"))
        if detail == TOO_LONG:
            log.warning("a statement took too long", query=Site(request.scope).target)
        else:
            log.error("the database did not answer", error=str(exc)[:MAX_DETAIL])
        return respond_with(request, unavailable(detail))
