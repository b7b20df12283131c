"""Pictures as XML: their elements by class, words and titles, and the rows that charts are drawn of."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from fastapi.testclient import TestClient

from tests.api_requests import Params, ask

CHART, TIMELINE, MAP = "/trade-stats/chart.svg", "/timeline.svg", "/meetings/map.svg"
SVG = "{http://www.w3.org/2000/svg}"
TRADE: Params = {"indicator": ["trade", "trade-target"], "flow": "turnover", "between": "KZ,TR"}


def parse_svg(text: str) -> ET.Element:
    root = ET.fromstring(text)
    assert root.tag == f"{SVG}svg"
    return root


def picture(client: TestClient, path: str, params: Params | None = None) -> ET.Element:
    answer = client.get(path, params=params)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml"), answer.text[:300]
    return parse_svg(answer.text)


def of_class(root: ET.Element, kind: str) -> Iterator[ET.Element]:
    """The elements of a class."""
    return (item for item in root.iter() if kind in item.get("class", "").split())


def words(root: ET.Element) -> str:
    return " ".join(item.text or "" for item in root.iter(f"{SVG}text"))


def title(element: ET.Element) -> str:
    return element.findtext(f"{SVG}title") or ""


def series(client: TestClient, params: Params | None = None) -> list[dict[str, Any]]:
    return list(ask(client, "/trade-stats/series", {"shape": "array", **(params or {})}))


def figure_of(sample: dict[str, Any], date: str, value: float, **fields: Any) -> dict[str, Any]:
    """A row like another one, for a year or a day."""
    days = {"date_start": date, "date_end": date, "date_precision": "day"}
    if len(date) == 4:
        days = {"date_start": f"{date}-01-01", "date_end": f"{date}-12-31", "date_precision": "year"}
    exact = {"qualifier": "exact", "value": value, "low": value, "high": value}
    return sample | {"series": "s", "date": date, "url": f"/{date}/{value}"} | days | exact | fields
