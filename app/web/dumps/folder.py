"""Writes a dump to a folder, as a whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from app.web.dumps.dump import CHECKSUMS, DumpFile


def require_replaceable(folder: Path) -> None:
    """Raise ``FileExistsError``, with the path in the way, unless there is no such folder, or it is empty, or it has an
    earlier dump and nothing else."""
    if not folder.exists() and not folder.is_symlink():
        return
    if not folder.is_dir():
        raise FileExistsError(folder)
    expected_names = {CHECKSUMS, *_names(folder / CHECKSUMS)}
    for path in _contents(folder):
        name = path.relative_to(folder).as_posix()
        if (
            not (path.is_dir() and any(file.startswith(f"{name}/") for file in expected_names))
            and name not in expected_names
        ):
            raise FileExistsError(path)


def _contents(folder: Path) -> Iterator[Path]:
    """The files and folders in a folder, each folder before its contents: a caller that stops there reads none."""
    for path in sorted(folder.iterdir()):
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from _contents(path)


def _names(sums: Path) -> list[str]:
    """The names of the files in a list of checksums, if there is one."""
    with suppress(FileNotFoundError):
        return [line.partition("  ")[2] for line in sums.read_text("utf-8", "replace").splitlines()]
    return []


def write_folder(folder: Path, files: Iterable[DumpFile]) -> list[DumpFile]:
    """Write the files to a folder, in place of an earlier dump. Returns them.

    They are written beside it, so that the folder has them all or, after any failure, is as before. Raises
    ``FileExistsError`` as :func:`require_replaceable`, and ``OSError``.
    """
    require_replaceable(folder)
    work = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        new = work / "new"
        new.mkdir()
        dump_files = [_write(new, file) for file in files]
        require_replaceable(folder)
        if folder.exists():
            folder.rename(work / "old")
        try:
            new.rename(folder)
        except BaseException:
            if (work / "old").exists():
                (work / "old").rename(folder)
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return dump_files


def _write(folder: Path, file: DumpFile) -> DumpFile:
    path = folder / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        for piece in file.stream():
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())
    return file
