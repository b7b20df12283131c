"""Asks an OpenAI-compatible service for JSON of a schema, within bounds of time, size and number of requests.

The service is a stranger: its answer may be late, huge, broken or a redirect. Each of these ends in a
:class:`ChatError` with a sentence, which never has the key.
"""

import asyncio
import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.domain.free_text import clean
from app.domain.retry_after import retry_after_seconds
from app.settings import Settings

if TYPE_CHECKING:
    import httpx

Say = Callable[[str], None]
"""Takes a sentence about what goes on."""

PAUSES = (1.0, 4.0)
"""Seconds before the second and the third attempt of a request."""

MAX_PAUSE = 60.0
"""Seconds before another attempt that a service may ask for with Retry-After. If it asks for more, it is given up."""

MAX_ANSWER_BYTES = 2 * 2**20
"""Bytes of an answer. A larger one is not read to its end."""

PASSING_STATUSES = (408, 409, 425, 429, 500, 502, 503, 504, 529)
"""Statuses of answers after which another attempt may succeed."""


class ChatError(Exception):
    """The service gave no usable answer. The message says why, in a sentence without its full stop."""


class _PassingError(Exception):
    """A fault that may be gone at the next attempt, after ``pause`` seconds if the service named them."""

    def __init__(self, message: str, pause: float | None = None) -> None:
        super().__init__(message)
        self.pause = pause


@dataclass
class Cost:
    """What the requests took. ``attempts`` counts all requests, those that failed included."""

    attempts: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0


@dataclass
class Chat:
    """A service and a model of it."""

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 120
    pauses: tuple[float, ...] = ()
    cost: Cost = field(default_factory=Cost)

    @classmethod
    def of(cls, settings: Settings) -> "Chat | None":
        """The service of the settings; ``None`` if they name none. Raises :class:`ChatError` if they lack a part."""
        if settings.llm_url is None and settings.llm_model is None:
            return None
        if settings.llm_url is None or settings.llm_model is None:
            variable = "LLM_URL" if settings.llm_url is None else "LLM_MODEL"
            raise ChatError(f"COMMUNIQUE_{variable} is not set")
        key = settings.llm_key.get_secret_value() if settings.llm_key else None
        return cls(settings.llm_url, settings.llm_model, key, settings.llm_timeout, PAUSES)

    def ask(self, messages: list[dict[str, str]], schema: dict[str, Any], say: Say) -> Any:
        """The JSON that the model answers with, which need not be of the schema. Raises :class:`ChatError`."""
        body = {
            "model": self.model,
            "messages": messages,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "records", "strict": True, "schema": schema},
            },
        }
        start = time.monotonic()
        try:
            return self._content(self._attempts(body, say))
        finally:
            self.cost.seconds += time.monotonic() - start

    def _attempts(self, body: dict[str, Any], say: Say) -> bytes:
        total = len(self.pauses) + 1
        for number, pause in enumerate((*self.pauses, None), 1):
            self.cost.attempts += 1
            try:
                return asyncio.run(self._post(body))
            except _PassingError as error:
                if pause is None:
                    raise ChatError(f"{error}, {total} times") from None
                wait = pause if error.pause is None else error.pause
                if wait > MAX_PAUSE:
                    raise ChatError(f"{error}, and asks to wait {wait:.0f} seconds") from None
                say(f"{error}: attempt {number + 1} of {total} in {wait:.0f} seconds")
                time.sleep(wait)
        raise AssertionError  # pragma: no cover - the last attempt returns or raises

    async def _post(self, body: dict[str, Any]) -> bytes:
        """The bytes of the answer to one request. The time-out is that of the whole request, however slow its parts."""
        try:
            import httpx
        except ImportError:
            raise ChatError('httpx is not installed: pip install "communique[curate]"') from None

        def authorize(request: "httpx.Request") -> "httpx.Request":
            if self.key:
                request.headers["Authorization"] = f"Bearer {self.key}"
            return request  # a function, so that no .netrc adds a password

        for name in ("httpx", "httpcore"):  # no line for each request: the commands report it
            logging.getLogger(name).setLevel(logging.WARNING)
        secure = self.url.startswith("https:")  # loading certificates takes long, and http needs none
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        try:
            async with (
                asyncio.timeout(self.timeout),
                httpx.AsyncClient(
                    timeout=None,  # noqa: S113 - asyncio has it
                    verify=secure,
                    follow_redirects=False,
                    auth=authorize,
                    headers=headers,
                ) as client,
                client.stream("POST", f"{self.url}/chat/completions", json=body) as response,
            ):
                self._refuse(response)
                content = bytearray()
                async for chunk in response.aiter_raw():
                    content += chunk
                    if len(content) > MAX_ANSWER_BYTES:
                        raise ChatError(f"the answer has more than {MAX_ANSWER_BYTES:,} bytes")
                return bytes(content)
        except TimeoutError:
            raise _PassingError(f"there is no answer within {self.timeout:g} seconds") from None
        except httpx.ConnectError:
            raise _PassingError(f"nothing answers at {self.url}") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _PassingError(f"the connection failed ({type(error).__name__})") from None

    def _refuse(self, response: "httpx.Response") -> None:
        """Raise the error of an answer that is not a whole 200. Its body is never read: it may repeat the key."""
        status = response.status_code
        if response.is_redirect:
            host = clean(response.headers.get("Location", "another address"))[:200]
            raise ChatError(f"it redirects to {host}, which is not followed: set COMMUNIQUE_LLM_URL")
        if status in (401, 403):
            raise ChatError(f"it refuses the key (status {status}): set COMMUNIQUE_LLM_KEY")
        if status == 404:
            raise ChatError(
                f"{self.url}/chat/completions is not there, or there is no model {self.model} (status 404): "
                "most addresses end with /v1"
            )
        if status in PASSING_STATUSES:
            raise _PassingError(
                f"it answers with status {status}",
                retry_after_seconds(response.headers.get("Retry-After"), datetime.now(UTC)),
            )
        if status != 200:
            raise ChatError(f"it answers with status {status}: it may not support JSON schemas")
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise ChatError("the answer is compressed, which was not asked for")

    def _content(self, answer: bytes) -> Any:
        try:
            document = json.loads(answer)
        except (ValueError, RecursionError):
            raise ChatError("the answer is not JSON") from None
        usage = document.get("usage") if isinstance(document, dict) else None
        if isinstance(usage, dict):
            self.cost.tokens_in += _count(usage.get("prompt_tokens"))
            self.cost.tokens_out += _count(usage.get("completion_tokens"))
        try:
            choice = document["choices"][0]
            content, reason = choice["message"]["content"], choice.get("finish_reason")
        except (TypeError, LookupError, AttributeError):
            raise ChatError("the answer has no message") from None
        if reason == "length":
            raise ChatError("the model stopped in the middle: its answer would be too long")
        if not isinstance(content, str):
            raise ChatError("the model declined to answer")
        try:
            return json.loads(content)
        except (ValueError, RecursionError):
            raise ChatError("the model did not answer in JSON") from None


def _count(number: Any) -> int:
    return number if isinstance(number, int) and 0 <= number < 10**12 else 0
