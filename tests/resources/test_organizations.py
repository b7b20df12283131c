"""Parties besides the countries of today: organisations, former states and territories, by every usual name."""

import csv
import io

import pytest
from fastapi.testclient import TestClient

from tests.api_requests import Params, ask, first_error, ids, items
from tests.conftest import on_sqlite

pytestmark = on_sqlite

RECORDED_CODES = ["CICA", "ECO", "EU", "OIC", "OSCE", "OTS", "SCO", "TURKPA", "UN"]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"recorded": "yes", "sort": "id"}, RECORDED_CODES),
        ({"mechanism": "OTS"}, ["OTS"]),
        ({"mechanism": "JSPG"}, []),
        ({"country": "TR", "sort": "-id"}, ["UN", "TURKPA", "OTS", "OSCE", "OIC", "ECO", "CICA"]),
        ({"document": "hlscc-5-preview", "q": "turkic states"}, ["OTS", "TURKPA"]),
        ({"q": "Евросоюз"}, ["EU"]),
    ],
)
def test_list(client: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(client, "/organizations", params) == expected


@pytest.mark.parametrize(
    ("spelling", "path"),
    [
        ("European Union", "/organizations/EU"), ("eu", "/organizations/EU"), ("Avrupa Birliği", "/organizations/EU"),
        ("United Nations", "/organizations/UN"), ("UNO", "/organizations/UN"), ("ООН", "/organizations/UN"),
        ("North Atlantic Treaty Organisation", "/organizations/NATO"), ("nato", "/organizations/NATO"),
        ("Organization of Turkic States", "/organizations/OTS"), ("Turkic Council", "/organizations/OTS"),
        ("Shanghai Cooperation Organization", "/organizations/SCO"),
        ("Shanghai Cooperation Organisation", "/organizations/SCO"), ("IMF", "/organizations/IMF"),
        ("USSR", "/countries/SUHH"), ("Soviet Union", "/countries/SUHH"), ("SUN", "/countries/SUHH"),
        ("Union of Soviet Socialist Republics", "/countries/SUHH"), ("СССР", "/countries/SUHH"),
        ("Yugoslavia", "/countries/YUCS"), ("Socialist Federal Republic of Yugoslavia", "/countries/YUCS"),
        ("Czechoslovakia", "/countries/CSHH"), ("East Germany", "/countries/DDDE"), ("GDR", "/countries/DDDE"),
        ("Serbia and Montenegro", "/countries/CSXX"), ("Kosovo", "/countries/XK"), ("Russia", "/countries/RU"),
        ("South Korea", "/countries/KR"), ("Dahomey", "/countries/BJ"), ("BUMM", "/countries/MM"),
        ("Hong Kong", "/countries/HK"),
    ],
)  # fmt: skip
def test_every_usual_name_is_known(client: TestClient, spelling: str, path: str) -> None:
    """The resolver, the path and a filter know it. A list that is empty says up to when documents were read."""
    kind = "organization" if path.startswith("/organizations") else "country"
    exact = [item["url"] for item in ask(client, "/resolve", {"q": spelling, "kind": kind})["items"] if item["exact"]]
    assert exact == [path]
    list_path = path.rpartition("/")[0]
    assert ask(client, f"{list_path}/{spelling}")["url"] == path
    for parameter, of in (("country", "/meetings"), ("reporter", "/trade-stats"), ("country", "/agreements")):
        answer = ask(client, of, {parameter: spelling})
        assert (answer["items"], answer["total"]) == ([], 0)
        assert answer["coverage_until"]


def test_an_organisation_is_its_mechanism_too(client: TestClient) -> None:
    party, mechanism = ask(client, "/organizations/OTS"), ask(client, "/mechanisms/ots")
    assert party["mechanism"] == {"id": "ots", "acronym": "OTS", "name": "Organization of Turkic States"}
    assert (
        party["members"]
        == mechanism["member_parties"]
        == [
            {"code": "KZ", "name": "Kazakhstan", "kind": "state"},
            {"code": "TR", "name": "Türkiye", "kind": "state"},
        ]
    )
    assert [source["document"] for source in party["sources"]] == [
        source["document"] for source in mechanism["sources"]
    ]
    assert mechanism["organization"] == {"code": "OTS", "name": "Organization of Turkic States", "kind": "organization"}
    assert ask(client, "/organizations/NATO")["mechanism"] is ask(client, "/mechanisms/JSPG")["organization"] is None
    assert ids(client, "/meetings", {"mechanism": "OTS"})
    kinds = {item["kind"] for item in ask(client, "/resolve", {"q": "OTS"})["items"] if item["exact"]}
    assert kinds == {"mechanism", "organization"}


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"kind": "former-state", "sort": "id"}, ["CSHH", "CSXX", "DDDE", "SKIN", "SUHH", "VDVN", "YDYE", "YUCS"]),
        ({"kind": "territory", "q": "kosovo OR bermuda"}, ["BM", "XK"]),
        ({"kind": "state", "country": ["KZ", "Hong Kong", "USSR"]}, ["KZ"]),
    ],
)
def test_countries_by_kind(client: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(client, "/countries", params) == expected


def test_a_former_state_has_an_end_and_successors(client: TestClient) -> None:
    former = [country for country in items(client, "/countries") if country["kind"] == "former-state"]
    assert all(country["valid_until"] and country["successors"] for country in former)
    union = ask(client, "/countries/SUHH")
    assert (union["valid_from"], union["valid_until"]) == ("1922-12-30", "1991-12-26")
    assert {"code": "KZ", "name": "Kazakhstan", "kind": "state"} in union["successors"]
    yugoslavia = ask(client, "/countries/YUCS")["successors"]
    assert {"code": "CSXX", "name": "Serbia and Montenegro", "kind": "former-state"} in yugoslavia
    assert {group["value"]: group["count"] for group in ask(client, "/countries", {"group_by": "kind"})["items"]} == {
        "state": 195, "territory": 68, "former-state": 8,
    }  # fmt: skip


def test_an_organisation_is_no_country(client: TestClient) -> None:
    assert "EU" not in ids(client, "/countries")
    messages = [first_error(client, path, status=404)["message"] for path in ("/countries/EU", "/organizations/Turkey")]
    assert messages == [
        "no country has that id, but the organization EU has that name",
        "no organization has that id, but the state TR has that name",
    ]
    assert client.get("/countries/EU").headers["link"] == '</organizations/EU>; rel="alternate"'
    near = first_error(client, "/meetings", {"country": "Unted Nations"})
    assert (near["message"], near["suggestions"][0]) == (
        "no recorded party is called 'Unted Nations'", "United Nations",
    )  # fmt: skip


EU = {"code": "EU", "name": "European Union", "kind": "organization"}
UN = {"code": "UN", "name": "United Nations", "kind": "organization"}


def test_organisations_and_people_of_none_meet_and_sign(wider: TestClient) -> None:
    meeting = ask(wider, "/meetings/made-up-8")
    assert meeting["countries"][1:] == [EU, UN]
    countries = {person["official"]["id"]: person["country"] for person in meeting["participants"]}
    assert (countries["envoy-example"], countries["manager-example"]) == (UN, None)
    agreement = ask(wider, "/agreements/made-up-agreement")
    assert [(party["code"], party["kind"]) for party in agreement["parties"]] == [
        ("UZ", "state"), ("EU", "organization"), ("SUHH", "former-state"),
    ]  # fmt: skip
    assert [person["country"] for person in agreement["signatories"]] == [EU, None]
    assert ask(wider, "/officials/manager-example")["country"] is None
    assert ask(wider, "/mechanisms/council-eu-uz")["member_parties"][0] == EU
    assert [mechanism["id"] for mechanism in ask(wider, "/organizations/EU")["mechanisms"]] == ["council-eu-uz"]


@pytest.mark.parametrize(
    ("path", "params", "expected"),
    [
        ("/meetings", {"country": "European Union"}, ["made-up-8"]),
        ("/meetings", {"between": "EU,United Nations"}, ["made-up-8"]),
        ("/agreements", {"country": "USSR"}, ["made-up-agreement"]),
        ("/agreements", {"between": "EU,Uzbekistan"}, ["made-up-agreement"]),
        ("/timeline", {"between": "EU,UZ", "sort": "id"}, ["made-up-8", "made-up-agreement"]),
        ("/trade-stats", {"partner": "European Union"}, ["made-up-trade-eu"]),
        ("/trade-stats", {"between": "UZ,EU"}, ["made-up-trade-eu"]),
        ("/officials", {"country": "UNO"}, ["envoy-example"]),
        ("/officials", {"country": "none"}, ["manager-example"]),
        ("/mechanisms", {"country": "EU"}, ["council-eu-uz"]),
        ("/organizations", {"mechanism": "council-eu-uz"}, ["EU"]),
        ("/organizations", {"recorded": "yes", "q": "european OR united"}, ["EU", "UN"]),
        ("/meetings", {"q": '"Avrupa Birliği"'}, ["made-up-8"]),
    ],
)
def test_a_party_is_found_wherever_a_country_is(
    wider: TestClient, path: str, params: Params, expected: list[str]
) -> None:
    assert ids(wider, path, params) == expected


def test_groups_pages_and_files_have_organisations(wider: TestClient) -> None:
    groups = ask(wider, "/meetings", {"group_by": "country", "document": "made-up"})["items"]
    assert {group["value"]: group["label"] for group in groups}.items() >= {("EU", "European Union")}
    for path in ("/explore/meetings/made-up-8", "/explore/mechanisms/council-eu-uz"):
        assert 'href="/explore/organizations/EU"' in wider.get(path).text, path
    assert "<h1>European Union and Uzbekistan</h1>" in wider.get("/briefings/EU-Uzbekistan").text
    assert "A made-up meeting with organisations" in wider.get("/explore/organizations/EU").text
    (row,) = csv.DictReader(io.StringIO(wider.get("/meetings.csv", params={"country": "EU"}).text))
    assert (row["countries_code"], row["countries_kind"]) == ("UZ;EU;UN", "state;organization;organization")
    node = wider.get("/agreements/made-up-agreement", headers={"Accept": "application/ld+json"}).json()
    assert {"@id": "http://testserver/organizations/EU", "@type": "Organization", "name": "European Union"} in node[
        "contributor"
    ]
