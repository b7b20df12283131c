"""The rules of the contract (contract.md) for all lists and records, which the OpenAPI document names.

Only the tables of the contract name single resources. Order, pages and filters are in test_lists, cursors in
test_cursors, wrong parameters in test_refused_parameters, and the documentation of everything in test_openapi.
"""

import asyncio
from datetime import datetime
from itertools import combinations
from typing import Any

import pytest
from fastapi.testclient import TestClient
from starlette.types import Message

from app.domain import edtf
from app.main import RESOURCES
from tests.api_requests import (
    ABOUT,
    ITEMS,
    LISTS,
    LISTS_WITHOUT_DATES,
    Params,
    ask,
    every_item,
    every_list,
    first_error,
    ids,
    items,
    parameters,
    required_parameters,
    sample,
    statements,
)
from tests.conftest import on_both, on_postgresql, on_sqlite
from tests.contract.test_refused_parameters import reference_parameters

pytestmark = on_sqlite

# Section 2: what each record has besides id, url, sources and updated_at.
DATE = "date date_start date_end date_precision"
FIELDS = {
    "/countries": "code kind alpha3 numeric name official_name aliases identifiers valid_from valid_until successors "
    "mechanisms missions",
    "/organizations": "code kind acronym name aliases identifiers members mechanism mechanisms",
    "/officials": "name aliases identifiers country positions external_ids",
    "/mechanisms": "acronym name aliases identifiers kind level members established established_start established_end "
    "established_precision meetings_count last_meeting",
    "/meetings": f"title type status overdue {DATE} mechanism session city venue country places countries participants "
    "topics agenda format part_of parts occasion agreements",
    "/agreements": f"title type status {DATE} city parties signatories mechanism meeting valid count topics amends "
    "replaces under contains text_url",
    "/trade-stats": f"indicator flow reporter partner product {DATE} value unit qualifier growth_percent kind "
    "as_written attributed_to estimate valuation instrument dimensions meeting mechanism",
    "/milestones": f"title type account {DATE} countries",
    "/commitments": "title by to made made_start made_end made_precision due due_start due_end due_precision value "
    "unit status overdue meeting mechanism statements",
    "/statements": f"speaker role kind summary topics about addressee meeting mechanism {DATE}",
    "/documents": f"title publisher author {DATE} language sha256 meetings",
    "/missions": "sender host city type opened opened_start opened_end opened_precision closed",
    "/timeline": f"kind title {DATE} mechanism countries",
}
NESTED_FIELDS = {
    "country countries reporter partner by to sender host successors member_parties organization": "code name kind",
    "parties": "code name kind signed ratified in_force ended how",
    "places": "city country date",
    "mechanism mechanisms": "id acronym name",
    "meeting meetings agreements last_meeting": "id title",
    "official": "id name",
    "participants": "official country role position",
    "signatories": "official country",
    "positions": "title class party body start end as_of",
    "external_ids": "wikidata",
    "identifiers": "scheme id url basis",
    "missions": "sender host city type opened closed",
    "product": "name system edition code hs",
    "sources": "document title publisher published paragraphs",
}
INNER = {name: set(fields.split()) for names, fields in NESTED_FIELDS.items() for name in names.split()}

# Section 3: the parameters.
OF_ALL = {"mechanism", "country", "document", "published_from", "published_to", "updated_since", "q"}
PAGING = {"sort", "limit", "cursor"}
SHOWING = {"as_of", "fields", "include", "shape", "group_by", "withdrawn"}
OF_GROUPS = {"sum"}
OF_DATED = {"date", "date_from", "date_to", "date_match", "precision"}
OF_SOME = {
    "between": {"/meetings", "/agreements", "/trade-stats", "/timeline", "/milestones", "/missions"},
    "official": {"/meetings", "/agreements", "/timeline"},
    **{name: {"/meetings", "/timeline"} for name in ("host", "venue", "with", "topic")},
    "overdue": {"/meetings", "/timeline", "/commitments"},
    **{name: {"/trade-stats"} for name in ("value_from", "value_to", "valuation", "estimate", "sum")},
    "publisher": {"/documents"},
    **{name: {"/trade-stats"} for name in ("indicator", "flow", "reporter", "partner", "product", "kind", "unit")},
}
OF_FIELD = {"topic": "topics", "type": "type", "status": "status", "city": "city"}


