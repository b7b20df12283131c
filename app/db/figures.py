"""Select trade stats as figures, which can be compared with each other."""

from typing import Any, cast

from sqlalchemy import Row, Select, and_, case, func, or_, select

from app.db.records import Document, Evidence, FieldSet
from app.db.tables import TradeStat
from app.domain.edtf import EARLIEST
from app.domain.figure_vocabulary import Qualifier
from app.domain.trade_figures import PRODUCT_FIELDS, Figure, product_key

IS_FIGURE = and_(TradeStat.value.is_not(None), TradeStat.partner_id.is_not(None))
"""Whether a trade stat has a figure between two parties."""

LAST_PUBLISHED = (
    select(func.max(Document.date_start))
    .join(Evidence, Evidence.document_id == Document.id)
    .where(Evidence.record_kind == TradeStat.kind, Evidence.record_id == TradeStat.id)
    .scalar_subquery()
    .label("published")
)
"""The day of the newest document that reports a trade stat."""


def all_figures() -> Select[Any]:
    """All figures between two parties, in either direction, ordered by indicator and pair of countries. Trade stats
    without a figure are left out."""
    return _trade_stats().where(IS_FIGURE)


def all_trends() -> Select[Any]:
    """All trends between two parties that a document states without a figure: rows for :func:`trend_of`."""
    is_trend = TradeStat.trend.is_not(None), TradeStat.partner_id.is_not(None)
    return _trade_stats().add_columns(TradeStat.trend).where(*is_trend)


def _trade_stats() -> Select[Any]:
    low = case((TradeStat.reporter_id < TradeStat.partner_id, TradeStat.reporter_id), else_=TradeStat.partner_id)
    high = case((TradeStat.reporter_id < TradeStat.partner_id, TradeStat.partner_id), else_=TradeStat.reporter_id)
    columns = (
        TradeStat.id, TradeStat.indicator, TradeStat.flow, TradeStat.reporter_id.label("reporter"),
        TradeStat.partner_id.label("partner"),
        TradeStat.product_name, TradeStat.product_system, TradeStat.product_edition, TradeStat.product_code,
        TradeStat.estimate, TradeStat.valuation, TradeStat.instrument, TradeStat.dimensions,
        TradeStat.scope, TradeStat.date, TradeStat.date_start.label("start"), TradeStat.date_end.label("end"),
        TradeStat.value, TradeStat.unit, TradeStat.qualifier, TradeStat.authority, LAST_PUBLISHED,
        TradeStat.kind_.label("kind"), TradeStat.growth_percent.label("growth"), TradeStat.group_id,
        TradeStat.preferred, TradeStat.agrees_with,
    )  # fmt: skip
    return cast("Select[Any]", select(*columns).order_by(TradeStat.indicator, low, high, TradeStat.id))


def figures_with_documents() -> Select[Any]:
    """All figures, with the documents that report each. The rows are streamed."""
    documents = (
        select(func.aggregate_strings(Evidence.document_id, ","))
        .where(Evidence.record_kind == TradeStat.kind, Evidence.record_id == TradeStat.id)
        .where(or_(Evidence.fields == "", Evidence.fields.in_(FieldSet.sets_with(["value"]))))
        .scalar_subquery()
    )
    return all_figures().add_columns(documents.label("documents")).execution_options(yield_per=1000)


def trend_of(row: Row[Any]) -> tuple[Figure, str]:
    """The trend in a row of ``all_trends``: what it is about, as a figure of 0 in no unit, and its direction."""
    values = row._asdict()
    direction = values.pop("trend")
    return _figure({**values, "value": 0.0, "unit": "", "qualifier": Qualifier.exact}), direction


def figure_of(row: Row[Any]) -> Figure:
    """The figure in a row of one of these statements."""
    return _figure(row._asdict())


def _figure(values: dict[str, Any]) -> Figure:
    if "documents" in values:
        values["documents"] = frozenset((values["documents"] or "").split(",")) - {""}
    if values["start"] == EARLIEST:
        values["start"] = None
    parts = tuple(values.pop(f"product_{name}") for name in PRODUCT_FIELDS)
    return Figure(**values, product=product_key(*parts))
