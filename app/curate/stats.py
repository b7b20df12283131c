"""Makes the proposal of a trade stat from what the rules read of a sentence."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.curate.mentions.context import Context, Speaker
from app.curate.mentions.dates import DateMention, is_said_at_another_time
from app.curate.mentions.figures import FigureMention
from app.curate.mentions.statistics_offices import is_of_office
from app.curate.proposals import Confidence, Proposal, Quote, stated_values
from app.curate.quoting import LONGEST_QUOTE, quote
from app.domain.figure_vocabulary import Authority, Flow, Indicator, StatKind
from app.domain.text import fold


@dataclass
class FigureDate:
    """The date of a figure. ``mention`` has the words, if there are any; without them ``reason`` says why."""

    edtf: str
    mention: DateMention | None = None
    reason: str | None = None


@dataclass
class Parties:
    """Who reports a figure, and with whom. ``partner`` is None for all the world. ``reason`` says why it is these two,
    if the sentence does not name them."""

    reporter: str
    partner: str | None
    reason: str | None = None


@dataclass
class Stat:
    """A figure with all that was read of it. ``number`` is that of its sentence in the context, from 0.

    ``cue`` has the offsets in the sentence of the words for the indicator. ``is_certain`` is whether each part of
    it stands in the words around the figure.
    """

    number: int
    text: str
    indicator: Indicator
    flow: Flow | None
    parties: Parties
    period: FigureDate | None
    cue: tuple[int, int]
    value: float | None
    unit: str | None
    qualifier: str | None
    span: tuple[int, int]
    kind: StatKind = StatKind.actual
    growth: tuple[float, tuple[int, int]] | None = None
    product: str | None = None
    scope: str | None = None
    estimate: bool = False
    is_unit_sure: bool = True
    speaker: Speaker | None = None
    is_certain: bool = True
    reason: str = ""
    reasons: dict[str, str] = field(default_factory=dict)


def status_period(context: Context, number: int, speaker: Speaker | None) -> FigureDate | None:
    """The date of a figure that is given as current: the day of the meeting at which an official said it, else that of
    publication."""
    event, text = context.event_day, context.sentences[number].text
    if is_said_at_another_time(text):
        return None
    if event and event.edtf and context.told_by_official(number):
        reason = "Said at the meeting of that day." if speaker else "Reported about the meeting on that day."
        return FigureDate(event.edtf, event, reason)
    publication = context.article.publication
    if publication is None:
        return None
    if _SET_EARLIER.search(text):
        last = publication.text.rpartition("/")[2]
        return FigureDate(f"../{last}", None, f"Set before the day of publication, {publication.text}.")
    return FigureDate(publication.text, None, f"Given as current on the day of publication, {publication.text}.")


_SET_EARLIER = re.compile(r"\b(?:have|has|had)\s+(?:already\s+|earlier\s+|previously\s+)?set\b")
"""A goal “has been set” at some time before."""


def stated_period(context: Context, mention: DateMention | None) -> FigureDate | None:
    """The period of a date: “since 2019” goes on to the day of publication."""
    if mention is None or mention.edtf is None:
        return None
    if not mention.edtf.endswith("/.."):
        return FigureDate(mention.edtf.removeprefix("../"), mention)
    publication = context.article.publication
    if publication is None or publication.end is None:
        return None
    last = publication.text.rpartition("/")[2]
    return FigureDate(f"{mention.point}/{last}", mention, f"Counted up to the day of publication, {publication.text}.")


def is_to_come(context: Context, period: FigureDate | None) -> bool:
    """Whether a period begins after the day of publication, so that the figure is a plan."""
    span = period.mention.span if period and period.mention else None
    publication = context.article.publication
    first = (span.start or span.end) if span else None
    return bool(first and publication and publication.end and first > publication.end)


def plain_number(value: float) -> float | int:
    """A whole number without a fraction."""
    return int(value) if value == int(value) else value


def of_figure(figure: FigureMention) -> dict[str, Any]:
    """The fields of a stat that the words of the figure give."""
    return {
        "text": figure.text, "value": figure.value, "unit": figure.unit, "qualifier": figure.qualifier.value,
        "span": (figure.start, figure.end), "estimate": figure.estimate, "is_unit_sure": figure.is_unit_sure,
    }  # fmt: skip


def proposal(context: Context, stat: Stat, by: str) -> Proposal:
    """The proposal, with a quote for each value."""
    values: dict[str, Any] = {
        "id": _id(stat),
        "indicator": stat.indicator.value,
        "flow": stat.flow.value if stat.flow else None,
        "reporter": stat.parties.reporter,
        "partner": stat.parties.partner,
        "product": {"name": stat.product} if stat.product else None,
        "scope": stat.scope,
        "date": stat.period.edtf if stat.period else None,
        "value": plain_number(stat.value) if stat.value is not None else None,
        "unit": stat.unit,
        "qualifier": stat.qualifier,
        "kind": stat.kind.value if stat.kind is StatKind.target else None,
        "growth_percent": plain_number(stat.growth[0]) if stat.growth else None,
        "authority": _authority(context, stat).value,
        "as_written": _excerpt(stat.text),
        "attributed_to": stat.speaker.name if stat.speaker else None,
        "estimate": True if stat.estimate else None,
    }
    if stat.period is None:
        has_date = stat.indicator is Indicator.trade  # a text may leave the year out
    else:
        has_date = stat.period.mention is None or stat.period.mention.is_certain
    return Proposal(
        kind="trade-stat",
        confidence=Confidence.of(stat.is_certain and stat.is_unit_sure and has_date),
        values=stated_values(values),
        quotes=_quotes(context, stat),
        why=stat.reason,
        by=by,
    )


def _excerpt(text: str) -> str:
    """At most as many characters as a quote may have, cut between words."""
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE + 1].rsplit(maxsplit=1)[0]


def distinct(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The proposals with an id each. A figure that is repeated is proposed once, with the words of both places."""
    by_id: dict[str, Proposal] = {}
    for proposal in proposals:
        name = str(proposal.values["id"])
        first = by_id.get(name)
        if first is None:
            by_id[name] = proposal
        elif all(_alike(first).get(field, words) == words for field, words in _alike(proposal).items()):
            fuller, repetition = (first, proposal) if len(_alike(first)) >= len(_alike(proposal)) else (proposal, first)
            quotes = [*fuller.quotes, *repetition.quotes[:1]] if len(fuller.quotes) < _MOST_QUOTES else fuller.quotes
            by_id[name] = fuller.model_copy(update={"quotes": quotes})
        else:
            name = f"{name}-p{proposal.quotes[0].paragraph}"
            by_id.setdefault(name, proposal.model_copy(update={"values": {**proposal.values, "id": name}}))
    amounts = {_amount(proposal) for proposal in by_id.values() if "date" in proposal.values}
    return [
        p for p in by_id.values() if "date" in p.values or p.values.get("value") is None or _amount(p) not in amounts
    ]


