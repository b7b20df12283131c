"""The ``communique`` command. Each command imports what it needs: a worker answers its supervisor as soon as this
module is there, and ``--help`` need not wait for a web framework."""

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

    from app.ingest.places import Text
    from app.ingest.publish import Progress as Report
    from app.ingest.seed_reader import Seed
    from app.ingest.verify import Fault
    from app.settings import Settings

SEED = DATA / "seed"
STARTED_WITHIN = 60
"""Seconds that a worker has to answer its supervisor, which else ends it: also on a machine that is busy or small."""
SERVER: dict[str, Any] = {
    "http": "app.api.protocol:HttpProtocol",
    "ws": "none",
    "server_header": False,
    "log_config": None,
    "access_log": False,
}
"""How uvicorn serves the application, here and in tests."""
ENDED_WITHIN = 20
"""Seconds that answers under way have to end when the server is told to: less than a container's grace period."""
EXIT = """Exit codes: 0 done, also with warnings; 1 the seed or the data has faults; 2 wrong usage or settings; 3 the
database, the server or the output failed. On standard error a sentence says what is wrong."""
WARNINGS = "\n".join(["\b", *(fill(rule.when, 76, initial_indent="- ", subsequent_indent="  ") for rule in RULES)])
MOST_FAULTS = 1000
"""Faults of citations that are listed."""
ENV_BYTES = 2**20
MOST_PLACES = 50
"""Places of words that are printed."""

cli = typer.Typer(
    help="Diplomatic events, each with its source: load, publish and serve them.",
    epilog=EXIT,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
out = Console()
err = Console(stderr=True)
if not err.is_terminal:
    err = Console(stderr=True, width=200)  # a table in a log is read by width as by line

Directory = Annotated[
    Path,
    typer.Argument(help="Folder of the seed's YAML files.", exists=True, file_okay=False, show_default="seed/"),
]


Documents = Annotated[
    Path | None,
    typer.Option(help="Folder of the source texts; COMMUNIQUE_DOCUMENTS if not given.", exists=True, file_okay=False),
]


def _fail(code: int, sentence: str) -> NoReturn:
    """Say what is wrong and end the program."""
    err.print(sentence, style="red", soft_wrap=True, markup=False, highlight=False)
    raise typer.Exit(code)


def settings() -> "Settings":
    """The settings of the environment; a bad one ends the program with a sentence about it."""
    from pydantic import ValidationError

    from app.api import logs
    from app.ingest import files
    from app.settings import Settings

    path = Path(".env")
    try:
        if path.exists() and not path.is_dir():
            files.decode(files.read(path, ENV_BYTES))
        made = Settings()
    except ValidationError as error:
        for fault in error.errors():
            name = "COMMUNIQUE_" + "_".join(str(part) for part in fault["loc"]).upper()
            err.print(f"{name}: {fault['msg']}", style="red", soft_wrap=True, markup=False)
        raise typer.Exit(2) from None
    except files.FileError as error:
        _fail(2, f".env: {error}")
    logs.configure(made)
    return made


@contextmanager
def database(*, migrated: bool = True) -> Iterator["Engine"]:
    """An engine for writing; a database that cannot be used ends the program with a sentence.

    It has to be ``migrated`` to the schema of this version, and in no case past it: what an older version writes, a
    newer one could not trust.
    """
    from app.db import migrate
    from app.db.engine import make_engine, settle

    made, engine = settings(), None
    try:
        engine = make_engine(made)
        with engine.connect() as connection:
            schema = migrate.revision(connection) or ""
        if schema > migrate.head():
            _fail(3, f"the database is of a newer version, with schema {schema}: use that version")
        if migrated and schema < migrate.head():
            _fail(3, "the database is not migrated: run communique migrate")
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
def bars() -> Iterator["Report"]:
    """Progress bars on a terminal; nothing where output is not one."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        tasks: dict[str, TaskID] = {}

        def report(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=of)
            progress.update(tasks[what], completed=done, total=of)

        yield report


@contextmanager
def unhindered() -> Iterator[None]:
    """The garbage collector looks less often: most of what a load makes is of use until it is written."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 20, 100)
    yield
    gc.set_threshold(*before)


def read_seed(directory: Path) -> "Seed":
    from app.ingest.seed_reader import Seed, SeedError

    try:
        return Seed(directory)
    except SeedError as error:
        count = f"more than {len(error.faults)}" if error.more else len(error.faults)
        err.print(f"{count} faults in {directory}", style="red", markup=False, soft_wrap=True)
        err.print(str(error), markup=False, soft_wrap=True)
        raise typer.Exit(1) from None


def warn(seed: "Seed") -> int:
    """Print what is hardly true in a seed; how many things that are."""
    found = seed.warnings()
    for warning in found[:MOST_FAULTS]:
        err.print(f"warning: {warning}", markup=False, highlight=False, soft_wrap=True)
    if len(found) > MOST_FAULTS:
        err.print(f"and {len(found) - MOST_FAULTS} more warnings")
    return len(found)


def application() -> "FastAPI":
    """What each worker serves."""
    gc.disable()  # what is made while starting stays, so that to look through it would be a fifth of the start
    from app.main import create_app

    made = create_app(settings())
    gc.freeze()
    gc.enable()
    return made


@contextmanager
def demonstration() -> Iterator[None]:
    """A temporary database with the packaged seed, for this process and its workers."""
    with TemporaryDirectory(prefix="communique-") as folder:
        file = Path(folder) / "demo.db"
        os.environ["COMMUNIQUE_DATABASE_URL"] = f"sqlite:///{file}"
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C, so that the folder is removed
        out.print(f"the demonstration's database is {file}", markup=False, highlight=False, soft_wrap=True)
        migrate_command()
        load()
        yield


@cli.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at.", min=0, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that answer.", min=1, max=256)] = 1,
    demo: Annotated[
        bool, typer.Option("--demo", help="Serve the packaged seed from a temporary database, removed at the end.")
    ] = False,
) -> None:
    """Serve the API until interrupted."""
    import uvicorn

    with demonstration() if demo else nullcontext():
        proxies = settings().trusted_proxies.replace(" ", ",")
        try:
            uvicorn.run(
                "app.cli:application",
                factory=True,
                forwarded_allow_ips=proxies,
                host=host,
                port=port,
                workers=workers,
                timeout_worker_healthcheck=STARTED_WITHIN,
                timeout_graceful_shutdown=ENDED_WITHIN,
                **SERVER,
            )
        except SystemExit:  # it has logged why
            raise typer.Exit(3) from None


