"""Trade stats: one reported figure on exchange between two countries, as one document reports it."""

import json
from typing import Annotated, Any

from pydantic import Field

from app.api.formats import jsonld
from app.db.snapshot import Snapshot
from app.db.tables import Mechanism, Meeting, TradeStat
from app.domain.figure_vocabulary import Authority, Flow, Indicator, Measure, Qualifier, StatKind, Trend, Unit
from app.domain.hedges import range_of
from app.domain.json_text import json_text
from app.domain.model import Model
from app.domain.preference import PreferenceRule
from app.domain.titles import label_of_figure, title_of_figure
from app.domain.trade_figures import RANKS, STOCKS
from app.domain.vocabulary import Verdict
from app.errors import invalid_parameter
from app.query.facets import GroupBy, SumOf, by_links, group_by_field
from app.query.list_parameters import DatedQuery
from app.query.parameter_types import Maybe
from app.query.sorting import OrderBy, sort_field
from app.resource import Body, Card, Include, ListPage, Number, RecordOut, RecordPage, Resource
from app.resources import trade_series
from app.resources.refs import (
    DatePrecision,
    Dimensions,
    EarliestDay,
    Estimate,
    EventDate,
    GoodsValuation,
    Instrument,
    LatestDay,
    MechanismRef,
    ProductOut,
    TitleRef,
    TraderRef,
    distinctions,
    mechanism_ref,
    party_ref,
    product_of,
    title_ref,
)
from app.resources.trade_filters import Figures, TradeStatFilters


class ComparisonOut(Model):
    """The comparison of a figure with others for the same subject, by the rules of `/methodology`."""

    group: str = Field(
        description="The group of figures, under `/trade-conflicts`.", examples=["trade-turnover-kz-tr-2024"]
    )
    verdict: Verdict = Field(description="Whether the group's figures can all be true.", examples=["disagree"])
    preferred: bool = Field(description="Whether it is the figure that `figures=preferred` leaves.", examples=[True])
    rule: PreferenceRule = Field(description="The rule that decided which figure is preferred.", examples=["authority"])


class TradeStatOut(RecordOut):
    """A reported figure: what it measures, for which period, how it is qualified, and who reports it."""

    includes = RecordOut.includes | {
        "mechanism": Include("mechanism", Mechanism),
        "meeting": Include("meeting", Meeting),
    }

    indicator: Indicator = Field(
        description="What is measured. A `…-rank` is the rank of the partner among the partners of the reporter (1 is "
        "first). `production-rank` and `export-rank` are ranks of the reporter among all countries, within `scope`. "
        "`presidential-meetings` counts meetings of the two presidents, and `presidential-visits` visits of "
        "the reporter's presidents to the partner.",
        examples=["trade"],
    )
    flow: Flow | None = Field(description="Direction, as the reporter sees it.", examples=["turnover"])
    reporter: TraderRef = Field(description="The reporting country. Flows are seen from its side.")
    partner: TraderRef | None = Field(
        description="The other country. Only a `production-rank` or `export-rank` may have none."
    )
    product: ProductOut | None = Field(description="The product; null for all goods.")
    scope: str | None = Field(
        description="The part of the whole that the figure covers; null if it covers all.",
        examples=["non-energy sectors"],
    )
    date: EventDate
    date_start: EarliestDay
    date_end: LatestDay
    date_precision: DatePrecision
    value: Number | None = Field(
        description="The figure, in ones (not thousands); null if the document names something without a figure.",
        examples=[8950000000],
    )
    unit: Unit | None = Field(
        description="A currency (ISO 4217), `count`, `rank` or `days`; null without a figure.", examples=["USD"]
    )
    qualifier: Qualifier | None = Field(
        description="How the source qualifies the figure. For a rank, `under` N means among the first N. Null without "
        "a figure.",
        examples=["exact"],
    )
    trend: Trend | None = Field(
        description="Whether it rises, falls or stays steady, if a document says so without a figure.",
        examples=["rising"],
    )
    growth_percent: Number | None = Field(description="Change since the previous period, as reported.", examples=[54])
    kind: StatKind = Field(description="`actual`, or `target` for an aim.", examples=["actual"])
    authority: Authority = Field(
        description="Who states the figure: `statistics` (a ministry or statistical office), `statement` (an "
        "official), `expert`, or `press` (the document itself, or another medium).",
        examples=["statistics"],
    )
    as_written: str = Field(description="The figure as the document puts it.", examples=["$8.95 billion"])
    attributed_to: str | None = Field(
        description="Whom the document names as the source of the figure; null if it names nobody.",
        examples=["Ministry of Trade and Integration of Kazakhstan"],
    )
    estimate: Estimate
    valuation: GoodsValuation
    instrument: Instrument
    dimensions: Dimensions
    meeting: TitleRef | None = Field(description="The meeting that the document reports with it.")
    mechanism: MechanismRef | None = Field(description="The mechanism that the document reports with it.")
    comparison: ComparisonOut | None = Field(
        description="Its comparison with other figures for the same subject; null if there are none."
    )


