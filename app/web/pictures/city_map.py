"""Draws a map of the cities in which people met, over the outlines of countries.

A map is drawn around the middle of the picture at a fixed scale, once for narrow and once for wide pictures. On a wider
page it shows more land on both sides, so that nothing is distorted and text keeps its size. Cities that are far from
all others have a map of their own below.
"""

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from markupsafe import Markup

from app.domain.date_words import date_words, turn_words
from app.domain.deadline import check_each
from app.domain.free_text import shorten_text
from app.domain.titles import count_words
from app.domain.vocabulary import MeetingStatus
from app.web.pictures.drawing import (
    CHARACTER,
    MAX_FACTS,
    NARROWEST,
    STANDALONE,
    TIP_HEIGHT,
    WIDE,
    Box,
    Drawing,
    JsonRow,
    Look,
    Room,
    Sheet,
    tag,
)
from app.web.pictures.outlines import MapProjection, Point, paths, stretch

MAX_CITIES = 200
"""Cities that are drawn, those with the most meetings first."""

FAR = (60.0, 35.0)
"""Degrees of longitude and latitude from all other cities, beyond which a city has a map of its own."""

MAX_SCALE = 18.0
"""Pixels for a degree of longitude at most: the outlines are coarse."""

HEIGHTS = (240, 380)
"""Least and greatest height of the first map, in pixels."""

FURTHER_HEIGHT = 170
"""Height of each further map, in pixels."""

EDGE = 40
"""Pixels between the outermost cities and the upper and lower edge of a map."""

FILLED_SHARE = 0.75
"""The share of the width in which the cities are. Their labels need the rest."""

LARGEST_RADIUS, SMALLEST_RADIUS, SINGLE_RADIUS = 18.0, 4.0, 6.0
"""Radius of the largest and the smallest circle, and of one meeting where there is room, in pixels."""

NAME_CHARACTERS = 28
"""Characters of a name on the map; longer ones are cut."""

VIEWS = ((WIDE, "wide"), (NARROWEST, "narrow"))
"""The widths for which a map is laid out, and their classes."""

REACH = {"wide": 800, "narrow": 380}
"""How far land is drawn on both sides of the middle, in pixels: to the edge of the widest picture."""

PAGE_REACH = {"wide": 512, "narrow": 380}
"""The same in a page, whose text is at most 1024 pixels wide."""

CREDIT = "Outlines: Natural Earth. Coordinates: GeoNames, CC BY 4.0."


@dataclass(frozen=True)
class MeetingCity:
    """A city with its meetings. ``url`` is the path of their list, ``latest`` the date and id of the newest one."""

    id: str
    name: str
    country: str
    point: Point | None
    url: str
    counts: Mapping[str, int]
    latest: tuple[str | None, str] | None = None

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def held_count(self) -> int:
        return self.counts.get(MeetingStatus.held, 0)

    @property
    def number(self) -> str:
        """The number of meetings in words, with those that were not held."""
        other_counts = [f"{count:,} {status}" for status, count in self.counts.items() if status != MeetingStatus.held]
        return count_words(self.total, "meeting") + (f" ({', '.join(other_counts)})" if other_counts else "")

    @property
    def description(self) -> str:
        latest = f", latest {turn_words(self.latest[0])}" if self.latest and self.latest[0] else ""
        return f"{self.name}, {self.country}: {self.number}{latest}"


