"""What all commands share: the program, its output, its settings, the database and the seed."""

import gc
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from multiprocessing import parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from app import DATA
from app.cli.console import Console

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from app.ingest.places import SourceText
    from app.ingest.publish import ReportProgress
    from app.settings import Settings

SEED_FOLDER = DATA / "seed"
EXIT_CODES = """Exit codes: 0 done, also with warnings; 1 the seed or the data has faults; 2 wrong usage or settings;
3 the database, the server or the output failed. On standard error a sentence says what is wrong."""
ENV_BYTES = 2**20
MAX_FAULT = 400
"""Characters of a sentence about a setting. A longer sentence loses its middle, which is the value of the setting."""

cli = typer.Typer(
    help="Diplomatic events, each with its source: load, publish and serve them.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
# Without emoji, which would take the line number in `file.yaml:100: …` for one.
out = Console(emoji=False)
err = Console(stderr=True, emoji=False)
if not err.is_terminal:
    err = Console(stderr=True, emoji=False, width=200)  # a wide table in a log has fewer broken cells

Directory = Annotated[
    Path,
    typer.Argument(help="Folder of the seed's YAML files.", exists=True, file_okay=False, show_default="seed/"),
]


Documents = Annotated[
    Path | None,
    typer.Option(help="Folder of the source texts; COMMUNIQUE_DOCUMENTS if not given.", exists=True, file_okay=False),
]


def fail(code: int, sentence: str) -> NoReturn:
    """Print a sentence to standard error and exit with the code."""
    err.say(sentence, style="red")
    raise typer.Exit(code)


def fault_of_file(error: OSError) -> str:
    """A sentence about a file that cannot be read or written."""
    return f"{error.filename}: {error.strerror}" if error.filename is not None else str(error)


def settings() -> "Settings":
    """The settings from the environment. An invalid one ends the program with a sentence about it."""
    from dotenv import dotenv_values
    from pydantic import ValidationError

    from app.api import logs
    from app.domain.text import LINE_CONTROLS, has_controls
    from app.ingest import files
    from app.settings import Settings, mask_secrets

    for name, value in os.environ.items():
        if name.upper().startswith("COMMUNIQUE_") and has_controls(value, LINE_CONTROLS):
            fail(2, f"{name}: it has a control character, or bytes that are not in UTF-8")
    path = Path(".env")
    try:
        if path.exists() and not path.is_dir():
            files.decode(files.read_file(path, ENV_BYTES))
        values = Settings()
    except ValidationError as error:
        for fault in error.errors():
            name = "COMMUNIQUE_" + "_".join(str(part) for part in fault["loc"]).upper()
            message = mask_secrets(fault["msg"].removeprefix("Value error, "))
            if len(message) > MAX_FAULT:
                message = f"{message[: MAX_FAULT // 2]} … {message[-MAX_FAULT // 2 :]}"
            err.say(f"{name}: {message}", style="red")
        raise typer.Exit(2) from None
    except files.FileError as error:
        fail(2, f".env: {error}")
    logs.configure(values)
    _name_unknown(frozenset({*os.environ, *dotenv_values(path)}))
    return values


@cache
def _name_unknown(environment: frozenset[str]) -> None:
    """Name the variables that are no settings, once a process."""
    from app.settings import Settings

    if parent_process() is None:  # workers have the environment of the server, which has named them
        for sentence in unknown_variables(environment, Settings.model_fields):
            err.say(sentence, style="yellow")


def unknown_variables(environment: Iterable[str], fields: Iterable[str]) -> Iterator[str]:
    """A sentence for each variable that begins as settings do and is none of ``fields``, with the nearest setting."""
    from app.domain.text import nearest

    names = [name.upper() for name in fields]
    for variable in sorted(environment):
        prefix, _, name = variable.upper().partition("_")
        is_setting = prefix == "COMMUNIQUE"
        if (is_setting and (name in names or name.startswith("TEST_"))) or not nearest(prefix, ["COMMUNIQUE"]):
            continue
        near = nearest(name, names)[:1]
        if near or is_setting:
            hint = f"; did you mean COMMUNIQUE_{near[0]}?" if near else ": communique settings lists all"
            yield f"{variable} is no setting{hint}"


def require_folder_of(path: Path) -> None:
    """End the program with a sentence if there is no folder in which a file or folder of this path can be made."""
    if not path.absolute().parent.is_dir():
        fail(2, f"there is no folder {path.absolute().parent}: create it, or name another one")


def require_file(file: Path) -> None:
    """End the program with a sentence if the file of a SQLite database is not there."""
    from app.db.failures import ABSENT_FILE

    if not file.exists():
        fail(3, f"the database failed: {ABSENT_FILE}")


@contextmanager
def database(*, is_migrated: bool = True) -> Iterator["Engine"]:
    """An engine for writing. A database that cannot be used ends the program with a sentence.

    With ``is_migrated`` the database must be there and have the schema of this version. It must never have a newer one,
    because a newer version could not trust what this one writes.
    """
    from app.db import migrate
    from app.db.engine import database_url, make_engine, move_log_into_file

    configuration = settings()
    url = database_url(configuration)
    if is_migrated and url.get_backend_name() == "sqlite":
        require_file(Path(url.database or ""))  # to connect would make an empty one
    with explained_failures():
        engine = make_engine(configuration)
        try:
            with engine.connect() as connection:
                schema = migrate.schema_version(connection)
                if reason := migrate.why_foreign(connection, schema):
                    fail(3, reason)
            if migrate.is_newer(schema):
                fail(3, f"the database is of a newer version, with schema {schema}: use that version")
            reason = migrate.why_outdated(schema)
            if reason and (is_migrated or reason == migrate.BEFORE_RELEASE):
                fail(3, reason)
            yield engine
            move_log_into_file(engine)
        finally:
            engine.dispose()


@contextmanager
def explained_failures() -> Iterator[None]:
    """End the program with a sentence for an error of the database or of an archive in it."""
    try:
        yield
    except typer.Exit:
        raise
    except Exception as error:
        from app.db.archive import ArchiveAbsentError, ArchiveDamagedError
        from app.db.diagnosis import explain

        if isinstance(error, ArchiveAbsentError):
            fail(2, f"the database has no archive of revision {error}")
        if isinstance(error, ArchiveDamagedError):
            fail(1, f"the archive of revision {error} is damaged: restore it from a backup of the database")
        reason = explain(error)
        if reason is None:
            raise
        fail(3, f"the database failed: {reason}")


@contextmanager
def explained_problems() -> Iterator[None]:
    """End the program with a sentence for a problem of the API: of an option, with the nearest values, or else of the
    database."""
    from app.errors import Problem

    try:
        yield
    except Problem as error:
        if error.errors:
            fault = error.errors[0]
            near = f": the nearest are {' and '.join(fault.suggestions)}" if fault.suggestions else ""
            fail(2, f"--{fault.parameter}: {fault.message}{near}")
        fail(3, f"the database cannot be read: {error.detail}")


@contextmanager
def progress_bars() -> Iterator["ReportProgress"]:
    """A progress callback that draws bars on a terminal, and does nothing if the output is not a terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        tasks: dict[str, TaskID] = {}

        def report(task: str, count: int, total: int) -> None:
            if task not in tasks:
                tasks[task] = progress.add_task(task, total=total)
            progress.update(tasks[task], completed=count, total=total)

        yield report


@contextmanager
def rare_garbage_collection() -> Iterator[None]:
    """Run the garbage collector less often: most objects that a load makes live until they are written."""
    thresholds = gc.get_threshold()
    gc.set_threshold(100_000, 20, 100)
    yield
    gc.set_threshold(*thresholds)


def source_texts(documents: Path | None) -> "dict[str, SourceText] | None":
    """The source texts of a folder, or of that of the settings; ``None`` if neither is given."""
    from app.ingest import places

    folder = documents or settings().documents
    if folder is None:
        return None
    try:
        return places.read_texts(folder)
    except OSError as error:
        fail(2, f"the folder of the source texts cannot be read: {error}")


def required_texts(documents: Path | None) -> "dict[str, SourceText]":
    """The source texts, for a command that cannot do without."""
    texts = source_texts(documents)
    if texts is None:
        fail(2, "name the folder of the source texts: --documents DIR, or COMMUNIQUE_DOCUMENTS")
    return texts
