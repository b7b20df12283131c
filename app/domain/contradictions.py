"""Rules for contradictions: a figure for a part of a period against the figure for the whole, a trend in words against
figures, and documents that differ on a field.

``/methodology`` explains these rules to readers: change both together.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby, pairwise
from typing import Any

from app.domain import edtf
from app.domain.figure_vocabulary import StatKind, Trend
from app.domain.figure_words import hedge, scale_of
from app.domain.hedges import digits
from app.domain.preference import preference_key
from app.domain.titles import count_words
from app.domain.trade_figures import DAY, RANKS, Figure, Time, agree
from app.domain.vocabulary import Verdict

MAX_RATIO = 2.5
"""The rate in the rest of a period may be up to so many times the rate in the part, or that many times less. Seasons
and a year's growth stay well below it."""

MAX_WHOLE = dt.timedelta(days=3 * 366)
"""Longest period whose part is compared with its rest: over more years a flow may grow severalfold."""

MIN_PART = dt.timedelta(days=28)
"""Shortest part or rest whose rate is compared: a single delivery may decide what flows in a few days."""

MAX_PARTS = 100
"""Figures that end within a period and are compared with it, at most: the latest. It keeps the time linear in the
number of figures."""

STEADY = 10
"""Percent by which a figure may differ from an earlier one while a text calls them steady."""

MONTH_DAYS = 30.4


@dataclass(frozen=True)
class FieldPlace:
    """A place of a document that states the value of a field, or that ``says`` another one. ``day`` is the day of
    publication, ``older`` the id of the document of which this one is a newer edition."""

    document: str
    day: dt.date | None
    older: str | None
    says: str | None


def event_date(kind: str, field: str, body: Mapping[str, Any]) -> str | None:
    """The value of a field that is the date of an event, which a document may know less exactly. None for other fields.

    The period of a figure is no such date: a figure for a month is no figure for the year.
    """
    is_event_date = f"{field}_precision" in body and kind != "trade-stat"
    return body[field] if is_event_date else None


def verdict_of_documents(places: Collection[FieldPlace], date: str | None = None) -> Verdict:
    """The verdict on a field. A document with the record's value supersedes its own older editions, and all documents
    of earlier days with another value. ``date`` is the value of the record if the field is the date of an event.
    Another date is compatible with it if one of the two has all days of the other."""
    older_of = {place.document: place.older for place in places}
    own_places = [place for place in places if place.says is None]
    editions: set[str] = set()
    for place in own_places:
        older = place.older
        while older and older not in editions:
            editions.add(older)
            older = older_of.get(older)
    contrary_places = [place for place in places if place.says is not None and place.document not in editions]
    newest = max((place.day for place in own_places if place.day), default=None)

    def are_superseded(older_places: Collection[FieldPlace]) -> bool:
        days = [place.day for place in older_places if place.day]
        return not older_places or bool(newest and days and newest > max(days))

    if are_superseded(contrary_places):
        return Verdict.superseded
    rivals = [place for place in contrary_places if not (date and _may_be_same(date, place.says or ""))]
    if not rivals:
        return Verdict.compatible
    return Verdict.superseded if are_superseded(rivals) else Verdict.disagree


def _may_be_same(date: str, other_date: str) -> bool:
    span, other_span = edtf.parse(date), edtf.parse(other_date)
    return span.contains(other_span) or other_span.contains(span)


def nested_conflicts(figures: Iterable[Figure]) -> Iterator[tuple[list[Figure], list[Figure], str]]:
    """The flows of one subject that contradict a flow of a longer period around them. Each conflict has the part, the
    whole, and the arithmetic in words; part and whole are lists of equal figures, the preferred one first.

    If a part contradicts several longer periods, only the shortest is named, so that conflicts never outnumber figures.
    """
    flows = [figure for figure in figures if figure.time is Time.span and figure.kind == StatKind.actual]
    dated_figures = [figure for figure in flows if figure.start and figure.end and figure.indicator not in RANKS]
    equal: dict[object, list[Figure]] = {}
    for figure in sorted(dated_figures, key=preference_key):
        equal.setdefault((figure.period, figure.part, figure.value, figure.qualifier), []).append(figure)
    by_end = sorted(equal.values(), key=lambda of_period: (of_period[0].period[::-1], of_period[0].id))
    ends = [of_period[0].period[1] for of_period in by_end]
    implausible_parts: dict[str, tuple[list[Figure], list[Figure], str]] = {}
    for wholes in sorted(by_end, key=lambda of_period: _days(of_period[0])):
        whole = wholes[0]
        start, end = whole.period
        after = bisect_right(ends, end)
        for parts in by_end[max(bisect_left(ends, start), after - MAX_PARTS) : after]:
            part = parts[0]
            inside = part.period[0] >= start and part.period != whole.period and whole.part in ("", part.part)
            if inside and part.id not in implausible_parts and (words := why_implausible(part, whole)):
                implausible_parts[part.id] = parts, wholes, words
    yield from implausible_parts.values()


def _days(figure: Figure) -> int:
    start, end = figure.period
    return (end - start).days


