"""Statements: who said what, one row a filter, and what refers to them."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import Params, ask, ids
from tests.conftest import on_both, on_sqlite
from tests.sample_seed import Example, citation, example

pytestmark = on_sqlite

MADE_UP = ["made-up-promise", "made-up-report", "made-up-rumour", "made-up-welcome"]


@on_both
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, MADE_UP),
        ({"official": "Lola Example"}, ["made-up-welcome"]),
        ({"official": "Mina Envoy"}, []),
        ({"addressee": "Mina Envoy"}, ["made-up-welcome"]),
        ({"official": "none"}, ["made-up-promise", "made-up-report", "made-up-rumour"]),
        ({"party": "UZ"}, ["made-up-promise", "made-up-welcome"]),
        ({"party": "EU"}, []),
        ({"party": "none"}, ["made-up-report"]),
        ({"country": "EU"}, ["made-up-promise"]),
        ({"country": ["UN", "TR"]}, ["made-up-rumour", "made-up-welcome"]),
        ({"kind": "pledge"}, ["made-up-promise"]),
        ({"kind": "!pledge"}, ["made-up-report", "made-up-rumour", "made-up-welcome"]),
        ({"topic": "trade"}, ["made-up-report"]),
        ({"about": "made-up-8"}, ["made-up-welcome"]),
        ({"about": "EU"}, ["made-up-welcome"]),
        ({"about": "made-up-house"}, ["made-up-promise"]),
        ({"meeting": "made-up-8"}, ["made-up-welcome"]),
        ({"meeting": "none"}, ["made-up-promise", "made-up-report"]),
        ({"mechanism": "jspg-tr-uz"}, ["made-up-promise"]),
        ({"date": "2024-05-08"}, ["made-up-promise", "made-up-welcome"]),
        ({"date": "2024-05-08", "date_match": "certain"}, ["made-up-welcome"]),
        ({"q": "People who know"}, ["made-up-rumour"]),
        ({"q": "Lola"}, ["made-up-welcome"]),
        ({"q": '"made-up agency"'}, ["made-up-report"]),
        ({"q": "organisation house"}, ["made-up-promise"]),
    ],
)
def test_list(wider: TestClient, params: Params, expected: list[str]) -> None:
    query = {"document": "made-up", "sort": "id", **params}
    assert ids(wider, "/statements", query) == expected


def test_who_speaks_to_whom(wider: TestClient) -> None:
    welcome = ask(wider, "/statements/made-up-welcome")
    assert welcome["speaker"] == {
        "name": "Lola Example",
        "official": {"id": "lola-example", "name": "Lola Example"},
        "party": {"code": "UZ", "name": "Uzbekistan", "kind": "state"},
        "source": None,
        "inferred": False,
    }
    assert (welcome["addressee"]["name"], welcome["addressee"]["party"]["code"]) == ("Mina Envoy", "UN")
    assert welcome["label"] == "Lola Example, Minister (courtesy): The minister welcomes the envoy"
    assert welcome["title"] == welcome["summary"] == "The minister welcomes the envoy"
    names = {
        name: (record["speaker"]["name"], record["addressee"] and record["addressee"]["name"])
        for name in MADE_UP
        for record in [ask(wider, f"/statements/{name}")]
    }
    assert names == {
        "made-up-promise": ("Uzbekistan", "European Union"),
        "made-up-report": ("A made-up agency", "Its readers"),
        "made-up-rumour": ("People who know", None),
        "made-up-welcome": ("Lola Example", "Mina Envoy"),
    }


def test_what_it_is_about(wider: TestClient) -> None:
    subjects = [subject for name in MADE_UP for subject in ask(wider, f"/statements/{name}")["about"]]
    assert [subject["kind"] for subject in subjects] == [
        "commitment", "statement", "trade-stat", "meeting", "mechanism", "country", "organization", "meeting",
        "official",
    ]  # fmt: skip
    for subject in subjects:
        assert ask(wider, subject["url"])["id"] == subject["id"]


def test_a_commitment_refers_to_the_statements_that_make_it(wider: TestClient) -> None:
    assert ask(wider, "/commitments/made-up-house")["statements"] == [
        {
            "id": "made-up-promise",
            "title": "Uzbekistan promises the organisation a house",
            "url": "/statements/made-up-promise",
        }
    ]


@on_both
@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("kind", {"courtesy": 1, "pledge": 1, "expectation": 1, "assessment": 1}),
        ("official", {"lola-example": 1, None: 3}),
        ("addressee", {"envoy-example": 1, None: 3}),
        ("country", {"UZ": 2, "EU": 1, "UN": 1, "TR": 1, None: 1}),
        ("party", {"UZ": 2, "TR": 1, None: 1}),
        ("topic", {"culture": 1, "trade": 1, None: 2}),
        ("meeting", {"made-up-8": 1, "made-up-6": 1, None: 2}),
    ],
)
def test_counts(wider: TestClient, key: str, expected: dict[str | None, int]) -> None:
    page = ask(wider, "/statements", {"document": "made-up", "group_by": key})
    assert {group["value"]: group["count"] for group in page["items"]} == expected


@pytest.mark.parametrize(
    ("path", "meeting", "expected"),
    [
        ("/agreements", "jspg-kz-tr-8", ["mfa-cooperation-plan-kz-tr-2026"]),
        ("/agreements", "erdogan-kosherbayev-2026-02-02", []),
        ("/commitments", "none", ["made-up-house"]),
    ],
)
def test_what_a_meeting_brought(wider: TestClient, path: str, meeting: str, expected: list[str]) -> None:
    document_filter = {"document": "made-up"} if meeting == "none" else {}
    assert ids(wider, path, {"meeting": meeting, **document_filter}) == expected


def test_figures_reported_with_a_meeting(client: TestClient) -> None:
    stats = ask(client, "/trade-stats", {"limit": "1000"})["items"]
    stat_ids = [stat["id"] for stat in stats if (stat["meeting"] or {}).get("id") == "jspg-kz-tr-8"]
    assert stat_ids
    assert ids(client, "/trade-stats", {"meeting": "jspg-kz-tr-8"}) == stat_ids


def test_pages_of_what_it_belongs_to(wider: TestClient) -> None:
    for path in ("meetings/made-up-8", "officials/lola-example", "countries/UZ"):
        page = wider.get(f"/explore/{path}").text
        assert re.search(
            '<a href="/explore/statements/made-up-welcome">[^<]+: The minister welcomes the envoy</a>', page
        ), path
    page = wider.get("/explore/statements/made-up-welcome").text
    assert '<a href="/explore/officials/lola-example">Lola Example</a> <small>(Uzbekistan)</small>' in page
    assert "/explore/meetings/made-up-8" in page


def with_statement(folder: Path, **fields: Any) -> Example:
    sample = example(folder)
    sample.entries["ann-opens"] = {
        "id": "ann-opens",
        "speaker": {"official": "ann-example", "party": "TR"},
        "kind": "courtesy",
        "summary": "The president opens the meeting",
        "meeting": "eg-9",
        "date": "2021-05-03",
        "evidence": [
            citation("Ann Example", "speaker"),
            citation("opened it", "summary"),
            citation("May 3, 2021", "date"),
        ],
    } | fields
    sample.files["ann-opens"] = "statements.yaml"
    return sample


def test_a_statement_without_fault(tmp_path: Path) -> None:
    assert with_statement(tmp_path).faults() == []


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"about": [{"kind": "meeting", "id": "eg-8"}]}, "about.0.id", "there is no meeting 'eg-8'; the nearest: eg-9"),
        ({"about": [{"kind": "party", "id": "XX"}]}, "about.0.id", "there is no party 'XX'"),
        ({"about": [{"kind": "agreement", "id": "eg-9"}]}, "about.0.id", "there is no agreement 'eg-9'"),
        ({"about": [{"kind": "statement", "id": "ann-opens"}]}, "", "about: a statement cannot be about itself"),
        ({"speaker": {"official": "ann"}}, "speaker.official", "there is no official 'ann'"),
        ({"speaker": {}}, "speaker", "it is an official, a party or a source"),
        ({"speaker": {"official": "ann-example", "source": "Ann"}}, "speaker", "an official or a source, not both"),
        ({"addressee": {"party": "XX"}}, "addressee.party", "there is no party 'XX'"),
        ({"role": "President"}, "role", "no document is cited for it"),
        (
            {"speaker": {"source": "Some Example", "party": "TR"}},
            "speaker",
            "the words cited for it do not contain it",
        ),
    ],
)
def test_faults(tmp_path: Path, fields: dict[str, Any], field: str, words: str) -> None:
    faults = with_statement(tmp_path, **fields).faults()
    assert [(fault.field, words in fault.message) for fault in faults][:1] == [(field, True)], faults


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"official": "Kosherbayev", "topic": "agriculture"}, ["kosherbayev-food-supplier-2026"]),
        ({"official": "Tokayev", "kind": "request"}, ["tokayev-earthquake-aid-2026"]),
        ({"about": "gaziantep-school"}, ["kazakhstan-gaziantep-school-2026"]),
        ({"official": "Fidan", "kind": "courtesy"}, ["fidan-greetings-2023"]),
        ({"addressee": "Fidan", "kind": "courtesy"}, ["tokayev-congratulates-fidan-2023"]),
        ({"about": "erdogan-visit-astana-2023"}, ["fidan-erdogan-plans-2023"]),
        ({"q": '"visa regime"'}, ["kosherbayev-investor-incentives-2026"]),
        ({"party": "EU", "kind": "pledge"}, ["borrell-afghanistan-support"]),
        ({"party": "AM", "date": "2025-07-03"}, ["armenia-sco-intention-2025", "armenia-sco-principles-2025"]),
        ({"q": "Diplomatic sources"}, ["turkish-diplomats-fidan-satisfaction-2026"]),
        ({"kind": "expectation", "topic": "iran"}, ["jaber-ministers-regional-affairs-2026"]),
    ],
)
def test_what_the_short_texts_report(client: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(client, "/statements", {"sort": "id", **params}) == expected


def test_what_both_ministers_say_is_said_by_each(client: TestClient) -> None:
    about = ids(client, "/statements", {"about": "ots-summit-13", "document": "jspg-8-report", "sort": "id"})
    assert about == ["fidan-turkic-summits-2026", "kosherbayev-turkic-summits-2026"]


def test_a_speaker_whom_no_passage_names_is_inferred(client: TestClient) -> None:
    speakers = {
        item["id"]: item["speaker"] for item in ask(client, "/statements", {"official": "Kosherbayev"})["items"]
    }
    assert speakers["kosherbayev-turkic-integration-2026"]["inferred"] is False
    assert speakers["kosherbayev-investor-incentives-2026"]["inferred"] is True
    assert "kosherbayev-kazakh-investment-2026" not in speakers  # the report has that total in its own voice


def test_a_courtesy_tells_what_was_said_with_it(client: TestClient) -> None:
    courtesies = ask(client, "/statements", {"meeting": "fidan-tokayev-2023-09-11", "kind": "courtesy"})["items"]
    greetings, congratulation = sorted(item["summary"] for item in courtesies)
    assert "greetings from President Erdoğan" in greetings
    assert "Türkiye means to do all it can" in greetings
    assert "on his recent appointment" in congratulation


def test_the_speaker_and_the_addressee_are_inferred_each_by_itself(client: TestClient) -> None:
    greetings = ask(client, "/statements/fidan-greetings-2023")
    assert (greetings["speaker"]["inferred"], greetings["addressee"]["inferred"]) == (False, True)
