"""Numbers of the seed as they are written, or not at all.

A number is written as JSON writes it, quoted or not: ``8``, ``-4.5``, ``8.95e9``. Everything that one reader takes for
another number than the next does is refused: ``010``, ``0x10``, ``1_000``, ``1:30``, ``+5``, ``.5``. So are more
digits than readers of JSON (binary doubles) and spreadsheets (15 digits) keep.
"""

import re
from decimal import Decimal
from typing import Any

DIGITS = 15
"""What a double and a spreadsheet carry of any decimal number."""

LARGEST = 10**18

SMALLEST = Decimal("0.0001")

WHOLE = 2**31
"""Whole numbers are less: an integer of PostgreSQL."""

_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")

_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")

_ZEROS = re.compile(r"-?0+[0-9]+(\.[0-9]+)?")

_NOT_FINITE = re.compile(r"[+-]?\.?(nan|inf|infinity)", re.IGNORECASE)

LONGEST = 40


def _written(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValueError(f"it is not a valid number but {_kind(value)}")
    text = value if isinstance(value, str) else repr(value)
    if len(text) > LONGEST:
        raise ValueError(f"a number has at most {LONGEST} characters, and is less than {LARGEST}")
    if _NOT_FINITE.fullmatch(text):
        raise ValueError(f"{text!r} is not a finite number")
    if _ZEROS.fullmatch(text):
        raise ValueError(f"{text!r} is not a valid number: write it without the zeros before it")
    return text


def _kind(value: object) -> str:
    if value is None:
        return "empty"
    return "true or false" if isinstance(value, bool) else "a list or mapping"


def whole(value: object) -> int:
    """A whole number, written in digits alone."""
    text = _written(value)
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"{text!r} is not a valid whole number: write it in the digits 0 to 9 alone, as 8")
    return int(text)


def decimal(value: object) -> float:
    """A number that a double has exactly to the digits in which it is written."""
    text = _written(value)
    if not _DECIMAL.fullmatch(text):
        raise ValueError(f"{text!r} is not a valid number: write it in digits with a point, as 8950000000 or 4.5")
    exact = Decimal(text)
    size = abs(exact)
    if size > LARGEST:
        raise ValueError(f"{text} is beyond {LARGEST}, the largest number that is read")
    if 0 < size < SMALLEST:
        raise ValueError(f"{text} is nearer to 0 than {SMALLEST}, the smallest number that is read")
    number = float(exact)
    digits = "".join(map(str, exact.as_tuple().digits)).strip("0")
    if len(digits) > DIGITS or (number.is_integer() and number != exact):
        raise ValueError(f"readers of JSON and spreadsheets keep {DIGITS} digits, and {text} has more: round it")
    return number or 0.0  # there is no -0


def flag(value: Any) -> bool:
    """``true`` or ``false``."""
    found = {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value
    if not isinstance(found, bool):
        raise ValueError("it is not a valid truth value: write true or false")
    return found
