"""Fixtures: databases with the real seed, on SQLite and on a PostgreSQL server that the tests start."""

import gc
import logging
import os
import socket
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any
from uuid import uuid4

import httpx
import pytest
import structlog
import uvicorn
from fastapi.testclient import TestClient
from pydantic import SecretStr
from sqlalchemy import Engine
from starlette.types import ASGIApp

from app.api import health
from app.cli import SERVER
from app.db import migrate
from app.db.engine import database_url, make_engine
from app.main import create_app
from app.settings import Settings
from tests import difficult_records, large_database, made_up_tables, once_a_run
from tests.ingest.loads import reload
from tests.postgres import create_database, file_lock, folder_of_a_run, shared_server, stop_shared_server
from tests.quick_client import QuickClient
from tests.seed_copies import SEED, copy_seed

ROOT = Path(__file__).parent.parent
BACKENDS = ["sqlite", "postgresql"]


on_sqlite = pytest.mark.on("sqlite")
"""Marks a test, or as ``pytestmark`` a file, that needs SQLite only: both kinds of database store the same bodies, and
the same Python makes answers of them. Whether the answers agree, test_databases_agree checks."""
on_postgresql = pytest.mark.on("postgresql")
"""Marks a test of what only PostgreSQL can do, or of what it is stricter about."""
on_both = pytest.mark.on(*BACKENDS)
"""Marks a test of SQL in a file that is otherwise ``on_sqlite``."""


LONGEST_FIRST = (
    "contract/test_schemathesis.py", "query/test_plans.py", "web/test_browser.py", "system/test_", "ingest/test_",
    "db/test_migrations.py",
    "contract/", "api/test_spool", "web/test_explorer.py", "curate/test_review_page.py", "web/test_deltas.py",
    "curate/test_claims.py", "web/test_dumps.py", "web/agents/",
    "resources/test_add_a_resource.py",
)  # fmt: skip
"""Files that take long start first. Otherwise one process would still work on such a file when the others have
ended."""


SHARED_DIRECTORY = pytest.StashKey[Path]()
"""A directory that all processes of a run share, and that their PostgreSQL server can enter."""


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        config.stash[SHARED_DIRECTORY] = Path(config.workerinput["shared_directory"])
        gc.disable()  # until the tests are collected, which takes an eighth less without it
    else:
        temporary = TemporaryDirectory(prefix="communique-", dir=folder_of_a_run())
        config.stash[SHARED_DIRECTORY] = Path(temporary.name)
        config.add_cleanup(temporary.cleanup)
        config.add_cleanup(partial(stop_shared_server, Path(temporary.name)))
    once_a_run.make_equal_routes_once()
    once_a_run.parse_equal_seed_files_once()
    once_a_run.read_equal_seeds_once()
    once_a_run.find_equal_warnings_once()
    once_a_run.use_libyaml()
    once_a_run.compile_equal_statements_once()
    once_a_run.read_equal_migrations_once()
    once_a_run.make_equal_schemas_once()
    once_a_run.build_equal_documents_once(config.stash[SHARED_DIRECTORY])
    once_a_run.migrate_empty_files_once(config.stash[SHARED_DIRECTORY])


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    node.workerinput["shared_directory"] = str(node.config.stash[SHARED_DIRECTORY])


@pytest.hookimpl(wrapper=True)
def pytest_report_to_serializable() -> Generator[None, dict[str, Any], dict[str, Any]]:
    """Send no keywords with a report: nothing reads them, and they take a millisecond for each test."""
    return (yield) | {"keywords": {}}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that needs a database once on each kind of it, or only on the kind of its mark."""
    is_parametrized = any("backend" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if "backend" in metafunc.fixturenames and not is_parametrized:
        mark = metafunc.definition.get_closest_marker("on")
        metafunc.parametrize("backend", mark.args if mark else BACKENDS, indirect=True, scope="session")


@pytest.hookimpl(tryfirst=True)  # before pytest leaves out what -m does not select
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the whole service as thorough, and run the tests of ``LONGEST_FIRST`` first."""
    tests = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(tests / "system"):
            item.add_marker("thorough")

    def rank(item: pytest.Item) -> int:
        path = item.path.relative_to(tests).as_posix()
        return next(
            (number for number, start in enumerate(LONGEST_FIRST) if path.startswith(start)), len(LONGEST_FIRST)
        )

    items.sort(key=rank)


