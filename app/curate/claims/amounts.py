"""Amounts in a sentence: money, counts, percentages and ranks, in figures or in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.domain.prose import SCALES
from app.domain.vocabulary import Qualifier

_BELOW_TWENTY = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen",
)
_TENS = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
_SMALL = {word: number for number, word in enumerate(_BELOW_TWENTY)} | {
    word: (number + 2) * 10 for number, word in enumerate(_TENS)
}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        re.findall(r"\w+", "first second third fourth fifth sixth seventh eighth ninth tenth"), 1
    )
}

_CURRENCIES = {
    "$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "euros": "EUR", "₺": "TRY", "lira": "TRY", "liras": "TRY", "₸": "KZT", "tenge": "KZT", "£": "GBP",
    "pounds": "GBP", "yuan": "CNY", "yen": "JPY", "rubles": "RUB", "roubles": "RUB",
}  # fmt: skip

_SCALE = "|".join(sorted((name for name in SCALES if len(name) > 1), key=len, reverse=True))
_SMALLS = "|".join(sorted(_SMALL, key=len, reverse=True))
_IN_WORDS = (
    rf"\b(?:{_SMALLS})(?:[ -](?:{_SMALLS}|hundred|point|and)){{0,6}}\b(?:\shundred\b)?"
    r"|\b(?:a|half\sa)(?=\s(?:hundred|thousand|million|billion)\b)"
)
_MONEY = (
    r"\s(?:US\s|U\.S\.\s|American\s)?(?:dollars?|euros?|liras?|tenge|pounds|yuan|yen|ro?ubles)\b"
    r"|\s?(?:USD|EUR|TRY|KZT)\b"
)
_NUMBER = re.compile(
    rf"""(?P<before>[$€₺₸£]|\bUSD\s?|\bUS\s?\$|\bEUR\s?)?\s?
    (?:(?P<digits>
          (?<![\w.,])\d{{1,3}}(?:[,\u00a0\u202f ]\d{{3}}){{1,4}}(?:\.\d{{1,3}})?(?![.,]?\d)
        | (?<![\w.,])\d{{1,15}}(?:\.\d{{1,6}})?(?![.,]?\d))
      |(?P<words>{_IN_WORDS}))
    (?:[\s-]?(?P<scale>{_SCALE}|bn|mn|m|b)(?!\w))?
    (?P<second>\s(?:{_SMALLS})(?:[ -](?:{_SMALLS}|hundred|and)){{0,4}}\b)?
    (?P<after>\s?%|\s?(?:percent|per\s?cent)\b|{_MONEY})?
    """,
    re.VERBOSE | re.IGNORECASE,
)

_RANK = re.compile(
    rf"""\b(?P<ordinal>{"|".join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))[\s-]
        (?:trad(?:e|ing)\spartner|among|after|behind|largest|biggest|most|leading|place|highest|greatest)\b
    |\brank(?:s|ed|ing)?\s(?:as\s)?(?:the\s)?(?:number\s)?
        (?P<ranks>{"|".join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)?)\b
    |\b(?:number|no\.)\s(?P<number>\d{{1,2}}|{_SMALLS})\b
        (?=\s(?:in|for|among|by|on|worldwide|globally)\b|[.;]|,(?!\d)|$|\s(?:\w+\s)?(?:suppl|produc|partner|export|invest|source|buyer))
    |\b(?:comes?|came|coming|stands?|stood|sits?|placed|places|finished|is|was|being)\s(?:in\s)?(?:the\s)?
        (?P<stands>{"|".join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))
        (?=\s(?:in|for|by|among|on|worldwide|globally|place)\b|[.,;]|$)
    |(?:,|\band)\s(?P<also>{"|".join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))(?=\s(?:in|for)\s)
    |\b(?:top|first|leading)[\s-](?P<top>\d{{1,3}}|{_SMALLS})\b(?!\s(?:months|years|weeks|days|states))
    |\b(?:one\sof|among)\b[^.,;]{{0,40}}?\b(?P<among>{_SMALLS}|\d{{1,2}})\s(?:leading|largest|biggest|main|top|most)\b
    |\b(?P<sole>largest|biggest|foremost|number\sone|(?<!\ba\s)(?:leading|main|principal))\b
        (?!\s(?:[\w-]+\s){{0,3}}(?:suppliers|partners|investors|exporters|producers|sources|markets|customers)\b)
        (?=\s(?:\w+\s){{0,2}}(?:trad|partner|supplier|investor|export|produc))""",
    re.VERBOSE | re.IGNORECASE,
)


def _ends_with(*phrases: str, word_after: str = r"the\s+") -> re.Pattern[str]:
    """A pattern for a text that ends with one of the phrases. Another word (``word_after``) may follow the phrase."""
    return re.compile(rf"\b(?:{'|'.join(phrases)})\s+(?:{word_after})?$", re.IGNORECASE)


_CLOSED = _ends_with(
    "at least", "no fewer than", "not fewer than", "no less than", "not less than", "up to", "at most", "no more than",
    "not more than", word_after=r"(?:the\s+|a total of\s+|some\s+)",
)  # fmt: skip
"""Bounds that count the number itself."""

_HEDGES = (
    (_ends_with("no more than", "not more than"), Qualifier.under),
    (
        _ends_with(
            "more than", "over", "above", r"exceed\w*", r"surpass\w*", "at least", "in excess of", "upwards of",
            r"topp(?:ed|ing)", "beyond", "greater than", "no fewer than", "not less than", "no less than", "crossed",
            "passed", word_after=r"(?:the\s+|a total of\s+|some\s+)(?:mark of\s+)?",
        ),
        Qualifier.over,
    ),
    (_ends_with("less than", "under", "below", "fewer than", "up to", "at most", "short of"), Qualifier.under),
    (
        _ends_with(
            "nearly", "almost", r"approach(?:ed|ing|es)?", "close to", "nearing", "neared", "just under", "not quite",
        ),
        Qualifier.nearly,
    ),
    (
        _ends_with(
            "about", "around", "approximately", "roughly", "some", "circa", "estimated at", "an estimated", "close on",
            "in the region of", word_after=r"(?:the|approximately|about)\s+",
        ),
        Qualifier.about,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """A number with its unit. Offsets count characters in the sentence, from 0; ``end`` is exclusive.

    ``unit`` is a currency, ``percent``, ``rank`` or ``count``. ``is_open_bound`` says that it is a bound
    without the number itself: “less than 5”, and not “at most 5”.
    """

    value: float
    unit: str
    qualifier: str
    start: int
    end: int
    text: str
    is_open_bound: bool = False


def amounts(text: str) -> list[Amount]:
    """The amounts of a sentence, in order. Years and parts of dates are among the counts."""
    results = [*_ranks(text)]
    spans = [(amount.start, amount.end) for amount in results]
    for match in _NUMBER.finditer(text):
        amount = None if _is_of_sides(text, match) else _amount(text, match)
        if amount and not any(amount.start < end and start < amount.end for start, end in spans):
            results.append(amount)
    return [*_with_currency(sorted(results, key=lambda amount: amount.start))]


_SIDES = re.compile(
    r"\s(?:[a-z-]+\s)?(?:countries|states|nations|republics|sides|parties|capitals|governments|neighbou?rs|partners"
    r"|leaders|presidents|ministers|officials|diplomats|ministries|peoples|economies)\b"
)
_DEFINITE = re.compile(r"\b(?:the|these|those|both|our|their)\s$", re.IGNORECASE)


def _is_of_sides(text: str, match: re.Match[str]) -> bool:
    """Whether a number in words counts the sides of which the text tells: “the two countries” states no figure."""
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    is_plain = match["words"] and not (match["scale"] or match["after"])
    return bool(is_plain and _DEFINITE.search(text[max(0, start - 8) : start]) and _SIDES.match(text, match.end()))


def _with_currency(values: Sequence[Amount]) -> Iterator[Amount]:
    """The amounts. One without a currency takes that of the one before: “3.3 billion dollars and 1.7 billion”."""
    currency = None
    for amount in values:
        currency = amount.unit if len(amount.unit) == 3 else currency
        is_bare = (
            currency and amount.unit == "count" and re.search(r"(?:million|billion|bn|mn)$", amount.text, re.IGNORECASE)
        )
        yield replace(amount, unit=currency) if is_bare and currency else amount


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    value = (
        float(re.sub(r"[^\d.]", "", match["digits"])) if match["digits"] else _value_in_words(match["words"].lower())
    )
    if value is None:
        return None
    scale = (match["scale"] or "").lower()
    power = {"bn": 9, "b": 9, "mn": 6, "m": 6}.get(scale, SCALES.get(scale, 0))
    value = float(Decimal(repr(value)).scaleb(power))  # a multiplication would round
    if match["second"] and power:
        value += _value_in_words(match["second"].strip().lower()) or 0
    elif match["second"]:
        return None
    sign = f"{match['before'] or ''} {match['after'] or ''}".lower()
    unit = "percent" if "%" in sign or "cent" in sign else None
    for name, code in _CURRENCIES.items():
        unit = unit or (code if name in sign else None)
    if scale in ("m", "b") and not unit:
        return None
    more, before = _OR_MORE.match(text, match.end()), text[max(0, start - 40) : start]
    qualifier = Qualifier.over if more else _qualifier(before)
    is_open = not more and qualifier in (Qualifier.over, Qualifier.under) and not _CLOSED.search(before)
    return Amount(value, unit or "count", qualifier, start, match.end(), match[0].strip(), is_open)


_OR_MORE = re.compile(r"\sor more\b|\+|-plus\b")


def _qualifier(before: str) -> str:
    return next((qualifier for pattern, qualifier in _HEDGES if pattern.search(before)), Qualifier.exact)


def _value_in_words(words: str) -> float | None:
    """The value of a number in words: “eight point nine five”, “three thousand” without its scale, “half a”."""
    if words in ("a", "half a", "half"):
        return 1.0 if words == "a" else 0.5
    integer, _, fraction = words.replace("-", " ").partition(" point ")
    total, current = 0, 0
    for word in integer.split():
        if word == "hundred":
            current = max(current, 1) * 100
        elif word in _SMALL:
            current += _SMALL[word]
        elif word != "and":
            return None
    total += current
    digits = [str(_SMALL[word]) for word in fraction.split() if word in _SMALL]
    return float(f"{total}.{''.join(digits)}") if digits else float(total)


_SEVERAL = re.compile(r"(?:one of|among)\b[^.,;]{0,30}$", re.IGNORECASE)
"""Words before “largest” that make it one of several."""


def _ranks(text: str) -> Iterator[Amount]:
    for index, match in enumerate(_RANK.finditer(text)):
        if match["also"] and not index:
            continue  # “fourth in” after another rank alone is one
        ordinal = match["ordinal"] or match["ranks"] or match["stands"] or match["number"] or match["also"]
        has_several = match["top"] or match["among"]
        if ordinal:
            word = ordinal.lower()
            value = _ORDINALS.get(word) or _SMALL.get(word) or float(re.sub(r"\D", "", word) or 0)
            yield Amount(float(value), "rank", Qualifier.exact, *match.span(), match[0])
        elif has_several:
            number = _SMALL.get(has_several.lower()) or float(has_several)
            yield Amount(float(number), "rank", Qualifier.under, *match.span(), match[0])
        elif not _SEVERAL.search(text[max(0, match.start() - 40) : match.start()]):
            yield Amount(1.0, "rank", Qualifier.exact, *match.span(), match[0])
