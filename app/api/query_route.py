"""Routes that validate their query by one model. They answer as FastAPI's own routes do, in a fraction of the time."""

import re
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from functools import cache, partial
from threading import RLock
from types import FunctionType, UnionType
from typing import Annotated, Any, NamedTuple, TypeAlias, TypeVar, Union, cast, get_args, get_origin

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.datastructures import QueryParams, State
from starlette.requests import ClientDisconnect
from starlette.responses import RedirectResponse
from starlette.types import Receive, Scope, Send

from app.api.addresses import Site
from app.api.answer_threads import AnswerThreads
from app.api.past import READING_BACK, PastAbsentError
from app.api.turns import client_of, has_left
from app.db.failures import SILENT
from app.db.retry import with_retry
from app.domain import deadline
from app.domain.precedence import Work
from app.errors import Problem, invalid, unavailable


class DeferredResponse(ABC, Response):
    """A response that is made in a coroutine after the route has returned, so that it occupies no request thread."""

    @abstractmethod
    async def respond(self, request: Request) -> Response:
        """The response to send. Raises ``Problem`` and other errors as a route does."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self.respond(Request(scope, receive))
        await response(scope, receive, send)


Handler: TypeAlias = Callable[[Request], Coroutine[Any, Any, Response]]

QueryT = TypeVar("QueryT", bound=BaseModel)

ResultT = TypeVar("ResultT")


async def in_thread(request: Request, call: Callable[[], ResultT]) -> ResultT:
    """What ``call`` returns, called in a thread once the client's turn has come.

    Raises ``Problem`` if it takes longer than ``thread_timeout``. The thread then runs on alone: nothing can end, for
    example, the look-up of a host name. Raises ``ClientDisconnect`` if the client has left before its turn has come.
    """
    state, client = request.app.state, client_of(request.scope)
    threads: AnswerThreads = state.threads
    work = Work(state.precedence, short=True)

    def respond() -> ResultT:
        if has_left(request.receive):
            raise ClientDisconnect
        return work.run(partial(with_retry, call))

    try:
        return await threads.run(client, respond, state.thread_timeout, work.give_way)
    except TimeoutError:
        deadline.current_deadline().end()
        raise unavailable(SILENT) from None
    finally:  # here and not in the thread, where a long answer could go on before this function has returned
        work.end()


async def with_past(state: State, client: str, respond: Callable[[], Awaitable[ResultT]]) -> ResultT:
    """What ``respond`` returns to a client. If it needs the file of a past revision that is not there, the file is made
    first; meanwhile the request occupies no thread. ``state`` is that of the application.

    Raises ``Problem`` if that takes longer than a request waits.
    """
    try:
        return await respond()
    except PastAbsentError as absent:
        await state.past.wait(absent.revision, client)
    try:
        return await respond()
    except PastAbsentError as absent:  # other files have displaced it meanwhile
        raise unavailable(READING_BACK.format(absent.revision)) from None


@cache
def _list_parameters(model: type[BaseModel]) -> Mapping[str, bool]:
    """The parameters of a query model, and whether each takes a list, so that it may be repeated."""
    return {name: _takes_list(field.annotation) for name, field in model.model_fields.items()}


def _takes_list(annotation: Any) -> bool:
    """Whether values of a type can be lists. The schema of the model says so too, but takes long to make."""
    origin = get_origin(annotation)
    if origin in (Annotated, Union, UnionType):
        return any(_takes_list(arm) for arm in get_args(annotation))
    return origin is list


def query_values(model: type[BaseModel], parameters: QueryParams) -> dict[str, str | Sequence[str]]:
    """The values of a query string, by parameter, for a model to validate: a list where the model has a list.

    If another parameter is repeated, its last value counts; :func:`refuse_repeats` refuses it. An unknown parameter
    that is repeated gets a list, for the error to show.
    """
    takes_list = _list_parameters(model)
    lists: dict[str, list[str]] = {}
    for name, value in parameters.multi_items():
        lists.setdefault(name, []).append(value)
    return {name: values if takes_list.get(name, len(values) > 1) else values[-1] for name, values in lists.items()}


def refuse_repeats(parameters: QueryParams, model: type[BaseModel]) -> None:
    """Raise ``Problem`` if a parameter that takes one value has several: choosing one silently would mislead."""
    takes_list = _list_parameters(model)
    errors = [
        invalid(name, ", ".join(values), "it takes one value, but the request has several")
        for name in sorted(set(parameters))
        if not takes_list.get(name, True) and len(values := parameters.getlist(name)) > 1
    ]
    if errors:
        raise Problem("invalid-parameter", errors)


def parse_query(model: type[QueryT], parameters: QueryParams) -> QueryT:
    """The validated query of a query string, for code that calls a resource's functions without its route.

    Raises what the route raises: ``RequestValidationError``, or ``Problem`` for a repeated parameter.
    """
    query, errors = _validate(model, parameters)
    if query is None:
        raise RequestValidationError(errors)
    refuse_repeats(parameters, model)
    return query


def _validate(model: type[QueryT], parameters: QueryParams) -> tuple[QueryT | None, list[dict[str, Any]]]:
    """The query of a query string, or None and the errors, in FastAPI's form."""
    try:
        return model.model_validate(query_values(model, parameters)), []
    except ValidationError as error:
        return None, [{**item, "loc": ("query", *item["loc"])} for item in error.errors(include_url=False)]