def draw_city_map(
    cities: Sequence[MeetingCity],
    *,
    without_city: int = 0,
    query: str = "",
    until: dt.date | None = None,
    rows: Iterable[JsonRow] = (),
    look: Look = STANDALONE,
) -> Drawing:
    """Draw the cities. ``without_city`` is the number of meetings of which no document names the city.

    ``query`` is the query string of the list of meetings, and ``rows`` its newest, whose sources are those of the
    picture.
    """
    located_cities = sorted((city for city in cities if city.point), key=lambda city: (-city.total, city.name, city.id))
    drawn_cities = located_cities[:MAX_CITIES]
    sheet = Sheet(look)
    number_text = count_words(len(cities), "city") if cities else "no city stated" if without_city else "no meeting"
    title = f"Where people met: {number_text}"
    sheet.write(title, "title", characters=34, line=20)
    notes = list(_notes(located_cities, [city for city in cities if not city.point], without_city))
    for note in (f"From documents published up to {date_words(str(until))}." if until else "", *notes):
        if note:
            sheet.write(note, "quiet note")
    largest = max((city.total for city in drawn_cities), default=1)
    for number, group in enumerate(_neighbours(drawn_cities)):
        _draw_map(sheet, group, largest, first=number == 0)
    if drawn_cities:
        sheet.write(CREDIT, "quiet credit")
    sheet.links("/meetings", query)
    sentences = [city.description for city in drawn_cities[:MAX_FACTS]]
    facts = [*notes, f"{'; '.join(sentences)}." if sentences else ""]
    return sheet.finish(title, " ".join(filter(None, facts)), rows)


def _notes(located_cities: Sequence[MeetingCity], elsewhere: Sequence[MeetingCity], without_city: int) -> Iterator[str]:
    if located_cities:
        yield "The larger a circle, the more meetings."
    if any(not city.held_count for city in located_cities):
        yield "Hollow: no meeting was held yet."
    if len(located_cities) > MAX_CITIES:
        yield f"Drawn are the {MAX_CITIES} cities with the most meetings, of {len(located_cities):,}; the data has all."
    if elsewhere:
        names = ", ".join(f"{city.name} ({city.total:,})" for city in elsewhere)
        yield f"Not on the map, as no coordinates are recorded for: {names}."
    if without_city:
        yield f"No document names the city of {count_words(without_city, 'meeting')}."
    elif not located_cities and not elsewhere:
        yield "No such meeting is recorded."


def _neighbours(cities: Sequence[MeetingCity]) -> list[list[MeetingCity]]:
    """The cities in groups, the one with the most meetings first. Groups are far from each other."""
    groups: list[list[MeetingCity]] = []
    for city in check_each(cities):
        near = [group for group in groups if any(_is_near(city, neighbour) for neighbour in group)]
        groups = [group for group in groups if group not in near]
        groups.append([city, *(neighbour for group in near for neighbour in group)])
    return sorted(groups, key=lambda group: (-sum(city.total for city in group), min(city.id for city in group)))


def _is_near(first: MeetingCity, second: MeetingCity) -> bool:
    (x, y), (other_x, other_y) = _point(first), _point(second)
    return abs((x - other_x + 180) % 360 - 180) <= FAR[0] and abs(y - other_y) <= FAR[1]


def _point(city: MeetingCity) -> Point:
    assert city.point  # noqa: S101 - only cities with coordinates are drawn
    return city.point


def _fit(cities: Sequence[MeetingCity], width: float, height: float) -> MapProjection:
    """The map on which the cities fill a box of that many pixels."""
    longitudes = sorted({_point(city)[0] % 360 for city in cities})
    gaps = [*pairwise(longitudes), (longitudes[-1], longitudes[0] + 360)]
    before, start = max(gaps, key=lambda gap: gap[1] - gap[0])  # the map ends where there is no city for longest
    span = (before - start) % 360
    latitudes = [_point(city)[1] for city in cities]
    middle = (min(latitudes) + max(latitudes)) / 2
    rise = (max(latitudes) - min(latitudes)) * stretch(middle)
    scale = min(MAX_SCALE, width / max(span, 0.1), height / max(rise, 0.1))
    return MapProjection((start + span / 2 + 180) % 360 - 180, middle, scale)


