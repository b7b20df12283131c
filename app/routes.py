"""Routes whose questions are read by their model: the same answers as FastAPI's own, in a fraction of its time."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams

from app.errors import Problem, invalid

Handler: TypeAlias = Callable[[Request], Coroutine[Any, Any, Response]]


@cache
def _several(model: type[BaseModel]) -> Mapping[str, bool]:
    """The parameters of a model, and whether each may be repeated."""
    schema = model.model_json_schema()["properties"]
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


def _model(dependant: Dependant) -> Any:
    """The model of all of a route's query, where that is all that it takes besides its path."""
    other = (dependant.header_params, dependant.cookie_params, dependant.body_params, dependant.dependencies)
    if any(other) or len(dependant.query_params) != 1:
        return None
    model = dependant.query_params[0].field_info.annotation
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


class QuestionRoute(APIRoute):
    """A route that takes a model of its query, parts of its path, and the request. What else there may be is
    left to FastAPI, which takes a third of a list's time to find that it is not there."""

    def get_route_handler(self) -> Handler:
        dependant, model = self.dependant, _model(self.dependant)
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
            answer: Response = await run_in_threadpool(call, **arguments)
            return answer

        return handle
