"""Schemathesis on the whole OpenAPI document: no request causes an internal error or an undocumented answer."""

import json
import re
from copy import deepcopy
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
import schemathesis
from fastapi.testclient import TestClient
from schemathesis import Case, CheckContext, Response
from schemathesis.checks import not_a_server_error
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.core.result import Ok
from schemathesis.pytest.lazy import get_all_tests
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    positive_data_acceptance,
    response_schema_conformance,
    unsupported_method,
)

from tests.api_requests import openapi_document
from tests.conftest import on_postgresql, on_sqlite

RECORDS = ("/meetings/", "/countries/", "/mechanisms/", "/evidence/")
"""Resources whose records, citations and histories are requested. One function answers for all resources, but it finds
some records by name."""
OF_RECORDS = ("/{id}", "/{id}/citation", "/{id}/history")
PATHS = [
    path
    for path in openapi_document()["paths"]
    if (not path.endswith(OF_RECORDS) or path.startswith(RECORDS)) and not path.endswith(".png")
]
"""The paths without PNG pictures. A PNG is made from the SVG of the same query, and takes a quarter of a second."""
FILES = ("/meetings.{format}", "/trade-stats.{format}", "/evidence.{format}", "/mechanisms/{id}/meetings.{format}")
FACETS = ("/meetings/facets", "/trade-stats/facets", "/evidence/facets")
"""Facets take the filters of their lists, so few are enough. Each ``group_by`` is among the kinds of values."""
DRAWN_AGAIN = ("/embed/trade", "/embed/timeline", "/embed/map", "/trade-stats/chart.vl.json")
"""Paths that read the same class of query as a picture, and are made from the same figures."""


POST_PATHS = ("/reconcile",)
"""Paths that also take POST, while the document of these tests has GET only."""


DESCRIPTIVE = ("examples", "title", "description")
"""Keys of a schema for readers. They allow and forbid nothing."""


@cache
def with_each_schema_once() -> dict[str, Any]:
    """The OpenAPI document with one optional parameter of each schema, at the first path that has it, and with the
    first and last values of each enum.

    The same type reads the other parameters of a schema. ``test_nonsense_is_refused`` sends each by name, also on
    PostgreSQL.
    """
    document, keys = deepcopy(openapi_document()), set()
    for methods in document["paths"].values():
        parameters = []
        for parameter in methods["get"].get("parameters", []):
            values = {name: value for name, value in parameter["schema"].items() if name not in DESCRIPTIVE}
            key = (parameter["in"], json.dumps(values, sort_keys=True))
            if parameter["required"] or key not in keys:
                parameters.append(parameter)
                keys.add(key)
        methods["get"]["parameters"] = parameters
    shorten_enums(document)
    return document


def shorten_enums(node: Any) -> None:
    """Leave two values in each enum of a part of the document, because the same code reads all values."""
    if isinstance(node, list):
        for child in node:
            shorten_enums(child)
    elif isinstance(node, dict):
        if isinstance(node.get("enum"), list):
            node["enum"] = [*dict.fromkeys((node["enum"][0], node["enum"][-1]))]
        for child in node.values():
            shorten_enums(child)


def part_of(document: dict[str, Any], path: str) -> dict[str, Any]:
    """The document of one path, with only the components that it refers to, because Schemathesis copies the whole."""
    part: dict[str, Any] = document | {"paths": {path: document["paths"][path]}, "components": {}}
    waiting: list[Any] = [part["paths"]]
    while waiting:
        for group, name in re.findall(r'"#/components/(\w+)/([^"/]+)"', json.dumps(waiting.pop())):
            components = part["components"].setdefault(group, {})
            if name not in components:
                components[name] = document["components"][group][name]
                waiting.append(components[name])
    return part


def questions(path: str, *phases: str, max_examples: int, once: bool = False) -> BaseSchema:
    """The requests of some phases to a path. Make them anew for each test, because they keep all validators."""
    project = ProjectConfig(generation=GenerationConfig(deterministic=True, max_examples=max_examples))
    project.phases.update(phases=list(phases))
    # Values that break the schema may also make the address too long, which is 414.
    rejection_check = project.checks.negative_data_rejection
    rejection_check.expected_statuses = [*rejection_check.expected_statuses, "414"]
    config = SchemathesisConfig(seed=1, projects=ProjectsConfig(default=project))
    document = with_each_schema_once() if once else openapi_document()
    return schemathesis.openapi.from_dict(part_of(document, path), config=config)


def refusals_are_explained(_context: CheckContext, response: Response, case: Case[Any]) -> None:
    """A refusal names a parameter that the request has or lacks, and says what is wrong with it."""
    if response.status_code == 422:
        query = parse_qsl(urlsplit(response.request.url or "").query, keep_blank_values=True)
        required_names = {p.name for p in case.operation.iter_parameters() if p.is_required}
        names_in_request = {*case.path_parameters, *(name for name, _ in query), *(case.headers or ()), *required_names}
        errors = response.json()["errors"]
        assert errors
        assert all(error["parameter"] in names_in_request for error in errors)
        assert all(error["message"] for error in errors)


def call(case: Case[Any], client: TestClient) -> Response:
    """Does what ``case.call`` does, which would start an event loop for each request."""
    request = requests.Request(**case.as_transport_kwargs(base_url=str(client.base_url))).prepare()
    request_headers = {name: str(value) for name, value in request.headers.items()}
    answer = client.request(str(request.method), str(request.url), headers=request_headers, follow_redirects=False)
    headers = {name: answer.headers.get_list(name) for name in answer.headers}
    return Response(answer.status_code, headers, answer.content, request, elapsed=0, verify=False)


def ask(case: Case[Any], client: TestClient) -> None:
    # No schema can tell whether a name or a cursor is known: one that is not is refused, and rightly.
    response = call(case, client)
    excluded_checks: list[Any] = [positive_data_acceptance]
    if "shape=" in str(response.headers.get("content-type")):
        excluded_checks.append(response_schema_conformance)  # it does not tell media types apart by their parameters
    if case.path in POST_PATHS:
        excluded_checks += [unsupported_method, allow_header_conformance]
    if response.status_code == 501:
        excluded_checks.append(not_a_server_error)  # oEmbed wants it for a format that is not served
    case.validate_response(response, additional_checks=[refusals_are_explained], excluded_checks=excluded_checks)


def ask_all(client: TestClient, schema: BaseSchema) -> None:
    """Send all requests to an operation. They are made here, because making them during collection takes long."""
    for test in get_all_tests(schema=schema, test_func=ask, settings=None, given_kwargs=None):
        assert isinstance(test, Ok), test
        _, ask_each = test.ok()
        ask_each(client=client)


@pytest.mark.thorough
@on_postgresql
@pytest.mark.parametrize("path", [path for path in PATHS if "{format}" not in path])
def test_every_kind_of_value(client: TestClient, path: str) -> None:
    """On PostgreSQL, which is stricter about values. Files are left out, because they take the parameters of their
    list."""
    ask_all(client, questions(path, "coverage", max_examples=3, once=True))


@on_sqlite
@pytest.mark.parametrize(
    "path",
    [
        path
        for path in PATHS
        if path in (*FILES, *FACETS) or not (path.endswith((".{format}", "/facets")) or path in DRAWN_AGAIN)
    ],
)
def test_some_values(client: TestClient, path: str) -> None:
    """All parameters of a path together. Few files and facets are enough, because they take the parameters of their
    lists.

    test_databases_agree sends the examples of the document.
    """
    ask_all(client, questions(path, "fuzzing", max_examples=4))
