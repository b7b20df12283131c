"""Trade series: reported figures in the order of time, for a chart or a table."""

import datetime as dt
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, cast

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import Integer, Select, bindparam, select

from app.api.addresses import Site
from app.api.documentation import LIST_RESPONSES
from app.api.exports import FileAnswer, prepared, writable
from app.api.formats.columns import columns
from app.api.formats.export import Export
from app.api.formats.registry import FORMATS
from app.api.negotiation import preferred
from app.api.query_route import QueryRoute
from app.api.responses import Page, listed
from app.api.snapshots import snapshot_for
from app.api.spool import Prepared
from app.db import figures
from app.db.revision import IS_NEWEST
from app.db.snapshot import Snapshot
from app.db.tables import TradeStat
from app.domain import trade_figures
from app.domain.deadline import check_each
from app.domain.edtf import Precision
from app.domain.trade_figures import Figure
from app.domain.vocabulary import Flow, Indicator, Qualifier, StatKind, Unit, Verdict
from app.errors import Problem, invalid
from app.query.coverage import DataState, data_state
from app.query.list_query import Shape, resolve_names
from app.query.parameter_types import One, OneOf
from app.query.plan import named_ids
from app.query.statement_cache import QueryShape, StatementCache, shape_of
from app.resource import Source, whole
from app.resources.refs import CountryRef, DatePrecision, EarliestDay, EventDate, LatestDay, ProductOut
from app.resources.trade_filters import TradeStatFilters

router = APIRouter(prefix="/trade-stats", tags=["trade stats"], route_class=QueryRoute)


MOST = 5000
"""Figures that a chart can be asked for at once."""

FLAT = [name for name, shape in FORMATS.items() if not shape.whole]


class SeriesRow(BaseModel):
    """One period of a series; ``gap`` where no document has a figure for it."""

    series: str = Field(
        description="What is measured, as an id: the rows of a line in a chart have one in common.",
        examples=["trade-turnover-kz-tr"],
    )
    date: EventDate
    date_start: EarliestDay
    date_end: LatestDay
    date_precision: DatePrecision
    value: float | None = Field(description="The figure; null in a gap.", examples=[5000000000])
    low: float | None = Field(
        description="The least that it allows, as it is hedged; null where there is no bound.", examples=[5000000000]
    )
    high: float | None = Field(
        description="The most that it allows, as it is hedged; null where there is no bound.", examples=[5000000000]
    )
    qualifier: Qualifier | None = Field(description="How the source hedges it.", examples=["exact"])
    unit: Unit = Field(description="ISO 4217 currency, `count`, `rank` or `days`.", examples=["USD"])
    kind: StatKind = Field(description="`target` for a figure aimed at.", examples=["actual"])
    gap: bool = Field(
        description="True of a year between two whole years of the series for which no document has a figure; of more "
        "than ten such years one after the other there is one row for all.",
        examples=[False],
    )
    indicator: Indicator = Field(description="What is measured.", examples=["trade"])
    flow: Flow | None = Field(description="Direction, from the reporter's side.", examples=["turnover"])
    reporter: CountryRef = Field(description="The country whose figure it is.")
    partner: CountryRef = Field(description="The other country.")
    product: ProductOut | None = Field(description="The product; null for all goods.", examples=[None])
    scope: str | None = Field(description="What part of the whole it covers, where limited.", examples=[None])
    growth_percent: float | None = Field(description="Change against the period before, as reported.", examples=[54])
    as_written: str | None = Field(description="The figure as the document puts it.", examples=["$8.95 billion"])
    trade_stat: str | None = Field(description="Id of the figure shown.", examples=["trade-2024-musabekova"])
    url: str | None = Field(description="Its path.", examples=["/trade-stats/trade-2024-musabekova"])
    figures: int = Field(
        description="Figures for the period; of several, the one shown is picked by the rule of `/methodology`.",
        examples=[2],
    )
    verdict: Verdict | None = Field(
        description="Whether these can all be true; null where there is one.", examples=["disagree"]
    )
    sources: list[Source] = Field(description="The documents that support it, newest first.")


