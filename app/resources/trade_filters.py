"""The filters of trade figures, which the list and the series share."""

import json
from collections.abc import Callable, Mapping
from enum import StrEnum
from itertools import chain
from typing import Annotated, Any

from pydantic import Field
from sqlalchemy import exists, or_, select, true
from sqlalchemy.orm import aliased

from app.db.records import Within
from app.db.snapshot import Snapshot
from app.db.tables import TradeStat
from app.domain.figure_vocabulary import Flow, Indicator, Qualifier, StatKind, Trend, Unit, Valuation
from app.domain.text import NO_VALUE
from app.errors import invalid_parameter
from app.query.filters import ColumnFilter, Condition, Filter, at_least, at_most, either, flag, one_of, pair_of
from app.query.list_parameters import DatedFilters
from app.query.parameter_types import Between, Choice, Maybe, NumberParameter, Single, Spellings, Truth
from app.resource import json_number


class Figures(StrEnum):
    all = "all"
    preferred = "preferred"


class FigurePresence(StrEnum):
    """Whether a record has a figure."""

    stated = "stated"

    @classmethod
    def hint_for(cls, word: str) -> tuple[str, list[str]] | None:
        """For a number, which parameters take it."""
        number = word.replace(".", "").isdecimal()
        return ("value_from and value_to take numbers", [cls.stated, NO_VALUE]) if number else None


HAS_VALUE = ColumnFilter(
    lambda _model, _values: TradeStat.value.is_not(None),
    absent=lambda _model, _scan: TradeStat.value.is_(None),
    selects=True,
)


class MergedFigure:
    """A figure with the sources of those that agree with it, as ``figures=preferred`` shows it."""

    @classmethod
    def sourced_by(cls, *criteria: Condition, scan: bool = False) -> Condition:
        """The condition for figures that a document of these criteria supports, or that agree with such a figure."""
        return cls._with_agreeing(lambda model: model.sourced_by(*criteria, scan=scan), scan=scan)

    @classmethod
    def published_within(cls, within: Within, *, scan: bool = False) -> Condition:
        """The condition for figures published within days, or that agree with a figure published then."""
        return cls._with_agreeing(lambda model: model.published_within(within, scan=scan), scan=scan)

    @staticmethod
    def _with_agreeing(condition_of: Callable[[Any], Condition], *, scan: bool) -> Condition:
        second_stat = aliased(TradeStat)
        if scan:
            rows = select(second_stat.id).where(second_stat.agrees_with == TradeStat.id, condition_of(second_stat))
            agrees: Condition = exists(rows.correlate(TradeStat))
        else:
            agrees = TradeStat.id.in_(
                select(second_stat.agrees_with).where(second_stat.agrees_with.is_not(None), condition_of(second_stat))
            )
        return or_(condition_of(TradeStat), agrees)


EITHER_COUNTRY = either(one_of(TradeStat.reporter_id, "party"), one_of(TradeStat.partner_id, "party"))


