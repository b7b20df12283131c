"""A primary and a standby with the seed, and seeds whose load makes a new revision."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from fastapi.testclient import TestClient
from psycopg import sql
from sqlalchemy import func, select
from typer.testing import CliRunner

from app.cli import cli
from app.db.engine import make_engine, make_sessions
from app.db.failures import SILENT
from app.db.revision import newest_publication
from app.ingest.loader import load
from app.ingest.publish import publish
from app.ingest.seed_reader import Seed
from app.main import RESOURCES, create_app
from app.settings import Settings
from tests.postgres import Server
from tests.seed_copies import SEED

OFFICIAL = "/officials/hakan-fidan?fields=name"


@dataclass
class Pair:
    """Two servers with the seed, and settings to read from the standby."""

    primary: Server
    standby: Server
    settings: Settings

    def ask(self, server: Server, query: str) -> Any:
        with psycopg.connect(server.url(), autocommit=True) as connection:
            result = connection.execute(sql.SQL(query))
            return result.fetchall() if result.description else None

    def follow(self) -> None:
        """Return once the standby has all that the primary has."""
        self.ask(self.primary, "SELECT pg_logical_emit_message(true, '', '')")  # so that all before it is sent
        (((at,),), until) = self.ask(self.primary, "SELECT pg_current_wal_lsn()"), time.monotonic() + 10
        while self.ask(self.standby, f"SELECT pg_last_wal_replay_lsn() >= '{at}'") != [(True,)]:
            assert time.monotonic() < until, "the standby does not follow"
            time.sleep(0.02)

    def promote(self) -> None:
        """Make the standby a primary. PostgreSQL may cancel a statement that waits for it, because it still replays the
        log."""
        self.ask(self.standby, "SELECT pg_promote(false)")
        until = time.monotonic() + 30
        while self.ask(self.standby, "SELECT pg_is_in_recovery()") != [(False,)]:
            assert time.monotonic() < until, "the standby does not take over"
            time.sleep(0.02)

    def bring(self, seed: Path) -> str:
        """Load a seed at the primary. Returns the new revision."""
        engine = make_engine(self.settings)
        with make_sessions(engine).begin() as session:
            load(session, Seed(seed))
            publish(session, RESOURCES)
            publication = newest_publication(session)
        engine.dispose()
        assert publication
        return str(publication.revision)

    def load(self, seed: Path = SEED) -> Any:
        """The result of ``communique load``."""
        url = self.settings.database_url.get_secret_value()
        return CliRunner().invoke(cli, ["load", str(seed)], env={"COMMUNIQUE_DATABASE_URL": url})


def of_both(pair: Pair, first: Server, choice: str) -> str:
    """A URL that names both servers, the given one first, and says which of them to choose."""
    hosts = [server.socket for server in sorted((pair.primary, pair.standby), key=lambda server: server is not first)]
    url = f"postgresql://postgres@/postgres?host={hosts[0]},{hosts[1]}&port=5432,5432"
    return f"{url}&target_session_attrs={choice}" if choice else url


def standby_of(settings: Settings, **options: bool) -> bool:
    """Whether an engine with these settings connects to a standby."""
    engine = make_engine(settings, **options)
    try:
        with engine.connect() as connection:
            return bool(connection.scalar(select(func.pg_is_in_recovery())))
    finally:
        engine.dispose()


def assert_answers(settings: Settings) -> None:
    """Fails unless the service is soon ready and answers."""
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        until = time.monotonic() + 60
        while (ready := client.get("/readyz")).status_code != 200:  # of a busy machine the first may take too long
            assert ready.json()["detail"] == SILENT
            assert time.monotonic() < until
        for path in ("/meetings?mechanism=JSPG", "/meetings.csv"):
            assert client.get(path).status_code == 200


def once(action: Callable[[], object], function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which executes the action before its first call."""
    actions = [action]

    def call(*arguments: Any, **options: Any) -> Any:
        if actions:
            actions.pop()()
        return function(*arguments, **options)

    return call


END_READERS = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = 'reader'"
"""Ends the connections of readers, and waits for each: one that ended later would break the second attempt too."""
