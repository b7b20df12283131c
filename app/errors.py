"""RFC 9457 ``application/problem+json``, naming the parameter and the nearest valid values."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field
from pydantic_core import PydanticCustomError
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from app.addresses import Site
from app.db import took_too_long
from app.deadline import DeadlineError
from app.failures import FAULT, REFUSED, TOO_LONG, cause
from app.html import page
from app.names import nearest

log = structlog.get_logger()

# Kind, which is the last part of `type`: status, title, meaning.
TITLES = {
    "bad-request": (
        400,
        "Not a valid HTTP request",
        "What was sent is not HTTP, or an address in it is not percent-encoded. Nothing was answered after it.",
    ),
    "invalid-parameter": (
        422,
        "A parameter is not valid",
        "A parameter that the resource does not have, or a value that cannot be one. Nothing was searched; "
        "`errors` names each parameter, its value and the nearest valid ones.",
    ),
    "multiple-choices": (
        300,
        "Several records have that name",
        "One record was asked for by a name that several have. `errors` and `Link` name them: ask for one by its id.",
    ),
    "not-found": (
        404,
        "Not found",
        "No record has that id, or no page has that path. `errors` suggests the nearest.",
    ),
    "withdrawn": (
        410,
        "Withdrawn",
        "The record existed and was withdrawn from the data. Its id will not be given to another.",
    ),
    "request-timeout": (
        408,
        "The request did not arrive in time",
        "A request has to be sent whole within a few seconds. The connection was closed.",
    ),
    "headers-too-large": (
        431,
        "The address and headers are too large",
        "Address and headers of a request may have 64 KiB together.",
    ),
    "unsatisfiable-range": (
        416,
        "The range is not there",
        "The file has no such bytes: `Content-Range` says how many it has.",
    ),
    "address-too-long": (
        414,
        "The address is too long",
        "Path and query together have at most 16384 bytes. Ask for less at once, in several requests.",
    ),
    "method-not-allowed": (
        405,
        "Method not allowed",
        "The service is read-only: it answers GET and HEAD.",
    ),
    "not-implemented": (
        501,
        "Not implemented",
        "A form that the standard allows and this service does not have. `errors` names the one that it has.",
    ),
    "unavailable": (503, "Temporarily unavailable", "It cannot be answered now; `detail` says why."),
    "internal-error": (500, "Internal error", "A fault of ours, logged under the `X-Request-ID` of the answer."),
}


MOST_BYTES = 16_384
"""Bytes of an address; many proxies take fewer."""
MOST_ERRORS = 40
"""Errors that an answer lists, more than a list has parameters; it counts the others."""
MOST_SUGGESTIONS = 80
"""Suggestions of an error: more than any list of allowed values has."""
LONG, MIDDLE, SHORT = 2_000, 500, 300
"""Characters of the detail and the address, of a message or suggestion, and of a value; the rest is cut."""


class ErrorItem(BaseModel):
    """One thing that is wrong with a request."""

    parameter: str = Field(
        description="The parameter at fault; `id` is the last part of the path.", examples=["mechanism"]
    )
    value: str | None = Field(
        description=f"The value as it was sent; of more than {SHORT} characters the first.", examples=["JSPQ"]
    )
    message: str = Field(
        description="What is wrong, in a sentence.", examples=["no recorded mechanism is called 'JSPQ'"]
    )
    suggestions: list[str] = Field(description="The nearest valid values, best first.", examples=[["JSPG"]])


class ProblemBody(BaseModel):
    """RFC 9457 problem details."""

    type: str = Field(
        description="Address of a page that explains this kind of problem.",
        examples=["/problems/invalid-parameter"],
    )
    title: str = Field(description="The kind of problem.", examples=["A parameter is not valid"])
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = Field(
        description="This occurrence, in a sentence.",
        examples=["mechanism: no recorded mechanism is called 'JSPQ'; did you mean JSPG?"],
    )
    instance: str = Field(description="The request that was answered.", examples=["/meetings?mechanism=JSPQ"])
    errors: list[ErrorItem] = Field(
        description=f"Each thing that is wrong: the first {MOST_ERRORS}, and `detail` says how many follow."
    )


@dataclass
class Problem(Exception):  # noqa: N818 - the standard's own word
    """Raised to answer a request with a problem of one of the kinds in ``TITLES``."""

    kind: str
    errors: list[ErrorItem] = field(default_factory=list)
    detail: str | None = None
    headers: Mapping[str, str] | None = None
    left_out: int = 0
    """Errors beyond those given."""


def invalid(parameter: str, value: str | None, message: str, suggestions: Iterable[str] = ()) -> ErrorItem:
    return ErrorItem(parameter=parameter, value=value, message=message, suggestions=list(suggestions))


def refuse(message: str, suggestions: Iterable[str] = ()) -> PydanticCustomError:
    """The error for a pydantic validator to raise: its sentence and suggestions reach the client."""
    return PydanticCustomError("refused", "{message}", {"message": message, "suggestions": list(suggestions)})


def _cut(text: str, characters: int) -> str:
    return text if len(text) <= characters else f"{text[: characters - 1]}…"


def _bounded(item: ErrorItem) -> ErrorItem:
    """The error with what a client or the data may have made long cut."""
    suggestions = [_cut(one, MIDDLE) for one in item.suggestions[:MOST_SUGGESTIONS]]
    value = None if item.value is None else _cut(item.value, SHORT)
    return invalid(_cut(item.parameter, SHORT), value, _cut(item.message, MIDDLE), suggestions)


def _sentence(item: ErrorItem) -> str:
    ask = f"; did you mean {' or '.join(item.suggestions)}?" if item.suggestions else "."
    return f"{item.parameter}: {item.message}{ask}"


def body_of(problem: Problem, instance: str, root: str) -> ProblemBody:
    """What a problem says to the client, in little; ``instance`` is the path and query that were asked for, ``root`` is
    the prefix of the service's paths."""
    status, title, meaning = TITLES[problem.kind]
    errors = [_bounded(item) for item in problem.errors[:MOST_ERRORS]]
    more = len(problem.errors) - len(errors) + problem.left_out
    detail = problem.detail or " ".join(map(_sentence, errors)) or meaning.replace("`", "")
    return ProblemBody(
        type=f"{root}/problems/{problem.kind}",
        title=title,
        status=status,
        detail=_cut(detail, LONG) + (f" And {more} more." if more else ""),
        # Of a long address the beginning, without half of an encoded byte.
        instance=instance if len(instance) <= LONG else re.sub("%.?$", "", instance[:LONG]),
        errors=errors,
    )


