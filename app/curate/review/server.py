"""Serves the review on 127.0.0.1, until it is interrupted."""

import socket
import threading
import time
import webbrowser
from collections.abc import Callable

import uvicorn

from app.curate.review.access import Tokens
from app.curate.review.api import create_review
from app.curate.review.desk import Desk

LOCAL_ADDRESS = "127.0.0.1"
"""The only address at which the review listens, so that no other machine can reach it."""


class PortError(ValueError):
    """The port cannot be used. The message says why."""


def listen(port: int) -> socket.socket:
    """A socket at a port of this machine, or at a free one for 0. Raises :class:`PortError`."""
    try:
        return socket.create_server((LOCAL_ADDRESS, port))
    except OSError as error:
        raise PortError(
            f"port {port} cannot be used: {error.strerror}; name another with --port, or leave it out"
        ) from None


def serve(
    desk: Desk, listener: socket.socket, draft: str | None, report: Callable[[str], None], *, browse: bool, api: bool
) -> None:
    """Serve the review. ``report`` gets the lines for the user; ``browse`` opens the page in a browser, and ``api``
    reports a token for tools."""
    tokens, port = Tokens(), listener.getsockname()[1]
    application = create_review(desk, tokens, lambda: port)
    config = uvicorn.Config(
        application, log_level="warning", access_log=False, server_header=False, ws="none", timeout_graceful_shutdown=3
    )
    server = uvicorn.Server(config)
    fragment = f"#token={tokens.one_time()}" + (f"&draft={draft}" if draft else "")
    address = f"http://{LOCAL_ADDRESS}:{port}/{fragment}"
    if api:
        report(f"API: http://{LOCAL_ADDRESS}:{port}, described at /openapi.json")
        report(f"token, for tools until this program ends: {tokens.session()}")
    report(f"open this address, which works once: {address}")
    report("Ctrl-C ends the review; each step is saved at once")
    if browse:
        threading.Thread(target=_open, args=(server, address), daemon=True).start()
    server.run(sockets=[listener])


def _open(server: uvicorn.Server, address: str) -> None:
    """Open a browser as soon as the server answers."""
    while not server.started and not server.should_exit:
        time.sleep(0.02)
    webbrowser.open(address)