_FIELDS = tuple(SeriesRow.model_fields)


class SeriesQuery(TradeStatFilters):
    shape: One[Shape] = Field(Shape.page, description="`array` gives the bare list.", examples=["array"])


OF_A_LINE = {"country", "between", "indicator", "flow", "reporter", "partner", "kind", "unit"}
"""Filters that leave a series whole or leave it out; the others leave out some of its figures."""

SHOWING = {"shape", "width"}
"""Parameters that are not about which figures."""


@dataclass(frozen=True)
class Lines:
    """What makes the statement for the figures of whole series: with their ``bodies``, and ``guarded`` by the
    revision."""

    shape: QueryShape
    bodies: bool
    guarded: bool

    @property
    def cacheable(self) -> bool:
        return self.shape.cacheable


@StatementCache
def _of_lines(asked: Lines) -> Select[Any]:
    rows = figures.every().where(*asked.shape.conditions(TradeStat))
    rows = rows.add_columns(TradeStat.body) if asked.bodies else rows
    rows = rows.where(IS_NEWEST) if asked.guarded else rows
    return rows.limit(bindparam("most", type_=Integer()))


@StatementCache
def _bodies(shape: QueryShape) -> Select[Any]:
    return cast("Select[Any]", select(TradeStat.id, TradeStat.body).where(*shape.conditions(TradeStat)))


def read_series(snapshot: Snapshot, query: TradeStatFilters) -> tuple[list[dict[str, Any]], DataState]:
    """The rows of all series, each oldest first. Gaps are told from all figures of a series, not only those asked
    for: a year whose figure was not asked for has no row.

    One statement reads whole series; of some figures of a series it takes a second.
    """
    ids = resolve_names(snapshot, query)
    given = query.model_fields_set - SHOWING
    some = given - OF_A_LINE
    line = query.model_copy(update={name: type(query).model_fields[name].default for name in some}) if some else query
    shape, values = shape_of(line, ids)
    read = snapshot.fetch(lambda guarded: _of_lines(Lines(shape, not some, guarded)), values | {"most": MOST + 1})
    every = [figures.figure_of(row) for row in read]
    if len(every) > MOST:
        message = f"more than {MOST} figures: name an indicator and the countries, or take /trade-stats"
        raise Problem("invalid-parameter", [invalid("indicator", None, message, Indicator)])
    if some:
        shape, values = shape_of(query, ids)
        read = snapshot.execute(_bodies(shape), values).all()
    records = query.supported(snapshot, {row.id: json.loads(row.body) for row in check_each(read)})
    lines: dict[str, list[Figure]] = {}
    for figure in every:
        lines.setdefault(trade_figures.series_id(figure), []).append(figure)
    narrowed = some - {"date", "date_from", "date_to", "date_match"}
    rows: list[dict[str, Any]] = []
    for name, found in check_each(sorted(lines.items())):
        shown = [figure for figure in found if figure.id in records]
        if shown or not narrowed:
            rows += _line(name, found, shown, records, query.days())
    return rows, data_state(snapshot, named_ids(query, ids, "mechanism"), named_ids(query, ids, "country"))


def _line(
    name: str, every: Sequence[Figure], shown: Sequence[Figure], records: dict[str, Any], asked: tuple[Any, Any]
) -> list[dict[str, Any]]:
    """The rows of one series, those without a date last."""
    periods: dict[str | None, list[Figure]] = {}
    for figure in shown:
        periods.setdefault(figure.date, []).append(figure)
    rows = [_row(name, found, records) for found in periods.values()]
    rows += _gaps(name, every, *asked)
    return sorted(rows, key=lambda row: (row["date_start"] is None, row["date_start"], row["date_end"]))


def _row(name: str, found: Sequence[Figure], records: dict[str, Any]) -> dict[str, Any]:
    best = found[0] if len(found) == 1 else min(found, key=trade_figures.preference_key)
    record = records[best.id]
    allowed = best.range
    return {key: record.get(key) for key in _FIELDS} | {
        "series": name,
        "low": whole(allowed.low),
        "high": None if math.isinf(allowed.high) else whole(allowed.high),
        "gap": False,
        "trade_stat": best.id,
        "figures": len(found),
        "verdict": trade_figures.verdict(found).value if len(found) > 1 else None,
    }


