"""An empty answer says what it rests on."""

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import ask

EMPTY = [
    "/meetings?mechanism=JSPG&date=1990",
    "/countries?q=Atlantis",
    "/agreements?date=1990&fields=id",
    "/trade-stats/series?country=JP",
    "/search?q=Atlantis",
]


@pytest.mark.parametrize("path", EMPTY)
def test_an_empty_answer_says_what_it_rests_on(client: TestClient, path: str) -> None:
    answer = client.get(path)
    body = answer.json()
    absence = body["absence"]
    assert (body["items"], body["total"]) == ([], 0)
    assert str(absence["revision"]) == answer.headers["X-Data-Revision"]
    assert absence["read_until"] == body["coverage_until"]
    newest = ask(client, "/documents", {"limit": "20", "sort": "-date"})
    assert absence["documents"] == [document["id"] for document in newest["items"]]
    assert ask(client, absence["documents_url"])["total"] == newest["total"]
    assert client.get(absence["url"]).json() == body | {"absence": absence}


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/meetings?q=Ankarra", ["Ankara"]),
        ("/search?q=Ankarra", ["Ankara"]),
        ("/officials?q=Erdogann", ["Erdoğan"]),
        ("/trade-stats/series?q=Coper", ["Copper"]),
        ("/meetings?q=Ankarra&group_by=year", ["Ankara"]),
        ("/meetings?q=Atlantis", []),
        ("/meetings?q=Kazakhstan Tokayv", ["Tokayev"]),
        ("/meetings?q=Ankara or Budapest", ["ankara OR budapest"]),
        ("/milestones?q=ankara or tianj* or budapest", ["ankara OR tianj* OR budapest"]),
        ("/meetings?q=kosherbayev not tokayev", ["kosherbayev NOT tokayev"]),
        ("/meetings?q=zyxxy or xyzzy", []),
        ("/meetings?q=ankara or or budapest", []),
        ("/meetings?q=Tokayv OR Ankarra", ["Tokayev", "Ankara"]),
        ('/meetings?q="Tokayv Kazakhstan"', ["Tokayev"]),
        ("/meetings?q=Kasakhstan Tokayv", ["Kazakhstan", "Tokayev"]),
        ("/meetings?q=Kassym-Jomart Tokayv", ["Kassym-Jomart Tokayev"]),
        ("/meetings?q=strategc planing group", ["Joint Strategic Planning Group"]),
        ("/meetings?q=Tokayev Namibia", []),
        ("/meetings?q=Tokayv -Ankarra", ["Tokayev"]),
        ("/meetings?q=Ankara&date=1990", []),
        ("/meetings?date=1990", []),
    ],
)
def test_words_that_no_record_has_lead_to_the_nearest_names(client: TestClient, path: str, names: list[str]) -> None:
    absence = ask(client, path)["absence"]
    assert absence["suggestions"] == names
    for name in names:
        assert ask(client, "/search", {"q": name})["total"]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        *[
            (f"/meetings?q={date}", "/meetings?date=2025-07-29")
            for date in ("2025-07-29", "29 July 2025", "29.07.2025", "20250729", "July 29, 2025", '"2025-07-29"')
        ],
        ("/meetings?q=meetings July 2025", "/meetings?date=2025-07&q=meetings"),
        ("/meetings?q=July 2025&country=KZ&limit=1", "/meetings?country=KZ&limit=1&date=2025-07"),
        ("/meetings?q=2025-07-29&sort=relevance", "/meetings?date=2025-07-29"),
        ("/meetings?q=2025-07-29&group_by=country", "/meetings?group_by=country&date=2025-07-29"),
        ("/agreements?q=29 Oct 2009 OR 2010", None),
        ("/search?q=2025-07-29&kind=meeting", "/timeline?kind=meeting&date=2025-07-29"),
        ("/search?q=2025-07-29&kind=official", None),
        ("/meetings?q=01/02/2025", None),
        ("/meetings?q=2025-07-29&date=2025", None),
        ("/meetings?q=1790-01-01", None),
        ("/countries?q=2025-07-29", None),
        ("/mechanisms/jspg-kz-tr/meetings?q=2026-02-02", None),
    ],
)
def test_a_date_among_the_words_leads_to_the_records_of_that_date(
    client: TestClient, path: str, address: str | None
) -> None:
    absence = ask(client, path)["absence"]
    assert absence.get("elsewhere") == address
    if address:
        assert ask(client, address)["total"]


@pytest.mark.parametrize("path", ["/meetings?limit=1", "/trade-stats/series", "/search?q=Ankara"])
def test_an_answer_with_records_rests_on_their_sources(client: TestClient, path: str) -> None:
    assert "absence" not in ask(client, path)


def test_an_array_has_no_envelope(client: TestClient) -> None:
    assert client.get("/meetings?date=1990&shape=array").json() == []
