"""Past states of the data. Each is a SQLite file, which a process of its own makes when a request first asks for it.

The code that reads the database reads the file too. Requests wait for the file in coroutines, and occupy no thread.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import structlog
from pydantic import SecretStr
from sqlalchemy import Engine

from app.db.engine import make_engine
from app.db.past_files import file_of, is_trusted, is_whole, touch
from app.db.revision import RevisionCache
from app.db.snapshot import Snapshot
from app.errors import unavailable
from app.settings import Settings

log = structlog.get_logger()

FILE_WAIT_SECONDS = 8.0
"""Seconds that a request waits for the file."""

MAKING_SECONDS = 300
"""Seconds that the process has to make a file. After that it is ended."""

QUEUE_LENGTH = 16
"""Greatest number of files that wait to be made."""

OPEN_FILES = 8
"""Files that a worker has open. The one used least recently is closed."""

MAX_FACTS = 2000
"""Facts that are cached for a past revision."""

TOUCH_SECONDS = 30.0
"""Seconds between two notes in the file system that a file is used."""

READING_BACK = "the data of revision {} are being read back: try again shortly"

_PAST_SETTINGS = (
    "database_url",
    "read_url",
    "past",
    "past_files",
    "pgbouncer",
    "statement_timeout_ms",
    "log_format",
)
"""The settings that the process which makes a file needs."""


class PastAbsentError(Exception):
    """There is no file of a past revision. :meth:`PastStates.wait` has it made."""

    def __init__(self, revision: int) -> None:
        super().__init__(revision)
        self.revision = revision


@dataclass
class _OpenFile:
    """A file that is open."""

    engine: Engine
    cache: RevisionCache = field(default_factory=lambda: RevisionCache(MAX_FACTS))
    touched_at: float = float("-inf")


class _Command:
    """Runs ``communique snapshot`` and ends it when the service stops."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, settings: Settings, revision: int) -> None:
        """Make the file of a revision. Raises ``Problem``."""
        values = {name: getattr(settings, name) for name in _PAST_SETTINGS}
        texts = {name: v.get_secret_value() if isinstance(v, SecretStr) else str(v) for name, v in values.items()}
        environment = {f"COMMUNIQUE_{name.upper()}": texts[name] for name, value in values.items() if value is not None}
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "app", "snapshot", str(revision)],
            env=os.environ | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        try:
            _, errors = self._process.communicate(timeout=MAKING_SECONDS)
        except subprocess.TimeoutExpired:
            errors = b"it took too long"
            self.end()
        if self._process.returncode:
            words = errors.decode(errors="replace") or f"its process ended with status {self._process.returncode}"
            log.error("a past revision could not be made", revision=revision, error=words)
            raise unavailable(f"the data of revision {revision} could not be read back", 60)

    def end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()


def _take_failure(making: asyncio.Future[None]) -> None:
    """Read a failure that nobody waits for, so that asyncio logs no traceback: the failure is logged already."""
    if not making.cancelled():
        making.exception()


class PastStates:
    """The past states that a worker reads. ``make`` makes the file of a revision, in a thread, one at a time."""

    def __init__(self, settings: Settings, make: Callable[[Settings, int], object] | None = None) -> None:
        self._settings = settings
        self._command = _Command()
        self._make = make or self._command
        self._open: OrderedDict[Path, _OpenFile] = OrderedDict()
        self._making: dict[int, tuple[Future[None], str]] = {}
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(1, "past")

    def close(self) -> None:
        """Close all files, when the application stops."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._command.end()
        with self._lock:
            self._making.clear()
            while self._open:
                self._open.popitem()[1].engine.dispose()
        self._thread = ThreadPoolExecutor(1, "past")

    def snapshot(self, revision: int, digest: str) -> Snapshot:
        """A snapshot of a past revision, whose archive has the digest. Raises :class:`PastAbsentError`."""
        path = file_of(self._settings, revision, digest)
        exists, instant = path.exists() and is_trusted(self._settings), time.monotonic()
        with self._lock:
            state = self._open.get(path)
            if not exists:
                if self._open.pop(path, None):
                    state.engine.dispose()  # type: ignore[union-attr]
                raise PastAbsentError(revision)
            if state is None:
                if not is_whole(path):
                    path.unlink(missing_ok=True)
                    raise PastAbsentError(revision)
                url = SecretStr(f"sqlite:///{path}")
                settings = self._settings.model_copy(update={"database_url": url, "read_url": None})
                state = self._open[path] = _OpenFile(make_engine(settings, for_requests=True))
            self._open.move_to_end(path)
            if len(self._open) > OPEN_FILES:
                self._open.popitem(last=False)[1].engine.dispose()
        if instant - state.touched_at > TOUCH_SECONDS:
            state.touched_at = instant
            touch(path)
        return Snapshot(state.engine, state.engine, state.cache, is_permanent=True)

    async def wait(self, revision: int, client: str) -> None:
        """Return when the file of a revision is made. A client has at most one file that is made or waits.

        Raises ``Problem`` if it cannot be made, if too many wait, or after :data:`FILE_WAIT_SECONDS`.
        """
        with self._lock:
            if revision not in self._making:
                clients = [owner for _, owner in self._making.values()]
                if client in clients or len(clients) >= QUEUE_LENGTH:
                    raise unavailable("other past revisions are being read back: try again shortly")
                future = self._thread.submit(self._make_and_forget, revision)
                self._making[revision] = future, client
            future, _ = self._making[revision]
        making = asyncio.wrap_future(future)
        making.add_done_callback(_take_failure)
        try:
            async with asyncio.timeout(FILE_WAIT_SECONDS):
                await asyncio.shield(making)
        except TimeoutError:
            raise unavailable(READING_BACK.format(revision)) from None

    def _make_and_forget(self, revision: int) -> None:
        try:
            self._make(self._settings, revision)
        finally:
            with self._lock:
                self._making.pop(revision, None)