LONG_GAP = 10
"""Years without a figure that have a row each, so that a bar chart keeps their places; of more there is one row."""


def _gaps(name: str, every: Sequence[Figure], first: dt.date | None, last: dt.date | None) -> Iterator[dict[str, Any]]:
    """The years between whole years of a series that have no figure, as far as they are asked for."""
    years = {int(figure.date): figure for figure in every if figure.date and len(figure.date) == len("2025")}
    for before, after in pairwise(sorted(years)):
        start = max(before + 1, first.year if first else before)
        end = min(after - 1, last.year if last else after)
        step = 1 if end - start < LONG_GAP else end - start + 1
        for year in range(start, end + 1, step):
            yield _gap(name, years[before], year, year + step - 1)


def _gap(name: str, sample: Figure, start: int, end: int) -> dict[str, Any]:
    """The row of a year, or of several; what else it has is that of another figure of the series."""
    same = ("unit", "kind", "indicator", "flow", "scope")
    return {
        **dict.fromkeys(_FIELDS),
        **{field: getattr(sample, field) for field in same},
        "series": name,
        "date": f"{start:04}" if start == end else f"{start:04}/{end:04}",
        "date_start": dt.date(start, 1, 1).isoformat(),
        "date_end": dt.date(end, 12, 31).isoformat(),
        "date_precision": Precision.year if start == end else Precision.range,
        "gap": True,
        "figures": 0,
        "reporter": {"code": sample.reporter, "name": sample.reporter_name},
        "partner": {"code": sample.partner, "name": sample.partner_name},
        "product": sample.product_ref,
        "sources": [],
    }


def _series(request: Request, query: TradeStatFilters, shape: str | None) -> Response:
    """The series as JSON, or in one of the flat formats."""
    if shape:
        writable(shape)
        return FileAnswer(shape, lambda _check: _series_file(request, query, shape))
    with snapshot_for(request) as snapshot:
        rows, state = read_series(snapshot, query)
    return listed(request, rows, state, shape=getattr(query, "shape", Shape.page))


def _series_file(request: Request, query: TradeStatFilters, shape: str) -> Prepared:
    with snapshot_for(request) as snapshot:
        rows, state = read_series(snapshot, query)
    made = Export(
        batches=iter([[json.dumps(row, ensure_ascii=False) for row in rows]]),
        columns=columns(SeriesRow),
        title="Trade series",
        base=Site(request.scope).base,
        address="",
        updated=state.published_at or dt.datetime.fromtimestamp(0, dt.UTC),
    )
    return prepared(request, made, shape, state, len(rows), snapshot.close)


@router.get("/series", response_model=Page[SeriesRow], responses=LIST_RESPONSES, operation_id="listTradeStatSeries")
def list_series(query: Annotated[SeriesQuery, Query()], request: Request) -> Response:
    """List figures as series, one row a period, oldest first: try `indicator=trade&between=KZ,TR`. It comes whole."""
    wanted = preferred(request.headers.get("accept", ""), [FORMATS[name].media_type for name in FLAT])
    return _series(request, query, next((name for name in FLAT if FORMATS[name].media_type == wanted), None))


@router.get(
    "/series.{format}",
    response_class=Response,
    responses={
        **LIST_RESPONSES,
        200: {
            "description": "The series.",
            "content": {FORMATS[name].media_type: {"schema": {"type": "string"}} for name in FLAT},
        },
    },
    operation_id="exportTradeStatSeries",
)
def export_series(
    format: Annotated[  # noqa: A002 - its name in the path
        str, OneOf("a format of series", FLAT), Path(description="The format.", examples=["csv"])
    ],
    query: Annotated[SeriesQuery, Query()],
    request: Request,
) -> Response:
    """The series as a file: `series.csv` goes into a sheet as it is."""
    return _series(request, query, format)
