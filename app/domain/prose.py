"""Numbers and dates as English prose writes them: ``$8.95 billion``, ``eighth``, ``Feb. 2``."""

import re
from collections.abc import Iterator

from app.domain.edtf import Span

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]

_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]

_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)

WORDS: dict[str, float] = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: number for number, word in enumerate(_ORDINALS)},
    **_TENS,
    **{word.replace("y", "ieth"): number for word, number in _TENS.items()},
    # Superlatives that say who comes first.
    "largest": 1,
    "foremost": 1,
    "any other": 1,
}

SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
"""How many places each moves the point."""

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip

_NUMBER = re.compile(
    r"(?<![\d.,])[$€]?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:st|nd|rd|th)?(?:[\s-]*(thousand|million|billion|trillion))?\b"
)

_WORD = re.compile(rf"\b(?:({'|'.join(_TENS)})-)?({'|'.join(map(re.escape, sorted(WORDS, key=len, reverse=True)))})\b")

_MONTH_COUNT = re.compile(rf"\bfirst ({'|'.join(_UNITS)}) months\b")


def numbers(text: str) -> set[float]:
    """Every number that a text writes, in figures or words, scaled: ``$8.95 billion`` is 8950000000."""
    lower = text.lower()
    found = set()
    for whole, fraction, scale in _NUMBER.findall(lower):
        number = whole.replace(",", "") + fraction
        # Scaled in its text: as no arithmetic rounds, digits of any number are read.
        found |= {float(number), float(f"{number}e{SCALES.get(scale, 0)}")}
    for tens, word in _WORD.findall(lower):
        found.add((_TENS[tens] if tens else 0) + WORDS[word])
    return found


def _months(text: str) -> Iterator[int]:
    for word in re.findall(r"[a-z]+", text):
        if word in MONTHS:
            yield MONTHS[word]
    for count in _MONTH_COUNT.findall(text):
        yield from (1, int(WORDS[count]))
    yield from (int(month) for month in re.findall(r"\b\d{4}-(\d{2})\b", text))


def writes_date(text: str, span: Span) -> bool:
    """Whether a text writes each year, month and day of a date, in any usual form."""
    lower = text.lower()
    in_text, months = numbers(lower), set(_months(lower))
    in_text |= {float(part) for part in re.findall(r"\d+", lower)}
    for point in span.text.split("/"):
        if point == "..":
            continue
        year, *rest = (int(part) for part in point.split("-"))
        if year not in in_text or (rest and rest[0] not in months) or (rest[1:] and rest[1] not in in_text):
            return False
    return True
