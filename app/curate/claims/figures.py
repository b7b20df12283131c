"""Judges the amounts of a sentence: whether a recorded figure for the same thing and time supports them."""

import math
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from app.curate.claims.amounts import Amount
from app.curate.claims.bounds import agrees, denied_bound, distance, equals, is_loose_bound, may_agree, value_of
from app.curate.claims.facts import StatFact
from app.curate.claims.figure_pairs import without_second_side
from app.curate.claims.figure_support import FALL, is_of_other_meetings, promise_by_other_day, unsupporting_word
from app.curate.claims.flows import names_goods, part_of
from app.curate.claims.periods import ends_with, is_in_clause, is_of_other_time
from app.curate.claims.ranks import implied_rank, is_same_contest, predecessors, scope_of_others
from app.curate.claims.scopes import (
    has_part_of_year,
    in_same_state,
    is_near_fraction,
    is_start_of_change,
    is_sum_of_goods,
    is_total,
    may_include,
)
from app.curate.claims.sentences import ClaimSentence, party_names
from app.curate.claims.stances import Stance, StanceScope
from app.curate.claims.subjects import COUNTS, Subject, names_product, subject_of
from app.curate.claims.times import fineness, lasts_years
from app.curate.claims.verdicts import Claim, ClaimVerdict, ComparedRecord, Difference
from app.curate.claims.wording import stem
from app.curate.mentions.words import words
from app.domain.contradictions import amount as amount_text
from app.domain.currencies import is_currency
from app.domain.edtf import Precision, Span
from app.domain.figure_vocabulary import Indicator, Qualifier
from app.domain.hedges import digits
from app.domain.trade_figures import RANKS, STOCKS

LIKE_SHARE = 0.3
"""Share by which an undated figure may differ from a recorded one and still be compared with it."""


def judge_figures(sentence: ClaimSentence, scopes: Sequence[StanceScope]) -> Iterator[Claim]:
    """A claim for each amount whose subject the sentence names, but for one that it leaves open."""
    agreeing_stats: frozenset[tuple[str, str]] | None = None
    for amount in _amounts(sentence):
        subject = subject_of(sentence, amount)
        around = [scope for scope in scopes if not scope.is_contrary and _is_of(sentence.text, scope, amount)]
        if not subject or any(scope.stance is not Stance.denies for scope in around):
            continue
        inner_bound = denied_bound(sentence.text, amount, around[0]) if around else None
        claim = _judge(sentence, inner_bound or amount, subject)
        if not around and claim.verdict is ClaimVerdict.contradicted:
            agreeing_stats = _agreeing_stats(sentence) if agreeing_stats is None else agreeing_stats
            claim = _judge(sentence, amount, subject, agreeing_stats)
            is_former_amount = Indicator.trade_target in subject.indicators and (
                is_start_of_change(sentence, amount) or _is_reached(sentence, amount)
            )
            if claim.verdict is ClaimVerdict.contradicted and (is_former_amount or is_total(sentence, amount)):
                claim = replace(claim, verdict=ClaimVerdict.not_recorded)
        if (
            not around
            and claim.verdict is ClaimVerdict.contradicted
            and (first := without_second_side(sentence, amount))
        ):
            first_subject = subject_of(first, amount)
            first_claim = _judge(first, amount, first_subject) if first_subject else None
            claim = first_claim if first_claim and first_claim.verdict is ClaimVerdict.supported else claim
        if inner_bound:
            is_denied = claim.verdict is ClaimVerdict.contradicted and claim.differences[0].field == "value"
            opposite = replace(claim, verdict=ClaimVerdict.supported if is_denied else ClaimVerdict.not_recorded)
            yield _as_denial(sentence, amount, opposite, around[0])
        elif around:
            yield _as_denial(sentence, amount, claim, around[0])
        elif claim.verdict is ClaimVerdict.supported and (denial := _denial_behind(sentence.text, scopes, amount)):
            yield claim.not_recorded(denial.cue)
        elif unsupported_words := unsupporting_word(sentence, amount, claim):
            yield claim.not_recorded(unsupported_words)
        else:
            yield claim


MAX_MATCHED_AMOUNTS = 20
"""Amounts of a sentence that are compared with each other: more would cost too much time."""


