"""Groups of figures for the same thing: which figures are compared with each other, and what that comes to.

A group is made from the trade stats whenever they are published, and kept with a verdict and the preferred figure.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby, islice
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.db import bulk
from app.db.figures import figure_of, supported
from app.db.tables import FigureGroup, TradeStat
from app.domain.text import fold
from app.domain.trade_figures import (
    MOST_PERIODS,
    Figure,
    Time,
    agree,
    preferred,
    reasons,
    series_id,
    standing,
    together,
    verdict,
)

BATCH = 500
"""Groups written at a time."""

NEAREST = 100
"""Groups that a figure is tried with, so that of many figures none takes longer than of few."""


@dataclass
class Group:
    """Figures of one thing that are all of one time, gathered period by period."""

    figures: list[Figure] = field(default_factory=list)
    periods: set[Any] = field(default_factory=set)
    starts: list[dt.date] = field(default_factory=list)
    ends: list[dt.date] = field(default_factory=list)
    series: dict[str, Any] = field(default_factory=dict)
    """The documents that have a series, and the period of which their figures here are."""

    def takes(self, other: "Group") -> bool:
        """Whether the figures of another are of the same time as all of these."""
        if not self.figures:
            return True
        if any(self.series.get(document, period) != period for document, period in other.series.items()):
            return False
        if self.periods == other.periods:
            return True
        bounds = self.starts + other.starts, self.ends + other.ends
        return len(self.periods) < MOST_PERIODS and together(self.figures[0].time, *bounds)

    def add(self, other: "Group") -> None:
        self.figures += other.figures
        self.periods |= other.periods
        self.series |= other.series
        starts, ends = self.starts + other.starts, self.ends + other.ends
        self.starts, self.ends = [min(starts), max(starts)], [min(ends), max(ends)]


def groups(figures: Iterable[Figure]) -> Iterable[list[Figure]]:
    """Figures of one thing that are of one time: two or more, each comparable with each other.

    The latest periods come first, and each goes with the first group that takes it, so the order of the figures makes
    no difference. A part of the whole is a series of its own; it stands beside the whole of its period only where it
    must exceed it.
    """
    kinds: dict[Any, dict[Any, Group]] = {}
    for figure in figures:
        start, end = figure.stands
        one = Group([figure], {figure.period}, [start], [end], dict.fromkeys(figure.series, figure.period))
        kinds.setdefault((figure.part, figure.time), {}).setdefault(figure.period, Group()).add(one)
    found: list[Group] = []
    whole: dict[Any, Group] = {}
    for (part, time), periods in sorted(kinds.items()):  # the whole first
        for group in _gathered(time, periods):
            beside = next((whole[one] for one in sorted(group.periods) if one in whole), None)
            if part and beside and beside.takes(group) and _exceeded(beside, group):
                beside.add(group)
            else:
                found.append(group)
            if not part:
                whole |= dict.fromkeys(group.periods, group)
    return (sorted(group.figures, key=lambda f: f.id) for group in found if len(group.figures) > 1)


def _gathered(time: Time, periods: Mapping[Any, Group]) -> Iterator[Group]:
    """The figures of one scope in groups, the latest first."""
    found: list[Group] = []
    near: list[Group] = []
    for start, end in sorted(periods, key=lambda days: (days[1], days[1] - days[0]), reverse=True):
        near = [group for group in near if time is Time.stated or max(group.starts) <= end][-NEAREST:]
        one = periods[start, end]
        group = next((group for group in near if group.takes(one)), Group())
        if not group.figures:
            near.append(group)
            found.append(group)
        group.add(one)
    yield from found


def _exceeded(whole: Group, part: Group) -> bool:
    """Whether a part must exceed the whole of its period."""
    for period in part.periods & whole.periods:
        lowest = min((f for f in whole.figures if f.period == period), key=lambda f: (f.range.high, f.id))
        highest = max((f for f in part.figures if f.period == period), key=lambda f: (f.range.low, f.id))
        if not agree(highest, lowest):
            return True
    return False


def _name(group: Sequence[Figure], taken: set[str]) -> str:
    """A readable id for a group: that of its series and of its first period, of targets the first year."""
    first = min(group, key=lambda f: (f.part, f.period[0], -f.period[1].toordinal(), f.id))
    period = str(first.start.year) if first.start and first.time is Time.stated else first.date
    stem = fold(f"{series_id(first)} {period or ''}").replace(" ", "-")
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
    for _, bucket in groupby(
        map(figure_of, session.connection().execute(supported())), key=lambda f: (f.indicator, {f.reporter, f.partner})
    ):
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
    return row | {"id": _name(group, taken), "digest": digest}


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
        best = {id(min(found, key=standing)) for found in _parts(group)} if row else set()
        for figure in group:
            says = (row["id"], id(figure) in best) if row else (None, True)
            if says != (figure.group_id, figure.preferred) or says[0] in stale:
                figures.append({"id": figure.id, "group_id": says[0], "preferred": says[1]})
    if figures:
        bulk.update(session, TradeStat, figures, stale=True)


def _parts(group: Sequence[Figure]) -> list[list[Figure]]:
    """The figures of a group by their scope, of each of which one is preferred."""
    found: dict[str, list[Figure]] = {}
    for figure in group:
        found.setdefault(figure.part, []).append(figure)
    return list(found.values())
