"""The timeline: one row a filter. It has the meetings, agreements and milestones by date."""

import pytest
from fastapi.testclient import TestClient

from app.resources.refs import PartyRef
from tests.api_requests import Params, ids, items
from tests.conftest import on_both, on_sqlite

pytestmark = on_sqlite

ON_2026_02_02 = [
    "erdogan-kosherbayev-2026-02-02",
    "jspg-kz-tr-8",
    "kosherbayev-visit-ankara-2026",
    "mfa-cooperation-plan-kz-tr-2026",
]
ON_2025_07_29 = [
    "hlscc-kz-tr-5",
    "hlscc-kz-tr-5-decisions",
    "hlscc-kz-tr-5-joint-statement",
    "hlscc-kz-tr-5-package",
    "tokayev-visit-turkiye-2025",
]
IN_TIANJIN = ["sco-development-strategy-2035", "sco-summit-tianjin-2025", "sco-tianjin-declaration-2025"]
FIRST_YEARS = ["kz-tr-relations-1992", "kz-tr-recognition-1991", "kz-embassy-tr-1992"]


@on_both
@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"mechanism": "JSPG"}, ["jspg-kz-tr-8", "mfa-cooperation-plan-kz-tr-2026"]),
        ({"mechanism": "SCO", "date": "2025-08"}, [*IN_TIANJIN, "az-sco-application-2025"]),
        ({"date": "2026-02", "date_match": "certain"}, ON_2026_02_02),
        ({"date": "2025-07"}, [*ON_2025_07_29, "am-sco-intention-2025"]),
        ({"date": "../1992"}, [*FIRST_YEARS[:2], "republic-of-turkiye-1923", FIRST_YEARS[2]]),
        (
            {"date_from": "2009", "date_to": "2012"},
            ["hlscc-kz-tr-created-2012", "hlscc-kz-tr-strategic-status-2012", "strategic-partnership-kz-tr-2009"],
        ),
        ({"country": ["AM", "CN"]}, ["sco-summit-tianjin-2025", "am-sco-intention-2025"]),
        ({"between": "KZ,TR", "date": "1990/1999"}, FIRST_YEARS),
        ({"between": "KZ,AZ"}, ["cop29-baku-2024"]),
        ({"kind": "agreement", "date": "2025"}, [IN_TIANJIN[0], IN_TIANJIN[2], *ON_2025_07_29[1:4]]),
        (
            {"kind": ["milestone", "Agreement"], "date": "2012/2022"},
            [
                "enhanced-strategic-partnership-kz-tr-2022",
                "hlscc-kz-tr-created-2012",
                "hlscc-kz-tr-strategic-status-2012",
            ],
        ),
        ({"status": ["postponed", "announced"]}, [IN_TIANJIN[0], IN_TIANJIN[2]]),
        (
            {"status": "!held", "kind": "meeting"},
            [
                "ots-informal-summit-2026",
                "ots-summit-13",
                "erdogan-visit-astana-2023",
                "ots-summit-astana-2023",
            ],
        ),
        ({"status": "none", "date": "1992"}, FIRST_YEARS[::2]),
        ({"topic": "middle-corridor"}, ["jspg-kz-tr-8", "hlscc-kz-tr-5"]),
        ({"topic": "energy", "kind": "agreement"}, ["hlscc-kz-tr-5-package"]),
        ({"topic": "none", "kind": "agreement", "date": "2026"}, ["mfa-cooperation-plan-kz-tr-2026"]),
        (
            {"official": "Erdogan", "kind": "!meeting"},
            ["hlscc-kz-tr-5-decisions", "hlscc-kz-tr-5-joint-statement", "enhanced-strategic-partnership-kz-tr-2022"],
        ),
        (
            {"with": "Fidan,Kosherbayev"},
            ["erdogan-kosherbayev-2026-02-02", "jspg-kz-tr-8", "kosherbayev-visit-ankara-2026"],
        ),
        ({"host": "Azerbaijan"}, ["erdogan-tokayev-baku-2024", "cop29-baku-2024"]),
        ({"venue": "Presidential Complex"}, ["erdogan-kosherbayev-2026-02-02"]),
        ({"city": "Baku"}, ["erdogan-tokayev-baku-2024", "cop29-baku-2024"]),
        ({"city": "Tianjin", "kind": "!meeting"}, [IN_TIANJIN[0], IN_TIANJIN[2]]),
        ({"type": ["Joint Statement", "embassy"]}, ["hlscc-kz-tr-5-joint-statement", FIRST_YEARS[2]]),
        ({"type": "!session", "date": "2026-02-02", "status": "held"}, [ON_2026_02_02[0], ON_2026_02_02[2]]),
        ({"overdue": "true"}, ["erdogan-visit-astana-2023", "ots-summit-astana-2023"]),
        ({"overdue": "false", "status": "planned"}, ["ots-informal-summit-2026", "ots-summit-13"]),
        ({"document": "jspg-8-preview"}, ["jspg-kz-tr-8", *ON_2025_07_29]),
        ({"published_from": "2026", "kind": "agreement"}, ["mfa-cooperation-plan-kz-tr-2026", *ON_2025_07_29[1:4]]),
        ({"sort": "date", "date": "1992"}, FIRST_YEARS[::-2]),
        ({"sort": "title", "mechanism": "JSPG"}, ["mfa-cooperation-plan-kz-tr-2026", "jspg-kz-tr-8"]),
        ({"sort": "id", "date": "2026-02-02", "kind": "agreement"}, ["mfa-cooperation-plan-kz-tr-2026"]),
    ],
)
def test_list(client: TestClient, params: Params, expected: list[str]) -> None:
    assert ids(client, "/timeline", params) == expected


def test_the_timeline_holds_all_meetings_agreements_and_milestones(client: TestClient) -> None:
    """Each entry shows what its record shows, and links to it."""
    entries = {entry["url"]: entry for entry in items(client, "/timeline")}
    records = {
        record["url"]: (kind, record)
        for kind, path in (("meeting", "/meetings"), ("agreement", "/agreements"), ("milestone", "/milestones"))
        for record in items(client, path)
    }
    assert entries.keys() == records.keys()
    for url, (kind, record) in records.items():
        entry = entries[url]
        assert entry["kind"] == kind
        parties = record["parties"] if kind == "agreement" else record["countries"]
        assert entry["countries"] == [{name: party[name] for name in PartyRef.model_fields} for party in parties]
        assert (entry["status"], entry["overdue"]) == (record.get("status"), record.get("overdue", False))
        for field in ("id", "title", "date", "date_start", "date_end", "date_precision", "mechanism", "sources"):
            assert entry[field] == record[field], url


@on_both
def test_the_timeline_begins_with_the_newest_and_ends_with_the_undated(client: TestClient) -> None:
    record_ids = ids(client, "/timeline")
    assert record_ids[:4] == ON_2026_02_02
    assert record_ids[-5:] == [
        "republic-of-turkiye-1923",
        "kz-embassy-tr-1992",
        "academic-conference-turkic-states-1",
        "military-cooperation-plan-kz-tr",
        "ots-established",
    ]
