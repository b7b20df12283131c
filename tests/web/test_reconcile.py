"""``/reconcile``: answers in the forms of the Reconciliation API 0.2 lead to the right records, and are bounded."""

import json
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from app.db.engine import make_engine, make_sessions
from app.db.tables.publication import Withdrawal
from app.main import create_app
from app.resources.reconcile_answers import (
    CandidatesOut,
    EntitySuggestions,
    FlyoutOut,
    ManifestOut,
    PropertySuggestions,
    ProposalsOut,
    TypeSuggestions,
)
from app.resources.reconcile_properties import DERIVATION, EDITORIAL, SOURCES_PROPERTY
from app.resources.reconcile_queries import MAX_BATCH
from app.settings import Settings
from tests.api_requests import ask, first_error, items
from tests.conftest import on_both, on_sqlite
from tests.quick_client import QuickClient

pytestmark = on_sqlite


class Entity(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(pattern="^(countries|organizations|officials|mechanisms|documents)/.+")]
    name: str


class Text(BaseModel):
    model_config = ConfigDict(extra="forbid")

    str: str


class Whole(BaseModel):
    model_config = ConfigDict(extra="forbid")

    int: int


ROWS: TypeAdapter[Any] = TypeAdapter(dict[str, dict[str, list[Entity | Text | Whole]]])
"""The forms of values in the specification that this service uses."""


FORMS: dict[str, type[BaseModel]] = {
    "/reconcile/suggest/entity": EntitySuggestions,
    "/reconcile/suggest/property": PropertySuggestions,
    "/reconcile/suggest/type": TypeSuggestions,
}


def post(client: TestClient, field: str, value: Any) -> Any:
    answer = client.post("/reconcile", data={field: json.dumps(value)})
    assert answer.status_code == 200, answer.text
    assert answer.headers["access-control-allow-origin"] == "*"
    return answer.json()


def candidates(client: TestClient, **query: Any) -> list[dict[str, Any]]:
    answer = post(client, "queries", {"q": query})["q"]
    CandidatesOut.model_validate(answer, strict=True)
    return list(answer["result"])


def test_manifest_leads_to_every_service(client: TestClient) -> None:
    manifest = ask(client, "/reconcile")
    ManifestOut.model_validate(manifest, strict=True)
    assert manifest["versions"] == ["0.2"]
    for service in manifest["suggest"].values():
        path = service["service_url"] + service["service_path"]
        suggestions = ask(client, path, {"prefix": "co", "spell": "always"})  # widgets append parameters
        FORMS[service["service_path"]].model_validate(suggestions, strict=True)
        suggestion = suggestions["result"][0]
        flyout = service["flyout_service_url"] + service["flyout_service_path"]
        flyout_body = ask(client, flyout.replace("${id}", quote(suggestion["id"], safe="")))
        FlyoutOut.model_validate(flyout_body, strict=True)
        assert flyout_body["id"] == suggestion["id"]
    service = manifest["extend"]["propose_properties"]
    for kind in manifest["defaultTypes"]:
        proposals = ask(client, service["service_url"] + service["service_path"], {"type": kind["id"], "limit": "2"})
        ProposalsOut.model_validate(proposals, strict=True)
        assert len(proposals["properties"]) == 2
    entity = quote("officials/hakan-fidan", safe="")
    preview = client.get(manifest["preview"]["url"].replace("{{id}}", entity))
    assert "frame-ancestors *" in preview.headers["content-security-policy"]
    assert "Foreign Minister" in preview.text
    view = client.get(manifest["view"]["url"].replace("{{id}}", entity))
    assert (view.status_code, "Hakan Fidan" in view.text) == (200, True)
    record = manifest["identifierSpace"] + "officials/hakan-fidan"
    assert ask(client, record)["id"] == "hakan-fidan"


@on_both
@pytest.mark.parametrize(
    ("query", "entity", "match"),
    [
        ({"query": "Turkey"}, "countries/TR", True),
        ({"query": "Kazakstan", "type": "country"}, "countries/KZ", False),
        ({"query": "countries/tr"}, "countries/TR", True),
        ({"query": "http://testserver/explore/officials/hakan-fidan"}, "officials/hakan-fidan", True),
        ({"query": "Fidan", "type": ["official"], "type_strict": "should", "limit": 1}, "officials/hakan-fidan", True),
        ({"query": "Fidan", "type": "official", "properties": [{"pid": "country", "v": "Turkey"}]},
         "officials/hakan-fidan", True),
        ({"query": "Fidan", "type": "official", "properties": [{"pid": "country", "v": [{"id": "countries/KZ"}]}]},
         "officials/hakan-fidan", False),
        ({"query": "Fidan", "properties": [{"pid": "alpha3", "v": "TUR"}]}, "officials/hakan-fidan", True),
        ({"properties": [{"pid": "alpha3", "v": "KAZ"}]}, "countries/KZ", True),
        ({"query": "OTS", "type": "party"}, "organizations/OTS", True),
        ({"query": 792}, "countries/TR", True),
    ],
)  # fmt: skip
def test_name_leads_to_its_record(client: TestClient, query: Any, entity: str, match: bool) -> None:
    first = candidates(client, **query)[0]
    assert (first["id"], first["match"]) == (entity, match)
    against = sum(feature["value"] is False for feature in first["features"] if feature["id"].startswith("property:"))
    similarity = next(feature["value"] for feature in first["features"] if feature["id"] == "name_similarity")
    assert first["score"] == similarity - 20 * against


