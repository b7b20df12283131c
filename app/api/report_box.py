"""Reports of readers that a value is wrong: one JSON file each, apart from the facts.

Many workers may write at a time. A lock bounds the number and the bytes of the files, and each file is written whole.
A damaged file is left out, with a warning in the log: it must not hide the others, or the page of a record.
"""

import fcntl
import json
import logging
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, ValidationError

from app.domain.model import Model
from app.domain.vocabulary import Outcome

log = logging.getLogger(__name__)

REPORT_ID = re.compile(r"\d{8}-[0-9a-f]{12}")
"""Ids of reports: the day, and a number that nobody can guess, so that only the reporter has the address."""

LOCK_SECONDS = 2.0
"""Seconds that a report waits for others to be written. A process that stops inside the lock holds up no other."""


class FullError(Exception):
    """The box has no room for another report."""


class AnsweredError(Exception):
    """The report has been answered before."""


class BoxError(Exception):
    """The folder of the box cannot be read or written now. The message says why."""


def _time(text: str) -> str:
    datetime.fromisoformat(text)
    return text


class _Record(Model):
    model_config = ConfigDict(extra="allow")

    kind: str
    id: str
    url: str


class _Answer(Model):
    outcome: Outcome
    says: str
    day: str


class _Report(Model):
    """What a file has."""

    model_config = ConfigDict(extra="allow")

    id: str
    at: Annotated[str, AfterValidator(_time)]
    record: _Record
    field: str | None = None
    evidence: str | None = None
    wrong: str
    source: str | None = None
    answer: _Answer | None


class ReportBox:
    """A folder of reports. ``max_count`` and ``max_bytes`` bound its files."""

    def __init__(self, folder: Path, max_count: int, max_bytes: int) -> None:
        self.folder, self.max_count, self.max_bytes = folder, max_count, max_bytes
        self._cache: tuple[int, list[dict[str, Any]]] | None = None

    def add(self, report: dict[str, Any]) -> str:
        """Store a report and return its id. Raises :class:`FullError` and :class:`BoxError`."""
        moment = datetime.now(UTC)
        report_id = f"{moment:%Y%m%d}-{secrets.token_hex(6)}"
        content = _dump({"id": report_id, "at": moment.isoformat(timespec="seconds"), **report, "answer": None})
        with self._lock():
            sizes = [entry.stat().st_size for entry in os.scandir(self.folder) if entry.name.endswith(".json")]
            if len(sizes) >= self.max_count or sum(sizes) + len(content) > self.max_bytes:
                raise FullError
            self._write(report_id, content)
        return report_id

    def get(self, report_id: str) -> dict[str, Any] | None:
        """The report with an id."""
        if not REPORT_ID.fullmatch(report_id):
            return None
        return _load(self.folder / f"{report_id}.json")

    def reports(self) -> list[dict[str, Any]]:
        """All reports, oldest first. They are read again when a file of the folder has changed.

        Raises :class:`BoxError`.
        """
        with _reachable():
            changed_at = self.folder.stat().st_mtime_ns
        if self._cache is None or self._cache[0] != changed_at:
            paths = sorted(path for path in self.folder.glob("*.json") if REPORT_ID.fullmatch(path.stem))
            self._cache = changed_at, [report for path in paths if (report := _load(path))]
        return self._cache[1]

    def answer(self, report_id: str, outcome: Outcome, says: str) -> None:
        """Answer a report. Raises ``KeyError`` if there is none with the id, and :class:`AnsweredError`.

        Raises :class:`BoxError` too.
        """
        with self._lock():
            report = self.get(report_id)
            if report is None:
                raise KeyError(report_id)
            if report["answer"]:
                raise AnsweredError
            day = f"{datetime.now(UTC):%Y-%m-%d}"
            report["answer"] = {"outcome": str(outcome), "says": says, "day": day}
            self._write(report_id, _dump(report))

    @contextmanager
    def _lock(self) -> Iterator[None]:
        end = time.monotonic() + LOCK_SECONDS
        with _reachable(), (self.folder / ".lock").open("w") as lock:
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > end:
                        raise BoxError("another process holds its lock") from None
                    time.sleep(0.01)
            yield

    def _write(self, report_id: str, content: bytes) -> None:
        part = self.folder / f".{report_id}.part"
        try:
            with part.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(self.folder / f"{report_id}.json")
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BoxError(error.strerror or type(error).__name__) from error


def _dump(report: dict[str, Any]) -> bytes:
    return json.dumps(report, ensure_ascii=False, indent=1).encode()


def _load(path: Path) -> dict[str, Any] | None:
    try:
        report = _Report.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except OSError as error:
        log.warning("a report cannot be read: %s: %s", path.name, error.strerror)
        return None
    except ValidationError as error:
        first = error.errors()[0]
        log.warning("a report is damaged: %s: %s: %s", path.name, ".".join(map(str, first["loc"])), first["msg"])
        return None
    if report.id != path.stem:
        log.warning("a report is damaged: %s has the id of another", path.name)
        return None
    return report.model_dump()
