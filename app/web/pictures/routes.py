"""The routes of pictures: SVG files, pages to embed in a frame, and oEmbed."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlencode, urlsplit

from fastapi import APIRouter, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import ConfigDict, Field, create_model
from starlette.datastructures import QueryParams

from app.api.addresses import Site
from app.api.documentation import LIST_RESPONSES, describe_problem
from app.api.error_handlers import problem_of
from app.api.query_route import QueryRoute, parse_query
from app.api.snapshots import snapshot_for
from app.domain.model import Model, query_part
from app.domain.text import nearest, nearest_hint
from app.errors import ErrorItem, Problem, RenamedError, invalid, nearest_or_all, not_found
from app.query.coverage import DataState
from app.query.name_choices import OneOf
from app.query.parameter_types import Maybe, WholeNumber
from app.web import html
from app.web.pictures import png
from app.web.pictures.drawing import DRAWING_POLICY, SVG_MEDIA_TYPE, Drawing, Look
from app.web.pictures.picture import Picture, ReadSpecification, VegaLite
from app.web.pictures.picture_view import DEFAULT_WIDTH, FRAME_MARGIN, frame_html
from app.web.records.record_embed import HEIGHT, record_quotation

FRAME_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors {}"
)

OEMBED = "application/json+oembed"


def _draw(request: Request, picture: Picture, query: Any, query_string: str, look: Look) -> tuple[Drawing, DataState]:
    with snapshot_for(request) as snapshot:
        return picture.draw(snapshot, query, query_string, look)


def _data_query(request: Request, picture: Picture) -> str:
    """The query string of the picture's data: without the size, which the list does not take."""
    filters = picture.filters.model_fields
    return urlencode([pair for pair in request.query_params.multi_items() if pair[0] in filters])


def _responses(media_type: str, text: str, example: str | None) -> dict[int | str, dict[str, Any]]:
    if example is None:
        content: Any = {media_type: {"schema": {"type": "string", "format": "binary"}}}
    else:
        content = {media_type: {"schema": {"type": "string"}, "example": example}}
    return {**LIST_RESPONSES, 200: {"description": text, "content": content}}


def picture_router(*pictures: Picture) -> APIRouter:
    """The routes of all pictures. Include them before those of the lists, whose ``{id}`` would match their paths."""
    router = APIRouter(route_class=QueryRoute)
    for picture in pictures:
        _add_svg(router, picture)
        _add_png(router, picture)
        _add_page(router, picture)
        if picture.vega_lite:
            _add_specification(router, picture, picture.vega_lite)
    _add_oembed(router, pictures)
    return router


def _tags(picture: Picture) -> Any:
    return [picture.data.split("/")[1].replace("-", " ")]


def _add_svg(router: APIRouter, picture: Picture) -> None:
    svg_query: Any = Annotated[picture.svg_query, Query()]

    def get_svg(query: svg_query, request: Request) -> Response:
        look = Look(width=query.width, base=Site(request.scope).base)
        drawing, state = _draw(
            request, picture, query_part(query, picture.filters), _data_query(request, picture), look
        )
        headers = {**state.headers, "Content-Security-Policy": DRAWING_POLICY}
        return Response(drawing.svg, headers=headers, media_type=SVG_MEDIA_TYPE)

    get_svg.__doc__ = (
        f"{picture.description} Use it in a README, a slide or a page. It adapts to light and dark mode, and its "
        "description states the facts. Opened directly, its marks link to the pages of the records."
    )
    example = '<svg xmlns="…" width="760" height="364" role="img">…</svg>'
    router.add_api_route(
        picture.path,
        get_svg,
        response_class=Response,
        responses=_responses(SVG_MEDIA_TYPE, "The picture.", example),
        summary=f"The {picture.name} as a picture",
        tags=_tags(picture),
        operation_id=f"get{picture.name.capitalize()}Picture",
    )


def _add_png(router: APIRouter, picture: Picture) -> None:
    png_query: Any = Annotated[
        create_model(f"{picture.svg_query.__name__}Png", __base__=(png.PngOptions, picture.svg_query)), Query()
    ]

    def get_png(query: png_query, request: Request) -> Response:
        png.require_png()
        look = png.png_look(query, query.width, Site(request.scope).base)
        drawing, state = _draw(
            request, picture, query_part(query, picture.filters), _data_query(request, picture), look
        )
        return png.PngResponse(drawing, query.width, query.scale, state.headers)

    get_png.__doc__ = f"The picture of `{picture.path}` as PNG, for slides, mail and share cards, which take no SVG."
    router.add_api_route(
        picture.png,
        get_png,
        response_class=Response,
        responses={
            **_responses(png.PNG_MEDIA_TYPE, "The picture.", None),
            501: describe_problem("not-implemented", picture.png),
        },
        summary=f"The {picture.name} as PNG",
        tags=_tags(picture),
        operation_id=f"get{picture.name.capitalize()}Png",
    )


