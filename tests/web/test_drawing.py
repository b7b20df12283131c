"""Pictures of any kind: data, PNG, hostile text, contrast and bounded size; and the entries of a timeline."""

import asyncio
import datetime as dt
import re
import struct
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.domain.date_words import turn_words
from app.domain.figure_words import number_text
from app.web.pictures import chart_panels, charts, drawing, png, timeline_drawing, timeline_picture
from app.web.pictures.drawing import Look
from tests import difficult_records
from tests.api_requests import Params, first_error, items
from tests.conftest import on_sqlite
from tests.web.svg_pictures import (
    CHART,
    MAP,
    SVG,
    TIMELINE,
    TRADE,
    of_class,
    parse_svg,
    picture,
    series,
    title,
    words,
)

pytestmark = on_sqlite
each_picture = pytest.mark.parametrize("path", [CHART, TIMELINE, MAP])


# --- the timeline --------------------------------------------------------------------------


@pytest.mark.parametrize("params", [{}, {"between": "KZ,TR"}, {"kind": "agreement"}, {"date": "2025"}])
def test_every_entry_is_drawn_once_and_leads_to_its_record(wider: TestClient, params: Params) -> None:
    root = picture(wider, TIMELINE, params)
    entries = [item for item in items(wider, "/timeline", params) if item["date"]]
    drawing = {item.get("href", ""): item for item in of_class(root, "entry")}
    assert len(drawing) == len(list(of_class(root, "entry"))) == len(entries)
    for entry in entries:
        item = drawing[f"http://testserver/explore{entry['url']}"]
        status_words = ", planned" if entry["status"] == "planned" else ""
        status_words += ", overdue" if entry["overdue"] else ""
        assert title(item) == f"{turn_words(entry['date'])}{status_words}: {entry['title']}"
        classes = item.get("class", "").split()
        assert ("planned" in classes) is bool(status_words)
        assert entry["kind"] in classes
        assert ("vague" in classes) is (entry["date_precision"] in ("month", "year", "before"))
        assert len(list(of_class(item, "span"))) == (entry["date_precision"] not in ("day", "before"))
        assert len(list(of_class(item, "whisker"))) == (entry["date_precision"] == "before")
        assert len(list(of_class(item, "mark"))) == 1


def test_lanes_and_the_undated_are_counted(client: TestClient) -> None:
    entries = items(client, "/timeline")
    root = picture(client, TIMELINE)
    undated_count = sum(item["date"] is None for item in entries)
    assert undated_count == 3
    text = words(root)
    assert f"Timeline: {len(entries)} events" in text
    assert "3 without a date are not drawn." in text
    for kind in ("meeting", "agreement", "milestone"):
        assert (
            f"{kind.capitalize()}s ({sum(item['kind'] == kind and item['date'] is not None for item in entries)})"
            in text
        )


def test_more_than_are_drawn(client: TestClient) -> None:
    newest = [item["url"] for item in items(client, "/timeline") if item["date"]][:5]
    root = picture(client, TIMELINE, {"limit": "5"})
    assert {item.get("href", "").removeprefix("http://testserver/explore") for item in of_class(root, "entry")} == set(
        newest
    )
    total = len([item for item in items(client, "/timeline") if item["date"]])
    assert f"The newest 5 of {total} with a date are drawn" in (root.findtext(f"{SVG}desc") or "")


def test_many_entries_are_marks_side_by_side() -> None:
    day = dt.date(2020, 1, 1)
    entries = [
        {
            "kind": "meeting",
            "id": str(n),
            "url": f"/meetings/{n}",
            "title": f"Meeting {n}",
            "date_precision": "day",
            "status": "held",
        }
        | dict.fromkeys(("date", "date_start", "date_end"), str(day + dt.timedelta(n % 100)))
        for n in range(timeline_picture.MAX_ENTRIES)
    ]
    root = parse_svg(timeline_drawing.draw_timeline(entries, total=900, undated_count=0).svg)
    places = [(item[1].get("x"), item[1].get("y")) for item in of_class(root, "entry")]
    assert len(set(places)) == timeline_picture.MAX_ENTRIES
    assert "newest 500 of 900" in words(root)


def test_nothing_found(client: TestClient) -> None:
    root = picture(client, TIMELINE, {"between": "KZ,HU", "date": "2026"})
    assert "Timeline: no events" in words(root)
    root = picture(client, CHART, {"country": "AZ"})
    assert "No figures" in words(root)
    assert root.findtext(f"{SVG}desc") == "There is no series of such figures."


# --- as PNG --------------------------------------------------------------------------------


def dimensions(content: bytes) -> tuple[int, ...]:
    """Width and height in the header of a PNG."""
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", content[16:24])


