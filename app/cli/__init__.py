"""The ``communique`` command.

Each command imports what it needs, so that ``--help`` does not wait for a web framework, and a worker answers its
supervisor as soon as this package is imported.
"""

import os
import sys
from contextlib import suppress
from typing import Annotated

import typer

from app.cli import accept, agents, answering, curating, dumping, follow_up, intake, notifying, reviewing  # noqa: F401
from app.cli.operating import SERVER, SHUTDOWN_SECONDS, STARTUP_SECONDS, application
from app.cli.program import cli, err, fault_of_file, out, rare_garbage_collection

__all__ = ["SERVER", "SHUTDOWN_SECONDS", "STARTUP_SECONDS", "application", "cli", "main", "rare_garbage_collection"]


def _version(is_requested: bool) -> None:
    if is_requested:
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
    """Run the command line. If its output cannot be written, the process says so, and exits with 3."""
    try:
        sys.exit(cli())
    except BaseException as error:
        # The libraries exit with 1, without a word, if a pipe is closed. Tasks raise a group of errors.
        failure = error.__context__ if isinstance(error, SystemExit) else error
        while isinstance(failure, BaseExceptionGroup):
            failure = failure.exceptions[0]
        if isinstance(failure, KeyboardInterrupt):
            sys.exit(130)
        if not isinstance(failure, BrokenPipeError if isinstance(error, SystemExit) else OSError):
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # Python flushes it again at exit
        fault = f"the output failed: {failure}" if failure.filename is None else fault_of_file(failure)
        with suppress(OSError, SystemExit):  # standard error may have failed too: Rich exits if it is a closed pipe
            err.say(fault, style="red")
        sys.exit(3)
