"""Rules for preferring one of the figures that measure the same thing.

``/methodology`` explains these rules to readers: change both together.
"""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from app.domain.figure_vocabulary import Authority, Qualifier
from app.domain.hedges import digits
from app.domain.trade_figures import Figure

AUTHORITIES = list(Authority)

PREFERENCE = (
    ("whole", "the whole before a part of it that exceeds it"),
    ("authority", "official statistics, then statements of officials, then those of experts, then the press"),
    ("later", "the later period, or day of counting, before the earlier"),
    ("exact", "an exact figure before a hedged one, and more digits before fewer"),
    ("narrower", "the narrower period before the wider"),
    ("published", "the later publication before the earlier"),
    ("id", "the id that sorts first, so that one figure is always preferred"),
)


PreferenceRule = StrEnum("PreferenceRule", {name: name for name, _ in PREFERENCE})  # type: ignore[misc]


def preference_key(figure: Figure) -> tuple[Any, ...]:
    """Sort key that puts the preferred figure first. Its parts are the rules of ``PREFERENCE``, in their order."""
    start, end = figure.period
    return (
        bool(figure.part),
        AUTHORITIES.index(Authority(figure.authority)),
        -(figure.end or dt.date.min).toordinal(),
        (figure.qualifier != Qualifier.exact, -digits(figure.value)),
        (end - start).days,
        -(figure.published or dt.date.min).toordinal(),
        figure.id,
    )


def prefer(figures: Sequence[Figure]) -> tuple[Figure, str]:
    """The preferred of two or more figures, and the name of the rule that put it before the next one."""
    first, second = sorted(figures, key=preference_key)[:2]
    keys = zip(PREFERENCE, preference_key(first), preference_key(second), strict=True)
    return first, next(name for (name, _), first_key, second_key in keys if first_key != second_key)
