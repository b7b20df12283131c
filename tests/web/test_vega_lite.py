"""The Vega-Lite specification of the chart of figures: it draws each figure that the API has, from the live answer."""

import re
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

import httpx
import pytest

from app.resources.series_rows import SeriesRow
from app.web.pictures.trade_vega import trade_spec
from tests.api_requests import Params, ask
from tests.conftest import SharedDatabases, on_sqlite

pytestmark = on_sqlite

PATH = "/trade-stats/chart.vl.json"


def nodes(value: Any) -> list[dict[str, Any]]:
    """All objects within a specification."""
    if isinstance(value, list):
        return [node for item in value for node in nodes(item)]
    return [value, *(node for item in value.values() for node in nodes(item))] if isinstance(value, dict) else []


DRAW = "import sys, vl_convert; print(vl_convert.vegalite_to_svg(sys.stdin.read(), vl_version='5.20'))"
"""Draw in a process of its own, as the library holds the interpreter while it waits for the data."""

TRADE: Params = {"indicator": ["trade", "trade-target", "trade-rank"]}


@pytest.mark.thorough
@pytest.mark.skipif(find_spec("vl_convert") is None, reason="vl-convert-python is not installed")
def test_the_chart_is_drawn_from_the_live_answer(databases: SharedDatabases) -> None:
    base = databases.address("sqlite")
    answer = httpx.get(base + PATH, params=TRADE)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    rows = httpx.get(f"{base}/trade-stats/series", params=TRADE).json()["items"]
    command = [sys.executable, "-c", DRAW]
    picture = subprocess.run(command, input=answer.text, capture_output=True, text=True, check=True, timeout=60).stdout
    links = re.findall(rf'xlink:href="{base}/explore(/trade-stats/[^"]+)"', picture)
    assert sorted(links) == sorted(row["url"] for row in rows if not row["gap"] and row["date"])


def test_the_specification_names_fields_that_the_data_have() -> None:
    sides = {side: {"code": name, "name": name} for side, name in (("reporter", "KZ"), ("partner", "TR"))}
    row = {
        "series": "s", "label": "S", "indicator": "trade", "kind": "actual", "unit": "USD", "value": 1, "gap": False,
        "flow": "turnover", "product": None, "scope": None, "instrument": None, "valuation": None, "estimate": False,
        "dimensions": {}, **sides,
    }  # fmt: skip
    spec = trade_spec([row], "https://service.example", "q=1")
    calculated_fields = {node["as"] for node in nodes(spec) if "as" in node}
    fields = {node["field"] for node in nodes(spec) if "field" in node}
    formulas = {name for node in nodes(spec) for name in re.findall(r"datum\.(\w+)", str(node.get("calculate")))}
    assert fields | formulas <= SeriesRow.model_fields.keys() | calculated_fields
    assert spec["data"]["url"] == "https://service.example/trade-stats/series?q=1"


def test_an_empty_specification_is_valid(client: Any) -> None:
    assert ask(client, PATH, {"country": "AZ"})["vconcat"] == [{"title": "No figures", "mark": "point"}]
