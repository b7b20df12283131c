"""Requests as they come over the wire, byte by byte: what is not HTTP, what is too much, and who is too slow."""

import asyncio
import contextlib
import gzip
import json
import logging
import queue
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
import structlog
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from app.api import protocol, query_route
from app.api.answer_threads import AnswerThreads, Share
from app.api.middleware.responses import ResponseMiddleware
from app.api.protocol import Limits
from app.main import create_app
from app.settings import Settings
from tests.conftest import SharedDatabases, serving

PROBLEM = "application/problem+json"
HANG = 30
"""Seconds after which a test takes a server for hung."""


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def problem(self) -> str:
        """The last part of the type, of what must be a problem."""
        assert self.headers["content-type"] == PROBLEM, (self.headers, self.body[:100])
        problem = json.loads(self.body)
        assert problem["status"] == self.status
        return str(problem["type"]).removeprefix("/problems/")


def connect(address: str) -> socket.socket:
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname, parts.port), timeout=HANG)


def read_all(connection: socket.socket) -> bytes:
    """What is sent until the server closes; a reset ends it too."""
    buffer = bytearray()
    with contextlib.suppress(ConnectionError):
        while piece := connection.recv(65_536):
            buffer += piece
    return bytes(buffer)


def parse_answers(stream: bytes) -> list[Answer]:
    """The answers that stand one behind another, each with its length or in chunks."""
    answers = []
    while stream:
        head, _, bytes_after = stream.partition(b"\r\n\r\n")
        line, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, value in (header.split(": ", 1) for header in lines)}
        size = int(headers.get("content-length", 0))
        if headers.get("transfer-encoding") == "chunked":
            size = bytes_after.index(b"0\r\n\r\n") + 5
        answers.append(Answer(int(line.split()[1]), headers, bytes_after[:size]))
        stream = bytes_after[size:]
    return answers


def exchange(address: str, *segments: bytes, end: bool = False) -> list[Answer]:
    """What is answered to bytes that are sent a segment at a time, with ``end`` by a client that then sends no more."""
    with connect(address) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for number, segment in enumerate(segments):
            time.sleep(0.05 if number else 0)  # so that they arrive apart
            with contextlib.suppress(ConnectionError):
                connection.sendall(segment)
        if end:
            connection.shutdown(socket.SHUT_WR)
        return parse_answers(read_all(connection))


@pytest.fixture
def wire(databases: SharedDatabases) -> str:
    """A server over the seed; which database it has makes no difference here."""
    return databases.address("sqlite")


CLOSE = b"Host: 127.0.0.1\r\nConnection: close\r\n\r\n"
END = b" HTTP/1.1\r\n" + CLOSE
KEEP = b" HTTP/1.1\r\nHost: a\r\n\r\n"
LIST = b"GET /meetings?mechanism=JSPG&fields=id"
CHECK = b"POST /check HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"


