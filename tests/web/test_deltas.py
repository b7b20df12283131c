"""Deltas: with them a dump becomes the lists of a later revision, and a database serves that revision."""

import json
import os
import shutil
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine, select
from typer.testing import CliRunner, Result

from app.cli import cli
from app.db import migrate
from app.db.archive import archive_newest
from app.db.engine import make_engine
from app.db.restore import restore
from app.db.state_text import BaseMismatchError, changes_between, lines_after_changes
from app.db.tables import Publication, RecordVersion
from app.domain.compression import zstd
from app.main import RESOURCES, create_app
from app.settings import Settings
from app.web.dumps.dump import CHECKSUMS, ROWS_FILE
from tests.conftest import SharedDatabases, on_sqlite
from tests.histories import Histories, store
from tests.quick_client import QuickClient

LISTS = [f"{resource.path}.ndjson" for resource in RESOURCES]
ANSWERS = [
    *LISTS,
    "/meetings.csv",
    "/meetings?country=KZ&sort=title",
    "/meetings?q=meeting&sort=relevance",
    "/search?q=meeting",
    "/changes?since=0&include=record&limit=1000",
    "/revisions",
    "/coverage",
    "/countries/KZ",
    "/mechanisms/council/history",
]


class Service:
    """A service with small random data, and the command line over its database."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.settings = settings.model_copy(update={"cache_bytes": 0, "past": folder / "states"})
        self.folder = folder

    @cached_property
    def app(self) -> FastAPI:
        return create_app(self.settings)

    def load(self, histories: Histories) -> None:
        engine = make_engine(self.settings)
        store(engine, histories.meetings, histories.reasons)
        with engine.begin() as connection:
            archive_newest(connection)
        engine.dispose()

    def answers(self) -> tuple[int, dict[str, bytes]]:
        """The revision, and the answers to all requests."""
        with QuickClient(self.app) as client:
            answers = {path: client.get(path) for path in ANSWERS}
        assert {answer.status_code for answer in answers.values()} == {200}
        revision = int(answers["/meetings.csv"].headers["X-Data-Revision"])
        return revision, {path: answer.content for path, answer in answers.items()}

    def lists(self) -> dict[str, list[Any]]:
        """The records of all lists, without the moment of the load that changed them."""
        answers = self.answers()[1]
        return {
            path: [json.loads(line) | {"updated_at": None} for line in answers[path].splitlines()] for path in LISTS
        }

    def run(self, *arguments: object, ends: int = 0) -> Result:
        address = self.settings.database_url.get_secret_value()
        environment = {
            "COMMUNIQUE_DATABASE_URL": address,
            "COMMUNIQUE_PAST": str(self.folder / "states"),
            "COMMUNIQUE_LOG_LEVEL": "error",
        }
        result = CliRunner().invoke(cli, [str(argument) for argument in arguments], env=environment)
        assert result.exit_code == ends, result.output
        return result


@pytest.fixture
def target(backend: str, databases: SharedDatabases, tmp_path: Path) -> Service:
    """A service without data, on the same kind of database."""
    folder = tmp_path / "target"
    folder.mkdir()
    return Service(databases.empty_copy(backend, folder), folder)


def with_delta(copy: dict[str, dict[str, str]], delta: Path) -> None:
    """Apply a delta to a copy of the lists, as a user does."""
    for path, records in copy.items():
        for line in (delta / path[1:]).read_text("utf-8").splitlines():
            records[json.loads(line)["id"]] = line
    kinds = {resource.model.kind: f"{resource.path}.ndjson" for resource in RESOURCES}
    for line in (delta / "gone.ndjson").read_text("utf-8").splitlines():
        copy[kinds[json.loads(line)["kind"]]].pop(json.loads(line)["id"], None)


def by_id(text: bytes) -> dict[str, str]:
    return {json.loads(line)["id"]: line for line in text.decode().splitlines()}


@pytest.mark.thorough
def test_a_dump_and_deltas_restore_the_service(empty_database: Settings, target: Service, tmp_path: Path) -> None:
    source, histories = Service(empty_database, tmp_path), Histories(Random(20))
    answers_by_revision: dict[int, dict[str, bytes]] = {}
    for load_count in (1, 2, 1):  # a delta is of one load or of several
        for _ in range(load_count):
            source.load(histories)
            histories.step()
        revision, answers = source.answers()
        if not answers_by_revision:
            source.run("dump", tmp_path / "whole")
        answers_by_revision[revision] = answers
    first, second, third = answers_by_revision
    source.run("dump", tmp_path / "1-2", "--since", first, "--as-of", second)
    source.run("dump", tmp_path / "2-3", "--since", second)
    source.run("dump", tmp_path / "past", "--as-of", second)

    for path in LISTS:
        assert (tmp_path / "whole" / path[1:]).read_bytes() == answers_by_revision[first][path]
        assert (tmp_path / "past" / path[1:]).read_bytes() == answers_by_revision[second][path]
    copy = {path: by_id(answers_by_revision[first][path]) for path in LISTS}
    for delta, revision in {"1-2": second, "2-3": third}.items():
        with_delta(copy, tmp_path / delta)
        assert copy == {path: by_id(answers_by_revision[revision][path]) for path in LISTS}

    shutil.make_archive(str(tmp_path / "2-3"), "zip", tmp_path / "2-3")
    result = target.run("restore", tmp_path / "whole", tmp_path / "1-2", tmp_path / "2-3.zip")
    assert f"the database has the data of revision {third}" in result.output
    on_a_file = Service(Settings.model_validate({"database_url": f"sqlite:///{tmp_path / 'new.db'}"}), target.folder)
    on_a_file.run("restore", tmp_path / "past", tmp_path / "2-3")
    for copy_service in (target, on_a_file):
        assert copy_service.answers() == (third, answers_by_revision[third])

    for service in (source, target):
        service.load(histories)
    assert target.lists() == source.lists()


@pytest.fixture(scope="module")
def source(databases: SharedDatabases, tmp_path_factory: pytest.TempPathFactory) -> tuple[Service, int]:
    """A service with two revisions, and the number of the first. Its folder has the dump of the first, and a delta."""
    folder, histories = tmp_path_factory.mktemp("source"), Histories(Random(2))
    service = Service(databases.empty_copy("sqlite", folder), folder)
    service.load(histories)
    revision, _ = service.answers()
    service.run("dump", folder / "whole")
    histories.step()
    service.load(histories)
    service.run("dump", folder / "delta", "--since", revision)
    return service, revision


@pytest.mark.thorough
@on_sqlite
def test_what_cannot_be_restored_is_refused(source: tuple[Service, int], target: Service, tmp_path: Path) -> None:
    service, revision = source
    whole, delta, other_folder = service.folder / "whole", tmp_path / "delta", tmp_path / "other"
    shutil.copytree(service.folder / "delta", delta)
    package = json.loads((delta / "datapackage.json").read_text())
    assert (package["since"], package["version"]) == (str(revision), str(service.answers()[0]))
    paths = {entry["path"] for entry in package["resources"]} | {"datapackage.json", CHECKSUMS}
    assert paths == {path.relative_to(delta).as_posix() for path in delta.rglob("*") if path.is_file()}

    assert (delta / ROWS_FILE).stat().st_size * 2 < (whole / ROWS_FILE).stat().st_size

    other_folder.mkdir()
    os.mkfifo(pipe := tmp_path / "pipe")
    shutil.copytree(whole, pipe_folder := tmp_path / "piped")
    (pipe_folder / ROWS_FILE).unlink()
    os.mkfifo(pipe_folder / ROWS_FILE)
    wrong_calls: list[tuple[list[Any], int, str]] = [
        ([whole], 2, "the database has the data of revision"),
        ([delta], 1, "name a whole dump before it"),
        ([whole, delta, delta], 1, "begins at revision"),
        ([whole, whole], 1, "is a whole dump"),
        ([other_folder], 1, "is neither a dump nor a delta"),
        ([tmp_path / "none"], 1, "is neither a dump nor a delta"),
        ([pipe], 1, "is neither a dump nor a delta"),
    ]
    for paths_of, code, says in wrong_calls:
        assert says in service.run("restore", *paths_of, ends=code).output
    rows = (delta / ROWS_FILE).read_bytes()
    (delta / ROWS_FILE).write_bytes(rows[:-9])
    assert "does not have its checksum" in target.run("restore", whole, delta, ends=1).output
    (delta / ROWS_FILE).unlink()
    for without_rows in ([whole, delta], [pipe_folder]):
        assert f"has no {ROWS_FILE}" in target.run("restore", *without_rows, ends=1).output
    assert target.run("restore", whole).exit_code == 0


@on_sqlite
def test_a_delta_since_no_revision_is_refused(source: tuple[Service, int], tmp_path: Path) -> None:
    service, revision = source
    newest = service.answers()[0]
    for options, says in [
        (["--since", revision - 1], f"the nearest are {revision}"),
        (["--as-of", 7], "there is no such revision"),
        (["--as-of", 10**23], "less than or equal to"),
        (["--since", newest, "--as-of", revision], "is later than"),
    ]:
        assert says in service.run("dump", tmp_path / "no", *options, ends=2).output
    assert not (tmp_path / "no").exists()


def test_a_difference_makes_the_text_of_its_base() -> None:
    chance = Random(3)
    for _ in range(200):
        keys = sorted(chance.sample(range(30), 15))
        base = [b'{"table":"a"}\n', *(b"[%d]\n" % key for key in keys)]
        lines = [b'{"table":"a"}\n', *(b"[%d]\n" % key for key in sorted(chance.sample(range(30), 15)))]
        changes = [*changes_between(base, lines)]
        assert [*lines_after_changes(base, changes)] == lines
        with pytest.raises(BaseMismatchError):
            list(lines_after_changes(base[:-1], changes))
    assert len(zstd.compress(b"".join(changes_between(base, base)))) < 120


@pytest.mark.thorough
@on_sqlite
def test_a_text_with_an_older_schema_is_migrated(engine: Engine) -> None:
    columns = ["revision", "published_at", "fingerprint", "changed"]
    version = ["topic", "a", 20260203080000, "withdrawn", None, "", None, None]
    lines = [
        {"schema": "0026_overdue_commitments"},
        {"table": "publications", "columns": columns},
        [20260203080000, "2026-02-03 08:00:00.000000", "f", 1],
        {"schema": "0027_versions_of_records", "of": "history"},
        {"table": "record_versions", "columns": [column.name for column in RecordVersion.__table__.columns]},
        version,
    ]
    restore(engine, (json.dumps(line).encode() for line in lines))
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert migrate.schema_version(connection) == migrate.head()
        assert connection.execute(select(Publication.published_at, Publication.message)).all() == [
            (datetime(2026, 2, 3, 8, tzinfo=UTC), None)
        ]
        assert [list(row) for row in connection.execute(select(RecordVersion.__table__))] == [version]
