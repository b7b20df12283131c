"""The benchmark: the project loads its made-up world, its peers give the same answers, and its report shows the
results. These tests need none of the tools of a run."""

import csv
import gzip
import importlib
import io
import json
import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from xml.etree import ElementTree

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import create_engine

from app.db.engine import make_engine, make_sessions
from app.ingest.loader import load
from app.ingest.publish import publish
from app.main import RESOURCES, create_app
from app.settings import Settings
from benchmarks import hostile, measure, peer_tables, plans, report
from benchmarks import questions as q
from benchmarks.made_up_world import CROWD_DAYS, World
from benchmarks.memory import memory
from benchmarks.peers import Server
from tests.api_requests import ask, ids
from tests.conftest import SharedDatabases, on_sqlite


@pytest.fixture(scope="module")
def small(backend: str, databases: SharedDatabases, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = databases.empty_copy(backend, tmp_path_factory.mktemp("made"))
    engine = make_engine(settings)
    world = World(150, 40)
    with make_sessions(engine).begin() as session:
        assert load(session, world) == (len(world), 0)  # type: ignore[arg-type]
        publish(session, RESOURCES)
    with make_sessions(engine).begin() as session:
        assert load(session, World(150, 40)) == (0, 0)  # type: ignore[arg-type]
        assert publish(session, RESOURCES, all_records=True) == 0
    engine.dispose()
    return settings


def test_the_world_is_as_large_as_it_says(small: Settings) -> None:
    with TestClient(create_app(small)) as client:
        assert ask(client, "/meetings")["total"] == 150
        assert ask(client, "/trade-stats")["total"] == 40
        meetings = ask(client, "/meetings", {"limit": "1000"})["items"]
        assert {len(item["participants"]) for item in meetings} == {2, 3, 4}
        assert {len(item["topics"]) for item in meetings} == {1, 2, 3}
        assert {len(item["sources"]) for item in meetings} == {1, 2}
        assert len(ids(client, "/meetings", {"q": "council"})) == 150
        assert ids(client, "/meetings", {"q": "extraordinary"}) == ["meeting-0"]
        crowds = [len(ids(client, "/meetings", {"date": day.isoformat()})) for day in CROWD_DAYS]
        assert sum(crowds) >= 150 / 20
        assert min(crowds) > 1


@on_sqlite
def test_the_textbook_service_gives_the_same_meetings(small: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCH_DATABASE_URL", peer_tables.copy(small.database_url.get_secret_value()))
    textbook = importlib.import_module("benchmarks.textbook")
    query = {"mechanism": "mechanism-0", "date_from": "2005-01-01", "limit": "20"}
    with TestClient(create_app(small)) as client, TestClient(textbook.app) as peer:
        page, peer_page = ask(client, "/meetings", query), peer.get("/meetings", params=query).json()
        assert page["total"] == peer_page["total"] > 20
        for item, peer_item in zip(page["items"], peer_page["items"], strict=True):
            assert item["id"] == peer_item["id"]
            assert item["participants"] == peer_item["participants"]
            assert {s["document"] for s in item["sources"]} == {s["document"] for s in peer_item["sources"]}
        assert peer.get("/meetings/none").status_code == 404
    textbook.engine.dispose()


def ids_of_csv(lines: str) -> list[str]:
    return [row["id"] for row in csv.DictReader(io.StringIO(lines))]


@on_sqlite
def test_the_textbook_service_exports_every_meeting_once(small: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BENCH_DATABASE_URL", peer_tables.copy(small.database_url.get_secret_value()))
    textbook = importlib.import_module("benchmarks.textbook")
    days = {"date_from": "2005-01-01", "date_to": "2015-01-01"}
    with TestClient(create_app(small)) as client, TestClient(textbook.app) as peer:
        expected_ids = ids(client, "/meetings", days)
        assert 20 < len(expected_ids) < 150
        assert ids_of_csv(client.get("/meetings.csv", params=days).text) == expected_ids
        assert ids_of_csv(peer.get("/meetings.csv", params=days).text) == expected_ids
        lines = peer.get("/meetings.ndjson", params=days).text.splitlines()
        assert [json.loads(line)["id"] for line in lines] == expected_ids
    textbook.engine.dispose()


@on_sqlite
def test_the_queries_of_datasette_give_the_same_records(small: Settings) -> None:
    url = small.database_url.get_secret_value()
    connection = sqlite3.connect(peer_tables.copy(url).removeprefix("sqlite:///"))
    connection.row_factory = sqlite3.Row
    result = {name: [dict(row) for row in connection.execute(sql)] for name, sql in q.QUERIES.items()}
    pair = connection.execute("SELECT reporter_id, partner_id FROM trade_stats WHERE id = 'stat-0'").fetchone()
    countries = {"AA": pair[0], "AB": pair[1]}  # few figures: the pair of the first has one

    def of(text: str) -> str:
        return re.sub(r"\bA[AB]\b", lambda code: countries[code[0]], text)

    series = [dict(row) for row in connection.execute(of(q.QUERIES["series"]))]
    connection.close()
    with TestClient(create_app(small)) as client:
        for name, path, plain in (("list", q.LIST, q.LIST_SQL), ("search", q.SEARCH, q.SEARCH_SQL)):
            items = ask(client, path)["items"]
            assert [item["id"] for item in items] == q.ids(url, plain) == [item["id"] for item in result[name]]
            for item, peer_item in zip(items, result[name], strict=True):
                assert item["title"] == peer_item["title"]
                assert sorted(item["topics"]) == sorted(json.loads(peer_item["topics"]))
                for column, key in (("participants", "position"), ("countries", "code"), ("sources", "document")):
                    relations = json.loads(peer_item[column])
                    assert len(relations) == len(item[column]) > 0
                    assert {place[key] for place in relations} == {place[key] for place in item[column]}
        assert [item["id"] for item in result["item"]] == [ask(client, q.ITEM)["id"]]
        assert q.ids(url, q.TITLE_SQL) == q.ids(url, q.SEARCH_SQL)
        rows = [row for row in ask(client, of(q.SERIES))["items"] if not row["gap"]]
        assert [row["trade_stat"] for row in rows] == q.ids(url, of(q.SERIES_SQL)) == [row["id"] for row in series]
        assert [row["value"] for row in rows] == [row["value"] for row in series]
        assert ids(client, q.CROWD.split("?")[0], {"date": CROWD_DAYS[1].isoformat()}) == q.ids(url, q.CROWD_SQL)
        assert len(q.ids(url, q.ALL_SQL)) == 150


def test_the_plans_of_all_peers_can_be_shown(small: Settings, backend: str) -> None:
    engine = create_engine(peer_tables.copy(small.database_url.get_secret_value()))
    plan_lines = {name: plans.plan_lines(engine, sql) for name, sql in plans.statements(backend).items()}
    engine.dispose()
    peers_by_backend = {"sqlite": {"textbook", "Datasette", "soul-cli"}, "postgresql": {"textbook", "PostGraphile"}}
    assert {name.split(",")[0] for name in plan_lines} == peers_by_backend[backend]
    assert all(plan_lines.values())


@on_sqlite
def test_a_peer_that_lacks_an_index_ends_the_run(small: Settings, tmp_path: Path) -> None:
    whole = peer_tables.copy(small.database_url.get_secret_value())
    assert plans.show(whole, "sqlite")
    path = shutil.copy(whole.removeprefix("sqlite:///"), tmp_path / "lacking.db")
    with sqlite3.connect(path) as connection:
        connection.execute("DROP INDEX peer_meetings_list")
    with pytest.raises(SystemExit, match="a peer lacks an index"):
        plans.show(f"sqlite:///{path}", "sqlite")


@on_sqlite
@pytest.mark.parametrize("attack", [hostile.unknown_names, hostile.ranges, hostile.counts])
def test_each_part_of_a_hostile_client_can_ask(service_url: str, attack: Callable[[str, float], None]) -> None:
    """If the library refused to send a request, it would measure nothing."""
    attack(service_url, time.monotonic() + 0.1)


@on_sqlite
def test_a_hostile_client_leaves_the_service_answering(service_url: str) -> None:
    hostile.main(service_url, 1.0)
    assert httpx.get(f"{service_url}/livez").json() == {"status": "ok"}
    assert httpx.get(f"{service_url}/meetings?mechanism=JSPG", timeout=30).json()["total"] == 1


def test_other_answers_end_the_run() -> None:
    q.compare("a peer", ["a", "b"], ["a", "b"])
    with pytest.raises(SystemExit, match="a peer gives 2 records, which are not the 2 of plain SQL"):
        q.compare("a peer", ["b", "a"], ["a", "b"])
    with pytest.raises(SystemExit):
        q.compare("a peer", [], [])  # nothing was compared


def test_the_slowest_in_a_hundred() -> None:
    assert measure.p99([float(number) for number in range(1000)]) == 990
    assert measure.p99([7.0]) == 7


def test_memory_is_told_in_mib() -> None:
    figures_of_memory = memory()
    assert 10 < figures_of_memory["RssAnon"] < figures_of_memory["VmRSS"] <= figures_of_memory["VmHWM"] < 100_000


ROWS = [
    report.at_least("list", "10/s", "textbook: 2/s", 5, 4),
    report.at_least("hot <list>", "30/s", "bare: 100/s", 0.3, 0.55, "%"),
    report.at_most("memory", "90 MiB", "", 90, 20, "MiB"),
    report.not_run("soul-cli", "npm failed:\n a | b"),
]


def test_the_table() -> None:
    lines = report.table(ROWS).splitlines()[2:]
    assert lines == [
        "| list | 10/s | textbook: 2/s | 5.0 × | ≥ 4.0 × | yes |",
        "| hot <list> | 30/s | bare: 100/s | 30 % | ≥ 55 % | **no** |",
        "| memory | 90 MiB |  | 90.0 MiB | ≤ 20.0 MiB | **no** |",
        "| soul-cli |  | not run: npm failed: a / b |  |  |  |",
    ]


def test_the_drawing() -> None:
    drawing = ElementTree.fromstring(report.svg("What was found", ROWS))
    space = {"": "http://www.w3.org/2000/svg"}
    assert drawing.findtext("title", namespaces=space) == "What was found"
    assert "hot <list>: 30 %, goal ≥ 55 %" in drawing.findtext("desc", "", space)
    bars = drawing.findall("rect", space)
    assert [bar.get("class") for bar in bars] == ["met", "missed", "missed"]
    starts, widths = ([float(bar.get(name, "")) for bar in bars] for name in ("x", "width"))
    goal = starts[0]  # what is reached runs to the right of the goal, what is missed ends at it
    assert starts[1] + widths[1] == pytest.approx(goal, abs=0.2)
    assert widths[2] > widths[1] > widths[0]
    assert "prefers-color-scheme: dark" in drawing.findtext("style", "", space)


LINES = b"id\n" * 2_000


class Compressing(BaseHTTPRequestHandler):
    """A server with one file, which it compresses if the client accepts that."""

    def do_GET(self) -> None:
        is_gzip = "gzip" in self.headers.get("Accept-Encoding", "")
        body = gzip.compress(LINES) if is_gzip else LINES
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        if is_gzip:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_file_is_measured_as_it_is_and_not_compressed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measure, "forget_peak", lambda _pid: None)
    with ThreadingHTTPServer(("127.0.0.1", 0), Compressing) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            file = measure.download(Server(f"http://127.0.0.1:{server.server_port}", os.getpid()), "/meetings.csv")
        finally:
            server.shutdown()
            thread.join()
    assert (file.lines, file.size) == (2_000, len(LINES))


def test_a_run_replaces_its_own_sections(tmp_path: Path) -> None:
    results = tmp_path / "RESULTS.md"
    report.write(results, "# Results\n\nOld.\n", {"1,000 meetings": "## 1,000 meetings\n\none\n"})
    report.write(results, "# Results\n\nNew.\n", {"100,000 meetings": "## 100,000 meetings\n\ntwo\n"})
    report.write(results, "# Results\n\nNew.\n", {"1,000 meetings": "## 1,000 meetings\n\nthree\n"})
    text = results.read_text("utf-8")
    assert text == "# Results\n\nNew.\n\n## 100,000 meetings\n\ntwo\n\n## 1,000 meetings\n\nthree\n"
    section = report.section("1,000 meetings", "quickly loaded", {"Datasette": "1.0"}, ROWS, (0.25, 0.5))
    assert section.startswith("## 1,000 meetings\n")
    assert (
        "Datasette 1.0. The database: quickly loaded. Other programs used 25% of the cores before the run, and 50%"
        in section
    )
