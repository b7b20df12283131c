"""Withdrawn records in calendars and feeds. They stay for a year, so that subscribers see them go."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

from app.db.revision import revision_number
from app.db.snapshot import Snapshot
from app.domain.edtf import EARLIEST
from app.domain.subjects import subjects_of
from app.domain.vocabulary import Change
from app.query.changes import ChangeFilter, bodies_before, read_newest_changes
from app.query.coverage import DataState
from app.query.list_parameters import DateMatch
from app.query.parameter_types import Selection
from app.resource import Body, Resource

STAY = timedelta(days=365)
"""How long before the revision of the answer a record may have been withdrawn."""

MAX_WITHDRAWN = 200
"""Greatest number of withdrawn records in a calendar or feed: those that were withdrawn last."""


def _officials(body: Body) -> set[str]:
    people = body.get("participants") or body.get("signatories") or ()
    return {person["official"]["id"] for person in people}


def _value(name: str) -> Callable[[Body], Iterable[str]]:
    return lambda body: [body[name]] if body.get(name) else []


VALUES: Mapping[str, Callable[[Body], Iterable[str]]] = {
    **dict.fromkeys(("mechanism", "country", "between"), lambda body: subjects_of("", body)),
    **dict.fromkeys(("official", "with"), _officials),
    **{name: _value(name) for name in ("type", "status", "format")},
}
"""The values of a record for a filter. The other filters need more than its published form."""

ALL_OF = ("between", "with")
"""Filters all of whose values a record must have."""


def read_withdrawn_events(
    snapshot: Snapshot,
    resource: Resource,
    criteria: Mapping[str, Any],
    state: DataState,
    date_field: str,
    record_id: str | None = None,
) -> list[Body]:
    """The records of a list, or the record with an id, that were withdrawn in the year before a state of the data, the
    last one first.

    Each is as it was published last, with the status ``withdrawn``; ``updated_at`` says when it was withdrawn.
    ``criteria`` are those of the list, and ``date_field`` is the field of its date. The list is empty if one of the
    criteria needs more than the published form.
    """
    judges = [
        judge for name, value in criteria.items() if (judge := _judge(name, value, criteria, date_field)) is not None
    ]
    if state.published_at is None or len(judges) < len(criteria.keys() - _MODIFIERS):
        return []
    since = revision_number(state.published_at - STAY)
    kinds = (resource.model.kind,)
    change_filter = ChangeFilter(since=since, until=state.revision, kinds=kinds, record_id=record_id, only_ends=True)
    rows = [
        row
        for row in read_newest_changes(snapshot, [resource], change_filter, MAX_WITHDRAWN)
        if row.change == Change.withdrawn
    ]
    bodies = bodies_before(snapshot, rows) if rows else {}
    records: list[Body] = []
    for row in rows:
        body = json.loads(bodies[row.position])
        if all(judge(body) for judge in judges):
            end = {"status": Change.withdrawn, "overdue": False, "reason": row.reason}
            records.append({**body, **end, "updated_at": row.entry()["changed_at"]})
    return records


_MODIFIERS = {"date_match", "by_date"}
"""Criteria that only say how another criterion is meant."""


def _judge(name: str, value: Any, criteria: Mapping[str, Any], date_field: str) -> Callable[[Body], bool] | None:
    """Whether a record meets a criterion, as a function of its last published form; None if that does not tell."""
    if name == "happened":
        certain = criteria["date_match"] is DateMatch.certain
        first, last = (day and str(day) for day in value)
        return lambda body: happened_within(
            body.get(f"{date_field}_start"), body.get(f"{date_field}_end"), first, last, certain=certain
        )
    if name not in VALUES:
        return None
    values_of = VALUES[name]
    if not isinstance(value, Selection):
        quantifier = all if name in ALL_OF else any
        return lambda body: quantifier(choice in values_of(body) for choice in value)
    if value.absent or value.present:
        return None
    return lambda body: (
        (not value.choices or any(choice in values_of(body) for choice in value.choices))
        and not any(choice in values_of(body) for choice in value.exclusions)
    )


def happened_within(start: str | None, end: str | None, first: str | None, last: str | None, *, certain: bool) -> bool:
    """Whether the days of a record are within others, or may be. Without an end the record has no date; without a
    start, the start is open."""
    if end is None:
        return False
    begin = start or str(EARLIEST)
    begin, end = (begin, end) if certain else (end, begin)
    return (first is None or begin >= first) and (last is None or end <= last)
