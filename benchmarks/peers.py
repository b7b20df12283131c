"""The servers that are measured, each on core 0: installed on demand under ``.bench/``, started, stopped."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.database import ROOT, WORK, environment
from benchmarks.peer_tables import SCHEMA
from benchmarks.questions import QUERIES

VENV = WORK / "datasette"
NODE = WORK / "node"


class NotRunError(Exception):
    """A peer cannot be measured here; the text says why."""


@dataclass(frozen=True)
class Server:
    url: str
    pid: int


@contextmanager
def serving(command: Sequence[str | Path], more: dict[str, str], cwd: Path = ROOT) -> Iterator[Server]:
    """A command that listens on ``{port}``, on core 0; it ends with the block. Raises :class:`NotRunError`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    filled = [str(part).replace("{port}", str(port)) for part in command]
    log = WORK / f"{port}.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            ["taskset", "-c", "0", *filled], cwd=cwd, env=os.environ | more, stdout=output, stderr=output
        ) as process,
    ):
        try:
            for _ in range(600):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                if process.poll() is not None:
                    raise NotRunError(f"{Path(filled[0]).name} ended: {log.read_text('utf-8')[-300:]}")
                time.sleep(0.1)
            else:
                raise NotRunError(f"{Path(filled[0]).name} did not listen within a minute")
            yield Server(f"http://127.0.0.1:{port}", process.pid)  # taskset becomes what it starts
        finally:
            process.terminate()
            log.unlink()


@contextmanager
def python(application: str, *options: str, interpreter: str | Path = sys.executable, **more: str) -> Iterator[Server]:
    """An ASGI application, without a line of log a request."""
    quiet = ["--log-level", "error", "--no-access-log"]
    command = [interpreter, "-m", "uvicorn", application, "--port", "{port}", *quiet, *options]
    with serving(command, more) as server:
        yield server


@contextmanager
def service(url: str, *, cached: bool) -> Iterator[Server]:
    """The service itself, as operators run it; without its cache of answers where they are to be made each time."""
    more = {"COMMUNIQUE_DATABASE_URL": url, "COMMUNIQUE_LOG_LEVEL": "error"}
    if not cached:
        more["COMMUNIQUE_CACHE_BYTES"] = "0"
    with serving([sys.executable, "-m", "app", "serve", "--port", "{port}"], more) as server:
        yield server


# --- peers of others -----------------------------------------------------------------------


def _run(*command: str | Path, cwd: Path = ROOT) -> None:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        raise NotRunError(f"{Path(command[0]).name} failed: {done.stderr.strip()[-200:]}")


def _installed(stamp: Path, wanted: Path) -> bool:
    """Whether what a file asks for was installed since it last changed."""
    return stamp.exists() and stamp.read_bytes() == wanted.read_bytes()


@contextmanager
def datasette(database: Path) -> Iterator[Server]:
    lock, stamp, interpreter = ROOT / "requirements" / "bench.txt", VENV / "installed.txt", VENV / "bin" / "python"
    if not _installed(stamp, lock):
        shutil.rmtree(VENV, ignore_errors=True)
        _run(sys.executable, "-m", "venv", VENV)
        pip = (interpreter, "-m", "pip", "install", "--disable-pip-version-check", "--quiet")
        _run(*pip, "--require-hashes", "-r", lock)
        shutil.copy(lock, stamp)
    queries = WORK / "queries.json"
    queries.write_text(json.dumps(QUERIES), "utf-8")
    more = {"BENCH_DATABASE": str(database), "BENCH_QUERIES": str(queries)}
    with python("benchmarks.datasette_app:app", interpreter=interpreter, **more) as server:
        yield server


def _node(program: str) -> Path:
    """A program of npm's."""
    if not (shutil.which("npm") and shutil.which("node")):
        raise NotRunError("npm is not here")
    wanted, stamp = ROOT / "benchmarks" / "package.json", NODE / "installed.json"
    if not _installed(stamp, wanted):
        shutil.rmtree(NODE, ignore_errors=True)
        NODE.mkdir()
        shutil.copy(wanted, NODE)
        _run("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent", cwd=NODE)
        shutil.copy(wanted, stamp)
    return NODE / "node_modules" / ".bin" / program


@contextmanager
def soul(database: Path) -> Iterator[Server]:
    with serving([_node("soul"), "-d", database, "-p", "{port}"], {}, cwd=NODE) as server:
        yield server


@contextmanager
def postgraphile(url: str) -> Iterator[Server]:
    """At its best: lists without cursors, no mutations, no log."""
    program = _node("postgraphile")
    options = [
        "--connection", "postgres://", "--schema", SCHEMA, "--port", "{port}", "--host", "127.0.0.1",
        "--simple-collections", "only", "--disable-default-mutations", "--disable-graphiql", "--disable-query-log",
        "--append-plugins", "postgraphile-plugin-connection-filter", "--max-pool-size", "10",
    ]  # fmt: skip
    with serving([program, *options], environment(url) | {"NODE_ENV": "production"}, cwd=NODE) as server:
        yield server


def versions() -> dict[str, str]:
    """Of the peers that are installed."""
    found = {}
    for line in (VENV / "installed.txt").read_text("utf-8").splitlines() if (VENV / "installed.txt").exists() else ():
        if line.startswith("datasette=="):
            found["Datasette"] = line.split()[0].removeprefix("datasette==")
    for name, called in {"soul-cli": "soul-cli", "postgraphile": "PostGraphile"}.items():
        told = NODE / "node_modules" / name / "package.json"
        if told.exists():
            found[called] = json.loads(told.read_text("utf-8"))["version"]
    return found
