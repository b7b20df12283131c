"""Pictures as PNG, for slides, mail and share cards, which take no SVG.

resvg knows neither CSS variables nor media queries: the style that it gets has the colours of one theme and the labels
for one width. The font is our own, so that a picture is the same on every server.
"""

import re
from functools import cache
from importlib.util import find_spec
from typing import Annotated

from pydantic import BaseModel, Field

from app.errors import Problem, invalid
from app.query.parameter_types import Digits, OneOf
from app.web.drawing import STYLE, WIDE_FROM, Drawing, Look
from app.web.html import WEB

PNG_MEDIA_TYPE = "image/png"

MAX_PIXELS = 8_000_000
"""Pixels of a PNG. resvg needs four bytes for each."""

FONTS = [str(path) for path in sorted((WEB / "fonts").glob("*.ttf"))]

_FONT_NAME = "DejaVu Sans Condensed"

_AT_RULE = re.compile(r"@[^{]+\{((?:[^{}]*\{[^{}]*\})*)\s*\}")

_COLOUR = re.compile(r"--(\w+): (#\w+);")

THEMES = ("light", "dark")


class PngOptions(BaseModel):
    """How a PNG is drawn."""

    theme: Annotated[str, OneOf("a theme", list(THEMES))] = Field(
        "light", description="Colours: `light` or `dark`.", examples=["light"]
    )
    scale: Annotated[int, Digits] = Field(
        2,
        ge=1,
        le=3,
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


def installed() -> bool:
    """Whether this server can write PNG."""
    return find_spec("resvg_py") is not None


def require_png() -> None:
    """Raise ``Problem`` if this server cannot write PNG."""
    if not installed():
        message = "this server cannot write PNG: it lacks resvg-py, the extra png; svg is served"
        raise Problem("not-implemented", [invalid("format", "png", message, ["svg"])])


def render_png(drawing: Drawing, width: int, scale: int) -> bytes:
    """A standalone drawing of ``width`` pixels as a PNG file, ``scale`` times as large."""
    import resvg_py

    zoom = min(float(scale), (MAX_PIXELS / (width * drawing.height)) ** 0.5)
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=str(drawing.svg),
            skip_system_fonts=True,
            font_files=FONTS,
            font_family=_FONT_NAME,
            sans_serif_family=_FONT_NAME,
            zoom=zoom,
        )
    )
