"""Pictures of what lists find, as SVG: figures with the periods they are of, and entries on a time axis.

Places along the time axis are percentages, so that a picture inside a page takes the page's width and its text keeps
its size; what has no room on a narrow screen has the class ``wide``, what is only for one ``narrow``. Colours and sizes
stand in ``web/static/drawing.css``: a picture by itself carries them, one inside a page takes them from the page, whose
policy may forbid styles of its own.
"""

import datetime as dt
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from textwrap import wrap
from typing import Any, TypeAlias

from markupsafe import Markup, escape

from app.domain.escape import printable
from app.web.html import WEB

STYLE = (WEB / "static" / "drawing.css").read_text("utf-8")

POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

MEDIA_TYPE = "image/svg+xml"

NARROW, WIDE = 320, 720
"""Pixels for which labels are placed; the style's breakpoint is the second and a page's margins."""

LEFT, RIGHT = 14.0, 96.0
"""Where the time axis begins and ends, of 100."""

MOST_FACTS = 100
"""Figures or entries that the description tells one by one."""

MOST_CHARACTERS = 300
"""Characters of a title or a note, and of what is told of a figure or an entry; the data has the rest."""

CHARACTER = 6.6
"""Pixels of an average character at 12 px."""

Row: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Look:
    """How a picture is to be used.

    By itself it is an image ``width`` pixels wide, told by its description. ``inline``, it takes the width of the page,
    which links ``drawing.css``, and is a group, so that its links can be reached; ``name`` sets its ids apart from
    those of other pictures there. Links lead to ``base`` and a path, those of records to ``base``, ``pages`` and it.
    """

    width: int = 760
    inline: bool = False
    name: str = "drawing"
    base: str = ""
    pages: str = ""
    new_window: bool = False

    def link(self, address: str, *inner: str, **attributes: Any) -> Markup:
        window = {"target": "_blank", "rel": "noopener"} if self.new_window else {}
        return tag("a", *inner, href=self.base + address, **window, **attributes)

    def record(self, path: str, *inner: str, **attributes: Any) -> Markup:
        return self.link(self.pages + path, *inner, **attributes)


BY_ITSELF = Look()


@dataclass(frozen=True)
class Drawing:
    """A picture, with what it is called and its height in pixels, which is the same at any width."""

    svg: Markup
    title: str
    height: int


