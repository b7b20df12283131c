"""The seed model of trade stats."""

import re
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, field_validator, model_validator

from app.domain.figure_vocabulary import Authority, Flow, Indicator, Qualifier, StatKind, Trend, Unit, Valuation
from app.domain.trade_figures import HS, NETS, OWN_RANKS
from app.ingest.seed_fields import (
    Edtf,
    ExactNumber,
    Excerpt,
    FieldName,
    Flag,
    MechanismId,
    MeetingId,
    OptionalPartyId,
    PartyId,
    Text,
    form_validator,
)
from app.ingest.seed_schema.record import SeedModel, SeedRecord

HEADING = "([0-9]{2}){1,3}"
"""A code of the HS: chapter, heading or subheading."""


class ProductSeed(SeedModel):
    """A product: its code in a classification, where the source has one. ``hs`` is short for a code of the HS."""

    name: Text
    system: Text | None = None
    edition: Text | None = None
    code: Text | None = None
    hs: Annotated[str, form_validator(HEADING, "a code of the HS: two, four or six digits")] | None = None

    @model_validator(mode="before")
    @classmethod
    def _expand_short_form(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        heading = values.get("hs")
        if isinstance(heading, str) and re.fullmatch(HEADING, heading) and not values.get("code"):
            return {"system": HS, "code": heading, **values}
        return {**values, "hs": values.get("code")} if values.get("system") == HS else values

    @model_validator(mode="after")
    def _check_code(self) -> "ProductSeed":
        if (self.system is None) != (self.code is None) or (self.edition and not self.code):
            raise ValueError("a code needs its system, and an edition a code")
        if self.hs and (self.system, self.code) != (HS, self.hs):
            raise ValueError("hs is the code of the system HS")
        return self


class TradeStatSeed(SeedRecord):
    """A figure; or, without ``value``, ``unit`` and ``qualifier``, what a document names without a figure: a product, a
    sector, a rank in words, or a ``trend``."""

    kind = "trade-stat"
    file = "trade_stats.yaml"
    cited_fields = ("date", "value", "qualifier", "reporter", "partner", "product", "scope", "growth_percent",
                    "attributed_to", "valuation", "instrument", "dimensions", "trend")  # fmt: skip

    indicator: Indicator
    flow: Flow | None = None
    reporter: PartyId
    partner: OptionalPartyId = None
    product: ProductSeed | None = None
    scope: Text | None = None
    date: Edtf | None = None
    value: ExactNumber | None = None
    unit: Unit | None = None
    qualifier: Qualifier | None = None
    trend: Trend | None = None
    growth_percent: ExactNumber | None = None
    kind_: StatKind = Field(StatKind.actual, alias="kind")
    authority: Authority
    as_written: Excerpt
    attributed_to: Text | None = None
    estimate: Flag = False
    valuation: Valuation | None = None
    instrument: Text | None = None
    dimensions: dict[FieldName, Text] | None = Field(None, min_length=1, max_length=20)
    meeting: MeetingId = None
    mechanism: MechanismId = None

    @field_validator("value")
    @classmethod
    def _check_sign(cls, value: float | None, info: ValidationInfo) -> float | None:
        indicator = info.data.get("indicator")
        if value is not None and value < 0 and indicator and indicator not in NETS:
            raise ValueError(f"a value below 0 is a net, which {indicator} is not")
        return value

    @model_validator(mode="after")
    def _check_figure(self) -> "TradeStatSeed":
        if self.partner is None and self.indicator not in OWN_RANKS:
            raise ValueError(
                f"a {self.indicator} needs a partner; only {' and '.join(sorted(OWN_RANKS))} may have none"
            )
        if len({part is None for part in (self.value, self.unit, self.qualifier)}) > 1:
            raise ValueError("write value, unit and qualifier for a figure, and none of them without one")
        if self.trend and self.value is not None:
            raise ValueError("a trend is what a text says without a figure: leave out `trend` or `value`")
        if self.reporter == self.partner:
            raise ValueError("reporter and partner are the same country")
        if self.kind_ is StatKind.target and self.indicator is not Indicator.trade_target:
            raise ValueError(
                f"only a trade-target is of kind target: record promised {self.indicator} as a commitment, "
                "and leave out `kind` of a figure that was reached"
            )
        if self.indicator is Indicator.trade_target and self.kind_ is not StatKind.target:
            raise ValueError("a trade-target is of kind target: write `kind: target`")
        return self
