"""Coverage: up to which day lists are read, and how many records and sentences the documents have."""

from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import ask, first_error, ids, items
from tests.conftest import on_both, on_sqlite
from tests.resources.test_evidence import LISTS, PATHS_WITH_EVIDENCE, WHOLE_LIST

pytestmark = on_sqlite


def test_coverage_adds_up_the_sentences_of_its_documents(client: TestClient) -> None:
    documents = {document["id"]: document["sentences"] for document in items(client, "/documents")}
    for row in ask(client, "/coverage")["items"]:
        assert row["sentences"] == {
            name: sum(documents[document][name] for document in row["documents"]) for name in row["sentences"]
        }


@pytest.mark.parametrize("path", LISTS)
def test_unfiltered_list_is_read_up_to_the_newest_document(client: TestClient, path: str) -> None:
    newest = max(document["date_start"] for document in items(client, "/documents"))
    assert ask(client, path)["coverage_until"] == newest == "2026-02-03"


@pytest.mark.parametrize(
    ("path", "params", "until"),
    [
        ("/meetings", {"mechanism": "JSPG"}, "2026-02-03"),
        ("/meetings", {"mechanism": "HLSCC"}, "2026-01-27"),
        ("/meetings", {"mechanism": "HLSCC", "date": "1999"}, "2026-01-27"),
        ("/meetings", {"mechanism": "JEC"}, "2026-01-27"),
        ("/meetings", {"mechanism": "SCO"}, "2023-09-11"),
        ("/meetings", {"mechanism": ["SCO", "JSPG"]}, "2026-02-03"),
        ("/commitments", {"mechanism": "EU"}, "2023-09-11"),
        ("/agreements", {"country": "China"}, "2023-09-11"),
        ("/trade-stats", {"between": "KZ,TR"}, "2026-02-03"),
        ("/trade-stats/conflicts", {"country": "Hungary"}, "2025-07-01"),
        ("/documents", {"mechanism": "TURKPA"}, "2025-07-01"),
        ("/coverage", {"mechanism": "HLSCC"}, "2026-01-27"),
    ],
)
def test_list_is_read_up_to_the_newest_document_about_it(
    client: TestClient, path: str, params: dict[str, str], until: str
) -> None:
    assert ask(client, path, params)["coverage_until"] == until


@pytest.fixture(scope="module")
def spec(client: TestClient) -> Any:
    return ask(client, "/openapi.json")


@pytest.mark.parametrize("name", ["country", "mechanism"])
@pytest.mark.parametrize("path", [path for path in PATHS_WITH_EVIDENCE if path not in ("/countries", "/officials")])
def test_list_is_not_newer_than_what_was_read(client: TestClient, spec: Any, path: str, name: str) -> None:
    dates = {document["id"]: document["date_start"] for document in items(client, "/documents")}
    parameter_names = {parameter["name"] for parameter in spec["paths"][path]["get"]["parameters"]}
    if path == f"/{name}s":
        values = ids(client, path)
    elif name in parameter_names:
        groups = ask(client, path, {"group_by": name})["items"]
        without_records = {"country": "JP", "mechanism": "osce"}[name]
        values = [*filter(None, (group["value"] for group in groups)), without_records]
    else:
        values = []
    for value in values:
        answer = ask(client, path, {**WHOLE_LIST, name: value})
        source_dates = {dates[source["document"]] for record in answer["items"] for source in record["sources"]}
        assert max(source_dates, default="") <= answer["coverage_until"], value


@pytest.mark.parametrize("mechanism", ["jec-kz-tr", "political-consultations-kz-tr", "osce"])
def test_mechanism_without_meetings_is_read_up_to_a_day(client: TestClient, mechanism: str) -> None:
    answer = ask(client, "/meetings", {"mechanism": mechanism})
    assert (answer["items"], answer["total"]) == ([], 0)
    sources = ask(client, f"/mechanisms/{mechanism}")["sources"]
    newest = max(ask(client, f"/documents/{source['document']}")["date_start"] for source in sources)
    assert date.fromisoformat(answer["coverage_until"]) >= date.fromisoformat(newest)


PATHS = {
    "meetings": "/meetings",
    "agreements": "/agreements",
    "milestones": "/milestones",
    "trade_stats": "/trade-stats",
    "commitments": "/commitments",
}


@on_both
@pytest.mark.parametrize("mechanism", [None, "JSPG", "HLSCC", "SCO", "JEC", "none", "!JSPG", "!none"])
def test_coverage_adds_up_to_the_lists(client: TestClient, mechanism: str | None) -> None:
    params = {"mechanism": mechanism} if mechanism else {}
    answer = ask(client, "/coverage", params)
    assert answer["total"] == len(answer["items"])
    assert (
        len({(row["mechanism"] and row["mechanism"]["id"], row["year"]) for row in answer["items"]}) == answer["total"]
    )
    for name, path in PATHS.items():
        assert sum(row["recorded"][name] for row in answer["items"]) == ask(client, path, params)["total"], name
    if mechanism == "none":
        assert answer["items"]
        assert not any(row["mechanism"] for row in answer["items"])


def test_row_of_coverage_is_what_a_list_of_that_year_has(client: TestClient) -> None:
    for row in ask(client, "/coverage", {"mechanism": "HLSCC"})["items"]:
        assert row["read_until"] == "2026-01-27"
        documents: set[str] = set()
        for name, path in PATHS.items():
            records = [
                record
                for record in items(client, path, {"mechanism": "HLSCC"})
                if (record.get("made_start") or record["date_start"] or "")[:4] == str(row["year"] or "")
            ]
            assert row["recorded"][name] == len(records), (row["year"], name)
            documents |= {source["document"] for record in records for source in record["sources"]}
        assert row["documents"] == sorted(documents)


def test_coverage_of_no_mechanism_is_refused(client: TestClient) -> None:
    assert first_error(client, "/coverage", {"mechanism": "JSPQ"})["suggestions"] == ["JSPG"]
    assert first_error(client, "/coverage", {"mechanisms": "JSPG"})["suggestions"] == ["mechanism"]
