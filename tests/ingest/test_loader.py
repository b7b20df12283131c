"""Loading writes what changed and nothing else, and it writes all of it or nothing."""

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.exc import IntegrityError

from app.db import tables
from app.db.engine import Base, make_engine, make_sessions
from app.ingest import seed_reader
from app.ingest.loader import load
from app.ingest.publish import publish
from app.ingest.seed_reader import Seed
from app.main import RESOURCES
from app.settings import Settings
from tests.conftest import on_sqlite
from tests.ingest.loads import LATER, LATEST, bodies, changes, every_table, reload
from tests.seed_copies import SEED, editing


def test_loading_again_writes_nothing(seed_engine: Engine) -> None:
    before = every_table(seed_engine)
    assert reload(seed_engine, SEED) == (0, 0, 0)
    assert every_table(seed_engine) == before


@pytest.mark.thorough
def test_writing_all_again_changes_no_record(seed_engine: Engine) -> None:
    before = every_table(seed_engine)
    with seed_engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            if "digest" in table.c:
                connection.execute(update(table).values(digest=""))
    assert reload(seed_engine, SEED) == (len(Seed(SEED)), 0, 0)
    after = every_table(seed_engine)
    for result in (before, after):
        del result["publications"]  # a new revision, as nothing tells whether what names stand for is the same
        result["evidence"] = sorted(str(row | {"id": None}) for row in result["evidence"])
    assert after == before


@pytest.mark.thorough
@on_sqlite
def test_a_record_changes_alone(seed_engine: Engine, seed: Path) -> None:
    before = bodies(seed_engine)
    with editing(seed / "officials.yaml") as officials:
        officials["hakan-fidan"]["positions"][0]["title"] = "Minister of Foreign Affairs"
    assert reload(seed_engine, seed) == (1, 0, 1)
    after = bodies(seed_engine)
    assert changes(before, after) == {("official", "hakan-fidan")}
    body, revision, updated_at = after["official", "hakan-fidan"]
    assert body["positions"][0]["title"] == "Minister of Foreign Affairs"
    assert (body["updated_at"], revision, updated_at) == ("2099-01-01T00:00:00Z", LATEST, LATER)
    assert [row["revision"] for row in every_table(seed_engine)["publications"]][1:] == [LATEST]


@on_sqlite
def test_records_that_show_a_record_change_with_it(seed_engine: Engine, seed: Path) -> None:
    before = bodies(seed_engine)
    with editing(seed / "officials.yaml") as officials:
        officials["hakan-fidan"]["name"] = "H. Fidan"
    old, new = '"name": "Hakan Fidan"', '"name": "H. Fidan"'
    showing = {key for key, (body, _, _) in before.items() if old in json.dumps(body)}
    assert {("official", "hakan-fidan"), ("meeting", "jspg-kz-tr-8")} < showing
    assert reload(seed_engine, seed) == (1, 0, len(showing))
    after = bodies(seed_engine)
    assert changes(before, after) == showing
    for key in showing:
        body = json.loads(json.dumps(before[key][0]).replace(old, new))
        if key == ("official", "hakan-fidan"):
            body |= {"title": "H. Fidan", "label": "H. Fidan, Foreign Minister, Türkiye"}
        if key[0] == "statement":
            body["label"] = body["label"].replace("Hakan Fidan", "H. Fidan")
        assert after[key] == (body | {"updated_at": "2099-01-01T00:00:00Z"}, LATEST, LATER)


@on_sqlite
def test_new_evidence_changes_the_sources(seed_engine: Engine, seed: Path) -> None:
    before = bodies(seed_engine)
    with editing(seed / "milestones.yaml") as milestones:
        place = {"document": "hlscc-5-preview", "paragraph": 7, "quote": "x"}
        milestones["kz-embassy-tr-1992"]["evidence"].append(place)
    assert reload(seed_engine, seed)[:2] == (1, 0)
    after = bodies(seed_engine)
    for key in ("milestone", "kz-embassy-tr-1992"), ("timeline", "kz-embassy-tr-1992"):
        assert after[key][0]["sources"][0]["paragraphs"] == [6, 7]
    assert len(changes(before, after)) == 2


@on_sqlite
@pytest.mark.parametrize("stage", ["load", "/countries"])
def test_a_fault_in_the_middle_leaves_nothing_behind(seed_engine: Engine, seed: Path, stage: str) -> None:
    def fail(step: str, count: int, total: int) -> None:
        if step == stage and count:
            raise RuntimeError(step)

    with editing(seed / "countries.yaml") as countries, editing(seed / "milestones.yaml") as milestones:
        countries["KZ"]["name"] = "Kazakstan"
        del milestones["az-sco-application-2025"]
    before = every_table(seed_engine)
    with pytest.raises(RuntimeError, match=stage):
        reload(seed_engine, seed, fail)
    assert every_table(seed_engine) == before


def test_what_the_database_refuses_leaves_nothing_behind(
    seed_engine: Engine, seed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with editing(seed / "countries.yaml") as countries, editing(seed / "meetings.yaml") as meetings:
        countries["KZ"]["name"] = "Kazakstan"
        meetings["new"] = meetings["jspg-kz-tr-8"] | {"id": "another-eighth"}
    monkeypatch.setattr(seed_reader, "faults_between", lambda *_: ())
    before = every_table(seed_engine)
    with pytest.raises(IntegrityError):
        reload(seed_engine, seed)
    assert every_table(seed_engine) == before


def test_a_reader_sees_one_state(seed_engine: Engine, seed_database: Settings, seed: Path) -> None:
    with editing(seed / "officials.yaml") as officials:
        officials["hakan-fidan"]["name"] = "H. Fidan"
    reading = make_engine(seed_database, for_requests=True)
    name = select(tables.Official.name, tables.Official.body).where(tables.Official.id == "hakan-fidan")
    with make_sessions(seed_engine)() as writer, make_sessions(reading)() as early:
        before = early.execute(name).one()
        load(writer, Seed(seed))
        publish(writer, RESOURCES)
        with make_sessions(reading)() as meanwhile:
            assert meanwhile.execute(name).one() == before
        writer.commit()
        assert early.execute(name).one() == before
        with make_sessions(reading)() as late:
            after = late.execute(name).one()
    reading.dispose()
    assert after.name == json.loads(after.body)["name"] == "H. Fidan" != before.name
