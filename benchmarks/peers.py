"""The servers to measure. They run on core 0, and are installed under ``.bench/`` when a run first needs them."""

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
    """A peer cannot be measured here. The text says why."""


@dataclass(frozen=True)
class Server:
    url: str
    pid: int


@contextmanager
def serving(command: Sequence[str | Path], variables: dict[str, str], cwd: Path = ROOT) -> Iterator[Server]:
    """Run a server on core 0 until the block ends. In ``command``, ``{port}`` stands for the port to listen on.

    ``variables`` are added to the environment. Raises :class:`NotRunError` if the server does not listen.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = [str(part).replace("{port}", str(port)) for part in command]
    log = WORK / f"{port}.log"
    with (
        log.open("wb") as output,
        subprocess.Popen(
            ["taskset", "-c", "0", *arguments], cwd=cwd, env=os.environ | variables, stdout=output, stderr=output
        ) as process,
    ):
        try:
            for _ in range(600):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                if process.poll() is not None:
                    raise NotRunError(f"{Path(arguments[0]).name} ended: {log.read_text('utf-8')[-300:]}")
                time.sleep(0.1)
            else:
                raise NotRunError(f"{Path(arguments[0]).name} did not listen within a minute")
            yield Server(f"http://127.0.0.1:{port}", process.pid)  # taskset replaces itself by the command
        finally:
            process.terminate()
            log.unlink()


@contextmanager
def python(
    application: str, *options: str, interpreter: str | Path = sys.executable, **variables: str
) -> Iterator[Server]:
    """An ASGI application under uvicorn, which logs no requests."""
    quiet = ["--log-level", "error", "--no-access-log"]
    command = [interpreter, "-m", "uvicorn", application, "--port", "{port}", *quiet, *options]
    with serving(command, variables) as server:
        yield server


@contextmanager
def service(url: str, *, cache: bool) -> Iterator[Server]:
    """The service, as operators run it. Without ``cache`` it makes each answer anew."""
    variables = {"COMMUNIQUE_DATABASE_URL": url, "COMMUNIQUE_LOG_LEVEL": "error"}
    if not cache:
        variables["COMMUNIQUE_CACHE_BYTES"] = "0"
    with serving([sys.executable, "-m", "app", "serve", "--port", "{port}"], variables) as server:
        yield server


# --- peers that other projects make ---------------------------------------------------------


def _run(*command: str | Path, cwd: Path = ROOT) -> None:
    process = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True)
    if process.returncode:
        raise NotRunError(f"{Path(command[0]).name} failed: {process.stderr.strip()[-200:]}")


def _is_installed(stamp: Path, requirements: Path) -> bool:
    """Whether these requirements are installed. ``stamp`` is the copy of them that the last installation left."""
    return stamp.exists() and stamp.read_bytes() == requirements.read_bytes()


@contextmanager
def datasette(database: Path) -> Iterator[Server]:
    lock, stamp, interpreter = ROOT / "requirements" / "bench.txt", VENV / "installed.txt", VENV / "bin" / "python"
    if not _is_installed(stamp, lock):
        shutil.rmtree(VENV, ignore_errors=True)
        _run(sys.executable, "-m", "venv", VENV)
        pip = (interpreter, "-m", "pip", "install", "--disable-pip-version-check", "--quiet")
        _run(*pip, "--require-hashes", "-r", lock)
        shutil.copy(lock, stamp)
    queries = WORK / "queries.json"
    queries.write_text(json.dumps(QUERIES), "utf-8")
    variables = {"BENCH_DATABASE": str(database), "BENCH_QUERIES": str(queries)}
    with python("benchmarks.datasette_app:app", interpreter=interpreter, **variables) as server:
        yield server


def _node(program: str) -> Path:
    """The path of a program of ``package.json``, which npm installs."""
    if not (shutil.which("npm") and shutil.which("node")):
        raise NotRunError("npm is not installed")
    requirements, stamp = ROOT / "benchmarks" / "package.json", NODE / "installed.json"
    if not _is_installed(stamp, requirements):
        shutil.rmtree(NODE, ignore_errors=True)
        NODE.mkdir()
        shutil.copy(requirements, NODE)
        _run("npm", "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent", cwd=NODE)
        shutil.copy(requirements, stamp)
    return NODE / "node_modules" / ".bin" / program


@contextmanager
def soul(database: Path) -> Iterator[Server]:
    with serving([_node("soul"), "-d", database, "-p", "{port}"], {}, cwd=NODE) as server:
        yield server


@contextmanager
def postgraphile(url: str) -> Iterator[Server]:
    """With its fastest settings: lists without cursors, no mutations, no log."""
    program = _node("postgraphile")
    options = [
        "--connection", "postgres://", "--schema", SCHEMA, "--port", "{port}", "--host", "127.0.0.1",
        "--simple-collections", "only", "--disable-default-mutations", "--disable-graphiql", "--disable-query-log",
        "--append-plugins", "postgraphile-plugin-connection-filter", "--max-pool-size", "10",
    ]  # fmt: skip
    with serving([program, *options], environment(url) | {"NODE_ENV": "production"}, cwd=NODE) as server:
        yield server


def versions() -> dict[str, str]:
    """The versions of the peers that are installed, by name."""
    numbers = {}
    for line in (VENV / "installed.txt").read_text("utf-8").splitlines() if (VENV / "installed.txt").exists() else ():
        if line.startswith("datasette=="):
            numbers["Datasette"] = line.split()[0].removeprefix("datasette==")
    for package, name in {"soul-cli": "soul-cli", "postgraphile": "PostGraphile"}.items():
        manifest = NODE / "node_modules" / package / "package.json"
        if manifest.exists():
            numbers[name] = json.loads(manifest.read_text("utf-8"))["version"]
    return numbers
