"""The rows of a trade series: one for each period, and for years without a figure."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from pydantic import Field

from app.domain.edtf import Precision
from app.domain.figure_vocabulary import Flow, Indicator, Qualifier, StatKind, Unit
from app.domain.hedges import range_of
from app.domain.model import Model
from app.domain.preference import preference_key
from app.domain.trade_figures import (
    PRODUCT_FIELDS,
    RANKS,
    Figure,
    dimensions_text,
    distinctions_of,
    product_key,
    series_id_of,
    verdict,
)
from app.domain.vocabulary import Verdict
from app.resource import Body, Source, json_number
from app.resources.refs import (
    DatePrecision,
    Dimensions,
    EarliestDay,
    Estimate,
    EventDate,
    GoodsValuation,
    Instrument,
    LatestDay,
    ProductOut,
    TraderRef,
)


class SeriesRow(Model):
    """One period of a series. It is a ``gap`` if no document has a figure for it."""

    series: str = Field(
        description="Id of the series. All rows of one line in a chart have the same.",
        examples=["trade-turnover-kz-tr"],
    )
    label: str = Field(description="What is measured, for people.", examples=["Trade turnover, Kazakhstan and Türkiye"])
    date: EventDate
    date_start: EarliestDay
    date_end: LatestDay
    date_precision: DatePrecision
    value: float | None = Field(description="The figure; null in a gap.", examples=[5000000000])
    low: float | None = Field(
        description="The lowest value that the figure allows; null if there is no bound.", examples=[5000000000]
    )
    high: float | None = Field(
        description="The highest value that the figure allows; null if there is no bound.", examples=[5000000000]
    )
    qualifier: Qualifier | None = Field(description="How the source qualifies the figure.", examples=["exact"])
    unit: Unit = Field(description="A currency (ISO 4217), `count`, `rank` or `days`.", examples=["USD"])
    kind: StatKind = Field(description="`actual`, or `target` for an aim.", examples=["actual"])
    target_year: int | None = Field(
        description="Of a target, the year by which it is to be reached; null if no document states it, and for actual "
        "figures.",
        examples=[2028],
    )
    gap: bool = Field(
        description="True for a year without a figure, between the first and the last full year of the series. More "
        "than ten such years in a row are one row.",
        examples=[False],
    )
    indicator: Indicator = Field(description="What is measured.", examples=["trade"])
    flow: Flow | None = Field(description="Direction, as the reporter sees it.", examples=["turnover"])
    reporter: TraderRef = Field(description="The reporting country. Flows are seen from its side.")
    partner: TraderRef = Field(description="The other country.")
    product: ProductOut | None = Field(description="The product; null for all goods.", examples=[None])
    scope: str | None = Field(
        description="The part of the whole that the figure covers; null if it covers all.", examples=[None]
    )
    estimate: Estimate
    valuation: GoodsValuation
    instrument: Instrument
    dimensions: Dimensions
    growth_percent: float | None = Field(description="Change since the previous period, as reported.", examples=[54])
    as_written: str | None = Field(description="The figure as the document puts it.", examples=["$8.95 billion"])
    trade_stat: str | None = Field(description="Id of the figure of this row.", examples=["trade-2024-musabekova"])
    url: str | None = Field(description="Its path.", examples=["/trade-stats/trade-2024-musabekova"])
    figures: int = Field(
        description="Number of figures for the period. The row shows the preferred figure (see `/methodology`).",
        examples=[2],
    )
    verdict: Verdict | None = Field(
        description="Whether these figures can all be true; null if there is only one.", examples=["disagree"]
    )
    sources: list[Source] = Field(description="The documents that support it, newest first.")


_FIELDS = tuple(SeriesRow.model_fields)


def series_rows(
    name: str,
    members: Sequence[Body],
    selected_records: Sequence[Body],
    days: tuple[Any, Any],
    *,
    with_rivals: bool,
) -> list[dict[str, Any]]:
    """The rows of one series, whose records are ``members``. Rows without a date come last.

    ``selected_records`` are those that have rows. Each record also has ``last_published``, the day of its newest
    document. Gaps are within ``days``. For ``with_rivals`` see :func:`app.resources.trade_series.read_series`.
    """
    periods: dict[tuple[str | None, str | None], list[Body]] = {}
    for record in selected_records:
        periods.setdefault((record["date_start"], record["date_end"]), []).append(record)
    rows = [_period_row(name, of_period) for of_period in periods.values()]
    if with_rivals:
        pairs = zip(rows, periods.values(), strict=True)
        rows = [entry for row, of_period in pairs for entry in _with_rivals(row, of_period)]
    rows += _gaps(name, members, *days)
    return sorted(rows, key=_position)


def _position(row: dict[str, Any]) -> tuple[bool, str, str]:
    """What rows are sorted by: the first day that is known."""
    start, end = (str(row[name] or "") for name in ("date_start", "date_end"))
    return not end, start or end, end


def _figure_of_record(record: Body) -> Figure:
    """A record as a figure that can be compared with others."""
    names = (
        "id", "indicator", "flow", "scope", "date", "value", "unit", "qualifier", "authority", "kind", "estimate",
        "valuation", "instrument",
    )  # fmt: skip
    start, end = (record[name] and dt.date.fromisoformat(record[name]) for name in ("date_start", "date_end"))
    return Figure(
        **{name: record[name] for name in names},
        reporter=record["reporter"]["code"],
        partner=record["partner"]["code"],
        product=_product_key(record),
        start=start,
        end=end,
        published=record["last_published"],
        dimensions=dimensions_text(record["dimensions"]),
        growth=record["growth_percent"],
    )


def _product_key(record: Body) -> str | None:
    product = record["product"]
    return product and product_key(*(product[name] for name in PRODUCT_FIELDS))


def series_of(record: Body) -> str:
    """The id of the series that a record belongs to."""
    distinctions = distinctions_of(
        record["estimate"], record["valuation"], record["instrument"], dimensions_text(record["dimensions"])
    )
    pair = record["reporter"]["code"], record["partner"]["code"]
    subject = record["indicator"], record["flow"], *pair, _product_key(record), record["scope"]
    return series_id_of(*subject, record["kind"], record["unit"], distinctions)


def _period_row(name: str, of_period: Sequence[Body]) -> dict[str, Any]:
    """The row of a period: its preferred figure, and whether its figures can all be true."""
    record, verdict_of_period = of_period[0], None
    if len(of_period) > 1:
        figures = {_figure_of_record(record): record for record in of_period}
        record = figures[min(figures, key=preference_key)]
        verdict_of_period = verdict([*figures]).value
    bounds = range_of(record["value"], record["qualifier"], rank=record["indicator"] in RANKS)
    return {key: record.get(key) for key in _FIELDS} | {
        "series": name,
        "low": _range_end(bounds.low),
        "high": _range_end(bounds.high),
        "target_year": _target_year(record),
        "gap": False,
        "trade_stat": record["id"],
        "figures": len(of_period),
        "verdict": verdict_of_period,
    }


def _range_end(value: float) -> float | None:
    """An end of the range that a figure allows, in the 15 digits that a float is exact to; None if it has no end."""
    return None if math.isinf(value) else json_number(float(f"{value:.15g}"))


def _target_year(record: Body) -> int | None:
    """The last year of a target that is for whole years. Another target has only the day on which it was stated."""
    return int(record["date_end"][:4]) if record["kind"] == StatKind.target and _is_of_years(record) else None


def _is_of_years(record: Body) -> bool:
    """Whether a figure is of whole years, however its date writes them."""
    return str(record["date_start"]).endswith("-01-01") and str(record["date_end"]).endswith("-12-31")


def _is_of_year(record: Body) -> bool:
    """Whether a figure is of one whole year."""
    return _is_of_years(record) and str(record["date_start"])[:4] == str(record["date_end"])[:4]


def _with_rivals(row: dict[str, Any], of_period: Sequence[Body]) -> Iterator[dict[str, Any]]:
    """A row, and those of the figures of its period that disagree with it; each value once."""
    comparison = next(record["comparison"] for record in of_period if record["id"] == row["trade_stat"])
    group = comparison["group"] if comparison and comparison["verdict"] == Verdict.disagree else None
    yield row | {"group": group, "rival": False}
    values = {(row["value"], row["qualifier"])}
    for record in of_period if row["verdict"] == Verdict.disagree else ():
        if (record["value"], record["qualifier"]) not in values:
            values.add((record["value"], record["qualifier"]))
            rival = _period_row(row["series"], [record])
            yield rival | {"figures": row["figures"], "verdict": row["verdict"], "group": group, "rival": True}


LONG_GAP = 10
"""Up to this many years in a row without a figure have a row each, for bar charts. More years share one row."""


def _gaps(name: str, members: Sequence[Body], first: dt.date | None, last: dt.date | None) -> Iterator[dict[str, Any]]:
    """The years from ``first`` to ``last`` without a figure, between years that have one."""
    years = {int(record["date_start"][:4]): record for record in members if _is_of_year(record)}
    for before, after in pairwise(sorted(years)):
        start = max(before + 1, first.year if first else before)
        end = min(after - 1, last.year if last else after)
        if start > end:
            continue
        gap_values = _shared_by_gaps(name, years[before])
        step = 1 if end - start < LONG_GAP else end - start + 1
        for year in range(start, end + 1, step):
            yield gap_values | _gap(year, year + step - 1)


def _gap(start: int, end: int) -> dict[str, Any]:
    """What the row of years without a figure has of its own."""
    return {
        "date": f"{start:04}" if start == end else f"{start:04}/{end:04}",
        "date_start": f"{start:04}-01-01",
        "date_end": f"{end:04}-12-31",
        "date_precision": Precision.year if start == end else Precision.range,
    }


_GAP_FIELDS = (
    "label", "unit", "kind", "indicator", "flow", "reporter", "partner", "product", "scope", "estimate", "valuation",
    "instrument", "dimensions",
)  # fmt: skip


def _shared_by_gaps(name: str, sample: Body) -> dict[str, Any]:
    """What the rows of consecutive years without a figure have in common with a figure of their series."""
    values = {field: sample[field] for field in _GAP_FIELDS}
    return {**dict.fromkeys(_FIELDS), **values, "series": name, "gap": True, "figures": 0, "sources": []}
