"""The list of figures for the same subject and time that differ."""

from collections.abc import Collection, Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import ColumnElement

from app.api.formats import jsonld
from app.db.engine import without_index
from app.db.tables import FigureGroup, Party, TradeStat
from app.domain.date_words import date_words
from app.domain.edtf import Precision
from app.domain.figure_vocabulary import Authority, Flow, Indicator, Qualifier, Unit
from app.domain.model import Model
from app.domain.preference import PreferenceRule
from app.domain.titles import label_of_figure
from app.domain.vocabulary import Verdict
from app.query.facets import GroupBy, by_links, group_by_field
from app.query.filters import by_owner, either, one_of, pair_of
from app.query.list_parameters import DatedQuery
from app.query.parameter_types import Between, Choice, ChoiceOfMany, Maybe, Spellings
from app.query.sorting import OrderBy, sort_field
from app.resource import Body, Number, RecordOut, Resource, page_path
from app.resources import meeting_conflicts
from app.resources.refs import (
    Dimensions,
    EarliestDay,
    Estimate,
    EventDate,
    GoodsValuation,
    Instrument,
    LatestDay,
    ProductOut,
    TraderRef,
    distinctions,
    party_ref,
    product_of,
)


class FigureOut(Model):
    """One of the compared figures. `url` leads to the full record with its sources."""

    id: str = Field(description="Id of the trade stat.", examples=["trade-2024-musabekova"])
    url: str = Field(description="Its path.", examples=["/trade-stats/trade-2024-musabekova"])
    value: Number = Field(description="The figure.", examples=[5000000000])
    qualifier: Qualifier = Field(description="How the source qualifies the figure.", examples=["exact"])
    as_written: str = Field(description="The figure as the document puts it.", examples=["reached $5 billion dollars"])
    flow: Flow | None = Field(description="Direction, as the reporter sees it.", examples=["turnover"])
    reporter: TraderRef = Field(description="The reporting country. Flows are seen from its side.")
    date: EventDate
    scope: str | None = Field(
        description="The part of the whole that it covers; null if it covers all.", examples=["non-energy sectors"]
    )
    authority: Authority = Field(description="Who states the figure.", examples=["expert"])
    attributed_to: str | None = Field(
        description="Whom the document names as the source of the figure.", examples=["Aliya Musabekova"]
    )
    preferred: bool = Field(
        description="Whether it is the preferred figure. If some cover a whole and others a part of it, each has one.",
        examples=[True],
    )


class SpreadOut(Model):
    """The range of the compared values."""

    low: Number = Field(description="The lowest value.", examples=[5000000000])
    high: Number = Field(description="The highest value.", examples=[5800000000])
    percent: Number | None = Field(
        description="The difference in percent of the lowest value. Null if only the lowest is 0.",
        examples=[16],
    )


class FigureGroupOut(RecordOut):
    """Figures for the same subject and time: the same indicator and pair of countries, in either direction."""

    indicator: Indicator = Field(description="What is measured.", examples=["trade"])
    countries: list[TraderRef] = Field(description="The two countries.")
    product: ProductOut | None = Field(description="The product; null for all goods.")
    unit: Unit = Field(description="Unit.", examples=["USD"])
    estimate: Estimate
    valuation: GoodsValuation
    instrument: Instrument
    dimensions: Dimensions
    date_start: EarliestDay
    date_end: LatestDay
    verdict: Verdict = Field(
        description="`disagree`: the figures cannot all be true, even with their qualifiers. `compatible`: they can. "
        "`same`: all are equal. `superseded`: a later target replaced an earlier one.",
        examples=["disagree"],
    )
    spread: SpreadOut = Field(description="How far apart the figures are.")
    reasons: list[str] = Field(
        description="The aspects besides the value in which they differ. These may explain the difference.",
        examples=[["qualifier: under, exact", "authority: press, expert"]],
    )
    preferred: str = Field(description="Id of the figure to prefer.", examples=["trade-2024-musabekova"])
    rule: PreferenceRule = Field(description="The rule that preferred it to the next one.", examples=["authority"])
    figures: list[FigureOut] = Field(description="The figures, the preferred one first.")


GROUP_COUNTRY = either(one_of(FigureGroup.reporter_id, "party"), one_of(FigureGroup.partner_id, "party"))


