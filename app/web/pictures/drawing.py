"""Parts of the SVG pictures: elements, the time axis, and a sheet that is filled from the top.

Positions along the time axis are percentages, so that an inline picture takes the width of the page while its text
keeps its size. Labels that need a wide screen have the class ``wide``, those for a narrow one ``narrow``. The style is
``web/static/drawing.css``. A standalone picture includes it; an inline one relies on the page, whose policy may forbid
inline styles.
"""

# Written by hand: decision 007.

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from textwrap import wrap
from typing import Any, Literal, TypeAlias

from markupsafe import Markup, escape

from app.domain.escape import printable
from app.domain.free_text import shorten_text
from app.web.html import WEB

STYLE = (WEB / "static" / "drawing.css").read_text("utf-8")

DRAWING_POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

SVG_MEDIA_TYPE = "image/svg+xml"

NARROW, WIDE = 320, 720
"""Widths in pixels for which labels are laid out."""

NARROWEST = 280
"""Pixels that a picture has in a page on the narrowest screen, of 320."""

WIDE_FROM = 760
"""Width from which a picture has the labels for the second one; the rest are the margins of a page."""

LEFT, RIGHT = 14.0, 96.0
"""Start and end of the time axis, in percent of the width."""

MAX_FACTS = 100
"""Figures or entries that the description lists."""

MAX_CHARACTERS = 300
"""Characters of a title, a note, or the description of one figure or entry. Longer texts are cut."""

CHARACTER = 6.6
"""Average width of a character in pixels, at a font size of 12."""

WIDER_FACTOR = 2.1
"""Times as many characters fit into a line of a wide picture as into that of a narrow one."""

TIP_CHARACTERS = 46

TIP_HEIGHT = 36
"""Pixels for the two lines of a tip."""

JsonRow: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Look:
    """How a picture is used: standalone, or inline in a page.

    A standalone picture is an image, ``width`` pixels wide, with a description. An inline picture takes the width of
    the page, which must link ``drawing.css``. It is a group, so that its links can be reached, and ``name`` makes its
    ids unique in the page. ``style`` is that of a standalone picture. Links are ``base`` and a path; a mark links to
    the page of its record. Without ``tab_stops``, the Tab key skips the marks: for a small picture in a long page. A
    ``compact`` one has only the labels without which it says nothing. ``data`` says what the picture shows of its data:
    links, the address where nobody can click, or nothing because the links stand ``outside``.
    """

    width: int = 760
    inline: bool = False
    name: str = "drawing"
    style: str = STYLE
    base: str = ""
    new_window: bool = False
    tab_stops: bool = True
    compact: bool = False
    data: Literal["links", "address", "outside"] = "links"

    def link(self, address: str, *inner: str, **attributes: Any) -> Markup:
        window = {"target": "_blank", "rel": "noopener"} if self.new_window else {}
        return tag("a", *inner, href=self.base + address, **window, **attributes)

    def record(self, path: str, *inner: str, **attributes: Any) -> Markup:
        order = {} if self.tab_stops else {"tabindex": "-1"}
        return self.link(f"/explore{path}", *inner, **order, **attributes)

    def tip(self, text: str, y: float) -> list[Markup]:
        """What a mark says at ``y`` while it is pointed at or focused. A standalone picture has the titles alone."""
        lines = wrap(shorten_text(text, 2 * TIP_CHARACTERS - 4), TIP_CHARACTERS)[:2] if self.inline else []
        return [
            tag("text", line, x="0.5%", y=y + 15 * number, class_="tip", aria_hidden="true")
            for number, line in enumerate(lines, 1)
        ]


STANDALONE = Look()


@dataclass(frozen=True)
class Drawing:
    """A finished picture, its title, and its height in pixels.

    The height is the same at any width, unless a page has another form for narrow screens, of ``narrow_height``.
    ``sources`` are the documents that it cites, in the order of its rows.
    """

    svg: Markup
    title: str
    height: int
    sources: Sequence[JsonRow] = ()
    narrow_height: int | None = None

    def height_at(self, width: int) -> int:
        """The height of an embedded page of that width, in pixels."""
        return self.narrow_height if self.narrow_height and width < WIDE_FROM else self.height


def cited_documents(rows: Iterable[JsonRow]) -> list[JsonRow]:
    """The sources of rows, each document once and without its paragraphs."""
    sources = {source["document"]: source for row in rows for source in row.get("sources", ())}
    return [source | {"paragraphs": [], "rows": []} for source in sources.values()]


