"""Puts each request in the terms of the public address: scheme, host, prefix, and the parameters that count.

Whatever reads a request later, FastAPI and the cache included, sees it as it was sent to that address: with the prefix,
whether a proxy has taken it away or not, and without what share buttons have put behind it.
"""

import re
from collections.abc import Sequence
from ipaddress import AddressValueError, IPv6Address
from typing import cast
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.addresses import below
from app.api.middleware.appended_parameters import Parameters
from app.errors import Problem

HEALTH = ("/livez", "/readyz")
"""Asked by machines, at whatever address they have."""

_HOST = re.compile(rb"([A-Za-z0-9_][A-Za-z0-9._-]{0,252}|\[[0-9A-Fa-f:.]{2,45}\])(?::(\d{1,5}))?")


class Public:
    """ASGI middleware around all others. Without a ``public_url``, the address is that which the client names.

    A request to a host that is not allowed goes on with ``refused`` in its scope, the problem to answer with.
    """

    def __init__(
        self, app: ASGIApp, public_url: str | None, allowed_hosts: Sequence[str], parameters: Parameters
    ) -> None:
        self.app, self.parameters = app, parameters
        url = urlsplit(public_url or "")
        self.scheme, self.host, self.root = url.scheme, url.netloc.encode(), url.path
        self.any_host = "*" in allowed_hosts
        self.hosts = {host.encode() for host in (*allowed_hosts, re.sub(r":\d+$", "", url.netloc.lower()))}
        self.domains = tuple(host[1:].encode() for host in allowed_hosts if host.startswith("*."))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(self.public(scope) if scope["type"] == "http" else scope, receive, send)

    def public(self, scope: Scope) -> Scope:
        """The scope of a request as it was sent to the public address."""
        named = [value for name, value in scope["headers"] if name == b"host"]
        refused = self._refusal(named)
        path, changed = scope["path"], cast("Scope", {})
        if self.root or scope.get("root_path"):
            path = below(self.root, below(scope.get("root_path", ""), path))
            changed = {"root_path": self.root, "path": self.root + path}
        if refused or self.host:
            others = [header for header in scope["headers"] if header[0] != b"host"]
            changed["headers"] = [(b"host", self.host), *others] if self.host else others
            changed["scheme"] = self.scheme or scope["scheme"]
        if refused and path not in HEALTH:
            changed["refused"] = refused
        query = scope["query_string"]
        if query and (counted := self.parameters.counted(path, query)) != query:
            changed["query_string"] = counted
        return {**scope, **changed} if changed else scope

    def _refusal(self, named: Sequence[bytes]) -> Problem | None:
        """Why a request to the hosts that it names is refused. HTTP/1.0 need not name one."""
        if not named:
            return None
        found = _HOST.fullmatch(named[0])
        if len(named) > 1 or found is None or int(found[2] or 0) > 65_535 or not _is_host(found[1]):
            return Problem("bad-request", detail="it has no single Host header with HOST or HOST:PORT")
        host = found[1].lower().rstrip(b".")
        if self.any_host or host in self.hosts or host.endswith(self.domains):
            return None
        return Problem("bad-request", detail=f"{host.decode()} is not a host of this service")


def _is_host(host: bytes) -> bool:
    """Whether what stands in brackets, if it does, is an IPv6 address."""
    try:
        return not host.startswith(b"[") or bool(IPv6Address(host[1:-1].decode()))
    except AddressValueError:
        return False
