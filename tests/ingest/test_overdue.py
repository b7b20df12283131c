"""Overdue meetings and commitments. The documents that were read decide, so a new document may change the result."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.db.engine import make_engine
from app.db.tables import Commitment, Meeting
from app.main import create_app
from app.settings import Settings
from tests.api_requests import ask, items
from tests.conftest import on_both, on_sqlite
from tests.ingest.loads import reload
from tests.quick_client import QuickClient
from tests.seed_copies import copy_seed, editing

pytestmark = on_sqlite

Overdue = Callable[[Path], dict[str, bool]]
VISIT, SUMMIT, LATER_SUMMIT = "erdogan-visit-astana-2023", "ots-summit-astana-2023", "ots-informal-summit-2026"
THIRTEENTH, SCHOOL = "ots-summit-13", "gaziantep-school"


@pytest.fixture
def overdue(seed_database: Settings) -> Overdue:
    """Loads a seed, and returns for each meeting and commitment whether it is published as overdue."""

    def overdue_by_id(seed: Path) -> dict[str, bool]:
        engine = make_engine(seed_database)
        reload(engine, seed)
        with engine.connect() as connection:
            bodies: Any = [
                row for model in (Meeting, Commitment) for row in connection.execute(select(model.id, model.body))
            ]
        engine.dispose()
        return {row.id: json.loads(row.body)["overdue"] for row in bodies}

    return overdue_by_id


@pytest.mark.thorough
@on_both
def test_planned_for_a_time_of_which_newer_documents_were_read(overdue: Overdue, tmp_path: Path) -> None:
    seed = copy_seed(tmp_path / "seed")
    first = overdue(seed)
    assert {name for name, late in first.items() if late} == {VISIT, SUMMIT}
    with editing(seed / "documents.yaml") as documents:
        documents["jspg-8-erdogan-talks"]["date"] = "2027-01-05"
    assert {name for name, late in overdue(seed).items() if late} == {
        VISIT, SUMMIT, LATER_SUMMIT, THIRTEENTH, SCHOOL,
    }  # fmt: skip
    with editing(seed / "documents.yaml") as documents:
        documents["jspg-8-erdogan-talks"]["date"] = "2026-02-02/2026-02-08"
    assert overdue(seed) == first


@pytest.mark.thorough
def test_the_timeline_and_the_mechanism_know(overdue: Overdue, seed_database: Settings, tmp_path: Path) -> None:
    """An overdue meeting is not the next meeting. The mechanism and the timeline change although their files do not."""
    seed = copy_seed(tmp_path / "seed")
    overdue(seed)
    with QuickClient(create_app(seed_database)) as client:
        late = {entry["id"] for entry in items(client, "/timeline") if entry["overdue"]}
        assert late == {VISIT, SUMMIT}
        assert ask(client, "/mechanisms/ots")["next_meeting"]["id"] == LATER_SUMMIT
        assert f"/explore/meetings/{LATER_SUMMIT}" in mechanisms_on_front_page(client)
    with editing(seed / "documents.yaml") as documents:
        documents["jspg-8-erdogan-talks"]["date"] = "2027-01-05"
    overdue(seed)
    with QuickClient(create_app(seed_database)) as client:
        late = {entry["id"] for entry in items(client, "/timeline") if entry["overdue"]}
        assert late == {VISIT, SUMMIT, LATER_SUMMIT, THIRTEENTH}
        assert ask(client, "/mechanisms/ots")["next_meeting"] is None
        assert LATER_SUMMIT not in mechanisms_on_front_page(client)


def mechanisms_on_front_page(client: QuickClient) -> str:
    return client.get("/").text.partition('id="mechanisms"')[2].partition("</section>")[0]


@pytest.mark.parametrize("change", [{"status": "held"}, {"status": "cancelled"}, {"date": "2026-03"}])
def test_neither_what_happened_or_never_will_nor_what_is_to_come(
    overdue: Overdue, tmp_path: Path, change: dict[str, str]
) -> None:
    seed = copy_seed(tmp_path / "seed")
    with editing(seed / "meetings.yaml") as meetings:
        meetings[VISIT].update(change)
    assert not overdue(seed)[VISIT]


def test_a_meeting_is_not_overdue_if_a_later_document_tells_of_it(overdue: Overdue, tmp_path: Path) -> None:
    seed = copy_seed(tmp_path / "seed")
    with editing(seed / "meetings.yaml") as meetings:
        place = next(place for place in meetings["jspg-kz-tr-8"]["evidence"] if place["document"] == "jspg-8-report")
        meetings[VISIT]["evidence"].append({**place, "fields": ["status"]})
    assert not overdue(seed)[VISIT]


@pytest.mark.thorough
@pytest.mark.parametrize(("change", "late"), [({}, True), ({"status": "fulfilled"}, False), ({"due": "2028"}, False)])
def test_a_commitment_that_is_open_after_its_due_date(
    overdue: Overdue, seed_database: Settings, tmp_path: Path, change: dict[str, str], late: bool
) -> None:
    seed = copy_seed(tmp_path / "seed")
    with editing(seed / "documents.yaml") as documents:
        documents["jspg-8-erdogan-talks"]["date"] = "2027-01-05"
    with editing(seed / "commitments.yaml") as commitments:
        commitments[SCHOOL].update(change)
    assert overdue(seed)[SCHOOL] is late
    with QuickClient(create_app(seed_database)) as client:
        assert [item["id"] for item in items(client, "/commitments", {"overdue": "true"})] == [SCHOOL] * late
        text = client.get("/explore/commitments?overdue=true").text
        assert (f'id="{SCHOOL}"' in text, "due date passed, no later report" in text) == (late, late)
        assert "Due date passed, no later report" in client.get("/explore/commitments").text