def _amount(proposal: Proposal) -> tuple[Any, ...]:
    """What a headline repeats of a figure without its period."""
    return tuple(proposal.values.get(field) for field in ("indicator", "flow", "reporter", "partner", "value", "unit"))


_MOST_QUOTES = 20
"""Quotes of one figure, however often a text repeats it."""


def _alike(proposal: Proposal) -> dict[str, Any]:
    return {
        name: value
        for name, value in proposal.values.items()
        if name in ("qualifier", "scope", "product", "growth_percent")
    }


def _quotes(context: Context, stat: Stat) -> list[Quote]:
    sentence = context.sentences[stat.number]
    article, paragraph, base = context.article, sentence.paragraph, sentence.start

    def words(span: tuple[int, int], fields: list[str], reason: str | None = None) -> Quote:
        return quote(article, paragraph, base + span[0], base + span[1], fields, reason)

    figure_fields = ["value", "unit", "qualifier", "as_written"] if stat.value is not None else ["as_written"]
    quotes = [words(stat.span, figure_fields + (["estimate"] if stat.estimate else []), stat.reasons.get("value"))]
    indicator = ["indicator", *(["flow"] if stat.flow else []), *(["kind"] if stat.kind is StatKind.target else [])]
    quotes.append(words(stat.cue, indicator, stat.reasons.get("indicator")))
    party_fields = ["reporter", *(["partner"] if stat.parties.partner else [])]
    parties = [p for p in context.states(stat.number) if p.code in (stat.parties.reporter, stat.parties.partner)]
    span = (min(p.start for p in parties), max(p.end for p in parties)) if parties else stat.cue
    names_all = len({p.code for p in parties}) == len(party_fields)
    reason = None if names_all else stat.parties.reason or "The article is about these two countries."
    quotes.append(words(span, party_fields, reason))
    if stat.period and stat.period.mention:
        mention = stat.period.mention
        text_reason = stat.period.reason or mention.reason
        quotes.append(quote(article, mention.paragraph, mention.start, mention.end, ["date"], text_reason))
    elif stat.period:
        quotes.append(words(stat.span, ["date"], stat.period.reason))
    if stat.growth:
        quotes.append(words(stat.growth[1], ["growth_percent"]))
    if stat.product:
        start = sentence.text.lower().find(stat.product.lower())
        span = (start, start + len(stat.product)) if start >= 0 else stat.span
        quotes.append(words(span, ["product"], stat.reasons.get("product")))
    if stat.scope:
        start = sentence.text.find(stat.scope)
        quotes.append(words((start, start + len(stat.scope)), ["scope"]))
    if stat.speaker:
        numbers = context.around(stat.number)
        source = next((context.sentences[n] for n in numbers if context.speaks_in(n, stat.speaker)), sentence)
        start = source.start + stat.speaker.start
        end = min(len(article.paragraphs[paragraph - 1]), source.start + stat.speaker.end)
        quotes.append(quote(article, paragraph, start, end, ["attributed_to"]))
    return quotes


def _authority(context: Context, stat: Stat) -> Authority:
    speaker = stat.speaker
    if speaker is None:
        return Authority.statistics if is_of_office(context, stat.number) else Authority.press
    if re.search(r"ministry|statistic|customs|central bank|bureau|committee", speaker.name, re.IGNORECASE):
        return Authority.statistics
    if speaker.expert:
        return Authority.expert
    return Authority.statement if speaker.official else Authority.press


def _id(stat: Stat) -> str:
    pair = "-".join(code.lower() for code in (stat.parties.reporter, stat.parties.partner) if code)
    value = re.sub(r"[^0-9]+", "-", f"{stat.value:.15g}") if stat.value is not None else ""
    period = (stat.period.edtf if stat.period else "").replace("/", "-").strip("-.")
    direction = f"-{stat.flow.value}" if stat.flow else ""
    product = "-" + "-".join(re.findall(r"[a-z0-9]+", fold(stat.product))[:4]) if stat.product else ""
    return re.sub(r"-{2,}", "-", f"{stat.indicator.value}{direction}-{pair}{product}-{period}-{value}").strip("-")
