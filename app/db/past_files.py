"""The files of past revisions: where they are, how one is made from its archive, and which are removed."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir

from sqlalchemy import Connection, Engine, select

from app.db import archive, migrate
from app.db.engine import make_engine
from app.db.past_file import make_file
from app.db.sqlite_file import remove_database
from app.db.tables.publication import RevisionArchive
from app.settings import Settings


class FolderError(Exception):
    """The folder of past revisions cannot be used. The message says why."""


def folder_of(settings: Settings) -> Path:
    """The folder of the files of past revisions. Without one in the settings, each database has its own, which only
    the user of this process can enter."""
    if settings.past is not None:
        return settings.past
    database = sha256(settings.database_url.get_secret_value().encode()).hexdigest()[:16]
    return Path(gettempdir()) / f"communique-past-{os.getuid()}-{database}"


def is_trusted(settings: Settings) -> bool:
    """Whether the folder may be trusted. Among the temporary files, another user may have made one of that name."""
    folder = folder_of(settings)
    return settings.past is not None or (folder.lstat().st_uid == os.getuid() and not folder.is_symlink())


def file_of(settings: Settings, revision: int, digest: str) -> Path:
    """The file of a revision, whose archive has the digest. A version with another schema has other files."""
    return folder_of(settings) / f"{revision}-{digest[:12]}-{migrate.head()[:4]}.db"


def make(settings: Settings, revision: int) -> Path:
    """Make the file of a revision, unless it is there already, and remove those that were used least recently.

    One process makes one file at a time. Raises ``ArchiveAbsentError``, ``ArchiveDamagedError``, :class:`FolderError`,
    and the errors of the database and of the disk.
    """
    folder = folder_of(settings)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not is_trusted(settings):
            raise FolderError(f"{folder} belongs to another user: name a folder in COMMUNIQUE_PAST")
        with _folder_lock(folder / "lock"), _connection(settings, revision) as connection:
            digest = connection.scalar(select(RevisionArchive.digest).where(RevisionArchive.revision == revision))
            if digest is None:
                raise archive.ArchiveAbsentError(revision)
            path = file_of(settings, revision, digest)
            pinned_revisions = set(connection.scalars(select(RevisionArchive.revision).where(RevisionArchive.pinned)))
            _remove(folder, settings.past_files, path, pinned_revisions)
            if not path.exists():
                _make(connection, revision, path, settings)
            return path
    except OSError as error:
        raise FolderError(f"{folder}: {error.strerror}") from error


@contextmanager
def _folder_lock(lock: Path) -> Iterator[None]:
    """Wait for other processes that make a file."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def _connection(settings: Settings, revision: int) -> Iterator[Connection]:
    """A connection to a server that has the archive: a standby, or else the primary."""
    engines: list[Engine] = []
    try:
        for primary in (False, True) if settings.read_url else (False,):
            engine = make_engine(settings, for_requests=True, primary=primary)
            engines.append(engine)
            with engine.connect() as connection:
                statement = select(RevisionArchive.revision).where(RevisionArchive.revision == revision)
                if connection.scalar(statement) is not None or engine is not engines[0] or not settings.read_url:
                    yield connection
                    return
    finally:
        for engine in engines:
            engine.dispose()


def _make(connection: Connection, revision: int, path: Path, settings: Settings) -> None:
    """Write the file under another name, so that it has its own only when it is complete."""
    part = path.with_suffix(".part")
    try:
        make_file(archive.read_archive(connection, revision), part, settings)
        part.rename(path)
    finally:
        remove_database(part)


def _remove(folder: Path, files: int, path: Path, pinned_revisions: set[int]) -> None:
    """Make room for a file: remove parts that were left over, files of other versions, and those used least recently.

    A process that has a file open reads on in it.
    """
    for part in folder.glob("*.part*"):
        part.unlink(missing_ok=True)
    schema = path.stem.rpartition("-")[2]
    other_files = [file for file in folder.glob("*.db") if file != path]
    for file in other_files:
        if not file.stem.endswith(schema):
            file.unlink(missing_ok=True)
    free = [file for file in other_files if file.exists() and int(file.stem.partition("-")[0]) not in pinned_revisions]
    free.sort(key=lambda file: file.stat().st_mtime, reverse=True)
    for file in free[files - 1 :]:
        file.unlink(missing_ok=True)


def is_whole(path: Path) -> bool:
    """Whether a file is there with as many bytes as its header says. A crash of the machine may have cut it."""
    try:
        with path.open("rb") as file:
            header = file.read(32)
        page_bytes, pages = int.from_bytes(header[16:18]), int.from_bytes(header[28:32])
        return 0 < page_bytes * pages == path.stat().st_size
    except FileNotFoundError:  # it has made room for another
        return False


def touch(path: Path) -> None:
    """Note that a file is used."""
    with suppress(OSError):
        os.utime(path)
