"""Drops the query parameters that share buttons, feed readers and caches append to an address.

They are dropped before anything else reads the address, so that no link and no cache key contains them.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from urllib.parse import unquote_plus

from fastapi.routing import APIRoute
from pydantic import BaseModel

from app.api.query_route import PageRoute, first_part, query_model

_TRACKING = re.compile(r"_|utm_.*|fbclid|gclid", re.IGNORECASE | re.DOTALL)
"""Names that are dropped on every path."""

_MAY_TRACK = re.compile(rb"(?:^|&)(?:_|utm_|fbclid|gclid|[^=&]*%)", re.IGNORECASE)
"""A quick test that few query strings pass: a name begins like one of these, or is percent-encoded."""

_FEEDS = (".atom", ".ics")


class AppendedParameters:
    """Knows which parameters of a query string are dropped.

    On every path: ``_``, ``utm_…``, ``fbclid`` and ``gclid``. On pages, embeds, oEmbed, feeds and calendars: also every
    parameter that the path does not have. Elsewhere an unknown parameter stays, and the route refuses it.
    """

    def __init__(
        self,
        routes_of: Callable[[str], Sequence[APIRoute]],
        embeds: Collection[str],
        pages: Mapping[str, type[BaseModel]],
    ) -> None:
        """``routes_of`` gives the routes whose path begins with the same part as a path. ``embeds`` are the paths of
        embeds and oEmbed; ``pages`` has the query model of each page, by path."""
        self.routes_of, self._embeds, self._pages = routes_of, embeds, pages
        self._names: dict[str, Sequence[tuple[re.Pattern[str], frozenset[str], bool]]] = {}

    def without(self, path: str, query: bytes, *, has_body: bool = False) -> bytes:
        """The query string of a request to ``path``, without the appended parameters. A request that ``has_body`` loses
        only those that are appended to every path: the route says what belongs into the body."""
        names = None if has_body else self._only_names(path)
        if names is None and not _MAY_TRACK.search(query):
            return query
        pieces = query.split(b"&")
        own_pieces = [piece for piece in pieces if not _is_appended(piece, names)]
        return query if len(own_pieces) == len(pieces) else b"&".join(own_pieces)

    def _only_names(self, path: str) -> frozenset[str] | None:
        """The parameters of a path that drops all others; None for a path that refuses them."""
        part = first_part(path)
        if part not in self._names and (routes := self.routes_of(path)):
            self._names[part] = [*self._names_of(routes)]
        for regex, names, feed in self._names.get(part, ()):
            if (not feed or path.endswith(_FEEDS)) and regex.match(path):
                return names
        return None

    def _names_of(self, routes: Sequence[APIRoute]) -> Iterator[tuple[re.Pattern[str], frozenset[str], bool]]:
        """For each route that drops parameters: the pattern of its paths, the parameters that it keeps, and whether it
        drops the others only for a feed or calendar."""
        for route in routes:
            page, feed = isinstance(route, PageRoute), route.path.endswith((".{format}", *_FEEDS))
            if page or feed or route.path in self._embeds:
                model = self._pages.get(route.path) if page else query_model(route.dependant)
                yield route.path_regex, frozenset(model.model_fields if model else ()), feed


def _is_appended(piece: bytes, names: frozenset[str] | None) -> bool:
    name = unquote_plus(piece.partition(b"=")[0].decode("latin-1"))
    return _TRACKING.fullmatch(name) is not None or (names is not None and name not in names)
