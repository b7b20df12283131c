"""Loading: what changed is written, alone, and whole or not at all; what left is withdrawn."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import Engine, event, select, text, update
from sqlalchemy.exc import IntegrityError

from app.db import tables
from app.db.engine import Base, make_engine, make_sessions
from app.db.tables.published import SearchEntry
from app.domain.edtf import Span
from app.domain.text import fold
from app.domain.vocabulary import AgreementRelation
from app.ingest.loader import load
from app.ingest.publish import ReportProgress, publish
from app.ingest.seed_reader import Seed
from app.ingest.seed_schema import (
    AggregateSeed,
    CitySeed,
    CountrySeed,
    DocumentSeed,
    EvidenceSeed,
    ListedCountrySeed,
    MissionSeed,
    OrganizationSeed,
    ProductSeed,
    SeedRecord,
    TopicSeed,
    TradeStatSeed,
)
from app.main import RESOURCES, create_app
from app.settings import Settings
from benchmarks.made import World
from tests.conftest import ROOT, on_postgresql, on_sqlite
from tests.seed_copies import SEED, copy_seed, editing

Bodies = dict[tuple[str, str], Any]
LATER = datetime(2099, 1, 1, tzinfo=UTC)
LATEST = 20990101000000


class Clock(datetime):
    """Tells a later time, so that a test need not wait for one."""

    @classmethod
    def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
        return LATER


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    return copytree(SEED, tmp_path / "seed")


def silent(what: str, done: int, of: int) -> None:
    pass


def evidence_for(document: str, paragraph: int, entry: dict[str, Any]) -> list[dict[str, Any]]:
    """Evidence for every field of an entry."""
    fields = [name for name in entry if name not in ("id", "evidence")]
    return [{"document": document, "paragraph": paragraph, "quote": "x", "fields": fields}]


def reload(engine: Engine, directory: Path, progress: ReportProgress = silent) -> tuple[int, int, int]:
    """Load and publish: how many entries were written, how many withdrawn, how many records changed."""
    with make_sessions(engine).begin() as session:
        written_count, withdrawn_count = load(session, Seed(directory), progress)
        changed = publish(session, RESOURCES, progress, written_count=written_count, withdrawn_count=withdrawn_count)
        return written_count, withdrawn_count, changed


@pytest.fixture
def loaded(seeded: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A database with the real seed; time has passed since it was loaded."""
    monkeypatch.setattr("app.ingest.publish.datetime", Clock)
    monkeypatch.setattr("app.ingest.loader.datetime", Clock)
    engine = make_engine(seeded)
    yield engine
    engine.dispose()


