"""The routes of pictures: as SVG, as a page for a frame, and what oEmbed tells of that page."""

from typing import Annotated, Any, Literal
from urllib.parse import urlencode, urlsplit

from fastapi import APIRouter, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, Field
from starlette.datastructures import QueryParams

from app.api.addresses import Site
from app.api.documentation import LIST_RESPONSES, problem_response
from app.api.query_route import QuestionRoute, question
from app.api.sessions import reading
from app.errors import Problem, invalid
from app.query.coverage import Standing
from app.query.parameter_types import Digits, Maybe, OneOf
from app.web import html
from app.web.drawing import MEDIA_TYPE, POLICY, Drawing, Look, tag
from app.web.picture import Picture

FRAME_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors {}"
)

OEMBED = "application/json+oembed"

WIDTH = 760

AROUND = 64
"""Pixels that the page of a frame needs above and below the picture."""


def _drawn(request: Request, picture: Picture, query: Any, asked: str, look: Look) -> tuple[Drawing, Standing]:
    with reading(request) as session:
        return picture.draw(session, query, asked, look)


def _without_width(request: Request) -> str:
    """The question as the list of the data takes it."""
    return urlencode([(name, value) for name, value in request.query_params.multi_items() if name != "width"])


def _responses(media_type: str, text: str, example: str) -> dict[int | str, dict[str, Any]]:
    content = {media_type: {"schema": {"type": "string"}, "example": example}}
    return {**LIST_RESPONSES, 200: {"description": text, "content": content}}


def router_for(*pictures: Picture) -> APIRouter:
    """The routes of all pictures. They go before the files and items of the lists, which would take them for theirs."""
    router = APIRouter(route_class=QuestionRoute)
    for picture in pictures:
        _add(router, picture)
    _add_oembed(router, pictures)
    return router


def _add(router: APIRouter, picture: Picture) -> None:
    sized: Any = Annotated[picture.sized, Query()]
    filters: Any = Annotated[picture.filters, Query()]
    tags: Any = [picture.data.split("/")[1].replace("-", " ")]

    def get_svg(query: sized, request: Request) -> Response:
        look = Look(width=query.width, base=Site(request.scope).base)
        drawing, state = _drawn(request, picture, query, _without_width(request), look)
        headers = {**state.headers, "Content-Security-Policy": POLICY}
        return Response(drawing.svg, headers=headers, media_type=MEDIA_TYPE)

    def get_page(query: filters, request: Request) -> Response:
        asked = _without_width(request)
        drawing, state = _drawn(request, picture, query, asked, Look(inline=True, new_window=True))
        address = picture.embed + (f"?{asked}" if asked else "")
        base = Site(request.scope).base
        told = urlencode({"url": base + address, "format": "json"})
        answer = html.page(
            request,
            "embed.html",
            policy=FRAME_POLICY.format(request.app.state.frame_ancestors),
            title=drawing.title,
            drawing=drawing.svg,
            data=picture.data + (f"?{asked}" if asked else ""),
            oembed=f"{base}/oembed?{told}",
            oembed_type=OEMBED,
            until=state.until,
        )
        answer.headers.update(state.headers)
        return answer

    get_svg.__doc__ = (
        f"{picture.about}. It goes into a README, a slide or a page, in light and dark, and tells the facts in its "
        "description; opened by itself, its marks lead to the records."
    )
    example = '<svg xmlns="…" width="760" height="364" role="img">…</svg>'
    router.add_api_route(
        picture.path,
        get_svg,
        response_class=Response,
        responses=_responses(MEDIA_TYPE, "The picture.", example),
        summary=f"The {picture.name} as a picture",
        tags=tags,
        operation_id=f"get{picture.name.capitalize()}Picture",
    )
    get_page.__doc__ = (
        f"A page for an `<iframe>` with the picture of `{picture.path}`, its source and links to the data. "
        "Which sites may frame it, the operator sets."
    )
    router.add_api_route(
        picture.embed,
        get_page,
        response_class=Response,
        responses=_responses("text/html", "The page.", "<!doctype html>…"),
        summary=f"The {picture.name} as a page for a frame",
        tags=tags,
        operation_id=f"get{picture.name.capitalize()}Embed",
    )


