"""Schemathesis over the whole OpenAPI document: no question gives a fault of ours or an undocumented answer."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import schemathesis
from fastapi.testclient import TestClient
from schemathesis import Case, CheckContext, Response
from schemathesis.checks import not_a_server_error
from schemathesis.config import GenerationConfig, ProjectConfig, ProjectsConfig, SchemathesisConfig
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance, response_schema_conformance

from app.main import create_app
from app.settings import Settings

APP = create_app(Settings.model_validate({"database_url": "sqlite:///none.db"}))


def questions(*phases: str, max_examples: int) -> BaseSchema:
    project = ProjectConfig(generation=GenerationConfig(deterministic=True, max_examples=max_examples))
    project.phases.update(phases=list(phases))
    # Values that break the schema may also make the address too long, which is 414.
    rejected = project.checks.negative_data_rejection
    rejected.expected_statuses = [*rejected.expected_statuses, "414"]
    config = SchemathesisConfig(seed=1, projects=ProjectsConfig(default=project))
    return schemathesis.openapi.from_dict(APP.openapi(), config=config)


def refusals_are_explained(_context: CheckContext, response: Response, case: Case[Any]) -> None:
    """A refusal names a parameter that was sent, or had to be, and says what is wrong with it."""
    if response.status_code == 422:
        query = parse_qsl(urlsplit(response.request.url or "").query, keep_blank_values=True)
        needed = {p.name for p in case.operation.iter_parameters() if p.is_required}
        sent = {*case.path_parameters, *(name for name, _ in query), *(case.headers or ()), *needed}
        errors = response.json()["errors"]
        assert errors
        assert all(error["parameter"] in sent for error in errors)
        assert all(error["message"] for error in errors)


def ask(case: Case[Any], client: TestClient) -> None:
    # No schema can tell whether a name or a cursor is known: one that is not is refused, and rightly.
    response = case.call(app=client.app)
    excluded: list[Any] = [positive_data_acceptance]
    if "shape=" in str(response.headers.get("content-type")):
        excluded.append(response_schema_conformance)  # it does not tell media types apart by their parameters
    if response.status_code == 501:
        excluded.append(not_a_server_error)  # oEmbed wants it for a format that is not served
    case.validate_response(response, additional_checks=[refusals_are_explained], excluded_checks=excluded)


# A file, a picture and a frame take the parameters of their list, by the same classes.
SAME_PARAMETERS = r"\{format\}|\.(ics|svg)$|^/embed/"


@questions("examples", "coverage", max_examples=3).exclude(path_regex=SAME_PARAMETERS).parametrize()
@pytest.mark.parametrize("backend", ["postgresql"], indirect=True, scope="session")
def test_every_kind_of_value(case: Case[Any], client: TestClient) -> None:
    """On PostgreSQL, the stricter of the two about what a value may be."""
    ask(case, client)


@questions("examples", "fuzzing", max_examples=4).parametrize()
@pytest.mark.parametrize("backend", ["sqlite"], indirect=True, scope="session")
def test_some_values(case: Case[Any], client: TestClient) -> None:
    ask(case, client)
