"""Drops the query parameters that share buttons, feed readers and caches append to an address.

They are dropped before anything else reads the address, so that no link and no cache key contains them.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from urllib.parse import unquote_plus

from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.routing import BaseRoute

from app.api.query_route import PageRoute, query_model

_TRACKING = re.compile(r"_|utm_.*|fbclid|gclid", re.IGNORECASE | re.DOTALL)
"""Names that are dropped on every path."""

_MAY_TRACK = re.compile(rb"(?:^|&)(?:_|utm_|fbclid|gclid|[^=&]*%)", re.IGNORECASE)
"""A quick test that few query strings pass: a name begins like one of these, or is percent-encoded."""

_FEEDS = (".atom", ".ics")

_FIRST_PART = re.compile(r"/[^/.]*")


class AppendedParameters:
    """Knows which parameters of a query string are dropped.

    On every path: ``_``, ``utm_…``, ``fbclid`` and ``gclid``. On pages, embeds, oEmbed, feeds and calendars: also every
    parameter that the path does not have. Elsewhere an unknown parameter stays, and the route refuses it.
    """

    def __init__(
        self, routes: Iterable[BaseRoute], embeds: Collection[str], pages: Mapping[str, type[BaseModel]]
    ) -> None:
        """``embeds`` are the paths of embeds and oEmbed; ``pages`` has the query model of each page, by path."""
        self._routes: dict[str, list[tuple[re.Pattern[str], frozenset[str], bool]]] = {}
        for route in routes:
            if not isinstance(route, APIRoute):
                continue
            page, feed = isinstance(route, PageRoute), route.path.endswith((".{format}", *_FEEDS))
            if page or feed or route.path in embeds:
                model = pages.get(route.path) if page else query_model(route.dependant)
                names = frozenset(model.model_fields if model else ())
                self._routes.setdefault(_first_part(route.path), []).append((route.path_regex, names, feed))

    def without(self, path: str, query: bytes) -> bytes:
        """The query string of a request to ``path``, without the appended parameters."""
        names = self._only_names(path)
        if names is None and not _MAY_TRACK.search(query):
            return query
        pieces = query.split(b"&")
        remaining = [piece for piece in pieces if not _is_appended(piece, names)]
        return query if len(remaining) == len(pieces) else b"&".join(remaining)

    def _only_names(self, path: str) -> frozenset[str] | None:
        """The parameters of a path that drops all others; None for a path that refuses them."""
        for regex, names, feed in self._routes.get(_first_part(path), ()):
            if (not feed or path.endswith(_FEEDS)) and regex.match(path):
                return names
        return None


def _first_part(path: str) -> str:
    match = _FIRST_PART.match(path)
    return match[0] if match else ""


def _is_appended(piece: bytes, names: frozenset[str] | None) -> bool:
    name = unquote_plus(piece.partition(b"=")[0].decode("latin-1"))
    return _TRACKING.fullmatch(name) is not None or (names is not None and name not in names)