def tag(name: str, *inner: str, **attributes: Any) -> Markup:
    """An element; all but ``Markup`` is escaped. ``class_`` is class, ``text_anchor`` is text-anchor."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_safe(_short(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{told}>{''.join(map(_safe, inner))}</{name}>")  # noqa: S704 - all of it is escaped


def _safe(text: object) -> Markup:
    return text if isinstance(text, Markup) else escape(printable(str(text)))


def _short(value: object) -> object:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else value


def cut(text: str, characters: int = MOST_CHARACTERS) -> str:
    """A text as long as a picture has room for."""
    return text if len(text) <= characters else f"{text[: characters - 1]}…"


def _lines(text: str, characters: int) -> list[str]:
    return wrap(cut(text), characters, break_long_words=True) or [""]


def _day(text: object) -> dt.date:
    return text if isinstance(text, dt.date) else dt.date.fromisoformat(str(text))


@dataclass(frozen=True)
class Axis:
    """Whole years, from the first to the last."""

    first: int
    last: int

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "Axis | None":
        """The years of those that have a date; none where none has."""
        days = [(_day(row["date_start"]), _day(row["date_end"])) for row in rows if row["date_start"]]
        if not days:
            return None
        return cls(min(start.year for start, _ in days), max(end.year for _, end in days))

    def at(self, ordinal: float) -> float:
        """The place of a day, of 100; days are counted as ``toordinal`` does."""
        start = dt.date(self.first, 1, 1).toordinal()
        end = dt.date(self.last, 12, 31).toordinal() + 1
        return LEFT + (RIGHT - LEFT) * (ordinal - start) / (end - start)

    def span(self, row: Row) -> tuple[float, float]:
        """From the beginning of a record's first day to the end of its last."""
        return self.at(_day(row["date_start"]).toordinal()), self.at(_day(row["date_end"]).toordinal() + 1)

    def draw(self, top: int, bottom: int) -> Markup:
        """Lines where years begin, and the years under them as far as there is room."""
        years = self.last - self.first + 1
        steps = [10**power * factor for power in range(4) for factor in (1, 5)]  # each a multiple of the one before
        room = {width: (RIGHT - LEFT) / 100 * width / 44 for width in (NARROW, WIDE)}
        fine, coarse = (next(s for s in [*steps, 10_000] if years / s <= room[width]) for width in (WIDE, NARROW))
        drawn: list[Markup] = []
        first = self.first if years == 1 else -(-self.first // fine) * fine
        for year in range(first, self.last + 1, fine):
            wide = "wide" if year % coarse and years > 1 else None
            start = self.at(dt.date(year, 1, 1).toordinal())
            middle = self.at(dt.date(year, 7, 2).toordinal())
            at = {"x1": f"{start:.2f}%", "x2": f"{start:.2f}%", "y1": top, "y2": bottom}
            drawn.append(tag("line", **at, class_=f"grid {wide or ''}".strip()))
            place = f"{middle if fine == 1 else start:.2f}%"
            classes = f"quiet {wide or ''}".strip()
            drawn.append(tag("text", str(year), x=place, y=bottom + 15, text_anchor="middle", class_=classes))
        return tag("g", *drawn, aria_hidden="true")


@dataclass
class Sheet:
    """What is drawn so far, from the top; ``y`` is where the next begins."""

    look: Look
    y: int = 8
    parts: list[Markup] = field(default_factory=list)

    def write(self, text: str, kind: str, *, characters: int = 46, line: int = 17) -> None:
        for one in _lines(text, characters):
            self.y += line
            self.parts.append(tag("text", one, x="0.5%", y=self.y, class_=kind))

    def links(self, data: str, query: str) -> None:
        """To the rows that the picture shows."""
        asked = f"?{query}" if query else ""
        self.y += 22
        parts = [tag("text", "Data:", x="0.5%", y=self.y, class_="quiet")]
        for dx, form, address in ((36, "CSV", f"{data}.csv{asked}"), (72, "JSON", f"{data}{asked}")):
            named = tag("title", f"The data of this picture as {form}")
            text = tag("text", form, x="0.5%", dx=dx, y=self.y)
            parts.append(self.look.link(address, named, text, class_="data"))
        self.parts.append(tag("g", *parts, class_="links"))

    def finish(self, title: str, facts: str) -> Drawing:
        look, height = self.look, self.y + 12
        ids = [f"{look.name}-title", f"{look.name}-desc"]
        style = [] if look.inline else [tag("style", Markup(STYLE))]  # noqa: S704 - a file of ours
        svg = tag(
            "svg",
            tag("title", cut(title), id=ids[0]),
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
            class_="drawing",
        )
        return Drawing(Markup(svg.replace("xml--lang", "xml:lang", 1)), cut(title), height)  # noqa: S704 - escaped above


def mark(shape: str, size: float = 5) -> Markup:
    """A shape around the origin."""
    if shape == "circle":
        return tag("circle", r=size, class_="mark")
    s = size + 1
    path = {
        "diamond": f"M0,{-s}L{s},0L0,{s}L{-s},0Z",
        "square": f"M{-size},{-size}H{size}V{size}H{-size}Z",
        "triangle": f"M0,{-s}L{s},{size}H{-s}Z",
    }[shape]
    return tag("path", d=path, class_="mark")


def placed(x: float, y: float, *inner: str) -> Markup:
    """Things around an origin that is at so many of 100."""
    return tag("svg", *inner, x=f"{x:.2f}%", y=y, overflow="visible")


Box: TypeAlias = tuple[float, float, float, float]


class Room:
    """What is taken of a panel, at the narrow and at the wide width: left, top, right, bottom."""

    def __init__(self) -> None:
        self.taken: dict[int, list[Box]] = {NARROW: [], WIDE: []}

    def take(self, x: float, box: Box, until: float | None = None) -> None:
        for width, boxes in self.taken.items():
            boxes.append(_moved(x, box, width, until))

    def fits(self, x: float, box: Box, width: int, top: float, bottom: float) -> bool:
        left, upper, right, lower = _moved(x, box, width)
        inside = left >= 0 and right <= width and upper >= top and lower <= bottom
        return inside and not any(
            left < r and right > le and upper < lo and lower > u for le, u, r, lo in self.taken[width]
        )


def _moved(x: float, box: Box, width: int, until: float | None = None) -> Box:
    left, top, right, bottom = box
    return x / 100 * width + left, top, (x if until is None else until) / 100 * width + right, bottom
