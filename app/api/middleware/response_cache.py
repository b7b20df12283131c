"""Whole responses, cached in the process while the data stays the same, and bounded by bytes.

A response is cached under the version of the data that was read before the response was made, and served only while
that is the current version. After a load the next response is new on SQLite, and new within :data:`POLL_SECONDS` on
PostgreSQL, whichever worker or machine has loaded the data. Decision 006 has what the cache saves.
"""

import asyncio
import re
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import structlog
from cachetools import LRUCache
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.types import Scope

from app.api.middleware.coding import is_compressible
from app.api.shared_call import SharedCall
from app.db.failures import IN_USE, NO_CONNECTION, NOT_UP, SILENT, TOO_LONG, UNREACHABLE, cause, code_of
from app.db.revision import NEWEST_PUBLICATION
from app.db.sqlite_file import Stamp, open_file
from app.query.coverage import PERMANENT_CACHE_CONTROL

CacheKey = tuple[Any, ...]

HeaderList = list[tuple[bytes, bytes]]

_REVISION = re.compile(rb"[0-9]{1,18}")

POLL_SECONDS = 0.5
"""Seconds for which the version that PostgreSQL has given is used without asking again."""

POLL_TIMEOUT = 0.8
"""Seconds that a response waits for the version from PostgreSQL."""

NO_ANSWER = (SILENT, TOO_LONG, IN_USE, NO_CONNECTION, NOT_UP, UNREACHABLE)
"""Failures after which the last version is used on: the database has not said that it has changed."""

WITHOUT_DATA = ("/livez", "/readyz", "/static/", "/docs", "/openapi.", "/guide", "/problems/")
"""Beginnings of the paths whose responses do not depend on the data: they need no version, and are not cached."""

ENTRY_BYTES = 2000
"""Bytes that an entry counts beside its body and key: for its headers and objects."""

log = structlog.get_logger()


class SqliteVersion:
    """SQLite's own count of the commits of other connections to the file at a path. Reading it takes 5 µs."""

    def __init__(self, database: str) -> None:
        self._path = database
        self._file: tuple[sqlite3.Connection, Stamp] | None = None
        self._version: object | None = None

    async def current(self) -> object | None:
        """The version of the data, or None if it is not known: then nothing is cached."""
        if self._file is not None and not self._file[1].is_current():
            self.close()
        try:
            # No time to wait for a lock: this runs in the event loop, and holds up every request.
            self._file = self._file or open_file(self._path, timeout=0)
            connection, stamp = self._file
            self._version = (stamp.identity, connection.execute("PRAGMA data_version").fetchone())
        except sqlite3.Error as error:
            if code_of(error) != "SQLITE_BUSY":  # who has locked the file has committed nothing yet
                self.close()
        return self._version

    def may_cache(self, version: object, revision: bytes) -> bool:  # noqa: ARG002
        """Whether this response may be cached under this version. Always: it is read after the version."""
        return True

    def close(self) -> None:
        if self._file:
            self._file[0].close()
        self._file = self._version = None


