"""Countries: one row a filter, and what a reader of the documents asks of them."""

from collections import Counter

import pytest
from fastapi.testclient import TestClient

from app.domain.text import fold
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import ListedCountrySeed
from tests.api_requests import LISTS, Params, ask, first_error, ids, items
from tests.conftest import on_both, on_sqlite
from tests.seed_copies import SEED

pytestmark = on_sqlite

RECORDED_CODES = ["AF", "AM", "AZ", "CN", "HU", "IR", "IQ", "KZ", "RU", "TR"]


@on_both
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"recorded": "yes"}, RECORDED_CODES),
        ({"mechanism": "JSPG"}, ["KZ", "TR"]),
        ({"mechanism": ["TURKPA", "SCO"]}, ["KZ", "TR"]),
        ({"mechanism": "SCO"}, []),
        ({"country": "Turkiye"}, ["TR"]),
        ({"country": ["398", "CHN"]}, ["CN", "KZ"]),
        ({"document": "hlscc-5-preview"}, ["AZ", "HU", "KZ", "TR"]),
        ({"document": "fidan-astana-visit"}, ["AF", "AM", "AZ", "CN", "RU", "TR"]),
        ({"document": "jspg-8-report"}, []),
        ({"published_from": "2026"}, ["AF", "IR", "IQ", "RU", "TR"]),
        ({"sort": "-name", "recorded": "yes"}, RECORDED_CODES[::-1]),
        ({"recorded": "no", "country": ["TR", "JP", "Kosovo"]}, ["JP", "XK"]),
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
    """The missions in the record of one country that another country keeps."""
    return {
        (mission["type"], mission["city"])
        for mission in ask(client, f"/countries/{country}")["missions"]
        if mission["sender"]["code"] == sender
    }


@pytest.mark.parametrize("country", ["KZ", "TR"])
def test_embassies_and_consulates(client: TestClient, country: str) -> None:
    """The country that keeps a mission shows it, and so does the one that hosts it."""
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
    mechanism_ids = [mechanism["id"] for mechanism in ask(client, "/countries/KZ")["mechanisms"]]
    assert mechanism_ids == sorted(ids(client, "/mechanisms", {"country": "KZ"}))
    assert ask(client, "/countries/CN")["mechanisms"] == []


def test_the_code_of_armenia_keeps_its_zero(client: TestClient) -> None:
    assert ask(client, "/countries/AM")["numeric"] == "051"


# --- those of which nothing is recorded ----------------------------------------------------------


def test_all_countries_of_the_standard_are_there(client: TestClient) -> None:
    countries = {country["code"]: country for country in items(client, "/countries")}
    today = {code for code, country in countries.items() if country["valid_until"] is None}
    assert len(today) == 250
    assert {code for code in today if None in (countries[code]["alpha3"], countries[code]["numeric"])} == {"XK"}
    for field in ("alpha3", "numeric", "name"):
        values = [country[field] for country in countries.values() if country[field]]
        assert len(set(values)) == len(values)
    names = {
        "RU": "Russia",
        "KR": "South Korea",
        "XK": "Kosovo",
        "CD": "Democratic Republic of the Congo",
        "TR": "Türkiye",
    }
    assert {code: countries[code]["name"] for code in names} == names
    assert {code for code, country in countries.items() if country["sources"]} == set(RECORDED_CODES)
    assert ids(client, "/countries")[:3] == ["AF", "AX", "AL"]


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("JPN", "JP"), ("392", "JP"), ("japan", "JP"), ("Japonya", "JP"), ("Япония", "JP"), ("Жапония", "JP"),
        ("U.S.", "US"), ("the United States", "US"), ("U.K.", "GB"), ("The Netherlands", "NL"), ("P.R. China", "CN"),
        ("FRG", "DE"), ("Democratic Republic of Congo", "CD"), ("Republic of Congo", "CG"), ("the Gambia", "GM"),
        ("UK", "GB"), ("Great Britain", "GB"), ("USA", "US"), ("United States of America", "US"), ("America", "US"),
        ("Russian Federation", "RU"), ("Republic of Korea", "KR"), ("DPRK", "KP"), ("Ivory Coast", "CI"),
        ("Cote d'Ivoire", "CI"), ("Burma", "MM"), ("Holland", "NL"), ("UAE", "AE"), ("Czech Republic", "CZ"),
        ("Viet Nam", "VN"), ("Kosova", "XK"), ("Republic of Armenia", "AM"), ("People's Republic of China", "CN"),
        ("Northern Cyprus", None), ("Congo-Kinshasa", "CD"), ("Guinea", "GN"), ("Samoa", "WS"),
        ("St. Lucia", "LC"), ("Macau", "MO"),
    ],
)  # fmt: skip
def test_the_usual_names_are_known(client: TestClient, spelling: str, code: str | None) -> None:
    if code is None:
        first_error(client, "/meetings", {"country": spelling})
        return
    assert ask(client, f"/countries/{spelling}")["code"] == code
    assert ids(client, "/countries", {"country": spelling}) == [code]