def _agreeing_stats(sentence: ClaimSentence) -> frozenset[tuple[str, str]]:
    """The units and ids of the figures with which an amount of the sentence agrees. No other amount is compared with
    them. An amount without a noun, as in “117 projects, 78 completed”, may agree with any figure of its kind."""
    amounts, matches = _amounts(sentence), set()
    subjects = [subject_of(sentence, amount) for amount in amounts] if 1 < len(amounts) <= MAX_MATCHED_AMOUNTS else []
    for amount, subject in zip(amounts, subjects, strict=False):
        if subject:
            claim = _judge(sentence, amount, subject)
            records = claim.records if claim.verdict is ClaimVerdict.supported else ()
            matches |= {(amount.unit, record.id) for record in records}
        else:
            peers = [peer for peer in subjects if peer and peer.unit == amount.unit]
            matches |= {
                (amount.unit, stat.id)
                for peer in peers
                for stat in sentence.facts.stats
                if is_about(sentence, stat, peer) and agrees(amount, stat)
            }
    return frozenset(matches)


def _is_of(text: str, scope: StanceScope, amount: Amount) -> bool:
    """Whether an amount is denied or left open: “did not reach $9 billion”, but not “was $9 billion, no small feat”."""
    if not scope.start <= amount.start < scope.end:
        return False
    before = text[scope.cue_start : amount.start]
    return scope.stance is not Stance.denies or (bool(before) and not re.search(r"[,:;]\s", before))


def _is_reached(sentence: ClaimSentence, amount: Amount) -> bool:
    """Whether an amount beside a target is a recorded trade figure: “the target is above the $8.95 billion of 2025”."""
    return digits(amount.value) > 2 and any(
        stat.indicator == Indicator.trade and stat.unit == amount.unit and stat.value == amount.value
        for stat in sentence.facts.stats
    )


def _denial_behind(text: str, scopes: Sequence[StanceScope], amount: Amount) -> StanceScope | None:
    """The denial in the clause of an amount that follows it: “$9 billion was not the turnover”."""
    for scope in scopes:
        is_behind = scope.start <= amount.start and amount.end <= scope.cue_start < scope.end
        if is_behind and scope.stance is Stance.denies and not re.search(r"[,;]\s", text[amount.end : scope.cue_start]):
            return scope
    return None


def _as_denial(sentence: ClaimSentence, amount: Amount, claim: Claim, scope: StanceScope) -> Claim:
    """The claim of a sentence that denies what ``claim`` says. A recorded figure contradicts it, and never supports it,
    because a denial says little of the true number."""
    if claim.verdict is not ClaimVerdict.supported or claim.values["indicator"] == Indicator.trade_target:
        return claim.not_recorded()
    stat = next(stat for stat in sentence.facts.stats if stat.id == claim.records[0].id)
    words = sentence.text[min(scope.cue_start, amount.start) : max(scope.cue_start + len(scope.cue), amount.end)]
    difference = Difference("value", f"“{words}”", recorded_figure(stat, amount))
    return replace(claim, verdict=ClaimVerdict.contradicted, differences=[difference])


def _amounts(sentence: ClaimSentence) -> list[Amount]:
    """The amounts, and the rank that a sentence gives without a number."""
    amounts = [
        replace(amount, value=-amount.value) if amount.unit == "percent" and _falls(sentence.text, amount) else amount
        for amount in sentence.amounts
    ]
    rank = implied_rank(sentence)
    if rank is None or any(amount.unit == "rank" for amount in amounts):
        return amounts
    value, start, end = rank
    return [*amounts, Amount(float(value), "rank", Qualifier.exact, start, end, sentence.text[start:end])]


def _falls(text: str, amount: Amount) -> bool:
    """Whether a percentage is that of a fall: “fell by 4 percent”, “4 percent fewer”."""
    before, after = text[max(0, amount.start - 25) : amount.start], text[amount.end : amount.end + 12]
    return bool(FALL.search(re.split(r"[,;]|\b(?:and|but)\b", before)[-1]) or FALL.match(after.lstrip()))


