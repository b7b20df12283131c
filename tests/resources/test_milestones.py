"""Milestones: one row a filter, and what a reader of the documents asks of them."""

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import Params, ask, ids, items
from tests.conftest import on_both, on_sqlite

pytestmark = on_sqlite

SCO = ["az-sco-application-2025", "am-sco-intention-2025"]
COUNCIL = ["hlscc-kz-tr-created-2012", "hlscc-kz-tr-strategic-status-2012"]
FIRST_YEARS = ["kz-tr-relations-1992", "kz-tr-recognition-1991", "kz-embassy-tr-1992"]
REPUBLIC = "republic-of-turkiye-1923"
OTS = "ots-established"


@on_both
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, [*SCO, *COUNCIL, *FIRST_YEARS[:2], REPUBLIC, FIRST_YEARS[2], OTS]),
        ({"mechanism": "High-Level Strategic Cooperation Council"}, COUNCIL),
        ({"mechanism": ["SCO", "OTS"]}, [*SCO, OTS]),
        ({"date": "1992"}, FIRST_YEARS[::2]),
        ({"date": "1992-03-02"}, FIRST_YEARS[::2]),
        ({"date_from": "1991", "date_to": "2012-01-01"}, [*COUNCIL, *FIRST_YEARS]),
        ({"date_from": "1991", "date_to": "2012-01-01", "date_match": "certain"}, FIRST_YEARS[:2]),
        ({"country": "Azerbaijan"}, SCO[:1]),
        ({"country": ["ARM", "AZE"]}, SCO),
        ({"between": "KZ,TR"}, [*COUNCIL, *FIRST_YEARS, OTS]),
        ({"between": "AM,AZ"}, []),
        ({"type": "recognition"}, FIRST_YEARS[1:2]),
        ({"type": ["embassy", "Diplomatic Relations"]}, FIRST_YEARS[::2]),
        ({"document": "fidan-astana-visit"}, [*SCO, REPUBLIC, OTS]),
        ({"published_from": "2025"}, [*SCO, *COUNCIL, *FIRST_YEARS, OTS]),
        (
            {"sort": "date", "country": "TR", "date": "../1992-03"},
            [FIRST_YEARS[2], REPUBLIC, *reversed(FIRST_YEARS[:2])],
        ),
        ({"sort": "title", "mechanism": "SCO"}, [*reversed(SCO)]),
    ],
)
def test_list(client: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(client, "/milestones", params) == expected


@pytest.mark.parametrize(
    ("record", "date", "precision"),
    [
        (REPUBLIC, "1923", "year"),
        ("kz-tr-recognition-1991", "1991-12-16", "day"),
        ("kz-tr-relations-1992", "1992-03-02", "day"),
        ("kz-embassy-tr-1992", "../1992-10", "before"),
        ("hlscc-kz-tr-created-2012", "2012", "year"),
        ("am-sco-intention-2025", "2025-07-03", "day"),
        ("az-sco-application-2025", "2025-08", "month"),
    ],
)
def test_when(client: TestClient, record: str, date: str, precision: str) -> None:
    milestone = ask(client, f"/milestones/{record}")
    assert (milestone["date"], milestone["date_precision"]) == (date, precision)


def test_the_first_to_recognise_kazakhstan(client: TestClient) -> None:
    recognition = ask(client, "/milestones/kz-tr-recognition-1991")
    assert [country["code"] for country in recognition["countries"]] == ["TR", "KZ"]
    assert [(source["document"], source["paragraphs"]) for source in recognition["sources"]] == [
        ("hlscc-5-preview", [6])
    ]


def test_the_embassy_was_open_by_october_1992(client: TestClient) -> None:
    assert "kz-embassy-tr-1992" in ids(client, "/milestones", {"date": "1992-10"})
    assert "kz-embassy-tr-1992" not in ids(client, "/milestones", {"date_from": "1992-11"})


def test_two_accounts_of_one_founding(wider: TestClient) -> None:
    founding = ask(wider, "/milestones/made-up-founding", {"include": "evidence"})
    assert founding["account"] == "It is founded at the initiative of Uzbekistan"
    own_words = [place["says"] for place in founding["evidence"] if place["says"]]
    assert own_words == ["It is founded as Türkiye sought"]
    assert ids(wider, "/milestones", {"q": "initiative"}) == ["made-up-founding"]


def test_two_documents_tell_the_founding_of_the_organization_in_two_ways(client: TestClient) -> None:
    places = items(client, "/evidence", {"record": OTS, "field": "account"})
    assert {place["document"]: place["says"] for place in places} == {
        "fidan-astana-visit": None,
        "hlscc-5-preview": "At the initiative of Kazakhstan",
    }


def test_one_text_tells_the_beginning_of_the_council_in_two_ways(client: TestClient) -> None:
    creation = ask(client, "/milestones/hlscc-kz-tr-created-2012")
    assert creation["account"].startswith("Created in 2012")
    params = {"record": creation["id"], "field": "account", "fields": "paragraph,says"}
    own_words = {place["paragraph"]: place["says"] for place in ask(client, "/evidence", params)["items"]}
    assert own_words[11] is None
    assert "platform" in own_words[46]