def test_the_same_picture_as_png(client: TestClient) -> None:
    query: Params = {**TRADE, "width": "320"}
    answer = client.get("/trade-stats/chart.png", params=query)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png"), answer.text[:300]
    assert {"etag", "last-modified", "x-data-revision"} <= answer.headers.keys()
    height = int(picture(client, CHART, query).get("height", ""))
    width, pixels_high = dimensions(answer.content)
    assert width == 640
    assert pixels_high == pytest.approx(2 * height, abs=80)  # the address of the data may take more lines than links
    dark = client.get("/trade-stats/chart.png", params={**query, "theme": "dark", "scale": "1"}).content
    assert dimensions(dark)[0] == 320
    assert first_error(client, "/timeline.png", {"theme": "drak"})["suggestions"] == ["dark"]
    assert first_error(client, "/timeline.png", {"mechanism": "JSPQ"})["suggestions"] == ["JSPG"]


def test_letters_that_the_font_of_a_png_lacks_are_drawn_in_latin() -> None:
    drawable_text = "Astana, Türkiye, Қазақстан, Ελλάδα, Việt Nam, 5 – 6 €, a → b, ≤ −1"
    assert png.drawable(drawable_text) == drawable_text
    for foreign_text in ("تركيا", "תורכיה", "中国", "საქართველო", "한국", "हिन्दी", "😀", "＆", "＜b＞"):
        latin = png.drawable(f"<text>{foreign_text}</text>")
        assert latin.isascii()
        assert ET.fromstring(latin).text


@pytest.mark.parametrize("theme", png.THEMES)
def test_the_style_of_a_png_has_one_theme(theme: str) -> None:
    style = png.theme_style(theme, wide=True)
    assert not re.search(r"var\(|--|@", style)
    assert ("#0b57a4" in style) is (theme == "light")
    assert re.search(r"\.narrow\b[^{]*{ display: none", style)
    narrow = png.theme_style(theme, wide=False).removeprefix(style)
    assert re.search(r"\.wide\b[^{]*{ display: none; }[^{]*\.narrow\b[^{]*{ display: inline; }", narrow)


def test_a_long_picture_is_scaled_down() -> None:
    look = png.png_look(png.PngOptions(), 1600, "")
    sheet = drawing.Sheet(look)
    sheet.y = 9_000
    width, height = dimensions(asyncio.run(png.render_png(sheet.finish("Long", ""), look.width, 3)))
    assert width * height == pytest.approx(png.MAX_PIXELS, rel=0.01)


def test_a_server_without_the_renderer_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "is_installed", lambda: False)
    error = first_error(client, "/timeline.png", {"date": "2021"}, 501)
    assert (error["parameter"], error["suggestions"]) == ("format", ["svg"])


# --- both ----------------------------------------------------------------------------------


@each_picture
def test_a_picture_describes_itself(client: TestClient, path: str) -> None:
    root = picture(client, path)
    assert (root.get("role"), root.get("lang")) == ("img", "en")
    by_id = {item.get("id"): item for item in root.iter() if item.get("id")}
    labels = [by_id[name] for name in root.get("aria-labelledby", "").split()]
    assert [item.tag for item in labels] == [f"{SVG}title", f"{SVG}desc"]
    assert all(item.text for item in labels)
    if path == CHART:
        assert "2022: 6.3; 2023: no figure; 2024: 5;" in (labels[1].text or "")
    elif path == MAP:
        assert "Ankara, Türkiye: 5 meetings, latest 2 Feb 2026;" in (labels[1].text or "")
    else:
        assert "Eighth meeting of the Kazakhstan–Türkiye Joint Strategic Planning Group" in (labels[1].text or "")


@each_picture
def test_a_picture_leads_to_its_data(client: TestClient, path: str) -> None:
    root = picture(client, path, {"between": "KZ,TR", "date_from": "2024", "width": "360"})
    assert root.get("width") == "360"
    links = [item.get("href", "") for item in of_class(root, "data")]
    assert len(links) == 2
    for link in links:
        assert "width" not in link
        assert client.get(link).status_code == 200
    assert len({client.get(link).headers["x-total-count"] for link in links}) == 1


@each_picture
def test_a_picture_requests_nothing(client: TestClient, path: str) -> None:
    answer = client.get(path)
    root = parse_svg(answer.text)
    assert {item.tag.removeprefix(SVG) for item in root.iter()} <= {
        "svg", "title", "desc", "style", "rect", "g", "a", "text", "line", "circle", "path",
    }  # fmt: skip
    assert not [key for item in root.iter() for key in item.attrib if key.startswith("on") or key == "style"]
    style = root.findtext(f"{SVG}style") or ""
    assert "prefers-color-scheme: dark" in style
    assert not re.search(r"url\(|@import|@font-face", style)
    assert answer.headers["content-security-policy"] == drawing.DRAWING_POLICY
    assert "unsafe" not in drawing.DRAWING_POLICY
    assert "frame-ancestors 'none'" in drawing.DRAWING_POLICY


