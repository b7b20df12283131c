"""Helpers for requests to the API, which fail with the text of the answer, and for the lists in OpenAPI."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeAlias, cast

import jsonschema_rs
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from app.main import RESOURCES, Service
from clients.breaking import current_document

Params: TypeAlias = Mapping[str, str | list[str]]

# Evidence and conflicts are lists about records, with tests of their own.
ABOUT = ("/evidence", "/trade-stats/conflicts", "/conflicts")
LISTS = [resource.path for resource in RESOURCES if resource.path not in ABOUT]
ITEMS = [resource.path for resource in RESOURCES if resource.path in LISTS and not resource.address]
LISTS_WITHOUT_DATES = {"/countries", "/officials", "/organizations"}
DATE_OF = {path: "date" for path in LISTS if path not in LISTS_WITHOUT_DATES} | {
    "/mechanisms": "established",
    "/commitments": "made",
    "/missions": "opened",
}  # the date group that the date filters and sort=date are about
every_list = pytest.mark.parametrize("path", LISTS)
every_path = pytest.mark.parametrize("path", [*LISTS, *ABOUT])
every_item = pytest.mark.parametrize("path", ITEMS)
every_dated = pytest.mark.parametrize("path", DATE_OF)

EMPTY: dict[str, Any] = {"get": {"parameters": []}}
"""The methods of a path that does not exist."""

SAMPLES = {
    "mechanism": "JSPG",
    "meeting": "jspg-kz-tr-8",
    "party": "KZ",
    "about": "jspg-kz-tr-8",
    "country": "Turkey",
    "between": "KZ,TR",
    "reporter": "KZ",
    "partner": "KZ",
    "product": "Copper",
    "official": "Erdogan",
    "addressee": "Fidan",
    "topic": "trade",
    "discussed": "trade",
    "agenda": "trade",
    "part_of": "jspg-kz-tr-8",
    "city": "Ankara",
    "host": "Turkey",
    "sender": "KZ",
    "venue": "Presidential Complex",
    "with": "Fidan",
    "publisher": "Kazinform News Agency",
    "value_from": "1e6",
    "value_to": "1e9",
    "document": "jspg-8-report",
    "date": "2025",
    "date_from": "2025-07",
    "date_to": "2025-07-29",
    "due": "2026",
    "held_on": "2026",
    "in_force": "2026",
    "published_from": "2025-08",
    "published_to": "2025-08",
    "updated_since": "2026-01-01T00:00:00Z",
    "since": "2020-01-01",
    "as_of": "2030-12-31",
    "q": "Turkiye",
    "identifier": "none",
    "record": "jspg-kz-tr-8",
    "limit": "7",
}


def required_parameters(path: str, name: str) -> Params:
    """The parameters of a list without which a parameter changes nothing."""
    date_filter = {"held_on" if path.removesuffix("/facets") in LISTS_WITHOUT_DATES else "date": "2025"}
    needs: dict[str, Params] = {
        "cursor": {"limit": "1"},
        "date_match": date_filter,
        "sum": {"group_by": "year", "unit": "USD"},
    }
    if path in (*LISTS, *ABOUT):
        needs["shape"] = {"limit": "1"}  # a whole list may be too long for an array
    return needs.get(name, {})


def ask(client: TestClient, path: str, params: Params | None = None) -> Any:
    """The JSON of an answer, which must be 200."""
    response = client.get(path, params=params)
    assert response.status_code == 200, f"{path} {params}: {response.status_code} {response.text[:300]}"
    return response.json()


def items(client: TestClient, path: str, params: Params | None = None) -> list[dict[str, Any]]:
    """All records of a list."""
    query = {"limit": "1000", **(params or {})}
    page = ask(client, path, query)
    records: list[dict[str, Any]] = page["items"]
    while page["next_cursor"] and query["limit"] == "1000":  # a test that asks for fewer means one page
        page = ask(client, path, {**query, "cursor": page["next_cursor"]})
        records += page["items"]
    return records


def ids(client: TestClient, path: str, params: Params | None = None) -> list[str]:
    """The ids of all records of a list, in its order."""
    return [item["id"] for item in items(client, path, params)]


def first_error(client: TestClient, path: str, params: Params | None = None, status: int = 422) -> dict[str, Any]:
    """The first error of an answer, which must be a problem with this status."""
    response = client.get(path, params=params)
    assert response.status_code == status, f"{path} {params}: {response.status_code} {response.text[:300]}"
    assert response.headers["content-type"] == "application/problem+json"
    first: dict[str, Any] = response.json()["errors"][0]
    return first


@contextmanager
def statements(client: TestClient) -> Iterator[list[tuple[str, str]]]:
    """Record the SELECT statements of the block, each with its bound parameters. Caches are emptied first."""
    app = cast("Service", client.app)
    response_cache, app.front.cache = app.front.cache, None
    state = app.state
    state.revisions.clear()
    engine = state.engine
    select_statements: list[tuple[str, str]] = []

    def note(conn: Any, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool) -> None:
        if statement.startswith("SELECT"):
            select_statements.append((statement, repr(parameters)))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield select_statements
    finally:
        app.front.cache = response_cache
        event.remove(engine, "before_cursor_execute", note)


@cache
def openapi_document() -> dict[str, Any]:
    """The OpenAPI document of the reading operations, for tests of each of its parts. It takes a second to build."""
    return reading(whole_document())


whole_document = cache(current_document)
"""The OpenAPI document of all operations."""


ENDLESS = "/changes/stream"
"""The path whose answer never ends. A test that requests every path sends HEAD to this one."""


def method_for(path: str) -> str:
    """The method for a path in a test that requests every path."""
    return "HEAD" if path.endswith(ENDLESS) else "GET"


def reading(document: dict[str, Any]) -> dict[str, Any]:
    """The OpenAPI document without operations that take a body, without the reports, which are off, and without the
    endless stream of changes."""
    paths = {
        path: {"get": methods["get"]}
        for path, methods in document["paths"].items()
        if "get" in methods and not path.startswith(("/reports", ENDLESS))
    }
    return {**document, "paths": paths}


def spec(client: TestClient) -> dict[str, Any]:
    """The OpenAPI document of the operations that read."""
    return reading(cast("Service", client.app).openapi())


def parameters(client: TestClient, path: str) -> dict[str, Any]:
    """The query parameters of a list, by name. Those that change the shape of JSON come from its facets and files."""
    return described_parameters(cast("Service", client.app).openapi(), path)


def described_parameters(document: dict[str, Any], path: str) -> dict[str, Any]:
    """The query parameters of a list in an OpenAPI document."""
    paths = document["paths"]
    of_files = [
        p for p in paths.get(f"{path}.{{format}}", EMPTY)["get"]["parameters"] if p["name"] in ("fields", "shape")
    ]
    of_facets = [p | {"required": False} for p in paths.get(f"{path}/facets", EMPTY)["get"]["parameters"]]
    described_parameters_of_all = [*of_files, *of_facets, *paths[path]["get"]["parameters"]]
    return {parameter["name"]: parameter for parameter in described_parameters_of_all if parameter["in"] == "query"}


def _schema(client: TestClient, schema: Any) -> Any:
    components = cast("Service", client.app).openapi()["components"]
    return components["schemas"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema


def choices(client: TestClient, path: str, name: str) -> list[str]:
    """The values of the enum of a parameter; none if it has no enum."""
    schema = _schema(client, parameters(client, path)[name]["schema"])
    values = schema.get("items", schema)
    names: list[str] = _schema(client, values.get("anyOf", [values])[0]).get("enum", [])
    return names


def repeatable(client: TestClient, path: str, name: str) -> bool:
    return bool(parameters(client, path)[name]["schema"].get("type") == "array")


def sample(client: TestClient, path: str, name: str) -> str:
    """A valid value of a parameter that is not its default. Fails if ``SAMPLES`` has none."""
    if name == "cursor":
        return str(ask(client, path, required_parameters(path, name))["next_cursor"])
    valid = [value for value in choices(client, path, name) if value != "relevance"]
    return valid[-1] if valid else SAMPLES[name]


def sorts(client: TestClient, path: str) -> list[str]:
    """The sort keys of a list that do not need ``q``."""
    return [sort for sort in choices(client, path, "sort") if sort != "relevance"]


def fits_what_openapi_says(client: TestClient, url: str, path: str) -> Any:
    """The body of an answer, after a check that it fits the schema for exactly its media type."""
    response = client.get(url)
    assert response.status_code == 200, response.text[:300]
    body = response.json()
    assert validator(path, response.headers["content-type"]).is_valid(body), response.text[:300]
    return body


@cache
def validator(path: str, media_type: str) -> Any:
    document = openapi_document()
    schema = document["paths"][path]["get"]["responses"]["200"]["content"][media_type]["schema"]
    whole = schema if "$ref" in schema else {"$ref": "#/s", "s": schema}
    return jsonschema_rs.validator_for({**whole, "components": document["components"]})
