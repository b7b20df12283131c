"""Loads while clients read: no request fails, no answer mixes two revisions, and loads take turns."""

import threading
import time
from collections import defaultdict
from pathlib import Path
from shutil import copytree

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.db import tables
from app.db.engine import make_engine, make_sessions
from app.db.revision import RevisionCache
from app.db.snapshot import Snapshot
from app.db.tables.publication import Publication
from app.main import create_app
from app.query import list_statement
from app.resources import milestones
from app.settings import Settings
from tests.api_requests import ask, first_error, ids, statements
from tests.conftest import on_postgresql, on_sqlite, serving
from tests.ingest.loads import reload
from tests.seed_copies import SEED, editing, renamed_seed

READERS = 20
NAMES = ["Hakan One", "Hakan Two", "Hakan Three"]


def bring(settings: Settings, seed: Path) -> None:
    engine = make_engine(settings)
    reload(engine, seed)
    engine.dispose()


def revisions_of(settings: Settings) -> list[int]:
    engine = make_engine(settings)
    with make_sessions(engine)() as session:
        result = list(session.scalars(select(Publication.revision).order_by(Publication.revision)))
    engine.dispose()
    return result


def test_a_load_fails_no_request_and_shows_no_half_state(seed_database: Settings, tmp_path: Path) -> None:
    seeds = [renamed_seed(tmp_path / str(number), name) for number, name in enumerate(NAMES)]
    urls = ["/officials/hakan-fidan?fields=name", "/meetings?mechanism=JSPG&fields=participants", "/meetings.ndjson"]
    bodies_seen: dict[tuple[str, str], set[bytes]] = defaultdict(set)
    faults: list[str] = []
    over = threading.Event()

    def ask_repeatedly(url: str) -> None:
        with httpx.Client(base_url=base, timeout=30) as client:
            while True:
                answer = client.get(url)
                if answer.status_code != 200:
                    faults.append(f"{url} {answer.status_code} {answer.text[:100]}")
                bodies_seen[url, answer.headers["x-data-revision"]].add(answer.content)
                if over.wait(0.2):  # more requests only slow the loads
                    return

    with serving(create_app(seed_database)) as base:
        readers = [
            threading.Thread(target=ask_repeatedly, args=(urls[number % len(urls)],)) for number in range(READERS)
        ]
        for reader in readers:
            reader.start()
        while len(bodies_seen) < len(urls):  # each has an answer of the first revision
            time.sleep(0.02)
        for seed in seeds:
            bring(seed_database, seed)
        time.sleep(1)  # so old may an answer be
        for url in urls:
            answer = httpx.get(base + url)
            assert NAMES[-1] in answer.text
        over.set()
        for reader in readers:
            reader.join(timeout=60)
    assert faults == []
    publications = revisions_of(seed_database)
    revisions = sorted({revision for _, revision in bodies_seen})
    assert {revisions[0], revisions[-1]} == {str(publications[0]), str(publications[-1])}
    for (url, revision), bodies in bodies_seen.items():
        assert len(bodies) == 1, f"{url} had two states in revision {revision}"
        name = ["Hakan Fidan", *NAMES][publications.index(int(revision))]
        assert name.encode() in next(iter(bodies)), (url, revision)


def test_loads_take_turns(seed_database: Settings, tmp_path: Path) -> None:
    seeds = [renamed_seed(tmp_path / str(number), name) for number, name in enumerate(NAMES)]
    errors: list[BaseException] = []

    def run(seed: Path) -> None:
        try:
            bring(seed_database, seed)
        except Exception as error:  # noqa: BLE001 - told below
            errors.append(error)

    loads = [threading.Thread(target=run, args=(seed,)) for seed in seeds]
    for item in loads:
        item.start()
    for item in loads:
        item.join(timeout=60)
    assert errors == []
    engine = make_engine(seed_database)
    with make_sessions(engine)() as session:
        official = session.get_one(tables.Official, "hakan-fidan")
        assert official.name in NAMES
        meeting = session.scalar(select(tables.Meeting.body).where(tables.Meeting.id == "jspg-kz-tr-8"))
        assert official.name in str(official.body)
        assert official.name in str(meeting)
    assert len(revisions_of(seed_database)) == 4
    engine.dispose()


