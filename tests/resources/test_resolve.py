"""The resolver: any spelling leads to its record, which is first and has the reason. Filters take what the resolver
calls exact."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import ask, first_error, ids, items
from tests.conftest import on_both, on_sqlite

pytestmark = on_sqlite

EXPECTED = [
    ("Turkey", "country", "TR", "Turkey", "alias"),
    ("türkiye", "country", "TR", "Türkiye", "name"),
    ("TUR", "country", "TR", "TUR", "code"),
    ("tr", "country", "TR", "TR", "id"),
    ("792", "country", "TR", "792", "code"),
    ("The Republic of Türkiye", "country", "TR", "Republic of Türkiye", "name"),
    ("T.R.", "country", "TR", "TR", "id"),
    ("Турция", "country", "TR", "Турция", "editorial"),
    ("Түркия", "country", "TR", "Түркия", "editorial"),
    ("Қазақстан", "country", "KZ", "Қазақстан", "editorial"),
    ("JSPG", "mechanism", "jspg-kz-tr", "JSPG", "acronym"),
    ("Joint Strategic Planning Group", "mechanism", "jspg-kz-tr", "Joint Strategic Planning Group", "family"),
    ("Strategic Council", "mechanism", "hlscc-kz-tr", "Strategic Council", "family"),
    ("Erdogan", "official", "recep-tayyip-erdogan", "Erdogan", "alias"),
    ("Эрдоган", "official", "recep-tayyip-erdogan", "Эрдоган", "editorial"),
    ("Tokaev", "official", "kassym-jomart-tokayev", "Tokaev", "editorial"),
    ("Тоқаев", "official", "kassym-jomart-tokayev", "Тоқаев", "editorial"),
    ("Токаев", "official", "kassym-jomart-tokayev", "Токаев", "editorial"),
    ("KASSYM-JOMART-TOKAYEV", "official", "kassym-jomart-tokayev", "kassym-jomart-tokayev", "id"),
    ("jspg-8-report", "document", "jspg-8-report", "jspg-8-report", "id"),
]
FILTERS = {
    "country": ("country", "/meetings"),
    "official": ("official", "/meetings"),
    "mechanism": ("mechanism", "/meetings"),
    "document": ("document", "/meetings"),
}
NAMES = {"TR": "Türkiye", "KZ": "Kazakhstan", "recep-tayyip-erdogan": "Recep Tayyip Erdoğan"}


@pytest.mark.parametrize(("q", "kind", "id", "match_words", "role"), EXPECTED)
def test_known_spelling_comes_first_with_its_reason(
    client: TestClient, q: str, kind: str, id: str, match_words: str, role: str
) -> None:
    first = ask(client, "/resolve", {"q": q})["items"][0]
    assert (first["kind"], first["id"], first["exact"], first["score"]) == (kind, id, True, 100)
    assert (first["matched"], first["role"]) == (match_words, role)
    record = ask(client, first["url"])
    assert record["id"] == id
    assert first["name"] == record.get("name", record.get("title"))
    assert first["name"] == NAMES.get(id, first["name"])
    assert (first["title"], first["label"]) == (record["title"] or record["label"], record["label"])


def test_a_sign_that_excludes_is_refused_with_the_name_alone(client: TestClient) -> None:
    assert first_error(client, "/resolve", {"q": "!JSPG"})["suggestions"] == ["JSPG"]


def test_the_total_is_of_all_that_it_may_mean(client: TestClient) -> None:
    whole = ask(client, "/resolve", {"q": "kazakhstan", "limit": "50"})
    answer = ask(client, "/resolve", {"q": "kazakhstan", "limit": "2"})
    assert answer["items"] == whole["items"][:2]
    assert answer["total"] == whole["total"] == len(whole["items"]) > 2


@pytest.mark.parametrize(("q", "kind", "id"), [row[:3] for row in EXPECTED])
def test_filter_takes_what_is_exact(client: TestClient, q: str, kind: str, id: str) -> None:
    name, path = FILTERS[kind]
    matches = ids(client, path, {name: q})
    assert matches
    assert matches == ids(client, path, {name: id})


@pytest.mark.parametrize("q", ["Turkiy", "JSPQ", "Fidn", "Kazakstan", "jspg-8-reports", "Tokayevv"])
def test_near_miss_is_not_exact_and_no_filter_takes_it(client: TestClient, q: str) -> None:
    candidates = ask(client, "/resolve", {"q": q})["items"]
    scores = [candidate["score"] for candidate in candidates]
    assert candidates
    assert not any(candidate["exact"] for candidate in candidates)
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score < 100 for score in scores)
    assert len({(candidate["kind"], candidate["id"]) for candidate in candidates}) == len(candidates)
    name, path = FILTERS[candidates[0]["kind"]]
    suggestions = first_error(client, path, {name: q})["suggestions"]
    assert candidates[0]["matched"] == suggestions[0]


@pytest.mark.parametrize(
    ("q", "id"),
    [
        ("Turkiy", "TR"),
        ("Kazakstan", "KZ"),
        ("JSPQ", "jspg-kz-tr"),
        ("Fidn", "hakan-fidan"),
        ("Тукия", "TR"),
        ("strategic planning group", "jspg-kz-tr"),
    ],
)
def test_near_miss_leads_to_the_nearest(client: TestClient, q: str, id: str) -> None:
    assert ids_of(client, {"q": q})[0] == id


def ids_of(client: TestClient, params: Any) -> list[str]:
    return [candidate["id"] for candidate in ask(client, "/resolve", params)["items"]]


@on_both
def test_a_shared_acronym_names_all_that_have_it(wider: TestClient) -> None:
    candidates = [candidate for candidate in ask(wider, "/resolve", {"q": "JSPG"})["items"] if candidate["exact"]]
    roles = [("jspg-kz-tr", "acronym"), ("jspg-kz-uz", "family"), ("jspg-tr-uz", "acronym")]
    assert [(candidate["id"], candidate["role"]) for candidate in candidates] == roles
    meetings = set(ids(wider, "/meetings", {"mechanism": "JSPG"}))
    assert meetings == {i for candidate in candidates for i in ids(wider, "/meetings", {"mechanism": candidate["id"]})}


@pytest.mark.thorough
def test_every_name_of_every_country_official_and_mechanism_is_exact(client: TestClient) -> None:
    for path in ("/countries", "/officials", "/mechanisms"):
        records = items(client, path)
        for record in records[:: 8 if path == "/countries" else 1]:  # most countries are a list of names alone
            for name in {record["name"], *record["aliases"]}:
                exact = [
                    candidate
                    for candidate in ask(client, "/resolve", {"q": name.upper()})["items"]
                    if candidate["exact"]
                ]
                assert record["id"] in [candidate["id"] for candidate in exact], name


@on_both
def test_kind_and_limit_narrow_the_list(client: TestClient) -> None:
    page = ask(client, "/resolve", {"q": "Turkic"})
    assert page["total"] == len(page["items"]) > 1
    kinds = {candidate["kind"] for candidate in page["items"]}
    for kind in kinds:
        candidates = ask(client, "/resolve", {"q": "Turkic", "kind": kind})["items"]
        assert {candidate["kind"] for candidate in candidates} == {kind}
    assert ids_of(client, {"q": "Turkic", "limit": "1"}) == [page["items"][0]["id"]]


def test_nothing_alike_is_an_empty_list(client: TestClient) -> None:
    answer = ask(client, "/resolve", {"q": "qqqqqqqqqqqq"})
    assert (answer["items"], answer["total"], answer["next_cursor"]) == ([], 0, None)


@pytest.mark.parametrize(
    ("params", "parameter"),
    [
        ({"q": "!!!"}, "q"),
        ({"q": "\0"}, "q"),
        ({"q": ""}, "q"),
        ({"q": " "}, "q"),
        ({"q": "x" * 302}, "q"),
        ({}, "q"),
        ({"q": ["Turkey", "Tokayev"]}, "q"),
        ({"q": "Turkey", "kind": "countries"}, "kind"),
        ({"q": "Turkey", "limit": "0"}, "limit"),
        ({"q": "Turkey", "limit": "51"}, "limit"),
        ({"name": "Turkey"}, "q"),
    ],
)
def test_question_that_cannot_be_is_refused(client: TestClient, params: Any, parameter: str) -> None:
    assert first_error(client, "/resolve", params)["parameter"] == parameter
