"""JSON-LD: what each record is in schema.org, where it is, and what it derives from; and who is given it."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.jsonld import MEDIA_TYPE
from app.main import RESOURCES
from tests.asking import ask, items

HERE = "http://testserver"
LISTS = [resource.path for resource in RESOURCES]
ITEMS = [path for path in LISTS if path != "/timeline"]
TYPES: dict[str, set[str]] = {
    "/meetings": {"Event"},
    "/agreements": {"CreativeWork"},
    "/trade-stats": {"Dataset"},
    "/timeline": {"Event", "CreativeWork"},
    "/milestones": {"Event"},
    "/commitments": {"PlanAction"},
    "/mechanisms": {"Organization"},
    "/officials": {"Person"},
    "/countries": {"Country"},
    "/documents": {"Article", "prov:Entity"},
    "/evidence": {"Dataset"},
    "/trade-stats/conflicts": {"Dataset"},
}
ALL = {"limit": "1000"}


def linked(client: TestClient, path: str, params: Any = None) -> Any:
    response = client.get(path, params=params, headers={"Accept": MEDIA_TYPE})
    assert (response.status_code, response.headers["content-type"]) == (200, MEDIA_TYPE)
    return response.json()


def types(node: Any) -> set[str]:
    return set(node["@type"]) if isinstance(node["@type"], list) else {node["@type"]}


def check(node: Any, record: Any, path: str) -> None:
    assert node["@id"] == HERE + record["url"]
    assert types(node) <= TYPES[path]
    assert node["name"]
    assert node["dateModified"] == record["updated_at"]
    derived = node.get("prov:wasDerivedFrom", [])
    expected = [] if path == "/documents" else record["sources"]
    assert [one["@id"] for one in derived] == [f"{HERE}/documents/{source['document']}" for source in expected]
    assert all(types(one) == {"Article", "prov:Entity"} for one in derived)
    assert bool(derived) == (path != "/documents")


@pytest.mark.parametrize("path", LISTS)
def test_list_is_a_graph_of_its_records(client: TestClient, path: str) -> None:
    answer = linked(client, path, ALL)
    records = items(client, path)
    assert answer["@context"][0] == "https://schema.org"
    assert answer["@context"][1] == {"prov": "http://www.w3.org/ns/prov#"}
    assert records
    for node, record in zip(answer["@graph"], records, strict=True):
        check(node, record, path)
    assert {kind for node in answer["@graph"] for kind in types(node)} == TYPES[path]


@pytest.mark.parametrize("path", ITEMS)
def test_item_is_the_node_of_its_list(client: TestClient, path: str) -> None:
    for node in linked(client, path, {"limit": "3"})["@graph"]:
        answer = linked(client, node["@id"].removeprefix(HERE))
        assert answer.pop("@context")
        assert answer == node


def test_every_address_leads_somewhere(client: TestClient) -> None:
    def addresses(node: Any) -> set[str]:
        if isinstance(node, list):
            return {found for one in node for found in addresses(one)}
        if isinstance(node, dict):
            own = {node["@id"]} if "@id" in node else set()
            return own.union(*(addresses(one) for name, one in node.items() if name != "@context"))
        return set()

    found = {address for path in LISTS if path != "/evidence" for address in addresses(linked(client, path, ALL))}
    assert len(found) > 100
    for address in found:
        assert address.startswith(HERE)
        assert ask(client, address.removeprefix(HERE))["url"] == address.removeprefix(HERE)


def test_meeting_is_an_event(client: TestClient) -> None:
    node = linked(client, "/meetings/jspg-kz-tr-8")
    assert (node["@type"], node["startDate"], node["endDate"]) == ("Event", "2026-02-02", "2026-02-02")
    assert node["location"] == {"@type": "Place", "name": "Ankara"}
    assert node["organizer"]["@id"] == f"{HERE}/mechanisms/jspg-kz-tr"
    people = [one["name"] for one in node["attendee"] if one["@type"] == "Person"]
    assert people == ["Hakan Fidan", "Yermek Kosherbayev"]


def test_figure_is_a_dataset_that_says_what_it_measures(client: TestClient) -> None:
    node = linked(client, "/trade-stats/trade-2024-musabekova")
    assert node["variableMeasured"]["value"] == 5_000_000_000
    assert node["variableMeasured"]["unitText"] == "USD"
    assert node["temporalCoverage"] == "2024"
    assert [one["name"] for one in node["spatialCoverage"]] == ["Kazakhstan", "Türkiye"]


def test_unknown_values_are_left_out(client: TestClient) -> None:
    node = linked(client, "/meetings/ots-summit-13")
    assert "startDate" not in node
    assert not [name for name, value in node.items() if value in (None, [], {})]


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("application/ld+json", True),
        ("Application/LD+JSON", True),
        ("application/ld+json, application/json;q=0.9", True),
        ("application/ld+json;q=0.5, */*;q=0.1", True),
        ('text/html, application/ld+json; profile="http://www.w3.org/ns/json-ld#compacted"', True),
        ("application/json, application/ld+json;q=0.9", False),
        ("application/json", False),
        ("*/*", False),
        ("application/*", False),
        ("text/html, */*;q=0.8", False),
        ("application/ld+json;q=0", False),
        ("application/ld+json; q=0.0, */*", False),
        ("application/ld+json;Q=0", False),
        ("application/ld+json;q=x", False),
        ("application/ld+jsonx", False),
        ("", False),
        (";;,,q=1;", False),
        ("\u00e9", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/meetings", "/meetings/jspg-kz-tr-8"])
def test_accept_decides(client: TestClient, path: str, accept: str, given: bool) -> None:
    response = client.get(path, headers={b"accept": accept.encode("latin-1")})
    assert response.status_code == 200
    assert response.headers["content-type"] == (MEDIA_TYPE if given else "application/json")
    assert "accept" in [name.strip().lower() for name in response.headers["vary"].split(",")]


@pytest.mark.parametrize("path", LISTS)
def test_plain_json_is_what_it_was(client: TestClient, path: str) -> None:
    plain = client.get(path, headers={"Accept": "*/*"})
    asked = client.get(path, headers={"Accept": "application/json, application/ld+json;q=0.5"})
    assert plain.content == asked.content
    assert plain.headers["etag"] == asked.headers["etag"]
    assert plain.json().keys() == {"items", "total", "next_cursor", "coverage_until"}
    assert not [name for record in plain.json()["items"] for name in record if name.startswith("@")]


def test_list_is_still_paged_and_cached(client: TestClient) -> None:
    plain = client.get("/meetings", params={"limit": "2"})
    answer = client.get("/meetings", params={"limit": "2"}, headers={"Accept": MEDIA_TYPE})
    for name in ("link", "x-total-count"):
        assert answer.headers[name] == plain.headers[name]
    assert answer.headers["etag"] != plain.headers["etag"]
    again = {"Accept": MEDIA_TYPE, "If-None-Match": answer.headers["etag"]}
    kept = client.get("/meetings", params={"limit": "2"}, headers=again)
    assert (kept.status_code, kept.headers["vary"]) == (304, answer.headers["vary"])
    assert client.get("/meetings", params={"limit": "2"}, headers={**again, "Accept": "*/*"}).status_code == 200


def test_mistake_is_told_as_a_problem(client: TestClient) -> None:
    response = client.get("/meetings", params={"mechanism": "JSPQ"}, headers={"Accept": MEDIA_TYPE})
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