class TradeStatFilters(DatedFilters):
    """The filters of figures."""

    mechanism: Annotated[Maybe[Spellings], one_of(TradeStat.mechanism_id, "mechanism")] = Field(
        None, description="Reported with a meeting of this mechanism: id, acronym, name or alias.", examples=[["JSPG"]]
    )
    meeting: Annotated[Maybe[Spellings], one_of(TradeStat.meeting_id, "meeting")] = Field(
        None, description="Reported with this meeting, by its id.", examples=[["jspg-kz-tr-8"]]
    )
    country: Annotated[Maybe[Spellings], EITHER_COUNTRY] = Field(
        None, description="This country is the reporter or the partner.", examples=[["KZ"]]
    )
    between: Annotated[Maybe[Between], pair_of(TradeStat.reporter_id, TradeStat.partner_id, "party")] = Field(
        None,
        description="Two countries, separated by a comma, as reporter and partner in either order.",
        examples=[["KZ,TR"]],
    )
    indicator: Annotated[Maybe[Choice[Indicator]], one_of(TradeStat.indicator)] = Field(
        None, description="What is measured.", examples=[["trade"]]
    )
    flow: Annotated[Maybe[Choice[Flow | None]], one_of(TradeStat.flow)] = Field(
        None, description="Direction, as the reporter sees it.", examples=[["export"]]
    )
    reporter: Annotated[Maybe[Spellings], one_of(TradeStat.reporter_id, "party")] = Field(
        None, description="The reporting country. Flows are seen from its side.", examples=[["KZ"]]
    )
    partner: Annotated[Maybe[Spellings], one_of(TradeStat.partner_id, "party")] = Field(
        None, description="The other country.", examples=[["TR"]]
    )
    product: Annotated[Maybe[Spellings], one_of(TradeStat.product_name, "product")] = Field(
        None,
        description="The product, by its name; `none` is all goods. Repeat for any of several.",
        examples=[["Copper"]],
    )
    kind: Annotated[Maybe[Choice[StatKind]], one_of(TradeStat.kind_)] = Field(
        None, description="Actual figures or targets.", examples=[["target"]]
    )
    unit: Annotated[Maybe[Choice[Unit | None]], one_of(TradeStat.unit)] = Field(
        None, description="Unit.", examples=[["USD"]]
    )
    value: Annotated[Maybe[Choice[FigurePresence | None]], HAS_VALUE] = Field(
        None,
        description="`none` finds what a document names without a figure: goods that are traded, sectors, ranks in "
        "words, trends.",
        examples=[["none"]],
    )
    trend: Annotated[Maybe[Choice[Trend | None]], one_of(TradeStat.trend)] = Field(
        None, description="Rises, falls or stays steady, as a document says without a figure.", examples=[["rising"]]
    )
    qualifier: Annotated[Maybe[Choice[Qualifier | None]], one_of(TradeStat.qualifier)] = Field(
        None, description="How the source qualifies the figure: about, nearly, over and so on.", examples=[["exact"]]
    )
    valuation: Annotated[Maybe[Choice[Valuation | None]], one_of(TradeStat.valuation)] = Field(
        None, description="How goods are valued. Repeat for either.", examples=[["cif"]]
    )
    estimate: Annotated[Maybe[Single[Truth]], flag(TradeStat.estimate)] = Field(
        None, description="Whether the source gives it as an estimate.", examples=["false"]
    )
    value_from: Annotated[Maybe[NumberParameter], at_least(TradeStat.value)] = Field(
        None, description="The figure is at least this, in ones (not thousands).", examples=[1000000000]
    )
    value_to: Annotated[Maybe[NumberParameter], at_most(TradeStat.value)] = Field(
        None, description="The figure is at most this, in ones (not thousands).", examples=[5e9]
    )
    figures: Annotated[
        Single[Figures],
        Filter(lambda _model, figures: TradeStat.preferred.is_(True) if figures is Figures.preferred else true()),
    ] = Field(
        Figures.all,
        description="`preferred` leaves one figure for each subject and period, by the rules of `/methodology`. Its "
        "`comparison` names the rule that decided, and its `sources` are those of all figures of the group that "
        "agree with it; the filters `document`, `published_from` and `published_to` find it by any of these. All other "
        "filters test the preferred figure itself.",
        examples=["preferred"],
    )

    def check(self) -> None:
        super().check()
        if self.value_from is not None and self.value_to is not None and self.value_from > self.value_to:
            message = f"it is less than value_from, {json_number(self.value_from)}: no figure is in both"
            raise invalid_parameter("value_to", f"{json_number(self.value_to)}", message)

    @classmethod
    def source_class(cls, model: Any, criteria: Mapping[str, Any]) -> Any:
        return MergedFigure if criteria.get("figures") is Figures.preferred else model

    def add_sources(self, snapshot: Snapshot, records: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
        """Records by id. With ``figures=preferred`` each also has the sources of the figures that agree with it."""
        compared_ids = [record_id for record_id, record in records.items() if record["comparison"]]
        if self.figures is Figures.all or not compared_ids:
            return records
        query = select(TradeStat.agrees_with, TradeStat.body).where(TradeStat.agrees_with.in_(compared_ids))
        for record_id, body in snapshot.execute(query.order_by(TradeStat.id)):
            record = records[record_id]
            record["sources"] = merge_sources(record["sources"], json.loads(str(body))["sources"])
        return records


def merge_sources(*lists: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The sources of several records, each document once, the newest first."""
    by_document: dict[str, dict[str, Any]] = {}
    for source in chain(*lists):
        entry = by_document.setdefault(source["document"], source | {"paragraphs": [], "rows": []})
        if entry["part"] != source["part"]:
            entry["part"] = None
        for places in ("paragraphs", "rows"):
            entry[places] = sorted({*entry[places], *source[places]})
    return sorted(by_document.values(), key=lambda source: source["published"] or "", reverse=True)