def test_several_records_of_one_name_are_no_match(client: TestClient) -> None:
    top_candidates = [candidate for candidate in candidates(client, query="OTS") if candidate["score"] == 100]
    assert {candidate["id"] for candidate in top_candidates} == {"mechanisms/ots", "organizations/OTS"}
    assert not any(candidate["match"] for candidate in top_candidates)


def test_what_is_no_name_has_no_candidates_and_spoils_no_batch(client: TestClient) -> None:
    names = ["???", "!JSPG", "", " ", "\0", "a\0b", "x" * 5000, "qqqqqqqqqqqq"]
    answer = post(client, "queries", {name: {"query": name} for name in [*names, "Turkey"]})
    assert answer.pop("Turkey")["result"][0]["id"] == "countries/TR"
    assert answer == {name: {"result": []} for name in names}


def test_batch_by_get_is_the_same(client: TestClient) -> None:
    queries = {"q": {"query": "Tokaev", "type": "official"}}
    assert ask(client, "/reconcile", {"queries": json.dumps(queries)}) == post(client, "queries", queries)


@on_both
def test_every_value_has_its_source(client: TestClient) -> None:
    for kind, path in (("country", "countries"), ("organization", "organizations"), ("official", "officials"),
                       ("mechanism", "mechanisms"), ("document", "documents")):  # fmt: skip
        names = [entry["id"] for entry in ask(client, "/reconcile/properties", {"type": kind})["properties"]]
        ids = [record["url"][1:] for record in items(client, f"/{path}")[:MAX_BATCH]]
        answer = post(client, "extend", {"ids": ids, "properties": [{"id": name} for name in names]})
        ROWS.validate_python(answer["rows"])
        assert [column["id"] for column in answer["meta"]] == names
        assert [*answer["rows"]] == ids
        for row in answer["rows"].values():
            for name in names[::2]:
                sources = [value["str"] for value in row[name + SOURCES_PROPERTY]]
                assert len(sources) == len(row[name])
                for source in set(sources) - {EDITORIAL, DERIVATION}:
                    assert client.get(source.split("; ")[0].rpartition(", ")[2]).status_code == 200


def test_source_of_a_value_is_the_place_with_its_words(client: TestClient) -> None:
    columns = ["aliases", "aliases.sources"]
    query = {
        "ids": ["officials/hakan-fidan"],
        "properties": [{"id": name} for name in columns],
    }
    rows = post(client, "extend", query)["rows"]
    sources = dict(
        zip(*([value["str"] for value in rows["officials/hakan-fidan"][name]] for name in columns), strict=True)
    )
    assert sources["Fidan"].endswith("paragraph 2, http://testserver/documents/jspg-8-preview")
    assert sources["Фидан"] == EDITORIAL


def test_a_withdrawn_record_has_no_values(seed_database: Settings) -> None:
    engine = make_engine(seed_database)
    with make_sessions(engine).begin() as session:
        session.add(Withdrawal(kind="official", id="nobody", withdrawn_at=datetime.now(UTC)))
    engine.dispose()
    with QuickClient(create_app(seed_database)) as client:
        query = {"ids": ["officials/nobody"], "properties": [{"id": "name"}]}
        assert post(client, "extend", query)["rows"] == {"officials/nobody": {"name": []}}


def test_values_of_an_id_that_no_record_has_are_refused(client: TestClient) -> None:
    ids = ["hakan-fidan", "officials/hakan-fidn", "officials/", "qqqq", "officials/hakan-fidan"]
    value = json.dumps({"ids": ids, "properties": [{"id": "positions"}]})
    answer = client.post("/reconcile", data={"extend": value})
    assert answer.status_code == 422
    errors = answer.json()["errors"]
    assert [error["value"] for error in errors] == ids[:-1]
    assert [error["suggestions"][:1] for error in errors] == [*[["officials/hakan-fidan"]] * 2, [], []]


