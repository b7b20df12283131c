"""The names of months in a text, as a pattern and as numbers."""

from calendar import day_name, month_name
from collections.abc import Iterable

from app.domain.month_names import ENGLISH_MONTHS, MONTHS

_NUMBERS = MONTHS | {name.upper(): number for name, number in MONTHS.items()}

_SHORT = [name for name in _NUMBERS if name.isascii() and len(name) < 5 and name.title() not in ("May", "June", "July")]


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


MONTH_PATTERN = rf"(?:(?:{_any_of(_NUMBERS.keys() - _SHORT)})\b|(?:{_any_of(_SHORT)})(?:\.|\b))"
"""A pattern for the name of a month, in the case in which it is written: “may” is no month. Only a short name takes its
full stop."""


ENGLISH_MONTH = rf"(?:{'|'.join(month_name[1:])})"
"""A pattern for the English name of a month in full."""


CALENDAR_WORDS = frozenset(name.lower() for name in (*month_name[1:], *day_name))
"""The English names of the months and of the days of the week, in lower case."""


def month_number(name: str) -> int:
    """1 for ``Jan.``."""
    return _NUMBERS[name.strip(".")]


def in_english(name: str) -> str | None:
    """A sentence that says which month it is, for a name that is not English."""
    plain = name.strip(".")
    return None if plain.title() in ENGLISH_MONTHS else f"“{plain}” is {month_name[month_number(name)]}."
