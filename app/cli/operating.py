"""The commands of operators: serve, migrate, load, backup, publish, snapshot, prune, settings."""

import gc
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.program import (
    SEED_FOLDER,
    Directory,
    cli,
    database,
    explained_failures,
    explained_problems,
    fail,
    out,
    progress_bars,
    rare_garbage_collection,
    require_file,
    require_folder_of,
    settings,
    source_texts,
)
from app.domain.moments import LAST_REVISION

if TYPE_CHECKING:
    from fastapi import FastAPI

STARTUP_SECONDS = 60
"""Seconds that a worker has to answer its supervisor before it is killed. Small or busy machines need many."""
SERVER: dict[str, Any] = {
    "http": "app.api.protocol:HttpProtocol",
    "ws": "none",
    "server_header": False,
    "log_config": None,
    "access_log": False,
    # Clients and proxies reuse a connection for up to 60 seconds. If the server closes it first (uvicorn does so after
    # 5 seconds), a request that is on its way then gets no answer.
    "timeout_keep_alive": 75,
}
"""Options of uvicorn, shared with the tests."""
SHUTDOWN_SECONDS = 20
"""Seconds that open requests have to finish at shutdown. It is less than the grace period of a container."""


SWITCH_INTERVAL = 0.0005
"""Seconds after which a thread that computes lets another one run. Python's own 5 ms are too long beside threads that
compute: an answer changes threads twice, and each time waits for its turn (decision 010)."""


def application() -> "FastAPI":
    """The application that each worker serves."""
    sys.setswitchinterval(SWITCH_INTERVAL)
    gc.disable()  # collecting would take a fifth of the start-up time, and objects made then live on
    from app.main import create_app

    app = create_app(settings())
    gc.freeze()
    gc.enable()
    return app


@contextmanager
def demonstration() -> Iterator[None]:
    """A temporary database with the packaged seed, for this process and its workers."""
    with TemporaryDirectory(prefix="communique-") as folder:
        file = Path(folder) / "demo.db"
        os.environ["COMMUNIQUE_DATABASE_URL"] = f"sqlite:///{file}"
        os.environ["COMMUNIQUE_PAST"] = str(Path(folder) / "past")
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C, so that the folder is removed
        out.say(f"the demonstration's database is {file}")
        migrate_command()
        load_command()
        yield


@cli.command(name="serve")
def serve_command(
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at.", min=0, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that answer.", min=1, max=256)] = 1,
    demo: Annotated[
        bool, typer.Option("--demo", help="Serve the packaged seed from a temporary database, removed at the end.")
    ] = False,
) -> None:
    """Serve the API until interrupted."""
    if not host.strip():
        fail(2, "--host is empty: name an address, such as 127.0.0.1, or 0.0.0.0 for all of this machine")
    with demonstration() if demo else nullcontext():
        if workers == 1:
            gc.disable()  # application() enables it, in this process
        import uvicorn

        options = SERVER | {
            "factory": True,
            "forwarded_allow_ips": settings().trusted_proxies.replace(" ", ","),
            "host": host,
            "port": port,
            "timeout_graceful_shutdown": SHUTDOWN_SECONDS,
        }
        try:
            if workers == 1:
                uvicorn.run("app.cli:application", **options)
                return
            from app.cli.workers import Supervisor

            config = uvicorn.Config(
                "app.cli:application", workers=workers, timeout_worker_healthcheck=STARTUP_SECONDS, **options
            )
            Supervisor(config, [config.bind_socket()]).run()
        except SystemExit:  # uvicorn has logged the reason
            raise typer.Exit(3) from None


@cli.command(name="migrate")
def migrate_command() -> None:
    """Upgrade the database to the newest schema, and render the records again if their form changed."""
    from app.db import migrate
    from app.db.archive import archive_newest
    from app.db.engine import make_sessions
    from app.db.revision import newest_publication
    from app.ingest.publish import publish
    from app.main import RESOURCES
    from app.resource import fingerprint

    with database(is_migrated=False) as engine:
        migrate.upgrade(engine)
        with engine.connect() as connection:
            absent_names = migrate.absent_objects(connection)
        if absent_names:
            fail(3, f"the database lacks what its migrations make, {', '.join(absent_names)}: restore it from a backup")
        with make_sessions(engine).begin() as session:
            publication = newest_publication(session)
            if publication and publication.fingerprint != fingerprint(RESOURCES):
                with progress_bars() as report:
                    out.print(f"published {publish(session, RESOURCES, report)} records in their new form")
            archive_newest(session.connection())
    out.print("the database has the newest schema")


def source_commit(directory: Path) -> str | None:
    """The commit in git that has the files of a folder as they are; None if there is none."""
    git = which("git")
    if git is None:
        return None

    def run(*arguments: str) -> str | None:
        command = [git, "-C", str(directory), *arguments, "--", "."]
        result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our arguments
        return result.stdout.strip() if result.returncode == 0 else None

    return run("log", "-1", "--format=%H") or None if run("status", "--porcelain") == "" else None


