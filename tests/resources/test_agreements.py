"""Agreements: one row a filter, and what a reader of the documents asks of them."""

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import Params, ask, ids
from tests.conftest import on_both, on_sqlite

pytestmark = on_sqlite

PLAN = "mfa-cooperation-plan-kz-tr-2026"
TIANJIN = ["sco-development-strategy-2035", "sco-tianjin-declaration-2025"]
COUNCIL = ["hlscc-kz-tr-5-decisions", "hlscc-kz-tr-5-joint-statement", "hlscc-kz-tr-5-package"]
TREATIES = ["enhanced-strategic-partnership-kz-tr-2022", "strategic-partnership-kz-tr-2009"]
MILITARY = "military-cooperation-plan-kz-tr"


@on_both
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, [PLAN, *TIANJIN, *COUNCIL, *TREATIES, MILITARY]),
        ({"mechanism": "HLSCC"}, COUNCIL),
        ({"mechanism": ["JSPG", "Shanghai Cooperation Organization"]}, [PLAN, *TIANJIN]),
        ({"mechanism": "JEC"}, []),
        ({"date": "2025"}, [*TIANJIN, *COUNCIL]),
        ({"date": "2025-09", "date_match": "certain"}, []),
        ({"date": "../2010"}, TREATIES[1:]),
        ({"date_from": "2009", "date_to": "2022-05-10"}, TREATIES),
        ({"country": "Kazakhstan"}, [PLAN, *COUNCIL, *TREATIES, MILITARY]),
        ({"country": "China"}, []),
        ({"between": "TR,KZ", "date": "2022/.."}, [PLAN, *COUNCIL, TREATIES[0]]),
        ({"official": "Tokayev"}, [*COUNCIL[:2], TREATIES[0]]),
        ({"official": "Fidan"}, []),
        ({"topic": "artificial-intelligence"}, COUNCIL[2:]),
        ({"topic": ["Strategic partnership", "defence"]}, [*TREATIES, MILITARY]),
        ({"type": "treaty"}, TREATIES),
        ({"type": ["plan", "joint statement"]}, [PLAN, TIANJIN[0], COUNCIL[1], MILITARY]),
        ({"status": "announced"}, TIANJIN),
        ({"city": "Ankara"}, [PLAN, *COUNCIL]),
        ({"in_force": "!none"}, [PLAN, TIANJIN[0]]),
        ({"in_force": "none"}, [TIANJIN[1], *COUNCIL, *TREATIES, MILITARY]),
        ({"in_force": "none", "country": "China"}, []),
        ({"document": "hlscc-5-preview"}, [*TREATIES, MILITARY]),
        ({"published_from": "2026", "published_to": "2026-02-02"}, COUNCIL),
        ({"sort": "title", "type": "treaty"}, TREATIES),
        ({"sort": "-id", "city": "Ankara"}, [PLAN, *reversed(COUNCIL)]),
    ],
)
def test_list(client: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(client, "/agreements", params) == expected


def test_the_plan_of_the_ministries(client: TestClient) -> None:
    plan = ask(client, f"/agreements/{PLAN}")
    assert (plan["type"], plan["status"], plan["date"], plan["city"]) == ("plan", "signed", "2026-02-02", "Ankara")
    assert plan["valid"] == "2026/2027"
    assert plan["meeting"]["id"] == "jspg-kz-tr-8"
    assert [(source["document"], source["paragraphs"]) for source in plan["sources"]] == [("jspg-8-report", [1, 8])]


def test_what_the_council_signed(client: TestClient) -> None:
    """It signed decisions and a joint statement, by both leaders, and twenty agreements on fifteen subjects."""
    decisions, statement, package = (ask(client, f"/agreements/{record}") for record in COUNCIL)
    for agreement in (decisions, statement):
        assert {signatory["official"]["id"] for signatory in agreement["signatories"]} == {
            "recep-tayyip-erdogan",
            "kassym-jomart-tokayev",
        }
    assert (package["type"], package["count"], package["signatories"]) == ("package", 20, [])
    assert {"education", "energy", "mining", "space", "health", "urban-planning", "justice"} <= set(package["topics"])
    assert len(package["topics"]) == 15
    assert all(
        agreement["date"] == "2025-07-29" and agreement["meeting"]["id"] == "hlscc-kz-tr-5"
        for agreement in (decisions, package)
    )


def test_the_partnership_and_who_enhanced_it(client: TestClient) -> None:
    later_treaty, first = (ask(client, f"/agreements/{record}") for record in TREATIES)
    assert (later_treaty["date"], later_treaty["date_precision"], first["date"], first["date_precision"]) == (
        "2022-05-10",
        "day",
        "2009",
        "year",
    )
    assert [signatory["official"]["name"] for signatory in later_treaty["signatories"]] == [
        "Kassym-Jomart Tokayev",
        "Recep Tayyip Erdoğan",
    ]
    assert first["signatories"] == []
    assert first["city"] is later_treaty["city"] is None


def test_a_plan_whose_day_no_document_says(client: TestClient) -> None:
    plan = ask(client, f"/agreements/{MILITARY}")
    assert (plan["status"], plan["date"], plan["date_start"]) == ("signed", None, None)
    assert ids(client, "/agreements", {"date": "0001/9999"}) == ids(client, "/agreements")[:-1]


def test_tianjin_is_of_the_organisation(client: TestClient) -> None:
    for record in TIANJIN:
        agreement = ask(client, f"/agreements/{record}")
        assert agreement["mechanism"]["id"] == "sco"
        assert agreement["parties"] == []
    assert ask(client, f"/agreements/{TIANJIN[0]}")["valid"] == "../2035"
