"""Missions: a list of their own, one row a filter."""

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import Params, ask, ids
from tests.conftest import on_both, on_sqlite

pytestmark = on_sqlite

EMBASSY, ISTANBUL = "kz-embassy-tr", "kz-consulate-general-istanbul"


@on_both
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"sender": "KZ"}, True),
        ({"host": "KZ"}, False),
        ({"host": "TR", "type": "embassy"}, True),
        ({"country": "KZ"}, True),
        ({"between": "TR,KZ"}, True),
        ({"between": "TR,AZ"}, False),
        ({"type": "consulate-general"}, False),
        ({"city": "Istanbul"}, False),
        ({"date": "1992-05"}, True),
        ({"date": "1992-11"}, False),
        ({"q": "embassy Kazakhstan"}, True),
        ({"document": "jspg-8-report"}, False),
    ],
)
def test_list(client: TestClient, params: Params, expected: bool) -> None:
    assert (EMBASSY in ids(client, "/missions", params)) is expected


def test_item(client: TestClient) -> None:
    consulate = ask(client, f"/missions/{ISTANBUL}", {"include": "evidence"})
    assert consulate["title"] == consulate["label"] == "Consulate general of Kazakhstan in Istanbul"
    assert consulate["city"] == "Istanbul"
    assert [place["record"]["url"] for place in consulate["evidence"]] == [consulate["url"]] * len(
        consulate["evidence"]
    )
    assert ask(client, f"/missions/{EMBASSY}")["title"] == "Embassy of Kazakhstan in Türkiye"


def test_search_and_page(client: TestClient) -> None:
    hits = ask(client, "/search", {"q": "consulate Istanbul"})["items"]
    assert ("mission", f"/missions/{ISTANBUL}") in [(hit["kind"], hit["url"]) for hit in hits]
    assert "Kazakhstan" in client.get(f"/explore/missions/{ISTANBUL}").text
