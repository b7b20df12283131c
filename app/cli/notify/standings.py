"""Stores how far each subscriber has got, in a file that is whole at any moment. One process at a time has its lock."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, TypeAdapter, ValidationError

from app.cli.notify.messages import Progress
from app.ingest.files import FileError, read_file, write_to_disk

MAX_FILE_BYTES = 2**24


class StandingsError(Exception):
    """The file cannot be used. The message says why, in a sentence without its full stop."""


class BusyError(StandingsError):
    """Another process has the lock."""


class Standing(BaseModel):
    """How a subscriber stands: its progress in ``revision``, ``kind`` and ``id``.

    After ``failures`` runs in which it took no message, it is left alone until ``retry_at``. One that answered 410 is
    left alone since ``disabled_at``, for good.
    """

    model_config = ConfigDict(extra="forbid")

    revision: int
    kind: str | None = None
    id: str | None = None
    failures: int = 0
    retry_at: AwareDatetime | None = None
    disabled_at: AwareDatetime | None = None

    @property
    def progress(self) -> Progress:
        return Progress(self.revision, self.kind, self.id)

    def advance(self, progress: Progress) -> None:
        """Note that the subscriber has received all up to there."""
        self.revision, self.kind, self.id = progress
        self.failures, self.retry_at, self.disabled_at = 0, None, None

    def waits(self, moment: datetime) -> bool:
        return self.retry_at is not None and moment < self.retry_at


_STANDINGS = TypeAdapter(dict[str, Standing])


class Standings:
    """The standings of all subscribers, by name. Each change is on the disk before the method returns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._by_name = self._load()

    def _load(self) -> dict[str, Standing]:
        if not self.path.exists():
            return {}
        try:
            return _STANDINGS.validate_json(read_file(self.path, MAX_FILE_BYTES))
        except (FileError, ValidationError) as error:
            reason = error if isinstance(error, FileError) else "it is not what notify writes"
            advice = "restore it, or delete it: then every subscriber is new"
            raise StandingsError(f"{self.path}: {reason}; {advice}") from None

    def get(self, name: str) -> Standing | None:
        """A copy of the standing of a subscriber."""
        standing = self._by_name.get(name)
        return standing.model_copy() if standing else None

    def put(self, name: str, standing: Standing) -> None:
        """Store the standing of a subscriber. Raises :class:`StandingsError`."""
        self._by_name[name] = standing.model_copy()
        part = self.path.with_name(f".{self.path.name}.part")
        try:
            write_to_disk(part, _STANDINGS.dump_json(self._by_name, indent=1))
            part.replace(self.path)
            folder = os.open(self.path.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)
        except OSError as error:
            raise StandingsError(f"{self.path} cannot be written: {error.strerror}") from None


@contextmanager
def locked_standings(path: Path) -> Iterator[Standings]:
    """The standings in a file, for one process at a time. Raises :class:`BusyError` and :class:`StandingsError`."""
    try:
        lock: Any = path.with_name(f".{path.name}.lock").open("w")
    except OSError as error:
        raise StandingsError(f"{path} cannot be locked: {error.strerror}") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BusyError(f"another process has the lock of {path}") from None
        yield Standings(path)
