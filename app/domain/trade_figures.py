"""Rules for comparing reported figures: which measure the same thing, and whether they agree.

``/methodology`` explains these rules to readers: change both together.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import chain, combinations
from typing import Any

from app.domain.figure_vocabulary import Flow, Indicator, Measure, Qualifier, StatKind
from app.domain.hedges import Range, decimals, digits, range_of, rounding
from app.domain.text import fold
from app.domain.vocabulary import Verdict

MONTH = dt.timedelta(days=31)

YEAR = dt.timedelta(days=365)

DAY = dt.timedelta(days=1)

TARGETS = {Indicator.trade_target}

OWN_RANKS = {Indicator.production_rank, Indicator.export_rank}
"""Ranks of the reporter itself, which may have no partner."""

RANKS = {Indicator.trade_rank, Indicator.investment_rank, Indicator.tourist_rank} | OWN_RANKS

PROJECTS = {Indicator.joint_projects, Indicator.joint_project_value}

STOCKS = RANKS | PROJECTS | {Indicator.investment_stock, Indicator.companies, Indicator.students}

NETS = {Indicator.investment_flow, Indicator.investment_stock}
"""Indicators whose figures are what came less what went, and may be negative."""

ONE_SIDED = {Qualifier.over, Qualifier.under, Qualifier.nearly}

MAX_PERIODS = 100
"""Different periods at most in a group. It bounds the time that comparing takes."""

MAX_ROUNDED_VALUES = 100
"""Different values of a group that are tested for rounding, those with the fewest digits first."""

PRODUCT_FIELDS = ("name", "system", "edition", "code")

HS = "HS"
"""The Harmonized System, a classification of goods."""


def product_key(
    name: str | None = None, system: str | None = None, edition: str | None = None, code: str | None = None
) -> str | None:
    """What tells products apart: the code with its classification and edition, or else the name. A code of the HS
    without an edition stands alone."""
    if not code:
        return name
    return " ".join(part for part in (system if edition or system != HS else None, edition, code) if part)


def product_ref(
    name: str | None = None, system: str | None = None, edition: str | None = None, code: str | None = None
) -> dict[str, str | None] | None:
    """The product as records show it; None without a name."""
    if name is None:
        return None
    return {"name": name, "system": system, "edition": edition, "code": code, "hs": code if system == HS else None}


def dimensions_text(dimensions: Mapping[str, str] | None) -> str | None:
    """The dimensions of a figure as a text that is the same for equal ones."""
    return json.dumps(dimensions, ensure_ascii=False, sort_keys=True) if dimensions else None


def distinctions_of(
    estimate: bool, valuation: str | None, instrument: str | None, dimensions: str | None
) -> tuple[str, ...]:
    """What a data set tells figures apart by."""
    return "estimate" if estimate else "", valuation or "", fold(instrument or ""), dimensions or ""


@dataclass(frozen=True)
class Figure:
    """The fields of a trade stat that the comparison needs, and its last result (``group_id``, ``preferred``,
    ``agrees_with``).

    ``end`` is the last day of the period; for a stock, the day on which it was counted. ``dimensions`` is a JSON text
    with sorted keys, ``product`` a :func:`product_key`.
    """

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
    estimate: bool = False
    valuation: str | None = None
    instrument: str | None = None
    dimensions: str | None = None
    growth: float | None = None
    documents: frozenset[str] = frozenset()
    group_id: str | None = None
    preferred: bool = True
    agrees_with: str | None = None

    @property
    def range(self) -> Range:
        return range_of(self.value, self.qualifier, rank=self.indicator in RANKS)

    def subject(self) -> tuple[str, ...]:
        """Key of what is measured, with the unit."""
        return (*self.quantity(), self.unit)

    def quantity(self) -> tuple[str, ...]:
        """Key of what is measured, in any unit. It is the same whichever of the two countries reports it."""
        pair = _countries(self.indicator, self.flow, self.reporter, self.partner)
        direction = "" if self.flow in (None, Flow.turnover) else "towards"
        if self.indicator in RANKS:
            direction = self.flow or ""
        # Completed projects and those in the pipeline are different subjects, not a part and its whole.
        project_scope = self.scope if self.indicator in RANKS | PROJECTS else None
        return (
            self.indicator,
            *pair,
            direction,
            fold(self.product or ""),
            self.kind,
            fold(project_scope or ""),
            *self.distinctions,
        )

    @property
    def distinctions(self) -> tuple[str, ...]:
        return distinctions_of(self.estimate, self.valuation, self.instrument, self.dimensions)

    @cached_property
    def part(self) -> str:
        """The folded scope: the part of the whole that the figure covers. Empty for the whole."""
        return fold(self.scope or "")

    @property
    def period(self) -> tuple[dt.date, dt.date]:
        return self.start or dt.date.min, self.end or dt.date.max

    @property
    def compared_days(self) -> tuple[dt.date, dt.date]:
        """The days used for comparing: the period, of which a stock keeps the last year at most."""
        start, end = self.period
        if self.time is Time.state and end - start >= YEAR:
            start = end - YEAR + DAY
        return start, end

    @cached_property
    def time(self) -> "Time":
        """The rule by which another figure is of the same time."""
        if self.indicator in TARGETS:
            return Time.stated
        if self.start is None and self.end is None:
            return Time.unknown
        start, end = self.period
        has_span = self.indicator not in STOCKS or (self.indicator in RANKS and end - start >= MONTH)
        return Time.span if has_span else Time.state

    @property
    def series(self) -> frozenset[str]:
        """The documents whose figures for other periods belong to the same series as this one.

        A target has none, because its date is when it was stated. A target dated with full years has them, because
        those are the years that it is for.
        """
        start, end = self.period
        full_years = self.start is not None and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
        return self.documents if full_years or self.indicator not in TARGETS else frozenset()


class Time(StrEnum):
    """When two figures are of the same time.

    ``span``: they share more than half of their days. ``state``: they share one day. ``stated``: always, because a
    target holds until a later one is stated. ``unknown``: always, because undated figures cannot be told apart.
    """

    span = "span"
    state = "state"
    stated = "stated"
    unknown = "unknown"


def same_time(time: Time, starts: Iterable[dt.date], ends: Iterable[dt.date]) -> bool:
    """Whether figures with these first and last days are all of the same time, by the rule of their kind."""
    starts, ends = list(starts), list(ends)
    common_days = (min(ends) - max(starts)).days + 1
    if time is Time.span:
        return common_days * 2 > (max(ends) - min(starts)).days + 1
    return time is not Time.state or common_days > 0


def comparable(a: Figure, b: Figure) -> bool:
    """Whether two figures of one subject are of the same time, and have the same scope or one covers the whole.

    Figures of one document with different periods are a series: they are never comparable.
    """
    if a.time is not b.time or (a.part and b.part and a.part != b.part):
        return False
    if a.period == b.period:
        return True
    starts, ends = zip(a.compared_days, b.compared_days, strict=True)
    return a.series.isdisjoint(b.series) and same_time(a.time, starts, ends)


def is_part_of(a: Figure, b: Figure) -> bool:
    """Whether the first figure covers only a part of the second: a part of its scope, its period, or both."""
    (a_start, a_end), (b_start, b_end) = a.period, b.period
    within = a.time is not Time.span or (b_start <= a_start and a_end <= b_end)
    is_smaller = a.part != b.part or (a.time is Time.span and a.period != b.period)
    return within and is_smaller and b.part in ("", a.part)


def agree(a: Figure, b: Figure) -> bool:
    """Whether two comparable figures can both be true. A part must not exceed its whole."""
    if a.indicator not in RANKS and not ONE_SIDED & {a.qualifier, b.qualifier} and rounding(a.value, b.value):
        return True
    if a.part == b.part and (a.period == b.period or a.time is not Time.span):
        return a.range.meets(b.range)
    if a.indicator in NETS and (a.value < 0 or b.value < 0):  # a part of a net may exceed the whole
        return True
    if a.indicator in RANKS or not (is_part_of(a, b) or is_part_of(b, a)):
        return True
    part, whole = (a, b) if is_part_of(a, b) else (b, a)
    return not whole.range.below(part.range)


def series_id(figure: Figure) -> str:
    """The id of the series that a figure belongs to."""
    measure = figure.indicator, figure.flow, figure.reporter, figure.partner, figure.product, figure.scope
    return series_id_of(*measure, figure.kind, figure.unit, figure.distinctions)


@lru_cache(20_000)
def series_id_of(
    indicator: str,
    flow: str | None,
    reporter: str,
    partner: str,
    product: str | None,
    scope: str | None,
    kind: str,
    unit: str,
    distinctions: tuple[str, ...],
) -> str:
    """A readable id for a series of figures, the same whichever country reports it."""
    first, second = _countries(indicator, flow, reporter, partner)
    # Imports are named as exports of the other country, and outward flows as inward ones.
    inward_flows = {Flow.outward.value: Flow.inward.value, Flow.import_.value: Flow.export.value}
    flow = flow if indicator in RANKS else inward_flows.get(flow or "", flow)
    parts = [indicator, flow, first, second, product, scope]
    parts += ["target"] if kind == StatKind.target and indicator not in TARGETS else []
    parts += [unit] if unit not in ("USD", Measure.count_, Measure.rank) else []
    parts += distinctions
    return fold(" ".join(part for part in parts if part)).replace(" ", "-")


def _countries(indicator: str, flow: str | None, reporter: str, partner: str) -> tuple[str, str]:
    """The two countries in an order that does not depend on which one reports.

    A directed flow goes from the first to the second. The first country of a rank is the one whose partners are ranked.
    """
    if indicator in RANKS or flow in (Flow.export, Flow.outward):
        return reporter, partner
    if flow in (Flow.import_, Flow.inward):
        return partner, reporter
    return min(reporter, partner), max(reporter, partner)


def verdict(figures: Sequence[Figure]) -> Verdict:
    """How the figures of a group compare.

    Figures that cannot all be true disagree, except that a later target supersedes an earlier one. A target that is
    stated again after another one was not superseded by it.
    """
    periods: dict[Any, list[Figure]] = {}
    for figure in figures:
        periods.setdefault(figure.period, []).append(figure)
    statements = {(figure.part, figure.value, figure.qualifier) for figure in figures}
    representatives = [_representatives(same_period) for same_period in periods.values()]
    within_a_period = all(agree(a, b) for same_period in representatives for a, b in combinations(same_period, 2))
    if not within_a_period or not all(map(_growth_agrees, periods.values())):
        return Verdict.disagree
    if len(statements) == 1 and (len(periods) == 1 or figures[0].time is not Time.span):
        return Verdict.same
    if all(agree(a, b) for a, b in combinations(chain(*representatives), 2)):
        return Verdict.compatible
    return Verdict.superseded if figures[0].time is Time.stated and _in_turn(figures) else Verdict.disagree


def _in_turn(figures: Sequence[Figure]) -> bool:
    """Whether of any two that cannot both be true, one was certainly stated for the last time before the other."""
    statements: dict[Any, list[Figure]] = {}
    for figure in figures:
        statements.setdefault((figure.part, figure.value, figure.qualifier), []).append(figure)
    return all(
        agree(first[0], second[0]) or _before(first, second) or _before(second, first)
        for first, second in combinations(statements.values(), 2)
    )


def _before(earlier: Sequence[Figure], later: Sequence[Figure]) -> bool:
    """Whether every figure of ``earlier`` was certainly stated before any of ``later``."""
    return max(figure.end or dt.date.max for figure in earlier) < min(figure.start or dt.date.min for figure in later)


def _representatives(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of one period that decide whether all of them agree. They are few, and so are the pairs to compare.

    They are one exact figure for each value, and of each kind of hedge the lowest and the highest. Exact figures with
    as many digits stand together, so that a pair that disagrees is found early.
    """
    extremes: dict[Any, Figure] = {}
    for figure in sorted(figures, key=lambda f: (digits(f.value), f.value, f.id)):
        if figure.qualifier == Qualifier.exact:
            extremes.setdefault((figure.part, figure.value), figure)
    for extreme in (min, max):
        for figure in figures:
            if figure.qualifier != Qualifier.exact:
                key = (figure.part, figure.qualifier, extreme)
                extremes[key] = extreme(extremes.get(key, figure), figure, key=lambda f: (f.value, f.id))
    return list(extremes.values())