def pytest_collection_finish() -> None:
    """Let the garbage collector ignore modules and tests, which stay until the end, and run less often."""
    gc.freeze()
    gc.enable()
    gc.set_threshold(20_000, 20, 50)


def pytest_xdist_auto_num_workers() -> int:
    """One more than the number of cores, because tests spend some of their time waiting for servers."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session", autouse=True)
def patient_readiness() -> Iterator[None]:
    """Let ``/readyz`` take long, as it may on a busy machine. Only test_database_faults tests how long."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(health, "READY_WITHIN", 30)
        yield


@pytest.fixture(scope="session", autouse=True)
def one_ssl_context() -> Iterator[None]:
    """Let all clients share an SSL context. httpx would read all certificates for each of them, but no test uses
    TLS."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("httpx._transports.default.create_ssl_context", cache(httpx.create_ssl_context))
        yield


@pytest.fixture(scope="session")
def postgres_url(pytestconfig: pytest.Config) -> str:
    return shared_server(pytestconfig.stash[SHARED_DIRECTORY])


@pytest.fixture(scope="session")
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of database. A test that uses this fixture runs on each kind, or on that of its mark."""
    return str(request.param)


@pytest.fixture(scope="session", autouse=True)
def unchanged_priority() -> Iterator[None]:
    """Let ``communique snapshot`` lower the priority of no process that runs tests: the other tests of that process
    would wait for all other work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "nice", lambda increment: increment)
        yield


def new_settings(backend: str, directory: Path, request: pytest.FixtureRequest) -> Settings:
    """Settings for a new database without tables."""
    if backend == "sqlite":
        url = f"sqlite:///{directory / uuid4().hex}.db"
    else:
        url = create_database(request.getfixturevalue("postgres_url"), f"t{uuid4().hex}")
    return Settings.model_validate({"database_url": url, "log_level": "error"})


def fill(settings: Settings, directory: Path = SEED) -> None:
    """Migrate, load and publish, as ``make run`` does."""
    engine = make_engine(settings)
    migrate.upgrade(engine)
    reload(engine, directory)
    engine.dispose()


@pytest.fixture
def settings(backend: str, tmp_path: Path, request: pytest.FixtureRequest) -> Settings:
    """Settings for a new database without tables, for one test."""
    return new_settings(backend, tmp_path, request)


class SharedDatabases:
    """Databases that all tests of a process share. Each is made when a test first needs it, and stays to the end.

    They are no session fixtures with ``backend`` as a parameter: pytest would remove such a fixture whenever the
    parameter changes, which is twice in each file. Filling databases then took a third of the time of the tests.
    """

    def __init__(self, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest, stack: ExitStack):
        self._directory, self._request, self._stack = tmp_path_factory.mktemp, request, stack
        self._run_directory = request.config.stash[SHARED_DIRECTORY]

    @cache  # noqa: B019 -- it lives as long as the process
    def settings(self, backend: str, *additions: Path) -> Settings:
        """Settings for a database of the real seed, with the entries of other seed folders added. Tests only read
        it."""
        return self.copy(backend, self._directory("seed"), *additions)

    def copy(self, backend: str, directory: Path, *additions: Path) -> Settings:
        """Settings for a new copy of such a database, which the test may change."""
        return self._copy_of(self._seed_template(backend, *additions), directory)

    def _copy_of(self, template: Settings, directory: Path) -> Settings:
        source = database_url(template).database or ""
        if template.database_url.get_secret_value().startswith("sqlite"):
            url = f"sqlite:///{copyfile(source, directory / f'{uuid4().hex}.db')}"
        else:
            url = create_database(self._request.getfixturevalue("postgres_url"), f"t{uuid4().hex}", source)
        return template.model_copy(update={"database_url": SecretStr(url)})

    def empty_copy(self, backend: str, directory: Path) -> Settings:
        """Settings for a new database with the newest schema and no records."""

        def make(folder: Path) -> Settings:
            settings = new_settings(backend, folder, self._request)
            engine = make_engine(settings)
            migrate.upgrade(engine)
            engine.dispose()
            return settings

        return self._copy_of(self._template(f"{backend}_empty", make), directory)

    def _seed_template(self, backend: str, *additions: Path) -> Settings:
        """A template of the real seed, with the entries of other seed folders added."""

        def make(folder: Path) -> Settings:
            settings = self.empty_copy(backend, folder)
            fill(settings, copy_seed(folder / "seed", *additions) if additions else SEED)
            return settings

        return self._template("_".join([backend, "seed", *(folder.name for folder in additions)]), make)

    def _template(self, name: str, make: Callable[[Path], Settings]) -> Settings:
        """Settings for a database to copy, which all processes of a run share. The first process that needs it makes
        it.

        Nobody else connects to it, because PostgreSQL copies no database that is in use.
        """
        address = self._run_directory / name
        with file_lock(address.with_suffix(".lock")):
            if not address.exists():
                address.write_text(make(self._directory("template")).database_url.get_secret_value())
        return Settings.model_validate({"database_url": address.read_text(), "log_level": "error"})

    @cache  # noqa: B019
    def difficult_seed(self) -> Path:
        """A seed folder with the records of ``difficult_records``."""
        return difficult_records.write_seed(self._directory("hard"))

    @cache  # noqa: B019
    def made_up_seed(self) -> Path:
        """A seed folder with the records of ``made_up_tables``."""
        return made_up_tables.write_seed(self._directory("tables"))

    @cache  # noqa: B019
    def client(self, backend: str, *additions: Path) -> TestClient:
        app = create_app(self.settings(backend, *additions))
        return self._stack.enter_context(QuickClient(app))

    @cache  # noqa: B019
    def large_client(self, backend: str) -> tuple[TestClient, set[str]]:
        """A client of a database with more than 100,000 records, and the names of its large tables."""
        settings = self.copy(backend, self._directory("crowd"))
        engine = make_engine(settings)
        large_database.fill(engine)
        with engine.connect() as connection:
            large_tables = large_database.large_tables(connection)
        engine.dispose()
        return self._stack.enter_context(QuickClient(create_app(settings))), large_tables

    @cache  # noqa: B019
    def address(self, backend: str, *additions: Path) -> str:
        return self._stack.enter_context(serving(create_app(self.settings(backend, *additions))))


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[SharedDatabases]:
    with ExitStack() as stack:
        yield SharedDatabases(tmp_path_factory, request, stack)


@pytest.fixture
def seed_database(backend: str, databases: SharedDatabases, tmp_path: Path) -> Settings:
    """Settings for a database with the real seed, which one test may change."""
    return databases.copy(backend, tmp_path)


@pytest.fixture
def empty_database(backend: str, databases: SharedDatabases, tmp_path: Path) -> Settings:
    """Settings for a new database with the newest schema and no records, for one test."""
    return databases.empty_copy(backend, tmp_path)


@pytest.fixture
def engine(empty_database: Settings) -> Iterator[Engine]:
    """An engine on a database with the newest schema and no records, for one test."""
    engine = make_engine(empty_database)
    yield engine
    engine.dispose()


@pytest.fixture(autouse=True)
def restored_logging() -> Iterator[None]:
    """Restore the configuration of logging, which every command changes: its output ends with the test, and a server of
    all tests would log to it later."""
    level = logging.root.level
    yield
    for handler in logging.root.handlers[:]:
        if type(handler) is logging.StreamHandler:
            logging.root.removeHandler(handler)
    logging.root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def clean_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Use a folder of the test's own as working folder, and ignore the developer's environment variables."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("COMMUNIQUE_")]:
        monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def client(backend: str, databases: SharedDatabases) -> TestClient:
    """A client of the API with the real seed. Tests share it and only read."""
    return databases.client(backend)


@pytest.fixture(scope="session")
def difficult_client(backend: str, databases: SharedDatabases) -> TestClient:
    """A client of the API with the real seed and ``difficult_records``."""
    return databases.client(backend, databases.difficult_seed())


@pytest.fixture(scope="session")
def wider(backend: str, databases: SharedDatabases) -> TestClient:
    """A client of the API with the real seed and ``tests/data``, which has a second JSPG and records with the same
    date."""
    return databases.client(backend, ROOT / "tests" / "data")


@pytest.fixture(scope="session")
def tables(backend: str, databases: SharedDatabases) -> TestClient:
    """A client of the API with the real seed, ``tests/data`` and the made-up tables."""
    return databases.client(backend, ROOT / "tests" / "data", databases.made_up_seed())


@contextmanager
def serving(app: ASGIApp, **options: Any) -> Iterator[str]:
    """Serve the application on a free port. Yields the address."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, **SERVER | options))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)


@pytest.fixture(scope="session")
def service_url(backend: str, databases: SharedDatabases) -> str:
    """The address of a server with the real seed, for tools that open a URL."""
    return databases.address(backend)
