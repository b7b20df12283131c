"""Sends a message to a subscriber, within bounds of time.

Subscribers are strangers: an answer may be late, endless or a redirect. Only its status and Retry-After are read; no
redirect is followed. So requests go to the addresses of the operator's file alone, which may be in a private network.
"""

import asyncio
import logging
from datetime import UTC, datetime

import httpx2

from app.cli.notify.messages import Message
from app.cli.notify.subscribers import Subscriber
from app.domain.retry_after import retry_after_seconds

TRANSIENT = (408, 425, 429, 500, 502, 503, 504)
"""Statuses of faults that may be over in a moment."""

GONE_STATUS = 410
"""The status by which a subscriber says that it wants no more messages."""


class DeliveryError(Exception):
    """A subscriber did not take a message. The message says why, in a sentence without its full stop.

    ``transient``: the fault may be over in a moment, or after ``pause`` seconds if the subscriber named them.
    ``is_gone``: the subscriber wants no more messages.
    """

    def __init__(
        self, message: str, *, transient: bool = False, pause: float | None = None, is_gone: bool = False
    ) -> None:
        super().__init__(message)
        self.transient, self.pause, self.is_gone = transient, pause, is_gone


def make_client(subscriber: Subscriber) -> httpx2.AsyncClient:
    """A client for the messages of a subscriber. It follows no redirects."""
    for name in ("httpx2", "httpcore2"):  # no line for each request: the command reports it
        logging.getLogger(name).setLevel(logging.WARNING)
    secure = subscriber.url.startswith("https:")  # other addresses are on this machine
    return httpx2.AsyncClient(
        timeout=None,  # deliver() limits the whole request
        verify=secure,  # loading certificates takes long
        follow_redirects=False,
        trust_env=secure,  # no proxy within this machine
        auth=lambda request: request,  # no password from .netrc
        headers={"User-Agent": "communique", "Accept-Encoding": "identity"},
    )


async def deliver(client: httpx2.AsyncClient, subscriber: Subscriber, message: Message, seconds: float) -> None:
    """Send a message once and wait ``seconds`` for the answer. Raises :class:`DeliveryError` unless it is 2xx."""
    headers = message.headers(subscriber.secrets, datetime.now(UTC))
    try:
        async with (
            asyncio.timeout(seconds),
            client.stream("POST", subscriber.url, content=message.body.encode(), headers=headers) as response,
        ):
            status, retry_after = response.status_code, response.headers.get("Retry-After")
    except TimeoutError:
        raise DeliveryError(f"no answer within {seconds:.0f} seconds", transient=True) from None
    except httpx2.ConnectError as error:
        if "CERTIFICATE" in str(error):
            raise DeliveryError("its certificate is not valid, or of an authority that is not trusted here") from None
        raise DeliveryError("nothing answers at its address", transient=True) from None
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise DeliveryError(f"the connection failed ({type(error).__name__})", transient=True) from None
    if 200 <= status < 300:
        return
    if status == GONE_STATUS:
        raise DeliveryError("it wants no more messages (status 410)", is_gone=True)
    if 300 <= status < 400:
        raise DeliveryError(f"it redirects (status {status}), which is not followed: change its url")
    pause = retry_after_seconds(retry_after, datetime.now(UTC))
    raise DeliveryError(f"status {status}", transient=status in TRANSIENT, pause=pause)