def _growth_agrees(figures: Sequence[Figure]) -> bool:
    """Whether the growth rates that figures of one period report are equal, up to rounding."""
    for part in {figure.part for figure in figures}:
        growths = {figure.growth for figure in figures if figure.part == part and figure.growth is not None}
        for a, b in combinations(sorted(growths, key=decimals), 2):  # the first has no more decimals than the second
            if abs(a - b) > 10.0 ** -decimals(a) / 2:
                return False
    return True


def reasons(figures: Sequence[Figure]) -> list[str]:
    """The aspects other than value in which the figures differ, which may explain why the values do."""
    aspects = (
        ("period", [figure.date or "not stated" for figure in figures]),
        ("scope", [figure.scope or "all" for figure in figures]),
        ("reporter", [figure.reporter for figure in figures]),
        ("qualifier", [figure.qualifier for figure in figures]),
        ("authority", [figure.authority for figure in figures]),
        ("growth", [f"{figure.growth:g} percent" for figure in figures if figure.growth is not None]),
    )
    differences = [f"{name}: {', '.join(dict.fromkeys(values))}" for name, values in aspects if len(set(values)) > 1]
    values = sorted({figure.value for figure in figures}, key=lambda value: (digits(value), value))[:MAX_ROUNDED_VALUES]
    if any(rounding(a, b) for a, b in combinations(values, 2)) and figures[0].indicator not in RANKS:
        differences.append("rounding: one is another with fewer digits")
    return differences
