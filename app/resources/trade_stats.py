"""Trade stats: one reported figure on exchange between two countries, as one document reports it."""

from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field
from sqlalchemy import true
from sqlalchemy.orm import joinedload

from app.models import TradeStat
from app.pages import ItemQuery, Page, item, page
from app.publish import RecordOut, Resource
from app.query import Between, Choice, DatedQuery, Maybe, One, OrderBy, Spellings, Where, each_of, either, one_of
from app.resources.refs import (
    ITEM_RESPONSES,
    LIST_RESPONSES,
    CountryRef,
    DatePrecision,
    EarliestDay,
    EventDate,
    LatestDay,
    MechanismRef,
    RecordId,
    TitleRef,
    country_ref,
    dates_of,
    mechanism_ref,
    title_ref,
)
from app.vocabulary import Authority, Flow, Indicator, Qualifier, StatKind, Unit, Verdict

router = APIRouter(prefix="/trade-stats", tags=["trade stats"])


class ProductOut(BaseModel):
    """A product."""

    name: str = Field(description="Name.", examples=["Crude oil"])
    hs: str | None = Field(
        description="Heading of the Harmonized System; null where it is not certain.", examples=["2709"]
    )


class ComparisonOut(BaseModel):
    """The figure among those for the same thing; `/methodology` has the rules."""

    group: str = Field(
        description="The group of figures, under `/trade-stats/conflicts`.", examples=["trade-turnover-kz-tr-2024"]
    )
    verdict: Verdict = Field(description="Whether the group's figures can all be true.", examples=["disagree"])
    preferred: bool = Field(description="Whether it is the one that `figures=preferred` picks.", examples=[True])
    rule: str = Field(description="The rule that picked that one.", examples=["authority"])


class TradeStatOut(RecordOut):
    """A figure, with what it measures, of when, how the source hedges it and who said it."""

    indicator: Indicator = Field(
        description="What is measured. A `…-rank` is a place among countries (1 is first): the partner's among the "
        "reporter's. `presidential-meetings` and `presidential-visits` count meetings of the two presidents and "
        "visits of the reporter's presidents to the partner.",
        examples=["trade"],
    )
    flow: Flow | None = Field(description="Direction, from the reporter's side.", examples=["turnover"])
    reporter: CountryRef = Field(description="The country whose figure it is.")
    partner: CountryRef = Field(description="The other country.")
    product: ProductOut | None = Field(description="The product; null for all goods.")
    scope: str | None = Field(
        description="What part of the whole the figure covers, where the source limits it.",
        examples=["non-energy sectors"],
    )
    date: EventDate
    date_start: EarliestDay
    date_end: LatestDay
    date_precision: DatePrecision
    value: float = Field(description="The figure in units of one (not thousands).", examples=[8950000000])
    unit: Unit = Field(description="ISO 4217 currency, `count` of things, or `rank`.", examples=["USD"])
    qualifier: Qualifier = Field(
        description="How the source hedges the figure. Of a rank, `under` is among the first N.",
        examples=["exact"],
    )
    growth_percent: float | None = Field(description="Change against the period before, as reported.", examples=[54])
    kind: StatKind = Field(description="`target` for a figure aimed at.", examples=["actual"])
    authority: Authority = Field(
        description="Who speaks for the figure: `statistics` (a ministry or statistical office), `statement` (an "
        "official), `expert`, or `press` (the document itself, or another medium).",
        examples=["statistics"],
    )
    as_written: str = Field(description="The figure as the document puts it.", examples=["$8.95 billion"])
    attributed_to: str | None = Field(
        description="Who the document says it from; null where it speaks for itself.",
        examples=["Ministry of Trade and Integration of Kazakhstan"],
    )
    meeting: TitleRef | None = Field(description="The meeting whose coverage reports it.")
    mechanism: MechanismRef | None = Field(description="The mechanism whose coverage reports it.")
    comparison: ComparisonOut | None = Field(
        description="What comparing it with other figures for the same thing comes to; null where there is none."
    )


class Figures(StrEnum):
    all = "all"
    preferred = "preferred"


COUNTRY = either(one_of(TradeStat.reporter_id, "country"), one_of(TradeStat.partner_id, "country"))


