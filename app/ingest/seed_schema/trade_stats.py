"""The seed model of trade stats."""

import re
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, field_validator, model_validator

from app.domain.trade_figures import HS, NETS
from app.domain.vocabulary import Authority, Flow, Indicator, Qualifier, StatKind, Unit, Valuation
from app.ingest.seed_fields import (
    Decimal,
    Edtf,
    Excerpt,
    FieldName,
    Flag,
    MechanismId,
    MeetingId,
    PartyId,
    Text,
    matching,
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
    hs: Annotated[str, matching(HEADING, "a code of the HS: two, four or six digits")] | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, values: Any) -> Any:
        if not isinstance(values, dict):
            return values
        heading = values.get("hs")
        if isinstance(heading, str) and re.fullmatch(HEADING, heading) and not values.get("code"):
            return {"system": HS, "code": heading, **values}
        return {**values, "hs": values.get("code")} if values.get("system") == HS else values

    @model_validator(mode="after")
    def _coded(self) -> "ProductSeed":
        if (self.system is None) != (self.code is None) or (self.edition and not self.code):
            raise ValueError("a code needs its system, and an edition a code")
        if self.hs and (self.system, self.code) != (HS, self.hs):
            raise ValueError("hs is the code of the system HS")
        return self


class TradeStatSeed(SeedRecord):
    kind = "trade-stat"
    file = "trade_stats.yaml"
    cited_fields = ("date", "value", "qualifier", "reporter", "partner", "product", "scope", "growth_percent",
                    "attributed_to", "valuation", "instrument", "dimensions")  # fmt: skip

    indicator: Indicator
    flow: Flow | None = None
    reporter: PartyId
    partner: PartyId
    product: ProductSeed | None = None
    scope: Text | None = None
    date: Edtf | None = None
    value: Decimal
    unit: Unit
    qualifier: Qualifier
    growth_percent: Decimal | None = None
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
    def _net(cls, value: float, info: ValidationInfo) -> float:
        indicator = info.data.get("indicator")
        if value < 0 and indicator and indicator not in NETS:
            raise ValueError(f"a value below 0 is a net, which {indicator} is not")
        return value

    @model_validator(mode="after")
    def _pair(self) -> "TradeStatSeed":
        if self.reporter == self.partner:
            raise ValueError("reporter and partner are the same country")
        if (self.kind_ is StatKind.target) != (self.indicator is Indicator.trade_target):
            raise ValueError("a trade-target is of kind target, and only that is")
        return self