def _candidates(
    sentence: ClaimSentence, amount: Amount, subject: Subject, stats_to_skip: Set[tuple[str, str]]
) -> list[StatFact]:
    """The recorded figures with which an amount is compared: of the product that the sentence names, else of none."""
    stats = [
        stat
        for stat in sentence.facts.stats
        if is_about(sentence, stat, subject) and (amount.unit, stat.id) not in stats_to_skip
    ]
    stats = [stat for stat in stats if in_same_state(sentence, amount, stat)] or stats
    of_product = [stat for stat in stats if stat.product and names_product(sentence, stat.product)]
    start, end = part_of(sentence.text, amount)
    nearby = {stem(word.key) for word in words(sentence.text[start:end])}
    if "respectively" not in sentence.text:
        of_product = [stat for stat in of_product if stat.product & nearby] or of_product
    if not of_product and Indicator.trade in subject.indicators and names_goods(sentence, amount):
        return []
    stats = of_product or [stat for stat in stats if not stat.product]
    if subject.unit == "percent":
        return [stat for stat in stats if stat.growth is not None]
    if amount.unit == "rank":
        return [stat for stat in stats if is_same_contest(sentence, amount, stat)]
    return stats


def _judge(
    sentence: ClaimSentence, amount: Amount, subject: Subject, stats_to_skip: Set[tuple[str, str]] = frozenset()
) -> Claim:
    """The claim of an amount. ``stats_to_skip`` are units and ids of figures with which it is not compared."""
    candidates = _candidates(sentence, amount, subject, stats_to_skip)
    values: dict[str, object] = {
        "indicator": sorted(subject.indicators)[0], "value": amount.value, "unit": amount.unit,
        "qualifier": str(amount.qualifier), "date": subject.date.edtf if subject.date else None,
    }  # fmt: skip

    def claim(verdict: ClaimVerdict, stats: Sequence[StatFact], difference: Difference | None, *fields: str) -> Claim:
        references = [_reference(stat, *fields) for stat in stats[:5]]
        differences = [difference] if difference else []
        return Claim("trade-stat", verdict, amount.start, amount.end, values, references, differences)

    if not candidates and is_currency(amount.unit):
        return _in_other_currency(sentence, amount, subject, values)
    if not candidates:
        return claim(ClaimVerdict.not_recorded, [], None)
    span = subject.date.span if subject.date else None
    if subject.date and Indicator.trade_target in subject.indicators and subject.date.relation != "by":
        span = None  # the date is of another figure: a target lies ahead
    if span and span.start and span.end and amount.unit == "percent" and lasts_years(span):
        if span.end.year - span.start.year != 1:
            return claim(ClaimVerdict.not_recorded, [], None)
        span = None  # a growth is that of the last of these years
    timely = [
        stat
        for stat in candidates
        if stat.indicator in RANKS or _same_time(stat, span) or ends_with(stat, subject.date)
    ]
    equal = [stat for stat in timely if agrees(amount, stat)]
    if Indicator.trade_target in subject.indicators and (promise := promise_by_other_day(sentence, amount)):
        day_text = subject.date.text if subject.date else ""
        difference = Difference("due", day_text, promise.dates[0].text)
        reference = ComparedRecord("commitment", promise.id, promise.title, ("due",))
        return Claim(
            "trade-stat", ClaimVerdict.contradicted, amount.start, amount.end, values, [reference], [difference]
        )
    is_dated = amount.unit == "rank" and subject.date is not None and is_in_clause(sentence, amount, subject.date)
    if is_dated and equal and not any(_same_time(stat, span) for stat in equal):
        return claim(ClaimVerdict.not_recorded, equal[:1], None, "date")
    if scope_difference := _scope_difference(sentence, amount, equal):
        return claim(ClaimVerdict.contradicted, equal[:1], scope_difference, "scope")
    if equal:
        equal.sort(key=lambda stat: abs(value_of(stat, amount) - amount.value))
        return claim(ClaimVerdict.supported, equal, None)
    nearest = min(
        timely or candidates,
        key=lambda stat: (0 if timely else _time_distance(stat, span), distance(amount, stat)),
    )
    other_time = [stat for stat in candidates if stat not in timely and equals(amount, stat)]
    if other_time and (has_part_of_year(sentence) or is_of_other_time(sentence, amount, subject.date)):
        return claim(ClaimVerdict.not_recorded, other_time[:1], None)
    if other_time and not (timely and span is None):
        difference = Difference("date", subject.date.text if subject.date else "", _time_text(other_time[0]))
        return claim(ClaimVerdict.contradicted, other_time[:1], difference, "date")
    is_lasting = nearest.indicator in STOCKS or nearest.indicator in (Indicator.trade_target, *COUNTS)
    is_lasting = is_lasting and not (span is None and sentence.open_dates)  # as “last year” of an unknown year
    difference = _difference(amount, nearest)
    is_comparable = span is not None or is_lasting or distance(amount, nearest) <= LIKE_SHARE
    is_apart = not may_agree(amount, nearest) and not may_include(sentence, amount, nearest)
    is_apart = is_apart and not is_sum_of_goods(sentence, amount) and not is_near_fraction(amount, nearest)
    if timely and is_comparable and is_apart and not is_loose_bound(amount, nearest):
        return claim(ClaimVerdict.contradicted, [nearest], difference, "value")
    return claim(ClaimVerdict.not_recorded, [nearest], difference, "value", "date")


