"""Amounts in a sentence: money, percentages, counts and ordinals, by the words of a lexicon."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.curate.lexicons.lexicon import Lexicon
from app.domain.figure_vocabulary import Qualifier

_NUMBER = re.compile(
    r"(?<![\w.,:])(?:\d{1,3}(?:[  .]\d{3})+(?![\d])|\d{1,9}(?:[.,]\d{1,3}(?!\d))?)(?:,\d{1,2}(?!\d))?(?!:\d)"
)

_SIGNS = {"$": "USD", "€": "EUR", "₺": "TRY", "₽": "RUB", "₸": "KZT", "£": "GBP"}


@dataclass(frozen=True)
class NumberMention:
    """A number with its unit: a currency, ``percent``, ``count``, or ``ordinal``. The offsets count characters in the
    sentence. ``is_scaled`` says that it is in millions or more, ``is_attribute`` that it belongs to the noun behind it.
    """

    value: float
    unit: str
    start: int
    end: int
    qualifier: Qualifier = Qualifier.exact
    is_scaled: bool = False
    is_attribute: bool = False


def number_mentions(text: str, lexicon: Lexicon) -> list[NumberMention]:
    """The amounts of a sentence, in order."""
    return [*_amounts(text, lexicon.lower_case(text), lexicon)]


def _amounts(text: str, lower: str, lexicon: Lexicon) -> Iterator[NumberMention]:
    end = 0
    for match in _NUMBER.finditer(lower):
        if match.start() < end:
            continue
        value, end = _with_scales(lower, match, lexicon)
        sign = _SIGNS.get(text[match.start() - 1 : match.start()]) or _SIGNS.get(
            text[match.start() - 2 : match.start()].strip()
        )
        start = match.start() - (1 if sign else 0)
        unit, end, is_attribute = _unit(lower, end, lexicon)
        if unit == "count" and sign:
            unit = sign
        if lower[: match.start()].endswith("%") or lexicon.percent_before.search(lower, 0, match.start()):
            unit = "percent"
        if unit == "ordinal" and value != int(value):
            continue
        qualifier = _qualifier(lower, start, end, lexicon)
        yield NumberMention(value, unit, start, end, qualifier, value >= 1e6 and end > match.end(), is_attribute)


def _with_scales(lower: str, match: re.Match[str], lexicon: Lexicon) -> tuple[float, int]:
    """The value of “2,5 million”, “3 thousand 100” and “5 billion 200 million”, and the end of its words."""
    total, end = Decimal(0), match.end()
    number: re.Match[str] | None = match
    smallest = float("inf")
    while number:
        factor, after = _scale(lower, number.end(), lexicon)
        if number is not match and (factor >= smallest or (factor == 1 and smallest > 1e3 and not total)):
            break
        total += _value(number.group(), is_scaled=factor > 1) * Decimal(factor)
        end, smallest = after, factor
        next_number = _NUMBER.match(lower, end + 1) if factor > 1 and lower[end : end + 1] == " " else None
        number = next_number
    return float(total), end


def _scale(lower: str, end: int, lexicon: Lexicon) -> tuple[float, int]:
    word = re.compile(r"\s?([^\W\d]+)\.?").match(lower, end)
    if word:
        for factor, pattern in lexicon.scales.items():
            if pattern.fullmatch(word[1]):
                return factor, word.end(1)
            stem = lexicon.attributive.sub("", word[1])
            if stem != word[1] and pattern.fullmatch(stem):
                return factor, word.end(1)
    return 1, end


def _value(figures: str, *, is_scaled: bool) -> Decimal:
    """The value of “1 500”, “1.500”, “3,1” and “3.1”."""
    plain = re.sub(r"[  ]", "", figures)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain) and not (is_scaled and plain.count(".") == 1):
        plain = plain.replace(".", "")
    return Decimal(plain.replace(",", "."))


def _unit(lower: str, end: int, lexicon: Lexicon) -> tuple[str, int, bool]:
    """The unit behind a number, the end of its words, and whether they are an attribute of the next."""
    if lower[end : end + 2].strip().startswith("%") or lexicon.percent.match(lower, end):
        return "percent", end + 1, False
    if ordinal := re.compile(lexicon.ordinal_ending).match(lower, end):
        return "ordinal", ordinal.end(), False
    sign = re.compile(r"\s?([$€₺₽₸£])").match(lower, end)
    if sign:
        return _SIGNS[sign[1]], sign.end(), False
    first = re.compile(r"\.?\s([\w]+)(?:\.?\s(\w+))?").match(lower, end)
    if first:
        for code, pattern in lexicon.currencies.items():
            two_words = f"{first[1]} {first[2]}"
            if first[2] and pattern.fullmatch(two_words):
                return code, first.end(2), bool(lexicon.attributive.search(first[2]))
            if pattern.fullmatch(first[1]):
                return code, first.end(1), bool(lexicon.attributive.search(first[1]))
        if first[2]:
            for code, pattern in lexicon.currencies.items():
                if pattern.fullmatch(first[2]) and lexicon.currency_countries.match(first[1]):
                    return code, first.end(2), bool(lexicon.attributive.search(first[2]))
    return "count", end, False


def _qualifier(lower: str, start: int, end: int, lexicon: Lexicon) -> Qualifier:
    before, after = f" {lower[:start]}"[-25:], f"{lower[end : end + 18]} "[:18]
    near = re.sub(r"\A\S*", "", before) + "|" + re.sub(r"\S*\Z", "", after)
    for qualifier, pattern in (
        (Qualifier.nearly, lexicon.nearly), (Qualifier.over, lexicon.over), (Qualifier.about, lexicon.about),
    ):  # fmt: skip
        if pattern.search(near):
            return qualifier
    return Qualifier.exact


_ROMAN = re.compile(r"(?<!\w)(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})(?=\.?\s)")

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def ordinal_mentions(text: str, lexicon: Lexicon) -> list[NumberMention]:
    """The ordinals of a sentence: in figures, in Roman figures and in words."""
    lower = lexicon.lower_case(text)
    mentions = [amount for amount in number_mentions(text, lexicon) if amount.unit == "ordinal"]
    for match in _ROMAN.finditer(text):
        values = [_ROMAN_VALUES[letter] for letter in match.group()]
        total = sum(-v if w > v else v for v, w in zip(values, [*values[1:], 0], strict=True))
        mentions.append(NumberMention(total, "ordinal", *match.span()))
    for number, pattern in sorted(lexicon.ordinals.items(), reverse=True):
        for match in pattern.finditer(lower):
            if not any(match.start() < mention.end and mention.start < match.end() for mention in mentions):
                mentions.append(NumberMention(number, "ordinal", *match.span()))
    return sorted(mentions, key=lambda amount: amount.start)
