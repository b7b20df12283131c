"""The addresses that answers carry: links, and the address that an answer has itself."""

from dataclasses import dataclass
from urllib.parse import quote

from starlette.datastructures import URL
from starlette.types import Scope

_PATH = "/:@!$&'()*+,;=~-._"

_QUERY = _PATH + "%?"


def below(root: str, path: str) -> str:
    """A path without the prefix that it may have."""
    return path[len(root) :] or "/" if f"{path}/".startswith(f"{root}/") else path


@dataclass(frozen=True, slots=True)
class Site:
    """The service as the client of a request knows it: ``public.py`` has put the request in these terms.

    ``root`` is the prefix that all its paths have, such as ``/events``, or nothing. Bodies are made with paths from the
    root of the service, which :meth:`json` and :meth:`html` put behind the prefix.
    """

    scope: Scope

    @property
    def root(self) -> str:
        root: str = self.scope.get("app_root_path", self.scope.get("root_path", ""))
        return root

    @property
    def base(self) -> str:
        """The address of the service, to put a path behind."""
        host = next((value.decode("latin-1") for name, value in self.scope["headers"] if name == b"host"), None)
        if host is None:
            name, port = self.scope.get("server") or ("localhost", None)
            host = f"{name}:{port}" if port else name
        return f"{self.scope['scheme']}://{host}{self.root}"

    @property
    def local(self) -> str:
        """The path of the request from the root of the service, as routes have it."""
        path: str = self.scope["path"]
        return path[len(self.root) :]

    @property
    def path(self) -> str:
        """The same, as it stands in an address."""
        return quote(self.local, safe=_PATH)

    @property
    def query(self) -> str:
        """The query of the request with its question mark, or nothing."""
        query = quote(self.scope["query_string"].decode("latin-1"), safe=_QUERY, encoding="latin-1")
        return f"?{query}" if query else ""

    @property
    def url(self) -> URL:
        """The path and query of the request, from the root of the service."""
        return URL(self.path + self.query)

    @property
    def target(self) -> str:
        """The same as a link."""
        return self.link(self.path + self.query)

    @property
    def address(self) -> str:
        """The whole address of the request."""
        return self.base + self.path + self.query

    def link(self, path: str) -> str:
        """A path of the service as a link."""
        return self.root + path

    def json(self, body: str) -> str:
        """JSON with the ``url`` of each record as a link. JSON escapes quotes in text, so only names look like this."""
        for name in ('"url":"/', '"url": "/') if self.root else ():
            body = body.replace(name, f"{name[:-1]}{self.root}/")
        return body

    def html(self, body: str) -> str:
        """A page with its links. HTML escapes quotes in text, so only attributes look like this."""
        for attribute in ("href", "src", "srcset", "action") if self.root else ():
            body = body.replace(f' {attribute}="/', f' {attribute}="{self.root}/')
        return body