@each_picture
def test_a_picture_has_the_headers_of_other_answers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert {"etag", "last-modified", "x-data-revision"} <= answer.headers.keys()
    for header in ({"If-None-Match": answer.headers["etag"]}, {"If-Modified-Since": answer.headers["last-modified"]}):
        assert client.get(path, headers=header).status_code == 304
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert first_error(client, path, {"contry": "KZ"})["suggestions"] == ["country"]
    assert first_error(client, path, {"mechanism": "JSPQ"})["suggestions"] == ["JSPG"]
    assert first_error(client, path, {"width": "100"})["suggestions"] == ["320"]
    assert first_error(client, path, {"shape": "array"})["parameter"] == "shape"
    assert first_error(client, path, {"date": ["2024", "2025"]})["parameter"] == "date"
    assert "svg" not in str(first_error(client, "/timeline.svgz")["suggestions"])


HOSTILE = "</title><script>alert(1)</script>\"'&]]>\x00\x0b\ud800<a href='javascript:x'>"


def test_hostile_titles_are_text(client: TestClient) -> None:
    rows = [row | {"as_written": HOSTILE} for row in series(client, TRADE)]
    for row in rows:
        row["reporter"] = {"code": "KZ", "name": HOSTILE, "kind": "state"}
        row["sources"] = [item | {"title": HOSTILE} for item in row["sources"]]
    entries = [item | {"title": HOSTILE} for item in items(client, "/timeline")]
    for sample_row in (
        charts.draw_trade_chart(rows, query=HOSTILE),
        timeline_drawing.draw_timeline(entries, total=len(entries), undated_count=0, query=HOSTILE),
    ):
        root = parse_svg(sample_row.svg)
        assert "<script" not in sample_row.svg
        assert not list(root.iter(f"{SVG}script"))
        assert all(item.get("href", "").startswith("/") for item in root.iter(f"{SVG}a"))
        assert "<script>alert(1)</script>" in "".join(root.itertext())


