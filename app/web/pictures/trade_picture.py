"""The picture of trade figures: its query, its data and its description."""

from typing import Any

from app.db.snapshot import Snapshot
from app.query.coverage import DataState
from app.resources.trade_filters import TradeStatFilters
from app.resources.trade_series import read_series
from app.web.pictures.charts import draw_trade_chart
from app.web.pictures.drawing import Drawing, Look
from app.web.pictures.picture import Picture, PictureSize
from app.web.pictures.target_years import add_aims
from app.web.pictures.trade_vega import read_spec

TRADE_FILTERS = (("indicator", "trade"), ("indicator", "trade-target"), ("flow", "turnover"))
"""The filters of the chart on the front page and in briefings."""


class ChartQuery(TradeStatFilters, PictureSize):
    """The query of a chart: the filters of trade figures, and the width of a standalone picture."""


def draw(snapshot: Snapshot, query: Any, query_string: str, look: Look) -> tuple[Drawing, DataState]:
    """Draw the chart of the figures that match the query."""
    rows, state = read_series(snapshot, query, with_rivals=True)
    add_aims(snapshot, rows)
    return draw_trade_chart(rows, query=query_string, until=state.until, look=look), state


picture = Picture(
    name="trade",
    path="/trade-stats/chart.svg",
    data="/trade-stats/series",
    filters=TradeStatFilters,
    svg_query=ChartQuery,
    draw=draw,
    description="The figures of `/trade-stats/series`, with a panel for each subject, up to 50. Actual figures and "
    "targets differ in shape and colour. A hollow mark is not exact; its line shows the possible values. Years without "
    "a figure are shaded. The dashed line of a target ends at the year that a document states for it. The axis leaves "
    "out long stretches of years without figures, and says which.",
    vega_lite=read_spec,
)
