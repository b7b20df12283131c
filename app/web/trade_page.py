"""The page of trade figures: charts and a table."""

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError

from app.api.error_handlers import problem_body
from app.api.query_route import PageRoute
from app.errors import Problem
from app.resources import trade_stats
from app.web import trade_picture
from app.web.page import api_request, hidden_parameters, page_parameters, redirect, render_view
from app.web.picture_view import view_picture
from app.web.reader import open_reader

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PATH = "/explore/trade"

TRADE_FIELDS = ("between", "flow", "kind", "date_from", "date_to")


@router.get(PATH)
def trade_page(request: Request) -> Response:
    """Trade figures by period, as charts and as a table."""
    parameters: list[tuple[str, str]] = []
    problem, series, chart = None, None, None
    with open_reader(request) as reader:
        indicators, flows = (reader.counts(trade_stats.resource, key) for key in ("indicator", "flow"))
        try:
            parameters = page_parameters(request)
            if parameters != request.query_params.multi_items():
                return redirect(request, PATH, parameters)
            parameters = parameters or [("indicator", "trade"), ("indicator", "trade-target"), ("flow", "turnover")]
            series = reader.series(parameters)
            chart = view_picture(request, reader.snapshot, trade_picture.picture, parameters)
        except (Problem, RequestValidationError) as error:
            problem = problem_body(request, error)
        return render_view(
            request,
            reader,
            "trade.html",
            problem,
            title="Trade and investment",
            description="Trade, investment, companies and other figures between countries, as documents report them.",
            filters=dict(reversed(parameters)),
            selected_indicators=[value for name, value in parameters if name == "indicator"],
            hidden=[pair for pair in hidden_parameters(parameters, *TRADE_FIELDS) if pair[0] != "indicator"],
            chart=chart,
            indicators=indicators,
            flows=flows,
            series=series,
            api=api_request(request, "/trade-stats/series", parameters, "csv"),
        )
