"""Pictures as PNG, for slides, mail and share cards, which take no SVG.

resvg knows neither CSS variables nor media queries: the style that it gets has the colours of one theme and the labels
for one width. The font is our own, so that a picture is the same on every server.
"""

import asyncio
import json
import re
import sys
from asyncio.subprocess import PIPE
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import Annotated

from anyascii import anyascii
from fastapi import Request, Response
from markupsafe import escape
from pydantic import Field

from app.api.query_route import DeferredResponse
from app.api.turns import client_of
from app.domain.model import Model
from app.errors import Problem, invalid, unavailable
from app.query.name_choices import OneOf
from app.query.parameter_types import WholeNumber
from app.web.html import WEB
from app.web.pictures.drawing import STYLE, WIDE_FROM, Drawing, Look

PNG_MEDIA_TYPE = "image/png"

MAX_PIXELS = 8_000_000
"""Pixels of a PNG. resvg needs four bytes for each."""

RENDER_SECONDS = 8.0
"""Seconds that the rendering of a PNG may take."""

FONTS = [str(path) for path in sorted((WEB / "pictures" / "fonts").glob("*.ttf"))]

_PROGRAM = str(WEB / "pictures" / "png_program.py")

_FONT_NAME = "DejaVu Sans Condensed"

_NOT_IN_FONT = re.compile("[^\x00-\u0525\u1e00-\u1eff\u2000-\u22ff]+")
"""The font has Latin, Greek and Cyrillic letters, punctuation, currencies and mathematical signs."""

_AT_RULE = re.compile(r"@[^{]+\{((?:[^{}]*\{[^{}]*\})*)\s*\}")

_COLOUR = re.compile(r"--(\w+): (#\w+);")

THEMES = ("light", "dark")


class PngOptions(Model):
    """How a PNG is drawn."""

    theme: Annotated[str, OneOf("a theme", list(THEMES))] = Field(
        "light", description="Colours: `light` or `dark`.", examples=["light"]
    )
    scale: Annotated[int, WholeNumber(1, 3)] = Field(
        2,
        description="Pixels of the file for each pixel of `width`; 2 is sharp on most screens. A picture of more than "
        "8 million pixels is scaled down to them.",
        examples=[2],
    )


@cache
def theme_style(theme: str, *, wide: bool) -> str:
    """The style of pictures in the colours of a theme, with the labels for one width."""
    light = dict(_COLOUR.findall(STYLE.split("@media")[0]))
    dark = dict(_COLOUR.findall(STYLE.split("prefers-color-scheme: dark")[1].split("@")[0]))
    colours = light | dark if theme == "dark" else light
    style = re.sub(r"var\(--(\w+)\)", lambda match: colours[match[1]], _AT_RULE.sub("", STYLE))
    labels = "" if wide else _AT_RULE.findall(STYLE[STYLE.index("@container") :])[0]
    return re.sub(r"--\w+: [^;]+;", "", style) + labels


def png_look(options: PngOptions, width: int, base: str) -> Look:
    """How a picture of ``width`` pixels is drawn for a PNG, with the address of its data instead of links."""
    style = theme_style(options.theme, wide=width >= WIDE_FROM)
    return Look(width=width, style=style, base=base, data="address")


def is_installed() -> bool:
    """Whether this server can write PNG."""
    return find_spec("resvg_py") is not None


def require_png() -> None:
    """Raise ``Problem`` if this server cannot write PNG."""
    if not is_installed():
        message = "this server cannot write PNG: it lacks resvg-py, the extra png; svg is served"
        raise Problem("not-implemented", [invalid("format", "png", message, ["svg"])])


class PngResponse(DeferredResponse):
    """A drawing of ``width`` pixels as a PNG file, ``scale`` times as large.

    Its client waits for a turn among the answers that take long, and so cannot keep others waiting.
    """

    def __init__(self, drawing: Drawing, width: int, scale: int, headers: Mapping[str, str]) -> None:
        super().__init__(media_type=PNG_MEDIA_TYPE, headers=headers)
        self._drawing, self._width, self._scale, self._state = drawing, width, scale, headers

    async def respond(self, request: Request) -> Response:
        async with request.app.state.long_turns.turn(client_of(request.scope)):
            content = await render_png(self._drawing, self._width, self._scale)
        return Response(content, headers=self._state, media_type=PNG_MEDIA_TYPE)


def drawable(svg: str) -> str:
    """A drawing with the letters that our font lacks, such as Arabic ones, in Latin: resvg would leave them out."""
    return _NOT_IN_FONT.sub(lambda letters: escape(anyascii(letters[0])), svg)


async def render_png(drawing: Drawing, width: int, scale: int) -> bytes:
    """A standalone drawing as a PNG file. Raises ``Problem`` if that takes longer than ``RENDER_SECONDS``.

    A process of its own renders it: resvg computes for up to a second without releasing Python's lock, and no other
    answer would go on meanwhile.
    """
    options = {
        "svg_string": drawable(str(drawing.svg)),
        "skip_system_fonts": True,
        "font_files": FONTS,
        "font_family": _FONT_NAME,
        "sans_serif_family": _FONT_NAME,
        "zoom": min(float(scale), (MAX_PIXELS / (width * drawing.height)) ** 0.5),
    }
    process = await asyncio.create_subprocess_exec(sys.executable, "-I", _PROGRAM, stdin=PIPE, stdout=PIPE)
    try:
        async with asyncio.timeout(RENDER_SECONDS):
            content, _ = await process.communicate(json.dumps(options).encode())
    except TimeoutError:
        detail = "the picture takes too long to draw: narrow it with a filter, or take the SVG"
        raise unavailable(detail) from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise RuntimeError(f"the program that renders PNG ended with {process.returncode}")
    return content
