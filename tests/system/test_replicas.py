"""A primary and a standby: from which one requests read, which failures they survive, and that no client sees an older
revision after a newer one."""

import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import SecretStr
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, OperationalError

from app.api import exports, snapshots
from app.db import engine, retry
from app.db.engine import make_engine
from app.main import create_app
from app.query.expand import project
from app.query.list_statement import answer_state
from app.settings import Settings
from tests.conftest import fill, serving
from tests.postgres import running_pair
from tests.seed_copies import renamed_seed
from tests.system.replica_pair import (
    END_READERS,
    OFFICIAL,
    Pair,
    assert_answers,
    of_both,
    once,
    standby_of,
)

PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def servers() -> Iterator[Pair]:
    with running_pair() as (primary, standby):
        read_url = f"postgresql://postgres@/postgres?host={standby.socket},{primary.socket}&port=5432,5432"
        values = {
            "database_url": primary.url(),
            "read_url": read_url,
            "log_level": "error",
            "application_name": "reader",
        }
        pair = Pair(primary, standby, Settings.model_validate(values))
        fill(pair.settings)
        pair.follow()
        yield pair


@pytest.fixture
def pair(servers: Pair) -> Iterator[Pair]:
    """Both servers, which run again after the test."""
    yield servers
    for server in (servers.primary, servers.standby):
        if server.process is None:
            server.start()
    servers.ask(servers.standby, "SELECT pg_wal_replay_resume()")
    servers.follow()


@pytest.fixture
def client(pair: Pair) -> Iterator[TestClient]:
    settings = pair.settings.model_copy(update={"cache_bytes": 0})  # every answer is to be read
    with TestClient(create_app(settings), raise_server_exceptions=False) as test_client:
        yield test_client


def at_standby(client: TestClient) -> bool:
    with client.app.state.engine.connect() as connection:  # type: ignore[attr-defined]
        return bool(connection.scalar(select(func.pg_is_in_recovery())))


@pytest.fixture
def new_seed(tmp_path: Path) -> Path:
    """A seed whose load makes a new revision."""
    return renamed_seed(tmp_path / "new_seed", f"Hakan {tmp_path.name}")


def test_requests_read_from_the_standby_and_a_load_writes_to_the_primary(client: TestClient, pair: Pair) -> None:
    assert client.get("/meetings?mechanism=JSPG").json()["total"] == 1
    assert at_standby(client)
    connection_count = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'reader'"
    assert pair.ask(pair.standby, connection_count) == [(1,)]
    assert pair.ask(pair.primary, connection_count) == [(0,)]
    assert pair.load().exit_code == 0


CHOICES = {"": False, "any": None, "primary": False, "read-write": False} | dict.fromkeys(
    ("standby", "prefer-standby", "read-only"), True
)