@on_sqlite
def test_sqlite_is_set_up_for_many_readers_and_one_writer(seed_database: Settings) -> None:
    for requests in (True, False):
        engine = make_engine(seed_database, for_requests=requests)
        with engine.connect() as connection:
            pragmas = ("journal_mode", "busy_timeout", "foreign_keys", "mmap_size", "query_only")
            result = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas}
        engine.dispose()
        assert result == {
            "journal_mode": "wal",
            "busy_timeout": 10000,
            "foreign_keys": 1,
            "mmap_size": 1073741824,
            "query_only": int(requests),
        }


@on_postgresql
@pytest.mark.parametrize("pgbouncer", [True, False])
def test_statements_are_bounded_and_pgbouncer_is_left_nothing(seed_database: Settings, pgbouncer: bool) -> None:
    """In transaction mode, the next transaction on a connection may belong to another client."""
    options = {"pgbouncer": pgbouncer, "statement_timeout_ms": 1234, "application_name": "mine"}
    settings = seed_database.model_copy(update=options)
    engine = make_engine(settings, for_requests=True)
    with engine.connect() as connection:
        for name, value in (("statement_timeout", "1234ms"), ("application_name", "mine")):
            assert connection.exec_driver_sql(f"SHOW {name}").scalar() == value
        connection.rollback()
        driver = connection.connection.driver_connection
        assert driver is not None
        timeout = driver.execute("SHOW statement_timeout").fetchone()
        driver.rollback()
        assert timeout == ("0" if pgbouncer else "1234ms",)
        for _ in range(10):
            connection.exec_driver_sql("SELECT 1")
        statement_count = connection.exec_driver_sql("SELECT count(*) FROM pg_prepared_statements").scalar()
        assert statement_count == (0 if pgbouncer else 1)
    engine.dispose()
    bring(settings, SEED)
    with TestClient(create_app(settings)) as client:
        assert ask(client, "/meetings", {"mechanism": "JSPG"})["total"] == 1


def test_a_total_is_counted_once_a_revision(seed_database: Settings, tmp_path: Path) -> None:
    folder = copytree(SEED, tmp_path / "fewer")
    with editing(folder / "milestones.yaml") as entries:
        del entries["kz-embassy-tr-1992"]
    with TestClient(create_app(seed_database.model_copy(update={"cache_bytes": 0}))) as client:
        first = ask(client, "/milestones")["total"]
        with statements(client) as queries:
            ask(client, "/milestones")
            ask(client, "/milestones", {"limit": "1", "fields": "id"})
            ask(client, "/milestones", {"country": "KZ"})
        assert sum("count(" in statement for statement, _ in queries) == 2, "the question once, and another question"
        bring(seed_database, folder)
        assert ask(client, "/milestones")["total"] == first - 1


def test_the_cache_of_facts_is_bounded(client: TestClient) -> None:
    cache, engine = RevisionCache(size=4), client.app.state.engine  # type: ignore[attr-defined]
    with Snapshot(engine, engine, cache) as snapshot:
        for country in ("KZ", "TR", "HU"):
            query = milestones.MilestoneQuery.model_validate({"country": [country]})
            list_statement.total_of(snapshot, list_statement.resolve_query(snapshot, milestones.resource, query))
    assert len(cache) == 4, "of three names and three totals"


def test_a_name_that_no_record_shows_is_known_after_a_load(seed_database: Settings, tmp_path: Path) -> None:
    """The service caches the meanings of names, and other names of a city change no record."""
    folder = copytree(SEED, tmp_path / "renamed")
    with editing(folder / "cities.yaml") as cities:
        cities["ankara"]["aliases"] = ["Angora"]
    with TestClient(create_app(seed_database)) as client:
        result = ids(client, "/meetings", {"city": "Ankara"})
        assert first_error(client, "/meetings", {"city": "Angora"})["parameter"] == "city"
        bring(seed_database, folder)
        assert ids(client, "/meetings", {"city": "Angora"}) == result
        bring(seed_database, SEED)
        assert first_error(client, "/meetings", {"city": "Angora"})["parameter"] == "city"
