"""Archives hold whole states in few bytes; the folder of their files is bounded, and made again after an upgrade."""

import json
import os
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, update

from app.db import archive, migrate, past_files
from app.db.past_file import make_file
from app.db.tables import Topic
from app.db.tables.published import SeedArchive
from app.settings import Settings
from tests.conftest import on_sqlite


def fill(engine: Engine, first: int, last: int) -> None:
    with engine.begin() as connection:
        for number in range(first, last):
            digest = sha256(str(number).encode()).hexdigest()
            connection.execute(insert(Topic).values(id=f"topic-{number}", name="A topic", digest=digest))


def test_an_archive_is_compressed_against_one_that_it_resembles(engine: Engine) -> None:
    fill(engine, 0, 200)
    texts = {}
    with engine.begin() as connection:
        archive.write(connection, 1)
        texts[1] = b"".join(archive.text_of(connection))
    fill(engine, 200, 202)
    with engine.begin() as connection:
        archive.write(connection, 2)
        texts[2] = b"".join(archive.text_of(connection))
        sizes = {row.revision: len(row.content) for row in connection.execute(select(SeedArchive.__table__))}
        assert {revision: archive.read(connection, revision) for revision in texts} == texts
        assert sizes[2] < 500 < sizes[1] / 10
        connection.execute(update(SeedArchive).where(SeedArchive.revision == 2).values(digest="0" * 64))
        with pytest.raises(archive.ArchiveDamagedError):
            archive.read(connection, 2)
        with pytest.raises(archive.ArchiveAbsentError):
            archive.read(connection, 3)


def test_an_archive_with_an_older_schema_is_migrated(tmp_path: Path) -> None:
    columns = ["revision", "published_at", "fingerprint", "changed"]
    lines = [
        {"schema": "0026_overdue_commitments"},
        {"table": "publications", "columns": columns},
        [20260203080000, "2026-02-03 08:00:00.000000", "f", 1],
    ]
    path = tmp_path / "past.db"
    make_file(b"\n".join(json.dumps(line).encode() for line in lines), path, Settings())
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT version_num FROM alembic_version").fetchall() == [(migrate.head(),)]
        assert file.execute("SELECT revision, message FROM publications").fetchall() == [(20260203080000, None)]


def test_files_that_were_used_last_and_pinned_ones_stay(tmp_path: Path) -> None:
    names = [f"{revision}-digest-0027.db" for revision in range(1, 6)]
    for age, name in enumerate([*names, "6-digest-0026.db", "7-digest-0027.part"]):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (age, age))
    past_files._remove(tmp_path, 3, tmp_path / "8-digest-0027.db", pinned={1})
    assert {path.name for path in tmp_path.iterdir()} == {names[0], names[3], names[4]}


@on_sqlite
def test_the_folder_of_another_user_is_refused(
    migrated: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past_files, "gettempdir", lambda: str(tmp_path))
    folder = past_files.folder_of(migrated)
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(past_files.FolderError, match="another user"):
        past_files.make(migrated, 1)
