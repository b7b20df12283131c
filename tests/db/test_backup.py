"""Copies of a SQLite database: made by ``communique backup``, or a copy of the file alone after a load."""

import os
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copyfile

import httpx
import pytest
from pydantic import SecretStr
from typer.testing import CliRunner, Result

from app.cli import cli
from app.db.backup import backup
from app.db.engine import database_url
from app.main import create_app
from app.settings import Settings
from tests.conftest import on_sqlite, serving
from tests.seed_copies import renamed_seed

ROUNDS = 2


def file_of(settings: Settings) -> Path:
    return Path(database_url(settings).database or "")


def run(settings: Settings, *arguments: str | Path) -> Result:
    environment = {"COMMUNIQUE_DATABASE_URL": settings.database_url.get_secret_value()}
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], env=environment)


def state(file: Path) -> tuple[int, str, bool]:
    """The revision of a database file, the name of the official in it, and whether the official's body has the same
    name."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (revision,) = connection.execute("SELECT max(revision) FROM publications").fetchone()
        name, body = connection.execute("SELECT name, body FROM officials WHERE id = 'hakan-fidan'").fetchone()
    return revision, name, f'"{name}"' in body


def has_only(folder: Path, *names: str) -> bool:
    return sorted(path.name for path in folder.iterdir()) == sorted(names)


@on_sqlite
def test_a_backup_is_the_database_in_one_file(seed_database: Settings, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "a b.db"
    target.parent.mkdir()
    result = run(seed_database, "backup", target)
    revision, _, whole = state(target)
    assert (result.exit_code, result.stdout) == (0, f"{target} has the data of revision {revision}\n")
    assert whole
    assert has_only(target.parent, "a b.db")
    copy_settings = seed_database.model_copy(update={"database_url": SecretStr(f"sqlite:///{target}")})
    assert ": 0 written, 0 withdrawn; 0 records changed" in run(copy_settings, "load").stdout


@on_sqlite
def test_a_backup_has_what_is_only_in_the_log(seed_database: Settings, tmp_path: Path) -> None:
    """A process that has the file open has not yet moved the log into the file."""
    with closing(sqlite3.connect(file_of(seed_database))) as writer:
        writer.execute("UPDATE officials SET name = 'Newest' WHERE id = 'hakan-fidan'")
        writer.commit()
        assert Path(f"{file_of(seed_database)}-wal").stat().st_size
        backup(file_of(seed_database), tmp_path / "copy.db")
    assert state(tmp_path / "copy.db")[1] == "Newest"


@pytest.mark.thorough
@on_sqlite
def test_backups_while_loads_and_readers_run(seed_database: Settings, tmp_path: Path) -> None:
    """Each copy has one whole state, which was the newest at some moment, and no reader fails."""
    names = [f"Name {number}" for number in range(ROUNDS)]
    stop = threading.Event()
    failures: list[object] = []
    copies: list[Path] = []

    def read_repeatedly() -> None:
        with httpx.Client(base_url=base, timeout=60) as client:
            while not stop.is_set():
                answer = client.get("/officials/hakan-fidan?fields=name")
                if answer.status_code != 200:
                    failures.append(answer.text)
                stop.wait(0.02)  # more requests only slow the loads

    def copy() -> None:
        while not stop.is_set():
            copies.append(tmp_path / f"copy-{len(copies)}.db")
            try:
                backup(file_of(seed_database), copies[-1])
            except Exception as error:  # noqa: BLE001 - asserted below
                failures.append(error)

    with serving(create_app(seed_database.model_copy(update={"cache_bytes": 0}))) as base:
        threads = [threading.Thread(target=target) for target in (read_repeatedly, read_repeatedly, copy)]
        for thread in threads:
            thread.start()
        loads = [run(seed_database, "load", renamed_seed(tmp_path / name, name)) for name in names]
        stop.set()
        for thread in threads:
            thread.join(timeout=120)
    assert failures == []
    assert [load.exit_code for load in loads] == [0] * ROUNDS
    states = [state(file) for file in copies]
    assert all(whole for _, _, whole in states)
    assert states == sorted(states)
    assert {name for _, name, _ in states} <= {"Hakan Fidan", *names}
    assert len({name for _, name, _ in states}) > 1


@pytest.mark.thorough
@on_sqlite
def test_a_copy_of_a_served_file_has_the_newest_load(seed_database: Settings, tmp_path: Path) -> None:
    with serving(create_app(seed_database)) as base:
        assert httpx.get(f"{base}/officials/hakan-fidan").status_code == 200
        for command in (("load", renamed_seed(tmp_path / "seed", "Newest")), ("publish",), ("migrate",)):
            assert run(seed_database, *command).exit_code == 0
            log = Path(f"{file_of(seed_database)}-wal")
            assert not log.exists() or log.stat().st_size == 0
            _, name, whole = state(Path(copyfile(file_of(seed_database), tmp_path / f"{command[0]}.db")))
            assert (name, whole) == ("Newest", True)
        assert httpx.get(f"{base}/officials/hakan-fidan").json()["name"] == "Newest"


@on_sqlite
@pytest.mark.parametrize("obstacle", ["file", "folder", "link"])
def test_nothing_is_overwritten(seed_database: Settings, tmp_path: Path, obstacle: str) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    target = folder / "copy.db"
    if obstacle == "file":
        target.write_text("of another")
    elif obstacle == "folder":
        target.mkdir()
    else:
        target.symlink_to("nowhere")
    result = run(seed_database, "backup", target)
    assert (result.exit_code, result.stderr) == (2, f"there is a {target} already: name another file\n")
    assert obstacle != "file" or target.read_text() == "of another"
    assert has_only(folder, "copy.db")
    assert run(seed_database, "backup", file_of(seed_database)).exit_code == 2


@on_sqlite
@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_another_process_creates_meanwhile_stays(
    seed_database: Settings, tmp_path: Path, links: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copies" / "copy.db"
    target.parent.mkdir()
    link = os.link

    def make_first(part: Path, name: Path) -> None:
        name.write_text("of another")
        if not links:
            raise OSError("no links here")
        link(part, name)

    monkeypatch.setattr(os, "link", make_first)
    assert run(seed_database, "backup", target).exit_code == 2
    assert target.read_text() == "of another"
    assert has_only(target.parent, "copy.db")


@on_sqlite
def test_a_file_system_without_links(seed_database: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "copies" / "copy.db"
    target.parent.mkdir()
    assert run(seed_database, "backup", target).exit_code == 0
    assert has_only(target.parent, "copy.db")
    assert state(target)[2]


@on_sqlite
@pytest.mark.parametrize("database", ["missing.db", "junk.db"])
def test_a_backup_that_fails_leaves_nothing(tmp_path: Path, database: str, backend: str) -> None:
    (tmp_path / "junk.db").write_bytes(b"junk" * 1000)
    (tmp_path / "copies").mkdir()
    settings = Settings.model_validate({"database_url": f"sqlite:///{tmp_path / database}"})
    result = run(settings, "backup", tmp_path / "copies" / "copy.db")
    assert (result.exit_code, "failed: " in result.stderr) == (3, True)
    assert has_only(tmp_path / "copies")
    assert not (tmp_path / "missing.db").exists()


@on_sqlite
def test_an_absent_folder(seed_database: Settings, tmp_path: Path) -> None:
    for command in ("backup", "dump"):
        result = run(seed_database, command, tmp_path / "none" / "copy.db")
        assert (result.exit_code, result.stderr) == (
            2,
            f"there is no folder {tmp_path / 'none'}: create it, or name another one\n",
        )


def test_postgresql_has_its_own_tool() -> None:
    result = run(Settings.model_validate({"database_url": "postgresql://u:s3cret@h/n"}), "backup", "copy.dump")
    assert result.exit_code == 2
    assert result.stderr == "the database is on PostgreSQL: run pg_dump --format=custom --file=copy.dump\n"


@pytest.mark.thorough
@on_sqlite
def test_a_revision_is_not_reused_after_a_backup_is_restored(
    seed_database: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime.now(UTC)

    class Clock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return moment

    monkeypatch.setattr("app.ingest.publish.datetime", Clock)
    file, copy = file_of(seed_database), tmp_path / "copy.db"
    assert run(seed_database, "backup", copy).exit_code == 0
    revisions = []
    for name in ("Undone", "Other"):
        moment += timedelta(minutes=1)
        assert run(seed_database, "load", renamed_seed(tmp_path / name, name)).exit_code == 0
        revisions.append(state(file)[:2])
        for suffix in ("", "-wal", "-shm"):
            Path(f"{file}{suffix}").unlink(missing_ok=True)
        copyfile(copy, file)
    (undone_revision, _), (second_revision, name) = revisions
    assert (name, second_revision > undone_revision) == ("Other", True)