@cli.command(name="migrate")
def migrate_command() -> None:
    """Bring the database to the newest schema, and the published form with it."""
    from app.db import migrate
    from app.db.engine import make_sessions
    from app.db.revision import current
    from app.ingest.publish import publish
    from app.main import RESOURCES
    from app.resource import fingerprint

    with database(migrated=False) as engine:
        migrate.upgrade(engine)
        with engine.connect() as connection:
            lacking = migrate.lacking(connection)
        if lacking:
            _fail(3, f"the database lacks what its migrations make, {', '.join(lacking)}: restore it from a backup")
        with make_sessions(engine).begin() as session:
            now = current(session)
            if now and now.fingerprint != fingerprint(RESOURCES):
                with bars() as report:
                    out.print(f"published {publish(session, RESOURCES, report)} records in their new form")
    out.print("the database has the newest schema")


@cli.command()
def load(directory: Directory = SEED) -> None:
    """Validate the seed, then load and publish it in one transaction; what left it is withdrawn."""
    from app.db.engine import filling, make_sessions
    from app.db.revision import current
    from app.ingest import loader
    from app.ingest.publish import publish
    from app.ingest.verify import spans
    from app.main import RESOURCES

    seed = read_seed(directory)
    warn(seed)
    folder = settings().documents
    found = _texts(folder) if folder else None
    if found is not None:
        _refuse(spans(seed, found))
    with (
        database() as engine,
        bars() as report,
        unhindered(),
        filling(engine),
        make_sessions(engine).begin() as session,
    ):
        written, withdrawn = loader.load(session, seed, report, found)
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
    """Copy the SQLite database to a file, as it is at one moment, while it is served and loaded."""
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


@cli.command()
def publish() -> None:
    """Render every record again and keep what differs."""
    from app.db.engine import make_sessions
    from app.ingest import publish
    from app.main import RESOURCES

    with database() as engine, bars() as report, unhindered(), make_sessions(engine).begin() as session:
        changed = publish.publish(session, RESOURCES, report, everything=True)
    out.print(f"{changed} records changed")


@cli.command(
    help="Validate the seed and write nothing.\n\n"
    f"A fault ends it with exit code 1. It warns, and goes on, of what is hardly true:\n\n{WARNINGS}"
)
def check_seed(directory: Directory = SEED) -> None:
    seed = read_seed(directory)
    warnings = warn(seed)
    out.print(f"{len(seed)} entries, no fault" + (f", {warnings} warnings" if warnings else ""))