@pytest.mark.parametrize("raw", ["Türkiye", "Турция", "T\x7frkiye", "T rkiye"])
def test_an_address_that_is_not_encoded_is_refused_with_the_way_to_do_it(wire: str, raw: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        target = f"GET /meetings?country={raw}".encode(encoding).replace(b"\0", b"\x01")
        (answer,) = exchange(wire, target + END)
        assert (answer.status, answer.problem, answer.headers["connection"]) == (400, "bad-request", "close")
    (answer,) = exchange(wire, f"GET /meetings?country={raw}".encode() + END)
    if not raw.isascii():
        assert "T%C3%BCrkiye" in json.loads(answer.body)["detail"]
        assert "--data-urlencode" in json.loads(answer.body)["detail"]


def test_an_encoded_address_is_read(wire: str) -> None:
    for country in (b"T%C3%BCrkiye", b"T%c3%bcrkiye", b"%D0%A2%D1%83%D1%80%D1%86%D0%B8%D1%8F"):
        (answer,) = exchange(wire, LIST + b"&country=" + country + END)
        assert [record["id"] for record in json.loads(answer.body)["items"]] == ["jspg-kz-tr-8"]


@pytest.mark.parametrize("cut", range(1, len(LIST + END), 7))
def test_a_request_may_come_in_two_segments(wire: str, cut: int) -> None:
    whole = LIST + END
    (answer,) = exchange(wire, whole[:cut], whole[cut:])
    assert answer.status == 200


INNER_REQUEST = "GET /meetings?country=Türkiye HTTP/1.1\r\nHost: a\r\n\r\n".encode()
POST = b"POST /meetings HTTP/1.1\r\nHost: a\r\n"


@pytest.mark.parametrize(
    "body",
    [
        (b"Content-Length: %d\r\n\r\n" % len(INNER_REQUEST), INNER_REQUEST),
        (b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(INNER_REQUEST), INNER_REQUEST, b"\r\n0\r\n\r\n"),
    ],
)
def test_a_body_is_no_request(wire: str, body: tuple[bytes, ...]) -> None:
    """However its bytes begin and wherever the network cuts them."""
    for segments in ((POST + b"".join(body),), (POST + body[0], *body[1:]), (POST, *body)):
        after = b"GET /livez" + END
        answers = exchange(wire, *segments, after)
        assert [answer.status for answer in answers] == [405, 200]


MALFORMED_REQUESTS = {
    "no method": b"\xff\xfe /meetings" + END,
    "method": b"GET\xff /meetings" + END,
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "version": b"GET / HTTP/9.9\r\n" + CLOSE,
    "no version": b"GET /a b c\r\n" + CLOSE,
    "host alone": b"GET http://a" + END,
    "no slash": b"GET meetings" + END,
    "CONNECT": b"CONNECT a:80" + END,
    "line feeds": b"GET / HTTP/1.1\nHost: a\n\n",
    "name of a header": b"GET / HTTP/1.1\r\nHo\x00st: a\r\n\r\n",
    "value of a header": b"GET / HTTP/1.1\r\nX-A: a\x00b\r\n\r\n",
    "no colon": b"GET / HTTP/1.1\r\nHost\r\n\r\n",
    "folded": b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
    "length": b"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
    "huge length": POST + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n",
    "two lengths": POST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "length and chunks": POST + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunk": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    "no host": b"GET /meetings HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /meetings HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
    "compressed chunks": CHECK + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    "chunks twice": CHECK + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "huge chunk": POST + b"Transfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\n",
}


@pytest.mark.parametrize("request_bytes", MALFORMED_REQUESTS.values(), ids=MALFORMED_REQUESTS)
def test_what_is_no_http_is_a_problem(wire: str, request_bytes: bytes) -> None:
    for segments in (
        (request_bytes,),
        (request_bytes[:3], request_bytes[3:]),
        (request_bytes[:-5], request_bytes[-5:]),
    ):
        *_, answer = exchange(wire, *segments)
        if answer.status != 405:  # a broken chunk may come after the answer
            assert (answer.status, answer.problem, answer.headers["connection"]) == (400, "bad-request", "close")
            assert answer.headers["x-request-id"]


@pytest.mark.parametrize("trailer", [b"Host: b", b"Content-Type: text/html", b"Accept-Encoding: gzip", b"X-A: a"])
def test_a_trailer_changes_no_request(wire: str, trailer: bytes) -> None:
    head = CHECK + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
    (answer,) = exchange(wire, head + b"3\r\nabc\r\n0\r\n" + trailer + b"\r\n\r\n")
    assert (answer.status, answer.headers.get("content-encoding")) == (200, None)


@pytest.mark.parametrize("path", ["/meetings", "/check", "/reports"])
def test_a_client_that_still_sends_its_body_gets_the_answer(wire: str, path: str) -> None:
    """A connection that is closed meanwhile would be reset, and the answer lost."""
    size = 3_000_000
    head = f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: {size}\r\n".encode()
    with connect(wire) as connection:
        connection.sendall(head + b"Connection: close\r\n\r\n")
        time.sleep(0.05)  # so that the answer is on its way
        connection.sendall(b"a" * size)
        (answer,) = parse_answers(read_all(connection))
    assert 400 <= answer.status < 500
    assert answer.problem


def test_a_request_before_what_is_no_http_is_answered(wire: str) -> None:
    answers = exchange(wire, b"GET /meetings?limit=1 HTTP/1.1\r\nHost: a\r\n\r\n" + b"\xff\xff\r\n\r\n")
    assert answers[0].status == 200
    assert [answer.problem for answer in answers[1:]] in ([], ["bad-request"])


@pytest.mark.parametrize(
    "segments",
    [
        (b"GET /" + b"a" * 70_000 + END,),
        (b"GET / HTTP/1.1\r\nX-A: " + b"a" * 70_000, b"a" * 200_000),
        (b"GET / HTTP/1.1\r\n" + b"X-A: a\r\n" * 5000 + b"\r\n",),
        (b"GET / HTTP/1.1\r\n", *[b"X-A: a\r\n" * 400] * 10),
    ],
)
def test_headers_are_bounded(wire: str, segments: tuple[bytes, ...]) -> None:
    (answer,) = exchange(wire, *segments)
    assert (answer.status, answer.problem) == (431, "headers-too-large")


def test_old_http_needs_no_host(wire: str) -> None:
    (answer,) = exchange(wire, b"GET /meetings?limit=1 HTTP/1.0\r\n\r\n")
    assert answer.status == 200


def test_old_http_knows_no_interim_answer(wire: str) -> None:
    head = b"POST /check HTTP/1.0\r\nExpect: 100-continue\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\n"
    (answer,) = exchange(wire, head, b"abc")
    assert answer.status == 200


@pytest.mark.parametrize("coding", ["identity", "gzip"])
def test_old_http_has_no_chunks(wire: str, coding: str) -> None:
    """A file that is still written has no length: it comes as it is, and ends with the connection."""
    path = f"/evidence.csv?fields=id,quote,{coding}".replace("identity", "title").replace("gzip", "label")
    with connect(wire) as connection:
        connection.sendall(f"GET {path} HTTP/1.0\r\nAccept-Encoding: {coding}\r\n\r\n".encode())
        head, _, body = read_all(connection).partition(b"\r\n\r\n")
    assert b"transfer-encoding" not in head.lower()
    whole = httpx.get(wire + path, headers={"Accept-Encoding": "identity"}).content
    assert (gzip.decompress(body) if coding == "gzip" else body) == whole


@pytest.mark.parametrize("breaks", [False, True])
def test_old_http_tells_a_body_that_broke_off(breaks: bool) -> None:
    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"one", "more_body": True})
        await asyncio.sleep(0.1)
        if not breaks:
            await send({"type": "http.response.body", "body": b"two"})

    with serving(answer, lifespan="off") as address, connect(address) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        with pytest.raises(ConnectionResetError) if breaks else contextlib.nullcontext():
            buffer = b""
            while piece := connection.recv(65_536):
                buffer += piece
            assert buffer.endswith(b"\r\n\r\nonetwo")