@pytest.mark.parametrize("variable", [False, True])
@pytest.mark.parametrize("choice", CHOICES)
def test_which_of_several_servers_is_written_to(
    pair: Pair, choice: str, variable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Always the primary, whatever the URL says. Requests read from the primary too, unless the URL says otherwise."""
    monkeypatch.setenv("PGTARGETSESSIONATTRS", choice if variable else "")
    url = of_both(pair, pair.standby, "" if variable else choice)
    settings = Settings.model_validate({"database_url": url, "log_level": "error"})
    first = CHOICES[choice] is None  # the first that answers
    assert standby_of(settings, for_requests=True) == (first or CHOICES[choice])
    assert not standby_of(settings)
    assert_answers(settings)


@pytest.mark.parametrize("choice", CHOICES)
def test_which_of_several_servers_is_read_from(pair: Pair, choice: str) -> None:
    values = {"database_url": of_both(pair, pair.standby, choice), "read_url": of_both(pair, pair.primary, choice)}
    settings = Settings.model_validate(values | {"log_level": "error"})
    is_standby = True if choice == "" else CHOICES[choice]
    assert standby_of(settings, for_requests=True) in ((True, False) if is_standby is None else (is_standby,))
    assert not standby_of(settings, for_requests=True, primary=True)
    assert not standby_of(settings)
    assert_answers(settings)


@pytest.mark.parametrize("choice", ["primary", "read-write", "standby", "read-only"])
def test_a_single_server_of_the_wrong_role_is_refused(pair: Pair, choice: str) -> None:
    server = pair.primary if CHOICES[choice] else pair.standby
    url = f"{server.url()}&target_session_attrs={choice}"
    settings = Settings.model_validate({"database_url": url, "log_level": "error"})
    with pytest.raises(OperationalError, match=r"standby|read-only|recovery|read-write"):
        standby_of(settings, for_requests=True)


def test_options_of_a_url_hold_for_requests_too(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"{pair.primary.url()}&options=-c%20search_path%3Dpg_catalog&application_name=mine&connect_timeout=9"
    for_requests = make_engine(Settings.model_validate({"database_url": url}), for_requests=True)
    with for_requests.connect() as connection:
        settings = ("search_path", "application_name", "default_transaction_read_only", "statement_timeout")
        values = [connection.exec_driver_sql(f"SHOW {name}").scalar() for name in settings]
        assert values == ["pg_catalog", "mine", "on", "10s"]
        assert connection.connection.driver_connection.info.get_parameters()["connect_timeout"] == "9"  # type: ignore[union-attr]
    for_requests.dispose()


@pytest.mark.parametrize("stop_signal", [signal.SIGINT, signal.SIGQUIT])
def test_a_stopped_standby_fails_no_request(
    pair: Pair, stop_signal: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "RECYCLE_SECONDS", 1)
    faults: list[str] = []
    answer_counts = [0] * 6
    over = threading.Event()

    def read_repeatedly(number: int) -> None:
        urls = ("/meetings?mechanism=JSPG", "/officials/hakan-fidan", "/meetings.ndjson", "/search?q=strategic")
        with httpx.Client(base_url=base, timeout=30) as asking:
            while not over.wait(0.02):  # more requests only keep the processor busy
                answer = asking.get(urls[answer_counts[number] % len(urls)])
                if answer.status_code != 200:
                    faults.append(f"{answer.url} {answer.status_code} {answer.text[:100]}")
                answer_counts[number] += 1

    def answers(count: int = 60) -> None:
        before = sum(answer_counts)
        until = time.monotonic() + 10
        while sum(answer_counts) < before + count:
            assert time.monotonic() < until
            time.sleep(0.02)

    app = create_app(pair.settings)
    connection_exists = "SELECT count(*) > 0 FROM pg_stat_activity WHERE application_name = 'reader'"
    with serving(app) as base:
        readers = [threading.Thread(target=read_repeatedly, args=(number,)) for number in range(len(answer_counts))]
        for reader in readers:
            reader.start()
        answers()
        assert pair.ask(pair.standby, connection_exists) == [(True,)]
        pair.standby.stop(stop_signal)
        answers()
        assert pair.ask(pair.primary, connection_exists) == [(True,)]
        pair.standby.start()
        until = time.monotonic() + 10
        while pair.ask(pair.standby, connection_exists) != [(True,)]:
            assert time.monotonic() < until, "nobody came back to the standby"
            time.sleep(0.1)
        over.set()
        for reader in readers:
            reader.join(timeout=30)
    assert faults == []


@pytest.mark.parametrize("path", ["/readyz", "/meetings?limit=3", "/meetings/jspg-kz-tr-8", "/meetings.csv?limit=3"])
def test_connections_that_were_lost_fail_no_request(client: TestClient, pair: Pair, path: str) -> None:
    assert client.get("/meetings?limit=1").status_code == 200
    pair.ask(pair.standby, END_READERS)
    assert client.get(path).status_code == 200


def test_a_connection_lost_in_the_middle_is_asked_again(
    client: TestClient, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "app.api.json_responses.answer_state", once(lambda: pair.ask(pair.standby, END_READERS), answer_state)
    )
    assert client.get("/meetings?mechanism=JSPG").json()["total"] == 1


def test_a_statement_is_repeated_only_once(client: TestClient, pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    def always(*arguments: Any) -> Any:
        pair.ask(pair.standby, END_READERS)
        return answer_state(*arguments)

    monkeypatch.setattr("app.api.json_responses.answer_state", always)
    answer = client.get("/meetings?mechanism=JSPG")
    assert (answer.status_code, answer.headers["content-type"], answer.headers["retry-after"]) == (503, PROBLEM, "5")


def test_what_a_standby_breaks_off_is_asked_again(
    client: TestClient, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A standby may have to remove rows that a reader still sees, because the primary has removed them."""

    def sweep() -> None:
        pair.ask(pair.primary, "UPDATE meetings SET dirty = dirty")
        pair.ask(pair.primary, "VACUUM meetings")
        pair.follow()

    pair.ask(pair.standby, "ALTER SYSTEM SET max_standby_streaming_delay = 0")
    pair.ask(pair.standby, "SELECT pg_reload_conf()")
    failures: list[DBAPIError] = []
    is_transient = retry.is_transient

    def record_failure(error: BaseException) -> bool:
        assert isinstance(error, DBAPIError)
        failures.append(error)
        return is_transient(error)

    monkeypatch.setattr(retry, "is_transient", record_failure)
    monkeypatch.setattr("app.api.json_responses.answer_state", once(sweep, answer_state))
    assert client.get("/meetings?mechanism=JSPG").json()["total"] == 1
    assert [getattr(error.orig, "sqlstate", None) for error in failures] == ["40001"]


def test_a_file_goes_on_where_its_connection_was_lost(
    client: TestClient, pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get("/meetings.ndjson").text
    monkeypatch.setattr(exports, "EXPORT_BATCH", 2)
    monkeypatch.setattr("app.api.exports.project", once(lambda: pair.ask(pair.standby, END_READERS), project))
    client.app.state.spool.clear()  # type: ignore[attr-defined]
    assert client.get("/meetings.ndjson").text == whole


def test_a_stopped_primary_leaves_reads_and_a_load_says_so(client: TestClient, pair: Pair) -> None:
    pair.primary.stop()
    for path in ("/meetings?mechanism=JSPG", "/readyz", "/meetings.csv"):
        assert client.get(path).status_code == 200
    result = pair.load()
    assert result.exit_code == 3
    assert result.stderr.startswith("the database failed: ")
    assert "Is the server running" in result.stderr


def test_a_load_into_a_standby_says_so(pair: Pair, new_seed: Path) -> None:
    url = SecretStr(pair.standby.url())
    pair_of_standby = Pair(pair.primary, pair.standby, pair.settings.model_copy(update={"database_url": url}))
    result = pair_of_standby.load(new_seed)
    assert result.exit_code == 3
    assert result.stderr == (
        "the database failed: it is a standby or read-only: "
        "name the primary, where this user may write, in COMMUNIQUE_DATABASE_URL\n"
    )


def test_no_server_at_all(client: TestClient, pair: Pair) -> None:
    assert client.get("/meetings").status_code == 200
    pair.primary.stop()
    pair.standby.stop()
    for path in ("/meetings", "/meetings/jspg-kz-tr-8", "/readyz"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (503, PROBLEM)
    assert client.get("/meetings").headers["retry-after"] == "5"
    assert client.get("/livez").status_code == 200
    pair.primary.start()
    assert client.get("/meetings").status_code == 200


def test_no_client_goes_back_in_time(
    client: TestClient, pair: Pair, new_seed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = client.get(OFFICIAL)
    old = before.headers["x-data-revision"]
    pair.ask(pair.standby, "SELECT pg_wal_replay_pause()")
    newest = {"X-Data-Revision": pair.bring(new_seed)}

    assert client.get(OFFICIAL).headers["x-data-revision"] == old
    assert client.get(OFFICIAL, headers={"X-Data-Revision": old}).text == before.text
    with TestClient(create_app(pair.settings)) as keeping:  # what is kept is not given to who has seen more
        assert keeping.get(OFFICIAL).headers["x-data-revision"] == old
        assert keeping.get(OFFICIAL, headers={"X-Data-Revision": old}).text == before.text
        assert keeping.get(OFFICIAL, headers=newest).headers["x-data-revision"] == newest["X-Data-Revision"]
        assert keeping.get(OFFICIAL, headers={"X-Data-Revision": "none"}).status_code == 422
    start = time.monotonic()
    newer = client.get(OFFICIAL, headers=newest)
    assert time.monotonic() - start >= snapshots.CATCH_UP_SECONDS
    assert newer.headers["x-data-revision"] == newest["X-Data-Revision"]
    assert newer.json()["name"].startswith("Hakan test_no_client")
    monkeypatch.setattr(snapshots, "CATCH_UP_SECONDS", 0.1)
    for path in ("/meetings.ndjson", "/coverage", "/meetings/jspg-kz-tr-8/citation"):
        assert client.get(path, headers=newest).headers["x-data-revision"] == newest["X-Data-Revision"]

    pair.primary.stop()
    refusal = client.get(OFFICIAL, headers=newest)
    assert (refusal.status_code, refusal.headers["content-type"], refusal.headers["retry-after"]) == (503, PROBLEM, "5")
    assert refusal.json()["detail"] == (
        f"the servers that can be reached have the data up to revision {old}, not yet {newest['X-Data-Revision']}"
    )

    pair.ask(pair.standby, "SELECT pg_wal_replay_resume()")
    again = client.get(OFFICIAL, headers=newest)  # while there is no primary: so it is the standby that answers
    assert (again.status_code, again.text) == (200, newer.text)


def test_a_standby_that_catches_up_in_time_answers_itself(
    client: TestClient, pair: Pair, new_seed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(client.app, FastAPI)
    assert client.get(OFFICIAL).status_code == 200
    pair.ask(pair.standby, "SELECT pg_wal_replay_pause()")
    revision = pair.bring(new_seed)
    monkeypatch.setattr(snapshots, "CATCH_UP_SECONDS", 10)
    resume = threading.Timer(0.3, pair.ask, (pair.standby, "SELECT pg_wal_replay_resume()"))
    resume.start()
    answer = client.get(OFFICIAL, headers={"X-Data-Revision": revision})
    resume.join()
    assert answer.headers["x-data-revision"] == revision
    assert client.app.state.primary.pool.checkedin() == 0, "the primary was not asked"


def test_a_revision_that_is_none(client: TestClient, pair: Pair) -> None:
    for bad in ("", "one", "-1", "1.0", "9" * 19, "1, 2"):
        answer = client.get("/meetings", headers={"X-Data-Revision": bad})
        (error,) = answer.json()["errors"]
        assert (answer.status_code, error["parameter"], error["value"]) == (422, "X-Data-Revision", bad)
        assert error["message"] == "it is not a revision: send back the X-Data-Revision of an answer"
    answer = client.get("/meetings", headers={"X-Data-Revision": "99991231235959"})
    newest = client.get("/meetings").headers["x-data-revision"]
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["suggestions"]) == (422, [newest])
    assert error["message"] == f"there is no such revision: the newest is {newest}"


def test_invented_revisions_hold_up_few(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshots, "CATCH_UP_SLOTS", threading.BoundedSemaphore(1))
    with snapshots.CATCH_UP_SLOTS:
        nothing_is_read: Any = None
        assert snapshots._standby_in_time(nothing_is_read, 99991231235959) is None
        assert client.get("/meetings", headers={"X-Data-Revision": "99991231235959"}).status_code == 422


def test_the_revision_of_a_lost_load_is_not_used_again(servers: Pair, tmp_path: Path) -> None:
    """A standby without the newest load takes over, and then other data is loaded.

    This is the last test with these servers, because both are primaries afterwards.
    """
    hosts = f"host={servers.primary.socket},{servers.standby.socket}&port={servers.primary.port},{servers.standby.port}"
    settings = Settings.model_validate(
        {"database_url": f"postgresql://postgres@/postgres?{hosts}", "log_level": "error", "cache_bytes": 0}
    )
    both_servers = Pair(servers.primary, servers.standby, settings)
    with TestClient(create_app(settings)) as client:
        before = client.get(OFFICIAL)
        first = before.headers["x-data-revision"]
        both_servers.ask(both_servers.standby, "SELECT pg_wal_replay_pause()")
        both_servers.standby.stop(signal.SIGQUIT)
        lost_revision = both_servers.bring(renamed_seed(tmp_path / "lost", "Lost"))
        answer = client.get(OFFICIAL)
        assert (answer.json()["name"], answer.headers["x-data-revision"]) == ("Lost", lost_revision)
        both_servers.primary.stop(signal.SIGQUIT)
        both_servers.standby.start()
        both_servers.promote()
        after = client.get(OFFICIAL)
        assert (after.text, after.headers["x-data-revision"]) == (before.text, first)
        refusal = client.get(OFFICIAL, headers={"X-Data-Revision": lost_revision})
        assert (refusal.status_code, refusal.json()["errors"][0]["suggestions"]) == (422, [first])
        time.sleep(1)  # a revision is a second, and to take over takes longer
        new_revision = both_servers.bring(renamed_seed(tmp_path / "other", "Other"))
        assert int(first) < int(lost_revision) < int(new_revision)
        answer_to_old = client.get(OFFICIAL, headers={"X-Data-Revision": lost_revision})
        assert (answer_to_old.json()["name"], answer_to_old.headers["x-data-revision"]) == ("Other", new_revision)
