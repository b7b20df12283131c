"""The start of the service: the modules that a command imports, and the start of workers on a slow machine."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.cli.operating import SWITCH_INTERVAL
from app.settings import Settings
from tests.conftest import ROOT, on_sqlite

WORKERS = 2
UP = "Application startup complete"
CHILD_DIED = re.compile(r"Child process \[\d+\] died")
"""The message of uvicorn. Python may report the end of its resource tracker in similar words."""


def test_the_command_line_waits_for_nothing_that_it_may_not_need() -> None:
    """A worker imports this before it first answers its supervisor."""
    program = "import app.cli, sys\nprint(*sys.modules)"
    process = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    needless = {"alembic", "fastapi", "jinja2", "pydantic", "sqlalchemy", "starlette", "uvicorn", "yaml"}
    assert not set(process.stdout.split()) & needless


WORKER = """
import json, sys
import app.cli
application = app.cli.application()
modules = [*sys.modules]

from app.api.query_route import LateRoute
from app.db.engine import Base
from app.domain.model import Model

def descendants(model):
    return {model}.union(*map(descendants, model.__subclasses__()))

models = {model for model in descendants(Model) if not model.__pydantic_generic_metadata__["parameters"]}
late = [route for route in application.routes if isinstance(route, LateRoute)]
print(json.dumps({
    "modules": modules,
    "models": len(models),
    "built models": [model.__name__ for model in models if model.__pydantic_complete__],
    "routes": len(late),
    "complete routes": [route.path for route in late if "app" in vars(route)],
    "configured mappers": [*{mapper.configured for mapper in Base.registry.mappers}],
    "switch interval": sys.getswitchinterval(),
}))
"""


@pytest.fixture(scope="module")
def worker() -> dict[str, Any]:
    """The modules, models and settings of a worker before its first request."""
    process = subprocess.run([sys.executable, "-c", WORKER], cwd=ROOT, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(process.stdout)
    return result


def test_a_worker_imports_no_tools(worker: dict[str, Any]) -> None:
    needless = {
        "alembic",
        "arro3",
        "mako",
        "markdown_it",
        "mcp",
        "mcp_types",
        "pandas",
        "pyarrow",
        "xlsxwriter",
        "yaml",
    }
    assert not {*worker["modules"]} & needless


def test_a_worker_builds_no_model_before_it_is_asked(worker: dict[str, Any]) -> None:
    """Decision 015."""
    assert worker["models"] > 200
    assert worker["built models"] == []


def test_a_worker_completes_no_route_before_it_is_asked(worker: dict[str, Any]) -> None:
    """Decision 015."""
    assert worker["routes"] > 150
    assert worker["complete routes"] == []


def test_a_worker_connects_no_tables_before_it_is_asked(worker: dict[str, Any]) -> None:
    """SQLAlchemy configures all mappers when the first one is used. Decision 015."""
    assert worker["configured mappers"] == [False]


def test_threads_of_a_worker_take_turns_often(worker: dict[str, Any]) -> None:
    """Decision 010."""
    assert worker["switch interval"] == pytest.approx(SWITCH_INTERVAL)


def workers(server: int) -> list[int]:
    """The processes that uvicorn has started, without Python's resource tracker."""
    with suppress(FileNotFoundError, ProcessLookupError):
        children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    return []


def tell(processes: list[int], signal_number: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal_number)


STOPPED_SECONDS = 6
"""Longer than the five seconds that uvicorn waits by default for an answer of a worker."""


@on_sqlite
def test_workers_come_up_on_a_slow_machine(seed_database: Settings, tmp_path: Path) -> None:
    """Workers that are stopped while they start take longer than uvicorn waits by default."""
    environment = os.environ | {"COMMUNIQUE_DATABASE_URL": seed_database.database_url.get_secret_value()}
    command = [sys.executable, "-m", "app", "serve", "--port", "0", "--workers", str(WORKERS)]
    log = tmp_path / "log"
    with log.open("wb") as out, subprocess.Popen(command, cwd=ROOT, env=environment, stderr=out) as server:

        def wait_for(true: Callable[[], bool]) -> None:
            until = time.monotonic() + 300
            while not true():
                assert time.monotonic() < until, log.read_text()
                assert server.poll() is None, log.read_text()
                time.sleep(0.02)

        try:
            wait_for(lambda: len(workers(server.pid)) == WORKERS)
            stopped_workers = workers(server.pid)
            tell(stopped_workers, signal.SIGSTOP)
            time.sleep(STOPPED_SECONDS)
            assert UP not in log.read_text()
            assert workers(server.pid) == stopped_workers, "none was given up"
            tell(stopped_workers, signal.SIGCONT)
            wait_for(lambda: log.read_text().count(UP) == WORKERS)
            assert not CHILD_DIED.search(log.read_text())
            address = re.search(r"http://127\.0\.0\.1:\d+", log.read_text())
            assert address
            assert httpx.get(f"{address[0]}/readyz", timeout=30).status_code == 200
        finally:
            tell(workers(server.pid), signal.SIGCONT)
            server.terminate()
            server.wait(60)
    assert not CHILD_DIED.search(log.read_text())
    assert "Traceback" not in log.read_text()


SERVER_WITH_SHORT_TIMES = """
from app.cli import operating, workers
operating.SHUTDOWN_SECONDS = workers.END_SECONDS = 1
operating.serve_command(port=0, workers=2)
"""


@on_sqlite
@pytest.mark.parametrize("is_noticed", [False, True])
def test_a_silent_worker_delays_no_stop(seed_database: Settings, tmp_path: Path, is_noticed: bool) -> None:
    """A worker that gets SIGSTOP neither answers its supervisor nor obeys it. The other worker ends at once."""
    environment = os.environ | {"COMMUNIQUE_DATABASE_URL": seed_database.database_url.get_secret_value()}
    log = tmp_path / "log"
    with (
        log.open("wb") as out,
        subprocess.Popen(
            [sys.executable, "-c", SERVER_WITH_SHORT_TIMES], cwd=ROOT, env=environment, stderr=out
        ) as server,
    ):
        try:
            until = time.monotonic() + 60
            while log.read_text().count(UP) < WORKERS:
                assert time.monotonic() < until, log.read_text()
                time.sleep(0.1)
            silent_worker, ready_worker = workers(server.pid)
            tell([silent_worker], signal.SIGSTOP)
            time.sleep(2 if is_noticed else 0)  # the supervisor asks each twice a second
            server.terminate()
            assert server.wait(10) == 0, log.read_text()
        finally:
            tell([server.pid, *workers(server.pid)], signal.SIGKILL)
    lines = log.read_text()
    assert lines.index(f"Finished server process [{ready_worker}]") < lines.index(
        f"[{silent_worker}] did not end in time"
    )
