"""Archives store whole states in few bytes. The folder of their files has a size limit, and its files are made anew
after an upgrade."""

import json
import os
import sqlite3
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import Engine, Executable, delete, insert, select, update

from app.api.past import PastAbsentError, PastStates
from app.db import archive, migrate, past_files
from app.db.past_file import make_file
from app.db.tables import Topic
from app.db.tables.publication import RevisionArchive
from app.settings import Settings
from tests.conftest import on_sqlite


def fill(engine: Engine, first: int, last: int) -> None:
    with engine.begin() as connection:
        for number in range(first, last):
            digest = sha256(str(number).encode()).hexdigest()
            connection.execute(insert(Topic).values(id=f"topic-{number}", name="A topic", digest=digest))


@pytest.mark.thorough
def test_an_archive_has_what_differs_from_one_that_it_resembles(engine: Engine) -> None:
    fill(engine, 0, 200)
    edits: list[Executable] = [
        insert(Topic).values(id="topic-0a", name="A topic", digest="a"),
        delete(Topic).where(Topic.id.in_(["topic-0", "topic-15", "topic-16", "topic-99"])),
        update(Topic).where(Topic.id.in_(["topic-15a", "topic-17", "topic-98"])).values(name="Another"),
        insert(Topic).values(id="topic-zz", name="The last", digest="z"),
    ]
    texts = {}
    with engine.begin() as connection:
        for revision, edit in enumerate([select(Topic.id), *edits], 1):
            connection.execute(edit)
            archive.write_archive(connection, revision)
            texts[revision] = list(archive.data_lines(connection))
        sizes = [len(content) for content in connection.scalars(select(RevisionArchive.content).order_by("revision"))]
        assert {revision: list(archive.read_archive(connection, revision)) for revision in texts} == texts
        assert max(sizes[1:]) < 500 < sizes[0] / 10
        connection.execute(delete(Topic).where(Topic.id > "topic-1"))
        archive.write_archive(connection, 9)
        whole = connection.scalars(select(RevisionArchive.content).where(RevisionArchive.revision == 9)).one()
        assert list(archive.read_archive(connection, 9)) == list(archive.data_lines(connection))
        connection.execute(update(RevisionArchive).where(RevisionArchive.revision == 2).values(digest="0" * 64))
        short_content = {"content": whole[:-9]}
        connection.execute(update(RevisionArchive).where(RevisionArchive.revision == 3).values(**short_content))
        for revision in (2, 3):
            with pytest.raises(archive.ArchiveDamagedError):
                list(archive.read_archive(connection, revision))
        with pytest.raises(archive.ArchiveAbsentError):
            list(archive.read_archive(connection, 8))


@pytest.mark.thorough
def test_what_stays_after_pruning_can_be_read(engine: Engine) -> None:
    """Archives 1 and 4 are complete. 2 and 3 store their difference from 1, and 5 and 6 that from 4."""
    fill(engine, 0, 200)
    texts, revisions = {}, [1, 2, 3, 4, 5, 6]
    with engine.begin() as connection:
        for revision in revisions:
            if revision == 4:
                connection.execute(delete(Topic))
                digests = [sha256(f"other {number}".encode()).hexdigest() for number in range(200)]
                connection.execute(
                    insert(Topic), [{"id": digest, "name": "A topic", "digest": digest} for digest in digests]
                )
            connection.execute(insert(Topic).values(id=f"more-{revision}", name="More" * 30, digest="m"))
            archive.write_archive(connection, revision)
            texts[revision] = list(archive.data_lines(connection))
        archive.set_pinned(connection, 2, is_pinned=True)
        expected = {3: [], 4: [3], 6: [3, 5], 9: [3, 5]}
        for before, revisions_to_drop in expected.items():
            states = archive.prunable(connection, before)
            assert states.revisions == revisions_to_drop, before
        assert (states.pinned_count, states.base_count, states.size > 0) == (1, 2, True)
        archive.prune(connection, states.revisions)
        assert {revision: list(archive.read_archive(connection, revision)) for revision in (1, 2, 4, 6)} == {
            revision: texts[revision] for revision in (1, 2, 4, 6)
        }
        for revision in (3, 5):
            with pytest.raises(archive.ArchiveAbsentError):
                list(archive.read_archive(connection, revision))
        archive.set_pinned(connection, 2, is_pinned=False)
        assert archive.prunable(connection, 9).revisions == [1, 2]
        archive.write_archive(connection, 7)
        archive.prune(connection, [1, 2])
        assert list(archive.read_archive(connection, 7)) == list(archive.data_lines(connection))


@pytest.mark.thorough
def test_an_archive_with_an_older_schema_is_migrated(tmp_path: Path) -> None:
    columns = ["revision", "published_at", "fingerprint", "changed"]
    lines = [
        {"schema": "0026_overdue_commitments"},
        {"table": "publications", "columns": columns},
        [20260203080000, "2026-02-03 08:00:00.000000", "f", 1],
    ]
    path = tmp_path / "past.db"
    make_file((json.dumps(line).encode() for line in lines), path, Settings())
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT version_num FROM alembic_version").fetchall() == [(migrate.head(),)]
        assert file.execute("SELECT revision, message FROM publications").fetchall() == [(20260203080000, None)]


def test_files_that_were_used_last_and_pinned_ones_stay(tmp_path: Path) -> None:
    names = [f"{revision}-digest-0027.db" for revision in range(1, 6)]
    for age, name in enumerate([*names, "6-digest-0026.db", "7-digest-0027.part"]):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (age, age))
    past_files._remove(tmp_path, 3, tmp_path / "8-digest-0027.db", pinned_revisions={1})
    assert {path.name for path in tmp_path.iterdir()} == {names[0], names[3], names[4]}


@on_sqlite
def test_the_folder_of_another_user_is_refused(
    empty_database: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past_files, "gettempdir", lambda: str(tmp_path))
    folder = past_files.folder_of(empty_database)
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(past_files.FolderError, match="another user"):
        past_files.make(empty_database, 1)
    past_files.file_of(empty_database, 1, "0" * 64).touch()
    with pytest.raises(PastAbsentError):
        PastStates(empty_database).snapshot(1, "0" * 64)
