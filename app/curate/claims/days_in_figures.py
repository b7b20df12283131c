"""Days in figures, of which the order is open: “03/02/2026”."""

import re
from collections.abc import Set
from dataclasses import replace

from app.curate.mentions.dates import OPEN_INTERVALS, DateMention

_FIGURES = re.compile(r"\b(\d{1,2})/(\d{1,2})/((?:\d\d)?\d\d)$")

_MONTHS = 12


def with_order(mention: DateMention, days: Set[str]) -> DateMention:
    """A date. “03/02/2026” is the one of its two days that is among the recorded ``days``, else the third of February.
    Any other date stays as it is."""
    figures = _FIGURES.search(mention.text) if mention.edtf is None else None
    if not figures or not all(0 < int(figures[number]) <= _MONTHS for number in (1, 2)):
        return mention
    first, second, year = figures[1], figures[2], f"20{figures[3]}"[-4:]
    two_days = [f"{year}-{month:0>2}-{day:0>2}" for day, month in ((first, second), (second, first))]
    edtf = next((day for day in two_days if day in days), two_days[0])
    return replace(mention, edtf=OPEN_INTERVALS.get(mention.relation or "", "{}").format(edtf))
