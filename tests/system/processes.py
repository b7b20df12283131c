"""For tests that start a server as a separate process: a free port, and whether the server is ready."""

from socket import socket

import httpx


def free_port() -> int:
    """A port on which nothing listens."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_ready(url: str) -> bool:
    """Whether the server at an address answers that it is ready."""
    try:
        return httpx.get(f"{url}/readyz").status_code == 200
    except httpx.TransportError:
        return False