# --- lists and parameters --------------------------------------------------------------------


def test_lists_are_those_of_the_contract(client: TestClient) -> None:
    document = ask(client, "/openapi.json")["paths"]
    paths = {path: methods for path, methods in document.items() if "get" in methods}
    paths_with_pages = {
        path for path in paths if any(p["name"] == "cursor" for p in paths[path]["get"].get("parameters", []))
    }
    under = "/mechanisms/{id}/meetings"
    series = "/trade-stats/series"
    files = {f"{path}.{{format}}" for path in (*LISTS, *ABOUT, under, series)}
    assert {path for path in paths_with_pages if path.endswith(".{format}")} == files
    assert {path for path in paths_with_pages if "{id}" in path and not path.endswith("/history")} == {
        under,
        f"{under}.{{format}}",
    }
    paths_with_pages = {path for path in paths_with_pages if "{" not in path and not path.startswith("/reconcile/")}
    paths_with_pages -= {"/search", "/changes", "/revisions", series}
    assert paths_with_pages - set(ABOUT) == set(LISTS) == set(FIELDS)
    assert paths_with_pages - {"/timeline"} == {*ITEMS, *ABOUT}
    assert {resource.record_url("{id}") for resource in RESOURCES if not resource.address} <= set(paths)


@every_list
def test_list_has_the_parameters_of_the_contract(client: TestClient, path: str) -> None:
    contract_parameters = OF_ALL | PAGING | SHOWING | (set() if path in LISTS_WITHOUT_DATES else OF_DATED)
    contract_parameters |= {name for name, paths in OF_SOME.items() if path in paths}
    contract_parameters |= {name for name, field in OF_FIELD.items() if field in FIELDS[path].split()}
    openapi_parameters = parameters(client, path).keys()
    assert contract_parameters <= openapi_parameters


# --- every parameter does something --------------------------------------------------------


@every_list
def test_every_parameter_reaches_the_sql(client: TestClient, path: str) -> None:
    def sql(params: Params) -> tuple[list[Any], list[Any]]:
        with statements(client) as select_statements:
            ask(client, path, params)
        return [statement for statement in select_statements if ".body" in statement[0]], [
            statement for statement in select_statements if "count(" in statement[0]
        ]

    bare = sql({})
    selects = []
    for name in parameters(client, path).keys() - SHOWING - OF_GROUPS:  # which are about the same rows
        needs = required_parameters(path, name)
        without = sql(needs) if needs else bare
        with_it = sql({**needs, name: sample(client, path, name)})
        assert with_it[0] != without[0], name
        assert (with_it[1] == without[1]) is (name in PAGING), name
        selects.append(with_it[0])
    assert all(select != other_select for select, other_select in combinations(selects, 2)), (
        "two parameters do the same"
    )


@on_both
@every_list
def test_number_of_statements_is_constant(client: TestClient, path: str) -> None:
    """One statement reads the rows. Once per revision there are three more: for the count, the coverage and all names.

    The evidence of all records takes one more, and their histories three. If a list has no rows, the service also asks
    for the revision, and once for the documents that were read.
    """

    def count(params: Params) -> tuple[int, int]:
        with statements(client) as select_statements:
            ask(client, path, params)
            first = len(select_statements)
            ask(client, path, params)
        return first, len(select_statements) - first

    one_value_each = {name: [sample(client, path, name)] for name in reference_parameters(client, path)}
    several_values = one_value_each | {"country": ["KZ", "Turkey", "CHN"], "mechanism": ["JSPG", "HLSCC", "OTS"]}
    assert count({"limit": "1"}) == count({"limit": "1000"}) == (4, 1)
    assert {count({"limit": "1", **one_value_each}), count({"limit": "1000", **several_values})} <= {(5, 1), (6, 2)}
    assert count({"limit": "1", "include": "evidence"}) == count({"limit": "1000", "include": "evidence"}) == (5, 3)
    assert count({"limit": "1", "include": "history"}) == count({"limit": "1000", "include": "history"}) == (7, 5)


