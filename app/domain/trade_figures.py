"""Figures for the same thing: whether they agree, given how each is hedged, and which one to prefer.

The rules are the product's, and ``/methodology`` tells them to readers; change both together.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import chain, combinations
from math import floor, inf, log10
from typing import Any

from app.domain.text import fold
from app.domain.vocabulary import Authority, Flow, Indicator, Qualifier, StatKind, Unit, Verdict

ABOUT = 5
"""Percent of a value that one ``about`` it may be off, either way; and that a rounded one may be."""

NEARLY = 10
"""Percent of a value that one ``nearly`` it may be below it."""

MONTH = dt.timedelta(days=31)

YEAR = dt.timedelta(days=365)

DAY = dt.timedelta(days=1)

TARGETS = {Indicator.trade_target}

RANKS = {Indicator.trade_rank, Indicator.investment_rank, Indicator.tourist_rank}

PROJECTS = {Indicator.joint_projects, Indicator.joint_project_value}

STOCKS = RANKS | PROJECTS | {Indicator.investment_stock, Indicator.companies, Indicator.students}

ONE_SIDED = {Qualifier.over, Qualifier.under, Qualifier.nearly}

AUTHORITIES = list(Authority)

MOST_PERIODS = 100
"""Different periods in a group, so that of many figures none takes longer than of few."""


@dataclass(frozen=True)
class Range:
    """The values that a hedged figure allows; an open end is not among them."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def below(self, other: "Range") -> bool:
        """Whether every value lies under every value of the other. A value that both ranges end at is in both, as
        numbers are rounded: "over 5" and "5" can both be true, "over 5" and "under 5" cannot."""
        return self.high < other.low or (self.high == other.low and self.high_open and other.low_open)

    def meets(self, other: "Range") -> bool:
        """Whether some value is in both."""
        return not self.below(other) and not other.below(self)


def allowed(value: float, qualifier: str, *, rank: bool = False) -> Range:
    """What a figure allows: ``exact`` one value, ``about`` a twentieth either way, ``nearly`` a tenth below it,
    ``over`` and ``under`` one side.

    A rank ``under`` N is "among the first N", which N itself is.
    """
    if qualifier == Qualifier.about:
        return Range(value * (100 - ABOUT) / 100, value * (100 + ABOUT) / 100)
    if qualifier == Qualifier.nearly:
        return Range(value * (100 - NEARLY) / 100, value, high_open=True)
    if qualifier == Qualifier.over:
        return Range(value, inf, low_open=True)
    if qualifier == Qualifier.under:
        return Range(1, value) if rank else Range(0, value, high_open=True)
    return Range(value, value)


def digits(value: float) -> int:
    """Significant digits: 3 of 8,950,000,000 and 4 of 3,538."""
    return len(f"{value:.15g}".replace(".", "").split("e")[0].strip("0")) or 1


def decimals(value: float) -> int:
    """Digits behind the point: 1 of 4.5 and 0 of 54."""
    return len(f"{value:.15g}".partition(".")[2])


def rounds_to(value: float, rounded: float) -> bool:
    """Whether ``rounded`` is ``value`` written with fewer digits, and still near it."""
    if not value or not rounded or digits(rounded) >= digits(value):
        return False
    step: float = 10.0 ** (floor(log10(abs(rounded))) + 1 - digits(rounded))
    return abs(value - rounded) <= min(step / 2, abs(value) * ABOUT / 100)


def rounding(a: float, b: float) -> bool:
    """Whether one of two numbers is the other with fewer digits."""
    return rounds_to(a, b) or rounds_to(b, a)


