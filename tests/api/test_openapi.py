"""The OpenAPI document: complete, true to the tables, and fit for a strict docs page."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import combinations
from typing import Any

import jsonschema_rs
import pytest
import yaml
from fastapi.testclient import TestClient
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.specs.openapi.definitions import OPENAPI_31

from app import __version__
from app.domain import figure_vocabulary, vocabulary
from app.main import RESOURCES
from tests.api_requests import openapi_document, whole_document
from tests.conftest import on_sqlite

pytestmark = on_sqlite

Node = dict[str, Any]
WHOLE: Node = whole_document()
DOCUMENT: Node = openapi_document()
SCHEMAS: Node = DOCUMENT["components"]["schemas"]
OPERATIONS: dict[str, Node] = {path: methods["get"] for path, methods in DOCUMENT["paths"].items()}
PARAMETERS = [
    (path, parameter) for path, operation in OPERATIONS.items() for parameter in operation.get("parameters", [])
]
PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemBody"}}}

each_operation = pytest.mark.parametrize("path", OPERATIONS)


def nodes(value: Any, place: str = "#") -> Iterator[tuple[str, Any]]:
    """Everything in the document, with its place."""
    yield place, value
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from nodes(part, f"{place}/{key}")


def follow(reference: str) -> Any:
    node: Any = DOCUMENT
    for part in reference.removeprefix("#/").split("/"):
        node = node[part]
    return node


def validator(schema: Node) -> Any:
    """A validator of a schema, which may refer to others. To make one with references takes long."""
    components = {"components": DOCUMENT["components"]} if "$ref" in str(schema) else {}
    return jsonschema_rs.validator_for({**schema, **components})


def fits(example: Any, schema: Node) -> bool:
    return bool(validator(schema).is_valid(example))


@pytest.mark.thorough
def test_the_document_is_served(client: TestClient) -> None:
    answer = client.get("/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    assert answer.json() == WHOLE
    text = client.get("/openapi.yaml")
    assert text.headers["content-type"] == "application/yaml"
    assert "&id" not in text.text
    assert yaml.load(text.text, yaml.CSafeLoader) == WHOLE
    assert client.get("/openapi.yaml", headers={"If-None-Match": text.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("path", [resource.path for resource in RESOURCES])
def test_every_record_is_as_described(client: TestClient, path: str) -> None:
    page = client.get(path, params={"limit": 1000}).json()
    assert page["items"]
    assert fits(page, OPERATIONS[path]["responses"]["200"]["content"]["application/json"]["schema"])
    if f"{path}/{{id}}" in OPERATIONS:
        schema = OPERATIONS[f"{path}/{{id}}"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert all(map(validator(schema | {"unevaluatedProperties": False}).is_valid, page["items"]))


def test_the_document_is_valid_openapi() -> None:
    assert WHOLE["openapi"].startswith("3.1.")
    assert [str(error) for error in jsonschema_rs.validator_for(OPENAPI_31).iter_errors(WHOLE)] == []


@pytest.mark.thorough
def test_an_independent_validator_finds_nothing() -> None:
    """It also checks references, defaults, parameters of paths, and operation ids."""
    assert [str(error) for error in OpenAPIV31SpecValidator(WHOLE).iter_errors()] == []
    faulty = DOCUMENT | {"paths": {"/{id}": {"get": {"responses": {}}}}}
    assert list(OpenAPIV31SpecValidator(faulty).iter_errors())


def test_the_document_has_no_extensions() -> None:
    assert [place for place, _ in nodes(DOCUMENT) if "/x-" in place.replace("/application/x-", "")] == []


@each_operation
def test_json_files_are_objects_and_numbers_have_bounds(path: str) -> None:
    for media_type, media in OPERATIONS[path]["responses"]["200"]["content"].items():
        if "+json" in media_type and "csl" not in media_type:
            assert media["schema"]["type"] == "object", media_type
        assert "; shape=" not in media_type
    for parameter in OPERATIONS[path].get("parameters", []):
        assert not {"ge", "le"} & parameter["schema"].keys()
        if parameter["schema"].get("type") == "integer":
            assert "minimum" in parameter["schema"], parameter["name"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_valid(name: str) -> None:
    jsonschema_rs.meta.validate(SCHEMAS[name] | {"$schema": "https://json-schema.org/draft/2020-12/schema"})


def test_every_reference_leads_somewhere() -> None:
    references = {value for place, value in nodes(WHOLE) if place.endswith("/$ref")}
    assert references
    assert all(follow(reference) for reference in references)
    assert {f"#/components/schemas/{name}" for name in SCHEMAS} == references


def test_what_it_says_of_the_service() -> None:
    assert DOCUMENT["security"] == []
    info = DOCUMENT["info"]
    assert info["contact"]["name"]
    assert (info["title"], info["version"]) == ("Communiqué", __version__)
    assert info["summary"]
    assert "/meetings?mechanism=JSPG" in info["description"]
    for text in ("/guide", "/integrations", "/methodology", "`date_match=certain`", "If-None-Match", "problem+json"):
        assert text in info["description"]
    assert info["license"] == {
        "name": "MIT (code), CC0-1.0 (arrangement of the data)",
        "identifier": "MIT AND CC0-1.0",
    }
    assert [server["url"] for server in DOCUMENT["servers"]] == ["/"]


def test_every_link_of_the_overview_answers(client: TestClient) -> None:
    links = re.findall(r"\]\((/[^)]+)\)", DOCUMENT["info"]["description"])
    assert len(links) > 5
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_tags_are_declared_and_used() -> None:
    descriptions = {tag["name"]: tag["description"] for tag in DOCUMENT["tags"]}
    operation_tags = [tag for operation in OPERATIONS.values() for tag in operation["tags"]]
    assert descriptions.keys() == set(operation_tags)
    assert all(descriptions.values())
    assert len(operation_tags) == len(OPERATIONS)


def test_of_two_paths_for_one_address_one_is_a_case_of_the_other() -> None:
    """Otherwise two paths may fit one address: `/trade-stats/conflicts/history` would fit both
    `/trade-stats/{id}/history` and `/trade-stats/conflicts/{id}`."""
    for path, second_path in combinations(DOCUMENT["paths"], 2):
        pairs = [*zip(path.split("/"), second_path.split("/"), strict=False)]
        open_parts = [(first.startswith("{"), second.startswith("{")) for first, second in pairs]
        meet = all(
            first == second or any(open_pair) for (first, second), open_pair in zip(pairs, open_parts, strict=True)
        )
        if meet and path.count("/") == second_path.count("/"):
            assert len({open_pair for open_pair in open_parts if len({*open_pair}) == 2}) == 1, (path, second_path)


def test_every_resource_has_its_paths() -> None:
    assert {resource.path for resource in RESOURCES} <= OPERATIONS.keys()
    items = {resource.record_url("{id}") for resource in RESOURCES if not resource.address}
    assert items | {f"{item}/{part}" for item in items for part in ("citation", "history")} <= OPERATIONS.keys()
    assert all(list(methods) == ["get"] for methods in DOCUMENT["paths"].values())


@each_operation
def test_operations_are_described(path: str) -> None:
    operation = OPERATIONS[path]
    assert operation["summary"]
    assert operation["description"].endswith((".", "`", ")"))
    assert [candidate["operationId"] for candidate in OPERATIONS.values()].count(operation["operationId"]) == 1
    assert operation["operationId"].startswith(("list", "count", "get", "cite", "resolve", "export", "search"))


@each_operation
def test_operations_can_be_acted_on(path: str) -> None:
    """The rules that linters share: each has one tag, says what it answers to a mistake, and shows an answer."""
    operation = OPERATIONS[path]
    assert len(operation["tags"]) == 1
    if operation.get("parameters"):
        refusal = operation["responses"]["422"]["content"]["application/problem+json"]
        assert refusal["example"]["errors"][0]["suggestions"]
    for media_type, media in operation["responses"]["200"]["content"].items():
        first, *further_shapes = shapes(media["schema"])
        if "$ref" in first:
            assert list(without_example(first["$ref"])) == []
        else:
            assert first["type"], media_type
        assert not further_shapes or path.endswith(".{format}"), "a path has one shape, and only files choose theirs"
    assert not re.search("[A-Z_]|/$", re.sub("{.*?}", "x", path))


OF_EMPTY_ANSWERS = {"absence"}
"""Fields that only an answer without records has."""
OF_SOME_OBJECTS = {"PatchOperation": {"value"}, "RecordChange": {"history"}, "Absence": {"elsewhere"}}
"""Fields that only some objects of a schema have: a removal has no value, only ``include`` adds a history, and only
empty series may have their records elsewhere."""


def sometimes(name: str) -> set[str]:
    """The fields of a schema that an answer may lack, such as those that only ``include`` adds."""
    outs = [resource.out for resource in RESOURCES if resource.out.__name__ == name]
    extras = {field for out in outs for field in {"evidence", "history", *out.includes} - out.model_fields.keys()}
    if name in {f"Page_{resource.out.__name__}_" for resource in RESOURCES}:
        extras = {"withdrawn"}
    return OF_EMPTY_ANSWERS | OF_SOME_OBJECTS.get(name, set()) | extras


def shapes(schema: Node) -> list[Node]:
    """The alternatives of a schema, the usual one first."""
    alternatives: list[Node] = schema.get("anyOf", [schema])
    return alternatives


def without_example(reference: str) -> Iterator[str]:
    """The fields of a schema, and of the schemas within it, that have no example."""
    for name, schema in follow(reference).get("properties", {}).items():
        if name in sometimes(reference.rpartition("/")[2]) - OF_EMPTY_ANSWERS:
            continue
        inner = [value for place, value in nodes(schema) if place.endswith("/$ref")]
        if not inner and not schema.get("examples"):
            yield f"{reference}/{name}"
        for item in inner:
            yield from without_example(item)


DATA_SET = ("/dataset", "/dataset.{format}", "/datapackage.json")
"""Paths that describe the data set in the vocabularies of others, whose schemas are not ours."""


def operation_is_file(path: str) -> bool:
    return str(OPERATIONS[path]["operationId"]).startswith("export")


@each_operation
def test_answers_are_described(path: str) -> None:
    answers = OPERATIONS[path]["responses"]
    expected = {"200"}
    if OPERATIONS[path]["tags"] != ["service"]:
        expected |= {"304", "414", "422", "503"} | ({"308", "404", "410"} if "{id}" in path else set())
        below = path.startswith(("/mechanisms/{id}/meetings", "/mechanisms/{id}/calendar"))
        expected |= {"300"} if "{id}" in path and not below else set()
        expected |= {"404"} if path == "/revisions/{revision}" else set()
        expected |= {"206", "416"} if operation_is_file(path) else set()
        expected |= {"501"} if path.endswith(".png") else set()
        assert answers.keys() == expected
    for status, answer in answers.items():
        assert answer["description"]
        if status == "200":
            if path in DATA_SET:
                assert all(media["schema"]["type"] in ("object", "string") for media in answer["content"].values())
            elif "application/json" not in answer["content"]:
                assert all(media["schema"]["type"] == "string" for media in answer["content"].values())
            else:
                assert shapes(answer["content"]["application/json"]["schema"])[0]["$ref"]
            assert all(header["description"] for header in answer.get("headers", {}).values())
            assert "304" not in answers or {"ETag", "Last-Modified", "X-Data-Revision"} <= answer["headers"].keys()
        elif status not in ("206", "304"):
            (media,) = answer["content"].values()
            assert {"application/problem+json": {"schema": media["schema"]}} == PROBLEM
            assert answer["content"].keys() == PROBLEM.keys()
            assert "example" not in media or fits(media["example"], media["schema"])


@each_operation
def test_parameters_are_described(path: str) -> None:
    for parameter in OPERATIONS[path].get("parameters", []):
        schema, name = parameter["schema"], parameter["name"]
        assert parameter["description"].endswith((".", "`", ")")), name
        examples = schema.get("examples", [])
        assert all(map(validator(schema).is_valid, examples)), name
        by_commas = name in ("between", "fields", "include", "with") and path != "/changes"
        assert (parameter.get("explode", True), parameter.get("style", "form")) == (not by_commas, "form"), name
        assert bool(examples) != (name == "cursor")  # of which any example would be refused
        assert "'null'" not in str(schema), name


@each_operation
def test_examples_of_path_and_headers_are_answered(client: TestClient, path: str) -> None:
    """test_databases_agree requests the examples of the other parameters."""
    parameters = OPERATIONS[path].get("parameters", [])
    samples = {p["name"]: p["schema"]["examples"][0] for p in parameters if p["required"]}
    base = path.format(**samples)
    query = {name: value for name, value in samples.items() if f"{{{name}}}" not in path}
    headers = {p["name"]: str(p["schema"]["examples"][0]) for p in parameters if p["in"] == "header"}
    assert client.get(base, params=query, headers=headers).status_code == 200


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if "properties" in schema])
def test_fields_are_described(name: str) -> None:
    for field, schema in SCHEMAS[name]["properties"].items():
        assert schema.get("description"), field
        assert all(fits(example, schema) for example in schema.get("examples", [])), field
    if not name.endswith("Request"):  # a request may leave fields out
        assert set(SCHEMAS[name]["required"]) == set(SCHEMAS[name]["properties"]) - sometimes(name)


def test_controlled_values_of_parameters_are_enums() -> None:
    enums = {
        name: enum
        for name, enum in {**vars(vocabulary), **vars(figure_vocabulary)}.items()
        if isinstance(enum, type) and issubclass(enum, StrEnum) and enum is not StrEnum and name in SCHEMAS
    }
    assert len(enums) > 12
    for name, enum in enums.items():
        assert SCHEMAS[name]["enum"] == [str(value) for value in enum]
    parameter_schemas = {
        value.rpartition("/")[2]
        for _, parameter in PARAMETERS
        for place, value in nodes(parameter)
        if place.endswith("/$ref")
    }
    assert {name for name, schema in SCHEMAS.items() if "enum" in schema} <= parameter_schemas


def test_answers_have_no_closed_list_of_values() -> None:
    """A generated client would refuse a whole page for one value that it does not know."""
    objects = {name: schema for name, schema in SCHEMAS.items() if "enum" not in schema}
    closed_lists = [
        place
        for name, schema in objects.items()
        for place, value in nodes(schema, name)
        if place.endswith(("/enum", "/const"))
        or (place.endswith("/$ref") and "enum" in follow(value) and "/properties/" in place)
    ]
    assert closed_lists == []
    for operation in OPERATIONS.values():
        for answer in operation["responses"].values():
            assert [place for place, _ in nodes(answer) if place.endswith(("/enum", "/const"))] == []
    for name, field in (("MeetingOut", "status"), ("TimelineOut", "status"), ("TradeStatOut", "flow")):
        description = SCHEMAS[name]["properties"][field]["description"]
        assert "Known values: `" in description
        assert description.endswith("; more may come.")
    assert "`territory`; more" in SCHEMAS["CountryOut"]["properties"]["kind"]["description"]
    assert "`exact`" in SCHEMAS["FigureGroupOut"]["properties"]["rule"]["description"]
    assert "`held`, `planned`" in SCHEMAS["MeetingOut"]["properties"]["status"]["description"]


def unknown(value: Any, schema: Node) -> Any:
    """The answer, with an unknown value in the place of each controlled one."""
    if "$ref" in schema:
        return unknown(value, follow(schema["$ref"]))
    if isinstance(value, list):
        return [unknown(item, schema.get("items", {})) for item in value]
    if isinstance(value, dict):
        fields = schema.get("properties", {})
        if not fields:
            fields = next((unknown_fields(item) for item in schema.get("anyOf", ()) if unknown_fields(item)), {})
        return {name: unknown(item, fields.get(name, {})) for name, item in value.items()}
    if isinstance(value, str) and "Known values:" in schema.get("description", ""):
        return "a-value-of-tomorrow"
    return value


def unknown_fields(schema: Node) -> Node:
    properties: Node = (
        follow(schema["$ref"]).get("properties", {}) if "$ref" in schema else schema.get("properties", {})
    )
    return properties


@pytest.mark.parametrize("path", [resource.path for resource in RESOURCES])
def test_a_record_with_unknown_values_is_as_described(client: TestClient, path: str) -> None:
    schema = OPERATIONS[path]["responses"]["200"]["content"]["application/json"]["schema"]
    page = client.get(path, params={"limit": 1000}).json()
    new_page = unknown(page, schema)
    assert fits(new_page, schema)
    assert path in ("/officials", "/documents") or "a-value-of-tomorrow" in str(new_page)


@pytest.mark.parametrize("markup", ["style=", ":-:", "<script", "javascript:", "http://"])
def test_the_docs_page_may_show_every_text(markup: str) -> None:
    assert [place for place, value in nodes(DOCUMENT) if isinstance(value, str) and markup in value] == []
