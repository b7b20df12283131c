"""Routes whose questions are read by their model: the same answers as FastAPI's own, in a fraction of its time."""

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import cache, partial
from typing import Any, TypeAlias, TypeVar, cast

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse
from starlette.types import Receive, Scope, Send

from app.api.addresses import Site
from app.api.turns import Turns, client_of
from app.db.failures import SILENT
from app.db.retry import retried
from app.domain import deadline
from app.errors import Problem, invalid


class Pending(ABC, Response):
    """An answer whose making is not to hold up a thread for answers: a coroutine that awaits it."""

    @abstractmethod
    async def made(self, request: Request) -> Response:
        """The answer. Raises what it is not made for."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await (await self.made(Request(scope, receive)))(scope, receive, send)


Handler: TypeAlias = Callable[[Request], Coroutine[Any, Any, Response]]

ModelT = TypeVar("ModelT", bound=BaseModel)

THREADS = 32

SHARE = 24
"""Threads that one client has at most."""

LINE = 5.0
"""Seconds that a request waits for a thread."""

BUSY = "the service is busy with other questions: try again shortly"

_THREADS = ThreadPoolExecutor(THREADS, "answer")


def answer_turns() -> Turns:
    """Turns at the threads that make answers."""
    return Turns(THREADS, SHARE, LINE, BUSY)


async def _in_thread(request: Request, call: Callable[[], Response]) -> Response:
    """The answer, made in a thread of which each client has a share. A thread that is stuck where nothing can end it,
    as in a look-up of a host's name, is left to itself."""
    state, client = request.app.state, client_of(request.scope)
    await state.turns.take(client)
    work = _THREADS.submit(copy_context().run, retried, call)
    work.add_done_callback(lambda _: state.turns.end(client))
    try:
        async with asyncio.timeout(state.patience):
            return await asyncio.wrap_future(work)
    except TimeoutError:
        deadline.current_deadline().end()
        raise Problem("unavailable", detail=SILENT, headers={"Retry-After": "5"}) from None


@cache
def _several(model: type[BaseModel]) -> Mapping[str, bool]:
    """The parameters of a model, and whether each may be repeated."""
    schema = model.model_json_schema().get("properties", {})
    arrays = {
        name for name, one in schema.items() if any(arm.get("type") == "array" for arm in (one, *one.get("anyOf", ())))
    }
    return {name: name in arrays for name in model.model_fields}


def values(model: type[BaseModel], asked: QueryParams) -> dict[str, str | Sequence[str]]:
    """What a query string gives a model to validate: lists where it takes several.

    Of one that takes one and is repeated the last is read: see ``refuse_repeats``.
    """
    several = _several(model)
    given: dict[str, list[str]] = {}
    for name, value in asked.multi_items():
        given.setdefault(name, []).append(value)
    return {name: found if several.get(name, len(found) > 1) else found[-1] for name, found in given.items()}


def refuse_repeats(asked: QueryParams, model: type[BaseModel]) -> None:
    """A parameter that takes one value and was given two is an error, not a silent choice."""
    several = _several(model)
    errors = [
        invalid(name, ", ".join(given), "it takes one value and was given several")
        for name in sorted(set(asked))
        if not several[name] and len(given := asked.getlist(name)) > 1
    ]
    if errors:
        raise Problem("invalid-parameter", errors)


def question(model: type[ModelT], asked: QueryParams) -> ModelT:
    """The query of a query string, for functions that take it as a route does.

    Raises what the route would: ``RequestValidationError``, or ``Problem`` for one value too many.
    """
    try:
        found = model.model_validate(values(model, asked))
    except ValidationError as refused:
        raise RequestValidationError([{**one, "loc": ("query", *one["loc"])} for one in refused.errors()]) from None
    refuse_repeats(asked, model)
    return found


def query_model(dependant: Dependant) -> type[BaseModel] | None:
    """The model of all of a route's query, where that is all that it takes besides its path."""
    other = (dependant.header_params, dependant.cookie_params, dependant.body_params, dependant.dependencies)
    if any(other) or len(dependant.query_params) != 1:
        return None
    model = dependant.query_params[0].field_info.annotation
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


class QuestionRoute(APIRoute):
    """A route that takes a model of its query, parts of its path, and the request. What else there may be is
    left to FastAPI, which takes a third of a list's time to find that it is not there."""

    handler: Handler | None = None

    def get_route_handler(self) -> Handler:
        dependant, model = self.dependant, query_model(self.dependant)
        if model is None or dependant.call is None or dependant.request_param_name is None:
            return super().get_route_handler()
        (query,) = dependant.query_params
        call, named = dependant.call, dependant.request_param_name

        async def handle(request: Request) -> Response:
            arguments: dict[str, Any] = {named: request}
            asked: list[tuple[Any, Any, tuple[str, ...]]] = [(query, values(model, request.query_params), ("query",))]
            asked += [(one, request.path_params.get(one.alias), ("path", one.alias)) for one in dependant.path_params]
            wrong: list[Any] = []
            for field, value, place in asked:
                arguments[field.name], errors = field.validate(value, {}, loc=place)
                wrong += errors
            if wrong:
                raise RequestValidationError(wrong)
            refuse_repeats(request.query_params, model)
            answer = await _in_thread(request, partial(call, **arguments))
            return await answer.made(request) if isinstance(answer, Pending) else answer

        self.handler = handle
        return handle


class PageRoute(APIRoute):
    """A route to a page: it runs in an answer thread and reads its parameters itself, to explain a wrong one."""

    def get_route_handler(self) -> Handler:
        call = self.dependant.call

        async def handle(request: Request) -> Response:
            answer: Response = await _in_thread(
                request, partial(cast("Any", call), request=request, **request.path_params)
            )
            return answer

        return handle


_FIRST_PART = re.compile(r"/([^/.]*)")


class QueryRouter(APIRouter):
    """Finds a route by the first part of the path, and answers a :class:`QuestionRoute` without exit stacks.

    Starlette tries the pattern of each route in turn, and FastAPI opens two exit stacks for dependencies, which these
    routes do not have. Middleware and exception handlers stand around this router as around FastAPI's own.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._by_first_part: dict[str, list[APIRoute]] | None = None

    def _routes_of(self, path: str) -> Sequence[APIRoute]:
        """The routes whose path begins with the same part."""
        if self._by_first_part is None:
            self._by_first_part = {}
            for route in self.routes:
                if isinstance(route, APIRoute) and (first := _FIRST_PART.match(route.path)):
                    self._by_first_part.setdefault(first[1], []).append(route)
        first = _FIRST_PART.match(path)
        return self._by_first_part.get(first[1], ()) if first else ()

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().app(scope, receive, send)
            return
        path = Site(scope).local
        for route in self._routes_of(path):
            if match := route.path_regex.match(path):
                if scope["method"] == "GET" and isinstance(route, QuestionRoute) and route.handler is not None:
                    scope.update(route=route, path_params=match.groupdict())
                    response = await route.handler(Request(scope, receive))
                    await response(scope, receive, send)
                    return
                break
        else:
            bare = path.rstrip("/")
            if path.endswith("/") and any(route.path_regex.match(bare) for route in self._routes_of(bare)):
                there = Site({**scope, "path": scope["path"].rstrip("/")}).target
                await RedirectResponse(there, 307)(scope, receive, send)
                return
        await super().app(scope, receive, send)