@cli.command(name="load")
def load_command(
    directory: Directory = SEED_FOLDER,
    message: Annotated[str | None, typer.Option(help="What this load brings, for the list of revisions.")] = None,
) -> None:
    """Validate the seed, then load and publish it in one transaction. Records missing from the seed are withdrawn."""
    from app.cli.curating import print_findings, valid_seed
    from app.db.archive import archive_newest
    from app.db.engine import make_sessions, without_log
    from app.db.revision import newest_publication
    from app.domain import free_text
    from app.ingest import loader
    from app.ingest.findings import SeedError
    from app.ingest.publish import Origin, publish
    from app.ingest.seed_json import seed_digest
    from app.main import RESOURCES

    if message is not None and (fault := free_text.fault(message)):
        fail(2, f"--message: {fault}")
    if message is not None and len(message) > free_text.MAX_TEXT_LENGTH:
        fail(2, f"--message: it has more than {free_text.MAX_TEXT_LENGTH} characters")
    texts = source_texts(None)
    seed = valid_seed(directory, texts)
    origin = Origin(seed_digest(seed.records), source_commit(directory), message)
    with (
        database() as engine,
        progress_bars() as report,
        rare_garbage_collection(),
        without_log(engine),
        make_sessions(engine).begin() as session,
    ):
        try:
            written_count, withdrawn_count = loader.load(session, seed, report, texts, seed.reasons)
        except SeedError as error:
            print_findings(error.faults)
            raise typer.Exit(1) from None
        changed_count = publish(
            session,
            RESOURCES,
            report,
            written_count=written_count,
            withdrawn_count=withdrawn_count,
            origin=origin,
        )
        publication = newest_publication(session)
        archive_newest(session.connection())
    out.print(
        f"{len(seed)} entries: {written_count} written, {withdrawn_count} withdrawn; "
        f"{changed_count} records changed, revision {publication.revision if publication else 0}",
        soft_wrap=True,
    )


@cli.command(name="backup")
def backup_command(
    file: Annotated[Path, typer.Argument(help="File to make; there must be none of that name.")],
) -> None:
    """Copy the SQLite database to a file. The service and a load may run meanwhile; the copy is consistent."""
    import sqlite3

    from app.db.backup import backup
    from app.db.diagnosis import explain
    from app.db.engine import database_url

    url = database_url(settings())
    if url.get_backend_name() != "sqlite":
        fail(2, f"the database is on PostgreSQL: run pg_dump --format=custom --file={file}")
    database_file = Path(url.database or "")
    require_file(database_file)
    require_folder_of(file)
    try:
        revision = backup(database_file, file)
    except FileExistsError:
        fail(2, f"there is a {file} already: name another file")
    except (OSError, sqlite3.Error) as error:
        fail(3, f"the copy failed: {explain(error)}")
    out.say(f"{file} has the data of revision {revision}" if revision else f"{file} has no data, as none is loaded")


@cli.command(name="publish")
def publish_command() -> None:
    """Render every record again and store those that differ."""
    from app.db.archive import archive_newest
    from app.db.engine import make_sessions
    from app.ingest import publish
    from app.main import RESOURCES

    with (
        database() as engine,
        progress_bars() as report,
        rare_garbage_collection(),
        make_sessions(engine).begin() as session,
    ):
        changed_count = publish.publish(session, RESOURCES, report, all_records=True)
        archive_newest(session.connection())
    out.print(f"{changed_count} records changed")


@cli.command(name="snapshot")
def snapshot_command(
    revision: Annotated[
        int, typer.Argument(help="Revision, as the header X-Data-Revision names it.", min=1, max=LAST_REVISION)
    ],
    pin: Annotated[
        bool | None, typer.Option("--pin/--no-pin", help="Whether the file stays, however many others are made.")
    ] = None,
) -> None:
    """Make the file of a past revision, which requests with as_of read. The service itself makes it on first use."""
    from app.db.archive import set_pinned
    from app.db.past_files import FolderError, make

    os.nice(5)  # requests go first
    values = settings()
    with explained_failures():  # without --pin the primary may be away
        try:
            path = make(values, revision)
        except FolderError as error:
            fail(3, f"the file cannot be made: {error}")
    if pin is not None:
        with database() as engine, engine.begin() as connection:
            set_pinned(connection, revision, is_pinned=pin)
    out.say(f"{path} has the data of revision {revision}")


@cli.command(name="prune")
def prune_command(
    before: Annotated[
        int | None, typer.Option(help="Drop archives of revisions before this one.", min=1, max=LAST_REVISION)
    ] = None,
    older_than: Annotated[
        int | None, typer.Option(help="Drop archives of revisions older than this many days.", min=1, max=36500)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be dropped.")] = False,
) -> None:
    """Drop archives of old revisions, so that as_of no longer reads them. Pinned ones, records and versions stay."""
    from datetime import UTC, datetime, timedelta

    from app.db import archive
    from app.db.revision import RevisionCache, revision_number
    from app.db.snapshot import Snapshot
    from app.query.revisions import require_revision

    if (before is None) == (older_than is None):
        fail(2, "say which: --before REVISION or --older-than DAYS")
    limit = before or revision_number(datetime.now(UTC) - timedelta(days=older_than or 0))
    with database() as engine:
        with explained_problems(), Snapshot(engine, engine, RevisionCache(1), fresh=True) as snapshot:
            require_revision(snapshot, before or 0, "before")
        with engine.begin() as connection:
            pruning = archive.prunable(connection, limit)
            if not dry_run:
                archive.prune(connection, pruning.revisions)
    exceptions = ((pruning.pinned_count, "pinned"), (pruning.base_count, "that newer archives are made of"))
    reasons = [f"{count} {reason}" for count, reason in exceptions if count]
    verb = "that would be dropped" if dry_run else "dropped"
    out.say(
        f"archives {verb}: {len(pruning.revisions)}, with {pruning.size:,} bytes"
        + (f"; {' and '.join(reasons)} stay" if reasons else "")
    )


@cli.command(name="settings")
def settings_command() -> None:
    """Print every setting, secrets masked."""
    values = settings()
    for name, value in values.printable().items():
        out.say(f"COMMUNIQUE_{name.upper()}={value}")
        out.say(f"    {type(values).model_fields[name].description}")