def problem_response(problem: Problem, instance: str, root: str) -> Response:
    """The answer that tells a problem as JSON."""
    body = body_of(problem, instance, root)
    headers = {"Cache-Control": "no-store", **(problem.headers or {})}
    return Response(body.model_dump_json(), body.status, headers, "application/problem+json")


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
    body = body_of(problem, site.target, site.root)
    shown = page(request, "refused.html", status=body.status, title="That did not work", problem=body)
    shown.headers.update({name: value for name, value in response.headers.items() if not name.startswith("content-")})
    return shown


def passing(exc: BaseException) -> bool:
    """Whether asking again may help: the server went away, or broke off what a standby could not keep."""
    if not isinstance(exc, DBAPIError) or took_too_long(exc.orig):
        return False
    state = getattr(exc.orig, "sqlstate", None) or ""
    return exc.connection_invalidated or state.startswith(("40", "57P0"))


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
    errors = [unknown_parameter(request, name, value) for name, value in given[:MOST_ERRORS]]
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
    errors = [_from_validation(request, error) for error in wrong[:MOST_ERRORS]]
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

    @app.exception_handler(DatabaseError)
    @app.exception_handler(InterfaceError)
    @app.exception_handler(PoolTimeoutError)
    def _unavailable(request: Request, exc: Exception) -> Response:
        if passing(exc) and "attempt" in request.scope:
            request.scope["attempt"]["again"] = True
        told = cause(exc)
        if told in REFUSED:
            log.warning("the database refused a question", error=str(exc)[:LONG])
            return answer(request, Problem("invalid-parameter", detail=told))
        if told == FAULT:
            log.error("the database refused a statement", error=str(exc)[:LONG])
            return answer(request, Problem("internal-error"))
        if told == TOO_LONG:
            log.warning("a statement took too long", query=Site(request.scope).target)
        else:
            log.error("the database did not answer", error=str(exc)[:LONG])
        return answer(request, Problem("unavailable", detail=told, headers={"Retry-After": "5"}))
