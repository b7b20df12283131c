"""The commands dump and restore: the data set in a folder, and a database from it."""

import signal
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.operating import application, migrate_command
from app.cli.program import (
    cli,
    database,
    explained_failures,
    explained_problems,
    fail,
    out,
    progress_bars,
    require_folder_of,
    settings,
)
from app.domain.moments import LAST_REVISION

if TYPE_CHECKING:
    from starlette.datastructures import State

    from app.db.snapshot import Snapshot
    from app.ingest.publish import ReportProgress
    from app.web.dumps.dump import DumpFile


def _with_progress(files: "Iterable[DumpFile]", count: int, report: "ReportProgress") -> "Iterator[DumpFile]":
    """The files, with progress."""
    for number, file in enumerate(files, 1):
        report("files", number, count)
        yield file


@contextmanager
def _explained_dump_failures() -> Iterator[None]:
    """End the program with a sentence for a folder, a revision or a disk with which no dump can be made."""
    from app.db.past_files import FolderError

    try:
        with explained_problems():
            yield
    except FileExistsError as error:
        fail(2, f"there is {error} already: name a folder with nothing in it but an earlier dump")
    except (OSError, FolderError) as error:
        fail(3, f"the dump failed: {error}")


def _past_snapshot(state: "State", snapshot: "Snapshot", revision: int) -> "Snapshot":
    """A snapshot of a past revision, whose file is made if need be."""
    from sqlalchemy import select

    from app.db.archive import ArchiveAbsentError
    from app.db.past_files import make
    from app.db.tables import RevisionArchive

    digest = snapshot.scalar(select(RevisionArchive.digest).where(RevisionArchive.revision == revision))
    if digest is None:
        raise ArchiveAbsentError(revision)
    make(settings(), revision)
    past: Snapshot = state.past.snapshot(revision, digest)
    return past


@cli.command(name="dump")
def dump_command(
    directory: Annotated[Path, typer.Argument(help="Folder to make, or one with an earlier dump to replace.")],
    since: Annotated[
        int | None,
        typer.Option(help="Revision of an earlier dump: write only what changed since.", min=1, max=LAST_REVISION),
    ] = None,
    as_of: Annotated[
        int | None, typer.Option(help="A past revision, in place of the newest.", min=1, max=LAST_REVISION)
    ] = None,
) -> None:
    """Write all lists of one revision to a folder: CSV, NDJSON, Parquet, one SQLite file, rows to restore, checksums.

    The folder has all files or, after any failure, what it had before. A load may run meanwhile.
    """
    from app.api.health import readiness
    from app.api.snapshots import open_snapshot
    from app.query.revisions import require_revision
    from app.web.dumps.delta import Delta
    from app.web.dumps.folder import require_replaceable, write_folder

    if since and as_of and since > as_of:
        fail(2, f"--since: revision {since} is later than {as_of}")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C, so that the work is removed
    folder = directory.resolve()
    require_folder_of(folder)
    with explained_failures(), _explained_dump_failures(), ExitStack() as open_files:
        require_replaceable(folder)
        state = application().state
        open_files.callback(state.past.close)
        readiness(state)
        snapshot = open_files.enter_context(open_snapshot(state))
        report = open_files.enter_context(progress_bars())
        require_revision(snapshot, as_of or 0, "as-of")
        require_revision(snapshot, since or 0, "since")
        newest = snapshot.revision.revision
        revision = as_of or newest
        if since is None:
            files = write_folder(folder, _dump_files(state, snapshot, revision, report, open_files))
        else:
            delta = Delta(snapshot, state.resources, since, revision, state.root)
            files = write_folder(folder, _with_progress(delta.files(), delta.count, report))
    for file in files:
        out.say(f"{file.size:>13,}  {file.name}")
    size = sum(file.size for file in files)
    data = f"the data of revision {revision}" if since is None else f"what changed from revision {since} to {revision}"
    out.say(f"{directory} has {len(files)} files with {size:,} bytes: {data}")


def _dump_files(
    state: "State", snapshot: "Snapshot", revision: int, report: "ReportProgress", open_files: ExitStack
) -> "Iterator[DumpFile]":
    """The files of a whole dump. Without an archive of the revision there are no rows to restore."""
    from sqlalchemy import exists, select

    from app.db.tables import RevisionArchive
    from app.web.dumps.delta import rows_file
    from app.web.dumps.dump import Dump

    dump_snapshot = snapshot if revision == snapshot.revision.revision else _past_snapshot(state, snapshot, revision)
    dump = Dump(dump_snapshot, state.resources, state.public_url, state.root)
    open_files.callback(dump.close)
    has_archive = snapshot.scalar(select(exists().where(RevisionArchive.revision == revision)))
    rows = [rows_file(state.engine, revision)] if has_archive else []
    yield from _with_progress(dump.files(rows), dump.count + has_archive, report)


@cli.command(name="restore")
def restore_command(
    dump: Annotated[Path, typer.Argument(help="Folder that `communique dump` wrote, or a ZIP of its files.")],
    deltas: Annotated[
        list[Path] | None, typer.Argument(help="Those that `communique dump --since` wrote since then, in order.")
    ] = None,
) -> None:
    """Fill an empty database from a dump and the deltas since: lists, history and changes are those of the service."""
    from app.db import migrate
    from app.db.restore import present_revision, restore
    from app.web.dumps.chain import Chain, ChainError

    try:
        chain = Chain([dump, *(deltas or ())])
        schemas = chain.check()
    except ChainError as error:
        fail(1, f"{error}")
    if newer := next(filter(migrate.is_newer, schemas), None):
        fail(3, f"{dump} is of a newer version, with schema {newer}: use that version")
    with database(is_migrated=False) as engine:
        if present := present_revision(engine):
            fail(2, f"the database has the data of revision {present}: name an empty one in COMMUNIQUE_DATABASE_URL")
        restore(engine, chain.lines())
    migrate_command()
    out.say(f"the database has the data of revision {chain.revision}")
