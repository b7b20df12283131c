"""Figures in lists and tables. The heading says what they measure, between whom, in what unit and when."""

import re
from collections.abc import Sequence

from app.curate.directions import direction
from app.curate.last_figure import LastFigure, is_period
from app.curate.mentions.clauses import Cue, FigureMeasure, cues
from app.curate.mentions.context import Context
from app.curate.mentions.dates import DateMention
from app.curate.mentions.figures import FigureMention, leaves_out_currency
from app.curate.mentions.goods import goods_beside
from app.curate.mentions.rows import Cell, ListLine
from app.curate.pairs import turnover_pair
from app.curate.stats import FigureDate, Parties, Stat, of_figure
from app.domain.figure_vocabulary import Flow, Indicator

_FLOWS = {
    FigureMeasure.trade: Flow.turnover, FigureMeasure.export: Flow.export, FigureMeasure.import_: Flow.import_
}  # fmt: skip

_NO_LABEL = re.compile(r"(?:total|others?|all|of\swhich|including|sum|world|rest|source|note)\b", re.IGNORECASE)

_ONLY_COUNTRY = re.compile(r"\W*(?:(?:the|republic|kingdom|of)\W*)*", re.IGNORECASE)
"""What may stand beside the name of a country in a label with nothing else."""


def listed_figure(context: Context, number: int, figure: FigureMention) -> Stat | None:
    """The figure of a line of a list, by its label and the heading over the list; None if they do not say enough."""
    sentence = context.sentences[number]
    row = context.rows[sentence.paragraph]
    heads = _heading_sentences(context, row)
    cell = _cell(row, figure.number_start + sentence.start)
    head = next((n for n in heads if context.cues[n]), None)
    cue = _cue_of_column(context, row, cell) or (context.cues[head][-1] if head is not None else None)
    label = context.article.paragraphs[sentence.paragraph - 1][slice(*row.label)].strip()
    if cue is None or head is None or cue.measure not in _FLOWS or not label or _NO_LABEL.match(label):
        return None
    year = _date_of_label(context, number, row)
    product: str | None = None
    flow: Flow | None
    parties: Parties | None
    if country := _country(context, number, row):
        home = _home(context, heads, country)
        parties, flow = (Parties(home, country) if home else None), _FLOWS[cue.measure]
    elif year:
        pair, _ = turnover_pair(context, head)
        parties, flow = (Parties(*context.in_order(pair)) if pair else None), _FLOWS[cue.measure]
    elif cue.measure is FigureMeasure.trade:
        return None
    else:
        numbers = context.by_paragraph[context.sentences[head].paragraph]
        trade = any(cue.measure is FigureMeasure.trade for n in numbers for cue in context.cues[n])
        last_figure = LastFigure(paragraph=context.sentences[head].paragraph if trade else 0)
        parties, flow = direction(context, head, cue, (0, len(context.sentences[head].text)), last_figure)
        product = label
    if parties is None:
        return None
    is_part = False
    if product is None:
        is_part, product = goods_beside(context.sentences[head].text, context.cues[head][-1], context.states(head))
    period = year or heading_date(context, number, figure)
    is_certain = period is not None and (year is None or flow is Flow.turnover) and not is_part
    stat = Stat(
        number, indicator=Indicator.trade, flow=flow, parties=parties, period=period, cue=(figure.start, figure.end),
        product=product, is_certain=is_certain, reason="The figure is in a list under a heading.",
        **of_figure(figure),
    )  # fmt: skip
    stat.reasons["indicator"] = f"The list stands under “{context.sentences[head].text[-60:]}”."
    stat.parties.reason = "The heading of the list says whose trade it is."
    if is_part:
        stat.reasons["product"] = "The heading of the list names the goods."
    if leaves_out_currency(figure):
        stat.reasons["value"] = "Unit and scale stand in the heading of the list."
    return stat


def _cell(row: ListLine, start: int) -> Cell | None:
    return next((cell for cell in row.cells if cell.start == start), None)


def heading_date(context: Context, number: int, figure: FigureMention) -> FigureDate | None:
    """The period that the head of the column or the heading over a list gives to a figure; None if there is none."""
    row = context.rows.get(context.sentences[number].paragraph)
    cell = _cell(row, figure.number_start + context.sentences[number].start) if row else None
    if row and (of_column := _date_of_column(context, row, cell)):
        return of_column
    heads = _heading_sentences(context, row) if row else []
    mentions = (m for n in heads for m in reversed(context.dates[n]) if is_period(context, m))
    return _listed_under(next(mentions, None))


def _heading_sentences(context: Context, row: ListLine) -> list[int]:
    """The numbers of the sentences over a line, the nearest first."""
    return [number for paragraph in row.headings for number in reversed(context.by_paragraph.get(paragraph, []))]


def _listed_under(mention: DateMention | None) -> FigureDate | None:
    return FigureDate(mention.edtf or "", mention, "The heading of the list gives this period.") if mention else None


def _cue_of_column(context: Context, row: ListLine, cell: Cell | None) -> Cue | None:
    if row.header is None or cell is None or cell.column is None:
        return None
    return next(iter(cues(context.article.paragraphs[row.header - 1][slice(*cell.column)])), None)


def _date_of_column(context: Context, row: ListLine, cell: Cell | None) -> FigureDate | None:
    if row.header is None or cell is None or cell.column is None:
        return None
    start, end = cell.column
    mentions = (m for n in context.by_paragraph.get(row.header, []) for m in context.dates[n])
    return _listed_under(next((m for m in mentions if start <= m.start < end and is_period(context, m)), None))


def _date_of_label(context: Context, number: int, row: ListLine) -> FigureDate | None:
    """The period that a label names and nothing else: “2024”."""
    text = context.article.paragraphs[context.sentences[number].paragraph - 1]
    for mention in context.dates[number]:
        label = text[row.label[0] : mention.start] + text[mention.end : row.label[1]]
        if row.label[0] <= mention.start < row.label[1] and not re.search(r"\w", label) and is_period(context, mention):
            return FigureDate(mention.edtf or "", mention, "The label of the line is that period.")
    return None


def _country(context: Context, number: int, row: ListLine) -> str | None:
    """The country that a label names and nothing else."""
    sentence = context.sentences[number]
    start, end = (at - sentence.start for at in row.label)
    parties = [party for party in context.states(number) if start <= party.start < end]
    if len(parties) != 1:
        return None
    label = sentence.text[start : parties[0].start] + " " + sentence.text[parties[0].end : end]
    return parties[0].code if _ONLY_COUNTRY.fullmatch(label) else None


def _home(context: Context, heads: Sequence[int], partner: str) -> str | None:
    """The country whose trade a list breaks down by partners: that of its heading, else that of the text."""
    codes = {party.code for n in heads for party in context.states(n)}
    home = context.home if not codes else codes.pop() if len(codes) == 1 else None
    return home if home != partner else None
