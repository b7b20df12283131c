"""The unit that the heading of a list or table gives its numbers: “million US dollars”, “(EUR thousand)”."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.curate.mentions.figures import FigureMention
from app.curate.mentions.quantities import in_digits, quantities
from app.domain.figure_vocabulary import Qualifier
from app.domain.money import CURRENCY_BEFORE, CURRENCY_BEHIND

_SCALE = r"(?:thousands?|millions?|billions?|mln|mn|bln|bn|m)\b\.?"

_UNIT = re.compile(
    rf"(?<!\d)(?<!\d\s)(?:\b(?P<scale>{_SCALE})(?P<behind>{CURRENCY_BEHIND})|(?P<before>{CURRENCY_BEFORE})\s?(?P<last>{_SCALE})"
    rf"|(?:\bin|,)(?P<alone>{CURRENCY_BEHIND})(?!\s?{_SCALE})|\((?P<code>{CURRENCY_BEFORE})\))",
    re.IGNORECASE,
)

OTHER_COLUMN = re.compile(r"%|\b(?:per\s?cent|share|growth|change|tons?|tonnes|kg|number|quantity|rank|place)\b", re.I)
"""Heads of columns that have no amounts."""


@dataclass(frozen=True)
class ListUnit:
    """A currency with the power of ten of its scale. ``is_sure`` is false where it may be another country’s."""

    currency: str
    power: int
    is_sure: bool


def unit_of(heading: str, homes: Sequence[str]) -> ListUnit | None:
    """The unit that a heading names; None if it names none. ``homes`` are the countries of the text."""
    for match in _UNIT.finditer(heading[:300]):
        scale, behind = (match["scale"] or match["last"] or "").rstrip("."), match["behind"] or match["alone"] or ""
        before = match["before"] or match["code"] or ""
        for quantity in quantities(f"{before}1 {scale}{behind}".replace("  ", " "), homes):
            if quantity.unit and quantity.unit != "percent":
                return ListUnit(quantity.unit, quantity.power, quantity.is_unit_sure)
    return None


def in_unit(sentence: str, start: int, end: int, unit: ListUnit) -> FigureMention:
    """The number between two offsets as an amount."""
    value = float(Decimal(repr(in_digits(sentence[start:end]))).scaleb(unit.power))
    return FigureMention(
        start, start, end, sentence[start:end], value, unit.currency, Qualifier.exact, is_unit_sure=unit.is_sure
    )
