"""Data sets in the shapes of those that others publish: loaded from tables, asked by filters, and exported."""

import csv
import io

import icalendar
import pytest
from fastapi.testclient import TestClient

from tests.api.test_jsonld import ask_jsonld
from tests.api_requests import Params, ask, ids, items
from tests.conftest import on_sqlite
from tests.made_up_tables import DOCUMENT

pytestmark = on_sqlite

ILYA, MIRA, ANNA, ANA, NOOR, OMAR = (
    "ilya-sample", "mira-sample", "anna-probe", "anna-probe-2", "noor-specimen", "omar-specimen",
)  # fmt: skip
CONVENTION, PROBES, PROTOCOL, LETTERS, PACKAGE = (
    "convention-on-samples", "convention-on-probes", "samples-protocol", "samples-letters", "samples-package",
)  # fmt: skip
PHONE, VIDEO, TOUR, CANCELLED_MEETING, POSTPONED_MEETING, PLANNED_MEETING = (
    "call-2022-03-11", "video-2022-04", "tour-2022", "visit-2022-08-cancelled", "session-4-postponed",
    "session-5-planned",
)  # fmt: skip
CERTAIN = {"date_match": "certain"}


@pytest.mark.parametrize(
    ("path", "params", "expected"),
    [
        ("/officials", {}, [ANNA, ILYA, MIRA, NOOR, OMAR, ANA]),
        ("/officials", {"position": "head-of-state"}, [ILYA, MIRA]),
        ("/officials", {"position": "none"}, [NOOR]),
        ("/officials", {"position": "none", "held_on": "1962"}, [ANNA, MIRA, NOOR, OMAR]),
        ("/officials", {"position": "!head-of-state", "held_on": "1975"}, [ANNA, ILYA, NOOR, OMAR, ANA]),
        ("/officials", {"position": "!head-of-state"}, [ANNA, NOOR, OMAR, ANA]),
        ("/officials", {"position": ["head-of-government", "!head-of-state"]}, []),
        ("/officials", {"position": "head-of-state", "held_on": "1962"}, [ILYA]),
        ("/officials", {"position": "head-of-state", "held_on": "1965"}, []),
        ("/officials", {"position": "head-of-government", "held_on": "1965-01-01"}, [ILYA]),
        ("/officials", {"position": "head-of-government", "held_on": "1968", **CERTAIN}, [ILYA]),
        ("/officials", {"position": "head-of-government", "held_on": "1968-06-01", **CERTAIN}, []),
        ("/officials", {"position": "foreign-minister", "held_on": "1990-04"}, [ANNA]),
        ("/officials", {"position": "foreign-minister", "held_on": "1990-05"}, []),
        ("/officials", {"position": "foreign-minister", "held_on": "1970/1976-09"}, []),
        ("/officials", {"position": "ambassador", "held_on": "1950"}, [ANA]),
        ("/officials", {"held_on": "1976/1979", "country": ["East Germany", "Yugoslavia"]}, [ANNA, MIRA, ANA]),
        ("/officials", {"held_on": "1976-12", "country": "TR"}, []),
        ("/officials", {"country": "Soviet Union", "held_on": "1968"}, [ILYA]),
        ("/officials", {"country": "United Nations", "position": "head of organization"}, [OMAR]),
        ("/timeline", {"host": "KZ", "document": DOCUMENT}, [CANCELLED_MEETING, TOUR]),
        ("/meetings", {"host": "KZ", "document": DOCUMENT}, [CANCELLED_MEETING, TOUR]),
        ("/agreements", {"in_force": "2000"}, [PROBES, CONVENTION]),
        ("/agreements", {"in_force": "1989"}, []),
        ("/agreements", {"in_force": "1991"}, [CONVENTION]),
        ("/agreements", {"in_force": "1991", "country": "USSR"}, [CONVENTION]),
        ("/agreements", {"in_force": "1992", "country": "USSR"}, []),
        ("/agreements", {"in_force": "1995-06-01", **CERTAIN}, [CONVENTION]),
        ("/agreements", {"in_force": "2000", "country": "KZ", **CERTAIN}, []),
        ("/agreements", {"in_force": "2000", "country": "UZ", **CERTAIN}, [CONVENTION]),
        ("/agreements", {"in_force": "2013", "country": "UZ"}, [LETTERS, PROBES]),
        ("/agreements", {"in_force": "2013", "country": ["UZ", "KZ"]}, [LETTERS, PROBES, CONVENTION]),
        ("/agreements", {"in_force": "2013", "between": "KZ,TR"}, [CONVENTION]),
        ("/agreements", {"in_force": "2013", "between": "KZ,UZ"}, [PROBES]),
        ("/agreements", {"in_force": "2011", "between": "KZ,UZ"}, [PROBES, CONVENTION]),
        ("/agreements", {"type": ["protocol", "exchange of letters"]}, [LETTERS, PROTOCOL]),
        ("/agreements", {"status": ["negotiated", "in-force"]}, [PROBES, PROTOCOL]),
        ("/meetings", {"type": ["phone-call", "video-call"]}, [VIDEO, PHONE]),
        ("/meetings", {"status": "cancelled"}, [CANCELLED_MEETING]),
        ("/meetings", {"status": "postponed", "mechanism": "jspg-tr-uz"}, [POSTPONED_MEETING]),
        ("/meetings", {"overdue": "true"}, [PLANNED_MEETING]),
        ("/meetings", {"overdue": "false", "mechanism": "jspg-tr-uz"}, [POSTPONED_MEETING]),
        ("/meetings", {"city": "Astana"}, [CANCELLED_MEETING, TOUR]),
        ("/meetings", {"city": "Ankara", "type": "visit"}, [TOUR]),
        ("/meetings", {"country": "Kazakhstan"}, [CANCELLED_MEETING, TOUR]),
        ("/meetings", {"between": "TR,UZ"}, [PHONE]),
    ],
)
def test_list(tables: TestClient, path: str, params: Params, expected: list[str]) -> None:
    assert ids(tables, path, {"document": DOCUMENT, **params}) == expected


