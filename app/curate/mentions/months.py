"""The names of the months in English, Turkish, Russian and Kazakh, as a pattern and as numbers."""

from calendar import month_name
from collections.abc import Iterable

from app.domain.prose import MONTH_NUMBERS

_NAMES = (
    "January Jan Ocak января январь январе қаңтар қаңтарда",
    "February Feb Şubat февраля февраль феврале ақпан ақпанда",
    "March Mar Mart марта март марте наурыз наурызда",
    "April Apr Nisan апреля апрель апреле сәуір сәуірде",
    "May Mayıs мая май мае мамыр мамырда",
    "June Jun Haziran июня июнь июне маусым маусымда",
    "July Jul Temmuz июля июль июле шілде шілдеде",
    "August Aug Ağustos августа август августе тамыз тамызда",
    "September Sept Sep Eylül сентября сентябрь сентябре қыркүйек қыркүйекте",
    "October Oct Ekim октября октябрь октябре қазан қазанда",
    "November Nov Kasım ноября ноябрь ноябре қараша қарашада",
    "December Dec Aralık декабря декабрь декабре желтоқсан желтоқсанда",
)

_NUMBERS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_NUMBERS |= {name.upper(): number for name, number in _NUMBERS.items()}

_SHORT = [name for name in _NUMBERS if name.isascii() and len(name) < 5 and name.title() not in ("May", "June", "July")]


def _any_of(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


MONTH_PATTERN = rf"(?:(?:{_any_of(_NUMBERS.keys() - _SHORT)})\b|(?:{_any_of(_SHORT)})(?:\.|\b))"
"""A pattern for the name of a month, in the case in which it is written: “may” is no month. Only a short name takes its
full stop."""


def month_number(name: str) -> int:
    """1 for ``Jan.``."""
    return _NUMBERS[name.strip(".")]


def in_english(name: str) -> str | None:
    """A sentence that says which month it is, for a name that is not English."""
    plain = name.strip(".")
    return None if plain.lower() in MONTH_NUMBERS else f"“{plain}” is {month_name[month_number(name)]}."
