"""Ordinal numbers in a sentence: “eighth”, “8th”, “twenty-first”, “VIII”, and the number in “session eight”."""

import re
from dataclasses import dataclass

from app.curate.mentions.months import ENGLISH_MONTH
from app.domain.prose import NUMBER_WORDS, ORDINALS, TENS, UNITS

_UNITS, _TEENS = ORDINALS[1:10], ORDINALS[10:]

_VALUES = {word: number for number, word in enumerate(ORDINALS)}
_VALUES |= {f"{ten[:-1]}ieth": number for ten, number in TENS.items()}
_VALUES |= {f"{ten} {word}": number + unit for ten, number in TENS.items() for unit, word in enumerate(_UNITS, 1)}

_EVENTS = "meeting|session|round|summit|sitting|edition|conference|consultation|forum|congress|plenary|dialogue"

_NO_SERIES = rf"\s(?:(?:day|half|phase|stop|stage)\b|(?:of\s)?{ENGLISH_MONTH}\b)"
"""What stands behind a number that counts no meetings: “the first day”, “the 3rd of May”."""

_ORDINAL = re.compile(
    r"\b(?:(?P<digits>[1-9]\d{0,2})(?:st|nd|rd|th)"
    rf"|(?P<words>(?:(?:{'|'.join(TENS)})[- ])?(?:{'|'.join(_UNITS)})|{'|'.join(_TEENS)}"
    rf"|(?:{'|'.join(ten[:-1] for ten in TENS)})ieth))\b(?!{_NO_SERIES})",
    re.IGNORECASE,
)

_MONTH_BEFORE = re.compile(rf"\b{ENGLISH_MONTH}\s(?:the\s)?\Z")

_ROMAN = re.compile(rf"\b(?P<roman>[IVXL]{{2,7}}|[VX])(?= (?:\w{{1,20}}[ -]){{0,4}}(?i:{_EVENTS})\b)")

_NAMED_BY = re.compile(
    rf"\b(?:{_EVENTS})\s(?P<sign>(?:number|no\.|nr\.?)\s|(?:no\.|nr\.?|#))?"
    rf"(?P<cardinal>[1-9]\d?|(?:{'|'.join(UNITS[1:])})\b)(?![\d:%-]|[.,]\d)"
    r"(?=(?P<end>\W*$|[,;:)]|\s(?:of|in|at|on|for|to|between|with|and|was|is|will|took|has|had|met|went|opened|began|ended"
    r"|closed|co-chaired|brought)\b)?)",
    re.IGNORECASE,
)
"""“Session eight”, “round no. 3 of”. A number before a noun counts something else: “met two ministers”."""

_ROMAN_FORM = re.compile(r"(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")

_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True)
class Ordinal:
    """An ordinal number. Both offsets count characters in the text, from 0; ``end`` is exclusive."""

    value: int
    start: int
    end: int


def ordinals(text: str) -> list[Ordinal]:
    """The ordinal numbers of a sentence. Roman numerals count before the name of a meeting only."""
    mentions = [
        Ordinal(int(match["digits"]) if match["digits"] else _VALUES[_plain(match["words"])], *match.span())
        for match in _ORDINAL.finditer(text)
        if not _MONTH_BEFORE.search(text, 0, match.start())
    ]
    mentions += [
        Ordinal(_roman(match["roman"]), *match.span("roman"))
        for match in _ROMAN.finditer(text)
        if _ROMAN_FORM.fullmatch(match["roman"])
    ]
    mentions += [
        Ordinal(int(NUMBER_WORDS.get(match["cardinal"].lower(), match["cardinal"])), *match.span("cardinal"))
        for match in _NAMED_BY.finditer(text)
        if match["sign"] or match["end"] is not None
    ]
    return sorted(mentions, key=lambda ordinal: ordinal.start)


def _plain(words: str) -> str:
    return words.lower().replace("-", " ")


def _roman(numeral: str) -> int:
    digits = [_ROMAN_DIGITS[letter] for letter in numeral]
    return sum(
        -digit if next_digit > digit else digit for digit, next_digit in zip(digits, [*digits[1:], 0], strict=True)
    )