class PolledVersion:
    """The revision of the data in PostgreSQL, read at most once in :data:`POLL_SECONDS`.

    While no server can be reached the last version is used on, so that cached responses are still served; their headers
    name their revision.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._version: object | None = None
        self._read_at = float("-inf")
        self._unreachable = False
        self._call = SharedCall(self._poll)

    async def current(self) -> object | None:
        """The version of the data, or None if it is not known: then nothing is cached."""
        if time.monotonic() - self._read_at < POLL_SECONDS:
            return self._version
        if self._unreachable:
            self._call.start()
            return self._version
        try:
            await self._call.answer(POLL_TIMEOUT)
        except TimeoutError:
            self._unreachable = True  # no request waits for the server again until it has answered
        return self._version

    def _poll(self) -> None:
        began_at, unreachable = time.monotonic(), False
        try:
            with self._engine.connect() as connection:
                newest = connection.execute(NEWEST_PUBLICATION).first()
            self._version = None if newest is None else b"%d" % newest.revision
        except SQLAlchemyError as error:
            unreachable = cause(error) in NO_ANSWER
            self._version = self._version if unreachable else None
        if unreachable and not self._unreachable:
            log.warning("the database does not say whether the data has changed")
        self._unreachable, self._read_at = unreachable, began_at

    def may_cache(self, version: object, revision: bytes) -> bool:
        """Whether this response may be cached under this version: a standby may have answered from an older one."""
        return version == revision

    def close(self) -> None:
        self._call.close()


DataVersion: TypeAlias = SqliteVersion | PolledVersion


def data_version(engine: Engine) -> DataVersion:
    return SqliteVersion(engine.url.database or "") if engine.dialect.name == "sqlite" else PolledVersion(engine)


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """The body and headers of a 200 response without its request id, and the headers of the 304 for it.

    ``size`` is what the entry counts in the cache, in bytes. ``text``: a client may get the body compressed.
    """

    body: bytes
    headers: HeaderList
    headers_304: HeaderList
    validators: Mapping[str, str]
    revision: bytes
    size: int
    text: bool

    def is_as_new_as(self, client_revision: bytes) -> bool:
        """Whether it has the revision that the client has seen, or a newer one."""
        return _REVISION.fullmatch(client_revision) is not None and int(self.revision) >= int(client_revision)


class ResponseCache:
    """The most recently used responses of the current version of the data, up to ``size`` bytes."""

    def __init__(self, size: int, version: DataVersion) -> None:
        self._size, self._data_version = size, version
        self._version: object | None = None
        self._responses = self._empty()
        self._in_progress: dict[CacheKey, asyncio.Event] = {}

    def _empty(self) -> LRUCache[CacheKey, CachedResponse]:
        return LRUCache(self._size, getsizeof=lambda response: response.size)

    async def current_version(self) -> object | None:
        """The version of the data now. If it has changed, the cache is emptied."""
        version = await self._data_version.current()
        if version != self._version:
            self._version = version
            self._responses = self._empty()
        return version

    def get(self, key: CacheKey) -> CachedResponse | None:
        return self._responses.get(key)

    def put(self, key: CacheKey, version: object, status: int, headers: HeaderList, body: bytes) -> None:
        """Cache a response that was begun at a version.

        Only a 200 with a revision is cached, unless it says ``no-store``, if the version is still the current one and
        the body is at most an eighth of the cache.
        """
        fields = dict(headers)
        revision = fields.get(b"x-data-revision")
        size = len(body) + sum(len(part) for part in key if isinstance(part, bytes | str)) + ENTRY_BYTES
        fits = len(body) * 8 <= self._size and size <= self._size
        if fields.get(b"cache-control") == b"no-store":
            return
        if status != 200 or revision is None or not fits or version != self._version or key in self._responses:
            return
        is_permanent = fields.get(b"cache-control") == PERMANENT_CACHE_CONTROL.encode()
        if not is_permanent and not self._data_version.may_cache(version, revision):
            return
        stored_headers = [(name, value) for name, value in headers if name != b"x-request-id"]
        headers_304 = [
            (name, value) for name, value in stored_headers if name not in (b"content-length", b"content-type")
        ]
        validators = {
            "ETag": fields[b"etag"].decode(),
            "Last-Modified": fields.get(b"last-modified", b"").decode(),
        }
        text = is_compressible(fields.get(b"content-type", b""))
        self._responses[key] = CachedResponse(body, stored_headers, headers_304, validators, revision, size, text)

    async def begin(self, key: CacheKey) -> bool:
        """True for the first of several requests for a response that is not cached: it must call :meth:`end`.

        The others wait until then, and get False. They find the response in the cache if it may be cached.
        """
        event = self._in_progress.get(key)
        if event is None:
            self._in_progress[key] = asyncio.Event()
            return True
        await event.wait()
        return False

    def end(self, key: CacheKey) -> None:
        """Wake the requests that wait for the response. A second call does nothing."""
        event = self._in_progress.pop(key, None)
        if event:
            event.set()


def _parameter_name(parameter: bytes) -> bytes:
    return parameter.partition(b"=")[0]


def cache_key(scope: Scope, headers: Mapping[bytes, bytes]) -> CacheKey | None:
    """What a response depends on beside the data; None for a request whose response is not cached."""
    if scope["path"].startswith(WITHOUT_DATA, len(scope.get("root_path", ""))):
        return None
    if scope["method"] not in ("GET", "HEAD") or b"range" in headers or len(headers) != len(scope["headers"]):
        return None
    # Sorted by name only: the order of a parameter that is repeated, such as ``fields``, may matter.
    parameters = sorted(scope["query_string"].split(b"&"), key=_parameter_name)
    return (
        scope["path"],
        b"&".join(parameters),
        headers.get(b"accept"),
        headers.get(b"host"),
        scope.get("scheme"),
    )
