"""The chart of trade figures as a Vega-Lite specification, to paste into Observable, Jupyter or Streamlit.

The specification has no figures: it reads them from ``/trade-stats/series`` when it is drawn.
"""

import json
from collections.abc import Sequence
from typing import Any

from app.db.snapshot import Snapshot
from app.domain.figure_vocabulary import Qualifier, StatKind
from app.domain.trade_figures import RANKS, STOCKS
from app.query.coverage import DataState
from app.resources.trade_series import read_series
from app.web.pictures.chart_panels import Panel, describe_series, panels
from app.web.pictures.charts import MAX_PANELS

VEGA_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"

COLOURS = {StatKind.actual.value: "#0b57a4", StatKind.target.value: "#a3480a"}

VEGA_SHAPES = {StatKind.actual.value: "circle", StatKind.target.value: "diamond"}

_IS_STOCK = f"indexof({json.dumps(sorted(STOCKS - RANKS))}, datum.indicator) >= 0"

_IS_STATED_TARGET = "datum.kind == 'target' && datum.date_precision != 'year'"


def trade_spec(rows: Sequence[dict[str, Any]], base: str, query: str) -> dict[str, Any]:
    """The specification for the rows of ``/trade-stats/series``, a chart for each subject.

    ``base`` is the address of the service, and ``query`` the query string of the rows.
    """
    charts = panels(rows)[:MAX_PANELS]
    return {
        "$schema": VEGA_SCHEMA,
        "description": "Figures as reported; an open mark is not exact. A dashed line begins when a target was stated.",
        "data": {
            "url": f"{base}/trade-stats/series" + (f"?{query}" if query else ""),
            "format": {"type": "json", "property": "items"},
        },
        "transform": _transform(base),
        "vconcat": [_chart(panel) for panel in charts] or [{"title": "No figures", "mark": "point"}],
        "config": {"axis": {"grid": True}, "view": {"stroke": None}},
    }


def _transform(base: str) -> list[dict[str, Any]]:
    """Days as dates, where a mark stands, and a link to the page of the figure."""
    formulas = {
        "start": "toDate(datum.date_start || datum.date_end)",
        "end": "toDate(datum.date_end)",
        "position": f"datum.kind == 'actual' && {_IS_STOCK} ? datum.end : toDate((+datum.start + +datum.end) / 2)",
        "page": f"{json.dumps(f'{base}/explore')} + datum.url",
        "source": "join(pluck(datum.sources, 'title'), '; ')",
    }
    return [
        {"filter": "isValid(datum.value) && isValid(datum.date_end)"},
        *({"calculate": formula, "as": name} for name, formula in formulas.items()),
    ]


def _chart(panel: Panel) -> dict[str, Any]:
    series = sorted({row["series"] for row in panel.rows})
    unit = panel.first_row["unit"]
    labels = {"format": "~s"} | ({} if panel.rank else {"labelExpr": "replace(datum.label, 'G', 'B')"})
    days = {"format": "%b %Y", "tickCount": 8, "labelOverlap": True}
    x = {"field": "position", "type": "temporal", "title": None, "axis": days, "scale": {"type": "utc", "padding": 12}}
    y = {
        "field": "value",
        "type": "quantitative",
        "title": "place, 1 is first" if panel.rank else "number" if unit == "count" else unit,
        "axis": labels | ({"tickMinStep": 1} if panel.rank else {}),
        "scale": {"reverse": True, "zero": False} if panel.rank else {},
    }
    colour = {
        "field": "kind",
        "type": "nominal",
        "title": None,
        "scale": {"domain": list(COLOURS), "range": list(COLOURS.values())},
    }
    shape = colour | {"scale": {"domain": list(VEGA_SHAPES), "range": list(VEGA_SHAPES.values())}}
    tooltip = {"Period": "date", "As written": "as_written", "Qualifier": "qualifier", "Source": "source"}
    exact = {"test": f"datum.qualifier == '{Qualifier.exact}'", "value": 1}
    return {
        "title": {"text": describe_series(panel.first_row), "anchor": "start"},
        "width": 600,
        "height": 150,
        "transform": [{"filter": {"field": "series", "oneOf": series}}, {"filter": {"field": "unit", "equal": unit}}],
        "encoding": {"y": y, "color": colour},
        "layer": [
            {
                "transform": [{"filter": "datum.date_precision == 'month' || datum.date_precision == 'range'"}],
                "mark": {"type": "rule", "size": 2},
                "encoding": {"x": x | {"field": "start"}, "x2": {"field": "end"}},
            },
            {
                "transform": [{"filter": _IS_STATED_TARGET}],
                "mark": {"type": "rule", "strokeDash": [3, 4]},
                "encoding": {"x": x, "x2": {"value": "width"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 80, "stroke": None},
                "encoding": {
                    "x": x,
                    "shape": shape,
                    "fillOpacity": {"condition": exact, "value": 0.25},
                    "href": {"field": "page"},
                    "tooltip": [{"field": name, "type": "nominal", "title": title} for title, name in tooltip.items()],
                },
            },
        ],
    }


def read_spec(snapshot: Snapshot, query: Any, query_string: str, base: str) -> tuple[dict[str, Any], DataState]:
    """The specification of the figures that match the query."""
    rows, state = read_series(snapshot, query)
    return trade_spec(rows, base, query_string), state
