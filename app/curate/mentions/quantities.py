"""Reads the quantities of a sentence: numbers in digits or words with scale, currency or percent sign, and hedge."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.curate.mentions.qualifiers import factor, qualification
from app.domain.figure_vocabulary import Qualifier
from app.domain.money import CURRENCY_BEFORE, CURRENCY_BEHIND, currency
from app.domain.prose import SCALES, TENS, UNITS

SMALL = {word: number for number, word in enumerate(UNITS)} | TENS
"""The numbers below a hundred that are one word."""

SMALL_PATTERN = "|".join(sorted(SMALL, key=len, reverse=True))
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_IN_WORDS = (
    rf"\b(?:{SMALL_PATTERN})(?:[ -](?:and\s)?(?:{SMALL_PATTERN}|hundred|point)){{0,6}}\b(?:\shundred\b)?"
    r"|\b(?:(?:half|a\squarter\sof|a\sthird\sof)\s)?an?(?=\s(?:hundred|thousand|million|billion|trillion)\b)"
)
_QUANTITY = re.compile(
    rf"""(?:(?<![\w.,$€£/-])(?P<before>{CURRENCY_BEFORE}))?\s?
    (?:(?P<digits>
          (?(before)|(?<![\w.,]))\d{{1,3}}(?:[,\u00a0\u202f ]\d{{3}}){{1,4}}(?:\.\d{{1,3}})?(?![.,]?\d)
        | (?(before)|(?<![\w.,]))\d{{1,15}}(?:\.\d{{1,6}}|,\d{{1,2}}(?=\s?(?:{_SCALE})\b))?(?![.,]?\d))
      |(?P<words>{_IN_WORDS}))
    (?P<half>\sand\sa\s(?:half|quarter)(?=\s(?:hundred|thousand|million|billion|trillion)\b))?
    (?:[\s-]?(?P<scale>hundred\s(?:thousand|million|billion)|{_SCALE})(?!\w)(?:\.(?=\s(?-i:[a-zа-я])))?)?
    (?P<second>\s(?:(?(digits)(?!))(?P<second_words>(?:{SMALL_PATTERN})(?:[ -](?:{SMALL_PATTERN}|hundred|and)){{0,4}})
        | \d{{1,3}}(?:\.\d{{1,6}})?(?=\s(?:million|thousand|billion)\b))
        (?:\s(?P<below>million|thousand|billion))?\b)?
    (?P<after>\s?%|\s?(?:percent|per\s?cent|pct)\b|{CURRENCY_BEHIND})?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PARTS = {"half": 0.5, "a quarter of": 0.25, "a third of": 1 / 3}
_OR_MORE = re.compile(r"\s(?:or|and) more\b|\s?\+|-plus\b")
_DASH = re.compile(r"\s?[–—-]\s?")
_BETWEEN = re.compile(r"\b(?:between|(?:rang\w+|anything|somewhere) from)\s\Z", re.IGNORECASE)
_TO = re.compile(r"\s(?:and|to)\s")


_THREE_AND_THREE = re.compile(r"\d{3}\D\d{3}")
"""Digits that are thousands, or have a decimal comma before three places: “525,737”."""

_ZEROS_OF_MILLION = 6


@dataclass(frozen=True)
class Quantity:
    """A number with its unit and its hedge. Offsets count characters in the sentence, from 0; ends are exclusive.

    ``unit`` is a currency or ``percent``; a bare number has none. ``number_end`` is behind number and scale, ``end``
    behind the unit, and ``hedge_start`` is where the words that qualify it begin. ``power`` is that of ten of its
    scale. ``high`` is the upper end of a range. ``is_open`` says that it is a bound without the number itself,
    and ``is_multiple`` that it is half of the number in the text, or twice as much. ``is_unit_sure`` is false where the
    currency may be that of another country.
    """

    value: float
    unit: str | None
    qualifier: Qualifier
    start: int
    number_end: int
    end: int
    power: int = 0
    high: float | None = None
    is_open: bool = False
    in_words: bool = False
    hedge_start: int = 0
    estimate: bool = False
    is_multiple: bool = False
    is_unit_sure: bool = True


def quantities(text: str, homes: Sequence[str] = ()) -> list[Quantity]:
    """The quantities of a text, in order; “between $8 and $9 billion” is one.

    ``homes`` are the codes of the countries whose money a word such as “dinar” may mean.
    """
    singles = [quantity for match in _QUANTITY.finditer(text) if (quantity := _quantity(text, match, homes))]
    results: list[Quantity] = []
    for quantity in singles:
        if results and quantity.start <= results[-1].start:
            results.pop()  # “ten times $8 billion” begins with its factor
        whole_range = results and _range(text, results[-1], quantity)
        results[-1:] = [whole_range] if whole_range else [*results[-1:], quantity]
    return results


