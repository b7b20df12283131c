"""What all pages share: the API request that gives their data, their parameters, and how they are answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from app.api.addresses import Site
from app.errors import Problem, ProblemBody, invalid
from app.web.html import render_page
from app.web.lists.active_filters import API_ONLY, corrections
from app.web.reader import PageReader, QueryPairs


@dataclass(frozen=True)
class ApiRequest:
    """The API request that gives the data of a page. ``formats`` are the suffixes that the list has."""

    base: str
    path: str
    parameters: QueryPairs = ()
    formats: Sequence[str] = ()

    def address(self, suffix: str = "") -> str:
        return f"{self.base}{self.path}{suffix}" + (f"?{urlencode(self.parameters)}" if self.parameters else "")

    @property
    def curl(self) -> str:
        return f"curl -s '{self.address()}'"

    @property
    def python(self) -> str:
        return f'import httpx\n\nanswer = httpx.get("{self.address()}").raise_for_status().json()'


def api_request(request: Request, path: str, parameters: QueryPairs = (), *formats: str) -> ApiRequest:
    return ApiRequest(Site(request.scope).base, path, parameters, formats)


def page_parameters(request: Request) -> list[tuple[str, str]]:
    """The parameters of a page, without empty ones and those that only the API has."""
    return [
        (name, value.strip())
        for name, value in request.query_params.multi_items()
        if value.strip() and name not in (*API_ONLY, "sort")
    ]


def hidden_parameters(parameters: Sequence[tuple[str, str]], *fields: str) -> list[tuple[str, str]]:
    """The parameters that a form keeps in hidden inputs: all but the first value of each of its visible fields."""
    first_values = {name: value for name, value in reversed(parameters) if name in fields}
    return [pair for pair in parameters if first_values.get(pair[0]) != pair[1]]


def past_parameter(request: Request) -> list[tuple[str, str]]:
    """The parameter ``as_of`` of a page, if the request has it."""
    return [(name, value) for name, value in request.query_params.multi_items() if name == "as_of"]


def next_page(request: Request, path: str, cursor: str | None) -> str | None:
    """Path and query of the next page of a list without filters; None on the last one."""
    stay = [(name, value) for name, value in request.query_params.multi_items() if name in ("as_of", "limit")]
    return cursor and f"{path}?{urlencode([('cursor', cursor), *stay])}"


def redirect(request: Request, path: str, parameters: QueryPairs) -> Response:
    """A redirect to a path, which may have a fragment, with the parameters."""
    path, hash_sign, fragment = path.partition("#")
    query = f"?{urlencode(parameters)}" if parameters else ""
    return RedirectResponse(Site(request.scope).link(path) + query + hash_sign + fragment, 303)


def render_view(
    request: Request, reader: PageReader, template: str, problem: ProblemBody | None = None, **values: Any
) -> Response:
    """A page with the headers of the data's state; with the status of the problem, if there is one, and with links to
    the same page with the nearest valid values."""
    links = corrections(Site(request.scope).path, request.query_params.multi_items(), problem) if problem else []
    status = problem.status if problem else 200
    past = reader.state if past_parameter(request) else None
    answer = render_page(request, template, status=status, problem=problem, corrections=links, past=past, **values)
    # A page changes with the service, also one about a state that does not.
    answer.headers.update({name: value for name, value in reader.state.headers.items() if name != "Cache-Control"})
    return answer


def page_not_found(request: Request) -> Problem:
    path = Site(request.scope).target
    return Problem("not-found", [invalid("path", path, "there is no such page")], f"{path}: there is no such page.")