def _draw_map(sheet: Sheet, cities: Sequence[MeetingCity], largest: int, *, first: bool) -> None:
    """Draw a map of cities below what the sheet has."""
    wide = _fit(cities, WIDE * FILLED_SHARE, HEIGHTS[1] - 2 * EDGE)
    ys = [wide.point(*_point(city))[1] for city in cities]
    height = round(min(HEIGHTS[1], max(HEIGHTS[0], max(ys) - min(ys) + 4 * EDGE))) if first else FURTHER_HEIGHT
    top = sheet.y + 10
    middle = top + height / 2
    sheet.parts.append(tag("rect", x=0, y=top, width="100%", height=height, class_="sea"))
    layouts = []
    for width, name in VIEWS:
        reach = (PAGE_REACH if sheet.look.inline and not sheet.look.new_window else REACH)[name]
        projection = _fit(cities, width * FILLED_SHARE, height - 2 * EDGE)
        land, borders = paths(projection, reach, height / 2)
        lines = [tag("path", d=land, class_="land"), tag("path", d=borders, class_="border")]
        sheet.parts.append(_at_middle(middle, name, *lines, aria_hidden="true"))
        layouts.append(_Layout(projection, width, name, height, largest).place(cities))
    for city in cities:
        marks = [_at_middle(middle, layout.name, *layout.draw(city)) for layout in layouts]
        marks += sheet.look.tip(city.description, top + height)
        classes = "city meeting" + ("" if city.held_count else " vague")
        sheet.parts.append(sheet.look.record(city.url, tag("title", city.description), *marks, class_=classes))
    sheet.y = top + height + TIP_HEIGHT * sheet.look.inline


def _at_middle(y: float, name: str, *inner: str, **attributes: str) -> Markup:
    """Elements whose origin is the middle of the picture, ``y`` pixels from the top."""
    return tag("svg", *inner, x="50%", y=y, overflow="visible", class_=name, **attributes)


@dataclass
class _Layout:
    """Where the circles and labels of a map are, for one width. Pixels are from its centre."""

    projection: MapProjection
    width: int
    name: str
    height: int
    largest: int
    room: Room = field(init=False)
    labels: dict[str, tuple[float, float, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.room = Room([self.width])

    def place(self, cities: Sequence[MeetingCity]) -> "_Layout":
        """Find a place for each label, for cities with more meetings first. A label without one is left out."""
        for city in cities:
            (x, y), radius = self.projection.point(*_point(city)), self.radius(city)
            self.room.take(50, (x - radius, y - radius, x + radius, y + radius))
        for city in sorted(cities, key=lambda city: -city.total):
            for box, label in self._choices(city):
                if self.room.fits(50, box, self.width, -self.height / 2, self.height / 2):
                    self.room.take(50, box)
                    self.labels[city.id] = label
                    break
        return self

    def radius(self, city: MeetingCity) -> float:
        """The radius of a circle whose area is the number of meetings, unless it would be too small to see."""
        step = min(SINGLE_RADIUS, LARGEST_RADIUS / math.sqrt(self.largest))
        return max(SMALLEST_RADIUS, step * math.sqrt(city.total))

    def _choices(self, city: MeetingCity) -> Iterator[tuple[Box, tuple[float, float, str]]]:
        """Boxes for the label of a city, the best first, each with the position and anchor of the text."""
        (x, y), radius = self.projection.point(*_point(city)), self.radius(city)
        size, gap = len(_label(city)) * CHARACTER, radius + 4
        for below in (4.0, -radius - 5, radius + 14):
            for anchor, at, offset in (("start", x + gap, 0.0), ("end", x - gap, -size), ("middle", x, -size / 2)):
                if anchor != "middle" or below != 4:
                    top = y + below - 11
                    yield (at + offset, top, at + offset + size, top + 14), (at, y + below, anchor)

    def draw(self, city: MeetingCity) -> Iterator[Markup]:
        x, y = self.projection.point(*_point(city))
        yield tag("circle", cx=x, cy=y, r=self.radius(city), class_="mark")
        if city.id in self.labels:
            at, line, anchor = self.labels[city.id]
            yield tag("text", _label(city), x=at, y=line, text_anchor=anchor, aria_hidden="true")


def _label(city: MeetingCity) -> str:
    return f"{shorten_text(city.name, NAME_CHARACTERS)} ({city.total:,})"
