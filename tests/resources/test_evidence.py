"""Evidence through the API: every value leads to the paragraph that states it, in lists, records and documents."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import SEED_MODELS, MissionSeed, OrganizationSeed, SeedRecord
from app.main import RESOURCES
from tests.api_requests import ask, first_error, ids, items, statements
from tests.conftest import on_both, on_sqlite
from tests.seed_copies import SEED

pytestmark = on_sqlite

Place = dict[str, Any]
WHOLE_LIST = {"limit": "1000"}
LISTS = [resource.path for resource in RESOURCES]
PATHS_WITH_EVIDENCE = [path for path in LISTS if path != "/evidence"]
WITH_EVIDENCE = {"include": "evidence"}


@cache
def seed() -> Seed:
    return Seed(SEED)


@pytest.fixture(scope="module")
def places(client: TestClient) -> list[Place]:
    return items(client, "/evidence")


# --- the list ------------------------------------------------------------------------------


@on_both
@pytest.mark.parametrize(
    ("params", "holds"),
    [
        ({"record": "jspg-kz-tr-8"}, lambda p: p["record"]["id"] == "jspg-kz-tr-8"),
        ({"record": "JSPG-KZ-TR-8"}, lambda p: p["record"]["id"] == "jspg-kz-tr-8"),
        ({"record": ["KZ", "ots"]}, lambda p: p["record"]["id"] in ("KZ", "ots")),
        ({"kind": "mission"}, lambda p: p["record"]["kind"] == "mission"),
        ({"kind": ["meeting", "trade-stat"]}, lambda p: p["record"]["kind"] in ("meeting", "trade-stat")),
        ({"field": "date"}, lambda p: "date" in p["fields"]),
        ({"field": "!date"}, lambda p: "date" not in p["fields"]),
        ({"field": ["session", "participants"]}, lambda p: {"session", "participants"} & {*p["fields"]}),
        ({"document": "jspg-8-report"}, lambda p: p["document"] == "jspg-8-report"),
        ({"method": "inferred"}, lambda p: p["method"] == "inferred"),
        ({"published_from": "2026-02-03"}, lambda p: p["document"] in ("jspg-8-report", "jspg-8-erdogan-talks")),
        (
            {"record": "jspg-kz-tr-8", "field": "date", "document": "jspg-8-report"},
            lambda p: (p["record"]["id"], p["document"]) == ("jspg-kz-tr-8", "jspg-8-report") and "date" in p["fields"],
        ),
    ],
)
def test_filter(client: TestClient, places: list[Place], params: Any, holds: Callable[[Place], bool]) -> None:
    expected = [place for place in places if holds(place)]
    assert expected
    assert items(client, "/evidence", params) == expected


def test_place_is_as_in_the_seed(client: TestClient) -> None:
    (place,) = items(client, "/evidence", {"record": "jspg-kz-tr-8", "field": "date", "document": "jspg-8-report"})
    assert place == {
        "id": "meeting.jspg-kz-tr-8.date.jspg-8-report.260",
        "url": "/evidence/meeting.jspg-kz-tr-8.date.jspg-8-report.260",
        "html_url": "/explore/documents/jspg-8-report#p1",
        "title": "meeting.jspg-kz-tr-8.date.jspg-8-report.260",
        "label": "date of meeting jspg-kz-tr-8: jspg-8-report, ¶ 1",
        "record": {"kind": "meeting", "id": "jspg-kz-tr-8", "url": "/meetings/jspg-kz-tr-8"},
        "fields": ["date"],
        "document": "jspg-8-report",
        "paragraph": 1,
        "start": 260,
        "end": 266,
        "row": None,
        "columns": [],
        "sha256": "9ec261137f3bd7d8f6f177273344c2733f0fdcc1cd323dd6a1cfda0c5d3d3a96",
        "as_written": "Feb. 2",
        "says": None,
        "method": "inferred",
        "reason": "The day is stated; the year is that of the report of 3 February 2026.",
        "reviewed": 1,
        "quote": None,
        "sources": place["sources"],
        "updated_at": place["updated_at"],
    }
    assert [source["document"] for source in place["sources"]] == ["jspg-8-report"]
    assert ask(client, place["url"]) == place


@pytest.mark.parametrize(
    ("params", "nearest"),
    [
        ({"record": "jspg-kz-tr-9"}, "jspg-kz-tr-8"),
        ({"field": "dat"}, "date"),
        ({"document": "jspg-8-reports"}, "jspg-8-report"),
        ({"kind": "meetings"}, "meeting"),
        ({"method": "infer"}, "inferred"),
        ({"sort": "strat"}, "start"),
        ({"records": "jspg-kz-tr-8"}, "record"),
    ],
)
def test_value_that_cannot_be_is_refused(client: TestClient, params: dict[str, str], nearest: str) -> None:
    error = first_error(client, "/evidence", params)
    assert error["parameter"] in params
    assert nearest in error["suggestions"]


def test_every_place_leads_to_its_record_and_document(client: TestClient, places: list[Place]) -> None:
    of_seed = {(record.kind, record.id) for record in seed() if record.evidence}
    assert {(place["record"]["kind"], place["record"]["id"]) for place in places} == of_seed
    paragraphs = {document["id"]: document["paragraphs"] for document in items(client, "/documents")}
    for place in places:
        assert 1 <= place["paragraph"] <= paragraphs[place["document"]]
    for url in {place["record"]["url"] for place in places}:
        assert ask(client, url)["url"] == url


# --- include=evidence ----------------------------------------------------------------------


OURS_IN_PART = ("/countries", "/organizations")
"""Records of these lists that no document names are our own."""


def supporting(path: str, record: Any) -> set[str]:
    """The ids that the evidence of a record may have: its own, unless the record shows others."""
    if path == "/countries":
        missions = [mission for mission in seed().records["mission"] if isinstance(mission, MissionSeed)]
        return {record["id"], *(mission.id for mission in missions if record["id"] in (mission.sender, mission.host))}
    if path == "/organizations":
        return {record["id"], *([record["mechanism"]["id"]] if record["mechanism"] else [])}
    if path == "/trade-stats/conflicts":
        return {figure["id"] for figure in record["figures"]}
    if path == "/conflicts":
        return {side["record"]["id"] for side in record["sides"]}
    return {record["id"]}


@pytest.mark.parametrize("path", PATHS_WITH_EVIDENCE)
def test_included_evidence_is_what_the_list_of_evidence_has(client: TestClient, places: list[Place], path: str) -> None:
    with_evidence = items(client, path, WITH_EVIDENCE)
    assert with_evidence
    for plain, record in zip(items(client, path), with_evidence, strict=True):
        supported_ids = supporting(path, record)
        expected = [place for place in places if place["record"]["id"] in supported_ids]
        if path == "/conflicts" and record["field"]:  # it rests on the places about that field
            expected = [place for place in expected if record["field"] in place["fields"]]
        assert bool(expected) == bool(record["sources"])
        assert expected or path in OURS_IN_PART  # of which those that no document names are ours
        assert {**plain, "evidence": record["evidence"]} == record
        assert sorted(record["evidence"], key=lambda place: str(place["id"])) == expected
        assert {place["document"] for place in expected} == {source["document"] for source in record["sources"]}
        if path == "/meetings":
            assert items(client, "/evidence", {"record": record["id"]}) == expected


@pytest.mark.thorough
@pytest.mark.parametrize("path", [path for path in LISTS if path not in ("/evidence", "/timeline")])
def test_item_includes_what_its_list_does(client: TestClient, path: str) -> None:
    for record in items(client, path, WITH_EVIDENCE):
        assert ask(client, record["url"], WITH_EVIDENCE) == record


@pytest.mark.parametrize("path", LISTS)
def test_including_takes_one_statement_more_however_many_records(client: TestClient, path: str) -> None:
    query_counts = []
    for params in (WHOLE_LIST, {**WHOLE_LIST, **WITH_EVIDENCE}, {"limit": "1", **WITH_EVIDENCE}):
        with statements(client) as queries:
            ask(client, path, params)
        query_counts.append(len(queries))
    assert query_counts == [query_counts[0], query_counts[0] + 1, query_counts[0] + 1]


@pytest.mark.parametrize("path", ["/meetings", "/meetings/jspg-kz-tr-8"])
def test_including_something_else_is_refused(client: TestClient, path: str) -> None:
    error = first_error(client, path, {"include": "evidense"})
    assert (error["parameter"], error["suggestions"]) == ("include", ["evidence"])


# What needs no place of its own: our own ids and words, what follows from other values, and spellings and codes
# that /methodology calls editorial. The rest of what the API serves must lead to a paragraph.
OUR_FIELDS = {
    "id",
    "url",
    "html_url",
    "code",
    "label",
    "sources",
    "updated_at",
    "evidence",
    "aliases",
    "editorial_aliases",
}
OF_OURS = {
    "/meetings": {"title", "agreements", "coordinates", "overdue", "places", "part_of", "parts"},
    "/trade-stats": {"title", "kind", "authority", "as_written", "meeting", "mechanism", "comparison"},
    "/statements": {"title", "kind", "topics", "about", "meeting", "mechanism"},
    "/commitments": {"statements"},
    "/missions": {"title", "coordinates"},
    "/agreements": {"coordinates"},
    "/mechanisms": {
        "title",
        "kind",
        "level",
        "meetings_count",
        "first_meeting",
        "last_meeting",
        "next_meeting",
        "sessions",
        "family",
        "member_parties",
        "organization",
    },
    "/officials": {"title", "country", "external_ids"},
    "/countries": {"title", "kind", "alpha3", "numeric", "official_name", "identifiers", "mechanisms", "missions"},
    "/organizations": {"title", "kind", "acronym", "name", "mechanism", "mechanisms", "members"},
    "/documents": {
        "kind",
        "rows",
        "key",
        "editorial",
        "retrieved",
        "supersedes",
        "superseded_by",
        "archived_url",
        "language",
        "sha256",
        "paragraphs",
        "meetings",
        "set_aside",
        "sentences",
        "paragraph_sentences",
    },
}


@pytest.mark.parametrize(
    "path", [p for p in PATHS_WITH_EVIDENCE if p not in ("/timeline", "/trade-stats/conflicts", "/conflicts")]
)
def test_every_value_leads_to_the_paragraph_that_states_it(client: TestClient, path: str) -> None:
    fields_without_evidence = []
    for record in items(client, path, WITH_EVIDENCE):
        if path in OURS_IN_PART and not record["sources"]:  # it is ours, and says so
            continue
        supported_fields = {field for place in record["evidence"] for field in place["fields"]}
        for name, value in record.items():
            is_derived = name.endswith(("_start", "_end", "_precision"))
            if (
                value not in (None, [], {}, False)
                and not is_derived
                and name not in OUR_FIELDS | OF_OURS.get(path, set()) | supported_fields
            ):
                fields_without_evidence.append((record["id"], name))
    assert fields_without_evidence == []


def _cited_fields(record: SeedRecord) -> set[str]:
    return {name for name in type(record).cited_fields if getattr(record, name) not in (None, [])}


def test_every_field_that_the_seed_must_cite_is_cited_by_the_api(places: list[Place]) -> None:
    fields = {(place["record"]["kind"], place["record"]["id"], field) for place in places for field in place["fields"]}
    for record in seed():
        for name in _cited_fields(record):
            mechanism = record.mechanism if isinstance(record, OrganizationSeed) else None
            owner = ("mechanism", mechanism) if mechanism else (record.kind, record.id)
            assert (*owner, name) in fields
    must = {kind.kind: set(kind.cited_fields) for kind in SEED_MODELS}
    assert must["meeting"] >= {"date", "session", "city", "participants"}
    assert must["agreement"] >= {"date", "signatories", "valid"}
    assert must["trade-stat"] >= {"date", "value", "qualifier"}


# --- documents -----------------------------------------------------------------------------


def test_records_of_a_document(client: TestClient, places: list[Place]) -> None:
    for document in ids(client, "/documents"):
        answer = ask(client, f"/documents/{document}/records")
        assert (answer["total"], answer["next_cursor"]) == (len(answer["items"]), None)
        expected: dict[tuple[str, str], tuple[str, set[str], set[int]]] = {}
        for place in places:
            if place["document"] == document:
                record = place["record"]
                paths_fields_paragraphs = expected.setdefault(
                    (record["kind"], record["id"]), (record["url"], set(), set())
                )
                paths_fields_paragraphs[1].update(place["fields"])
                paths_fields_paragraphs[2].add(place["paragraph"])
        assert [(r["kind"], r["id"], r["url"], r["fields"], r["paragraphs"]) for r in answer["items"]] == [
            (*key, url, sorted(fields), sorted(numbers)) for key, (url, fields, numbers) in sorted(expected.items())
        ]


def test_records_of_no_document(client: TestClient) -> None:
    assert "jspg-8-report" in first_error(client, "/documents/jspg-8-reports/records", status=404)["suggestions"]
    assert first_error(client, "/documents/jspg-8-report/records", {"limit": "1"})["parameter"] == "limit"


def test_every_paragraph_is_cited_or_set_aside_and_its_sentences_are_counted(
    client: TestClient, places: list[Place]
) -> None:
    for document in items(client, "/documents"):
        cited_paragraphs = {place["paragraph"] for place in places if place["document"] == document["id"]}
        aside = {passage["paragraph"] for passage in document["set_aside"]}
        assert cited_paragraphs | aside == set(range(1, document["paragraphs"] + 1))
        counts = document["paragraph_sentences"]
        assert [paragraph["paragraph"] for paragraph in counts] == list(range(1, document["paragraphs"] + 1))
        for paragraph in counts:
            assert paragraph["total"] == sum(
                value for name, value in paragraph.items() if name not in ("paragraph", "total")
            )
            assert bool(paragraph["cited"]) == (paragraph["paragraph"] in cited_paragraphs)
        assert document["sentences"] == {
            name: sum(paragraph[name] for paragraph in counts) for name in document["sentences"]
        }


# --- meetings of which documents say different things --------------------------------------


def test_meetings_that_were_announced_are_told_to_be_superseded(client: TestClient, places: list[Place]) -> None:
    conflicts = ask(client, "/meetings/conflicts")["items"]
    assert [
        (conflict["meeting"]["id"], conflict["field"], conflict["value"], conflict["verdict"], conflict["rule"])
        for conflict in conflicts
    ] == [
        ("hlscc-kz-tr-5", "status", "held", "superseded", "later"),
        ("jspg-kz-tr-8", "status", "held", "superseded", "later"),
    ]
    for conflict in conflicts:
        statements = [(s["document"], s["paragraph"], s["says"], s["as_written"]) for s in conflict["statements"]]
        assert {says for _, _, says, _ in statements} == {None, "planned"}
        assert statements[0][2] is None
        assert {
            (p["document"], p["paragraph"], p["says"], p["as_written"])
            for p in places
            if p["record"]["id"] == conflict["meeting"]["id"] and conflict["field"] in p["fields"]
        } == set(statements)
    assert first_error(client, "/meetings/conflicts", {"limit": "1"})["parameter"] == "limit"
