"""Figures for the same thing: whether they agree, given how each is hedged, and which one to prefer.

The rules are the product's, and ``/methodology`` tells them to readers; change both together.
"""

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import combinations, groupby, islice
from math import floor, inf, log10
from typing import Any, cast

from sqlalchemy import Select, case, delete, func, select, update
from sqlalchemy.orm import Session, aliased

from app import bulk
from app.models import Country, FigureGroup, TradeStat
from app.names import fold
from app.records import Document, Evidence
from app.vocabulary import Authority, Flow, Indicator, Qualifier, Verdict

ABOUT = 0.05
"""``about`` a value is within this share of it."""
STOCK_DAYS = 730
"""Figures of a state are compared when the days at which they were so are no further apart."""

TARGETS = {Indicator.trade_target}
RANKS = {Indicator.trade_rank, Indicator.investment_rank, Indicator.tourist_rank}
PROJECTS = {Indicator.joint_projects, Indicator.joint_project_value}
STOCKS = RANKS | PROJECTS | {Indicator.investment_stock, Indicator.companies, Indicator.students}
AUTHORITIES = list(Authority)
BATCH = 500
"""Groups written at a time."""


@dataclass(frozen=True)
class Range:
    """The values that a hedged figure allows; an open end is not among them."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def below(self, other: "Range") -> bool:
        """Whether every value lies under every value of the other."""
        return self.high < other.low or (self.high == other.low and (self.high_open or other.low_open))

    def meets(self, other: "Range") -> bool:
        """Whether some value is in both."""
        return not self.below(other) and not other.below(self)


def allowed(value: float, qualifier: str, *, rank: bool = False) -> Range:
    """What a figure allows: ``exact`` one value, ``about`` a twentieth either way, ``over`` and ``under`` one side.

    A rank ``under`` N is "among the first N", which N itself is.
    """
    if qualifier == Qualifier.about:
        return Range(value * (1 - ABOUT), value * (1 + ABOUT))
    if qualifier == Qualifier.over:
        return Range(value, inf, low_open=True)
    if qualifier == Qualifier.under:
        return Range(1, value) if rank else Range(0, value, high_open=True)
    return Range(value, value)


def digits(value: float) -> int:
    """Significant digits: 3 of 8,950,000,000 and 4 of 3,538."""
    return len(f"{value:.15g}".replace(".", "").split("e")[0].strip("0")) or 1


def rounds_to(value: float, rounded: float) -> bool:
    """Whether ``rounded`` is ``value`` written with fewer digits, and still near it."""
    if not value or not rounded or digits(rounded) >= digits(value):
        return False
    step: float = 10.0 ** (floor(log10(rounded)) + 1 - digits(rounded))
    return abs(value - rounded) <= min(step / 2, value * ABOUT)


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
    reporter_name: str = ""
    partner_name: str = ""
    product_name: str | None = None
    group_id: str | None = None
    preferred: bool = True

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
        pair = (self.reporter, self.partner)
        way = "" if self.flow in (None, Flow.turnover) else "towards"
        if self.indicator in RANKS:
            way = self.flow or ""
        elif way:
            pair = pair if self.flow in (Flow.export, Flow.outward) else (pair[1], pair[0])
        else:
            pair = (min(pair), max(pair))
        # A project completed and one in the pipeline are different things, not a part and its whole.
        apart = self.scope if self.indicator in RANKS | PROJECTS else None
        return (self.indicator, *pair, way, fold(self.product or ""), self.unit, fold(apart or ""))


def _days(figure: Figure) -> tuple[dt.date, dt.date]:
    return figure.start or dt.date.min, figure.end or dt.date.max


def comparable(a: Figure, b: Figure) -> bool:
    """Whether two figures of one thing are of the same time and of the same scope, or one of the whole."""
    if a.scope and b.scope and fold(a.scope) != fold(b.scope):
        return False
    if a.indicator in TARGETS:
        return True
    if a.start is None or b.start is None:
        return a.start is b.start
    (a_start, a_end), (b_start, b_end) = _days(a), _days(b)
    if a.indicator in STOCKS:
        return abs((a_end - b_end).days) <= STOCK_DAYS
    shared = (min(a_end, b_end) - max(a_start, b_start)).days + 1
    return shared * 2 > (max(a_end, b_end) - min(a_start, b_start)).days + 1


def part_of(a: Figure, b: Figure) -> bool:
    """Whether the first figure covers only a part of what the second does."""
    if bool(a.scope) != bool(b.scope):
        return bool(a.scope)
    (a_start, a_end), (b_start, b_end) = _days(a), _days(b)
    inside = b_start <= a_start and a_end <= b_end and (a_start, a_end) != (b_start, b_end)
    return a.indicator not in STOCKS | TARGETS and inside


def agree(a: Figure, b: Figure) -> bool:
    """Whether two comparable figures can both be true. A part must not exceed its whole."""
    if part_of(a, b) or part_of(b, a):
        part, whole = (a, b) if part_of(a, b) else (b, a)
        return not whole.range.below(part.range)
    return a.range.meets(b.range) or rounds_to(a.value, b.value) or rounds_to(b.value, a.value)


PREFERENCE = (
    ("authority", "official statistics before officials' statements, those before experts, those before press"),
    ("later", "the later period, or day at which it was so, before the earlier"),
    ("exact", "an exact figure before a hedged one, and more digits before fewer"),
    ("narrower", "the narrower period before the wider"),
    ("published", "the later publication before the earlier"),
    ("id", "the id, so that there always is one"),
)


def standing(figure: Figure) -> tuple[Any, ...]:
    """Sorts figures so that the preferred one comes first, by the rules of ``PREFERENCE`` in their order."""
    start, end = _days(figure)
    return (
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
    """A target is replaced by a later one; other figures that cannot all be true disagree."""
    pairs = [(a, b) for a, b in combinations(figures, 2) if comparable(a, b)]
    if all(agree(a, b) for a, b in pairs):
        return Verdict.compatible
    return Verdict.superseded if figures[0].indicator in TARGETS else Verdict.disagree


def reasons(figures: Sequence[Figure]) -> list[str]:
    """In what the figures differ besides their value: why they may."""
    aspects = (
        ("period", [figure.date or "not stated" for figure in figures]),
        ("scope", [figure.scope or "all" for figure in figures]),
        ("reporter", [figure.reporter for figure in figures]),
        ("qualifier", [figure.qualifier for figure in figures]),
        ("authority", [figure.authority for figure in figures]),
    )
    found = [f"{name}: {', '.join(dict.fromkeys(values))}" for name, values in aspects if len(set(values)) > 1]
    if any(rounds_to(a.value, b.value) or rounds_to(b.value, a.value) for a, b in combinations(figures, 2)):
        found.append("rounding: one is another with fewer digits")
    return found


def groups(figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Figures of one thing, linked where they are comparable; those that all say the same are left out."""
    left = list(figures)
    while left:
        group, left = [left[0]], left[1:]
        for member in group:  # grows while it is walked
            linked = [other for other in left if comparable(member, other)]
            group += linked
            left = [other for other in left if other not in linked]
        if len({(figure.value, figure.qualifier) for figure in group}) > 1:
            yield group


