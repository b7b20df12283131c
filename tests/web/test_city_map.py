"""The map of cities: each is drawn or named, in the right position, and no label covers another."""

import re
from collections.abc import Iterator
from itertools import combinations
from unittest.mock import Mock
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from app.web.pictures import map_picture
from app.web.pictures.city_map import EDGE, MAX_CITIES, MeetingCity, draw_city_map
from app.web.pictures.drawing import CHARACTER, NARROWEST, WIDE, Look
from app.web.pictures.outlines import MapProjection, Point, clip_line, clip_ring, outlines, paths
from tests.api_requests import items

SVG = "{http://www.w3.org/2000/svg}"
WIDTHS = {"wide": WIDE, "narrow": NARROWEST}
SQUARE = (-10.0, -10.0, 10.0, 10.0)

ANKARA, ASTANA, NEW_YORK = (32.85, 39.92), (71.45, 51.18), (-74.0, 40.7)
FIJI, SAMOA = (178.4, -18.1), (-171.8, -13.8)


def city(name: str, point: Point | None, held_count: int = 1, **counts: int) -> MeetingCity:
    return MeetingCity(
        name, name, "Land", point, f"/meetings?city={name}", {"held": held_count} | counts, ("2026-02-02", "m")
    )


KINDS = {
    "none": [],
    "one": [city("ankara", ANKARA)],
    "one position twice": [city("a", ANKARA), city("b", ANKARA, 30)],
    "an outlier": [city("ankara", ANKARA, 5), city("astana", ASTANA, 4), city("new-york", NEW_YORK)],
    "across the 180th meridian": [city("suva", FIJI), city("apia", SAMOA)],
    "many close ones": [city(f"town-{n}", (30 + n % 7, 40 + n // 7 / 2), n + 1) for n in range(60)],
    "all over the world": [city(f"town-{n}", (n * 37 % 360 - 180, n * 13 % 160 - 80), n % 9 + 1) for n in range(150)],
    "without coordinates": [city("ankara", ANKARA), city("hatay", None, 2)],
    "a long name": [city("x" * 90, ANKARA), city("astana", ASTANA)],
    "the poles": [city("north", (0, 90)), city("south", (0, -90))],
}


def circles(root: ET.Element, width: str) -> Iterator[tuple[str, Point, float]]:
    """The link, the position from the centre of its map, and the radius of each city."""
    for link in (item for item in root.iter(f"{SVG}a") if "city" in item.get("class", "")):
        (view,) = (item for item in link.iter(f"{SVG}svg") if item.get("class") == width)
        (mark,) = view.iter(f"{SVG}circle")
        position = float(mark.get("cx", "")), float(mark.get("cy", "")) + float(view.get("y", ""))
        yield link.get("href", ""), position, float(mark.get("r", ""))


def labels(root: ET.Element, width: str) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each label, from the middle of the picture."""
    for view in (item for item in root.iter(f"{SVG}svg") if item.get("class") == width):
        for text in view.iter(f"{SVG}text"):
            size = len(text.text or "") * CHARACTER
            left_edge = (
                float(text.get("x", "")) - {"start": 0, "middle": size / 2, "end": size}[text.get("text-anchor", "")]
            )
            y = float(text.get("y", "")) + float(view.get("y", ""))
            yield left_edge, y - 10, left_edge + size, y + 2


@pytest.mark.parametrize("kind", KINDS)
def test_no_label_covers_another_or_leaves_the_picture(kind: str) -> None:
    drawing = draw_city_map(KINDS[kind])
    root = ET.fromstring(drawing.svg)
    for width, pixels in WIDTHS.items():
        circle_list = list(circles(root, width))
        assert {link for link, _, _ in circle_list} == {f"/explore{item.url}" for item in KINDS[kind] if item.point}
        for _, (x, y), radius in circle_list:
            assert abs(x) + radius <= pixels / 2
            assert radius <= y <= drawing.height - radius
        boxes = list(labels(root, width))
        for left_edge, top, right, bottom in boxes:
            assert -pixels / 2 <= left_edge < right <= pixels / 2
            assert 0 <= top < bottom <= drawing.height
        for first, second in combinations(boxes, 2):
            assert first[2] <= second[0] or second[2] <= first[0] or first[3] <= second[1] or second[3] <= first[1]


def test_a_far_city_has_a_map_of_its_own() -> None:
    """Otherwise the other cities would be squeezed. They fill the map as they do without it."""
    together, alone = (
        {link: point for link, point, _ in circles(ET.fromstring(draw_city_map(cities).svg), "wide")}
        for cities in (KINDS["an outlier"], KINDS["an outlier"][:2])
    )
    for name in ("ankara", "astana"):
        link = f"/explore/meetings?city={name}"
        assert together[link] == alone[link]
    assert abs(together["/explore/meetings?city=ankara"][0]) > WIDE / 2 - 3 * EDGE
    assert together["/explore/meetings?city=new-york"][0] == 0


def test_cities_across_the_180th_meridian_are_neighbours() -> None:
    (_, suva, _), (_, apia, _) = circles(ET.fromstring(draw_city_map(KINDS["across the 180th meridian"]).svg), "wide")
    assert 0 < apia[0] - suva[0] < 300


def test_a_circle_is_as_large_as_its_meetings() -> None:
    cities = [city("many", ANKARA, 16), city("few", ASTANA, 4), city("planned", NEW_YORK, 0, planned=1)]
    root = ET.fromstring(draw_city_map(cities).svg)
    radius = {link.rpartition("=")[2]: radius for link, _, radius in circles(root, "wide")}
    assert radius["many"] == pytest.approx(2 * radius["few"])
    hollow = [item.get("href") for item in root.iter(f"{SVG}a") if "vague" in item.get("class", "")]
    assert hollow == ["/explore/meetings?city=planned"]
    titles = [item.findtext(f"{SVG}title") for item in root.iter(f"{SVG}a")]
    assert "planned, Land: 1 meeting (1 planned), latest 2 Feb 2026" in titles


def test_what_is_not_on_the_map_is_named() -> None:
    text = "".join(ET.fromstring(draw_city_map(KINDS["without coordinates"], without_city=3).svg).itertext())
    assert "no coordinates are recorded for: hatay (2)" in re.sub(r"\s+", " ", text)
    assert "No document names the city of 3 meetings." in text
    cities = [city(f"town-{n}", (n / 10, 40), n + 1) for n in range(MAX_CITIES + 9)]
    root = ET.fromstring(draw_city_map(cities).svg)
    assert len(list(circles(root, "wide"))) == MAX_CITIES
    assert f"Drawn are the {MAX_CITIES} cities with the most meetings, of {len(cities)}" in "".join(root.itertext())


# --- outlines ------------------------------------------------------------------------------


def test_rings_are_cut_at_the_window() -> None:
    rings: list[tuple[list[Point], set[Point]]] = [
        ([(-5, -5), (5, -5), (0, 5)], {(-5, -5), (5, -5), (0, 5)}),  # inside
        ([(20, 20), (30, 20), (25, 30)], set()),  # outside
        ([(-99, -99), (99, -99), (99, 99), (-99, 99)], {(-10, -10), (10, -10), (10, 10), (-10, 10)}),  # around
        ([(0, 0), (20, 0), (0, 20)], {(0, 0), (10, 0), (10, 10), (0, 10)}),
    ]
    for ring, corners in rings:
        assert set(clip_ring(ring, SQUARE)) == corners


def test_lines_are_cut_at_the_window() -> None:
    lines: list[tuple[list[Point], list[list[Point]]]] = [
        ([(-5, 0), (5, 0)], [[(-5, 0), (5, 0)]]),
        ([(-20, 0), (20, 0)], [[(-10, 0), (10, 0)]]),
        ([(20, 0), (30, 0)], []),
        ([(-20, 20), (20, 20)], []),
        ([(0, 0), (20, 0), (20, 5), (0, 5)], [[(0, 0), (10, 0)], [(10, 5), (0, 5)]]),
    ]
    for line, parts in lines:
        assert list(clip_line(line, SQUARE)) == parts


def test_the_outlines_have_no_line_across_the_world() -> None:
    """A ring that crosses the 180th meridian goes on beyond it."""
    world = outlines()
    assert len(world.land) > 100
    assert len(world.borders) > 300
    for line in (*world.land, *world.borders):
        assert all(abs(x - next_x) < 90 for (x, _), (next_x, _) in zip(line.points, line.points[1:], strict=False))


@pytest.mark.parametrize("centre", [(52.0, 44.0), (180.0, -17.0), (-170.0, 60.0)])
def test_land_is_drawn_within_the_window(centre: Point) -> None:
    land, borders = paths(MapProjection(*centre, 6), 300, 100)
    assert land.startswith("M")
    for path in re.findall(r"M[^M]+", land + borders):
        x = y = 0
        for at, (dx, dy) in enumerate(re.findall(r"(-?\d+),?(-?\d+)", path)):
            x, y = (x + int(dx), y + int(dy)) if at else (int(dx), int(dy))
            assert abs(x) <= 300
            assert abs(y) <= 100


# --- the page ------------------------------------------------------------------------------


def test_the_page_lists_each_city_with_its_meetings(client: TestClient) -> None:
    text = client.get("/explore/map").text
    for name, number in (("ankara", 5), ("astana", 4), ("tianjin", 1)):
        assert f'href="/explore/meetings?city={name}"' in text
        assert len(items(client, "/meetings", {"city": name})) == number
    assert re.search(r">Astana</a>, Kazakhstan\s+<small>4 meetings \(2 planned\), latest", text)
    assert "No document names the city of 2 more meetings." in text
    jspg_page = client.get("/explore/map", params={"mechanism": "JSPG"}).text
    assert 'href="/explore/meetings?mechanism=JSPG&amp;city=ankara"' in jspg_page
    refusal = client.get("/explore/map", params={"mechanism": "JSPQ"})
    assert refusal.status_code == 422
    assert 'href="/explore/map?mechanism=JSPG"' in refusal.text


def test_no_meeting_is_no_meeting_without_a_city(client: TestClient) -> None:
    """Where nothing matches, neither picture nor page speaks of meetings whose city no document names."""
    for path in ("/meetings/map.svg", "/explore/map", "/embed/map"):
        text = client.get(f"{path}?country=JP").text
        assert "No such meeting is recorded." in text, path
        assert "city stated" not in text
        assert "No document names the city" not in text
    assert "No document names the city of 2 meetings." in client.get("/explore/map?city=none").text


def test_a_page_is_lighter_than_a_picture() -> None:
    """A page is narrower, so that it has less land on both sides."""
    cities = KINDS["an outlier"]
    inline, alone = (draw_city_map(cities, look=look).svg for look in (Look(inline=True, name="map"), Look()))
    assert len(inline) < len(alone) < 60_000


def test_the_page_reads_its_cities_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = Mock(wraps=map_picture._meetings_by_city)
    monkeypatch.setattr(map_picture, "_meetings_by_city", reads)
    assert client.get("/explore/map?date_from=1901").status_code == 200
    assert reads.call_count == 1
