"""One request with its retries and its cache, without input or output: both clients run the same steps."""

import json
import random
import threading
from collections import OrderedDict
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, TypeAlias
from urllib.parse import quote

import httpx

from .errors import BY_STATUS, CommuniqueError, ProblemError, UnreachableError

TEMPORARY = (429, 502, 503, 504)
"""Statuses after which the same request may succeed."""
WITH_COMMAS = ("group_by",)
"""Parameters whose values the API takes in one, separated by commas. It takes others repeated."""

Query: TypeAlias = Mapping[str, object]
"""Parameters by name: texts, numbers, days, or sequences of them; None for none."""
Moment: TypeAlias = date | str | int
"""A day, moment or interval. A year or a revision may be a number."""
Step: TypeAlias = "httpx.Request | float | Answer"
"""What comes next: send a request, wait for so many seconds, or return the answer."""
Reply: TypeAlias = httpx.Response | httpx.TransportError | None
"""What a request gave; None after a wait."""


@dataclass(frozen=True)
class Answer:
    """The body of an answer, and the revision of the data that it is from."""

    content: bytes
    etag: str | None
    revision: int | None

    def json(self) -> Any:
        try:
            return json.loads(self.content)
        except ValueError:
            raise CommuniqueError("the answer is not JSON, so it is not from the service") from None


class Cache:
    """The answers used last, by address, up to so many bytes. The service says by ETag whether they still hold."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, address: str) -> Answer | None:
        with self._lock:
            if address in self._answers:
                self._answers.move_to_end(address)
            return self._answers.get(address)

    def put(self, address: str, answer: Answer) -> None:
        with self._lock:
            if old := self._answers.pop(address, None):
                self._size -= len(old.content)
            if answer.etag and len(answer.content) <= self._limit:
                self._answers[address] = answer
                self._size += len(answer.content)
            while self._size > self._limit:
                self._size -= len(self._answers.popitem(last=False)[1].content)


@dataclass(frozen=True)
class Exchange:
    """How a client asks: where, how often again, how long it waits, and what it has in its cache."""

    base_url: str
    retries: int
    longest_wait: float
    cache: Cache

    def steps(
        self, http: httpx.Client | httpx.AsyncClient, path: str, query: Query, revision: int | None = None
    ) -> Generator[Step, Reply, None]:
        """Ask for ``path``, from ``revision`` of the data or a later one. Raises ``CommuniqueError``."""
        request = http.build_request("GET", self.base_url + path, params=parameters(query))
        if revision is not None:
            request.headers["X-Data-Revision"] = str(revision)
        address = str(request.url)
        entry = self.cache.get(address)
        if entry and entry.etag:
            request.headers["If-None-Match"] = entry.etag
        attempt = 0
        while True:
            reply = yield request
            wait = self._wait(attempt, reply)
            if wait is None:
                break
            yield wait
            attempt += 1
        if not isinstance(reply, httpx.Response):
            raise UnreachableError(f"{self.base_url} does not answer: {reply}") from reply
        if reply.status_code == 304 and entry:
            yield Answer(entry.content, entry.etag, _revision(reply))
            return
        if not reply.is_success:
            raise problem(reply)
        answer = Answer(reply.content, reply.headers.get("ETag"), _revision(reply))
        self.cache.put(address, answer)
        yield answer

    def _wait(self, attempt: int, reply: Reply) -> float | None:
        """Seconds to wait before another attempt; None if there is none."""
        temporary = not isinstance(reply, httpx.Response) or reply.status_code in TEMPORARY
        if not temporary or attempt >= self.retries:
            return None
        after = retry_after(reply) if isinstance(reply, httpx.Response) else None
        if after is None:
            return random.uniform(0.5, 1) * min(2.0**attempt / 2, self.longest_wait)
        return after if after <= self.longest_wait else None


def parameters(query: Query) -> httpx.QueryParams:
    """A query as it is sent. ``with_`` is ``with``, which Python reserves; None is left out."""
    result: list[tuple[str, str | int | float | bool | None]] = []
    for key, value in query.items():
        name = key.rstrip("_")
        values = value if isinstance(value, list | tuple | set | frozenset) else [value]
        texts = [_text(item) for item in values if item is not None]
        if name in WITH_COMMAS and texts:
            texts = [",".join(texts)]
        result += [(name, text) for text in texts]
    return httpx.QueryParams(result)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def segment(text: str) -> str:
    """A text as one part of a path."""
    return quote(text, safe="")


def retry_after(response: httpx.Response) -> float | None:
    """The seconds of a ``Retry-After``, which is a number or a date."""
    text = response.headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def problem(response: httpx.Response) -> ProblemError:
    """The error for an answer, also for one that a proxy made and that has no problem details."""
    try:
        body = response.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        body = {"detail": f"{response.url} answers with status {response.status_code} {response.reason_phrase}"}
    return BY_STATUS.get(response.status_code, ProblemError)(response.status_code, body, retry_after(response))


def _revision(response: httpx.Response) -> int | None:
    text = response.headers.get("X-Data-Revision", "")
    return int(text) if text.isdecimal() else None