def _range(text: str, low: Quantity, high: Quantity) -> Quantity | None:
    """Two quantities as one, if they are the ends of a range: “8–9 billion dollars”."""
    joint, before = text[low.end : high.start], text[: low.start]
    is_range = _DASH.fullmatch(joint) or (_TO.fullmatch(joint) and _BETWEEN.search(before))
    if not is_range or low.high is not None or (low.unit and high.unit and low.unit != high.unit):
        return None
    value = low.value if low.power or not high.power else float(Decimal(repr(low.value)).scaleb(high.power))
    if value >= high.value:
        return None
    return replace(
        high, value=value, high=high.value, unit=high.unit or low.unit, start=low.start, hedge_start=low.hedge_start,
        qualifier=Qualifier.exact, is_open=False,
    )  # fmt: skip


def _quantity(text: str, match: re.Match[str], homes: Sequence[str]) -> Quantity | None:
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    digits = match["digits"] or ""
    if _THREE_AND_THREE.fullmatch(digits) and SCALES.get((match["scale"] or "").lower()) == _ZEROS_OF_MILLION:
        digits = re.sub(r"\D", ".", digits)  # “$525,737 million” of a language with decimal commas
    value = in_digits(digits) if digits else in_words(match["words"].lower())
    if value is None or (match["half"] and not match["scale"]):
        return None
    value += {"half": 0.5, "quarter": 0.25}.get((match["half"] or "").rpartition(" ")[2].lower(), 0)
    factor_word, _, scale = (match["scale"] or "").lower().rpartition(" ")
    power = SCALES.get(scale, 0) + (2 if factor_word else 0)
    value = float(Decimal(repr(value)).scaleb(power))  # a multiplication would round
    if match["second"] and power:
        value += _second(match)
    elif match["second"]:
        return None
    after = match["after"] or ""
    is_percent = "%" in after or "cent" in after.lower() or "pct" in after.lower()
    unit, is_unit_sure = ("percent", True) if is_percent else currency(match["before"] or "", after, homes)
    if len(scale) == 1 and not unit:
        return None
    end = match.end() if match["after"] else len(match[0].rstrip()) + match.start()
    number_end = match.start("after") if match["after"] else end
    multiple, first = factor(text, start, of_count=not (unit or power))
    qualifier, hedge_start, estimate, is_open = qualification(text, first)
    if tail := _OR_MORE.match(text, end):
        qualifier, is_open = Qualifier.over, False
    return Quantity(
        value * multiple if multiple != 1 else value, unit, qualifier, first, number_end, tail.end() if tail else end,
        power, None, is_open, bool(match["words"]), hedge_start, estimate, multiple != 1,
        is_unit_sure,
    )  # fmt: skip


def _second(match: re.Match[str]) -> float:
    """The second part of a number: “billion 200 million”, “thousand five hundred”."""
    power = SCALES[match["below"].lower()] if match["below"] else 0
    if words := match["second_words"]:
        return (in_words(words.lower()) or 0) * 10.0**power
    return float(Decimal(match["second"].split()[0]).scaleb(power))


def in_digits(digits: str, scale: str | None = None) -> float:
    """The value of a number in digits: a comma before one or two digits at the end is a decimal one.

    The scale, such as “million”, goes into the text as an exponent: a multiplication would round.
    """
    plain = re.sub(r"[\s\u00a0\u202f]", "", digits)
    plain = re.sub(r",(\d{1,2})\Z", r".\1", plain) if re.fullmatch(r"\d+,\d{1,2}", plain) else plain.replace(",", "")
    return float(f"{plain}e{SCALES.get((scale or '').lower(), 0)}")


def in_words(words: str) -> float | None:
    """The value of a number in words: “eight point nine five”, “three thousand” without its scale, “half a”."""
    if words.endswith(("a", "an")):
        return _PARTS.get(words.rpartition(" ")[0], 1.0)
    integer, _, fraction = words.replace("-", " ").partition(" point ")
    total, current = 0, 0
    for word in integer.split():
        if word == "hundred":
            current = max(current, 1) * 100
        elif word in SMALL:
            current += SMALL[word]
        elif word != "and":
            return None
    total += current
    digits = [str(SMALL[word]) for word in fraction.split() if word in SMALL]
    return float(f"{total}.{''.join(digits)}") if digits else float(total)
