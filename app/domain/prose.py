"""Numbers and dates as English prose writes them: ``$8.95 billion``, ``eighth``, ``Feb. 2``."""

import re
from collections.abc import Iterator

from app.domain.edtf import Span
from app.domain.month_names import ENGLISH_MONTHS, MONTHS

UNITS = (  # noqa: SIM905
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
"""The words for 0 to 19."""

ORDINALS = (  # noqa: SIM905
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()
"""The ordinals of 0 to 19."""

TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)

NUMBER_WORDS: dict[str, float] = {
    **{word: number for number, word in enumerate(UNITS)},
    **{word: number for number, word in enumerate(ORDINALS)},
    **TENS,
    **{word.replace("y", "ieth"): number for word, number in TENS.items()},
    # Superlatives that say who comes first.
    "largest": 1,
    "foremost": 1,
    "any other": 1,
}

SCALES = {
    name: power
    for names, power in (
        ("lakh lakhs", 5),
        ("crore crores", 7),
        ("thousand thousands thsd тыс тысяча тысячу тысячи тысяче тысяч тысячам тысячами тысячах", 3),
        ("мың мыңды мыңға мыңнан мыңның bin bine bini binden binin", 3),
        ("million millions mln mn m млн", 6),
        ("миллион миллиона миллиону миллионе миллионов миллионам миллионами миллионах", 6),
        ("миллионды миллионға миллионнан миллионның milyon milyona milyonu milyondan milyonun milyonluk", 6),
        ("billion billions bln bn b млрд", 9),
        ("миллиард миллиарда миллиарду миллиарде миллиардов миллиардам миллиардами миллиардах", 9),
        ("миллиардты миллиардқа миллиардтан миллиардтың milyar milyara milyarı milyardan milyarın milyarlık", 9),
        ("trillion trillions trln tn трлн триллион триллиона триллионов trilyon", 12),
    )
    for name in names.split()
}
"""The power of ten of each word, in English, Russian, Kazakh and Turkish in all cases, and of its abbreviations."""

MONTH_NUMBERS = {name.lower(): number for name, number in ENGLISH_MONTHS.items()}

_MONTHS_OF_ALL_LANGUAGES = {name.lower(): number for name, number in MONTHS.items()}

_DAY_MONTH_YEAR = re.compile(r"\b\d{1,2}\.(\d{1,2})\.\d{4}\b")
"""A date with full stops has the day first in all languages. With slashes it depends on the country."""

_SCALE = rf"(?:[\s-]*({'|'.join(sorted(SCALES, key=len, reverse=True))})(?!\w))?"

_NUMBER = re.compile(rf"(?<![\d.,])[$€]?(\d{{1,3}}(?:,\d{{3}})+|\d+)(\.\d+)?(?:st|nd|rd|th)?{_SCALE}\b(?!,\d{{1,2}}\b)")

_DECIMAL_COMMA = re.compile(rf"(?<![\d.,])(\d+),(\d{{1,2}}){_SCALE}(?![\d,])\b")

_WITH_SPACES = re.compile(rf"(?<![\d.,])(\d{{1,3}}(?:[ \u00a0\u2009\u202f]\d{{3}})+)(?:[.,](\d+))?{_SCALE}(?!\d)\b")

_WORD = re.compile(
    rf"\b(?:({'|'.join(TENS)})-)?({'|'.join(map(re.escape, sorted(NUMBER_WORDS, key=len, reverse=True)))}){_SCALE}\b"
)

_PART_WITH_SCALE = re.compile(rf"\d[\d.,]*[\s-]*({'|'.join(sorted(SCALES, key=len, reverse=True))})(?!\w)")

_SUM_OF_PARTS = re.compile(rf"(?<![\d.,]){_PART_WITH_SCALE.pattern}(?:\s{_PART_WITH_SCALE.pattern})+")

_MONTH_COUNT = re.compile(rf"\bfirst ({'|'.join(UNITS)}) months\b")

_PARTS_OF_A_YEAR = {"half": 6, "quarter": 3}
"""Months of each part."""

_PART_OF_A_YEAR = re.compile(r"\b(first|second|third|fourth) (half|quarter)\b")

_YEAR = re.compile(r"(?:19|20)\d\d")


def numbers(text: str) -> set[float]:
    """The numbers of a text, in figures or words: ``5,2 млрд`` is 5.2e9.

    A number with a scale counts with it alone: ``$8.95 billion`` is not 8.95. Beside such a number, 2025 is a year.
    The parts of a sum do not count: ``1 billion 142.7 million`` is 1,142,700,000 alone.
    """
    lower, sums = _without_sums(text.lower())
    return sums | _single_numbers(lower)


def _without_sums(lower: str) -> tuple[str, set[float]]:
    """The text without the numbers that are written as a sum of parts, each smaller than the scale before; the sums."""
    sums = set[float]()

    def leave_out(row: re.Match[str]) -> str:
        parts = [*_PART_WITH_SCALE.finditer(row.group())]
        values = [max(_single_numbers(part.group())) for part in parts]
        if any(value >= 10 ** SCALES[part[1]] for part, value in zip(parts, values[1:], strict=False)):
            return row.group()
        sums.add(sum(values))
        return " "

    return _SUM_OF_PARTS.sub(leave_out, lower), sums


def _single_numbers(lower: str) -> set[float]:
    """The numbers of a text in lower case, each part of a sum by itself."""
    figures = [
        *_NUMBER.findall(lower),
        *((integer, f".{fraction}", scale) for integer, fraction, scale in _DECIMAL_COMMA.findall(lower)),
        *((integer, fraction and f".{fraction}", scale) for integer, fraction, scale in _WITH_SPACES.findall(lower)),
    ]
    words = [((TENS[tens] if tens else 0) + NUMBER_WORDS[word], scale) for tens, word, scale in _WORD.findall(lower)]
    if any(scale for *_, scale in [*figures, *words]):
        figures = [figure for figure in figures if figure[1:] != ("", "") or not _YEAR.fullmatch(figure[0])]
    # The scale goes into the text as an exponent: a multiplication would round.
    values = {
        float(f"{re.sub(r'[^0-9]', '', integer)}{fraction}e{SCALES.get(scale, 0)}")
        for integer, fraction, scale in figures
    }
    return values | {number * 10.0 ** SCALES.get(scale, 0) for number, scale in words}


def _months(text: str) -> Iterator[int]:
    for word in re.findall(r"[^\W\d_]+", text):
        if word in _MONTHS_OF_ALL_LANGUAGES:
            yield _MONTHS_OF_ALL_LANGUAGES[word]
    yield from (int(month) for month in _DAY_MONTH_YEAR.findall(text))
    for count in _MONTH_COUNT.findall(text):
        yield from (1, int(NUMBER_WORDS[count]))
    for ordinal, part in _PART_OF_A_YEAR.findall(text):
        last = int(NUMBER_WORDS[ordinal]) * _PARTS_OF_A_YEAR[part]
        yield from (last - _PARTS_OF_A_YEAR[part] + 1, last)
    yield from (int(month) for month in re.findall(r"\b\d{4}-(\d{2})\b", text))


def writes_date(text: str, span: Span) -> bool:
    """Whether the text contains each year, month and day of a date, in any usual form."""
    lower = text.lower()
    stated_numbers, months = numbers(lower), set(_months(lower))
    stated_numbers |= {float(part) for part in re.findall(r"\d+", lower)}
    for point in span.text.split("/"):
        if point == "..":
            continue
        year, month, day = (int(part) for part in [*point.split("-"), "0", "0"][:3])
        if year not in stated_numbers or (month and month not in months) or (day and day not in stated_numbers):
            return False
    return True