@dataclass(frozen=True)
class Figure:
    """What comparing needs of a trade stat, and what it came to when it last was. ``end`` is the last day of the
    period, or the day it was so."""

    id: str
    indicator: str
    flow: str | None
    reporter: str
    partner: str
    product: str | None
    scope: str | None
    date: str | None
    start: dt.date | None
    end: dt.date | None
    value: float
    unit: str
    qualifier: str
    authority: str
    published: dt.date | None = None
    kind: str = "actual"
    growth: float | None = None
    documents: frozenset[str] = frozenset()
    reporter_name: str = ""
    partner_name: str = ""
    product_name: str | None = None
    group_id: str | None = None
    preferred: bool = True

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> "Figure":
        """The figure that a published record shows."""
        start, end = (record[name] and dt.date.fromisoformat(record[name]) for name in ("date_start", "date_end"))
        product = record["product"] or {}
        same = ("id", "indicator", "flow", "scope", "date", "value", "unit", "qualifier", "authority", "kind")
        return cls(
            **{name: record[name] for name in same},
            reporter=record["reporter"]["code"],
            partner=record["partner"]["code"],
            product=product.get("hs") or product.get("name"),
            start=start,
            end=end,
            growth=record["growth_percent"],
        )

    @property
    def product_ref(self) -> dict[str, str | None] | None:
        """The product as records show it."""
        if self.product_name is None:
            return None
        return {"name": self.product_name, "hs": self.product if self.product != self.product_name else None}

    @property
    def range(self) -> Range:
        return allowed(self.value, self.qualifier, rank=self.indicator in RANKS)

    def thing(self) -> tuple[str, ...]:
        """What is measured, the same whichever country reports it."""
        pair = _sides(self.indicator, self.flow, self.reporter, self.partner)
        way = "" if self.flow in (None, Flow.turnover) else "towards"
        if self.indicator in RANKS:
            way = self.flow or ""
        # A project completed and one in the pipeline are different things, not a part and its whole.
        apart = self.scope if self.indicator in RANKS | PROJECTS else None
        return (self.indicator, *pair, way, fold(self.product or ""), self.unit, self.kind, fold(apart or ""))

    @cached_property
    def part(self) -> str:
        """What part of the whole it covers; empty of the whole."""
        return fold(self.scope or "")

    @property
    def period(self) -> tuple[dt.date, dt.date]:
        return self.start or dt.date.min, self.end or dt.date.max

    @property
    def stands(self) -> tuple[dt.date, dt.date]:
        """The days that comparing goes by: the period; of a state reached over more than a year, the last year."""
        start, end = self.period
        return (max(start, end - YEAR + DAY) if self.time is Time.state else start), end

    @cached_property
    def time(self) -> "Time":
        """What it takes for another figure to be of the same time."""
        if self.indicator in TARGETS:
            return Time.stated
        if self.start is None and self.end is None:
            return Time.unknown
        start, end = self.period
        lasting = self.indicator not in STOCKS or (self.indicator in RANKS and end - start >= MONTH)
        return Time.span if lasting else Time.state

    @property
    def series(self) -> frozenset[str]:
        """The documents whose figures of other periods are others of its series. A target has none, as its date is
        when it was stated, unless that is whole years: then these are what it is for."""
        start, end = self.period
        whole = self.start is not None and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
        return self.documents if whole or self.indicator not in TARGETS else frozenset()


class Time(StrEnum):
    """How two figures are of the same time: they share more than half of their days, or one day; each target stands
    until a later one is stated; and of those of no known time none can be told from another."""

    span = "span"
    state = "state"
    stated = "stated"
    unknown = "unknown"


def together(time: Time, starts: Iterable[dt.date], ends: Iterable[dt.date]) -> bool:
    """Whether figures that stand for these days are all of the same time."""
    starts, ends = list(starts), list(ends)
    shared = (min(ends) - max(starts)).days + 1
    if time is Time.span:
        return shared * 2 > (max(ends) - min(starts)).days + 1
    return time is not Time.state or shared > 0


def comparable(a: Figure, b: Figure) -> bool:
    """Whether two figures of one thing are of the same time, and of the same scope or one of the whole.

    Those of one document with different periods are a series, and each of them is of a time of its own.
    """
    if a.time is not b.time or (a.part and b.part and a.part != b.part):
        return False
    if a.period == b.period:
        return True
    starts, ends = zip(a.stands, b.stands, strict=True)
    return a.series.isdisjoint(b.series) and together(a.time, starts, ends)


def part_of(a: Figure, b: Figure) -> bool:
    """Whether the first figure covers only a part of what the second does: of its scope, its period, or both."""
    (a_start, a_end), (b_start, b_end) = a.period, b.period
    within = a.time is not Time.span or (b_start <= a_start and a_end <= b_end)
    less = a.part != b.part or (a.time is Time.span and a.period != b.period)
    return within and less and b.part in ("", a.part)


def agree(a: Figure, b: Figure) -> bool:
    """Whether two comparable figures can both be true. A part must not exceed its whole."""
    if a.indicator not in RANKS and not ONE_SIDED & {a.qualifier, b.qualifier} and rounding(a.value, b.value):
        return True
    if a.part == b.part and (a.period == b.period or a.time is not Time.span):
        return a.range.meets(b.range)
    if a.indicator in RANKS or not (part_of(a, b) or part_of(b, a)):
        return True
    part, whole = (a, b) if part_of(a, b) else (b, a)
    return not whole.range.below(part.range)


def series_id(figure: Figure) -> str:
    """A readable id for the series that a figure belongs to, the same whichever country reports it."""
    measured = figure.indicator, figure.flow, figure.reporter, figure.partner, figure.product, figure.scope
    return _series_id(*measured, figure.kind, figure.unit)


@lru_cache(20_000)
def _series_id(
    indicator: str,
    flow: str | None,
    reporter: str,
    partner: str,
    product: str | None,
    scope: str | None,
    kind: str,
    unit: str,
) -> str:
    first, second = _sides(indicator, flow, reporter, partner)
    # Named from one side, whoever reports it.
    turned = {Flow.outward.value: Flow.inward.value, Flow.import_.value: Flow.export.value}
    flow = flow if indicator in RANKS else turned.get(flow or "", flow)
    parts = [indicator, flow, first, second, product, scope]
    parts += ["target"] if kind == StatKind.target and indicator not in TARGETS else []
    parts += [unit] if unit not in (Unit.usd, Unit.count_, Unit.rank) else []
    return fold(" ".join(part for part in parts if part)).replace(" ", "-")


