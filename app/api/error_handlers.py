"""RFC 9457 ``application/problem+json``, naming the parameter and the nearest valid values."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel
from sqlalchemy.exc import DatabaseError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from app.api.addresses import Site
from app.api.problems import body_of, problem_response
from app.db.failures import FAULT, REFUSED, TOO_LONG, cause
from app.db.snapshot import SnapshotChangedError
from app.domain.deadline import DeadlineError
from app.domain.text import nearest
from app.errors import MAX_DETAIL, MAX_ERRORS, ErrorItem, Problem, ProblemBody, invalid

log = structlog.get_logger()


def refusal(request: Request, error: Problem | RequestValidationError) -> ProblemBody:
    """What a page says of a refused parameter."""
    problem = _problem_of(request, error) if isinstance(error, RequestValidationError) else error
    site = Site(request.scope)
    return body_of(problem, site.target, site.root)


_PAGES = re.compile(r"/|/(explore|briefings)(/.*)?", re.DOTALL)


def _as_page(request: Request, problem: Problem) -> bool:
    """Whether a person is to read it: the request is for a page, or a browser asks for a page that is not there."""
    missing = problem.kind == "not-found" and [error.parameter for error in problem.errors] == ["path"]
    browser = "text/html" in request.headers.get("accept", "")
    return _PAGES.fullmatch(Site(request.scope).local) is not None or (missing and browser)


def answer(request: Request, problem: Problem) -> Response:
    """The problem as JSON, or as a page where a page was asked for."""
    site = Site(request.scope)
    response = problem_response(problem, site.target, site.root)
    if not _as_page(request, problem):
        return response
    shown: Response = request.app.state.problem_page(request, body_of(problem, site.target, site.root))
    shown.headers.update({name: value for name, value in response.headers.items() if not name.startswith("content-")})
    return shown


def known_parameters(request: Request) -> list[str]:
    """The query parameters that the route of a request takes."""
    route = request.scope.get("route")
    if not isinstance(route, APIRoute):
        return []
    names: list[str] = []
    for parameter in route.dependant.query_params:
        model = parameter.field_info.annotation
        if isinstance(model, type) and issubclass(model, BaseModel):
            names += model.model_fields
        else:
            names.append(parameter.alias)
    return names


def unknown_parameters(request: Request, given: Sequence[tuple[str, str | None]]) -> Problem:
    """The problem that these parameters, with their values, are none of the route's."""
    errors = [unknown_parameter(request, name, value) for name, value in given[:MAX_ERRORS]]
    return Problem("invalid-parameter", errors, left_out=len(given) - len(errors))


def unknown_parameter(request: Request, name: str, value: str | None) -> ErrorItem:
    known = known_parameters(request)
    near = nearest(name, known)
    there_are = "" if near or not known else f"; there are {', '.join(known)}"
    return invalid(name, value, f"there is no such parameter here{there_are}", near)


def _from_validation(request: Request, error: Mapping[str, Any]) -> ErrorItem:
    location = [str(part) for part in error["loc"][1:]]
    parameter = location[0] if location else "query"
    value = error.get("input")
    shown = ",".join(map(str, value)) if isinstance(value, list) else None if value is None else str(value)
    shown = None if isinstance(value, dict) else shown
    if error["type"] == "extra_forbidden":
        return unknown_parameter(request, parameter, shown)
    context = error.get("ctx", {})
    bounds = [str(context[bound]) for bound in ("ge", "le") if bound in context]
    message = error["msg"][:1].lower() + error["msg"][1:]
    return invalid(parameter, shown, message, context.get("suggestions", bounds))


def _problem_of(request: Request, exc: RequestValidationError) -> Problem:
    # "none_required" is the other arm of an optional parameter: it says nothing to a client.
    wrong = [error for error in exc.errors() if error["type"] != "none_required"]
    errors = [_from_validation(request, error) for error in wrong[:MAX_ERRORS]]
    return Problem("invalid-parameter", errors, left_out=len(wrong) - len(errors))


def install(app: FastAPI) -> None:
    """Register the handlers; nothing reaches a client in another shape."""

    @app.exception_handler(Problem)
    def _problem(request: Request, exc: Problem) -> Response:
        return answer(request, exc)

    @app.exception_handler(RequestValidationError)
    def _validation(request: Request, exc: RequestValidationError) -> Response:
        return answer(request, _problem_of(request, exc))

    @app.exception_handler(HTTPException)
    def _http(request: Request, exc: HTTPException) -> Response:
        if exc.status_code == 405:
            return answer(request, Problem("method-not-allowed", headers={"Allow": "GET, HEAD"}))
        if exc.status_code != 404:
            log.error("unexpected HTTPException", status=exc.status_code, detail=exc.detail)
            return answer(request, Problem("internal-error"))
        site = Site(request.scope)
        path = site.local
        suffix = PurePosixPath(path).suffix
        shown = [one.path for one in request.app.routes if isinstance(one, APIRoute) and one.include_in_schema]
        pages = [page for page in shown if "{" not in page and (suffix or "." not in page)]
        first = "/".join(path.split("/", 2)[:2])  # of what is below a page, the page
        near = [site.link(one) for one in nearest(path, pages) or nearest(first, pages)]
        missing = invalid("path", site.link(path), "there is no such page", near)
        return answer(request, Problem("not-found", [missing]))

    @app.exception_handler(DeadlineError)
    def _late(request: Request, exc: DeadlineError) -> Response:  # noqa: ARG001
        log.warning("an answer took too long", query=Site(request.scope).target)
        return answer(request, Problem("unavailable", detail=TOO_LONG, headers={"Retry-After": "5"}))

    @app.exception_handler(Exception)
    def _internal(request: Request, exc: Exception) -> Response:  # noqa: ARG001 -- logged where it arrives
        return answer(request, Problem("internal-error", headers={"Access-Control-Allow-Origin": "*"}))

    @app.exception_handler(SnapshotChangedError)
    def _changed(request: Request, exc: SnapshotChangedError) -> Response:  # noqa: ARG001
        detail = "the data changed again and again while it was read: try again shortly"
        return answer(request, Problem("unavailable", detail=detail, headers={"Retry-After": "5"}))

    @app.exception_handler(DatabaseError)
    @app.exception_handler(InterfaceError)
    @app.exception_handler(PoolTimeoutError)
    def _unavailable(request: Request, exc: Exception) -> Response:
        told = cause(exc)
        if told in REFUSED:
            log.warning("the database refused a question", error=str(exc)[:MAX_DETAIL])
            return answer(request, Problem("invalid-parameter", detail=told))
        if told == FAULT:
            log.error("the database refused a statement", error=str(exc)[:MAX_DETAIL])
            return answer(request, Problem("internal-error"))
        if told == TOO_LONG:
            log.warning("a statement took too long", query=Site(request.scope).target)
        else:
            log.error("the database did not answer", error=str(exc)[:MAX_DETAIL])
        return answer(request, Problem("unavailable", detail=told, headers={"Retry-After": "5"}))
