"""Reads a dump and the deltas after it, from which a database is restored."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile
from zipfile import Path as ZipPath

from app.db.state_text import BaseMismatchError, lines_after_changes
from app.domain.compression import zstd
from app.web.dumps.dump import CHECKSUMS, PACKAGE, ROWS_FILE
from app.web.dumps.zip_file import PIECE


class ChainError(Exception):
    """The dump and its deltas cannot be read, or do not belong together. The message says why."""


def _require_file(path: Any) -> Any:
    """The path of a file, on disk or in a ZIP. Raises ``FileNotFoundError`` if there is none, also for a pipe or a
    device, the reading of which might never end."""
    if not path.is_file():
        raise FileNotFoundError(f"{path} is no file")
    return path


class ChainLink:
    """A dump or a delta, in a folder or a ZIP. ``since`` is None for a dump. Raises :class:`ChainError`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._folder: Any = path if path.is_dir() else ZipPath(_require_file(path))
            package = json.loads(_require_file(self._folder / PACKAGE).read_text("utf-8"))
            self.revision = int(package["version"])
            self.since = int(package["since"]) if "since" in package else None
        except (OSError, KeyError, ValueError, TypeError, BadZipFile) as error:
            raise ChainError(f"{path} is neither a dump nor a delta") from error

    @contextmanager
    def _rows(self) -> Iterator[IO[bytes]]:
        try:
            with _require_file(self._folder / ROWS_FILE).open("rb") as file:
                yield file
        except (FileNotFoundError, KeyError):
            raise ChainError(f"{self.path} has no {ROWS_FILE}, which `communique dump` writes") from None

    def check(self) -> None:
        """Compare the file with its checksum. Raises :class:`ChainError`."""
        digest = sha256()
        with self._rows() as file:
            while piece := file.read(PIECE):
                digest.update(piece)
        sums = self._folder / CHECKSUMS
        if not sums.is_file() or f"{digest.hexdigest()}  {ROWS_FILE}" not in sums.read_text("utf-8").splitlines():
            raise ChainError(f"{self.path} is damaged: {ROWS_FILE} does not have its checksum")

    def lines(self) -> Iterator[bytes]:
        with self._rows() as file:
            yield from zstd.ZstdFile(file)


class Chain:
    """A dump and the deltas after it, in order. Raises :class:`ChainError` if they are not that."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._links = [ChainLink(path) for path in paths]
        first, *deltas = self._links
        if first.since is not None:
            raise ChainError(f"{first.path} is a delta since revision {first.since}: name a whole dump before it")
        for before, link in zip(self._links, deltas, strict=False):
            if link.since is None:
                raise ChainError(f"{link.path} is a whole dump: name it first, or not at all")
            if link.since != before.revision:
                raise ChainError(
                    f"{link.path} begins at revision {link.since}, and {before.path} ends at {before.revision}"
                )
        self.revision = self._links[-1].revision

    def lines(self) -> Iterator[bytes]:
        """The lines of the text of the last revision."""
        lines = self._links[0].lines()
        for link in self._links[1:]:
            lines = lines_after_changes(lines, link.lines())
        return lines

    def check(self) -> set[str]:
        """Read all once. Returns the schemas of the text."""
        for link in self._links:
            link.check()
        try:
            return {json.loads(line)["schema"] for line in self.lines() if line.startswith(b'{"schema":')}
        except BaseMismatchError:
            raise ChainError("a delta belongs to a dump of another service, or of another version of it") from None
