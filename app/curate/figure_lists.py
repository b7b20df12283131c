"""Figures in lists and simple tables: goods or countries under a line that says what is measured, and when."""

import re
from dataclasses import replace

from app.curate.directions import direction
from app.curate.last_figure import LastFigure
from app.curate.mentions.clauses import FigureMeasure
from app.curate.mentions.context import Context
from app.curate.mentions.figures import FigureMention, figures
from app.curate.stats import FigureDate, Parties, Stat, of_figure
from app.domain.vocabulary import Flow, Indicator

_LONGEST_LIST = 60
"""Most items of a list. An item farther below the line that introduces the list is not read."""

_LONGEST_LINE = 160

_BULLET = re.compile(r"\s{0,3}(?:[·•*–—-]|\d{1,2}[.)]\s)")

_END = (".", "!", "?", ";", ",")

_NAME = re.compile(r"(?:\s{0,3}(?:[·•*–—-]|\d{1,2}[.)]))?\s{0,3}(?P<name>[^\d$€£–—:]{2,80}?)\s{0,2}[–—:-]?\s{0,2}\Z")
"""What stands before the figure of an item: “1. Fertilizers: ”, “Russia ”."""

_BARE = re.compile(r"(?P<number>\d{1,3}(?:[ ,]\d{3})*(?:\.\d{1,3})?)\s{0,2}\Z")

_UNIT = re.compile(
    r"\b(?P<words>(?:thousand|million|billion|mln|bln)\s(?:of\s)?(?:US\s)?(?:dollars|euros?|[A-Z]{3}))\b"
    r"|\b(?P<code>[A-Z]{3})\s(?P<scale>thousand|million|billion|mln|bln)\b"
)
"""The unit of all numbers of a list, in the line over it: “Exports, million US dollars:”."""


def heading_of(context: Context, number: int) -> int | None:
    """The number of the sentence that introduces the list in which a sentence is an item; None if it is no item."""
    paragraphs, own = context.article.paragraphs, context.sentences[number].paragraph
    if not _is_item(paragraphs[own - 1]):
        return None
    for paragraph in range(own - 1, max(0, own - _LONGEST_LIST), -1):
        head = context.by_paragraph[paragraph][-1]
        if _opens_list(context, head, paragraphs[paragraph - 1]):
            return head
        if not _is_item(paragraphs[paragraph - 1]):
            return None
    return None


def _is_item(text: str) -> bool:
    is_line = len(text) <= _LONGEST_LINE and not text.rstrip().endswith(_END) and re.search(r"\d", text)
    return bool(_BULLET.match(text) or is_line)


def _opens_list(context: Context, head: int, text: str) -> bool:
    """Whether a line introduces a list: it ends with a colon, or is a heading with what is measured and when."""
    is_heading = len(text) <= _LONGEST_LINE and not text.endswith(_END) and not context.figures[head]
    return text.endswith((":", ":-")) or bool(is_heading and context.cues[head] and context.dates[head])


def period_of_list(context: Context, number: int) -> FigureDate | None:
    """The only period of the line over a list, for an item that has none."""
    head = heading_of(context, number)
    dates = [m for m in context.dates[head] if m.edtf] if head is not None else []
    return FigureDate(dates[0].edtf or "", dates[0], "The list stands under that period.") if len(dates) == 1 else None


def bare_figure(context: Context, number: int) -> list[FigureMention]:
    """The figure of an item that is a number alone, in the unit of the line over the list."""
    text = context.sentences[number].text
    bare = _BARE.search(text) if len(text) <= _LONGEST_LINE else None
    head = heading_of(context, number) if bare and _NAME.match(text[: bare.start()]) else None
    unit = _UNIT.search(context.sentences[head].text) if head is not None else None
    if bare is None or unit is None:
        return []
    words = unit["words"] or f"{unit['scale']} {unit['code']}"
    found = figures(f"{bare['number']} {words}")[:1]
    start, end = bare.span("number")
    return [replace(f, start=start, number_start=start, end=end, text=bare["number"]) for f in found]


def item(context: Context, number: int, figure: FigureMention) -> Stat | None:
    """The figure of an item that is a good or a country."""
    name = _NAME.match(context.sentences[number].text[: figure.start])
    head = heading_of(context, number) if name and not context.cues[number] else None
    if name is None or head is None or not context.cues[head]:
        return None
    text, cue = context.sentences[head].text, context.cues[head][-1]
    partner = next((p.code for p in context.states(number) if p.end <= figure.start), None)
    if partner:
        parties, flow = _with_partner(context, head, cue.measure, partner)
    elif cue.measure in (FigureMeasure.export, FigureMeasure.import_):
        numbers = context.by_paragraph[context.sentences[head].paragraph]
        is_trade = any(c.measure is FigureMeasure.trade for n in numbers for c in context.cues[n])
        last_figure = LastFigure(paragraph=context.sentences[head].paragraph if is_trade else 0)
        parties, flow = direction(context, head, cue, (0, len(text)), last_figure)
    else:
        return None
    if parties is None:
        return None
    numbers = context.by_paragraph[context.sentences[head].paragraph]
    mentions = [m for n in reversed(numbers) for m in reversed(context.dates[n]) if m.edtf]
    period = FigureDate(mentions[0].edtf or "", mentions[0], "The list stands under that period.") if mentions else None
    stat = Stat(
        number, indicator=Indicator.trade, flow=flow, parties=parties, period=period,
        cue=(figure.start, figure.end), product=None if partner else name["name"].strip(),
        is_certain=period is not None, why="The figure is an item of a list.", **of_figure(figure),
    )  # fmt: skip
    stat.reasons["indicator"] = f"The list stands under “{text[-60:]}”."
    stat.parties.reason = "The list stands under a line on this trade."
    return stat


def _with_partner(
    context: Context, head: int, measure: FigureMeasure, partner: str
) -> tuple[Parties | None, Flow | None]:
    """The country of the line over the list, or of the whole text, and the one of an item."""
    own = [party.code for party in context.states(head) if party.code != partner]
    home = own[0] if len({*own}) == 1 else context.home if not own else None
    flow = {
        FigureMeasure.export: Flow.export,
        FigureMeasure.import_: Flow.import_,
        FigureMeasure.trade: Flow.turnover,
    }.get(measure)
    return (Parties(home, partner), flow) if home and flow and home != partner else (None, None)
