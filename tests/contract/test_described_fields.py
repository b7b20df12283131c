"""OpenAPI describes every field that any parameter adds to an answer, so that generated clients have a type for it."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs
import pytest
from fastapi.testclient import TestClient

from app.main import RESOURCES
from tests.api_requests import openapi_document
from tests.conftest import on_sqlite

pytestmark = on_sqlite

JSON = "application/json"

WHOLE_RECORDS = {
    name for resource in RESOURCES for name, include in resource.out.includes.items() if not include.own_field
}
"""Values of ``include`` that put whole records in place of references. Such records have the schema of their own
list."""


@cache
def answers_of_json() -> dict[str, Any]:
    """The operations whose answer is JSON, by path."""
    return {
        path: methods["get"]
        for path, methods in openapi_document()["paths"].items()
        if JSON in methods["get"]["responses"].get("200", {}).get("content", {}) and "{format}" not in path
    }


@cache
def closed_components() -> Any:
    """The schemas, changed so that objects allow no undescribed fields."""
    components = json.loads(json.dumps(openapi_document()["components"]))
    for schema in objects(components["schemas"]):
        schema.setdefault("additionalProperties", False)
    return components


def objects(node: Any) -> Iterator[dict[str, Any]]:
    """The schemas of objects in a part of the document."""
    if isinstance(node, dict):
        if isinstance(node.get("properties"), dict) and node.get("type") == "object":
            yield node
        for child in node.values():
            yield from objects(child)
    elif isinstance(node, list):
        for child in node:
            yield from objects(child)


SHAPING = ("fields", "group_by", "include", "shape", "sum")
"""Parameters that add fields to an answer. The other parameters choose records, and one answer has all of them."""


def examples(parameter: dict[str, Any]) -> Iterator[str]:
    """An example value of a parameter, as text. For a parameter that adds fields, all examples and values of its
    enum."""
    schema = parameter["schema"]
    values = schema.get("items", schema)
    enum_schema = openapi_document()["components"]["schemas"].get(values.get("$ref", "").rpartition("/")[2], values)
    example_values = [*schema.get("examples", ()), *enum_schema.get("enum", ())]
    for value in example_values if parameter["name"] in SHAPING else example_values[:1]:
        yield ",".join(value) if isinstance(value, list) else str(value)


def requests(path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """A path with its query: first for all records, then with each example of each of its parameters."""
    parameters = answers_of_json()[path].get("parameters", [])
    required_values = {p["name"]: next(examples(p)) for p in parameters if p["required"]}
    address = path.format(**required_values)
    query = {name: value for name, value in required_values.items() if f"{{{name}}}" not in path}
    limit = next((parameter["schema"]["maximum"] for parameter in parameters if parameter["name"] == "limit"), None)
    yield address, query | ({"limit": str(limit)} if limit else {})
    for parameter in parameters:
        if parameter["in"] == "query" and parameter["name"] not in ("limit", "cursor"):
            for value in dict.fromkeys(examples(parameter)):
                if not (parameter["name"] == "include" and value in WHOLE_RECORDS):
                    yield address, query | {parameter["name"]: value}


@pytest.mark.parametrize("path", answers_of_json())
def test_every_field_is_described(client: TestClient, path: str) -> None:
    schema = answers_of_json()[path]["responses"]["200"]["content"][JSON]["schema"]
    validator = jsonschema_rs.validator_for({"$ref": "#/s", "s": schema, "components": closed_components()})
    answer_count = 0
    for address, query in requests(path):
        response = client.get(address, params=query)
        if response.status_code == 200 and response.headers["content-type"].startswith(JSON):
            answer_count += 1
            error = next(validator.iter_errors(response.json()), None)
            assert error is None, f"{address} {query}: {error.message[:300]} at {error.instance_path}"
    assert answer_count


def test_withdrawn_records_are_described(client: TestClient) -> None:
    """On each page, also with the history that ``include`` adds."""
    document = openapi_document()["components"]["schemas"]
    for resource in RESOURCES:
        page = document[f"Page_{resource.out.__name__}_"]
        assert page["properties"]["withdrawn"]["items"] == {"$ref": "#/components/schemas/RecordChange"}
        assert "withdrawn" not in page["required"]
    assert document["RecordChange"]["properties"]["history"]["items"] == {"$ref": "#/components/schemas/VersionOut"}
