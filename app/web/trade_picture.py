"""Trade stats: one reported figure on exchange between two countries, as one document reports it."""

from typing import Any

from sqlalchemy.orm import Session

from app.query.coverage import Standing
from app.resources.trade_filters import TradeStatFilters
from app.resources.trade_series import read_series
from app.web.charts import trade_chart
from app.web.drawing import Drawing, Look
from app.web.picture import Picture, Sized


class ChartQuery(TradeStatFilters, Sized):
    """The figures of a chart."""


def draw(session: Session, query: Any, asked: str, look: Look) -> tuple[Drawing, Standing]:
    """The chart of the figures that are asked for."""
    rows, state = read_series(session, query)
    return trade_chart(rows, query=asked, until=state.until, look=look), state


picture = Picture(
    name="trade",
    path="/trade-stats/chart.svg",
    data="/trade-stats/series",
    filters=TradeStatFilters,
    sized=ChartQuery,
    draw=draw,
    about="The figures of `/trade-stats/series` as a picture: actual figures and targets by shape and colour, hedged "
    "ones hollow with the way that they may be off, years without a figure shaded. A panel for each thing measured, "
    "of at most 50: name an indicator",
)