def _in_other_currency(sentence: ClaimSentence, amount: Amount, subject: Subject, values: dict[str, object]) -> Claim:
    """The claim of an amount in a currency in which nothing is recorded. The same number in another one contradicts."""
    stats = () if names_goods(sentence, amount) else sentence.facts.stats
    sums = [stat for stat in stats if is_currency(stat.unit) and stat.unit != amount.unit and not stat.product]
    candidates = [stat for stat in sums if is_about(sentence, stat, replace(subject, unit=stat.unit))]
    span = subject.date.span if subject.date else None
    best = min(candidates, key=lambda stat: (_time_distance(stat, span), distance(amount, stat)), default=None)
    is_slip = best is not None and _same_time(best, span) and equals(amount, best)
    return Claim(
        "trade-stat", ClaimVerdict.contradicted if is_slip else ClaimVerdict.not_recorded, amount.start, amount.end,
        values, [_reference(best, "value", "unit")] if best else [], [_difference(amount, best)] if best else [],
    )  # fmt: skip


def _time_distance(stat: StatFact, span: Span | None) -> float:
    """How far the time of a figure is from that of a claim: 0 for the same days, below 1 if they have days in common,
    else the days between them."""
    stat_span = stat.span
    if not (span and stat_span and span.start and span.end and stat_span.start and stat_span.end):
        return 0.0 if span is None or stat_span is None else 1.0
    common = (min(span.end, stat_span.end) - max(span.start, stat_span.start)).days + 1
    total = (max(span.end, stat_span.end) - min(span.start, stat_span.start)).days + 1
    return 1 - common / total if common > 0 else 1.0 - common


def _scope_difference(sentence: ClaimSentence, amount: Amount, equal: list[StatFact]) -> Difference | None:
    """The difference, if the sentence and the records place different parties before the ranked one."""
    claim_parties = predecessors(sentence) if amount.unit == "rank" else frozenset()
    claim_parties -= equal[0].parties if equal else frozenset()
    scopes = [scope_of_others(sentence, stat.scope) for stat in equal]
    if not (claim_parties and any(scopes)) or any(claim_parties <= parties for parties in scopes):
        return None
    return Difference("scope", party_names(sentence, claim_parties), party_names(sentence, next(filter(None, scopes))))


