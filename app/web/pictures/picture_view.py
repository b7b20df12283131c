"""A picture inside a page: the drawing, and what stands under it: its files, its data, a frame and its sources."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request
from markupsafe import Markup
from starlette.datastructures import QueryParams

from app.api.addresses import Site
from app.api.query_route import parse_query
from app.db.snapshot import Snapshot
from app.web.pictures import png
from app.web.pictures.drawing import Drawing, JsonRow, Look, tag
from app.web.pictures.picture import Picture
from app.web.reader import QueryPairs

DEFAULT_WIDTH = 760

FRAME_MARGIN = 64
"""Pixels that an embedded page needs above and below its picture."""


@dataclass(frozen=True)
class PictureView:
    """What the macro ``picture`` shows. ``links`` are pairs of a word and a path; ``frame`` is HTML to copy."""

    svg: Markup
    title: str
    links: Sequence[tuple[str, str]]
    embed: str
    frame: str
    sources: Sequence[JsonRow]


def frame_html(address: str, drawing: Drawing, width: int, height: int) -> str:
    """An ``<iframe>`` with the embedded page at this address."""
    style = "border:0;max-width:100%"
    attributes = {"src": address, "width": width, "height": height, "title": drawing.title}
    return str(tag("iframe", **attributes, style=style, loading="lazy"))


def view_picture(
    request: Request,
    snapshot: Snapshot,
    picture: Picture,
    parameters: QueryPairs,
    *,
    tab_stops: bool = True,
    compact: bool = False,
) -> PictureView:
    """The picture for a page, of the records that match the parameters; those that it does not take are left out.

    Without ``tab_stops`` the Tab key skips its marks; a ``compact`` one has as few labels as it can. Raises the same
    errors as the API.
    """
    pairs = [(name, value) for name, value in parameters if name in picture.filters.model_fields]
    query = urlencode(pairs)
    look = Look(inline=True, name=picture.name, tab_stops=tab_stops, compact=compact, data="outside")
    drawing, _ = picture.draw(snapshot, parse_query(picture.filters, QueryParams(query)), query, look)
    query = f"?{query}" if query else ""
    embed = picture.embed + query
    return PictureView(
        svg=drawing.svg,
        title=drawing.title,
        links=[
            *([("PNG", picture.png + query)] if png.is_installed() else []),
            ("SVG", picture.path + query),
            *([("Vega-Lite", picture.specification + query)] if picture.vega_lite else []),
            ("CSV", f"{picture.data}.csv{query}"),
            ("JSON", picture.data + query),
        ],
        embed=embed,
        frame=frame_html(Site(request.scope).base + embed, drawing, DEFAULT_WIDTH, drawing.height + FRAME_MARGIN),
        sources=drawing.sources,
    )
