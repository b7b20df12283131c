"""Rewrites each request to the public address: its scheme, host, path prefix, and query without appended parameters.

FastAPI, the response cache and the links of a response all see the request as the client sent it to that address. The
path has the prefix, whether a proxy has removed it or not.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from ipaddress import AddressValueError, IPv6Address
from typing import cast
from urllib.parse import unquote_plus, urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from app.api.addresses import without_prefix
from app.api.middleware.appended_parameters import AppendedParameters
from app.api.percent_encoding import encoding_problem
from app.errors import MAX_ADDRESS_BYTES, MAX_PARAMETERS, Problem, invalid
from app.query.parameter_types import MAX_PARAMETER_VALUES

HEALTH = ("/livez", "/readyz")
"""Paths that answer on every host: probes use whatever address the machine has."""

_HOST = re.compile(rb"([A-Za-z0-9_][A-Za-z0-9._-]{0,252}|\[[0-9A-Fa-f:.]{2,45}\])(?::(\d{1,5}))?")


class AllowedHosts:
    """The hosts of the service: those of the settings, ``*`` for any, and that of its public address."""

    def __init__(self, hosts: Sequence[str], public_url: str | None) -> None:
        netloc = urlsplit(public_url or "").netloc.lower()
        self._allows_any = "*" in hosts
        self._hosts = {host.encode() for host in (*hosts, re.sub(r":\d+$", "", netloc))}
        self._domains = tuple(host[1:].encode() for host in hosts if host.startswith("*."))

    def __contains__(self, host: bytes) -> bool:
        """Whether a host, without its port, is one of them."""
        name = host.lower().rstrip(b".")
        return self._allows_any or name in self._hosts or name.endswith(self._domains)


class PublicAddress:
    """ASGI middleware around ``app``. Without a ``public_url``, the address is the one that the client names.

    A request to a host that is not allowed, or with an address that cannot be decoded, goes to ``refuse(problem)``, an
    app that answers with the problem.
    """

    def __init__(
        self,
        app: ASGIApp,
        refuse: Callable[[Problem], ASGIApp],
        public_url: str | None,
        hosts: AllowedHosts,
        appended_parameters: AppendedParameters,
    ) -> None:
        self.app, self.refuse, self.hosts, self.appended_parameters = app, refuse, hosts, appended_parameters
        url = urlsplit(public_url or "")
        self.scheme, self.host, self.root = url.scheme, url.netloc.encode(), url.path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        problem = self._host_problem([value for name, value in scope["headers"] if name == b"host"])
        size_problem = _size_problem(scope)
        path, changes = scope["path"], cast("Scope", {})
        if self.root or scope.get("root_path"):
            path = self._local(scope, path)
            changes = {"root_path": self.root, "path": self.root + path}
        if problem or self.host:  # a host that is refused is in no link
            other_headers = [header for header in scope["headers"] if header[0] != b"host"]
            changes["headers"] = [(b"host", self.host), *other_headers] if self.host else other_headers
            changes["scheme"] = self.scheme or scope["scheme"]
        if size_problem is None:
            query, encoded_path = scope["query_string"], (scope.get("raw_path") or b"").decode("latin-1")
            if query:
                query = self.appended_parameters.without(path, query, has_body=scope["method"] == "POST")
            local = self._local(scope, encoded_path)
            problem = problem or encoding_problem(
                local.encode("latin-1"), query, self.appended_parameters.routes_of(local)
            )
            if query != scope["query_string"]:
                changes["query_string"] = query
        problem = size_problem or problem
        is_refused = problem and (path not in HEALTH or problem.kind == "address-too-long")
        app = self.refuse(problem) if problem and is_refused else self.app
        await app({**scope, **changes} if changes else scope, receive, send)

    def _local(self, scope: Scope, path: str) -> str:
        """The path without the prefixes of the server and of the public address."""
        return without_prefix(self.root, without_prefix(scope.get("root_path", ""), path))

    def _host_problem(self, hosts: Sequence[bytes]) -> Problem | None:
        """Why a request with these ``Host`` headers is refused, or None. HTTP/1.0 needs no such header."""
        if not hosts:
            return None
        match = _HOST.fullmatch(hosts[0])
        if len(hosts) > 1 or match is None or int(match[2] or 0) > 65_535 or not _is_name_or_ip(match[1]):
            return Problem("bad-request", detail="it has no single Host header with HOST or HOST:PORT")
        if match[1] in self.hosts:
            return None
        host = match[1].lower().rstrip(b".").decode()
        return Problem("bad-request", detail=f"{host} is not a host of this service")


def _size_problem(scope: Scope) -> Problem | None:
    """Why an address is refused unread, or None. To read it would hold up all other requests. The parameters of a
    request that no route answers, such as a preflight, are not read."""
    query: bytes = scope["query_string"]
    if len(query) + len(scope.get("raw_path") or b"") > MAX_ADDRESS_BYTES:
        return Problem("address-too-long")
    count = query.count(b"&") + 1
    if count <= MAX_PARAMETERS or scope["method"] not in ("GET", "HEAD", "POST"):
        return None
    names = Counter(piece.partition(b"=")[0] for piece in query.split(b"&", MAX_PARAMETERS)[:-1])
    name = unquote_plus(names.most_common(1)[0][0].decode("latin-1")) or "query"
    limits = f"{MAX_PARAMETERS}, and {MAX_PARAMETER_VALUES} of one name"
    message = f"the query has {count:,} parameters: send at most {limits}"
    return Problem("invalid-parameter", [invalid(name, None, message)])


def _is_name_or_ip(host: bytes) -> bool:
    """False for brackets around something that is not an IPv6 address."""
    try:
        return not host.startswith(b"[") or bool(IPv6Address(host[1:-1].decode()))
    except AddressValueError:
        return False