def query_model(dependant: Dependant) -> type[BaseModel] | None:
    """The query model of a route that takes nothing but one such model and parts of its path; otherwise None."""
    other_params = (dependant.header_params, dependant.cookie_params, dependant.body_params, dependant.dependencies)
    if any(other_params) or len(dependant.query_params) != 1:
        return None
    model = dependant.query_params[0].field_info.annotation
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


_FIRST_PART = re.compile(r"/([^/.]*)")


def first_part(path: str) -> str:
    """The first part of a path, without its suffix: ``meetings`` of ``/meetings.csv``."""
    match = _FIRST_PART.match(path)
    return match[1] if match else ""


_COMPLETION_LOCK = RLock()


class LateRoute(APIRoute):
    """A route that is completed when it is first used: to complete all would take a sixth of the start of a worker.

    Only its path, its function and its place in the documentation are there before. ``response_model`` may be a
    function that returns the model. Decision 015 has what that saves.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        self.path, self.endpoint = path, endpoint
        self.include_in_schema = options.get("include_in_schema", True)
        self._options = options

    def __getattr__(self, name: str) -> Any:  # called for what is not there yet
        with _COMPLETION_LOCK:
            if "_options" in self.__dict__:
                self.__dict__.update(self._complete_route().__dict__)  # at once, for other threads
                del self._options
        if name in self.__dict__:
            return self.__dict__[name]
        raise AttributeError(name)

    def _complete_route(self) -> APIRoute:
        route = object.__new__(type(self))
        model = self._options.get("response_model")
        options = self._options | ({"response_model": model()} if isinstance(model, FunctionType) else {})
        APIRoute.__init__(route, self.path, self.endpoint, **options)
        return route


class QueryRoute(LateRoute):
    """A route whose function takes a query model, parts of the path, and the request.

    FastAPI's own handler looks for headers, cookies, bodies and dependencies that such a route does not have: decision
    005 has what that costs. A route that has any of them keeps FastAPI's handler.
    """

    handler: Handler | None
    """The handler of a route that does without FastAPI's."""

    def get_route_handler(self) -> Handler:
        self.handler = None
        dependant, model = self.dependant, query_model(self.dependant)
        if model is None or dependant.call is None or dependant.request_param_name is None:
            return super().get_route_handler()
        query_name = dependant.query_params[0].name
        call, request_name = dependant.call, dependant.request_param_name

        async def handle(request: Request) -> Response:
            query, errors = _validate(model, request.query_params)
            arguments: dict[str, Any] = {request_name: request, query_name: query}
            for part in dependant.path_params:
                value = request.path_params.get(part.alias)
                arguments[part.name], path_errors = part.validate(value, {}, loc=("path", part.alias))
                errors += path_errors
            if errors:
                raise RequestValidationError(errors)
            refuse_repeats(request.query_params, model)

            async def respond() -> Response:
                response = await in_thread(request, partial(call, **arguments))
                return await response.respond(request) if isinstance(response, DeferredResponse) else response

            return await with_past(request.app.state, client_of(request.scope), respond)

        self.handler = handle
        return handle


class PageRoute(LateRoute):
    """The route of a page. Its function reads the query itself, to explain a wrong parameter on the page."""

    def get_route_handler(self) -> Handler:
        call = self.dependant.call

        async def handle(request: Request) -> Response:
            def respond() -> Coroutine[Any, Any, Response]:
                return in_thread(request, partial(cast("Any", call), request=request, **request.path_params))

            return await with_past(request.app.state, client_of(request.scope), respond)

        return handle


class _Part(NamedTuple):
    """The routes whose paths begin with one part. FastAPI's ``router`` has these, and the mounted applications."""

    routes: Sequence[APIRoute]
    router: APIRouter


_NO_PART = "/"
"""The key for every first part of a path that has no routes."""


class QueryRouter(APIRouter):
    """Finds a route by the first part of the path, and answers a :class:`QueryRoute` without exit stacks.

    FastAPI tries the pattern of each route in turn, and opens two exit stacks for dependencies; these routes have none.
    Middleware and exception handlers wrap this router as they wrap FastAPI's own.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._parts: dict[str, _Part] = {}

    def _part(self, path: str) -> _Part:
        if not self._parts:
            mounts = [route for route in self.routes if not isinstance(route, APIRoute)]
            routes: dict[str, list[APIRoute]] = {_NO_PART: []}
            for route in self.routes:
                if isinstance(route, APIRoute):
                    routes.setdefault(first_part(route.path), []).append(route)
            self._parts = {
                part: _Part(of_part, APIRouter(routes=[*of_part, *mounts], redirect_slashes=False))
                for part, of_part in routes.items()
            }
        return self._parts.get(first_part(path)) or self._parts[_NO_PART]

    def routes_of(self, path: str) -> Sequence[APIRoute]:
        """The routes whose path begins with the same part."""
        return self._part(path).routes

    async def app(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await super().app(scope, receive, send)
            return
        path = Site(scope).decoded_path
        for route in self.routes_of(path):
            if match := route.path_regex.match(path):
                if scope["method"] == "GET" and isinstance(route, QueryRoute) and route.handler is not None:
                    scope.update(route=route, path_params=match.groupdict())
                    response = await route.handler(Request(scope, receive))
                    await response(scope, receive, send)
                    return
                break
        else:
            bare = path.rstrip("/")
            has_dots = not {".", ".."}.isdisjoint(bare.split("/"))  # a client would go to another page
            if path.endswith("/") and not has_dots and any(r.path_regex.match(bare) for r in self.routes_of(bare)):
                target = Site({**scope, "path": scope["path"].rstrip("/")}).target
                await RedirectResponse(target, 307)(scope, receive, send)
                return
        await self._part(path).router.app(scope, receive, send)