def tag(name: str, *inner: str, **attributes: Any) -> Markup:
    """An SVG or HTML element. Everything but ``Markup`` is escaped.

    The attribute ``class_`` is written ``class``, and ``text_anchor`` is written ``text-anchor``.
    """
    attribute_text = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_safe(_short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{attribute_text}>{''.join(map(_safe, inner))}</{name}>")  # noqa: S704 - all of it is escaped


def _safe(text: object) -> Markup:
    return text if isinstance(text, Markup) else escape(printable(str(text)))


def _short(value: object) -> object:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


def _lines(text: str, characters: int) -> list[str]:
    return wrap(shorten_text(text, MAX_CHARACTERS), characters, break_long_words=True) or [""]


@dataclass
class Sheet:
    """The picture drawn so far, from the top. ``y`` is where the next part starts, in pixels."""

    look: Look
    y: int = 8
    parts: list[Markup] = field(default_factory=list)

    def write(self, text: str, kind: str, *, characters: int = 46, line: int = 17) -> None:
        """Write a text in lines of at most ``characters``; where the picture is wide, in fewer and longer ones."""
        lines = _lines(text, characters)
        wide_lines = (
            _lines(text, round(characters * WIDER_FACTOR)) if characters < WIDER_FACTOR * TIP_CHARACTERS else lines
        )
        top, spare = self.y + line, len(lines) - len(wide_lines)
        self.y += line * len(lines)
        self._write_lines(lines, f"{kind} narrow" if spare else kind, line, top)
        if spare:  # a title stands close to what follows
            self._write_lines(wide_lines, f"{kind} wide", line, top + (spare * line if kind == "title" else 0))

    def _write_lines(self, lines: Sequence[str], kind: str, line: int, top: int) -> None:
        """Write lines of a height of ``line`` pixels, the first one at ``top``."""
        for number, text in enumerate(lines):
            self.parts.append(tag("text", text, x="0.5%", y=top + number * line, class_=kind))

    def links(self, data: str, query: str) -> None:
        """Draw links to the data of the picture, as CSV and JSON, or what the look has in their place."""
        if self.look.data == "outside":
            return
        query_string = f"?{query}" if query else ""
        if self.look.data == "address":
            self.y += 5
            self.write(f"Data: {self.look.base}{data}{query_string}", "quiet", characters=46)
            return
        self.y += 22
        parts = [tag("text", "Data:", x="0.5%", y=self.y, class_="quiet")]
        for dx, form, address in ((36, "CSV", f"{data}.csv{query_string}"), (72, "JSON", f"{data}{query_string}")):
            title = tag("title", f"The data of this picture as {form}")
            text = tag("text", form, x="0.5%", dx=dx, y=self.y)
            parts.append(self.look.link(address, title, text, class_="data"))
        self.parts.append(tag("g", *parts, class_="links"))

    def finish(self, title: str, facts: str, rows: Iterable[JsonRow] = (), kind: str = "") -> Drawing:
        """The picture with its description. ``rows`` are those that it shows, with their sources.

        Of two forms for a page, the ``kind`` of one is ``wide`` and that of the other ``narrow``.
        """
        look, height = self.look, self.y + 12
        ids = [f"{look.name}-title", f"{look.name}-desc"]
        style = [] if look.inline else [tag("style", Markup(look.style))]  # noqa: S704 - a file of ours
        svg = tag(
            "svg",
            tag("title", shorten_text(title, MAX_CHARACTERS), id=ids[0]),
            tag("desc", facts, id=ids[1]),
            *style,
            tag("rect", width="100%", height="100%", class_="paper"),
            *self.parts,
            xmlns="http://www.w3.org/2000/svg",
            width="100%" if look.inline else look.width,
            height=height,
            role="group" if look.inline else "img",
            aria_labelledby=ids[0] if look.inline else " ".join(ids),
            aria_describedby=ids[1] if look.inline else None,
            lang="en",
            xml__lang="en",
            class_=f"drawing {kind}".strip(),
        )
        markup = Markup(svg.replace("xml--lang", "xml:lang", 1))  # noqa: S704 - escaped above
        return Drawing(markup, shorten_text(title, MAX_CHARACTERS), height, cited_documents(rows))


def marker(shape: str, size: float = 5) -> Markup:
    """A circle, diamond, square or triangle around the origin."""
    if shape == "circle":
        return tag("circle", r=size, class_="mark")
    s = size + 1
    path = {
        "diamond": f"M0,{-s}L{s},0L0,{s}L{-s},0Z",
        "square": f"M{-size},{-size}H{size}V{size}H{-size}Z",
        "triangle": f"M0,{-s}L{s},{size}H{-s}Z",
    }[shape]
    return tag("path", d=path, class_="mark")


def at_percent(x: float, y: float, *inner: str) -> Markup:
    """Elements whose origin is ``x`` percent from the left and ``y`` pixels from the top."""
    return tag("svg", *inner, x=f"{x:.2f}%", y=y, overflow="visible")


Box: TypeAlias = tuple[float, float, float, float]


class Room:
    """The occupied boxes of a panel at some widths, so that labels do not overlap.

    A box is left, top, right, bottom in pixels, relative to a position in percent.
    """

    def __init__(self, widths: Iterable[int] = (NARROW, WIDE)) -> None:
        self.boxes: dict[int, list[Box]] = {width: [] for width in widths}

    def take(self, x: float, box: Box, until: float | None = None) -> None:
        for width, width_boxes in self.boxes.items():
            width_boxes.append(_absolute(x, box, width, until))

    def fits(self, x: float, box: Box, width: int, top: float, bottom: float) -> bool:
        left, upper, right, lower = _absolute(x, box, width)
        inside = left >= 0 and right <= width and upper >= top and lower <= bottom
        return inside and not any(
            left < r and right > le and upper < lo and lower > u for le, u, r, lo in self.boxes[width]
        )


def _absolute(x: float, box: Box, width: int, until: float | None = None) -> Box:
    left, top, right, bottom = box
    return x / 100 * width + left, top, (x if until is None else until) / 100 * width + right, bottom
