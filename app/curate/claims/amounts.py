"""Amounts in a sentence: money, counts, percentages and ranks, in figures or in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.curate.claims.wording import stem
from app.curate.mentions.qualifiers import compares
from app.curate.mentions.quantities import SMALL, SMALL_PATTERN, Quantity, quantities
from app.curate.mentions.words import words
from app.domain.currencies import is_currency
from app.domain.figure_vocabulary import Qualifier
from app.domain.prose import ORDINALS

_ORDINALS = {word: number for number, word in enumerate(ORDINALS[1:11], 1)}

_ORDINAL = rf"{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)"
_RANK = re.compile(
    rf"""\b(?P<ordinal>{_ORDINAL})[\s-]
        (?:trad(?:e|ing)\spartner|among|after|behind|largest|biggest|most|leading|place|highest|greatest)\b
    |\brank(?:s|ed|ing)?\s(?:as\s)?(?:the\s)?(?:number\s)?
        (?P<ranks>{_ORDINAL}?)\b
    |\b(?:number|no\.)\s(?P<number>\d{{1,2}}|{SMALL_PATTERN})\b
        (?=\s(?:in|for|among|by|on|worldwide|globally)\b|[.;]|,(?!\d)|$|\s(?:\w+\s)?(?:suppl|produc|partner|export|invest|source|buyer))
    |\b(?:comes?|came|coming|stands?|stood|sits?|placed|places|finished|is|was|being)\s(?:in\s)?(?:the\s)?
        (?P<stands>{_ORDINAL})
        (?=\s(?:in|for|by|among|on\sthe|worldwide|globally|place)\b|[.,;]|$)
    |(?:,|\band)\s(?P<also>{_ORDINAL})(?=\s(?:in|for)\s)
    |\b(?:top|first|leading)[\s-](?P<top>\d{{1,3}}|{SMALL_PATTERN})\b(?!\s(?:months|years|weeks|days|states))
    |\b(?:one\sof|among)\b[^.,;]{{0,40}}?\b(?P<among>{SMALL_PATTERN}|\d{{1,2}})\s(?:leading|largest|biggest|main|top|most)\b
    |\b(?P<sole>largest|biggest|foremost|number\sone|(?<!\ba\s)(?:leading|main|principal))\b
        (?!\s(?:[\w-]+\s){{0,3}}(?:suppliers|partners|investors|exporters|producers|sources|markets|customers)\b)
        (?=\s(?:\w+\s){{0,2}}(?:trad|partner|supplier|investor|exporter|export\smarket|producer))""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True)
class Amount:
    """A number with its unit. Offsets count characters in the sentence, from 0; ``end`` is exclusive.

    ``unit`` is a currency, ``percent``, ``rank`` or ``count``. ``is_open_bound`` says that it is a bound
    without the number itself: “less than 5”, and not “at most 5”. ``high`` is the upper end of a range.
    """

    value: float
    unit: str
    qualifier: str
    start: int
    end: int
    text: str
    is_open_bound: bool = False
    high: float | None = None


def amounts(text: str) -> list[Amount]:
    """The amounts of a sentence, in order. Years and parts of dates are among the counts."""
    results = [*_ranks(text)]
    spans = [(amount.start, amount.end) for amount in results]
    for quantity in quantities(text):
        is_rank = any(quantity.start < end and start < quantity.end for start, end in spans)
        if not (is_rank or _is_of_sides(text, quantity) or _OF_AMOUNT.match(text, quantity.end)):
            results.append(_amount(text, quantity))
    return [*_with_currency(sorted(results, key=lambda amount: amount.start))]


_OF_AMOUNT = re.compile(r"(?<=%)\sof\s(?:the\s)?(?:[$€£₺₸]|\d)|(?<=cent)\sof\s(?:the\s)?(?:[$€£₺₸]|\d)")
"""“60% of the $15 billion” is one amount, which begins with the percentage."""


_SIDES = re.compile(
    r"\s(?:[a-z-]+\s)?(?:countries|states|nations|republics|sides|parties|capitals|governments|neighbou?rs|partners"
    r"|leaders|presidents|ministers|officials|diplomats|ministries|peoples|economies)\b"
)
_MANY_SIDES = 6
_DEFINITE = re.compile(r"\b(?:the|these|those|both|our|their)\s$", re.IGNORECASE)


def _is_of_sides(text: str, quantity: Quantity) -> bool:
    """Whether a number in words counts the sides of which the text tells: “the two countries” states no figure."""
    is_plain = quantity.in_words and quantity.value < _MANY_SIDES and not (quantity.power or quantity.unit)
    return bool(is_plain and _DEFINITE.search(text[: quantity.start]) and _SIDES.match(text, quantity.end))


def _with_currency(values: Sequence[Amount]) -> Iterator[Amount]:
    """The amounts. One without a currency takes that of the one before: “3.3 billion dollars and 1.7 billion”."""
    currency = None
    for amount in values:
        currency = amount.unit if is_currency(amount.unit) else currency
        is_bare = (
            currency and amount.unit == "count" and re.search(r"(?:million|billion|bn|mn)$", amount.text, re.IGNORECASE)
        )
        yield replace(amount, unit=currency) if is_bare and currency else amount


def _amount(text: str, quantity: Quantity) -> Amount:
    start, end = quantity.start, quantity.end
    qualifier, is_open = quantity.qualifier, quantity.is_open
    is_aim = qualifier in (Qualifier.under, Qualifier.over) and _AIM.match(text, end)
    if is_aim or (compares(text, start) and _NUMBER.search(text, 0, start)):
        qualifier, is_open = Qualifier.exact, False
    return Amount(
        quantity.value, quantity.unit or "count", qualifier, start, end, text[start:end], is_open, quantity.high
    )


_AIM = re.compile(r"\s(?:trade\s|turnover\s)?(?:goal|target)\b")
"""“Short of the $10 billion goal” states the goal, and no bound."""

_NUMBER = re.compile(r"[$€£₺₸\d]")


_SEVERAL = re.compile(r"(?:one of|among)\b[^.,;]{0,30}$", re.IGNORECASE)
"""Words before “largest” that make it one of several."""


def _ranks(text: str) -> Iterator[Amount]:
    for index, match in enumerate(_RANK.finditer(text)):
        if match["also"] and not index:
            continue  # “fourth in” is a rank only behind another one
        ordinal = match["ordinal"] or match["ranks"] or match["stands"] or match["number"] or match["also"]
        has_several = match["top"] or match["among"]
        if ordinal:
            word = ordinal.lower()
            value = _ORDINALS.get(word) or SMALL.get(word) or float(re.sub(r"\D", "", word) or 0)
            yield Amount(float(value), "rank", Qualifier.exact, *match.span(), match[0])
        elif has_several:
            number = SMALL.get(has_several.lower()) or float(has_several)
            yield Amount(float(number), "rank", Qualifier.under, *match.span(), match[0])
        elif not _SEVERAL.search(text[max(0, match.start() - 40) : match.start()]):
            yield Amount(1.0, "rank", Qualifier.exact, *match.span(), match[0])


def nouns_behind(text: str, amount: Amount) -> set[str]:
    """The stems of the two words behind an amount. One of them is usually what it counts."""
    return {stem(word.key) for word in words(text[amount.end : amount.end + 30])[:2]}
