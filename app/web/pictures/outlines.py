"""Outlines of land and borders on a flat map, as SVG paths. The data are in ``natural_earth``; see its NOTICE."""

import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from operator import ge, le
from typing import TypeAlias

from app.web.html import WEB

Point: TypeAlias = tuple[float, float]
"""Longitude and latitude in degrees, or pixels to the right of the centre and below it."""

SMALLEST_STEP = 2
"""Pixels between two points of a line, below which the second is left out."""


def stretch(latitude: float) -> float:
    """How much longer a degree of latitude is than one of longitude. Near the poles, where none is enough, it is 5."""
    return 1 / max(0.2, math.cos(math.radians(latitude)))


@dataclass(frozen=True)
class MapProjection:
    """A cylindrical map around a centre: ``scale`` pixels for a degree of longitude, equally true at its latitude."""

    longitude: float
    latitude: float
    scale: float

    def point(self, longitude: float, latitude: float) -> Point:
        """Pixels to the right of the centre and below it, at most half a turn away."""
        near_longitude = self.longitude + (longitude - self.longitude + 180) % 360 - 180
        return self.line([(near_longitude, latitude)])[0]

    def line(self, points: Sequence[Point], turn: int = 0) -> list[Point]:
        """Pixels of the points of a line, moved by ``turn`` degrees of longitude."""
        rise = self.scale * stretch(self.latitude)
        return [((x + turn - self.longitude) * self.scale, (self.latitude - y) * rise) for x, y in points]


@dataclass
class Polyline:
    """Points, and the least and greatest longitude and latitude among them."""

    points: Sequence[Point]
    bounds: tuple[float, float, float, float] = (0, 0, 0, 0)

    def __post_init__(self) -> None:
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        self.bounds = min(xs), max(xs), min(ys), max(ys)


@dataclass(frozen=True)
class Outlines:
    """Rings of land, and lines between countries, in degrees."""

    land: Sequence[Polyline]
    borders: Sequence[Polyline]


@cache
def outlines() -> Outlines:
    """The outlines of the world, read once from a file in TopoJSON, whose rings share their arcs."""
    topology = json.loads((WEB / "pictures" / "natural_earth" / "outlines.json").read_text("utf-8"))
    (x_step, y_step), (left, bottom) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * x_step + left, y * y_step + bottom))
        arcs.append(points)

    def line(numbers: Sequence[int]) -> Polyline:
        points = [point for number in numbers for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]
        return Polyline(list(_unwrap(points)))

    land = [line(ring) for rings in topology["objects"]["land"]["arcs"] for ring in rings]
    return Outlines(land, [line(numbers) for numbers in topology["objects"]["borders"]["arcs"]])


def _unwrap(points: Sequence[Point]) -> Iterator[Point]:
    """The points of a line that goes on beyond the 180th meridian, where longitudes change their sign."""
    turn, last = 0, points[0][0]
    for x, y in points:
        turn += 360 * ((x - last < -180) - (x - last > 180))
        last = x
        yield x + turn, y


@lru_cache(maxsize=64)
def paths(projection: MapProjection, half_width: float, half_height: float) -> tuple[str, str]:
    """The path data of the land and of the borders within that many pixels of the centre."""
    window = (-half_width, -half_height, half_width, half_height)
    world = outlines()
    land = (clip_ring(ring, window) for ring in _visible(projection, world.land, window))
    borders = (part for line in _visible(projection, world.borders, window) for part in clip_line(line, window))
    return "".join(_path(ring, "Z") for ring in land if len(ring) > 2), "".join(_path(line) for line in borders)


Viewport: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def _visible(projection: MapProjection, lines: Sequence[Polyline], window: Viewport) -> Iterator[list[Point]]:
    """The lines whose bounds meet the window, in pixels. A map across the 180th meridian shows parts of a turn more."""
    left, top, right, bottom = window
    for line in lines:
        for turn in (-360, 0, 360):
            west, east, south, north = line.bounds
            (x, lowest), (end, highest) = projection.line([(west, south), (east, north)], turn)
            if x < right and end > left and highest < bottom and lowest > top:
                yield projection.line(line.points, turn)


def clip_ring(ring: Sequence[Point], window: Viewport) -> list[Point]:
    """The part of a ring within a window, by Sutherland and Hodgman: cut along each side of the window in turn."""
    left, top, right, bottom = window
    points = list(ring)
    sides: tuple[tuple[int, float, Callable[[float, float], bool]], ...] = (
        (0, left, ge),
        (0, right, le),
        (1, top, ge),
        (1, bottom, le),
    )
    for axis, edge, inside in sides:
        before, points = points, []
        for start, end in pairwise([*before[-1:], *before]):
            if inside(start[axis], edge) != inside(end[axis], edge):
                points.append(_crossing(start, end, axis, edge))
            if inside(end[axis], edge):
                points.append(end)
    return points


def _crossing(start: Point, end: Point, axis: int, edge: float) -> Point:
    share = (edge - start[axis]) / (end[axis] - start[axis])
    crossing = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
    return (edge, crossing) if axis == 0 else (crossing, edge)


def clip_line(line: Sequence[Point], window: Viewport) -> Iterator[list[Point]]:
    """The parts of a line within a window, by Liang and Barsky."""
    part: list[Point] = []
    for start, end in pairwise(line):
        shares = _shares_within(start, end, window)
        if shares is None:
            if part:
                yield part
            part = []
            continue
        first, last = (_between(start, end, share) for share in shares)
        if part and part[-1] != first:
            yield part
            part = []
        part = [*(part or [first]), last]
    if part:
        yield part


def _shares_within(start: Point, end: Point, window: Viewport) -> tuple[float, float] | None:
    """Where a segment enters and leaves a window, as shares of its length; ``None`` if it stays outside."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        length = end[axis] - start[axis]
        for sign, edge in ((-1, window[axis]), (1, window[axis + 2])):
            step, room = sign * length, sign * (edge - start[axis])
            if step == 0 and room < 0:
                return None
            if step > 0:
                last = min(last, room / step)
            elif step < 0:
                first = max(first, room / step)
    return (first, last) if first < last else None


def _between(start: Point, end: Point, share: float) -> Point:
    if share in (0, 1):
        return end if share else start
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def _path(points: Sequence[Point], close: str = "") -> str:
    """Path data in whole pixels, from each point to the next. A point beside the one before is left out."""
    pixels = [(round(points[0][0]), round(points[0][1]))]
    for x, y in points[1:]:
        last_x, last_y = pixels[-1]
        if abs(x - last_x) + abs(y - last_y) >= SMALLEST_STEP:
            pixels.append((round(x), round(y)))
    if len(pixels) < 2 + len(close):
        return ""
    steps = [f"{x - last_x},{y - last_y}" for (last_x, last_y), (x, y) in pairwise(pixels)]
    return f"M{pixels[0][0]},{pixels[0][1]}l{' '.join(steps).replace(',-', '-').replace(' -', '-')}{close}"