def _add_page(router: APIRouter, picture: Picture) -> None:
    filters: Any = Annotated[picture.filters, Query()]

    def get_page(query: filters, request: Request) -> Response:
        query_string = _data_query(request, picture)
        drawing, state = _draw(request, picture, query, query_string, Look(inline=True, new_window=True))
        address = picture.embed + (f"?{query_string}" if query_string else "")
        base = Site(request.scope).base
        oembed_query = urlencode({"url": base + address, "format": "json"})
        answer = html.render_page(
            request,
            "embed.html",
            policy=FRAME_POLICY.format(request.app.state.frame_ancestors),
            title=drawing.title,
            description=picture.description,
            is_indexed=False,
            drawing=drawing.svg,
            data=picture.data + (f"?{query_string}" if query_string else ""),
            oembed=f"{base}/oembed?{oembed_query}",
            oembed_type=OEMBED,
            until=state.until,
        )
        answer.headers.update(state.headers)
        return answer

    get_page.__doc__ = (
        f"A page to embed in an `<iframe>`: the picture of `{picture.path}`, its source and links to the data. "
        "The operator sets which sites may frame it."
    )
    router.add_api_route(
        picture.embed,
        get_page,
        response_class=Response,
        responses=_responses("text/html", "The page.", "<!doctype html>…"),
        summary=f"The {picture.name} as a page for a frame",
        tags=_tags(picture),
        operation_id=f"get{picture.name.capitalize()}Embed",
    )


def _add_specification(router: APIRouter, picture: Picture, read_specification: ReadSpecification) -> None:
    filters: Any = Annotated[picture.filters, Query()]

    def get_specification(query: filters, request: Request) -> Response:
        with snapshot_for(request) as snapshot:
            base = Site(request.scope).base
            content, state = read_specification(snapshot, query, _data_query(request, picture), base)
        return JSONResponse(content, headers=state.headers)

    get_specification.__doc__ = (
        f"The picture of `{picture.path}` as a Vega-Lite specification. It reads `{picture.data}` when it is drawn: "
        "paste it, or its address, into Observable, Jupyter (Altair), Streamlit or the Vega editor."
    )
    router.add_api_route(
        picture.specification,
        get_specification,
        response_model=VegaLite,
        responses=LIST_RESPONSES,
        summary=f"The {picture.name} chart for Vega-Lite",
        tags=_tags(picture),
        operation_id=f"get{picture.name.capitalize()}VegaLite",
    )


class OEmbed(Model):
    """How to embed an address in a page, as oEmbed defines it (oembed.com)."""

    version: Literal["1.0"] = Field(description="Version of oEmbed.", examples=["1.0"])
    type: Literal["rich"] = Field(description="`rich`: the content is HTML.", examples=["rich"])
    title: str = Field(description="Title of the picture or record.", examples=["Timeline: 33 events"])
    provider_name: str = Field(description="Name of this service.", examples=["Communiqué"])
    provider_url: str = Field(description="Address of this service.", examples=["https://communique.example"])
    cache_age: int = Field(description="Seconds after which to ask again.", examples=[3600])
    html: str = Field(
        description="An `<iframe>` to put into the page; of a record a `<blockquote>`.",
        examples=["<iframe …></iframe>"],
    )
    width: int = Field(description="Width that it needs, in pixels.", examples=[760])
    height: int = Field(description="Height that it needs, in pixels; with less, the frame scrolls.", examples=[428])


Pixels = Annotated[int, WholeNumber(1, 100_000)]


class OEmbedQuery(Model):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    url: Annotated[str, Field(min_length=1, max_length=8000)] = Field(
        description="Address of a picture on this service, of its embedded page or of its data; or of a record or its "
        "page.",
        examples=["/embed/timeline?between=KZ,TR"],
    )
    format: Annotated[str, OneOf("a format of oEmbed", ["json", "xml"])] = Field(
        "json", description="Only `json` is supported; `xml` gives 501, as the standard requires.", examples=["json"]
    )
    maxwidth: Maybe[Pixels] = Field(None, description="Greatest width, in pixels.", examples=[600])
    maxheight: Maybe[Pixels] = Field(None, description="Greatest height, in pixels.", examples=[400])


def _no_picture(url: str, message: str) -> Problem:
    return not_found("url", url, message)


