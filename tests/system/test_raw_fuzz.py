"""Requests that no client library would send, generated from a seed: none causes an internal error, a plain-text answer
or no answer.

``COMMUNIQUE_FUZZ=5000`` sends that many.
"""

import contextlib
import os
import random
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from app.api.formats.registry import FORMATS
from tests.api.test_protocol import Answer, connect, limited_app, parse_answers, read_all
from tests.conftest import SharedDatabases, serving

COUNT = int(os.environ.get("COMMUNIQUE_FUZZ", "300"))
AT_ONCE = 8
"""Requests at the same time. The server waits for the missing end of many of them."""
PATHS = ["/", "/meetings", "/meetings/jspg-kz-tr-8", "/livez", "/readyz", "/docs", "/static/docs.js", "/static/none"]
PATHS += ["/openapi.json", "/search", "/timeline.svg", "/coverage", "/resolve", "/guide/filters", "/oembed", "/nowhere"]
PATHS += ["/briefings/kz-tr", "/explore/meetings/jspg-kz-tr-8", "/evidence", "/problems/not-found", "/officials/"]
PATHS += [f"/meetings.{name}" for name in FORMATS]
NAMES = ["limit", "date", "country", "q", "cursor", "fields", "sort", "mechanism", "group_by", "shape", "x", "", "_"]
VALUES = [b"", b"1", b"-1", b"9" * 5000, b"%00", b"%ff%fe", b"%", b"%zz", b"%2e%2e", b"2025-13", b"KZ", b"a" * 300]
VALUES += [b"%D9%A1", b"%C2%B2", b"'", b'"', b"1e400", b"NaN", b"%F0%9F%98%80", b"..%2f..%2f", b"0000", b"9999-12-31"]
HEADERS = ["Accept", "Range", "If-None-Match", "If-Modified-Since", "X-Data-Revision", "If-Range", "X-Request-ID"]
HEADERS += ["Accept-Encoding", "Origin", "Content-Length", "Expect", "Cache-Control", "Access-Control-Request-Method"]
HEADER_VALUES = [b"", b"*", b"*/*", b"bytes=0-1", b"bytes=" + b"9" * 5000 + b"-", b"bytes=-0", b"bytes=a", b"9" * 4301]
HEADER_VALUES += [
    b"\xb2",
    b"\xff\xfe",
    b"W/",
    b'"a',
    b"Mon, 01 Jan 99999 00:00:00 +99999999",
    b"text/csv;q=x",
    b"0",
    b"-1",
]
HEADER_VALUES += [
    b"100-continue",
    b"PUT",
    b"application/ld+json",
    b"text/html",
    b",,,",
    b"a" * 9000,
    b"Thu, 99 Foo 1 1:1:1",
]
METHODS = [b"GET"] * 12 + [b"HEAD"] * 4 + [b"POST", b"OPTIONS", b"PUT", b"TRACE", b"get", b"BREW", b""]


def request_of(chance: random.Random) -> bytes:
    """A mostly well-formed request, in which a few bytes may be broken."""
    target = chance.choice(PATHS).encode()
    headers_sent = [
        chance.choice(NAMES).encode() + b"=" + chance.choice(VALUES) for _ in range(chance.choice((0, 0, 1, 2, 40)))
    ]
    target += b"?" + b"&".join(headers_sent) if headers_sent else b""
    lines = [chance.choice(METHODS) + b" " + target + b" HTTP/1.1", b"Host: 127.0.0.1", b"Connection: close"]
    header_numbers = range(chance.choice((0, 1, 1, 2, 4)))
    lines += [chance.choice(HEADERS).encode() + b": " + chance.choice(HEADER_VALUES) for _ in header_numbers]
    whole = bytearray(b"\r\n".join([*lines, b"", b""]))
    if chance.random() < 0.25:
        for _ in range(chance.randint(1, 4)):
            whole[chance.randrange(len(whole))] = chance.randrange(256)
    if chance.random() < 0.05:
        whole = whole[: chance.randrange(1, len(whole))]
    return bytes(whole)


def in_two(request: bytes, chance: random.Random) -> tuple[bytes, bytes]:
    cut = chance.randrange(len(request))
    return request[:cut], request[cut:]


def answers_to(address: str, pieces: tuple[bytes, bytes]) -> list[Answer]:
    """All answers until the server closes the connection."""
    with connect(address) as connection:
        with contextlib.suppress(ConnectionError):  # it may be refused while it is being sent
            for piece in pieces:
                connection.sendall(piece)
        bytes_received = read_all(connection).removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n")
    if b"".join(pieces).startswith(b"HEAD"):  # whose answer has no body, whatever its length says
        head, end, _ = bytes_received.partition(b"\r\n\r\n")
        bytes_received = re.sub(rb"(?i)content-length: \d+", b"content-length: 0", head) + end
    return parse_answers(bytes_received)


@pytest.fixture(scope="module")
def server(databases: SharedDatabases) -> Iterator[str]:
    """A server that soon ends requests which stay incomplete."""
    with serving(limited_app("sqlite", databases, header_timeout=1)) as address:
        yield address


@pytest.mark.parametrize("seed", range(3))
def test_broken_requests_are_answered_by_problems(server: str, seed: int) -> None:
    chance = random.Random(seed)
    statuses: set[int] = set()
    pieces = [in_two(request_of(chance), chance) for _ in range(COUNT // 3)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers_of_all = [*pool.map(partial(answers_to, server), pieces)]
    for request, answers in zip(pieces, answers_of_all, strict=True):
        for answer in answers:
            statuses.add(answer.status)
            kind = answer.headers.get("content-type", "")
            assert answer.status < 500 or (answer.status, kind) == (503, "application/problem+json"), (request, answer)
            assert answer.status < 400 or not kind.startswith("text/plain"), (request, answer)
    assert {200, 400, 422} <= statuses
