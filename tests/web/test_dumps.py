"""Dumps: the files of all lists of one revision, alike in the ZIP and in a folder, and complete or absent."""

import csv
import errno
import hashlib
import io
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import text
from typer.testing import CliRunner

from app.api import export_response
from app.api.exports import list_bodies
from app.api.snapshots import open_snapshot
from app.cli import cli
from app.db.engine import make_engine
from app.main import RESOURCES, create_app
from app.settings import Settings
from app.web.dumps.dump import Dump
from app.web.dumps.folder import require_replaceable
from app.web.dumps.zip_file import zip_pieces
from tests.api.test_protocol import HANG
from tests.conftest import SharedDatabases, on_both, on_sqlite, serving

pytestmark = on_sqlite


@pytest.fixture
def archive(client: TestClient) -> ZipFile:
    answer = client.get("/dump.zip")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/zip")
    return ZipFile(io.BytesIO(answer.content))


@pytest.mark.thorough
@on_both
def test_the_files_are_those_of_the_lists(client: TestClient, archive: ZipFile) -> None:
    for resource in RESOURCES:
        for suffix in ("csv", "ndjson", "parquet"):
            path = f"{resource.path}.{suffix}"
            assert archive.read(path[1:]) == client.get(path).content, path
    package = json.loads(archive.read("datapackage.json"))
    assert package["version"] == client.get("/meetings").headers["x-data-revision"]
    assert {entry["path"] for entry in package["resources"]} | {"datapackage.json", "SHA256SUMS"} == set(
        archive.namelist()
    )
    for entry in package["resources"]:
        content = archive.read(entry["path"])
        assert (entry["bytes"], entry["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
    sums = dict(line.split("  ")[::-1] for line in archive.read("SHA256SUMS").decode().splitlines())
    assert sums == {
        name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist() if name != "SHA256SUMS"
    }


def test_the_sqlite_file_has_the_columns_of_csv_and_items_as_rows(client: TestClient, archive: ZipFile) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(archive.read("communique.sqlite"))
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for resource in RESOURCES:
            header, *rows = csv.reader(io.StringIO(client.get(f"{resource.path}.csv").text))
            cursor = connection.execute(f"SELECT * FROM {resource.path[1:].replace('-', '_').replace('/', '_')}")
            assert [column[0] for column in cursor.description] == header
            assert [row[0] for row in cursor] == [row[0] for row in rows]
        meetings = client.get("/meetings.json").json()["items"]
        participant_rows = [
            (meeting["id"], number, participant["official"] and participant["official"]["id"], participant["role"])
            for meeting in meetings
            for number, participant in enumerate(meeting["participants"], 1)
        ]
        participants = "SELECT meeting_id, item_number, official_id, role FROM meetings_participants"
        assert connection.execute(participants).fetchall() == participant_rows
        types = "SELECT typeof(session), typeof(overdue), typeof(date_start) FROM meetings WHERE session = 8"
        assert connection.execute(types).fetchone() == ("integer", "integer", "text")
        assert connection.execute("SELECT numeric FROM countries WHERE id = 'AF'").fetchone() == ("004",)
        revision = connection.execute("SELECT value FROM about WHERE name = 'revision'").fetchone()
        assert revision == (client.get("/meetings").headers["x-data-revision"],)
        table_names = connection.execute("SELECT DISTINCT table_name FROM about_columns ORDER BY 1").fetchall()
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'about%'")
        assert sorted(tables) == table_names


def test_a_dump_is_made_once_and_its_bytes_are_always_the_same(
    client: TestClient, archive: ZipFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> Iterator[Any]:
        raise AssertionError("it is made again")
        yield

    state = client.app.state  # type: ignore[attr-defined]
    whole = client.get("/dump.zip")
    with closing(Dump(open_snapshot(state), RESOURCES)) as again:
        assert b"".join(zip_pieces(again.files(), again.data.state.published_at)) == whole.content
    monkeypatch.setattr(Dump, "files", refuse)
    tag, size = whole.headers["etag"], len(whole.content)
    head = client.head("/dump.zip", headers={"Host": "elsewhere.example"})
    assert (head.headers["etag"], head.headers["content-length"], head.content) == (tag, str(size), b"")
    part = client.get("/dump.zip", headers={"Range": f"bytes={size - 9}-", "If-Range": tag})
    assert (part.status_code, part.content) == (206, whole.content[-9:])
    assert client.get("/dump.zip", headers={"If-None-Match": tag}).status_code == 304
    past = client.get(f"/dump.zip?as_of={whole.headers['x-data-revision']}")
    assert (past.content, past.headers["etag"]) == (whole.content, tag)
    assert client.get("/dump.zip?limit=1").status_code == 422


def read(app: FastAPI) -> dict[str, bytes]:
    with closing(Dump(open_snapshot(app.state), app.state.resources)) as dump:
        return {file.name: b"".join(file.stream()) for file in dump.files()}


def test_lists_without_records_have_files_too(empty_database: Settings) -> None:
    app = create_app(empty_database)
    files = read(app)
    app.state.engine.dispose()
    assert files["meetings.csv"].startswith(b"id,url")
    assert (files["meetings.ndjson"], len(files)) == (b"", 3 * len(RESOURCES) + 3)


@on_both
def test_a_load_in_the_middle_does_not_mix_revisions(seed_database: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = make_engine(seed_database)
    app = create_app(seed_database, [resource for resource in RESOURCES if resource.path in ("/meetings", "/evidence")])
    expected = read(app)

    def publish_meanwhile(*arguments: Any, **options: Any) -> Any:
        yield from list_bodies(*arguments, **options)
        with engine.begin() as connection:
            connection.execute(text("UPDATE evidence SET body = '{}'"))
            connection.execute(
                text(
                    "INSERT INTO publications (revision, published_at, fingerprint, changed) "
                    "SELECT max(revision) + 1, max(published_at), max(fingerprint), 1 FROM publications"
                )
            )

    monkeypatch.setattr("app.web.dumps.dump.list_bodies", publish_meanwhile)
    files = read(app)
    engine.dispose()
    app.state.engine.dispose()
    assert files == expected


def test_who_asks_for_a_dump_that_takes_long_is_told_so_and_gets_it_later(
    backend: str, databases: SharedDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_response, "SLOW_FILE_SECONDS", 0.1)
    monkeypatch.setattr(export_response, "MIN_WAIT_SECONDS", 0.05)
    original, dumps = Dump.files, []

    def slow(self: Dump) -> Any:
        dumps.append(self)
        time.sleep(0.5)
        yield from original(self)

    monkeypatch.setattr(Dump, "files", slow)
    app = create_app(databases.settings(backend), RESOURCES[:1])
    with serving(app) as base:
        first = httpx.get(f"{base}/dump.zip", timeout=HANG)
        assert (first.status_code, first.headers["retry-after"]) == (503, "10")
        assert first.json()["detail"] == export_response.STILL_BEING_MADE
        end = time.monotonic() + HANG
        while (later := httpx.get(f"{base}/dump.zip", timeout=HANG)).status_code == 503:
            assert time.monotonic() < end
        assert (later.status_code, len(dumps)) == (200, 1)
        app.state.spool.clear()


# --- the command -----------------------------------------------------------------------------------


@pytest.fixture
def run(backend: str, databases: SharedDatabases, monkeypatch: pytest.MonkeyPatch) -> Any:
    address = databases.settings(backend).database_url.get_secret_value()

    def run(folder: Path) -> Any:
        return CliRunner().invoke(cli, ["dump", str(folder)], env={"COMMUNIQUE_DATABASE_URL": address})

    return run


def umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.thorough
def test_a_folder_has_the_files_of_the_zip_or_what_it_had_before(
    run: Callable[[Path], Any], archive: ZipFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    folder = tmp_path / "dump"
    folder.mkdir()
    result = run(folder)
    assert (result.exit_code, folder.stat().st_mode & 0o777) == (0, 0o777 & ~umask()), result.output
    assert f"revision {json.loads(archive.read('datapackage.json'))['version']}" in result.output
    whole = {f"dump/{name}": archive.read(name) for name in archive.namelist()}
    assert contents(tmp_path) == whole
    with monkeypatch.context() as patch:
        patch.setattr("app.web.dumps.folder.os.fsync", fail)
        failure = run(folder)
    assert (failure.exit_code, "No space left" in failure.output) == (3, True)
    assert contents(tmp_path) == whole
    (folder / "notes.txt").write_text("mine")
    refusal = run(folder)
    assert (refusal.exit_code, str(folder / "notes.txt") in refusal.output) == (2, True)
    (folder / "notes.txt").unlink()
    (folder / "meetings.csv").unlink()
    assert run(folder).exit_code == 0
    assert contents(tmp_path) == whole


@pytest.mark.parametrize(
    ("names", "in_the_way"),
    [
        ([], None),
        (["SHA256SUMS", "a.csv", "b/c.csv"], None),
        (["SHA256SUMS", "a.csv", "b/other"], "b/other"),
        (["SHA256SUMS", "other/a.csv"], "other"),
        (["a.csv"], "a.csv"),
    ],
)
def test_a_folder_with_other_things_is_not_replaced(tmp_path: Path, names: list[str], in_the_way: str | None) -> None:
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("0  a.csv\n0  b/c.csv\n" if name == "SHA256SUMS" else "")
    if in_the_way is None:
        require_replaceable(tmp_path)
        require_replaceable(tmp_path / "none")
    else:
        with pytest.raises(FileExistsError) as error:
            require_replaceable(tmp_path)
        assert error.value.args == (tmp_path / in_the_way,)


def test_a_large_folder_in_the_way_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "large" / "deep").mkdir(parents=True)
    folders: list[Path] = []
    iterdir = Path.iterdir

    def note(path: Path) -> Iterator[Path]:
        folders.append(path)
        return iterdir(path)

    monkeypatch.setattr(Path, "iterdir", note)
    with pytest.raises(FileExistsError, match="large"):
        require_replaceable(tmp_path)
    assert folders == [tmp_path]
