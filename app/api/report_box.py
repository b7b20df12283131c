"""Reports of readers that a value is wrong: one JSON file each, apart from the facts.

Many workers may write at a time. A lock bounds the number and the bytes of the files, and each file is written whole.
"""

import fcntl
import json
import logging
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

REPORT_ID = re.compile(r"\d{8}-[0-9a-f]{12}")
"""Ids of reports: the day, and a number that cannot be guessed, as only its reporter has the address."""


class Outcome(StrEnum):
    """What came of a report. ``unchanged``: the documents say what is recorded."""

    corrected = "corrected"
    unchanged = "unchanged"
    duplicate = "duplicate"


class FullError(Exception):
    """The box has no room for another report."""


class AnsweredError(Exception):
    """The report has been answered before."""


class ReportBox:
    """A folder of reports. ``max_count`` and ``max_bytes`` bound its files."""

    def __init__(self, folder: Path, max_count: int, max_bytes: int) -> None:
        self.folder, self.max_count, self.max_bytes = folder, max_count, max_bytes
        self._read: tuple[int, list[dict[str, Any]]] | None = None

    def add(self, report: dict[str, Any]) -> str:
        """Store a report and return its id. Raises :class:`FullError`."""
        now = datetime.now(UTC)
        report_id = f"{now:%Y%m%d}-{secrets.token_hex(6)}"
        content = _dump({"id": report_id, "at": now.isoformat(timespec="seconds"), **report, "answer": None})
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

    def all(self) -> list[dict[str, Any]]:
        """All reports, oldest first. They are read again when a file of the folder has changed."""
        changed = self.folder.stat().st_mtime_ns
        if self._read is None or self._read[0] != changed:
            paths = sorted(path for path in self.folder.glob("*.json") if REPORT_ID.fullmatch(path.stem))
            self._read = changed, [report for path in paths if (report := _load(path))]
        return self._read[1]

    def answer(self, report_id: str, outcome: Outcome, says: str) -> None:
        """Answer a report. Raises ``KeyError`` if there is none with the id, and :class:`AnsweredError`."""
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
        with (self.folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _write(self, report_id: str, content: bytes) -> None:
        part = self.folder / f".{report_id}.part"
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(self.folder / f"{report_id}.json")


def _dump(report: dict[str, Any]) -> bytes:
    return json.dumps(report, ensure_ascii=False, indent=1).encode()


def _load(path: Path) -> dict[str, Any] | None:
    try:
        report = json.loads(path.read_bytes())
        return report if isinstance(report, dict) and {"id", "record", "answer"} <= report.keys() else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        log.warning("a report cannot be read: %s: %s", path.name, error)
        return None
