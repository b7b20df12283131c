"""Reads numbers in the forms in which people write them, for the suggestions of an error."""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "mln": 6, "million": 6, "b": 9, "bn": 9, "bln": 9, "billion": 9}
_SCALES |= {"tn": 12, "trn": 12, "trillion": 12}

_NUMBER = re.compile(
    r"([-−]?)[^\w.−-]{0,3}(?:US|USD)?[^\w.−-]{0,3}((?:\d[\d,_' ]{0,18})?(?:\.\d{1,6})?)\s*([a-z]*)",
    re.IGNORECASE | re.ASCII,
)


def written_number(text: str) -> str:
    """The number that people write as ``5,000``, ``5.0``, ``5 billion`` or ``$5bn``; empty if the text is no number.

    A comma that is not before three digits may be a decimal point, so a text with one is not read.
    """
    match = _NUMBER.fullmatch(text.strip())
    if not match or (match[3] and match[3].lower() not in _SCALES):
        return ""
    digits = re.sub(r"[,_' ](?=\d{3}(?:\D|$))", "", match[2].strip())
    if not re.fullmatch(r"\d+(\.\d+)?|\.\d+", digits):
        return ""
    number = Decimal(digits).scaleb(_SCALES.get(match[3].lower(), 0)).normalize()
    return ("-" if match[1] else "") + format(number, "f")


_EXPONENT = re.compile(r"\d(\.\d{1,6})?e\+?\d", re.IGNORECASE | re.ASCII)


def near_whole_numbers(text: str) -> list[str]:
    """The whole numbers, from 0 up, that a text may mean: ``1e2`` means 100, and 1.5 stands between 1 and 2."""
    number = text.strip() if _EXPONENT.fullmatch(text.strip()) else written_number(text)
    if not number or number.startswith("-"):
        return []
    return list(
        dict.fromkeys(str(int(Decimal(number).to_integral_value(mode))) for mode in (ROUND_FLOOR, ROUND_CEILING))
    )