class OEmbed(BaseModel):
    """What to put into a page for an address (oembed.com)."""

    version: Literal["1.0"] = Field(description="Of oEmbed.", examples=["1.0"])
    type: Literal["rich"] = Field(description="`rich`: it is HTML.", examples=["rich"])
    title: str = Field(description="What is shown.", examples=["Timeline: 33 entries"])
    provider_name: str = Field(description="This service.", examples=["Communiqué"])
    provider_url: str = Field(description="Its address.", examples=["https://communique.example"])
    cache_age: int = Field(description="Seconds after which to ask again.", examples=[3600])
    html: str = Field(description="An `<iframe>`.", examples=["<iframe …></iframe>"])
    width: int = Field(description="Pixels that it needs.", examples=[760])
    height: int = Field(description="Pixels that it needs; with less, the frame scrolls.", examples=[428])


class OEmbedQuery(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    url: Annotated[str, Field(min_length=1, max_length=8000)] = Field(
        description="The address of a picture, of its page for a frame, or of its data, on this service.",
        examples=["/embed/timeline?between=KZ,TR"],
    )
    format: Annotated[str, OneOf("a format of oEmbed", ["json", "xml"])] = Field(
        "json", description="Only `json` is served: `xml` is 501, as the standard has it.", examples=["json"]
    )
    maxwidth: Maybe[Annotated[int, Digits, Field(ge=1, le=100_000)]] = Field(
        None, description="Pixels that there are for the width.", examples=[600]
    )
    maxheight: Maybe[Annotated[int, Digits, Field(ge=1, le=100_000)]] = Field(
        None, description="Pixels that there are for the height.", examples=[400]
    )


def _not_ours(url: str, message: str) -> Problem:
    return Problem("not-found", [invalid("url", url, message)])


def _refused(url: str, parameters: list[str]) -> Problem:
    return _not_ours(url, f"that address is refused for {', '.join(dict.fromkeys(parameters))}: it says why itself")


def _parted(site: Site, url: str) -> tuple[str, QueryParams]:
    """The path and query of an address of this service; of another raises ``Problem``."""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("none://")
    prefixed = f"{parts.path}/".startswith(f"{site.root}/")
    ours = parts.netloc.lower() == urlsplit(site.base).netloc.lower() and prefixed
    if parts.scheme not in ("", "http", "https") or not (ours or parts.netloc == ""):
        raise _not_ours(url, "it is not an address of this service")
    return parts.path[len(site.root) :] if prefixed else parts.path, QueryParams(parts.query)


def _add_oembed(router: APIRouter, pictures: tuple[Picture, ...]) -> None:
    known = {path: one for one in pictures for path in (one.embed, one.path, one.data)}

    @router.get(
        "/oembed",
        response_model=OEmbed,
        responses={
            **LIST_RESPONSES,
            404: problem_response("not-found"),
            501: problem_response("not-implemented"),
        },
        tags=["service"],
        operation_id="getOEmbed",
    )
    def oembed(query: Annotated[OEmbedQuery, Query()], request: Request) -> Response:
        """What to put into a page for an address of ours: an `<iframe>` with the timeline or the trade chart."""
        if query.format != "json":
            raise Problem("not-implemented", [invalid("format", query.format, "only json is served", ["json"])])
        site = Site(request.scope)
        path, given = _parted(site, query.url)
        picture = known.get(path)
        if picture is None:
            raise _not_ours(query.url, f"there is no picture of it: there are {', '.join(known)}")
        asked = urlencode([one for one in given.multi_items() if one[0] in picture.filters.model_fields])
        try:
            filters = question(picture.filters, QueryParams(asked))
            drawing, state = _drawn(request, picture, filters, asked, Look(inline=True))
        except RequestValidationError as refused:
            raise _refused(query.url, [str(error["loc"][1]) for error in refused.errors()]) from None
        except Problem as refused:
            if refused.kind != "invalid-parameter":
                raise
            raise _refused(query.url, [error.parameter for error in refused.errors]) from None
        width = min(WIDTH, query.maxwidth or WIDTH)
        height = min(drawing.height + AROUND, query.maxheight or drawing.height + AROUND)
        address = f"{site.base}{picture.embed}" + (f"?{asked}" if asked else "")
        frame = tag("iframe", Markup(), src=address, width=width, height=height, title=drawing.title,
                    style="border:0;max-width:100%", loading="lazy")  # fmt: skip
        body = OEmbed(
            version="1.0",
            type="rich",
            title=drawing.title,
            provider_name="Communiqué",
            provider_url=site.base,
            cache_age=3600,
            html=frame,
            width=width,
            height=height,
        )
        return JSONResponse(body.model_dump(), headers=state.headers)
