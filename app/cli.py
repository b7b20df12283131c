"""The ``communique`` command."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from app import __version__, logs, migrate
from app.db import make_engine, make_sessions
from app.load import load as load_seed
from app.main import RESOURCES, create_app
from app.publish import Progress as Report
from app.publish import current, fingerprint
from app.publish import publish as publish_all
from app.seed import Seed, SeedError
from app.settings import Settings

SEED = Path(__file__).parent.parent / "seed"
EXIT = """Exit codes: 0 done, 1 the seed or the data has faults, 2 wrong usage or settings, 3 the database or
the server failed."""

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

Directory = Annotated[
    Path,
    typer.Argument(help="Folder of the seed's YAML files.", exists=True, file_okay=False, show_default="seed/"),
]


def settings() -> Settings:
    """The settings of the environment; a bad one ends the program with a sentence about it."""
    try:
        made = Settings()
    except ValidationError as error:
        for fault in error.errors():
            name = "COMMUNIQUE_" + "_".join(str(part) for part in fault["loc"]).upper()
            err.print(f"{name}: {fault['msg']}", style="red", soft_wrap=True, markup=False)
        raise typer.Exit(2) from None
    logs.configure(made)
    return made


@contextmanager
def database() -> Iterator[Engine]:
    """An engine for writing; a database that cannot be used ends the program with a sentence."""
    engine = make_engine(settings())
    try:
        yield engine
    except OperationalError as error:
        err.print(f"the database failed: {error.orig}", style="red", soft_wrap=True, markup=False)
        raise typer.Exit(3) from None
    finally:
        engine.dispose()


@contextmanager
def bars() -> Iterator[Report]:
    """Progress bars on a terminal; nothing where output is not one."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        tasks: dict[str, TaskID] = {}

        def report(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=of)
            progress.update(tasks[what], completed=done, total=of)

        yield report


def read_seed(directory: Path) -> Seed:
    try:
        return Seed(directory)
    except SeedError as error:
        table = Table("file", "record", "field", "fault", title=f"{len(error.faults)} faults in {directory}")
        for fault in error.faults:
            table.add_row(fault.file, fault.record, fault.field, fault.message)
        err.print(table, markup=False)
        raise typer.Exit(1) from None


@cli.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen at.", min=0, max=65535)] = 8000,
) -> None:
    """Serve the API until interrupted."""
    app = create_app(settings())
    server = uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False))
    server.run()
    if not server.started:
        raise typer.Exit(3)


@cli.command(name="migrate")
def migrate_command() -> None:
    """Bring the database to the newest schema, and the published form with it."""
    with database() as engine:
        migrate.upgrade(engine)
        with make_sessions(engine).begin() as session:
            now = current(session)
            if now and now.fingerprint != fingerprint(RESOURCES):
                with bars() as report:
                    out.print(f"published {publish_all(session, RESOURCES, report)} records in their new form")
    out.print("the database has the newest schema")


@cli.command()
def load(directory: Directory = SEED) -> None:
    """Validate the seed, then load and publish it in one transaction; what left it is withdrawn."""
    seed = read_seed(directory)
    with database() as engine, bars() as report, make_sessions(engine).begin() as session:
        written, withdrawn = load_seed(session, seed, report)
        changed = publish_all(session, RESOURCES, report, withdrawn=withdrawn)
        now = current(session)
    out.print(
        f"{len(seed)} entries: {written} written, {withdrawn} withdrawn; "
        f"{changed} records changed, revision {now.revision if now else 0}"
    )


@cli.command()
def publish() -> None:
    """Render every record again and keep what differs."""
    with database() as engine, bars() as report, make_sessions(engine).begin() as session:
        changed = publish_all(session, RESOURCES, report)
    out.print(f"{changed} records changed")


@cli.command()
def check_seed(directory: Directory = SEED) -> None:
    """Validate the seed and write nothing."""
    seed = read_seed(directory)
    out.print(f"{len(seed)} entries, no fault")


@cli.command(name="settings")
def settings_command() -> None:
    """Print every setting, secrets masked."""
    made = settings()
    table = Table("variable", "value", "meaning", box=None)
    for name, value in made.shown().items():
        table.add_row(f"COMMUNIQUE_{name.upper()}", value, Settings.model_fields[name].description)
    out.print(table, markup=False)


def _version(wanted: bool) -> None:
    if wanted:
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
    sys.exit(cli())
