"""Countries: one row a filter, and what a reader of the documents asks of them."""

import pytest
from fastapi.testclient import TestClient

from tests.asking import Params, ask, ids

ALL = ["AM", "AZ", "CN", "HU", "KZ", "TR"]


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, ALL),
        ({"mechanism": "JSPG"}, ["KZ", "TR"]),
        ({"mechanism": ["TURKPA", "SCO"]}, ["KZ", "TR"]),
        ({"mechanism": "SCO"}, []),
        ({"country": "Turkiye"}, ["TR"]),
        ({"country": ["398", "CHN"]}, ["CN", "KZ"]),
        ({"document": "hlscc-5-preview"}, ["HU", "KZ", "TR"]),
        ({"document": "fidan-astana-visit"}, ["AM", "AZ", "CN", "TR"]),
        ({"document": "jspg-8-report"}, []),
        ({"published_from": "2026"}, ["TR"]),
        ({"sort": "-name"}, ALL[::-1]),
        ({"sort": "-id", "country": ["AM", "AZ"]}, ["AZ", "AM"]),
    ],
)
def test_list(client: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(client, "/countries", params) == expected


@pytest.mark.parametrize("spelling", ["TR", "tr", "TUR", "792", "Turkey", "TURKIYE", "Türkiye", "Republic of Turkey"])
def test_one_is_found_by_any_name(client: TestClient, spelling: str) -> None:
    country = ask(client, f"/countries/{spelling}")
    assert (country["id"], country["code"], country["alpha3"], country["numeric"]) == ("TR", "TR", "TUR", "792")
    assert (country["name"], country["official_name"]) == ("Türkiye", "Republic of Türkiye")
    assert "Turkey" in country["aliases"]


def missions(client: TestClient, country: str, sender: str) -> set[tuple[str, str | None]]:
    """The missions in a country's record that one country keeps."""
    return {
        (mission["type"], mission["city"])
        for mission in ask(client, f"/countries/{country}")["missions"]
        if mission["sender"]["code"] == sender
    }


@pytest.mark.parametrize("country", ["KZ", "TR"])
def test_embassies_and_consulates(client: TestClient, country: str) -> None:
    """Both the country that keeps a mission and the one that hosts it show it."""
    honorary = {"Denizli", "Alanya", "Bursa", "Bitlis", "Hatay", "Konya", "Mersin"}
    assert missions(client, country, "KZ") == {
        ("embassy", None),
        ("consulate-general", "Istanbul"),
        ("consulate-general", "Antalya"),
        *(("honorary-consulate", city) for city in honorary),
    }
    assert missions(client, country, "TR") == {
        *(("consulate-general", city) for city in ("Almaty", "Aktau", "Turkistan")),
        ("honorary-consulate", "Shymkent"),
    }


def test_mechanisms_of_a_country(client: TestClient) -> None:
    shown = [mechanism["id"] for mechanism in ask(client, "/countries/KZ")["mechanisms"]]
    assert shown == sorted(ids(client, "/mechanisms", {"country": "KZ"}))
    assert ask(client, "/countries/CN")["mechanisms"] == []


def test_the_code_of_armenia_keeps_its_zero(client: TestClient) -> None:
    assert ask(client, "/countries/AM")["numeric"] == "051"
