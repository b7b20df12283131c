"""Which parameters of an address count: what share buttons, feed readers and caches append is left out.

It is left out before anything reads the address, so that no link and no key of the cache has it.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from urllib.parse import unquote_plus

from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.routing import BaseRoute

from app.api.query_route import PageRoute, query_model

_APPENDED = re.compile(r"_|utm_.*|fbclid|gclid", re.IGNORECASE | re.DOTALL)
"""Left out everywhere."""

_PERHAPS = re.compile(rb"(?:^|&)(?:_|utm_|fbclid|gclid|[^=&]*%)", re.IGNORECASE)
"""Found where a name may be one of these, encoded or not: in few query strings, and quickly."""

_FEEDS = (".atom", ".ics")

_FIRST_PART = re.compile(r"/[^/.]*")


class Parameters:
    """Leaves out, everywhere, what trackers and caches append; on pages, embeds, oEmbed, feeds and calendars, all that
    they do not have. Elsewhere an unknown parameter stays, and is refused."""

    def __init__(
        self, routes: Iterable[BaseRoute], embeds: Collection[str], pages: Mapping[str, type[BaseModel]]
    ) -> None:
        """``embeds`` are the paths that consumers ask for; ``pages`` have the queries of the pages that have one."""
        self._routes: dict[str, list[tuple[re.Pattern[str], frozenset[str], bool]]] = {}
        for route in routes:
            if not isinstance(route, APIRoute):
                continue
            page, feed = isinstance(route, PageRoute), route.path.endswith((".{format}", *_FEEDS))
            if page or feed or route.path in embeds:
                model = pages.get(route.path) if page else query_model(route.dependant)
                names = frozenset(model.model_fields if model else ())
                self._routes.setdefault(_first(route.path), []).append((route.path_regex, names, feed))

    def counted(self, path: str, query: bytes) -> bytes:
        """The part of a query string that counts at a path."""
        known = self._known(path)
        if known is None and not _PERHAPS.search(query):
            return query
        pieces = query.split(b"&")
        counting = [piece for piece in pieces if _counts(piece, known)]
        return query if len(counting) == len(pieces) else b"&".join(counting)

    def _known(self, path: str) -> frozenset[str] | None:
        """The parameters that a path has, where others are left out."""
        for regex, names, feed in self._routes.get(_first(path), ()):
            if (not feed or path.endswith(_FEEDS)) and regex.match(path):
                return names
        return None


def _first(path: str) -> str:
    found = _FIRST_PART.match(path)
    return found[0] if found else ""


def _counts(piece: bytes, known: frozenset[str] | None) -> bool:
    name = unquote_plus(piece.partition(b"=")[0].decode("latin-1"))
    return not _APPENDED.fullmatch(name) and (known is None or name in known)