class TradeStatQuery(DatedQuery):
    mechanism: Annotated[Maybe[Spellings], one_of(TradeStat.mechanism_id, "mechanism")] = Field(
        None,
        description="Reported with the mechanism's meetings: id, acronym, name or alias; repeat for any of several.",
        examples=[["JSPG"]],
    )
    country: Annotated[Maybe[Spellings], COUNTRY] = Field(
        None, description="Is the reporter or the partner; repeat for any of several.", examples=[["KZ"]]
    )
    between: Annotated[Maybe[Between], each_of(COUNTRY)] = Field(
        None, description="Two countries, comma-separated: the pair, either way round.", examples=[["KZ,TR"]]
    )
    indicator: Annotated[Maybe[Choice[Indicator]], one_of(TradeStat.indicator)] = Field(
        None, description="What is measured; repeat for any of several.", examples=[["trade"]]
    )
    flow: Annotated[Maybe[Choice[Flow]], one_of(TradeStat.flow)] = Field(
        None, description="Direction, from the reporter's side; repeat for any.", examples=[["export"]]
    )
    reporter: Annotated[Maybe[Spellings], one_of(TradeStat.reporter_id, "country")] = Field(
        None, description="The country whose figure it is; repeat for any of several.", examples=[["KZ"]]
    )
    partner: Annotated[Maybe[Spellings], one_of(TradeStat.partner_id, "country")] = Field(
        None, description="The other country; repeat for any of several.", examples=[["TR"]]
    )
    kind: Annotated[Maybe[Choice[StatKind]], one_of(TradeStat.kind_)] = Field(
        None, description="Actual figures or targets.", examples=[["target"]]
    )
    unit: Annotated[Maybe[Choice[Unit]], one_of(TradeStat.unit)] = Field(
        None, description="Unit; repeat for any of several.", examples=[["USD"]]
    )
    qualifier: Annotated[Maybe[Choice[Qualifier]], one_of(TradeStat.qualifier)] = Field(
        None, description="How the source hedges the figure; repeat for any.", examples=[["exact"]]
    )
    figures: Annotated[
        One[Figures],
        Where(lambda _model, which: TradeStat.preferred.is_(True) if which is Figures.preferred else true()),
    ] = Field(
        Figures.all,
        description="`preferred` keeps one figure of each group for the same thing, by the rule of `/methodology`; "
        "`comparison` in the answer names the rule that decided.",
        examples=["preferred"],
    )
    sort: Annotated[
        str,
        OrderBy(date=TradeStat.date_start, value=TradeStat.value, indicator=TradeStat.indicator, id=TradeStat.id),
    ] = Field("-date", description="Order; a leading minus sorts descending.", examples=["-value"])


def render(stat: TradeStat, _prepared: None) -> dict[str, Any]:
    return {
        "indicator": stat.indicator,
        "flow": stat.flow,
        "reporter": country_ref(stat.reporter),
        "partner": country_ref(stat.partner),
        "product": {"name": stat.product_name, "hs": stat.product_hs} if stat.product_name else None,
        "scope": stat.scope,
        **dates_of(stat),
        "value": stat.value,
        "unit": stat.unit,
        "qualifier": stat.qualifier,
        "growth_percent": stat.growth_percent,
        "kind": stat.kind_,
        "authority": stat.authority,
        "as_written": stat.as_written,
        "attributed_to": stat.attributed_to,
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


resource = Resource(
    path="/trade-stats",
    example="trade-2024-musabekova",
    model=TradeStat,
    out=TradeStatOut,
    render=render,
    options=[
        joinedload(TradeStat.reporter),
        joinedload(TradeStat.partner),
        joinedload(TradeStat.mechanism),
        joinedload(TradeStat.meeting),
        joinedload(TradeStat.group),
    ],
)


@router.get("", response_model=Page[TradeStatOut], responses=LIST_RESPONSES, operation_id="listTradeStats")
def list_trade_stats(query: Annotated[TradeStatQuery, Query()], request: Request) -> Response:
    """List reported figures, the newest period first. Figures that disagree all stand, each with its source."""
    return page(request, TradeStat, query)


@router.get("/{id}", response_model=TradeStatOut, responses=ITEM_RESPONSES, operation_id="getTradeStat")
def get_trade_stat(id: RecordId, query: Annotated[ItemQuery, Query()], request: Request) -> Response:
    """One reported figure."""
    return item(request, TradeStat, id, query)
