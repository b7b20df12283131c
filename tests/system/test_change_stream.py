"""Changes as server-sent events from a real server: a client that loses its connection and reconnects misses
nothing."""

import json
import threading
import time
from collections.abc import Iterator
from random import Random
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine

from app.api import listeners
from app.db.engine import make_engine
from app.main import create_app
from app.resources import change_stream
from app.settings import Settings
from tests.conftest import on_sqlite, serving
from tests.histories import Histories, of_council, store

Event = tuple[str, str, dict[str, Any]]


@pytest.fixture(autouse=True)
def looking_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listeners, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(change_stream, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(change_stream, "HEARTBEAT_SECONDS", 0.2)


@pytest.fixture
def engine(empty_database: Settings) -> Iterator[Engine]:
    """A database with two meetings of the council."""
    database = make_engine(empty_database)
    store(database, {name: of_council(name) for name in ("first", "second")}, {})
    yield database
    database.dispose()


def events(answer: httpx.Response) -> Iterator[Event]:
    """The events of a stream, each with kind, id and data; a heartbeat has only its kind."""
    fields: dict[str, str] = {}
    for line in answer.iter_lines():
        if line == ": heartbeat":
            yield "heartbeat", "", {}
        elif line:
            name, _, value = line.partition(": ")
            fields[name] = value
        else:
            if "data" in fields:
                yield fields["event"], fields["id"], json.loads(fields["data"])
            fields = {}


class Listener(threading.Thread):
    """A client that collects changes up to the revision ``last``, and loses its connection again and again."""

    def __init__(self, base: str, query: str) -> None:
        super().__init__(daemon=True)
        self.url, self.chance = f"{base}/changes/stream?{query}", Random(2)
        self.changes: list[dict[str, Any]] = []
        self.position, self.until, self.connections, self.last = "0", 0, 0, float("inf")

    def run(self) -> None:
        with httpx.Client(timeout=10) as client:
            while self.until < self.last:
                self.connections += 1
                self.follow(client, self.chance.randrange(1, 40))

    def follow(self, client: httpx.Client, patience: int) -> None:
        with client.stream("GET", self.url, headers={"Last-Event-ID": self.position}) as answer:
            assert answer.status_code == 200, answer.read()
            for kind, event_id, data in events(answer):
                self.position = event_id or self.position
                if kind == "until":
                    self.until = data["until"]
                elif kind == "change":
                    self.changes.append(data)
                patience -= 1
                if not patience or self.until >= self.last:
                    return


def test_clients_that_are_cut_off_get_every_change_once(engine: Engine, empty_database: Settings) -> None:
    histories, answers = Histories(Random(3)), {}
    with serving(create_app(empty_database)) as base:
        clients = {query: Listener(base, query) for query in ("include=record", "mechanism=council&kind=meeting")}
        for client in clients.values():
            client.start()
        for _ in range(6):
            store(engine, histories.meetings, histories.reasons)
            histories.step()
            time.sleep(0.1)
        for query, client in clients.items():
            answers[query] = httpx.get(f"{base}/changes?since=0&limit=1000&{query}").json()
            client.last = answers[query]["until"]
        for client in clients.values():
            client.join(timeout=20)
            assert not client.is_alive()
    for query, client in clients.items():
        assert client.changes == answers[query]["items"]
        assert client.connections > len(client.changes) / 40


@on_sqlite
def test_what_a_listener_is_told(engine: Engine, empty_database: Settings) -> None:
    app = create_app(empty_database.model_copy(update={"listeners": 2}))
    with serving(app) as base, httpx.Client(base_url=base, timeout=5) as client:
        head = client.head("/changes/stream", headers={"If-None-Match": "*"})
        assert (head.status_code, head.headers["content-type"]) == (200, "text/event-stream; charset=utf-8")
        newest = int(head.headers["X-Data-Revision"])
        with client.stream("GET", "/changes/stream", headers={"Accept-Encoding": "gzip"}) as answer:
            assert answer.headers["X-Accel-Buffering"] == "no"
            assert answer.headers["Cache-Control"] == "no-store"
            assert "Content-Encoding" not in answer.headers
            assert answer.headers.keys() == head.headers.keys() | {"transfer-encoding"}
            lines = answer.iter_lines()
            first = [next(lines) for _ in range(7)]
            assert first[:4] == ["retry: 3000", "event: until", f"id: {newest}", f'data: {{"until":{newest}}}']
            assert ": heartbeat" in first
            refusal = client.get("/changes/stream")
            assert (refusal.status_code, refusal.headers["Retry-After"]) == (503, "30")
        deadline = time.monotonic() + 5
        while len(app.state.listeners) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert len(app.state.listeners) == 0
        for event_id, message in (("x", "not the id of an event"), ("1", "no such revision"), ("1/x/y", "not the id")):
            answer = client.get("/changes/stream", headers={"Last-Event-ID": event_id})
            assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "Last-Event-ID")
            assert message in answer.json()["errors"][0]["message"]
        assert client.get("/changes/stream?mechanism=councl").json()["errors"][0]["suggestions"] == ["Council"]
        assert client.get("/changes/stream?limit=3").status_code == 422


@on_sqlite
def test_streams_end_when_the_server_stops(engine: Engine, empty_database: Settings) -> None:
    with httpx.Client(timeout=5) as client:
        with serving(create_app(empty_database)) as base:
            stream = client.stream("GET", f"{base}/changes/stream")
            stream_events = events(stream.__enter__())
            next(stream_events)
        # The body ends as HTTP wants it, and does not wait for the time limit of the client.
        assert "change" not in {kind for kind, _, _ in stream_events}
        stream.__exit__(None, None, None)
