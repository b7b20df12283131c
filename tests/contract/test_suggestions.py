"""The service accepts what its errors suggest, for each parameter of each path that takes a query."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias
from urllib.parse import parse_qs

import pytest
from fastapi.testclient import TestClient

from app.main import RESOURCES
from tests.api_requests import EMPTY, LISTS_WITHOUT_DATES, openapi_document, required_parameters
from tests.conftest import on_sqlite

pytestmark = on_sqlite

Query: TypeAlias = Mapping[str, str | list[str]]

WRONG_NAMES = [
    "", "ZzQqXx", "9999", "5,000", "jspq", "Kazakstan", "Ankarra", "KZ;TR", "!TRR", "relevanc", "-tite", "yeer",
    "year,yeer", "dollars", "US", "exports", "evidense", "none", "value", "2025+",
]  # fmt: skip
WRONG_DATES = [
    "2025-13", "2026/02/02", "2026-01-01T00:00 03:00", "2024/25", "2025-01-01-2025-12-31", "2025-31-12", "99-12-31",
    "1H 2025", "January–May 2025", "1-5 May 2025",
]  # fmt: skip
"""Values that only look like a date. To a parameter that takes names, all of them are one more unknown name."""

SUGGESTED_AT_ONCE = 3
"""How many unknown names of one request get suggestions."""


def query_parameters(path: str) -> dict[str, Any]:
    """The query parameters of a path, by name; none if the path does not exist."""
    parameters = openapi_document()["paths"].get(path, EMPTY)["get"].get("parameters", ())
    return {parameter["name"]: parameter for parameter in parameters if parameter["in"] == "query"}


@cache
def paths() -> list[str]:
    """The paths with query parameters. Of paths with the same parameters, such as a picture and its page, only one."""
    by_names = {
        frozenset(names): path
        for path in openapi_document()["paths"]
        if (names := query_parameters(path)) and "{" not in path.removesuffix(".{format}") and not path.endswith(".png")
    }
    return sorted(by_names.values())


def owner_of(path: str) -> str:
    """The list to which a file, facets or a picture belongs; for other paths, their first part."""
    owners = [resource.path for resource in RESOURCES if re.match(rf"{resource.path}\b", path)]
    return max(owners, key=len, default="/" + path.split("/")[1].partition(".")[0])


def kind_of(path: str) -> str:
    """The kind of a path: a list, a file, facets or a picture."""
    if path.startswith("/embed/") or path.endswith((".svg", ".vl.json")):
        return "picture"  # all are made from the query of one class
    return path.removeprefix(owner_of(path)).removeprefix("/series")


def first_described(path: str) -> dict[str, Any]:
    """The parameters that no earlier path of the same kind has with the same name, schema and examples, because the
    same code reads those. For paths after the first one of their kind, also without the parameters of their own
    list."""
    earlier = [
        earlier_path for earlier_path in paths()[: paths().index(path)] if kind_of(earlier_path) == kind_of(path)
    ]
    if earlier and path != owner_of(path):
        earlier.append(owner_of(path))
    keys = {key for earlier_path in earlier for key in map(_values_of, query_parameters(earlier_path).values())}
    return {name: parameter for name, parameter in query_parameters(path).items() if _values_of(parameter) not in keys}


def _values_of(parameter: dict[str, Any]) -> str:
    """A parameter without the words of its description that name the resource."""
    schema = {name: value for name, value in parameter["schema"].items() if name not in ("title", "description")}
    return json.dumps([parameter["name"], parameter["required"], schema], sort_keys=True)


def minimal(path: str) -> Iterator[dict[str, str]]:
    """The smallest query that a path accepts, and, if the list has groups, the smallest query for groups."""
    parameters = query_parameters(path)
    required_values = {
        name: str(first_example(parameter)) for name, parameter in parameters.items() if parameter.get("required")
    }
    if "limit" in parameters:
        required_values["limit"] = "1"
    yield required_values
    if "group_by" in parameters and "group_by" not in required_values:
        kind = path.partition(".")[0]
        yield {**required_values, "group_by": "country" if kind in LISTS_WITHOUT_DATES else "year"}


def first_example(parameter: dict[str, Any]) -> Any:
    examples = parameter.get("examples") or parameter["schema"].get("examples") or [parameter.get("example")]
    return next(iter(examples.values()))["value"] if isinstance(examples, dict) else examples[0]


def errors(client: TestClient, address: str, query: Query) -> list[dict[str, Any]]:
    """The errors of an answer; none if the answer is no refusal."""
    answer = client.get(address, params=query)
    assert answer.status_code not in (500, 503), f"{address} {query}: {answer.text[:200]}"
    refusals: list[dict[str, Any]] = answer.json()["errors"] if 400 <= answer.status_code < 500 else []
    return refusals


HINT = re.compile(r"\b[a-z_]+=[^\s;:,]+")
"""A part of a request in a message, such as ``indicator=trade&flow=export``."""


def corrections(error: dict[str, Any]) -> Iterator[Query]:
    """The parameters that may replace a wrong one: each suggestion, and each part of a request in the message."""
    name = error["parameter"]
    yield from ({name: suggestion} for suggestion in error["suggestions"])
    for hint in HINT.findall(error["message"].replace(repr(error["value"]), "")):
        hint_parameters: dict[str, list[str]] = parse_qs(hint)
        yield hint_parameters if name in hint_parameters else {name: error["value"], **hint_parameters}


def groups_of_names(parameters: dict[str, Any]) -> Iterator[tuple[list[str], list[str]]]:
    """The parameters in groups, so small that one request gets suggestions for all its wrong values, each with the
    values to send."""
    naming = [name for name, parameter in parameters.items() if parameter["schema"].get("type") == "array"]
    if other_names := [
        name for name in parameters if name not in (*naming, "cursor", "q")
    ]:  # with words, more is allowed
        yield other_names, WRONG_NAMES + WRONG_DATES
    for at in range(0, len(naming), SUGGESTED_AT_ONCE):
        yield naming[at : at + SUGGESTED_AT_ONCE], WRONG_NAMES


@pytest.mark.thorough
@pytest.mark.parametrize("path", paths())
def test_what_is_suggested_is_accepted(client: TestClient, path: str) -> None:
    address, parameters = path.replace("{format}", "csv"), first_described(path)
    queries: list[Query] = []
    for base in minimal(path):
        filters = query_parameters(f"{path.partition('.')[0]}/facets") if "group_by" in base else {}
        for names, values in groups_of_names(
            {name: parameter for name, parameter in parameters.items() if name not in filters}
        ):
            for value in values:
                for error in errors(client, address, {**base, **dict.fromkeys(names, value)}):
                    name = error["parameter"]
                    required_values = required_parameters(path.partition(".")[0], name)
                    for correction in corrections(error) if name in parameters else ():
                        query = {**required_values, **base, **correction}
                        if query not in queries:
                            queries.append(query)
                            again = [
                                error_again
                                for error_again in errors(client, address, query)
                                if error_again["parameter"] in correction
                            ]
                            assert not again, f"{address}?{name}={value}: {error['message']}; {correction}: {again}"