AMBIGUOUS = {"Congo": {"CD", "CG"}, "Korea": {"KP", "KR"}, "Virgin Islands": {"VG", "VI"}}


@pytest.mark.parametrize("spelling", AMBIGUOUS)
def test_a_name_that_may_mean_two_countries_is_refused_with_both(client: TestClient, spelling: str) -> None:
    for path, params, status in (("/meetings", {"country": spelling}, 422), (f"/countries/{spelling}", {}, 404)):
        suggestions = first_error(client, path, params, status)["suggestions"]
        assert {ask(client, f"/countries/{name}")["code"] for name in suggestions} == AMBIGUOUS[spelling]


def test_no_alias_is_the_last_word_of_the_names_of_two_countries(client: TestClient) -> None:
    """Unless it is the whole name of one, such as Guinea. Otherwise whoever says Congo would silently get one of two
    countries."""
    countries = items(client, "/countries")
    endings = {country["code"]: fold(country["name"]).rpartition(" ")[2] for country in countries}
    country_names = {fold(country["name"]) for country in countries}
    shared_endings = {word for word, number in Counter(endings.values()).items() if number > 1} - country_names
    aliases = {fold(alias) for country in countries for alias in country["aliases"] + country["editorial_aliases"]}
    assert {"congo", "korea", "islands"} <= shared_endings
    assert not shared_endings & aliases


@pytest.mark.parametrize("path", [*LISTS, "/trade-stats/series"])
def test_a_valid_code_without_records_is_an_empty_list(client: TestClient, path: str) -> None:
    """It has the day up to which documents were read, as none of them is about that country."""
    until = ask(client, path)["coverage_until"]
    for code in ("JP", "XK", "Mongolia", "AQ"):
        answer = ask(client, path, {"country": code})
        if path != "/countries":
            assert (answer["items"], answer.get("total", 0)) == ([], 0)
        assert answer["coverage_until"] == until is not None


def test_pages_of_a_country_without_records(client: TestClient) -> None:
    for page in (
        "/explore/countries/JP",
        "/explore/countries/XK",
        "/briefings/jp-xk",
        "/briefings/jp-tr.md",
        "/?country=JP",
    ):
        assert client.get(page).status_code == 200, page
    assert client.get("/countries/XK/citation").status_code == 200


def test_a_curated_entry_stands_before_the_listed_one() -> None:
    """What it leaves out comes from the listed entry."""
    countries = {record.id: record for record in Seed(SEED).records["country"]}
    assert [code for code, country in countries.items() if not isinstance(country, ListedCountrySeed)] == [
        "KZ", "TR", "AM", "AZ", "CN", "HU", "AF", "IQ", "IR", "RU",
    ]  # fmt: skip
    names = {name for _, name in countries["CN"].names()}
    assert {"China", "Çin", "People's Republic of China", "PRC"} <= names
    assert countries["CN"].evidence
