"""The values that a hedged figure allows: exact, about, over, and rounded.

``/methodology`` explains these rules to readers: change both together.
"""

from dataclasses import dataclass
from math import floor, inf, log10

from app.domain.figure_vocabulary import Qualifier

ABOUT = 5
"""Percent by which the true value may differ, either way, from a figure that is ``about`` or rounded."""

NEARLY = 10
"""Percent by which a ``nearly`` figure may exceed the true value."""


@dataclass(frozen=True)
class Range:
    """The values that a hedged figure allows, from ``low`` to ``high``. An open end excludes the bound itself."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def below(self, second: "Range") -> bool:
        """Whether every value is less than every value of the other range.

        Ranges that touch overlap unless both are open there, because figures are rounded: "over 5" and "5" can both
        be true, "over 5" and "under 5" cannot.
        """
        return self.high < second.low or (self.high == second.low and self.high_open and second.low_open)

    def meets(self, second: "Range") -> bool:
        """Whether the ranges overlap."""
        return not self.below(second) and not second.below(self)


def range_of(value: float, qualifier: str, *, rank: bool = False) -> Range:
    """The values that a figure allows, by its qualifier.

    ``exact`` allows one value, ``about`` 5 percent either way, ``nearly`` 10 percent below, ``over`` and ``under`` one
    side. A rank ``under`` N means "among the first N" and includes N.
    """
    if value < 0:  # a hedge is about the size of a figure
        size = range_of(-value, qualifier, rank=rank)
        return Range(-size.high, -size.low, size.high_open, size.low_open)
    if qualifier == Qualifier.about:
        return Range(value * (100 - ABOUT) / 100, value * (100 + ABOUT) / 100)
    if qualifier == Qualifier.nearly:
        return Range(value * (100 - NEARLY) / 100, value, high_open=True)
    if qualifier == Qualifier.over:
        return Range(value, inf, low_open=True)
    if qualifier == Qualifier.under:
        return Range(1, value) if rank else Range(0, value, high_open=True)
    return Range(value, value)


def digits(value: float) -> int:
    """Significant digits: 3 of 8,950,000,000 and 4 of 3,538."""
    return len(f"{abs(value):.15g}".replace(".", "").split("e")[0].strip("0")) or 1


def decimals(value: float) -> int:
    """Digits behind the point: 1 of 4.5 and 0 of 54."""
    return len(f"{value:.15g}".partition(".")[2])


def rounds_to(value: float, approximation: float) -> bool:
    """Whether ``approximation`` is ``value`` rounded to fewer digits, and within ``ABOUT`` percent of it."""
    if not value or not approximation or digits(approximation) >= digits(value):
        return False
    step: float = 10.0 ** (floor(log10(abs(approximation))) + 1 - digits(approximation))
    return abs(value - approximation) <= min(step / 2, abs(value) * ABOUT / 100)


def rounding(a: float, b: float) -> bool:
    """Whether one of two numbers is the other, rounded."""
    return rounds_to(a, b) or rounds_to(b, a)