def why_implausible(part: Figure, whole: Figure) -> str | None:
    """Why a flow and another one, whose period lies around its own, cannot well both be true; None if they can.

    The part must not exceed the whole. If both cover the same scope, the part and the rest of the period must have
    rates of which neither is more than ``MAX_RATIO`` times the other, for some values that the figures allow. Negative
    nets are not compared. Figures of one group that exceed each other are a conflict of figures already.
    """
    if part.value < 0 or whole.value < 0:
        return None
    if not agree(part, whole):
        if part.group_id and part.group_id == whole.group_id:
            return None
        words = f"{_figure_text(part)} in {part.date} is more than {_figure_text(whole)} in {whole.date}"
        return f"{words}, of which it is a part"
    (first, last), (start, end) = part.period, whole.period
    days, all_days = last - first + DAY, end - start + DAY
    if part.part != whole.part or all_days > MAX_WHOLE or min(days, all_days - days) < MIN_PART:
        return None
    months, all_months = _months(first, last), _months(start, end)
    unit, length, remainder = "day", days.days, (all_days - days).days
    if months and all_months:
        unit, length, remainder = "month", months, all_months - months
    part_range, whole_range = part.range, whole.range
    low, high = (whole_range.low - part_range.high) / remainder, (whole_range.high - part_range.low) / remainder
    if low <= MAX_RATIO * part_range.high / length and high * MAX_RATIO >= part_range.low / length:
        return None
    rate, other_rate = part.value / length, max(whole.value - part.value, 0) / remainder
    size, scale = scale_of(whole.value)
    times = f", {_round(other_rate / rate, 2)} times as much" if rate else ""
    part_words, whole_words = (
        f"{hedge(figure.qualifier)}{_plain_text(figure.value / size)}" for figure in (part, whole)
    )
    return (
        f"{f'{part_words} {scale}'.strip()} in {count_words(length, unit)} is {_round(rate / size)} a {unit}; "
        f"the other {count_words(remainder, unit)} of {whole_words} would have "
        f"{_round(other_rate / size)} a {unit}{times}"
    )


def contrary(trend: str, earlier: Figure, later: Figure) -> bool:
    """Whether two figures of one subject contradict a trend for all values that their qualifiers allow."""
    if trend == Trend.rising:
        return later.range.below(earlier.range)
    if trend == Trend.falling:
        return earlier.range.below(later.range)
    apart = abs(later.value - earlier.value) * 100 > abs(earlier.value) * STEADY
    return apart and not earlier.range.meets(later.range)


def pairs_against_trend(trend: Figure, direction: str, figures: Iterable[Figure]) -> list[tuple[Figure, Figure]]:
    """Pairs of successive figures of a trend's subject that go another way than the trend.

    Only figures inside its period and of its scope count, and of each period only the preferred one. Flows are compared
    if their periods are about equally long and do not overlap.
    """
    start, end = trend.period
    inside: dict[object, Figure] = {}
    for figure in sorted(figures, key=preference_key):
        first, last = figure.period
        if figure.end and figure.part == trend.part and start <= first and last <= end:
            inside.setdefault(figure.period, figure)

    def months(figure: Figure) -> int:
        return round(_days(figure) / MONTH_DAYS) if figure.time is Time.span else 0

    pairs = []
    for _, alike in groupby(sorted(inside.values(), key=lambda f: (months(f), f.period[1], f.id)), key=months):
        for earlier, later in pairwise(alike):
            apart = later.time is not Time.span or earlier.period[1] < later.period[0]
            if apart and earlier.indicator not in RANKS and contrary(direction, earlier, later):
                pairs.append((earlier, later))
    return pairs


def trend_words(direction: str, pairs: Iterable[tuple[Figure, Figure]]) -> str:
    """A sentence with the trend that a text states, and the figures that go another way."""
    changes = []
    for earlier, later in pairs:
        change = later.value - earlier.value
        percent = f" ({_round(abs(change) / abs(earlier.value) * 100)} percent)" if earlier.value else ""
        comparison = "less" if change < 0 else "more"
        figures = f"{_figure_text(earlier)} in {earlier.date} and {_figure_text(later)} in {later.date}"
        changes.append(f"{figures}, {amount(abs(change))} {comparison}{percent}")
    return f"said to be {direction}, but {'; '.join(changes)}"


def _months(start: dt.date, end: dt.date) -> int | None:
    """The number of months, if the days are those of whole months."""
    after = end + DAY
    whole = start.day == 1 and after.day == 1
    return (after.year - start.year) * 12 + after.month - start.month if whole else None


def _round(value: float, places: int = 3) -> str:
    """A number with so many significant digits, halves rounded up, and all digits before the point."""
    exact = Decimal(f"{value:.12g}")
    if not exact:
        return "0"
    step = Decimal(1).scaleb(min(exact.adjusted() + 1 - places, 0))
    return f"{exact.quantize(step, ROUND_HALF_UP).normalize():,f}"


def _plain_text(value: float) -> str:
    return _round(value, max(digits(value), 3))


def amount(value: float) -> str:
    """An amount in words: "8.95 billion", "130,000"."""
    size, scale = scale_of(value)
    return f"{_round(value / size, 6)} {scale}".strip()


def _figure_text(figure: Figure) -> str:
    return hedge(figure.qualifier) + amount(figure.value)
