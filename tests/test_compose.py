"""The steps of ``docker-compose.yml`` without Docker: its commands and environment, on other hosts and ports."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import Any

import httpx
import psycopg
import pytest
import yaml

from tests.conftest import ROOT
from tests.postgres import UNSAFE_AND_FAST, Server, a_place, stopped_after

FILE = (ROOT / "docker-compose.yml").read_text("utf-8")
PASSWORDS = {"POSTGRES_PASSWORD": "p1", "REPLICATION_PASSWORD": "p2"}


def services(**given: str) -> dict[str, Any]:
    """The services, with variables put in as Compose does."""

    def put(match: re.Match[str]) -> str:
        if match[0] == "$$":
            return "$"
        name, rule, other = match.groups()
        return (other if given.get(name) else "") if rule == ":+" else given.get(name) or other

    filled = re.sub(r"\$\$|\$\{(\w+)(:[-+])([^}]*)\}", put, FILE)
    found: dict[str, Any] = yaml.safe_load(filled)["services"]
    return found


def free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Up:
    """A PostgreSQL as the image leaves it, and where the services' hosts really are."""

    server: Server
    places: Mapping[str, str]

    def here(self, text: str) -> str:
        for there, here in self.places.items():
            text = text.replace(there, here)
        return text

    def command(self, service: Mapping[str, Any]) -> list[str]:
        return [self.here(part) for part in service["command"]]

    def environment(self, service: Mapping[str, Any]) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMMUNIQUE_", "PG"))}
        path = f"{Path(sys.executable).parent}:{kept['PATH']}"
        return kept | {"PATH": path} | {name: self.here(value) for name, value in service["environment"].items()}


@pytest.fixture(scope="module")
def up() -> Iterator[Up]:
    """The service ``postgres``, started, and the job ``migrate``, done."""
    given = services(**PASSWORDS)
    user = given["postgres"]["environment"]["POSTGRES_USER"]
    with a_place() as place:
        server = Server(place, "postgres", *UNSAFE_AND_FAST, port=free_port())
        server.create(user)
        (server.data / "pg_hba.conf").write_text("local all all trust\nhost all all all scram-sha-256\n")
        with stopped_after(server):
            server.start(user)
            with psycopg.connect(server.url(user), autocommit=True) as connection:
                connection.execute("CREATE DATABASE communique")
                connection.execute(f"ALTER ROLE {user} PASSWORD '{PASSWORDS['POSTGRES_PASSWORD']}'")
            script = (ROOT / "docker" / "replication.sh").read_text("utf-8")
            at = {"PGHOST": str(server.socket), "PGPORT": str(server.port), "PGDATA": str(server.data)}
            place.run("sh", "-c", script, **at, **given["postgres"]["environment"])
            with psycopg.connect(server.url(user)) as connection:
                connection.execute("SELECT pg_reload_conf()")
            ports = {"postgres:5432": f"127.0.0.1:{server.port}", "replica:5432": f"127.0.0.1:{free_port()}"}
            made = Up(server, ports)
            job = given["migrate"]
            subprocess.run(made.command(job), cwd=ROOT, env=made.environment(job), check=True, capture_output=True)
            yield made


@contextmanager
def serving(up: Up, **given: str) -> Iterator[tuple[str, Path]]:
    """Where the service ``api`` answers once it is ready, and its log."""
    api, port = services(**PASSWORDS, **given)["api"], free_port()
    command = [{"0.0.0.0": "127.0.0.1", "8000": str(port)}.get(part, part) for part in up.command(api)]
    log = up.server.place.directory / f"api-{port}"
    with log.open("wb") as out, subprocess.Popen(command, cwd=ROOT, env=up.environment(api), stderr=out) as process:
        try:
            url, until = f"http://127.0.0.1:{port}", time.monotonic() + 60
            while not _ready(url):
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.1)
            yield url, log
        finally:
            process.terminate()
            process.wait(30)


def _ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/readyz").status_code == 200
    except httpx.TransportError:
        return False


def test_the_api_answers_from_two_workers(up: Up) -> None:
    with serving(up) as (url, log):
        answer = httpx.get(f"{url}/meetings", params={"mechanism": "JSPG"})
        assert [meeting["id"] for meeting in answer.json()["items"]] == ["jspg-kz-tr-8"]
        started, until = "Started server process", time.monotonic() + 30
        while log.read_text().count(started) < 2:
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
    assert log.read_text().count(started) == 2
    assert "Traceback" not in log.read_text()


def test_the_replica_profile(up: Up) -> None:
    replica = services(**PASSWORDS)["replica"]
    at = up.places["replica:5432"].rpartition(":")[2]
    place, primary = up.server.place, up.server
    data = place.directory / "replica"
    environment = replica["environment"] | {"PGDATA": str(data), "PGPORT": at}
    # Of the command: other hosts and ports, and no socket in a folder of the system's.
    with_port = f"--host=127.0.0.1 --port={primary.port}"
    command = [part.replace("--host=postgres --port=5432", with_port) for part in replica["command"]]
    assert with_port in command[-1]
    command[-1] = command[-1].replace("exec postgres", f"exec postgres -k {place.directory}")
    standby = Server(place, "replica")
    with stopped_after(standby):
        for again in (False, True):  # the second time its data is there
            standby.process = place.start(*command, **environment)
            wait_for_standby(int(at), place.log)
            if not again:
                standby.stop()
        with serving(up, COMPOSE_PROFILES="replica") as (url, _log):
            assert httpx.get(f"{url}/meetings", params={"mechanism": "JSPG"}).json()["total"] == 1
            with psycopg.connect(primary.url("communique")) as connection:
                (readers,) = connection.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'communique'"
                ).fetchone() or (None,)
            assert readers == 0


def wait_for_standby(port: int, log: Path) -> None:
    until = time.monotonic() + 30
    place = f"host=127.0.0.1 port={port} user=communique dbname=communique password={PASSWORDS['POSTGRES_PASSWORD']}"
    while time.monotonic() < until:
        try:
            with psycopg.connect(place) as connection:
                assert connection.execute("SELECT pg_is_in_recovery()").fetchone() == (True,)
                return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise AssertionError(log.read_text())


@pytest.mark.parametrize("password", ["", "replicator", PASSWORDS["POSTGRES_PASSWORD"]])
def test_replication_wants_its_password(up: Up, password: str) -> None:
    place = f"host=127.0.0.1 port={up.server.port} user=replicator password='{password}'"
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(f"{place} replication=true")


def test_services_are_confined() -> None:
    for name, service in services().items():
        assert service["security_opt"] == ["no-new-privileges:true"]
        if name in ("api", "migrate"):
            assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert re.search(r"^USER (?!0|root)", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)


def test_without_the_profile_nothing_is_read_elsewhere() -> None:
    assert not services()["api"]["environment"]["COMMUNIQUE_READ_URL"]
    assert "replica" in services(COMPOSE_PROFILES="replica")["api"]["environment"]["COMMUNIQUE_READ_URL"]
