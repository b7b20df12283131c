"""The seed model of trade stats."""

from pydantic import Field, model_validator

from app.domain.vocabulary import Authority, Flow, Indicator, Qualifier, StatKind, Unit
from app.ingest.seed_fields import Decimal, Edtf, Excerpt, MechanismId, MeetingId, PartyId, Text
from app.ingest.seed_schema.record import SeedModel, SeedRecord


class ProductSeed(SeedModel):
    name: Text
    hs: str | None = Field(None, pattern=r"^[0-9]{4}([0-9]{2})?$")


class TradeStatSeed(SeedRecord):
    kind = "trade-stat"
    file = "trade_stats.yaml"
    cited_fields = ("date", "value", "qualifier", "reporter", "partner", "product", "scope", "growth_percent",
                    "attributed_to")  # fmt: skip

    indicator: Indicator
    flow: Flow | None = None
    reporter: PartyId
    partner: PartyId
    product: ProductSeed | None = None
    scope: Text | None = None
    date: Edtf | None = None
    value: Decimal = Field(ge=0)
    unit: Unit
    qualifier: Qualifier
    growth_percent: Decimal | None = None
    kind_: StatKind = Field(StatKind.actual, alias="kind")
    authority: Authority
    as_written: Excerpt
    attributed_to: Text | None = None
    meeting: MeetingId = None
    mechanism: MechanismId = None

    @model_validator(mode="after")
    def _pair(self) -> "TradeStatSeed":
        if self.reporter == self.partner:
            raise ValueError("reporter and partner are the same country")
        if (self.kind_ is StatKind.target) != (self.indicator is Indicator.trade_target):
            raise ValueError("a trade-target is of kind target, and only that is")
        return self
