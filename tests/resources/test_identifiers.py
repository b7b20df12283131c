"""The identifiers of a record in ISO 3166, Wikidata and OpenSanctions, and how they find it."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.db.engine import make_engine
from app.db.tables import Official
from app.db.tables.publication import Name
from app.ingest.seed_schema.mechanisms import MechanismSeed
from app.ingest.seed_schema.parties import CountrySeed, OrganizationSeed
from app.ingest.seed_schema.record import IdentifiedSeed
from app.resources.identifiers import identifiers
from app.settings import Settings
from tests.api_requests import ask, first_error, ids
from tests.conftest import on_sqlite

pytestmark = on_sqlite


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            CountrySeed(id="KZ", alpha3="KAZ", numeric="398", name="Kazakhstan"),
            ["iso-3166-1-alpha-2:KZ", "iso-3166-1-alpha-3:KAZ", "iso-3166-1-numeric:398"],
        ),
        (CountrySeed(id="XK", name="Kosovo"), []),
        (
            CountrySeed(id="SUHH", kind="former-state", alpha3="SUN", numeric="810", name="USSR", valid_until="1991"),
            ["iso-3166-3:SUHH"],
        ),
        (
            OrganizationSeed(id="PROBE", name="Probe", external_ids={"wikidata": "Q900000007"}),
            ["wikidata:Q900000007"],
        ),
        (
            MechanismSeed(id="probe", name="Probe", kind="council", external_ids={"opensanctions": "NK-probe"}),
            ["opensanctions:NK-probe"],
        ),
    ],
    ids=lambda value: getattr(value, "id", ""),
)
def test_an_entry_of_the_seed(entry: IdentifiedSeed, expected: list[str]) -> None:
    assert [f"{scheme}:{value}" for scheme, value in entry.identifiers()] == expected
    for name in expected:  # without its scheme, it is a name
        assert name.partition(":")[2] in [entry.id, *(spelling for _, spelling in entry.names())]


def test_a_record_has_identifiers_and_is_found_by_them(tables: TestClient) -> None:
    numeric = ask(tables, "/countries/KZ")["identifiers"][2]
    assert numeric == {"scheme": "iso-3166-1-numeric", "id": "398", "url": None, "basis": "standard"}
    (official,) = ask(tables, "/officials", {"identifier": "wikidata:q900000001"})["items"]
    page = "https://www.wikidata.org/wiki/Q900000001"
    identifier = {"scheme": "wikidata", "id": "Q900000001", "url": page, "basis": "document"}
    assert official["identifiers"] == [identifier]
    match = ask(tables, "/resolve", {"q": "wikidata:Q900000001"})["items"][0]
    assert (match["kind"], match["id"], match["exact"]) == ("official", official["id"], True)


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("/countries", "iso-3166-1-alpha-3:kaz", ["KZ"]),
        ("/countries", ["iso-3166-1-numeric:398", "iso-3166-3:SUHH"], ["KZ", "SUHH"]),
        ("/countries", "none", ["XK"]),
        ("/officials", "!none", []),
        ("/organizations", "!none", []),
    ],
)
def test_filter(client: TestClient, path: str, value: str | list[str], expected: list[str]) -> None:
    assert ids(client, path, {"identifier": value}) == expected


def test_a_wrong_identifier_is_refused_with_the_nearest(client: TestClient) -> None:
    # UAE is an alias of the country, and no code.
    error = first_error(client, "/countries", {"identifier": "iso-3166-1-alpha-3:UAE"})
    assert error["suggestions"]
    assert ids(client, "/countries", {"identifier": error["suggestions"]})
    assert first_error(client, "/officials", {"identifier": "nonee"})["suggestions"] == ["none"]


def test_no_other_parameter_takes_an_identifier_for_a_name(client: TestClient) -> None:
    error = first_error(client, "/meetings", {"country": "iso-3166-1-alpha-3:KAX"})
    assert not any(":" in name for name in error["suggestions"])


def test_what_no_document_has_is_editorial(seed_database: Settings) -> None:
    engine = make_engine(seed_database)
    with Session(engine) as session:
        name = {
            "record_id": "hakan-fidan",
            "position": 1,
            "text": "opensanctions:NK-probe",
            "folded": "",
            "role": "code",
        }
        session.execute(insert(Name).values(kind="official identifier", **name))
        values = identifiers(session, Official, ["hakan-fidan", "borrell"])
        assert values["borrell"] == []
        assert values["hakan-fidan"][0]["basis"] == "editorial"
        assert values["hakan-fidan"][0]["url"] == "https://www.opensanctions.org/entities/NK-probe/"
    engine.dispose()