def _sides(indicator: str, flow: str | None, reporter: str, partner: str) -> tuple[str, str]:
    """The two countries in an order that is the same whichever of them reports: from one to the other, if a flow is.
    A rank is of the country among whose partners it counts."""
    if indicator in RANKS or flow in (Flow.export, Flow.outward):
        return reporter, partner
    if flow in (Flow.import_, Flow.inward):
        return partner, reporter
    return min(reporter, partner), max(reporter, partner)


PREFERENCE = (
    ("whole", "the whole before a part of it that exceeds it"),
    ("authority", "official statistics before officials' statements, those before experts, those before press"),
    ("later", "the later period, or day at which it was so, before the earlier"),
    ("exact", "an exact figure before a hedged one, and more digits before fewer"),
    ("narrower", "the narrower period before the wider"),
    ("published", "the later publication before the earlier"),
    ("id", "the id, so that there always is one"),
)


def standing(figure: Figure) -> tuple[Any, ...]:
    """Sorts figures so that the preferred one comes first, by the rules of ``PREFERENCE`` in their order."""
    start, end = figure.period
    return (
        bool(figure.part),
        AUTHORITIES.index(Authority(figure.authority)),
        -(figure.end or dt.date.min).toordinal(),
        (figure.qualifier != Qualifier.exact, -digits(figure.value)),
        (end - start).days,
        -(figure.published or dt.date.min).toordinal(),
        figure.id,
    )


def preferred(figures: Sequence[Figure]) -> tuple[Figure, str]:
    """The figure to prefer, and the rule that set it before the next one."""
    first, second = sorted(figures, key=standing)[:2]
    decided = (name for (name, _), x, y in zip(PREFERENCE, standing(first), standing(second), strict=True) if x != y)
    return first, next(decided)


def verdict(figures: Sequence[Figure]) -> Verdict:
    """A target is replaced by one of a later day; other figures that cannot all be true disagree."""
    periods: dict[Any, list[Figure]] = {}
    for figure in figures:
        periods.setdefault(figure.period, []).append(figure)
    told = {(figure.part, figure.value, figure.qualifier) for figure in figures}
    claims = [_claims(found) for found in periods.values()]
    at_once = any(not agree(a, b) for found in claims for a, b in combinations(found, 2))
    if at_once or not all(map(_grew_alike, periods.values())):
        return Verdict.disagree
    if len(told) == 1 and (len(periods) == 1 or figures[0].time is not Time.span):
        return Verdict.same
    if all(agree(a, b) for a, b in combinations(chain(*claims), 2)):
        return Verdict.compatible
    dated = all(figure.end for figure in figures)
    return Verdict.superseded if dated and figures[0].time is Time.stated else Verdict.disagree


def _claims(figures: Sequence[Figure]) -> list[Figure]:
    """Figures of one period that all agree with another if the rest do: of exact ones one a value, of hedged ones the
    lowest and the highest. Exact ones of as many digits follow each other, so that two that disagree are found soon."""
    found: dict[Any, Figure] = {}
    for figure in sorted(figures, key=lambda f: (digits(f.value), f.value, f.id)):
        if figure.qualifier == Qualifier.exact:
            found.setdefault((figure.part, figure.value), figure)
    for way in (min, max):
        for figure in figures:
            if figure.qualifier != Qualifier.exact:
                key = (figure.part, figure.qualifier, way)
                found[key] = way(found.get(key, figure), figure, key=lambda f: (f.value, f.id))
    return list(found.values())


def _grew_alike(figures: Sequence[Figure]) -> bool:
    """Whether the growth that figures of one period report can be the same, some of it rounded."""
    for part in {figure.part for figure in figures}:
        told = {figure.growth for figure in figures if figure.part == part and figure.growth is not None}
        for a, b in combinations(sorted(told, key=decimals), 2):  # the first has no more digits than the second
            if abs(a - b) > 10.0 ** -decimals(a) / 2:
                return False
    return True


def reasons(figures: Sequence[Figure]) -> list[str]:
    """In what the figures differ besides their value: why they may."""
    aspects = (
        ("period", [figure.date or "not stated" for figure in figures]),
        ("scope", [figure.scope or "all" for figure in figures]),
        ("reporter", [figure.reporter for figure in figures]),
        ("qualifier", [figure.qualifier for figure in figures]),
        ("authority", [figure.authority for figure in figures]),
        ("growth", [f"{figure.growth:g} percent" for figure in figures if figure.growth is not None]),
    )
    found = [f"{name}: {', '.join(dict.fromkeys(values))}" for name, values in aspects if len(set(values)) > 1]
    values = sorted({figure.value for figure in figures}, key=lambda value: (digits(value), value))[:MOST_PERIODS]
    if any(rounding(a, b) for a, b in combinations(values, 2)) and figures[0].indicator not in RANKS:
        found.append("rounding: one is another with fewer digits")
    return found
