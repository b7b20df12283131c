"""The addresses of a request and of the links in its response."""

from dataclasses import dataclass
from urllib.parse import quote

from starlette.datastructures import URL
from starlette.types import Scope

_PATH = "/:@!$&'()*+,;=~-._"

_QUERY = _PATH + "%?"


def without_prefix(root: str, path: str) -> str:
    """The path without the prefix ``root``, if it has it."""
    return path[len(root) :] or "/" if f"{path}/".startswith(f"{root}/") else path


def with_prefix(root: str, body: str) -> str:
    """JSON with the prefix ``root`` in each ``url``, and each key that ends so, such as ``html_url``.

    JSON escapes quotes in text, so only a key can look like this.
    """
    for name in ('url":"/', 'url": "/') if root else ():
        body = body.replace(name, f"{name[:-1]}{root}/")
    return body


@dataclass(frozen=True, slots=True)
class Site:
    """The service at the address that the client uses; ``PublicAddress`` has set the scope accordingly.

    ``root`` is the prefix of all paths, such as ``/events``, or empty. Stored bodies and templates have paths without
    it; :meth:`json` and :meth:`html` add it.
    """

    scope: Scope

    @property
    def root(self) -> str:
        root: str = self.scope.get("app_root_path", self.scope.get("root_path", ""))
        return root

    @property
    def base(self) -> str:
        """Scheme, host and prefix: an address of the service without its path."""
        host = next((value.decode("latin-1") for name, value in self.scope["headers"] if name == b"host"), None)
        if host is None:
            name, port = self.scope.get("server") or ("localhost", None)
            host = f"{name}:{port}" if port else name
        return f"{self.scope['scheme']}://{host}{self.root}"

    @property
    def decoded_path(self) -> str:
        """The path of the request without the prefix, decoded, as routes have it."""
        path: str = self.scope["path"]
        return path[len(self.root) :]

    @property
    def path(self) -> str:
        """The path of the request without the prefix, percent-encoded."""
        return quote(self.decoded_path, safe=_PATH)

    @property
    def query(self) -> str:
        """The query of the request with its question mark, or an empty text."""
        query = quote(self.scope["query_string"].decode("latin-1"), safe=_QUERY, encoding="latin-1")
        return f"?{query}" if query else ""

    @property
    def url(self) -> URL:
        """The path and query of the request, without the prefix."""
        return URL(self.path + self.query)

    @property
    def target(self) -> str:
        """The path and query of the request, with the prefix."""
        return self.link(self.path + self.query)

    @property
    def address(self) -> str:
        """The whole address of the request."""
        return self.base + self.path + self.query

    def link(self, path: str) -> str:
        """A path with the prefix."""
        return self.root + path

    def json(self, body: str) -> str:
        """JSON with the prefix in each ``url``, ``html_url`` and the like."""
        return with_prefix(self.root, body)

    def html(self, body: str) -> str:
        """HTML with the prefix in each link. Templates escape quotes in text: only an attribute looks like this."""
        for attribute in ("href", "src", "srcset", "action") if self.root else ():
            body = body.replace(f' {attribute}="/', f' {attribute}="{self.root}/')
        return body
