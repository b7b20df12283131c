"""The timeline of many kinds of lists: every entry is drawn, no label covers another, and no entry is squeezed."""

import datetime as dt
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from app.web.pictures.drawing import CHARACTER, NARROW, NARROWEST, WIDE, Drawing, Look
from app.web.pictures.time_axis import LABEL, TimeAxis, first_day
from app.web.pictures.timeline_drawing import MAX_LABELLED_ENTRIES, draw_timeline

SVG = "{http://www.w3.org/2000/svg}"


def entry(number: int, start: str, end: str = "", precision: str = "day", **fields: Any) -> dict[str, Any]:
    date = start if precision == "day" else {"month": start[:7], "year": start[:4]}.get(precision, f"{start}/{end}")
    return {
        "kind": ("meeting", "agreement", "milestone")[number % 3],
        "id": str(number),
        "url": f"/meetings/{number}",
        "title": f"Session {number} of the joint commission",
        "status": "held",
        "overdue": False,
        "date": date,
        "date_start": start,
        "date_end": end or start,
        "date_precision": precision,
    } | fields


def day(number: int) -> str:
    return str(dt.date(2020, 1, 1) + dt.timedelta(number))


YEAR = ("2021-01-01", "2021-12-31", "year")
KINDS = {
    "one event": [entry(0, "2026-02-02")],
    "one year": [entry(0, *YEAR), entry(3, *YEAR)],
    "an outlier": [entry(0, "1923-10-29"), *(entry(n, f"{1991 + n}-05-05") for n in range(1, 36))],
    "two outliers": [entry(0, "0700-01-01"), entry(1, "1923-10-29"), *(entry(n, day(n * 30)) for n in range(2, 40))],
    "the same day": [entry(n, "2025-07-29") for n in range(20)],
    "close together": [entry(n, day(n // 3)) for n in range(60)],
    "long titles": [entry(n, day(n * 50), title="A very long name of a meeting " * 12) for n in range(30)],
    "one long word": [entry(n, day(n * 50), title="W" * 300) for n in range(9)],
    "two years": [entry(0, "2025-01-31"), entry(3, "2026-12-12")],
    "a range over all years": [entry(0, "1991-01-01", "2026-12-31", "range"), entry(3, "2000-01-01")],
    "every precision": [
        entry(0, "2021-05-05"),
        entry(3, "2021-05-01", "2021-05-31", "month"),
        entry(6, *YEAR),
        entry(9, "2021-05-05", "2021-05-09", "range"),
        entry(12, "2021-05-05", precision="before", date="../2021-05-05", date_start=None),
    ],
    "not held": [entry(0, *YEAR, status="cancelled"), entry(1, *YEAR, status="planned"), entry(2, *YEAR)],
    "planned": [entry(0, *YEAR, status="planned"), entry(3, "2021-03-03", status="planned", overdue=True)],
    "both ends of the calendar": [entry(0, "0001-01-01"), entry(1, "9999-12-31")],
    "500": [entry(n, day(n % 100)) for n in range(500)],
}
LABELLED_KINDS = [kind for kind, entries in KINDS.items() if len(entries) <= MAX_LABELLED_ENTRIES]


def draw(kind: str, **look: Any) -> Drawing:
    return draw_timeline(KINDS[kind], total=len(KINDS[kind]), undated_count=0, look=Look(**look))


def entries_of(drawing: Drawing) -> list[ET.Element]:
    return [item for item in ET.fromstring(drawing.svg).iter(f"{SVG}a") if "entry" in item.get("class", "")]


def pixels(text: str, width: int) -> float:
    return float(text.rstrip("%")) / 100 * width if text.endswith("%") else float(text)


def text_box(item: ET.Element, width: int) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a text."""
    size = len(item.text or "") * CHARACTER
    left_edge = pixels(item.get("x", ""), width) + float(item.get("dx", 0))
    left_edge -= {"end": size, "middle": size / 2}.get(item.get("text-anchor", ""), 0)
    return left_edge, float(item.get("y", "")) - 9, left_edge + size, float(item.get("y", "")) + 2


def mark_box(link: ET.Element, width: int) -> tuple[float, float, float, float]:
    (mark,) = link.iter(f"{SVG}svg")
    x, y = pixels(mark.get("x", ""), width), float(mark.get("y", ""))
    return x - 5, y - 5, x + 5, y + 5


def apart(first: tuple[float, ...], second: tuple[float, ...]) -> bool:
    return first[2] <= second[0] or second[2] <= first[0] or first[3] <= second[1] or second[3] <= first[1]


@pytest.mark.parametrize("kind", LABELLED_KINDS)
def test_no_label_covers_another_in_lanes(kind: str) -> None:
    drawing = draw(kind, inline=False)
    links = entries_of(drawing)
    assert {link.get("href") for link in links} == {f"/explore{item['url']}" for item in KINDS[kind]}
    for width in (WIDE, 1400):
        boxes = [text_box(text, width) for link in links for text in link.iter(f"{SVG}text")]
        assert len(boxes) == len(links)
        for left_edge, top, right, bottom in boxes:
            assert -1 <= left_edge < right <= width + 1
            assert 0 < top < bottom < drawing.height
        assert all(apart(*pair) for pair in combinations([*boxes, *(mark_box(link, width) for link in links)], 2))


def test_a_phone_gets_a_list() -> None:
    """The newest is first, and the date and title of each fit into its lines."""
    for kind in LABELLED_KINDS:
        drawing = draw(kind, width=320)
        links = entries_of(drawing)
        dates = {f"/explore{item['url']}": first_day(item) for item in KINDS[kind]}
        order = [dates[link.get("href", "")] for link in links]
        assert len(links) == len(dates), kind
        assert order == sorted(order, reverse=True), kind
        boxes = [text_box(text, NARROWEST) for link in links for text in link.iter(f"{SVG}text")]
        assert all(
            left_edge >= 0 and right <= NARROWEST and bottom < drawing.height for left_edge, _, right, bottom in boxes
        ), kind
        assert all(upper[3] <= lower[1] for upper, lower in pairwise(boxes)), kind
    (link,) = entries_of(draw("one event", width=320))
    assert [text.text for text in link.iter(f"{SVG}text")] == ["2 Feb 2026", "Session 0 of the joint commission"]


@pytest.mark.parametrize("look", [{"width": 760}, {"width": 360}, {"compact": True}])
def test_many_entries_are_marks_that_do_not_touch(look: dict[str, Any]) -> None:
    for kind in ("500", *(LABELLED_KINDS if look.get("compact") else ())):
        links = entries_of(draw(kind, **look))
        assert len(links) == len(KINDS[kind])
        assert not [text for link in links for text in link.iter(f"{SVG}text")]
        rows: dict[float, list[tuple[float, ...]]] = {}
        for box in (mark_box(link, NARROW) for link in links):
            rows.setdefault(box[1], []).append(box)
        assert all(apart(first, second) for row in rows.values() for first, second in pairwise(row))


def test_the_axis_keeps_the_order_and_has_room_for_its_labels() -> None:
    for kind, entries in KINDS.items():
        axis = TimeAxis.of(entries)
        assert axis
        days = sorted({dt.date.fromisoformat(item["date_end"]).toordinal() for item in entries})
        positions = [axis.percent(ordinal) for ordinal in days]
        assert all(before < after for before, after in pairwise(positions)), kind
        assert all(0 <= position <= 100 for position in positions), kind
        for width in (NARROW, WIDE):
            texts = ET.fromstring(axis.draw(0, 100)).iter("text")
            labels = [item for item in texts if width == WIDE or "wide" not in item.get("class", "")]
            middles = sorted(pixels(item.get("x", ""), width) for item in labels)
            assert labels, kind
            assert all(after - before >= LABEL * 0.7 for before, after in pairwise(middles)), kind


def test_an_outlier_does_not_squeeze_the_rest() -> None:
    axis = TimeAxis.of(KINDS["an outlier"])
    assert axis
    assert axis.cuts == [(1924, 1991)]
    assert axis.percent(dt.date(2026, 12, 31).toordinal()) - axis.percent(dt.date(1992, 1, 1).toordinal()) > 80
    root = ET.fromstring(draw("an outlier").svg)
    assert "The axis leaves out years without events: 1924–1991." in " ".join(root.itertext())
    assert len([item for item in root.iter(f"{SVG}rect") if item.get("class") == "cut"]) == 1
    assert "1924–1991: no events" in " ".join(ET.fromstring(draw("an outlier", width=360).svg).itertext())
    twice = TimeAxis.of(KINDS["two outliers"])
    assert twice
    assert twice.cuts == [(701, 1922), (1924, 2019)]
    with_span = TimeAxis.of([*KINDS["an outlier"], entry(0, "1900-01-01", "2020-12-31", "range")])
    assert with_span
    assert with_span.cuts == []
    near = TimeAxis.of([entry(0, "2010-01-01"), entry(1, "2019-01-01")])
    assert near
    assert near.cuts == []


@pytest.mark.parametrize(
    ("number", "words", "classes"),
    [
        (0, "5 May 2021", "entry meeting"),
        (3, "May 2021", "entry meeting vague"),
        (6, "2021", "entry meeting vague"),
        (9, "5–9 May 2021", "entry meeting"),
        (12, "by 5 May 2021", "entry meeting vague"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(number: int, words: str, classes: str) -> None:
    links = {link.get("href"): link for link in entries_of(draw("every precision"))}
    link = links[f"/explore/meetings/{number}"]
    assert link.findtext(f"{SVG}title") == f"{words}: Session {number} of the joint commission"
    assert link.get("class") == classes


def test_what_is_planned_is_told_apart() -> None:
    first, second = entries_of(draw("planned"))
    assert first.get("class") == "entry meeting vague planned"
    assert second.get("class") == "entry meeting planned"
    assert second.findtext(f"{SVG}title") == "3 Mar 2021, planned, overdue: Session 3 of the joint commission"
    assert "Dotted: planned, not reported as held." in " ".join(ET.fromstring(draw("planned").svg).itertext())
    several = " ".join(ET.fromstring(draw("not held").svg).itertext())
    assert "Dotted: planned or cancelled, not reported as held." in several
