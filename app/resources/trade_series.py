"""Trade series: reported figures in the order of time, for a chart or a table."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Annotated, Any, cast
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field
from sqlalchemy import Integer, Select, bindparam, select

from app.api.addresses import Site
from app.api.documentation import LIST_RESPONSES
from app.api.export_response import ExportResponse
from app.api.exports import prepare_file
from app.api.formats.columns import columns
from app.api.formats.export import Export
from app.api.formats.registry import FORMATS
from app.api.json_responses import Page, absence_of, list_response
from app.api.list_formats import require_writable
from app.api.negotiation import preferred_type
from app.api.query_route import QueryRoute
from app.api.snapshots import snapshot_for
from app.api.spool_file import PreparedFile
from app.db.figures import IS_FIGURE, LAST_PUBLISHED
from app.db.revision import IS_NEWEST
from app.db.snapshot import Snapshot
from app.db.tables import TradeStat
from app.domain.deadline import check_each
from app.domain.figure_vocabulary import Indicator
from app.errors import invalid_parameter, nearest_or_all
from app.query.coverage import DataState
from app.query.cursor import decode_cursor, encode_cursor, fingerprint_of
from app.query.list_parameters import Cursor, Shape
from app.query.list_statement import answer_state
from app.query.name_choices import FieldOf, OneOf
from app.query.name_resolution import resolve_names
from app.query.near_names import near_names
from app.query.parameter_types import Commas, Maybe, Selection, Single, WholeNumber
from app.query.statement_cache import QueryShape, StatementCache, shape_of
from app.resource import Body
from app.resources.series_rows import SeriesRow, series_of, series_rows
from app.resources.trade_filters import TradeStatFilters

router = APIRouter(prefix="/trade-stats", tags=["trade stats"], route_class=QueryRoute)


MAX_FIGURES = 5000
"""Greatest number of figures in an answer."""

FLAT = [suffix for suffix, kind in FORMATS.items() if not kind.has_own_fields]


class SeriesQuery(TradeStatFilters):
    fields: Annotated[Maybe[list[FieldOf[SeriesRow]]], Commas] = Field(
        None, description="Only these fields of each row, separated by commas.", examples=[["series", "date", "value"]]
    )
    shape: Single[Shape] = Field(Shape.page, description="`array` gives the items as a bare array.", examples=["array"])
    limit: Maybe[Annotated[int, WholeNumber(1, MAX_FIGURES)]] = Field(
        None, description="Rows on a page. Without it, all rows are on one page.", examples=[50]
    )
    cursor: Cursor = None


WHOLE_SERIES = {"country", "between", "indicator", "flow", "reporter", "partner", "kind", "unit"}
"""Filters that select whole series. The other filters select single figures of a series."""

UNSELECTIVE = {"as_of", "cursor", "fields", "limit", "shape"}
"""Parameters that do not select figures."""


@dataclass(frozen=True)
class SeriesShape:
    """What the statement for whole series depends on: filters, and whether it ``is_guarded`` by the revision."""

    filters: QueryShape
    is_guarded: bool

    @property
    def cacheable(self) -> bool:
        return self.filters.cacheable


@StatementCache
def _series_statement(shape: SeriesShape) -> Select[Any]:
    rows = select(TradeStat.id, TradeStat.body, LAST_PUBLISHED).where(IS_FIGURE, *shape.filters.conditions(TradeStat))
    rows = rows.where(IS_NEWEST) if shape.is_guarded else rows
    return cast("Select[Any]", rows.limit(bindparam("most", type_=Integer())))


@StatementCache
def _ids_statement(filters: QueryShape) -> Select[Any]:
    return cast("Select[Any]", select(TradeStat.id).where(*filters.conditions(TradeStat)))


def matching_total(snapshot: Snapshot, query: TradeStatFilters) -> int:
    """The number of records that match, also of those in no series: without a figure, or a rank without a partner."""
    filters, values = shape_of(query, resolve_names(snapshot, query))
    return len(snapshot.execute(_ids_statement(filters), values).all())


def _list_address(request: Request) -> str:
    """The address of the list with the filters of a request for series."""
    filters = [pair for pair in request.query_params.multi_items() if pair[0] in TradeStatFilters.model_fields]
    return f"/trade-stats?{urlencode(filters, safe='/')}" if filters else "/trade-stats"


def read_series(
    snapshot: Snapshot, query: TradeStatFilters, *, with_rivals: bool = False
) -> tuple[list[dict[str, Any]], DataState]:
    """Read the rows of all series, each oldest first.

    ``with_rivals``, the figures of a period that disagree with the preferred one have rows too, with ``rival`` true,
    and each row has the ``group`` of figures with which it disagrees, or null.

    A gap is a year without any figure. A year whose figures are filtered out is no gap, and has no row. One statement
    reads whole series, whose order is made here; filters that select single figures need a second statement.
    """
    ids = resolve_names(snapshot, query)
    figure_filters = query.model_fields_set - UNSELECTIVE - WHOLE_SERIES
    defaults = {name: type(query).model_fields[name].default for name in figure_filters}
    filters, values = shape_of(query.model_copy(update=defaults) if figure_filters else query, ids)
    rows_read: Sequence[Any] = snapshot.fetch(
        lambda is_guarded: _series_statement(SeriesShape(filters, is_guarded)), values | {"most": MAX_FIGURES + 1}
    )
    if len(rows_read) > MAX_FIGURES:
        message = f"more than {MAX_FIGURES} figures: name an indicator and countries, or request the list /trade-stats"
        raise invalid_parameter("indicator", None, *nearest_or_all(message, (), Indicator))
    records: dict[str, dict[str, Any]] = {}
    series: dict[str, list[Body]] = {}
    for record_id, body, publication_day in check_each(sorted(rows_read, key=itemgetter(0))):
        records[record_id] = record = json.loads(body)
        record["last_published"] = publication_day
        series.setdefault(series_of(record), []).append(record)
    if figure_filters:
        filters, values = shape_of(query, ids)
        matching_ids = set(snapshot.execute(_ids_statement(filters), values).scalars())
        records = {record_id: record for record_id, record in records.items() if record_id in matching_ids}
    query.add_sources(snapshot, records)  # it adds sources to the records, which are those of series too
    only_days = figure_filters <= {"date", "date_from", "date_to", "date_match"} and not isinstance(
        query.date, Selection
    )
    rows: list[dict[str, Any]] = []
    for name, members in check_each(sorted(series.items())):
        selected_records = [record for record in members if record["id"] in records]
        if selected_records or only_days:
            rows += series_rows(name, members, selected_records, query.days(), with_rivals=with_rivals)
    return rows, answer_state(snapshot, query, ids)


def _cut(query: SeriesQuery, rows: list[dict[str, Any]], revision: int) -> tuple[list[dict[str, Any]], str | None]:
    """The rows of a page with the fields of the query, and the cursor of the next page. Raises what ``_page`` does."""
    cursor = None
    if query.cursor or query.limit is not None:
        rows, cursor = _page(query, rows, revision)
    if query.fields:
        names = dict.fromkeys(query.fields)
        rows = [{name: row[name] for name in names} for row in rows]
    return rows, cursor


def _page(query: SeriesQuery, rows: list[dict[str, Any]], revision: int) -> tuple[list[dict[str, Any]], str | None]:
    """The rows of a page, and the cursor of the next page.

    A cursor counts rows, so it holds for one revision, which it names. Raises ``Problem`` for another one.
    """
    fingerprint = fingerprint_of("series", query)
    first, cursor_revision = (
        decode_cursor(query.cursor, fingerprint, _row_number) if query.cursor else (0, str(revision))
    )
    if cursor_revision != str(revision):
        message = (
            f"it counts the rows of revision {cursor_revision}: add as_of={cursor_revision}, or leave the cursor out"
        )
        raise invalid_parameter("cursor", query.cursor, message)
    end = len(rows) if query.limit is None else first + query.limit
    cursor = encode_cursor(fingerprint, end, str(revision)) if end < len(rows) else None
    return rows[first:end], cursor


def _row_number(key: Any) -> int:
    if type(key) is not int or key < 0:
        raise ValueError(key)
    return key


def _series(request: Request, query: SeriesQuery, suffix: str | None) -> Response:
    """The series as JSON, or in one of the flat formats."""
    if suffix:
        require_writable(suffix)
        return ExportResponse(suffix, lambda _check: _series_file(request, query, suffix))
    with snapshot_for(request) as snapshot:
        rows, state = read_series(snapshot, query)
        fields = absence_of(request, snapshot, state, len(rows), partial(near_names, snapshot, query.q))
        if fields and matching_total(snapshot, query):
            fields["absence"]["elsewhere"] = Site(request.scope).link(_list_address(request))
    total = len(rows)
    rows, cursor = _cut(query, rows, state.revision)
    kind = "; shape=partial" if query.fields else ""
    return list_response(request, rows, state, total=total, cursor=cursor, shape=query.shape, kind=kind, **fields)


def _series_file(request: Request, query: SeriesQuery, suffix: str) -> PreparedFile:
    with snapshot_for(request) as snapshot:
        rows, state = read_series(snapshot, query)
    total = len(rows)
    rows, cursor = _cut(query, rows, state.revision)
    file = Export(
        batches=iter([[json.dumps(row, ensure_ascii=False) for row in rows]]),
        columns=columns(SeriesRow, query.fields),
        title="Trade series",
        total=total,
        next_cursor=cursor,
        is_array=query.shape is Shape.array,
        until=state.until,
        revision=state.revision,
        base=Site(request.scope).base,
        address="",
        updated_at=state.updated_at,
    )
    return prepare_file(request, file, suffix, state, len(rows), snapshot.close)


_FILES: dict[str, Any] = {FORMATS[name].media_type: {"schema": FORMATS[name].schema} for name in FLAT if name != "json"}


@router.get(
    "/series",
    response_model=lambda: Page[SeriesRow],
    responses={**LIST_RESPONSES, 200: {"content": _FILES}},
    operation_id="listTradeStatSeries",
)
def list_series(query: Annotated[SeriesQuery, Query()], request: Request) -> Response:
    """List figures as series, one row for each period, oldest first: try `indicator=trade&between=KZ,TR`."""
    media_type = preferred_type(request.headers.get("accept", ""), [FORMATS[name].media_type for name in FLAT])
    return _series(request, query, next((name for name in FLAT if FORMATS[name].media_type == media_type), None))


@router.get(
    "/series.{format}",
    response_class=Response,
    responses={
        **LIST_RESPONSES,
        200: {
            "description": "The series.",
            "content": {
                **_FILES,
                FORMATS["json"].media_type: {"schema": {"$ref": "#/components/schemas/Page_SeriesRow_"}},
            },
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
    """The series as a file: `series.csv` can be opened in a spreadsheet."""
    return _series(request, query, format)
