"""The tables of trade stats and of the groups of figures that report the same thing."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ColumnElement, Index, Select, and_, false, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.db.records import Evidence, Record, WithDate, date_group, one_of_enum, references, unit_check
from app.db.tables.mechanisms import InMechanism
from app.db.tables.meetings import InMeeting, Meeting
from app.db.tables.parties import Party
from app.domain.figure_vocabulary import Authority, Flow, Indicator, Qualifier, StatKind, Trend, Valuation
from app.domain.trade_figures import NETS
from app.domain.vocabulary import Verdict


class TradeStat(WithDate, InMechanism, InMeeting, Record):
    __tablename__ = "trade_stats"
    __table_args__ = (
        one_of_enum("indicator", Indicator),
        one_of_enum("flow", Flow),
        unit_check(),
        one_of_enum("qualifier", Qualifier),
        one_of_enum("kind", StatKind),
        one_of_enum("authority", Authority),
        one_of_enum("valuation", Valuation),
        one_of_enum("trend", Trend),
        CheckConstraint(f"value >= 0 OR indicator IN {tuple(sorted(map(str, NETS)))}", name="value"),
        CheckConstraint("(value IS NULL) = (unit IS NULL) AND (value IS NULL) = (qualifier IS NULL)", name="figure"),
        CheckConstraint("trend IS NULL OR value IS NULL", name="unmeasured"),
        CheckConstraint("reporter_id <> partner_id", name="pair"),
        *date_group(),
        Index(None, "value", "id"),
        Index(None, "indicator", "id"),
        Index(None, "reporter_id", "partner_id", "indicator"),
        Index(None, "agrees_with"),
    )
    kind = "trade-stat"

    indicator: Mapped[str]
    flow: Mapped[str | None]
    reporter_id: Mapped[str] = mapped_column(references("parties"))
    partner_id: Mapped[str | None] = mapped_column(references("parties"))
    product_name: Mapped[str | None]
    product_system: Mapped[str | None]
    product_edition: Mapped[str | None]
    product_code: Mapped[str | None]
    product_hs: Mapped[str | None]
    scope: Mapped[str | None]
    # Null where the document names something without a figure; then unit and qualifier are null too.
    value: Mapped[float | None]
    unit: Mapped[str | None]
    qualifier: Mapped[str | None]
    trend: Mapped[str | None]
    growth_percent: Mapped[float | None]
    kind_: Mapped[str] = mapped_column("kind")
    authority: Mapped[str]
    as_written: Mapped[str]
    attributed_to: Mapped[str | None]
    estimate: Mapped[bool] = mapped_column(default=False, server_default=false())
    valuation: Mapped[str | None]
    instrument: Mapped[str | None]
    # A JSON object of texts with sorted keys, so that equal ones are equal texts.
    dimensions: Mapped[str | None]

    # The group of figures that report the same thing; null where no other figure does.
    group_id: Mapped[str | None] = mapped_column(references("figure_groups"), index=True)
    preferred: Mapped[bool] = mapped_column(default=True)
    # The id of the preferred figure of its group and scope, if it is another one and both can be true.
    agrees_with: Mapped[str | None]

    reporter: Mapped[Party] = relationship(foreign_keys=[reporter_id], lazy="raise")
    partner: Mapped[Party | None] = relationship(foreign_keys=[partner_id], lazy="raise")
    meeting: Mapped[Meeting | None] = relationship(lazy="raise")
    group: Mapped["FigureGroup | None"] = relationship(lazy="raise", viewonly=True)


class FigureGroup(Record):
    """Figures that report the same thing, and the verdict of comparing them. Publishing derives it from trade stats."""

    __tablename__ = "figure_groups"
    __table_args__ = (
        one_of_enum("verdict", Verdict),
        one_of_enum("indicator", Indicator),
        Index(None, "indicator", "id"),
        Index(None, "first_day", "id"),
        Index(None, "last_day", "first_day"),
    )
    kind = "figure-group"
    citable = False

    indicator: Mapped[str]
    reporter_id: Mapped[str] = mapped_column(references("parties"), index=True)
    partner_id: Mapped[str] = mapped_column(references("parties"), index=True)
    first_day: Mapped[dt.date | None]
    last_day: Mapped[dt.date | None]
    verdict: Mapped[str]
    rule: Mapped[str | None]
    reasons: Mapped[list[str]] = mapped_column(JSON)

    reporter: Mapped[Party] = relationship(foreign_keys=[reporter_id], lazy="raise")
    partner: Mapped[Party] = relationship(foreign_keys=[partner_id], lazy="raise")
    figures: Mapped[list[TradeStat]] = relationship(
        foreign_keys=TradeStat.group_id, order_by=TradeStat.id, lazy="raise", viewonly=True
    )

    @classmethod
    def supported_ids(cls, evidence: type[Evidence]) -> Select[Any] | None:
        member = and_(evidence.record_kind == TradeStat.kind, evidence.record_id == TradeStat.id)
        return select(TradeStat.group_id).join(evidence, member).where(TradeStat.group_id.is_not(None))

    @classmethod
    def has_evidence(cls, evidence: type[Evidence]) -> ColumnElement[bool]:
        # By ids and not by EXISTS, for which SQLite would scan all evidence.
        members = select(TradeStat.id).where(TradeStat.group_id == cls.id).correlate(cls)
        return and_(evidence.record_kind == TradeStat.kind, evidence.record_id.in_(members))
