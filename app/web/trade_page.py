"""The page of trade figures: a form to choose them, their chart, and a table with sources."""

from itertools import groupby
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError

from app.api.error_handlers import problem_body
from app.api.query_route import PageRoute
from app.domain.figure_vocabulary import Flow, Indicator, StatKind
from app.errors import Problem
from app.resource import page_path
from app.resources import trade_stats
from app.resources.trade_series import MAX_FIGURES
from app.web.absence_note import absence_note
from app.web.briefings.pairs import briefing_parties, figure_counts
from app.web.lists.active_filters import address, chips, ways_out
from app.web.page import api_request, hidden_parameters, page_parameters, redirect, render_view
from app.web.page_head import card_picture
from app.web.pictures import trade_picture
from app.web.pictures.chart_plot import VERDICT_WORDS
from app.web.pictures.picture_view import view_picture
from app.web.reader import PageReader, QueryPairs, open_reader

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PATH = "/explore/trade"

TRADE_FIELDS = ("between", "flow", "kind", "date_from", "date_to")

MAX_PAIRS = 200
"""Pairs of countries to choose from, those with the most figures first."""

INDICATOR_CHOICES: dict[str, dict[Indicator, str]] = {
    "Trade": {
        Indicator.trade: "Trade",
        Indicator.trade_target: "Trade targets",
        Indicator.trade_rank: "Rank as a trade partner",
        Indicator.export_rank: "Rank as an exporter",
        Indicator.production_rank: "Rank as a producer",
    },
    "Investment": {
        Indicator.investment_stock: "Investment held (stock)",
        Indicator.investment_flow: "Investment made (flow)",
        Indicator.investment_rank: "Rank as an investor",
        Indicator.companies: "Companies",
        Indicator.joint_projects: "Joint projects",
        Indicator.joint_project_value: "Value of joint projects",
    },
    "People": {
        Indicator.tourists: "Tourists",
        Indicator.tourist_rank: "Rank by tourists",
        Indicator.students: "Students",
        Indicator.scholarships: "Scholarships",
    },
    "Presidents": {
        Indicator.presidential_meetings: "Meetings of the presidents",
        Indicator.presidential_visits: "Visits of the presidents",
    },
}
"""Headings of the form, and its words for indicators."""

FLOW_WORDS = {
    Flow.turnover: "both ways together (turnover)",
    Flow.export: "exports",
    Flow.import_: "imports",
    Flow.inward: "into the reporting country",
    Flow.outward: "out of the reporting country",
}

KIND_WORDS = {StatKind.actual: "actual figures", StatKind.target: "targets"}


@router.get(PATH)
def trade_page(request: Request) -> Response:
    """Trade figures by period, as charts and as a table."""
    view: dict[str, Any] = {}
    problem = None
    selection: QueryPairs = []
    with open_reader(request) as reader:
        try:
            selection = parameters = page_parameters(request)
            if parameters != request.query_params.multi_items():
                return redirect(request, PATH, parameters)
            selection = parameters or _default(reader)
            view = _answer(request, reader, parameters, selection)
        except (Problem, RequestValidationError) as error:
            problem = problem_body(request, error)
        filters = dict(reversed(selection))
        return render_view(
            request,
            reader,
            "trade.html",
            problem,
            title="Trade and investment",
            description="Trade, investment, companies and other figures between countries, as documents report them.",
            picture=card_picture(trade_picture.picture, selection),
            filters=filters,
            pairs=_pairs(reader, filters.get("between")),
            groups=_groups(reader),
            selected_indicators=[value for name, value in selection if name == "indicator"],
            flows={flow.value: words for flow, words in FLOW_WORDS.items()},
            kinds={kind.value: words for kind, words in KIND_WORDS.items()},
            hidden=[pair for pair in hidden_parameters(selection, *TRADE_FIELDS) if pair[0] != "indicator"],
            verdicts=VERDICT_WORDS,
            path=PATH,
            api=api_request(request, "/trade-stats/series", selection, "csv"),
            csv=api_request(request, "/trade-stats", selection).address(".csv"),
            **view,
        )


def _default(reader: PageReader) -> QueryPairs:
    """What the page shows when nothing is chosen: trade between all countries, or, if that is too much for a chart,
    between the two with the most figures."""
    pairs = figure_counts(reader.snapshot)
    if reader.total(trade_stats.resource, trade_picture.TRADE_FILTERS) <= MAX_FIGURES or not pairs:
        return trade_picture.TRADE_FILTERS
    return [*trade_picture.TRADE_FILTERS, ("between", ",".join(next(iter(pairs))))]


def _answer(request: Request, reader: PageReader, parameters: QueryPairs, selection: QueryPairs) -> dict[str, Any]:
    """The selected figures with their chart; if there are none, the filters that could be left out."""
    series = reader.series(selection)
    if not series["items"]:
        records_total = reader.total(trade_stats.resource, selection)
        return {
            "series": series,
            "records_total": records_total,
            "records_address": address(page_path("/trade-stats"), selection),
            "ways_out": ways_out(reader, trade_stats.resource, PATH, parameters),
            "absence": None if records_total else absence_note(request, reader, PATH, parameters),
        }
    stat_ids = [row["trade_stat"] for row in series["items"] if row["verdict"] in ("disagree", "compatible")]
    return {
        "series": series,
        "figures": [
            list(rows)
            for _, rows in groupby((row for row in series["items"] if not row["gap"]), key=lambda row: row["series"])
        ],
        "chart": view_picture(request, reader.snapshot, trade_picture.picture, selection),
        "chips": chips(reader, trade_stats.resource, PATH, parameters),
        "conflicts": reader.conflict_pages(reader.records(trade_stats.resource, stat_ids)),
    }


def _pairs(reader: PageReader, selected_value: str | None) -> list[tuple[str, str, bool]]:
    """The pairs of countries that have figures: value, words, and whether it is selected. Most figures first."""
    names = briefing_parties(reader.snapshot)
    counts = figure_counts(reader.snapshot)
    pairs = list(counts)[:MAX_PAIRS]
    codes = tuple(sorted(part.strip().upper() for part in (selected_value or "").split(",")))
    choices = [
        (",".join(pair), f"{names[pair[0]]} and {names[pair[1]]} ({counts[pair]:,})", pair == codes) for pair in pairs
    ]
    if selected_value and codes not in pairs:
        words = " and ".join(names.get(code.strip().upper(), code) for code in selected_value.split(","))
        choices.append((selected_value, words, True))
    return choices


def _groups(reader: PageReader) -> dict[str, list[tuple[str, str, int]]]:
    """The indicators that have figures, under their headings: value, words and number of figures."""
    counts = {count["value"]: count["count"] for count in reader.counts(trade_stats.resource, "indicator")}
    groups = {
        heading: [(name.value, words, counts[name]) for name, words in indicators.items() if name in counts]
        for heading, indicators in INDICATOR_CHOICES.items()
    }
    return {heading: indicators for heading, indicators in groups.items() if indicators}
