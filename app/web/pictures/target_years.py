"""The years that targets are for, where a document states them: in the words of the target, or as the day on which a
commitment to it is due."""

import json
import re
from collections.abc import Sequence
from typing import TypeAlias

from sqlalchemy import select

from app.db.snapshot import Snapshot
from app.db.tables.commitments import Commitment
from app.web.pictures.chart_panels import is_stated_target
from app.web.pictures.drawing import JsonRow

_YEAR = re.compile(r"\b(?:by|in|until)\s+(?:the\s+(?:end\s+of|year)\s+)?((?:19|20|21)\d\d)\b", re.IGNORECASE)

MAX_COMMITMENTS = 1000
"""Commitments with a figure of one of the targets that are read: those that are due first."""

_Promise: TypeAlias = tuple[float, str, frozenset[str]]


def add_aims(snapshot: Snapshot, rows: Sequence[JsonRow]) -> None:
    """Add ``aim`` to the targets of which a document states it: the last day that is aimed at."""
    targets = [row for row in rows if not row["gap"] and row["date_end"] and is_stated_target(row)]
    if not targets:
        return
    due = _due_days(snapshot, {row["value"] for row in targets})
    for row in targets:
        year_match = _YEAR.search(row["as_written"] or "")
        aim = f"{year_match[1]}-12-31" if year_match else due.get(_promise(row["value"], row["unit"], _parties(row)))
        if aim and aim > str(row["date_end"]):
            row["aim"] = aim


def _promise(value: float, unit: str, parties: Sequence[JsonRow]) -> _Promise:
    return value, unit, frozenset(party["code"] for party in parties)


def _parties(row: JsonRow) -> list[JsonRow]:
    return [party for party in (row["reporter"], row["partner"]) if party]


def _due_days(snapshot: Snapshot, values: set[float]) -> dict[_Promise, str]:
    """The last day on which each commitment to one of the values is due, by figure and parties."""
    bodies = snapshot.execute(
        select(Commitment.body)
        .where(Commitment.value.in_(values), Commitment.due_end.is_not(None))
        .order_by(Commitment.due_end, Commitment.id)
        .limit(MAX_COMMITMENTS)
    ).scalars()
    commitments = [json.loads(body) for body in bodies][::-1]  # of several, the one that is due first stays
    return {_promise(item["value"], item["unit"], [*item["by"], *item["to"]]): item["due_end"] for item in commitments}