@pytest.mark.parametrize(
    ("spelling", "record"), [("Sample Ilya", ILYA), ("Q900000001", ILYA), ("Ana Probe", ANA), ("probe anna", ANNA)]
)
def test_an_official_is_found_by_any_order_of_words_and_by_other_ids(
    tables: TestClient, spelling: str, record: str
) -> None:
    assert ask(tables, f"/officials/{spelling}")["id"] == record
    first = items(tables, "/resolve", {"q": spelling, "kind": "official", "limit": "1"})[0]
    assert (first["id"], first["exact"], first["role"] == "id") == (record, True, False)
    assert record in ids(tables, "/officials", {"q": spelling}) or spelling.startswith("Q")


def test_an_official_may_have_no_post(tables: TestClient) -> None:
    official = ask(tables, f"/officials/{NOOR}")
    assert (official["positions"], official["external_ids"]) == ([], {"wikidata": None})


def test_a_party_has_dates_of_its_own(tables: TestClient) -> None:
    agreement = ask(tables, f"/agreements/{CONVENTION}")
    former_party = agreement["parties"][2]
    assert {name: former_party[name] for name in ("code", "signed", "ratified", "in_force", "ended", "how")} == {
        "code": "UZ", "signed": None, "ratified": "1996", "in_force": "1996-09-01", "ended": "2012-01-15",
        "how": "accession",
    }  # fmt: skip
    assert agreement["text_url"] == "https://treaties.example/samples"


@pytest.mark.parametrize(
    ("record", "relation", "related_ids"),
    [
        (PROTOCOL, "amends", [CONVENTION]),
        (PROBES, "replaces", [CONVENTION]),
        (LETTERS, "under", [CONVENTION]),
        (PACKAGE, "contains", [LETTERS, PROTOCOL]),
        (CONVENTION, "contains", []),
    ],
)
def test_agreements_refer_to_each_other(tables: TestClient, record: str, relation: str, related_ids: list[str]) -> None:
    assert ask(tables, f"/agreements/{record}")[relation] == related_ids


def test_a_call_has_no_place_and_the_countries_of_those_who_talked(tables: TestClient) -> None:
    call = ask(tables, f"/meetings/{PHONE}")
    assert (call["city"], call["country"], call["places"]) == (None, None, [])
    assert [country["code"] for country in call["countries"]] == ["UZ", "TR"]