def is_about(sentence: ClaimSentence, stat: StatFact, subject: Subject) -> bool:
    """Whether a figure measures the subject, between parties that the sentence names."""
    unit = {"percent": stat.unit, "count": "count", "rank": "rank"}.get(subject.unit, subject.unit)
    if stat.indicator not in subject.indicators or stat.unit != unit:
        return False
    if stat.indicator == Indicator.presidential_meetings and is_of_other_meetings(sentence, stat):
        return False
    if not sentence.countries <= stat.parties and not (stat.parties <= sentence.countries):
        return False
    if stat.indicator in RANKS:
        return True
    if subject.goods and stat.indicator == Indicator.trade:
        return (stat.source, stat.target) == subject.goods
    if subject.flow == "goods" and stat.indicator == Indicator.trade and not stat.product:
        return False
    if (
        subject.flow in ("export", "import")
        and stat.flow in ("export", "import", "turnover", None)
        and stat.indicator == Indicator.trade
    ):
        if stat.flow in ("turnover", None):
            return False
        if subject.source and subject.target and stat.source:
            return (subject.source, subject.target) == (stat.source, stat.target)
        return subject.flow == stat.flow or stat.source == subject.source
    if stat.indicator == Indicator.trade and stat.flow not in ("turnover", None):
        return bool(stat.product) and bool(names_product(sentence, stat.product))
    if stat.source and stat.indicator not in (Indicator.presidential_visits, Indicator.scholarships):
        if subject.source and subject.target:
            return (subject.source, subject.target) == (stat.source, stat.target)
        if subject.target:
            return subject.target == stat.target
        if subject.source and len(sentence.countries) > 1:
            return subject.source == stat.source
    return True


def _same_time(stat: StatFact, span: Span | None) -> bool:
    """Whether a claim about these days can be about the figure. For a flow the period must be the same; for a state one
    day in common is enough."""
    if span is None or stat.span is None:
        return True
    if span.end is None and span.start and stat.span.start and lasts_years(stat.span):
        return span.start.year == stat.span.start.year
    if lasts_years(span) and lasts_years(stat.span):
        return span.text == "/".join(text[:4] for text in stat.span.text.split("/")) or (
            (span.start, span.end) == (stat.span.start, stat.span.end)
        )
    if stat.indicator in STOCKS or stat.indicator in (Indicator.trade_target, *COUNTS):
        return span.overlaps(stat.span) or (
            span.end is not None
            and stat.span.start is not None
            and span.end.year == stat.span.start.year
            and fineness(span) > Precision.month
        )
    return (span.start, span.end) == (stat.span.start, stat.span.end)


def _reference(stat: StatFact, *fields: str) -> ComparedRecord:
    return ComparedRecord("trade-stat", stat.id, stat.title, fields or ("value", "date"))


def recorded_figure(stat: StatFact, amount: Amount) -> str:
    """A recorded figure in words, as it is beside an amount: with its hedge, its unit and its time."""
    if amount.unit == "percent" and stat.growth is not None:
        return f"{stat.growth:g} percent{_time_text(stat, ' of ')}"
    unit = f" {stat.unit}" if is_currency(stat.unit) else ""
    hedge = "" if stat.qualifier == Qualifier.exact else f"{stat.qualifier} "
    if stat.unit == "rank":
        return f"{'among the first ' if stat.qualifier == Qualifier.under else 'number '}{stat.value:g}"
    return f"{hedge}{amount_text(stat.value)}{unit}{_time_text(stat, ' of ')}"


def _difference(amount: Amount, stat: StatFact) -> Difference:
    """The difference of an amount from a figure. It names the bound, the currency, the scale, and a rise or a fall."""
    record_text = recorded_figure(stat, amount)
    if amount.unit == "percent":
        value = value_of(stat, amount)
        aspect = "the direction" if value * amount.value < 0 else ""
        claim_text = f"{'a fall' if amount.value < 0 else 'a rise'} of {amount.text}"
        record_text = f"{'a fall' if value < 0 else 'a rise'} of {record_text.removeprefix('-')}"
        return Difference("growth_percent", claim_text, record_text, aspect)
    if is_currency(amount.unit) and amount.unit != stat.unit:
        return Difference("unit", amount.text, record_text, "the currency")
    if amount.value == stat.value and amount.is_open_bound:
        bound_words = "more than" if amount.qualifier == Qualifier.over else "less than"
        return Difference("value", f"{bound_words} {amount.text}", record_text, "the bound")
    high, low = max(amount.value, stat.value), min(amount.value, stat.value)
    is_scaled = low > 0 and any(math.isclose(high, low * scale) for scale in (1e3, 1e6, 1e9))
    return Difference("value", amount.text, record_text, "the scale" if is_scaled else "")


def _time_text(stat: StatFact, joint: str = "") -> str:
    return f"{joint}{stat.span.text.replace('/', ' to ')}" if stat.span else ""