@pytest.mark.thorough
def test_old_http_tells_a_body_that_its_client_did_not_read_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The connection is reset although the service has made the whole body."""
    monkeypatch.setattr(protocol, "Limits", lambda: Limits(send_seconds=0.5))

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": bytes(50_000_000)})

    with serving(answer, lifespan="off") as address, connect(address) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        time.sleep(3)
        with pytest.raises(ConnectionResetError):
            b"".join(iter(lambda: connection.recv(65_536), b""))


WHOLE_REQUESTS = {
    "page": (LIST + KEEP, [200]),
    "file": (b"GET /meetings.csv" + KEEP, [200]),
    "old": (b"GET /meetings HTTP/1.0\r\n\r\n", [200]),
    "several": ((LIST + KEEP) * 3, [200, 200, 200]),
    "body": (CHECK + b"Content-Length: 3\r\n\r\nabc", [200]),
    "nothing": (b"", []),
}
CUT_REQUESTS = {
    "line": (b"GET /meetings", 400),
    "head": (LIST + b" HTTP/1.1\r\nHost: a\r\n", 400),
    "body": (CHECK + b"Content-Length: 4\r\n\r\nabc", 400),
    "chunk": (CHECK + b"Transfer-Encoding: chunked\r\n\r\n4\r\nabc", 400),
    "second": (LIST + KEEP + b"GET /", 200),
}


@pytest.mark.parametrize(("segment", "answers"), WHOLE_REQUESTS.values(), ids=WHOLE_REQUESTS)
def test_a_client_that_sends_no_more_is_answered(
    wire: str, monkeypatch: pytest.MonkeyPatch, segment: bytes, answers: list[int]
) -> None:
    """``nc -N`` closes its side of the connection so. After the answer, the service closes its own."""
    monkeypatch.setattr(protocol, "GRACE", HANG)
    assert [answer.status for answer in exchange(wire, segment, end=True)] == answers


@pytest.mark.parametrize("pauses", [(0.0, 0.5), (0.15, 0.15)], ids=["long answers", "late answers"])
def test_a_client_that_sends_no_more_gets_all_answers_whole(
    monkeypatch: pytest.MonkeyPatch, pauses: tuple[float, float]
) -> None:
    """All answers together take longer than one answer may take to begin."""
    monkeypatch.setattr(protocol, "GRACE", 0.25)

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(pauses[0])
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"1", "more_body": True})
        await asyncio.sleep(pauses[1])
        await send({"type": "http.response.body", "body": b"2"})

    with serving(respond, lifespan="off") as address:
        answers = exchange(address, (b"GET /" + KEEP) * 3, end=True)
    assert [answer.body for answer in answers] == [b"12"] * 3


@pytest.mark.parametrize(("segment", "status"), CUT_REQUESTS.values(), ids=CUT_REQUESTS)
def test_a_request_that_ends_too_early_is_refused(wire: str, segment: bytes, status: int) -> None:
    """A complete request before it is answered all the same."""
    assert exchange(wire, segment, end=True)[0].status == status


@pytest.mark.parametrize("upgrade", [b"websocket", b"h2c"])
def test_no_other_protocol_is_spoken(wire: str, upgrade: bytes) -> None:
    wish = b"Connection: Upgrade\r\nUpgrade: " + upgrade + b"\r\nSec-WebSocket-Version: 13\r\n\r\n"
    (answer,) = exchange(wire, LIST + b" HTTP/1.1\r\nHost: a\r\n" + wish)
    assert answer.status == 200


def test_the_server_does_not_name_itself(wire: str) -> None:
    for request_bytes in (LIST + END, b"GET /none" + END, b"nonsense\r\n\r\n"):
        assert "server" not in exchange(wire, request_bytes)[0].headers


# --- limits --------------------------------------------------------------------------------------


def limited_app(backend: str, databases: SharedDatabases, **limits: object) -> FastAPI:
    return create_app(Settings.model_validate(databases.settings(backend).model_dump() | limits))


@pytest.fixture
def strict(databases: SharedDatabases) -> Iterator[str]:
    """A server that grants six connections and a second."""
    with serving(limited_app("sqlite", databases, max_connections=6, header_timeout=1, send_timeout=1)) as address:
        yield address


@pytest.mark.thorough
def test_half_sent_headers_end(strict: str) -> None:
    with connect(strict) as silent, connect(strict) as half:
        half.sendall(b"GET / HTTP/1.1\r\nX-A: ")
        (late,) = parse_answers(read_all(half))
        assert (late.status, late.problem) == (408, "request-timeout")
        assert read_all(silent) == b""


@pytest.mark.thorough
def test_headers_that_trickle_end(strict: str) -> None:
    """Each byte comes in time, but not the whole head. The connection has had an answer before."""
    with connect(strict) as trickling:
        trickling.sendall(b"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
        until = time.monotonic() + HANG
        with contextlib.suppress(ConnectionError):
            while time.monotonic() < until:
                trickling.sendall(b"GET / HTTP/1.1\r\nX-A: aaaaa" if until - time.monotonic() > HANG - 0.1 else b"a")
                time.sleep(0.1)
        assert time.monotonic() < until, "it went on for ever"


@pytest.mark.thorough
def test_a_body_that_trickles_ends(strict: str) -> None:
    with connect(strict) as trickling:
        trickling.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")
        until = time.monotonic() + HANG
        with contextlib.suppress(ConnectionError):
            while time.monotonic() < until:
                trickling.sendall(b"a")
                time.sleep(0.1)
        assert time.monotonic() < until, "it went on for ever"


def test_a_body_that_breaks_off_is_logged_as_no_fault(wire: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "app.access")
    head = b"POST /check HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    with structlog.testing.capture_logs() as logs:
        exchange(wire, head + b'5\r\n{"tex\r\n', b"zz\r\n")
        assert statuses(logs, "/check") == [499]
    assert not any(entry["log_level"] == "error" for entry in logs)


class Slow:
    """An application that sends ``before`` pieces, waits until its client has left, and sends ``after`` more."""

    def __init__(self, before: int, after: int) -> None:
        self.before, self.after, self.departure = before, after, threading.Event()

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise NotImplementedError
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for number in range(self.before + self.after):
            while number == self.before and not self.departure.is_set():
                await asyncio.sleep(0.01)
            has_more = number + 1 < self.before + self.after
            await send({"type": "http.response.body", "body": b"piece", "more_body": has_more})


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a client that sends no more for one that has left."""
    monkeypatch.setattr(protocol, "GRACE", 0)


