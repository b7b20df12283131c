"""Officials: one row a filter, and what a reader of the documents asks of them."""

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import Params, ask, ids, items
from tests.conftest import on_both, on_sqlite

pytestmark = on_sqlite

MUSABEKOVA, BORRELL, FIDAN, TOKAYEV, ERDOGAN, KOSHERBAYEV = ALL_OFFICIALS = [
    "aliya-musabekova",
    "borrell",
    "hakan-fidan",
    "kassym-jomart-tokayev",
    "recep-tayyip-erdogan",
    "yermek-kosherbayev",
]


@on_both
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, ALL_OFFICIALS),
        ({"mechanism": "JSPG"}, [FIDAN, KOSHERBAYEV]),
        ({"mechanism": ["HLSCC", "OTS"]}, [TOKAYEV, ERDOGAN]),
        ({"mechanism": "SCO"}, []),
        ({"country": "Turkey"}, [FIDAN, ERDOGAN]),
        ({"country": "EU"}, [BORRELL]),
        ({"country": ["KZ", "HU"]}, [MUSABEKOVA, TOKAYEV, KOSHERBAYEV]),
        ({"document": "jspg-8-erdogan-talks"}, [FIDAN, ERDOGAN, KOSHERBAYEV]),
        ({"published_to": "2023"}, [FIDAN, TOKAYEV, ERDOGAN]),
        ({"published_from": "2026"}, [FIDAN, TOKAYEV, ERDOGAN, KOSHERBAYEV]),
        ({"position": "foreign-minister"}, [FIDAN, KOSHERBAYEV]),
        ({"position": ["head of state", "other"], "country": "KZ"}, [MUSABEKOVA, TOKAYEV]),
        ({"position": "ambassador"}, []),
        ({"position": "!foreign-minister", "country": "TR"}, [ERDOGAN]),
        ({"position": "none"}, [BORRELL]),
        ({"position": "foreign-minister", "country": "KZ", "held_on": "2026-02-02"}, [KOSHERBAYEV]),
        ({"held_on": "2026-02-03", "date_match": "certain"}, [FIDAN, TOKAYEV, ERDOGAN, KOSHERBAYEV]),
        ({"held_on": "2025-07-01/2025-12", "date_match": "certain"}, [MUSABEKOVA]),
        ({"held_on": "2025-07-02", "date_match": "certain"}, []),
        ({"position": "head-of-organization"}, [FIDAN]),
        ({"position": "head-of-organization", "held_on": "2026"}, []),
        ({"sort": "-name"}, ALL_OFFICIALS[::-1]),
        ({"sort": "-id", "country": "TR"}, [ERDOGAN, FIDAN]),
    ],
)
def test_list(client: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(client, "/officials", params) == expected


@pytest.mark.parametrize(
    ("spelling", "record"),
    [
        ("Erdogan", ERDOGAN),
        ("Erdoğan", ERDOGAN),
        ("ERDOĞAN", ERDOGAN),
        ("recep tayyip erdogan", ERDOGAN),
        ("Tokayev", TOKAYEV),
        ("Kassym-Jomart Tokayev", TOKAYEV),
        ("Hakan Fidan", FIDAN),
        ("Kosherbayev", KOSHERBAYEV),
        ("Musabekova", MUSABEKOVA),
        ("Fidan, Hakan", FIDAN),
        ("Эрдоган Реджеп Тайип", ERDOGAN),
        ("Tokayev Kassym-Jomart", TOKAYEV),
    ],
)
def test_any_spelling_finds_the_one(client: TestClient, spelling: str, record: str) -> None:
    assert ask(client, f"/officials/{spelling}")["id"] == record
    assert ids(client, "/meetings", {"official": spelling}) == ids(client, "/meetings", {"official": record})


@pytest.mark.parametrize(
    ("record", "country", "title"),
    [
        (ERDOGAN, "TR", "President"),
        (TOKAYEV, "KZ", "President"),
        (FIDAN, "TR", "Foreign Minister"),
        (KOSHERBAYEV, "KZ", "Foreign Minister"),
        (MUSABEKOVA, "KZ", "Chief expert"),
    ],
)
def test_who_holds_which_post(client: TestClient, record: str, country: str, title: str) -> None:
    """No document says since when they hold them."""
    official = ask(client, f"/officials/{record}")
    post = official["positions"][0]
    assert (official["country"]["code"], post["title"], post["former"]) == (country, title, False)
    assert post["start"] is post["end"] is None
    assert post["as_of"]


def test_a_former_post(client: TestClient) -> None:
    """A text of 2023 calls it a former post, so it had ended by then."""
    post = ask(client, "/officials/Fidan")["positions"][1]
    assert (post["title"], post["former"]) == ("Head of the intelligence service", True)
    assert (post["class"], post["end"]) == ("head-of-organization", "../2023-09-11")
    assert post["start"] is post["as_of"] is None


def test_who_was_foreign_minister_and_by_which_evidence(client: TestClient) -> None:
    params = {"position": "foreign-minister", "country": "KZ", "held_on": "2026-02-02", "include": "evidence"}
    [official] = items(client, "/officials", params)
    assert official["name"] == "Yermek Kosherbayev"
    [post] = official["positions"]
    assert (post["class"], post["party"]["code"], post["as_of"]) == ("foreign-minister", "KZ", "2026-02-03")
    assert any("positions" in place["fields"] for place in official["evidence"])