def every_table(engine: Engine) -> dict[str, list[Any]]:
    """Everything in the database."""
    with engine.connect() as connection:
        return {
            table.name: [dict(row._mapping) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in Base.metadata.sorted_tables
        }


def bodies(engine: Engine) -> Bodies:
    """Every published record by kind and id, with its revision and time of change."""
    models = [resource.model for resource in RESOURCES]
    with engine.connect() as connection:
        return {
            (model.kind, id): (json.loads(body or ""), revision, updated_at)
            for model in models
            for id, body, revision, updated_at in connection.execute(
                select(model.id, model.body, model.revision, model.updated_at)
            )
        }


def changes(before: Bodies, after: Bodies) -> set[tuple[str, str]]:
    """The records that are not what they were; the evidence of a changed record is not counted with it."""
    keys = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    return {key for key in keys if key[0] != "evidence"}


def test_loading_again_writes_nothing(loaded: Engine) -> None:
    before = every_table(loaded)
    assert reload(loaded, SEED) == (0, 0, 0)
    assert every_table(loaded) == before


def test_writing_all_again_changes_no_record(loaded: Engine) -> None:
    before = every_table(loaded)
    with loaded.begin() as connection:
        for table in Base.metadata.sorted_tables:
            if "digest" in table.c:
                connection.execute(update(table).values(digest=""))
    assert reload(loaded, SEED) == (len(Seed(SEED)), 0, 0)
    after = every_table(loaded)
    for result in (before, after):
        del result["publications"]  # a new revision, as nothing tells whether what names stand for is the same
        result["evidence"] = sorted(str(row | {"id": None}) for row in result["evidence"])
    assert after == before


@on_sqlite
def test_a_record_changes_alone(loaded: Engine, seed: Path) -> None:
    before = bodies(loaded)
    with editing(seed / "officials.yaml") as officials:
        officials["hakan-fidan"]["positions"][0]["title"] = "Minister of Foreign Affairs"
    assert reload(loaded, seed) == (1, 0, 1)
    after = bodies(loaded)
    assert changes(before, after) == {("official", "hakan-fidan")}
    body, revision, updated_at = after["official", "hakan-fidan"]
    assert body["positions"][0]["title"] == "Minister of Foreign Affairs"
    assert (body["updated_at"], revision, updated_at) == ("2099-01-01T00:00:00Z", LATEST, LATER)
    assert [row["revision"] for row in every_table(loaded)["publications"]][1:] == [LATEST]


@on_sqlite
def test_those_that_show_a_record_change_with_it(loaded: Engine, seed: Path) -> None:
    before = bodies(loaded)
    with editing(seed / "officials.yaml") as officials:
        officials["hakan-fidan"]["name"] = "H. Fidan"
    old, new = '"name": "Hakan Fidan"', '"name": "H. Fidan"'
    showing = {key for key, (body, _, _) in before.items() if old in json.dumps(body)}
    assert {("official", "hakan-fidan"), ("meeting", "jspg-kz-tr-8")} < showing
    assert reload(loaded, seed) == (1, 0, len(showing))
    after = bodies(loaded)
    assert changes(before, after) == showing
    for key in showing:
        body = json.loads(json.dumps(before[key][0]).replace(old, new))
        if key == ("official", "hakan-fidan"):
            body |= {"title": "H. Fidan", "label": "H. Fidan, Foreign Minister, Türkiye"}
        if key[0] == "statement":
            body["label"] = body["label"].replace("Hakan Fidan", "H. Fidan")
        assert after[key] == (body | {"updated_at": "2099-01-01T00:00:00Z"}, LATEST, LATER)


@on_sqlite
def test_new_evidence_changes_the_sources(loaded: Engine, seed: Path) -> None:
    before = bodies(loaded)
    with editing(seed / "milestones.yaml") as milestones:
        place = {"document": "hlscc-5-preview", "paragraph": 7, "quote": "x"}
        milestones["kz-embassy-tr-1992"]["evidence"].append(place)
    assert reload(loaded, seed)[:2] == (1, 0)
    after = bodies(loaded)
    for key in ("milestone", "kz-embassy-tr-1992"), ("timeline", "kz-embassy-tr-1992"):
        assert after[key][0]["sources"][0]["paragraphs"] == [6, 7]
    assert len(changes(before, after)) == 2


def test_a_record_that_left_is_withdrawn_until_it_is_back(loaded: Engine, seeded: Settings, seed: Path) -> None:
    name = "az-sco-application-2025"
    holding = ("milestones", "milestone_countries", "timeline", "timeline_countries", "names", "evidence")
    before = every_table(loaded)
    with editing(seed / "milestones.yaml") as milestones:
        entry = milestones.pop(name)
    with TestClient(create_app(seeded.model_copy(update={"cache_bytes": 0}))) as client:
        assert client.get(f"/milestones/{name}").status_code == 200
        assert reload(loaded, seed) == (0, 1, 4)
        newest = client.get("/revisions/newest").json()
        assert (newest["withdrawn"], newest["updated"]) == (4, 0), "with its evidence, and its entry of the timeline"
        answer = client.get(f"/milestones/{name}")
        assert (answer.status_code, answer.headers["content-type"]) == (410, "application/problem+json")
        assert answer.json()["type"] == "/problems/withdrawn"
        assert answer.json()["detail"] == f"milestone {name} was withdrawn on 2099-01-01"
        assert not any(name in client.get(path).text for path in ("/milestones", "/timeline"))
        assert client.get("/readyz").json()["revision"] == LATEST
        remaining = every_table(loaded)
        assert [table for table in holding if name in str(before[table])] == list(holding)
        assert [table for table in remaining if name in str(remaining[table])] == ["record_versions", "withdrawals"]
        assert reload(loaded, seed) == (0, 0, 0)

        with editing(seed / "milestones.yaml") as milestones:
            milestones[name] = entry
        assert reload(loaded, seed)[:2] == (1, 0)
        assert client.get(f"/milestones/{name}").json()["title"] == entry["title"]
        assert name in client.get("/timeline").text
    assert every_table(loaded)["withdrawals"] == []


@on_sqlite
def test_a_record_leaves_together_with_what_names_it(loaded: Engine, seed: Path) -> None:
    for file in ("agreements.yaml", "trade_stats.yaml", "commitments.yaml", "statements.yaml"):
        with editing(seed / file) as entries:
            for entry in entries.values():
                entry["about"] = [one for one in entry.pop("about", []) if one["id"] != "jspg-kz-tr-8"]
                if not entry["about"]:
                    del entry["about"]
                if entry.get("meeting") == "jspg-kz-tr-8":
                    del entry["meeting"]
                    entry["evidence"] = evidence_for("jspg-8-report", 1, entry)
    with editing(seed / "meetings.yaml") as meetings:
        del meetings["jspg-kz-tr-8"]
    assert reload(loaded, seed)[1] == 1
    after = bodies(loaded)
    assert after["agreement", "mfa-cooperation-plan-kz-tr-2026"][0]["meeting"] is None
    assert after["mechanism", "jspg-kz-tr"][0]["meetings_count"] == 0
    assert not [key for key, (body, _, _) in after.items() if '"jspg-kz-tr-8"' in json.dumps(body)]


def test_two_meetings_swap_numbers(loaded: Engine, tmp_path: Path) -> None:
    seed = copy_seed(tmp_path / "seed", ROOT / "tests" / "data")
    reload(loaded, seed)
    with editing(seed / "meetings.yaml") as meetings:
        meetings["made-up-1"]["session"], meetings["made-up-2"]["session"] = 2, 1
    assert reload(loaded, seed)[:2] == (2, 0)
    after = bodies(loaded)
    assert [after["meeting", f"made-up-{number}"][0]["session"] for number in (1, 2, 3)] == [2, 1, 3]


@on_sqlite
@pytest.mark.parametrize(
    ("kind", "old", "new"), [("meeting", "jspg-kz-tr-8", "jspg-8"), ("document", "fidan-astana-visit", "fidan-astana")]
)
def test_a_record_gets_another_id(loaded: Engine, seed: Path, kind: str, old: str, new: str) -> None:
    """What must be unique, a number in a mechanism or a hash, passes to the new one."""
    for path in [*seed.glob("documents/*"), *seed.glob("*.yaml")]:
        content = path.read_text("utf-8").replace(f": {old}", f": {new}").replace(f" {old}:", f" {new}:")
        path.write_text(content, "utf-8")
        if path.stem == old:
            path.rename(path.with_name(f"{new}{path.suffix}"))
    assert reload(loaded, seed)[1] == 1
    after = bodies(loaded)
    assert (kind, new) in after
    assert (kind, old) not in after


@on_sqlite
def test_a_milestone_turns_out_to_be_an_agreement(loaded: Engine, seed: Path) -> None:
    before = bodies(loaded)["timeline", "kz-tr-relations-1992"][0]
    with editing(seed / "milestones.yaml") as milestones, editing(seed / "agreements.yaml") as agreements:
        entry = milestones.pop("kz-tr-relations-1992")
        agreements[entry["id"]] = entry | {"type": "treaty", "status": "signed", "parties": entry.pop("countries")}
        entry["evidence"] = evidence_for("hlscc-5-preview", 6, agreements[entry["id"]])
        agreements[entry["id"]]["evidence"] = entry["evidence"]
    assert reload(loaded, seed)[:2] == (1, 1)
    after = bodies(loaded)["timeline", "kz-tr-relations-1992"][0]
    assert after["countries"] == before["countries"]
    assert (after["kind"], after["url"]) == ("agreement", "/agreements/kz-tr-relations-1992")


@on_sqlite
def test_kinds_do_not_share_ids(loaded: Engine, seed: Path) -> None:
    """A mechanism that is called as a meeting is leaves that meeting's timeline entry alone."""
    before = bodies(loaded)
    for name in ("First name", "Second name"):
        with editing(seed / "mechanisms.yaml") as mechanisms:
            mechanisms["jspg-kz-tr-8"] = mechanisms["jspg-kz-tr"] | {"id": "jspg-kz-tr-8", "name": name}
        assert reload(loaded, seed)[0] == 1
    after = bodies(loaded)
    assert after["timeline", "jspg-kz-tr-8"] == before["timeline", "jspg-kz-tr-8"]


@on_sqlite
@pytest.mark.parametrize("stage", ["load", "/countries"])
def test_a_fault_in_the_middle_leaves_nothing_behind(loaded: Engine, seed: Path, stage: str) -> None:
    def fail(what: str, done: int, of: int) -> None:
        if what == stage and done:
            raise RuntimeError(what)

    with editing(seed / "countries.yaml") as countries, editing(seed / "milestones.yaml") as milestones:
        countries["KZ"]["name"] = "Kazakstan"
        del milestones["az-sco-application-2025"]
    before = every_table(loaded)
    with pytest.raises(RuntimeError, match=stage):
        reload(loaded, seed, fail)
    assert every_table(loaded) == before


def test_what_the_database_refuses_leaves_nothing_behind(
    loaded: Engine, seed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with editing(seed / "countries.yaml") as countries, editing(seed / "meetings.yaml") as meetings:
        countries["KZ"]["name"] = "Kazakstan"
        meetings["new"] = meetings["jspg-kz-tr-8"] | {"id": "another-eighth"}
    monkeypatch.setattr(Seed, "_cross_check", lambda *_: None)
    before = every_table(loaded)
    with pytest.raises(IntegrityError):
        reload(loaded, seed)
    assert every_table(loaded) == before


def test_a_reader_sees_one_state(loaded: Engine, seeded: Settings, seed: Path) -> None:
    with editing(seed / "officials.yaml") as officials:
        officials["hakan-fidan"]["name"] = "H. Fidan"
    reading = make_engine(seeded, for_requests=True)
    name = select(tables.Official.name, tables.Official.body).where(tables.Official.id == "hakan-fidan")
    with make_sessions(loaded)() as writer, make_sessions(reading)() as early:
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


def leaves(value: Any) -> Iterator[str]:
    """The values in a tree, as text."""
    if isinstance(value, Span):
        yield value.text
    elif isinstance(value, BaseModel):
        yield from leaves(dict(value))
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from leaves(item)
    elif value is not None:
        yield str(float(value)) if isinstance(value, int | float) else str(value)


def given(value: Any, found: dict[type[BaseModel], set[str]]) -> None:
    """Collect the fields that have a value, by type of entry."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, BaseModel):
            for name, part in item:
                found[type(item)] |= {name} if part not in (None, []) else set()
                given(part, found)


@on_sqlite
def test_every_field_arrives(loaded: Engine, seed: Path) -> None:
    with editing(seed / "officials.yaml") as officials:
        officials["hakan-fidan"]["positions"][1].update(party="TR", start="2010-05", end="2023-06")
        officials["hakan-fidan"]["external_ids"] = {"wikidata": "Q1", "opensanctions": "NK-1"}
    with editing(seed / "meetings.yaml") as meetings:
        visit = meetings["kosherbayev-visit-ankara-2026"]
        stop = {"city": visit.pop("city"), "country": visit.pop("country"), "date": "2026-02-02"}
        visit["places"] = [stop]
        visit["evidence"][0]["fields"] = ["places", "type", "status", "participants", "countries"]
        visit["evidence"][2]["fields"] = ["places"]
    with editing(seed / "agreements.yaml") as agreements:
        treaty = agreements["mfa-cooperation-plan-kz-tr-2026"]
        others = [other for other in agreements.values() if other is not treaty]
        dates = dict.fromkeys(("signed", "ratified", "in_force", "ended"), "2026")
        changes = {"parties": [{"party": "KZ", "how": "approval", **dates}], "text_url": "https://treaties.example/1"}
        changes |= dict(zip(map(str, AgreementRelation), ([other["id"]] for other in others), strict=False))
        treaty.update(changes)
        treaty["evidence"][0]["fields"] += [name for name in changes if name != "parties"]
    with editing(seed / "missions.yaml") as missions:
        missions["kz-embassy-tr"] |= {"opened": "1992", "closed": "2026"}
        missions["kz-embassy-tr"]["evidence"][0]["fields"] += ["opened", "closed"]
    with editing(seed / "documents.yaml") as documents:
        origin = {name: f"https://example.org/{name}" for name in ("source_url", "archived_url")}
        origin |= {"licence": "CC BY 4.0", "version": "2", "retrieved": "2026-02-04", "supersedes": "jspg-8-preview"}
        documents["jspg-8-report"] |= origin | {"editorial": ["source_url", "licence", "version"]}
        passage = {"why": "background", "paragraph": 5, "sentences": [1, 2], "because": "Terms for all investors."}
        part = {"id": "visit", "title": "The visit", "paragraphs": [10, 11], "date": "2026-02-03", "status": "update"}
        documents["jspg-8-report"]["set_aside"].insert(0, passage)
        documents["jspg-8-report"]["parts"] = [part]
    reload(loaded, seed)
    records = Seed(seed).records
    published, stored = bodies(loaded), every_table(loaded)

    def of(record: SeedRecord, table: str, *columns: str) -> list[tuple[Any, ...]]:
        kind = "record_kind" if table == "evidence" else "kind"
        rows = (row for row in stored[table] if (row[kind], row["record_id"]) == (record.kind, record.id))
        return [tuple(row[column] for column in columns) for row in rows]

    cities = {city.id: city.name for city in records["city"] if isinstance(city, CitySeed)}
    fields: dict[type[BaseModel], set[str]] = defaultdict(
        set,
        {
            CitySeed: {"evidence"},
            TopicSeed: {"evidence"},
            DocumentSeed: {"rows", "key"},
            EvidenceSeed: {"row", "columns"},
            TradeStatSeed: {"valuation", "instrument", "dimensions"},
            ProductSeed: {"edition"},
            CountrySeed: {"valid_from", "valid_until", "successors"},
            ListedCountrySeed: {"evidence", "aliases"},
            OrganizationSeed: {"evidence", "aliases"},
            AggregateSeed: {"evidence", "aliases"},
        },
    )
    for record in (record for kind in records.values() for record in kind):
        given(record, fields)
        spellings = [record.id, *(text for _, text in record.names())]
        assert of(record, "names", "text", "folded") == [(spelling, fold(spelling)) for spelling in spellings]
        cited = {
            (
                " ".join(sorted(place.fields)),
                place.document,
                place.paragraph,
                place.as_written,
                place.method,
                place.reason,
            )
            for place in record.evidence
        }
        places = ("fields", "document_id", "paragraph", "as_written", "method", "reason")
        assert set(of(record, "evidence", *places)) == cited
        if (record.kind, record.id) not in published:
            continue
        body = published[record.kind, record.id][0]
        for name, field in type(record).model_fields.items():
            value = getattr(record, name)
            if name not in ("evidence", "set_aside", "sentences", "formerly"):
                expected: Any = value and cities[value] if name == "city" else value
                if name == "places":
                    expected = [stop.model_copy(update={"city": cities[stop.city]}) for stop in value]
                if name == "about":  # a party is of the kind country or organization there
                    expected = [subject.record for subject in value]
                if name == "family" and value:  # its aliases are names, which are found and not shown
                    expected = [value.acronym, value.name]
                key = "identifiers" if name == "external_ids" else field.alias or name
                assert set(leaves(expected)) <= set(leaves(body[key])), (record.id, name)
    (sentences, _) = published["document", "jspg-8-report"][0]["set_aside"]
    assert sentences == {name: passage[name] for name in ("paragraph", "sentences", "why", "because")}
    used = {kind: names | {"formerly"} for kind, names in fields.items()}  # the changes have it, and no body
    assert not [f"{kind.__name__}.{name}" for kind in used for name in kind.model_fields if name not in used[kind]]
    for mission in records["mission"]:
        assert isinstance(mission, MissionSeed)
        for country in (mission.sender, mission.host):
            assert [mission.sender, mission.host, mission.city and cities[mission.city], mission.type] in [
                [shown["sender"]["code"], shown["host"]["code"], shown["city"], shown["type"]]
                for shown in published["country", country][0]["missions"]
            ]
    assert {row["id"]: row["name"] for row in stored["topics"]} == {
        topic.id: topic.name for topic in records["topic"] if isinstance(topic, TopicSeed)
    }
    assert {row["id"]: (row["name"], row["country_id"]) for row in stored["cities"]} == {
        city.id: (city.name, city.country) for city in records["city"] if isinstance(city, CitySeed)
    }


@on_sqlite
def test_the_timeline_holds_meetings_agreements_and_milestones(client: TestClient) -> None:
    def items(path: str) -> list[dict[str, Any]]:
        result: list[dict[str, Any]] = client.get(path, params={"limit": 1000}).json()["items"]
        return result

    shown = ("url", "title", "date", "date_start", "date_end", "date_precision", "mechanism", "sources")
    whole = [item for path in ("/meetings", "/agreements", "/milestones") for item in items(path)]
    countries = {item["url"]: item["parties" if "parties" in item else "countries"] for item in whole}
    timeline = items("/timeline")
    assert len(timeline) == len(whole)
    assert {str([item[name] for name in shown]) for item in timeline} == {
        str([item[name] for name in shown]) for item in whole
    }
    for item in timeline:
        codes = [country["code"] for country in item["countries"]]
        assert codes == [country["code"] for country in countries[item["url"]]]
        assert item["url"] == f"/{item['kind']}s/{item['id']}"


@on_sqlite
def test_the_same_is_published_a_few_rows_at_a_time(
    loaded: Engine, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many rows a statement or a batch has, and however few of those that others refer to are kept."""
    for name, few in (
        ("app.db.bulk.ROWS", 7),
        ("app.ingest.rows.MAX_CACHED_ROWS", 5),
        ("app.ingest.loader.LOAD_BATCH", 11),
        ("app.ingest.figure_groups.GROUP_BATCH", 3),
    ):
        monkeypatch.setattr(name, few)
    with make_sessions(engine).begin() as session:
        load(session, Seed(SEED))
        publish(session, [replace(resource, batch=4) for resource in RESOURCES])
    digests = select(SearchEntry.kind, SearchEntry.record_id, SearchEntry.plain, SearchEntry.name, SearchEntry.text)
    for records in (*(select(r.model.id, r.model.body_digest) for r in RESOURCES), digests):
        with engine.connect() as few_rows, loaded.connect() as many_rows:
            assert sorted(map(tuple, few_rows.execute(records))) == sorted(map(tuple, many_rows.execute(records)))


@on_sqlite
def test_whole_numbers_have_no_point(loaded: Engine) -> None:
    result: list[str] = []
    with loaded.connect() as connection:
        for resource in RESOURCES:
            for body in connection.scalars(select(resource.model.body)):
                json.loads(body or "", parse_float=result.append)
    assert len(result) > 10
    assert not [number for number in result if number.endswith(".0") or "e" in number]


@on_sqlite
def test_what_a_batch_asks_does_not_grow_with_it(engine: Engine) -> None:
    """Records are read together, whatever they show."""
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda _conn, _cursor, statement, *_: asked.append(statement))
    counts = []
    for size in (100, 150, 400):
        with make_sessions(engine).begin() as session:
            load(session, World(size, 0))  # type: ignore[arg-type]
            asked.clear()
            publish(session, RESOURCES)
        counts.append(sum(statement.startswith("SELECT") for statement in asked))
    assert max(counts) < 180, counts


@on_postgresql
def test_a_large_load_is_counted_before_it_is_published(engine: Engine) -> None:
    """Else PostgreSQL takes what nobody has committed for nothing, and reads all evidence for each figure."""
    counted = text("SELECT relname, reltuples FROM pg_class WHERE relname IN ('meetings', 'trade_stats', 'evidence')")
    with make_sessions(engine).begin() as session:
        load(session, World(300, 300))  # type: ignore[arg-type]
        result = {row.relname: row.reltuples for row in session.execute(counted)}
        session.rollback()
    assert (result["meetings"], result["trade_stats"]) == (300, 300)
    assert result["evidence"] > 600
