"""JSON-LD: what each record is in schema.org, its address, what it derives from, and which clients get it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.formats import jsonld
from app.api.formats.jsonld import MEDIA_TYPE
from app.main import RESOURCES
from app.resources import trade_stats
from tests.api_requests import ask, items
from tests.conftest import ROOT, SharedDatabases, on_sqlite

pytestmark = on_sqlite

ORIGIN = "http://testserver"
LISTS = [resource.path for resource in RESOURCES]
ITEMS = [path for path in LISTS if path != "/timeline"]
TYPES: dict[str, set[str]] = {
    "/meetings": {"Event"},
    "/agreements": {"CreativeWork"},
    "/trade-stats": {"Dataset"},
    "/timeline": {"Event", "CreativeWork"},
    "/milestones": {"Event"},
    "/commitments": {"PlanAction"},
    "/statements": {"Message"},
    "/mechanisms": {"Organization"},
    "/missions": {"GovernmentOrganization"},
    "/officials": {"Person"},
    "/countries": {"Country", "AdministrativeArea"},
    "/organizations": {"Organization"},
    "/documents": {"Article", "prov:Entity"},
    "/evidence": {"CreativeWork"},
    "/trade-stats/conflicts": {"Dataset"},
    "/conflicts": {"CreativeWork"},
}
WHOLE_LIST = {"limit": "1000"}


def ask_jsonld(client: TestClient, path: str, params: Any = None) -> Any:
    response = client.get(path, params=params, headers={"Accept": MEDIA_TYPE})
    assert (response.status_code, response.headers["content-type"]) == (200, MEDIA_TYPE)
    return response.json()


def types(node: Any) -> set[str]:
    return set(node["@type"]) if isinstance(node["@type"], list) else {node["@type"]}


def check(node: Any, record: Any, path: str) -> None:
    assert node["@id"] == ORIGIN + record["url"]
    assert types(node) <= TYPES[path]
    assert node["name"]
    assert node.get("dateModified", node.get("subjectOf", {}).get("dateModified")) == record["updated_at"]
    source_nodes = node.get("prov:wasDerivedFrom", [])
    expected = [] if path == "/documents" else record["sources"]
    assert [source_node["@id"] for source_node in source_nodes] == [
        f"{ORIGIN}/documents/{source['document']}" for source in expected
    ]
    assert all(types(source_node) == {"CreativeWork", "prov:Entity"} for source_node in source_nodes)
    # of these, most are named by no document
    assert source_nodes or path in ("/documents", "/countries", "/organizations")


@pytest.mark.parametrize("path", LISTS)
def test_list_is_a_graph_of_its_records(client: TestClient, path: str) -> None:
    answer = ask_jsonld(client, path, WHOLE_LIST)
    records = ask(client, path, WHOLE_LIST)["items"]
    assert answer["@context"][0] == "https://schema.org"
    assert answer["@context"][1] == {"prov": "http://www.w3.org/ns/prov#"}
    assert records
    for node, record in zip(answer["@graph"], records, strict=True):
        check(node, record, path)
    assert {kind for node in answer["@graph"] for kind in types(node)} == TYPES[path]


@pytest.mark.parametrize("path", ITEMS)
def test_item_is_the_node_of_its_list(client: TestClient, path: str) -> None:
    for node in ask_jsonld(client, path, {"limit": "3"})["@graph"]:
        answer = ask_jsonld(client, node["@id"].removeprefix(ORIGIN))
        assert answer.pop("@context")
        assert answer == node


@pytest.mark.thorough
def test_every_address_leads_somewhere(client: TestClient) -> None:
    def addresses(node: Any) -> set[str]:
        if isinstance(node, list):
            return {address for inner in node for address in addresses(inner)}
        if isinstance(node, dict):
            node_ids = {node["@id"]} if "@id" in node else set()
            return node_ids.union(*(addresses(inner) for name, inner in node.items() if name != "@context"))
        return set()

    linked_addresses = {address for path in LISTS for address in addresses(ask_jsonld(client, path, WHOLE_LIST))}
    assert len(linked_addresses) > 100
    for address in linked_addresses:
        assert address.startswith(ORIGIN)
        assert ask(client, address.removeprefix(ORIGIN))["url"] == address.removeprefix(ORIGIN)


# --- schema.org ----------------------------------------------------------------------------


@pytest.fixture(params=["seed", "wider", "hard"])
def database(request: pytest.FixtureRequest, backend: str, databases: SharedDatabases) -> TestClient:
    """A client of the seed alone, of the seed with ``tests/data``, or of the seed with records that are hard to
    write."""
    additions = {"seed": (), "wider": (ROOT / "tests" / "data",), "hard": (databases.difficult_seed(),)}
    return databases.client(backend, *additions[request.param])


PARENTS = {
    "Article": "CreativeWork", "Report": "CreativeWork",
    "Dataset": "CreativeWork", "GovernmentOrganization": "Organization", "Country": "Place",
    "PlanAction": "Action", "Message": "CreativeWork",
}  # fmt: skip
AGENTS = {"Organization", "Person"}
DAY = {"Date", "DateTime"}
SCHEMA_ORG: dict[str, tuple[set[str], set[str]]] = {
    "about": ({"CreativeWork", "Event"}, {"Thing"}),
    "abstract": ({"CreativeWork"}, {"Text"}),
    "actionStatus": ({"Action"}, {"ActionStatusType"}),
    "affiliation": ({"Person"}, {"Organization"}),
    "agent": ({"Action"}, AGENTS),
    "alternateName": ({"Thing"}, {"Text"}),
    "archivedAt": ({"CreativeWork"}, {"URL", "CreativeWork"}),
    "areaServed": ({"Organization"}, {"Place", "Text"}),
    "attendee": ({"Event"}, AGENTS),
    "author": ({"CreativeWork"}, AGENTS),
    "contentUrl": ({"MediaObject"}, {"Text"}),
    "contributor": ({"CreativeWork", "Event"}, AGENTS),
    "dateCreated": ({"CreativeWork"}, DAY),
    "dateModified": ({"CreativeWork"}, DAY),
    "datePublished": ({"CreativeWork"}, DAY),
    "description": ({"Thing"}, {"Text"}),
    "encoding": ({"CreativeWork"}, {"MediaObject"}),
    "endDate": ({"Event"}, DAY),
    "eventAttendanceMode": ({"Event"}, {"EventAttendanceModeEnumeration"}),
    "eventStatus": ({"Event"}, {"EventStatusType"}),
    "foundingDate": ({"Organization"}, {"Date"}),
    "hasPart": ({"CreativeWork"}, {"CreativeWork"}),
    "identifier": ({"Thing"}, {"Text", "PropertyValue"}),
    "inLanguage": ({"CreativeWork", "Event"}, {"Text", "Language"}),
    "isBasedOn": ({"CreativeWork"}, {"CreativeWork"}),
    "isPartOf": ({"CreativeWork"}, {"CreativeWork"}),
    "jobTitle": ({"Person"}, {"Text"}),
    "keywords": ({"CreativeWork"}, {"Text"}),
    "license": ({"CreativeWork"}, {"URL", "CreativeWork"}),
    "location": ({"Action", "Event", "Organization"}, {"Place", "Text"}),
    "maxValue": ({"PropertyValue"}, {"Number"}),
    "member": ({"Organization"}, AGENTS),
    "minValue": ({"PropertyValue"}, {"Number"}),
    "name": ({"Thing"}, {"Text"}),
    "organizer": ({"Event"}, AGENTS),
    "parentOrganization": ({"Organization"}, {"Organization"}),
    "participant": ({"Action"}, AGENTS),
    "publisher": ({"CreativeWork"}, AGENTS),
    "recipient": ({"Message"}, AGENTS),
    "sender": ({"Message"}, AGENTS),
    "spatialCoverage": ({"CreativeWork"}, {"Place"}),
    "sameAs": ({"Thing"}, {"Text"}),
    "startDate": ({"Event"}, DAY),
    "subjectOf": ({"Thing"}, {"CreativeWork", "Event"}),
    "subEvent": ({"Event"}, {"Event"}),
    "superEvent": ({"Event"}, {"Event"}),
    "temporalCoverage": ({"CreativeWork"}, {"Text"}),
    "text": ({"CreativeWork"}, {"Text"}),
    "unitText": ({"PropertyValue"}, {"Text"}),
    "url": ({"Thing"}, {"URL"}),
    "value": ({"PropertyValue"}, {"Number", "Text"}),
    "version": ({"CreativeWork"}, {"Number", "Text"}),
    "variableMeasured": ({"Dataset"}, {"PropertyValue", "Text"}),
}
"""For each property that we use: the types that may have it, and the types of its value, as schema.org says."""
ENUMERATIONS = {
    "EventAttendanceModeEnumeration": {"https://schema.org/OnlineEventAttendanceMode"},
    "EventStatusType": {f"https://schema.org/Event{status}" for status in ("Scheduled", "Postponed", "Cancelled")},
    "ActionStatusType": {"https://schema.org/PotentialActionStatus", "https://schema.org/CompletedActionStatus"},
}
EDTF = r"\d{4}(-\d\d(-\d\d)?)?"


def every_type(node: Any) -> set[str]:
    """The types of a node, and those above them in schema.org. A bare reference has none."""
    type_names = (
        {type_name for type_name in types(node) if not type_name.startswith("prov:")} if "@type" in node else {"any"}
    )
    return type_names | {PARENTS[type_name] for type_name in type_names if type_name in PARENTS} | {"Thing"}


def fits(value: Any, ranges: set[str]) -> bool:
    if isinstance(value, dict):
        return bool(every_type(value) & ranges) or "any" in every_type(value)
    if isinstance(value, int | float):
        return "Number" in ranges and not isinstance(value, bool)
    date_match = re.fullmatch(EDTF, value) or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", value)
    if ranges & DAY:
        return bool(date_match)
    if "URL" in ranges:
        return str(value).startswith(ORIGIN)
    return "Text" in ranges or any(value in ENUMERATIONS.get(type_name, ()) for type_name in ranges)


def unfit_parameters(node: Any, place: str = "") -> Iterator[str]:
    """The properties that schema.org does not give to such a node, or whose values it does not allow."""
    for name, values in node.items():
        inner_place = f"{place}.{name}"
        elements = values if isinstance(values, list) else [values]
        if name.startswith("@") or name == "prov:wasDerivedFrom":
            pass
        elif name not in SCHEMA_ORG:
            yield f"{inner_place}: it is not in the table"
        else:
            domain, ranges = SCHEMA_ORG[name]
            if not every_type(node) & domain:
                yield f"{inner_place}: {node.get('@type')} has no such property"
            yield from (f"{inner_place}: {item!r} is none of {ranges}" for item in elements if not fits(item, ranges))
        yield from (
            fault for item in elements if isinstance(item, dict) for fault in unfit_parameters(item, inner_place)
        )


@pytest.mark.parametrize("path", LISTS)
def test_every_property_is_of_its_range(database: TestClient, path: str) -> None:
    graph = ask_jsonld(database, path, WHOLE_LIST)["@graph"]
    assert [fault for node in graph for fault in unfit_parameters(node, node["@id"])] == []
    for node in graph:
        if "Dataset" in types(node):
            assert node["description"]


def test_the_table_finds_what_is_wrong() -> None:
    country = {"@type": "Country", "name": "Kazakhstan"}
    wrong_nodes = [
        {"@type": "Event", "attendee": [country]},
        {"@type": "Event", "dateModified": "2026"},
        {"@type": "Article", "datePublished": "2026-01-27/2026-02-02"},
        {"@type": "PlanAction", "agent": country},
        {"@type": "PlanAction", "endTime": "2026-01-01"},
        {"@type": "Event", "eventStatus": "held"},
        {"@type": "Dataset", "spatialCoverage": ["Kazakhstan"]},
    ]
    assert [len(list(unfit_parameters(node))) for node in wrong_nodes] == [1] * len(wrong_nodes)


DATES = {"startDate": "date", "endDate": "date", "dateCreated": "date", "datePublished": "date",
         "foundingDate": "established"}  # fmt: skip


@pytest.mark.parametrize("path", LISTS)
def test_no_date_says_more_than_the_record(database: TestClient, path: str) -> None:
    """A date is as exact as that of the record, or less exact. Of several days a meeting has the first and the last,
    and other records have neither."""
    for node, record in zip(
        ask_jsonld(database, path, WHOLE_LIST)["@graph"], ask(database, path, WHOLE_LIST)["items"], strict=True
    ):
        for name in DATES.keys() & node.keys():
            first, _, last = record[DATES[name]].partition("/")
            if name in ("startDate", "endDate") and len(first) == len(last) == 10 and "meetings" in record["url"]:
                assert node[name] == (first if name == "startDate" else last)
            else:
                assert first.startswith(node[name])
                assert (last or first).startswith(node[name])
                assert name != "endDate" or record["date_precision"] == "day"
        for source_node, source in zip(node.get("prov:wasDerivedFrom", []), record["sources"], strict=False):
            for day in (source["published"] or "").split("/"):
                assert day.startswith(source_node.get("datePublished", ""))


@pytest.mark.parametrize(
    ("edtf", "point", "lasting"),
    [
        ("2026-02-02", "2026-02-02", ("2026-02-02", "2026-02-02")),
        ("1992-10", "1992-10", ("1992-10", None)),
        ("0988", "0988", ("0988", None)),
        ("2026-01-27/2026-02-02", "2026", ("2026-01-27", "2026-02-02")),
        ("2026-01-27/2026-01-29", "2026-01", ("2026-01-27", "2026-01-29")),
        ("2025-12-30/2026-01-02", None, ("2025-12-30", "2026-01-02")),
        ("2025/2026-02", None, (None, None)),
        ("2025-01/2025-06", "2025", ("2025", None)),
        (None, None, (None, None)),
    ],
)
def test_dates(edtf: str | None, point: str | None, lasting: Any) -> None:
    assert jsonld.point(edtf) == point
    assert jsonld.begin_and_end(edtf) == lasting


@pytest.mark.parametrize(
    ("qualifier", "expected"),
    [
        ("exact", {"value": 100}),
        ("about", {"value": 100}),  # the description says so; no text states limits
        ("nearly", {"maxValue": 100}),
        ("over", {"minValue": 100}),
        ("under", {"maxValue": 100}),
    ],
)
def test_a_figure_has_the_bounds_that_its_words_state(client: TestClient, qualifier: str, expected: Any) -> None:
    record = ask(client, "/trade-stats/trade-2024-musabekova") | {"value": 100, "qualifier": qualifier}
    node = jsonld.node(trade_stats.resource, record, ORIGIN)
    assert {
        name: value for name, value in node["variableMeasured"].items() if "alue" in name and name[0] != "@"
    } == expected


def test_a_promise_says_by_whom_and_when(client: TestClient) -> None:
    for node, record in zip(
        ask_jsonld(client, "/commitments", WHOLE_LIST)["@graph"], items(client, "/commitments"), strict=True
    ):
        assert [party["areaServed"]["name"] for party in node["agent"]] == [party["name"] for party in record["by"]]
        start, _, end = node["subjectOf"].get("temporalCoverage", "../..").partition("/")
        assert start == (record["made"] or "..").partition("/")[0]
        assert end == (record["due"] or "..").rpartition("/")[2]


def test_meeting_is_an_event(client: TestClient) -> None:
    node = ask_jsonld(client, "/meetings/jspg-kz-tr-8")
    assert (node["@type"], node["startDate"], node["endDate"]) == ("Event", "2026-02-02", "2026-02-02")
    assert node["location"] == {"@type": "Place", "name": "Ankara"}
    assert node["organizer"]["@id"] == f"{ORIGIN}/mechanisms/jspg-kz-tr"
    people = [attendee["name"] for attendee in node["attendee"] if attendee["@type"] == "Person"]
    assert people == ["Hakan Fidan", "Yermek Kosherbayev"]


def test_figure_is_a_dataset_that_says_what_it_measures(client: TestClient) -> None:
    node = ask_jsonld(client, "/trade-stats/trade-2024-musabekova")
    assert node["variableMeasured"]["value"] == 5_000_000_000
    assert node["variableMeasured"]["unitText"] == "USD"
    assert node["temporalCoverage"] == "2024"
    assert [country["name"] for country in node["spatialCoverage"]] == ["Kazakhstan", "Türkiye"]


def test_unknown_values_are_left_out(client: TestClient) -> None:
    node = ask_jsonld(client, "/meetings/academic-conference-turkic-states-1")
    assert "startDate" not in node
    assert not [name for name, value in node.items() if value in (None, [], {})]


@pytest.mark.parametrize(
    ("accept", "is_linked_data"),
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
def test_accept_decides(client: TestClient, path: str, accept: str, is_linked_data: bool) -> None:
    response = client.get(path, headers={b"accept": accept.encode("latin-1")})
    assert response.status_code == 200
    assert response.headers["content-type"] == (MEDIA_TYPE if is_linked_data else "application/json")
    assert "accept" in [name.strip().lower() for name in response.headers["vary"].split(",")]


@pytest.mark.parametrize("path", LISTS)
def test_plain_json_is_what_it_was(client: TestClient, path: str) -> None:
    plain = client.get(path, headers={"Accept": "*/*"})
    response = client.get(path, headers={"Accept": "application/json, application/ld+json;q=0.5"})
    assert plain.content == response.content
    assert plain.headers["etag"] == response.headers["etag"]
    assert plain.json().keys() == {"items", "total", "next_cursor", "coverage_until"}
    assert not [name for record in plain.json()["items"] for name in record if name.startswith("@")]


def test_list_is_still_paged_and_cached(client: TestClient) -> None:
    plain = client.get("/meetings", params={"limit": "2"})
    answer = client.get("/meetings", params={"limit": "2"}, headers={"Accept": MEDIA_TYPE})
    for name in ("link", "x-total-count"):
        assert answer.headers[name] == plain.headers[name]
    assert answer.headers["etag"] != plain.headers["etag"]
    again = {"Accept": MEDIA_TYPE, "If-None-Match": answer.headers["etag"]}
    second_answer = client.get("/meetings", params={"limit": "2"}, headers=again)
    assert (second_answer.status_code, second_answer.headers["vary"]) == (304, answer.headers["vary"])
    assert client.get("/meetings", params={"limit": "2"}, headers={**again, "Accept": "*/*"}).status_code == 200


def test_mistake_is_told_as_a_problem(client: TestClient) -> None:
    response = client.get("/meetings", params={"mechanism": "JSPQ"}, headers={"Accept": MEDIA_TYPE})
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