def _refuse(faults: Iterable["Fault"]) -> None:
    """Print the faults as a table and end the program, where there are any."""
    listed = list(islice(faults, MOST_FAULTS + 1))
    if not listed:
        return
    from rich.table import Table

    count = f"more than {MOST_FAULTS}" if len(listed) > MOST_FAULTS else len(listed)
    table = Table("record", "field", "document", "paragraph", "fault", title=f"{count} faults")
    for fault in listed[:MOST_FAULTS]:
        table.add_row(fault.record, fault.field, fault.document, str(fault.paragraph or ""), fault.message)
    err.print(table, markup=False)
    raise typer.Exit(1)


def _texts(documents: Path | None) -> dict[str, "Text"]:
    from app.ingest import places

    folder = documents or settings().documents
    if folder is None:
        _fail(2, "name the folder of the source texts: --documents DIR, or COMMUNIQUE_DOCUMENTS")
    try:
        return places.read(folder)
    except OSError as error:
        _fail(2, f"the folder of the source texts cannot be read: {error}")


@cli.command()
def verify(directory: Directory = SEED, documents: Documents = None) -> None:
    """Check every citation of the seed against the source texts: place, hash, words, numbers and dates."""
    from app.ingest.verify import spans, values

    seed, found = read_seed(directory), _texts(documents)
    _refuse(chain(spans(seed, found), values(seed, found)))
    places = sum(len(record.evidence) for record in seed)
    out.print(f"{places} places in {len(seed.records['document'])} documents, no fault")


@cli.command()
def coverage(directory: Directory = SEED, documents: Documents = None) -> None:
    """List the paragraphs of each document that support no record and are not set aside."""
    from app.domain.free_text import clean
    from app.ingest.verify import spans, unexplained

    seed, found = read_seed(directory), _texts(documents)
    _refuse(fault for fault in spans(seed, found) if fault.paragraph is None)
    missing = list(unexplained(seed))
    for document, paragraph in missing:
        text = found.get(document.sha256)
        start, end = text.paragraphs[paragraph - 1] if text and paragraph <= len(text.paragraphs) else (0, 0)
        begin = clean(text.content[start : min(end, start + 70)]) if text else ""
        out.print(f"{document.id} {paragraph}: {begin}", markup=False, highlight=False)
    if missing:
        raise typer.Exit(1)
    out.print(f"every paragraph of {len(seed.records['document'])} documents is cited or set aside")


@cli.command()
def cite(
    document: Annotated[str, typer.Argument(help="Id of the document.")],
    words: Annotated[str, typer.Argument(help="A few words, as they stand in it.")],
    directory: Annotated[
        Path, typer.Option(help="Folder of the seed's YAML files.", exists=True, file_okay=False)
    ] = SEED,
    documents: Documents = None,
) -> None:
    """Print the evidence entry for words of a document, ready to paste into the seed."""
    from app.domain import free_text
    from app.domain.text import nearest
    from app.ingest import places
    from app.ingest.seed_schema import AS_WRITTEN

    seed, found = read_seed(directory), _texts(documents)
    known = {entry.id: entry for entry in seed.records["document"]}
    text = found.get(getattr(known.get(document), "sha256", ""))
    if text is None:
        near = ", ".join(nearest(document, known)) if document not in known else "its text is missing or has changed"
        _fail(1, f"no text of {document}: {near}")
    entries = list(islice(text.find(words), MOST_PLACES + 1))
    if not entries:
        _fail(1, f"{document} does not have these words in one paragraph")
    short = free_text.clean(words[: AS_WRITTEN + 1]) if len(words) <= AS_WRITTEN else ""
    valid = short and len(short) <= AS_WRITTEN and not free_text.fault(short)
    as_written = f", as_written: {json.dumps(short, ensure_ascii=False)}" if valid else ""
    for paragraph, start, end in entries[:MOST_PLACES]:
        out.print(
            f"- {{document: {document}, paragraph: {paragraph}, start: {start}, end: {end}, "
            f"sha256: {places.digest(text.content[start:end])}, field: []{as_written}}}",
            markup=False,
            soft_wrap=True,
        )
    if len(entries) > MOST_PLACES:
        err.print(f"these words stand in more than {MOST_PLACES} places: more of them would name one")


@cli.command(name="settings")
def settings_command() -> None:
    """Print every setting, secrets masked."""
    made = settings()
    for name, value in made.shown().items():
        out.print(f"COMMUNIQUE_{name.upper()}={value}", markup=False, highlight=False, soft_wrap=True)
        out.print(f"    {type(made).model_fields[name].description}", markup=False, highlight=False, soft_wrap=True)


def _version(wanted: bool) -> None:
    if wanted:
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
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # it is written to again at the end
        err.print(f"the output failed: {error}", style="red", markup=False)
        sys.exit(3)