# --- the envelope and the headers ----------------------------------------------------------


@every_list
def test_envelope(client: TestClient, path: str) -> None:
    first = client.get(path, params={"limit": "1"})
    body = first.json()
    assert list(body) == ["items", "total", "next_cursor", "coverage_until"]
    assert len(body["items"]) == 1 < body["total"]
    assert first.headers["X-Total-Count"] == str(body["total"])
    assert first.links.keys() == {"first", "next"}
    assert client.get(first.links["first"]["url"]).json() == body
    following = client.get(path, params={"limit": "1", "cursor": body["next_cursor"]})
    assert client.get(first.links["next"]["url"]).json() == following.json()
    assert following.headers["ETag"] != first.headers["ETag"]
    assert following.links["first"]["url"] == first.links["first"]["url"]
    whole = client.get(path, params={"limit": "1000"})
    assert whole.json()["next_cursor"] is None
    assert whole.links.keys() == {"first"}


@every_list
def test_conditional_requests_head_and_cors(client: TestClient, path: str) -> None:
    origin = {"Origin": "https://example.org"}
    for url in [f"{path}?limit=2", items(client, path)[0]["url"]]:
        answer = client.get(url, headers=origin)
        tag = answer.headers["ETag"]
        assert tag.startswith('"')
        assert answer.headers["Cache-Control"]
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        exposed_headers = answer.headers["Access-Control-Expose-Headers"].split(", ")
        assert {"Link", "ETag", "X-Total-Count"} <= set(exposed_headers)
        for tag_list in [tag, f"W/{tag}", f'"other", {tag}', "*"]:
            not_modified = client.get(url, headers={"If-None-Match": tag_list})
            assert (not_modified.status_code, not_modified.content, not_modified.headers["ETag"]) == (304, b"", tag), (
                tag_list
            )
            assert not_modified.headers["Cache-Control"] == answer.headers["Cache-Control"]
        assert client.get(url, headers={"If-None-Match": '"other"'}).content == answer.content
        head = client.head(url, headers=origin)
        assert (head.status_code, head.content) == (200, b"")
        assert {**head.headers, "x-request-id": ""} == {**answer.headers, "x-request-id": ""}
        preflight = client.options(url, headers={**origin, "Access-Control-Request-Method": "GET"})
        assert preflight.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("url", ["/meetings", "/meetings/jspg-kz-tr-8", "/meetings/none", "/livez"])
def test_head_sends_no_body(client: TestClient, url: str) -> None:
    """This calls the application directly, because the test client drops bodies that it should not get."""

    def bodies(method: str) -> bytes:
        messages: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            messages.append(message)

        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "path": url,
            "query_string": b"",
            "headers": [],
        }

        async def call() -> None:
            await client.app(scope, receive, send)

        asyncio.run(call())
        return b"".join(message.get("body", b"") for message in messages)

    assert bodies("GET")
    assert not bodies("HEAD")


# --- the records ---------------------------------------------------------------------------


def nested_faults(value: Any, place: str = "") -> list[str]:
    """Where a nested record lacks a field. A party must have exactly its three fields."""
    faults = []
    for key, inner in value.items() if isinstance(value, dict) else []:
        for item in inner if isinstance(inner, list) else [inner]:
            required_fields = INNER.get(key)
            if required_fields and isinstance(item, dict):
                if not required_fields <= item.keys() or ("code" in item and item.keys() != required_fields):
                    faults.append(f"{place}.{key}: {sorted(item)}")
            elif required_fields and item is not None:
                faults.append(f"{place}.{key}: {item!r}")
            faults += nested_faults(item, f"{place}.{key}")
    return faults


