"""The ``communique`` command.

Each command imports what it needs, so that ``--help`` does not wait for a web framework, and a worker answers its
supervisor as soon as this module is imported.
"""

import gc
import json
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import fill
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer
from rich.console import Console

from app import DATA
from app.ingest.plausibility import RULES

if TYPE_CHECKING:
    from fastapi import FastAPI
    from sqlalchemy import Engine

    from app.ingest.places import SourceText
    from app.ingest.publish import Progress as Report
    from app.ingest.seed_reader import Seed
    from app.ingest.verify import CitationFault
    from app.settings import Settings

SEED_FOLDER = DATA / "seed"
STARTUP_SECONDS = 60
"""Seconds that a worker has to answer its supervisor before it is killed. Small or busy machines need many."""
SERVER: dict[str, Any] = {
    "http": "app.api.protocol:HttpProtocol",
    "ws": "none",
    "server_header": False,
    "log_config": None,
    "access_log": False,
}
"""Options of uvicorn, shared with the tests."""
SHUTDOWN_SECONDS = 20
"""Seconds that open requests have to finish at shutdown. It is less than the grace period of a container."""
EXIT_CODES = """Exit codes: 0 done, also with warnings; 1 the seed or the data has faults; 2 wrong usage or settings;
3 the database, the server or the output failed. On standard error a sentence says what is wrong."""
WARNING_RULES = "\n".join(["\b", *(fill(rule.when, 76, initial_indent="- ", subsequent_indent="  ") for rule in RULES)])
MAX_FAULTS_PRINTED = 1000
"""Faults or warnings that a command prints."""
ENV_BYTES = 2**20
MAX_MATCHES = 50
"""Occurrences of words that ``cite`` prints."""

