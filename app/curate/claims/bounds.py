"""Compares the number of a claim with that of a record: equal, rounded, within a bound or a range."""

import re
from dataclasses import replace

from app.curate.claims.amounts import Amount
from app.curate.claims.facts import StatFact
from app.curate.claims.stances import StanceScope
from app.domain.figure_vocabulary import Qualifier
from app.domain.hedges import digits, range_of, rounding
from app.domain.trade_figures import RANKS

_REACHES = re.compile(r"\b(?:reach|hit|come|came|attain|touch|amount)\w*\b", re.IGNORECASE)
_EXCEEDS = re.compile(
    r"\b(?:exceed|surpass|top|cross|pass|(?:ris|go|climb|grow)\w* (?:above|over|beyond))\w*\b", re.IGNORECASE
)
_SINKS = re.compile(r"\b(?:fall|fell|drop|sink|slip|go|come|declin)\w*\s(?:below|under|short of)\b", re.IGNORECASE)


def denied_bound(text: str, amount: Amount, scope: StanceScope) -> Amount | None:
    """The bound that a denial states: “did not reach $8 billion” is “less than $8 billion”. None if it states none."""
    before = text[scope.cue_start : amount.start]
    if _SINKS.search(before):
        return replace(amount, qualifier=Qualifier.over, is_open_bound=False)
    if _EXCEEDS.search(before):
        return replace(amount, qualifier=Qualifier.under, is_open_bound=False)
    if _REACHES.search(before) and amount.unit != "rank":
        return replace(amount, qualifier=Qualifier.under, is_open_bound=True)
    return None


def value_of(stat: StatFact, amount: Amount) -> float:
    return stat.growth if amount.unit == "percent" and stat.growth is not None else stat.value


def distance(amount: Amount, stat: StatFact) -> float:
    value = value_of(stat, amount)
    return abs(value - amount.value) / max(abs(value), abs(amount.value), 1e-9)


def equals(amount: Amount, stat: StatFact) -> bool:
    """Whether the numbers are the same, so that only the time can differ."""
    return value_of(stat, amount) == amount.value


def agrees(amount: Amount, stat: StatFact) -> bool:
    """Whether a claimed number agrees with the recorded one, with the hedges of both, such as “over” and “about”.

    A claim “over N” is supported by a figure somewhat above N. A figure “over N” supports a claim “over” as much or
    somewhat less, and no other number.
    """
    value, claim_hedge, record_hedge = amount.value, amount.qualifier, stat.qualifier
    number = value_of(stat, amount)
    if amount.high is not None:
        return value <= number <= amount.high
    if amount.unit == "percent":
        return number == value or rounding(number, value)
    if stat.indicator in RANKS:
        return number == value
    if value == number and amount.is_open_bound and record_hedge == Qualifier.exact:
        return False
    if value == number:
        return {claim_hedge, record_hedge} != {Qualifier.over, Qualifier.under} and {claim_hedge, record_hedge} != {
            Qualifier.over,
            Qualifier.nearly,
        }
    if claim_hedge == Qualifier.over:
        if digits(value) >= max(_PRECISE, digits(number)):
            return False  # nobody rounds so little
        return record_hedge not in (Qualifier.under, Qualifier.nearly) and number * 0.8 <= value < number
    if claim_hedge == Qualifier.nearly:
        is_next = digits(value) < digits(number) and value - _step(value) < number  # the next round number
        return is_next and record_hedge != Qualifier.over and _allows(value, claim_hedge, number)
    if claim_hedge == Qualifier.under:
        return record_hedge != Qualifier.over and value * 0.85 <= number < value
    if record_hedge in (Qualifier.about, Qualifier.exact) and claim_hedge == Qualifier.about:
        is_like = digits(value) < 2 or abs(value - number) <= _step(value)
        return is_like and digits(value) < digits(number) and _allows(value, claim_hedge, number)
    return (
        record_hedge in (Qualifier.exact, Qualifier.about)
        and value < number * 1.05
        and rounding(number, value)
        and digits(value) < digits(number)
    )


def _allows(value: float, hedge: str, number: float) -> bool:
    """Whether a hedged value, such as “about 20”, may stand for a number."""
    return range_of(value, hedge).meets(range_of(number, Qualifier.exact))


def is_within(number: float, amount: Amount) -> bool:
    """Whether a number, other than that of the amount, lies within its bound: 20 in “at least 18”."""
    return (amount.qualifier == Qualifier.over and amount.value < number) or (
        amount.qualifier == Qualifier.under and number < amount.value
    )


def may_agree(amount: Amount, stat: StatFact) -> bool:
    """Whether a claimed number and a recorded one can both be true, as each is hedged or rounded: “$4.9 billion” and
    “nearly 5 billion”, “fewer than 900,000” and “over 863,000”. False if the recorded number has no hedge."""
    if stat.qualifier not in (Qualifier.over, Qualifier.nearly) or amount.unit in ("rank", "percent"):
        return False
    step = min(_step(stat.value), stat.value * _NEAR)
    is_over = stat.qualifier == Qualifier.over
    least, greatest = (stat.value, stat.value + step) if is_over else (stat.value - step, stat.value)
    value, half = amount.value, _step(amount.value) / 2
    if amount.qualifier == Qualifier.under:
        return least < value
    if amount.qualifier == Qualifier.nearly:
        return value * (1 - _NEAR) <= greatest and least < value
    if amount.qualifier == Qualifier.over:
        return value < greatest and not is_over
    if value in (least, greatest):
        return False
    half = min(half, value * _NEAR)
    return value - half < greatest and least < value + half


_NEAR = 0.05
"""The share by which a number at most differs from one that is nearly as much."""


def _step(value: float) -> float:
    """The place value of the last digit that is not 0: 1,000 for 863,000."""
    figures = f"{value:.0f}"
    return 10.0 ** (len(figures) - len(figures.rstrip("0"))) if value >= 1 else value


def is_loose_bound(amount: Amount, stat: StatFact) -> bool:
    """Whether a figure lies far within a round bound: “less than $20 billion”. That is true, and says little.
    Who writes “more than” half of it or less is taken to mean another figure."""
    number = value_of(stat, amount)
    is_far = number > 2 * amount.value if amount.qualifier == Qualifier.over else stat.qualifier == Qualifier.over
    return is_within(number, amount) and not is_far and amount.unit != "rank" and digits(amount.value) < _PRECISE


_PRECISE = 3
"""Digits from which a number is no round one."""