class FigureGroupQuery(DatedQuery[FigureGroupOut]):
    indicator: Annotated[Maybe[Choice[Indicator]], one_of(FigureGroup.indicator)] = Field(
        None, description="What is measured.", examples=[["investment-stock"]]
    )
    country: Annotated[Maybe[Spellings], GROUP_COUNTRY] = Field(
        None, description="One of the two countries.", examples=[["KZ"]]
    )
    between: Annotated[Maybe[Between], pair_of(FigureGroup.reporter_id, FigureGroup.partner_id, "party")] = Field(
        None, description="The two countries, separated by a comma.", examples=[["KZ,TR"]]
    )
    verdict: Annotated[Maybe[Choice[Verdict]], one_of(FigureGroup.verdict)] = Field(
        None,
        description="Result of the comparison. Repeat for any of several. Without this parameter, groups whose figures "
        "are all the same are left out.",
        examples=[["disagree"]],
    )
    precision: Annotated[
        Maybe[ChoiceOfMany[Precision]], by_owner(FigureGroup.id, TradeStat.group_id, TradeStat.date_precision)
    ] = Field(None, description="Some figure of the group has a period of this precision.", examples=[["year"]])
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            "country indicator verdict",
            country=by_links(
                "party", (FigureGroup.id, FigureGroup.reporter_id), (FigureGroup.id, FigureGroup.partner_id)
            ),
        ),
    ] = group_by_field("verdict")
    sort: Annotated[str, OrderBy(id=FigureGroup.id, date=FigureGroup.first_day, indicator=FigureGroup.indicator)] = (
        sort_field("-date", "id")
    )

    @classmethod
    def date_columns(cls, model: Any) -> tuple[Any, Any]:
        return model.first_day, model.last_day

    @classmethod
    def conditions(
        cls, model: Any, criteria: Mapping[str, Any], *, scan: bool = False
    ) -> Iterator[ColumnElement[bool]]:
        yield from super().conditions(model, criteria, scan=scan)
        if "verdict" not in criteria:
            yield without_index(model.verdict) != Verdict.same


def _figure(stat: TradeStat, parties: Mapping[str, Party]) -> dict[str, Any]:
    fields = (
        "id", "value", "qualifier", "as_written", "flow", "date", "scope", "authority", "attributed_to", "preferred",
    )  # fmt: skip
    return {
        **{name: getattr(stat, name) for name in fields},
        "url": f"/trade-stats/{stat.id}",
        "reporter": party_ref(parties[stat.reporter_id]),
    }


def spread(values: Collection[float]) -> dict[str, float | None]:
    """The lowest value, the highest, and the difference in percent, with enough decimals that it is not shown as 0."""
    low, high = min(values), max(values)
    if not low:
        return {"low": low, "high": high, "percent": None if high else 0}
    percent = (high - low) / abs(low) * 100
    return {"low": low, "high": high, "percent": round(percent, 1) or float(f"{percent:.1g}")}


def render(group: FigureGroup, _context: None) -> dict[str, Any]:
    members = sorted(group.figures, key=lambda stat: (not stat.preferred, stat.scope is not None, stat.id))
    pair = {country.id: country for country in (group.reporter, group.partner)}
    return {
        "countries": [party_ref(group.reporter), party_ref(group.partner)],
        "product": product_of(members[0]),
        "unit": members[0].unit,
        **distinctions(members[0]),
        "date_start": group.first_day,
        "date_end": group.last_day,
        "spread": spread([stat.value for stat in members if stat.value is not None]),
        "preferred": members[0].id,
        "figures": [_figure(stat, pair) for stat in members],
    }


def title(record: Body) -> str:
    return f"{_measure(record)}: figures compared"


def label(record: Body) -> str:
    """What the preferred figure measures, between which days."""
    start, end = (str(record[name] or "..") for name in ("date_start", "date_end"))
    if start.endswith("-01-01") and end.endswith("-12-31"):
        start, end = start[:4], end[:4]
    return _measure(record) + (f", {date_words(f'{start}/{end}')}" if (start, end) != ("..", "..") else "")


def _measure(record: Body) -> str:
    first, second = record["countries"]
    figure = {**record, **record["figures"][0]}
    figure["partner"] = second if figure["reporter"] == first else first
    return label_of_figure(figure)


def linked_data(record: Body, base: str) -> dict[str, Any]:
    figures = "; ".join(f"{figure['date'] or 'undated'}, “{figure['as_written']}”" for figure in record["figures"])
    return {
        "@type": "Dataset",
        "name": title(record),
        "description": f"Reported figures for the same subject ({record['verdict']}): {figures}.",
        "spatialCoverage": [jsonld.as_place(country, base) for country in record["countries"]],
        "variableMeasured": record["indicator"],
    }


resource = Resource(
    path="/trade-stats/conflicts",
    item_path="/trade-conflicts",
    example="trade-turnover-kz-tr-2024",
    noun="conflict",
    list_description="List differing figures for the same subject and time, side by side, with a verdict.",
    item_description="One group of figures.",
    model=FigureGroup,
    out=FigureGroupOut,
    query=FigureGroupQuery,
    render=render,
    title=title,
    label=label,
    page_address=lambda record: page_path(f"/trade-stats/{record['preferred']}"),
    linked_data=linked_data,
    routers=[meeting_conflicts.router],
)
