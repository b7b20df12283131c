"""The services of ``docker-compose.yml`` without Docker: their commands and environments, with other hosts and
ports."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import copy
from typing import Any

import httpx
import psycopg
import pytest
import yaml

from app.cli import SHUTDOWN_SECONDS, STARTUP_SECONDS
from app.cli.workers import END_SECONDS
from app.db.engine import database_url
from app.settings import Settings
from tests.conftest import ROOT, on_sqlite
from tests.postgres import UNSAFE_AND_FAST, Server, server_folder, stopping
from tests.system.processes import free_port, is_ready

FILE = (ROOT / "docker-compose.yml").read_text("utf-8")
PASSWORDS = {"POSTGRES_PASSWORD": "p1", "REPLICATION_PASSWORD": "p2"}


def services(**variables: str) -> dict[str, Any]:
    """The services, with variables replaced as Compose does. Raises KeyError if a required variable has no value."""

    def value_of(match: re.Match[str]) -> str:
        name, message = match.groups()
        if name and not variables.get(name):
            raise KeyError(f"{name}: {message}")
        return variables[name] if name else "$"

    text = re.sub(r"\$\$|\$\{(\w+):\?([^}]*)\}", value_of, FILE)
    assert "${" not in text
    result: dict[str, Any] = yaml.safe_load(text)["services"]
    return result


@dataclass
class Up:
    """A PostgreSQL server as its image starts it, and the local addresses of the services."""

    server: Server
    places: Mapping[str, str]

    def localize(self, text: str) -> str:
        for address, local_address in self.places.items():
            text = text.replace(address, local_address)
        return text

    def command(self, service: Mapping[str, Any]) -> list[str]:
        return [self.localize(part) for part in service["command"]]

    def environment(self, service: Mapping[str, Any]) -> dict[str, str]:
        variables = {name: value for name, value in os.environ.items() if not name.startswith(("COMMUNIQUE_", "PG"))}
        path = f"{Path(sys.executable).parent}:{variables['PATH']}"
        return (
            variables | {"PATH": path} | {name: self.localize(value) for name, value in service["environment"].items()}
        )


@pytest.fixture(scope="module")
def up() -> Iterator[Up]:
    """The running service ``postgres``, after the job ``migrate``."""
    configuration = services(**PASSWORDS)
    user = configuration["postgres"]["environment"]["POSTGRES_USER"]
    with server_folder() as place:
        server = Server(place, "postgres", *UNSAFE_AND_FAST, port=free_port())
        server.create(user)
        (server.data / "pg_hba.conf").write_text("local all all trust\nhost all all all scram-sha-256\n")
        with stopping(server):
            server.start(user)
            with psycopg.connect(server.url(user), autocommit=True) as connection:
                connection.execute("CREATE DATABASE communique")
                connection.execute(f"ALTER ROLE {user} PASSWORD '{PASSWORDS['POSTGRES_PASSWORD']}'")
            script = (ROOT / "docker" / "replication.sh").read_text("utf-8")
            at = {"PGHOST": str(server.socket), "PGPORT": str(server.port), "PGDATA": str(server.data)}
            place.run("sh", "-c", script, **at, **configuration["postgres"]["environment"])
            with psycopg.connect(server.url(user)) as connection:
                connection.execute("SELECT pg_reload_conf()")
            ports = {"postgres:5432": f"127.0.0.1:{server.port}", "replica:5432": f"127.0.0.1:{free_port()}"}
            up = Up(server, ports)
            job = configuration["migrate"]
            subprocess.run(up.command(job), cwd=ROOT, env=up.environment(job), check=True, capture_output=True)
            yield up


@contextmanager
def serving(up: Up, *, replica: bool = False) -> Iterator[tuple[str, Path]]:
    """The address of the service ``api``, once it is ready, and its log."""
    api, port = services(**PASSWORDS)["api"], free_port()
    (*shell, script) = up.command(api)
    # Other hosts and ports; and whether there is a host of the name ``replica``.
    for text, local_text in (
        ("--host 0.0.0.0 --port 8000", f"--host 127.0.0.1 --port {port}"),
        ("timeout 10 getent ahosts replica >/dev/null", "true" if replica else "false"),
    ):
        assert text in script
        script = script.replace(text, local_text)
    command = [*shell, script]
    log = up.server.folder.directory / f"api-{port}"
    with log.open("wb") as out, subprocess.Popen(command, cwd=ROOT, env=up.environment(api), stderr=out) as process:
        try:
            url, until = f"http://127.0.0.1:{port}", time.monotonic() + 60
            while not is_ready(url):
                assert process.poll() is None, log.read_text()
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.1)
            yield url, log
        finally:
            process.terminate()
            process.wait(30)


def test_the_api_answers_from_two_workers(up: Up) -> None:
    with serving(up) as (url, log):
        answer = httpx.get(f"{url}/meetings", params={"mechanism": "JSPG"})
        assert [meeting["id"] for meeting in answer.json()["items"]] == ["jspg-kz-tr-8"]
        start_line, until = "Started server process", time.monotonic() + 30
        while log.read_text().count(start_line) < 2:
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
    assert log.read_text().count(start_line) == 2
    assert "Traceback" not in log.read_text()


def test_the_replica_profile(up: Up) -> None:
    replica = services(**PASSWORDS)["replica"]
    at = up.places["replica:5432"].rpartition(":")[2]
    place, primary = up.server.folder, up.server
    data = place.directory / "replica"
    environment = replica["environment"] | {"PGDATA": str(data), "PGPORT": at}
    # Of the command: other hosts and ports, and no socket in a folder of the system's.
    with_port = f"--host=127.0.0.1 --port={primary.port}"
    command = [part.replace("--host=postgres --port=5432", with_port) for part in replica["command"]]
    assert with_port in command[-1]
    command[-1] = command[-1].replace("exec postgres", f"exec postgres -k {place.directory}")
    standby = Server(place, "replica")
    with stopping(standby):
        for again in (False, True):  # the second time its data is there
            standby.process = place.start(*command, **environment)
            wait_for_standby(int(at), place.log)
            if not again:
                standby.stop()
        with serving(up, replica=True) as (url, _log):
            assert httpx.get(f"{url}/meetings", params={"mechanism": "JSPG"}).json()["total"] == 1
            with psycopg.connect(primary.url("communique")) as connection:
                (readers,) = connection.execute(
                    "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'communique'"
                ).fetchone() or (None,)
            assert readers == 0  # all are at the standby


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


def test_a_host_that_is_not_there_is_not_read_from() -> None:
    """The shell condition of the service, if no profile starts the replica."""
    (line,) = re.findall(r"if (.*getent.*); then", services(**PASSWORDS)["api"]["command"][-1])
    for name, exit_code in (("localhost", 0), ("replica.invalid", 1)):
        health = subprocess.run(["sh", "-c", f"if {line.replace('replica', name)}; then exit 0; else exit 1; fi"])
        assert health.returncode == exit_code


def test_services_are_confined() -> None:
    for name, service in services(**PASSWORDS).items():
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["mem_limit"]
        assert {"max-size", "max-file"} == service["logging"]["options"].keys()
        if name in ("api", "migrate"):
            assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
    assert re.search(r"^USER (?!0|root)", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)


@on_sqlite
def test_the_temporary_folder_has_room_for_all_files(seed_database: Settings) -> None:
    """It holds the exports of each worker, the files of past revisions, and one more such file while it is made. A file
    of a past revision is at most as large as a SQLite database of the seed."""
    api = services(**PASSWORDS)["api"]
    workers = re.search(r"--workers (\d+)", api["command"][-1])
    room = re.fullmatch(r"/tmp:size=(\d+)m", api["tmpfs"][0])
    assert workers
    assert room
    environment = api["environment"]
    past_bytes = Path(database_url(seed_database).database or "").stat().st_size
    bytes_of_workers = int(environment["COMMUNIQUE_EXPORT_BYTES"]) * int(workers[1])
    assert bytes_of_workers + past_bytes * (int(environment["COMMUNIQUE_PAST_FILES"]) + 1) <= int(room[1]) << 20


def test_an_image_is_built_once() -> None:
    names = [name for name, service in services(**PASSWORDS).items() if "build" in service]
    assert names == ["migrate"]  # on which the other waits
    policies = {name: service.get("pull_policy") for name, service in services(**PASSWORDS).items()}
    assert (policies["migrate"], policies["api"]) == ("build", "never")


def test_what_is_stopped_may_end_what_it_does() -> None:
    configuration = services(**PASSWORDS)
    assert int(configuration["api"]["stop_grace_period"].removesuffix("s")) > SHUTDOWN_SECONDS + END_SECONDS
    for name in ("postgres", "replica"):
        assert int(configuration[name]["stop_grace_period"].removesuffix("s")) >= 60


def test_what_starts_slowly_is_not_given_up() -> None:
    check = re.search(r"--start-period=(\d+)s", (ROOT / "Dockerfile").read_text("utf-8"))
    assert check
    assert int(check[1]) >= STARTUP_SECONDS
    for name in ("postgres", "replica"):
        assert int(services(**PASSWORDS)[name]["healthcheck"]["start_period"].removesuffix("s")) >= STARTUP_SECONDS


@pytest.mark.parametrize("missing", PASSWORDS)
def test_no_password_is_known_beforehand(missing: str) -> None:
    with pytest.raises(KeyError, match=r"passwords\.sh"):
        services(**{name: value for name, value in PASSWORDS.items() if name != missing})


def test_passwords_are_made_up_once(tmp_path: Path) -> None:
    (tmp_path / "docker").mkdir()
    script = Path(copy(ROOT / "docker" / "passwords.sh", tmp_path / "docker"))
    passwords: list[str] = []
    for _ in range(2):
        subprocess.run([script], check=True)
        file = tmp_path / ".env"
        variables = dict(line.split("=") for line in file.read_text().splitlines())
        assert variables.keys() == PASSWORDS.keys()
        assert file.stat().st_mode & 0o077 == 0
        assert subprocess.run([script], capture_output=True).returncode
        assert dict(line.split("=") for line in file.read_text().splitlines()) == variables
        passwords += variables.values()
        file.unlink()
    assert len(set(passwords)) == 4
    assert all(re.fullmatch("[0-9a-f]{48}", password) for password in passwords)
