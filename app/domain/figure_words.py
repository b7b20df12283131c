"""A figure in words, as pages, charts and briefings write it: "over US$5 billion", "about 3,000", "place 3"."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from app.domain.figure_vocabulary import Measure, Qualifier

Scale: TypeAlias = tuple[float, str]
"""A power of ten and its name, which is empty for 1."""

_SCALES: tuple[Scale, ...] = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))

_MONEY = {"USD": "US$ {}", "EUR": "{} euros", "KZT": "{} tenge", "TRY": "{} Turkish lira"}
"""How amounts in some currencies are written; others have their code after the amount."""

_AXES = {Measure.rank: "place, 1 is first", Measure.days: "{} days", Measure.count_: "number, {}"}


def scale_of(value: float) -> Scale:
    """The largest scale that a value reaches."""
    return next((scale for scale in _SCALES if abs(value) >= scale[0]), (1, ""))


def number_text(value: float) -> str:
    """A number with at most three decimals; below 1, with three significant digits, so that only 0 is shown as 0."""
    if 0 < abs(value) < 1:
        return format(Decimal(f"{value:.3g}"), "f")
    return f"{value:.4g}" if abs(value) >= 1e12 else f"{value:,.3f}".rstrip("0").rstrip(".")


def hedge(qualifier: str | None) -> str:
    """The word before a figure that is not exact, with a blank: "over "."""
    return "" if qualifier in (None, Qualifier.exact) else f"{qualifier} "


def figure_words(figure: Mapping[str, Any], scale: Scale | None = None) -> str:
    """The ``value``, ``unit`` and ``qualifier`` of a figure in words, in a scale that others have too, or its own."""
    value, unit, qualifier = figure["value"], figure["unit"], figure.get("qualifier")
    if unit == Measure.rank:
        if qualifier == Qualifier.under:
            return f"among the first {number_text(value)}"
        return f"{hedge(qualifier)}place {number_text(value)}"
    power, word = scale or scale_of(value)
    number = f"{number_text(abs(value) / power)} {word}".strip()
    pattern = _MONEY.get(unit, "{}" if unit == Measure.count_ else f"{{}} {unit}")
    return f"{hedge(qualifier)}{'-' * (value < 0)}{pattern.replace('$ ', '$').format(number)}"


def axis_words(unit: str, scale: Scale) -> str:
    """The unit and scale of an axis: "US$ billion", "number, million"."""
    pattern = _MONEY.get(unit) or _AXES.get(unit, f"{unit} {{}}")  # type: ignore[call-overload]
    return " ".join(pattern.format(scale[1]).split()).strip(" ,")
