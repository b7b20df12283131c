"""Mechanisms: one row a filter, and what a reader of the documents asks of them."""

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import Params, ask, ids
from tests.conftest import on_both, on_sqlite

pytestmark = on_sqlite

BILATERAL = ["hlscc-kz-tr", "jec-kz-tr", "jspg-kz-tr", "political-consultations-kz-tr"]
PLATFORMS = ["cica", "eco", "osce", "oic", "ots", "turkpa", "un"]


@on_both
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, ["cica", "eco", "european-parliament", "eu", *BILATERAL, "osce", "oic", "ots", "turkpa", "sco", "un"]),
        ({"mechanism": "JSPG"}, ["jspg-kz-tr"]),
        ({"mechanism": ["Organisation of Turkic States", "oic"]}, ["oic", "ots"]),
        ({"date": "2012"}, ["hlscc-kz-tr"]),
        ({"date_to": "2012-06"}, ["hlscc-kz-tr"]),
        ({"date_to": "2012-06", "date_match": "certain"}, []),
        ({"date_from": "2013"}, []),
        ({"country": "KZ", "kind": ["council", "planning group", "commission", "consultations"]}, BILATERAL),
        ({"country": "CN"}, []),
        ({"kind": "assembly"}, ["european-parliament", "turkpa"]),
        ({"kind": "organization", "country": "Türkiye"}, ["cica", "eco", "osce", "oic", "ots", "un"]),
        ({"level": "heads-of-state"}, ["hlscc-kz-tr"]),
        ({"level": ["foreign ministers", "parliaments"]}, ["european-parliament", "jspg-kz-tr", "turkpa"]),
        ({"document": "jspg-8-report"}, ["jspg-kz-tr", "ots"]),
        ({"published_to": "2023"}, ["ots"]),
        (
            {"sort": "-id", "document": "jspg-8-preview"},
            ["political-consultations-kz-tr", "ots", "jspg-kz-tr", "jec-kz-tr", "hlscc-kz-tr"],
        ),
        ({"sort": "date", "document": "jspg-8-report"}, ["jspg-kz-tr", "ots"]),
        ({"sort": "-date", "country": "TR", "kind": ["council", "assembly"]}, ["hlscc-kz-tr", "turkpa"]),
    ],
)
def test_list(client: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(client, "/mechanisms", {"sort": "name", **params}) == expected


def test_the_institutional_framework(client: TestClient) -> None:
    """The four formats that one document names, and the platforms that another does."""
    assert set(BILATERAL) <= set(ids(client, "/mechanisms", {"document": "jspg-8-preview"}))
    assert set(ids(client, "/mechanisms", {"country": "KZ"})) == {*BILATERAL, *PLATFORMS}
    for record in BILATERAL:
        assert ask(client, f"/mechanisms/{record}")["members"] == ["KZ", "TR"]


@pytest.mark.parametrize(
    ("spelling", "record"),
    [
        ("JSPG", "jspg-kz-tr"),
        ("jspg", "jspg-kz-tr"),
        ("Joint Strategic Planning Group", "jspg-kz-tr"),
        ("Türkiye–Kazakhstan Joint Strategic Planning Group", "jspg-kz-tr"),
        ("turkey-kazakhstan joint strategic planning group", "jspg-kz-tr"),
        ("Strategic Council", "hlscc-kz-tr"),
        ("Joint Economic Commission", "jec-kz-tr"),
        ("Organisation of Turkic States", "ots"),
        ("OSCE", "osce"),
        ("Shanghai Cooperation Organization", "sco"),
    ],
)
def test_one_is_found_by_any_name(client: TestClient, spelling: str, record: str) -> None:
    assert ask(client, f"/mechanisms/{spelling}")["id"] == record


def test_the_group_and_the_council(client: TestClient) -> None:
    group = ask(client, "/mechanisms/JSPG")
    assert (group["acronym"], group["kind"], group["level"]) == ("JSPG", "planning-group", "foreign-ministers")
    assert group["meetings_count"] == 1
    assert (group["last_meeting"]["id"], group["last_meeting"]["date"]) == ("jspg-kz-tr-8", "2026-02-02")
    council = ask(client, "/mechanisms/HLSCC")
    assert (council["kind"], council["level"], council["established"]) == ("council", "heads-of-state", "2012")
    assert (council["established_start"], council["established_precision"]) == ("2012-01-01", "year")
    assert council["last_meeting"]["id"] == "hlscc-kz-tr-5"


def test_the_last_meeting_is_one_that_was_held(client: TestClient) -> None:
    """Two summits of the organisation are planned; the last one that a document reports was in Budapest."""
    states = ask(client, "/mechanisms/OTS")
    assert (states["meetings_count"], states["last_meeting"]["id"]) == (4, "ots-informal-summit-budapest-2025")
    assert ask(client, "/mechanisms/JEC")["last_meeting"] is None


@on_both
def test_the_newest_come_first_and_those_of_unknown_age_last(client: TestClient) -> None:
    assert ids(client, "/mechanisms")[:2] == ["hlscc-kz-tr", "cica"]