@cache
def every() -> Select[Any]:
    """All figures, those of a pair of countries and an indicator together. To say it takes longer than to ask it."""
    low = case((TradeStat.reporter_id < TradeStat.partner_id, TradeStat.reporter_id), else_=TradeStat.partner_id)
    high = case((TradeStat.reporter_id < TradeStat.partner_id, TradeStat.partner_id), else_=TradeStat.reporter_id)
    published = (
        select(func.max(Document.date_start))
        .join(Evidence, Evidence.document_id == Document.id)
        .where(Evidence.record_kind == TradeStat.kind, Evidence.record_id == TradeStat.id)
        .scalar_subquery()
    )
    reporter, partner = aliased(Country), aliased(Country)
    product = func.coalesce(TradeStat.product_hs, TradeStat.product_name)
    columns = (
        TradeStat.id, TradeStat.indicator, TradeStat.flow, TradeStat.reporter_id.label("reporter"),
        TradeStat.partner_id.label("partner"), product.label("product"),
        TradeStat.scope, TradeStat.date, TradeStat.date_start.label("start"), TradeStat.date_end.label("end"),
        TradeStat.value, TradeStat.unit, TradeStat.qualifier, TradeStat.authority, published.label("published"),
        TradeStat.kind_.label("kind"), reporter.name.label("reporter_name"), partner.name.label("partner_name"),
        TradeStat.product_name, TradeStat.group_id, TradeStat.preferred,
    )  # fmt: skip
    rows = (
        select(*columns)
        .join(reporter, reporter.id == TradeStat.reporter_id)
        .join(partner, partner.id == TradeStat.partner_id)
        .order_by(TradeStat.indicator, low, high, TradeStat.id)
    )
    return cast("Select[Any]", rows.execution_options(yield_per=1000))


