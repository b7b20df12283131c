"""Answers kept in the process for as long as the data stays: bounded by bytes, asked for before anything else runs.

An answer is kept with the version of the data that was read before it was made, and given only while that is still
the version. So a load shows in the next answer on SQLite, and within :data:`POLLED` on PostgreSQL, whichever worker
or machine it ran on.
"""

import asyncio
import re
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.types import Scope

from app.api.probe import Probe
from app.db.failures import CLOSED, CROWDED, IN_USE, SILENT, TOO_LONG, UNREACHABLE, cause, code_of
from app.db.revision import NEWEST
from app.db.sqlite_file import Stamp, open_file

Key = tuple[Any, ...]

Headers = list[tuple[bytes, bytes]]

REVISION = re.compile(rb"[0-9]{1,18}")

POLLED = 0.5
"""Seconds for which PostgreSQL is not asked again whether the data has changed."""

PATIENCE = 0.8
"""Seconds that an answer waits for PostgreSQL to tell."""

UNANSWERED = (SILENT, TOO_LONG, IN_USE, CROWDED, CLOSED, UNREACHABLE)

WITHOUT_DATA = ("/livez", "/readyz", "/static/", "/docs", "/openapi.json", "/guide", "/problems/")
"""The beginnings of addresses whose answers are not of the data: no version is waited for."""

log = structlog.get_logger()


class SqliteVersion:
    """SQLite's own count of what others have committed to the file that is at the path, which costs 5 µs to read."""

    def __init__(self, database: str) -> None:
        self._path = database
        self._opened: tuple[sqlite3.Connection, Stamp] | None = None
        self._last: object | None = None

    async def now(self) -> object | None:
        """The version of the data; None where it cannot be told, and nothing is to be kept."""
        if self._opened is not None and not self._opened[1].holds():
            self.close()
        try:
            # Without waiting: nobody is answered meanwhile.
            self._opened = self._opened or open_file(self._path, timeout=0)
            connection, stamp = self._opened
            self._last = (stamp.identity, connection.execute("PRAGMA data_version").fetchone())
        except sqlite3.Error as error:
            if code_of(error) != "SQLITE_BUSY":  # who has locked the file has committed nothing yet
                self.close()
        return self._last

    def made_of(self, version: object, revision: bytes) -> bool:  # noqa: ARG002
        """Whether an answer of a revision that was asked for at a version is of that version: or of a later one."""
        return True

    def close(self) -> None:
        if self._opened:
            self._opened[0].close()
        self._opened = self._last = None


class PolledVersion:
    """The revision that the database has; of several servers, that which was asked.

    While no server can be reached the last that was known stands, so that answers that are kept are still given; they
    tell their revision.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: object | None = None
        self._read_at = float("-inf")
        self._silent = False
        self._probe = Probe(self._ask)

    async def now(self) -> object | None:
        """The version of the data; None where it cannot be told, and nothing is to be kept."""
        if time.monotonic() - self._read_at < POLLED:
            return self._known
        if self._silent:
            self._probe.start()
            return self._known
        try:
            await self._probe.answer(PATIENCE)
        except TimeoutError:
            self._silent = True  # nobody waits for it again until it has answered
        return self._known

    def _ask(self) -> None:
        started, silent = time.monotonic(), False
        try:
            with self._engine.connect() as connection:
                newest = connection.execute(NEWEST).first()
            self._known = None if newest is None else b"%d" % newest.revision
        except SQLAlchemyError as error:
            silent = cause(error) in UNANSWERED
            self._known = self._known if silent else None
        if silent and not self._silent:
            log.warning("the database does not say whether the data has changed")
        self._silent, self._read_at = silent, started

    def made_of(self, version: object, revision: bytes) -> bool:
        """Whether an answer is of the version: a standby may be behind the server whose revision is known."""
        return version == revision

    def close(self) -> None:
        self._probe.close()


Version: TypeAlias = SqliteVersion | PolledVersion


def version_of(engine: Engine) -> Version:
    return SqliteVersion(engine.url.database or "") if engine.dialect.name == "sqlite" else PolledVersion(engine)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer without what is the request's own: with its headers, and those of a 304 to it."""

    body: bytes
    headers: Headers
    unchanged: Headers
    validators: Mapping[str, str]
    revision: bytes

    def is_of(self, seen: bytes) -> bool:
        """Whether it is of the revision that a client has seen, or of a newer one."""
        return REVISION.fullmatch(seen) is not None and int(self.revision) >= int(seen)


class Cache:
    """The most recently used answers of one version of the data, up to so many bytes."""

    def __init__(self, size: int, version: Version) -> None:
        self._size, self._version = size, version
        self._at: object | None = None
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._bytes = 0
        self._making: dict[Key, asyncio.Event] = {}

    async def version(self) -> object | None:
        """The version of the data, of which alone answers are kept."""
        now = await self._version.now()
        if now != self._at:
            self._at = now
            self._kept.clear()
            self._bytes = 0
        return now

    def get(self, key: Key) -> Kept | None:
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
        return kept

    def put(self, key: Key, version: object, status: int, headers: Headers, body: bytes) -> None:
        """Keep a whole answer of data; no other, none that is an eighth of the cache, and none of another version."""
        told = dict(headers)
        revision = told.get(b"x-data-revision")
        fits = status == 200 and len(body) * 8 <= self._size and version == self._at and key not in self._kept
        if not fits or revision is None or not self._version.made_of(version, revision):
            return
        own = [(name, value) for name, value in headers if name != b"x-request-id"]
        unchanged = [(name, value) for name, value in own if name not in (b"content-length", b"content-type")]
        validators = {
            "ETag": told[b"etag"].decode(),
            "Last-Modified": told.get(b"last-modified", b"").decode(),
        }
        self._kept[key] = Kept(body, own, unchanged, validators, revision)
        self._bytes += _weight(key, self._kept[key])
        while self._bytes > self._size:
            self._bytes -= _weight(*self._kept.popitem(last=False))

    async def first(self, key: Key) -> bool:
        """True for the first of several that ask for an answer that is not here, who has to call :meth:`made`.

        Others return when it is made, or turns out not to be of the kind that is kept.
        """
        making = self._making.get(key)
        if making is None:
            self._making[key] = asyncio.Event()
            return True
        await making.wait()
        return False

    def made(self, key: Key) -> None:
        making = self._making.pop(key, None)
        if making:
            making.set()


def _weight(key: Key, kept: Kept) -> int:
    return len(kept.body) + sum(len(part) for part in key if isinstance(part, bytes | str)) + 2000


def _name(parameter: bytes) -> bytes:
    return parameter.partition(b"=")[0]


def key_of(scope: Scope, given: Mapping[bytes, bytes]) -> Key | None:
    """What an answer depends on beside the data; None where it is not to be kept or not to be told from headers."""
    if scope["path"].startswith(WITHOUT_DATA, len(scope.get("root_path", ""))):
        return None
    if scope["method"] not in ("GET", "HEAD") or b"range" in given or len(given) != len(scope["headers"]):
        return None
    if "refused" in scope:  # for its host, which the public address may have replaced
        return None
    # By name: of a name that is repeated, such as ``fields``, the order may be what is asked for.
    parameters = sorted(scope["query_string"].split(b"&"), key=_name)
    return (
        scope["path"],
        b"&".join(parameters),
        given.get(b"accept"),
        given.get(b"host"),
        scope.get("scheme"),
    )
