"""Commitments: one row a filter, and what a reader of the documents asks of them."""

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import Params, ask, ids
from tests.conftest import on_both, on_sqlite

pytestmark = on_sqlite

AT_JSPG = ["gaziantep-school"]
IN_2025_07 = ["logistics-terminals"]
IN_BAKU = ["trade-15-billion"]
IN_ASTANA = ["trade-10-billion"]


@on_both
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, [*AT_JSPG, *IN_2025_07, *IN_BAKU, *IN_ASTANA]),
        ({"mechanism": "HLSCC"}, []),
        ({"mechanism": "UN"}, []),
        ({"date": "2025"}, IN_2025_07),
        ({"date": "2025-07-29", "date_match": "certain"}, []),
        ({"date_from": "2024-11-11", "date_to": "2025-12"}, [*IN_2025_07, *IN_BAKU]),
        ({"country": "CN"}, []),
        ({"status": "fulfilled"}, []),
        ({"status": "open", "date": "2023/2024"}, [*IN_BAKU, *IN_ASTANA]),
        ({"due": "2026"}, AT_JSPG),
        ({"due": "../2025"}, []),
        ({"due": "!none"}, AT_JSPG),
        ({"due": "None", "date": "2025"}, IN_2025_07),
        ({"document": "jspg-8-preview"}, IN_BAKU),
        ({"document": "jspg-8-report"}, AT_JSPG),
        ({"published_to": "2024"}, IN_ASTANA),
        (
            {"sort": "due"},
            [
                *AT_JSPG,
                "logistics-terminals",
                "trade-10-billion",
                "trade-15-billion",
            ],
        ),
        ({"sort": "date", "country": "KZ", "date": "2023/2024"}, [*IN_ASTANA, *IN_BAKU]),
        ({"sort": "-title", "date": "2023/2024"}, [*IN_BAKU, *IN_ASTANA]),
    ],
)
def test_list(client: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(client, "/commitments", params) == expected


@pytest.mark.parametrize(
    ("record", "by", "to", "due", "value", "unit"),
    [
        ("gaziantep-school", ["KZ"], ["TR"], "2026", None, None),
        ("logistics-terminals", ["TR"], ["KZ"], None, 100_000_000, "USD"),
        ("trade-15-billion", ["KZ", "TR"], [], None, 15_000_000_000, "USD"),
        ("trade-10-billion", ["KZ", "TR"], [], None, 10_000_000_000, "USD"),
    ],
)
def test_who_promised_what(
    client: TestClient, record: str, by: list[str], to: list[str], due: str | None, value: int | None, unit: str | None
) -> None:
    commitment = ask(client, f"/commitments/{record}")
    assert [country["code"] for country in commitment["by"]] == by
    assert [country["code"] for country in commitment["to"]] == to
    assert (commitment["due"], commitment["value"], commitment["unit"]) == (due, value, unit)
    assert commitment["status"] == "open"


@pytest.mark.parametrize("words", ["visa", "Council", "agreements", "host"])
def test_what_is_expected_or_worked_on_is_no_promise(client: TestClient, words: str) -> None:
    """A president who is confident, a government at work on visas, and the host of a summit promise nothing."""
    assert ids(client, "/commitments", {"q": words}) == []


def test_due_within_a_month_for_certain(client: TestClient) -> None:
    """The school is due in 2026: possibly in each month, but certainly only in the year."""
    for due, match, is_due in [
        ("2026-02", "possible", True),
        ("2026-02", "certain", False),
        ("2026", "certain", True),
        ("2026-06/2027", "certain", False),
        ("2026/..", "certain", True),
        ("../2026-06", "certain", False),
    ]:
        assert ("gaziantep-school" in ids(client, "/commitments", {"due": due, "date_match": match})) is is_due, due
    no_date = {"due": "none"}
    assert ids(client, "/commitments", no_date | {"date_match": "certain"}) == ids(client, "/commitments", no_date)