def test_a_tour_has_several_stops(tables: TestClient) -> None:
    tour = ask(tables, f"/meetings/{TOUR}")
    stops = [(stop["city"], stop["country"]["code"], stop["date"]) for stop in tour["places"]]
    assert stops == [("Ankara", "TR", "2022-07-10/2022-07-12"), ("Astana", "KZ", "2022-07-13")]
    assert (tour["city"], tour["country"]["code"], tour["coordinates"] is None) == ("Ankara", "TR", False)
    groups = ask(tables, "/meetings", {"document": DOCUMENT, "group_by": "city"})["items"]
    assert {group["value"]: group["count"] for group in groups} == {"ankara": 2, "astana": 2, None: 4}


def test_missions_have_types_and_dates(tables: TestClient) -> None:
    missions = ask(tables, "/countries/UZ")["missions"]
    assert [
        (mission["sender"]["code"], mission["type"], mission["opened"], mission["closed"]) for mission in missions
    ] == [
        ("KZ", "representation", None, "2011-05"),
        ("TR", "liaison-office", "1992-04", "1992-06-20"),
        ("UZ", "consulate", "1998-03-01", "../2003"),
        ("UZ", "embassy", "1993", None),
        ("UZ", "permanent-mission", "1992-03-02", None),
    ]


def test_calendar(tables: TestClient) -> None:
    answer = tables.get("/meetings.ics", params={"document": DOCUMENT})
    events = {str(event["URL"]).rpartition("/")[2]: event for event in icalendar.Calendar.from_ical(answer.text).events}
    event_words = {name: (str(event["STATUS"]), str(event.get("LOCATION", ""))) for name, event in events.items()}
    assert event_words == {
        PHONE: ("CONFIRMED", ""),
        TOUR: ("CONFIRMED", "Ankara, Türkiye; Astana, Kazakhstan"),
        CANCELLED_MEETING: ("CANCELLED", "Astana, Kazakhstan"),
        POSTPONED_MEETING: ("CANCELLED", "Ankara, Türkiye"),
    }


@pytest.mark.parametrize(
    ("path", "record", "cells"),
    [
        ("/officials", ILYA, {"positions_class": "head-of-state;head-of-government"}),
        ("/agreements", CONVENTION, {"parties_code": "KZ;TR;UZ;SUHH", "parties_ended": ";;2012-01-15;1991-12-26"}),
        ("/meetings", TOUR, {"places_city": "Ankara;Astana", "overdue": "false"}),
        ("/countries", "UZ", {"missions_closed": "2011-05;1992-06-20;../2003;;"}),
    ],
)  # fmt: skip
def test_csv(tables: TestClient, path: str, record: str, cells: dict[str, str]) -> None:
    answer = tables.get(f"{path}.csv")
    [row] = [row for row in csv.DictReader(io.StringIO(answer.text)) if row["id"] == record]
    assert {name: row[name] for name in cells} == cells


def test_linked_data(tables: TestClient) -> None:
    call, tour = ask_jsonld(tables, f"/meetings/{PHONE}"), ask_jsonld(tables, f"/meetings/{TOUR}")
    assert call["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert [place["name"] for place in tour["location"]] == ["Ankara", "Astana"]
    assert ask_jsonld(tables, f"/meetings/{CANCELLED_MEETING}")["eventStatus"] == "https://schema.org/EventCancelled"
    assert ask_jsonld(tables, f"/officials/{ILYA}")["sameAs"] == "http://www.wikidata.org/entity/Q900000001"
    package, convention = ask_jsonld(tables, f"/agreements/{PACKAGE}"), ask_jsonld(tables, f"/agreements/{CONVENTION}")
    assert [part["@id"].rpartition("/")[2] for part in package["hasPart"]] == [LETTERS, PROTOCOL]
    assert convention["encoding"]["contentUrl"] == "https://treaties.example/samples"


def test_pages(tables: TestClient) -> None:
    tour, treaty = (tables.get(f"/explore{path}").text for path in (f"/meetings/{TOUR}", f"/agreements/{CONVENTION}"))
    assert "Astana, Kazakhstan, 13 Jul 2022" in tour
    assert "in force 1 Sep 1996, ended 15 Jan 2012" in treaty
    assert "Overdue" in tables.get(f"/explore/meetings/{PLANNED_MEETING}").text
    assert "East Germany" in tables.get(f"/explore/officials/{ANNA}").text
    assert "until Apr 1990 at the latest" in tables.get(f"/explore/officials/{ANNA}").text
    assert "External ids" not in tables.get(f"/explore/officials/{ANNA}").text
    assert "Status: planned, overdue" in tables.get("/meetings.atom", params={"document": DOCUMENT}).text
