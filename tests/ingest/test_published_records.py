"""Published records show every field of the seed, whatever the size of the batches."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import Engine, event, select, text

from app.db.engine import make_sessions
from app.db.tables.publication import SearchEntry
from app.domain.edtf import Span
from app.domain.text import fold
from app.domain.vocabulary import AgreementRelation
from app.ingest.loader import load
from app.ingest.publish import publish
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
from app.main import RESOURCES
from benchmarks.made_up_world import World
from tests.conftest import on_postgresql, on_sqlite
from tests.ingest.loads import bodies, every_table, reload
from tests.seed_copies import SEED, editing


def leaves(value: Any) -> Iterator[str]:
    """The values in nested lists and mappings, as text."""
    if isinstance(value, Span):
        yield value.text
    elif isinstance(value, BaseModel):
        yield from leaves(dict(value))
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from leaves(item)
    elif value is not None:
        yield str(float(value)) if isinstance(value, int | float) else str(value)


def collect_fields(value: Any, fields: dict[type[BaseModel], set[str]]) -> None:
    """Collect the fields that have a value, by the type of their entry."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, BaseModel):
            for name, part in item:
                fields[type(item)] |= {name} if part not in (None, []) else set()
                collect_fields(part, fields)


@pytest.mark.thorough
@on_sqlite
def test_every_field_arrives(seed_engine: Engine, seed: Path) -> None:
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
        other_agreements = [agreement for agreement in agreements.values() if agreement is not treaty]
        dates = dict.fromkeys(("signed", "ratified", "in_force", "ended"), "2026")
        changes = {"parties": [{"party": "KZ", "how": "approval", **dates}], "text_url": "https://treaties.example/1"}
        changes |= dict(
            zip(map(str, AgreementRelation), ([agreement["id"]] for agreement in other_agreements), strict=False)
        )
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
    reload(seed_engine, seed)
    records = Seed(seed).records
    published_bodies, stored_rows = bodies(seed_engine), every_table(seed_engine)

    def of(record: SeedRecord, table: str, *columns: str) -> list[tuple[Any, ...]]:
        kind = "record_kind" if table == "evidence" else "kind"
        rows = (row for row in stored_rows[table] if (row[kind], row["record_id"]) == (record.kind, record.id))
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
        collect_fields(record, fields)
        spellings = [record.id, *(text for _, text in record.names())]
        assert of(record, "names", "text", "folded") == [(spelling, fold(spelling)) for spelling in spellings]
        citations = {
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
        assert set(of(record, "evidence", *places)) == citations
        if (record.kind, record.id) not in published_bodies:
            continue
        body = published_bodies[record.kind, record.id][0]
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
    (sentences, _) = published_bodies["document", "jspg-8-report"][0]["set_aside"]
    assert sentences == {name: passage[name] for name in ("paragraph", "sentences", "why", "because")}
    used_fields = {kind: names | {"formerly"} for kind, names in fields.items()}  # the changes have it, and no body
    assert not [
        f"{kind.__name__}.{name}" for kind in used_fields for name in kind.model_fields if name not in used_fields[kind]
    ]
    for mission in records["mission"]:
        assert isinstance(mission, MissionSeed)
        for country in (mission.sender, mission.host):
            assert [mission.sender, mission.host, mission.city and cities[mission.city], mission.type] in [
                [
                    mission_in_body["sender"]["code"],
                    mission_in_body["host"]["code"],
                    mission_in_body["city"],
                    mission_in_body["type"],
                ]
                for mission_in_body in published_bodies["country", country][0]["missions"]
            ]
    assert {row["id"]: row["name"] for row in stored_rows["topics"]} == {
        topic.id: topic.name for topic in records["topic"] if isinstance(topic, TopicSeed)
    }
    assert {row["id"]: (row["name"], row["country_id"]) for row in stored_rows["cities"]} == {
        city.id: (city.name, city.country) for city in records["city"] if isinstance(city, CitySeed)
    }


@on_sqlite
def test_the_timeline_holds_meetings_agreements_and_milestones(client: TestClient) -> None:
    def items(path: str) -> list[dict[str, Any]]:
        result: list[dict[str, Any]] = client.get(path, params={"limit": 1000}).json()["items"]
        return result

    fields = ("url", "title", "date", "date_start", "date_end", "date_precision", "mechanism", "sources")
    whole = [item for path in ("/meetings", "/agreements", "/milestones") for item in items(path)]
    countries = {item["url"]: item["parties" if "parties" in item else "countries"] for item in whole}
    timeline = items("/timeline")
    assert len(timeline) == len(whole)
    assert {str([item[name] for name in fields]) for item in timeline} == {
        str([item[name] for name in fields]) for item in whole
    }
    for item in timeline:
        codes = [country["code"] for country in item["countries"]]
        assert codes == [country["code"] for country in countries[item["url"]]]
        assert item["url"] == f"/{item['kind']}s/{item['id']}"


@pytest.mark.thorough
@on_sqlite
def test_the_same_is_published_a_few_rows_at_a_time(
    seed_engine: Engine, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many rows a statement or a batch has, and however few of the rows that others refer to are cached."""
    for name, row_count in (
        ("app.db.bulk.STATEMENT_ROWS", 7),
        ("app.ingest.rows.MAX_CACHED_ROWS", 5),
        ("app.ingest.loader.LOAD_BATCH", 11),
        ("app.ingest.figure_groups.GROUP_BATCH", 3),
    ):
        monkeypatch.setattr(name, row_count)
    with make_sessions(engine).begin() as session:
        load(session, Seed(SEED))
        publish(session, [replace(resource, batch=4) for resource in RESOURCES])
    digests = select(SearchEntry.kind, SearchEntry.record_id, SearchEntry.plain, SearchEntry.name, SearchEntry.text)
    for records in (*(select(r.model.id, r.model.body_digest) for r in RESOURCES), digests):
        with engine.connect() as few_rows, seed_engine.connect() as many_rows:
            assert sorted(map(tuple, few_rows.execute(records))) == sorted(map(tuple, many_rows.execute(records)))


@on_sqlite
def test_whole_numbers_have_no_point(seed_engine: Engine) -> None:
    result: list[str] = []
    with seed_engine.connect() as connection:
        for resource in RESOURCES:
            for body in connection.scalars(select(resource.model.body)):
                json.loads(body or "", parse_float=result.append)
    assert len(result) > 10
    assert not [number for number in result if number.endswith(".0") or "e" in number]


@pytest.mark.thorough
@on_sqlite
def test_what_a_batch_asks_does_not_grow_with_it(engine: Engine) -> None:
    """The statements read all records of a batch together."""
    statements_run: list[str] = []
    event.listen(
        engine, "before_cursor_execute", lambda _conn, _cursor, statement, *_: statements_run.append(statement)
    )
    counts = []
    for size in (100, 150, 400):
        with make_sessions(engine).begin() as session:
            load(session, World(size, 0))  # type: ignore[arg-type]
            statements_run.clear()
            publish(session, RESOURCES)
        counts.append(sum(statement.startswith("SELECT") for statement in statements_run))
    assert max(counts) < 180, counts


@on_postgresql
def test_a_large_load_is_counted_before_it_is_published(engine: Engine) -> None:
    """Otherwise PostgreSQL would plan as if the uncommitted rows did not exist, and read all evidence for each
    figure."""
    estimates = text("SELECT relname, reltuples FROM pg_class WHERE relname IN ('meetings', 'trade_stats', 'evidence')")
    with make_sessions(engine).begin() as session:
        load(session, World(300, 300))  # type: ignore[arg-type]
        result = {row.relname: row.reltuples for row in session.execute(estimates)}
        session.rollback()
    assert (result["meetings"], result["trade_stats"]) == (300, 300)
    assert result["evidence"] > 600
