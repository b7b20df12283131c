"""Records that leave the seed, return to it, or give a number or an id to another record."""

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.main import create_app
from app.settings import Settings
from tests.conftest import ROOT, on_sqlite
from tests.ingest.loads import LATEST, bodies, every_table, evidence_for, reload
from tests.seed_copies import copy_seed, editing


@pytest.mark.thorough
def test_a_record_that_left_is_withdrawn_until_it_is_back(
    seed_engine: Engine, seed_database: Settings, seed: Path
) -> None:
    name = "az-sco-application-2025"
    holding = ("milestones", "milestone_countries", "timeline", "timeline_countries", "names", "evidence")
    before = every_table(seed_engine)
    with editing(seed / "milestones.yaml") as milestones:
        entry = milestones.pop(name)
    with TestClient(create_app(seed_database.model_copy(update={"cache_bytes": 0}))) as client:
        assert client.get(f"/milestones/{name}").status_code == 200
        assert reload(seed_engine, seed) == (0, 1, 4)
        newest = client.get("/revisions/newest").json()
        assert (newest["withdrawn"], newest["updated"]) == (4, 0), "with its evidence, and its entry of the timeline"
        answer = client.get(f"/milestones/{name}")
        assert (answer.status_code, answer.headers["content-type"]) == (410, "application/problem+json")
        assert answer.json()["type"] == "/problems/withdrawn"
        assert answer.json()["detail"] == f"milestone {name} was withdrawn on 2099-01-01"
        for spelling in (name, name.upper()):
            path = f"/evidence?record={spelling}"
            refusal = client.get(path).json()
            assert refusal["errors"][0]["message"] == f"the milestone {spelling!r} was withdrawn", path
            assert refusal["errors"][0]["suggestions"] == []
        assert not any(name in client.get(path).text for path in ("/milestones", "/timeline"))
        assert client.get("/readyz").json()["revision"] == LATEST
        remaining = every_table(seed_engine)
        assert [table for table in holding if name in str(before[table])] == list(holding)
        assert [table for table in remaining if name in str(remaining[table])] == ["record_versions", "withdrawals"]
        assert reload(seed_engine, seed) == (0, 0, 0)

        with editing(seed / "milestones.yaml") as milestones:
            milestones[name] = entry
        assert reload(seed_engine, seed)[:2] == (1, 0)
        assert client.get(f"/milestones/{name}").json()["title"] == entry["title"]
        assert name in client.get("/timeline").text
    assert every_table(seed_engine)["withdrawals"] == []


@pytest.mark.thorough
@on_sqlite
def test_a_record_leaves_together_with_what_names_it(seed_engine: Engine, seed: Path) -> None:
    for file in ("agreements.yaml", "trade_stats.yaml", "commitments.yaml", "statements.yaml"):
        with editing(seed / file) as entries:
            for entry in entries.values():
                entry["about"] = [subject for subject in entry.pop("about", []) if subject["id"] != "jspg-kz-tr-8"]
                if not entry["about"]:
                    del entry["about"]
                if entry.get("meeting") == "jspg-kz-tr-8":
                    del entry["meeting"]
                    entry["evidence"] = evidence_for("jspg-8-report", 1, entry)
    with editing(seed / "meetings.yaml") as meetings:
        del meetings["jspg-kz-tr-8"]
    assert reload(seed_engine, seed)[1] == 1
    after = bodies(seed_engine)
    assert after["agreement", "mfa-cooperation-plan-kz-tr-2026"][0]["meeting"] is None
    assert after["mechanism", "jspg-kz-tr"][0]["meetings_count"] == 0
    assert not [key for key, (body, _, _) in after.items() if '"jspg-kz-tr-8"' in json.dumps(body)]


@pytest.mark.thorough
def test_two_meetings_swap_numbers(seed_engine: Engine, tmp_path: Path) -> None:
    seed = copy_seed(tmp_path / "seed", ROOT / "tests" / "data")
    reload(seed_engine, seed)
    with editing(seed / "meetings.yaml") as meetings:
        meetings["made-up-1"]["session"], meetings["made-up-2"]["session"] = 2, 1
    assert reload(seed_engine, seed)[:2] == (2, 0)
    after = bodies(seed_engine)
    assert [after["meeting", f"made-up-{number}"][0]["session"] for number in (1, 2, 3)] == [2, 1, 3]


@pytest.mark.thorough
@on_sqlite
@pytest.mark.parametrize(
    ("kind", "old", "new"), [("meeting", "jspg-kz-tr-8", "jspg-8"), ("document", "fidan-astana-visit", "fidan-astana")]
)
def test_a_record_gets_another_id(seed_engine: Engine, seed: Path, kind: str, old: str, new: str) -> None:
    """The new record takes over values that must be unique, such as a number in a mechanism or a hash."""
    for path in [*seed.glob("documents/*"), *seed.glob("*.yaml")]:
        content = path.read_text("utf-8").replace(f": {old}", f": {new}").replace(f" {old}:", f" {new}:")
        path.write_text(content, "utf-8")
        if path.stem == old:
            path.rename(path.with_name(f"{new}{path.suffix}"))
    assert reload(seed_engine, seed)[1] == 1
    after = bodies(seed_engine)
    assert (kind, new) in after
    assert (kind, old) not in after


@on_sqlite
def test_a_milestone_turns_out_to_be_an_agreement(seed_engine: Engine, seed: Path) -> None:
    before = bodies(seed_engine)["timeline", "kz-tr-relations-1992"][0]
    with editing(seed / "milestones.yaml") as milestones, editing(seed / "agreements.yaml") as agreements:
        entry = milestones.pop("kz-tr-relations-1992")
        agreements[entry["id"]] = entry | {"type": "treaty", "status": "signed", "parties": entry.pop("countries")}
        entry["evidence"] = evidence_for("hlscc-5-preview", 6, agreements[entry["id"]])
        agreements[entry["id"]]["evidence"] = entry["evidence"]
    assert reload(seed_engine, seed)[:2] == (1, 1)
    after = bodies(seed_engine)["timeline", "kz-tr-relations-1992"][0]
    assert after["countries"] == before["countries"]
    assert (after["kind"], after["url"]) == ("agreement", "/agreements/kz-tr-relations-1992")


@pytest.mark.thorough
@on_sqlite
def test_kinds_do_not_share_ids(seed_engine: Engine, seed: Path) -> None:
    """A mechanism with the id of a meeting does not affect the meeting's entry in the timeline."""
    before = bodies(seed_engine)
    for name in ("First name", "Second name"):
        with editing(seed / "mechanisms.yaml") as mechanisms:
            mechanisms["jspg-kz-tr-8"] = mechanisms["jspg-kz-tr"] | {"id": "jspg-kz-tr-8", "name": name}
        assert reload(seed_engine, seed)[0] == 1
    after = bodies(seed_engine)
    assert after["timeline", "jspg-kz-tr-8"] == before["timeline", "jspg-kz-tr-8"]