def read(session: Session, rows: Select[Any], values: Mapping[str, Any] | None = None) -> Iterator[Figure]:
    """The figures of all rows, or of some, that :func:`every` selects."""
    for row in session.connection().execute(rows, values):
        yield Figure(**row._mapping)


def called(figure: Figure, *more: object) -> str:
    """A readable id for what is measured, the same whichever country reports it."""
    indicator, first, second, *rest = figure.thing()
    # Named from one side, whoever reports it.
    turned = {Flow.outward.value: Flow.inward.value, Flow.import_.value: Flow.export.value}
    flow = figure.flow if indicator in RANKS else turned.get(figure.flow or "", figure.flow)
    parts = [indicator, flow, first, second, figure.product, rest[-1], *more]
    return fold(" ".join(str(part) for part in parts if part)).replace(" ", "-")


def _name(figure: Figure, group: Sequence[Figure], taken: set[str]) -> str:
    """A readable id for a group, the same as long as its thing and its first period are."""
    stem = called(figure, min((f.start.year for f in group if f.start), default=None))
    number = next(n for n in range(1, len(taken) + 2) if (stem if n == 1 else f"{stem}-{n}") not in taken)
    return stem if number == 1 else f"{stem}-{number}"


def derive(session: Session) -> None:
    """Bring the groups in step with the trade stats, in the caller's transaction.

    They are where no trade stat changed and no group lost one, as both are marked stale then.
    """
    if not any(session.scalar(select(model.id).where(model.stale).limit(1)) for model in (TradeStat, FigureGroup)):
        return
    kept: set[str] = set()
    compared = _compared(session, kept)
    while batch := list(islice(compared, BATCH)):
        _write(session, batch)
    gone = [id for id in session.scalars(select(FigureGroup.id)) if id not in kept]
    for at in range(0, len(gone), BATCH):
        session.execute(delete(FigureGroup).where(FigureGroup.id.in_(gone[at : at + BATCH])))


def _compared(session: Session, kept: set[str]) -> Iterator[tuple[list[Figure], dict[str, Any] | None]]:
    """All figures: those of a group with its row, whose id is then among those ``kept``, and others with none."""
    for _, bucket in groupby(read(session, every()), key=lambda f: (f.indicator, {f.reporter, f.partner})):
        things: dict[tuple[str, ...], list[Figure]] = {}
        for figure in bucket:
            things.setdefault(figure.thing(), []).append(figure)
        for figures in things.values():
            alone = {figure.id: figure for figure in figures}
            for group in groups(figures):
                for figure in group:
                    del alone[figure.id]
                row = _row(group, kept)
                kept.add(row["id"])
                yield group, row
            yield list(alone.values()), None


def _row(group: Sequence[Figure], taken: set[str]) -> dict[str, Any]:
    first = min(group, key=lambda f: f.id)
    starts, ends = [f.start for f in group if f.start], [f.end for f in group if f.end]
    row = {
        "indicator": first.indicator,
        "reporter_id": first.reporter,
        "partner_id": first.partner,
        "first_day": min(starts, default=None),
        "last_day": max(ends, default=None),
        "verdict": verdict(group),
        "rule": preferred(group)[1],
        "reasons": reasons(group),
    }
    digest = sha256(json.dumps([row, [f.id for f in group]], default=str).encode()).hexdigest()
    return row | {"id": _name(first, group, taken), "digest": digest}


def _write(session: Session, batch: Sequence[tuple[Sequence[Figure], dict[str, Any] | None]]) -> None:
    """Write the groups that are not as they were, and what their figures say of them; mark the one and the other."""
    made = {row["id"]: row for _, row in batch if row}
    there = {
        row.id: row.digest
        for row in session.execute(select(FigureGroup.id, FigureGroup.digest).where(FigureGroup.id.in_(made)))
    }
    changed = [row for id, row in made.items() if there.get(id) != row["digest"]]
    if new := [row | {"reasons": json.dumps(row["reasons"])} for row in changed if row["id"] not in there]:
        bulk.insert(session, FigureGroup, new)
    if old := [row | {"stale": True} for row in changed if row["id"] in there]:
        session.execute(update(FigureGroup), old)
    stale = {row["id"] for row in changed}
    figures = []
    for group, row in batch:
        best = preferred(group)[0] if row else None
        for figure in group:
            says = (row["id"], figure is best) if row else (None, True)
            if says != (figure.group_id, figure.preferred) or says[0] in stale:
                figures.append({"id": figure.id, "group_id": says[0], "preferred": says[1]})
    if figures:
        bulk.update(session, TradeStat, figures, stale=True)