cli = typer.Typer(
    help="Diplomatic events, each with its source: load, publish and serve them.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
out = Console()
err = Console(stderr=True)
if not err.is_terminal:
    err = Console(stderr=True, width=200)  # a wide table in a log has fewer broken cells

Directory = Annotated[
    Path,
    typer.Argument(help="Folder of the seed's YAML files.", exists=True, file_okay=False, show_default="seed/"),
]


Documents = Annotated[
    Path | None,
    typer.Option(help="Folder of the source texts; COMMUNIQUE_DOCUMENTS if not given.", exists=True, file_okay=False),
]


def _fail(code: int, sentence: str) -> NoReturn:
    """Print a sentence to standard error and exit with the code."""
    err.print(sentence, style="red", soft_wrap=True, markup=False, highlight=False)
    raise typer.Exit(code)


def settings() -> "Settings":
    """The settings from the environment. An invalid one ends the program with a sentence about it."""
    from pydantic import ValidationError

    from app.api import logs
    from app.ingest import files
    from app.settings import Settings

    path = Path(".env")
    try:
        if path.exists() and not path.is_dir():
            files.decode(files.read_file(path, ENV_BYTES))
        values = Settings()
    except ValidationError as error:
        for fault in error.errors():
            name = "COMMUNIQUE_" + "_".join(str(part) for part in fault["loc"]).upper()
            err.print(f"{name}: {fault['msg']}", style="red", soft_wrap=True, markup=False)
        raise typer.Exit(2) from None
    except files.FileError as error:
        _fail(2, f".env: {error}")
    logs.configure(values)
    return values


@contextmanager
def database(*, migrated: bool = True) -> Iterator["Engine"]:
    """An engine for writing. A database that cannot be used ends the program with a sentence.

    With ``migrated`` the database must have the schema of this version. It must never have a newer one, because a newer
    version could not trust what this one writes.
    """
    from app.db import migrate
    from app.db.engine import make_engine, settle

    configured, engine = settings(), None
    try:
        engine = make_engine(configured)
        with engine.connect() as connection:
            schema = migrate.revision(connection)
        if migrate.is_newer(schema):
            _fail(3, f"the database is of a newer version, with schema {schema}: use that version")
        reason = migrate.why_outdated(schema)
        if reason and (migrated or reason == migrate.BEFORE_RELEASE):
            _fail(3, reason)
        yield engine
        settle(engine)
    except typer.Exit:
        raise
    except Exception as error:
        from app.db.diagnosis import why

        reason = why(error)
        if reason is None:
            raise
        _fail(3, f"the database failed: {reason}")
    finally:
        if engine is not None:
            engine.dispose()


@contextmanager
def progress_bars() -> Iterator["Report"]:
    """A progress callback that draws bars on a terminal, and does nothing if the output is not a terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        tasks: dict[str, TaskID] = {}

        def report(task: str, done: int, total: int) -> None:
            if task not in tasks:
                tasks[task] = progress.add_task(task, total=total)
            progress.update(tasks[task], completed=done, total=total)

        yield report


@contextmanager
def rare_garbage_collection() -> Iterator[None]:
    """Run the garbage collector less often: most objects that a load makes live until they are written."""
    thresholds = gc.get_threshold()
    gc.set_threshold(100_000, 20, 100)
    yield
    gc.set_threshold(*thresholds)


def read_seed(directory: Path) -> "Seed":
    """The seed of a folder. Faults are printed and end the program with exit code 1."""
    from app.ingest.findings import SeedError
    from app.ingest.seed_reader import Seed

    try:
        return Seed(directory)
    except SeedError as error:
        count = f"more than {len(error.faults)}" if error.incomplete else len(error.faults)
        err.print(f"{count} faults in {directory}", style="red", markup=False, soft_wrap=True)
        err.print(str(error), markup=False, soft_wrap=True)
        raise typer.Exit(1) from None


def print_warnings(seed: "Seed") -> int:
    """Print the plausibility warnings of a seed. Returns their number."""
    warnings = seed.warnings()
    for warning in warnings[:MAX_FAULTS_PRINTED]:
        err.print(f"warning: {warning}", markup=False, highlight=False, soft_wrap=True)
    if len(warnings) > MAX_FAULTS_PRINTED:
        err.print(f"and {len(warnings) - MAX_FAULTS_PRINTED} more warnings")
    return len(warnings)


def application() -> "FastAPI":
    """The application that each worker serves."""
    gc.disable()  # objects made at start-up live on: collecting would take a fifth of the start-up time
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
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C, so that the folder is removed
        out.print(f"the demonstration's database is {file}", markup=False, highlight=False, soft_wrap=True)
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
    with demonstration() if demo else nullcontext():
        if workers == 1:
            gc.disable()  # until the application is made, in this process: see application
        import uvicorn

        proxies = settings().trusted_proxies.replace(" ", ",")
        try:
            uvicorn.run(
                "app.cli:application",
                factory=True,
                forwarded_allow_ips=proxies,
                host=host,
                port=port,
                workers=workers,
                timeout_worker_healthcheck=STARTUP_SECONDS,
                timeout_graceful_shutdown=SHUTDOWN_SECONDS,
                **SERVER,
            )
        except SystemExit:  # uvicorn has logged the reason
            raise typer.Exit(3) from None


@cli.command(name="migrate")
def migrate_command() -> None:
    """Upgrade the database to the newest schema, and render the records again if their form changed."""
    from app.db import migrate
    from app.db.engine import make_sessions
    from app.db.revision import current
    from app.ingest.publish import publish
    from app.main import RESOURCES
    from app.resource import fingerprint

    with database(migrated=False) as engine:
        migrate.upgrade(engine)
        with engine.connect() as connection:
            lacking = migrate.absent_objects(connection)
        if lacking:
            _fail(3, f"the database lacks what its migrations make, {', '.join(lacking)}: restore it from a backup")
        with make_sessions(engine).begin() as session:
            now = current(session)
            if now and now.fingerprint != fingerprint(RESOURCES):
                with progress_bars() as report:
                    out.print(f"published {publish(session, RESOURCES, report)} records in their new form")
    out.print("the database has the newest schema")


@cli.command(name="load")
def load_command(directory: Directory = SEED_FOLDER) -> None:
    """Validate the seed, then load and publish it in one transaction. Records missing from the seed are withdrawn."""
    from app.db.engine import filling, make_sessions
    from app.db.revision import current
    from app.ingest import loader
    from app.ingest.publish import publish
    from app.ingest.verify import check_spans
    from app.main import RESOURCES

    seed = read_seed(directory)
    print_warnings(seed)
    folder = settings().documents
    texts = _texts(folder) if folder else None
    if texts is not None:
        _refuse_faults(check_spans(seed, texts))
    with (
        database() as engine,
        progress_bars() as report,
        rare_garbage_collection(),
        filling(engine),
        make_sessions(engine).begin() as session,
    ):
        written, withdrawn = loader.load(session, seed, report, texts)
        changed = publish(session, RESOURCES, report, written=written, withdrawn=withdrawn)
        now = current(session)
    out.print(
        f"{len(seed)} entries: {written} written, {withdrawn} withdrawn; "
        f"{changed} records changed, revision {now.revision if now else 0}",
        soft_wrap=True,
    )


@cli.command(name="backup")
def backup_command(
    file: Annotated[Path, typer.Argument(help="File to make; there must be none of that name.")],
) -> None:
    """Copy the SQLite database to a file. The service and a load may run meanwhile; the copy is consistent."""
    import sqlite3

    from app.db.backup import backup
    from app.db.engine import database_url

    url = database_url(settings())
    if url.get_backend_name() != "sqlite":
        _fail(2, f"the database is on PostgreSQL: run pg_dump --format=custom --file={file}")
    try:
        revision = backup(Path(url.database or ""), file)
    except FileExistsError:
        _fail(2, f"there is a {file} already: name another file")
    except (OSError, sqlite3.Error) as error:
        _fail(3, f"the copy failed: {error}")
    out.print(f"{file} has the data of revision {revision}", soft_wrap=True, markup=False, highlight=False)


@cli.command(name="publish")
def publish_command() -> None:
    """Render every record again and store those that differ."""
    from app.db.engine import make_sessions
    from app.ingest import publish
    from app.main import RESOURCES

    with (
        database() as engine,
        progress_bars() as report,
        rare_garbage_collection(),
        make_sessions(engine).begin() as session,
    ):
        changed = publish.publish(session, RESOURCES, report, everything=True)
    out.print(f"{changed} records changed")


@cli.command(
    name="check-seed",
    help="Validate the seed and write nothing.\n\n"
    f"A fault ends it with exit code 1. It warns of implausible values, and continues:\n\n{WARNING_RULES}",
)
def check_seed_command(directory: Directory = SEED_FOLDER) -> None:
    seed = read_seed(directory)
    warnings = print_warnings(seed)
    out.print(f"{len(seed)} entries, no fault" + (f", {warnings} warnings" if warnings else ""))


def _refuse_faults(faults: Iterable["CitationFault"]) -> None:
    """Print the faults as a table and exit with code 1, if there are any."""
    first_faults = list(islice(faults, MAX_FAULTS_PRINTED + 1))
    if not first_faults:
        return
    from rich.table import Table

    count = f"more than {MAX_FAULTS_PRINTED}" if len(first_faults) > MAX_FAULTS_PRINTED else len(first_faults)
    table = Table("record", "field", "document", "paragraph", "fault", title=f"{count} faults")
    for fault in first_faults[:MAX_FAULTS_PRINTED]:
        table.add_row(fault.record, fault.field, fault.document, str(fault.paragraph or ""), fault.message)
    err.print(table, markup=False)
    raise typer.Exit(1)


def _texts(documents: Path | None) -> dict[str, "SourceText"]:
    from app.ingest import places

    folder = documents or settings().documents
    if folder is None:
        _fail(2, "name the folder of the source texts: --documents DIR, or COMMUNIQUE_DOCUMENTS")
    try:
        return places.read_texts(folder)
    except OSError as error:
        _fail(2, f"the folder of the source texts cannot be read: {error}")


@cli.command(name="verify")
def verify_command(directory: Directory = SEED_FOLDER, documents: Documents = None) -> None:
    """Check every citation of the seed against the source texts: span, hash, words, numbers and dates."""
    from app.ingest.verify import check_spans, check_values

    seed, texts = read_seed(directory), _texts(documents)
    _refuse_faults(chain(check_spans(seed, texts), check_values(seed, texts)))
    citations = sum(len(record.evidence) for record in seed)
    out.print(f"{citations} places in {len(seed.records['document'])} documents, no fault")


@cli.command(name="coverage")
def coverage_command(directory: Directory = SEED_FOLDER, documents: Documents = None) -> None:
    """List the paragraphs of each document that no record cites and that are not set aside."""
    from app.domain.free_text import clean
    from app.ingest.verify import check_spans, uncited_paragraphs

    seed, texts = read_seed(directory), _texts(documents)
    _refuse_faults(fault for fault in check_spans(seed, texts) if fault.paragraph is None)
    uncited = list(uncited_paragraphs(seed))
    for document, paragraph in uncited:
        text = texts.get(document.sha256)
        start, end = text.paragraphs[paragraph - 1] if text and paragraph <= len(text.paragraphs) else (0, 0)
        beginning = clean(text.content[start : min(end, start + 70)]) if text else ""
        out.print(f"{document.id} {paragraph}: {beginning}", markup=False, highlight=False)
    if uncited:
        raise typer.Exit(1)
    out.print(f"every paragraph of {len(seed.records['document'])} documents is cited or set aside")


@cli.command(name="lock")
def lock_command(directory: Directory = SEED_FOLDER, documents: Documents = None) -> None:
    """Find every quote in its text, and write where it stands to the locks, documents/ID.lock."""
    from app.ingest.findings import Finding
    from app.ingest.locking import lock_documents
    from app.ingest.seed_reader import read_files

    faults: list[Finding] = []
    result = lock_documents(read_files(directory, faults.append), _texts(documents), faults.append)
    for fault in faults[:MAX_FAULTS_PRINTED]:
        err.print(str(fault), markup=False, highlight=False, soft_wrap=True)
    for document in result.absent:
        err.print(f"{document}: its text is not here, so its lock stays as it is", markup=False, highlight=False)
    count = len(result.written) + len(result.unchanged)
    out.print(f"{count} locks, {len(result.written)} of them written", highlight=False)
    if faults:
        raise typer.Exit(1)


@cli.command(name="cite")
def cite_command(
    document: Annotated[str, typer.Argument(help="Id of the document.")],
    words: Annotated[str, typer.Argument(help="A few words, as they stand in it.")],
    directory: Annotated[
        Path, typer.Option(help="Folder of the seed's YAML files.", exists=True, file_okay=False)
    ] = SEED_FOLDER,
    documents: Documents = None,
) -> None:
    """Print the evidence entry for each place that has the words, ready to paste into the seed."""
    from app.domain import free_text
    from app.domain.text import nearest
    from app.ingest.quotes import places
    from app.ingest.seed_fields import MAX_EXCERPT
    from app.ingest.seed_files import hashes_of
    from app.ingest.seed_reader import read_files

    hashes = hashes_of(read_files(directory, lambda _: None))
    text = _texts(documents).get(hashes.get(document, ""))
    if text is None:
        absent = "its text is missing or has changed"
        _fail(1, f"no text of {document}: {absent if document in hashes else ', '.join(nearest(document, hashes))}")
    if len(words) > MAX_EXCERPT or (fault := free_text.fault(words)):
        reason = f"it has more than {MAX_EXCERPT} characters" if len(words) > MAX_EXCERPT else fault
        _fail(1, f"these words cannot be a quote: {reason}; of a longer span, quote the beginning and add `until`")
    entries = list(islice(places(text, words), MAX_MATCHES + 1))
    if not entries:
        _fail(1, f"{document} does not have these words in one paragraph")
    quote = json.dumps(words, ensure_ascii=False)
    for paragraph, occurrence in entries[:MAX_MATCHES]:
        number = f", occurrence: {occurrence}" if occurrence else ""
        out.print(f"- {{paragraph: {paragraph}, quote: {quote}{number}, fields: []}}", markup=False, soft_wrap=True)
    if len(entries) > MAX_MATCHES:
        err.print(f"these words stand in more than {MAX_MATCHES} places: give more words")


@cli.command(name="settings")
def settings_command() -> None:
    """Print every setting, secrets masked."""
    values = settings()
    for name, value in values.printable().items():
        out.print(f"COMMUNIQUE_{name.upper()}={value}", markup=False, highlight=False, soft_wrap=True)
        out.print(f"    {type(values).model_fields[name].description}", markup=False, highlight=False, soft_wrap=True)


def _version(requested: bool) -> None:
    if requested:
        from app import __version__

        out.print(__version__)
        raise typer.Exit


@cli.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line."""
    try:
        sys.exit(cli())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes it again at exit
        err.print(f"the output failed: {error}", style="red", markup=False)
        sys.exit(3)
