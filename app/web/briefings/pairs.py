"""Pairs of parties that have something in common: who a briefing can be about, and how much it would say."""

from collections import Counter
from typing import Any, TypeAlias

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import aliased

from app.db.snapshot import Snapshot
from app.db.tables import Party
from app.db.tables.timeline import TimelineCountry, TimelineEntry
from app.db.tables.trade_stats import TradeStat
from app.domain.deadline import check_each
from app.domain.titles import plural
from app.domain.vocabulary import PartyKind, TimelineKind

Pair: TypeAlias = tuple[str, str]

FIGURES = "figures"

COUNTED_KINDS = (*map(plural, TimelineKind), FIGURES)
"""What pairs have in common, as :func:`shared_records` counts it."""

MAX_LINKS = 1_000_000
"""Links between events and parties that are paired. These take 4 s of processor time, once for each revision."""


def pair_name(codes: Pair) -> str:
    """A pair as the address of its briefing has it: ``kz-tr``."""
    return "-".join(codes).lower()


def counts_text(counts: Counter[str]) -> str:
    """What a pair has in common: "15 meetings, 1 agreement"."""
    numbers = ((counts[kind], kind.removesuffix("s") if counts[kind] == 1 else kind) for kind in COUNTED_KINDS)
    return ", ".join(f"{number:,} {word}" for number, word in numbers if number)


def _events() -> Select[Any]:
    """Two codes in their order, a kind of event, and the number of events that both take part in."""
    first, second = aliased(TimelineCountry), aliased(TimelineCountry)
    columns: tuple[Any, ...] = (first.country_id, second.country_id, TimelineEntry.record_kind)
    return (
        select(*columns, func.count())
        .join(second, (second.entry_id == first.entry_id) & (second.country_id > first.country_id))
        .join(TimelineEntry, TimelineEntry.id == first.entry_id)
        .group_by(*columns)
    )


def _figures() -> Select[Any]:
    reporter, partner = TradeStat.reporter_id, TradeStat.partner_id
    first = case((reporter < partner, reporter), else_=partner)
    second = case((reporter < partner, partner), else_=reporter)
    return select(first, second, func.count()).where(partner.is_not(None)).group_by(first, second)


def briefing_parties(snapshot: Snapshot) -> dict[str, str]:
    """The names of the parties that may have a briefing, by code: all but aggregates such as the world."""
    rows: Any = select(Party.id, Party.name).where(Party.kind_ != PartyKind.aggregate)
    return snapshot.fact("briefing parties", lambda: {str(code): str(name) for code, name in snapshot.execute(rows)})


def shared_records(snapshot: Snapshot) -> dict[Pair, Counter[str]]:
    """The pairs of codes, with the numbers of meetings, agreements, milestones and figures; most records first.

    Only figures count if :func:`has_few_events` is false.
    """
    return snapshot.fact("briefing pairs", lambda: _shared_records(snapshot))


def figure_counts(snapshot: Snapshot) -> dict[Pair, int]:
    """The pairs of codes that have figures, with their number; most figures first."""
    return snapshot.fact("figures of pairs", lambda: _figure_counts(snapshot))


def _figure_counts(snapshot: Snapshot) -> dict[Pair, int]:
    parties = briefing_parties(snapshot)
    counts = {
        (first, second): count
        for first, second, count in check_each(snapshot.execute(_figures()))
        if first in parties and second in parties
    }
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def has_few_events(snapshot: Snapshot) -> bool:
    """Whether the events of pairs are counted: there are not too many for one request."""
    links = select(func.count()).select_from(TimelineCountry)
    return snapshot.fact("few events", lambda: int(snapshot.scalar(links)) <= MAX_LINKS)


def _shared_records(snapshot: Snapshot) -> dict[Pair, Counter[str]]:
    parties = briefing_parties(snapshot)
    counts = {pair: Counter({FIGURES: count}) for pair, count in figure_counts(snapshot).items()}
    events = snapshot.execute(_events()) if has_few_events(snapshot) else ()
    for first, second, kind, count in check_each(events):
        if first in parties and second in parties:
            counts.setdefault((first, second), Counter())[plural(kind)] += count
    return dict(sorted(counts.items(), key=lambda item: (-item[1].total(), item[0])))
