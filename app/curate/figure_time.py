"""When a figure holds: by its own date, by that of the figure before, or as the base of a comparison."""

import re
from dataclasses import dataclass

from app.curate.articles import Sentence
from app.curate.last_figure import (
    LastFigure,
    grown_since,
    has_grown,
    is_compared,
    is_undated_comparison,
    same_period,
)
from app.curate.mentions.clauses import Cue, FigureMeasure
from app.curate.mentions.context import Context
from app.curate.mentions.dates import DateMention
from app.curate.mentions.figures import FigureMention
from app.curate.mentions.periods import period_of
from app.curate.stats import FigureDate, stated_period


@dataclass(frozen=True)
class FigureTime:
    """When a figure holds.

    - ``mention``: the date that belongs to it.
    - ``period``: when it holds, by words other than a date, such as a heading.
    - ``earlier_period``: the period of the figure before, or that period in another year, if the words refer to it.
    - ``is_undated``: whether it is the base of a comparison, without a date.
    - ``is_growth``: whether its date says since when it has grown.
    """

    mention: DateMention | None
    period: FigureDate | None
    earlier_period: FigureDate | None
    is_undated: bool
    is_growth: bool


def is_base_of_comparison(sentence: Sentence, figure: FigureMention, time: FigureTime, last_figure: LastFigure) -> bool:
    """Whether another figure is compared with this one."""
    mention, earlier, last_period = time.mention, time.earlier_period, last_figure.any_period
    span = (mention.start - sentence.start, mention.end - sentence.start) if mention else None
    is_other_time = bool(earlier and last_period and earlier.edtf != last_period.edtf)
    return is_other_time or time.is_undated or is_compared(sentence.text, figure, span)


def time_of(
    context: Context,
    number: int,
    figure: FigureMention,
    window: tuple[int, int],
    cue: Cue,
    last_figure: LastFigure,
) -> FigureTime:
    """When a figure holds, by the words of its sentence."""
    sentence, text = context.sentences[number], context.sentences[number].text
    is_flow = cue.measure is not FigureMeasure.investment
    mention = period_of(sentence, figure, window, context.dates[number])
    growth_period = grown_since(text, figure, mention) if is_flow else None
    is_growth = is_flow and mention is not None and has_grown(text, mention)
    mention = None if is_growth else mention
    offset = mention.start - sentence.start if mention else None
    earlier_period = same_period(text, figure, window, last_figure)
    period = growth_period or earlier_period or _at_end(cue, stated_period(context, mention), text[: offset or 0])
    is_undated = (
        last_figure.number == number
        and not (growth_period or earlier_period)
        and is_undated_comparison(text, figure, offset)
    )
    if is_undated:
        is_again = last_figure.comparison and last_figure.comparison[0] == number
        mention, period = None, last_figure.comparison[1] if last_figure.comparison and is_again else None
    return FigureTime(mention, period, earlier_period, is_undated, is_growth)


def _at_end(cue: Cue, period: FigureDate | None, before: str) -> FigureDate | None:
    """The period; of an investment “at the end of 2024” the last day of that year.

    ``before`` is the text before the date.
    """
    mention = period.mention if period else None
    if mention is None or cue.measure is not FigureMeasure.investment:
        return period
    if not re.search(r"\bend(?:\sof\s|-)\d{4}$", before[-4:] + mention.text):
        return period
    return FigureDate(f"{mention.point}-12-31", mention, "An investment at the end of a year is that of its last day.")
