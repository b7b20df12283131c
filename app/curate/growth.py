"""Finds by how much a figure grew: the percentage beside it."""

import re
from collections.abc import Sequence

from app.curate.mentions.figures import FigureMention

_UP = re.compile(
    r"\b(?:up|rose|grew|grown|increased?|growth|gain(?:ed)?|surged|jumped|climbed|higher|rise)\b[^.;,]{0,40}\Z", re.I
)


_DOWN = re.compile(
    r"\b(?:down|fell|decreased?|declined?|dropped|lower|shrank|drop|decline|decrease|fall)\b[^.;,]{0,40}\Z", re.I
)


_UP_BEHIND = re.compile(r"\s+(?:\w+\s+)?(?:increase|growth|rise|gain|jump|more|higher|up)\b", re.I)


_DOWN_BEHIND = re.compile(r"\s+(?:\w+\s+)?(?:decrease|decline|drop|fall|less|lower|down)\b", re.I)


def growth(
    sentence: str, figures: Sequence[FigureMention], values: Sequence[FigureMention], figure: FigureMention
) -> tuple[float, tuple[int, int]] | None:
    """The percentage to which this figure is the nearest: by how much it grew, and the offsets of those words."""
    for percent in figures:
        if percent.unit != "percent":
            continue
        nearest = min(values, key=lambda value: _gap(value, percent))
        before = sentence[max(0, percent.start - 60) : percent.start]
        if nearest is figure:
            span = (percent.number_start, percent.end)
            if _DOWN.search(before) or _DOWN_BEHIND.match(sentence, percent.end):
                return -percent.value, span
            if _UP.search(before) or _UP_BEHIND.match(sentence, percent.end):
                return percent.value, span
    return None


def _gap(first: FigureMention, second: FigureMention) -> int:
    return max(first.start - second.end, second.start - first.end)