def statuses(logs: list[Any], path: str) -> list[int]:
    """The statuses that are logged for a path, once there are any."""
    until = time.monotonic() + HANG
    while not any(entry.get("path") == path for entry in logs) and time.monotonic() < until:
        time.sleep(0.01)
    return [entry["status"] for entry in logs if entry.get("path") == path]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(("before", "after"), [(0, 1), (0, 3), (1, 1), (2, 2)])
def test_a_client_that_leaves_before_the_end_is_logged_as_such(
    caplog: pytest.LogCaptureFixture, method: str, before: int, after: int
) -> None:
    caplog.set_level(logging.INFO, "app.access")
    slow = Slow(before, after)
    with structlog.testing.capture_logs() as logs, serving(ResponseMiddleware(slow, 0, None, [])) as address:
        with connect(address) as connection:
            connection.sendall(f"{method} /x".encode() + END)
            if before > 0:
                assert connection.recv(1)
            time.sleep(0.05)  # so that the request arrives first
        time.sleep(0.05)
        slow.departure.set()
        assert statuses(logs, "/x") == [499]


def test_a_client_that_leaves_an_answer_that_has_begun_is_noticed_at_once() -> None:
    """Streams of events would count it as a listener until they send something."""
    messages: queue.Queue[str] = queue.Queue()

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"1", "more_body": True})
        messages.put((await receive())["type"])

    with serving(respond, lifespan="off") as address:
        with connect(address) as connection:
            connection.sendall(b"GET /" + KEEP)
            stream = b""
            while not stream.endswith(b"1"):
                stream += connection.recv(65_536)
        assert messages.get(timeout=HANG) == "http.disconnect"