@pytest.mark.parametrize(
    ("field", "value", "status", "suggestion"),
    [
        ("queries", {"q": {"query": "x", "type": "officials"}}, 422, "official"),
        ("queries", {"q": {"query": "x", "properties": [{"pid": "contry", "v": "x"}]}}, 422, "country"),
        ("queries", {"q": {"query": "x", "properties": [{"pid": "country.sources", "v": "x"}]}}, 422, "country"),
        ("queries", {"q": {}}, 422, None),
        ("queries", {"q": {"query": "x", "limit": 0}}, 422, "1"),
        ("queries", ["x"], 422, None),
        ("extend", {"ids": [], "properties": [{"id": "position"}]}, 422, "positions"),
        ("extend", {"ids": [], "properties": [{"id": "qqqq"}]}, 422, "none"),
        ("extend", {"ids": ["x"] * (MAX_BATCH + 1), "properties": []}, 413, None),
        ("queries", {str(number): {"query": "x"} for number in range(MAX_BATCH + 1)}, 413, None),
        ("queries", {"q": {"query": "x" * 140_000}}, 413, None),
    ],
)
def test_request_that_cannot_be_is_refused(
    client: TestClient, field: str, value: Any, status: int, suggestion: str | None
) -> None:
    answer = client.post("/reconcile", data={field: json.dumps(value)})
    assert answer.status_code == status, answer.text
    problem = answer.json()
    assert problem["type"].endswith("too-large" if status == 413 else "invalid-parameter")
    if status == 422:
        assert problem["errors"][0]["parameter"] == field
        suggestions = problem["errors"][0]["suggestions"]
        assert suggestion is None or suggestion in suggestions or (suggestion == "none" and not suggestions)


@pytest.mark.parametrize(
    ("queries", "message"),
    [
        ({"q": {"query": "x", "limit": "x"}}, "q.limit: it is not a whole number"),
        ({"q": {"query": "x", "type": "officials"}}, "q.type: there is no type 'officials'"),
        ({"q": {"query": "x", "properties": [{"pid": "contry", "v": "x"}]}}, "q.properties.pid: there is no property"),
        ({"q": {"query": "x", "properties": [{"pid": "country", "v": {}}]}}, "q.properties.v.id: it is required"),
        ({"q": 5}, "q: it must be a JSON object"),
        ({"q": {"query": "x", "limt": 1}}, "q.limt: there is no such field"),
        ([], "it must be a JSON object"),
    ],
)
def test_an_error_names_the_query_and_its_field(client: TestClient, queries: Any, message: str) -> None:
    error = client.post("/reconcile", data={"queries": json.dumps(queries)}).json()["errors"][0]
    assert error["message"].startswith(message)


@pytest.mark.parametrize(
    ("path", "params", "parameter"),
    [
        ("/reconcile", {"query": "x"}, "query"),
        ("/reconcile", {"queries": "{"}, "queries"),
        ("/reconcile/properties", {"type": "x"}, "type"),
        ("/reconcile/suggest/entity", {"prefix": "x", "type": "x"}, "type"),
        ("/reconcile/suggest/entity", {"prefix": "x", "cursor": "-1"}, "cursor"),
        ("/reconcile/suggest/property", {"prefix": "a\0b"}, "prefix"),
    ],
)
def test_parameter_that_cannot_be_is_refused(client: TestClient, path: str, params: Any, parameter: str) -> None:
    assert first_error(client, path, params)["parameter"] == parameter


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("preview?id=official/hakan-fidan", ["officials/hakan-fidan"]),
        ("preview?id=hakan-fidan", ["officials/hakan-fidan"]),
        ("flyout/entity?id=officials/hakan-fidn", ["hakan-fidan"]),
        ("flyout/property?id=contry", ["country"]),
    ],
)
def test_id_that_does_not_exist_is_404_with_the_nearest(client: TestClient, path: str, near: list[str]) -> None:
    answer = client.get(f"/reconcile/{path}")
    assert answer.status_code == 404
    assert answer.json()["errors"][0]["suggestions"][:1] == near


@on_both
@pytest.mark.parametrize(
    ("params", "first"),
    [
        ({"prefix": "Turki", "type": "country"}, "countries/TR"),
        ({"prefix": "hakan"}, "officials/hakan-fidan"),
        ({"prefix": "officials/hakan-fidan"}, "officials/hakan-fidan"),
        ({"prefix": "Fidn"}, "officials/hakan-fidan"),
    ],
)
def test_suggestions_begin_with_the_prefix(client: TestClient, params: Any, first: str) -> None:
    whole = [entity["id"] for entity in ask(client, "/reconcile/suggest/entity", params)["result"]]
    assert whole[0] == first
    next_ids = [entity["id"] for entity in ask(client, "/reconcile/suggest/entity", params | {"cursor": 1})["result"]]
    assert next_ids[: len(whole) - 1] == whole[1:]


def test_a_parameter_of_the_body_in_the_address_is_refused_as_such(client: TestClient) -> None:
    error = client.post("/reconcile?as_of=2026-02-03", data={"queries": "{}"}).json()["errors"][0]
    assert (error["parameter"], error["message"]) == ("as_of", "send it in the body, not in the address")