def test_a_picture_in_a_page_takes_the_styles_of_the_page(client: TestClient) -> None:
    entries = items(client, "/timeline")
    look = Look(inline=True, name="when", new_window=True)
    timeline = timeline_drawing.draw_timeline(entries, total=len(entries), undated_count=3, look=look)
    root, narrow = parse_svg(f"<svg xmlns='http://www.w3.org/2000/svg'>{timeline.svg}</svg>")
    assert (root.get("class"), narrow.get("class")) == ("drawing wide", "drawing narrow")
    assert narrow.get("aria-labelledby") == "when-list-title"
    assert (timeline.height_at(1000), timeline.height_at(360)) == (
        int(root.get("height", "")),
        int(narrow.get("height", "")),
    )
    assert (root.get("role"), root.get("width")) == ("group", "100%")
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == ("when-title", "when-desc")
    assert not list(root.iter(f"{SVG}style"))
    pages = {f"/explore{item['url']}" for item in entries if item["date"]}
    assert {item.get("href", "") for item in of_class(root, "entry")} == pages
    assert {item.get("href", "") for item in of_class(narrow, "entry")} == pages
    assert {item.get("rel") for item in root.iter(f"{SVG}a")} == {"noopener"}
    assert client.get("/static/drawing.css").text == drawing.STYLE


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(2 * item for item in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [item / 12.92 if item <= 0.04045 else ((item + 0.055) / 1.055) ** 2.4 for item in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast_is_enough_in_light_and_dark() -> None:
    """WCAG AA: 4.5 to 1 for text, 3 to 1 for marks; the actual colour is that of links too."""
    schemes = [dict(re.findall(r"--(\w+): (#\w+);", part)) for part in drawing.STYLE.split("@media")[:2]]
    for scheme in schemes:
        for name, least in {"text": 4.5, "quiet": 4.5, "actual": 4.5, "target": 3, "milestone": 3}.items():
            for ground in ("paper", "raised", "land", "sea"):
                light, dark = sorted((luminance(scheme[name]), luminance(scheme[ground])), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= least, (name, ground)


@pytest.mark.parametrize("largest", difficult_records.VALUES)
@pytest.mark.parametrize("value", difficult_records.VALUES)
def test_a_label_and_the_axis_say_the_figure(value: float, largest: float) -> None:
    """Whatever else the panel shows, a small figure beside a large one is never shown as nothing."""
    row = {"unit": "USD", "kind": "actual", "qualifier": "exact", "gap": False, "high": None, "indicator": "trade"}
    panel = chart_panels.Panel([row | {"value": item} for item in (value, largest)])
    message = float(panel.label(panel.rows[0]).replace(",", "")) * panel.scale[0]
    assert message == pytest.approx(value, rel=0.005)
    assert (message == 0) is (value == 0)
    ticks = panel.ticks
    assert ticks[0] == 0
    assert ticks[-1] * panel.scale[0] >= max(value, largest) * 0.998
    assert len(ticks) <= 6
    assert [number_text(tick) for tick in ticks].count("0") == 1


MAX_BYTES = 1_000_000


def sample_row(sample: dict[str, Any], number: int, text: str, year: int) -> dict[str, Any]:
    """A figure like the sample, with the text in all places where a document may have one, and of that year or
    undated."""
    source = {"document": text, "title": text, "publisher": text, "published": "2026-02-03"}
    country = {"code": "KZ", "name": text, "kind": "state"}
    parts = {"date_start": f"{year:04}-01-01", "date_end": f"{year:04}-12-31", "date_precision": "year"}
    day = {"date": f"{year:04}", **parts} if year else dict.fromkeys(("date", *parts))
    texts = {"as_written": text, "scope": text, "reporter": country, "partner": country, "sources": [source] * 40}
    return sample | texts | day | {"value": number, "low": number, "high": number, "url": f"/trade-stats/{number}"}


@pytest.mark.thorough
@settings(derandomize=True, deadline=None, database=None, max_examples=12,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(
    st.integers(1, 5_000), st.integers(1, 100), st.text("a &<ж", min_size=1, max_size=40), st.integers(1, 60),
    st.lists(st.integers(0, 9_999), min_size=1, max_size=9),
)  # fmt: skip
@example(5_000, 1, "&", 1_000, [2_000])
@example(5_000, 5_000, "title ", 100, [0, 1, 9_999])
def test_a_chart_is_of_bounded_size(
    client: TestClient, count: int, lines: int, text: str, repetitions: int, years: list[int]
) -> None:
    sample = series(client, TRADE)[0] | {"qualifier": "exact"}
    rows = [
        sample_row(sample, number, text * repetitions, years[number % len(years)])
        | {"series": f"trade-{number % lines}"}
        for number in range(count)
    ]
    drawing = charts.draw_trade_chart(rows)
    assert len(drawing.svg.encode()) < MAX_BYTES
    root = parse_svg(drawing.svg)
    figures = list(of_class(root, "figure"))
    assert len(figures) == min(count, charts.MAX_ROWS) or lines > charts.MAX_PANELS
    if count > charts.MAX_ROWS and lines == 1:
        assert f"{count - charts.MAX_ROWS:,} older ones are not" in words(root)


def test_of_many_figures_the_newest_are_drawn(client: TestClient) -> None:
    sample = series(client, TRADE)[0] | {"qualifier": "exact", "series": "trade"}
    rows = [sample_row(sample, year, "text", year) for year in range(1_000, 1_000 + charts.MAX_ROWS + 50)]
    root = parse_svg(charts.draw_trade_chart(rows).svg)
    drawing = {int(item.get("href", "").rpartition("/")[2]) for item in of_class(root, "figure")}
    assert drawing == set(range(1_050, 1_050 + charts.MAX_ROWS))


@pytest.mark.parametrize("text", ["&" * 5_000, "ж" * 5_000, "words " * 900])
def test_a_timeline_is_of_bounded_size(client: TestClient, text: str) -> None:
    entry = items(client, "/timeline")[0]
    days = [f"{year:04}-01-01" for year in range(1, timeline_picture.MAX_ENTRIES * 19, 19)]
    entries = [entry | {"title": text, "id": day, "date": day, "date_start": day, "date_end": day} for day in days]
    for drawn_entries in (entries, entries[: timeline_drawing.MAX_LABELLED_ENTRIES]):
        drawing = timeline_drawing.draw_timeline(drawn_entries, total=len(drawn_entries), undated_count=0)
        assert len(drawing.svg.encode()) < MAX_BYTES
        assert len(list(of_class(parse_svg(drawing.svg), "entry"))) == len(drawn_entries)


def test_a_gap_of_many_years_is_one_span(client: TestClient) -> None:
    sample = series(client, TRADE)[0] | {"qualifier": "exact", "series": "trade"}
    gap = sample_row(sample, 0, "text", 2) | {
        "gap": True, "date": "0002/9998", "date_end": "9998-12-31", "date_precision": "range", "value": None
    }  # fmt: skip
    root = parse_svg(
        charts.draw_trade_chart([sample_row(sample, 1, "text", 1), gap, sample_row(sample, 2, "text", 9_999)]).svg
    )
    (item,) = [item for item in of_class(root, "gap") if title(item)]
    assert title(item) == "0002–9998: no document has a figure"
    assert list(of_class(root, "join")) == []
