"""Finds by how much a figure grew: the percentage beside it."""

import re
from collections.abc import Sequence

from app.curate.last_figure import COMPARISON
from app.curate.mentions.figures import FigureMention

_UP = re.compile(
    r"\b(?:up|r(?:ose|is(?:e|en|ing))|gr(?:ew|own|owing|owth)|increas(?:e[ds]?|ing)|gain(?:ed|ing)?|surg(?:ed|ing)|jump(?:ed|ing)|climb(?:ed|ing)"
    r"|higher)\b[^.;,]{0,40}\Z|\bexceed(?:s|ed|ing)?\b[^.;,]{0,60}\bby\s\Z",
    re.I,
)


_DOWN = re.compile(
    r"\b(?:down|f(?:ell|all(?:en|ing)?)|decreas(?:e[ds]?|ing)|declin(?:e[ds]?|ing)|drop(?:ped|ping)?|lower|shr[aiu]nk(?:ing)?)\b[^.;,]{0,40}\Z",
    re.I,
)


_UP_BEHIND = re.compile(r"\s+(?:\w+\s+)?(?:increase|growth|rise|gain|jump|more|higher|up)\b", re.I)


_DOWN_BEHIND = re.compile(r"\s+(?:\w+\s+)?(?:decrease|decline|drop|fall|less|lower|down)\b", re.I)


def growth(
    sentence: str, figures: Sequence[FigureMention], values: Sequence[FigureMention], figure: FigureMention
) -> tuple[float, tuple[int, int]] | None:
    """By how many percent a figure grew, and the offsets of these words; None if the sentence does not say it.

    A percentage belongs to the nearest figure, except one with which another is compared: “up 5% from $2 million”.
    """
    is_compared = {value.start: COMPARISON.search(sentence[max(0, value.start - 40) : value.start]) for value in values}
    values = [value for value in values if not is_compared[value.start]] or values
    for percent in figures:
        if percent.unit != "percent":
            continue
        before = sentence[max(0, percent.start - 80) : percent.start]
        earlier = [value for value in values if value.end <= percent.start] if _OF_BEFORE.search(before) else []
        earlier = [v for v in earlier if not COMPARISON.search(sentence, max(0, v.start - 40), v.start)] or earlier
        nearest = max(earlier, key=lambda value: value.end) if earlier else _nearest(values, percent)
        if nearest is figure:
            span = (percent.number_start, percent.end)
            if sign := _SIGN.search(before):
                return (percent.value if sign[1] == "+" else -percent.value), span
            if _DOWN.search(before) or _DOWN_BEHIND.match(sentence, percent.end):
                return -percent.value, span
            if _UP.search(before) or _UP_BEHIND.match(sentence, percent.end):
                return percent.value, span
    return None


_SIGN = re.compile(r"\(\s?([+−–-])\s?\Z")
"""A sign in brackets: “$3 million (+12%)”."""

_OF_BEFORE = re.compile(
    r"[,(–—]\s?(?:or\s|which\s(?:is|was)\s)?(?:(?:up|down)(?:\sby)?|an?\s(?:\w+\s)?(?:rise|increase|growth|gain|jump|fall|decrease|decline|drop)"
    r"\sof)\s(?:\w+\s){0,2}\Z"
)
"""Words before a percentage that is that of the figure before: “exported $2 million, up 5%, while importing …”."""


def _nearest(values: Sequence[FigureMention], percent: FigureMention) -> FigureMention:
    return min(values, key=lambda value: _gap(value, percent))


def _gap(first: FigureMention, second: FigureMention) -> int:
    return max(first.start - second.end, second.start - first.end)