@every_list
def test_records_have_the_fields_of_the_contract(client: TestClient, path: str) -> None:
    for item in items(client, path):
        assert {"id", "url", "title", "label", "sources", "updated_at", *FIELDS[path].split()} <= item.keys(), item[
            "id"
        ]
        assert not nested_faults(item), item["id"]
        assert datetime.fromisoformat(item["updated_at"]).tzinfo
        for name in [key.removesuffix("_precision") for key in item if key.endswith("_precision")]:
            group = [item[name + part] for part in ("", "_start", "_end", "_precision")]
            if any(group):
                span = edtf.parse_event(group[0])
                start = span.start and f"{span.start}"
                assert group == [span.text, start, f"{span.end}", span.precision], item["id"]


@pytest.mark.parametrize(
    ("path", "title", "label"),
    [
        ("/meetings/jspg-kz-tr-8", "Eighth meeting of the Kazakhstan–Türkiye Joint Strategic Planning Group", None),
        ("/officials/hakan-fidan", "Hakan Fidan", "Hakan Fidan, Foreign Minister, Türkiye"),
        ("/countries/TR", "Türkiye", None),
        ("/mechanisms/ots", "Organization of Turkic States", "Organization of Turkic States (OTS)"),
        ("/documents/jspg-8-preview", None, "Report by Nuha Jaber, 27 Jan – 2 Feb 2026"),
        (
            "/trade-stats/trade-2024-musabekova",
            "Trade turnover, Kazakhstan and Türkiye: reached $5 billion dollars (2024)",
            "Trade turnover, Kazakhstan and Türkiye",
        ),
        (
            "/trade-conflicts/trade-turnover-kz-tr-2024",
            "Trade turnover, Kazakhstan and Türkiye: figures compared",
            "Trade turnover, Kazakhstan and Türkiye, 2024",
        ),
    ],
)
def test_titles_and_labels(client: TestClient, path: str, title: str | None, label: str | None) -> None:
    record = ask(client, path)
    assert (record["title"], record["label"]) == (title, label or title)


@every_list
def test_records_have_sources_and_a_url_of_their_own(client: TestClient, path: str) -> None:
    """Requests each seventh record. ``test_an_item_is_found_in_any_case`` requests all of them."""
    length = {document["id"]: document["paragraphs"] for document in items(client, "/documents")}
    records = items(client, path)
    for item in records[::7]:
        assert ask(client, item["url"])["id"] == item["id"]
    for item in records:
        assert item["sources"] or (
            path in ("/countries", "/organizations") and not (item.get("mechanisms") or item.get("mechanism"))
        ), item["id"]
        for source in item["sources"]:
            numbers = source["paragraphs"]
            assert numbers == sorted(set(numbers)), item["id"]
            assert 1 <= numbers[0] <= numbers[-1] <= length[source["document"]], item["id"]


# --- one record ----------------------------------------------------------------------------


@on_postgresql
@every_item
def test_an_item_is_found_in_any_case(client: TestClient, path: str) -> None:
    for item in items(client, path):
        assert item["url"] == f"{path}/{item['id']}"
        assert ask(client, f"{path}/{item['id'].swapcase()}") == item


@every_item
def test_a_wrong_id_is_not_found_with_the_nearest(client: TestClient, path: str) -> None:
    record_ids = ids(client, path)
    for record in record_ids[:: len(record_ids) // 20 + 1]:
        if client.get(f"{path}/{record}x").status_code == 200:  # LU and LUX are codes of one country
            continue
        error = first_error(client, f"{path}/{record}x", status=404)
        assert (error["parameter"], error["value"]) == ("id", f"{record}x")
        assert record in error["suggestions"]


@on_postgresql
@every_item
@pytest.mark.parametrize("id", ["%00", "a%00", "%20", "%ff", "💥", "-", "x" * 10_000])
def test_an_impossible_id_is_not_an_internal_error(client: TestClient, path: str, id: str) -> None:
    response = client.get(f"{path}/{id}")
    assert response.status_code in (404, 422)
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["errors"][0]["parameter"] == "id"


@every_item
def test_an_item_takes_no_parameters(client: TestClient, path: str) -> None:
    record = ids(client, path)[0]
    for name in ("mechanism", "limit", "q", "shape"):
        error = first_error(client, f"{path}/{record}", {name: "1"})
        assert (error["parameter"], error["value"]) == (name, "1")
