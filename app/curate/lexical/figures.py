"""Figures of a text: trade, investment and counts between its countries, and the targets for them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from app.curate.events.values import join_quotes, slug
from app.curate.lexical.amounts import NumberMention
from app.curate.lexical.figure_dates import figure_date
from app.curate.lexical.figure_windows import is_figure, is_start, window_of
from app.curate.lexical.growth import growth_of
from app.curate.lexical.people import post_heads
from app.curate.lexical.text import LexicalSentence, LexicalText, Sides
from app.curate.lexicons.lexicon import MeasureWords
from app.curate.mentions.dates import DateMention
from app.curate.mentions.parties import PartyForm
from app.curate.proposals import Confidence, Proposal, Quote, stated_values
from app.curate.quoting import LONGEST_QUOTE
from app.curate.stats import plain_number
from app.domain.currencies import is_currency
from app.domain.figure_vocabulary import Authority, Flow, Indicator, StatKind

VERSION = 9

BY = f"rule:figures-by-lexicon/{VERSION}"

_BEHIND_AMOUNT = 30
"""Characters added to the distance of a word behind an amount, so that one before it counts as nearer."""

_LONGEST_GAP = 45
"""Characters between a number and what it counts."""

_LONGEST_FIELD = 50
"""Characters between the head word of a post and a word of its field."""

_FAR_WORDS = 2
"""Words between a date and an amount from which the date may be that of another."""

_SMALLEST = 100_000
"""Less money than this is the price of something."""


@dataclass(frozen=True)
class _Cue:
    measure: MeasureWords
    start: int
    end: int
    line: LexicalSentence


@dataclass(frozen=True)
class _Figure:
    """A figure. ``window`` has the offsets in the line of the words that are about it."""

    line: LexicalSentence
    amount: NumberMention
    unit: str
    cue: _Cue
    window: tuple[int, int]
    sides: Sides
    date: DateMention | None
    is_target: bool
    is_certain: bool
    growth: tuple[float, NumberMention] | None = None
    date_line: LexicalSentence | None = None
    """The sentence of the date, if the figure takes the date of an earlier figure."""


def propose_figures(text: LexicalText) -> Iterator[Proposal]:
    """A proposal for each figure. A target is a figure if it is of trade, and a commitment if it has a year or is of
    something else."""
    ids: set[str] = set()
    for figure in _figures(text):
        for proposal in _proposals(figure, text):
            name = str(proposal.values["id"])
            if name not in ids:
                yield proposal
            ids.add(name)


def _figures(text: LexicalText) -> Iterator[_Figure]:
    last_cue: _Cue | None = None
    last_currency: tuple[int, str] | None = None
    last_target: tuple[LexicalSentence, int] | None = None
    last_figure: _Figure | None = None
    later = [line for line in text.lines if line.paragraph > 1]
    values_in_body = {amount.value for line in later for amount in line.amounts}
    for line in text.lines:
        if not line.is_statement:
            continue
        if last_cue and last_cue.line.paragraph != line.paragraph:
            last_cue = None
        money = [cue for cue in _cues(line, is_count=False) if cue.measure.indicator is Indicator.trade]
        if money and not line.amounts:
            last_cue = money[0]
        for number, amount in enumerate(line.amounts):
            if line.paragraph == 1 and amount.value in values_in_body:
                continue  # the headline
            unit = amount.unit
            if is_currency(unit):
                last_currency = (line.paragraph, unit)
            elif unit == "count" and amount.is_scaled and last_currency and last_currency[0] == line.paragraph:
                unit = last_currency[1]
            window = window_of(line, number)
            if is_start(line, number) and _is_target(line, line.amounts[number + 1], window_of(line, number + 1)):
                continue  # “from 5 billion to 10 billion”
            cue = (
                _count_cue(line, amount, window, last_cue)
                if unit == "count"
                else _money_cue(line, amount, unit, window, last_cue)
            )
            if cue is None or _is_other(line, amount, window, cue):
                continue
            is_target = not cue.measure.is_count and _is_target(line, amount, window)
            if last_target and last_target[0] is line and window[0] == last_target[1]:
                is_target = is_target or not line.lexicon.result_verbs.search(line.lower, *window)
            last_target = (line, amount.end) if is_target and not line.lexicon.verb_is_last else None
            figure = _figure(text, line, amount, unit, cue, window, is_target=is_target)
            last_cue = cue
            if figure:
                figure = _with_earlier_date(figure, last_figure)
                last_figure = None if figure.is_target else figure
                yield figure


def _with_earlier_date(figure: _Figure, last: _Figure | None) -> _Figure:
    """The figure. An export or import without a date gets that of the trade figure before it in its paragraph: “In
    2025, trade was $3 million. Exports came to $1 million.”"""
    is_part = figure.cue.measure.flow in (Flow.export, Flow.import_) and not figure.is_target
    if not (last and last.date and is_part and figure.date is None and last.line.paragraph == figure.line.paragraph):
        return figure
    is_said_now = figure.line.lexicon.present.search(figure.line.lower) is not None
    is_trade = last.cue.measure.indicator is Indicator.trade
    return (
        figure
        if is_said_now or not is_trade
        else replace(figure, date=last.date, date_line=last.date_line or last.line)
    )


def _is_year(line: LexicalSentence, amount: NumberMention) -> bool:
    return 1900 <= amount.value < 2100 and line.text[amount.start : amount.end].isdigit()


def _cues(line: LexicalSentence, *, is_count: bool) -> list[_Cue]:
    cues = [
        _Cue(measure, *match.span(), line)
        for measure in line.lexicon.measures
        if measure.is_count is is_count
        for match in measure.words.finditer(line.lower)
    ]
    return [cue for cue in cues if not _is_of_post(line, cue)]


def _is_of_post(line: LexicalSentence, cue: _Cue) -> bool:
    """Whether a word is the field of a post or of a ministry: “minister of trade”."""
    lexicon = line.lexicon
    heads = [*post_heads(line.lower, lexicon), *(match.span() for match in lexicon.ministries.finditer(line.lower))]
    if lexicon.verb_is_last:
        fields = [line.text[cue.end : start] for start, _ in heads if cue.end <= start < cue.end + _LONGEST_FIELD]
        return any(
            re.fullmatch(r"\s(?:[\w-]+\s)*", field)
            and all(word[0].isupper() or lexicon.post_joints.fullmatch(word) for word in field.split())
            for field in fields
        )
    between = [line.lower[end : cue.start] for _, end in heads if cue.start - _LONGEST_FIELD < end <= cue.start]
    return any(
        re.fullmatch(r"\s(?:[^\W\d_][\w-]*,?\s)*", words) and not any(map(lexicon.post_breaks.fullmatch, words.split()))
        for words in between
    )


def _count_cue(line: LexicalSentence, amount: NumberMention, window: tuple[int, int], last: _Cue | None) -> _Cue | None:
    """What a number counts: the noun behind it, or that of the number before if the words refer to it."""
    if last and last.measure.is_count and line.lexicon.same_number.search(line.lower, window[0], amount.start):
        return last
    near = [cue for cue in _cues(line, is_count=True) if amount.end <= cue.start < amount.end + _LONGEST_GAP]
    if line.lexicon.verb_is_last and not near:
        near = [cue for cue in _cues(line, is_count=True) if cue.start >= amount.end]
        near = near if len(near) == 1 else []
    else:
        near = [cue for cue in near if cue.start < window[1]]
    nearest = min(near, key=lambda cue: cue.start, default=None)
    return None if nearest and _is_year(line, amount) and nearest.start - amount.end > 15 else nearest


def _money_cue(
    line: LexicalSentence, amount: NumberMention, unit: str, window: tuple[int, int], last: _Cue | None
) -> _Cue | None:
    """The nearest word for a measure, or that of the sentence before."""
    if not is_currency(unit) or amount.value < _SMALLEST:
        return None
    cues = _cues(line, is_count=False)
    attributes = [cue for cue in cues if amount.is_attribute and 0 <= cue.start - amount.end < 25]
    if attributes:
        return max(attributes, key=lambda cue: (-cue.start, cue.end))

    def distance(cue: _Cue) -> int:
        gap = amount.start - cue.end if cue.end <= amount.start else cue.start - amount.end + _BEHIND_AMOUNT
        is_outside = cue.end <= window[0] or cue.start >= window[1]
        is_apart = cue.start >= amount.end and "," in line.text[amount.end : cue.start]
        return gap + 60 * (is_outside or is_apart) - (cue.end - cue.start) // 4

    if cues:
        return min(cues, key=distance)
    return last if last and not last.measure.is_count else None


def _is_other(line: LexicalSentence, amount: NumberMention, window: tuple[int, int], cue: _Cue) -> bool:
    """Whether an amount is no figure: that of something else, such as a loan; by how much something grew; or denied."""
    lexicon = line.lexicon
    if lexicon.change.search(line.lower, 0, amount.start) or _is_denied(line, amount, window):
        return True
    first = max(window[0], amount.start - 60)
    last = min(window[1], amount.end + 60)
    if cue.line is line and not cue.measure.is_count:
        first = max(first, cue.end) if cue.end <= amount.start else first
        last = min(last, cue.start) if cue.start >= amount.end else last
    return lexicon.no_figure.search(line.lower, first, last) is not None or is_worth_of_agreements(line, amount)


def _is_denied(line: LexicalSentence, amount: NumberMention, window: tuple[int, int]) -> bool:
    """Whether the verb of an amount is negated: “it did not reach 3 billion”."""
    if line.lexicon.verb_is_last:
        span = amount.end, min(window[1], amount.end + _LONGEST_GAP)
    else:
        span = max(window[0], amount.start - _LONGEST_GAP), amount.start
    return line.lexicon.negations.search(line.lower, *span) is not None


def is_worth_of_agreements(line: LexicalSentence, amount: NumberMention) -> bool:
    """Whether an amount is the value of agreements: “memorandums worth $2 billion”."""
    lexicon = line.lexicon
    nouns = [p for p in (*lexicon.agreements.values(), lexicon.packages) if p.search(line.lower)]
    first, last = max(0, amount.start - 40), amount.end + 30
    return bool(nouns) and lexicon.worth.search(line.lower, first, last) is not None


def _figure(
    text: LexicalText,
    line: LexicalSentence,
    amount: NumberMention,
    unit: str,
    cue: _Cue,
    window: tuple[int, int],
    *,
    is_target: bool,
) -> _Figure | None:
    date = figure_date(text, line, amount, window, is_target=is_target)
    span, publication = date.span if date else None, text.publication
    is_beside = date and date.end <= amount.start and len(line.text[date.end : amount.start].split()) < _FAR_WORDS
    is_past = span and span.end and publication and publication.start and span.end < publication.start
    if is_target and is_beside and is_past:  # “was raised to 3 million in 2024”
        is_target, date = False, figure_date(text, line, amount, window, is_target=False)
    if not is_target and span and span.start and publication and publication.end and span.start > publication.end:
        return None
    sides = text.sides(line, *window) if len({c for c, _, _ in text.country_spots(line)}) > 2 else text.sides(line)
    sides = sides if sides.codes else text.sides(line)
    if not sides.codes and cue.line is not line:
        sides = text.sides(cue.line)
    if not sides.codes:
        return None
    sides = _in_order(line, sides, cue)
    is_certain = cue.line is line and not sides.reason and unit == amount.unit and date is not None and not is_target
    figures = [a for a in line.amounts if a is amount or (is_figure(a) and not _is_year(line, a))]
    growth = None if is_target else growth_of(line, amount, figures)
    return _Figure(line, amount, unit, cue, window, sides, date, is_target, is_certain, growth)


_WORD_AND_COMMA = re.compile(r"[\w'-]*,")
"""What follows an amount that has the verb of the next: “3 billion this year, and 5 billion by 2030 is our aim”."""


def _is_target(line: LexicalSentence, amount: NumberMention, window: tuple[int, int]) -> bool:
    """Whether an amount is to be reached: a word for a target stands beside it, and no verb that it was reached."""
    targets, result_verbs = line.lexicon.targets, line.lexicon.result_verbs
    if line.lexicon.verb_is_last:
        has_verb = _WORD_AND_COMMA.match(line.lower, amount.end) is None
        last = window[1] if has_verb else len(line.text)
        behind = targets.search(line.lower, amount.end, last)
        verb = result_verbs.search(line.lower, amount.end, behind.start() if behind else last)
        near = targets.search(line.lower, max(window[0], amount.start - 45), amount.start)
        verb_beside = result_verbs.match(line.lower, amount.end + 1)
        return bool((near and not verb_beside) or (behind and not verb))
    is_last = window[1] == len(line.text)
    before = [*targets.finditer(line.lower, window[0], amount.start)]
    if before:
        return result_verbs.search(line.lower, before[-1].end(), amount.start) is None
    return is_last and targets.search(line.lower, amount.end, amount.end + 40) is not None


def _in_order(line: LexicalSentence, sides: Sides, cue: _Cue) -> Sides:
    """The sides with the reporter first: the host of investment, the exporter or importer, else as they are named."""
    measure = cue.measure
    if measure.flow is Flow.turnover or cue.line is not line:
        return sides
    codes = sides.codes
    beside = [
        m for m in line.countries if m.code in codes and m.form is PartyForm.people and 0 <= cue.start - m.end < 25
    ]
    behind = [m for m in line.countries if m.code in codes and m.form is PartyForm.name and m.start - cue.end == 1]
    lexicon = line.lexicon
    sources = [
        m
        for m in line.countries
        if m.code in codes
        and lexicon.ablative.search(line.words_of(m))
        and not lexicon.is_nominative_country(line.text[m.start : m.end + 1])
    ]
    if len({m.code for m in sources}) == 1 and measure.flow in (None, Flow.export):
        beside = sources
    owner = beside[-1:] or (behind[:1] if not line.lexicon.verb_is_last else [])
    if not owner:
        before = [m for m in line.countries if m.code in codes and m.end <= cue.start]
        owner = before[-1:] if measure.is_count or measure.flow is None else before[:1]
    if not owner:
        return sides
    is_host = (owner[0].code == codes[0]) is (measure.flow is not None)
    return sides.led_by(codes[0] if is_host else codes[1])


def _proposals(figure: _Figure, text: LexicalText) -> Iterator[Proposal]:
    publication = text.publication.text if text.publication else None
    amount, line, measure = figure.amount, figure.line, figure.cue.measure
    indicator, flow = measure.indicator, measure.flow
    if measure.flow is None and indicator not in (Indicator.joint_projects, Indicator.joint_project_value):
        flow = Flow.inward
    is_target = figure.is_target and indicator is Indicator.trade
    date = publication if figure.is_target else figure.date.edtf if figure.date else publication
    reporter, partner = figure.sides.codes
    values: dict[str, Any] = {
        "id": "", "indicator": (Indicator.trade_target if is_target else indicator).value,
        "flow": flow.value if flow else None, "reporter": reporter, "partner": partner, "date": date,
        "value": plain_number(amount.value), "unit": figure.unit, "qualifier": amount.qualifier.value,
        "kind": StatKind.target.value if figure.is_target else None,
        "growth_percent": plain_number(figure.growth[0]) if figure.growth else None, "authority": Authority.press.value,
        "as_written": line.text[amount.start : amount.end][:LONGEST_QUOTE],
    }  # fmt: skip
    values["id"] = slug(
        values["indicator"], flow.value if flow else None, reporter, partner, (date or "").replace("/", "-"),
        f"{amount.value:.15g}", "target" if figure.is_target else None,
    )  # fmt: skip
    if is_target or not figure.is_target:
        yield Proposal(
            kind="trade-stat", confidence=Confidence.of(figure.is_certain),
            values=stated_values(values),
            quotes=join_quotes([*_quotes(figure, values, publication)]),
            why="A word for the indicator stands beside the amount.", by=BY,
        )  # fmt: skip
    due = figure.date if figure.date and (figure.date.edtf or "")[:4] >= (publication or "")[:4] else None
    if figure.is_target and (due or not is_target):
        yield _commitment(figure, due, values)


def _commitment(figure: _Figure, due: DateMention | None, values: dict[str, Any]) -> Proposal:
    """The commitment of both sides to reach a target, by its year if it has one."""
    amount, line = figure.amount, figure.line
    words = {
        "id": slug("reach", values["id"]), "title": f"Reach {amount.value:,.15g} {figure.unit}",
        "by": [*figure.sides.codes],
        **({"due": due.edtf} if due else {}), "value": values["value"], "unit": figure.unit, "status": "open",
    }  # fmt: skip
    quotes = [
        line.quote_number(amount.value, amount.start, amount.end, "title", "value", "unit", "status"),
        *figure.sides.quotes("by"),
    ]
    quotes += [line.quote(due.start, due.end, "due", reason=due.reason)] if due else []
    return Proposal(
        kind="commitment", confidence=Confidence.suggest, values=words, quotes=join_quotes(quotes),
        why="The text names a target.", by=BY,
    )  # fmt: skip


def _quotes(figure: _Figure, values: dict[str, Any], publication: str | None) -> Iterator[Quote]:
    amount, line, cue = figure.amount, figure.line, figure.cue
    yield line.quote_number(amount.value, amount.start, amount.end, "value", "unit", "qualifier", "as_written")
    fields = ["indicator", *(name for name in ("flow", "kind") if values[name])]
    yield cue.line.quote(
        cue.start, cue.end, *fields, reason=None if cue.line is line else "Named in a sentence before."
    )
    yield from figure.sides.quotes("reporter", "partner")
    if figure.growth:
        percent = figure.growth[1]
        yield line.quote_number(percent.value, percent.start, percent.end, "growth_percent")
    if figure.date and not figure.is_target:
        reason = "The period is that of the figure before." if figure.date_line else figure.date.reason
        yield (figure.date_line or line).quote(figure.date.start, figure.date.end, "date", reason=reason)
    elif publication:
        reason = f"Given as current on the day of publication, {publication}."
        yield line.quote(amount.start, amount.end, "date", reason=reason)
