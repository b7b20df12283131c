"""Groups reported figures for the same subject and time, compares them, and stores the verdict.

The groups are updated each time that trade stats are published.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from app.db import bulk
from app.db.figures import figure_of, figures_with_documents
from app.db.tables import FigureGroup, TradeStat
from app.domain.preference import prefer, preference_key
from app.domain.text import fold
from app.domain.trade_figures import MAX_PERIODS, Figure, Time, agree, reasons, same_time, series_id, verdict

GROUP_BATCH = 500
"""Groups per database write."""

MAX_CANDIDATES = 100
"""Groups that a period is compared with, at most. It keeps the time linear in the number of figures."""


@dataclass
class Group:
    """Figures of one subject and time, collected period by period."""

    figures: list[Figure] = field(default_factory=list)
    periods: set[Any] = field(default_factory=set)
    starts: list[dt.date] = field(default_factory=list)
    ends: list[dt.date] = field(default_factory=list)
    series: dict[str, Any] = field(default_factory=dict)
    """Document id → the one period for which that document has figures here."""
    parts: set[str] = field(default_factory=set)
    """The scopes of the figures. A group has one part of the whole at most, as two parts are not comparable."""

    def accepts(self, group: "Group") -> bool:
        """Whether every figure of a group is of the same time as every figure of this one."""
        if not self.figures:
            return True
        if any(self.series.get(document, period) != period for document, period in group.series.items()):
            return False
        if self.periods == group.periods:
            return True
        bounds = self.starts + group.starts, self.ends + group.ends
        return len(self.periods) < MAX_PERIODS and same_time(self.figures[0].time, *bounds)

    def add(self, group: "Group") -> None:
        self.figures += group.figures
        self.periods |= group.periods
        self.series |= group.series
        self.parts |= group.parts
        starts, ends = self.starts + group.starts, self.ends + group.ends
        self.starts, self.ends = [min(starts), max(starts)], [min(ends), max(ends)]


def group_figures(figures: Iterable[Figure]) -> Iterable[list[Figure]]:
    """Group the figures of one subject: each group has two or more, all of which are comparable.

    Periods are taken from the latest to the earliest, and each joins the first group that accepts it. So the result
    does not depend on the order of the input. Figures for a part of the whole form groups of their own. They join the
    group of the whole only if the part exceeds the whole, which is a contradiction to show, and if that group has no
    other part yet.
    """
    by_scope: dict[Any, dict[Any, Group]] = {}
    for figure in figures:
        start, end = figure.compared_days
        single = Group(
            [figure], {figure.period}, [start], [end], dict.fromkeys(figure.series, figure.period), {figure.part}
        )
        by_scope.setdefault((figure.part, figure.time), {}).setdefault(figure.period, Group()).add(single)
    groups: list[Group] = []
    wholes: dict[Any, Group] = {}
    for (part, time), periods in sorted(by_scope.items()):  # the whole first
        for group in _group_by_time(time, periods):
            whole_group = next((wholes[period] for period in sorted(group.periods) if period in wholes), None)
            if (
                part
                and whole_group
                and whole_group.parts <= {"", part}
                and whole_group.accepts(group)
                and _exceeds(whole_group, group)
            ):
                whole_group.add(group)
            else:
                groups.append(group)
            if not part:
                wholes |= dict.fromkeys(group.periods, group)
    return (sorted(group.figures, key=lambda f: f.id) for group in groups if len(group.figures) > 1)


def _group_by_time(time: Time, periods: Mapping[Any, Group]) -> Iterator[Group]:
    """Groups of the figures of one scope, the latest first."""
    groups: list[Group] = []
    candidates: list[Group] = []
    for start, end in sorted(periods, key=lambda days: (days[1], days[1] - days[0]), reverse=True):
        near = [group for group in candidates if time is Time.stated or max(group.starts) <= end]
        candidates = near[-MAX_CANDIDATES:]
        period_figures = periods[start, end]
        group = next((group for group in candidates if group.accepts(period_figures)), Group())
        if not group.figures:
            candidates.append(group)
            groups.append(group)
        group.add(period_figures)
    yield from groups


def _exceeds(whole: Group, part: Group) -> bool:
    """Whether a figure for the part must be greater than a figure for the whole of the same period."""
    for period in part.periods & whole.periods:
        lowest = min((f for f in whole.figures if f.period == period), key=lambda f: (f.range.high, f.id))
        highest = max((f for f in part.figures if f.period == period), key=lambda f: (f.range.low, f.id))
        if not agree(highest, lowest):
            return True
    return False


def _group_id(group: Sequence[Figure], used_ids: set[str]) -> str:
    """A readable id for a group: the id of its series, and its first period with a start (for targets, its year)."""
    first = min(group, key=lambda f: (f.part, f.start is None, f.period[0], -f.period[1].toordinal(), f.id))
    period = str(first.start.year) if first.start and first.time is Time.stated else first.date
    stem = fold(f"{series_id(first)} {period or ''}").replace(" ", "-")
    number = next(n for n in range(1, len(used_ids) + 2) if (stem if n == 1 else f"{stem}-{n}") not in used_ids)
    return stem if number == 1 else f"{stem}-{number}"


def update_groups(session: Session) -> bool:
    """Recompute the groups from the trade stats, in the caller's transaction. Returns whether it did.

    It does nothing if no trade stat and no group is dirty: a change or loss of a figure marks both.
    """
    if not any(session.scalar(select(model.id).where(model.dirty).limit(1)) for model in (TradeStat, FigureGroup)):
        return False
    is_incomparable = or_(TradeStat.value.is_(None), TradeStat.partner_id.is_(None))
    without_group = {"group_id": None, "preferred": True, "agrees_with": None, "dirty": True}
    session.execute(update(TradeStat).where(is_incomparable, TradeStat.group_id.is_not(None)).values(without_group))
    group_ids: set[str] = set()
    results = _groups_and_rows(session, group_ids)
    for batch in bulk.batches(results, GROUP_BATCH):
        _write(session, batch)
    bulk.delete(session, FigureGroup, [id for id in session.scalars(select(FigureGroup.id)) if id not in group_ids])
    return True


def _groups_and_rows(session: Session, group_ids: set[str]) -> Iterator[tuple[list[Figure], dict[str, Any] | None]]:
    """Yield each group of figures with its row, and add the row's id to ``group_ids``.

    Figures without a group come with ``None`` for a row.
    """
    for _, bucket in groupby(
        map(figure_of, session.connection().execute(figures_with_documents())),
        key=lambda figure: (figure.indicator, {figure.reporter, figure.partner}),
    ):
        subjects: dict[tuple[str, ...], list[Figure]] = {}
        for figure in bucket:
            subjects.setdefault(figure.subject(), []).append(figure)
        for figures in subjects.values():
            single_figures = {figure.id: figure for figure in figures}
            for group in group_figures(figures):
                for figure in group:
                    del single_figures[figure.id]
                row = _row(group, group_ids)
                group_ids.add(row["id"])
                yield group, row
            yield list(single_figures.values()), None


def _row(group: Sequence[Figure], used_ids: set[str]) -> dict[str, Any]:
    first = min(group, key=lambda f: f.id)
    starts, ends = [f.start for f in group if f.start], [f.end for f in group if f.end]
    row = {
        "indicator": first.indicator,
        "reporter_id": first.reporter,
        "partner_id": first.partner,
        "first_day": min(starts, default=None),
        "last_day": max(ends, default=None),
        "verdict": verdict(group),
        "rule": prefer(group)[1],
        "reasons": reasons(group),
    }
    digest = sha256(json.dumps([row, [f.id for f in group]], default=str).encode()).hexdigest()
    return row | {"id": _group_id(group, used_ids), "digest": digest}


def _write(session: Session, batch: Sequence[tuple[Sequence[Figure], dict[str, Any] | None]]) -> None:
    """Write the groups and the figures' links to them, where they changed, and mark what it writes as dirty."""
    rows = {row["id"]: row for _, row in batch if row}
    stored_digests = {
        row.id: row.digest
        for row in session.execute(select(FigureGroup.id, FigureGroup.digest).where(FigureGroup.id.in_(rows)))
    }
    changed_rows = [row for id, row in rows.items() if stored_digests.get(id) != row["digest"]]
    if inserts := [
        row | {"reasons": json.dumps(row["reasons"])} for row in changed_rows if row["id"] not in stored_digests
    ]:
        bulk.insert(session, FigureGroup, inserts)
    if updates := [row | {"dirty": True} for row in changed_rows if row["id"] in stored_digests]:
        session.execute(update(FigureGroup), updates)
    changed_ids = {row["id"] for row in changed_rows}
    figures = []
    for group, row in batch:
        best_by_scope = preferred_by_scope(group) if row else {}
        for figure in group:
            best = best_by_scope.get(figure.part, figure)
            result = {
                "id": figure.id,
                "group_id": row and row["id"],
                "preferred": best is figure,
                "agrees_with": best.id if best is not figure and agree(best, figure) else None,
            }
            if result["group_id"] in changed_ids or any(getattr(figure, name) != result[name] for name in result):
                figures.append(result)
    if figures:
        bulk.update(session, TradeStat, figures, dirty=True)


def preferred_by_scope(group: Sequence[Figure]) -> dict[str, Figure]:
    """The preferred figure of each scope in a group."""
    best: dict[str, Figure] = {}
    for figure in group:
        best[figure.part] = min(best.get(figure.part, figure), figure, key=preference_key)
    return best