def test_a_client_that_leaves_the_first_of_two_answers_is_noticed(caplog: pytest.LogCaptureFixture) -> None:
    messages: queue.Queue[str] = queue.Queue()
    departure = threading.Event()

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"1", "more_body": True})
        while not departure.is_set():
            await asyncio.sleep(0.01)
        await send({"type": "http.response.body", "body": b"2", "more_body": True})
        messages.put((await receive())["type"])

    with serving(respond, lifespan="off") as address:
        with connect(address) as connection:
            connection.sendall((b"GET /" + KEEP) * 2)
            assert connection.recv(1)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        time.sleep(0.1)
        departure.set()
        assert messages.get(timeout=5) == "http.disconnect"
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_a_client_of_old_http_that_leaves_is_no_fault(caplog: pytest.LogCaptureFixture) -> None:
    slow = Slow(1, 1)
    with serving(slow, lifespan="off") as address:
        with connect(address) as connection:
            connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
            assert connection.recv(1)
        time.sleep(0.05)
        slow.departure.set()
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("path", ["/meetings?limit=1", "/meetings.csv", "/timeline.svg"])
def test_a_client_that_has_its_answer_is_logged_with_its_status(
    wire: str, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    caplog.set_level(logging.INFO, "app.access")
    with structlog.testing.capture_logs() as logs:
        (answer,) = exchange(wire, f"GET {path}".encode() + END)
        assert statuses(logs, path.partition("?")[0]) == [answer.status] == [200]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("path", ["/meetings", "/meetings/facets", "/timeline", "/search", "/explore/meetings"])
def test_what_a_client_has_asked_before_it_left_is_not_begun(
    databases: SharedDatabases, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    app = create_app(databases.settings("sqlite"))
    app.state.threads = AnswerThreads(Share(1, 1))
    calls, may_go_on = [], threading.Event()

    def respond(call: Callable[[], object]) -> object:
        calls.append(call)
        assert may_go_on.wait(HANG)
        return call()

    monkeypatch.setattr(query_route, "with_retry", respond)
    with serving(app) as address, connect(address) as waiting:
        waiting.sendall(b"GET /meetings?q=a" + END)
        time.sleep(0.1)
        leaving = [connect(address) for _ in range(5)]
        for number, connection in enumerate(leaving):
            connection.sendall(f"GET {path}?q=b{number}".encode() + END)
        time.sleep(0.2)
        for connection in leaving:
            connection.close()
        time.sleep(0.1)
        may_go_on.set()
        (answer,) = parse_answers(read_all(waiting))
        assert answer.status == 200
        assert exchange(address, b"GET /meetings?q=c" + END)[0].status == 200
    assert len(calls) == 2


def test_a_client_that_leaves_a_stream_is_logged_as_such(wire: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "app.access")
    with structlog.testing.capture_logs() as logs:
        with connect(wire) as connection:
            connection.sendall(b"GET /changes/stream" + END)
            assert connection.recv(1)
        assert statuses(logs, "/changes/stream") == [499]


def test_connections_are_bounded_and_one_client_leaves_others_room(strict: str) -> None:
    connections = [connect(strict) for _ in range(12)]
    time.sleep(0.2)
    statuses = []
    for connection in connections:
        with contextlib.suppress(ConnectionError):
            connection.sendall(b"GET /livez" + END)
        answers = parse_answers(read_all(connection))
        statuses += [answer.status for answer in answers]
        for answer in answers:
            assert answer.status == 200 or (answer.problem, answer.headers["retry-after"]) == ("unavailable", "5")
        connection.close()
    assert statuses.count(200) == 3, "half of six"
    assert statuses.count(503) == 9
    (answer,) = exchange(strict, b"GET /livez" + END)
    assert answer.status == 200


@pytest.mark.thorough
def test_a_client_that_takes_nothing_is_let_go(strict: str) -> None:
    with connect(strict) as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with contextlib.suppress(ConnectionError):
            deaf.settimeout(0.5)
            with contextlib.suppress(TimeoutError):
                while True:
                    deaf.sendall(b"GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n" * 20)
        until = time.monotonic() + HANG
        while time.monotonic() < until:
            try:
                deaf.sendall(b"x")
            except TimeoutError:
                continue
            except ConnectionError:
                return
            time.sleep(0.1)
    pytest.fail("it was kept for ever")
