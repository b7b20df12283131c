"""Meetings: one row a filter, and what a reader of the documents asks of them."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.domain import edtf
from app.domain.duration import possible_days
from tests.api_requests import Params, ask, first_error, ids, items
from tests.conftest import on_both, on_sqlite

pytestmark = on_sqlite

ON_2026_02_02 = ["erdogan-kosherbayev-2026-02-02", "jspg-kz-tr-8", "kosherbayev-visit-ankara-2026"]
ON_2025_07_29 = ["hlscc-kz-tr-5", "tokayev-visit-turkiye-2025"]
IN_BUDAPEST_2025 = ["erdogan-tokayev-budapest-2025", "ots-informal-summit-budapest-2025"]
IN_BAKU_2024 = ["erdogan-tokayev-baku-2024", "cop29-baku-2024"]
PLANNED_2023 = ["erdogan-visit-astana-2023", "ots-summit-astana-2023"]
SUMMITS_2026 = ["ots-informal-summit-2026", "ots-summit-13"]
IN_2023_09 = ["fidan-tokayev-2023-09-11", "fidan-visit-kazakhstan-2023"]
MEETINGS = [
    *ON_2026_02_02,
    *SUMMITS_2026,
    "sco-summit-tianjin-2025",
    *ON_2025_07_29,
    *IN_BUDAPEST_2025,
    *IN_BAKU_2024,
    *PLANNED_2023,
    *IN_2023_09,
    "academic-conference-turkic-states-1",
]


@on_both
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, MEETINGS),
        ({"mechanism": "JSPG"}, ["jspg-kz-tr-8"]),
        ({"mechanism": "joint strategic planning group"}, ["jspg-kz-tr-8"]),
        ({"mechanism": ["jspg-kz-tr", "HLSCC"]}, ["jspg-kz-tr-8", "hlscc-kz-tr-5"]),
        (
            {"mechanism": "Organisation of Turkic States"},
            [
                *SUMMITS_2026,
                "ots-informal-summit-budapest-2025",
                "ots-summit-astana-2023",
            ],
        ),
        ({"mechanism": "turkpa"}, []),
        ({"date": "2026-02-02"}, [*ON_2026_02_02, *SUMMITS_2026]),
        ({"date": "2026-02-02", "date_match": "certain"}, ON_2026_02_02),
        ({"date": "2025-07"}, ON_2025_07_29),
        ({"date": "2025-09-01"}, ["sco-summit-tianjin-2025"]),
        ({"date": "2025-09-01", "date_match": "certain"}, []),
        ({"date": "../2023-09"}, IN_2023_09),
        ({"date_from": "2024", "date_to": "2025-05"}, [*IN_BUDAPEST_2025, *IN_BAKU_2024]),
        ({"date_from": "2026-02-03"}, SUMMITS_2026),
        ({"country": "China"}, ["sco-summit-tianjin-2025"]),
        ({"country": ["HUN", "AZE"]}, [*IN_BUDAPEST_2025, *IN_BAKU_2024, "academic-conference-turkic-states-1"]),
        ({"between": "HU,TR"}, [IN_BUDAPEST_2025[1]]),  # a country in which two others meet takes no part
        ({"between": "Kazakhstan,Turkey", "date": "2025"}, [*ON_2025_07_29, *IN_BUDAPEST_2025]),
        ({"between": "CN,KZ"}, []),
        ({"between": "KZ,TR", "status": "planned"}, [*SUMMITS_2026, *PLANNED_2023]),
        ({"official": "Kosherbayev"}, ON_2026_02_02),
        ({"official": ["Erdogan", "hakan-fidan"], "date": "2023"}, ["erdogan-visit-astana-2023", *IN_2023_09]),
        ({"official": "Musabekova"}, []),
        ({"topic": "middle-corridor"}, ["jspg-kz-tr-8", "hlscc-kz-tr-5"]),
        ({"topic": ["Palestinian issue", "media"]}, ["jspg-kz-tr-8", "hlscc-kz-tr-5"]),
        ({"type": "conference"}, ["cop29-baku-2024", "academic-conference-turkic-states-1"]),
        (
            {"type": ["session", "SUMMIT"], "status": "held"},
            ["jspg-kz-tr-8", "sco-summit-tianjin-2025", "hlscc-kz-tr-5", "ots-informal-summit-budapest-2025"],
        ),
        ({"status": "planned"}, [*SUMMITS_2026, *PLANNED_2023]),
        ({"city": "Baku"}, IN_BAKU_2024),
        (
            {"city": ["tianjin", "Budapest"]},
            ["sco-summit-tianjin-2025", *IN_BUDAPEST_2025, "academic-conference-turkic-states-1"],
        ),
        ({"city": "İstanbul"}, []),
        ({"city": "none"}, SUMMITS_2026),
        ({"host": ["Azerbaijan", "China"]}, ["sco-summit-tianjin-2025", *IN_BAKU_2024]),
        ({"host": ["!Turkey", "!KZ"], "city": "!Baku"}, ["sco-summit-tianjin-2025", *IN_BUDAPEST_2025, MEETINGS[-1]]),
        ({"venue": "presidential complex"}, ["erdogan-kosherbayev-2026-02-02"]),
        ({"venue": "!none"}, ["erdogan-kosherbayev-2026-02-02"]),
        ({"format": "closed-door"}, ["erdogan-kosherbayev-2026-02-02"]),
        ({"discussed": "iran"}, []),
        ({"agenda": "iran"}, ["jspg-kz-tr-8"]),
        ({"with": "Fidan,Kosherbayev"}, ON_2026_02_02),
        ({"with": "Fidan, Tokayev"}, ["fidan-tokayev-2023-09-11", "fidan-visit-kazakhstan-2023"]),
        (
            {"with": ["Fidan", "Kosherbayev,Erdogan"]},
            ["erdogan-kosherbayev-2026-02-02", "kosherbayev-visit-ankara-2026"],
        ),
        ({"status": "!held"}, [*SUMMITS_2026, *PLANNED_2023]),
        ({"status": ["!held", "!planned"]}, []),
        (
            {"type": ["session", "summit"], "status": "!planned", "mechanism": "!JSPG"},
            MEETINGS[5:7] + IN_BUDAPEST_2025[1:],
        ),
        ({"mechanism": ["none", "JSPG"], "date": "2026"}, ON_2026_02_02),
        ({"mechanism": "!none", "date": "2025"}, [*MEETINGS[5:7], IN_BUDAPEST_2025[1]]),
        ({"document": "jspg-8-report"}, [*ON_2026_02_02, *SUMMITS_2026]),
        ({"document": "jspg-8-preview"}, ["jspg-kz-tr-8", *ON_2025_07_29]),
        ({"published_to": "2023"}, [*PLANNED_2023, *IN_2023_09]),
        ({"published_from": "2026-02-03"}, [*ON_2026_02_02, *SUMMITS_2026]),
        (
            {"sort": "date"},
            [
                *IN_2023_09,
                *PLANNED_2023,
                *reversed(IN_BAKU_2024),
                *IN_BUDAPEST_2025,
                *ON_2025_07_29,
                "sco-summit-tianjin-2025",
                *SUMMITS_2026,
                *ON_2026_02_02,
                *MEETINGS[-1:],
            ],
        ),
        (
            {"sort": "-session", "document": ["jspg-8-preview", "jspg-8-report"]},
            [
                "ots-summit-13",
                "jspg-kz-tr-8",
                "hlscc-kz-tr-5",
                "erdogan-kosherbayev-2026-02-02",
                "kosherbayev-visit-ankara-2026",
                "ots-informal-summit-2026",
                "tokayev-visit-turkiye-2025",
            ],
        ),
        (
            {"sort": "title", "type": "visit"},
            [
                "fidan-visit-kazakhstan-2023",
                "kosherbayev-visit-ankara-2026",
                "tokayev-visit-turkiye-2025",
                "erdogan-visit-astana-2023",
            ],
        ),
        ({"sort": "id", "type": "conference"}, ["academic-conference-turkic-states-1", "cop29-baku-2024"]),
    ],
)
def test_list(client: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(client, "/meetings", params) == expected


def test_the_eighth_meeting_of_the_group(client: TestClient) -> None:
    """The question that the service exists for."""
    [meeting] = items(client, "/meetings", {"mechanism": "JSPG"})
    assert meeting["session"] == 8
    assert (meeting["date"], meeting["city"], meeting["country"]["code"]) == ("2026-02-02", "Ankara", "TR")
    assert (meeting["type"], meeting["status"]) == ("session", "held")
    assert meeting["mechanism"]["acronym"] == "JSPG"
    assert [
        (p["official"]["name"], p["country"]["code"], p["role"], p["position"]) for p in meeting["participants"]
    ] == [
        ("Hakan Fidan", "TR", "co-chair", "Foreign Minister"),
        ("Yermek Kosherbayev", "KZ", "co-chair", "Foreign Minister"),
    ]
    assert [agreement["id"] for agreement in meeting["agreements"]] == ["mfa-cooperation-plan-kz-tr-2026"]
    assert {"trade", "investment", "agriculture", "turkic-cooperation"} <= set(meeting["topics"])
    expected = {"energy", "defence", "education", "middle-corridor", "afghanistan", "iran", "palestine"}
    assert expected <= set(meeting["agenda"])
    assert not expected & set(meeting["topics"])
    assert {source["document"] for source in meeting["sources"]} == {
        "jspg-8-preview",
        "jspg-8-erdogan-talks",
        "jspg-8-report",
    }


def test_the_fifth_meeting_of_the_council(client: TestClient) -> None:
    [meeting] = items(client, "/meetings", {"mechanism": "HLSCC"})
    assert (meeting["session"], meeting["date"], meeting["city"]) == (5, "2025-07-29", "Ankara")
    assert {(p["official"]["name"], p["role"]) for p in meeting["participants"]} == {
        ("Recep Tayyip Erdoğan", "co-chair"),
        ("Kassym-Jomart Tokayev", "co-chair"),
    }
    assert len(meeting["agreements"]) == 3
    assert {"middle-corridor", "defence", "media", "culture"} <= set(meeting["agenda"])
    assert meeting["topics"] == []  # no document says what was discussed
    assert meeting["part_of"]["id"] == "tokayev-visit-turkiye-2025"


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("erdogan-tokayev-baku-2024", "cop29-baku-2024"),
        ("erdogan-tokayev-budapest-2025", "ots-informal-summit-budapest-2025"),
        ("hlscc-kz-tr-5", "tokayev-visit-turkiye-2025"),
        ("jspg-kz-tr-8", "kosherbayev-visit-ankara-2026"),
        ("erdogan-kosherbayev-2026-02-02", "kosherbayev-visit-ankara-2026"),
        ("fidan-tokayev-2023-09-11", "fidan-visit-kazakhstan-2023"),
    ],
)
def test_talks_at_a_conference_and_a_session_of_a_visit_are_one_occasion(
    client: TestClient, part: str, whole: str
) -> None:
    assert part in ids(client, "/meetings", {"part_of": whole})
    meeting_ids = ids(client, "/meetings", {"part_of": "none"})
    assert whole in meeting_ids
    assert part not in meeting_ids


@pytest.mark.parametrize(
    ("record", "date", "city", "people"),
    [
        (
            "erdogan-kosherbayev-2026-02-02",
            "2026-02-02",
            "Ankara",
            {"Recep Tayyip Erdoğan", "Yermek Kosherbayev", "Hakan Fidan"},
        ),
        ("erdogan-tokayev-budapest-2025", "2025-05", "Budapest", {"Recep Tayyip Erdoğan", "Kassym-Jomart Tokayev"}),
        ("erdogan-tokayev-baku-2024", "2024-11-11", "Baku", {"Recep Tayyip Erdoğan", "Kassym-Jomart Tokayev"}),
        ("fidan-tokayev-2023-09-11", "2023-09-11", "Astana", {"Hakan Fidan", "Kassym-Jomart Tokayev"}),
    ],
)
def test_who_met_whom(client: TestClient, record: str, date: str, city: str, people: set[str]) -> None:
    meeting = ask(client, f"/meetings/{record}")
    assert (meeting["status"], meeting["type"]) == ("held", "bilateral")
    assert (meeting["date"], meeting["city"]) == (date, city)
    assert meeting["date_precision"] == {7: "month", 10: "day"}[len(date)]
    assert {participant["official"]["name"] for participant in meeting["participants"]} == people
    assert meeting["occasion"]


def test_the_talks_at_the_presidential_complex(client: TestClient) -> None:
    meeting = ask(client, "/meetings/erdogan-kosherbayev-2026-02-02")
    assert meeting["venue"] == "Presidential Complex"
    assert [participant["role"] for participant in meeting["participants"]] == ["host", "guest", "participant"]


def test_the_summit_in_tianjin_is_not_kazakh_and_turkish(client: TestClient) -> None:
    summit = ask(client, "/meetings/sco-summit-tianjin-2025")
    assert (summit["date"], summit["date_precision"]) == ("2025-08-31/2025-09-01", "range")
    assert summit["mechanism"]["acronym"] == "SCO"
    assert [country["code"] for country in summit["countries"]] == ["CN"]
    assert {agreement["title"] for agreement in summit["agreements"]} == {
        "Tianjin Declaration",
        "SCO Development Strategy until 2035",
    }
    assert summit["id"] not in ids(client, "/meetings", {"country": ["KZ", "TR"]})


def test_summits_to_come_stay_planned(client: TestClient) -> None:
    """Documents state the host and the year. The day is open, and nothing is guessed."""
    thirteenth = ask(client, "/meetings/ots-summit-13")
    assert (thirteenth["status"], thirteenth["session"], thirteenth["country"]["code"]) == ("planned", 13, "TR")
    assert (thirteenth["date"], thirteenth["date_precision"]) == ("2026", "year")
    informal = ask(client, "/meetings/ots-informal-summit-2026")
    assert (informal["status"], informal["date"], informal["country"]["code"]) == ("planned", "2026", "KZ")
    visit = ask(client, "/meetings/erdogan-visit-astana-2023")
    assert (visit["status"], visit["date"], visit["date_precision"]) == ("planned", "2023-11", "month")


def test_a_shared_acronym_finds_all_and_an_id_one(wider: TestClient) -> None:
    assert ids(wider, "/meetings", {"mechanism": "JSPG"}) == ["jspg-kz-tr-8", "made-up-1", "made-up-2", "made-up-3"]
    assert ids(wider, "/meetings", {"mechanism": "jspg-kz-tr"}) == ["jspg-kz-tr-8"]
    assert ids(wider, "/meetings", {"mechanism": "JSPG", "country": "UZ"}) == ["made-up-1", "made-up-2", "made-up-3"]


def test_a_near_id_is_suggested(client: TestClient) -> None:
    assert first_error(client, "/meetings/jspg-kz-tr-9", status=404)["suggestions"][0] == "jspg-kz-tr-8"


@on_both
@pytest.mark.parametrize("office", ["foreign-minister", "head-of-organization"])
def test_an_office_is_followed_whoever_holds_it(tables: TestClient, office: str) -> None:
    """The office follows from the posts of the participants, though heads of organisations changed between the
    meetings."""
    officials = {official["id"]: official for official in items(tables, "/officials", {"limit": "1000"})}

    def may_hold(official: dict[str, Any], meeting: dict[str, Any], country: str | None) -> bool:
        for post in official["positions"]:
            first, last = possible_days(*(end and edtf.parse(end) for end in (post["start"], post["end"])))
            of_country = (post["party"] or official["country"] or {}).get("code")
            in_office = str(first) <= meeting["date_end"] and str(last) >= meeting["date_start"]
            if in_office and post["class"] == office and country in (None, of_country):
                return True
        return False

    meetings = items(tables, "/meetings", {"limit": "1000"})
    answers = {}
    for country in (None, "TR", "KZ", "UN"):
        expected = [
            meeting["id"]
            for meeting in meetings
            if meeting["date_start"]
            and any(
                may_hold(officials[participant["official"]["id"]], meeting, country)
                for participant in meeting["participants"]
            )
        ]
        params: Params = {"position": office, **({"country": country} if country else {})}
        answers[country] = ids(tables, "/meetings", {**params, "limit": "1000"})
        assert answers[country] == expected, country
    assert len(set(map(tuple, answers.values()))) > 1
    events = tables.get("/meetings.ics", params={"position": office, "country": "TR"})
    assert events.headers["X-Total-Count"] == str(len(answers["TR"]))