SUBJECT = {
    "indicator": TradeStat.indicator, "kind": TradeStat.kind_, "flow": TradeStat.flow,
    "reporter": TradeStat.reporter_id, "partner": TradeStat.partner_id, "product": TradeStat.product_name,
    "scope": TradeStat.scope,
}  # fmt: skip
"""What a figure measures. To add figures that differ in it means nothing."""


class TradeStatQuery(TradeStatFilters, DatedQuery[TradeStatOut]):
    group_by: Annotated[
        Maybe[str],
        GroupBy(
            "mechanism country indicator flow kind unit trend reporter partner product",
            country=by_links("party", (TradeStat.id, TradeStat.reporter_id), (TradeStat.id, TradeStat.partner_id)),
        ),
    ] = group_by_field("indicator", "flow")
    sum: Annotated[
        Maybe[str],
        SumOf(
            TradeStat.unit,
            (Measure.rank,),
            SUBJECT,
            (TradeStat.date_start, TradeStat.date_end),
            TradeStat.indicator.in_(sorted(STOCKS)),
            value=TradeStat.value,
        ),
    ] = Field(
        None,
        description="With `group_by`, adds up the figures of each group, which must have the same unit. Ranks have no "
        "sum. `mixed` names what else differs in a group, such as `flow`: exports and turnover have no common sum. "
        "It names `date` where one period is added twice, as a year and its first months are, or the same figure from "
        "two documents without `figures=preferred`; and where counts of what there was on several days are added.",
        examples=["value"],
    )
    sort: Annotated[
        str,
        OrderBy(date=TradeStat.date_start, value=TradeStat.value, indicator=TradeStat.indicator, id=TradeStat.id),
    ] = sort_field("-date", "-value")

    def check(self) -> None:
        super().check()
        if self.sum and not self.group_by:
            raise invalid_parameter("sum", self.sum, "it adds up groups: it needs group_by")

    def complete(self, snapshot: Snapshot, bodies: dict[str, str]) -> dict[str, str]:
        if self.figures is Figures.all:
            return bodies
        records = self.add_sources(snapshot, {record_id: json.loads(body) for record_id, body in bodies.items()})
        return {record_id: json_text(record) for record_id, record in records.items()}


def render(stat: TradeStat, _context: None) -> dict[str, Any]:
    return {
        "reporter": party_ref(stat.reporter),
        "partner": party_ref(stat.partner) if stat.partner else None,
        "product": product_of(stat),
        "kind": stat.kind_,
        **distinctions(stat),
        "meeting": title_ref(stat.meeting),
        "mechanism": mechanism_ref(stat.mechanism),
        "comparison": stat.group
        and {
            "group": stat.group.id,
            "verdict": stat.group.verdict,
            "preferred": stat.preferred,
            "rule": stat.group.rule,
        },
    }


def linked_data(record: Body, base: str) -> dict[str, Any]:
    value, qualifier = record["value"], record["qualifier"]
    bounds = None if value is None else range_of(value, qualifier, rank=record["indicator"] in RANKS)
    # Only what is stated: the limits of "about 100" are ours, those of "over 100" and "nearly 100" are that number.
    minimum = value if bounds and bounds.low == value < bounds.high else None
    maximum = value if bounds and bounds.high == value > bounds.low else None
    description = "Named without a figure" if bounds is None else f"One reported figure ({record['kind']}, {qualifier})"
    attribution = f", attributed to {record['attributed_to']}" if record["attributed_to"] else ""
    return {
        "@type": "Dataset",
        "description": f"{description}: “{record['as_written']}”{attribution}.",
        "temporalCoverage": record["date"],
        "spatialCoverage": [jsonld.as_place(record[side], base) for side in ("reporter", "partner") if record[side]],
        "variableMeasured": jsonld.without_empty(
            {
                "@type": "PropertyValue",
                "name": record["indicator"],
                "value": value if minimum is None and maximum is None else None,
                "minValue": minimum,
                "maxValue": maximum,
                "unitText": record["unit"],
            }
        ),
    }


resource = Resource(
    path="/trade-stats",
    example="trade-2024-musabekova",
    tag_description="Reported figures on trade, investment, companies and people, and targets.",
    list_description="List reported figures, the newest period first. "
    "Figures that disagree are all listed, each with its source.",
    item_description="One reported figure.",
    model=TradeStat,
    out=TradeStatOut,
    query=TradeStatQuery,
    render=render,
    title=title_of_figure,
    label=label_of_figure,
    linked_data=linked_data,
    list_page=ListPage(
        view=("/explore/trade", "Show them as charts"),
        facets=("indicator", "kind", "year", "flow", "country", "product", "trend", "unit"),
    ),
    card=Card(("date", "kind"), "as_written", ("attributed_to", "mechanism")),
    page=RecordPage("Figure"),
    routers=[trade_series.router],
)
