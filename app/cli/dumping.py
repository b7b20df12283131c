"""The command dump: writes the data set to a folder."""

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.operating import application
from app.cli.program import cli, fail, out, progress_bars

if TYPE_CHECKING:
    from app.ingest.publish import Progress as Report
    from app.web.dumps.dump import Dump, DumpFile


def _reported(dump: "Dump", report: "Report") -> "Iterator[DumpFile]":
    """The files of a dump, with progress."""
    for number, file in enumerate(dump.files(), 1):
        report("files", number, dump.count)
        yield file


@cli.command(name="dump")
def dump_command(
    directory: Annotated[Path, typer.Argument(help="Folder to make, or one with an earlier dump to replace.")],
) -> None:
    """Write all lists of one revision to a folder: CSV, NDJSON, Parquet, one SQLite file, checksums.

    The folder has all files or, after any failure, what it had before. A load may run meanwhile.
    """
    from app.api.health import readiness
    from app.api.snapshots import snapshot_of
    from app.db.diagnosis import why
    from app.errors import Problem
    from app.web.dumps.dump import Dump
    from app.web.dumps.folder import require_replaceable, write_folder

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C, so that the work is removed
    folder = directory.resolve()
    dump = None
    try:
        require_replaceable(folder)
        state = application().state
        readiness(state)
        with snapshot_of(state) as snapshot, progress_bars() as report:
            dump = Dump(snapshot, state.resources, state.public_url, state.root)
            files = write_folder(folder, _reported(dump, report))
    except FileExistsError as error:
        fail(2, f"there is {error} already: name a folder with nothing in it but an earlier dump")
    except Problem as error:
        fail(3, f"the database cannot be read: {error.detail}")
    except OSError as error:
        fail(3, f"the dump failed: {error}")
    except Exception as error:
        reason = why(error)
        if reason is None:
            raise
        fail(3, f"the database failed: {reason}")
    finally:
        if dump is not None:
            dump.close()
    for file in files:
        out.say(f"{file.size:>13,}  {file.name}")
    size = sum(file.size for file in files)
    out.say(f"{directory} has {len(files)} files with {size:,} bytes: the data of revision {dump.data.version}")
