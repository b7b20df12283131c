"""Content codings: which one a client takes (RFC 9110, 12.5.3), and answers compressed once for all who ask.

Nothing in an answer is secret, and no answer depends on who asks: so its length tells an eavesdropper nothing (BREACH).
"""

import asyncio
import re
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol, TypeAlias

from cachetools import LRUCache
from xxhash import xxh3_128_digest

from app.domain.compression import zstd

CodedKey: TypeAlias = tuple[str, bytes]

MAX_ACCEPTED = 4_096
"""Bytes of ``Accept-Encoding`` that are read: no client lists so many codings."""

SMALLEST_COMPRESSED = 1000
"""Bytes from which on an answer is compressed. A shorter one fits into one packet anyway."""

GZIP_LEVEL, ZSTD_LEVEL = 5, 3
"""The next levels save up to 7 and 9 percent of the bytes, and take 1.4 and 2.4 times as long: decision 012."""

THREAD_BYTES = 16_384
"""Bytes from which on a thread compresses, so that the event loop goes on with other requests."""

_THREADS = ThreadPoolExecutor(2, "coding")

_TEXT = re.compile(
    rb"text/(?!event-stream)|image/svg\+xml"
    rb"|application/(?:[\w.-]+\+(?:json|xml)|json|xml|x-ndjson|yaml|x?-?javascript|x-research-info-systems|x-bibtex)\b"
)

_ITEM = re.compile(
    rb"\s*(?:x-)?([!#$%&'*+.^_`|~0-9a-z-]+)\s*(?:;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?", re.IGNORECASE
)

CODINGS = ("zstd", "gzip")
"""The codings, the better one first. The tag of a compressed answer ends with the name: it is of other bytes."""


class Compressor(Protocol):
    """Compresses a body in pieces."""

    def compress(self, data: bytes, /) -> bytes: ...

    def flush(self) -> bytes: ...


def is_compressible(media_type: bytes) -> bool:
    """Whether bytes of that type become fewer by compression. Pictures, fonts and archives do not; and the events of a
    stream would be held back until there are many."""
    return _TEXT.match(media_type) is not None


@dataclass(frozen=True, slots=True)
class AcceptedCoding:
    """What ``Accept-Encoding`` says: the coding to use, if any, and whether the client refuses bytes without one.

    ``unacceptable``: it refuses everything that the service can send.
    """

    name: str = ""
    is_required: bool = False
    unacceptable: bool = False

    def applies(self, *, text: bool, size: int | None) -> bool:
        """Whether to compress an answer of that size; None is a long one."""
        return (
            self.name != ""
            and size != 0
            and (self.is_required or (text and (size is None or size >= SMALLEST_COMPRESSED)))
        )

    def tag(self, tag: bytes) -> bytes:
        """The tag of an answer in the coding, from the tag of the answer without it."""
        return b'%s-%s"' % (tag[:-1], self.name.encode())

    def compressor(self) -> Compressor:
        if self.name == "zstd":
            return zstd.ZstdCompressor(level=ZSTD_LEVEL)
        return zlib.compressobj(GZIP_LEVEL, wbits=31)

    def compress(self, body: bytes) -> bytes:
        if self.name == "zstd":
            return zstd.compress(body, level=ZSTD_LEVEL)
        return zlib.compress(body, GZIP_LEVEL, wbits=31)


IDENTITY = AcceptedCoding()


def accepted_coding(header: bytes | None) -> AcceptedCoding:
    """The coding that a client prefers. Of several with one weight, a named one goes first, then the better one.

    An item that is not valid is left out. ``*`` alone gives gzip, which every client that sends it can read.
    """
    if not header:
        return IDENTITY
    return _parse(header) if len(header) <= 200 else _parse.__wrapped__(header[:MAX_ACCEPTED])


@lru_cache(256)
def _parse(header: bytes) -> AcceptedCoding:
    matches = [match for item in header.split(b",") if (match := _ITEM.fullmatch(item))]
    weights = {match[1].lower().decode(): float(match[2] or 1) for match in matches}
    other_weight = weights.get("*", 0.0)
    names = sorted(CODINGS, key=lambda name: (name not in weights, name == "zstd" and name not in weights))
    best = max(names, key=lambda name: weights.get(name, other_weight))
    weight = weights.get(best, other_weight)
    refuses_identity = weights.get("identity", other_weight if "*" in weights else 1.0) == 0
    if weight > 0 and weight >= weights.get("identity", 0):
        return AcceptedCoding(best, is_required=refuses_identity)
    return AcceptedCoding(unacceptable=refuses_identity)


def tag_of_copy(copies: bytes, tag: bytes, coding: AcceptedCoding | None) -> bytes:
    """The tag of a 304: that of the client's copy, which ``If-None-Match`` names, in whichever coding it is stored.

    ``coding`` is that of the answer to the request without ``If-None-Match``.
    """
    answer_tag = coding.tag(tag) if coding else tag
    forms = [answer_tag, tag, *(AcceptedCoding(name).tag(tag) for name in CODINGS)]
    return next((form for form in forms if form in copies), answer_tag)


def with_vary(vary: bytes) -> bytes:
    """The header ``Vary`` of an answer that depends on ``Accept-Encoding`` as well."""
    return b"%s, Accept-Encoding" % vary if vary else b"Accept-Encoding"


async def code_in_thread(call: Callable[[bytes], bytes], data: bytes) -> bytes:
    """What ``call`` makes of the data, in a thread if that takes long."""
    if len(data) < THREAD_BYTES:
        return call(data)
    return await asyncio.get_running_loop().run_in_executor(_THREADS, call, data)


class CodedBodies:
    """Compressed bodies, the most recently used ones up to ``size`` bytes.

    The key is a hash of the body, so an entry is right whatever the data. Requests for one that is in the making wait
    for it.
    """

    def __init__(self, size: int) -> None:
        self._bodies: LRUCache[CodedKey, bytes] = LRUCache(size, getsizeof=len)
        self._in_progress: dict[CodedKey, asyncio.Task[bytes]] = {}

    async def get(self, coding: AcceptedCoding, body: bytes) -> bytes:
        """The body in a coding."""
        key = (coding.name, xxh3_128_digest(body))
        coded_body = self._bodies.get(key)
        if coded_body is not None:
            return coded_body
        task = self._in_progress.get(key)
        if task is None:
            task = self._in_progress[key] = asyncio.create_task(code_in_thread(coding.compress, body))
            task.add_done_callback(lambda task: self._end(key, task))
        return await asyncio.shield(task)

    def _end(self, key: CodedKey, task: "asyncio.Task[bytes]") -> None:
        self._in_progress.pop(key, None)
        if not task.cancelled() and task.exception() is None and len(task.result()) <= self._bodies.maxsize:
            self._bodies[key] = task.result()
