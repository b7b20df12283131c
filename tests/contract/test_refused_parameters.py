"""Wrong parameters, on every list: the error names each of them with its value and the nearest valid one."""

import pytest
from fastapi.testclient import TestClient

from app.api.error_handlers import MAX_COMPARED_ERRORS
from app.errors import MAX_ERRORS, MAX_VALUE
from tests.api_requests import (
    Params,
    ask,
    choices,
    every_list,
    first_error,
    parameters,
    repeatable,
    required_parameters,
    sample,
)
from tests.conftest import on_postgresql, on_sqlite

pytestmark = on_sqlite


def reference_parameters(client: TestClient, path: str) -> list[str]:
    """The parameters whose values are names of records."""
    return [p for p in parameters(client, path) if repeatable(client, path, p) and not choices(client, path, p)]


def errors_by_parameter(client: TestClient, path: str, params: Params) -> dict[str, tuple[str, list[str]]]:
    """The value and the suggestions for each parameter that an answer with status 422 names."""
    response = client.get(path, params=params)
    assert response.status_code == 422, f"{path} {params}: {response.text[:300]}"
    return {error["parameter"]: (error["value"], error["suggestions"]) for error in response.json()["errors"]}


@on_postgresql
@every_list
@pytest.mark.parametrize("nonsense", ["", "\0", "ZzQqXx", "x" * 1_000, "9" * 400, "{}\0"])
def test_nonsense_is_refused(client: TestClient, path: str, nonsense: str) -> None:
    """One answer names all wrong parameters, with long values shortened. Names and cursors are checked after the
    others."""
    name_parameters = [name for name in reference_parameters(client, path) if name != "between"]
    other_parameters = [name for name in parameters(client, path) if name not in (*name_parameters, "cursor")]
    for group in (
        name_parameters,
        ["cursor"],
        *(other_parameters[at::5] for at in range(5)),
    ):  # an answer lists so many errors
        assert len(group) <= MAX_ERRORS
        params = {name: nonsense.format(sample(client, path, name)) for name in group}
        if nonsense == "ZzQqXx":
            params.pop("q", None)  # words may well be nonsense
        refused_values = {name: value for name, (value, _) in errors_by_parameter(client, path, params).items()}
        assert refused_values == {
            name: value if len(value) <= MAX_VALUE else f"{value[: MAX_VALUE - 1]}…" for name, value in params.items()
        }


@every_list
def test_near_misses_get_suggestions_that_work(client: TestClient, path: str) -> None:
    name_parameters = reference_parameters(client, path)
    groups_of_names = [
        name_parameters[at : at + 3] for at in range(0, len(name_parameters), 3)
    ]  # the first three unknown names get suggestions
    of_values = [name for name in parameters(client, path) if choices(client, path, name) and name != "group_by"]
    for group in (*groups_of_names, of_values, ["group_by"]):  # groups take no fields
        near = {name: sample(client, path, name) + "x" for name in group}
        answer = errors_by_parameter(client, path, near)
        assert answer.keys() == near.keys()
        for name, (value, suggestions) in answer.items():
            assert suggestions, f"{name}={value}"
            for suggestion in suggestions:
                ask(client, path, {**required_parameters(path, name), name: near[name].replace(value, suggestion)})


@every_list
def test_one_value_given_twice_is_refused(client: TestClient, path: str) -> None:
    single = [name for name in parameters(client, path) if not repeatable(client, path, name)]
    values = {name: sample(client, path, name) for name in single}
    answer = errors_by_parameter(client, path, {name: [value, value] for name, value in values.items()})
    assert {name: value for name, (value, _) in answer.items()} == {n: f"{v}, {v}" for n, v in values.items()}


@every_list
def test_unknown_parameter_is_refused_with_the_nearest(client: TestClient, path: str) -> None:
    openapi_parameters = [*parameters(client, path)]
    for start in range(0, len(openapi_parameters), MAX_COMPARED_ERRORS):
        names = openapi_parameters[start : start + MAX_COMPARED_ERRORS]
        answer = errors_by_parameter(client, path, {f"{name}s": "x" for name in names})
        nearest = {name: (value, suggestions[0]) for name, (value, suggestions) in answer.items()}
        assert nearest == {f"{name}s": ("x", name) for name in names}
    error = first_error(client, path, {"zzz": "1"})
    assert (error["parameter"], error["value"], error["suggestions"]) == ("zzz", "1", [])
    assert all(name in error["message"] for name in openapi_parameters)