def _refusal(url: str, errors: Sequence[ErrorItem]) -> Problem:
    reasons = (f"{error.parameter}: {error.message}{nearest_hint(error.suggestions)}" for error in errors)
    return _no_picture(url, f"its query is not valid: {'. '.join(reasons)}")


def _path_and_query(site: Site, url: str) -> tuple[str, QueryParams]:
    """The path, without a slash at its end, and the query of an address of this service. Raises ``Problem`` for other
    addresses."""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("none://")
    has_prefix = f"{parts.path}/".startswith(f"{site.root}/")
    is_own_address = parts.netloc.lower() == urlsplit(site.base).netloc.lower() and has_prefix
    if parts.scheme not in ("", "http", "https") or not (is_own_address or parts.netloc == ""):
        raise _no_picture(url, "it is not an address of this service")
    path = parts.path[len(site.root) :] if has_prefix else parts.path
    return path.removesuffix("/"), QueryParams(parts.query)


def _about(request: Request, state: Sequence[tuple[str, str]]) -> Request:
    """The request, answered from the state of the data that the address in it names."""
    return Request({**request.scope, "query_string": urlencode(state).encode()})


def _answer(site: Site, state: DataState, title: str, html: str, width: int, height: int) -> Response:
    body = OEmbed(
        version="1.0",
        type="rich",
        title=title,
        provider_name="Communiqué",
        provider_url=site.base,
        cache_age=3600,
        html=html,
        width=width,
        height=height,
    )
    return JSONResponse(body.model_dump(), headers=state.headers)


def _embedded_record(request: Request, path: str, query: OEmbedQuery) -> Response | None:
    """The answer for the address of a record or its page; None for another address."""
    try:
        quotation = record_quotation(request, path)
    except RequestValidationError:
        raise _no_picture(query.url, "it is no address of a record") from None
    except RenamedError as renaming:
        return _embedded_record(request, f"{path.rpartition('/')[0]}/{quote(renaming.record_id)}", query)
    except Problem as refusal:
        message = refusal.errors[0].message if refusal.errors else refusal.detail
        raise _no_picture(query.url, message or "it has no record") from None
    if quotation is None:
        return None
    title, html, state = quotation
    width = min(DEFAULT_WIDTH, query.maxwidth or DEFAULT_WIDTH)
    return _answer(Site(request.scope), state, title, html, width, min(HEIGHT, query.maxheight or HEIGHT))


def _add_oembed(router: APIRouter, pictures: tuple[Picture, ...]) -> None:
    pictures_by_path = {path: picture for picture in pictures for path in picture.paths}

    @router.get(
        "/oembed",
        response_model=OEmbed,
        responses={
            **LIST_RESPONSES,
            404: describe_problem("not-found"),
            501: describe_problem("not-implemented"),
        },
        tags=["service"],
        operation_id="getOEmbed",
        summary="oEmbed",
    )
    def oembed(query: Annotated[OEmbedQuery, Query()], request: Request) -> Response:
        """oEmbed for an address of this service: an `<iframe>` with the timeline, the trade chart or the map, or a
        `<blockquote>` with a record."""
        if query.format != "json":
            raise Problem("not-implemented", [invalid("format", query.format, "only json is served", ["json"])])
        site = Site(request.scope)
        path, parameters = _path_and_query(site, query.url)
        picture = pictures_by_path.get(path)
        request = _about(request, [pair for pair in parameters.multi_items() if pair[0] == "as_of"])
        if picture is None and (body := _embedded_record(request, path, query)):
            return body
        if picture is None:
            frames = [picture.embed for picture in pictures]
            near = [frame for frame in frames if path.endswith(frame[len("/embed") :])] or nearest(path, frames)
            message = "no picture and no record has this address"
            raise not_found("url", query.url, *nearest_or_all(message, near, frames))
        query_string = urlencode([pair for pair in parameters.multi_items() if pair[0] in picture.filters.model_fields])
        try:
            filters = parse_query(picture.filters, QueryParams(query_string))
            drawing, state = _draw(request, picture, filters, query_string, Look(inline=True))
        except RequestValidationError as refusal:
            raise _refusal(query.url, problem_of(refusal, picture.filters.model_fields).errors) from None
        except Problem as refusal:
            if refusal.kind != "invalid-parameter":
                raise
            raise _refusal(query.url, refusal.errors) from None
        width = min(DEFAULT_WIDTH, query.maxwidth or DEFAULT_WIDTH)
        height = drawing.height_at(width) + FRAME_MARGIN
        height = min(height, query.maxheight or height)
        address = f"{site.base}{picture.embed}" + (f"?{query_string}" if query_string else "")
        return _answer(site, state, drawing.title, frame_html(address, drawing, width, height), width, height)
