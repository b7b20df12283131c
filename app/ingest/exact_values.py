"""Reads the numbers of the seed exactly as they are written, and refuses ambiguous ones.

A number is written as in JSON, quoted or not: ``8``, ``-4.5``, ``8.95e9``. Spellings that different readers take for
different numbers are refused: ``010``, ``0x10``, ``1_000``, ``1:30``, ``+5``, ``.5``. So are numbers with more digits
than JSON readers (binary doubles) and spreadsheets (15 digits) keep.
"""

import re
from decimal import Decimal
from typing import Any

MAX_DIGITS = 15
"""Significant digits that both a double and a spreadsheet keep."""

LARGEST_NUMBER = 10**18

SMALLEST_NUMBER = Decimal("0.0001")

WHOLE_LIMIT = 2**31
"""Whole numbers are below this limit, which is that of PostgreSQL's ``integer``."""

MAX_READERS = 9

_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")

_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")

_ZEROS = re.compile(r"-?0+[0-9]+(\.[0-9]+)?")

_NOT_FINITE = re.compile(r"[+-]?\.?(nan|inf|infinity)", re.IGNORECASE)

MAX_NUMBER_LENGTH = 40


def _number_text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueError(f"it is not a valid number but {_type_name(value)}")
    text = value if isinstance(value, str) else repr(value)
    if len(text) > MAX_NUMBER_LENGTH:
        raise ValueError(f"a number has at most {MAX_NUMBER_LENGTH} characters, and is less than {LARGEST_NUMBER}")
    if _NOT_FINITE.fullmatch(text):
        raise ValueError(f"{text!r} is not a finite number")
    if _ZEROS.fullmatch(text):
        raise ValueError(f"{text!r} is not a valid number: leave out the leading zeros")
    return text


def _type_name(value: object) -> str:
    if value is None:
        return "empty"
    return "true or false" if isinstance(value, bool) else "a list or mapping"


def parse_whole(value: object) -> int:
    """Read a whole number written in digits only. Raises ``ValueError`` with a sentence for the curator."""
    text = _number_text(value)
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"{text!r} is not a valid whole number: write it with the digits 0 to 9 only, such as 8")
    return int(text)


def parse_decimal(value: object) -> float:
    """Read a number, if a double keeps all its digits. Raises ``ValueError`` with a sentence for the curator."""
    text = _number_text(value)
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"{text!r} is not a valid number: write it with digits and a point, such as 8950000000 or 4.5")
    exact = Decimal(text)
    size = abs(exact)
    if size > LARGEST_NUMBER:
        raise ValueError(f"{text} is beyond {LARGEST_NUMBER}, the largest number allowed")
    if 0 < size < SMALLEST_NUMBER:
        raise ValueError(f"{text} is nearer to 0 than {SMALLEST_NUMBER}, the smallest number allowed")
    number = float(exact)
    digits = "".join(map(str, exact.as_tuple().digits)).strip("0")
    if len(digits) > MAX_DIGITS or (number.is_integer() and number != exact):
        raise ValueError(f"JSON readers and spreadsheets keep {MAX_DIGITS} digits, and {text} has more: round it")
    return number or 0.0  # not -0.0


def parse_readers(value: object) -> int:
    """Read how many people checked something: a whole number from 0 to 9, ``true`` for one, ``false`` for none."""
    text = str(value).lower()
    number = {"true": "1", "false": "0"}.get(text, text)
    if number not in map(str, range(MAX_READERS + 1)):
        raise ValueError(f"it is not a number of people from 0 to {MAX_READERS}, nor true or false")
    return int(number)


def parse_flag(value: Any) -> bool:
    """Read ``true`` or ``false``. Raises ``ValueError`` for anything else."""
    flag = {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value
    if not isinstance(flag, bool):
        raise ValueError("it is not a boolean: write true or false")
    return flag
