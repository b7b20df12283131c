"""How the service starts: what a command imports, and that workers come up on a machine that is slow."""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from app.cli.operating import SWITCH_INTERVAL
from app.settings import Settings
from tests.conftest import ROOT, on_sqlite

WORKERS = 2
UP = "Application startup complete"
CHILD_DIED = re.compile(r"Child process \[\d+\] died")
"""As uvicorn says it. Python may say that its resource tracker died, which is stopped too."""


def imported(statement: str) -> set[str]:
    """The modules that are there after a statement, in a process of its own."""
    program = f"{statement}\nimport sys\nprint(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    return set(shown.stdout.split())


def test_the_command_line_waits_for_nothing_that_it_may_not_need() -> None:
    """A worker answers its supervisor only once it has imported this."""
    needless = {"alembic", "fastapi", "jinja2", "pydantic", "sqlalchemy", "starlette", "uvicorn", "yaml"}
    assert not imported("import app.cli") & needless


def test_a_worker_imports_no_tools() -> None:
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
    assert not imported("import app.cli\napp.cli.application()") & needless


BUILT = """
import app.cli
app.cli.application()
from app.domain.model import Model

def descendants(model):
    return {model}.union(*map(descendants, model.__subclasses__()))

models = descendants(Model)
assert len(models) > 200
generic = {model for model in models if model.__pydantic_generic_metadata__["parameters"]}
print(*(model.__name__ for model in models - generic if model.__pydantic_complete__))
"""


def test_a_worker_builds_no_model_before_it_is_asked() -> None:
    """Decision 015."""
    shown = subprocess.run([sys.executable, "-c", BUILT], cwd=ROOT, check=True, capture_output=True, text=True)
    assert shown.stdout.split() == []


def test_a_worker_completes_no_route_before_it_is_asked() -> None:
    """Decision 015."""
    program = (
        "import app.cli\nfrom app.api.query_route import LateRoute\n"
        "late = [route for route in app.cli.application().routes if isinstance(route, LateRoute)]\n"
        "assert len(late) > 150\nprint(*(route.path for route in late if 'app' in vars(route)))"
    )
    shown = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert shown.stdout.split() == []


def test_a_worker_connects_no_tables_before_it_is_asked() -> None:
    """SQLAlchemy configures all mappers when the first one is used. Decision 015."""
    program = (
        "import app.cli\napp.cli.application()\nfrom app.db.engine import Base\n"
        "print(*{mapper.configured for mapper in Base.registry.mappers})"
    )
    shown = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert shown.stdout.split() == ["False"]


def test_threads_of_a_worker_take_turns_often() -> None:
    """Decision 010."""
    program = "import sys, app.cli\napp.cli.application()\nprint(sys.getswitchinterval())"
    shown = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert float(shown.stdout) == pytest.approx(SWITCH_INTERVAL)


def children(process: int) -> list[int]:
    with suppress(FileNotFoundError, ProcessLookupError):
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


def tell(processes: list[int], what: signal.Signals) -> None:
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, what)


@on_sqlite
def test_workers_come_up_on_a_slow_machine(seeded: Settings, tmp_path: Path) -> None:
    """Stopped for most of the time, they take longer to start than uvicorn by itself waits for an answer of theirs."""
    given = os.environ | {"COMMUNIQUE_DATABASE_URL": seeded.database_url.get_secret_value()}
    command = [sys.executable, "-m", "app", "serve", "--port", "0", "--workers", str(WORKERS)]
    log = tmp_path / "log"
    with log.open("wb") as out, subprocess.Popen(command, cwd=ROOT, env=given, stderr=out) as server:
        try:
            until = time.monotonic() + 300
            while log.read_text().count(UP) < WORKERS:
                assert time.monotonic() < until, log.read_text()
                assert server.poll() is None, log.read_text()
                slowed = children(server.pid)
                tell(slowed, signal.SIGSTOP)
                time.sleep(0.4)
                tell(slowed, signal.SIGCONT)
                time.sleep(0.06)
            assert not CHILD_DIED.search(log.read_text())
            address = re.search(r"http://127\.0\.0\.1:\d+", log.read_text())
            assert address
            assert httpx.get(f"{address[0]}/readyz", timeout=30).status_code == 200
        finally:
            server.terminate()
            server.wait(60)
    assert not CHILD_DIED.search(log.read_text())
    assert "Traceback" not in log.read_text()
